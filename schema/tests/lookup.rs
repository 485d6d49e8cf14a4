//! The look-ups: what is asked for comes out, and what does not exist is told.

#![allow(clippy::panic, reason = "a test fails by panicking")]

use stackwright_facts::{
    FactsError, Service, as_of, cross_resource_rules, cross_resource_types, enum_lists,
    iam_actions, iam_services, lambda_runtimes, regions, resource_type, service, service_names,
    service_of, type_names,
};

#[test]
fn a_type_is_the_same_alone_and_in_its_service() {
    let mut count = 0;
    for name in service_names() {
        for (type_name, facts) in &service(name).unwrap().types {
            assert_eq!(resource_type(type_name).unwrap(), facts, "{type_name}");
            assert_eq!(service_of(type_name), Some(name));
            count += 1;
        }
    }
    assert_eq!(count, type_names().len());
}

/// Packed and read again, the facts are what was committed, so that each of them can be read.
#[test]
fn what_is_embedded_is_what_stands_in_the_files() {
    for name in service_names() {
        let file = format!("{}/facts/{name}.json", env!("CARGO_MANIFEST_DIR"));
        let committed: Service =
            serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
        let embedded = service(name).unwrap();
        assert!(embedded == committed, "{name}");
    }
}

#[test]
fn names_are_sorted() {
    assert!(service_names().is_sorted());
    assert!(type_names().is_sorted());
}

#[test]
fn other_vendors_have_services_too() {
    assert_eq!(service_of("Alexa::ASK::Skill"), Some("alexa-ask"));
    assert_eq!(service("alexa-ask").unwrap().name, "Alexa::ASK");
}

#[test]
fn a_wrong_name_is_told_with_the_nearest_right_one() {
    let message = |error: FactsError| error.to_string();
    assert_eq!(
        message(service("esc").unwrap_err()),
        "there is no service `esc`; did you mean `ecs`?"
    );
    assert_eq!(
        message(resource_type("AWS::ECS::Servce").unwrap_err()),
        "there is no resource type `AWS::ECS::Servce`; did you mean `AWS::ECS::Service`?"
    );
    assert_eq!(
        message(resource_type("Custom::Thing").unwrap_err()),
        "there is no resource type `Custom::Thing`"
    );
}

#[test]
fn the_common_files_can_be_read() {
    let regions = regions().unwrap();
    assert_eq!(regions.has("us-east-1", "AWS::ECS::Service"), Some(true));
    assert_eq!(
        regions.has("cn-north-1", "AWS::AppRunner::Service"),
        Some(false)
    );
    assert_eq!(regions.has("moon-1", "AWS::ECS::Service"), None);
    assert!(lambda_runtimes().unwrap()["python3.8"].deprecated.is_some());
}

#[test]
fn actions_are_had_by_service() {
    assert!(iam_services().is_sorted());
    let whole: std::collections::BTreeMap<String, Vec<String>> =
        serde_json::from_str(include_str!("../facts/common/iam-actions.json")).unwrap();
    assert!(iam_services().eq(whole.keys().map(String::as_str)));
    for (service, actions) in &whole {
        assert_eq!(&iam_actions(service).unwrap(), actions, "{service}");
    }
    assert!(iam_actions("ecs").unwrap().contains(&"runtask"));
    assert_eq!(
        iam_actions("dynamdb").unwrap_err().to_string(),
        "there is no service `dynamdb`; did you mean `dynamodb`?"
    );
}

#[test]
fn lists_and_rules_are_had_by_type() {
    let lists = enum_lists("AWS::EC2::Instance").unwrap();
    let [instances] = lists else {
        panic!("{} lists", lists.len())
    };
    assert!(
        instances
            .at
            .contains(&"AWS::EC2::Instance/InstanceType".to_owned())
    );
    assert!(instances.values.contains(&"t3.micro".to_owned()));
    assert_eq!(enum_lists("AWS::EC2::LaunchTemplate").unwrap(), lists);
    assert_eq!(enum_lists("AWS::SNS::Topic").unwrap(), []);
    for name in cross_resource_types() {
        let rules = cross_resource_rules(name).unwrap();
        assert!(
            !rules.is_empty() && rules.iter().all(|rule| rule.at == [name]),
            "{name}"
        );
    }
    assert!(cross_resource_types().any(|name| name == "AWS::ECS::Service"));
}

#[test]
fn the_facts_have_a_date() {
    let parts: Vec<usize> = as_of().split('-').map(str::len).collect();
    assert_eq!(parts, [4, 2, 2], "{}", as_of());
    assert!(as_of() >= "2026-10-20");
}
