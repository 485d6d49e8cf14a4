use insta::assert_snapshot;
use serde_json::json;
use stackwright_core::{
    App, Condition, Handle, IntoValue, List, NodeId, Output, Parameter, Props, Pseudo, Resource,
    ResourceHandle, ResourceMeta, Str, Value, sub,
};

use crate::support::{findings, lines, templates, thing};

#[test]
fn references_between_stacks() {
    let app = App::new();
    // Used before it is made: the order of deployment is not that of declaration.
    let web = app.stack("Web");
    let data = app.stack("Data");
    let repo = data.scope("Images").add("Repo", thing());
    let name = data.add("Name", Parameter::string());
    let arn = || repo.attribute::<Str>("Arn");
    web.add(
        "Service",
        thing()
            .property("Ref", repo.reference::<Str>())
            .property("Arn", arn())
            .property("Again", arn())
            .property("Parameter", name)
            .property("Text", sub!("{name}/{arn}/*", arn = arn())),
    );
    web.add("Shown", Output::new(arn()));
    assert_snapshot!(templates(&app), @"
    # Data
    Parameters:
      Name:
        Type: String
    Resources:
      ImagesRepo61E1774E:
        Type: Test::Thing
    Outputs:
      ExportsOutputFnGetAttImagesRepo61E1774EArnF178DD78:
        Value: !GetAtt ImagesRepo61E1774E.Arn
        Export:
          Name: Data:ExportsOutputFnGetAttImagesRepo61E1774EArnF178DD78
      ExportsOutputRefImagesRepo61E1774E6C63FB5F:
        Value: !Ref ImagesRepo61E1774E
        Export:
          Name: Data:ExportsOutputRefImagesRepo61E1774E6C63FB5F
      ExportsOutputRefName11C79F9E:
        Value: !Ref Name
        Export:
          Name: Data:ExportsOutputRefName11C79F9E
    # Web after Data
    Resources:
      Service:
        Type: Test::Thing
        Properties:
          Ref: !ImportValue Data:ExportsOutputRefImagesRepo61E1774E6C63FB5F
          Arn: !ImportValue Data:ExportsOutputFnGetAttImagesRepo61E1774EArnF178DD78
          Again: !ImportValue Data:ExportsOutputFnGetAttImagesRepo61E1774EArnF178DD78
          Parameter: !ImportValue Data:ExportsOutputRefName11C79F9E
          Text: !Sub
            - '${Name}/${Arn}/*'
            - Name: !ImportValue Data:ExportsOutputRefName11C79F9E
              Arn: !ImportValue Data:ExportsOutputFnGetAttImagesRepo61E1774EArnF178DD78
    Outputs:
      Shown:
        Value: !ImportValue Data:ExportsOutputFnGetAttImagesRepo61E1774EArnF178DD78
    ");
}

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
fn an_export_is_kept_that_nothing_uses_any_more() {
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

#[test]
fn what_a_construct_of_another_stack_defines_is_of_that_stack() {
    let app = App::new();
    let (data, near) = (app.stack("Data"), app.stack("Near"));
    data.name("data-live")
        .environment("111111111111", "eu-central-1");
    let far = app.stack("Far");
    far.environment("111111111111", "us-east-1");
    let part = data.scope("Part");
    part.define(
        "Name",
        sub!("{AWS::StackName}-{AWS::Region}-{AWS::AccountId}"),
    );
    part.define(
        "Topics",
        Value::<List<Str>>::from_expr(Pseudo::NotificationArns.value().into_expr()),
    );
    let name = || Value::<Str>::attribute(part.node(), "Name");
    let topics = Value::<List<Str>>::attribute(part.node(), "Topics");
    data.add("Thing", thing().property("Name", name()));
    near.add(
        "Thing",
        thing().property("Name", name()).property("Topics", topics),
    );
    far.add("Thing", thing().property("Name", name()));
    assert_snapshot!(templates(&app), @"
    # data-live
    Resources:
      Thing:
        Type: Test::Thing
        Properties:
          Name: !Sub '${AWS::StackName}-${AWS::Region}-${AWS::AccountId}'
    Outputs:
      ExportsOutputRefAWSNotificationARNsFD81F496:
        Value: !Join ['||', !Ref AWS::NotificationARNs]
        Export:
          Name: data-live:ExportsOutputRefAWSNotificationARNsFD81F496
    # Near after Data
    Resources:
      Thing:
        Type: Test::Thing
        Properties:
          Name: !Sub 'data-live-${AWS::Region}-${AWS::AccountId}'
          Topics: !Split
            - '||'
            - !ImportValue data-live:ExportsOutputRefAWSNotificationARNsFD81F496
    # Far
    Resources:
      Thing:
        Type: Test::Thing
        Properties:
          Name: !Sub 'data-live-eu-central-1-${AWS::AccountId}'
    ");
}

#[test]
fn stacks_that_lack_something_say_so() {
    let app = App::new();
    let (whole, lacking) = (app.stack("Whole"), app.stack("Lacking"));
    let here = whole.add("Is", Condition::equals("a", "b"));
    let thing = whole.add("Thing", thing());
    lacking.add("Shown", Output::new("x").condition(here));
    whole.report(stackwright_core::Diagnostic::error(
        "TST1",
        "of a construct",
    ));
    whole.moved(whole, "Elsewhere");
    let _ = thing;
    let synthesis = app.synth();
    assert!(synthesis.has_errors());
    let told = synthesis
        .stacks
        .iter()
        .map(|stack| (stack.id.as_ref(), stack.is_complete));
    let told: Vec<(&str, bool)> = told.collect();
    assert_eq!(told, [("Whole", true), ("Lacking", false)]);
}

#[test]
fn an_order_that_no_reference_makes() {
    let app = App::new();
    let (a, b, c) = (app.stack("A"), app.stack("B"), app.stack("C"));
    a.deploy_after(b);
    b.scope("Part")
        .stack()
        .deploy_after(c.scope("Part").stack());
    let order: Vec<(String, String)> = app
        .synth()
        .stacks
        .iter()
        .map(|stack| (stack.name.to_string(), stack.dependencies.join(",")))
        .collect();
    let order: Vec<(&str, &str)> = order
        .iter()
        .map(|(a, b)| (a.as_str(), b.as_str()))
        .collect();
    assert_eq!(order, [("C", ""), ("B", "C"), ("A", "B")]);
}

#[test]
fn ten_thousand_stacks_in_a_row() {
    let app = App::new();
    let stacks: Vec<_> = (0..10_000).map(|n| app.stack(format!("S{n}"))).collect();
    for pair in stacks.windows(2) {
        pair[0].deploy_after(pair[1]);
    }
    let synthesis = app.synth();
    assert_eq!(synthesis.stacks[0].name, "S9999");
    assert_eq!(synthesis.stacks[9_999].name, "S0");
}

#[test]
fn a_ring_is_explained_with_the_lines_of_both_references() {
    let app = App::new();
    let (one, two) = (app.stack("One"), app.stack("Two"));
    let a = one.add("A", thing());
    let b = two.add("B", thing().property("P", a.attribute::<Str>("Arn")));
    let line = line!();
    one.add("C", thing().property("P", b.reference::<Str>()));
    assert_eq!(lines(&app), [(vec![line + 1, line - 1], "APP112")]);

    let text = findings(|app| {
        let (one, two, three) = (app.stack("One"), app.stack("Two"), app.stack("Three"));
        let a = one.add("A", thing());
        let b = two.add("B", thing().property("P", a.attribute::<Str>("Arn")));
        let c = three.add("C", thing().property("P", b.reference::<Str>()));
        let d = one.add("D", thing());
        one.of(d).depends_on(c);
        three.deploy_after(three);
    });
    assert_snapshot!(text, @"
    error[APP112]: stacks need each other in a ring: One -> Three -> Two -> One
      at One
      help: `One/D` is to be deployed after `Three`, `Three/C` refers to `Two/B`, `Two/B` refers to `One/A`; move what both need into a stack of its own, or break one of these references
      lines: 3
    error[APP112]: stacks need each other in a ring: Three -> Three
      at Three
      help: `Three` is to be deployed after `Three`; move what both need into a stack of its own, or break one of these references
    ");
}

#[test]
fn stacks_of_different_places_cannot_refer_to_each_other() {
    let text = findings(|app| {
        let (one, two, three) = (app.stack("One"), app.stack("Two"), app.stack("Three"));
        one.environment("111111111111", "eu-central-1");
        two.environment("111111111111", "us-east-1");
        let a = one.add("A", thing());
        two.add("B", thing().property("P", a.reference::<Str>()));
        // What is not said may be the same.
        three.add("C", thing().property("P", a.reference::<Str>()));
    });
    assert_snapshot!(text, @"
    error[APP109]: stack `Two` in 111111111111/us-east-1 refers to stack `One` in 111111111111/eu-central-1
      at Two/B
      help: exports do not cross regions and accounts; pass the value as a parameter
    ");
}

#[test]
fn a_stack_says_where_it_is_deployed() {
    let app = App::new();
    app.stack("Web").environment("111111111111", "eu-central-1");
    app.stack("Data");
    let stacks = app.synth().stacks;
    assert_eq!(stacks[0].account.as_deref(), Some("111111111111"));
    assert_eq!(stacks[0].region.as_deref(), Some("eu-central-1"));
    assert_eq!((&stacks[1].account, &stacks[1].region), (&None, &None));
}

#[test]
fn a_resource_of_another_stack_needs_no_more_than_a_value() {
    // What a construct of another stack defines is lowered where it is used.
    let app = App::new();
    let data = app.stack("Data");
    let repo = data.add("Repo", thing());
    let part = data.scope("Part");
    part.define(
        "Url",
        sub!("{AWS::Region}/{repo}", repo = repo.reference::<Str>()),
    );
    part.define("Fixed", IntoValue::<Str>::into_value("fixed"));
    let url: Value<Str> = Value::attribute(part.node(), "Url");
    let fixed: Value<Str> = Value::attribute(part.node(), "Fixed");
    app.stack("Web").add(
        "Thing",
        thing()
            .property("Url", url)
            .property("Fixed", fixed)
            .property("Json", json!(1)),
    );
    assert_snapshot!(templates(&app), @"
    # Data
    Resources:
      Repo:
        Type: Test::Thing
    Outputs:
      ExportsOutputRefRepo4FE78E8B:
        Value: !Ref Repo
        Export:
          Name: Data:ExportsOutputRefRepo4FE78E8B
    # Web after Data
    Resources:
      Thing:
        Type: Test::Thing
        Properties:
          Url: !Sub
            - '${AWS::Region}/${Repo}'
            - Repo: !ImportValue Data:ExportsOutputRefRepo4FE78E8B
          Fixed: fixed
          Json: 1
    ");
}
