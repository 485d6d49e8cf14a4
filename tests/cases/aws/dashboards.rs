use serde_json::{Value as Json, json};
use stackwright::aws::cloudwatch::Unit;
use stackwright::aws::cloudwatch::{Alarm, Dashboard, MathExpression, Metric, Widget};
use stackwright::aws::logs::{MetricFilter, QueryDefinition, SubscriptionFilter};
use stackwright::prelude::*;
use stackwright_assert::{Template, absent, exact, like};

use super::alarms::{ALARM, orders};
use super::recommended::service;
use super::{at, made, only};

/// The body of a dashboard, with what the deployment puts in as it is written.
fn body(template: &Template, id: &str) -> Json {
    let said = &template.json()["Resources"][id]["Properties"]["DashboardBody"];
    let text = match said {
        Json::String(text) => text.clone(),
        other => other["Fn::Sub"]
            .as_str()
            .map(str::to_owned)
            .unwrap_or_else(|| other["Fn::Sub"][0].as_str().expect("a text").to_owned()),
    };
    serde_json::from_str(&text).expect("JSON")
}

#[test]
pub(crate) fn widgets_stand_in_rows_that_share_the_width() {
    let template = made(|stack| {
        let logs = stack.add("Logs", LogGroup::imported("/shop"));
        let hot = stack.add("Hot", Alarm::above(orders(), 2.0));
        let share = MathExpression::new("100 * failed / all")
            .using("failed", orders())
            .using(
                "all",
                Metric::new("Shop/Orders", "All").label("all of them"),
            );
        let page = Dashboard::new()
            .name("shop")
            .start("-P1D")
            .row([
                Widget::graph("Failed", [orders()])
                    .right([orders().maximum()])
                    .stacked(),
                Widget::number("Share", [share]),
                Widget::bars("Bars", [orders()]).height(9),
            ])
            .row([
                Widget::text("# The shop"),
                Widget::alarms("Alarms", [hot]),
                Widget::logs("Last", [logs], "fields @message | limit 20"),
            ]);
        stack.add("Page", page);
    });
    at(
        &template,
        "Page",
        "AWS::CloudWatch::Dashboard",
        like!({ "DashboardName": "shop" }),
    );
    let body = body(&template, "Page");
    assert_eq!(body["start"], "-P1D");
    let widgets = body["widgets"].as_array().expect("widgets");
    let places: Vec<Json> = widgets
        .iter()
        .map(|it| json!([it["type"], it["x"], it["y"], it["width"], it["height"]]))
        .collect();
    assert_eq!(
        json!(places),
        json!([
            ["metric", 0, 0, 8, 6],
            ["metric", 8, 0, 8, 6],
            ["metric", 16, 0, 8, 9],
            ["text", 0, 9, 8, 3],
            ["alarm", 8, 9, 8, 3],
            ["log", 16, 9, 8, 6],
        ])
    );
    assert_eq!(
        widgets[0]["properties"]["metrics"],
        json!([
            ["Shop/Orders", "Failed", { "stat": "Sum", "period": 60 }],
            ["Shop/Orders", "Failed", { "stat": "Maximum", "period": 60, "yAxis": "right" }],
        ])
    );
    assert_eq!(
        widgets[1]["properties"]["metrics"],
        json!([
            ["Shop/Orders", "All",
                { "stat": "Average", "period": 60, "label": "all of them", "id": "m0_all", "visible": false }],
            ["Shop/Orders", "Failed",
                { "stat": "Sum", "period": 60, "id": "m0_failed", "visible": false }],
            [{ "id": "m0_result", "expression": "100 * m0_failed / m0_all", "visible": true }],
        ])
    );
    assert_eq!(
        widgets[5]["properties"]["query"],
        "SOURCE '/shop' | fields @message | limit 20"
    );
}

#[test]
pub(crate) fn a_dashboard_of_a_service() {
    let template = made(|stack| {
        let api = service(stack);
        let page = api.dashboard(stack).row([Widget::text("# Who to call")]);
        stack.add("Page", page);
    });
    let body = body(&template, "Page");
    let titles: Vec<&str> = body["widgets"]
        .as_array()
        .expect("widgets")
        .iter()
        .filter_map(|widget| widget["properties"]["title"].as_str())
        .collect();
    assert_eq!(
        titles,
        [
            "CPU, percent",
            "Memory, percent",
            "Tasks",
            "Requests",
            "Answers with 4xx and 5xx",
            "Time to answer, seconds",
            "Healthy and unhealthy tasks",
        ]
    );
}

/// Lines that do not fit count as zero, so that an alarm of them is well and not in the dark.
#[test]
pub(crate) fn a_metric_of_what_is_written_to_logs() {
    let template = made(|stack| {
        let logs = stack.add("Logs", LogGroup::new());
        let errors = MetricFilter::new(logs, "ERROR", "Shop", "Errors");
        let errors = stack.add("Errors", errors);
        stack.add("Many", Alarm::above(errors.metric().sum(), 10.0));
        let slow = MetricFilter::new(logs, "{ $.path = * }", "Shop", "Latency")
            .value("$.latency")
            .dimension("Path", "$.path")
            .unit(Unit::Milliseconds);
        stack.add("Latency", slow);
        let other = MetricFilter::new(logs, "OTHER", "Shop", "Other");
        stack.add("Other", other.otherwise(1.0));
    });
    let filter = "AWS::Logs::MetricFilter";
    at(
        &template,
        "Errors",
        filter,
        like!({
            "LogGroupName": { "Ref": "Logs" },
            "FilterPattern": "ERROR",
            "MetricTransformations": exact(json!([{
                "MetricNamespace": "Shop", "MetricName": "Errors", "MetricValue": "1", "DefaultValue": 0,
            }])),
        }),
    );
    at(
        &template,
        "Latency",
        filter,
        like!({ "MetricTransformations": exact(json!([{
            "MetricNamespace": "Shop",
            "MetricName": "Latency",
            "MetricValue": "$.latency",
            "Dimensions": [{ "Key": "Path", "Value": "$.path" }],
            "Unit": "Milliseconds",
        }])) }),
    );
    at(
        &template,
        "Other",
        filter,
        like!({ "MetricTransformations": [{ "DefaultValue": 1 }] }),
    );
    only(
        &template,
        ALARM,
        like!({ "Namespace": "Shop", "MetricName": "Errors", "Statistic": "Sum" }),
    );
}

/// CloudWatch Logs writes to the one stream, and to nothing else.
/// CloudWatch Logs calls the function once when the filter is made, and refuses the filter where it may not.
#[test]
pub(crate) fn a_function_lets_one_log_group_before_it_gets_what_is_written() {
    let function = "arn:aws:lambda:eu-west-1:111122223333:function:read";
    let template = made(|stack| {
        let logs = stack.add("Logs", LogGroup::new());
        stack.add("On", SubscriptionFilter::to_function(logs, function));
    });
    only(
        &template,
        "AWS::Lambda::Permission",
        like!({
            "FunctionName": function,
            "Principal": "logs.amazonaws.com",
            "SourceAccount": { "Ref": "AWS::AccountId" },
            "SourceArn": { "Fn::Sub": format!("{}{}", "arn:${AWS::Partition}:logs:${AWS::Region}:", "${AWS::AccountId}:log-group:${Logs}:*") },
        }),
    );
    template.has_resource(
        "AWS::Logs::SubscriptionFilter",
        like!({
            "DependsOn": "OnPermission",
            "Properties": { "DestinationArn": function, "RoleArn": absent() },
        }),
    );
}

#[test]
pub(crate) fn a_query_is_kept_and_fields_are_indexed() {
    let template = made(|stack| {
        let logs = stack.add("Logs", LogGroup::new().index(["requestId", "customer"]));
        let query = "filter level = 'error' | stats count() by bin(1h)";
        stack.add(
            "Errors",
            QueryDefinition::new("shop/errors", query).of(logs),
        );
        stack.add("Any", QueryDefinition::new("any", "fields @message"));
    });
    only(
        &template,
        "AWS::Logs::LogGroup",
        like!({ "FieldIndexPolicies": exact(json!([{ "Fields": ["requestId", "customer"] }])) }),
    );
    let query = "AWS::Logs::QueryDefinition";
    let said = exact(json!({
        "Name": "shop/errors",
        "QueryString": "filter level = 'error' | stats count() by bin(1h)",
        "LogGroupNames": [{ "Ref": "Logs" }],
    }));
    at(&template, "Errors", query, said);
    at(
        &template,
        "Any",
        query,
        like!({ "LogGroupNames": absent() }),
    );
}

#[test]
pub(crate) fn logs_are_sent_on_with_the_right_to_one_stream() {
    let stream = "arn:aws:kinesis:eu-west-1:111122223333:stream/logs";
    let template = made(|stack| {
        let logs = stack.add("Logs", LogGroup::new());
        let on = SubscriptionFilter::to_stream(logs, stream)
            .pattern("ERROR")
            .random();
        stack.add("On", on);
        let far = "arn:aws:logs:eu-west-1:444455556666:destination:all";
        stack.add("Far", SubscriptionFilter::to_destination(logs, far));
    });
    let filter = "AWS::Logs::SubscriptionFilter";
    at(
        &template,
        "On",
        filter,
        like!({
            "DestinationArn": stream,
            "FilterPattern": "ERROR",
            "Distribution": "Random",
            "RoleArn": { "Fn::GetAtt": ["OnRole", "Arn"] },
        }),
    );
    at(
        &template,
        "Far",
        filter,
        like!({ "RoleArn": absent(), "FilterPattern": "" }),
    );
    only(
        &template,
        "AWS::IAM::Role",
        like!({
            "AssumeRolePolicyDocument": { "Statement": [{ "Principal": { "Service": "logs.amazonaws.com" } }] },
            "Policies": [{ "PolicyDocument": { "Statement": [{
                "Action": ["kinesis:PutRecord", "kinesis:PutRecords"],
                "Resource": stream,
            }] } }],
        }),
    );
    let firehose = "arn:aws:firehose:eu-west-1:111122223333:deliverystream/logs";
    let template = made(|stack| {
        let logs = stack.add("Logs", LogGroup::new());
        stack.add("On", SubscriptionFilter::to_firehose(logs, firehose));
    });
    let json = serde_json::to_string(&template.json()).expect("JSON");
    assert!(json.contains("firehose:PutRecordBatch"), "{json}");
}

#[test]
pub(crate) fn logs_that_cost_less_are_protected_or_hide_what_should_not_be_there() {
    let template = made(|stack| {
        let group = LogGroup::new().infrequent_access().protected();
        stack.add("Old", group);
        stack.add("People", LogGroup::new().mask(["EmailAddress"]));
    });
    let group = "AWS::Logs::LogGroup";
    at(
        &template,
        "Old",
        group,
        like!({
            "LogGroupClass": "INFREQUENT_ACCESS",
            "DeletionProtectionEnabled": true,
            "DataProtectionPolicy": absent(),
        }),
    );
    let kind = json!({ "Fn::Sub": "arn:${AWS::Partition}:dataprotection::aws:data-identifier/EmailAddress" });
    at(
        &template,
        "People",
        group,
        like!({ "DataProtectionPolicy": { "Statement": [
            { "DataIdentifier": [kind.clone()], "Operation": { "Audit": { "FindingsDestination": {} } } },
            { "DataIdentifier": [kind], "Operation": { "Deidentify": { "MaskConfig": {} } } },
        ] } }),
    );
}
