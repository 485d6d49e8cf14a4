use std::io::Write;

use crate::args::{CheckArgs, ReportFormat};
use crate::failure::Failure;
use crate::report::{Report, Style};

/// Prints what was found.
pub(crate) fn check(
    args: &CheckArgs,
    report: &Report,
    style: Style,
    stdout: &mut dyn Write,
) -> Result<(), Failure> {
    let text = match args.format {
        ReportFormat::Text => report.to_text(style),
        ReportFormat::Json => report.to_json(),
        ReportFormat::Sarif => report.to_sarif(),
    };
    stdout.write_all(text.as_bytes())?;
    stdout.flush()?;
    Ok(())
}
