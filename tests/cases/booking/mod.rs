//! Mistakes that people make in the example `booking`: each does not compile, or is an error with its
//! line. `build.rs` writes the programs.

mod edits;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

use stackwright::check::{Options, check_app};
use stackwright::core::{App, Diagnostic, Severity};

use self::edits::{EDITS, EXAMPLE, Edit, Says};

mod edited {
    include!(concat!(env!("OUT_DIR"), "/booking/mod.rs"));
}

fn example() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(EXAMPLE)).expect("the example")
}

/// The errors in the example with an edit.
fn errors(edit: &Edit) -> Vec<Diagnostic> {
    let (_, build) = edited::EDITED
        .iter()
        .find(|(name, _)| *name == edit.name)
        .expect("the program was written");
    let app = App::new();
    build(&app);
    let mut found = check_app(app.synth(), &Options::new()).diagnostics;
    found.retain(|found| found.severity == Severity::Error);
    found
}

#[test]
fn each_is_an_error_with_its_line() {
    let example = example();
    let (mut page, mut silent) = (String::new(), String::new());
    for edit in EDITS {
        let Says::Check(code, at) = edit.says else {
            continue;
        };
        let text = edit.of(&example);
        let found = errors(edit);
        let _ = writeln!(page, "{}", edit.name);
        for (from, to) in edit.changes {
            let _ = writeln!(page, "- {from}\n+ {to}");
        }
        let mut said = BTreeSet::new();
        for mut found in found {
            for source in &mut found.source {
                source.file = "booking/main.rs";
                let line = usize::try_from(source.line).expect("a small number");
                let from: Vec<&str> = text.lines().skip(line.saturating_sub(1)).collect();
                let from = from.join("\n");
                let statement = from.split(';').next().expect("the first part");
                said.insert((found.code, statement.to_owned()));
                // It moves with every line before it.
                source.line = 0;
                source.column = 0;
            }
            // Where the workspace is differs.
            let here = concat!(env!("CARGO_MANIFEST_DIR"), "/../");
            let _ = writeln!(page, "{}", found.to_string().replace(here, ""));
        }
        let mut said = said.iter();
        if !said.any(|(found, statement)| *found == code && statement.contains(at)) {
            let _ = writeln!(silent, "{}: no {code} at {at:?}", edit.name);
        }
        page.push('\n');
    }
    assert_eq!(silent, "", "{page}");
    insta::with_settings!({
        snapshot_path => "../../snapshots/booking",
        prepend_module_to_snapshot => false,
    }, {
        insta::assert_snapshot!("edits", page);
    });
}

/// trybuild wants what the compiler says beside the program, whose folder stands in it.
#[test]
fn those_that_do_not_compile_are_told_in_the_words_of_the_user() {
    let example = example();
    let said = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/booking");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("booking");
    fs::create_dir_all(&folder).expect("a folder");
    let cases = trybuild::TestCases::new();
    for edit in EDITS {
        let Says::Compiler(code) = edit.says else {
            continue;
        };
        let program = folder.join(format!("{}.rs", edit.name));
        let expected = format!("{}.stderr", edit.name);
        let text = fs::read_to_string(said.join(&expected)).unwrap_or_default();
        assert!(
            text.starts_with(&format!("error[{code}]")) || text.is_empty(),
            "{text}"
        );
        fs::write(&program, edit.of(&example)).expect("the program is written");
        let text = text.replace("$FOLDER", &folder.to_string_lossy());
        fs::write(folder.join(&expected), text).expect("what is said is written");
        cases.compile_fail(program);
    }
}

#[test]
fn there_are_twelve_at_least() {
    let names: BTreeSet<_> = EDITS.iter().map(|edit| edit.name).collect();
    assert_eq!(names.len(), EDITS.len());
    assert!(names.len() >= 12);
}
