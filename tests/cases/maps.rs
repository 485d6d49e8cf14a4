//! A folder of many files says at its top which of them answers what, under `# Files`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{fs, io};

/// A folder with more files than this needs a map. A map that is not needed must be right, too.
const FEW: usize = 8;

/// Folders with a file for each rule. A map would be the list of rules once more, which is made of
/// their declarations; so these say where that is.
const RULES: [&str; 4] = [
    "crates/check/src/rules/operations",
    "crates/check/src/rules/schema",
    "crates/check/src/rules/template",
    "crates/check/src/rules/values",
];
const LIST_OF_RULES: &str = "docs/rules.md";

#[test]
fn every_folder_of_many_files_has_a_map() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut wrong = Vec::new();
    for folder in sources(&root).expect("the folders can be read") {
        let name = folder.strip_prefix(&root).expect("it is below the root");
        let (in_charge, text) = top(&folder).expect("some file is in charge of it");
        if RULES.iter().any(|rules| name == Path::new(rules)) {
            if !text.contains(LIST_OF_RULES) {
                wrong.push(format!("{}: no word of {LIST_OF_RULES}", name.display()));
            }
            continue;
        }
        let files = files(&folder, &in_charge).expect("the folder can be read");
        let faults = faults(&text, &files).into_iter();
        wrong.extend(faults.map(|fault| format!("{}: {fault}", name.display())));
    }
    assert!(
        wrong.is_empty(),
        "the map under `# Files`, at the top of a folder's mod.rs or lib.rs, is not right: {wrong:#?}"
    );
}

/// The table of ARCHITECTURE.md that says where things are names files that are there.
#[test]
fn where_things_are_is_true() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let page = fs::read_to_string(root.join("ARCHITECTURE.md")).expect("the page is there");
    let table = page
        .split_once("**Where is ...?**")
        .and_then(|(_, rest)| rest.split_once("\n## "));
    let (table, _) = table.expect("the page has the table");
    let mut named = 0;
    for row in table.lines().filter(|row| row.starts_with("| ")) {
        // A file without a folder is beside the one that its row names first.
        let mut folder = PathBuf::new();
        for path in row.split('`').skip(1).step_by(2) {
            let Some(path) = path.strip_suffix(".rs").map(|_| Path::new(path)) else {
                continue;
            };
            if path.to_string_lossy().contains('<') {
                continue;
            }
            if let Some(parent) = path.parent().filter(|parent| *parent != Path::new("")) {
                folder = root.join("crates").join(parent);
            }
            let file = folder.join(path.file_name().unwrap_or_default());
            assert!(file.is_file(), "{} is not there", file.display());
            named += 1;
        }
    }
    assert!(named > 8, "the table names {named} files");
}

#[test]
fn a_wrong_map_is_found() {
    let files: BTreeSet<String> = (1..=FEW).map(|n| format!("file{n}")).collect();
    let mut map = String::from("# Files\n\n| file | what it answers |\n|---|---|\n");
    for file in &files {
        map += &format!("| `{file}` | where `nothing` is |\n");
    }
    assert_eq!(faults(&map, &files), [""; 0]);

    let some = map.replace(
        "| `file3` | where `nothing` is |\n",
        "| `gone`, `below/` | so |\n",
    );
    assert_eq!(
        faults(&some, &files),
        [
            "no line says what is in `file3`",
            "`below/` is named, and is not there",
            "`gone` is named, and is not there",
        ]
    );

    // With the file in charge it is one more than few.
    assert_eq!(faults("", &files).len(), FEW);
    let few = files.into_iter().skip(1).collect();
    assert_eq!(faults("", &few), [""; 0]);
}

/// What is wrong with what is said at the top of a folder of these files.
fn faults(text: &str, files: &BTreeSet<String>) -> Vec<String> {
    let named = named(text);
    let in_all = files.iter().filter(|file| !file.ends_with('/')).count() + 1;
    if named.is_empty() && in_all <= FEW {
        return Vec::new();
    }
    let missing = files.difference(&named);
    let gone = named.difference(files);
    missing
        .map(|file| format!("no line says what is in `{file}`"))
        .chain(gone.map(|file| format!("`{file}` is named, and is not there")))
        .collect()
}

/// What the first cells of the table under `# Files` have in backticks.
fn named(text: &str) -> BTreeSet<String> {
    let map = text.split_once("# Files\n").map_or("", |(_, map)| map);
    map.lines()
        .filter_map(|line| line.strip_prefix("| `")?.split_once("` |"))
        .flat_map(|(names, _)| names.split("`, `"))
        .map(str::to_owned)
        .collect()
}

/// The files of a folder but the one in charge, and the folders in it that none of these is in
/// charge of, as `below/`.
fn files(folder: &Path, in_charge: &Path) -> io::Result<BTreeSet<String>> {
    let mut found = BTreeSet::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        if is_source(&path) && path != in_charge {
            found.insert(stem.into_owned());
        } else if path.join("mod.rs").exists() {
            found.insert(format!("{stem}/"));
        }
    }
    Ok(found)
}

/// The file in charge of a folder, and what it says of it.
fn top(folder: &Path) -> io::Result<(PathBuf, String)> {
    let within = ["lib.rs", "mod.rs", "main.rs"].map(|name| folder.join(name));
    let in_charge = within.into_iter().find(|path| path.exists());
    let in_charge = in_charge.unwrap_or_else(|| folder.with_extension("rs"));
    let text = fs::read_to_string(&in_charge)?;
    let top = text.lines().map_while(|line| line.strip_prefix("//!"));
    let top = top.map(|line| format!("{}\n", line.strip_prefix(' ').unwrap_or(line)));
    Ok((in_charge, top.collect()))
}

/// Every folder with sources of ours.
fn sources(root: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(root.join("crates"))? {
        below(&entry?.path().join("src"), &mut found)?;
    }
    for folder in ["schema/src", "xtask/src", "tests/cases"] {
        below(&root.join(folder), &mut found)?;
    }
    Ok(found)
}

fn below(folder: &Path, found: &mut Vec<PathBuf>) -> io::Result<()> {
    let mut has_sources = false;
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        has_sources |= is_source(&path);
        if path.is_dir() {
            below(&path, found)?;
        }
    }
    if has_sources {
        found.push(folder.to_owned());
    }
    Ok(())
}

fn is_source(path: &Path) -> bool {
    path.extension().is_some_and(|end| end == "rs")
}
