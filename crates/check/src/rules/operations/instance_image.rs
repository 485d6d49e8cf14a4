//! Image that does not fit the instances.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule, Fleet, Property, is_graviton};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS446",
        family: Family::Operations,
        severity: Severity::Error,
        title: "image that does not fit the instances",
        why: "tasks run on instances whose image has the agent of Amazon ECS, and Amazon EC2 starts no image of another architecture than that of the instance",
        fix: "take an image of /aws/service/ecs/optimized-ami, with `arm64` in its path for instances with Graviton",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/retrieve-ecs-optimized_AMI.html",
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
  InstanceRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal:
              Service: ec2.amazonaws.com
            Action: sts:AssumeRole
      ManagedPolicyArns:
        - !Sub arn:${AWS::Partition}:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role
  Profile:
    Type: AWS::IAM::InstanceProfile
    Properties:
      Roles: [!Ref InstanceRole]
  Template:
    Type: AWS::EC2::LaunchTemplate
    Properties:
      LaunchTemplateData:
        ImageId: '{{resolve:ssm:/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id}}'
        InstanceType: m7g.large
        IamInstanceProfile:
          Arn: !GetAtt Profile.Arn
        UserData:
          Fn::Base64: !Sub |
            #!/bin/bash
            echo ECS_CLUSTER=${Cluster} >> /etc/ecs/ecs.config
  Group:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      MinSize: '0'
      MaxSize: '4'
      VPCZoneIdentifier: !Ref Subnets
      LaunchTemplate:
        LaunchTemplateId: !Ref Template
        Version: !GetAtt Template.LatestVersionNumber
  Provider:
    Type: AWS::ECS::CapacityProvider
    Properties:
      AutoScalingGroupProvider:
        AutoScalingGroupArn: !Ref Group
        ManagedScaling:
          Status: ENABLED
  Providers:
    Type: AWS::ECS::ClusterCapacityProviderAssociations
    Properties:
      Cluster: !Ref Cluster
      CapacityProviders: [!Ref Provider]
      DefaultCapacityProviderStrategy:
        - CapacityProvider: !Ref Provider
          Weight: 1
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
  InstanceRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal:
              Service: ec2.amazonaws.com
            Action: sts:AssumeRole
      ManagedPolicyArns:
        - !Sub arn:${AWS::Partition}:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role
  Profile:
    Type: AWS::IAM::InstanceProfile
    Properties:
      Roles: [!Ref InstanceRole]
  Template:
    Type: AWS::EC2::LaunchTemplate
    Properties:
      LaunchTemplateData:
        ImageId: '{{resolve:ssm:/aws/service/ecs/optimized-ami/amazon-linux-2023/arm64/recommended/image_id}}'
        InstanceType: m7g.large
        IamInstanceProfile:
          Arn: !GetAtt Profile.Arn
        UserData:
          Fn::Base64: !Sub |
            #!/bin/bash
            echo ECS_CLUSTER=${Cluster} >> /etc/ecs/ecs.config
  Group:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      MinSize: '0'
      MaxSize: '4'
      VPCZoneIdentifier: !Ref Subnets
      LaunchTemplate:
        LaunchTemplateId: !Ref Template
        Version: !GetAtt Template.LatestVersionNumber
  Provider:
    Type: AWS::ECS::CapacityProvider
    Properties:
      AutoScalingGroupProvider:
        AutoScalingGroupArn: !Ref Group
        ManagedScaling:
          Status: ENABLED
  Providers:
    Type: AWS::ECS::ClusterCapacityProviderAssociations
    Properties:
      Cluster: !Ref Cluster
      CapacityProviders: [!Ref Provider]
      DefaultCapacityProviderStrategy:
        - CapacityProvider: !Ref Provider
          Weight: 1
"#,
    },
    check,
};

/// Public parameters with images that have no agent.
const WITHOUT_AGENT: [&str; 6] = [
    "/aws/service/ami-amazon-linux-latest/",
    "/aws/service/ami-windows-latest/",
    "/aws/service/canonical/",
    "/aws/service/debian/",
    "/aws/service/eks/",
    "/aws/service/freebsd/",
];

/// Public parameters whose path tells the architecture.
const WITH_ARCHITECTURE: [&str; 2] = [
    "/aws/service/ami-amazon-linux-latest/",
    "/aws/service/ecs/optimized-ami/amazon-linux-",
];

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for fleet in deployment.fleets() {
        let image = fleet.settings.get("ImageId");
        let Some((path, certain)) = path(deployment, &image) else {
            continue;
        };
        let Some(message) = fault(fleet, &path) else {
            continue;
        };
        match certain {
            true => {
                findings.report(image.place(), message);
            }
            false => {
                let message = format!("{message}, by the default of its parameter");
                findings.warn(image.place(), message);
            }
        }
    }
}

fn fault(fleet: &Fleet<'_>, path: &str) -> Option<String> {
    let begins = |names: &[&str]| names.iter().any(|name| path.starts_with(name));
    let script = fleet.script.as_deref();
    // Whoever installs the agent says so.
    let installs =
        script.is_none_or(|script| script.contains("ecs-init") || script.contains("amazon-ecs"));
    if begins(&WITHOUT_AGENT) && !installs {
        return Some(format!(
            "the image {path} does not have the agent of Amazon ECS"
        ));
    }
    let of_type = fleet.instance_type()?;
    let name = of_type.text()?;
    let is_arm = path.contains("arm64") || path.contains("aarch64");
    if !begins(&WITH_ARCHITECTURE) || is_graviton(&name)? == is_arm {
        return None;
    }
    let architecture = if is_arm { "ARM" } else { "x86" };
    Some(format!(
        "the image {path} is for {architecture}, and {name} is not"
    ))
}

/// The public parameter that an image is read from, and whether it is certain.
fn path<'d>(deployment: &'d Deployment<'d>, image: &Property<'d>) -> Option<(String, bool)> {
    let text = image.symbolic()?;
    if let Some(reference) = text.dynamic().next() {
        let path = reference.split_once("resolve:ssm:")?.1;
        return Some((path.trim_end_matches('}').to_owned(), true));
    }
    let (name, _) = text.first_name()?;
    let parameter = deployment.model().template().parameter(name)?;
    let default = parameter.default()?.as_str()?;
    Some((default.to_owned(), false))
}
