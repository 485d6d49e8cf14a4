//! The page on moving: its program is one that is tested, and its commands say what it shows.

use std::path::Path;
use std::{env, fs};

use stackwright::run_args;

use super::by_hand::orders;

const PROGRAM: &str = include_str!("by_hand.rs");

/// The function of the program, as it stands in the source.
fn program() -> &'static str {
    let start = PROGRAM.find("fn orders").expect("the program");
    let rest = &PROGRAM[start..];
    let end = rest.find("\n}\n").expect("its end");
    &rest[..end + 2]
}

/// What a command of the page prints.
fn printed(command: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let words = command.strip_prefix("cargo run -- ").expect("a program");
    let words = words.split(' ').map(|word| match word.contains('/') {
        true => root.join(word).display().to_string(),
        false => word.to_owned(),
    });
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let args: Vec<String> = std::iter::once("app".to_owned()).chain(words).collect();
    run_args(args, &mut out, &mut err, orders);
    let out = String::from_utf8(out).expect("text");
    out.replace(&root.display().to_string(), "")
        .replace("\"/tests", "\"tests")
}

/// `UPDATE_DOCS=1 cargo test -p stackwright-tests -- page` writes the outputs anew.
#[test]
pub(crate) fn the_page_shows_what_is_so() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/moving.md");
    let page = fs::read_to_string(&path).expect("the page");
    let command = "cargo run -- adopt tests/data/moving/by_hand.yaml";
    let shown = format!("```console\n$ {command}\n{}```\n", printed(command));
    let program = format!("```rust\n{}\n```\n", program());
    if env::var_os("UPDATE_DOCS").is_some() {
        let page = replaced(&page, "```rust\nfn orders", "```\n", &program);
        let page = replaced(&page, "```rust\n@PROGRAM@", "```\n", &program);
        let start = format!("```console\n$ {command}");
        fs::write(&path, replaced(&page, &start, "```\n", &shown)).expect("the page");
        return;
    }
    let hint = "run UPDATE_DOCS=1 cargo test -p stackwright-tests -- page";
    assert!(page.contains(&program), "{hint}");
    assert!(page.contains(&shown), "{hint}");
}

fn replaced(page: &str, start: &str, end: &str, by: &str) -> String {
    let Some(at) = page.find(start) else {
        return page.to_owned();
    };
    let (before, rest) = page.split_at(at);
    let behind = rest
        .find(&format!("\n{end}"))
        .map_or(rest.len(), |at| at + 1 + end.len());
    format!("{before}{by}{}", &rest[behind..])
}
