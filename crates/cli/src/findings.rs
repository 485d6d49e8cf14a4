use std::io::{self, Write};

use stackwright_core::Synthesis;

use crate::report::{Report, Style};

/// Prints all findings and how many there are; nothing if there is none.
pub(crate) fn print(
    synthesis: &Synthesis,
    is_wrong: bool,
    style: Style,
    stderr: &mut dyn Write,
) -> io::Result<()> {
    let report = Report::of_app(synthesis);
    if report.diagnostics().next().is_none() {
        return Ok(());
    }
    let counts = report.counts();
    if is_wrong {
        let findings = report.findings(style);
        writeln!(stderr, "{findings}{counts}; nothing was written")
    } else {
        let findings = report.short_findings(style);
        writeln!(
            stderr,
            "{findings}{counts}; `check` says what to do about it"
        )
    }
}
