//! A capacity provider that does not exist.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule, Property};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS438",
        family: Family::Operations,
        severity: Severity::Error,
        title: "capacity provider that does not exist",
        why: "names that begin with `aws`, `ecs` or `fargate` are reserved: of those there are FARGATE and FARGATE_SPOT only",
        fix: "name `FARGATE` or `FARGATE_SPOT`, or refer to an `AWS::ECS::CapacityProvider`",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateCapacityProvider.html",
        bad: r#"
Resources:
  Cluster:
    Type: AWS::ECS::Cluster
    Properties:
      CapacityProviders: [FARGATE, FARGATE_SPOTS]
      ClusterSettings:
        - Name: containerInsights
          Value: enabled
"#,
        good: r#"
Resources:
  Cluster:
    Type: AWS::ECS::Cluster
    Properties:
      CapacityProviders: [FARGATE, FARGATE_SPOT]
      ClusterSettings:
        - Name: containerInsights
          Value: enabled
"#,
    },
    check,
};

const KNOWN: [&str; 2] = ["FARGATE", "FARGATE_SPOT"];
const RESERVED: [&str; 3] = ["aws", "ecs", "fargate"];
const PROVIDER: &str = "AWS::ECS::CapacityProvider";

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for provider in deployment.resources_of(PROVIDER) {
        let name = provider.get("Name");
        if name
            .symbolic()
            .is_some_and(|text| is_reserved(text.beginning()))
        {
            let message = format!("the name {} begins with a reserved word", name.shown());
            findings
                .report(name.place(), message)
                .help("choose another name, or leave it out");
        }
    }
    for holder in [
        "AWS::ECS::Cluster",
        "AWS::ECS::ClusterCapacityProviderAssociations",
    ] {
        for cluster in deployment.resources_of(holder) {
            for provider in cluster.get("CapacityProviders").items().known {
                compare(deployment, provider, findings);
            }
        }
    }
    for strategy in deployment.strategies() {
        for item in strategy.items().known {
            compare(deployment, item.get("CapacityProvider"), findings);
        }
    }
}

fn compare<'d>(
    deployment: &'d Deployment<'d>,
    provider: Property<'d>,
    findings: &mut Findings<'_>,
) {
    let Some(name) = provider.text() else { return };
    let mut own = deployment.resources_of(PROVIDER);
    if KNOWN.contains(&&*name)
        || own.any(|own| {
            own.get("Name").equals(&provider) != Some(false) && own.get("Name").is_given()
        })
    {
        return;
    }
    let message = format!("there is no capacity provider {name}");
    let nearest = stackwright_facts::nearest(&name, KNOWN);
    if is_reserved(&name) || nearest.is_some() {
        let help = nearest.map(|nearest| format!("did you mean `{nearest}`?"));
        findings.report(provider.place(), message).help_if(help);
    } else if deployment.sees_all() {
        // The account may have it.
        findings.warn(provider.place(), format!("{message} in this template"));
    }
}

fn is_reserved(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    RESERVED.iter().any(|reserved| name.starts_with(reserved))
}
