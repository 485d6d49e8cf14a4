//! Infrastructure role that may not do its work.

use stackwright_template::Severity;

use crate::deployment::{Actor, Deployment, DeploymentRule, Purpose};
use crate::words::Called;
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS214",
        family: Family::Operations,
        severity: Severity::Error,
        title: "infrastructure role that may not do its work",
        why: "Amazon ECS makes volumes, registers tasks and starts instances with this role; without its rights no task starts. AWS's policy for managed instances hands on roles only whose names begin with `ecsInstanceRole`",
        fix: "attach the policy of AWS for the purpose; for managed instances, allow `iam:PassRole` for the role of the instances, or give that a name that begins with `ecsInstanceRole`",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/managed-instances-instance-profile.html",
        bad: r#"
Parameters:
  Subnets:
    Type: List<AWS::EC2::Subnet::Id>
  Group:
    Type: AWS::EC2::SecurityGroup::Id
  Farm:
    Type: String
Resources:
  Machines:
    Type: AWS::ECS::CapacityProvider
    Properties:
      ClusterName: !Ref Farm
      ManagedInstancesProvider:
        InfrastructureRoleArn: !GetAtt Keeper.Arn
        InstanceLaunchTemplate:
          Ec2InstanceProfileArn: !GetAtt Profile.Arn
          NetworkConfiguration:
            Subnets: !Ref Subnets
            SecurityGroups: [!Ref Group]
  Keeper:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal:
              Service: ecs.amazonaws.com
            Action: sts:AssumeRole
      ManagedPolicyArns:
        - !Sub arn:${AWS::Partition}:iam::aws:policy/AmazonECSInfrastructureRolePolicyForManagedInstances
  Profile:
    Type: AWS::IAM::InstanceProfile
    Properties:
      Roles: [!Ref Machine]
  Machine:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal:
              Service: ec2.amazonaws.com
            Action: sts:AssumeRole
"#,
        good: r#"
Parameters:
  Subnets:
    Type: List<AWS::EC2::Subnet::Id>
  Group:
    Type: AWS::EC2::SecurityGroup::Id
  Farm:
    Type: String
Resources:
  Machines:
    Type: AWS::ECS::CapacityProvider
    Properties:
      ClusterName: !Ref Farm
      ManagedInstancesProvider:
        InfrastructureRoleArn: !GetAtt Keeper.Arn
        InstanceLaunchTemplate:
          Ec2InstanceProfileArn: !GetAtt Profile.Arn
          NetworkConfiguration:
            Subnets: !Ref Subnets
            SecurityGroups: [!Ref Group]
  Keeper:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal:
              Service: ecs.amazonaws.com
            Action: sts:AssumeRole
      ManagedPolicyArns:
        - !Sub arn:${AWS::Partition}:iam::aws:policy/AmazonECSInfrastructureRolePolicyForManagedInstances
      Policies:
        - PolicyName: machines
          PolicyDocument:
            Version: '2012-10-17'
            Statement:
              - Effect: Allow
                Action: iam:PassRole
                Resource: !GetAtt Machine.Arn
  Profile:
    Type: AWS::IAM::InstanceProfile
    Properties:
      Roles: [!Ref Machine]
  Machine:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal:
              Service: ec2.amazonaws.com
            Action: sts:AssumeRole
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    let needs = deployment.needs().iter();
    for need in needs.filter(|need| matches!(need.by, Actor::Infrastructure)) {
        let (Some(role), [action, ..]) = (need.role, need.denied()) else {
            continue;
        };
        let (id, purpose) = (role.properties.id(), need.purpose.called());
        let message = format!("`{id}` does not allow {action} for {purpose}");
        let report = findings.report(need.named.place(), message);
        if let Purpose::Instances { role } = &need.purpose {
            report.help(format!(
                "allow `iam:PassRole` for `{role}`, or give `{role}` a name that begins with `ecsInstanceRole`"
            ));
        }
    }
}
