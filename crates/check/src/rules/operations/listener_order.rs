//! Service that does not wait for its listener.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule, Reason};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS409",
        family: Family::Operations,
        severity: Severity::Error,
        title: "service that does not wait for its listener",
        why: "CloudFormation may make the service first, and Amazon ECS refuses it while its target group belongs to no load balancer",
        fix: "add `DependsOn` with the listener, or the listener's rule, that forwards to the target group",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ecs-service.html",
        bad: r#"
Parameters:
  Vpc:
    Type: AWS::EC2::VPC::Id
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
  Alb:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties:
      Scheme: internal
      Subnets: !Ref Subnets
  Listener:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      LoadBalancerArn: !Ref Alb
      Port: 80
      Protocol: HTTP
      DefaultActions:
        - Type: forward
          TargetGroupArn: !Ref Group
  Group:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties:
      VpcId: !Ref Vpc
      Port: 80
      Protocol: HTTP
      TargetType: ip
      HealthCheckPath: /health
  Service:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Task
      DesiredCount: 2
      LaunchType: FARGATE
      HealthCheckGracePeriodSeconds: 60
      LoadBalancers:
        - ContainerName: web
          ContainerPort: 80
          TargetGroupArn: !Ref Group
      NetworkConfiguration:
        AwsvpcConfiguration:
          Subnets: !Ref Subnets
"#,
        good: r#"
Parameters:
  Vpc:
    Type: AWS::EC2::VPC::Id
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
  Alb:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties:
      Scheme: internal
      Subnets: !Ref Subnets
  Listener:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      LoadBalancerArn: !Ref Alb
      Port: 80
      Protocol: HTTP
      DefaultActions:
        - Type: forward
          TargetGroupArn: !Ref Group
  Group:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties:
      VpcId: !Ref Vpc
      Port: 80
      Protocol: HTTP
      TargetType: ip
      HealthCheckPath: /health
  Service:
    Type: AWS::ECS::Service
    DependsOn: Listener
    Properties:
      TaskDefinition: !Ref Task
      DesiredCount: 2
      LaunchType: FARGATE
      HealthCheckGracePeriodSeconds: 60
      LoadBalancers:
        - ContainerName: web
          ContainerPort: 80
          TargetGroupArn: !Ref Group
      NetworkConfiguration:
        AwsvpcConfiguration:
          Subnets: !Ref Subnets
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for wait in deployment
        .waits()
        .iter()
        .filter(|wait| wait.verdict.is_no())
    {
        if let (Reason::Forwards { group }, [first, ..]) = (wait.reason, &*wait.on) {
            let (id, first) = (wait.what.id(), first.id());
            let message = format!(
                "nothing makes `{id}` wait for `{first}`, which forwards to its target group `{}`",
                group.id()
            );
            findings
                .report(wait.what.place(), message)
                .help(format!("add `DependsOn: {first}` to `{id}`"));
        }
    }
}
