//! Files that tell clients which resource is which.

#![allow(clippy::unwrap_used, reason = "in helpers of tests, too")]

use stackwright_change::Lock;
use stackwright_plan::mapping::{Identifier, Importing, Refactoring};
use stackwright_plan::{Stack, Stacks};
use stackwright_template::Template;

fn template(text: &str) -> Template {
    Template::from_yaml(text).unwrap()
}

fn stacks(all: &[(&str, &str)]) -> Stacks {
    let all = all.iter();
    let all =
        all.map(|(name, text)| Stack::of_file(name, format!("{name}.yaml"), 0, template(text)));
    Stacks::of(all.collect())
}

#[test]
fn what_identifies_a_resource_is_written_or_said() {
    let template = template(
        "{Resources: {B: {Type: AWS::S3::Bucket, DeletionPolicy: Retain, Properties: {BucketName: b}}, \
         Q: {Type: AWS::SQS::Queue, Properties: {QueueName: q}}, \
         S: {Type: AWS::ECS::Service, Properties: {Cluster: !Ref C}}, C: {Type: AWS::ECS::Cluster}, \
         X: {Type: 'Custom::Thing'}}}",
    );
    let said = [
        "Q=https://sqs/q",
        "S.ServiceArn=arn:s",
        "S.Cluster=c",
        "C.Name=x",
        "B.=",
        "=v",
    ];
    let said: Vec<Option<Identifier>> = said.iter().map(|text| Identifier::parse(text)).collect();
    assert_eq!(said.iter().filter(|own| own.is_none()).count(), 2);
    let said: Vec<Identifier> = said.into_iter().flatten().collect();
    let importing = Importing::of(&template, None, &[], &said);
    let expected = r#"{
  "B": {
    "BucketName": "b"
  },
  "Q": {
    "QueueUrl": "https://sqs/q"
  },
  "S": {
    "ServiceArn": "arn:s",
    "Cluster": "c"
  }
}
"#;
    assert_eq!(importing.to_cdk(), expected);
    // The clients would leave these out without a word.
    let missing = importing.not_named.iter();
    let missing: Vec<_> = missing
        .map(|own| (own.id.as_str(), own.missing.clone()))
        .collect();
    assert_eq!(
        missing,
        [("C", vec!["ClusterName".to_owned()]), ("X", vec![])]
    );
    assert_eq!(importing.without_policy, ["Q", "S"]);
}

#[test]
fn only_what_is_new_or_named_is_imported() {
    let bucket = |id: &str| {
        format!(
            "{id}: {{Type: AWS::S3::Bucket, DeletionPolicy: Retain, Properties: {{BucketName: {id}}}}}"
        )
    };
    let old = template(&format!("{{Resources: {{{}}}}}", bucket("a")));
    let new = template(&format!(
        "{{Resources: {{{}, {}, {}}}}}",
        bucket("a"),
        bucket("b"),
        bucket("c")
    ));
    let ids = |importing: Importing| -> Vec<String> {
        importing.resources.into_iter().map(|own| own.id).collect()
    };
    assert_eq!(ids(Importing::of(&new, Some(&old), &[], &[])), ["b", "c"]);
    assert_eq!(
        ids(Importing::of(&new, Some(&old), &["c".into()], &[])),
        ["c"]
    );
    let list = Importing::of(&new, None, &["a".into()], &[]).to_aws();
    let expected = r#"[
  {
    "ResourceType": "AWS::S3::Bucket",
    "LogicalResourceId": "a",
    "ResourceIdentifier": {
      "BucketName": "a"
    }
  }
]
"#;
    assert_eq!(list, expected);
}

const QUEUE: &str = "{Type: AWS::SQS::Queue, Properties: {VisibilityTimeout: 44}}";
const TOPIC: &str = "{Type: AWS::SNS::Topic, Properties: {DisplayName: t}}";

#[test]
fn what_moves_within_and_between_stacks_is_mapped() {
    let before = stacks(&[
        (
            "a",
            &format!("{{Resources: {{Jobs: {QUEUE}, Told: {TOPIC}}}}}"),
        ),
        ("b", "{Resources: {}}"),
    ]);
    let after = stacks(&[
        ("a", &format!("{{Resources: {{Work: {QUEUE}}}}}")),
        ("b", &format!("{{Resources: {{Told: {TOPIC}}}}}")),
    ]);
    let refactoring = Refactoring::between(&before, &after);
    let expected = r#"{
  "environments": [
    {
      "account": "1",
      "region": "r",
      "resources": {
        "a.Jobs": "a.Work",
        "a.Told": "b.Told"
      }
    }
  ]
}
"#;
    assert_eq!(refactoring.to_cdk("1", "r"), expected);
    let command = refactoring.command(&after, "m.json").lines("");
    assert_eq!(
        command,
        "aws cloudformation create-stack-refactor \\\n  --stack-definitions \
         StackName=a,TemplateBody@=file://a.yaml StackName=b,TemplateBody@=file://b.yaml \\\n  \
         --resource-mappings file://m.json \\\n  --enable-stack-creation"
    );
    let back = refactoring.clone().reversed().to_cdk("1", "r");
    assert!(back.contains(r#""a.Work": "a.Jobs""#), "{back}");
    let list = refactoring.to_aws();
    assert!(
        list.starts_with("[\n  {\n    \"Source\": {\n      \"StackName\": \"a\","),
        "{list}"
    );
    // Another type, or another content without an id that tells it, is something else.
    let other = stacks(&[
        ("a", "{Resources: {Jobs: {Type: AWS::SNS::Topic}}}"),
        (
            "b",
            "{Resources: {X: {Type: AWS::SQS::Queue, Properties: {VisibilityTimeout: 45}}}}",
        ),
    ]);
    let moved = Refactoring::between(&before, &other).moves;
    assert!(moved.is_empty(), "{moved:?}");
}

#[test]
fn two_locks_tell_what_has_moved() {
    let before = Lock::parse(
        "Web/Jobs AWS::SQS::Queue Jobs1\n\
         Web/Old/Told AWS::SNS::Topic OldTold1\n\
         Web/Stays AWS::SNS::Topic Stays1\n\
         Prod/Web/Db AWS::RDS::DBInstance Db1 prod-web\n",
    );
    let after = Lock::parse(
        "Web/Jobs AWS::SQS::Queue Jobs2\n\
         Web/New/Told AWS::SNS::Topic NewTold1\n\
         Web/Stays AWS::SNS::Topic Stays1\n\
         Prod/Data/Db AWS::RDS::DBInstance Db1 prod-data\n",
    );
    let moved = [("Web/Old", "Web/New"), ("Prod/Web", "Prod/Data")];
    let moved: Vec<(String, String)> = moved
        .iter()
        .map(|(from, to)| ((*from).to_owned(), (*to).to_owned()))
        .collect();
    let moves = Refactoring::of_locks(&before, &after, &moved).moves;
    let shown = moves.iter().map(|one| {
        format!(
            "{}.{} {}.{}",
            one.from.stack, one.from.id, one.to.stack, one.to.id
        )
    });
    assert_eq!(
        shown.collect::<Vec<_>>(),
        [
            "prod-web.Db1 prod-data.Db1",
            "Web.Jobs1 Web.Jobs2",
            "Web.OldTold1 Web.NewTold1"
        ]
    );
}
