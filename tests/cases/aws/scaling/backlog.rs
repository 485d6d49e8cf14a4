//! Messages for each task, to no task and back.

use stackwright::aws::scaling::WatchedQueue;

use super::*;

const ALARM: &str = "AWS::CloudWatch::Alarm";

/// The queries that a policy asks CloudWatch for.
fn queries(template: &Template) -> serde_json::Value {
    let policy = template.find_resources(
        POLICY,
        like!({ "Properties": { "PolicyType": "TargetTrackingScaling" } }),
    );
    let configuration = &policy[0].value["Properties"]["TargetTrackingScalingPolicyConfiguration"];
    configuration["CustomizedMetricSpecification"]["Metrics"].clone()
}

fn visible(queue: serde_json::Value) -> serde_json::Value {
    json!({
        "Metric": {
            "Namespace": "AWS/SQS",
            "MetricName": "ApproximateNumberOfMessagesVisible",
            "Dimensions": [{"Name": "QueueName", "Value": queue}],
        },
        "Stat": "Maximum",
    })
}

/// Where no task runs a division has no value, and nothing would ever start.
#[test]
pub(crate) fn visible_messages_for_each_running_task() {
    let template =
        scaled(|service| TargetTrackingScaling::new(service, 1..=20).backlog_per_task("jobs", 100));
    let tasks = json!({
        "Metric": {
            "Namespace": "ECS/ContainerInsights",
            "MetricName": "RunningTaskCount",
            "Dimensions": [
                {"Name": "ClusterName", "Value": {"Ref": "Cluster"}},
                {"Name": "ServiceName", "Value": {"Fn::GetAtt": ["Service", "Name"]}},
            ],
        },
        "Stat": "Average",
    });
    let formula = "IF(FILL(tasks, 0) > 0, visible / tasks, visible)";
    assert_eq!(
        queries(&template),
        json!([
            {"Id": "tasks", "MetricStat": tasks, "ReturnData": false},
            {"Id": "visible", "MetricStat": visible(json!("jobs")), "ReturnData": false},
            {"Id": "result", "Expression": formula, "ReturnData": true},
        ])
    );
    only(
        &template,
        POLICY,
        like!({ "TargetTrackingScalingPolicyConfiguration": { "TargetValue": 100 } }),
    );
    // One task stays, which is measured.
    template.resource_count_is(ALARM, 0);
}

#[test]
pub(crate) fn a_queue_by_name_arn_or_handle() {
    let by = |queue: fn(Scope<'_>) -> WatchedQueue| {
        let template = made(|stack| {
            let cluster = Cluster::new(vpc(stack)).container_insights();
            let cluster = stack.add("Cluster", cluster);
            let service = stack.add("Service", FargateService::new(cluster, web(stack, "Task")));
            let scaling = TargetTrackingScaling::new(service, 1..=2);
            stack.add("Scaling", scaling.backlog_per_task(queue(stack), 10));
        });
        queries(&template)[1]["MetricStat"]["Metric"]["Dimensions"][0]["Value"].clone()
    };
    assert_eq!(by(|_| "jobs".into()), "jobs");
    assert_eq!(
        by(|_| "arn:aws:sqs:eu-west-1:111122223333:jobs".into()),
        "jobs"
    );
    assert_eq!(
        by(|stack| stack.add("Jobs", cfn::sqs::Queue::new()).into()),
        json!({"Fn::GetAtt": ["Jobs", "QueueName"]})
    );
    assert_eq!(
        by(|stack| WatchedQueue::by_arn(stack.add("Arn", Parameter::string()))),
        json!({"Fn::Select": [5, {"Fn::Split": [":", {"Ref": "Arn"}]}]})
    );
}

#[test]
pub(crate) fn tasks_counted_by_a_metric_of_ones_own() {
    let template = made(|stack| {
        // Without Container Insights.
        let service = FargateService::new(cluster(stack), web(stack, "Task"));
        let service = stack.add("Service", service);
        let running = Metric::new("Shop", "Workers");
        let scaling = TargetTrackingScaling::new(service, 1..=2).backlog_per_task("jobs", 10);
        stack.add("Scaling", scaling.running_tasks(running));
    });
    let tasks =
        json!({"Metric": {"Namespace": "Shop", "MetricName": "Workers"}, "Stat": "Average"});
    assert_eq!(queries(&template)[0]["MetricStat"], tasks);
}

/// One message is enough, and one only: Copilot's alarm goes off *beyond* 1, so that a queue of
/// one message waits for ever (<https://github.com/aws/copilot-cli/issues/3376>); AWS CDK has
/// nothing for it (<https://github.com/aws/aws-cdk/issues/4719>).
#[test]
pub(crate) fn the_first_message_brings_the_first_task_back() {
    let template =
        scaled(|service| TargetTrackingScaling::new(service, 0..=20).backlog_per_task("jobs", 100));
    only(
        &template,
        TARGET,
        like!({ "MinCapacity": 0, "MaxCapacity": 20 }),
    );
    at(
        &template,
        "ScalingFromNothingUpperPolicy",
        POLICY,
        exact(json!({
            "PolicyName": "Test/Scaling/FromNothing/UpperPolicy",
            "PolicyType": "StepScaling",
            "ScalingTargetId": {"Ref": "ServiceScalableTarget"},
            "StepScalingPolicyConfiguration": {
                "AdjustmentType": "ChangeInCapacity",
                "MetricAggregationType": "Average",
                "Cooldown": 60,
                "StepAdjustments": [{"MetricIntervalLowerBound": 0, "ScalingAdjustment": 1}],
            },
        })),
    );
    let formula = "IF(visible > 0 AND FILL(tasks, 0) < 1, 1, 0)";
    only(
        &template,
        ALARM,
        like!({
            "ComparisonOperator": "GreaterThanOrEqualToThreshold",
            "Threshold": 1,
            "EvaluationPeriods": 1,
            "TreatMissingData": "notBreaching",
            "AlarmActions": [{ "Ref": "ScalingFromNothingUpperPolicy" }],
            "Metrics": [
                { "Id": "tasks" },
                { "Id": "visible", "MetricStat": { "Period": 60 } },
                { "Id": "result", "Expression": formula, "ReturnData": true },
            ],
        }),
    );
}

/// A step that sets the number of tasks would take tasks away where the count comes late.
#[test]
pub(crate) fn a_minimum_that_only_deployment_knows_may_be_0() {
    let template = made(|stack| {
        let cluster = Cluster::new(vpc(stack)).container_insights();
        let cluster = stack.add("Cluster", cluster);
        let service = stack.add("Service", FargateService::new(cluster, web(stack, "Task")));
        let min = stack.add("Min", Parameter::number());
        let bounds = stackwright::aws::scaling::Bounds::of(min, 20);
        let scaling = TargetTrackingScaling::new(service, bounds).backlog_per_task("jobs", 10);
        stack.add("Scaling", scaling);
    });
    only(
        &template,
        TARGET,
        like!({ "MinCapacity": { "Ref": "Min" } }),
    );
    template.resource_count_is(ALARM, 1);
}
