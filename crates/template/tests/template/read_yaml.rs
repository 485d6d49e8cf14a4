use stackwright_template::{Function, Map, Node, Number, Template, Value};

use crate::{json, shape, yaml};

#[track_caller]
fn reads_as(text: &str, expected: &str) {
    assert_eq!(shape(&yaml(text)), expected, "{text}");
}

#[test]
fn a_short_call_is_the_long_one() {
    for (short, long) in [
        ("!Ref X", r#"{"Ref": "X"}"#),
        ("!Condition IsProd", r#"{"Condition": "IsProd"}"#),
        ("!Sub '${A}-x'", r#"{"Fn::Sub": "${A}-x"}"#),
        (
            "!Sub ['${B}', {B: 1}]",
            r#"{"Fn::Sub": ["${B}", {"B": 1}]}"#,
        ),
        ("!GetAZs ''", r#"{"Fn::GetAZs": ""}"#),
        ("!GetAZs", r#"{"Fn::GetAZs": ""}"#),
        (
            "!If [C, !Ref A, 2]",
            r#"{"Fn::If": ["C", {"Ref": "A"}, 2]}"#,
        ),
        (
            "!Transform {Name: AWS::Include, Parameters: {Location: s3}}",
            r#"{"Fn::Transform": {"Name": "AWS::Include", "Parameters": {"Location": "s3"}}}"#,
        ),
        (
            "!Join\n  - ','\n  - [a, b]",
            r#"{"Fn::Join": [",", ["a", "b"]]}"#,
        ),
    ] {
        let short_form = yaml(short);
        assert!(short_form.as_call().is_some(), "{short}");
        assert_eq!(short_form, json(long), "{short}");
        // JSON is YAML, so the long form is read there too.
        assert_eq!(short_form, yaml(long), "{short}");
    }
}

#[test]
fn every_function_has_both_forms() {
    for function in Function::ALL {
        let expected = Node::call(function, "X");
        assert_eq!(yaml(&format!("!{} X", function.tag())), expected);
        assert_eq!(
            json(&format!(r#"{{"{}": "X"}}"#, function.name())),
            expected
        );
    }
}

#[test]
fn the_attribute_is_split_at_the_first_dot() {
    let expected = r#"{"Fn::GetAtt":["A","Outputs.Url"]}"#;
    reads_as("!GetAtt A.Outputs.Url", expected);
    reads_as("{Fn::GetAtt: A.Outputs.Url}", expected);
    reads_as("!GetAtt [A, Outputs.Url]", expected);
    assert_eq!(shape(&json(r#"{"Fn::GetAtt": "A.Outputs.Url"}"#)), expected);
    // What cannot be split is left to the checker.
    for odd in ["A", "A.", ".A"] {
        reads_as(
            &format!("!GetAtt {odd}"),
            &format!(r#"{{"Fn::GetAtt":"{odd}"}}"#),
        );
    }
}

#[test]
fn what_only_looks_like_a_call_is_a_map() {
    for text in [
        "{Condition: {StringEquals: {a: b}}}",
        "!Condition {StringEquals: {a: b}}",
        "{Ref: X, Other: 1}",
        "{Fn::Transform: {Name: X}, Other: 1}",
        "{Fn::ForEach::Loop: [X, [a], {}]}",
        "{Fn::Nothing: X}",
        "{GetAtt: X}",
    ] {
        assert!(yaml(text).as_map().is_some(), "{text}");
    }
    let whole = Template::from_yaml("Ref: X").unwrap();
    assert_eq!(whole.root().get("Ref").and_then(Node::as_str), Some("X"));
}

#[test]
fn a_call_can_stand_in_the_map_of_another() {
    reads_as("!Base64 {Ref: X}", r#"{"Fn::Base64":{"Ref":"X"}}"#);
    reads_as("{Fn::Base64: !Sub x}", r#"{"Fn::Base64":{"Fn::Sub":"x"}}"#);
}

#[test]
fn a_word_behind_a_function_is_a_string() {
    reads_as("!Ref 123", r#"{"Ref":"123"}"#);
    reads_as("!Ref yes", r#"{"Ref":"yes"}"#);
}

#[test]
fn words_are_resolved_as_in_yaml_1_1() {
    reads_as("yes", "true");
    reads_as("Off", "false");
    reads_as("~", "null");
    reads_as("", "null");
    reads_as("2012-10-17", r#""2012-10-17""#);
    reads_as("0777", "511");
    reads_as("123456789012", "123456789012");
    reads_as("012345678901", r#""012345678901""#);
    reads_as("'yes'", r#""yes""#);
    reads_as("\"0777\"", r#""0777""#);
    reads_as("|-\n  0777", r#""0777""#);
}

#[test]
fn the_source_keeps_what_a_number_lost() {
    for word in [
        "1.10",
        "0777",
        "1e3",
        "12:30",
        "1_000",
        "123456789012345678901234567890",
    ] {
        let template = Template::from_yaml(&format!("é: {{a: {word} }}\n")).unwrap();
        let node = template.at("é/a").unwrap();
        assert!(node.as_number().is_some(), "{word}");
        assert_eq!(template.text_of(node), Some(word));
    }
    assert_eq!(Template::new().text_of(&Node::from(1)), None);
}

#[test]
fn core_tags_say_what_a_value_is() {
    reads_as("!!str 12", r#""12""#);
    reads_as("! 12", r#""12""#);
    reads_as("!<tag:yaml.org,2002:str> 12", r#""12""#);
    reads_as("!!int '12'", "12");
    reads_as("!!float '1.5'", "1.5");
    reads_as("!!bool 'yes'", "true");
    reads_as("!!null ''", "null");
    reads_as("!!seq [1]", "[1]");
    reads_as("!!map {b: 1}", r#"{"b":1}"#);
}

#[test]
fn a_key_is_the_text_that_stands_there() {
    let template = Template::from_yaml(
        "012345678901: a\n0777: b\n1.10: c\nyes: d\nnull: e\n~: f\n'': g\n? h\n: i\n",
    )
    .unwrap();
    let keys: Vec<&str> = template.root().keys().map(|key| key.as_str()).collect();
    assert_eq!(
        keys,
        ["012345678901", "0777", "1.10", "yes", "null", "~", "", "h"]
    );
}

#[test]
fn an_alias_is_what_it_names() {
    let template =
        Template::from_yaml("a: &x {b: [1, !Ref C]}\nc: *x\nd: &k key\ne: {*k : 1}\n").unwrap();
    assert_eq!(template.at("c"), template.at("a"));
    assert_eq!(template.at("e/key"), Some(&Node::from(1)));
    assert_eq!(template.at("c").unwrap().span.to_string(), "2:4");
    assert_eq!(template.at("c/b").unwrap().span.to_string(), "1:11");
    // An anchor is redefined for what follows.
    let twice = Template::from_yaml("a: &x 1\nb: *x\nc: &x 2\nd: *x\n").unwrap();
    assert_eq!(twice.at("b"), Some(&Node::from(1)));
    assert_eq!(twice.at("d"), Some(&Node::from(2)));
}

#[test]
fn an_anchored_call_is_repeated_as_a_call() {
    let template = Template::from_yaml("a: &x !Ref B\nc: *x\n").unwrap();
    assert_eq!(template.at("c"), Some(&Node::call(Function::Ref, "B")));
}

#[test]
fn merge_keys_take_over_what_is_not_there() {
    let template = Template::from_yaml(
        "\
x: &x {a: 1, b: 1}
y: &y {b: 2, c: 2}
one: {a: 0, <<: *x}
late: {<<: *x, a: 0}
many: {<<: [*x, *y], d: 3}
written: {'<<': 4}
",
    )
    .unwrap();
    let entry = |path: &str| shape(template.at(path).unwrap());
    assert_eq!(entry("one"), r#"{"a":0,"b":1}"#);
    assert_eq!(entry("late"), r#"{"a":0,"b":1}"#);
    assert_eq!(entry("many"), r#"{"d":3,"a":1,"b":1,"c":2}"#);
    assert_eq!(entry("written"), r#"{"<<":4}"#);
}

#[test]
fn a_map_that_looks_like_a_call_can_be_merged() {
    let template = Template::from_yaml("x: &x {Condition: C}\ny: {<<: *x, Type: T}\n").unwrap();
    assert_eq!(
        shape(template.at("y").unwrap()),
        r#"{"Type":"T","Condition":"C"}"#
    );
    let alone = Template::from_yaml("x: &x {Condition: C}\ny: {<<: *x}\n").unwrap();
    assert_eq!(alone.at("y"), Some(&Node::call(Function::Condition, "C")));
}

#[test]
fn flow_lists_need_no_indentation() {
    reads_as("[\n  1,\n2\n]", "[1,2]");
}

#[test]
fn line_ends_of_windows_are_line_ends() {
    let template = Template::from_yaml("a: |\r\n  x\r\n  y\r\nb: 1\r\n").unwrap();
    assert_eq!(template.at("a").and_then(Node::as_str), Some("x\ny\n"));
    assert_eq!(template.at("b").unwrap().span.to_string(), "4:4");
}

#[test]
fn the_language_follows_extension_then_content() {
    let yaml = b"a: 1 # comment";
    let flow = b"{a: 1}";
    let json = br#" {"a": 1}"#;
    let expected = Template::from(Map::from_iter([("a", Value::Number(Number::Int(1)))]));
    for (bytes, file) in [
        (&yaml[..], "x.yaml"),
        (yaml, "x.template"),
        (flow, "x.YML"),
        (json, "x.json"),
        (json, "x.template"),
        (json, "-"),
    ] {
        assert_eq!(Template::read(bytes, file).unwrap(), expected, "{file}");
    }
    assert_eq!("a: 1".parse(), Ok(expected.clone()));
    assert_eq!(r#"{"a": 1}"#.parse(), Ok(expected));
    assert!(Template::read(yaml, "x.json").is_err());
    // Only JSON's own grammar counts where there is a brace and no extension to say otherwise.
    assert!("{a: 1}".parse::<Template>().is_err());
    let template = Template::read(yaml, "x.yaml").unwrap();
    assert_eq!(
        template.source().and_then(|source| source.name()),
        Some("x.yaml")
    );
}

/// CloudFormation takes one; what stands behind it is in the first column.
#[test]
fn a_byte_order_mark_is_read_over() {
    for (text, file) in [
        ("\u{FEFF}a: [1]", "x.yaml"),
        ("\u{FEFF}{\"a\": [1]}", "x.json"),
        ("\u{FEFF}{\"a\": [1]}", "x"),
    ] {
        let read = Template::read(text.as_bytes(), file).expect("a template");
        let plain = text.trim_start_matches('\u{FEFF}');
        let same = Template::read(plain.as_bytes(), file).expect("a template");
        assert_eq!(read.to_json(), same.to_json());
        let span = |template: &Template| template.root().get("a").map(|node| node.span);
        assert_eq!(span(&read), span(&same));
        let parsed: Template = text.parse().expect("a template");
        assert_eq!(parsed.to_json(), same.to_json());
    }
}

/// Another tool puts something else there; until then it is what a macro of that name would make.
#[test]
fn a_tag_of_another_tool_is_read_over() {
    let read: Template = "a: !Rain::S3 {Path: x}\nb: [!Include y, z]"
        .parse()
        .expect("a template");
    let macro_ = "a: {\"Fn::Transform\": {Name: \"Rain::S3\", Parameters: {Value: {Path: x}}}}\nb: [{\"Fn::Transform\": {Name: Include, Parameters: {Value: y}}}, z]";
    let same: Template = macro_.parse().expect("a template");
    assert_eq!(read, same);
    for near in ["a: !Reff b", "a: !Fn::Sup b", "a: !ForEach::X [b]"] {
        assert!(near.parse::<Template>().is_err(), "{near}");
    }
}
