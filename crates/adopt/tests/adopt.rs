//! What becomes a construct, what does not, and why.

#![allow(clippy::unwrap_used, reason = "in helpers of tests, too")]

use std::fs;
use std::path::Path;

use stackwright_adopt::{Adopted, Why};
use stackwright_template::Template;

fn adopted(text: &str) -> Adopted {
    Adopted::of(&Template::from_yaml(text).unwrap(), "Web", "build")
}

fn pool(name: &str) -> Adopted {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/peers/pool/templates");
    let text = fs::read(folder.join(name)).unwrap();
    Adopted::of(&Template::read(&text, name).unwrap(), "Web", "build")
}

fn why(adopted: &Adopted, id: &str) -> Why {
    let left = adopted.left.iter().find(|left| left.id == id);
    left.unwrap().why.clone()
}

#[test]
fn a_vpc_of_aws_cdk_is_one_construct_and_pins_nothing() {
    let adopted = pool("cdk-BalancedService.json");
    let vpc = adopted.groups.iter().find(|group| group.construct == "Vpc");
    let vpc = vpc.unwrap();
    assert_eq!((vpc.resources.len(), vpc.pinned), (21, 0));
    assert_eq!(vpc.laid, []);
    assert!(vpc.lines < vpc.typed_lines / 5, "{vpc:?}");
}

#[test]
fn a_policy_that_says_more_stays_beside_its_queue() {
    let policy = |statements: &str| {
        format!(
            "Resources:
  Jobs: {{Type: AWS::SQS::Queue, Properties: {{VisibilityTimeout: 90, ReceiveMessageWaitTimeSeconds: 20, SqsManagedSseEnabled: true}}}}
  Rules:
    Type: AWS::SQS::QueuePolicy
    Properties:
      Queues: [!Ref Jobs]
      PolicyDocument:
        Version: '2012-10-17'
        Statement: [{statements}]
"
        )
    };
    let clear = "{Effect: Deny, Principal: '*', Action: 'sqs:*', Resource: !GetAtt Jobs.Arn, Condition: {Bool: {'aws:SecureTransport': 'false'}}}";
    let more = "{Effect: Allow, Principal: {Service: sns.amazonaws.com}, Action: 'sqs:SendMessage', Resource: !GetAtt Jobs.Arn}";
    let both = adopted(&policy(&format!("{clear}, {more}")));
    assert_eq!(both.groups.first().unwrap().resources, ["Jobs"]);
    assert!(both.program.build.contains(".allow_http()"));
    let one = adopted(&policy(clear));
    assert_eq!(one.groups.first().unwrap().resources, ["Jobs", "Rules"]);
    assert!(!one.program.build.contains(".allow_http()"));
}

#[test]
fn what_would_change_stays_and_says_which_property() {
    let adopted = adopted(
        "Resources:
  First: {Type: AWS::Logs::LogGroup}
  Logs:
    Type: AWS::Logs::LogGroup
    DependsOn: First
    Properties: {RetentionInDays: 7}
",
    );
    let expected = Why::Attribute("Logs".to_owned(), "DependsOn".to_owned());
    assert_eq!(why(&adopted, "Logs"), expected);
    assert!(
        adopted
            .program
            .build
            .contains("logs::LogGroup::new().retention_in_days(7)")
    );
}

#[test]
fn what_needs_more_lines_past_it_than_it_saves_stays() {
    let adopted = adopted("Resources: {Jobs: {Type: AWS::SQS::Queue}}");
    assert!(matches!(why(&adopted, "Jobs"), Why::Longer { .. }));
    assert_eq!(adopted.lines, adopted.typed_lines);
}

#[test]
fn a_role_says_whom_it_trusts_in_a_word() {
    let adopted = adopted(
        "Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement: [{Effect: Allow, Principal: {Service: ecs-tasks.amazonaws.com}, Action: sts:AssumeRole}]
      ManagedPolicyArns: [!Sub 'arn:${AWS::Partition}:iam::aws:policy/ReadOnlyAccess']
",
    );
    let build = &adopted.program.build;
    assert!(
        build.contains("Role::new(Principal::service(\"ecs-tasks.amazonaws.com\"))"),
        "{build}"
    );
    assert!(
        build.contains(".managed_policy(ManagedPolicy::aws(\"ReadOnlyAccess\"))"),
        "{build}"
    );
    assert_eq!(adopted.groups.first().unwrap().laid, []);
}
