//! Timeout of requests where there are no requests.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule, Lookup};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS453",
        family: Family::Operations,
        severity: Severity::Error,
        title: "timeout of requests for a port that knows none",
        why: "Service Connect sees requests only where the port says which protocol it speaks; for TCP Amazon ECS refuses the timeout",
        fix: "set `AppProtocol` of the port mapping, or take `PerRequestTimeoutSeconds` out",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TimeoutConfiguration.html",
        bad: r#"
Parameters:
  Subnets:
    Type: List<AWS::EC2::Subnet::Id>
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      NetworkMode: awsvpc
      Cpu: '256'
      Memory: '512'
      ContainerDefinitions:
        - Name: web
          Image: public.ecr.aws/nginx/nginx:1.27
          PortMappings:
            - ContainerPort: 80
              Name: http
  Service:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Task
      DesiredCount: 1
      LaunchType: FARGATE
      ServiceConnectConfiguration:
        Enabled: true
        Namespace: shop
        Services:
          - PortName: http
            Timeout:
              PerRequestTimeoutSeconds: 10
      NetworkConfiguration:
        AwsvpcConfiguration:
          Subnets: !Ref Subnets
"#,
        good: r#"
Parameters:
  Subnets:
    Type: List<AWS::EC2::Subnet::Id>
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      NetworkMode: awsvpc
      Cpu: '256'
      Memory: '512'
      ContainerDefinitions:
        - Name: web
          Image: public.ecr.aws/nginx/nginx:1.27
          PortMappings:
            - ContainerPort: 80
              Name: http
              AppProtocol: http
  Service:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Task
      DesiredCount: 1
      LaunchType: FARGATE
      ServiceConnectConfiguration:
        Enabled: true
        Namespace: shop
        Services:
          - PortName: http
            Timeout:
              PerRequestTimeoutSeconds: 10
      NetworkConfiguration:
        AwsvpcConfiguration:
          Subnets: !Ref Subnets
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for service in deployment.services() {
        let Some(task) = service.task else { continue };
        let connect = service.get("ServiceConnectConfiguration");
        for endpoint in connect.get("Services").items().known {
            let timeout = endpoint.get("Timeout/PerRequestTimeoutSeconds");
            let name = endpoint.get("PortName");
            if let Lookup::Found(port) = task.port(&name)
                && port.get("AppProtocol").is_absent()
                && timeout.is_given()
            {
                let message = format!("the port \"{}\" has no `AppProtocol`", name.shown());
                findings.report(timeout.place(), message);
            }
        }
    }
}
