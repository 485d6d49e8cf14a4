//! The look-ups: what is asked for comes out, and what does not exist is told.

use stackwright_facts::{
    FactsError, cross_resource_rules, enum_lists, iam_actions, lambda_runtimes, regions,
    resource_type, service, service_names, service_of, type_names,
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
    assert!(iam_actions().unwrap()["ecs"].contains(&"runtask".to_owned()));
    assert!(lambda_runtimes().unwrap()["python3.8"].deprecated.is_some());
    let lists = enum_lists().unwrap();
    let instances = lists
        .iter()
        .find(|l| l.at.contains(&"AWS::EC2::Instance/InstanceType".into()));
    assert!(instances.unwrap().values.contains(&"t3.micro".to_owned()));
    assert!(
        cross_resource_rules()
            .unwrap()
            .iter()
            .any(|rule| rule.at == ["AWS::ECS::Service"])
    );
}
