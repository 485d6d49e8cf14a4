//! No construct is forgotten.

use std::collections::BTreeSet;
use std::path::Path;
use std::{fs, io};

use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;

use super::{Site, Style, build, program};

/// So many programs have every construct.
const PROGRAMS: usize = 900;

/// Whatever can be added is in some of the programs, so that what is found out about these is found
/// out about it.
#[test]
fn every_construct_occurs() {
    let mut runner = TestRunner::deterministic();
    let mut missing = constructs().expect("the sources can be read");
    assert!(missing.len() > 90, "found {missing:?}");
    let programs = program(1, 3);
    for _ in 0..PROGRAMS {
        let program = programs.new_tree(&mut runner).expect("a program");
        let site = Site::new();
        build(&program.current(), &site, Style::default());
        for name in site.seen() {
            let name = name.split('<').next().unwrap_or(name);
            missing.remove(name.rsplit("::").next().unwrap_or(name));
        }
    }
    assert!(
        missing.is_empty(),
        "never in {PROGRAMS} programs: {missing:?}"
    );
}

/// The names of all that our sources make a construct and that a program can name.
fn constructs() -> io::Result<BTreeSet<String>> {
    let mut texts = Vec::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/aws/src");
    read(&root, &mut texts)?;
    let is_public = |name: &str| {
        let declares = [format!("pub struct {name}"), format!("pub enum {name}")];
        let is_declared = |text: &&str| {
            declares.iter().any(|said| {
                let after = text.find(said.as_str()).map(|at| &text[at + said.len()..]);
                after.is_some_and(|rest| rest.starts_with([' ', '<', '(', ';']))
            })
        };
        texts
            .iter()
            .map(String::as_str)
            .any(|text| is_declared(&text))
    };
    let mut found = BTreeSet::new();
    for line in texts.iter().flat_map(|text| text.lines()) {
        let is_one = line.starts_with("impl") && line.contains(" Construct for ");
        if let (true, Some((_, name))) = (is_one, line.split_once(" Construct for ")) {
            let name = name.trim_end_matches(['{', ' ']);
            let name = name.split('<').next().unwrap_or(name);
            if is_public(name) {
                found.insert(name.to_owned());
            }
        }
    }
    Ok(found)
}

fn read(folder: &Path, texts: &mut Vec<String>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            read(&path, texts)?;
        } else if path.extension().is_some_and(|end| end == "rs") {
            texts.push(fs::read_to_string(&path)?);
        }
    }
    Ok(())
}
