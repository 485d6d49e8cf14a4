//! What changes the size of a group of instances.

use serde_json::json;
use stackwright::aws::autoscaling::{
    AutoScalingGroup, AutoScalingGroupHandle, GroupStepScaling, GroupTargetTracking,
};
use stackwright::aws::cloudwatch::{MathExpression, Metric};
use stackwright::aws::ec2::LaunchTemplate;
use stackwright::aws::ecs::AsgCapacityProvider;
use stackwright::aws::scaling::{AdjustmentType, MetricAggregationType};
use stackwright::prelude::*;
use stackwright_assert::{Template, absent, exact, like};

use super::{at, made, only, vpc};

const POLICY: &str = "AWS::AutoScaling::ScalingPolicy";
const ALARM: &str = "AWS::CloudWatch::Alarm";

fn workers(stack: Scope<'_>) -> AutoScalingGroupHandle {
    let group = AutoScalingGroup::new(vpc(stack), LaunchTemplate::new("m7g.large"), 1..=10);
    stack.add("Workers", group)
}

fn tracked(change: impl FnOnce(GroupTargetTracking) -> GroupTargetTracking) -> Template {
    made(|stack| {
        let group = workers(stack);
        stack.add("Scaling", change(GroupTargetTracking::new(group)));
    })
}

fn waiting() -> Metric {
    Metric::new("Shop/Jobs", "Waiting").maximum()
}

#[test]
pub(crate) fn a_group_keeps_a_metric_near_a_target() {
    only(
        &tracked(|scaling| scaling.cpu(60.percent())),
        POLICY,
        exact(json!({
            "AutoScalingGroupName": {"Ref": "Workers"},
            "PolicyType": "TargetTrackingScaling",
            "TargetTrackingConfiguration": {
                "PredefinedMetricSpecification": {"PredefinedMetricType": "ASGAverageCPUUtilization"},
                "TargetValue": 60,
            },
        })),
    );
}

#[test]
pub(crate) fn every_option_of_tracking_a_group() {
    let template = tracked(|scaling| {
        scaling
            .cpu(60.percent())
            .network_in(5_000_000)
            .network_out(6_000_000)
            .metric(
                "Depth",
                Metric::new("Shop/Jobs", "Depth").dimension("Queue", "jobs"),
                100,
            )
            .warmup(2.minutes())
            .without_scale_in()
    });
    for (id, metric, target) in [
        ("ScalingCpu", "ASGAverageCPUUtilization", 60),
        ("ScalingNetworkIn", "ASGAverageNetworkIn", 5_000_000),
        ("ScalingNetworkOut", "ASGAverageNetworkOut", 6_000_000),
    ] {
        at(
            &template,
            id,
            POLICY,
            like!({
                "EstimatedInstanceWarmup": 120,
                "TargetTrackingConfiguration": {
                    "DisableScaleIn": true,
                    "PredefinedMetricSpecification": { "PredefinedMetricType": metric },
                    "TargetValue": target,
                },
            }),
        );
    }
    at(
        &template,
        "ScalingDepth",
        POLICY,
        like!({ "TargetTrackingConfiguration": {
            "PredefinedMetricSpecification": absent(),
            "CustomizedMetricSpecification": {
                "Namespace": "Shop/Jobs",
                "MetricName": "Depth",
                "Dimensions": [{ "Name": "Queue", "Value": "jobs" }],
                "Statistic": "Average",
            },
            "TargetValue": 100,
        } }),
    );
}

/// AWS CDK takes a metric and no formula.
#[test]
pub(crate) fn a_group_tracks_metric_maths() {
    let per_instance = MathExpression::new("waiting / running")
        .using("waiting", waiting())
        .using(
            "running",
            Metric::new("AWS/AutoScaling", "GroupInServiceInstances"),
        );
    only(
        &tracked(|scaling| scaling.metric("Backlog", per_instance, 10)),
        POLICY,
        like!({ "TargetTrackingConfiguration": { "CustomizedMetricSpecification": { "Metrics": [
            { "Id": "running", "MetricStat": { "Stat": "Average" }, "ReturnData": false },
            { "Id": "waiting", "MetricStat": { "Stat": "Maximum" }, "ReturnData": false },
            { "Expression": "waiting / running", "ReturnData": true },
        ] } } }),
    );
}

/// Steps can neither overlap nor leave gaps, and alarms go off at a value, not beyond it.
#[test]
pub(crate) fn a_group_in_steps_with_their_alarms() {
    let template = made(|stack| {
        let group = workers(stack);
        let steps = GroupStepScaling::new(group, waiting())
            .at_least(100, 1)
            .at_least(1_000, 5)
            .at_most(10, -1);
        stack.add("Steps", steps);
    });
    at(
        &template,
        "StepsUpperPolicy",
        POLICY,
        exact(json!({
            "AutoScalingGroupName": {"Ref": "Workers"},
            "PolicyType": "StepScaling",
            "AdjustmentType": "ChangeInCapacity",
            "MetricAggregationType": "Maximum",
            "StepAdjustments": [
                {"MetricIntervalLowerBound": 0, "MetricIntervalUpperBound": 900, "ScalingAdjustment": 1},
                {"MetricIntervalLowerBound": 900, "ScalingAdjustment": 5},
            ],
        })),
    );
    at(
        &template,
        "StepsUpperAlarm",
        ALARM,
        like!({
            "ComparisonOperator": "GreaterThanOrEqualToThreshold",
            "Threshold": 100,
            "EvaluationPeriods": 1,
            "MetricName": "Waiting",
            "AlarmActions": [{ "Ref": "StepsUpperPolicy" }],
        }),
    );
    at(
        &template,
        "StepsLowerPolicy",
        POLICY,
        like!({ "StepAdjustments": [{ "MetricIntervalUpperBound": 0, "ScalingAdjustment": -1 }] }),
    );
    at(
        &template,
        "StepsLowerAlarm",
        ALARM,
        like!({
            "ComparisonOperator": "LessThanOrEqualToThreshold",
            "Threshold": 10,
            "AlarmActions": [{ "Ref": "StepsLowerPolicy" }],
        }),
    );
}

#[test]
pub(crate) fn every_option_of_a_groups_steps() {
    let template = made(|stack| {
        let steps = GroupStepScaling::new(workers(stack), waiting())
            .at_least(100, 10)
            .adjustment(AdjustmentType::PercentChangeInCapacity)
            .min_adjustment_magnitude(2)
            .evaluation_periods(3)
            .datapoints_to_alarm(2)
            .aggregation(MetricAggregationType::Minimum)
            .warmup(1.minutes())
            .without_data_is_fine();
        stack.add("Steps", steps);
    });
    only(
        &template,
        POLICY,
        like!({
            "AdjustmentType": "PercentChangeInCapacity",
            "MinAdjustmentMagnitude": 2,
            "MetricAggregationType": "Minimum",
            "EstimatedInstanceWarmup": 60,
        }),
    );
    only(
        &template,
        ALARM,
        like!({
            "EvaluationPeriods": 3,
            "DatapointsToAlarm": 2,
            "TreatMissingData": "notBreaching",
        }),
    );
}

/// Without managed scaling the size is up to others, and nothing is said.
#[test]
pub(crate) fn a_group_that_ecs_leaves_alone_may_have_policies() {
    let template = made(|stack| {
        let vpc = vpc(stack);
        let cluster = stack.add("Cluster", Cluster::new(vpc));
        let group = AutoScalingGroup::new(vpc, LaunchTemplate::new("m7g.large"), 1..=10);
        let provider = AsgCapacityProvider::new(cluster, group).without_managed_scaling();
        let group = stack.add("Instances", provider).group(stack);
        let group = group.expect("a group of the program");
        stack.add("Scaling", GroupTargetTracking::new(group).cpu(60.percent()));
    });
    template.resource_count_is(POLICY, 1);
}
