//! Dependency on nothing.

use crate::Place;
use crate::model::Target;
use crate::rule::BuiltIn;
use crate::schema::{short, shown};
use crate::{Declaration, Family, Findings, Model};
use stackwright_template::Severity;
use stackwright_template::Value;

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "TPL109",
        family: Family::Template,
        severity: Severity::Error,
        title: "dependency on nothing",
        why: "CloudFormation refuses the template",
        fix: "name a resource of the template, as a string",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-dependson.html",
        bad: r#"
Resources:
  Topic:
    Type: AWS::SNS::Topic
    DependsOn: Topik
"#,
        good: r#"
Resources:
  Queue:
    Type: AWS::SQS::Queue
  Topic:
    Type: AWS::SNS::Topic
    DependsOn: [Queue]
"#,
    },
    check,
};

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    for resource in model.template().resources() {
        for node in resource.depends_on() {
            let place = Place::new(
                format_args!("Resources/{}/DependsOn", resource.id()),
                node.span,
            );
            let Some(name) = node.as_str() else {
                if node.value != Value::Null && !model.is_rewritten() {
                    let message = format!("{} is no name of a resource", shown(node));
                    findings.report(place, message);
                }
                continue;
            };
            if name == resource.id() {
                let message = format!("the resource `{}` depends on itself", short(name));
                findings
                    .report(place, message)
                    .help("take the dependency out");
                continue;
            }
            if matches!(model.target(name), Target::Resource | Target::Perhaps) {
                continue;
            }
            let resources = model.template().resources().map(|r| r.id());
            let nearest = stackwright_facts::nearest(name, resources);
            findings
                .report(place, format!("there is no resource `{}`", short(name)))
                .help_if(nearest.map(|nearest| format!("did you mean `{nearest}`?")));
        }
    }
}
