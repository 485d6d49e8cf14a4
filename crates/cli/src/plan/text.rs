//! What it takes, for people.

use std::fmt::Write;

use stackwright_plan::{Client, Plan, Planned, Remedy, Step, words};
use stackwright_template::Template;

use crate::report::Style;

const BOLD: &str = "1";
const ERROR: &str = "1;31";
const WARNING: &str = "33";
const FAINT: &str = "2";

/// What it takes, for people, stack by stack, and the commands.
pub fn to_text(plan: &Plan, style: Style) -> String {
    let mut text = String::new();
    let mut all: Vec<&Planned> = plan.stacks.iter().collect();
    all.sort_by_key(|stack| stack.stage);
    let has_stages = all.last().is_some_and(|stack| stack.stage > 0);
    let mut stage = None;
    for stack in all {
        if has_stages && stage != Some(stack.stage) {
            stage = Some(stack.stage);
            let head = format!("stage {}", stack.stage + 1);
            let _ = writeln!(text, "{}", style.paint(FAINT, &head));
        }
        write_stack(&mut text, stack, style);
    }
    if !plan.ring.is_empty() {
        let head = style.paint(ERROR, "error");
        let ring = plan.ring.join(", ");
        let _ = writeln!(
            text,
            "{head}: {ring} wait for each other, so that none of them can be first"
        );
    }
    for note in &plan.notes {
        let head = style.paint(WARNING, "note");
        let _ = writeln!(text, "{head}: {}", words::note(note));
    }
    for (client, commands) in &plan.commands {
        let name = match client {
            Client::Cdk => "with the AWS CDK command line",
            _ => "with the AWS command line",
        };
        let _ = writeln!(text, "\n{}", style.paint(BOLD, name));
        for command in commands {
            let purpose = format!("# {}", words::purpose(&command.purpose));
            let _ = writeln!(text, "  {}", style.paint(FAINT, &purpose));
            let _ = writeln!(text, "  {}", command.lines("  "));
        }
    }
    text
}

fn write_stack(text: &mut String, stack: &Planned, style: Style) {
    let name = match stack.name == stack.shown {
        true => String::new(),
        false => format!(" ({})", stack.name),
    };
    let place = [&stack.account, &stack.region];
    let place: Vec<&str> = place.into_iter().flatten().map(String::as_str).collect();
    let place = match place.is_empty() {
        true => String::new(),
        false => format!(" in {}", place.join(", ")),
    };
    let goes = if stack.goes { ", which goes" } else { "" };
    let head = style.paint(BOLD, &stack.shown);
    let _ = writeln!(text, "{head}{name}{place}{goes}");
    let mut line = |label: &str, said: &str| {
        let _ = writeln!(text, "  {label:<11} {said}");
    };
    for after in &stack.after {
        line("after", &words::after(after));
    }
    for asked in &stack.capabilities {
        line("capability", &words::capability(asked));
    }
    for missing in &stack.parameters {
        line("parameter", &words::parameter(missing));
    }
    for asset in &stack.assets {
        line("asset", &words::asset(asset));
    }
    if stack.needs_bucket() {
        let (bytes, most) = (stack.bytes, Template::INLINE_BYTES);
        let said = format!("the template has {bytes} bytes, more than the {most} of a call");
        line("by a bucket", &said);
    }
    for quota in &stack.quotas {
        line("near quota", &words::quota(quota));
    }
    for unseen in &stack.unseen {
        let said = format!("the template of {unseen}, and what that asks for");
        line("not known", &said);
    }
    for step in &stack.steps {
        let (what, instead) = words::step(step);
        let head = match step {
            Step::Hazard(hazard) => format!("error[{}]", hazard.code().code),
            _ => "error".to_owned(),
        };
        let label = match step.remedy() {
            Remedy::Deployments => "more than one deployment: ",
            _ => "",
        };
        let _ = writeln!(text, "  {}: {label}{what}", style.paint(ERROR, &head));
        let _ = writeln!(text, "    help: {instead}");
    }
}
