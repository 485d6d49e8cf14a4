//! A strategy that names a capacity provider which its cluster lacks.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule, Property, Target, is_managed, same_provider};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS415",
        family: Family::Operations,
        severity: Severity::Error,
        title: "capacity provider that the cluster does not have",
        why: "Amazon ECS refuses a strategy with a provider that is not associated with the cluster",
        fix: "add the provider to `CapacityProviders` of the cluster, or name one that it has",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CapacityProviderStrategyItem.html",
        bad: r#"
Parameters:
  Task:
    Type: String
  Subnets:
    Type: List<AWS::EC2::Subnet::Id>
Resources:
  Cluster:
    Type: AWS::ECS::Cluster
    Properties:
      CapacityProviders: [FARGATE]
      ClusterSettings:
        - Name: containerInsights
          Value: enabled
  Service:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Task
      DesiredCount: 2
      Cluster: !Ref Cluster
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
  Cluster:
    Type: AWS::ECS::Cluster
    Properties:
      CapacityProviders: [FARGATE, FARGATE_SPOT]
      ClusterSettings:
        - Name: containerInsights
          Value: enabled
  Service:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Task
      DesiredCount: 2
      Cluster: !Ref Cluster
      CapacityProviderStrategy:
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
    for service in deployment.starting() {
        if let Some(cluster) = service.cluster {
            compare(deployment, &cluster, service.strategy(), findings);
        }
    }
    for cluster in deployment.resources_of("AWS::ECS::Cluster") {
        let strategy = cluster.get("DefaultCapacityProviderStrategy");
        compare(deployment, &cluster, strategy, findings);
    }
    let associations = deployment.resources_of("AWS::ECS::ClusterCapacityProviderAssociations");
    for association in associations {
        let strategy = association.get("DefaultCapacityProviderStrategy");
        for item in strategy.items().known {
            let provider = item.get("CapacityProvider");
            let own = association.get("CapacityProviders").items();
            if !is_managed(&provider)
                && own.complete
                && own
                    .known
                    .iter()
                    .all(|one| same_provider(&provider, one) == Some(false))
            {
                report(&provider, association.id(), findings);
            }
        }
    }
}

fn compare<'d>(
    deployment: &'d Deployment<'d>,
    cluster: &Property<'d>,
    strategy: Property<'d>,
    findings: &mut Findings<'_>,
) {
    let items = strategy.items();
    if items.known.is_empty() {
        return;
    }
    let own = deployment.providers_of(cluster);
    for item in items.known {
        let provider = item.get("CapacityProvider");
        // A provider that names its cluster is associated with it from the beginning.
        let itself = is_managed(&provider) || matches!(provider.target(), Target::Unknown);
        if itself || !own.complete {
            continue;
        }
        if own
            .known
            .iter()
            .all(|one| same_provider(&provider, one) == Some(false))
        {
            report(&provider, cluster.id(), findings);
        }
    }
}

fn report(provider: &Property<'_>, owner: &str, findings: &mut Findings<'_>) {
    let message = format!(
        "`{owner}` does not have the capacity provider {}",
        provider.shown()
    );
    findings.report(provider.place(), message);
}
