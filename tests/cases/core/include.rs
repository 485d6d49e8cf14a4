//! Templates that are there already, taken in as they stand.

use std::path::{Path, PathBuf};
use std::{fs, iter};

use insta::assert_snapshot;
use stackwright::prelude::*;
use stackwright::template::Template;
use stackwright_core::Include;

use crate::support::{findings, shown, templates};

/// Every section, every function, in forms that synthesis would not choose by itself.
const EVERYTHING: &str = include_str!("../../data/include/everything.yaml");

fn included(template: &Template) -> (Template, String) {
    let app = App::new();
    app.stack("Old").include(template.clone());
    let synthesis = app.synth();
    let found = shown(&synthesis.diagnostics);
    let stack = synthesis.stacks.into_iter().next();
    (stack.map(|stack| stack.template).unwrap_or_default(), found)
}

/// What a template says, whatever the order of its keys; the one version that there is may be missing.
fn document(template: &Template) -> serde_json::Value {
    let mut document: serde_json::Value =
        serde_json::from_str(&template.to_json()).expect("it was just written");
    if let Some(sections) = document.as_object_mut() {
        sections.remove("AWSTemplateFormatVersion");
        let list = sections.get("Transform").and_then(|list| list.as_array());
        if let Some([single]) = list.map(|list| &list[..]) {
            let single = single.clone();
            sections.insert("Transform".to_owned(), single);
        }
    }
    document
}

#[test]
pub(crate) fn a_template_comes_out_as_it_went_in() {
    let template = Template::from_yaml(EVERYTHING).expect("it can be read");
    let (out, found) = included(&template);
    assert_eq!(found, "");
    assert_eq!(document(&out), document(&template));
    assert_snapshot!(out.to_yaml());
}

/// All templates that are in the repository: those of other tools, and what our programs come to.
fn all() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = ["snapshots", "peers", "data"].map(|folder| root.join(folder));
    let mut open: Vec<PathBuf> = folders.into();
    let files = iter::from_fn(move || {
        loop {
            let path = open.pop()?;
            if !path.is_dir() {
                return Some(path);
            }
            let inner = fs::read_dir(&path).expect("a folder of tests");
            open.extend(inner.map(|entry| entry.expect("a file of tests").path()));
        }
    });
    let mut found: Vec<PathBuf> = files.filter(|path| is_template(path)).collect();
    found.sort();
    found
}

fn is_template(path: &Path) -> bool {
    let is_named = path.extension().is_some_and(|extension| {
        ["json", "yaml", "yml", "template"]
            .iter()
            .any(|known| extension == *known)
    });
    is_named && fs::read_to_string(path).is_ok_and(|text| text.contains("Resources"))
}

#[test]
pub(crate) fn so_do_all_templates_of_the_repository() {
    let mut count = 0;
    for path in all() {
        let bytes = fs::read(&path).expect("it was just found");
        let name = path.display().to_string();
        let Ok(template) = Template::read(&bytes, &name) else {
            continue;
        };
        if template.resources().next().is_none() {
            continue;
        }
        let (out, found) = included(&template);
        assert_eq!(found, "", "{name}");
        assert_eq!(document(&out), document(&template), "{name}");
        count += 1;
    }
    assert!(count >= 60, "{count} templates");
}

/// A stack of two resources, and what a program adds beside them.
const DEPLOYED: &str = "
Parameters:
  Stage: {Type: String}
  Vpc: {Type: AWS::EC2::VPC::Id}
Conditions:
  IsLive: !Equals [!Ref Stage, live]
Mappings:
  Sizes: {live: {Delay: 5}}
Resources:
  Jobs:
    Type: AWS::SQS::Queue
    DependsOn: Topic
    Properties: {QueueName: !Sub 'jobs-${Stage}', DelaySeconds: 3}
  Topic: {Type: AWS::SNS::Topic, Condition: IsLive}
";

#[test]
pub(crate) fn handles_of_an_included_template_are_as_those_of_a_program() {
    let app = App::new();
    let web = app.stack("Web");
    web.tag("team", "web");
    let old = web.include(DEPLOYED);
    let jobs: cfn::sqs::QueueHandle = old.get("Jobs");
    web.edit(jobs, |jobs| jobs.visibility_timeout(30));
    let bus = web.add(
        "Bus",
        cfn::sqs::Queue::new().delay_seconds(old.mapping("Sizes").find::<Int>("live", "Delay")),
    );
    web.of(jobs).depends_on(bus).retain();
    let is_live = old.condition("IsLive");
    web.of(bus).condition(is_live);
    let name = sub!(
        "{stage}-{jobs}",
        stage = old.parameter::<Str>("Stage"),
        jobs = jobs.queue_name()
    );
    web.add("Name", Output::new(name));
    let group = cfn::ec2::SecurityGroup::new().group_description("of the VPC");
    web.add("Group", group.vpc_id(old.parameter::<VpcId>("Vpc")));
    app.stack("Other").add("Arn", Output::new(jobs.arn()));
    assert_snapshot!(templates(&app));
}

#[test]
pub(crate) fn a_parameter_of_an_included_template_can_be_given() {
    let app = App::new();
    let web = app.stack("Web");
    let text = "
        Parameters: {Stage: {Type: String}, Zone: {Type: String}}
        Conditions: {IsLive: !Equals [!Ref Stage, live]}
        Resources:
          Jobs:
            Type: AWS::SQS::Queue
            Properties:
              QueueName: !Sub '${Stage}-${!Stage}-${Zone}'
              Tags: [{Key: Stage, Value: !Ref Stage}, {Key: Own, Value: !Sub ['${Stage}', {Stage: own}]}]";
    web.include(Include::text(text).parameter("Stage", "live"));
    assert_snapshot!(templates(&app));
}

#[test]
pub(crate) fn what_an_included_template_does_not_have_is_said_at_its_line() {
    let found = findings(|app| {
        let web = app.stack("Web");
        let old = web.include(Include::text(DEPLOYED).parameter("Stag", "live"));
        let jobs: cfn::sns::TopicHandle = old.get("Jobs");
        web.add("Arn", Output::new(jobs.topic_arn()));
        web.of(old.raw("Job")).retain();
        old.condition("IsTest");
        old.parameter::<Str>("Stages");
        app.stack("Broken").include("Resources: {a: [}");
        app.stack("Json").include("{\"Resources\": {\"a\": }}");
    });
    assert_snapshot!(found);
}

/// Two templates in one stack, and a construct under a name that one of them has.
#[test]
pub(crate) fn included_templates_clash_as_all_else_does() {
    let found = findings(|app| {
        let web = app.stack("Web");
        web.include(DEPLOYED);
        web.include("Resources: {Topic: {Type: AWS::SNS::Topic}}");
        web.add("Jobs", cfn::sqs::Queue::new());
    });
    assert_snapshot!(found);
}
