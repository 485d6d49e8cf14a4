//! Stacks in stacks: references into and out of them, and names.

use insta::assert_snapshot;
use stackwright::assembly::{Assembly, Format};
use stackwright::check::{Options, check_app};
use stackwright::prelude::*;
use stackwright_assert::Template;
use stackwright_core::{RawHandle, Severity, StackTemplate, Synthesis, weak};

use crate::support::{thing, yaml};

/// All templates, each nested one after the one around it, without the hash of their texts.
pub(super) fn all(app: &App) -> String {
    let synthesis = app.synth();
    assert_eq!(synthesis.diagnostics, []);
    let stacks = synthesis.templates();
    stacks
        .map(|stack| format!("# {}\n{}", stack.id, text(stack)))
        .collect()
}

pub(super) fn text(stack: &StackTemplate) -> String {
    let text = stackwright_assert::snapshot(stack);
    let body = text.strip_prefix("AWSTemplateFormatVersion: '2010-09-09'\n");
    body.expect("the version comes first").to_owned()
}

fn arn(thing: RawHandle) -> stackwright_core::Value<Str> {
    thing.attribute("Arn")
}

pub(super) fn checked(build: impl FnOnce(&App)) -> Synthesis {
    let app = App::new();
    build(&app);
    check_app(app.synth(), &Options::new())
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

/// A policy in the stack around would come after all of the nested one, the service that needs it too.
#[test]
fn a_right_to_what_is_around_it_stands_in_the_role() {
    let app = App::new();
    let web = app.stack("Web");
    let images = web.add("Images", EcrRepository::imported("shop/api"));
    let vpc = web.add("Vpc", Vpc::new("10.0.0.0/16").nat(Nat::One));
    let cluster = web.add("Cluster", Cluster::new(vpc));
    let jobs = web.add("Jobs", Queue::new());
    let inner = web.nested_stack("Inner");
    let container = Container::new("api", images.image("1.4.2")).link(jobs.consume());
    let task = FargateTask::new(TaskSize::Quarter(QuarterMemory::Mib512)).container(container);
    let worker = inner.add("Worker", FargateService::new(cluster, task));
    web.add("Shown", Output::new(worker.name()));
    let synthesis = app.synth();
    assert_eq!(synthesis.diagnostics, []);
    for stack in synthesis.templates() {
        let template = Template::read(&stack.template.to_json());
        template.resource_count_is("AWS::IAM::Policy", 0);
        let roles = if *stack.id == *"Web" { 0 } else { 2 };
        template.resource_count_is("AWS::IAM::Role", roles);
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
