//! What stacks cost, for scripts.

use serde::Serialize;
use stackwright_view::cost::{
    Comparison, Estimate, Line, Range, ResourceCost, StackCost, collected, hours_of_a_month,
};

/// What `cost --format json` prints.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct JsonCost {
    /// The currency of all amounts: `USD`.
    pub currency: &'static str,
    /// When the prices were collected.
    pub collected: &'static str,
    /// The hours of a month.
    pub hours_of_a_month: f64,
    /// Each environment: one, unless several are compared.
    pub environments: Vec<JsonColumn>,
    /// They side by side, where there are several.
    pub beside: Option<JsonComparison>,
}

/// An environment.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct JsonColumn {
    /// Its name: that of the file, the directory or the stage.
    pub name: String,
    /// What it costs a month.
    pub month: JsonAmount,
    /// Whether all that it costs was counted.
    pub complete: bool,
    /// Its stacks.
    pub stacks: Vec<JsonStackCost>,
    /// What was taken for used where nobody says it.
    pub assumed: Vec<JsonAssumed>,
    /// What `--usage` speaks of and no stack has.
    pub nowhere: Vec<String>,
    /// The parameters that `--parameter` names and no stack has.
    pub no_parameters: Vec<String>,
}

/// An amount that may scale, in dollars.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct JsonAmount {
    /// The least.
    pub from: f64,
    /// What is usual.
    pub usual: f64,
    /// The most.
    pub to: f64,
}

/// What is taken for used.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct JsonAssumed {
    /// What a file of usage calls it.
    pub key: &'static str,
    /// How much.
    pub number: f64,
    /// What it counts.
    pub unit: &'static str,
    /// How many resources that was taken for.
    pub resources: usize,
}

/// A stack.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct JsonStackCost {
    /// Its name.
    pub name: String,
    /// The region whose prices were taken.
    pub region: String,
    /// Whether that is known to be the stack's.
    pub region_is_known: bool,
    /// What it costs a month.
    pub month: JsonAmount,
    /// What its constructs cost, each with all that is in it.
    pub constructs: Vec<JsonConstruct>,
    /// What its resources cost, those that may cost something.
    pub resources: Vec<JsonResourceCost>,
    /// How many resources cost nothing by themselves.
    pub free: usize,
    /// Resources whose price is not known, by their types.
    pub unpriced: std::collections::BTreeMap<String, Vec<String>>,
    /// Why there may be more than was counted.
    pub gaps: Vec<String>,
    /// What would cost less.
    pub advice: Vec<JsonAdvice>,
}

/// A construct.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct JsonConstruct {
    /// Its path.
    pub path: String,
    /// What it costs a month, with all that is in it.
    pub month: JsonAmount,
    /// Whether all that it costs was counted.
    pub complete: bool,
}

/// A resource.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct JsonResourceCost {
    /// Its logical id.
    pub id: String,
    /// Its type.
    #[serde(rename = "type")]
    pub type_name: String,
    /// The path of the construct that made it, where that is known.
    pub construct: Option<String>,
    /// What it costs a month.
    pub month: JsonAmount,
    /// What is paid for.
    pub lines: Vec<JsonLine>,
    /// What may cost more and is not counted.
    pub gaps: Vec<String>,
    /// How it was counted.
    pub notes: Vec<String>,
}

/// What is paid for.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct JsonLine {
    /// What it is.
    pub what: &'static str,
    /// What the price is multiplied with.
    pub factors: Vec<JsonFactor>,
    /// The price.
    pub price: JsonPrice,
    /// What it comes to a month.
    pub month: JsonAmount,
}

/// A number that a price is multiplied with.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct JsonFactor {
    /// The number.
    pub number: JsonAmount,
    /// What it counts.
    pub unit: &'static str,
}

/// A price of AWS's list.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct JsonPrice {
    /// The service.
    pub service: &'static str,
    /// What is paid for.
    pub item: &'static str,
    /// The region, or `global`.
    pub region: &'static str,
    /// The unit.
    pub unit: &'static str,
    /// Dollars a unit.
    pub dollars: f64,
    /// The date that its source states.
    pub as_of: &'static str,
    /// Where it was read.
    pub source: &'static str,
    /// What is doubtful about it.
    pub doubt: Option<String>,
}

/// What would cost less.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct JsonAdvice {
    /// The logical id of the resource that it is about.
    pub id: String,
    /// What is advised.
    pub advice: String,
    /// The dollars a month that it saves.
    pub saves: f64,
    /// How that is computed.
    pub how: String,
}

/// Environments side by side.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct JsonComparison {
    /// What each costs a month, in their order.
    pub months: Vec<JsonAmount>,
    /// Each resource of some of them.
    pub rows: Vec<JsonRow>,
}

/// A resource of some environments.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct JsonRow {
    /// The path of its construct below the stack, or its logical id.
    pub path: String,
    /// Its type.
    #[serde(rename = "type")]
    pub type_name: String,
    /// What it costs a month in each of them; null where it is not there.
    pub months: Vec<Option<JsonAmount>>,
}

impl JsonCost {
    /// Of one environment, or of several side by side.
    pub fn of(columns: &[(String, Estimate)]) -> Self {
        let beside = (columns.len() > 1).then(|| JsonComparison::of(&Comparison::of(columns)));
        JsonCost {
            currency: "USD",
            collected: collected(),
            hours_of_a_month: hours_of_a_month(),
            environments: columns.iter().map(column).collect(),
            beside,
        }
    }

    /// As it is printed.
    pub fn to_text(&self) -> String {
        // What has only texts and numbers as keys and values can be written.
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }

    /// The JSON Schema of what is printed.
    #[cfg(feature = "schema")]
    pub fn schema() -> schemars::Schema {
        crate::json::schema::<JsonCost>()
    }
}

impl JsonComparison {
    /// Several side by side.
    pub fn of(comparison: &Comparison) -> Self {
        let rows = comparison.rows.iter().map(|row| JsonRow {
            path: row.path.clone(),
            type_name: row.type_name.clone(),
            months: row
                .amounts
                .iter()
                .map(|own| own.map(|own| own.month.into()))
                .collect(),
        });
        let months = comparison.columns.iter();
        JsonComparison {
            months: months.map(|column| column.amount.month.into()).collect(),
            rows: rows.collect(),
        }
    }
}

impl From<Range> for JsonAmount {
    /// To a millionth of a dollar: what is more exact is noise.
    fn from(range: Range) -> Self {
        let exact = |amount: f64| (amount * 1e6).round() / 1e6;
        JsonAmount {
            from: exact(range.least),
            usual: exact(range.usual),
            to: exact(range.most),
        }
    }
}

fn column((name, estimate): &(String, Estimate)) -> JsonColumn {
    let assumed = estimate.assumed.iter().map(|own| JsonAssumed {
        key: own.kind.key,
        number: own.number,
        unit: own.kind.unit,
        resources: own.resources,
    });
    JsonColumn {
        name: name.clone(),
        month: estimate.amount().into(),
        complete: estimate.is_complete(),
        stacks: estimate.stacks.iter().map(stack).collect(),
        assumed: assumed.collect(),
        nowhere: estimate.nowhere.clone(),
        no_parameters: estimate.no_parameters.clone(),
    }
}

fn stack(own: &StackCost) -> JsonStackCost {
    let constructs = own.constructs().into_iter().map(|own| JsonConstruct {
        path: own.path,
        month: own.amount.into(),
        complete: own.is_complete,
    });
    let advice = own.advice.iter().map(|own| JsonAdvice {
        id: own.id.clone(),
        advice: own.words(),
        saves: JsonAmount::from(Range::from(own.saves)).usual,
        how: own.how.clone(),
    });
    JsonStackCost {
        name: own.name.clone(),
        region: own.region.clone(),
        region_is_known: own.region_is_known,
        month: own.amount().into(),
        constructs: constructs.collect(),
        resources: own.resources.iter().map(resource).collect(),
        free: own.free,
        unpriced: own.unpriced.clone(),
        gaps: own.gaps.clone(),
        advice: advice.collect(),
    }
}

fn resource(own: &ResourceCost) -> JsonResourceCost {
    JsonResourceCost {
        id: own.id.clone(),
        type_name: own.type_name.clone(),
        construct: own.construct.clone(),
        month: own.amount().into(),
        lines: own.lines.iter().map(line).collect(),
        gaps: own.gaps.clone(),
        notes: own.notes.clone(),
    }
}

fn line(own: &Line) -> JsonLine {
    let factors = own.factors.iter().map(|factor| JsonFactor {
        number: factor.number.into(),
        unit: factor.unit,
    });
    JsonLine {
        what: own.what,
        factors: factors.collect(),
        price: JsonPrice {
            service: &own.price.service,
            item: &own.price.item,
            region: &own.price.region,
            unit: &own.price.unit,
            dollars: own.price.price,
            as_of: &own.price.as_of,
            source: &own.price.source,
            doubt: own.price.doubt(),
        },
        month: own.amount().into(),
    }
}
