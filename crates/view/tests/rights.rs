//! Rights: who may do what with what, by the policies of roles and by those of resources.

#![allow(clippy::unwrap_used, reason = "in helpers of tests, too")]

use stackwright_template::Template;
use stackwright_view::Stack;
use stackwright_view::graph::{ArrowKind, Diagram, Graph, View};
use stackwright_view::why::{State, why};

fn drawn(text: &str) -> Diagram {
    let template = Template::from_yaml(text).unwrap();
    let graph = Graph::of(&[Stack::new("Shop", template)]);
    graph.diagram(View::Permissions).unwrap().clone()
}

/// The arrows, as `Role allows Task: ecs:RunTask`.
fn arrows(diagram: &Diagram) -> Vec<String> {
    let title = |at: usize| diagram.shapes[at].title.as_str();
    let arrows = diagram
        .arrows
        .iter()
        .filter(|own| own.kind != ArrowKind::Uses);
    let shown = arrows.map(|own| {
        let kind = format!("{:?}", own.kind).to_lowercase();
        format!(
            "{} {kind} {}: {}",
            title(own.from),
            title(own.to),
            own.label
        )
    });
    shown.collect()
}

#[test]
fn a_part_of_the_arn_of_a_resource_is_that_resource() {
    // As a schedule's role may run every revision of a task.
    let diagram = drawn(
        r#"
Resources:
  Task: {Type: AWS::ECS::TaskDefinition, Properties: {ContainerDefinitions: [{Name: job, Image: nginx}]}}
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: {}
      Policies:
        - PolicyName: Run
          PolicyDocument:
            Statement:
              - Effect: Allow
                Action: ecs:RunTask
                Resource: !Join ["", ["arn:", !Ref AWS::Partition, ":ecs:", !Ref AWS::Region, ":", !Ref AWS::AccountId, ":", !Select [5, !Split [":", !Ref Task]], ":*"]]
"#,
    );
    assert_eq!(arrows(&diagram), ["Role allows Task: ecs:RunTask"]);
}

/// A queue that a topic of another account sends to, a bucket that a role of the template reads, a key of the account.
const GUARDED: &str = r#"
Resources:
  Jobs: {Type: AWS::SQS::Queue}
  JobsPolicy:
    Type: AWS::SQS::QueuePolicy
    Properties:
      Queues: [!Ref Jobs]
      PolicyDocument:
        Statement:
          - {Effect: Deny, Principal: "*", Action: "sqs:*", Resource: !GetAtt Jobs.Arn, Condition: {Bool: {"aws:SecureTransport": false}}}
          - {Effect: Allow, Principal: {Service: sns.amazonaws.com}, Action: sqs:SendMessage, Resource: !GetAtt Jobs.Arn}
  Files: {Type: AWS::S3::Bucket}
  FilesPolicy:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref Files
      PolicyDocument:
        Statement: [{Effect: Allow, Principal: {AWS: !GetAtt Reader.Arn}, Action: "s3:GetObject*", Resource: !Sub "${Files.Arn}/*"}]
  Reader: {Type: AWS::IAM::Role, Properties: {AssumeRolePolicyDocument: {}}}
  Key:
    Type: AWS::KMS::Key
    Properties:
      KeyPolicy:
        Statement: [{Effect: Allow, Principal: {AWS: !Sub "arn:${AWS::Partition}:iam::${AWS::AccountId}:root"}, Action: "kms:*", Resource: "*"}]
  Images:
    Type: AWS::ECR::Repository
    Properties:
      RepositoryPolicyText:
        Statement: [{Effect: Allow, Principal: {AWS: "arn:aws:iam::111122223333:root"}, Action: ecr:BatchGetImage}]
"#;

#[test]
fn what_the_policies_of_resources_allow_is_drawn() {
    let diagram = drawn(GUARDED);
    let mut all = arrows(&diagram);
    all.sort();
    assert_eq!(
        all,
        [
            "Reader allows Files: s3:GetObject*",
            "arn:aws:iam::111122223333:root allows Images: ecr:BatchGetImage",
            "sns.amazonaws.com allows Jobs: sqs:SendMessage",
            "this account allows Key: kms:*",
        ]
    );
}

#[test]
fn why_knows_the_policies_of_resources() {
    let template = Template::from_yaml(GUARDED).unwrap();
    let stacks = [Stack::new("Shop", template)];
    let said = |words: &[&str]| -> Vec<(State, String)> {
        let answer = why(&stacks, words).unwrap();
        let all = answer.reasons.into_iter();
        all.map(|own| (own.state, own.what)).collect()
    };
    let yes = |what: &str| (State::Yes, what.to_owned());
    let of_all = "nobody may sqs:SendMessage on Jobs, under a condition: its own policy says so";
    let of_topic = "sns.amazonaws.com may sqs:SendMessage on Jobs: its own policy says so";
    assert_eq!(said(&["sqs:SendMessage"]), [yes(of_all), yes(of_topic)]);
    assert_eq!(
        said(&["Jobs", "sqs:SendMessage"]),
        [yes(of_all), yes(of_topic)]
    );
    assert_eq!(said(&["Files", "sqs:SendMessage"]), []);
    let of_reader = "Reader may s3:GetObject on Files: its own policy says so";
    assert_eq!(said(&["Reader", "s3:GetObject"]), [yes(of_reader)]);
    assert_eq!(said(&["Files", "s3:GetObject*"]).len(), 1);
    assert_eq!(said(&["kms:Decrypt"]).len(), 1);
    // The statement is quoted, and what it is of.
    let answer = why(&stacks, &["ecr:BatchGetImage"]).unwrap();
    let places = answer.reasons[0]
        .because
        .iter()
        .map(|own| own.place.as_str());
    let statement = "Resources/Images/Properties/RepositoryPolicyText/Statement/0";
    assert_eq!(places.collect::<Vec<_>>(), [statement, "Resources/Images"]);
}
