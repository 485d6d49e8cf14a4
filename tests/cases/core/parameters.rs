use insta::assert_snapshot;
use stackwright_core::{
    Float, Int, List, Output, Parameter, ParameterKind, ReferenceKind, Str, TextKind, Value,
};

use crate::support::{findings, template, thing};

/// A kind as the generated crate makes them.
enum SubnetId {}

impl TextKind for SubnetId {}
impl ReferenceKind for SubnetId {}

impl ParameterKind for SubnetId {
    const TYPE: &'static str = "AWS::EC2::Subnet::Id";
}

#[test]
pub(crate) fn every_type() {
    let template = template(|stack| {
        stack.add("Text", Parameter::string());
        stack.add("Number", Parameter::number());
        stack.add("Whole", Parameter::of::<Int>());
        stack.add("Texts", Parameter::comma_delimited_list());
        stack.add("Numbers", Parameter::list_of::<Float>());
        stack.add("Subnet", Parameter::of::<SubnetId>());
        stack.add("Subnets", Parameter::list_of::<SubnetId>());
        stack.add("Ssm", Parameter::ssm::<Str>());
        stack.add("SsmSubnet", Parameter::ssm::<SubnetId>());
        stack.add("SsmTexts", Parameter::ssm_list_of::<Str>());
        stack.add("SsmSubnets", Parameter::ssm_list_of::<SubnetId>());
        stack.add("SsmName", Parameter::ssm_name());
        stack.add("Image", Parameter::of_type::<Str>("AWS::EC2::Image::Id"));
    });
    assert_snapshot!(template, @"
    Parameters:
      Text:
        Type: String
      Number:
        Type: Number
      Whole:
        Type: Number
      Texts:
        Type: CommaDelimitedList
      Numbers:
        Type: List<Number>
      Subnet:
        Type: AWS::EC2::Subnet::Id
      Subnets:
        Type: List<AWS::EC2::Subnet::Id>
      Ssm:
        Type: AWS::SSM::Parameter::Value<String>
      SsmSubnet:
        Type: AWS::SSM::Parameter::Value<AWS::EC2::Subnet::Id>
      SsmTexts:
        Type: AWS::SSM::Parameter::Value<CommaDelimitedList>
      SsmSubnets:
        Type: AWS::SSM::Parameter::Value<List<AWS::EC2::Subnet::Id>>
      SsmName:
        Type: AWS::SSM::Parameter::Name
      Image:
        Type: AWS::EC2::Image::Id
    Resources: {}
    ");
}

#[test]
pub(crate) fn every_constraint() {
    let template = template(|stack| {
        stack.add(
            "Name",
            Parameter::string()
                .default("shop")
                .describe("name of the project")
                .allowed_values(["shop", "bank"])
                .allowed_pattern("[a-z]+")
                .constraint_description("lower case")
                .min_length(1)
                .max_length(20)
                .no_echo(),
        );
        stack.add(
            "Count",
            Parameter::number().default(2).min_value(1).max_value(2.5),
        );
        // Said twice, the last one holds.
        stack.add("Once", Parameter::string().max_length(1).max_length(2));
    });
    assert_snapshot!(template, @"
    Parameters:
      Name:
        Type: String
        Default: shop
        Description: name of the project
        AllowedValues:
          - shop
          - bank
        AllowedPattern: '[a-z]+'
        ConstraintDescription: lower case
        MinLength: 1
        MaxLength: 20
        NoEcho: true
      Count:
        Type: Number
        Default: 2
        MinValue: 1
        MaxValue: 2.5
      Once:
        Type: String
        MaxLength: 2
    Resources: {}
    ");
}

#[test]
fn defaults_of_lists_are_text_with_commas() {
    let template = template(|stack| {
        stack.add(
            "Texts",
            Parameter::comma_delimited_list().default(["a", "b"]),
        );
        stack.add("Numbers", Parameter::list_of::<Float>().default(vec![1, 2]));
        stack.add(
            "Subnets",
            Parameter::list_of::<SubnetId>().default(["subnet-1", "subnet-2"]),
        );
        stack.add("Image", Parameter::ssm::<Str>().default_text("/aws/ami"));
    });
    assert_snapshot!(template, @"
    Parameters:
      Texts:
        Type: CommaDelimitedList
        Default: a,b
      Numbers:
        Type: List<Number>
        Default: 1,2
      Subnets:
        Type: List<AWS::EC2::Subnet::Id>
        Default: subnet-1,subnet-2
      Image:
        Type: AWS::SSM::Parameter::Value<String>
        Default: /aws/ami
    Resources: {}
    ");
}

#[test]
fn a_default_is_a_literal() {
    let findings = findings(|app| {
        let stack = app.stack("Test");
        let name = stack.add("Name", Parameter::string());
        stack.add("Copy", Parameter::string().default(name));
        stack.add("Copies", Parameter::comma_delimited_list().default([name]));
    });
    assert_snapshot!(findings, @"
    error[APP118]: the default of a parameter is `Ref`
      at Test/Copy
      help: give a literal; it is taken before anything is deployed
    error[APP118]: the default of a parameter is a list of more than literals
      at Test/Copies
      help: give a literal; it is taken before anything is deployed
    ");
}

#[test]
fn a_parameter_stands_wherever_its_kind_does() {
    let template = template(|stack| {
        let number = stack.add("Number", Parameter::number());
        let whole = stack.add("Whole", Parameter::of::<Int>());
        let subnet = stack.add("Subnet", Parameter::of::<SubnetId>());
        let subnets = stack.add("Subnets", Parameter::list_of::<SubnetId>());
        let as_text: Value<Str> = Value::reference(stackwright_core::Handle::node(subnet));
        assert_eq!(as_text, subnet.value().assume());
        let texts: Value<List<Str>> = stackwright_core::IntoValue::into_value(subnets);
        stack.add(
            "Thing",
            thing()
                .property("Number", number)
                .property("Whole", whole)
                .property("Subnet", subnet)
                .property("Subnets", subnets)
                .property("Texts", texts),
        );
        stack.add("Shown", Output::new(number));
        stack.add("ShownWhole", Output::new(whole));
        stack.add("ShownSubnet", Output::new(subnet));
    });
    assert_snapshot!(template, @"
    Parameters:
      Number:
        Type: Number
      Whole:
        Type: Number
      Subnet:
        Type: AWS::EC2::Subnet::Id
      Subnets:
        Type: List<AWS::EC2::Subnet::Id>
    Resources:
      Thing:
        Type: Test::Thing
        Properties:
          Number: !Ref Number
          Whole: !Ref Whole
          Subnet: !Ref Subnet
          Subnets: !Ref Subnets
          Texts: !Ref Subnets
    Outputs:
      Shown:
        Value: !Ref Number
      ShownWhole:
        Value: !Ref Whole
      ShownSubnet:
        Value: !Ref Subnet
    ");
}

#[test]
fn every_list_type_travels_joined() {
    for ty in [
        "List<String>",
        "CommaDelimitedList",
        "AWS::SSM::Parameter::Value<List<String>>",
        "AWS::SSM::Parameter::Value<CommaDelimitedList>",
    ] {
        let app = stackwright_core::App::new();
        let list = app
            .stack("One")
            .add("List", Parameter::of_type::<List<Str>>(ty));
        app.stack("Two")
            .add("Thing", thing().property("List", list));
        let templates = crate::support::templates(&app);
        assert!(
            templates.contains("!Join ['||', !Ref List]"),
            "{ty}: {templates}"
        );
        assert!(templates.contains("List: !Split"), "{ty}: {templates}");
    }
}

#[test]
fn allowed_values_of_a_list_are_those_of_its_items() {
    let template = template(|stack| {
        let texts = Parameter::comma_delimited_list().default(["a"]);
        stack.add("Texts", texts.allowed_values(["a", "b"]));
        stack.add(
            "Numbers",
            Parameter::list_of::<Float>().allowed_values([1, 2]),
        );
        stack.add("Number", Parameter::number().allowed_values([0.5, 2.0]));
        stack.add(
            "Subnet",
            Parameter::of::<SubnetId>().allowed_values(["subnet-1"]),
        );
    });
    assert_snapshot!(template, @"
    Parameters:
      Texts:
        Type: CommaDelimitedList
        Default: a
        AllowedValues:
          - a
          - b
      Numbers:
        Type: List<Number>
        AllowedValues:
          - 1
          - 2
      Number:
        Type: Number
        AllowedValues:
          - 0.5
          - 2.0
      Subnet:
        Type: AWS::EC2::Subnet::Id
        AllowedValues:
          - subnet-1
    Resources: {}
    ");
}

#[test]
fn limits_and_allowed_values_are_literals() {
    let findings = findings(|app| {
        let stack = app.stack("Test");
        let name = stack.add("Name", Parameter::string());
        let count = stack.add("Count", Parameter::number());
        stack.add("Allowed", Parameter::string().allowed_values([name]));
        stack.add("Least", Parameter::number().min_value(count));
        stack.add("Most", Parameter::number().max_value(count));
    });
    assert_snapshot!(findings, @"
    error[APP118]: an allowed value of a parameter is `Ref`
      at Test/Allowed
      help: give a literal; it is taken before anything is deployed
    error[APP118]: a limit of a parameter is `Ref`
      at Test/Least
      help: give a literal; it is taken before anything is deployed
    error[APP118]: a limit of a parameter is `Ref`
      at Test/Most
      help: give a literal; it is taken before anything is deployed
    ");
}

#[test]
fn an_item_of_a_list_has_no_comma() {
    let findings = findings(|app| {
        let stack = app.stack("Test");
        let list = Parameter::comma_delimited_list;
        stack.add("Default", list().default(["a,b", "c"]));
        stack.add("Allowed", list().allowed_values(["a,b", "c"]));
        // The list as it stands in the template, and a text.
        stack.add("Text", list().default_text("a,b,c"));
        stack.add(
            "NoList",
            Parameter::string().default("a,b").allowed_values(["a,b"]),
        );
    });
    assert_snapshot!(findings, @"
    error[APP131]: the default of a list has the item `a,b`, which its comma divides in two
      at Test/Default
      help: ask for a text and `split` it at another sign, or for each value by itself
    error[APP131]: an allowed value of a list has the item `a,b`, which its comma divides in two
      at Test/Allowed
      help: ask for a text and `split` it at another sign, or for each value by itself
    ");
}
