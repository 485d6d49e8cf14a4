//! What it takes, for the description of a pull request.

use std::fmt::Write;

use stackwright_plan::{Client, Plan, Planned, Remedy, Step, words};
use stackwright_template::Template;

use crate::markdown::{code, escaped};

/// What it takes, as Markdown: the stacks in their order, what goes wrong, and the commands.
pub fn to_markdown(plan: &Plan) -> String {
    let mut text = String::new();
    let mut all: Vec<&Planned> = plan.stacks.iter().collect();
    all.sort_by_key(|stack| stack.stage);
    let _ = writeln!(text, "**{}**", headline(plan, &all));
    if !plan.ring.is_empty() {
        let ring: Vec<String> = plan.ring.iter().map(|id| code(id)).collect();
        let said = format!(
            "{} wait for each other, so that none of them can be first.",
            ring.join(", ")
        );
        let _ = writeln!(text, "\n> [!CAUTION]\n> {said}");
    }
    for stack in &all {
        for step in &stack.steps {
            write_step(&mut text, stack, step);
        }
    }
    if !all.is_empty() {
        text.push_str("\n| stage | stack | in | after | needs |\n|---|---|---|---|---|\n");
        for stack in &all {
            write_stack(&mut text, stack);
        }
    }
    for note in &plan.notes {
        let _ = writeln!(text, "\n> [!NOTE]\n> {}", escaped(&words::note(note)));
    }
    for (client, commands) in &plan.commands {
        let name = match client {
            Client::Cdk => "With the AWS CDK command line",
            _ => "With the AWS command line",
        };
        let _ = writeln!(text, "\n<details><summary>{name}</summary>\n\n```sh");
        for command in commands {
            let _ = writeln!(text, "# {}", words::purpose(&command.purpose));
            let _ = writeln!(text, "{}", command.lines(""));
        }
        text.push_str("```\n\n</details>\n");
    }
    text
}

fn headline(plan: &Plan, all: &[&Planned]) -> String {
    let count = |count: usize, one: &str| match count {
        1 => format!("1 {one}"),
        count => format!("{count} {one}s"),
    };
    let stages = all.last().map_or(0, |stack| stack.stage + 1);
    let said = format!(
        "{} in {}",
        count(all.len(), "stack"),
        count(stages, "stage")
    );
    match plan.is_stuck() {
        true => format!("{said}; something cannot be deployed as it is"),
        false => said,
    }
}

fn write_step(text: &mut String, stack: &Planned, step: &Step) {
    let (what, instead) = words::step(step);
    let head = match step {
        Step::Hazard(hazard) => format!("**{}** in", hazard.code().code),
        _ => "In".to_owned(),
    };
    let more = match step.remedy() {
        Remedy::Deployments => ", in more than one deployment",
        _ => "",
    };
    let _ = writeln!(
        text,
        "\n> [!CAUTION]\n> {head} {}: {}.\n> To do{more}: {instead}.",
        code(&stack.shown),
        escaped(&what)
    );
}

fn write_stack(text: &mut String, stack: &Planned) {
    let name = match stack.name == stack.shown {
        true => code(&stack.shown),
        false => format!("{} ({})", code(&stack.shown), code(&stack.name)),
    };
    let goes = if stack.goes { ", which goes" } else { "" };
    let place = [&stack.account, &stack.region];
    let place: Vec<&str> = place.into_iter().flatten().map(String::as_str).collect();
    let after: Vec<String> = stack.after.iter().map(words::after).collect();
    let mut needs: Vec<String> = stack.capabilities.iter().map(words::capability).collect();
    let parameters = stack.parameters.iter().map(words::parameter);
    needs.extend(parameters.map(|said| format!("parameter {said}")));
    needs.extend(stack.assets.iter().map(words::asset));
    if stack.needs_bucket() {
        let (bytes, most) = (stack.bytes, Template::INLINE_BYTES);
        needs.push(format!(
            "a bucket: the template has {bytes} bytes, more than the {most} of a call"
        ));
    }
    needs.extend(stack.quotas.iter().map(words::quota));
    let unseen = stack.unseen.iter();
    needs
        .extend(unseen.map(|id| format!("what the template of {id} asks for, which is not known")));
    let lines = |all: Vec<String>| {
        let all: Vec<String> = all.iter().map(|line| escaped(line)).collect();
        all.join("<br>")
    };
    let _ = writeln!(
        text,
        "| {} | {name}{goes} | {} | {} | {} |",
        stack.stage + 1,
        place.join(", "),
        lines(after),
        lines(needs)
    );
}
