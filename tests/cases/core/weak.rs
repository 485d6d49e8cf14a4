//! References that are read while a stack is deployed.

use insta::assert_snapshot;
use stackwright::check::{Options, check_app};
use stackwright::prelude::*;
use stackwright_core::{strong, weak};

use crate::support::{templates, thing};

/// A group that is replaced when its VPC is another, and a rule whose text is not.
fn system(app: &App) {
    let network = app.stack("Network");
    let vpc = network.add("Vpc", cfn::ec2::Vpc::new().cidr_block("10.0.0.0/16"));
    let group = network.add("Open", thing());
    let web = app.stack("Web");
    let clients = cfn::ec2::SecurityGroup::new().group_description("clients");
    let clients = web.add("Group", clients.vpc_id(vpc));
    web.at(clients).tag("Of", group.attribute::<Str>("Name"));
    web.add("Shown", Output::new(group.attribute::<Str>("Name")));
}

/// Weakening a reference in a property that replaces plans a replacement: aws/aws-cdk#38829.
#[test]
pub(crate) fn an_app_is_weak_but_in_properties_that_replace() {
    let app = App::new();
    app.weak_references();
    system(&app);
    assert_snapshot!(templates(&app), @"
    # Network
    Resources:
      Vpc:
        Type: AWS::EC2::VPC
        Properties:
          CidrBlock: 10.0.0.0/16
      Open:
        Type: Test::Thing
    Outputs:
      ExportsOutputRefVpc0040386A:
        Value: !Ref Vpc
        Export:
          Name: Network:ExportsOutputRefVpc0040386A
      PublishOutputFnGetAttOpenNameEE5DA11E:
        Value: !GetAtt Open.Name
    # Web after Network
    Resources:
      Group:
        Type: AWS::EC2::SecurityGroup
        Properties:
          GroupDescription: clients
          VpcId: !ImportValue Network:ExportsOutputRefVpc0040386A
          Tags:
            - Key: Of
              Value: !GetStackOutput
                StackName: Network
                OutputName: PublishOutputFnGetAttOpenNameEE5DA11E
    Outputs:
      Shown:
        Value: !GetStackOutput
          StackName: Network
          OutputName: PublishOutputFnGetAttOpenNameEE5DA11E
    ");
}

#[test]
fn without_it_all_are_strong() {
    let app = App::new();
    system(&app);
    let text = app.synth().stacks[1].template.to_json();
    assert!(!text.contains("Fn::GetStackOutput"));
    assert!(text.contains("Fn::ImportValue"));
}

/// What replaces is told by the types; of a raw resource the program says it.
#[test]
fn of_a_raw_resource_the_program_says_what_replaces() {
    let app = App::new();
    app.weak_references();
    let one = app.stack("One").add("Thing", thing());
    let raw = thing().replacing(&["Fixed"]);
    let value = || one.attribute::<Str>("Arn");
    let two = app.stack("Two");
    let raw = two.add(
        "Raw",
        raw.property("Fixed", value()).property("Free", value()),
    );
    two.override_property(raw, "/Fixed/More", value());
    let text = app.synth().stacks[1].template.to_yaml();
    assert_eq!(text.matches("!GetStackOutput").count(), 1);
    assert_eq!(text.matches("!ImportValue").count(), 1);
}

#[test]
pub(crate) fn one_that_is_asked_for_where_it_replaces_is_warned_of() {
    let app = App::new();
    let network = app.stack("Network");
    let vpc = network.add("Vpc", cfn::ec2::Vpc::new().cidr_block("10.0.0.0/16"));
    let web = app.stack("Web");
    let group = cfn::ec2::SecurityGroup::new().group_description("clients");
    web.add("Group", group.vpc_id(weak(vpc)));
    let found = check_app(app.synth(), &Options::new()).diagnostics;
    let found = found.iter().find(|found| found.code == "DES106");
    let found = found.expect("a warning");
    assert_eq!(
        found.path.as_deref(),
        Some("Resources/Group/Properties/VpcId")
    );
    assert_eq!(found.construct.as_deref(), Some("Web/Group"));
}

/// One reference of a weak app is guarded, also inside of what is weak around it; in an app that says
/// nothing it is what every reference is.
#[test]
pub(crate) fn one_reference_of_a_weak_app_is_strong() {
    let built = |weak_app: bool| {
        let app = App::new();
        if weak_app {
            app.weak_references();
        }
        let one = app.stack("One").add("Thing", thing());
        let two = app.stack("Two");
        let name = || one.attribute::<Str>("Name");
        let named: Value<Str> = strong(name()).into_value();
        let raw = thing()
            .property("Guarded", strong(one.attribute::<Str>("Arn")))
            .property("Free", name())
            .property("Inside", weak(sub!("{named}/all")));
        two.add("Thing", raw);
        app.synth().stacks[1].template.to_yaml()
    };
    assert_snapshot!(built(true), @"
    AWSTemplateFormatVersion: '2010-09-09'
    Resources:
      Thing:
        Type: Test::Thing
        Properties:
          Guarded: !ImportValue One:ExportsOutputFnGetAttThingArnFC696B6B
          Free: !GetStackOutput
            StackName: One
            OutputName: PublishOutputFnGetAttThingName15D66DC9
          Inside: !Sub
            - '${Named}/all'
            - Named: !ImportValue One:ExportsOutputFnGetAttThingNameB99C61CB
    ");
    assert!(!built(false).contains("!GetStackOutput"));
}

#[test]
fn a_weak_app_is_not_warned_of_what_it_does_itself() {
    let app = App::new();
    app.weak_references();
    system(&app);
    let found = check_app(app.synth(), &Options::new()).diagnostics;
    assert!(found.iter().all(|found| found.code != "DES106"));
}
