//! Facts that belong to no single resource type: the files below `facts/common/`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::Lazy;

/// Which resource types exist in which regions, and how many zones these have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Regions {
    /// The regions of which the types are known.
    pub known: Vec<String>,
    /// The other regions: cfn-lint assumes that they have what us-east-1 has.
    pub assumed: Vec<String>,
    /// How many Availability Zones a region has at most.
    pub zones: BTreeMap<String, u32>,
    /// The types that some known region lacks.
    pub missing: Lazy<Vec<Missing>>,
}

impl Regions {
    /// Whether a type exists in a region; `None` when nothing is known of the region.
    #[must_use]
    pub fn has(&self, region: &str, type_name: &str) -> Option<bool> {
        self.known.iter().any(|known| known == region).then(|| {
            let lacks = |missing: &Missing| {
                missing.types.iter().any(|t| t == type_name)
                    && missing.regions.iter().any(|r| r == region)
            };
            !self.missing.iter().any(lacks)
        })
    }
}

/// Types that the same regions lack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Missing {
    /// The types.
    pub types: Vec<String>,
    /// The regions that lack all of them.
    pub regions: Vec<String>,
}

/// The life of a Lambda runtime; dates are year-month-day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Runtime {
    /// When AWS stops to support it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deprecated: Option<String>,
    /// From when on no function can be created with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub create_block: Option<String>,
    /// From when on no function that uses it can be updated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub update_block: Option<String>,
    /// The runtime to move to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub successor: Option<String>,
}

/// Values that some properties take in at least one region, such as instance types.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EnumList {
    /// cfn-lint's number of the rule.
    pub id: String,
    /// The places: a resource type, then the path from its properties down, all joined by `/`.
    pub at: Vec<String>,
    /// The values of all regions together.
    pub values: Lazy<Vec<String>>,
}

/// A rule of cfn-lint that looks at several resources at once.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CrossRule {
    /// cfn-lint's number of the rule.
    pub id: String,
    /// The places where it starts: a resource type, then the path from its properties down, all
    /// joined by `/`.
    pub at: Vec<String>,
    /// What is gathered from which resources and what must hold for it, in cfn-lint's own form.
    pub schema: Lazy<serde_json::Value>,
}
