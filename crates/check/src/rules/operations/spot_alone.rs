//! All tasks on capacity that can be taken away.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS417",
        family: Family::Operations,
        severity: Severity::Warning,
        title: "nothing but Fargate Spot",
        why: "AWS takes spot capacity back on two minutes' notice, and may have none to give: all tasks can be gone at once",
        fix: "add `FARGATE` with a base of at least 1",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CapacityProviderStrategyItem.html",
        bad: r#"
Parameters:
  Task:
    Type: String
  Subnets:
    Type: List<AWS::EC2::Subnet::Id>
Resources:
  Service:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Task
      DesiredCount: 2
      CapacityProviderStrategy:
        - CapacityProvider: FARGATE_SPOT
          Weight: 1
      NetworkConfiguration:
        AwsvpcConfiguration:
          Subnets: !Ref Subnets
"#,
        good: r#"
Parameters:
  Task:
    Type: String
  Subnets:
    Type: List<AWS::EC2::Subnet::Id>
Resources:
  Service:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Task
      DesiredCount: 2
      CapacityProviderStrategy:
        - CapacityProvider: FARGATE
          Base: 1
        - CapacityProvider: FARGATE_SPOT
          Weight: 1
      NetworkConfiguration:
        AwsvpcConfiguration:
          Subnets: !Ref Subnets
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for strategy in deployment.strategies() {
        // Tasks that a schedule starts can be started again.
        if !strategy.resource_type().starts_with("AWS::ECS::") {
            continue;
        }
        let items = strategy.items();
        let on_spot = items.known.iter().filter(|item| {
            let weight = item.get("Weight").number();
            let base = item.get("Base").number();
            // One without a share takes no tasks beside others.
            items.known.len() == 1 || weight != Some(0.0) || base.is_some_and(|base| base > 0.0)
        });
        let mut spot = on_spot.map(|item| item.get("CapacityProvider").is("FARGATE_SPOT"));
        if items.complete && spot.next() == Some(true) && spot.all(|spot| spot) {
            findings.report(strategy.place(), "all tasks run on FARGATE_SPOT");
        }
    }
}
