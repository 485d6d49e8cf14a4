//! The programs on constructs are those that are committed, formatted as rustfmt formats.

#![allow(clippy::unwrap_used, reason = "in helpers of tests, too")]

use std::path::Path;
use std::process::Command;
use std::{env, fs};

use stackwright_adopt::Adopted;
use stackwright_tests_import::{ADOPTED, adopted_template};

/// `UPDATE_PROGRAMS=1 cargo test -p stackwright-tests-import --test adopted` writes them anew.
#[test]
fn the_programs_are_as_they_are_committed() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/compiled");
    let mut wrong = Vec::new();
    for (name, file) in ADOPTED {
        let program = Adopted::of(&adopted_template(file), "Adopted", "build").program;
        let text = format!(
            "//! `{file}`, on constructs.\n\n{}\n{}",
            program.uses(),
            program.build
        );
        let path = folder.join(format!("{name}.rs"));
        if env::var_os("UPDATE_PROGRAMS").is_some() {
            fs::create_dir_all(&folder).unwrap();
            fs::write(&path, &text).unwrap();
        }
        if fs::read_to_string(&path).unwrap_or_default() != text {
            wrong.push(name);
        }
    }
    let hint = "run UPDATE_PROGRAMS=1 cargo test -p stackwright-tests-import --test adopted";
    assert_eq!(wrong, Vec::<&str>::new(), "{hint}");
}

/// `UPDATE_DOCS=1 cargo test -p stackwright-tests-import --test adopted` writes the figures of the page anew.
#[test]
fn the_page_has_the_figures() {
    let mut table = String::from(
        "\n| template | resources | in constructs | lines on typed resources | lines |\n|---|---|---|---|---|\n",
    );
    for (_, file) in ADOPTED {
        let template = adopted_template(file);
        let adopted = Adopted::of(&template, "Adopted", "build");
        let all = template.resources().count();
        let grouped = adopted.groups.iter().map(|group| group.resources.len());
        let (grouped, groups) = (grouped.sum::<usize>(), adopted.groups.len());
        let name = Path::new(file).file_name().unwrap().to_string_lossy();
        let (typed, lines) = (adopted.typed_lines, adopted.lines);
        table.push_str(&format!(
            "| `{name}` | {all} | {grouped} in {groups} | {typed} | {lines} |\n"
        ));
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/moving.md");
    let page = fs::read_to_string(&path).unwrap();
    let (before, rest) = page.split_once("<!-- figures -->\n").unwrap();
    let (_, after) = rest.split_once("<!-- end -->").unwrap();
    let expected = format!("{before}<!-- figures -->\n{table}\n<!-- end -->{after}");
    if env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, &expected).unwrap();
        return;
    }
    let hint = "run UPDATE_DOCS=1 cargo test -p stackwright-tests-import --test adopted";
    assert!(page == expected, "{hint}");
}

#[test]
fn they_are_as_rustfmt_has_them() {
    let files =
        ADOPTED.map(|(name, _)| format!("{}/tests/compiled/{name}.rs", env!("CARGO_MANIFEST_DIR")));
    let mut rustfmt = Command::new("rustfmt");
    rustfmt.args([
        "--edition",
        "2024",
        "--style-edition",
        "2024",
        "--check",
        "-l",
    ]);
    // Where there is no rustfmt there is nothing to compare with.
    if let Ok(output) = rustfmt.args(files).output() {
        let differ = String::from_utf8_lossy(&output.stdout);
        assert_eq!(differ, "", "rustfmt would change these");
    }
}
