//! Which construct, line and relation made something, as both commands `why` show it.

use std::fmt::Write;

use clap::{Args, ValueEnum};
use stackwright_view::Stack;
use stackwright_view::why::{Answer, NoAnswer, Quote, Reason, State, why};

use crate::exit::{ERRORS, SUCCESS};
use crate::failure::Failure;
use crate::report::Style;
use crate::terminal::Outputs;

const BOLD: &str = "1";
const FAINT: &str = "2";
const RED: &str = "31";
const GREEN: &str = "32";
const YELLOW: &str = "33";

/// What both commands share.
#[derive(Args, Debug)]
pub(crate) struct WhyArgs {
    /// How it is shown.
    #[arg(long, value_enum, default_value_t)]
    format: WhyFormat,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum WhyFormat {
    /// For people.
    #[default]
    Text,
    /// For scripts.
    Json,
}

impl WhyArgs {
    /// Prints the answer; the exit code says whether there is one.
    pub fn report(&self, stacks: &[Stack], words: &[String], outputs: &mut Outputs<'_>) -> u8 {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let answer = match why(stacks, &words) {
            Ok(answer) => answer,
            Err(none) => return outputs.fail(&failure(&none)),
        };
        let text = match self.format {
            WhyFormat::Json => to_json(&answer),
            WhyFormat::Text => to_text(&answer, &words, stacks.len() > 1, outputs.styles.stdout),
        };
        let done = outputs.print(&text);
        let code = if answer.reasons.is_empty() {
            ERRORS
        } else {
            SUCCESS
        };
        outputs.end(done, code)
    }
}

fn failure(none: &NoAnswer) -> Failure {
    let help = match none.meant.as_slice() {
        [] => "name a resource, a construct, a permission as s3:GetObject, or a port".to_owned(),
        meant => format!("did you mean `{}`?", meant.join("`, `")),
    };
    Failure::Unreadable(format!("{}\n  help: {help}", none.what))
}

/// As JSON, indented by two spaces, with a line end at its end.
pub fn to_json(answer: &Answer) -> String {
    crate::json::pretty(answer)
}

/// The JSON Schema of what [`to_json`] gives.
#[cfg(feature = "schema")]
pub fn schema() -> schemars::Schema {
    crate::json::schema::<Answer>()
}

/// For people.
fn to_text(answer: &Answer, words: &[&str], with_stacks: bool, style: Style) -> String {
    let mut text = String::new();
    for reason in &answer.reasons {
        write_reason(&mut text, reason, with_stacks, style);
    }
    if answer.reasons.is_empty() {
        let _ = writeln!(text, "nothing here says so: {}", words.join(" "));
    }
    text
}

fn write_reason(text: &mut String, reason: &Reason, with_stack: bool, style: Style) {
    let (sign, colour) = match reason.state {
        State::Yes => ("yes", GREEN),
        State::No => ("no ", RED),
        State::Unknown => ("?  ", YELLOW),
    };
    let stack = match with_stack {
        true => format!("{}: ", reason.stack),
        false => String::new(),
    };
    let what = style.paint(BOLD, &reason.what);
    let _ = writeln!(text, "{} {stack}{what}", style.paint(colour, sign));
    for quote in &reason.because {
        let _ = writeln!(text, "      {}", quoted(quote, style));
    }
}

/// As `the rule: Resources/Group/Properties/..., by Shop/Group, src/main.rs:12:9`.
fn quoted(quote: &Quote, style: Style) -> String {
    let stack = quote.stack.as_ref();
    let stack = stack.map_or_else(String::new, |stack| format!("{stack}: "));
    let role = style.paint(FAINT, &quote.role);
    let mut text = format!("{role}: {stack}{}", quote.place);
    if let Some(construct) = &quote.construct {
        // What AWS CDK calls `Resource` is the construct around it.
        let construct = construct.strip_suffix("/Resource").unwrap_or(construct);
        text += &format!(", by {construct}");
    }
    if !quote.lines.is_empty() {
        text += &format!(", {}", style.paint(FAINT, &quote.lines.join(", ")));
    }
    text
}
