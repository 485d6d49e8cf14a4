use serde_json::{Value as Json, json};
use stackwright::aws::chatbot::SlackChannel;
use stackwright::aws::cloudwatch::{
    Alarm, CompositeAlarm, MathExpression, Metric, MissingData, MuteRule,
};
use stackwright::aws::ecs::{DeploymentFailures, ServiceHandle};
use stackwright::aws::elasticache::{CacheSize, Valkey};
use stackwright::aws::rds::{AuroraPostgres, AuroraPostgresVersion, Postgres, PostgresVersion};
use stackwright::aws::sns::Topic;
use stackwright::aws::sqs::Queue;
use stackwright::prelude::*;
use stackwright_assert::{Template, absent, any, exact, like};

use super::{at, ids, made, made_of, only, vpc, web};

pub(super) const ALARM: &str = "AWS::CloudWatch::Alarm";
const TOPIC: &str = "arn:aws:sns:eu-west-1:111122223333:on-call";

pub(super) fn orders() -> Metric {
    Metric::new("Shop/Orders", "Failed").sum()
}

/// What an alarm comes to.
fn alarm(alarm: Alarm) -> Template {
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

/// A service with Container Insights behind a load balancer.
pub(super) fn service(stack: Scope<'_>) -> ServiceHandle {
    let vpc = vpc(stack);
    let alb = stack.add(
        "Alb",
        AlbWithTargetGroup::new(vpc, Port::http(80)).internet_facing(),
    );
    let cluster = stack.add("Cluster", Cluster::new(vpc).container_insights());
    let service = FargateService::new(cluster, web(stack, "Task")).behind(alb);
    stack.add("Api", service)
}

#[test]
pub(crate) fn the_alarms_that_a_service_wants_to_have() {
    let template = made(|stack| {
        let api = service(stack);
        stack.add("Watch", api.recommended_alarms().notify(TOPIC));
    });
    let mut found = ids(&template, ALARM);
    found.sort();
    assert_eq!(
        found,
        [
            "WatchCpu",
            "WatchErrorsTargetGroup",
            "WatchLatencyTargetGroup",
            "WatchMemory",
            "WatchTasksMissing",
            "WatchUnhealthyHostsTargetGroup",
        ]
    );
    at(
        &template,
        "WatchCpu",
        ALARM,
        like!({
            "MetricName": "CPUUtilization",
            "Threshold": 80,
            "EvaluationPeriods": 5,
            "WarmUpConfiguration": { "WarmUpPeriodDurationInMinutes": 10 },
            "AlarmActions": [TOPIC],
            "OKActions": [TOPIC],
            "Dimensions": [
                { "Name": "ClusterName",
                  "Value": { "Fn::Select": [1, { "Fn::Split": ["/", { "Fn::GetAtt": ["ApiService", "ServiceArn"] }] }] } },
                { "Name": "ServiceName", "Value": { "Fn::GetAtt": ["ApiService", "Name"] } },
            ],
        }),
    );
    at(
        &template,
        "WatchErrorsTargetGroup",
        ALARM,
        like!({
            "TreatMissingData": "notBreaching",
            "Metrics": [
                { "Id": "errors", "MetricStat": { "Metric": { "MetricName": "HTTPCode_Target_5XX_Count" } } },
                { "Id": "requests" },
                { "Id": "result", "Expression": "100 * errors / requests" },
            ],
        }),
    );
    at(
        &template,
        "WatchLatencyTargetGroup",
        ALARM,
        like!({ "MetricName": "TargetResponseTime", "ExtendedStatistic": "p95", "Threshold": 2 }),
    );
    at(
        &template,
        "WatchUnhealthyHostsTargetGroup",
        ALARM,
        like!({ "MetricName": "UnHealthyHostCount", "Statistic": "Maximum", "Threshold": 0 }),
    );
}

/// Nobody counts tasks without Container Insights, and nobody asks where there is no load balancer.
#[test]
pub(crate) fn no_alarm_watches_what_nobody_measures() {
    let template = made(|stack| {
        let cluster = super::cluster(stack);
        let api = FargateService::new(cluster, web(stack, "Task"));
        let api = stack.add("Api", api);
        stack.add("Watch", api.recommended_alarms());
    });
    assert_eq!(ids(&template, ALARM), ["WatchCpu", "WatchMemory"]);
}

#[test]
pub(crate) fn recommended_alarms_are_left_out_and_changed() {
    let template = made(|stack| {
        let api = service(stack);
        let alarms = api
            .recommended_alarms()
            .without("Memory")
            .without("Latency")
            .change("Cpu", |alarm| alarm.periods(15));
        let alarms = stack.add("Watch", alarms);
        let cpu = alarms.alarm(stack, "Cpu").expect("it is there");
        stack.add("CpuName", Output::new(cpu.name()));
        assert!(alarms.alarm(stack, "Memory").is_none());
    });
    let found = ids(&template, ALARM);
    assert!(
        !found
            .iter()
            .any(|id| id.contains("Memory") || id.contains("Latency"))
    );
    at(
        &template,
        "WatchCpu",
        ALARM,
        like!({ "EvaluationPeriods": 15 }),
    );
    assert_eq!(
        template.json()["Outputs"]["CpuName"]["Value"],
        json!({ "Ref": "WatchCpu" })
    );
}

/// The alarms watch the service, and fail its deployments: there is no ring, in one stack or in two.
///
/// aws-cdk: a deployment alarm that refers to the service by `Ref` makes a cycle.
#[test]
pub(crate) fn alarms_of_a_service_fail_its_deployments_without_a_ring() {
    let names = |template: &Template, id: &str| -> Vec<Json> {
        let service = &template.json()["Resources"][id]["Properties"];
        let alarms = &service["DeploymentConfiguration"]["Alarms"];
        assert_eq!(alarms["Enable"], true);
        assert_eq!(alarms["Rollback"], true);
        alarms["AlarmNames"].as_array().expect("names").clone()
    };
    let template = made(|stack| {
        let api = service(stack);
        let alarms = api.recommended_alarms().without("Memory");
        stack.add("Watch", alarms.fail_deployments_of(api));
    });
    let said = names(&template, "ApiService");
    assert_eq!(said.len(), 5);
    assert_eq!(said[0], "Test-Watch-Cpu");
    at(
        &template,
        "WatchCpu",
        ALARM,
        like!({ "AlarmName": "Test-Watch-Cpu" }),
    );

    let app = App::new();
    let web_stack = app.stack("Web");
    let api = service(*web_stack);
    let watch = app.stack("Watch");
    let alarms = api.recommended_alarms().fail_deployments_of(api);
    watch.add("Alarms", alarms);
    let templates = made_of(&app);
    let said = names(&templates["Web"], "ApiService");
    assert!(said.iter().all(Json::is_string), "{said:?}");
}

/// What the service has said itself stays.
#[test]
pub(crate) fn alarms_are_added_to_those_that_the_service_has_said() {
    let template = made(|stack| {
        let cluster = super::cluster(stack);
        let api = FargateService::new(cluster, web(stack, "Task")).deployment_alarms(["slow"]);
        let api = stack.add("Api", api);
        let alarms = api.recommended_alarms().without("Memory");
        stack.add("Watch", alarms.fail_deployments_of(api));
    });
    at(
        &template,
        "ApiService",
        "AWS::ECS::Service",
        like!({ "DeploymentConfiguration": { "Alarms": {
            "AlarmNames": ["slow", "Test-Watch-Cpu"],
        } } }),
    );
}

#[test]
pub(crate) fn the_alarms_that_queues_databases_caches_and_load_balancers_want_to_have() {
    let template = made(|stack| {
        let vpc = stack.add("Network", Vpc::new("10.0.0.0/16").zones(2));
        let jobs = stack.add("Jobs", Queue::new().dead_letter_after(3));
        stack.add("OfJobs", jobs.recommended_alarms());
        let db = Postgres::new(vpc, PostgresVersion::V17).storage(100.gib());
        let db = stack.add("Db", db.parameter("max_connections", "200"));
        stack.add("OfDb", db.recommended_alarms().notify(TOPIC));
        let cluster = AuroraPostgres::new(vpc, AuroraPostgresVersion::V17);
        let cluster = stack.add("Aurora", cluster);
        stack.add("OfAurora", cluster.recommended_alarms());
        let cache = stack.add("Cache", Valkey::new(vpc));
        stack.add("OfCache", cache.recommended_alarms());
        let nodes = stack.add("Nodes", Valkey::nodes(vpc, CacheSize::T4gSmall));
        stack.add("OfNodes", nodes.recommended_alarms());
        let front = ApplicationLoadBalancer::new(vpc);
        let front = stack.add("Front", front);
        stack.add("OfFront", front.recommended_alarms());
    });
    let mut found = ids(&template, ALARM);
    found.sort();
    assert_eq!(
        found,
        [
            "OfAuroraConnections",
            "OfAuroraCpu",
            "OfAuroraMemory",
            "OfCacheEvictions",
            "OfCacheThrottled",
            "OfDbConnections",
            "OfDbCpu",
            "OfDbMemory",
            "OfDbStorage",
            "OfFrontErrors",
            "OfFrontRejected",
            "OfJobsAge",
            "OfJobsDeadLetters",
            "OfNodesCpu",
            "OfNodesEvictions",
            "OfNodesMemory",
        ]
    );
    at(
        &template,
        "OfJobsDeadLetters",
        ALARM,
        like!({
            "MetricName": "ApproximateNumberOfMessagesVisible",
            "Threshold": 0,
            "Dimensions": [{ "Value": { "Fn::GetAtt": ["JobsDeadLetters", "QueueName"] } }],
        }),
    );
    at(
        &template,
        "OfDbStorage",
        ALARM,
        like!({
            "ComparisonOperator": "LessThanThreshold",
            "Threshold": 10_737_418_240_i64,
            "Dimensions": [{ "Name": "DBInstanceIdentifier", "Value": { "Ref": "Db" } }],
        }),
    );
    at(
        &template,
        "OfDbConnections",
        ALARM,
        like!({ "Threshold": 160 }),
    );
    at(
        &template,
        "OfAuroraConnections",
        ALARM,
        like!({ "ComparisonOperator": "GreaterThanUpperThreshold" }),
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

/// A network load balancer has none for HTTP, and an API none of a load balancer.
#[test]
pub(crate) fn alarms_of_what_is_in_front_of_services() {
    let template = made(|stack| {
        let net = stack.add("Net", NetworkLoadBalancer::new(vpc(stack)));
        stack.add("NetAlarms", net.recommended_alarms());
        let api = stackwright::aws::apigatewayv2::HttpApi::new();
        let api = stack.add("Api", api);
        stack.add("ApiAlarms", api.recommended_alarms());
    });
    let net = |id: &str, metric: &'static str| {
        at(
            &template,
            id,
            "AWS::CloudWatch::Alarm",
            like!({ "Namespace": "AWS/NetworkELB", "MetricName": metric }),
        );
    };
    net("NetAlarmsPorts", "PortAllocationErrorCount");
    net(
        "NetAlarmsRejected",
        "SecurityGroupBlockedFlowCount_Inbound_TCP",
    );
    at(
        &template,
        "ApiAlarmsLatency",
        "AWS::CloudWatch::Alarm",
        like!({ "Namespace": "AWS/ApiGateway", "ExtendedStatistic": "p95", "Threshold": 2500 }),
    );
    at(
        &template,
        "ApiAlarmsErrors",
        "AWS::CloudWatch::Alarm",
        any(),
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
