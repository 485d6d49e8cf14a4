//! Health check at a fixed port of tasks whose port nobody knows.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule, Lookup};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS628",
        family: Family::Operations,
        severity: Severity::Error,
        title: "health check at a fixed port of tasks with dynamic ports",
        why: "each task has another port of its instance, so that a fixed one reaches at most one of them; Amazon ECS refuses such a service",
        fix: "let the check go where the requests go: `HealthCheckPort: traffic-port`, or leave it out",
        link: "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html",
        bad: r#"
Parameters:
  Farm:
    Type: String
  Vpc:
    Type: AWS::EC2::VPC::Id
  Ear:
    Type: String
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [EC2]
      NetworkMode: bridge
      ContainerDefinitions:
        - Name: till
          Image: public.ecr.aws/docker/library/httpd:2.4.62
          User: '1000'
          Memory: 256
          PortMappings:
            - ContainerPort: 8080
              HostPort: 0
  Tills:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties:
      VpcId: !Ref Vpc
      Port: 8080
      Protocol: HTTP
      TargetType: instance
      HealthCheckPath: /health
      HealthCheckPort: '8080'
  Way:
    Type: AWS::ElasticLoadBalancingV2::ListenerRule
    Properties:
      ListenerArn: !Ref Ear
      Priority: 10
      Conditions:
        - Field: path-pattern
          PathPatternConfig:
            Values: [/*]
      Actions:
        - Type: forward
          TargetGroupArn: !Ref Tills
  Till:
    Type: AWS::ECS::Service
    DependsOn: Way
    Properties:
      Cluster: !Ref Farm
      LaunchType: EC2
      DesiredCount: 2
      TaskDefinition: !Ref Task
      HealthCheckGracePeriodSeconds: 60
      DeploymentConfiguration:
        DeploymentCircuitBreaker:
          Enable: true
          Rollback: true
      LoadBalancers:
        - ContainerName: till
          ContainerPort: 8080
          TargetGroupArn: !Ref Tills
"#,
        good: r#"
Parameters:
  Farm:
    Type: String
  Vpc:
    Type: AWS::EC2::VPC::Id
  Ear:
    Type: String
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [EC2]
      NetworkMode: bridge
      ContainerDefinitions:
        - Name: till
          Image: public.ecr.aws/docker/library/httpd:2.4.62
          User: '1000'
          Memory: 256
          PortMappings:
            - ContainerPort: 8080
              HostPort: 0
  Tills:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties:
      VpcId: !Ref Vpc
      Port: 8080
      Protocol: HTTP
      TargetType: instance
      HealthCheckPath: /health
      HealthCheckPort: traffic-port
  Way:
    Type: AWS::ElasticLoadBalancingV2::ListenerRule
    Properties:
      ListenerArn: !Ref Ear
      Priority: 10
      Conditions:
        - Field: path-pattern
          PathPatternConfig:
            Values: [/*]
      Actions:
        - Type: forward
          TargetGroupArn: !Ref Tills
  Till:
    Type: AWS::ECS::Service
    DependsOn: Way
    Properties:
      Cluster: !Ref Farm
      LaunchType: EC2
      DesiredCount: 2
      TaskDefinition: !Ref Task
      HealthCheckGracePeriodSeconds: 60
      DeploymentConfiguration:
        DeploymentCircuitBreaker:
          Enable: true
          Rollback: true
      LoadBalancers:
        - ContainerName: till
          ContainerPort: 8080
          TargetGroupArn: !Ref Tills
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for service in deployment.services() {
        let Some(task) = service.task else { continue };
        if task.is_awsvpc() != Some(false) || task.has_network_mode("host") {
            continue;
        }
        for entry in &service.load_balancers {
            let (Some(group), Lookup::Found(container)) = (
                entry.target_group,
                task.container(&entry.get("ContainerName")),
            ) else {
                continue;
            };
            let port = entry.get("ContainerPort");
            let mut own = container.ports.iter();
            let mapping = own.find(|own| own.get("ContainerPort").equals(&port) == Some(true));
            let is_dynamic = mapping.is_some_and(|mapping| {
                let host = mapping.get("HostPort");
                host.is_absent() || host.number() == Some(0.0)
            });
            let checked = group.get("HealthCheckPort");
            // What Amazon ECS says to it: <https://github.com/aws-cloudformation/cfn-lint/issues/817>.
            if is_dynamic && checked.all_values(|port| port.parse::<u16>().is_ok()) {
                let message = format!(
                    "port {} is checked, and the tasks of `{}` have any port of their instance",
                    checked.shown(),
                    service.properties.id()
                );
                findings.report(checked.place(), message);
            }
        }
    }
}
