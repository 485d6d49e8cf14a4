use serde_json::json;
use stackwright::prelude::*;
use stackwright_assert::{exact, like};

use super::{made, only};

#[test]
pub(crate) fn events_are_never_kept_for_ever() {
    let template = made(|stack| {
        stack.add("Logs", LogGroup::new());
    });
    only(
        &template,
        "AWS::Logs::LogGroup",
        exact(json!({"RetentionInDays": 30})),
    );
}

#[test]
pub(crate) fn every_option_of_a_log_group() {
    let template = made(|stack| {
        let key = "arn:aws:kms:eu-west-1:111122223333:key/1";
        let logs = LogGroup::new()
            .name("/ecs/app")
            .retention(Retention::TenYears);
        stack.add("Logs", logs.encrypted_with(key).retain());
    });
    template.has_resource("AWS::Logs::LogGroup", like!({ "DeletionPolicy": "Retain" }));
    only(
        &template,
        "AWS::Logs::LogGroup",
        exact(json!({
            "LogGroupName": "/ecs/app",
            "RetentionInDays": 3653,
            "KmsKeyId": "arn:aws:kms:eu-west-1:111122223333:key/1",
        })),
    );
}

/// The periods of the documentation of `PutRetentionPolicy`.
#[test]
fn the_periods_that_cloudwatch_takes() {
    use Retention::*;
    let all = [
        OneDay,
        ThreeDays,
        FiveDays,
        OneWeek,
        TwoWeeks,
        OneMonth,
        TwoMonths,
        ThreeMonths,
        FourMonths,
        FiveMonths,
        SixMonths,
        OneYear,
        ThirteenMonths,
        EighteenMonths,
        TwoYears,
        ThreeYears,
        FiveYears,
        SixYears,
        SevenYears,
        EightYears,
        NineYears,
        TenYears,
    ];
    assert_eq!(
        all.map(Retention::days),
        [
            1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557,
            2922, 3288, 3653
        ]
    );
}

#[test]
fn every_period_that_there_is_and_no_other() {
    let facts = stackwright_facts::resource_type("AWS::Logs::LogGroup").expect("a type");
    let limits = facts.properties["RetentionInDays"].limits.as_deref();
    let documented = limits.map(|limits| limits.allowed().to_vec());
    let ours = Retention::ALL.iter().map(|period| json!(period.days()));
    assert_eq!(documented, Some(ours.collect()));
}

/// <https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html>
#[test]
pub(crate) fn a_key_of_the_program_lets_logs_be_encrypted() {
    let template = made(|stack| {
        let key = stack.add("Key", stackwright::aws::kms::Key::new());
        stack.add("Logs", LogGroup::new().encrypted_with(key));
    });
    let text = template.json()["Resources"].to_string();
    assert!(
        text.contains("kms:EncryptionContext:aws:logs:arn"),
        "{text}"
    );
    template.has_resource_properties(
        "AWS::KMS::Key",
        like!({ "KeyPolicy": { "Statement": stackwright_assert::any() } }),
    );
}

#[test]
pub(crate) fn events_are_kept_for_ever_where_that_is_said() {
    let template = made(|stack| {
        stack.add("Logs", LogGroup::new().kept_for_ever());
    });
    let expected = stackwright_assert::exact(serde_json::json!({ "Type": "AWS::Logs::LogGroup" }));
    template.has_resource("AWS::Logs::LogGroup", expected);
}
