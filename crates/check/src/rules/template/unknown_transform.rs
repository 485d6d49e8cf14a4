//! Transform of AWS that does not exist.

use crate::Place;
use crate::rule::BuiltIn;
use crate::schema::short;
use crate::{Declaration, Family, Findings, Model};
use stackwright_template::Severity;
use stackwright_template::{Function, Node};

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "TPL169",
        family: Family::Template,
        severity: Severity::Error,
        title: "transform of AWS that does not exist",
        why: "CloudFormation refuses the template",
        fix: "use a transform that exists; macros of your own have names that do not start with `AWS::`",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/transform-reference.html",
        bad: r#"
Transform: AWS::LanguageExtension
Resources:
  Topic:
    Type: AWS::SNS::Topic
"#,
        good: r#"
Transform: AWS::LanguageExtensions
Resources:
  Topic:
    Type: AWS::SNS::Topic
"#,
    },
    check,
};

const KNOWN: &[&str] = &[
    "AWS::CodeDeployBlueGreen",
    "AWS::CodeStar",
    "AWS::Include",
    "AWS::LanguageExtensions",
    "AWS::SecretsManager-2020-07-23",
    "AWS::SecretsManager-2024-09-16",
    "AWS::Serverless-2016-10-31",
    "AWS::ServiceCatalog",
];

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    let mut look_at = |path: String, node: &Node| {
        let name = node.as_str().or_else(|| node.get("Name")?.as_str());
        let Some(name) = name.filter(|name| name.starts_with("AWS::") && !KNOWN.contains(name))
        else {
            return;
        };
        let nearest = stackwright_facts::nearest(name, KNOWN.iter().copied());
        findings
            .report(
                Place::new(path, node.span),
                format!("AWS has no transform `{}`", short(name)),
            )
            .help_if(nearest.map(|nearest| format!("did you mean `{nearest}`?")));
    };
    let mut look = |path: String, node: &Node| match node.as_list() {
        Some(macros) => {
            for (index, one) in macros.iter().enumerate() {
                look_at(format!("{path}/{index}"), one);
            }
        }
        None => look_at(path, node),
    };
    for transform in model.template().transforms() {
        look("Transform".to_owned(), transform.node());
    }
    for (spot, call) in model.nodes().calls() {
        if call.function == Function::Transform {
            look(spot.path().to_string(), &call.argument);
        }
    }
    for (spot, map) in model.nodes().function_maps() {
        if let Some(beside) = map.get("Fn::Transform") {
            look(format!("{}/Fn::Transform", spot.path()), beside);
        }
    }
}
