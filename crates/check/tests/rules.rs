//! Every rule against its own examples and against the files below `data/<code>/`.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use stackwright_check::{Options, check, rule, rules};
use stackwright_template::{Diagnostic, Severity, Template};

/// What a template raises. A line `# --region REGION` says where it is deployed, `# --together` that
/// it is alone, `# --beside` that others are deployed beside it, and `# --twice` that it is deployed
/// twice; a line `# ... N bytes more` stands for as many. Behind a line `# --with FILE` stands another
/// template, which is deployed beside it and lies in its folder.
fn findings(text: &str, name: &str) -> Vec<Diagnostic> {
    let (text, others) = text.split_once("# --with ").unwrap_or((text, ""));
    let more = text.lines().find_map(|line| {
        let count = line.strip_prefix("# ... ")?.strip_suffix(" bytes more")?;
        count.parse().ok()
    });
    let padded = format!("#{}\n{}", " ".repeat(more.unwrap_or(0)), text.trim_start());
    let read = match more {
        Some(_) => padded.as_str(),
        None => text.trim_start(),
    };
    let template = match Template::read(read.as_bytes(), name) {
        Ok(template) => template,
        Err(error) => panic!("{error}\n{text}"),
    };
    let regions = text
        .lines()
        .filter_map(|line| line.strip_prefix("# --region "));
    let mut options = regions.fold(Options::new(), Options::region);
    if text.lines().any(|line| line == "# --together") {
        options = options.together([&template]);
    }
    if text.lines().any(|line| line == "# --beside") {
        options = options.beside([&template]);
    }
    if text.lines().any(|line| line == "# --beside-itself") {
        options = options.beside([&template, &template]);
    }
    if let Some((file, other)) = others.split_once('\n') {
        let file = Path::new(name).with_file_name(file).display().to_string();
        let other = match Template::read(other.as_bytes(), &file) {
            Ok(other) => other,
            Err(error) => panic!("{error}\n{other}"),
        };
        options = options.beside([&template, &other]).nested(file, &other);
    }
    check(&template, &options)
}

fn shown(findings: &[Diagnostic]) -> String {
    let shown: Vec<String> = findings.iter().map(ToString::to_string).collect();
    shown.join("\n")
}

/// A bad template has this fault and no other, but for advice that asks for more than an example
/// of something else needs. Returns what is not so.
fn bad(code: &str, text: &str, name: &str) -> Option<String> {
    let found = findings(text, name);
    let counts = |finding: &&Diagnostic| {
        let advice = finding.code.starts_with("OPS") || finding.code.starts_with("DES");
        finding.code == code || finding.severity == Severity::Error || !advice
    };
    let codes: BTreeSet<&str> = found.iter().filter(counts).map(|f| f.code).collect();
    (codes != BTreeSet::from([code])).then(|| {
        let found = shown(&found);
        format!("{name} should raise {code} and nothing else; found:\n{found}")
    })
}

/// A good template has no error, and nothing of this rule. Returns what is not so.
fn good(code: &str, text: &str, name: &str) -> Option<String> {
    let found = findings(text, name);
    let wrong = found
        .iter()
        .filter(|f| f.code == code || f.severity == Severity::Error);
    let wrong: Vec<Diagnostic> = wrong.cloned().collect();
    (!wrong.is_empty()).then(|| {
        format!(
            "{name} for {code} should be clean; found:\n{}",
            shown(&wrong)
        )
    })
}

#[test]
fn codes_are_unique_and_declarations_complete() {
    let mut titles = BTreeMap::new();
    for rule in rules() {
        let d = rule.declaration();
        assert_eq!(
            titles.insert(d.code, d.title),
            None,
            "{} is there twice",
            d.code
        );
        assert_eq!(d.code.len(), 6, "{}", d.code);
        for text in [d.title, d.why, d.fix, d.bad, d.good] {
            assert!(!text.trim().is_empty(), "{} is not complete", d.code);
        }
        assert!(
            d.link.starts_with("https://docs.aws.amazon.com/"),
            "{}",
            d.code
        );
        assert!(rule_is_found(d.code));
    }
}

fn rule_is_found(code: &str) -> bool {
    rule(code).is_some_and(|rule| rule.declaration().code == code)
}

#[test]
fn no_file_is_forgotten() {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules");
    let mut files = 0;
    for family in directories(&sources) {
        files += entries(&family)
            .filter(|file| !file.ends_with("mod.rs"))
            .count();
    }
    assert_eq!(
        files,
        rules().count(),
        "a file below src/rules is not in its family's list"
    );
}

#[test]
fn bad_examples_raise_their_code_alone() {
    all_well(rules().filter_map(|rule| {
        let d = rule.declaration();
        bad(d.code, d.bad, "example.yaml")
    }));
}

#[test]
fn good_examples_are_clean() {
    all_well(rules().filter_map(|rule| {
        let d = rule.declaration();
        good(d.code, d.good, "example.yaml")
    }));
}

#[test]
fn files_of_examples_are_as_their_names_say() {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data");
    let mut failures = Vec::new();
    for folder in directories(&data) {
        let code = folder
            .file_name()
            .and_then(|name| name.to_str())
            .unwrap_or_default();
        assert!(rule_is_found(code), "there is no rule {code}");
        for file in entries(&folder) {
            let text = fs::read_to_string(&file).expect("the file can be read");
            let name = file
                .file_name()
                .and_then(|name| name.to_str())
                .unwrap_or_default();
            failures.extend(match name {
                name if name.starts_with("bad") => bad(code, &text, &file.display().to_string()),
                name if name.starts_with("good") => good(code, &text, &file.display().to_string()),
                name => panic!("{name} is neither good nor bad"),
            });
        }
    }
    all_well(failures);
}

/// What AWS was not read to say about who assumes a role stops no deployment; the rest does.
#[test]
fn roles_of_places_nobody_has_read_about_are_warnings() {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/OPS202");
    let severity = |name: &str| {
        let text = fs::read_to_string(data.join(name)).expect("the file can be read");
        let found = findings(&text, name);
        let mut own = found.iter().filter(|finding| finding.code == "OPS202");
        own.next().map(|finding| finding.severity)
    };
    assert_eq!(severity("bad_lambda.yaml"), Some(Severity::Error));
    assert_eq!(severity("bad_unread.yaml"), Some(Severity::Warning));
}

#[test]
fn every_rule_has_further_templates() {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data");
    let missing = rules().filter_map(|rule| {
        let code = rule.declaration().code;
        let folder = data.join(code);
        let files: Vec<PathBuf> = match folder.is_dir() {
            true => entries(&folder).collect(),
            false => Vec::new(),
        };
        let has = |start: &str| {
            files.iter().any(|file| {
                let name = file.file_name().and_then(|name| name.to_str());
                name.is_some_and(|name| name.starts_with(start))
            })
        };
        let both = has("bad") && has("good");
        (!both).then(|| format!("{code} wants a bad and a good template below tests/data"))
    });
    all_well(missing);
}

fn all_well(failures: impl IntoIterator<Item = String>) {
    let failures: Vec<String> = failures.into_iter().collect();
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

fn entries(folder: &Path) -> impl Iterator<Item = PathBuf> {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)
        .expect("the folder can be read")
        .map(|entry| entry.expect("the entry can be read").path())
        .collect();
    entries.sort();
    entries.into_iter()
}

fn directories(folder: &Path) -> impl Iterator<Item = PathBuf> {
    entries(folder).filter(|path| path.is_dir())
}
