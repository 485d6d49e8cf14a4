//! Port name that no port mapping of the task has.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule, Lookup};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS404",
        family: Family::Operations,
        severity: Severity::Error,
        title: "port name that the task does not have",
        why: "Service Connect and VPC Lattice find a port by the name of its port mapping; Amazon ECS refuses a service that names another",
        fix: "name one of the port mappings: `Name` beside its `ContainerPort`",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect.html",
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
          - PortName: web
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
        let mut named = service.get("VpcLatticeConfigurations").items().known;
        if connect.get("Enabled").flag() != Some(false) {
            named.extend(connect.get("Services").items().known);
        }
        // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/gateway-connect-service.html
        named.extend(service.get("GatewayConnectors").items().known);
        for entry in named {
            let name = entry.get("PortName");
            if name.is_given() && matches!(task.port(&name), Lookup::Missing) {
                let (task, name_) = (task.properties.id(), name.shown());
                let message = format!("no port mapping of `{task}` has the name \"{name_}\"");
                findings.report(name.place(), message);
            }
        }
    }
}
