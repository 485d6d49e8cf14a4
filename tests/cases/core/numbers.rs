//! Numbers are exact, or refused: never another number.

use insta::assert_snapshot;
use serde_json::json;
use stackwright_core::{Float, Int, IntoValue, Parameter, Str, Value, sub};

use crate::support::{findings, template, thing};

#[test]
fn what_a_template_can_hold_is_exact() {
    let template = template(|stack| {
        let int: Value<Int> = (i64::MAX as u64).into_value();
        let float: Value<Float> = usize::from(7u8).into_value();
        let text: Value<Str> = u64::MAX.into_value();
        stack.add(
            "Thing",
            thing()
                .property("Int", int)
                .property("Least", i64::MIN)
                .property("Float", float)
                .property("Json", json!({"n": i64::MAX, "half": 0.5}))
                .property("Text", text)
                .property("Sub", sub!("a{n}", n = u64::MAX)),
        );
    });
    assert_snapshot!(template, @"
    Resources:
      Thing:
        Type: Test::Thing
        Properties:
          Int: 9223372036854775807
          Least: -9223372036854775808
          Float: 7
          Json:
            'n': 9223372036854775807
            half: 0.5
          Text: '18446744073709551615'
          Sub: a18446744073709551615
    ");
}

#[test]
fn what_a_template_cannot_hold_is_reported() {
    let text = findings(|app| {
        let stack = app.stack("Test");
        let large: Value<Int> = usize::MAX.into_value();
        stack.add("Large", thing().property("P", large));
        stack.add("Json", thing().property("P", json!([u64::MAX])));
        stack.add("None", thing().property("P", f64::NAN));
        stack.add("Infinite", thing().property("P", -f64::INFINITY));
        stack.add(
            "Text",
            thing().property("P", stackwright_core::json_string(f64::INFINITY)),
        );
        stack.add("Most", Parameter::number().max_value(f64::INFINITY));
    });
    assert_snapshot!(text, @"
    error[APP130]: `18446744073709551615` is no number that a template can hold
      at Test/Large
      help: a whole number is at most 9223372036854775807, and none is infinite; what is longer is text
    error[APP130]: `18446744073709551615` is no number that a template can hold
      at Test/Json
      help: a whole number is at most 9223372036854775807, and none is infinite; what is longer is text
    error[APP130]: `NaN` is no number that a template can hold
      at Test/None
      help: a whole number is at most 9223372036854775807, and none is infinite; what is longer is text
    error[APP130]: `-inf` is no number that a template can hold
      at Test/Infinite
      help: a whole number is at most 9223372036854775807, and none is infinite; what is longer is text
    error[APP130]: `inf` is no number that a template can hold
      at Test/Text
      help: a whole number is at most 9223372036854775807, and none is infinite; what is longer is text
    error[APP130]: `inf` is no number that a template can hold
      at Test/Most
      help: a whole number is at most 9223372036854775807, and none is infinite; what is longer is text
    ");
}
