//! Look-up of something that a mapping does not have.

use crate::Assumption;
use crate::Place;
use crate::rule::BuiltIn;
use crate::schema::short;
use crate::{Declaration, Family, Findings, Model};
use stackwright_template::Severity;
use stackwright_template::{Map, Node, Section};

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "TPL124",
        family: Family::Template,
        severity: Severity::Error,
        title: "look-up of something that a mapping does not have",
        why: "the deployment fails where the key is not found",
        fix: "use a mapping and keys that exist",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/mappings-section-structure.html",
        bad: r#"
Mappings:
  Sizes:
    dev:
      Delay: 5
Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      DelaySeconds: !FindInMap [Sizes, prod, Delay]
"#,
        good: r#"
Mappings:
  Sizes:
    dev:
      Delay: 5
Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      DelaySeconds: !FindInMap [Sizes, dev, Delay]
"#,
    },
    check,
};

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    let template = model.template();
    let made = model.is_rewritten() || model.makes_names_in(Section::Mappings);
    for (spot, call) in model.nodes().calls() {
        let Some(find) = call.find_in_map() else {
            continue;
        };
        let (Some(name), None) = (find.mapping.as_str(), find.default) else {
            continue;
        };
        if made || name.contains(['$', '&']) {
            continue;
        }
        let Some(mapping) = template.mapping(name) else {
            let nearest = stackwright_facts::nearest(name, template.mappings().map(|m| m.id()));
            findings
                .report(
                    spot.place(),
                    format!("there is no mapping `{}`", short(name)),
                )
                .help_if(nearest.map(|nearest| format!("did you mean `{nearest}`?")));
            continue;
        };
        if mapping
            .node()
            .as_map()
            .is_none_or(|map| map.keys().any(|key| key.is_macro()))
        {
            continue;
        }
        let assumed = model.assumptions_at(&spot.path());
        let first = keys(model, find.first, &assumed);
        let second = keys(model, find.second, &assumed);
        let rows: Vec<(&str, &Map)> = mapping
            .rows()
            .map(|(key, row)| (key.as_str(), row))
            .collect();
        let fits = |keys: &Option<Vec<String>>, key: &str| {
            keys.as_ref()
                .is_none_or(|keys| keys.iter().any(|k| k == key))
        };
        let mut found = rows.iter().filter(|(key, _)| fits(&first, key)).peekable();
        if found.peek().is_none() {
            let known = rows.iter().map(|(key, _)| *key);
            report(findings, spot.place(), name, &first, known);
        } else if !found.any(|(_, row)| {
            row.keys()
                .any(|key| key.is_macro() || fits(&second, key.as_str()))
        }) {
            let known = rows
                .iter()
                .flat_map(|(_, row)| row.keys().map(|key| key.as_str()));
            report(findings, spot.place(), name, &second, known);
        }
    }
}

/// The texts that a key can be; nothing where that is not known.
fn keys(model: &Model<'_>, node: &Node, assumed: &[Assumption<'_>]) -> Option<Vec<String>> {
    let values = model.values(node, assumed);
    let texts = values.known.iter().map(|value| {
        let text = model.text(value)?;
        (!text.contains("${") && !text.contains("{{")).then(|| text.into_owned())
    });
    let texts: Option<Vec<String>> = texts.collect();
    texts.filter(|texts| values.complete && !texts.is_empty())
}

fn report<'k>(
    findings: &mut Findings<'_>,
    place: Place,
    mapping: &str,
    keys: &Option<Vec<String>>,
    known: impl Iterator<Item = &'k str>,
) {
    // An empty mapping is reported as such by nobody, but has no key either.
    let key = keys.as_ref().and_then(|keys| keys.first());
    let key = key.map_or("", String::as_str);
    let nearest = stackwright_facts::nearest(key, known);
    findings
        .report(
            place,
            format!("the mapping `{mapping}` has no key `{}`", short(key)),
        )
        .help_if(nearest.map(|nearest| format!("did you mean `{nearest}`?")));
}
