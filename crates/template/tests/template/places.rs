use stackwright_template::{Node, Span, Template};

const YAML: &str = "\
# comment
Resources:
  Ünï:   # another
    Type: \"x y\"
    Sub: !Sub  \"a${b}\"
    Att: !GetAtt é.B.C
    If: !If
      - a

      - [b,
         c ]
    Text: |
      two
       lines

    Folded: >-
      a
      b
    Plain: a
      b
    Null:
    Flow: { k : v }
";

fn show(span: Span) -> String {
    format!("{}-{}", span.start, span.end)
}

fn place(template: &Template, path: &str) -> String {
    let node = template.at(path).expect(path);
    show(node.span)
}

#[test]
fn of_values_in_yaml() {
    let template = Template::from_yaml(YAML).unwrap();
    let places: Vec<String> = [
        "Resources",
        "Resources/Ünï",
        "Resources/Ünï/Type",
        "Resources/Ünï/Sub",
        "Resources/Ünï/Sub/Fn::Sub",
        "Resources/Ünï/Att",
        "Resources/Ünï/Att/Fn::GetAtt",
        "Resources/Ünï/Att/Fn::GetAtt/0",
        "Resources/Ünï/Att/Fn::GetAtt/1",
        "Resources/Ünï/If",
        "Resources/Ünï/If/Fn::If",
        "Resources/Ünï/If/Fn::If/0",
        "Resources/Ünï/If/Fn::If/1",
        "Resources/Ünï/If/Fn::If/1/1",
        "Resources/Ünï/Text",
        "Resources/Ünï/Folded",
        "Resources/Ünï/Plain",
        "Resources/Ünï/Null",
        "Resources/Ünï/Flow",
        "Resources/Ünï/Flow/k",
    ]
    .iter()
    .map(|path| place(&template, path))
    .collect();
    assert_eq!(
        places,
        [
            "3:3-22:20",
            "4:5-22:20",
            "4:11-4:16",
            "5:10-5:23",
            "5:16-5:23",
            "6:10-6:23",
            "6:18-6:23",
            "6:18-6:19",
            "6:20-6:23",
            "7:9-11:13",
            "8:7-11:13",
            "8:9-8:10",
            "10:9-11:13",
            "11:10-11:11",
            "13:7-14:13",
            "17:7-18:8",
            "19:12-20:8",
            "21:9-21:9",
            "22:11-22:20",
            "22:17-22:18",
        ]
    );
}

#[test]
fn of_keys_in_yaml() {
    let template = Template::from_yaml(YAML).unwrap();
    let (section, resources) = template.root().get_entry("Resources").unwrap();
    assert_eq!(show(section.span), "2:1-2:10");
    let (name, resource) = resources
        .as_map()
        .and_then(|map| map.get_entry("Ünï"))
        .unwrap();
    assert_eq!(show(name.span), "3:3-3:6");
    let (key, _) = resource
        .get("Flow")
        .and_then(Node::as_map)
        .unwrap()
        .single()
        .unwrap();
    assert_eq!(show(key.span), "22:13-22:14");
}

#[test]
fn in_json() {
    let text = "{ \"é\": [1, \"ü\",\n {\"Fn::GetAtt\": \"é.B\"}],\"last\" : true }";
    let template = Template::from_json(text).unwrap();
    for (path, expected) in [
        ("é", "1:8-2:24"),
        ("é/0", "1:9-1:10"),
        ("é/1", "1:12-1:15"),
        ("é/2", "2:2-2:23"),
        ("é/2/Fn::GetAtt", "2:17-2:22"),
        ("é/2/Fn::GetAtt/0", "2:18-2:19"),
        ("é/2/Fn::GetAtt/1", "2:20-2:21"),
        ("last", "2:34-2:38"),
    ] {
        assert_eq!(place(&template, path), expected, "{path}");
    }
    let (key, _) = template.root().get_entry("last").unwrap();
    assert_eq!(show(key.span), "2:25-2:31");
}

#[test]
fn an_attribute_behind_escapes_has_the_place_of_the_whole() {
    let template = Template::from_yaml("a: !GetAtt \"\\x41.B\"\n").unwrap();
    assert_eq!(place(&template, "a/Fn::GetAtt/0"), "1:12-1:20");
    assert_eq!(place(&template, "a/Fn::GetAtt/1"), "1:12-1:20");
}

#[test]
fn of_a_program_are_none() {
    assert!(!Node::from("x").span.is_known());
}

#[test]
fn lines_and_slices_of_the_source() {
    let template = Template::from_yaml("a: é\r\nb: |\n  x\n  y\n").unwrap();
    let source = template.source().unwrap();
    assert_eq!(source.line(1), Some("a: é"));
    assert_eq!(source.line(2), Some("b: |"));
    assert_eq!(source.line(5), Some(""));
    assert_eq!((source.line(0), source.line(6)), (None, None));
    assert_eq!(source.slice(template.at("a").unwrap().span), Some("é"));
    assert_eq!(source.slice(template.at("b").unwrap().span), Some("x\n  y"));
    assert_eq!(source.slice(Span::NONE), None);
    assert_eq!(source.name(), None);
}
