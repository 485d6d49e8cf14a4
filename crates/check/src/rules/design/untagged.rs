//! Resources that can be tagged and are not.

use stackwright_facts::Update;
use stackwright_template::Severity;

use crate::model::Body;
use crate::rule::BuiltIn;
use crate::{Declaration, Family, Findings, Model, Place};

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "DES105",
        family: Family::Design,
        severity: Severity::Info,
        title: "resource without tags",
        why: "nobody can tell whose it is, and what it costs",
        fix: "tag the resource, or all of the stack",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-resource-tags.html",
        bad: r#"
Resources:
  Topic:
    Type: AWS::SNS::Topic
"#,
        good: r#"
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      Tags:
        - Key: Team
          Value: web
"#,
    },
    check,
};

/// How many resources are named; of more the number is told.
const NAMED: usize = 5;

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    let mut tagged = false;
    let mut untagged: Vec<&Body<'_>> = Vec::new();
    for resource in model.resources() {
        let facts = resource.facts;
        let Some(tags) = facts.and_then(|facts| facts.tags.as_ref()) else {
            continue;
        };
        // A tag that comes later would replace it, so that none may be the better choice.
        let own = facts.and_then(|facts| facts.properties.get(&tags.property));
        if own.is_some_and(|own| own.update == Update::Replacement) {
            continue;
        }
        let properties = resource.get("Properties");
        let hidden = properties.is_some_and(|node| {
            node.as_map()
                .is_none_or(|map| map.keys().any(|key| key.is_macro()))
        });
        match hidden || resource.property(&tags.property).is_some() {
            true => tagged = true,
            false => untagged.push(resource),
        }
    }
    let (Some(first), count) = (untagged.first(), untagged.len()) else {
        return;
    };
    let named = untagged.iter().take(NAMED);
    let named: Vec<String> = named
        .map(|resource| format!("`{}`", resource.id()))
        .collect();
    let named = named.join(", ");
    let more = match count.saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let message = match tagged {
        true => format!("others have tags, but not {named}{more}"),
        false => format!("no resource has tags: {named}{more}"),
    };
    findings.report(Place::of_resource(first.id(), first.span()), message);
}
