//! What is said of stacks in stacks, and what the checker says of them.

use insta::assert_snapshot;
use stackwright::assembly::{Assembly, Format};
use stackwright::prelude::*;
use stackwright_core::{NestedStack, Severity, TagShape};

use crate::support::{findings, lines, taggable, thing};

use super::nested::{all, checked};

#[test]
pub(crate) fn its_resource_is_set_like_any_other() {
    let app = App::new();
    let web = app.stack("Web");
    let topic = web.add("Topic", thing());
    let is_live = web.add("IsLive", Condition::equals("a", "b"));
    let inner = web
        .nested_stack("Inner")
        .describe("What is inside")
        .timeout(std::time::Duration::from_secs(601))
        .notify(topic.reference::<Str>());
    inner.add("Thing", thing());
    web.of(inner).retain();
    web.pin_id(inner, "Inner");
    web.at(inner).when(is_live);
    assert_snapshot!(all(&app), @"
    # Web
    Conditions:
      IsLive: !Equals [a, b]
    Resources:
      Topic:
        Type: Test::Thing
      Inner:
        Type: AWS::CloudFormation::Stack
        Condition: IsLive
        DeletionPolicy: Retain
        UpdateReplacePolicy: Retain
        Metadata:
          aws:asset:path: Web.Inner.nested.template.json
          aws:asset:property: TemplateURL
        Properties:
          TemplateURL: !Sub 'https://s3.${AWS::Region}.${AWS::URLSuffix}/cdk-hnb659fds-assets-${AWS::AccountId}-${AWS::Region}/[asset].json'
          TimeoutInMinutes: 11
          NotificationARNs:
            - !Ref Topic
    # Web.Inner
    Description: What is inside
    Resources:
      Thing:
        Type: Test::Thing
    ");
}

#[test]
pub(crate) fn a_parameter_of_its_own_is_given_a_value() {
    let app = App::new();
    let web = app.stack("Web");
    let topic = web.add("Topic", thing());
    let inner = web.nested_stack("Inner");
    let name = inner.add("Name", Parameter::string());
    let zones = inner.add("Zones", Parameter::comma_delimited_list());
    let size = inner.add("Size", Parameter::number().default(1));
    inner
        .parameter(name, topic.reference::<Str>())
        .parameter(zones, vec!["a", "b"]);
    inner.add(
        "Thing",
        thing()
            .property("Name", name)
            .property("Zones", zones)
            .property("Size", size),
    );
    assert_snapshot!(all(&app), @"
    # Web
    Resources:
      Topic:
        Type: Test::Thing
      InnerNestedStackInnerNestedStackResource745E041B:
        Type: AWS::CloudFormation::Stack
        Metadata:
          aws:asset:path: Web.Inner.nested.template.json
          aws:asset:property: TemplateURL
        Properties:
          TemplateURL: !Sub 'https://s3.${AWS::Region}.${AWS::URLSuffix}/cdk-hnb659fds-assets-${AWS::AccountId}-${AWS::Region}/[asset].json'
          Parameters:
            Name: !Ref Topic
            Zones: a,b
    # Web.Inner
    Parameters:
      Name:
        Type: String
      Zones:
        Type: CommaDelimitedList
      Size:
        Type: Number
        Default: 1
    Resources:
      Thing:
        Type: Test::Thing
        Properties:
          Name: !Ref Name
          Zones: !Ref Zones
          Size: !Ref Size
    ");
}

#[test]
fn a_parameter_without_a_value_and_one_of_another_stack_are_refused() {
    let build = |app: &App| {
        let web = app.stack("Web");
        let own = web.add("Own", Parameter::string());
        let inner = web.nested_stack("Inner");
        inner.add("Name", Parameter::string());
        inner.parameter(own, "x");
    };
    assert_snapshot!(findings(build), @"
    error[APP134]: the parameter `Web/Inner/Name` of a nested stack has neither a default nor a value
      at Web/Inner/Name
      help: give it a default, or a value with `parameter(..)`; what constructs refer to needs no parameter at all
    error[APP135]: `Web/Own` is no parameter of `Web/Inner`
      at Web/Inner
      help: name a parameter that was added to the nested stack itself
    ");
}

/// AWS CDK writes the tags of the scopes around it to each resource as well.
#[test]
pub(crate) fn tags_go_by_the_resource_but_for_those_that_not_all_get() {
    let app = App::new();
    let web = app.stack("Web");
    web.tag("Team", "web");
    web.tag("Kept", "outside");
    web.tag_except("Volume", "no", ["Test::Volume"]);
    let inner = web.nested_stack("Inner");
    inner.tag("Part", "inner");
    inner.add("Plain", taggable());
    inner.add(
        "Volume",
        RawResource::new("Test::Volume").taggable(TagShape::List),
    );
    let bare = inner.scope("Bare");
    bare.untag("Kept");
    bare.add("Thing", taggable());
    let own = inner.scope("Own");
    own.tag("Team", "other");
    own.add("Thing", taggable());
    assert_snapshot!(all(&app), @"
    # Web
    Resources:
      InnerNestedStackInnerNestedStackResource745E041B:
        Type: AWS::CloudFormation::Stack
        Metadata:
          aws:asset:path: Web.Inner.nested.template.json
          aws:asset:property: TemplateURL
        Properties:
          TemplateURL: !Sub 'https://s3.${AWS::Region}.${AWS::URLSuffix}/cdk-hnb659fds-assets-${AWS::AccountId}-${AWS::Region}/[asset].json'
          Tags:
            - Key: Team
              Value: web
            - Key: Part
              Value: inner
    # Web.Inner
    Resources:
      Plain:
        Type: Test::Thing
        Properties:
          Tags:
            - Key: Kept
              Value: outside
            - Key: Volume
              Value: 'no'
      Volume:
        Type: Test::Volume
        Properties:
          Tags:
            - Key: Kept
              Value: outside
      BareThingE3677FF7:
        Type: Test::Thing
        Properties:
          Tags:
            - Key: Volume
              Value: 'no'
      OwnThing01065424:
        Type: Test::Thing
        Properties:
          Tags:
            - Key: Kept
              Value: outside
            - Key: Volume
              Value: 'no'
            - Key: Team
              Value: other
    ");
}

#[test]
pub(crate) fn the_checker_sees_what_is_in_it_and_says_where() {
    let found = checked(|app| {
        let inner = app.stack("Web").nested_stack("Inner");
        inner.add(
            "Queue",
            RawResource::new("AWS::SQS::Queue").property("DelaySeconds", -1),
        );
    });
    let found = found
        .diagnostics
        .iter()
        .find(|found| found.construct.as_deref() == Some("Web/Inner/Queue"));
    let found = found.expect("a finding");
    assert_eq!(found.stack.as_deref(), Some("Web.Inner"));
    assert!(found.source[0].file.ends_with("nested_told.rs"));
}

/// A parameter is whatever it is given, which the template of the nested stack does not say.
#[test]
pub(crate) fn the_checker_knows_what_a_nested_stack_is_given() {
    let checked_with = |visibility: i64| {
        checked(|app| {
            let web = app.stack("Web");
            let inner = web.nested_stack("Inner");
            let time = inner.add("Time", Parameter::number().default(30));
            inner.parameter(time, visibility);
            let queue = cfn::sqs::Queue::new().visibility_timeout(time);
            let queue = inner.add("Queue", queue);
            web.add("Shown", Output::new(queue.reference()));
        })
    };
    let found = |visibility: i64| {
        let synthesis = checked_with(visibility);
        let errors = synthesis.diagnostics.into_iter();
        let errors = errors.filter(|found| found.severity == Severity::Error);
        let places = errors.map(|found| (found.code, found.construct, found.path));
        places.collect::<Vec<_>>()
    };
    assert_eq!(found(600), []);
    let construct = Some("Web/Inner/Queue".to_owned());
    let path = Some("Resources/Queue/Properties/VisibilityTimeout".to_owned());
    assert_eq!(found(90_000), [("SCH110", construct, path)]);
}

#[test]
fn what_is_acknowledged_around_it_holds_in_it() {
    let build = |app: &App, is_used: bool| {
        let web = app.stack("Web");
        web.acknowledge("TPL122", "the pipeline passes it");
        web.add("Thing", thing());
        let inner = web.nested_stack("Inner");
        inner.add("Thing", thing());
        if is_used {
            inner.add("Unused", Parameter::string().default("x"));
        }
    };
    let of = |is_used| {
        let found = checked(|app| build(app, is_used));
        let about = |code: &str| {
            let found = found.diagnostics.iter().filter(|found| found.code == code);
            found.count()
        };
        (about("TPL122"), about("ACK105"), found.acknowledged.len())
    };
    assert_eq!(of(true), (0, 0, 1));
    // Once, and not for each template.
    assert_eq!(of(false), (0, 1, 0));
}

#[test]
fn the_line_is_that_of_the_program() {
    let app = App::new();
    let web = app.stack("Web");
    let inner: NestedStack<'_> = web.nested_stack("Inner");
    inner.add("Name", Parameter::string());
    assert_eq!(lines(&app).len(), 1);
}

#[test]
pub(crate) fn a_nested_template_goes_where_the_bootstrap_says() {
    let app = App::new();
    let web = app.stack("Web");
    web.bootstrap(Bootstrap::new().bucket("own-${AWS::Region}").roles());
    web.nested_stack("Inner").add("Thing", thing());
    let synthesis = app.synth();
    let text = synthesis.stacks[0].template.to_json();
    assert!(text.contains("/own-${AWS::Region}/"), "{text}");
    let assembly = Assembly::new(&synthesis.stacks, Format::Json).unwrap();
    let list = assembly
        .files()
        .find(|(name, _)| *name == "Web.assets.json");
    let (_, list) = list.unwrap();
    assert!(
        list.contains(r#""bucketName": "own-${AWS::Region}""#),
        "{list}"
    );
    assert!(list.contains("file-publishing-role"), "{list}");
}
