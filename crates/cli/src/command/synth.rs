use std::ffi::OsString;
use std::io::Write;
use std::path::PathBuf;

use stackwright_assembly::{Assembly, Format};
use stackwright_core::{StackTemplate, Synthesis};

use super::select::select;
use crate::args::SynthArgs;
use crate::failure::Failure;

/// Where the CDK CLI looks for the assembly by itself.
const DEFAULT_DIR: &str = "cdk.out";

/// Writes or prints the templates.
pub(crate) fn synth(
    args: &SynthArgs,
    synthesis: &Synthesis,
    stdout: &mut dyn Write,
) -> Result<(), Failure> {
    let stacks = select(synthesis, &args.stacks)?;
    let format = Format::from(args.format);
    if args.stdout {
        return print(&stacks, format, stdout);
    }
    let dir = directory(args.out.clone(), std::env::var_os("CDK_OUTDIR"));
    Assembly::write_stacks(stacks.iter().copied(), format, &dir)?;

    let plural = if stacks.len() == 1 { "" } else { "s" };
    write!(
        stdout,
        "wrote {} stack{plural} to {}",
        stacks.len(),
        dir.display()
    )?;
    for (index, stack) in stacks.iter().enumerate() {
        let separator = if index == 0 { ":" } else { "," };
        write!(stdout, "{separator} {}", stack.name)?;
    }
    writeln!(stdout)?;
    Ok(())
}

fn print(stacks: &[&StackTemplate], format: Format, stdout: &mut dyn Write) -> Result<(), Failure> {
    for (index, stack) in stacks.iter().enumerate() {
        if index > 0 && format == Format::Yaml {
            stdout.write_all(b"---\n")?;
        }
        stdout.write_all(format.render(stack).as_bytes())?;
    }
    stdout.flush()?;
    Ok(())
}

/// What was asked for, or what the CDK CLI asks for when it runs the app, or the default.
fn directory(asked: Option<PathBuf>, variable: Option<OsString>) -> PathBuf {
    let variable = variable.filter(|dir| !dir.is_empty()).map(PathBuf::from);
    asked.or(variable).unwrap_or_else(|| DEFAULT_DIR.into())
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
