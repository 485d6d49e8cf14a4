//! Logical ids that must not change.

use std::path::Path;
use std::{env, fs};

use stackwright_change::Lock;

use crate::Template;

/// Set to write lock files anew, instead of comparing with them.
const UPDATE: &str = "UPDATE_IDS";

/// Set where nobody would notice a file that is written, as GitHub and others do.
const CI: &str = "CI";

impl Template {
    /// Every resource has the logical id that a lock file says, by the path of its construct. A
    /// changed id makes CloudFormation delete the resource and create another; this tells before
    /// anybody deploys.
    ///
    /// The file has a line a resource, sorted: construct path, type, logical id. It is written
    /// where there is none, but not where `CI` is in the environment, and anew with `UPDATE_IDS=1`.
    /// New resources must be locked, too, so that the file never lags behind.
    ///
    /// # Panics
    /// When an id differs, a resource is gone or not locked yet, or the file cannot be read or
    /// written; the message says which.
    #[track_caller]
    pub fn same_ids_as(&self, file: impl AsRef<Path>) {
        let file = file.as_ref();
        let now = self.ids();
        let update = env::var_os(UPDATE).is_some_and(|value| value == "1");
        if update || !file.exists() && env::var_os(CI).is_none() {
            if let Err(error) = fs::write(file, now.to_string()) {
                panic!("{} cannot be written: {error}", file.display());
            }
            return;
        }
        let before = match fs::read_to_string(file) {
            Ok(text) => Lock::parse(&text),
            Err(error) => panic!("{} cannot be read: {error}", file.display()),
        };
        let differences = before.differences(&now).into_iter();
        let differences: String = differences.map(|one| format!("\n  {one}")).collect();
        if !differences.is_empty() {
            panic!(
                "{}: not the ids that {} has (write it anew with {UPDATE}=1, if that is meant):{differences}",
                self.name,
                file.display()
            );
        }
    }

    /// Type and logical id by path.
    fn ids(&self) -> Lock {
        let mut lock = Lock::default();
        for resource in self.model.resources() {
            let path = self.paths.iter().find(|(id, _)| id == resource.id());
            let path = path.map_or(resource.id(), |(_, path)| path);
            let of_type = resource.resource_type().unwrap_or_default();
            lock.add(path, of_type, resource.id(), None);
        }
        lock
    }
}
