//! Resource type that does not exist.

use crate::Place;
use crate::rule::BuiltIn;
use crate::schema::short;
use crate::{Declaration, Family, Findings, Model};
use stackwright_template::Severity;

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "SCH101",
        family: Family::Schema,
        severity: Severity::Error,
        title: "resource type that does not exist",
        why: "CloudFormation refuses the template",
        fix: "use a type that exists, or `Custom::Name` for a resource of your own",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html",
        bad: r#"
Resources:
  Web:
    Type: AWS::ECS::Clutser
"#,
        good: r#"
Resources:
  Web:
    Type: AWS::ECS::Cluster
  Own:
    Type: Custom::Thing
    Properties:
      ServiceToken: arn:aws:lambda:eu-central-1:123456789012:function:own
"#,
    },
    check,
};

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    for resource in model.bodies() {
        let Some(name) = resource.resource_type() else {
            continue;
        };
        if resource.facts.is_some() || name == "AWS::CloudFormation::Hook" {
            continue;
        }
        // Types of third parties are registered in an account, and modules are macros.
        let foreign = !name.starts_with("AWS::") && is_complete(name) || name.ends_with("::MODULE");
        let made = model.is_rewritten() || name.contains("${");
        if foreign || made {
            continue;
        }
        let span = resource
            .get("Type")
            .map_or(resource.span(), |node| node.span);
        let place = Place::new(format_args!("{}/Type", resource.path), span);
        let nearly = stackwright_facts::nearest(name, stackwright_facts::type_names());
        findings
            .report(
                place,
                format!("there is no resource type `{}`", short(name)),
            )
            .help_if(nearly.map(|nearest| format!("did you mean `{nearest}`?")));
    }
}

/// Whether a name has the parts that types of third parties have, and is no type of AWS in other
/// letters.
fn is_complete(name: &str) -> bool {
    let of_aws = name
        .get(..5)
        .is_some_and(|start| start.eq_ignore_ascii_case("AWS::"));
    name.starts_with("Custom::") || name.split("::").count() > 2 && !of_aws
}
