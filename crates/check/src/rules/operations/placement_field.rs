//! Placement by something that tasks cannot be placed by.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS447",
        family: Family::Operations,
        severity: Severity::Error,
        title: "placement by a field that there is not",
        why: "tasks are packed by `cpu` or `memory`, and spread over instances or an attribute of theirs; Amazon ECS refuses other fields",
        fix: "`binpack` with `cpu` or `memory`; `spread` with `instanceId` or `attribute:NAME`; `random` without a field",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PlacementStrategy.html",
        bad: r#"
Parameters:
  Task:
    Type: String
Resources:
  Service:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Task
      DesiredCount: 2
      LaunchType: EC2
      PlacementStrategies:
        - Type: binpack
          Field: ram
"#,
        good: r#"
Parameters:
  Task:
    Type: String
Resources:
  Service:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Task
      DesiredCount: 2
      LaunchType: EC2
      PlacementStrategies:
        - Type: binpack
          Field: memory
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for service in deployment.services() {
        for strategy in service.get("PlacementStrategies").items().known {
            let (of_type, field) = (strategy.get("Type"), strategy.get("Field"));
            let fits: fn(&str) -> bool = match of_type.text().as_deref() {
                Some("binpack") => packs,
                Some("spread") => spreads,
                Some("random") => |_| false,
                _ => continue,
            };
            if field.all_values(|field| !fits(field)) {
                let (kind, name) = (of_type.shown(), field.shown());
                let message = format!("`{kind}` has no field {name}");
                findings.report(field.place(), message);
            } else if field.is_absent() && of_type.is("binpack") {
                let message = "`binpack` needs `Field`, which is `cpu` or `memory`";
                findings.report(strategy.place(), message);
            }
        }
    }
}

fn packs(field: &str) -> bool {
    ["cpu", "memory"]
        .iter()
        .any(|own| field.eq_ignore_ascii_case(own))
}

fn spreads(field: &str) -> bool {
    let known = ["instanceid", "host", ""].contains(&&*field.to_ascii_lowercase());
    known || field.to_ascii_lowercase().starts_with("attribute:")
}
