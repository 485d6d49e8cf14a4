//! Codes are what people look up: unique, and all in one table.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::{fs, io};

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/aws/src")
}

/// The codes that the source reports, and the files that do.
fn reported() -> io::Result<BTreeMap<String, BTreeSet<PathBuf>>> {
    let mut codes: BTreeMap<String, BTreeSet<PathBuf>> = BTreeMap::new();
    let mut open = vec![source()];
    while let Some(path) = open.pop() {
        if path.is_dir() {
            for entry in fs::read_dir(path)? {
                open.push(entry?.path());
            }
            continue;
        }
        let text = fs::read_to_string(&path)?;
        for word in text.split('"').filter(|word| is_code(word)) {
            codes
                .entry(word.to_owned())
                .or_default()
                .insert(path.clone());
        }
    }
    Ok(codes)
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

/// The codes in the table of the crate's documentation, in its order.
fn documented() -> io::Result<Vec<String>> {
    let text = fs::read_to_string(source().join("lib.rs"))?;
    let rows = text.lines().filter_map(|line| line.strip_prefix("//! | "));
    let codes = rows.filter_map(|row| Some(row.split_once(" |")?.0));
    Ok(codes
        .filter(|code| is_code(code))
        .map(str::to_owned)
        .collect())
}

#[test]
fn every_code_is_in_the_table_and_the_table_has_no_other() {
    let reported: Vec<String> = reported()
        .expect("the source can be read")
        .into_keys()
        .collect();
    assert_eq!(documented().expect("the source can be read"), reported);
}

#[test]
fn every_code_is_reported_by_one_file() {
    for (code, files) in reported().expect("the source can be read") {
        assert_eq!(files.len(), 1, "{code} is reported by {files:#?}");
    }
}

#[test]
fn every_code_has_a_case() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases/aws/findings.rs");
    let cases = fs::read_to_string(cases).expect("the cases can be read");
    for code in documented().expect("the source can be read") {
        assert!(
            cases.contains(&format!("error[{code}]")),
            "no case for {code}"
        );
    }
}
