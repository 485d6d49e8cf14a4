use serde_json::json;
use stackwright::aws::chatbot::SlackChannel;
use stackwright::aws::cloudwatch::{
    Alarm, CompositeAlarm, MathExpression, Metric, MissingData, MuteRule,
};
use stackwright::aws::ecs::DeploymentFailures;
use stackwright::aws::sns::Topic;
use stackwright::prelude::*;
use stackwright_assert::{Template, absent, any, exact, like};

use super::recommended::service;
use super::{at, made, only};

pub(super) const ALARM: &str = "AWS::CloudWatch::Alarm";
pub(super) const TOPIC: &str = "arn:aws:sns:eu-west-1:111122223333:on-call";

pub(super) fn orders() -> Metric {
    Metric::new("Shop/Orders", "Failed").sum()
}

/// What an alarm comes to.
pub(super) fn alarm(alarm: Alarm) -> Template {
    made(|stack| {
        stack.add("Alarm", alarm);
    })
}

/// aws-cdk: `>=`, unless it is told otherwise, so that an alarm above 0 errors is always off.
#[test]
pub(crate) fn which_way_a_number_is_wrong_stands_in_the_name() {
    let operator = |made: Alarm| {
        let template = alarm(made);
        let said = &template.json()["Resources"]["Alarm"]["Properties"];
        (
            said["ComparisonOperator"].clone(),
            said["Threshold"].clone(),
        )
    };
    assert_eq!(
        operator(Alarm::above(orders(), 0.0)),
        (json!("GreaterThanThreshold"), json!(0))
    );
    assert_eq!(
        operator(Alarm::at_least(orders(), 1.5)),
        (json!("GreaterThanOrEqualToThreshold"), json!(1.5))
    );
    assert_eq!(
        operator(Alarm::below(orders(), 2.0)),
        (json!("LessThanThreshold"), json!(2))
    );
    assert_eq!(
        operator(Alarm::at_most(orders(), 3.0)),
        (json!("LessThanOrEqualToThreshold"), json!(3))
    );
}

/// What periods without a value mean is never left open.
#[test]
pub(crate) fn an_alarm_of_a_metric_in_one_line() {
    let template = alarm(Alarm::above(orders(), 10.0).notify(TOPIC));
    only(
        &template,
        ALARM,
        exact(json!({
            "Namespace": "Shop/Orders",
            "MetricName": "Failed",
            "Statistic": "Sum",
            "Period": 60,
            "ComparisonOperator": "GreaterThanThreshold",
            "Threshold": 10,
            "EvaluationPeriods": 1,
            "TreatMissingData": "missing",
            "AlarmActions": [TOPIC],
        })),
    );
}

#[test]
pub(crate) fn every_option_of_an_alarm() {
    let made = Alarm::above(orders(), 10.0)
        .datapoints(3, 5)
        .missing(MissingData::NotBreaching)
        .warm_up(15.minutes())
        .notify(TOPIC)
        .action("arn:aws:lambda:eu-west-1:111122223333:function:mend")
        .notify_ok(TOPIC)
        .notify_missing(TOPIC)
        .muted()
        .name("failed-orders")
        .describe("call the shop");
    only(
        &alarm(made),
        ALARM,
        like!({
            "EvaluationPeriods": 5,
            "DatapointsToAlarm": 3,
            "TreatMissingData": "notBreaching",
            "WarmUpConfiguration": { "WarmUpPeriodDurationInMinutes": 15 },
            "AlarmActions": [TOPIC, "arn:aws:lambda:eu-west-1:111122223333:function:mend"],
            "OKActions": [TOPIC],
            "InsufficientDataActions": [TOPIC],
            "ActionsEnabled": false,
            "AlarmName": "failed-orders",
            "AlarmDescription": "call the shop",
        }),
    );
}

#[test]
pub(crate) fn an_alarm_of_a_formula() {
    let share = MathExpression::new("100 * failed / all")
        .using("failed", orders())
        .using("all", Metric::new("Shop/Orders", "All").sum())
        .label("percent");
    only(
        &alarm(Alarm::above(share, 5.0)),
        ALARM,
        like!({
            "Metrics": [
                { "Id": "all", "ReturnData": false },
                { "Id": "failed", "ReturnData": false },
                { "Id": "result", "Expression": "100 * failed / all", "ReturnData": true },
            ],
            "MetricName": absent(),
        }),
    );
}

#[test]
pub(crate) fn an_alarm_of_what_is_unusual() {
    only(
        &alarm(Alarm::unusual(orders(), 2.0).periods(3)),
        ALARM,
        like!({
            "ComparisonOperator": "LessThanLowerOrGreaterThanUpperThreshold",
            "ThresholdMetricId": "band",
            "Threshold": absent(),
            "EvaluationPeriods": 3,
            "Metrics": [
                { "Id": "result", "ReturnData": true },
                { "Id": "band", "Expression": "ANOMALY_DETECTION_BAND(result, 2)", "ReturnData": true },
            ],
        }),
    );
    only(
        &alarm(Alarm::unusually_high(orders(), 3.0)),
        ALARM,
        like!({ "ComparisonOperator": "GreaterThanUpperThreshold" }),
    );
}

#[test]
pub(crate) fn an_alarm_of_prom_ql() {
    let query = r#"histogram_quantile(0.95, sum(rate(http_seconds_bucket[5m])) by (le)) > 2"#;
    let made = Alarm::prom_ql(query).pending(5.minutes(), 2.minutes());
    only(
        &alarm(made.notify(TOPIC)),
        ALARM,
        exact(json!({
            "EvaluationCriteria": { "PromQLCriteria": {
                "Query": query, "PendingPeriod": 300, "RecoveryPeriod": 120,
            } },
            "EvaluationInterval": 60,
            "AlarmActions": [TOPIC],
        })),
    );
}

#[test]
pub(crate) fn one_call_for_many_alarms() {
    let template = made(|stack| {
        let slow = stack.add("Slow", Alarm::above(orders(), 1.0));
        let hot = stack.add("Hot", Alarm::above(orders(), 2.0));
        let deploying = stack.add("Deploying", Alarm::imported("deploying"));
        let any = CompositeAlarm::any([slow, hot])
            .notify(TOPIC)
            .notify_ok(TOPIC)
            .silent_while(deploying, 2.minutes(), 5.minutes())
            .name("unwell")
            .describe("look at both");
        stack.add("Unwell", any);
        stack.add("Worse", CompositeAlarm::all([slow, hot]));
    });
    let composite = "AWS::CloudWatch::CompositeAlarm";
    at(
        &template,
        "Unwell",
        composite,
        like!({
            "AlarmRule": { "Fn::Sub": "ALARM(\"${Slow}\") OR ALARM(\"${Hot}\")" },
            "AlarmActions": [TOPIC],
            "OKActions": [TOPIC],
            "ActionsSuppressor": { "Fn::Sub":
                "arn:${AWS::Partition}:cloudwatch:${AWS::Region}:${AWS::AccountId}:alarm:deploying" },
            "ActionsSuppressorWaitPeriod": 120,
            "ActionsSuppressorExtensionPeriod": 300,
            "AlarmName": "unwell",
            "AlarmDescription": "look at both",
        }),
    );
    at(
        &template,
        "Worse",
        composite,
        like!({ "AlarmRule": { "Fn::Sub": "ALARM(\"${Slow}\") AND ALARM(\"${Hot}\")" } }),
    );
}

#[test]
pub(crate) fn alarms_tell_nobody_while_something_is_done_on_purpose() {
    let template = made(|stack| {
        let hot = stack.add("Hot", Alarm::above(orders(), 2.0));
        let nights = MuteRule::new(
            [hot],
            Cron::daily(3, 30),
            TimeZone::EUROPE_BERLIN,
            90.minutes(),
        );
        stack.add("Nights", nights.describe("backups"));
    });
    only(
        &template,
        "AWS::CloudWatch::AlarmMuteRule",
        like!({
            "Description": "backups",
            "MuteTargets": { "AlarmNames": [{ "Ref": "Hot" }] },
            "Rule": { "Schedule": {
                "Expression": "cron(30 3 * * ? *)",
                "Timezone": "Europe/Berlin",
                "Duration": "PT1H30M",
            } },
        }),
    );
}

/// A deployment that is rolled back leaves the stack as if all were well.
#[test]
pub(crate) fn who_is_told_of_a_deployment_that_fails() {
    let template = made(|stack| {
        let api = service(stack);
        let people = stack.add("OnCall", Topic::new());
        stack.add("Failures", DeploymentFailures::of(api).notify(people));
        stack.add(
            "Hot",
            Alarm::above(api.cpu_utilization(), 80.0).notify(people),
        );
    });
    only(
        &template,
        "AWS::Events::Rule",
        like!({
            "EventPattern": exact(json!({
                "source": ["aws.ecs"],
                "detail-type": ["ECS Deployment State Change"],
                "resources": [{ "Fn::GetAtt": ["ApiService", "ServiceArn"] }],
                "detail": { "eventName": ["SERVICE_DEPLOYMENT_FAILED"] },
            })),
            "Targets": [{ "Arn": { "Ref": "OnCall" } }],
        }),
    );
    let policy = template.find_resources("AWS::SNS::TopicPolicy", any());
    let policy = serde_json::to_string(&policy[0].value).expect("JSON");
    for said in [
        r#""Service":"events.amazonaws.com""#,
        r#""aws:SourceArn":{"Fn::GetAtt":["Failures","Arn"]}"#,
    ] {
        assert!(policy.contains(said), "{said} in {policy}");
    }
    at(
        &template,
        "Hot",
        ALARM,
        like!({ "AlarmActions": [{ "Ref": "OnCall" }] }),
    );
}

/// Where nothing is said, AWS bounds a channel by the rights of an administrator.
#[test]
pub(crate) fn a_channel_of_slack_looks_and_does_nothing() {
    let template = made(|stack| {
        let people = stack.add("OnCall", Topic::new());
        let channel = SlackChannel::new("T0123456789", "C0123456789").topic(people);
        stack.add("Slack", channel);
        let role = Role::new(Principal::service("chatbot.amazonaws.com"));
        let role = stack.add("Mender", role);
        let other = SlackChannel::new("T0123456789", "C9876543210")
            .name("menders")
            .role(role)
            .at_most("arn:aws:iam::aws:policy/ReadOnlyAccess");
        stack.add("Other", other);
    });
    let channel = "AWS::Chatbot::SlackChannelConfiguration";
    at(
        &template,
        "Slack",
        channel,
        like!({
            "ConfigurationName": "Test-Slack",
            "SlackWorkspaceId": "T0123456789",
            "SlackChannelId": "C0123456789",
            "SnsTopicArns": [{ "Ref": "OnCall" }],
            "IamRoleArn": { "Fn::GetAtt": ["SlackRole", "Arn"] },
            "GuardrailPolicies": [{ "Fn::Sub": "arn:${AWS::Partition}:iam::aws:policy/CloudWatchReadOnlyAccess" }],
        }),
    );
    at(
        &template,
        "SlackRole",
        "AWS::IAM::Role",
        like!({ "Policies": [{ "PolicyDocument": { "Statement": [{
            "Action": ["cloudwatch:Describe*", "cloudwatch:Get*", "cloudwatch:List*"],
        }] } }] }),
    );
    at(
        &template,
        "Other",
        channel,
        like!({
            "ConfigurationName": "menders",
            "IamRoleArn": { "Fn::GetAtt": ["Mender", "Arn"] },
            "GuardrailPolicies": ["arn:aws:iam::aws:policy/ReadOnlyAccess"],
        }),
    );
}

#[test]
pub(crate) fn an_alarm_about_others_that_exists() {
    let template = made(|stack| {
        let old = stackwright::aws::cloudwatch::CompositeAlarm::imported("unwell");
        let old = stack.add("Old", old);
        stack.add("Arn", Output::new(old.arn()));
    });
    template.resource_count_is("AWS::CloudWatch::CompositeAlarm", 0);
    let text = template.json()["Outputs"].to_string();
    assert!(text.contains(":alarm:unwell"), "{text}");
}
