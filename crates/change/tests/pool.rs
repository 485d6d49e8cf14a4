//! Every template of the checker's tests against itself, in both notations.

#![allow(clippy::unwrap_used, reason = "in helpers of tests, too")]

use std::fs;
use std::path::{Path, PathBuf};

use stackwright_change::compare;
use stackwright_template::Template;

/// How many templates there have to be, so that a folder that has moved is missed.
const TEMPLATES: usize = 500;

fn files(dir: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        let extension = path.extension().and_then(|extension| extension.to_str());
        if path.is_dir() {
            files(&path, found);
        } else if matches!(extension, Some("yaml" | "json")) {
            found.push(path);
        }
    }
}

/// Nothing changes where nothing does, also where one is YAML with short functions and the other JSON, or
/// everything stands in the other order.
#[test]
fn a_template_in_another_notation_is_the_same() {
    let mut found = Vec::new();
    files(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("../check/tests"),
        &mut found,
    );
    let mut compared = 0;
    let mut wrong = Vec::new();
    for file in found {
        let bytes = fs::read(&file).unwrap();
        // Some are no templates, because that is what they are for.
        let Ok(template) = Template::read(&bytes, &file.display().to_string()) else {
            continue;
        };
        compared += 1;
        let Ok(json) = Template::from_json(&template.to_json()) else {
            continue;
        };
        let mut turned = stackwright_template::Map::new();
        for (key, node) in template
            .root()
            .clone()
            .into_iter()
            .collect::<Vec<_>>()
            .into_iter()
            .rev()
        {
            turned.insert(key, node);
        }
        for other in [&template, &json, &Template::from(turned)] {
            let change = compare(&template, other, &[]);
            if !change.is_empty() || !change.hazards.is_empty() || change.is_broadening() {
                wrong.push(file.display().to_string());
            }
        }
        // From and to nothing: no fault, and all of it.
        let nothing = Template::new();
        let come = compare(&nothing, &template, &[]);
        let gone = compare(&template, &nothing, &[]);
        assert_eq!(
            come.resources.len(),
            gone.resources.len(),
            "{}",
            file.display()
        );
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(compared > TEMPLATES, "{compared}");
}
