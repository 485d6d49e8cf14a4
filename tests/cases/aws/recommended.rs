use serde_json::{Value as Json, json};
use stackwright::aws::ecs::ServiceHandle;
use stackwright::aws::elasticache::{CacheSize, Valkey};
use stackwright::aws::rds::{AuroraPostgres, AuroraPostgresVersion, Postgres, PostgresVersion};
use stackwright::aws::sqs::Queue;
use stackwright::prelude::*;
use stackwright_assert::{Template, any, like};

use super::alarms::{ALARM, TOPIC};
use super::{at, ids, made, made_of, vpc, web};

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
