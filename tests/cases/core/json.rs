use insta::assert_snapshot;
use serde_json::json;
use stackwright_core::{
    Bool, Condition, Expr, Float, Int, IntoValue, Json, List, MapOf, Mapping, Parameter, Props,
    Pseudo, RawHandle, Scope, Str, Value, get_azs, if_, join, json_string, length, no_value,
    object, select, split, sub,
};

use crate::support::{findings, template, thing};

fn object<const N: usize>(entries: [(&'static str, Expr); N]) -> Props {
    entries.into_iter().collect()
}

#[test]
fn what_is_known_is_one_string() {
    let template = template(|stack| {
        let document = json!({
            "text": "a \"quoted\" ${text}\n",
            "number": 1, "half": 0.5, "yes": true, "none": null, "list": [1, {"a": []}],
        });
        stack.add("Thing", thing().property("P", json_string(document)));
    });
    assert_snapshot!(template, @r#"
    Resources:
      Thing:
        Type: Test::Thing
        Properties:
          P: |-
            {
              "text": "a \"quoted\" ${text}\n",
              "number": 1,
              "half": 0.5,
              "yes": true,
              "none": null,
              "list": [
                1,
                {
                  "a": []
                }
              ]
            }
    "#);
}

#[test]
fn expressions_are_filled_in_at_deployment() {
    let template = template(|stack| {
        let project = stack.add("Project", Parameter::string());
        let days = stack.add("Days", Parameter::number());
        let quote: Value<Str> = IntoValue::<Str>::into_value("say \"x\"");
        let part = stack.scope("Part");
        part.define("Quote", quote.clone());
        part.define(
            "List",
            IntoValue::<stackwright_core::Json>::into_value(json!([1, "a"])),
        );
        let zone: Value<Str> = select(0, get_azs(""));
        let document = object([
            ("project", project.value().into_expr()),
            // A number stays one.
            ("days", days.value().into_expr()),
            ("zones", length(get_azs("")).into_expr()),
            ("text", sub!("\"{project}\" ${{a}} {quote}").into_expr()),
            ("zone", zone.into_expr()),
            (
                "quote",
                Value::<Str>::attribute(part.node(), "Quote").into_expr(),
            ),
            (
                "list",
                Value::<Str>::attribute(part.node(), "List").into_expr(),
            ),
            ("json", json_string(json!({"in": "json"})).into_expr()),
        ]);
        stack.add("Thing", thing().property("P", json_string(document)));
    });
    assert_snapshot!(template, @r#"
    Transform: AWS::LanguageExtensions
    Parameters:
      Project:
        Type: String
      Days:
        Type: Number
    Resources:
      Thing:
        Type: Test::Thing
        Properties:
          P: !Sub
            - |-
              {
                "project": "${Project}",
                "days": ${Days},
                "zones": ${Value},
                "text": "\"${Project}\" ${!a} say \"x\"",
                "zone": "${Value2}",
                "quote": "say \"x\"",
                "list": [
                  1,
                  "a"
                ],
                "json": "{\n  \"in\": \"json\"\n}"
              }
            - Value:
                Fn::Length: !GetAZs ''
              Value2: !Select [0, !GetAZs '']
    "#);
}

/// What the template says, with the variables filled in as CloudFormation does, is JSON and
/// says what the program said.
#[test]
fn what_comes_out_is_json() {
    let app = stackwright_core::App::new();
    let stack = app.stack("Test");
    let project = stack.add("Project", Parameter::string());
    let document = object([
        ("plain", Expr::from("\"${Project}\" \\ é")),
        ("sub", sub!("${{x}} \"{project}\" {{}}\\").into_expr()),
    ]);
    stack.add("Thing", thing().property("P", json_string(document)));
    let synthesis = app.synth();
    let template = &synthesis.stacks[0].template;
    let call = template
        .at("Resources/Thing/Properties/P")
        .and_then(|node| node.as_call());
    let sub = call.and_then(|call| call.sub()).expect("a substitution");
    let text: String = sub
        .parts()
        .iter()
        .map(|part| match part {
            stackwright_template::SubPart::Literal(text) => *text,
            stackwright_template::SubPart::Variable(variable) => {
                assert_eq!(variable.name, "Project");
                "shop"
            }
        })
        .collect();
    let value: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(
        value,
        json!({"plain": "\"${Project}\" \\ é", "sub": "${x} \"shop\" {}\\"})
    );
}

/// A condition, and a resource.
fn condition(stack: Scope<'_>) -> (stackwright_core::ConditionHandle, RawHandle) {
    let env = stack.add("Env", Parameter::string());
    let is = stack.add("Is", Condition::equals(env, "x"));
    (is, stack.add("Other", thing()))
}

#[test]
pub(crate) fn every_type_stands_as_what_it_is() {
    let template = template(|stack| {
        let (is, other) = condition(stack);
        let numbers = stack.add("Numbers", Parameter::list_of::<Float>());
        let texts = stack.add("Texts", Parameter::comma_delimited_list());
        let sizes = Mapping::new()
            .entry("a", "Count", 1)
            .entry("a", "Zones", ["x", "y"]);
        let sizes = stack.add(
            "Sizes",
            sizes.entry("b", "Count", 2).entry("a", "Name", "n"),
        );
        let key = Pseudo::Region.value();
        let document = object!({
            "choice": if_::<Int>(is, 1, 2),
            "truth": if_::<Bool>(is, true, false),
            "mixed": if_::<Json>(is, 1, "a \"b\""),
            "nested": if_::<Json>(is, if_::<Json>(is, [1, 2], object!({"a": other.attribute::<Int>("Port")})), "none"),
            "number": other.attribute::<Int>("Port"),
            "enabled": other.attribute::<Bool>("Enabled"),
            "list": other.attribute::<List<Str>>("Zones"),
            "numbers": numbers,
            "texts": texts,
            "split": split("|", other.attribute::<Str>("Parts")),
            "one number": select::<Json>(0, numbers.value().assume::<List<Json>>()),
            "one text": select(0, texts),
            "found number": sizes.find::<Json>(key.clone(), "Count"),
            "found list": sizes.find::<Json>("a", "Zones"),
            "found text": sizes.find::<Json>("a", "Name"),
            "known number": sizes.find::<Int>("a", "Name"),
            "escaped": join("\"", [if_::<Str>(is, "\"", "\n"), key.clone()]),
            "sub": sub!("a{x}", x = if_::<Str>(is, "\"", "b")),
            "inner": json_string(object!({"a": if_::<Str>(is, "x", "y"), "b": numbers})),
            "large": u64::MAX,
        });
        stack.add("Thing", thing().property("P", json_string(document)));
    });
    assert_snapshot!(template, @r#"
    Parameters:
      Env:
        Type: String
      Numbers:
        Type: List<Number>
      Texts:
        Type: CommaDelimitedList
    Mappings:
      Sizes:
        a:
          Count: 1
          Zones:
            - x
            - 'y'
          Name: 'n'
        b:
          Count: 2
    Conditions:
      Is: !Equals [!Ref Env, x]
    Resources:
      Other:
        Type: Test::Thing
      Thing:
        Type: Test::Thing
        Properties:
          P: !Sub
            - |-
              {
                "choice": ${Value},
                "truth": ${Value2},
                "mixed": ${Value3},
                "nested": ${Value4},
                "number": ${Other.Port},
                "enabled": ${Other.Enabled},
                "list": ["${Value5}"],
                "numbers": [${Value6}],
                "texts": ["${Value7}"],
                "split": ["${Value8}"],
                "one number": ${Value9},
                "one text": "${Value10}",
                "found number": ${Value11},
                "found list": ["${Value12}"],
                "found text": "${Value13}",
                "known number": ${Value13},
                "escaped": "${Value14}",
                "sub": "a${X}",
                "inner": "{\n  \"a\": ${Value15},\n  \"b\": [${Value6}]\n}",
                "large": 18446744073709551615
              }
            - Value: !If [Is, '1', '2']
              Value2: !If [Is, 'true', 'false']
              Value3: !If [Is, '1', '"a \"b\""']
              Value4: !If
                - Is
                - !If
                  - Is
                  - |-
                    [
                        1,
                        2
                      ]
                  - !Sub |-
                    {
                        "a": ${Other.Port}
                      }
                - '"none"'
              Value5: !Join ['","', !GetAtt Other.Zones]
              Value6: !Join [',', !Ref Numbers]
              Value7: !Join ['","', !Ref Texts]
              Value8: !Join ['","', !Split ['|', !GetAtt Other.Parts]]
              Value9: !Select [0, !Ref Numbers]
              Value10: !Select [0, !Ref Texts]
              Value11: !FindInMap [Sizes, !Ref AWS::Region, Count]
              Value12: !Join ['","', !FindInMap [Sizes, a, Zones]]
              Value13: !FindInMap [Sizes, a, Name]
              Value14: !Join [\", [!If [Is, \", \n], !Ref AWS::Region]]
              X: !If [Is, \", b]
              Value15: !If [Is, \"x\", \"y\"]
    "#);
}

/// What is left out under a condition goes with its key and its comma.
#[test]
fn no_value_leaves_out_what_it_stands_for() {
    let template = template(|stack| {
        let (is, other) = condition(stack);
        let part = stack.scope("Part");
        part.define(
            "Perhaps",
            if_::<Str>(is, other.attribute::<Str>("Arn"), no_value()),
        );
        let document = object!({
            "never": no_value(),
            "first": if_::<Json>(is, 1, no_value()),
            "second": "b",
            "third": 3,
            "fourth": if_::<Json>(is, no_value(), if_::<Json>(is, object!({"a": 1}), no_value())),
            "defined": Value::<Str>::attribute(part.node(), "Perhaps"),
            "list": [no_value(), no_value()],
            "perhaps": [if_::<Str>(is, "a", no_value())],
        });
        stack.add(
            "Thing",
            thing()
                .property("P", json_string(document))
                .property(
                    "Whole",
                    json_string(if_::<Json>(is, object!({"a": 1}), no_value())),
                )
                .property("None", json_string(no_value())),
        );
    });
    assert_snapshot!(template, @r#"
    Parameters:
      Env:
        Type: String
    Conditions:
      Is: !Equals [!Ref Env, x]
    Resources:
      Other:
        Type: Test::Thing
      Thing:
        Type: Test::Thing
        Properties:
          P: !Sub
            - |-
              {
                ${Entries}
              }
            - Entries: !Join
                - ",\n  "
                - - !If [Is, '"first": 1', !Ref AWS::NoValue]
                  - |-
                    "second": "b",
                      "third": 3
                  - !If
                    - Is
                    - !Ref AWS::NoValue
                    - !If
                      - Is
                      - |-
                        "fourth": {
                            "a": 1
                          }
                      - !Ref AWS::NoValue
                  - !If [Is, !Sub '"defined": "${Other.Arn}"', !Ref AWS::NoValue]
                  - !Sub
                    - |-
                      "list": [],
                        "perhaps": [
                          ${Entries}
                        ]
                    - Entries: !Join
                        - ",\n    "
                        - - !If [Is, '"a"', !Ref AWS::NoValue]
          Whole: !If
            - Is
            - |-
              {
                "a": 1
              }
            - !Ref AWS::NoValue
          None: !Ref AWS::NoValue
    "#);
}

#[test]
fn json_of_the_users_own_may_choose_too() {
    let template = template(|stack| {
        condition(stack);
        let document = json!({
            "a": {"Fn::If": ["Is", 1, {"Ref": "AWS::NoValue"}]},
            "b": {"Fn::If": ["Is", true, false]},
        });
        stack.add("Thing", thing().property("P", json_string(document)));
    });
    assert_snapshot!(template, @r#"
    Parameters:
      Env:
        Type: String
    Conditions:
      Is: !Equals [!Ref Env, x]
    Resources:
      Other:
        Type: Test::Thing
      Thing:
        Type: Test::Thing
        Properties:
          P: !Sub
            - |-
              {
                ${Entries}
              }
            - Entries: !Join
                - ",\n  "
                - - !If [Is, '"a": 1', !Ref AWS::NoValue]
                  - !Sub
                    - '"b": ${Value}'
                    - Value: !If [Is, 'true', 'false']
    "#);
}

#[test]
fn a_part_of_a_text_cannot_be_left_out() {
    let text = findings(|app| {
        let stack = app.stack("Test");
        let (is, other) = condition(*stack);
        let perhaps = if_::<Str>(is, other.attribute::<Str>("Arn"), no_value());
        let none: Value<Str> = no_value().into_value();
        // Alone, it is the property that is left out.
        stack.add("Whole", thing().property("P", sub!("{perhaps}")));
        stack.add("Part", thing().property("P", sub!("a{perhaps}")));
        stack.add("None", thing().property("P", sub!("a{none}")));
        let document = object!({"a": sub!("a{perhaps}")});
        stack.add("Json", thing().property("P", json_string(document)));
    });
    assert_snapshot!(text, @r#"
    error[APP132]: a part of a text is, or may be, `AWS::NoValue`
      at Test/Part
      help: choose between whole texts, `if_(c, sub!(..), no_value())`, or write an empty part: `""`
    error[APP132]: a part of a text is, or may be, `AWS::NoValue`
      at Test/None
      help: choose between whole texts, `if_(c, sub!(..), no_value())`, or write an empty part: `""`
    error[APP132]: a part of a text is, or may be, `AWS::NoValue`
      at Test/Json
      help: choose between whole texts, `if_(c, sub!(..), no_value())`, or write an empty part: `""`
    "#);
}

#[test]
fn an_object_that_deployment_brings_is_no_text() {
    let text = findings(|app| {
        let stack = app.stack("Test");
        let (_, other) = condition(*stack);
        let document = object!({"a": other.attribute::<MapOf<Str>>("Tags")});
        stack.add("Thing", thing().property("P", json_string(document)));
    });
    assert_snapshot!(text, @"
    error[APP133]: an object that only deployment knows stands in JSON text
      at Test/Thing
      help: name its parts one by one, or write the whole with `to_json_string`
    ");
}
