//! Resource of a service that has been shut down.

use crate::Place;
use crate::rule::BuiltIn;
use crate::{Declaration, Family, Findings, Model};
use stackwright_facts::LifeCycle;
use stackwright_template::Severity;

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "SCH128",
        family: Family::Schema,
        severity: Severity::Error,
        title: "resource of a service that has been shut down",
        why: "the service does not answer any more, and the deployment fails",
        fix: "move to the service that AWS recommends instead",
        link: "https://docs.aws.amazon.com/general/latest/gr/service_lifecycle.html",
        bad: r#"
Resources:
  Ledger:
    Type: AWS::QLDB::Ledger
    Properties:
      PermissionsMode: STANDARD
"#,
        good: r#"
Resources:
  Table:
    Type: AWS::DynamoDB::Table
    Properties:
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
      KeySchema: [{AttributeName: id, KeyType: HASH}]
"#,
    },
    check,
};

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    for (place, type_name, life) in ending(model) {
        if is_gone(life) {
            let since = life.date.as_ref().map(|date| format!(" on {date}"));
            let since = since.unwrap_or_default();
            findings.report(
                place,
                format!("the service of `{type_name}` was shut down{since}"),
            );
        }
    }
}

/// Every resource of a type whose service ends or has ended.
pub(super) fn ending<'a>(model: &Model<'a>) -> Vec<(Place, &'a str, &'static LifeCycle)> {
    let resources = model.bodies();
    let found = resources.iter().filter_map(|resource| {
        let type_name = resource.resource_type()?;
        let life = resource.facts?.life_cycle.as_ref()?;
        let span = resource
            .get("Type")
            .map_or(resource.span(), |node| node.span);
        let place = Place::new(format_args!("{}/Type", resource.path), span);
        Some((place, type_name, life))
    });
    found.collect()
}

/// Whether a service is gone on the day of the facts.
pub(super) fn is_gone(life: &LifeCycle) -> bool {
    let past = life
        .date
        .as_deref()
        .is_none_or(|date| date <= stackwright_facts::as_of());
    life.status == "shutdown" && past
}
