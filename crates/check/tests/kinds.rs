//! The page about kinds of mistakes names tests that there are.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::fs;
use std::path::Path;

/// Where the functions stand that the page names.
const FILES: [&str; 5] = [
    "tests/pool.rs",
    "tests/words.rs",
    "src/rules/template/policy_unknown_action.rs",
    "../cli/tests/synth.rs",
    "../assert/tests/assertions.rs",
];

#[test]
fn every_row_of_the_page_names_a_test() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |file: &Path| fs::read_to_string(file).expect("the file can be read");
    let page = read(&root.join("../../docs/kinds.md"));
    let code: Vec<String> = FILES.iter().map(|file| read(&root.join(file))).collect();
    let mut previous = false;
    let mut rows = 0;
    for line in page
        .lines()
        .filter(|line| line.starts_with("| ") && !line.starts_with("| kind"))
    {
        let mut named = 0;
        for word in line.split('`').skip(1).step_by(2) {
            let is_template = word.split_once('/').is_some_and(|(code, name)| {
                code.len() == 6 && (name.starts_with("bad_") || name.starts_with("good_"))
            });
            let is_function = word.len() > 25 && word.contains('_') && !word.contains('/');
            if is_template {
                let file = root.join(format!("tests/data/{word}.yaml"));
                assert!(file.is_file(), "{} is not there", file.display());
            } else if is_function {
                let name = format!("fn {word}(");
                assert!(
                    code.iter().any(|text| text.contains(&name)),
                    "{word} is not there"
                );
            }
            named += usize::from(is_template || is_function);
        }
        let same = previous && line.ends_with("| the same |");
        assert!(named > 0 || same, "no test is named: {line}");
        previous = true;
        rows += 1;
    }
    assert!(rows > 40, "{rows} rows");
}
