//! Codes are what people look up: unique, and all in one table.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::{fs, io};

use stackwright::check::{Family, declarations};

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
        let text = fs::read_to_string(&path)?;
        // Codes in examples of the documentation are others'.
        let code = text
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"));
        for word in code
            .flat_map(|line| line.split('"'))
            .filter(|word| is_code(word))
        {
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

/// The table of a crate's documentation: codes and what is wrong, in its order.
fn table(name: &str) -> io::Result<Vec<(String, String)>> {
    let text = fs::read_to_string(source(name).join("lib.rs"))?;
    let rows = text.lines().filter_map(|line| line.strip_prefix("//! | "));
    let rows = rows.filter_map(|row| row.strip_suffix(" |")?.split_once(" | "));
    Ok(rows
        .filter(|(code, _)| is_code(code))
        .map(|(code, title)| (code.to_owned(), title.to_owned()))
        .collect())
}

/// The codes in the table.
fn documented(name: &str) -> io::Result<Vec<String>> {
    Ok(table(name)?.into_iter().map(|(code, _)| code).collect())
}

#[test]
fn every_code_is_in_the_table_and_the_table_has_no_other() {
    for name in CRATES {
        let reported = reported(name).expect("the source can be read");
        let reported: Vec<String> = reported.into_keys().collect();
        assert_eq!(documented(name).expect("the source can be read"), reported);
    }
}

/// What `stackwright explain` knows, and what can be acknowledged.
#[test]
fn the_checker_declares_what_the_tables_say() {
    let tables = CRATES.map(|name| table(name).expect("the source can be read"));
    let mut tables: Vec<(String, String)> = tables.into_iter().flatten().collect();
    tables.sort();
    let declared = declarations().filter(|declared| declared.family == Family::Program);
    let mut declared: Vec<(String, String)> = declared
        .map(|declared| (declared.code.to_owned(), declared.title.to_owned()))
        .collect();
    declared.sort();
    assert_eq!(declared, tables);
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
    for name in CRATES {
        let cases = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("cases")
            .join(name);
        let cases = files_below(cases).expect("the cases").into_iter();
        let cases: String = cases
            .map(|file| fs::read_to_string(file).expect("text"))
            .collect();
        for code in documented(name).expect("the source can be read") {
            assert!(
                cases.contains(&format!("error[{code}]")),
                "no case for {code}"
            );
        }
    }
}
