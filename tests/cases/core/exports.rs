use insta::assert_snapshot;
use stackwright_core::{
    App, Condition, Handle, List, NodeId, Output, Parameter, Props, Resource, ResourceHandle,
    ResourceMeta, Str, Value, sub,
};

use crate::support::{findings, templates, thing};

/// The ids that AWS CDK 2 gives, so that a pair of stacks can move here one at a time.
#[test]
fn exports_are_named_as_aws_cdk_names_them() {
    let app = App::new();
    let repo = app.stack("Data").scope("Repo").add("Resource", thing());
    app.stack("Web").add(
        "Thing",
        thing().property("Arn", repo.attribute::<Str>("Arn")),
    );
    let synthesis = app.synth();
    let outputs = synthesis.stacks[0].template.outputs();
    let ids: Vec<&str> = outputs.map(|output| output.id()).collect();
    assert_eq!(ids, ["ExportsOutputFnGetAttRepo02AC86CFArn39FFAA30"]);
}

#[test]
fn a_long_name_of_an_export_keeps_its_end() {
    let app = App::new();
    let repo = app
        .stack("d".repeat(128))
        .scope("r".repeat(200))
        .add("Repo", thing());
    app.stack("Web").add(
        "Thing",
        thing().property("Arn", repo.attribute::<Str>("Arn")),
    );
    let synthesis = app.synth();
    let web = synthesis.stack("Web").expect("the stack");
    let import = web.template.at("Resources/Thing/Properties/Arn");
    let name = import.and_then(|node| node.as_call()?.import_value()?.as_str());
    let name = name.expect("an import");
    assert_eq!(name.len(), 255);
    let output = synthesis.stacks[0].template.outputs().next();
    let id = output.expect("an export").id();
    assert!(id.ends_with(&name[129..]) && name[..129] == format!("{}:", "d".repeat(128)));
}

struct Table(Props);

#[derive(Clone, Copy)]
struct TableHandle(NodeId);

impl Resource for Table {
    const META: ResourceMeta = ResourceMeta {
        type_name: std::borrow::Cow::Borrowed("Test::Table"),
        tags: None,
        list_attributes: &["Zones"],
        replacing: &[],
    };

    type Handle = TableHandle;

    fn into_props(self) -> Props {
        self.0
    }

    fn from_props(props: Props) -> Self {
        Table(props)
    }
}

impl Handle for TableHandle {
    fn node(self) -> NodeId {
        self.0
    }
}

impl ResourceHandle for TableHandle {
    type Resource = Table;

    fn from_node(node: NodeId) -> Self {
        TableHandle(node)
    }
}

#[test]
fn lists_travel_as_one_text() {
    let app = App::new();
    let data = app.stack("Data");
    let table = data.add("Table", Table(Props::new()));
    let names = data.add("Names", Parameter::comma_delimited_list());
    let zones: Value<List<Str>> = Value::attribute(table.node(), "Zones");
    let name: Value<Str> = Value::attribute(table.node(), "Name");
    let thing = thing()
        .property("Zones", zones)
        .property("Names", names)
        .property("Name", name);
    app.stack("Web").add("Thing", thing);
    assert_snapshot!(templates(&app), @"
    # Data
    Parameters:
      Names:
        Type: CommaDelimitedList
    Resources:
      Table:
        Type: Test::Table
    Outputs:
      ExportsOutputFnGetAttTableName87C695AF:
        Value: !GetAtt Table.Name
        Export:
          Name: Data:ExportsOutputFnGetAttTableName87C695AF
      ExportsOutputFnGetAttTableZonesB232874C:
        Value: !Join ['||', !GetAtt Table.Zones]
        Export:
          Name: Data:ExportsOutputFnGetAttTableZonesB232874C
      ExportsOutputRefNames2EE39FBC:
        Value: !Join ['||', !Ref Names]
        Export:
          Name: Data:ExportsOutputRefNames2EE39FBC
    # Web after Data
    Resources:
      Thing:
        Type: Test::Thing
        Properties:
          Zones: !Split
            - '||'
            - !ImportValue Data:ExportsOutputFnGetAttTableZonesB232874C
          Names: !Split ['||', !ImportValue Data:ExportsOutputRefNames2EE39FBC]
          Name: !ImportValue Data:ExportsOutputFnGetAttTableName87C695AF
    ");
}

#[test]
fn the_export_of_a_conditional_resource_is_conditional() {
    let app = App::new();
    let data = app.stack("Data");
    let is = data.add("Is", Condition::equals("a", "b"));
    let repo = data.add("Repo", thing());
    data.of(repo).condition(is);
    let web = app.stack("Web");
    let is = web.add("Is", Condition::equals("a", "b"));
    let thing = web.add("Thing", thing().property("Repo", repo.reference::<Str>()));
    web.of(thing).condition(is);
    assert_snapshot!(templates(&app), @"
    # Data
    Conditions:
      Is: !Equals [a, b]
    Resources:
      Repo:
        Type: Test::Thing
        Condition: Is
    Outputs:
      ExportsOutputRefRepo4FE78E8B:
        Condition: Is
        Value: !Ref Repo
        Export:
          Name: Data:ExportsOutputRefRepo4FE78E8B
    # Web after Data
    Conditions:
      Is: !Equals [a, b]
    Resources:
      Thing:
        Type: Test::Thing
        Condition: Is
        Properties:
          Repo: !ImportValue Data:ExportsOutputRefRepo4FE78E8B
    ");
}

#[test]
fn list_attributes_of_raw_resources_travel_as_one_text() {
    let app = App::new();
    let endpoint = thing().list_attributes(&["DnsEntries"]);
    let endpoint = app.stack("Data").add("Endpoint", endpoint);
    let entries = endpoint.attribute::<List<Str>>("DnsEntries");
    app.stack("Web")
        .add("Thing", thing().property("Entries", entries));
    assert_snapshot!(templates(&app), @"
    # Data
    Resources:
      Endpoint:
        Type: Test::Thing
    Outputs:
      ExportsOutputFnGetAttEndpointDnsEntries892F6BB0:
        Value: !Join ['||', !GetAtt Endpoint.DnsEntries]
        Export:
          Name: Data:ExportsOutputFnGetAttEndpointDnsEntries892F6BB0
    # Web after Data
    Resources:
      Thing:
        Type: Test::Thing
        Properties:
          Entries: !Split
            - '||'
            - !ImportValue Data:ExportsOutputFnGetAttEndpointDnsEntries892F6BB0
    ");
}

#[test]
pub(crate) fn an_export_is_kept_that_nothing_uses_any_more() {
    let build = |is_used: bool| {
        let app = App::new();
        let data = app.stack("Data");
        let repo = data.add("Repo", thing());
        let part = data.scope("Part");
        part.define("Arn", repo.attribute::<Str>("Arn"));
        if is_used {
            let thing = thing().property("Arn", repo.attribute::<Str>("Arn"));
            app.stack("Web").add("Thing", thing);
        } else {
            // By way of a construct that defines it; twice is once.
            data.keep_export(Value::<Str>::attribute(part.node(), "Arn"));
            data.keep_export(repo.attribute::<Str>("Arn"));
        }
        let synthesis = app.synth();
        assert_eq!(synthesis.diagnostics, []);
        synthesis.stacks[0].template.to_yaml()
    };
    assert!(build(true).contains("Export:"));
    assert_eq!(build(true), build(false));

    let text = findings(|app| {
        let (data, web) = (app.stack("Data"), app.stack("Web"));
        let repo = data.add("Repo", thing());
        web.keep_export(repo.attribute::<Str>("Arn"));
        web.keep_export(sub!("{AWS::Region}"));
        // A handle of a parameter is a value, too.
        data.keep_export(data.add("Size", Parameter::number()));
        let (other, stranger) = (App::new(), thing());
        data.keep_export(
            other
                .stack("Data")
                .add("Repo", stranger)
                .attribute::<Str>("Arn"),
        );
    });
    assert_snapshot!(text, @"
    error[APP128]: nothing in this value is an attribute of `Web`
      at Web
      help: keep an attribute of a resource or a parameter of the stack itself
    error[APP128]: nothing in this value is an attribute of `Web`
      at Web
      help: keep an attribute of a resource or a parameter of the stack itself
    error[APP103]: this handle belongs to another app
      help: a handle is good only for the app whose scope returned it
    ");
}

#[test]
fn an_output_does_not_vanish_behind_an_export() {
    let text = findings(|app| {
        let data = app.stack("Data");
        let repo = data.scope("Repo").add("Resource", thing());
        let own = data.add("Own", Output::new("x"));
        data.pin_id(own, "ExportsOutputFnGetAttRepo02AC86CFArn39FFAA30");
        let thing = thing().property("Arn", repo.attribute::<Str>("Arn"));
        app.stack("Web").add("Thing", thing);
    });
    assert_snapshot!(text, @"
    error[APP105]: `Data/Own` has the logical id `ExportsOutputFnGetAttRepo02AC86CFArn39FFAA30`, which is that of an export for another stack
      at Data/Own
      help: give it another id; to keep an export that nothing imports any more, use `keep_export`
    ");
}

#[test]
fn exports_of_one_name_in_two_stacks() {
    let text = findings(|app| {
        let (one, two) = (app.stack("One"), app.stack("Two"));
        let far = app.stack("Far");
        one.environment("111111111111", "eu-central-1");
        far.environment("111111111111", "us-east-1");
        let name = two.add("Name", Parameter::string());
        for stack in [two, one, far] {
            stack.add("A", Output::new("x").export("shared"));
            stack.add("B", Output::new("x").export(sub!("{AWS::StackName}-b")));
        }
        // The name of another stack, and one that is known at deployment only.
        two.add("C", Output::new("x").export("One-b"));
        two.add("D", Output::new("x").export(sub!("{name}-b")));
        one.add("D", Output::new("x").export(sub!("{AWS::Region}:d")));
        two.add("E", Output::new("x").export(sub!("{AWS::Region}:d")));
        // Under a condition it may never come to it.
        let live = two.add("IsLive", Condition::equals(name, "live"));
        two.add("F", Output::new("x").export("later").condition(live));
        one.add("F", Output::new("x").export("later"));
    });
    assert_snapshot!(text, @r#"
    error[APP127]: `Far/A` and `Two/A` export the same name, `shared`
      at Two/A
      help: begin the names with that of the stack: `sub!("{AWS::StackName}-...")`
      lines: 2
    error[APP127]: `One/B` and `Two/C` export the same name, `One-b`
      at Two/C
      help: begin the names with that of the stack: `sub!("{AWS::StackName}-...")`
      lines: 2
    warning[APP127]: `One/F` and `Two/F` export the same name, `later` where their conditions hold
      at Two/F
      help: begin the names with that of the stack: `sub!("{AWS::StackName}-...")`
      lines: 2
    "#);
}

#[test]
fn what_is_there_under_a_condition_is_not_for_everybody() {
    let text = findings(|app| {
        let (data, web) = (app.stack("Data"), app.stack("Web"));
        let is = data.add("Is", Condition::equals("a", "b"));
        let part = data.scope("Part");
        let repo = part.add("Repo", thing());
        part.when(is);
        let needs = || thing().property("Repo", repo.reference::<Str>());
        web.add("Always", needs());
        web.add("Shown", Output::new(repo.reference::<Str>()));
        // With a condition of its own it may be meant.
        let here = web.add("Is", Condition::equals("a", "b"));
        let with = web.add("With", needs());
        web.of(with).condition(here);
        let choice = stackwright_core::if_::<Str>(here, repo.reference::<Str>(), "none");
        web.add("Choice", thing().property("Repo", choice));
    });
    assert_snapshot!(text, @"
    warning[APP126]: `Data/Part/Repo` is there only where `Data/Is` holds, and `Web/Always` needs it in any case
      at Web/Always
      help: make what needs it depend on a condition of its own stack, or choose another value with `if_`
    warning[APP126]: `Data/Part/Repo` is there only where `Data/Is` holds, and `Web/Shown` needs it in any case
      at Web/Shown
      help: make what needs it depend on a condition of its own stack, or choose another value with `if_`
    ");
}
