//! The embedded files below `facts/common/`: small ones are read when they are asked for, of
//! large ones only what is about one service or one type.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;

use crate::packed::Packed;
use crate::{CrossRule, EnumList, FactsError, Regions, Runtime, nearest};

/// The day, as year-month-day, that the facts are as of: the release of the youngest source.
#[must_use]
pub fn as_of() -> &'static str {
    let released = include_str!("../SOURCES")
        .lines()
        .filter_map(|line| line.strip_prefix("released"));
    released.map(str::trim).max().unwrap_or_default()
}

/// Which resource types exist in which regions.
///
/// # Errors
/// [`FactsError::Malformed`] when the embedded file cannot be read.
pub fn regions() -> Result<&'static Regions, FactsError> {
    static REGIONS: OnceLock<Regions> = OnceLock::new();
    once(&REGIONS, "regions", file("regions"))
}

/// The life of every Lambda runtime.
///
/// # Errors
/// [`FactsError::Malformed`] when the embedded file cannot be read.
pub fn lambda_runtimes() -> Result<&'static BTreeMap<String, Runtime>, FactsError> {
    static RUNTIMES: OnceLock<BTreeMap<String, Runtime>> = OnceLock::new();
    once(&RUNTIMES, "lambda-runtimes", file("lambda-runtimes"))
}

/// The service prefixes of IAM's actions, sorted: `ecs`, `s3`.
pub fn iam_services() -> impl ExactSizeIterator<Item = &'static str> + Clone {
    file("iam-actions").entries().map(|(name, _)| name.text())
}

/// Whether there is such a service prefix, in lower case.
#[must_use]
pub fn is_iam_service(service: &str) -> bool {
    file("iam-actions").search(service).is_some()
}

/// The actions of an IAM service prefix, which is in lower case, as they are.
///
/// # Errors
/// [`FactsError::UnknownService`] with the nearest name, when there is no such prefix.
pub fn iam_actions(service: &str) -> Result<&'static [&'static str], FactsError> {
    static ACTIONS: ByType<&'static str> = ByType::new("iam-actions");
    match ACTIONS.about(service)? {
        [] => Err(FactsError::UnknownService {
            name: service.to_owned(),
            nearest: nearest(service, iam_services()),
        }),
        actions => Ok(actions),
    }
}

/// Values that differ between regions, such as instance types, for all regions together: the
/// lists of which a place is in this resource type.
///
/// # Errors
/// [`FactsError::Malformed`] when the embedded file cannot be read.
pub fn enum_lists(type_name: &str) -> Result<&'static [EnumList], FactsError> {
    static LISTS: ByType<EnumList> = ByType::new("enum-lists");
    LISTS.about(type_name)
}

/// Rules that look at several resources at once, in cfn-lint's own form: those that start at this
/// resource type.
///
/// # Errors
/// [`FactsError::Malformed`] when the embedded file cannot be read.
pub fn cross_resource_rules(type_name: &str) -> Result<&'static [CrossRule], FactsError> {
    static RULES: ByType<CrossRule> = ByType::new("cross-resource-rules");
    RULES.about(type_name)
}

/// The types at which rules over several resources start, sorted.
pub fn cross_resource_types() -> impl Iterator<Item = &'static str> {
    let rules = file("cross-resource-rules");
    rules.entries().map(|(name, _)| name.text())
}

/// A file below `facts/common/`.
fn file(name: &str) -> Packed {
    Packed::root().key(name).unwrap_or(Packed::at(0))
}

/// What a file has about types, read for each when it is first asked for.
struct ByType<T> {
    file: &'static str,
    read: OnceLock<Vec<OnceLock<Vec<T>>>>,
}

impl<T: Deserialize<'static>> ByType<T> {
    const fn new(file: &'static str) -> Self {
        ByType {
            file,
            read: OnceLock::new(),
        }
    }

    fn about(&'static self, type_name: &str) -> Result<&'static [T], FactsError> {
        let file = file(self.file);
        let Some((index, entries)) = file.search(type_name) else {
            return Ok(&[]);
        };
        let slots = || (0..file.len()).map(|_| OnceLock::new()).collect();
        match self.read.get_or_init(slots).get(index) {
            Some(slot) => once(slot, type_name, entries).map(Vec::as_slice),
            None => Ok(&[]),
        }
    }
}

/// Reads what has not been read before.
fn once<T: Deserialize<'static>>(
    slot: &'static OnceLock<T>,
    name: &str,
    found: Packed,
) -> Result<&'static T, FactsError> {
    if let Some(known) = slot.get() {
        return Ok(known);
    }
    let read = found
        .read()
        .map_err(|source| FactsError::malformed(name, source))?;
    Ok(slot.get_or_init(|| read))
}
