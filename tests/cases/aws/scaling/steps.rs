//! Steps, and the alarms that start them.

use stackwright::aws::scaling::{AdjustmentType, MetricAggregationType, StepScaling};

use super::*;

const ALARM: &str = "AWS::CloudWatch::Alarm";

/// Steps go on to where the next one begins: they can neither overlap nor leave gaps.
#[test]
pub(crate) fn steps_up_and_down_from_their_alarms() {
    let template = scaled(|service| {
        StepScaling::new(service, 1..=20, depth().maximum())
            .at_least(1_000, 5)
            .at_least(100, 1)
            .at_most(10, -1)
            .at_most(0, -3)
    });
    let policy = |id: &str, steps: serde_json::Value| {
        let configuration = json!({
            "AdjustmentType": "ChangeInCapacity",
            "MetricAggregationType": "Maximum",
            "StepAdjustments": steps,
        });
        at(
            &template,
            id,
            POLICY,
            like!({
                "PolicyType": "StepScaling",
                "ScalingTargetId": { "Ref": "ServiceScalableTarget" },
                "StepScalingPolicyConfiguration": exact(configuration),
            }),
        );
    };
    policy(
        "ScalingUpperPolicy",
        json!([
            {"MetricIntervalLowerBound": 0, "MetricIntervalUpperBound": 900, "ScalingAdjustment": 1},
            {"MetricIntervalLowerBound": 900, "ScalingAdjustment": 5},
        ]),
    );
    policy(
        "ScalingLowerPolicy",
        json!([
            {"MetricIntervalLowerBound": -10, "MetricIntervalUpperBound": 0, "ScalingAdjustment": -1},
            {"MetricIntervalUpperBound": -10, "ScalingAdjustment": -3},
        ]),
    );
    let alarm = |id: &str, operator: &str, threshold: i32, policy: &str| {
        at(
            &template,
            id,
            ALARM,
            exact(json!({
                "ComparisonOperator": operator,
                "Threshold": threshold,
                "EvaluationPeriods": 1,
                "AlarmActions": [{"Ref": policy}],
                "Namespace": "Shop/Orders",
                "MetricName": "Depth",
                "Dimensions": [{"Name": "Stage", "Value": "live"}],
                "Statistic": "Maximum",
                "Period": 60,
            })),
        );
    };
    let (up, down) = ("ScalingUpperPolicy", "ScalingLowerPolicy");
    alarm(
        "ScalingUpperAlarm",
        "GreaterThanOrEqualToThreshold",
        100,
        up,
    );
    alarm("ScalingLowerAlarm", "LessThanOrEqualToThreshold", 10, down);
}

#[test]
pub(crate) fn every_option_of_steps() {
    let template = scaled(|service| {
        let slow = depth()
            .statistic(Statistic::Percentile(90.0))
            .period(5.minutes());
        StepScaling::new(service, 1..=20, slow)
            .at_least(2.5, 50)
            .adjustment(AdjustmentType::PercentChangeInCapacity)
            .min_adjustment_magnitude(2)
            .cooldown(90.seconds())
            .evaluation_periods(5)
            .datapoints_to_alarm(3)
            .aggregation(MetricAggregationType::Minimum)
            .without_data_is_fine()
    });
    let configuration = exact(json!({
        "AdjustmentType": "PercentChangeInCapacity",
        "MetricAggregationType": "Minimum",
        "Cooldown": 90,
        "MinAdjustmentMagnitude": 2,
        "StepAdjustments": [{"MetricIntervalLowerBound": 0, "ScalingAdjustment": 50}],
    }));
    only(
        &template,
        POLICY,
        like!({ "StepScalingPolicyConfiguration": configuration }),
    );
    only(
        &template,
        ALARM,
        like!({
            "Threshold": 2.5,
            "EvaluationPeriods": 5,
            "DatapointsToAlarm": 3,
            "ExtendedStatistic": "p90",
            "Statistic": absent(),
            "Period": 300,
            "TreatMissingData": "notBreaching",
        }),
    );
}

/// An alarm may watch a metric of another account, where a policy that tracks one may not.
#[test]
pub(crate) fn steps_by_a_metric_of_another_account() {
    let template = scaled(|service| {
        let depth = depth().account("111122223333");
        StepScaling::new(service, 1..=20, depth).at_least(100, 1)
    });
    only(
        &template,
        ALARM,
        like!({ "MetricName": absent(), "Metrics": [{
            "AccountId": "111122223333",
            "MetricStat": { "Metric": { "MetricName": "Depth" } },
            "ReturnData": true,
        }] }),
    );
}
