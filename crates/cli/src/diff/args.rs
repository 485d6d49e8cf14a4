//! What both commands `diff` share: of an app, and of files.

use clap::{Args, ValueEnum};

use super::Difference;
use crate::exit::{ERRORS, SUCCESS};
use crate::terminal::Outputs;

#[derive(Args, Debug)]
pub(crate) struct DiffArgs {
    /// How the change is shown.
    #[arg(long, value_enum, default_value_t)]
    format: DiffFormat,

    /// What is a failure besides hazards; may be repeated, or several with commas.
    #[arg(long, value_enum, value_name = "CHANGE", value_delimiter = ',')]
    fail_on: Vec<FailOn>,

    /// The same as --fail-on any-change, as the AWS CDK command line has it.
    #[arg(long)]
    fail: bool,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum DiffFormat {
    /// For people.
    #[default]
    Text,
    /// For scripts.
    Json,
    /// For the description of a pull request.
    Markdown,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum FailOn {
    /// Anything that is not the same.
    AnyChange,
    /// A new right, a new way to reach something, something that becomes public.
    Broadening,
    /// A resource that goes, or is or may be replaced.
    Destructive,
}

impl DiffArgs {
    /// Prints what changes; the exit code says what it means for whoever called.
    pub fn report(&self, difference: &Difference, outputs: &mut Outputs<'_>) -> u8 {
        let text = match self.format {
            DiffFormat::Text => difference.to_text(outputs.styles.stdout),
            DiffFormat::Json => difference.to_json(),
            DiffFormat::Markdown => difference.to_markdown(),
        };
        let done = outputs.print(&text);
        outputs.end(done, self.exit_code(difference))
    }

    fn exit_code(&self, difference: &Difference) -> u8 {
        let matches = |on: &FailOn| match on {
            FailOn::AnyChange => !difference.is_empty(),
            FailOn::Broadening => difference.is_broadening(),
            FailOn::Destructive => difference.is_destructive(),
        };
        let fails = difference.has_hazards()
            || (self.fail && !difference.is_empty())
            || self.fail_on.iter().any(matches);
        if fails { ERRORS } else { SUCCESS }
    }
}
