//! Type of instance whose name has the wrong form.

use std::collections::BTreeSet;

use stackwright_facts::EnumList;
use stackwright_template::hash::HashMap;

use crate::Place;
use crate::model::along;
use crate::rule::BuiltIn;
use crate::schema::short;
use crate::{Declaration, Family, Findings, Model};
use stackwright_template::Severity;

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "SCH124",
        family: Family::Schema,
        severity: Severity::Error,
        title: "type of instance whose name has the wrong form",
        why: "the service has no such type, and none that will come is called so",
        fix: "write the family, a dot and the size, with what the service puts before and after",
        link: "https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-type-names.html",
        bad: r#"
Resources:
  Cache:
    Type: AWS::ElastiCache::CacheCluster
    Properties:
      Engine: redis
      NumCacheNodes: 1
      CacheNodeType: db.t3.micro
"#,
        good: r#"
Resources:
  Cache:
    Type: AWS::ElastiCache::CacheCluster
    Properties:
      Engine: redis
      NumCacheNodes: 1
      CacheNodeType: cache.t3.micro
"#,
    },
    check,
};

/// How sizes are called, without their numbers.
const SIZES: &[&str] = &[
    "nano", "micro", "small", "medium", "large", "xlarge", "metal", "metal-xl", "xl", "xlplus",
];

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    for unlisted in model.unlisted() {
        if let Some(problem) = &unlisted.problem {
            findings
                .report(unlisted.place.clone(), problem)
                .help_if(unlisted.help.clone());
        }
    }
}

/// A type of instance that is not in the list of its service.
pub(crate) struct Unlisted {
    pub(super) place: Place,
    pub(super) text: String,
    /// What is wrong with the form, so that the service cannot have added it since.
    pub(super) problem: Option<String>,
    pub(super) help: Option<String>,
}

/// The lists of a type of resource, and the ways to what they list.
struct Lists {
    lists: &'static [EnumList],
    ways: BTreeSet<&'static str>,
}

impl Lists {
    /// Those of a type; nothing where it has none.
    fn of(type_name: &str) -> Option<Self> {
        let lists = stackwright_facts::enum_lists(type_name).unwrap_or_default();
        let ways = lists.iter().flat_map(|list| &list.at);
        let ways = ways.filter_map(|at| at.strip_prefix(type_name)?.strip_prefix('/'));
        (!lists.is_empty()).then(|| Lists {
            lists,
            ways: ways.collect(),
        })
    }
}

/// Every type of instance that is in no list of its place.
pub(crate) fn unlisted(model: &Model<'_>) -> Vec<Unlisted> {
    let mut found = Vec::new();
    let mut known: HashMap<&str, Option<Lists>> = HashMap::default();
    for resource in model.bodies() {
        let Some(type_name) = resource.resource_type() else {
            continue;
        };
        let known = known
            .entry(type_name)
            .or_insert_with(|| Lists::of(type_name));
        let Some(Lists { lists, ways }) = known else {
            continue;
        };
        for way in ways.iter().copied() {
            let spots = along(resource, way);
            if spots.is_empty() {
                continue;
            }
            let here = |at: &String| at.strip_prefix(type_name) == Some(&format!("/{way}"));
            let values: Vec<&str> = lists
                .iter()
                .filter(|list| list.at.iter().any(here))
                .flat_map(|list| list.values.iter().map(String::as_str))
                .collect();
            for (path, node) in spots {
                let Some(texts) = model.every_text(node) else {
                    continue;
                };
                if texts.iter().any(|text| values.contains(&text.as_str())) {
                    continue;
                }
                for text in texts {
                    let nearest = stackwright_facts::nearest(&text, values.iter().copied());
                    found.push(Unlisted {
                        place: Place::new(&path, node.span),
                        problem: problem(&text, &values),
                        help: nearest.map(|nearest| format!("did you mean `{nearest}`?")),
                        text,
                    });
                }
            }
        }
    }
    found
}

/// What is wrong with the form of a name, held against those that exist.
fn problem(text: &str, values: &[&str]) -> Option<String> {
    let shown = short(text);
    let first = |text: &str| text.split('.').next().unwrap_or_default().to_owned();
    let last = |text: &str| text.rsplit('.').next().unwrap_or_default().to_owned();
    let common = |part: &dyn Fn(&str) -> String| {
        let mut parts = values.iter().map(|value| part(value));
        let one = parts.next()?;
        parts.all(|part| part == one).then_some(one)
    };
    if let Some(prefix) = common(&first).filter(|prefix| *prefix != first(text)) {
        return Some(format!("\"{shown}\" does not begin with `{prefix}.`"));
    }
    if let Some(suffix) = common(&last).filter(|suffix| *suffix != last(text)) {
        return Some(format!("\"{shown}\" does not end with `.{suffix}`"));
    }
    let count = |text: &str| text.split('.').count();
    if !values.iter().any(|value| count(value) == count(text)) {
        return Some(format!(
            "\"{shown}\" has not the parts of a type of instance"
        ));
    }
    let is_size = |part: &str| {
        let word: String = part.chars().filter(|c| !c.is_ascii_digit()).collect();
        SIZES.contains(&&*word)
    };
    (!text.split('.').any(is_size)).then(|| format!("\"{shown}\" has no size that exists"))
}
