//! A file that no `mod` names is never compiled, and what it tests is not tested.

use std::path::{Path, PathBuf};
use std::{fs, io};

#[test]
fn every_case_file_is_compiled() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases");
    let forgotten = undeclared(&cases, &cases.join("main.rs")).expect("the cases can be read");
    assert!(
        forgotten.is_empty(),
        "no `mod` names these files, so their tests do not run: {forgotten:#?}"
    );
}

#[test]
fn a_forgotten_file_is_found() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases");
    // As if `main.rs` declared nothing but what this file says: nothing.
    let forgotten = undeclared(&cases, &cases.join("support.rs")).expect("the cases can be read");
    assert!(
        forgotten.contains(&cases.join("forgotten.rs")),
        "{forgotten:#?}"
    );
}

/// The files of a folder and below it that the file in charge of them does not declare.
fn undeclared(folder: &Path, in_charge: &Path) -> io::Result<Vec<PathBuf>> {
    let declarations = fs::read_to_string(in_charge)?;
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        let is_module = path.is_dir() || path.extension().is_some_and(|end| end == "rs");
        // Snapshots lie beside the cases that they are of.
        let is_other = ["main", "mod", "snapshots"].contains(&name.as_ref());
        if !is_module || path == in_charge || is_other {
            continue;
        }
        if !declarations
            .lines()
            .any(|line| line.trim_start_matches("pub(crate)").trim() == format!("mod {name};"))
        {
            found.push(path.clone());
        }
        if path.is_dir() {
            found.extend(undeclared(&path, &path.join("mod.rs"))?);
        }
    }
    Ok(found)
}
