use stackwright_template::{Node, Number, Value};

use crate::{json, shape};

#[test]
fn values() {
    for text in [
        "null",
        "true",
        "false",
        "0",
        "-1",
        "123456789012",
        "1.5",
        "-2.25",
        "\"\"",
        "[]",
        "{}",
        "[1,[2]]",
        r#"{"b":{"c":[]}}"#,
    ] {
        assert_eq!(shape(&json(text)), text);
    }
}

#[test]
fn numbers_keep_what_they_can() {
    let number = |text: &str| json(text).as_number();
    assert_eq!(number("9223372036854775807"), Some(Number::Int(i64::MAX)));
    assert_eq!(number("-9223372036854775808"), Some(Number::Int(i64::MIN)));
    assert_eq!(
        number("9223372036854775808"),
        Some(Number::Float(9_223_372_036_854_775_808.0))
    );
    assert_eq!(number("1e3"), Some(Number::Float(1000.0)));
    assert_eq!(number("1E-2"), Some(Number::Float(0.01)));
    assert_eq!(number("-0"), Some(Number::Int(0)));
}

#[test]
fn strings_are_unescaped() {
    let text = json(r#""\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00 é""#);
    assert_eq!(
        text.as_str(),
        Some("\"\\/\u{8}\u{c}\n\r\t\u{e9}\u{1f600} é")
    );
}

#[test]
fn words_are_strings() {
    assert_eq!(json("\"yes\""), Node::from("yes"));
    assert_eq!(json("\"0777\""), Node::from("0777"));
}

#[test]
fn space_of_every_kind() {
    let list = json("\r\n\t[ 1 ,\r2 ] ");
    assert_eq!(shape(&list), "[1,2]");
    assert!(matches!(&list.value, Value::List(items) if items[1].span.to_string() == "3:1"));
}
