//! What AWS's pages say of single properties, where a resource or its policy decides.

#![allow(clippy::unwrap_used, reason = "in helpers of tests, too")]

use stackwright_change::{Change, Effect, Why, compare, words};
use stackwright_template::Template;

fn change(before: &str, after: &str) -> Change {
    let read = |text: &str| Template::from_yaml(text).unwrap();
    compare(&read(before), &read(after), &[])
}

fn one(type_name: &str, rest: &str) -> String {
    format!(
        "Parameters: {{P: {{Type: String}}}}\nConditions: {{C: !Equals [!Ref P, x]}}\nResources: {{R: {{Type: '{type_name}', {rest}}}}}"
    )
}

#[test]
fn what_cannot_be_updated_is_a_hazard_and_not_destructive() {
    let volume = |zone: &str| {
        let rest = format!("Properties: {{AvailabilityZone: {zone}, Size: 10}}");
        one("AWS::EC2::Volume", &rest)
    };
    let now = change(&volume("eu-west-1a"), &volume("eu-west-1b"));
    let codes: Vec<_> = now.hazards.iter().map(|own| own.code().code).collect();
    assert_eq!(codes, ["CHG113"]);
    let resource = now.resource("R").unwrap();
    assert!(!resource.is_destructive());
    assert_eq!(
        words::becomes(resource),
        "cannot be updated: the update fails"
    );
    assert_eq!(
        words::reason(&resource.properties[0]),
        "AWS does not support an update of it"
    );
    assert!(change(&volume("eu-west-1a"), &volume("eu-west-1a")).is_empty());
}

/// A law that replaces does so only if the value changes.
#[test]
fn a_condition_decides_before_a_law_that_replaces() {
    let domain = |version: &str, policy: &str| {
        let rest = format!("{policy}Properties: {{EngineVersion: {version}}}");
        one("AWS::OpenSearchService::Domain", &rest)
    };
    let effect = |policy: &str, version: &str| {
        let now = change(&domain("a", policy), &domain(version, policy));
        let resource = now.resource("R").unwrap();
        (resource.effect, resource.properties[0].why.clone())
    };
    let decided = "!If [C, a, b]";
    assert_eq!(effect("", "b").0, Effect::Replaces);
    let condition = Why::Condition("C".to_owned());
    assert_eq!(effect("", decided), (Effect::MayReplace, condition));
    let upgrades = "UpdatePolicy: {EnableVersionUpgrade: 'true'}, ";
    assert_eq!(effect(upgrades, decided).0, Effect::InPlace);
    // What only deployment knows decides, or does not.
    let open = "UpdatePolicy: {EnableVersionUpgrade: !If [C, true, false]}, ";
    assert_eq!(effect(open, "b").0, Effect::MayReplace);
}
