use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use stackwright_assembly::{Assembly, Format};
use stackwright_check::Options;
use stackwright_core::{StackTemplate, Synthesis};
use stackwright_template::Severity;

use super::select::select;
use super::unless_wrong;
use crate::at_once::at_once;
use crate::checked::check_written;
use crate::checking::Denied;
use crate::exit::SUCCESS;
use crate::failure::Failure;
use crate::terminal::Outputs;

/// Where the CDK CLI looks for the assembly by itself.
const DEFAULT_DIR: &str = "cdk.out";

/// Write the templates and the manifest that names them.
///
/// All or nothing: if the app has errors, what was written before stays as it is.
#[derive(Args, Debug)]
pub(super) struct Synth {
    #[command(flatten)]
    pub args: SynthArgs,
}

// Without a comment for the documentation, which would become the text about the program, too.
#[derive(Args, Debug)]
pub(super) struct SynthArgs {
    /// Only these stacks.
    #[arg(value_name = "STACK")]
    stacks: Vec<String>,

    /// How templates are written.
    #[arg(long, value_enum, default_value_t)]
    format: FormatName,

    /// The directory to write to [default: $CDK_OUTDIR, or cdk.out].
    ///
    /// An assembly that is in it is replaced; what other tools have put there stays.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,

    /// Print the templates and write no files.
    ///
    /// Several are separated by a line `---` in YAML. In JSON one object follows the other.
    #[arg(long, conflicts_with = "out")]
    stdout: bool,

    /// What else keeps templates from being written, as errors do.
    #[arg(long, value_enum, value_name = "SEVERITY")]
    deny: Option<Denied>,

    /// Do not check the templates.
    ///
    /// Otherwise an error in one of the stacks keeps all of them from being written.
    #[arg(long)]
    no_check: bool,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum FormatName {
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

impl SynthArgs {
    pub fn run(
        &self,
        mut synthesis: Synthesis,
        by_cdk: bool,
        outputs: &mut Outputs<'_>,
    ) -> (u8, Synthesis) {
        let is_missing = synthesis
            .lookups
            .iter()
            .any(|(lookup, _)| lookup.is_missing);
        if by_cdk && is_missing {
            // It looks up what is missing, and calls again.
            let done = self.write_missing(&synthesis);
            return (outputs.end(done, SUCCESS), synthesis);
        }
        let format = Format::from(self.format);
        // Once for both: their lengths are checked, too.
        let texts = at_once(&synthesis.stacks, |stack| format.render(stack));
        if !self.no_check {
            let sizes: Vec<usize> = texts.iter().map(String::len).collect();
            synthesis = check_written(synthesis, &Options::new(), &sizes);
        }
        let denied = self.deny.is_some() && has_warnings(&synthesis);
        let code = unless_wrong(&synthesis, denied, outputs, |outputs| {
            let selected = select(&synthesis, &self.stacks)?;
            let texts = synthesis.stacks.iter().zip(texts);
            let texts: Vec<(&StackTemplate, String)> = texts
                .filter(|(stack, _)| selected.iter().any(|wanted| wanted.id == stack.id))
                .collect();
            if self.stdout {
                print(&texts, format, outputs)
            } else {
                self.write(&synthesis, texts, format, outputs)
            }
        });
        (code, synthesis)
    }

    /// Writes an assembly without stacks, which says what has to be looked up.
    fn write_missing(&self, synthesis: &Synthesis) -> Result<(), Failure> {
        let dir = directory(self.out.clone(), std::env::var_os("CDK_OUTDIR"));
        let assembly = Assembly::new([], Format::Json)?.missing(&synthesis.lookups);
        Ok(assembly.write(&dir)?)
    }

    /// Writes the assembly and says so, beside what others read: the CDK CLI passes on what an
    /// app prints as if it were its own.
    fn write(
        &self,
        synthesis: &Synthesis,
        texts: Vec<(&StackTemplate, String)>,
        format: Format,
        outputs: &mut Outputs<'_>,
    ) -> Result<(), Failure> {
        #[cfg(feature = "plan")]
        tell_unmatched(synthesis, outputs);
        let names: Vec<&str> = texts.iter().map(|(stack, _)| &*stack.id).collect();
        let dir = directory(self.out.clone(), std::env::var_os("CDK_OUTDIR"));
        let stacks: Vec<&StackTemplate> = texts.iter().map(|(stack, _)| *stack).collect();
        Assembly::of_texts(texts, format)?
            .tree(stacks)
            .findings(&synthesis.diagnostics)
            .write(&dir)?;

        let plural = if names.len() == 1 { "" } else { "s" };
        let separator = if names.is_empty() { "" } else { ": " };
        let (count, dir, names) = (names.len(), dir.display(), names.join(", "));
        // Where standard error is closed, nobody could be told.
        let _ = writeln!(
            outputs.stderr,
            "wrote {count} stack{plural} to {dir}{separator}{names}"
        );
        Ok(())
    }
}

fn has_warnings(synthesis: &Synthesis) -> bool {
    let mut found = synthesis.diagnostics.iter();
    found.any(|found| found.severity == Severity::Warning)
}

fn print(
    texts: &[(&StackTemplate, String)],
    format: Format,
    outputs: &mut Outputs<'_>,
) -> Result<(), Failure> {
    for (index, (_, text)) in texts.iter().enumerate() {
        if index > 0 && format == Format::Yaml {
            outputs.stdout.write_all(b"---\n")?;
        }
        outputs.stdout.write_all(text.as_bytes())?;
    }
    outputs.stdout.flush()?;
    Ok(())
}

/// What was asked for, or what the CDK CLI asks for when it runs the app, or the default.
fn directory(asked: Option<PathBuf>, variable: Option<OsString>) -> PathBuf {
    let variable = variable.filter(|dir| !dir.is_empty()).map(PathBuf::from);
    asked.or(variable).unwrap_or_else(|| DEFAULT_DIR.into())
}

/// Tells what is said to have moved from where the lock of ids has nothing, in a project that has one: a line that
/// keeps nothing any more, or that never did.
#[cfg(feature = "plan")]
fn tell_unmatched(synthesis: &Synthesis, outputs: &mut Outputs<'_>) {
    if synthesis.moved.is_empty() {
        return;
    }
    let Ok(locked) = std::fs::read_to_string(crate::ids::args::LOCK) else {
        return;
    };
    let Ok(assembly) = Assembly::new(&synthesis.stacks, Format::Json) else {
        return;
    };
    let Ok(stacks) = crate::plan::stacks::in_memory(&assembly, DEFAULT_DIR) else {
        return;
    };
    let locked = stackwright_change::Lock::parse(&locked);
    let report = crate::ids::IdsReport::of(&locked, &stacks.lock(), &synthesis.moved);
    for moved in &report.unmatched {
        // Where standard error is closed, nobody could be told.
        let _ = writeln!(outputs.stderr, "note: {}", crate::ids::unmatched(moved));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_option_wins_over_the_variable_and_that_over_the_default() {
        let cases: [(Option<&str>, Option<&str>, &str); 4] = [
            (Some("a"), Some("b"), "a"),
            (None, Some("b"), "b"),
            (None, Some(""), "cdk.out"),
            (None, None, "cdk.out"),
        ];
        for (asked, variable, expected) in cases {
            let found = directory(asked.map(PathBuf::from), variable.map(OsString::from));
            assert_eq!(found, PathBuf::from(expected));
        }
    }
}
