//! The embedded files below `facts/common/`, each parsed when it is asked for.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;

use crate::{CrossRule, EnumList, FactsError, Regions, Runtime};

/// Declares a function that parses one file below `facts/common/`.
macro_rules! common {
    ($(#[$docs:meta])* $name:ident: $file:literal => $type:ty) => {
        $(#[$docs])*
        ///
        /// # Errors
        /// [`FactsError::Malformed`] when the embedded file cannot be read.
        pub fn $name() -> Result<$type, FactsError> {
            read($file, include_str!(concat!("../facts/common/", $file)))
        }
    };
}

common! {
    /// Which resource types exist in which regions.
    regions: "regions.json" => Regions
}

common! {
    /// The actions of every IAM service prefix, in lower case.
    iam_actions: "iam-actions.json" => BTreeMap<String, Vec<String>>
}

common! {
    /// The life of every Lambda runtime.
    lambda_runtimes: "lambda-runtimes.json" => BTreeMap<String, Runtime>
}

common! {
    /// Values that differ between regions, such as instance types, for all regions together.
    enum_lists: "enum-lists.json" => Vec<EnumList>
}

common! {
    /// Rules that look at several resources at once, in cfn-lint's own form.
    cross_resource_rules: "cross-resource-rules.json" => Vec<CrossRule>
}

fn read<T: DeserializeOwned>(name: &str, text: &str) -> Result<T, FactsError> {
    serde_json::from_str(text).map_err(|source| FactsError::malformed(name, source))
}
