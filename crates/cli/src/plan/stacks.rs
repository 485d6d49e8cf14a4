//! What is to be deployed: a template, those of a folder, an assembly.

use std::path::Path;
use std::{fs, io};

use stackwright_assembly::Assembly;
use stackwright_plan::{Stack, Stacks};

use crate::failure::Failure;
use crate::progress::Progress;
use crate::stacks::{ENDINGS, StackTemplates};

/// Reads what is to be deployed, of an assembly with all that it says, and tells how many files are read.
pub(crate) fn read(path: &Path, progress: &Progress) -> Result<Stacks, Failure> {
    if path.join("manifest.json").is_file() {
        let files = |name: &str| {
            progress.step();
            fs::read(path.join(name))
        };
        progress.begin(
            "read",
            "files",
            fs::read_dir(path).map_or(0, Iterator::count),
        );
        let dir = path.display().to_string();
        let stacks = Stacks::of_assembly(&dir, &files);
        return stacks.map_err(|error| Failure::Unreadable(error.to_string()));
    }
    match StackTemplates::read_telling(path, progress) {
        Ok(read) => Ok(of_templates(&read)),
        Err(failure) => Err(Failure::Unreadable(failure.to_string())),
    }
}

/// Reads an assembly that is not written, as if it were in `dir`.
pub(crate) fn in_memory(assembly: &Assembly, dir: &str) -> Result<Stacks, Failure> {
    let files: Vec<(&str, &str)> = assembly.files().collect();
    let read = |name: &str| {
        let found = files.iter().find(|(own, _)| *own == name);
        let found = found.map(|(_, text)| text.as_bytes().to_vec());
        found.ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))
    };
    let stacks = Stacks::of_assembly(dir, &read);
    stacks.map_err(|error| Failure::Unreadable(error.to_string()))
}

/// Stacks of which nothing is known but the templates, called by their files.
pub(crate) fn of_templates(read: &StackTemplates) -> Stacks {
    let stacks = read.stacks().iter().map(|(name, template)| {
        let source = template.source();
        let file = source.and_then(|source| source.name()).unwrap_or(name);
        let bytes = source.map_or(0, |source| source.text().len());
        // A single file is called by its path.
        let stem = name.rsplit(['/', '\\']).next().unwrap_or(name);
        let mut ends = ENDINGS.iter().filter_map(|end| stem.strip_suffix(end));
        let stem = ends.next().unwrap_or(stem);
        Stack::of_file(stem, file, bytes, template.clone())
    });
    Stacks::of(stacks.collect())
}
