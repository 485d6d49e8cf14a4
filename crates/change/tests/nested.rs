//! Stacks in stacks: which of their outputs can change, and what other parameters do in them.

#![allow(clippy::unwrap_used, reason = "in helpers of tests, too")]

use std::collections::BTreeSet;

use stackwright_change::{Around, Cause, Change, Effect, Nested, compare, compare_in};
use stackwright_template::Template;

fn read(text: &str) -> Template {
    Template::from_yaml(text).unwrap()
}

const OUTER: &str = "
Parameters: {Name: {Type: String}}
Resources:
  Inner:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: HERE
      Parameters: {Name: NAME, Days: DAYS}
  Names: {Type: 'AWS::SQS::Queue', Properties: {QueueName: !GetAtt Inner.Outputs.Name}}
  Arns: {Type: 'AWS::SQS::Queue', Properties: {QueueName: !GetAtt Inner.Outputs.Arn}}
Outputs:
  Fixed: {Value: !GetAtt Inner.Outputs.Fixed}
  Name: {Value: !GetAtt Inner.Outputs.Name}
";

const INNER: &str = "
Parameters: {Name: {Type: String}, Days: {Type: Number}}
Conditions: {Long: !Equals [!Ref Days, 30]}
Resources:
  Bucket: {Type: 'AWS::S3::Bucket', Properties: {BucketName: !Sub 'files-${Name}'}}
  Topic: {Type: 'AWS::SNS::Topic', Properties: {DisplayName: LABEL}}
  Log: {Type: 'AWS::Logs::LogGroup', Properties: {RetentionInDays: !If [Long, 30, 7]}}
Outputs:
  Name: {Value: !Ref Bucket}
  Arn: {Value: !GetAtt Topic.TopicArn}
  Fixed: {Value: same}
";

fn outer(url: &str, name: &str, days: &str) -> Template {
    read(
        &OUTER
            .replace("HERE", url)
            .replace("NAME", name)
            .replace("DAYS", days),
    )
}

/// What comes of it outside, where the template inside is known.
fn known(before: &Template, after: &Template, inner: [&str; 2]) -> Change {
    let [was, now] = inner.map(read);
    let around = Around {
        nested: vec![Nested {
            id: "Inner".to_owned(),
            before: &was,
            after: &now,
            nested: Vec::new(),
        }],
        ..Around::default()
    };
    compare_in(before, after, &around)
}

fn ids(change: &Change) -> Vec<&str> {
    change.resources.iter().map(|own| own.id.as_str()).collect()
}

#[test]
fn an_output_changes_only_with_what_it_is_made_of() {
    let before = outer("a", "x", "7");
    let after = outer("b", "x", "7");
    // Nothing is known of the template inside: all of it may change.
    assert_eq!(
        ids(&compare(&before, &after, &[])),
        ["Inner", "Names", "Arns"]
    );
    // A label of a topic changes neither name nor ARN.
    let other = INNER.replace("LABEL", "other");
    let now = known(&before, &after, [INNER, &other]);
    assert_eq!(ids(&now), ["Inner"]);
    assert!(now.entries.is_empty(), "{:?}", now.entries);
    // Another name of the bucket does.
    let other = INNER.replace("files-", "documents-");
    let now = known(&before, &after, [INNER, &other]);
    assert_eq!(ids(&now), ["Inner", "Names"]);
    assert_eq!(now.resource("Names").unwrap().effect, Effect::MayReplace);
    assert_eq!(now.entries[0].id.as_deref(), Some("Name"));
    // What it says of itself does not.
    let other = INNER.replace("{Value: same}", "{Value: same, Description: d}");
    assert_eq!(ids(&known(&before, &after, [INNER, &other])), ["Inner"]);
}

#[test]
fn other_parameters_change_what_is_made_of_them() {
    let before = outer("u", "x", "7");
    let now = known(&before, &outer("u", "y", "7"), [INNER, INNER]);
    assert_eq!(ids(&now), ["Inner", "Names"]);
    // Days decide the log group alone.
    let now = known(&before, &outer("u", "x", "30"), [INNER, INNER]);
    assert_eq!(ids(&now), ["Inner"]);
}

#[test]
fn what_parameters_make_inside_is_seen() {
    let inner = read(INNER);
    let given = |names: &[&str]| {
        let around = Around {
            parameters: names.iter().map(|name| (*name).to_owned()).collect(),
            ..Around::default()
        };
        compare_in(&inner, &inner, &around)
    };
    let now = given(&["Name"]);
    assert_eq!(ids(&now), ["Bucket"]);
    let bucket = now.resource("Bucket").unwrap();
    assert_eq!(bucket.effect, Effect::Replaces);
    assert!(matches!(bucket.properties[0].cause, Cause::Written));
    // By a condition.
    assert_eq!(ids(&given(&["Days"])), ["Log"]);
    assert!(given(&[]).is_empty());
}

#[test]
fn the_parameters_that_are_given_anew_are_known_outside() {
    let now = compare(&outer("u", "x", "7"), &outer("u", "!Ref Name", "7"), &[]);
    let inner = read(INNER);
    assert_eq!(
        now.parameters_of("Inner", &inner),
        BTreeSet::from(["Name".to_owned()])
    );
    assert!(now.parameters_of("Other", &inner).is_empty());
}

/// A stack in a stack in a stack.
#[test]
fn outputs_are_followed_through_several_stacks() {
    let middle = "
Resources:
  Deep: {Type: 'AWS::CloudFormation::Stack', Properties: {TemplateURL: HERE}}
Outputs:
  Name: {Value: !GetAtt Deep.Outputs.Name}
  Arn: {Value: !GetAtt Deep.Outputs.Arn}
";
    let deep = INNER.replace("${Name}", "n");
    let (was, now) = (
        read(&middle.replace("HERE", "a")),
        read(&middle.replace("HERE", "b")),
    );
    let (deep_was, deep_now) = (read(&deep), read(&deep.replace("files-", "documents-")));
    let around = Around {
        nested: vec![Nested {
            id: "Inner".to_owned(),
            before: &was,
            after: &now,
            nested: vec![Nested {
                id: "Deep".to_owned(),
                before: &deep_was,
                after: &deep_now,
                nested: Vec::new(),
            }],
        }],
        ..Around::default()
    };
    let now = compare_in(&outer("a", "x", "7"), &outer("b", "x", "7"), &around);
    assert_eq!(ids(&now), ["Inner", "Names"]);
}
