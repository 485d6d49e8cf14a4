use insta::assert_snapshot;
use serde_json::json;
use stackwright_core::{
    DynamicService, List, Parameter, Pseudo, Str, Value, base64, cidr, dynamic_reference, get_azs,
    import_value, join, length, select, split, stack_output, sub, to_json_string, transform,
};

use crate::support::{template, thing};

#[test]
pub(crate) fn every_function() {
    let template = template(|stack| {
        let vpc = stack.add("Vpc", thing());
        let zones = get_azs("");
        stack.add(
            "Thing",
            thing()
                .property("Ref", vpc.reference::<Str>())
                .property("GetAtt", vpc.attribute::<Str>("CidrBlock"))
                .property("GetAttNested", vpc.attribute::<Str>("Endpoint.Address"))
                .property("Join", join("-", [Pseudo::Region.value(), vpc.reference()]))
                .property("JoinList", join(",", vpc.attribute::<List<Str>>("Subnets")))
                .property("Select", select(1, zones.clone()))
                .property("SelectLiteral", select::<Str>(0, ["a", "b"]))
                .property("Split", split(",", vpc.attribute::<Str>("List")))
                .property("GetAZs", get_azs(Pseudo::Region.value()))
                .property("Cidr", cidr(vpc.attribute::<Str>("CidrBlock"), 4, 8))
                .property("Base64", base64("#!/bin/sh\necho hello\n"))
                .property("Import", import_value::<Str>("network-vpc"))
                .property("Transform", transform::<Str>("Upper", json!({"Text": "a"})))
                .property(
                    "Dynamic",
                    dynamic_reference::<Str>(DynamicService::Ssm, "/db/name:1"),
                ),
        );
    });
    assert_snapshot!(template, @"
    Resources:
      Vpc:
        Type: Test::Thing
      Thing:
        Type: Test::Thing
        Properties:
          Ref: !Ref Vpc
          GetAtt: !GetAtt Vpc.CidrBlock
          GetAttNested: !GetAtt Vpc.Endpoint.Address
          Join: !Join ['-', [!Ref AWS::Region, !Ref Vpc]]
          JoinList: !Join [',', !GetAtt Vpc.Subnets]
          Select: !Select [1, !GetAZs '']
          SelectLiteral: !Select [0, [a, b]]
          Split: !Split [',', !GetAtt Vpc.List]
          GetAZs:
            Fn::GetAZs: !Ref AWS::Region
          Cidr: !Cidr [!GetAtt Vpc.CidrBlock, 4, 8]
          Base64: !Base64 |
            #!/bin/sh
            echo hello
          Import: !ImportValue network-vpc
          Transform: !Transform
            Name: Upper
            Parameters:
              Text: a
          Dynamic: '{{resolve:ssm:/db/name:1}}'
    ");
}

#[test]
pub(crate) fn functions_of_the_language_extensions_bring_the_transform_once() {
    let template = template(|stack| {
        stack.stack().transform("MyMacro");
        let text = to_json_string(json!({"a": [1, true, null]}));
        stack.add(
            "Thing",
            thing()
                .property("Json", text)
                .property("Length", length(get_azs(""))),
        );
    });
    assert_snapshot!(template, @"
    Transform:
      - AWS::LanguageExtensions
      - MyMacro
    Resources:
      Thing:
        Type: Test::Thing
        Properties:
          Json: !ToJsonString
            a:
              - 1
              - true
              - null
          Length:
            Fn::Length: !GetAZs ''
    ");
}

#[test]
pub(crate) fn every_pseudo_parameter() {
    let template = template(|stack| {
        let all = [
            Pseudo::AccountId,
            Pseudo::NotificationArns,
            Pseudo::NoValue,
            Pseudo::Partition,
            Pseudo::Region,
            Pseudo::StackId,
            Pseudo::StackName,
            Pseudo::UrlSuffix,
        ];
        let mut thing = thing();
        for pseudo in all {
            let value: Value<Str> = pseudo.value();
            thing = thing.property(format!("{pseudo:?}"), value);
        }
        stack.add("Thing", thing);
    });
    assert_snapshot!(template, @"
    Resources:
      Thing:
        Type: Test::Thing
        Properties:
          AccountId: !Ref AWS::AccountId
          NotificationArns: !Ref AWS::NotificationARNs
          NoValue: !Ref AWS::NoValue
          Partition: !Ref AWS::Partition
          Region: !Ref AWS::Region
          StackId: !Ref AWS::StackId
          StackName: !Ref AWS::StackName
          UrlSuffix: !Ref AWS::URLSuffix
    ");
}

/// JSON written by hand may hold calls; they are calls in the template, too, so that checks
/// and diffs see them.
#[test]
pub(crate) fn json_of_the_users_own_is_read_as_a_template_is() {
    let template = template(|stack| {
        stack.add("Vpc", thing());
        stack.add(
            "Thing",
            thing()
                .property("Ref", json!({"Ref": "Vpc"}))
                .property("GetAtt", json!({"Fn::GetAtt": "Vpc.Endpoint.Address"}))
                .property("Deep", json!([{"A": {"Fn::Sub": "${Vpc}-x"}}]))
                .property("Policy", json!({"Condition": {"StringEquals": {"a": "b"}}})),
        );
    });
    assert_snapshot!(template, @"
    Resources:
      Vpc:
        Type: Test::Thing
      Thing:
        Type: Test::Thing
        Properties:
          Ref: !Ref Vpc
          GetAtt: !GetAtt Vpc.Endpoint.Address
          Deep:
            - A: !Sub '${Vpc}-x'
          Policy:
            Condition:
              StringEquals:
                a: b
    ");
}

/// What is looked up may be told by a parameter.
#[test]
pub(crate) fn dynamic_references_take_expressions() {
    let template = template(|stack| {
        let env = stack.add("Env", Parameter::string());
        let secret = stack.add("Secret", thing());
        let of = |service, reference| dynamic_reference::<Str>(service, reference);
        stack.add(
            "Thing",
            thing()
                .property("Parameter", of(DynamicService::Ssm, sub!("/{env}/db:1")))
                .property("Secure", of(DynamicService::SsmSecure, env.value()))
                .property(
                    "Secret",
                    of(
                        DynamicService::SecretsManager,
                        sub!("{id}:SecretString:password", id = secret.reference::<Str>()),
                    ),
                ),
        );
    });
    assert_snapshot!(template, @"
    Parameters:
      Env:
        Type: String
    Resources:
      Secret:
        Type: Test::Thing
      Thing:
        Type: Test::Thing
        Properties:
          Parameter: !Sub '{{resolve:ssm:/${Env}/db:1}}'
          Secure: !Sub '{{resolve:ssm-secure:${Env}}}'
          Secret: !Sub '{{resolve:secretsmanager:${Secret}:SecretString:password}}'
    ");
}

#[test]
fn outputs_of_other_stacks_are_of_every_kind() {
    let template = template(|stack| {
        let env = stack.add("Env", Parameter::string());
        let role = "arn:aws:iam::123456789012:role/reader";
        let zone: Value<Str> = sub!("{zone}.", zone = stack_output(sub!("{env}-dns"), "Zone"));
        stack.add(
            "Thing",
            thing()
                .property("Vpc", stack_output("network", "VpcId"))
                .property("Zone", zone)
                .property(
                    "Certificate",
                    stack_output("edge", "Certificate")
                        .region("us-east-1")
                        .role(role),
                ),
        );
    });
    assert_snapshot!(template, @"
    Parameters:
      Env:
        Type: String
    Resources:
      Thing:
        Type: Test::Thing
        Properties:
          Vpc: !GetStackOutput
            StackName: network
            OutputName: VpcId
          Zone: !Sub
            - '${Zone}.'
            - Zone:
                Fn::GetStackOutput:
                  StackName: !Sub '${Env}-dns'
                  OutputName: Zone
          Certificate: !GetStackOutput
            StackName: edge
            OutputName: Certificate
            Region: us-east-1
            RoleArn: arn:aws:iam::123456789012:role/reader
    ");
}
