//! A capacity-provider strategy that contradicts itself.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule, Property, is_fargate, same_provider};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS416",
        family: Family::Operations,
        severity: Severity::Error,
        title: "capacity-provider strategy that Amazon ECS refuses",
        why: "a strategy has providers of one kind, each once, one base at most, and of several providers one with a weight",
        fix: "say once for each provider what it takes, and give one of them a weight",
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
        - CapacityProvider: FARGATE
          Base: 1
          Weight: 1
        - CapacityProvider: FARGATE_SPOT
          Base: 1
          Weight: 3
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
          Weight: 1
        - CapacityProvider: FARGATE_SPOT
          Weight: 3
      NetworkConfiguration:
        AwsvpcConfiguration:
          Subnets: !Ref Subnets
"#,
    },
    check,
};

/// How many providers a strategy can have.
const MANY: usize = 20;

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for strategy in deployment.strategies() {
        let items = strategy.items();
        if let Some(message) = contradiction(&items.known, items.complete) {
            findings.report(strategy.place(), message);
        }
    }
}

fn contradiction<'d>(items: &[Property<'d>], complete: bool) -> Option<String> {
    if items.len() > MANY {
        return Some(format!(
            "{} providers are given, and {MANY} are the most",
            items.len()
        ));
    }
    let providers: Vec<Property<'d>> = items
        .iter()
        .map(|item| item.get("CapacityProvider"))
        .collect();
    for (index, provider) in providers.iter().enumerate() {
        let mut before = providers.iter().take(index);
        if before.any(|other| same_provider(provider, other) == Some(true)) {
            return Some(format!("the provider {} is given twice", provider.shown()));
        }
    }
    let of_kind = |fargate| {
        providers
            .iter()
            .find(|provider| is_fargate(provider) == Some(fargate))
    };
    if let (Some(fargate), Some(other)) = (of_kind(true), of_kind(false)) {
        return Some(format!(
            "{} and {} cannot be mixed",
            fargate.shown(),
            other.shown()
        ));
    }
    let has_base = |item: &&Property<'_>| item.get("Base").number().is_some_and(|base| base > 0.0);
    if items.iter().filter(has_base).count() > 1 {
        return Some("more than one provider has a base".to_owned());
    }
    let weightless = |item: &Property<'_>| {
        let weight = item.get("Weight");
        weight.is_absent() || weight.number() == Some(0.0)
    };
    (complete && items.len() > 1 && items.iter().all(weightless))
        .then(|| "none of the providers has a weight above 0".to_owned())
}
