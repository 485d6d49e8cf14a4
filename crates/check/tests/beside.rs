//! What only several templates tell together.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use stackwright_check::{Options, check};
use stackwright_template::{Severity, Template};

fn read(name: &str, text: &str) -> Template {
    Template::read(text.as_bytes(), name).expect("it is a template")
}

const TOPIC: &str = "
Resources: {Topic: {Type: AWS::SNS::Topic}}
Outputs: {Topic: {Value: !Ref Topic, Export: {Name: topic}}}
";
const QUEUE: &str = "
Resources: {Queue: {Type: AWS::SQS::Queue}}
Outputs: {Queue: {Value: !Ref Queue, Export: {Name: !Sub topic}}}
";

fn found(options: Options, template: &Template) -> Vec<(String, Severity, String)> {
    let found = check(template, &options.ignore("DES"));
    let found = found.into_iter();
    found
        .map(|one| (one.code.to_owned(), one.severity, one.message))
        .collect()
}

#[test]
fn two_files_that_export_one_name_are_told_of_each_other() {
    let (topic, queue) = (read("topic.yaml", TOPIC), read("queue.yaml", QUEUE));
    let remark = "(if both go to one account and region)";
    let told = |other: &str| {
        let message = format!("`{other}` exports the name \"topic\" as well {remark}");
        vec![("TPL213".to_owned(), Severity::Warning, message)]
    };
    let beside = || Options::new().beside([&topic, &queue]);
    assert_eq!(found(beside(), &topic), told("queue.yaml"));
    assert_eq!(found(beside(), &queue), told("topic.yaml"));
    assert_eq!(found(Options::new(), &topic), []);
    assert_eq!(found(Options::new().beside([&topic]), &topic), []);
}

#[test]
fn an_import_of_what_a_condition_leaves_out_is_told() {
    let exporting = read(
        "network.yaml",
        "
Parameters: {Stage: {Type: String}}
Conditions: {Prod: !Equals [!Ref Stage, prod]}
Resources: {Topic: {Type: AWS::SNS::Topic, Condition: Prod}}
Outputs: {Topic: {Condition: Prod, Value: !Ref Topic, Export: {Name: topic}}}
",
    );
    let importing = read(
        "app.yaml",
        "Resources: {Alarm: {Type: AWS::SNS::Topic, Properties: {DisplayName: !ImportValue topic}}}",
    );
    let options = || Options::new().beside([&exporting, &importing]);
    let codes: Vec<String> = found(options(), &importing)
        .into_iter()
        .map(|one| one.0)
        .collect();
    assert_eq!(codes, ["TPL214"]);
    assert_eq!(found(options(), &exporting), []);
}
