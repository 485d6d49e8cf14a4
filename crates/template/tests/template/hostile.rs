use proptest::prelude::*;
use stackwright_template::{MAX_DEPTH, Template};

use crate::{json_error, yaml_error};

const TOO_DEEP: &str = "found more than 200 levels of nesting; expected at most 200";

fn nested_json(levels: usize) -> String {
    format!("{}1{}", "{\"a\":".repeat(levels), "}".repeat(levels))
}

fn nested_flow(levels: usize) -> String {
    format!("{}1{}", "{a: ".repeat(levels), "}".repeat(levels))
}

fn nested_block(levels: usize) -> String {
    (0..levels)
        .map(|level| format!("{}a:\n", " ".repeat(level)))
        .collect()
}

#[test]
fn as_deep_as_allowed() {
    let json = Template::from_json(&nested_json(MAX_DEPTH)).unwrap();
    assert_eq!(Template::from_yaml(&nested_flow(MAX_DEPTH)).unwrap(), json);
    assert!(Template::from_yaml(&nested_block(MAX_DEPTH)).is_ok());
    // What recurses over the tree of a file has room to do so.
    assert_eq!(json.clone(), json);
    assert_eq!(Template::from_yaml(&json.to_yaml()).unwrap(), json);
    assert_eq!(Template::from_json(&json.to_json()).unwrap(), json);
}

#[test]
fn deeper_than_allowed() {
    for levels in [MAX_DEPTH + 1, 10_000] {
        assert_eq!(
            json_error(&nested_json(levels)),
            format!("1:1001: {TOO_DEEP}")
        );
        assert!(yaml_error(&nested_flow(levels)).ends_with(TOO_DEEP));
    }
    assert!(yaml_error(&nested_block(1_000)).ends_with(TOO_DEEP));
    assert!(yaml_error(&"- ".repeat(10_000)).ends_with(TOO_DEEP));
    assert_eq!(
        yaml_error(&"? ".repeat(10_000)),
        "1:3: found a map as a key; expected a string"
    );
    assert!(json_error(&format!("{{\"a\": {}", "[".repeat(10_000))).ends_with(TOO_DEEP));
}

/// A function in its short form is a level too, because its long form is a map.
#[test]
fn functions_are_levels() {
    let nested = |levels: usize| {
        let (open, close) = ("!Not [".repeat(levels), "]".repeat(levels));
        format!("a: {open}!Ref B{close}\n")
    };
    let template = Template::from_yaml(&nested(99)).unwrap();
    assert_eq!(Template::from_json(&template.to_json()).unwrap(), template);
    assert!(yaml_error(&nested(100)).ends_with(TOO_DEEP));
    let anchored = format!(
        "a: &a !Not [!Ref B]\nb: {}*a{}\n",
        "[".repeat(197),
        "]".repeat(197)
    );
    assert_eq!(yaml_error(&anchored), format!("2:201: {TOO_DEEP}"));
}

#[test]
fn deep_through_aliases() {
    let half = format!("{}{}", "[".repeat(150), "]".repeat(150));
    let text = format!("a: &a {half}\nb: {}*a{}\n", "[".repeat(60), "]".repeat(60));
    assert_eq!(yaml_error(&text), format!("2:64: {TOO_DEEP}"));
}

#[test]
fn alias_bomb() {
    let mut text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..10 {
        let before = format!("*a{}", level - 1);
        text += &format!(
            "a{level}: &a{level} [{}]\n",
            [before.as_str(); 10].join(", ")
        );
    }
    assert_eq!(
        yaml_error(&text),
        "6:10: found aliases that expand to more than 250000 values; expected fewer"
    );
}

#[test]
fn alias_bomb_of_one_long_text() {
    let long = "x".repeat(100_000);
    let text = format!("a: &a {long}\nb: [{}]\n", ["*a"; 100].join(", "));
    assert!(yaml_error(&text).contains("expand to more than 250000 values"));
}

#[test]
fn ten_megabytes() {
    let line = format!("x{}: \"{}\"\n", "{}", "é→y".repeat(2_000));
    let mut text = String::new();
    let mut number = 0;
    while text.len() < 10_000_000 {
        text += &line.replacen("{}", &number.to_string(), 1);
        number += 1;
    }
    let template = Template::from_yaml(&text).unwrap();
    assert_eq!(template.root().len(), number);
    let json = template.to_json_compact();
    assert_eq!(Template::from_json(&json).unwrap(), template);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        for file in ["x", "x.yaml", "x.json"] {
            let _ = Template::read(&bytes, file);
        }
    }

    /// Text from the pieces that make up YAML and JSON comes further into the readers.
    #[test]
    fn pieces_never_panic(pieces in prop::collection::vec(piece(), 0..40)) {
        let text = pieces.concat();
        for file in ["x.yaml", "x.json"] {
            if let Ok(template) = Template::read(text.as_bytes(), file) {
                // Whatever was read is written and read again without a change.
                let yaml = template.to_yaml();
                prop_assert_eq!(&Template::from_yaml(&yaml).expect(&yaml), &template, "{}", yaml);
                let json = template.to_json();
                prop_assert_eq!(&Template::from_json(&json).expect(&json), &template, "{}", json);
                let _ = template.references();
            }
        }
    }
}

fn piece() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "a",
        "b",
        ": ",
        ":",
        "- ",
        "-",
        "\n",
        "\n  ",
        "\n    ",
        " ",
        "\t",
        "[",
        "]",
        "{",
        "}",
        ", ",
        ",",
        "\"",
        "'",
        "\\",
        "\\n",
        "\\u00e9",
        "|",
        "|-\n",
        ">",
        ">\n  ",
        "&x ",
        "*x",
        "<<: ",
        "!Ref ",
        "!Sub ",
        "!GetAtt ",
        "!If ",
        "!!str ",
        "! ",
        "!",
        "? ",
        "# x",
        "---\n",
        "...\n",
        "%YAML 1.1\n",
        "é",
        "\u{85}",
        "${A}",
        "${!A}",
        "Ref",
        "Condition",
        "Fn::GetAtt",
        "A.B",
        "0777",
        "1.10",
        "yes",
        "~",
        "12:30",
        "1e3",
        "\"a\": ",
        "\"Ref\": ",
        "\r\n",
        "\u{2028}",
        "\u{FEFF}",
        "@",
        "`",
        "=",
        "a:\n",
        "a: ",
    ])
}
