//! A grace period for health checks that nobody makes.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule, Service};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS411",
        family: Family::Operations,
        severity: Severity::Warning,
        title: "grace period without health checks",
        why: "it counts for the health checks of load balancers and containers, and there are none",
        fix: "take it out, or register the service with its load balancer",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html",
        bad: r#"
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: web
          Image: public.ecr.aws/nginx/nginx:1.27
          Memory: 256
          PortMappings:
            - ContainerPort: 80
  Service:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Task
      DesiredCount: 2
      HealthCheckGracePeriodSeconds: 60
"#,
        good: r#"
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: web
          Image: public.ecr.aws/nginx/nginx:1.27
          Memory: 256
          PortMappings:
            - ContainerPort: 80
  Service:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Task
      DesiredCount: 2
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for service in deployment.services() {
        let period = service.get("HealthCheckGracePeriodSeconds");
        if period.number().is_some_and(|seconds| seconds > 0.0) && nobody_checks(service) {
            let message = format!(
                "{} seconds are given, and nothing checks the tasks",
                period.shown()
            );
            findings.report(period.place(), message);
        }
    }
}

fn nobody_checks(service: &Service<'_>) -> bool {
    let Some(task) = service.task.filter(|task| task.complete) else {
        return false;
    };
    let outside = [
        "LoadBalancers",
        "VpcLatticeConfigurations",
        "GatewayConnectors",
    ];
    let mut containers = task.containers.iter();
    outside.iter().all(|name| service.get(name).is_absent())
        && containers.all(|container| container.get("HealthCheck").is_absent())
}
