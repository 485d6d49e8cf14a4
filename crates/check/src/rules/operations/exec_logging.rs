//! Commands that are to be logged, and nothing says where.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS454",
        family: Family::Operations,
        severity: Severity::Error,
        title: "log of ECS Exec without a place",
        why: "with `Logging: OVERRIDE` the log of commands goes where `LogConfiguration` says; Amazon ECS refuses the cluster without one",
        fix: "give a `LogConfiguration`, or set `Logging: DEFAULT`",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ExecuteCommandConfiguration.html",
        bad: r#"
Resources:
  Cluster:
    Type: AWS::ECS::Cluster
    Properties:
      ClusterSettings:
        - Name: containerInsights
          Value: enabled
      Configuration:
        ExecuteCommandConfiguration:
          Logging: OVERRIDE
"#,
        good: r#"
Resources:
  Cluster:
    Type: AWS::ECS::Cluster
    Properties:
      ClusterSettings:
        - Name: containerInsights
          Value: enabled
      Configuration:
        ExecuteCommandConfiguration:
          Logging: OVERRIDE
          LogConfiguration:
            CloudWatchLogGroupName: /ecs/commands
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for cluster in deployment.resources_of("AWS::ECS::Cluster") {
        let exec = cluster.get("Configuration/ExecuteCommandConfiguration");
        let logging = exec.get("Logging");
        if logging.is("OVERRIDE") && exec.get("LogConfiguration").is_absent() {
            let message = "`OVERRIDE` needs `LogConfiguration`, which says where logs go";
            findings.report(logging.place(), message);
        }
    }
}
