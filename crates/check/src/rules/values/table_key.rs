//! Keys and attributes of a table that do not agree.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule, Property};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "TPL175",
        family: Family::Template,
        severity: Severity::Error,
        title: "key attributes of a table that are not defined, or defined and unused",
        why: "Amazon DynamoDB wants the attributes of keys defined, and no others",
        fix: "define in `AttributeDefinitions` what the keys of table and indexes use, and nothing else",
        link: "https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html",
        bad: r#"
Resources:
  Table:
    Type: AWS::DynamoDB::Table
    DeletionPolicy: Retain
    UpdateReplacePolicy: Retain
    Properties:
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions:
        - AttributeName: id
          AttributeType: S
      KeySchema:
        - AttributeName: name
          KeyType: HASH
"#,
        good: r#"
Resources:
  Table:
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

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for kind in ["AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable"] {
        for table in deployment.resources_of(kind) {
            compare(&table, findings);
        }
    }
}

fn compare<'d>(table: &Property<'d>, findings: &mut Findings<'_>) {
    let defined = table.get("AttributeDefinitions").items();
    let (mut keys, mut complete) = (table.get("KeySchema").items().known, true);
    for indexes in ["GlobalSecondaryIndexes", "LocalSecondaryIndexes"] {
        let indexes = table.get(indexes).items();
        complete &= indexes.complete;
        for index in indexes.known {
            let of_index = index.get("KeySchema").items();
            complete &= of_index.complete;
            keys.extend(of_index.known);
        }
    }
    let differ = |one: &Property<'d>, other: &Property<'d>| {
        one.get("AttributeName").equals(&other.get("AttributeName")) == Some(false)
    };
    for key in &keys {
        if defined.complete && defined.known.iter().all(|one| differ(key, one)) {
            let name = key.get("AttributeName");
            findings.report(
                name.place(),
                format!("the attribute {} is not defined", name.shown()),
            );
        }
    }
    for one in &defined.known {
        if complete && keys.iter().all(|key| differ(key, one)) {
            let name = one.get("AttributeName");
            findings.report(
                name.place(),
                format!("the attribute {} is in no key", name.shown()),
            );
        }
    }
}
