//! A cluster that keeps no metrics of its tasks.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS436",
        family: Family::Operations,
        severity: Severity::Info,
        title: "cluster without Container Insights",
        why: "without them there are no metrics of single tasks to find a fault with",
        fix: "add the cluster setting `containerInsights`, `enabled` or `enhanced`",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cloudwatch-container-insights.html",
        bad: r#"
Resources:
  Cluster:
    Type: AWS::ECS::Cluster
    Properties:
      CapacityProviders: [FARGATE]
      ClusterSettings:
        - Name: containerInsights
          Value: disabled
"#,
        good: r#"
Resources:
  Cluster:
    Type: AWS::ECS::Cluster
    Properties:
      CapacityProviders: [FARGATE]
      ClusterSettings:
        - Name: containerInsights
          Value: enhanced
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for cluster in deployment.resources_of("AWS::ECS::Cluster") {
        let settings = cluster.get("ClusterSettings");
        let items = settings.items();
        let off = items.known.iter().all(|setting| {
            let other = setting
                .get("Name")
                .text()
                .is_some_and(|name| name != "containerInsights");
            other || setting.get("Value").is("disabled")
        });
        if items.complete && off {
            let message = format!("Container Insights are off for `{}`", cluster.id());
            findings.report(settings.place(), message);
        }
    }
}
