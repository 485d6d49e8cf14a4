use stackwright_core::{IntoValue, Str, Text, Value};

use super::Metric;

/// What can be watched: a metric, or what is computed of several.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Measure {
    /// A metric as it is.
    Metric(Metric),
    /// Computed of metrics.
    Math(MathExpression),
}

impl From<Metric> for Measure {
    fn from(metric: Metric) -> Self {
        Measure::Metric(metric)
    }
}

impl From<MathExpression> for Measure {
    fn from(math: MathExpression) -> Self {
        Measure::Math(math)
    }
}

/// A formula over metrics, and over other formulas.
///
/// Each of what it is made of has a name in it, which begins with a small letter and goes on with
/// letters, digits and underscores. Names of formulas within formulas are the same names, so one
/// name cannot stand for two things (`ECS192`).
///
/// ```
/// use stackwright_aws::cloudwatch::{MathExpression, Metric};
///
/// let of = |name: &'static str| Metric::new("Shop/Orders", name).sum();
/// let failed = MathExpression::new("100 * failed / all")
///     .using("failed", of("Failed"))
///     .using("all", of("All"));
/// ```
///
/// <https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html>
#[derive(Clone, Debug, PartialEq)]
pub struct MathExpression {
    expression: Value<Str>,
    using: Vec<(Text, Measure)>,
    label: Option<Value<Str>>,
}

impl MathExpression {
    /// A formula, as `visible / tasks`: at most 2048 characters that come to one series.
    pub fn new(expression: impl IntoValue<Str>) -> Self {
        MathExpression {
            expression: expression.into_value(),
            using: Vec::new(),
            label: None,
        }
    }

    /// What a name in the formula stands for.
    pub fn using(mut self, name: impl Into<Text>, measure: impl Into<Measure>) -> Self {
        self.using.push((name.into(), measure.into()));
        self
    }

    /// What a graph calls it.
    pub fn label(mut self, text: impl IntoValue<Str>) -> Self {
        self.label = Some(text.into_value());
        self
    }
}

/// One line of what CloudWatch is asked for.
pub(crate) struct Query {
    pub id: String,
    pub source: Source,
    pub label: Option<Value<Str>>,
    /// Whether this is what the others are asked for.
    pub is_result: bool,
}

pub(crate) enum Source {
    Metric(Box<Metric>),
    Expression(Value<Str>),
}

impl Measure {
    /// What CloudWatch is asked for, by name, what is asked for all that last; and what is wrong
    /// with the names.
    pub(crate) fn queries(&self) -> (Vec<Query>, Vec<String>) {
        let (mut named, mut faults) = (Vec::new(), Vec::new());
        let (source, label) = match self {
            Measure::Metric(metric) => (
                Source::Metric(Box::new(metric.clone())),
                metric.label.clone(),
            ),
            Measure::Math(math) => {
                if math.using.is_empty() {
                    faults.push("a formula over no metric".to_owned());
                }
                math.name_all(&mut named, &mut faults);
                (
                    Source::Expression(math.expression.clone()),
                    math.label.clone(),
                )
            }
        };
        let mut id = String::from("result");
        while named.iter().any(|(name, _)| *name == id) {
            id.push('_');
        }
        let mut queries = Vec::with_capacity(named.len() + 1);
        for (name, measure) in named {
            queries.push(measure.query(name));
        }
        queries.push(Query {
            id,
            source,
            label,
            is_result: true,
        });
        (queries, faults)
    }
}

impl Measure {
    fn query(&self, id: &str) -> Query {
        let (source, label) = match self {
            Measure::Metric(metric) => (
                Source::Metric(Box::new(metric.clone())),
                metric.label.clone(),
            ),
            Measure::Math(math) => (
                Source::Expression(math.expression.clone()),
                math.label.clone(),
            ),
        };
        Query {
            id: id.to_owned(),
            source,
            label,
            is_result: false,
        }
    }
}

impl MathExpression {
    fn name_all<'m>(&'m self, named: &mut Vec<(&'m str, &'m Measure)>, faults: &mut Vec<String>) {
        for (name, measure) in &self.using {
            if !is_name(name) {
                faults.push(format!("`{name}` is no name in a formula"));
            }
            match named.binary_search_by(|(own, _)| (*own).cmp(name)) {
                Ok(at) => {
                    let other = std::mem::replace(&mut named[at].1, measure);
                    if other != measure {
                        faults.push(format!("`{name}` stands for two things in one formula"));
                    }
                }
                Err(at) => named.insert(at, (name, measure)),
            }
            if let Measure::Math(math) = measure {
                math.name_all(named, faults);
            }
        }
    }
}

/// Whether a name begins with a small letter and goes on with letters, digits and underscores.
fn is_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}
