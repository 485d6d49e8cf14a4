//! The embedded files below `facts/common/`: small ones are parsed when they are asked for, of
//! large ones only what is about one service or one type.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;

use crate::{CrossRule, EnumList, FactsError, Regions, Runtime, nearest};

include!(concat!(env!("OUT_DIR"), "/lines.rs"));

/// What a line is about, and from which byte to which its value stands.
type Line = (&'static str, usize, usize);

/// Names the embedded text of a file below `facts/common/`.
macro_rules! embedded {
    ($file:literal) => {
        include_str!(concat!("../facts/common/", $file))
    };
}

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
    read("regions", embedded!("regions.json"))
}

/// The life of every Lambda runtime.
///
/// # Errors
/// [`FactsError::Malformed`] when the embedded file cannot be read.
pub fn lambda_runtimes() -> Result<BTreeMap<String, Runtime>, FactsError> {
    read("lambda-runtimes", embedded!("lambda-runtimes.json"))
}

/// The service prefixes of IAM's actions, sorted: `ecs`, `s3`.
pub fn iam_services() -> impl ExactSizeIterator<Item = &'static str> + Clone {
    IAM_ACTIONS.iter().map(|(service, _, _)| *service)
}

/// The actions of an IAM service prefix, which is in lower case, as they are.
///
/// # Errors
/// [`FactsError::UnknownService`] with the nearest name, when there is no such prefix.
pub fn iam_actions(service: &str) -> Result<Vec<&'static str>, FactsError> {
    let text = lines(IAM_ACTIONS, service)
        .next()
        .and_then(|(_, start, end)| embedded!("iam-actions.json").get(*start..*end))
        .ok_or_else(|| FactsError::UnknownService {
            name: service.to_owned(),
            nearest: nearest(service, iam_services()),
        })?;
    serde_json::from_str(text).map_err(|source| FactsError::malformed(service, source))
}

/// Values that differ between regions, such as instance types, for all regions together: the
/// lists of which a place is in this resource type.
///
/// # Errors
/// [`FactsError::Malformed`] when the embedded file cannot be read.
pub fn enum_lists(type_name: &str) -> Result<Vec<EnumList>, FactsError> {
    about(type_name, ENUM_LISTS, embedded!("enum-lists.json"))
}

/// Rules that look at several resources at once, in cfn-lint's own form: those that start at this
/// resource type.
///
/// # Errors
/// [`FactsError::Malformed`] when the embedded file cannot be read.
pub fn cross_resource_rules(type_name: &str) -> Result<Vec<CrossRule>, FactsError> {
    about(
        type_name,
        CROSS_RULES,
        embedded!("cross-resource-rules.json"),
    )
}

/// The types at which rules over several resources start, sorted.
pub fn cross_resource_types() -> impl Iterator<Item = &'static str> {
    CROSS_RULES.iter().map(|(type_name, _, _)| *type_name)
}

/// The lines of an index that are about `name`.
fn lines<'a>(index: &'a [Line], name: &'a str) -> impl Iterator<Item = &'a Line> {
    let first = index.partition_point(|(about, _, _)| *about < name);
    index
        .iter()
        .skip(first)
        .take_while(move |(about, _, _)| *about == name)
}

/// Parses the lines of a text that are about `name`.
fn about<T: DeserializeOwned>(
    name: &str,
    index: &[Line],
    text: &str,
) -> Result<Vec<T>, FactsError> {
    lines(index, name)
        .map(|(_, start, end)| read(name, text.get(*start..*end).unwrap_or_default()))
        .collect()
}

fn read<T: DeserializeOwned>(name: &str, text: &str) -> Result<T, FactsError> {
    serde_json::from_str(text).map_err(|source| FactsError::malformed(name, source))
}
