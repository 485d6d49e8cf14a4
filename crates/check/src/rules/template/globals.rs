//! Global settings that the serverless transform does not take.

use stackwright_facts::{PropertyKind, ResourceType};
use stackwright_template::{Node, Severity};

use crate::rule::BuiltIn;
use crate::schema::short;
use crate::{Declaration, Family, Findings, Model, Place};

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "TPL199",
        family: Family::Template,
        severity: Severity::Error,
        title: "global setting that does not exist",
        why: "the serverless transform refuses the template",
        fix: "name a kind of serverless resource, and properties that it has",
        link: "https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy-globals.html",
        bad: r#"
Transform: AWS::Serverless-2016-10-31
Globals:
  Function:
    TimeOut: 10
Resources:
  Table:
    Type: AWS::Serverless::SimpleTable
"#,
        good: r#"
Transform: AWS::Serverless-2016-10-31
Globals:
  Function:
    Timeout: 10
Resources:
  Table:
    Type: AWS::Serverless::SimpleTable
"#,
    },
    check,
};

/// Kinds of serverless resources that nothing is global for.
const SINGLE: [&str; 3] = ["Application", "Connector", "GraphQLApi"];

/// What each resource has to say of itself, as the transform holds it.
///
/// <https://github.com/aws/serverless-application-model/blob/develop/samtranslator/plugins/globals/globals.py>
const OWN: [(&str, &str); 6] = [
    ("Api", "DefinitionBody"),
    ("Api", "StageName"),
    ("Function", "Events"),
    ("Function", "FunctionName"),
    ("Function", "Policies"),
    ("Function", "Role"),
];

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    let Some(globals) = model
        .template()
        .root()
        .get("Globals")
        .and_then(Node::as_map)
    else {
        return;
    };
    for (key, settings) in globals.iter() {
        let kind = key.as_str();
        let facts = model.facts(&format!("AWS::Serverless::{kind}"));
        let Some(facts) = facts.filter(|_| !SINGLE.contains(&kind)) else {
            let place = Place::new(format_args!("Globals/{}", short(kind)), key.span);
            findings.report(place, format!("nothing is global for `{}`", short(kind)));
            continue;
        };
        for (key, value) in settings.as_map().into_iter().flat_map(|map| map.iter()) {
            let name = key.as_str();
            if OWN.contains(&(kind, name)) {
                let place = Place::new(format_args!("Globals/{kind}/{name}"), key.span);
                let message = format!("`{name}` is not global for `{kind}`");
                findings.report(place, message).help(format!(
                    "give each `AWS::Serverless::{kind}` its own `{name}`"
                ));
                continue;
            }
            check_fields(kind, name, value, facts, findings);
            if !facts.properties.contains_key(name) && !key.is_macro() {
                let known = facts.properties.keys();
                let nearest = stackwright_facts::nearest(name, known);
                let place = Place::new(format_args!("Globals/{kind}/{}", short(name)), key.span);
                findings
                    .report(place, format!("`{kind}` has no property `{}`", short(name)))
                    .help_if(nearest.map(|nearest| format!("did you mean `{nearest}`?")));
            }
        }
    }
}

/// The fields of a setting that is an object, which each resource gets.
fn check_fields(
    kind: &str,
    name: &str,
    value: &Node,
    facts: &ResourceType,
    findings: &mut Findings<'_>,
) {
    let property = facts.properties.get(name);
    let Some(PropertyKind::Object(definition)) = property.map(|property| &property.kind) else {
        return;
    };
    let Some(definition) = facts.definitions.get(definition).filter(|own| !own.open) else {
        return;
    };
    for (key, _) in value.as_map().into_iter().flat_map(|map| map.iter()) {
        let field = key.as_str();
        if key.is_macro() || definition.properties.contains_key(field) {
            continue;
        }
        let nearest = stackwright_facts::nearest(field, definition.properties.keys());
        let place = Place::new(
            format_args!("Globals/{kind}/{name}/{}", short(field)),
            key.span,
        );
        findings
            .report(place, format!("`{name}` has no field `{}`", short(field)))
            .help_if(nearest.map(|nearest| format!("did you mean `{nearest}`?")));
    }
}
