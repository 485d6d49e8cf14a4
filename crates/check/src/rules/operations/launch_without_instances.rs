//! A service that waits for instances which nobody starts.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule, Launch};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS419",
        family: Family::Operations,
        severity: Severity::Error,
        title: "tasks for Fargate that wait for instances",
        why: "a service without launch type and strategy runs on instances, and the cluster of this template has none: the deployment hangs",
        fix: "set `LaunchType: FARGATE`, or a capacity-provider strategy",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html",
        bad: r#"
Parameters:
  Subnets:
    Type: List<AWS::EC2::Subnet::Id>
Resources:
  Cluster:
    Type: AWS::ECS::Cluster
    Properties:
      ClusterSettings:
        - Name: containerInsights
          Value: enabled
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
  Service:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Task
      DesiredCount: 2
      Cluster: !Ref Cluster
      NetworkConfiguration:
        AwsvpcConfiguration:
          Subnets: !Ref Subnets
"#,
        good: r#"
Parameters:
  Subnets:
    Type: List<AWS::EC2::Subnet::Id>
Resources:
  Cluster:
    Type: AWS::ECS::Cluster
    Properties:
      ClusterSettings:
        - Name: containerInsights
          Value: enabled
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
  Service:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Task
      DesiredCount: 2
      Cluster: !Ref Cluster
      LaunchType: FARGATE
      NetworkConfiguration:
        AwsvpcConfiguration:
          Subnets: !Ref Subnets
"#,
    },
    check,
};

/// What can bring instances into a cluster.
const INSTANCES: [&str; 6] = [
    "AWS::AutoScaling::AutoScalingGroup",
    "AWS::CloudFormation::Stack",
    "AWS::EC2::EC2Fleet",
    "AWS::EC2::Instance",
    "AWS::EC2::SpotFleet",
    "AWS::ECS::CapacityProvider",
];

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    let instances = |name: &str| deployment.resources_of(name).next().is_some();
    if !deployment.sees_all() || INSTANCES.iter().any(|name| instances(name)) {
        return;
    }
    for service in deployment.starting() {
        let (Some(task), Some(cluster)) = (service.task, service.cluster) else {
            continue;
        };
        let for_fargate =
            task.requires("FARGATE") == Some(true) && task.requires("EC2") == Some(false);
        let none = service.get("DesiredCount").number() == Some(0.0);
        let no_strategy = service.strategy().is_absent();
        if for_fargate && !none && no_strategy && service.launch() == Launch::Ec2 {
            let message = format!(
                "`{}` runs on instances, and `{}` has none; its task definition is for Fargate",
                service.properties.id(),
                cluster.id()
            );
            findings.report(service.properties.place(), message);
        }
    }
}
