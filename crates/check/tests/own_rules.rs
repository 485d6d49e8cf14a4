//! Rules of users see deployments as the built-in ones do.

#![allow(clippy::panic, reason = "a test fails by panicking")]

use stackwright_check::{Declaration, Deployment, Findings, Options, Rule, check};
use stackwright_template::{Diagnostic, Severity, Template};

/// Who lets the whole world in must say so, and tasks read no secrets that they may not.
struct House;

impl Rule for House {
    fn declaration(&self) -> &Declaration {
        const DECLARATION: Declaration =
            Declaration::new("ORG007", Severity::Error, "against the rules of the house")
                .why("we have agreed on it")
                .fix("ask the platform team");
        &DECLARATION
    }

    fn check_deployment<'d>(&self, deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
        for flow in deployment.flows().iter().filter(|flow| flow.is_open()) {
            if flow.from.id().is_none() {
                let to = flow.to.id().unwrap_or_default();
                let message = format!("`{to}` is open on port {}", flow.door.first);
                findings.report(flow.because.place(), message);
            }
        }
        for need in deployment.needs() {
            for action in need.denied() {
                findings.report(need.because.place(), format!("{action} is needed"));
            }
        }
    }
}

const TEMPLATE: &str = "
Parameters:
  Stage: {Type: String, AllowedValues: [live, test]}
  Port: {Type: Number, Default: 8080}
Conditions:
  Live: !Equals [!Ref Stage, live]
Resources:
  Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: balancer
      VpcId: !Ref Vpc
      SecurityGroupIngress:
        - {IpProtocol: tcp, FromPort: 80, ToPort: 9000, CidrIp: 0.0.0.0/0}
  Balancer:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties:
      Scheme: !If [Live, internet-facing, internal]
      SecurityGroups: [!Ref Group]
  Listener:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties: {LoadBalancerArn: !Ref Balancer, Port: 80, Protocol: HTTP, DefaultActions: []}
  OfLive:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Condition: Live
    Properties: {LoadBalancerArn: !Ref Balancer, Port: 443, Protocol: HTTPS, DefaultActions: []}
  Chosen:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties: {LoadBalancerArn: !Ref Balancer, Port: !Ref Port, Protocol: HTTP, DefaultActions: []}
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ExecutionRoleArn: !GetAtt Role.Arn
      ContainerDefinitions:
        - Name: web
          Image: nginx
          Secrets: [{Name: TOKEN, ValueFrom: token}]
  Role:
    Type: AWS::IAM::Role
    Properties: {AssumeRolePolicyDocument: {}}
";

fn of_house(found: Vec<Diagnostic>) -> Vec<(String, Severity)> {
    let own = found.into_iter().filter(|found| found.code == "ORG007");
    own.map(|found| (found.message, found.severity)).collect()
}

#[test]
fn a_rule_sees_every_deployment_and_says_things_once() {
    let Ok(template) = Template::from_yaml(TEMPLATE) else {
        panic!("the template is right");
    };
    let found = of_house(check(&template, &Options::new().rule(House)));
    let said: Vec<(&str, Severity)> = found.iter().map(|(said, how)| (&**said, *how)).collect();
    assert_eq!(
        said,
        [
            // In every deployment.
            ("`Balancer` is open on port 80", Severity::Error),
            // In those where the condition holds.
            ("`Balancer` is open on port 443", Severity::Error),
            // Where the parameter has its default: another value may be right.
            (
                "`Balancer` is open on port 8080 (with the parameters' defaults)",
                Severity::Warning
            ),
            ("ssm:GetParameters is needed", Severity::Error),
        ]
    );
}

#[test]
fn a_rule_that_is_ignored_does_not_run() {
    let Ok(template) = Template::from_yaml(TEMPLATE) else {
        panic!("the template is right");
    };
    let options = Options::new().rule(House).ignore("ORG");
    assert_eq!(of_house(check(&template, &options)), []);
}
