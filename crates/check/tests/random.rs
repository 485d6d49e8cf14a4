//! Whatever the template, checking it ends and does not panic.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use proptest::prelude::*;
use stackwright_check::{Options, check};
use stackwright_template::Template;

/// Words that mean something, so that random trees reach deep into the rules.
const WORDS: &[&str] = &[
    "Resources",
    "Parameters",
    "Conditions",
    "Mappings",
    "Outputs",
    "Rules",
    "Type",
    "Properties",
    "Ref",
    "Fn::GetAtt",
    "Fn::If",
    "Fn::Sub",
    "Fn::Equals",
    "Fn::FindInMap",
    "Fn::Join",
    "Fn::Not",
    "Fn::And",
    "Fn::Or",
    "Fn::Select",
    "Fn::Split",
    "Fn::ForEach::Loop",
    "Fn::Transform",
    "Fn::Cidr",
    "Condition",
    "DependsOn",
    "AWS::SNS::Topic",
    "AWS::ECS::Service",
    "AWS::ECS::TaskDefinition",
    "AWS::IAM::Role",
    "AWS::EC2::SecurityGroup",
    "AssumeRolePolicyDocument",
    "Statement",
    "Action",
    "Metadata",
    "Stackwright",
    "Acknowledge",
    "Code",
    "Reason",
    "Resources",
    "AWS::NoValue",
    "AWS::Region",
    "A",
    "B",
    "C",
    "Default",
    "AllowedValues",
    "String",
    "Number",
    "Tags",
    "Key",
    "Value",
    "Export",
    "Name",
    "Arn",
    "${A}",
    "${A.Arn}",
    "{{resolve:ssm:x}}",
    "0",
    "Cluster",
    "ContainerDefinitions",
    "Cpu",
    "Memory",
    "256",
    "true",
    "\u{e9}",
];

fn word() -> impl Strategy<Value = String> {
    proptest::sample::select(WORDS).prop_map(str::to_owned)
}

fn tree() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i64>().prop_map(Into::into),
        word().prop_map(Into::into),
        word().prop_map(Into::into),
    ];
    leaf.prop_recursive(5, 60, 5, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Into::into),
            proptest::collection::vec((word(), inner), 0..5)
                .prop_map(|entries| serde_json::Value::Object(entries.into_iter().collect())),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn any_tree_is_checked(
        resources in proptest::collection::vec((word(), tree()), 1..5),
        conditions in proptest::collection::vec((word(), tree()), 0..4),
        rest in proptest::collection::vec((word(), tree()), 0..4),
    ) {
        let mut root: serde_json::Map<String, serde_json::Value> = rest.into_iter().collect();
        let resources: serde_json::Map<String, serde_json::Value> = resources.into_iter().collect();
        let conditions: serde_json::Map<String, serde_json::Value> = conditions.into_iter().collect();
        root.insert("Resources".to_owned(), resources.into());
        root.insert("Conditions".to_owned(), conditions.into());
        let text = serde_json::Value::Object(root).to_string();
        if let Ok(template) = Template::from_json(&text) {
            let first = check(&template, &Options::new());
            prop_assert_eq!(first, check(&template, &Options::new()));
        }
    }

    #[test]
    fn bytes_are_read_and_checked(bytes in bytes()) {
        if let Ok(template) = Template::read(&bytes, "template") {
            checked_in_time(&template)?;
        }
    }

    #[test]
    fn a_template_with_some_changes_is_checked(
        which in any::<prop::sample::Index>(),
        changes in proptest::collection::vec((any::<prop::sample::Index>(), change()), 1..4),
    ) {
        let mut root = which.get::<serde_json::Value>(good()).clone();
        for (at, change) in changes {
            apply(&mut root, at, change);
        }
        if let Ok(template) = Template::from_json(&root.to_string()) {
            checked_in_time(&template)?;
        }
    }
}

/// Far more than any template of this size takes, also on a busy machine and without optimization.
const LONG: Duration = Duration::from_secs(20);

fn checked_in_time(template: &Template) -> Result<(), TestCaseError> {
    let start = Instant::now();
    check(template, &Options::new());
    prop_assert!(start.elapsed() < LONG, "{:?}", start.elapsed());
    Ok(())
}

/// Bytes of any kind, and those that look like YAML.
fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        word(),
        Just("\n".to_owned()),
        Just("\n  ".to_owned()),
        Just("\n    ".to_owned()),
        Just("- ".to_owned()),
        Just(": ".to_owned()),
        Just("!Ref ".to_owned()),
        Just("!Sub ".to_owned()),
        Just("!GetAtt ".to_owned()),
        "[\\[\\]{}|>&*#'\",%@`~]",
    ];
    let text = proptest::collection::vec(piece, 0..60);
    prop_oneof![
        proptest::collection::vec(any::<u8>(), 0..200),
        text.prop_map(|pieces| {
            let text = format!("Resources:\n  {}", pieces.concat());
            text.into_bytes()
        }),
    ]
}

/// What is done to a node of a good template.
#[derive(Clone, Debug)]
enum Change {
    Remove,
    /// Something arbitrary takes its place.
    Replace(serde_json::Value),
    /// Another node of the template takes its place.
    Copy(prop::sample::Index),
    /// It becomes the argument of a function.
    Call(String),
    /// It stands many times in a list.
    Repeat(usize),
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        Just(Change::Remove),
        tree().prop_map(Change::Replace),
        any::<prop::sample::Index>().prop_map(Change::Copy),
        word().prop_map(Change::Call),
        (0_usize..60).prop_map(Change::Repeat),
    ]
}

fn apply(root: &mut serde_json::Value, at: prop::sample::Index, change: Change) {
    let mut places = Vec::new();
    gather(root, &mut String::new(), &mut places);
    let place = at.get::<String>(&places);
    let other = match &change {
        Change::Copy(from) => root.pointer(from.get::<String>(&places)).cloned(),
        _ => None,
    };
    if let (Change::Remove, Some((above, key))) = (&change, place.rsplit_once('/')) {
        let key = key.replace("~1", "/").replace("~0", "~");
        match root.pointer_mut(above) {
            Some(serde_json::Value::Object(map)) => drop(map.shift_remove(&key)),
            Some(serde_json::Value::Array(items)) => {
                drop(key.parse().map(|index: usize| items.remove(index)));
            }
            _ => {}
        }
        return;
    }
    let Some(node) = root.pointer_mut(place) else {
        return;
    };
    let was = node.take();
    *node = match change {
        Change::Remove => serde_json::Value::Null,
        Change::Replace(by) => by,
        Change::Copy(_) => other.unwrap_or(was),
        Change::Call(function) => serde_json::json!({ function: was }),
        Change::Repeat(count) => vec![was; count].into(),
    };
}

/// The templates that deploy, as JSON.
fn good() -> &'static [serde_json::Value] {
    static GOOD: LazyLock<Vec<serde_json::Value>> = LazyLock::new(|| {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/good");
        let entries = fs::read_dir(folder).expect("the folder can be read");
        let paths = entries.map(|entry| entry.expect("the entry can be read").path());
        let mut paths: Vec<PathBuf> = paths.collect();
        paths.sort();
        let trees = paths.iter().map(|path| {
            let bytes = fs::read(path).expect("the file can be read");
            let template = Template::read(&bytes, "template").expect("a template");
            serde_json::from_str(&template.to_json()).expect("JSON")
        });
        trees.collect()
    });
    &GOOD
}

fn gather(value: &serde_json::Value, at: &mut String, places: &mut Vec<String>) {
    places.push(at.clone());
    let children: Vec<(String, &serde_json::Value)> = match value {
        serde_json::Value::Object(map) => map.iter().map(|(k, v)| (k.clone(), v)).collect(),
        serde_json::Value::Array(items) => items
            .iter()
            .enumerate()
            .map(|(i, v)| (i.to_string(), v))
            .collect(),
        _ => Vec::new(),
    };
    for (name, child) in children {
        let length = at.len();
        at.push('/');
        at.push_str(&name.replace('~', "~0").replace('/', "~1"));
        gather(child, at, places);
        at.truncate(length);
    }
}
