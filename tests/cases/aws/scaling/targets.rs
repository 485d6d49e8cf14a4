//! What is scaled: one target, whoever scales.

use stackwright::aws::scaling::{
    PredefinedMetric, ScalableDimension, ScalableTarget, ScheduledScaling, StepScaling,
};
use stackwright::aws::schedule::{Cron, TimeZone};

use super::*;

/// Everything that scales one service, said in an order.
fn all(stack: Scope<'_>, service: ServiceHandle, is_reversed: bool) {
    let mut said: Vec<Box<dyn Fn()>> = vec![
        Box::new(|| {
            let scaling = TargetTrackingScaling::new(service, 2..=9).cpu(60.percent());
            stack.add("Cpu", scaling.fast());
        }),
        Box::new(|| {
            stack.add(
                "Memory",
                TargetTrackingScaling::new(service, 2..=9).memory(60.percent()),
            );
        }),
        Box::new(|| {
            stack.add(
                "Steps",
                StepScaling::new(service, 2..=9, depth()).at_least(10, 1),
            );
        }),
        Box::new(|| {
            let zone = TimeZone::AMERICA_NEW_YORK;
            let nights =
                ScheduledScaling::new(service).off_at_night("20:00", "07:00", zone.clone());
            stack.add(
                "Nights",
                nights.action("Noon", Cron::daily(12, 0), zone, 4..),
            );
        }),
        Box::new(|| {
            stack.add(
                "Forecast",
                PredictiveScaling::new(service, 2..=9).cpu(60.percent()),
            );
        }),
        Box::new(|| {
            stack.add("Quiet", SuspendedScaling::new(service).scale_in());
        }),
    ];
    if is_reversed {
        said.reverse();
    }
    said.iter().for_each(|say| say());
}

/// AWS has one scalable target for a service; whoever scales it, by whatever, adds to that.
#[test]
pub(crate) fn one_target_whoever_scales() {
    let template = |is_reversed: bool| {
        made(|stack| {
            let service = FargateService::new(cluster(stack), web(stack, "Task"));
            let service = stack.add("Service", service);
            all(stack, service, is_reversed);
        })
    };
    let (one, other) = (template(false), template(true));
    only(
        &one,
        TARGET,
        like!({
            "MinCapacity": 2,
            "MaxCapacity": 9,
            "ScheduledActions": [
                { "ScheduledActionName": "Test/Nights/NightBegins" },
                { "ScheduledActionName": "Test/Nights/NightEnds" },
                { "ScheduledActionName": "Test/Nights/Noon" },
            ],
            "SuspendedState": { "DynamicScalingInSuspended": true },
        }),
    );
    one.resource_count_is(POLICY, 4);
    // In any order of declaration it is the same.
    for type_name in [TARGET, POLICY, "AWS::ECS::Service"] {
        let all = |template: &Template| {
            let found = template.find_resources(type_name, stackwright_assert::any());
            let found = found.into_iter().map(|found| (found.id, found.value));
            found.collect::<std::collections::BTreeMap<_, _>>()
        };
        assert_eq!(all(&one), all(&other));
    }
}

#[test]
pub(crate) fn scaling_is_suspended_in_parts_or_as_a_whole() {
    let state = |change: fn(SuspendedScaling) -> SuspendedScaling| {
        let template = made(|stack| {
            let service = FargateService::new(cluster(stack), web(stack, "Task"));
            let service = stack.add("Service", service);
            stack.add(
                "Scaling",
                TargetTrackingScaling::new(service, 1..=2).cpu(60.percent()),
            );
            stack.add("Suspended", change(SuspendedScaling::new(service)));
        });
        let target = template.find_resources(TARGET, stackwright_assert::any());
        target[0].value["Properties"]["SuspendedState"].clone()
    };
    let suspended = |scale_in: bool, scale_out: bool, schedules: bool| {
        json!({
            "DynamicScalingInSuspended": scale_in,
            "DynamicScalingOutSuspended": scale_out,
            "ScheduledScalingSuspended": schedules,
        })
    };
    assert_eq!(state(|all| all), suspended(true, true, true));
    assert_eq!(
        state(SuspendedScaling::scale_out),
        suspended(false, true, false)
    );
    assert_eq!(
        state(|some| some.scale_in().schedules()),
        suspended(true, false, true)
    );
}

/// A forecast changes nothing before somebody has looked at it.
#[test]
pub(crate) fn a_forecast_only_unless_it_is_told_to_scale() {
    let template = scaled(|service| PredictiveScaling::new(service, 2..=40).cpu(60.percent()));
    let configuration = json!({
        "MetricSpecifications": [{
            "TargetValue": 60,
            "PredefinedMetricPairSpecification": {"PredefinedMetricType": "ECSServiceCPUUtilization"},
        }],
        "Mode": "ForecastOnly",
    });
    only(
        &template,
        POLICY,
        exact(json!({
            "PolicyName": "Test/Scaling/Policy",
            "PolicyType": "PredictiveScaling",
            "ScalingTargetId": {"Ref": "ServiceScalableTarget"},
            "PredictiveScalingPolicyConfiguration": configuration,
        })),
    );
}

#[test]
pub(crate) fn every_option_of_a_forecast() {
    let template = scaled(|service| {
        PredictiveScaling::new(service, 2..=40)
            .requests_of("app/a/1/targetgroup/b/2", 500)
            .forecast_and_scale()
            .scheduling_buffer(10.minutes())
            .above_maximum(15.percent())
    });
    let configuration = json!({
        "MetricSpecifications": [{
            "TargetValue": 500,
            "PredefinedMetricPairSpecification": {
                "PredefinedMetricType": "ALBRequestCount",
                "ResourceLabel": "app/a/1/targetgroup/b/2",
            },
        }],
        "Mode": "ForecastAndScale",
        "SchedulingBufferTime": 600,
        "MaxCapacityBreachBehavior": "IncreaseMaxCapacity",
        "MaxCapacityBuffer": 15,
    });
    only(
        &template,
        POLICY,
        like!({ "PredictiveScalingPolicyConfiguration": exact(configuration) }),
    );
}

#[test]
pub(crate) fn a_forecast_by_metrics_of_ones_own() {
    let template = scaled(|service| {
        let each = MathExpression::new("all / 2").using("all", depth().sum());
        PredictiveScaling::new(service, 2..=40).metrics(depth().sum(), each, 7)
    });
    let metric = json!({
        "Namespace": "Shop/Orders",
        "MetricName": "Depth",
        "Dimensions": [{"Name": "Stage", "Value": "live"}],
    });
    let stat = json!({"Metric": metric, "Stat": "Sum"});
    let load = json!([{"Id": "result", "MetricStat": stat, "ReturnData": true}]);
    let scaling = json!([
        {"Id": "all", "MetricStat": stat, "ReturnData": false},
        {"Id": "result", "Expression": "all / 2", "ReturnData": true},
    ]);
    let specification = exact(json!({
        "TargetValue": 7,
        "CustomizedLoadMetricSpecification": {"MetricDataQueries": load},
        "CustomizedScalingMetricSpecification": {"MetricDataQueries": scaling},
    }));
    only(
        &template,
        POLICY,
        like!({ "PredictiveScalingPolicyConfiguration": { "MetricSpecifications": [specification] } }),
    );
}

/// Of other services the dimension says the namespace, so that the two cannot differ.
#[test]
pub(crate) fn what_is_no_service_is_scaled_by_its_dimension() {
    let template = made(|stack| {
        let dimension = ScalableDimension::DynamodbTableReadCapacityUnits;
        let reads = ScalableTarget::new(dimension, "table/orders", 5..=100);
        let reads = stack.add("Reads", reads);
        let metric = PredefinedMetric::DynamoDbReadCapacityUtilization;
        stack.add(
            "Scaling",
            TargetTrackingScaling::of(reads).predefined(metric, 70),
        );
        stack.add("Steps", StepScaling::of(reads, depth()).at_least(10, 5));
        let days = ScheduledScaling::of(reads);
        stack.add(
            "Days",
            days.action("Day", Cron::daily(8, 0), TimeZone::UTC, 20..),
        );
    });
    only(
        &template,
        TARGET,
        like!({
            "ServiceNamespace": "dynamodb",
            "ScalableDimension": "dynamodb:table:ReadCapacityUnits",
            "ResourceId": "table/orders",
            "MinCapacity": 5,
            "MaxCapacity": 100,
            "ScheduledActions": [{ "ScalableTargetAction": { "MinCapacity": 20 } }],
        }),
    );
    at(
        &template,
        "ScalingPredefined",
        POLICY,
        like!({
            "ScalingTargetId": { "Ref": "Reads" },
            "TargetTrackingScalingPolicyConfiguration": {
                "PredefinedMetricSpecification": {
                    "PredefinedMetricType": "DynamoDBReadCapacityUtilization",
                },
            },
        }),
    );
    template.resource_count_is(POLICY, 2);
}

#[test]
pub(crate) fn an_imported_target_takes_policies() {
    let id = "service/shop/web|ecs:service:DesiredCount|ecs";
    let template = made(|stack| {
        let target = stack.add("Target", ScalableTarget::imported(id));
        stack.add("Steps", StepScaling::of(target, depth()).at_least(10, 1));
    });
    template.resource_count_is(TARGET, 0);
    only(&template, POLICY, like!({ "ScalingTargetId": id }));
}

#[test]
pub(crate) fn an_imported_target_is_foretold() {
    let id = "service/shop/web|ecs:service:DesiredCount|ecs";
    let template = made(|stack| {
        let target = stack.add("Target", ScalableTarget::imported(id));
        stack.add("Forecast", PredictiveScaling::of(target).cpu(60.percent()));
    });
    template.resource_count_is(TARGET, 0);
    only(
        &template,
        POLICY,
        like!({ "ScalingTargetId": id, "PolicyType": "PredictiveScaling" }),
    );
}

/// What they make in their default form is nothing that our own checker would have otherwise.
#[test]
pub(crate) fn the_checker_has_nothing_to_say_of_them() {
    let app = App::new();
    let stack = *app.stack("Test");
    let cluster = Cluster::new(vpc(stack)).container_insights();
    let cluster = stack.add("Cluster", cluster);
    let service = stack.add("Service", FargateService::new(cluster, web(stack, "Task")));
    let scaling = stack.scope("Scaling");
    all(scaling, service, false);
    let worker = stack.add("Worker", FargateService::new(cluster, web(stack, "Work")));
    let backlog = TargetTrackingScaling::new(worker, 0..=9).backlog_per_task("jobs", 10);
    scaling.add("Backlog", backlog);
    let options = stackwright::check::Options::new();
    let found = stackwright::check::check_app(app.synth(), &options).diagnostics;
    let said: Vec<String> = found.iter().map(ToString::to_string).collect();
    // Something is said of the rest, so the checker was there.
    assert!(!said.is_empty());
    let of_scaling = said.iter().filter(|said| said.contains("Scal"));
    assert_eq!(of_scaling.collect::<Vec<_>>(), [""; 0]);
}
