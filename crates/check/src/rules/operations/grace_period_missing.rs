//! No grace period for the health checks of a load balancer.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS410",
        family: Family::Operations,
        severity: Severity::Warning,
        title: "service behind a load balancer without a grace period",
        why: "a task that takes longer to start than the health checks allow is stopped, and the next one as well",
        fix: "set `HealthCheckGracePeriodSeconds` to what a task needs until it answers",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html",
        bad: r#"
Parameters:
  Task:
    Type: String
  Group:
    Type: String
Resources:
  Service:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Task
      DesiredCount: 2
      LoadBalancers:
        - ContainerName: web
          ContainerPort: 80
          TargetGroupArn: !Ref Group
"#,
        good: r#"
Parameters:
  Task:
    Type: String
  Group:
    Type: String
Resources:
  Service:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Task
      DesiredCount: 2
      HealthCheckGracePeriodSeconds: 60
      LoadBalancers:
        - ContainerName: web
          ContainerPort: 80
          TargetGroupArn: !Ref Group
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for service in deployment.services() {
        let behind = !service.load_balancers.is_empty();
        if behind && service.get("HealthCheckGracePeriodSeconds").is_absent() {
            let message = format!(
                "`{}` is behind a load balancer and gives new tasks no time before health checks count",
                service.properties.id()
            );
            findings.report(service.properties.place(), message);
        }
    }
}
