use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use stackwright_assembly::Format;

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
