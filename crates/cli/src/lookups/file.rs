use std::fs;
use std::path::PathBuf;

use serde_json::{Map, Value as Json};

use crate::failure::Failure;
use crate::whole;

/// The file that the AWS CDK command line reads and writes as well.
const NAME: &str = "cdk.context.json";

/// A file of the package that cargo runs, or in the current directory.
pub(crate) fn beside_manifest(name: &str) -> PathBuf {
    let package = std::env::var_os("CARGO_MANIFEST_DIR");
    package.map(PathBuf::from).unwrap_or_default().join(name)
}

/// What was looked up, beside the program.
pub(crate) struct ContextFile {
    path: PathBuf,
    values: Map<String, Json>,
}

impl ContextFile {
    /// The one of the package that cargo runs, or in the current directory; a file that is not there
    /// is empty.
    pub fn read(path: Option<PathBuf>) -> Result<Self, Failure> {
        let path = path.unwrap_or_else(|| beside_manifest(NAME));
        let wrong = |error: String| Failure::Context(format!("{}: {error}", path.display()));
        let values = match fs::read_to_string(&path) {
            Ok(text) => serde_json::from_str(&text).map_err(|error| wrong(error.to_string()))?,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Map::new(),
            Err(error) => return Err(wrong(error.to_string())),
        };
        Ok(ContextFile { path, values })
    }

    pub fn values(&self) -> &Map<String, Json> {
        &self.values
    }

    pub fn values_mut(&mut self) -> &mut Map<String, Json> {
        &mut self.values
    }

    /// Writes it, sorted, so that a change of it can be read: wholly or not at all.
    pub fn write(&self) -> Result<(), Failure> {
        let sorted: std::collections::BTreeMap<&String, &Json> = self.values.iter().collect();
        let mut text = serde_json::to_string_pretty(&sorted)
            .map_err(|error| Failure::Context(error.to_string()))?;
        text.push('\n');
        whole::write(&self.path, text)
            .map_err(|error| Failure::Context(format!("{}: {error}", self.path.display())))
    }

    pub fn path(&self) -> String {
        self.path.display().to_string()
    }
}
