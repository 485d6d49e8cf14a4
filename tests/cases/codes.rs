//! Codes are what people look up: unique, declared once, reported, and tested.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::{fs, io};

use stackwright::check::{declaration, declarations, rule};
use stackwright::codes;

/// The crates that report findings of their own while a program is built or lowered.
const CRATES: [&str; 2] = ["aws", "core"];

fn source(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../crates/{name}/src"))
}

/// Every file below a folder.
fn files_below(folder: PathBuf) -> io::Result<Vec<PathBuf>> {
    let (mut files, mut open) = (Vec::new(), vec![folder]);
    while let Some(path) = open.pop() {
        match path.is_dir() {
            true => {
                for entry in fs::read_dir(path)? {
                    open.push(entry?.path());
                }
            }
            false => files.push(path),
        }
    }
    Ok(files)
}

/// The codes that a crate reports, and the files that do.
fn reported(name: &str) -> io::Result<BTreeMap<String, BTreeSet<PathBuf>>> {
    let mut codes: BTreeMap<String, BTreeSet<PathBuf>> = BTreeMap::new();
    for path in files_below(source(name))? {
        for code in code_lines(&path)?.split("codes::").skip(1) {
            let end = code.find(|c: char| !c.is_ascii_alphanumeric());
            let code = &code[..end.unwrap_or(code.len())];
            if is_code(code) {
                let files = codes.entry(code.to_owned()).or_default();
                files.insert(path.clone());
            }
        }
    }
    Ok(codes)
}

/// A file without its comments: codes in examples of the documentation are others'.
fn code_lines(path: &Path) -> io::Result<String> {
    let text = fs::read_to_string(path)?;
    let code = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    Ok(code.collect::<Vec<_>>().join("\n"))
}

/// Three letters or `EC2`, and three digits.
fn is_code(word: &str) -> bool {
    let Some((service, number)) = word.split_at_checked(3) else {
        return false;
    };
    let is_word = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit();
    number.len() == 3
        && number.chars().all(|c| c.is_ascii_digit())
        && service.chars().all(is_word)
        && service.starts_with(|c: char| c.is_ascii_uppercase())
}

#[test]
fn every_code_is_declared_once() {
    let codes: Vec<&str> = declarations().map(|declared| declared.code).collect();
    let different: BTreeSet<&str> = codes.iter().copied().collect();
    assert_eq!(codes.len(), different.len());
}

/// Nobody is sent from a code that is no more to another such.
#[test]
fn a_retired_code_has_successors() {
    for retired in codes::RETIRED {
        assert_eq!(declaration(retired.name), None);
        assert!(!retired.successors.is_empty());
        for successor in retired.successors {
            assert!(declaration(successor).is_some(), "{successor}");
        }
    }
}

/// What is left out for a finding is something that there is.
#[test]
fn an_echo_is_a_rule() {
    let echoes = codes::all().flat_map(|code| code.echoes);
    for echo in echoes {
        assert!(rule(echo).is_some(), "{echo}");
    }
}

#[test]
fn every_code_that_is_declared_is_reported() {
    let mut found = BTreeSet::new();
    for name in CRATES {
        found.extend(reported(name).expect("the source can be read").into_keys());
    }
    let declared: BTreeSet<String> = codes::all().map(|code| code.name.to_owned()).collect();
    assert_eq!(found, declared);
}

/// A code that is written as text is none that `explain` must know.
#[test]
fn no_code_is_written_as_text() {
    for file in CRATES
        .into_iter()
        .flat_map(|name| files_below(source(name)).expect("the source can be read"))
    {
        let text = code_lines(&file).expect("the source can be read");
        let written: Vec<&str> = text.split('"').filter(|word| is_code(word)).collect();
        assert!(written.is_empty(), "{}: {written:?}", file.display());
    }
}

/// A code stands for one mistake; core reports a few of them from more than one place.
#[test]
fn every_code_of_a_construct_is_reported_by_one_file() {
    for (code, files) in reported("aws").expect("the source can be read") {
        assert_eq!(files.len(), 1, "{code} is reported by {files:#?}");
    }
}

#[test]
fn every_code_has_a_case() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases");
    let cases = files_below(cases).expect("the cases").into_iter();
    let cases: String = cases
        .map(|file| fs::read_to_string(file).expect("text"))
        .collect();
    for code in codes::all() {
        // As it is shown, or as it stands in a finding.
        let shown = format!("{}[{}]", code.severity, code.name);
        let has_case = cases.contains(&shown) || cases.contains(&format!("\"{}\"", code.name));
        assert!(has_case, "no case for {}", code.name);
    }
}
