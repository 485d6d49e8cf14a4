use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;

use super::super::parse_any;
use super::read;
use crate::{Map, Node, Value};

/// Everything that a tree says, each key and value on a line with its place.
fn lines(map: &Map, lines: &mut Vec<String>) {
    for (key, node) in map.iter() {
        lines.push(format!("{:?} {:?}", key.text, key.span));
        line(node, lines);
    }
    lines.push("end".to_owned());
}

fn line(node: &Node, found: &mut Vec<String>) {
    found.push(format!("{} {:?}", node.kind(), node.span));
    match &node.value {
        Value::Map(map) => lines(map, found),
        Value::List(items) => {
            items.iter().for_each(|item| line(item, found));
            found.push("end".to_owned());
        }
        Value::Call(call) => line(&call.argument, found),
        scalar => found.push(format!("{scalar:?}")),
    }
}

/// What is read here is what the parser reads, with all places. Whether it was read here.
fn agrees(text: &str) -> bool {
    let Some(root) = read(text) else {
        return false;
    };
    let (mut here, mut there) = (Vec::new(), Vec::new());
    lines(&root, &mut here);
    match parse_any(text) {
        Ok(root) => lines(&root, &mut there),
        Err(error) => there.push(error.to_string()),
    }
    let mut pairs = here.iter().zip(&there);
    let differs = pairs.find(|(here, there)| here != there);
    assert_eq!(differs, None, "{text}");
    assert_eq!(here.len(), there.len(), "{text}");
    true
}

/// The files of this repository that are YAML, but for what was built.
fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if path.is_dir() {
            if !name.starts_with('.') && name != "target" && name != "node_modules" {
                files(&path, found);
            }
        } else if name.ends_with(".yaml") || name.ends_with(".yml") {
            found.push(path);
        }
    }
}

#[test]
fn files_are_read_as_the_parser_reads_them() {
    let mut found = Vec::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    files(&root, &mut found);
    let texts = found
        .iter()
        .filter_map(|file| fs::read_to_string(file).ok());
    let (mut here, mut all) = (0, 0);
    for text in texts {
        here += usize::from(agrees(&text));
        all += 1;
    }
    // Where the package stands alone there is no file.
    assert!(here * 10 >= all * 8, "{here} of {all}");
}

#[test]
fn what_is_plain_is_read_here() {
    for text in [
        "A: b\n",
        "---\n# note\nA:\n- b # note\n- c: d\n  'e': \"f\"\n-\n  - g\nH: !Ref I",
        "A: !If\n  - B\n  - {C: !GetAtt D.E, F: [g, 'h', !Ref I, []]}\n  - !Ref J\n",
    ] {
        assert!(agrees(text), "{text}");
    }
}

#[test]
fn what_is_not_is_left_to_the_parser() {
    for text in [
        "",
        "a",
        "- a\n",
        "A:\n",
        "A: b\n  c\n",
        "A: b: c\n",
        "A: 'b\n  c'\n",
        "A: 'it''s'\n",
        "A: \"\\n\"\n",
        "A: &b c\n",
        "A: *b\n",
        "A: |\n  b\n",
        "A: [b,\n  c]\n",
        "A: [b: c]\n",
        "A: {b}\n",
        "A: {b:}\n",
        "A: !Unknown b\n",
        "A: b\nA: c\n",
        "A : b\n",
        "? A\n",
        "A: b\n--- \nC: d\n",
        "A: \u{e9}\n",
        "A:\tb\n",
        "A: b\r\n",
        "<<: {A: b}\n",
    ] {
        assert!(read(text).is_none(), "{text}");
    }
}

/// What YAML is made of, in any order.
fn piece() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "A",
        "b",
        "Cd",
        "1",
        "-1",
        "0.5",
        "~",
        "null",
        "true",
        " ",
        "  ",
        "    ",
        "\n",
        "\n  ",
        "\n    ",
        "\n- ",
        "\n  - ",
        "\n-",
        ":",
        ": ",
        ":\n",
        ",",
        ", ",
        "[",
        "]",
        "{",
        "}",
        "'",
        "\"",
        "'a'",
        "\"b\"",
        "#",
        " # c",
        "!",
        "!Ref ",
        "!Sub ",
        "!GetAtt ",
        "!If",
        "!Ref",
        "-",
        "- ",
        "--",
        "---",
        "\n---\n",
        "...",
        "?",
        "? ",
        "&a ",
        "*a",
        "|",
        ">",
        "%",
        "@",
        "`",
        "=",
        "<<",
        "<<: ",
        "\\",
        "/",
        "$",
        "${A}",
        "(",
        "*",
        "!!str ",
        "A.B",
        "A::B",
        "\n\n",
        "  a: b",
        "\nK: v",
        "\n  k: v",
        "\n    k: v",
        "a: ",
        "k:",
        "- k: v",
        "[a, b]",
        "{k: v}",
        "Fn::If: ",
        "Ref: ",
        "Condition: ",
    ])
}

const TEMPLATE: &str = "\
Parameters:
  Name: {Type: String, Default: 'web'}
Resources:
  Queue:
    Type: AWS::SQS::Queue # note
    Condition: IsProd
    Properties:
      QueueName: !Sub '${Name}-queue'
      Tags:
      - Key: a
        Value: \"b\"
      - {Key: c, Value: !Ref Name}
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      Subscription:
        - Protocol: sqs
          Endpoint: !GetAtt Queue.Arn
        - !If
          - IsProd
          - Endpoint: !Join [':', [a, !Ref Name]]
          - !Ref AWS::NoValue
Outputs:
  Url: {Value: !Ref Queue}
";

proptest! {
    #[test]
    fn pieces_are_read_as_the_parser_reads_them(pieces in prop::collection::vec(piece(), 1..14)) {
        agrees(&format!("A: {}", pieces.concat()));
        agrees(&pieces.concat());
    }

    #[test]
    fn changed_templates_are_read_as_the_parser_reads_them(
        changes in prop::collection::vec((any::<prop::sample::Index>(), 0..6_usize, piece()), 1..4)
    ) {
        let mut text = TEMPLATE.to_owned();
        for (at, removed, piece) in changes {
            let at = at.index(text.len());
            let end = (at + removed).min(text.len());
            text.replace_range(at..end, piece);
        }
        agrees(&text);
    }
}
