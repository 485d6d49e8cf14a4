use std::fs;
use std::path::Path;

use crate::failure::Failure;

/// Where a project gets stackwright from.
#[derive(Debug)]
pub(super) enum Source {
    /// From crates.io, in a version.
    Registry(&'static str),
    /// A folder of this machine.
    Folder(String),
    /// A git repository.
    Git(String),
}

impl Source {
    pub fn new(said: Option<&str>) -> Result<Self, Failure> {
        let Some(said) = said else {
            return Ok(Source::Registry(env!("CARGO_PKG_VERSION")));
        };
        let quotes = |text: &str| text.contains(['\'', '\n']);
        if said.contains("://") || said.starts_with("git@") {
            return match quotes(said) {
                true => Err(Failure::refused(
                    format!("`{said}` is no URL"),
                    "it looks as `https://github.com/acme/stackwright`",
                )),
                // As cargo wants what git takes without a scheme.
                false => Ok(Source::Git(match said.strip_prefix("git@") {
                    Some(rest) => format!("ssh://git@{}", rest.replacen(':', "/", 1)),
                    None => said.to_owned(),
                })),
            };
        }
        let is_one = |folder: &Path| folder.join("crates/stackwright/Cargo.toml").is_file();
        match fs::canonicalize(said) {
            Ok(folder) if is_one(&folder) && !quotes(&folder.to_string_lossy()) => {
                Ok(Source::Folder(folder.to_string_lossy().into_owned()))
            }
            _ => Err(Failure::refused(
                format!("`{said}` is no checkout of stackwright"),
                "it has a folder `crates/stackwright`; name the folder around that",
            )),
        }
    }

    /// What stands behind the name of a package in Cargo.toml.
    pub fn dependency(&self, folder: &str) -> String {
        match self {
            Source::Registry(version) => format!("version = \"{version}\""),
            Source::Folder(root) => format!("path = '{root}/crates/{folder}'"),
            Source::Git(url) => format!("git = '{url}'"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dependency_is_written_as_cargo_has_it() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let root = root.to_str().unwrap();
        let there = fs::canonicalize(root).unwrap();
        let cases = [
            (
                None,
                concat!("version = \"", env!("CARGO_PKG_VERSION"), "\"").to_owned(),
            ),
            (
                Some("https://example.com/s.git"),
                "git = 'https://example.com/s.git'".to_owned(),
            ),
            (
                Some("git@example.com:acme/s.git"),
                "git = 'ssh://git@example.com/acme/s.git'".to_owned(),
            ),
            (
                Some(root),
                format!("path = '{}/crates/assert'", there.display()),
            ),
        ];
        for (said, expected) in cases {
            let source = Source::new(said).unwrap();
            assert_eq!(source.dependency("assert"), expected);
        }
    }

    #[test]
    fn what_is_no_checkout_is_refused() {
        for said in ["/nowhere/at/all", "src", "https://example.com/it's"] {
            assert!(matches!(
                Source::new(Some(said)),
                Err(Failure::Refused { .. })
            ));
        }
    }
}
