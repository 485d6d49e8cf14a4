use insta::assert_snapshot;
use serde_json::json;
use stackwright_core::{
    Expr, IntoValue, Parameter, Props, Str, Value, get_azs, json_string, length, select, sub,
};

use crate::support::{template, thing};

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
