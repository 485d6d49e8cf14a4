use std::io::Write;

use stackwright_core::Synthesis;

use crate::failure::Failure;

/// Prints the names of the stacks in the order of their deployment.
pub(crate) fn list(synthesis: &Synthesis, stdout: &mut dyn Write) -> Result<(), Failure> {
    for stack in &synthesis.stacks {
        writeln!(stdout, "{}", stack.name)?;
    }
    Ok(())
}
