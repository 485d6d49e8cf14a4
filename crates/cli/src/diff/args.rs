//! What both commands `diff` share: of an app, and of files.

use clap::{Args, ValueEnum};

#[cfg(feature = "cost")]
use stackwright_view::cost::Comparison;

use super::{Difference, StackTemplates};
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

    /// Say also what a month costs before and after.
    #[cfg(feature = "cost")]
    #[arg(long)]
    cost: bool,

    #[cfg(feature = "cost")]
    #[command(flatten)]
    usage: crate::cost::args::UsageArgs,
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
    /// Prints what changes from some stacks to others; the exit code says what it means for whoever called.
    pub fn report(
        &self,
        before: &StackTemplates,
        after: &StackTemplates,
        outputs: &mut Outputs<'_>,
    ) -> u8 {
        #[allow(unused_mut, reason = "without the feature `cost` nothing is added")]
        let mut difference = Difference::between_telling(before, after, &outputs.progress());
        #[cfg(feature = "cost")]
        if let Err(failure) = self.add_cost(before, after, &mut difference) {
            return outputs.fail(&failure);
        }
        let difference = &difference;
        let text = match self.format {
            DiffFormat::Text => difference.to_text(outputs.styles.stdout),
            DiffFormat::Json => difference.to_json(),
            DiffFormat::Markdown => difference.to_markdown(),
        };
        let done = outputs.print(&text);
        outputs.end(done, self.exit_code(difference))
    }

    /// Adds what a month costs before and after, where that is asked for.
    #[cfg(feature = "cost")]
    fn add_cost(
        &self,
        before: &StackTemplates,
        after: &StackTemplates,
        difference: &mut Difference,
    ) -> Result<(), crate::failure::Failure> {
        if !self.cost {
            return Ok(());
        }
        let options = self.usage.options()?;
        let month = |name: &str, stacks: &StackTemplates| {
            let stacks = crate::views::of_files(stacks);
            (
                name.to_owned(),
                stackwright_view::cost::estimate(&stacks, &options),
            )
        };
        let columns = [month("before", before), month("after", after)];
        difference.cost = Some(Comparison::of(&columns).only_changes());
        Ok(())
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
