use std::io::{self, Write};

use stackwright_core::{Severity, Synthesis};

/// Prints all findings and how many there are; nothing if there is none.
pub(crate) fn print(synthesis: &Synthesis, stderr: &mut dyn Write) -> io::Result<()> {
    if synthesis.diagnostics.is_empty() {
        return Ok(());
    }
    for found in &synthesis.diagnostics {
        writeln!(stderr, "{found}\n")?;
    }
    let consequence = if synthesis.has_errors() {
        "; nothing was written"
    } else {
        ""
    };
    writeln!(stderr, "{}{consequence}", count(synthesis))
}

/// As `1 error, 2 warnings`.
fn count(synthesis: &Synthesis) -> String {
    let of = |severity: Severity, many: &str| {
        let found = synthesis.diagnostics.iter();
        match found.filter(|found| found.severity == severity).count() {
            0 => None,
            1 => Some(format!("1 {severity}")),
            count => Some(format!("{count} {many}")),
        }
    };
    let counts = [
        of(Severity::Error, "errors"),
        of(Severity::Warning, "warnings"),
        of(Severity::Info, "infos"),
    ];
    counts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}
