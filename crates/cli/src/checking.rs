//! What both commands `check` share: of an app, and of files.

use clap::{Args, ValueEnum};
use stackwright_check::{Options, declarations, nearest_region};
use stackwright_codes::retired;
use stackwright_template::nearest;

use crate::exit::{ERRORS, FAILURE, SUCCESS};
use crate::failure::Failure;
use crate::report::Report;
use crate::terminal::Outputs;

#[derive(Args, Debug)]
pub(crate) struct CheckArgs {
    /// How findings are shown.
    #[arg(long, value_enum, default_value_t)]
    format: ReportFormat,

    /// What else is a failure, as errors are.
    #[arg(long, value_enum, value_name = "SEVERITY")]
    deny: Option<Denied>,

    /// A region that is deployed to, as eu-central-1; may be repeated.
    #[arg(long = "region", value_name = "REGION", value_parser = region)]
    regions: Vec<String>,

    /// Leave out the rules whose code starts with this, as TPL122 or SCH; may be repeated.
    #[arg(long, value_name = "CODE")]
    ignore: Vec<String>,
}

/// Whose codes there are.
#[derive(Clone, Copy)]
pub(crate) enum Codes {
    /// Those that are declared.
    Declared,
    /// Those of a program's own constructs as well, which nobody knows before they are reported:
    /// any family that is not the checker's.
    OfProgram,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum ReportFormat {
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

impl CheckArgs {
    /// What the checker is asked for.
    pub fn options(&self, codes: Codes) -> Result<Options, Failure> {
        let options = self.regions.iter().fold(Options::new(), Options::region);
        self.ignore.iter().try_fold(options, |options, code| {
            Ok(options.ignore(codes.beginning(code)?))
        })
    }

    /// Prints what was found; the exit code says what it means for whoever called.
    pub fn report(&self, report: &Report, outputs: &mut Outputs<'_>) -> u8 {
        let text = match self.format {
            ReportFormat::Text => report.to_text(outputs.styles.stdout),
            ReportFormat::Json => report.to_json(),
            ReportFormat::Sarif => report.to_sarif(),
        };
        let done = outputs.print(&text);
        for unchecked in report.unchecked() {
            let _ = writeln!(outputs.stderr, "error: {unchecked}");
        }
        outputs.end(done, self.exit_code(report))
    }

    fn exit_code(&self, report: &Report) -> u8 {
        let denied = self.deny.is_some() && report.warnings() > 0;
        if !report.unchecked().is_empty() {
            FAILURE
        } else if denied || report.errors() > 0 {
            ERRORS
        } else {
            SUCCESS
        }
    }
}

impl Codes {
    /// The beginning of a code, or a retired one, in the case of codes.
    fn beginning(self, text: &str) -> Result<String, Failure> {
        let known = text.to_ascii_uppercase();
        let all: Vec<&str> = declarations().map(|declared| declared.code).collect();
        let declared = !known.is_empty() && all.iter().any(|code| code.starts_with(&known));
        if declared || retired(&known).is_some() {
            return Ok(known);
        }
        // What stands in no code, as the comma between two, is none of a construct of one's own.
        let is_code = !known.is_empty() && known.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let families: Vec<&str> = all.iter().copied().map(family).collect();
        match self {
            Codes::OfProgram if is_code && !families.contains(&family(&known)) => {
                Ok(text.to_owned())
            }
            _ => {
                let meant = nearest(&known, [all, families].concat());
                Err(Failure::unknown_code(text, meant))
            }
        }
    }
}

/// The letters of a code.
fn family(code: &str) -> &str {
    code.trim_end_matches(|digit: char| digit.is_ascii_digit())
}

/// A region as AWS names them.
fn region(name: &str) -> Result<String, String> {
    match nearest_region(name) {
        Ok(()) => Ok(name.to_owned()),
        Err(Some(meant)) => Err(format!("there is no such region; did you mean `{meant}`?")),
        Err(None) => Err("there is no such region".to_owned()),
    }
}
