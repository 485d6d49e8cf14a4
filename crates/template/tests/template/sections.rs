use stackwright_template::{Function, Key, Map, Node, Number, Section, Template};

const TEMPLATE: &str = "\
AWSTemplateFormatVersion: '2010-09-09'
Description: all of it
Transform:
  - AWS::LanguageExtensions
  - Name: Own
    Parameters: {A: 1}
Metadata: {Team: web}
Parameters:
  Size:
    Type: Number
    Description: how many
    Default: 2
    AllowedValues: [1, 2]
    MinValue: 1
    MaxValue: '4'
    ConstraintDescription: 1 to 4
  Token: {Type: String, NoEcho: 'true', MinLength: 8, MaxLength: 16, AllowedPattern: '[a-z]+'}
Mappings:
  Regions:
    eu-west-1: {Ami: ami-1}
    odd: 1
Conditions:
  IsProd: !Equals [!Ref Size, 2]
Rules:
  Check:
    RuleCondition: !Condition IsProd
    Assertions:
      - Assert: !Contains [[a], a]
        AssertDescription: a is in it
Hooks:
  Green: {Type: AWS::CodeDeploy::BlueGreen, Properties: {Applications: []}}
Globals:
  Function: {Timeout: 3}
Resources:
  Fn::ForEach::Topics: [Name, [a], {}]
  Fn::Transform: {Name: AWS::Include}
  Service:
    Type: AWS::ECS::Service
    DependsOn: Listener
    Condition: IsProd
    DeletionPolicy: Retain
    UpdateReplacePolicy: Snapshot
    CreationPolicy: {ResourceSignal: {}}
    UpdatePolicy: {AutoScalingRollingUpdate: {}}
    Metadata: {Key: value}
    Properties:
      Subnets: [!Ref A, !Ref B]
      Network: {Groups: [x]}
  Bucket: {Type: AWS::S3::Bucket, DependsOn: [A, B]}
  Odd: 12
Outputs:
  Url:
    Description: where it is
    Condition: IsProd
    Value: !GetAtt Alb.DNSName
    Export: {Name: !Sub '${AWS::StackName}-Url'}
";

fn template() -> Template {
    Template::from_yaml(TEMPLATE).unwrap()
}

#[test]
fn the_template() {
    let template = template();
    assert_eq!(template.format_version(), Some("2010-09-09"));
    assert_eq!(template.description(), Some("all of it"));
    assert_eq!(template.metadata().map(Map::len), Some(1));
    assert!(template.section(Section::Globals).is_some());
    for (section, (key, _)) in Section::ALL.into_iter().zip(template.root().iter()) {
        assert_eq!(Section::from_name(key.as_str()), Some(section));
    }
    assert_eq!(Section::from_name("Resource"), None);
}

#[test]
fn transforms() {
    let template = template();
    let names: Vec<_> = template
        .transforms()
        .map(|transform| transform.name())
        .collect();
    assert_eq!(names, [Some("AWS::LanguageExtensions"), Some("Own")]);
    assert!(template.has_transform("Own"));
    assert!(!template.has_transform("AWS::Serverless-2016-10-31"));
    let own = template.transforms().last().unwrap();
    assert_eq!(
        own.parameters().and_then(|map| map.get("A")),
        Some(&Node::from(1))
    );
    let one = Template::from_yaml("Transform: X").unwrap();
    assert!(one.has_transform("X"));
}

#[test]
fn parameters() {
    let template = template();
    let size = template.parameter("Size").unwrap();
    assert_eq!(size.parameter_type(), Some("Number"));
    assert_eq!(size.description(), Some("how many"));
    assert_eq!(size.default(), Some(&Node::from(2)));
    assert_eq!(size.allowed_values(), [Node::from(1), Node::from(2)]);
    assert_eq!(size.min_value(), Some(Number::Int(1)));
    assert_eq!(size.max_value(), Some(Number::Int(4)));
    assert_eq!(size.constraint_description(), Some("1 to 4"));
    assert!(!size.no_echo());
    assert_eq!(size.span().to_string(), "9:3");
    let token = template.parameter("Token").unwrap();
    assert!(token.no_echo());
    assert_eq!(token.min_length(), Some(Number::Int(8)));
    assert_eq!(token.max_length(), Some(Number::Int(16)));
    assert_eq!(token.allowed_pattern(), Some("[a-z]+"));
    assert!(token.allowed_values().is_empty());
    let ids: Vec<_> = template
        .parameters()
        .map(|parameter| parameter.id())
        .collect();
    assert_eq!(ids, ["Size", "Token"]);
}

#[test]
fn resources() {
    let template = template();
    let ids: Vec<_> = template.resources().map(|resource| resource.id()).collect();
    assert_eq!(ids, ["Service", "Bucket", "Odd"]);
    let service = template.resource("Service").unwrap();
    assert_eq!(service.resource_type(), Some("AWS::ECS::Service"));
    assert_eq!(service.depends_on(), [Node::from("Listener")]);
    assert_eq!(service.condition(), Some("IsProd"));
    assert_eq!(service.deletion_policy(), Some("Retain"));
    assert_eq!(service.update_replace_policy(), Some("Snapshot"));
    assert!(
        service
            .creation_policy()
            .unwrap()
            .contains_key("ResourceSignal")
    );
    assert!(
        service
            .update_policy()
            .unwrap()
            .contains_key("AutoScalingRollingUpdate")
    );
    assert!(service.metadata().unwrap().contains_key("Key"));
    assert_eq!(service.properties().map(Map::len), Some(2));
    assert_eq!(
        service.property("Subnets.1"),
        Some(&Node::call(Function::Ref, "B"))
    );
    assert_eq!(service.property("Network.Groups.0"), Some(&Node::from("x")));
    assert_eq!(service.property("Network.Nothing"), None);
    assert_eq!(service.property("Subnets.2"), None);
    assert_eq!(service.span().to_string(), "37:3");
    assert_eq!(service.key().as_str(), "Service");
    let bucket = template.resource("Bucket").unwrap();
    assert_eq!(bucket.depends_on(), [Node::from("A"), Node::from("B")]);
    // What has the wrong shape is shown, and says nothing.
    let odd = template.resource("Odd").unwrap();
    assert_eq!((odd.resource_type(), odd.node()), (None, &Node::from(12)));
    assert!(odd.depends_on().is_empty());
    assert!(template.resource("Fn::Transform").is_none());
    assert!(Key::from("Fn::ForEach::Topics").is_macro());
    assert!(!Key::from("Fn::ForEach").is_macro());
}

#[test]
fn the_other_sections() {
    let template = template();
    let url = template.output("Url").unwrap();
    assert_eq!(url.description(), Some("where it is"));
    assert_eq!(url.condition(), Some("IsProd"));
    assert_eq!(url.value().map(Node::kind), Some("Fn::GetAtt"));
    assert_eq!(url.export_name().map(Node::kind), Some("Fn::Sub"));
    assert_eq!(template.outputs().count(), 1);

    let regions = template.mapping("Regions").unwrap();
    assert_eq!(regions.find("eu-west-1", "Ami"), Some(&Node::from("ami-1")));
    assert_eq!(regions.find("eu-west-1", "Other"), None);
    let rows: Vec<_> = regions
        .rows()
        .map(|(key, row)| (key.as_str(), row.len()))
        .collect();
    assert_eq!(rows, [("eu-west-1", 1)]);
    assert_eq!(template.mappings().count(), 1);

    let prod = template.condition("IsProd").unwrap();
    assert_eq!(prod.node().kind(), "Fn::Equals");
    assert_eq!(template.conditions().count(), 1);

    let rule = template.rule("Check").unwrap();
    assert_eq!(rule.rule_condition().map(Node::kind), Some("Condition"));
    let assertion = rule.assertions().next().unwrap();
    assert_eq!(assertion.assert().map(Node::kind), Some("Fn::Contains"));
    assert_eq!(assertion.description(), Some("a is in it"));
    assert_eq!(template.rules().count(), 1);

    let hook = template.hook("Green").unwrap();
    assert_eq!(hook.hook_type(), Some("AWS::CodeDeploy::BlueGreen"));
    assert_eq!(hook.properties().map(Map::len), Some(1));
    assert_eq!(template.hooks().count(), 1);
}

#[test]
fn of_the_wrong_shape_are_empty() {
    let template = Template::from_yaml("Resources: [1]\nOutputs:\nTransform: {A: 1}\n").unwrap();
    assert_eq!(template.resources().count(), 0);
    assert_eq!(template.outputs().count(), 0);
    assert_eq!(template.transforms().next().unwrap().name(), None);
    assert!(template.resource("A").is_none());
    assert_eq!(template.description(), None);
}

#[test]
fn built_by_a_program() {
    let mut built = Template::new();
    built.set(Section::Description, "x");
    built
        .section_mut(Section::Resources)
        .insert("A", Map::from_iter([("Type", "T")]));
    built
        .section_mut(Section::Resources)
        .insert("B", Map::from_iter([("Type", "T")]));
    let read =
        Template::from_yaml("Resources: {A: {Type: T}, B: {Type: T}}\nDescription: x\n").unwrap();
    // Neither places nor the order of keys count.
    assert_eq!(built, read);
    built.set(Section::Outputs, Node::from("no map"));
    assert!(built.section_mut(Section::Outputs).is_empty());
}
