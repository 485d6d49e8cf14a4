//! Resource type that a region does not have.

use crate::Assumption;
use crate::Place;
use crate::rule::BuiltIn;
use crate::{Declaration, Family, Findings, Model};
use stackwright_template::Severity;

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "SCH123",
        family: Family::Schema,
        severity: Severity::Error,
        title: "resource type that a region does not have",
        why: "CloudFormation refuses the template there",
        fix: "deploy to a region that has the type, or create the resource under a condition",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/registry.html",
        bad: r#"
# --region cn-north-1
Resources:
  Web:
    Type: AWS::AppRunner::Service
    Properties:
      SourceConfiguration:
        ImageRepository:
          ImageIdentifier: public.ecr.aws/nginx/nginx:latest
          ImageRepositoryType: ECR_PUBLIC
"#,
        good: r#"
# --region eu-west-1
Resources:
  Web:
    Type: AWS::AppRunner::Service
    Properties:
      SourceConfiguration:
        ImageRepository:
          ImageIdentifier: public.ecr.aws/nginx/nginx:latest
          ImageRepositoryType: ECR_PUBLIC
"#,
    },
    check,
};

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    let asked = model.options().regions();
    if asked.is_empty() {
        return;
    }
    let Ok(regions) = stackwright_facts::regions() else {
        return;
    };
    for resource in model.bodies() {
        let Some(type_name) = resource.resource_type() else {
            continue;
        };
        let assumed: Vec<Assumption<'_>> = resource
            .condition()
            .map(|name| Assumption { name, holds: true })
            .into_iter()
            .collect();
        let conditions = model.conditions();
        let lacks = |region: &&String| {
            regions.has(region, type_name) == Some(false)
                && conditions.possible_with(&assumed, "AWS::Region", region)
        };
        let lacking: Vec<&str> = asked.iter().filter(lacks).map(String::as_str).collect();
        if !lacking.is_empty() {
            let span = resource
                .get("Type")
                .map_or(resource.span(), |node| node.span);
            let message = format!("there is no `{type_name}` in {}", lacking.join(", "));
            let place = Place::new(format_args!("{}/Type", resource.path), span);
            findings.report(place, message);
        }
    }
}
