use std::collections::BTreeMap;

use stackwright_core::Synthesis;

use super::{Checked, FileReport, Report};

impl Report {
    /// The findings of an app: by the files of the program, and those by line.
    pub fn of_app(synthesis: &Synthesis) -> Self {
        let mut files: Vec<FileReport> = Vec::new();
        for found in &synthesis.diagnostics {
            // Only what constructs report of an app as a whole may have no line.
            let file = found.source.first().map_or("app", |source| source.file);
            match files.iter_mut().find(|there| there.file == file) {
                Some(there) => there.diagnostics.push(found.clone()),
                None => files.push(FileReport {
                    file: file.to_owned(),
                    diagnostics: vec![found.clone()],
                    acknowledged: 0,
                    excerpts: BTreeMap::new(),
                }),
            }
        }
        Report {
            files,
            acknowledged: synthesis.acknowledged.len(),
            checked: Checked::Stacks(synthesis.stacks.len()),
            unchecked: Vec::new(),
        }
    }
}
