use std::io::Write;

use stackwright_core::Synthesis;
use stackwright_template::Severity;

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

/// Checks the stacks of an app.
pub(crate) fn check_app(args: &CheckArgs, mut synthesis: Synthesis) -> Report {
    // What stops synthesis cannot be ignored: there would be nothing to check.
    let stays = |severity, code| severity == Severity::Error || !args.ignores(code);
    let found = &mut synthesis.diagnostics;
    found.retain(|found| stays(found.severity, found.code));
    Report::of_app(&synthesis, |stack| match &stack.region {
        // A region that the program names is where the stack goes, unless others are asked for.
        Some(region) if args.regions.is_empty() => args.options().region(region.to_string()),
        _ => args.options(),
    })
}
