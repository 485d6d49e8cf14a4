//! Attribute that resources do not have.

use crate::Place;
use crate::rule::BuiltIn;
use crate::schema::{short, shown};
use crate::{Declaration, Family, Findings, Model};
use stackwright_template::Severity;
use stackwright_template::{Map, Value};

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "TPL107",
        family: Family::Template,
        severity: Severity::Error,
        title: "attribute that resources do not have",
        why: "CloudFormation refuses attributes that it does not know",
        fix: "use an attribute of resources; what configures the resource belongs below `Properties`",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resources-section-structure.html",
        bad: r#"
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Propertys: {}
"#,
        good: r#"
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties: {}
"#,
    },
    check,
};

const KNOWN: &[&str] = &[
    "Type",
    "Properties",
    "DependsOn",
    "Condition",
    "Metadata",
    "DeletionPolicy",
    "UpdateReplacePolicy",
    "CreationPolicy",
    "UpdatePolicy",
];
/// What transforms take away.
const TRANSFORMED: &[&str] = &["Connectors", "IgnoreGlobals", "Version"];

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    for resource in model.bodies() {
        if let Some(condition) = resource.get("Condition")
            && !matches!(
                condition.value,
                Value::String(_) | Value::Call(_) | Value::Null
            )
        {
            let place = Place::new(format_args!("{}/Condition", resource.path), condition.span);
            findings
                .report(
                    place,
                    format!("`Condition` is {}, not a name", shown(condition)),
                )
                .help("write the name of a condition");
        }
        for key in resource.node().as_map().into_iter().flat_map(Map::keys) {
            let name = key.as_str();
            if KNOWN.contains(&name)
                || TRANSFORMED.contains(&name)
                || key.is_macro()
                || model.is_rewritten()
            {
                continue;
            }
            let nearest = stackwright_facts::nearest(name, KNOWN.iter().copied());
            let place = Place::new(format_args!("{}/{name}", resource.path), key.span);
            findings
                .report(
                    place,
                    format!("resources have no attribute `{}`", short(name)),
                )
                .help_if(nearest.map(|nearest| format!("did you mean `{nearest}`?")));
        }
    }
}
