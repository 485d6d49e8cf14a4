use proptest::prelude::*;
use stackwright_template::{Call, Function, Map, Node, Number, Template, Value};

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[a-zA-Z0-9:./ _-]{0,12}",
        2 => prop::sample::select(HOSTILE.to_vec()).prop_map(str::to_owned),
        2 => prop::collection::vec(prop::sample::select(PIECES.to_vec()), 0..8)
            .prop_map(|pieces| pieces.concat()),
        1 => any::<String>(),
        1 => "[0-9a-fxob_:.+-]{1,8}",
    ]
}

const HOSTILE: &[&str] = &[
    "",
    " ",
    "~",
    "null",
    "yes",
    "No",
    "on",
    "y",
    "=",
    "<<",
    "0123",
    "08",
    "1e3",
    "1.10",
    ".5",
    "0x1F",
    "0o17",
    "0b1",
    "1_000",
    "12:30",
    "12:30:45.6",
    "2012-10-17",
    "2012-10-17T00:00:00Z",
    ".inf",
    "-.INF",
    ".nan",
    "-",
    "--",
    "---",
    "--- a",
    "...",
    "?",
    "? a",
    "- a",
    "-a",
    ":",
    ":a",
    "a:",
    "a: b",
    "a #b",
    "#a",
    "a#b",
    "&a",
    "*a",
    "!a",
    "!Ref a",
    "|",
    "|-",
    ">",
    "%a",
    "@a",
    "`a",
    "'",
    "''",
    "it's",
    "\"",
    "\"a\"",
    "[",
    "]",
    "{",
    "}",
    "[a]",
    "{a: b}",
    ",",
    "a,b",
    "a, b",
    "\t",
    "a\tb",
    "\n",
    "\n\n",
    "a\n",
    "a\n\n",
    "\na",
    " a",
    "a ",
    "a\nb",
    "a\n b",
    "a\n\nb\n",
    "a \nb",
    "a\n ",
    "a\n  \nb",
    " a\nb",
    "a\r\nb",
    "\u{85}",
    "\u{2028}",
    "\u{FEFF}",
    "\u{7f}",
    "\0",
    "\u{1}",
    "😀",
    "é",
    "\\",
    "\\n",
    "${A}",
    "${!A}",
    "true",
    "Ref",
    "Condition",
    "Fn::Sub",
    "Fn::GetAtt",
    "AWS::Region",
    "A.B",
    "a\n# b\n",
    "a\n---\nb",
    "a\n\t\nb",
    "\u{E000}",
    "\u{FFFE}",
    "\u{10FFFF}",
];

const PIECES: &[&str] = &[
    "a", "b", " ", "  ", "\n", "\n", "\t", ":", "#", "-", "'", "\"", "\\", "{", "}", "[", "]", ",",
    "!", "&", "*", "|", ">", "?", "%", "é",
];

fn key() -> impl Strategy<Value = String> {
    prop_oneof![3 => "[A-Za-z]{1,8}", 2 => text(), 1 => "[a-z]{120,140}", 1 => "[a-z ]{1030,1040}"]
}

fn number() -> impl Strategy<Value = Number> {
    let float = any::<f64>().prop_filter("JSON has no infinity", |float| float.is_finite());
    prop_oneof![
        any::<i64>().prop_map(Number::Int),
        (-1000..1000_i64).prop_map(Number::Int),
        float.prop_map(Number::Float),
        prop::sample::select(vec![
            0.0,
            -0.0,
            1.0,
            1e16,
            1e-7,
            1.5e300,
            f64::MAX,
            f64::MIN_POSITIVE
        ])
        .prop_map(Number::Float),
    ]
}

fn node() -> impl Strategy<Value = Node> {
    let leaf = prop_oneof![
        1 => Just(Node::from(Value::Null)),
        1 => any::<bool>().prop_map(Node::from),
        2 => number().prop_map(Node::from),
        6 => text().prop_map(Node::from),
    ];
    leaf.prop_recursive(6, 40, 5, |inner| {
        prop_oneof![
            3 => prop::collection::vec(inner.clone(), 0..5).prop_map(Node::from),
            3 => map(inner.clone()).prop_map(as_read),
            4 => (prop::sample::select(Function::ALL.to_vec()), inner)
                .prop_map(|(function, argument)| as_read(Map::from_iter([(function.name(), argument)]))),
        ]
    })
}

fn map(inner: impl Strategy<Value = Node>) -> impl Strategy<Value = Map> {
    prop::collection::vec((key(), inner), 0..5).prop_map(Map::from_iter)
}

/// The one form that the reader gives for a map: that of a call, if it is one.
fn as_read(map: Map) -> Node {
    let Some((key, argument)) = map.single() else {
        return Node::from(map);
    };
    let Some(function) = Function::from_name(key.as_str()) else {
        return Node::from(map);
    };
    if function == Function::Condition && argument.as_str().is_none() {
        return Node::from(map);
    }
    let split = argument
        .as_str()
        .and_then(|text| text.split_once('.'))
        .filter(|(a, b)| function == Function::GetAtt && !a.is_empty() && !b.is_empty());
    let argument = match split {
        Some((a, b)) => Node::from(vec![Node::from(a.to_owned()), Node::from(b.to_owned())]),
        None => argument.clone(),
    };
    Node::from(Value::Call(Box::new(Call { function, argument })))
}

fn template() -> impl Strategy<Value = Template> {
    map(node()).prop_map(Template::from)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn through_json(template in template()) {
        for json in [template.to_json(), template.to_json_compact()] {
            let read = Template::from_json(&json).expect(&json);
            prop_assert_eq!(&read, &template, "{}", json);
        }
    }

    #[test]
    fn json_is_laid_out_as_serde_json_does(template in template()) {
        let expected = serde_json::to_string_pretty(&template).unwrap() + "\n";
        prop_assert_eq!(template.to_json(), expected);
    }

    #[test]
    fn through_yaml(template in template()) {
        let yaml = template.to_yaml();
        let read = match Template::from_yaml(&yaml) {
            Ok(read) => read,
            Err(error) => panic!("{error}\n{yaml}"),
        };
        prop_assert_eq!(&read, &template, "{}", yaml);
        // Written again it is the same text.
        prop_assert_eq!(read.to_yaml(), yaml);
    }

    /// JSON is YAML, so the readers agree on it, but for keys too long for YAML.
    #[test]
    fn readers_agree(template in template()) {
        let json = template.to_json();
        if let Ok(read) = Template::from_yaml(&json) {
            prop_assert_eq!(&read, &template, "{}", json);
        }
    }
}

#[test]
fn order_is_kept() {
    let text = "b: 1\na:\n  d: 1\n  c: 2\n";
    assert_eq!(Template::from_yaml(text).unwrap().to_yaml(), text);
}

/// Every hostile string as a value, as a key, in a list, and behind and inside a call.
#[test]
fn hostile_strings() {
    for text in HOSTILE.iter().copied() {
        let short = Node::call(Function::Sub, text);
        let inside = Node::call(Function::Join, vec![Node::from(text), Node::from("x")]);
        let mut map = Map::new();
        map.insert("value", text);
        map.insert("list", vec![Node::from(text), short, inside]);
        map.insert("map", Map::from_iter([(text, "x"), ("other", text)]));
        let template = Template::from(map);
        let yaml = template.to_yaml();
        assert_eq!(Template::from_yaml(&yaml).expect(&yaml), template, "{yaml}");
    }
}
