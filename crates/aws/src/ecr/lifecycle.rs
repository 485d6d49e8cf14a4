use std::time::Duration;

use stackwright_core::{Expr, Props, Text, sort_few};

use crate::units::whole_days;
use crate::{gathered, mapped};

/// Which images a repository gives up.
///
/// <https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html>
///
/// ```
/// use stackwright_aws::ecr::{LifecycleRule, Tags};
/// use stackwright_aws::units::DurationExt;
///
/// let recent = LifecycleRule::keep_last(10, Tags::prefixed(["v"])).describe("last ten releases");
/// let leftovers = LifecycleRule::older_than(1.days(), Tags::None);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct LifecycleRule {
    tags: Tags,
    count: Count,
    description: Option<Text>,
}

/// The images that a rule speaks of.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Tags {
    /// All of them. At most one rule, which is applied last.
    Any,
    /// Those without a tag.
    None,
    /// Those with a tag that begins like one of these.
    Prefixes(Vec<Text>),
    /// Those with a tag that matches one of these, with `*` for anything.
    Patterns(Vec<Text>),
}

#[derive(Clone, Debug, PartialEq)]
enum Count {
    MoreThan(u32),
    DaysSincePush(u32),
}

impl Tags {
    /// Images with a tag that begins like one of these.
    pub fn prefixed<T: Into<Text>>(prefixes: impl IntoIterator<Item = T>) -> Self {
        Tags::Prefixes(gathered(prefixes.into_iter().map(Into::into)))
    }

    /// Images with a tag that matches one of these, with `*` for anything.
    pub fn matching<T: Into<Text>>(patterns: impl IntoIterator<Item = T>) -> Self {
        Tags::Patterns(gathered(patterns.into_iter().map(Into::into)))
    }
}

impl LifecycleRule {
    /// Gives up all but the last `count` of the images: 1 or more.
    pub fn keep_last(count: u32, tags: Tags) -> Self {
        LifecycleRule::new(Count::MoreThan(count), tags)
    }

    /// Gives up the images that were pushed longer ago than this: 1 day or more; a part of a day
    /// counts as one.
    pub fn older_than(age: Duration, tags: Tags) -> Self {
        LifecycleRule::new(Count::DaysSincePush(whole_days(age)), tags)
    }

    fn new(count: Count, tags: Tags) -> Self {
        LifecycleRule {
            tags,
            count,
            description: None,
        }
    }

    /// Says what the rule is for.
    pub fn describe(mut self, text: impl Into<Text>) -> Self {
        self.description = Some(text.into());
        self
    }

    /// The count that it was made with, to be checked: zero is refused by ECR.
    pub(crate) fn count(&self) -> u32 {
        match self.count {
            Count::MoreThan(count) | Count::DaysSincePush(count) => count,
        }
    }

    pub(crate) fn is_for_any(&self) -> bool {
        self.tags == Tags::Any
    }

    /// Whether it lists tags and the list is empty.
    pub(crate) fn is_for_nothing(&self) -> bool {
        match &self.tags {
            Tags::Prefixes(texts) | Tags::Patterns(texts) => texts.is_empty(),
            Tags::Any | Tags::None => false,
        }
    }

    fn into_expr(self, priority: i64) -> Expr {
        let mut rule = Props::new();
        rule.set("rulePriority", Expr::Int(priority));
        if let Some(text) = self.description {
            rule.set("description", Expr::Str(text));
        }
        let mut selection = Props::new();
        let (status, list) = match self.tags {
            Tags::Any => ("any", None),
            Tags::None => ("untagged", None),
            Tags::Prefixes(texts) => ("tagged", Some(("tagPrefixList", texts))),
            Tags::Patterns(texts) => ("tagged", Some(("tagPatternList", texts))),
        };
        selection.set("tagStatus", Expr::from(status));
        if let Some((name, texts)) = list {
            selection.set(name, Expr::List(mapped(texts, Expr::Str)));
        }
        match self.count {
            Count::MoreThan(count) => {
                selection.set("countType", Expr::from("imageCountMoreThan"));
                selection.set("countNumber", Expr::Int(count.into()));
            }
            Count::DaysSincePush(days) => {
                selection.set("countType", Expr::from("sinceImagePushed"));
                selection.set("countUnit", Expr::from("days"));
                selection.set("countNumber", Expr::Int(days.into()));
            }
        }
        rule.set("selection", Expr::Map(selection));
        rule.set("action", Expr::object([("type", Expr::from("expire"))]));
        Expr::Map(rule)
    }
}

/// The policy that these rules make, applied in this order; a rule for any image comes last, as
/// ECR demands.
pub(crate) fn policy(mut rules: Vec<LifecycleRule>) -> Expr {
    sort_few(&mut rules, |one, other| {
        !one.is_for_any() && other.is_for_any()
    });
    let rules = (1..)
        .zip(rules)
        .map(|(priority, rule)| rule.into_expr(priority));
    Expr::object([("rules", Expr::List(gathered(rules)))])
}
