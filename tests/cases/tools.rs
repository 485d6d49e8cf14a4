//! `docs/tools.md` says of each statement what holds it: that has to be there.

use std::path::Path;
use std::{fs, io};

/// The text of files that end so, below a folder.
fn text(folder: &Path, ending: &str) -> io::Result<String> {
    let (mut all, mut open) = (String::new(), vec![folder.to_owned()]);
    while let Some(path) = open.pop() {
        if path.is_dir() {
            for entry in fs::read_dir(path)? {
                open.push(entry?.path());
            }
        } else if path.to_string_lossy().ends_with(ending) {
            all += &fs::read_to_string(path)?;
        }
    }
    Ok(all)
}

#[test]
fn what_holds_a_statement_about_a_tool_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let page = fs::read_to_string(root.join("docs/tools.md")).expect("the page");
    let folders = [
        "tests/cases",
        "crates/assets/tests",
        "crates/assembly/tests",
        "xtask/src",
    ];
    let code: String = folders
        .map(|folder| text(&root.join(folder), ".rs").expect("files"))
        .concat();
    let mut held = 0;
    for proof in page
        .split('[')
        .skip(1)
        .filter_map(|rest| rest.split(']').next())
    {
        let names = proof.split('`').skip(1).step_by(2);
        for name in names.filter(|_| !proof.starts_with('!')) {
            let is_there = match name {
                file if file.ends_with(".rs") => root.join("crates").join(file).exists(),
                module if module.contains("::") => code.contains("fn "),
                finding if finding.starts_with("cdk-") || finding.starts_with("moto-") => {
                    root.join(format!("findings/{finding}.sh")).exists()
                }
                name => code.contains(&format!("fn {name}(")),
            };
            assert!(is_there, "`{name}` of docs/tools.md is not there");
            held += 1;
        }
    }
    assert!(held > 20, "{held}");
}
