//! Tasks in a subnet without a way to what they need to start.

use stackwright_template::Severity;

use crate::deployment::network::{NoWay, Stuck, WAYS, report_stopped};
use crate::deployment::{Barrier, Deployment, DeploymentRule, End, Flow, Service};
use crate::words::{Called, about_endpoints, ticked};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS101",
        family: Family::Operations,
        severity: Severity::Error,
        title: "tasks without a way to their image, log or secrets",
        why: "a task on Fargate pulls its image, opens its log and reads its secrets through its own network interface; without a way there it never starts, and the deployment hangs",
        fix: "route the subnet to a NAT gateway, or give the VPC the endpoints",
        link: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html",
        bad: r#"
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
  Private:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      CidrBlock: 10.0.0.0/24
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
  Service:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Task
      LaunchType: FARGATE
      DesiredCount: 1
      NetworkConfiguration:
        AwsvpcConfiguration:
          Subnets: [!Ref Private]
"#,
        good: r#"
Parameters:
  NatGateway:
    Type: String
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
  Private:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      CidrBlock: 10.0.0.0/24
  Routes:
    Type: AWS::EC2::RouteTable
    Properties:
      VpcId: !Ref Vpc
  RoutesOfPrivate:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties:
      SubnetId: !Ref Private
      RouteTableId: !Ref Routes
  Default:
    Type: AWS::EC2::Route
    Properties:
      RouteTableId: !Ref Routes
      DestinationCidrBlock: 0.0.0.0/0
      NatGatewayId: !Ref NatGateway
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
  Service:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Task
      LaunchType: FARGATE
      DesiredCount: 1
      NetworkConfiguration:
        AwsvpcConfiguration:
          Subnets: [!Ref Private]
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for flow in deployment.flows() {
        if let (End::Tasks(service), End::Outside) = (flow.from, flow.to) {
            report_stopped(service, WAYS, findings, |findings| {
                check_service(service, flow, findings);
            });
        }
    }
}

fn check_service<'d>(service: &'d Service<'d>, flow: &Flow<'d>, findings: &mut Findings<'_>) {
    // Subnets that are alike are told of together.
    let mut found: Vec<(&NoWay, &Stuck<'_>, Vec<&str>)> = Vec::new();
    for barrier in flow.barriers() {
        let Barrier::NoWay { subnet, why, stuck } = barrier else {
            continue;
        };
        match found.iter_mut().find(|(w, s, _)| (*w, *s) == (why, stuck)) {
            Some((_, _, subnets)) => subnets.push(subnet.id()),
            None => found.push((why, stuck, vec![subnet.id()])),
        }
    }
    let place = service.subnets_property().place();
    for (why, stuck, subnets) in found {
        let purposes: Vec<String> = stuck.purposes.iter().map(Called::called).collect();
        let about = about_endpoints(stuck);
        let and = about.as_ref().map(|about| format!(", and {about}"));
        let message = format!(
            "tasks in {} cannot {}: {}{}",
            ticked(subnets),
            purposes.join(" or "),
            why.called(),
            and.unwrap_or_default()
        );
        let report = findings.report(place.clone(), message);
        if *why == NoWay::NoPublicAddress {
            report.help(
                "set `AssignPublicIp` to ENABLED, or use subnets with a route to a NAT gateway",
            );
        } else if about.is_none() {
            report.help("route the subnet to a NAT gateway, or keep the image in Amazon ECR and give the VPC the endpoints");
        }
    }
}
