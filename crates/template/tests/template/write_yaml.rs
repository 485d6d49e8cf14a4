use stackwright_template::{Function, Map, Node, Template};

fn written(value: impl Into<Node>) -> String {
    Template::from(Map::from_iter([("a", value.into())])).to_yaml()
}

fn call(function: Function, argument: impl Into<Node>) -> Node {
    Node::call(function, argument)
}

fn list<const N: usize>(items: [Node; N]) -> Node {
    Node::from(Vec::from(items))
}

#[test]
fn as_a_person_writes_it() {
    // Reading keeps the order and the values; so this text has to come out as it went in.
    let text = "\
AWSTemplateFormatVersion: '2010-09-09'
Description: It's a service, with a cluster
Parameters:
  Env:
    Type: String
    AllowedValues:
      - dev
      - prod
    Default: dev
Conditions:
  IsProd: !Equals [!Ref Env, prod]
  Both: !And [!Condition IsProd, !Not [!Equals [!Ref Env, '']]]
Resources:
  Service:
    Type: AWS::ECS::Service
    DependsOn: Listener
    Properties:
      Cluster: !Ref Cluster
      Role: !GetAtt Role.Arn
      Name: !Sub '${AWS::StackName}-web'
      DesiredCount: !If [IsProd, 2, 1]
      Size: !FindInMap [Sizes, !Ref Env, Web]
      Zone: !Select [0, !GetAZs '']
      Image: !Join ['', [!Ref Repository, ':', v1]]
      Nothing: !Ref AWS::NoValue
      Enabled: true
      Version: '1.10'
      Account: '012345678901'
      Time: '12:30'
      Cron: cron(0 12 * * ? *)
      Cidr: 10.0.0.0/16
      Tags: []
      Options: {}
      Ports:
        - ContainerPort: 80
          Protocol: tcp
        - - nested
          - list
      UserData:
        Fn::Base64: !Sub |
          #!/bin/bash
          echo ${AWS::Region} > /tmp/x

          exit 0
      Vars: !Sub
        - '${A}-x'
        - A: !ImportValue other
      Include: !Transform
        Name: AWS::Include
        Parameters:
          Location: s3://bucket/key
      Subnets: !If
        - IsProd
        - - !Ref A
          - Key: value
        - !Ref AWS::NoValue
Outputs:
  Url:
    Value: !Sub 'http://${Alb.DNSName}'
    Export:
      Name: !Sub '${AWS::StackName}-Url'
";
    let template = Template::from_yaml(text).unwrap();
    assert_eq!(template.to_yaml(), text);
}

#[test]
fn a_call_in_a_call() {
    let inner = || call(Function::Sub, "x");
    assert_eq!(
        written(call(Function::Base64, inner())),
        "a:\n  Fn::Base64: !Sub x\n"
    );
    assert_eq!(
        written(list([call(Function::Base64, inner())])),
        "a:\n  - Fn::Base64: !Sub x\n"
    );
    assert_eq!(
        written(call(
            Function::Join,
            list([Node::from(","), list([call(Function::Base64, inner())])])
        )),
        "a: !Join\n  - ','\n  - - Fn::Base64: !Sub x\n"
    );
}

#[test]
fn a_word_behind_a_tag_would_be_a_string() {
    assert_eq!(written(call(Function::Ref, 1)), "a:\n  Ref: 1\n");
    assert_eq!(written(call(Function::Ref, true)), "a:\n  Ref: true\n");
    assert_eq!(written(call(Function::Ref, "1")), "a: !Ref '1'\n");
}

#[test]
fn an_attribute_with_a_dot_in_the_wrong_place_stays_a_list() {
    let att = |a: &'static str, b: &'static str| {
        written(call(Function::GetAtt, list([a.into(), b.into()])))
    };
    assert_eq!(att("A", "B.C"), "a: !GetAtt A.B.C\n");
    assert_eq!(att("A.B", "C"), "a: !GetAtt [A.B, C]\n");
    assert_eq!(att("A", ""), "a: !GetAtt [A, '']\n");
}

#[test]
fn arguments_move_below_where_the_line_is_full() {
    let long = "x".repeat(60);
    let arguments = list([
        Node::from("C"),
        Node::from(long.clone()),
        Node::from("y".repeat(20)),
    ]);
    assert_eq!(
        written(call(Function::If, arguments)),
        format!("a: !If\n  - C\n  - {long}\n  - yyyyyyyyyyyyyyyyyyyy\n")
    );
}

#[test]
fn several_lines() {
    for (text, expected) in [
        ("x\ny\n", "a: |\n  x\n  y\n"),
        ("x\ny", "a: |-\n  x\n  y\n"),
        ("x\ny\n\n", "a: |+\n  x\n  y\n\n"),
        ("x\n\n  y\n", "a: |\n  x\n\n    y\n"),
        ("x\n", "a: |\n  x\n"),
        // A block would lose or mistake these.
        (" x\ny", "a: \" x\\ny\"\n"),
        ("x\n ", "a: \"x\\n \"\n"),
        ("\nx", "a: \"\\nx\"\n"),
        ("\n", "a: \"\\n\"\n"),
        ("x\r\ny", "a: \"x\\r\\ny\"\n"),
        ("x\n\u{1}", "a: \"x\\n\\x01\"\n"),
    ] {
        assert_eq!(written(text), expected, "{text:?}");
    }
}

#[test]
fn quotes_where_a_bare_word_says_something_else() {
    for text in [
        "",
        " ",
        "yes",
        "No",
        "on",
        "y",
        "N",
        "null",
        "~",
        "true",
        "0123",
        "08",
        "1e3",
        "1.10",
        ".5",
        "0x1F",
        "0o17",
        "1_000",
        "12:30",
        "2012-10-17",
        "2012-10-17T10:00:00Z",
        ".inf",
        ".nan",
        "=",
        "<<",
        "-",
        "- a",
        "--- a",
        "? a",
        ": a",
        "a: b",
        "a:",
        "a #b",
        "#a",
        "&a",
        "*a",
        "!a",
        "|",
        ">",
        "%a",
        "@a",
        "`a",
        "\"a",
        "[a",
        "]",
        "{a",
        "}",
        ",a",
        " a",
        "a ",
        "a\tb",
    ] {
        assert_eq!(written(text), format!("a: '{text}'\n"));
    }
    assert_eq!(written("'a'"), "a: '''a'''\n");
    for text in [
        "a",
        "-a",
        "a-b",
        "AWS::Region",
        "arn:aws:iam::1:role/x",
        "a,b",
        "it's",
        "a#b",
        "a[0]",
        "$x",
        "10.0.0.0/16",
        "1.2.3-beta",
        "v1",
        "t3.micro",
        "*.example.com".trim_start_matches('*'),
        "/a/b",
        "a=b",
        "é",
        "😀",
        "No.",
        "nullable",
        "3000/tcp",
        "GET,HEAD",
    ] {
        assert_eq!(written(text), format!("a: {text}\n"));
    }
    assert_eq!(
        written("\u{85}\u{2028}\u{FEFF}\u{1F}"),
        "a: \"\\x85\\u2028\\uFEFF\\x1F\"\n"
    );
}

#[test]
fn more_quotes_between_brackets() {
    let arguments = list([Node::from("a,b"), Node::from("x?"), Node::from("c d")]);
    assert_eq!(
        written(call(Function::If, arguments)),
        "a: !If ['a,b', 'x?', c d]\n"
    );
}

#[test]
fn numbers() {
    for (number, expected) in [
        (1.0, "1.0"),
        (-0.5, "-0.5"),
        (1e16, "1.0e+16"),
        (1.5e300, "1.5e+300"),
        (1e-7, "1.0e-7"),
    ] {
        assert_eq!(written(number), format!("a: {expected}\n"));
    }
    assert_eq!(written(123_456_789_012), "a: 123456789012\n");
}

#[test]
fn keys() {
    let map = Map::from_iter([("yes", 1), ("012345678901", 2), ("a b", 3), ("x\ny", 4)]);
    assert_eq!(
        Template::from(map).to_yaml(),
        "'yes': 1\n'012345678901': 2\na b: 3\n\"x\\ny\": 4\n"
    );
    let long = "k".repeat(200);
    let map = Map::from_iter([(long.clone(), Map::from_iter([("b", 1)]))]);
    assert_eq!(
        Template::from(map).to_yaml(),
        format!("? {long}\n:\n  b: 1\n")
    );
}

#[test]
fn nothing_at_all() {
    assert_eq!(Template::new().to_yaml(), "{}\n");
    assert_eq!(Template::new().to_json(), "{}\n");
}

/// AWS's page on the function forbids short forms in its short form.
#[test]
fn no_short_form_within_get_stack_output() {
    let names =
        |stack: Node| Map::from_iter([("StackName", stack), ("OutputName", Node::from("V"))]);
    assert_eq!(
        written(call(Function::GetStackOutput, names(Node::from("network")))),
        "a: !GetStackOutput\n  StackName: network\n  OutputName: V\n"
    );
    let nested = call(Function::GetStackOutput, names(call(Function::Ref, "Net")));
    assert_eq!(
        written(nested.clone()),
        "a:\n  Fn::GetStackOutput:\n    StackName: !Ref Net\n    OutputName: V\n"
    );
    assert_eq!(
        written(list([nested])),
        "a:\n  - Fn::GetStackOutput:\n      StackName: !Ref Net\n      OutputName: V\n"
    );
}
