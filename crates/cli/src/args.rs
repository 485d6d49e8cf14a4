use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use stackwright_assembly::Format;
use stackwright_check::Options;

use crate::report::Report;
use crate::run::{ERRORS, SUCCESS};

/// Writes the CloudFormation templates of the stacks that this program describes.
///
/// Without a command it does what `synth` does.
#[derive(Debug, Parser)]
#[command(args_conflicts_with_subcommands = true, disable_help_subcommand = true)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub command: Option<Command>,
    #[command(flatten)]
    pub synth: SynthArgs,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Write the templates and the manifest that names them.
    ///
    /// All or nothing: if the app has errors, what was written before stays as it is.
    Synth(SynthArgs),
    /// Print the names of the stacks, one a line, in the order of their deployment.
    List,
    /// Say what is wrong with the templates, and which line of the program made it.
    ///
    /// Writes no files. The exit code is 0 if no error was found, and 1 if one was.
    Check(CheckArgs),
}

#[derive(Args, Debug)]
pub(crate) struct SynthArgs {
    /// Only these stacks.
    #[arg(value_name = "STACK")]
    pub stacks: Vec<String>,

    /// How templates are written.
    #[arg(long, value_enum, default_value_t)]
    pub format: FormatName,

    /// The directory to write to [default: $CDK_OUTDIR, or cdk.out].
    ///
    /// An assembly that is in it is replaced; what other tools have put there stays.
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,

    /// Print the templates and write no files.
    ///
    /// Several are separated by a line `---` in YAML. In JSON one object follows the other.
    #[arg(long, conflicts_with = "out")]
    pub stdout: bool,

    /// Do not check the templates.
    ///
    /// Otherwise an error in one of the stacks keeps all of them from being written.
    #[arg(long)]
    pub no_check: bool,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub(crate) enum FormatName {
    /// With functions in their long form, as {"Ref": "Name"}.
    #[default]
    Json,
    /// With functions in their short form, as !Ref Name. The CDK CLI reads JSON only.
    Yaml,
}

impl From<FormatName> for Format {
    fn from(name: FormatName) -> Self {
        match name {
            FormatName::Json => Format::Json,
            FormatName::Yaml => Format::Yaml,
        }
    }
}

#[derive(Args, Debug)]
pub(crate) struct CheckArgs {
    /// How findings are shown.
    #[arg(long, value_enum, default_value_t)]
    pub format: ReportFormat,

    /// What else is a failure, as errors are.
    #[arg(long, value_enum, value_name = "SEVERITY")]
    pub deny: Option<Denied>,

    /// A region that is deployed to, as eu-central-1; may be repeated.
    #[arg(long = "region", value_name = "REGION")]
    pub regions: Vec<String>,

    /// Leave out the rules whose code starts with this, as TPL122 or SCH; may be repeated.
    #[arg(long, value_name = "CODE")]
    pub ignore: Vec<String>,
}

impl CheckArgs {
    /// What the checker is asked for.
    pub fn options(&self) -> Options {
        let options = self.regions.iter().fold(Options::new(), Options::region);
        self.ignore.iter().fold(options, Options::ignore)
    }

    /// What the findings mean for whoever called.
    pub fn exit_code(&self, report: &Report) -> u8 {
        let denied = self.deny.is_some() && report.warnings() > 0;
        if denied || report.errors() > 0 {
            ERRORS
        } else {
            SUCCESS
        }
    }
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub(crate) enum ReportFormat {
    /// For people, with the lines that findings are about.
    #[default]
    Text,
    /// For scripts.
    Json,
    /// SARIF 2.1.0, for code hosts.
    Sarif,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Denied {
    Warnings,
}
