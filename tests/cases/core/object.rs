//! `object!`: JSON with references.

use insta::assert_snapshot;
use stackwright_core::{
    App, Int, Json, List, Parameter, Str, Value, get_azs, no_value, object, sub, to_json_string,
};

use crate::support::{findings, template, thing};

/// Its call has a comma that is between no two values.
fn pair<A: Into<i64>, B: Into<i64>>(a: A, b: B) -> i64 {
    a.into() + b.into()
}

#[test]
fn it_is_written_like_json() {
    let template = template(|stack| {
        let dead = stack.add("Dead", thing());
        let days = stack.add("Days", Parameter::number());
        let key = "computed".to_owned();
        let policy: Value<Json> = object!({
            "deadLetterTargetArn": dead.attribute::<Str>("Arn"),
            "maxReceiveCount": 5,
            r"raw\key": -1.5,
            (key): [true, null, "text", [], {}, days, {"deep": sub!("{days}-x")},],
            "owned": format!("{}-{}", 1, 2),
            "angles": [pair::<u8, u8>(1, 2), 3],
            "typed": <Value<Int> as Clone>::clone(&dead.attribute::<Int>("Port")),
            "list": get_azs(""),
            "call": {"Ref": "Dead"},
            "left out": no_value(),
        });
        stack.add(
            "Thing",
            thing().property("P", policy).property("Empty", object!({})),
        );
        stack.of(dead).metadata("M", object!({"a": 1}));
        stack.override_property(
            dead,
            "/Text",
            to_json_string(object!({"a": [dead.reference::<Str>()]})),
        );
    });
    assert_snapshot!(template, @r#"
    Transform: AWS::LanguageExtensions
    Parameters:
      Days:
        Type: Number
    Resources:
      Dead:
        Type: Test::Thing
        Metadata:
          M:
            a: 1
        Properties:
          Text: !ToJsonString
            a:
              - !Ref Dead
      Thing:
        Type: Test::Thing
        Properties:
          P:
            deadLetterTargetArn: !GetAtt Dead.Arn
            maxReceiveCount: 5
            raw\key: -1.5
            computed:
              - true
              - null
              - text
              - []
              - {}
              - !Ref Days
              - deep: !Sub '${Days}-x'
            owned: '1-2'
            angles:
              - 3
              - 3
            typed: !GetAtt Dead.Port
            list: !GetAZs ''
            call: !Ref Dead
            left out: !Ref AWS::NoValue
          Empty: {}
    "#);
}

#[test]
fn a_mistake_in_it_has_its_place() {
    let text = findings(|app: &App| {
        let other = App::new();
        let foreign = other.stack("Other").add("Thing", thing());
        let zones = foreign.attribute::<List<Str>>("Zones");
        app.stack("Test")
            .add("Thing", thing().property("P", object!({"a": [zones]})));
    });
    assert_snapshot!(text, @"
    error[APP103]: a handle of another app is used here
      at Test/Thing
      help: a handle is good only for the app whose scope returned it
    ");
}
