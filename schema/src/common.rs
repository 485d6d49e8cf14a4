//! The embedded files below `facts/common/`: small ones are read when they are asked for, of
//! large ones only what is about one service or one type.

use std::collections::BTreeMap;

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
pub fn regions() -> Result<Regions, FactsError> {
    read("regions", file("regions"))
}

/// The life of every Lambda runtime.
///
/// # Errors
/// [`FactsError::Malformed`] when the embedded file cannot be read.
pub fn lambda_runtimes() -> Result<BTreeMap<String, Runtime>, FactsError> {
    read("lambda-runtimes", file("lambda-runtimes"))
}

/// The service prefixes of IAM's actions, sorted: `ecs`, `s3`.
pub fn iam_services() -> impl ExactSizeIterator<Item = &'static str> + Clone {
    file("iam-actions").entries().map(|(name, _)| name.text())
}

/// The actions of an IAM service prefix, which is in lower case, as they are.
///
/// # Errors
/// [`FactsError::UnknownService`] with the nearest name, when there is no such prefix.
pub fn iam_actions(service: &str) -> Result<Vec<&'static str>, FactsError> {
    let (_, found) =
        file("iam-actions")
            .search(service)
            .ok_or_else(|| FactsError::UnknownService {
                name: service.to_owned(),
                nearest: nearest(service, iam_services()),
            })?;
    Ok(found.items().map(Packed::text).collect())
}

/// Values that differ between regions, such as instance types, for all regions together: the
/// lists of which a place is in this resource type.
///
/// # Errors
/// [`FactsError::Malformed`] when the embedded file cannot be read.
pub fn enum_lists(type_name: &str) -> Result<Vec<EnumList>, FactsError> {
    about(type_name, file("enum-lists"))
}

/// Rules that look at several resources at once, in cfn-lint's own form: those that start at this
/// resource type.
///
/// # Errors
/// [`FactsError::Malformed`] when the embedded file cannot be read.
pub fn cross_resource_rules(type_name: &str) -> Result<Vec<CrossRule>, FactsError> {
    about(type_name, file("cross-resource-rules"))
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

/// Reads what a file has about a type.
fn about<T: Deserialize<'static>>(type_name: &str, file: Packed) -> Result<Vec<T>, FactsError> {
    match file.search(type_name) {
        Some((_, entries)) => read(type_name, entries),
        None => Ok(Vec::new()),
    }
}

fn read<T: Deserialize<'static>>(name: &str, found: Packed) -> Result<T, FactsError> {
    found
        .read()
        .map_err(|source| FactsError::malformed(name, source))
}
