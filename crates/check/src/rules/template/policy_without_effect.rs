//! Creation or update policy on a type that has none.

use super::policy_shape::POLICIES;
use crate::Place;
use crate::rule::BuiltIn;
use crate::{Declaration, Family, Findings, Model};
use stackwright_template::Severity;

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "TPL161",
        family: Family::Template,
        severity: Severity::Warning,
        title: "creation or update policy on a type that has none",
        why: "CloudFormation does not do what it says",
        fix: "take the policy out, or move it to the resource that is meant",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-creationpolicy.html",
        bad: r#"
Resources:
  Topic:
    Type: AWS::SNS::Topic
    CreationPolicy:
      ResourceSignal:
        Timeout: PT15M
"#,
        good: r#"
Resources:
  Host:
    Type: AWS::EC2::Instance
    CreationPolicy:
      ResourceSignal:
        Timeout: PT15M
    Properties:
      ImageId: ami-12345678
      InstanceType: t3.micro
"#,
    },
    check,
};

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    for resource in model.bodies() {
        // Macros and custom types may have policies of their own, and bring them along.
        let of_type = resource.resource_type().unwrap_or_default();
        if resource.facts.is_none() || of_type.starts_with("AWS::Serverless::") {
            continue;
        }
        for attribute in ["CreationPolicy", "UpdatePolicy"] {
            let takes = |(name, types, _): &(&str, &[&str], _)| {
                *name == attribute && types.contains(&of_type)
            };
            let entry = resource
                .node()
                .as_map()
                .and_then(|map| map.get_entry(attribute));
            if let Some((key, _)) = entry
                && !POLICIES.iter().any(takes)
            {
                let path = format!("{}/{attribute}", resource.path);
                let message = format!("a `{of_type}` has no `{attribute}`");
                findings.report(Place::new(path, key.span), message);
            }
        }
    }
}
