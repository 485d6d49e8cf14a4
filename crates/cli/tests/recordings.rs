//! What the pages say that commands print: each block of `$ stackwright ...` is what that prints.

#![allow(clippy::unwrap_used, reason = "in helpers of tests, too")]

use std::fs;
use std::path::Path;

use stackwright_cli::tool_with;

/// The pages that have recordings.
const PAGES: [&str; 4] = ["README.md", "docs/cost.md", "docs/types.md", "docs/why.md"];

/// What a command prints, on both outputs.
fn recorded(command: &str) -> String {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let words = command
        .split_whitespace()
        .map(|word| word.trim_matches('\''));
    tool_with(words, &mut &b""[..], &mut out, &mut err);
    out.extend(err);
    let text = String::from_utf8(out).unwrap();
    let lines = text.trim_end().lines().map(str::trim_end);
    lines.map(|line| format!("{line}\n")).collect()
}

#[test]
fn pages_show_what_commands_print() {
    std::env::set_current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")).unwrap();
    for page in PAGES {
        let text = fs::read_to_string(page).unwrap();
        let mut expected = String::new();
        let mut recordings = 0;
        let mut lines = text.lines().peekable();
        while let Some(line) = lines.next() {
            expected += &format!("{line}\n");
            let Some(command) = line.strip_prefix("$ ") else {
                continue;
            };
            if !command.starts_with("stackwright ") {
                continue;
            }
            recordings += 1;
            while lines
                .next_if(|next| *next != "```" && !next.starts_with("$ "))
                .is_some()
            {}
            expected += &recorded(command);
        }
        assert!(recordings > 0, "{page}");
        if std::env::var_os("UPDATE_DOCS").is_some() {
            fs::write(page, &expected).unwrap();
        }
        let found = fs::read_to_string(page).unwrap();
        assert!(
            found == expected,
            "{page}: UPDATE_DOCS=1 cargo test -p stackwright-cli --test recordings"
        );
    }
}
