//! Stacks in stacks.

use insta::assert_snapshot;
use stackwright::assembly::{Assembly, Format};
use stackwright::check::{Options, check_app};
use stackwright::prelude::*;
use stackwright_assert::Template;
use stackwright_core::{
    NestedStack, RawHandle, Severity, StackTemplate, Synthesis, TagShape, weak,
};

use crate::support::{findings, lines, taggable, thing, yaml};

/// All templates, each nested one after the one around it, without the hash of their texts.
fn all(app: &App) -> String {
    let synthesis = app.synth();
    assert_eq!(synthesis.diagnostics, []);
    let stacks = synthesis.templates();
    stacks
        .map(|stack| format!("# {}\n{}", stack.id, text(stack)))
        .collect()
}

fn text(stack: &StackTemplate) -> String {
    let text = stackwright_assert::snapshot(stack);
    let body = text.strip_prefix("AWSTemplateFormatVersion: '2010-09-09'\n");
    body.expect("the version comes first").to_owned()
}

fn arn(thing: RawHandle) -> stackwright_core::Value<Str> {
    thing.attribute("Arn")
}

#[test]
pub(crate) fn what_is_outside_goes_in_as_parameters_and_what_is_inside_comes_out_as_outputs() {
    let app = App::new();
    let web = app.stack("Web");
    let topic = web.add("Topic", thing());
    let inner = web.nested_stack("Inner");
    let reader = inner.add("Reader", thing().property("Topic", arn(topic)));
    inner.add("Again", thing().property("Topic", arn(topic)));
    web.add("Shown", Output::new(arn(reader)));
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
            TopicArn0FDCBF2B: !GetAtt Topic.Arn
    Outputs:
      Shown:
        Value: !GetAtt InnerNestedStackInnerNestedStackResource745E041B.Outputs.ReaderArn075B8D3C
    # Web.Inner
    Parameters:
      TopicArn0FDCBF2B:
        Type: String
    Resources:
      Reader:
        Type: Test::Thing
        Properties:
          Topic: !Ref TopicArn0FDCBF2B
      Again:
        Type: Test::Thing
        Properties:
          Topic: !Ref TopicArn0FDCBF2B
    Outputs:
      ReaderArn075B8D3C:
        Value: !GetAtt Reader.Arn
    ");
}

#[test]
pub(crate) fn siblings_meet_in_the_stack_around_both() {
    let app = App::new();
    let web = app.stack("Web");
    let data = web.nested_stack("Data");
    let deep = data.nested_stack("Deep");
    let table = deep.add("Table", thing());
    let code = web.nested_stack("Code");
    code.add("Reader", thing().property("Table", arn(table)));
    assert_snapshot!(all(&app), @"
    # Web
    Resources:
      DataNestedStackDataNestedStackResourceEC94013D:
        Type: AWS::CloudFormation::Stack
        Metadata:
          aws:asset:path: Web.Data.nested.template.json
          aws:asset:property: TemplateURL
        Properties:
          TemplateURL: !Sub 'https://s3.${AWS::Region}.${AWS::URLSuffix}/cdk-hnb659fds-assets-${AWS::AccountId}-${AWS::Region}/[asset].json'
      CodeNestedStackCodeNestedStackResource240FB333:
        Type: AWS::CloudFormation::Stack
        Metadata:
          aws:asset:path: Web.Code.nested.template.json
          aws:asset:property: TemplateURL
        Properties:
          TemplateURL: !Sub 'https://s3.${AWS::Region}.${AWS::URLSuffix}/cdk-hnb659fds-assets-${AWS::AccountId}-${AWS::Region}/[asset].json'
          Parameters:
            TableArn5837B3DB: !GetAtt DataNestedStackDataNestedStackResourceEC94013D.Outputs.TableArn3E64D06B
    # Web.Data
    Resources:
      DeepNestedStackDeepNestedStackResource521F28B7:
        Type: AWS::CloudFormation::Stack
        Metadata:
          aws:asset:path: Web.DataDeepAF6A13A4.nested.template.json
          aws:asset:property: TemplateURL
        Properties:
          TemplateURL: !Sub 'https://s3.${AWS::Region}.${AWS::URLSuffix}/cdk-hnb659fds-assets-${AWS::AccountId}-${AWS::Region}/[asset].json'
    Outputs:
      TableArn3E64D06B:
        Value: !GetAtt DeepNestedStackDeepNestedStackResource521F28B7.Outputs.TableArn900EB988
    # Web.DataDeepAF6A13A4
    Resources:
      Table:
        Type: Test::Thing
    Outputs:
      TableArn900EB988:
        Value: !GetAtt Table.Arn
    # Web.Code
    Parameters:
      TableArn5837B3DB:
        Type: String
    Resources:
      Reader:
        Type: Test::Thing
        Properties:
          Table: !Ref TableArn5837B3DB
    ");
}

#[test]
fn lists_travel_as_one_text() {
    let app = App::new();
    let web = app.stack("Web");
    let names = || thing().list_attributes(&["Names"]);
    let outer = web.add("Outer", names());
    let inner = web.nested_stack("Inner");
    let names_of = |thing: RawHandle| thing.attribute::<List<Str>>("Names");
    let reader = inner.add("Reader", names().property("Names", names_of(outer)));
    let other = app.stack("Other");
    other.add("Reader", thing().property("Names", names_of(reader)));
    assert_snapshot!(all(&app), @"
    # Web
    Resources:
      Outer:
        Type: Test::Thing
      InnerNestedStackInnerNestedStackResource745E041B:
        Type: AWS::CloudFormation::Stack
        Metadata:
          aws:asset:path: Web.Inner.nested.template.json
          aws:asset:property: TemplateURL
        Properties:
          TemplateURL: !Sub 'https://s3.${AWS::Region}.${AWS::URLSuffix}/cdk-hnb659fds-assets-${AWS::AccountId}-${AWS::Region}/[asset].json'
          Parameters:
            OuterNames0D543B70: !Join ['||', !GetAtt Outer.Names]
    Outputs:
      ExportsOutputFnGetAttInnerNestedStackInnerNestedStackResource745E041BOutputsReaderNames78EFC4466A61B03B:
        Value: !GetAtt InnerNestedStackInnerNestedStackResource745E041B.Outputs.ReaderNames78EFC446
        Export:
          Name: Web:ExportsOutputFnGetAttInnerNestedStackInnerNestedStackResource745E041BOutputsReaderNames78EFC4466A61B03B
    # Web.Inner
    Parameters:
      OuterNames0D543B70:
        Type: String
    Resources:
      Reader:
        Type: Test::Thing
        Properties:
          Names: !Split ['||', !Ref OuterNames0D543B70]
    Outputs:
      ReaderNames78EFC446:
        Value: !Join ['||', !GetAtt Reader.Names]
    # Other
    Resources:
      Reader:
        Type: Test::Thing
        Properties:
          Names: !Split
            - '||'
            - !ImportValue Web:ExportsOutputFnGetAttInnerNestedStackInnerNestedStackResource745E041BOutputsReaderNames78EFC4466A61B03B
    ");
}

#[test]
fn another_stack_imports_what_the_outermost_exports_and_nested_ones_import_by_themselves() {
    let app = App::new();
    let data = app.stack("Data");
    let table = data.nested_stack("Tables").add("Table", thing());
    let web = app.stack("Web");
    let inner = web.nested_stack("Inner");
    inner.add("Strong", thing().property("Table", arn(table)));
    inner.add("Weak", thing().property("Table", weak(arn(table))));
    let synthesis = app.synth();
    assert_eq!(synthesis.stacks[1].dependencies, ["Data"]);
    assert_snapshot!(all(&app), @"
    # Data
    Resources:
      TablesNestedStackTablesNestedStackResource7FF045E1:
        Type: AWS::CloudFormation::Stack
        Metadata:
          aws:asset:path: Data.Tables.nested.template.json
          aws:asset:property: TemplateURL
        Properties:
          TemplateURL: !Sub 'https://s3.${AWS::Region}.${AWS::URLSuffix}/cdk-hnb659fds-assets-${AWS::AccountId}-${AWS::Region}/[asset].json'
    Outputs:
      ExportsOutputFnGetAttTablesNestedStackTablesNestedStackResource7FF045E1OutputsTableArn900EB9881300B6E3:
        Value: !GetAtt TablesNestedStackTablesNestedStackResource7FF045E1.Outputs.TableArn900EB988
        Export:
          Name: Data:ExportsOutputFnGetAttTablesNestedStackTablesNestedStackResource7FF045E1OutputsTableArn900EB9881300B6E3
      PublishOutputFnGetAttTablesNestedStackTablesNestedStackResource7FF045E1OutputsTableArn900EB9885F153065:
        Value: !GetAtt TablesNestedStackTablesNestedStackResource7FF045E1.Outputs.TableArn900EB988
    # Data.Tables
    Resources:
      Table:
        Type: Test::Thing
    Outputs:
      TableArn900EB988:
        Value: !GetAtt Table.Arn
    # Web
    Resources:
      InnerNestedStackInnerNestedStackResource745E041B:
        Type: AWS::CloudFormation::Stack
        Metadata:
          aws:asset:path: Web.Inner.nested.template.json
          aws:asset:property: TemplateURL
        Properties:
          TemplateURL: !Sub 'https://s3.${AWS::Region}.${AWS::URLSuffix}/cdk-hnb659fds-assets-${AWS::AccountId}-${AWS::Region}/[asset].json'
    # Web.Inner
    Resources:
      Strong:
        Type: Test::Thing
        Properties:
          Table: !ImportValue Data:ExportsOutputFnGetAttTablesNestedStackTablesNestedStackResource7FF045E1OutputsTableArn900EB9881300B6E3
      Weak:
        Type: Test::Thing
        Properties:
          Table: !GetStackOutput
            StackName: Data
            OutputName: PublishOutputFnGetAttTablesNestedStackTablesNestedStackResource7FF045E1OutputsTableArn900EB9885F153065
    ");
}

/// AWS CDK's outputs of nested stacks hold the path from the app, so that a stage changes the names
/// of what is exported.
#[test]
fn a_stage_is_in_no_name_that_passes_between_nested_stacks() {
    let build = |app: &App| {
        let stage = app.stage("Prod");
        let web = stage.stack("Web");
        web.name("Web");
        let table = web.nested_stack("Data").add("Table", thing());
        web.nested_stack("Code")
            .add("Reader", thing().property("Table", arn(table)));
    };
    let staged = App::new();
    build(&staged);
    let plain = App::new();
    let web = plain.stack("Web");
    let table = web.nested_stack("Data").add("Table", thing());
    web.nested_stack("Code")
        .add("Reader", thing().property("Table", arn(table)));
    let texts = |app: &App| {
        let synthesis = app.synth();
        let texts = synthesis.templates().map(|stack| stack.template.to_json());
        texts.collect::<Vec<_>>()
    };
    // Where the files are is metadata.
    let staged: Vec<String> = texts(&staged)
        .iter()
        .map(|text| text.replace("Prod-Web.", "Web."))
        .collect();
    assert_eq!(staged, texts(&plain));
}

#[test]
fn a_dependency_is_one_on_the_nested_stack_or_of_it() {
    let app = App::new();
    let web = app.stack("Web");
    let first = web.add("First", thing());
    let data = web.nested_stack("Data");
    let table = data.add("Table", thing());
    let code = web.nested_stack("Code");
    let reader = code.add("Reader", thing());
    let last = web.add("Last", thing());
    web.of(table).depends_on(first);
    web.of(reader).depends_on(table);
    web.of(last).depends_on(reader);
    let synthesis = app.synth();
    assert_eq!(synthesis.diagnostics, []);
    let template = &synthesis.stacks[0].template;
    let after = |id: &str| {
        let after = template.at(&format!("Resources/{id}/DependsOn"));
        after.and_then(|after| after.as_str()).map(str::to_owned)
    };
    let id = |name: &str| {
        let mut ids = synthesis.stacks[0].origins.keys();
        ids.find(|id| id.starts_with(name)).map(ToString::to_string)
    };
    let (data, code) = (id("DataNested").unwrap(), id("CodeNested").unwrap());
    assert_eq!(after(&data).as_deref(), Some("First"));
    assert_eq!(after(&code), Some(data));
    assert_eq!(after("Last"), Some(code));
}

#[test]
fn what_needs_a_part_of_a_nested_stack_needs_all_of_it() {
    let app = App::new();
    let web = app.stack("Web");
    let topic = web.add("Topic", thing());
    let inner = web.nested_stack("Inner");
    let reader = inner.add("Reader", thing().property("Topic", arn(topic)));
    let other = inner.add("Other", thing());
    let last = web.add("Last", thing().property("Other", arn(other)));
    // Not by a reference: because the nested stack waits for the topic.
    assert!(app.needs(last.node(), topic.node()));
    assert!(app.needs(other.node(), topic.node()));
    assert!(app.needs(last.node(), reader.node()));
    assert!(!app.needs(topic.node(), reader.node()));
    assert!(!app.needs(reader.node(), last.node()));
}

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

/// A network in the stack, and what runs in it in one of its own: rights, ways and waiting cross over.
#[test]
pub(crate) fn a_service_in_it_has_its_network_around_it() {
    let found = checked(|app| {
        let web = app.stack("Web");
        let vpc = web.add("Vpc", Vpc::new("10.0.0.0/16").nat(Nat::PerZone));
        let login = web.add("Login", Secret::generated(32));
        let alb = web.add("Alb", AlbWithTargetGroup::new(vpc, Port::tcp(3000)));
        let inner = web.nested_stack("Inner");
        let cluster = inner.add("Cluster", Cluster::new(vpc));
        let container = Container::new("web", "example.com/web:1")
            .port(3000)
            .secret("LOGIN", login);
        let task = FargateTask::new(TaskSize::Quarter(QuarterMemory::Mib512)).container(container);
        let task = inner.add("Task", task);
        inner.add("Service", FargateService::new(cluster, task).behind(alb));
    });
    let errors: Vec<String> = found
        .diagnostics
        .iter()
        .filter(|found| found.severity == Severity::Error)
        .map(ToString::to_string)
        .collect();
    assert_eq!(errors, Vec::<String>::new());
    let [outer, inner] = found.templates().collect::<Vec<_>>().try_into().unwrap();
    let inner = Template::of(inner);
    inner.resource_count_is("AWS::ECS::Service", 1);
    inner.resource_count_is("AWS::EC2::SecurityGroupIngress", 1);
    assert!(outer.template.to_yaml().contains("Outputs.") || outer.template.outputs().count() == 0);
}

struct Named;

impl Construct for Named {
    type Handle = RawHandle;

    fn build(self, scope: Scope<'_>) -> RawHandle {
        let name = scope.identity_text(|path| path.replace('/', "-"));
        scope.add("Resource", thing().property("Name", name))
    }
}

#[test]
pub(crate) fn names_hold_the_nested_stack_and_logical_ids_begin_anew() {
    let app = App::new();
    let web = app.stack("Web");
    let inner = web.nested_stack("Inner");
    inner.add("Same", Named);
    web.add("Same", Named);
    let synthesis = app.synth();
    let names = synthesis.templates().map(|stack| {
        let (id, _) = stack
            .origins
            .iter()
            .find(|(id, _)| id.starts_with("Same"))
            .unwrap();
        let name = stack
            .template
            .at(&format!("Resources/{id}/Properties/Name"));
        (
            id.to_string(),
            name.and_then(|name| name.as_str()).unwrap().to_owned(),
        )
    });
    let [outer, inner] = names.collect::<Vec<_>>().try_into().unwrap();
    assert_eq!(outer.0, inner.0);
    assert_eq!((&*outer.1, &*inner.1), ("Web-Same", "Web-Inner-Same"));
}

/// The stack as it is when it is checked.
/// A path is in descriptions, which replace groups when they change: what holds it is moved, too.
#[test]
fn what_is_moved_with_a_nested_stack_keeps_what_is_named_after_its_path() {
    let built = |moved: bool| {
        let app = App::new();
        let web = app.stack("Web");
        let home = match moved {
            true => web.scope("New").scope("Home"),
            false => web.scope("Shop"),
        };
        if moved {
            web.moved(home.node(), "Shop");
        }
        let inner = home.nested_stack("Inner");
        let further = inner.scope("Deep").nested_stack("Further");
        let vpc = SecurityGroup::new(further.add("Vpc", Vpc::imported("vpc-0a1b2c3d")));
        further.add("Group", vpc);
        all(&app)
    };
    let here = built(false);
    assert_eq!(built(true), here);
    assert!(here.contains("GroupDescription: Web/Shop/Inner/Deep/Further/Group"));
}

fn checked(build: impl FnOnce(&App)) -> Synthesis {
    let app = App::new();
    build(&app);
    check_app(app.synth(), &Options::new())
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
    assert!(found.source[0].file.ends_with("nested.rs"));
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
fn nested_stacks_that_need_each_other_are_a_ring() {
    let found = checked(|app| {
        let web = app.stack("Web");
        let (one, two) = (web.nested_stack("One"), web.nested_stack("Two"));
        let first = one.add("First", thing());
        let second = two.add("Second", thing().property("First", arn(first)));
        one.add("Third", thing().property("Second", arn(second)));
    });
    let codes: Vec<&str> = found.diagnostics.iter().map(|found| found.code).collect();
    assert!(codes.contains(&"TPL115"), "{codes:?}");
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
fn an_export_of_a_part_is_kept() {
    let app = App::new();
    let data = app.stack("Data");
    let table = data.nested_stack("Tables").add("Table", thing());
    data.keep_export(arn(table));
    let synthesis = app.synth();
    assert_eq!(synthesis.diagnostics, []);
    assert!(yaml(&synthesis.stacks[0]).contains("Export:"));
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
pub(crate) fn the_tree_has_what_is_in_nested_stacks() {
    let app = App::new();
    let inner = app.stack("Web").nested_stack("Inner");
    inner.add("Thing", thing());
    let synthesis = app.synth();
    let assembly = Assembly::new(&synthesis.stacks, Format::Json).unwrap();
    let assembly = assembly.tree(&synthesis.stacks);
    let (_, tree) = assembly
        .files()
        .find(|(name, _)| *name == "tree.json")
        .unwrap();
    assert!(tree.contains(r#""path":"Web/Inner/Thing""#), "{tree}");
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
