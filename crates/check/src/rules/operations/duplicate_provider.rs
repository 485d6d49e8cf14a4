//! A capacity provider that a cluster has twice.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule, same_provider};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS439",
        family: Family::Operations,
        severity: Severity::Error,
        title: "capacity provider given twice",
        why: "Amazon ECS refuses a list with the same provider twice",
        fix: "name each provider once",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateCluster.html",
        bad: r#"
Resources:
  Cluster:
    Type: AWS::ECS::Cluster
    Properties:
      CapacityProviders: [FARGATE, FARGATE]
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

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for cluster in deployment.resources_of("AWS::ECS::Cluster") {
        let providers = cluster.get("CapacityProviders").items().known;
        for (index, provider) in providers.iter().enumerate() {
            let mut before = providers.iter().take(index);
            if before.any(|other| same_provider(provider, other) == Some(true)) {
                let message = format!("the provider {} is given twice", provider.shown());
                findings.report(provider.place(), message);
            }
        }
    }
}
