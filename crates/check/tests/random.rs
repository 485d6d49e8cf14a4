//! Whatever the template, checking it ends and does not panic.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

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
    fn a_template_with_something_changed_is_checked(at in any::<prop::sample::Index>(), by in tree()) {
        let text = include_str!("data/whole.json");
        let mut root: serde_json::Value = serde_json::from_str(text).expect("JSON");
        let mut places = Vec::new();
        gather(&root, &mut String::new(), &mut places);
        if let Some(place) = root.pointer_mut(at.get::<String>(&places)) {
            *place = by;
        }
        if let Ok(template) = Template::from_json(&root.to_string()) {
            check(&template, &Options::new());
        }
    }
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
