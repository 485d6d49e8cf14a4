//! The commands as a script of the shell.

use std::fmt::Write;

use crate::{Command, Plan, Purpose, words};

/// Where a line of a script ends, where it can.
const WIDTH: usize = 100;

impl Command {
    /// The command as a shell of POSIX takes it; what is long has several lines, those behind the first with
    /// `indent` before them.
    pub fn lines(&self, indent: &str) -> String {
        let words: Vec<String> = self.words.iter().map(ToString::to_string).collect();
        let line = words.join(" ");
        if line.len() <= WIDTH {
            return line;
        }
        let mut text = String::new();
        let mut length = 0;
        for (at, word) in words.iter().enumerate() {
            let is_option = word.starts_with("--");
            let breaks = at > 0 && (is_option || length + word.len() > WIDTH);
            match (at, breaks) {
                (0, _) => {}
                (_, true) => {
                    let more = if is_option { "  " } else { "    " };
                    let _ = write!(text, " \\\n{indent}{more}");
                    length = 0;
                }
                (_, false) => text.push(' '),
            }
            text.push_str(word);
            length += word.len() + 1;
        }
        text
    }

    /// Whether it is for another time than the others.
    pub fn is_for_later(&self) -> bool {
        matches!(self.purpose, Purpose::UpdateStackSet { .. })
    }
}

/// What a script finds out by itself, unless the environment says it.
const FOUND: [(&str, &str); 3] = [
    (
        "AWS_ACCOUNT_ID",
        "${AWS_ACCOUNT_ID:-$(aws sts get-caller-identity --query Account --output text)}",
    ),
    (
        "AWS_REGION",
        "${AWS_REGION:-${AWS_DEFAULT_REGION:-$(aws configure get region)}}",
    ),
    ("AWS_PARTITION", "${AWS_PARTITION:-aws}"),
];

impl Plan {
    /// The commands of each command line as one script of the shell, which ends with the first that fails.
    /// What it has to be given stands in the environment.
    pub fn script(&self) -> String {
        let mut script = String::from("#!/bin/sh\nset -eu\n");
        let all = || self.commands.iter().flat_map(|(_, commands)| commands);
        let named: Vec<&str> = all()
            .filter(|command| !command.is_for_later())
            .flat_map(|command| command.words.iter().flat_map(crate::Word::variables))
            .collect();
        for (name, value) in FOUND {
            if named.contains(&name) {
                let _ = writeln!(script, "{name}={value}");
            }
        }
        for command in all() {
            let _ = writeln!(script, "# {}", one_line(&words::purpose(&command.purpose)));
            match command.is_for_later() {
                true => {
                    let lines = command.lines("");
                    for line in lines.lines() {
                        let _ = writeln!(script, "#   {line}");
                    }
                }
                false => {
                    let _ = writeln!(script, "{}", command.lines(""));
                }
            }
        }
        script
    }
}

/// What stands behind `#` ends with its line.
fn one_line(text: &str) -> String {
    let kept = |c: char| match c.is_control() {
        true => ' ',
        false => c,
    };
    text.chars().map(kept).collect()
}
