//! Resources with data of which nobody says whether it may go.

use stackwright_template::Severity;

use crate::rule::BuiltIn;
use crate::{Declaration, Family, Findings, Model, Place};

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "DES102",
        family: Family::Design,
        severity: Severity::Warning,
        title: "data without a policy for its end",
        why: "when the resource leaves the stack, or is replaced, its data is deleted with it",
        fix: "say what becomes of it with `DeletionPolicy` and `UpdateReplacePolicy`: `Retain`, `Snapshot`, or `Delete` where it may go",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html",
        bad: r#"
Resources:
  Users:
    Type: AWS::DynamoDB::Table
    Properties:
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions:
        - AttributeName: id
          AttributeType: S
      KeySchema:
        - AttributeName: id
          KeyType: HASH
"#,
        good: r#"
Resources:
  Users:
    Type: AWS::DynamoDB::Table
    DeletionPolicy: Retain
    UpdateReplacePolicy: Retain
    Properties:
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions:
        - AttributeName: id
          AttributeType: S
      KeySchema:
        - AttributeName: id
          KeyType: HASH
"#,
    },
    check,
};

/// What holds messages for days at most, and what holds nothing but resources of its own.
const PASSING: [&str; 2] = ["AWS::CloudFormation::Stack", "AWS::SQS::Queue"];

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    for resource in model.resources() {
        if !resource.facts.is_some_and(|facts| facts.stateful) {
            continue;
        }
        let of_type = resource.resource_type().unwrap_or_default();
        // The data of a log group that forgets goes anyway, that of an instance of a cluster is the
        // cluster's, and that of a replica its source's.
        let elsewhere = [
            "RetentionInDays",
            "DBClusterIdentifier",
            "SourceDBInstanceIdentifier",
        ];
        let mut elsewhere = elsewhere.iter();
        if PASSING.contains(&of_type) || elsewhere.any(|name| resource.property(name).is_some()) {
            continue;
        }
        let policies = ["DeletionPolicy", "UpdateReplacePolicy"];
        let missing = policies
            .into_iter()
            .filter(|policy| resource.get(policy).is_none());
        let missing: Vec<String> = missing.map(|policy| format!("`{policy}`")).collect();
        if !missing.is_empty() {
            let (id, missing) = (resource.id(), missing.join(" and no "));
            findings.report(
                Place::of_resource(id, resource.span()),
                format!("`{id}` holds data and has no {missing}"),
            );
        }
    }
}
