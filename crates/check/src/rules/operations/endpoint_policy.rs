//! Endpoint whose policy keeps tasks from what they need.

use stackwright_template::Severity;
use stackwright_template::hash::HashSet;

use crate::deployment::network::report_stopped;
use crate::deployment::{Deployment, DeploymentRule, Lookup, Purpose, Role, Subject};
use crate::words::Called;
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS110",
        family: Family::Operations,
        severity: Severity::Error,
        title: "endpoint whose policy stops tasks",
        why: "what goes through an endpoint must be allowed by its policy; the layers of images are in a bucket of AWS, prod-REGION-starport-layer-bucket, and tasks without them never start",
        fix: "allow the action in the policy of the endpoint, or leave the policy out",
        link: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html",
        bad: r#"
Parameters:
  NatGateway:
    Type: String
  Role:
    Type: String
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
  Subnet:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      CidrBlock: 10.0.0.0/24
  Routes:
    Type: AWS::EC2::RouteTable
    Properties:
      VpcId: !Ref Vpc
  RoutesOfSubnet:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties:
      SubnetId: !Ref Subnet
      RouteTableId: !Ref Routes
  Nat:
    Type: AWS::EC2::Route
    Properties:
      RouteTableId: !Ref Routes
      DestinationCidrBlock: 0.0.0.0/0
      NatGatewayId: !Ref NatGateway
  S3:
    Type: AWS::EC2::VPCEndpoint
    Properties:
      VpcEndpointType: Gateway
      VpcId: !Ref Vpc
      ServiceName: !Sub com.amazonaws.${AWS::Region}.s3
      RouteTableIds: [!Ref Routes]
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal: '*'
            Action: s3:GetObject
            Resource:
              - arn:aws:s3:::reports/*
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      NetworkMode: awsvpc
      Cpu: '256'
      Memory: '512'
      ExecutionRoleArn: !Ref Role
      ContainerDefinitions:
        - Name: web
          Image: !Sub ${AWS::AccountId}.dkr.ecr.${AWS::Region}.amazonaws.com/web:1.4
          PortMappings:
            - ContainerPort: 80
  Service:
    Type: AWS::ECS::Service
    DependsOn: Nat
    Properties:
      TaskDefinition: !Ref Task
      LaunchType: FARGATE
      DesiredCount: 1
      NetworkConfiguration:
        AwsvpcConfiguration:
          Subnets: [!Ref Subnet]
"#,
        good: r#"
Parameters:
  NatGateway:
    Type: String
  Role:
    Type: String
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
  Subnet:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      CidrBlock: 10.0.0.0/24
  Routes:
    Type: AWS::EC2::RouteTable
    Properties:
      VpcId: !Ref Vpc
  RoutesOfSubnet:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties:
      SubnetId: !Ref Subnet
      RouteTableId: !Ref Routes
  Nat:
    Type: AWS::EC2::Route
    Properties:
      RouteTableId: !Ref Routes
      DestinationCidrBlock: 0.0.0.0/0
      NatGatewayId: !Ref NatGateway
  S3:
    Type: AWS::EC2::VPCEndpoint
    Properties:
      VpcEndpointType: Gateway
      VpcId: !Ref Vpc
      ServiceName: !Sub com.amazonaws.${AWS::Region}.s3
      RouteTableIds: [!Ref Routes]
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal: '*'
            Action: s3:GetObject
            Resource:
              - !Sub arn:aws:s3:::prod-${AWS::Region}-starport-layer-bucket/*
              - arn:aws:s3:::reports/*
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      NetworkMode: awsvpc
      Cpu: '256'
      Memory: '512'
      ExecutionRoleArn: !Ref Role
      ContainerDefinitions:
        - Name: web
          Image: !Sub ${AWS::AccountId}.dkr.ecr.${AWS::Region}.amazonaws.com/web:1.4
          PortMappings:
            - ContainerPort: 80
  Service:
    Type: AWS::ECS::Service
    DependsOn: Nat
    Properties:
      TaskDefinition: !Ref Task
      LaunchType: FARGATE
      DesiredCount: 1
      NetworkConfiguration:
        AwsvpcConfiguration:
          Subnets: [!Ref Subnet]
"#,
    },
    check,
};

/// What tasks do through an endpoint before their containers run.
const STARTING: [(&str, &str); 6] = [
    ("ecr.api", "ecr:GetAuthorizationToken"),
    ("ecr.dkr", "ecr:BatchGetImage"),
    ("s3", "s3:GetObject"),
    ("logs", "logs:PutLogEvents"),
    ("secretsmanager", "secretsmanager:GetSecretValue"),
    ("ssm", "ssm:GetParameters"),
];

/// Where the layers of images are.
const LAYERS: &str = "prod-region-starport-layer-bucket/layer";

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    let network = deployment.network();
    let mut told = HashSet::default();
    for service in deployment
        .starting()
        .filter(|service| service.pulls_itself())
    {
        for subnet in service.subnets_here() {
            let internet = !service.reaches_internet(subnet).is_no();
            for want in service.wants(internet) {
                for name in want.endpoints {
                    let Ok(Lookup::Found(endpoint)) = network.endpoint(subnet, name) else {
                        continue;
                    };
                    let policy = endpoint.properties.get("PolicyDocument");
                    let Some(action) = stopped(policy, name, &want.purpose) else {
                        continue;
                    };
                    if !told.insert(endpoint.properties.id()) {
                        continue;
                    }
                    let message = format!(
                        "the policy of `{}` does not allow {action}, so tasks of `{}` cannot {}",
                        endpoint.properties.id(),
                        service.properties.id(),
                        want.purpose.called()
                    );
                    report_stopped(service, &[], findings, |findings| {
                        findings.report(policy.place(), message);
                    });
                }
            }
        }
    }
}

/// The action that a policy does not allow.
fn stopped<'d>(
    policy: crate::deployment::Property<'d>,
    endpoint: &str,
    purpose: &Purpose,
) -> Option<&'static str> {
    let (_, action) = STARTING.iter().find(|(name, _)| *name == endpoint)?;
    let subject = match endpoint {
        "s3" if matches!(purpose, Purpose::Image { .. }) => Subject::Named("s3", LAYERS.to_owned()),
        "ecr.api" => Subject::Everything,
        _ => Subject::Unknown,
    };
    let policy = Role::of_policy(policy)?;
    policy.denies(action, &subject).then_some(*action)
}
