use serde_json::json;
use stackwright::aws::cloudwatch::{MathExpression, Metric, Statistic, Unit};
use stackwright::aws::ecs::ServiceHandle;
use stackwright::aws::scaling::{PredictiveScaling, SuspendedScaling};
use stackwright::prelude::*;
use stackwright_assert::{Template, absent, exact, like, regex};

use super::{at, cluster, made, made_of, only, vpc, web};

pub(crate) mod backlog;
pub(crate) mod schedules;
pub(crate) mod steps;
pub(crate) mod targets;

const TARGET: &str = "AWS::ApplicationAutoScaling::ScalableTarget";
const POLICY: &str = "AWS::ApplicationAutoScaling::ScalingPolicy";

/// What a service comes to that is scaled like this, in a cluster that counts its tasks.
fn scaled<C: Construct>(scaling: impl FnOnce(ServiceHandle) -> C) -> Template {
    made(|stack| {
        let cluster = Cluster::new(vpc(stack)).container_insights();
        let cluster = stack.add("Cluster", cluster);
        let service = FargateService::new(cluster, web(stack, "Task"));
        let service = stack.add("Service", service);
        stack.add("Scaling", scaling(service));
    })
}

/// A metric of one's own.
fn depth() -> Metric {
    Metric::new("Shop/Orders", "Depth").dimension("Stage", "live")
}

#[test]
pub(crate) fn one_metric() {
    let template = made(|stack| {
        let service = FargateService::new(cluster(stack), web(stack, "Task"));
        let service = stack.add("Service", service);
        stack.add(
            "Scaling",
            TargetTrackingScaling::new(service, 1..=10).cpu(70.percent()),
        );
    });
    only(
        &template,
        TARGET,
        exact(json!({
            "ServiceNamespace": "ecs",
            "ResourceId": {"Fn::Sub": "service/${Cluster}/${Service.Name}"},
            "ScalableDimension": "ecs:service:DesiredCount",
            "MinCapacity": 1,
            "MaxCapacity": 10,
        })),
    );
    only(
        &template,
        POLICY,
        exact(json!({
            "PolicyName": "Test/Scaling/Cpu",
            "PolicyType": "TargetTrackingScaling",
            "ScalingTargetId": {"Ref": "ServiceScalableTarget"},
            "TargetTrackingScalingPolicyConfiguration": {
                "PredefinedMetricSpecification": {"PredefinedMetricType": "ECSServiceAverageCPUUtilization"},
                "TargetValue": 70,
            },
        })),
    );
    // Scaling owns the number of tasks.
    only(
        &template,
        "AWS::ECS::Service",
        like!({ "DesiredCount": absent() }),
    );
}

#[test]
pub(crate) fn every_option() {
    let template = made(|stack| {
        let vpc = vpc(stack);
        let cluster = stack.add("Cluster", Cluster::new(vpc));
        let alb = stack.add("Alb", AlbWithTargetGroup::new(vpc, Port::http(80)));
        let service = FargateService::new(cluster, web(stack, "Task")).behind(alb);
        let service = stack.add("Service", service);
        stack.add(
            "Scaling",
            TargetTrackingScaling::new(service, 1..=4)
                .cpu(70.percent())
                .memory(62.5.percent())
                .requests_per_target(alb, 500)
                .scale_in_cooldown(Duration::from_secs(300))
                .scale_out_cooldown(Duration::from_secs(60))
                .policy_name("shop")
                .role("arn:aws:iam::111122223333:role/scaling"),
        );
    });
    let role = "arn:aws:iam::111122223333:role/scaling";
    only(&template, TARGET, like!({ "RoleARN": role }));
    template.resource_count_is(POLICY, 3);
    template.has_resource_properties(POLICY, like!({ "PolicyName": "shop-Cpu" }));
    template.has_resource_properties(
        POLICY,
        like!({
            "PolicyName": "shop-Memory",
            "TargetTrackingScalingPolicyConfiguration": { "TargetValue": 62.5 },
        }),
    );
    let label = "${AlbLoadBalancer.LoadBalancerFullName}/${AlbTargetGroup.TargetGroupFullName}";
    let configuration = exact(json!({
        "PredefinedMetricSpecification": {
            "PredefinedMetricType": "ALBRequestCountPerTarget",
            "ResourceLabel": {"Fn::Sub": label},
        },
        "TargetValue": 500,
        "ScaleOutCooldown": 60,
        "ScaleInCooldown": 300,
    }));
    template.has_resource_properties(
        POLICY,
        like!({
            "PolicyName": "shop-Requests",
            "TargetTrackingScalingPolicyConfiguration": configuration,
        }),
    );
}

#[test]
fn one_cooldown_for_both_directions() {
    let template = made(|stack| {
        let service = FargateService::new(cluster(stack), web(stack, "Task"));
        let service = stack.add("Service", service);
        let scaling = TargetTrackingScaling::new(service, 1..=2).cpu(50.percent());
        stack.add(
            "Scaling",
            scaling.cooldown(Duration::from_secs(90)).policy_name("cpu"),
        );
    });
    let configuration = like!({ "ScaleInCooldown": 90, "ScaleOutCooldown": 90 });
    only(
        &template,
        POLICY,
        like!({
            "PolicyName": "cpu", // the only one has the name as it is
            "TargetTrackingScalingPolicyConfiguration": configuration,
        }),
    );
}

#[test]
fn of_a_service_in_a_cluster_of_another_stack() {
    let app = App::new();
    let (base, shop) = (*app.stack("Base"), *app.stack("Shop"));
    let service = FargateService::new(cluster(base), web(shop, "Task"));
    let service = shop.add("Service", service);
    shop.add(
        "Scaling",
        TargetTrackingScaling::new(service, 1..=2).cpu(50.percent()),
    );
    let all = made_of(&app);
    let import = like!({ "Fn::ImportValue": regex("^Base:ExportsOutputRefCluster") });
    let id = like!({ "Fn::Sub": ["service/${Cluster}/${Service.Name}", { "Cluster": import }] });
    only(&all["Shop"], TARGET, like!({ "ResourceId": id }));
}

/// What tracks a metric has to fall when there are more tasks; whether it does only its owner knows.
#[test]
pub(crate) fn a_metric_of_ones_own() {
    let template = scaled(|service| {
        let depth = depth().maximum().unit(Unit::Count);
        TargetTrackingScaling::new(service, 1..=2).metric("Depth", depth, 12.5)
    });
    let specification = json!({
        "Namespace": "Shop/Orders",
        "MetricName": "Depth",
        "Dimensions": [{"Name": "Stage", "Value": "live"}],
        "Statistic": "Maximum",
        "Unit": "Count",
    });
    let configuration = json!({
        "CustomizedMetricSpecification": specification,
        "TargetValue": 12.5,
    });
    only(
        &template,
        POLICY,
        like!({
            "PolicyName": "Test/Scaling/Depth",
            "TargetTrackingScalingPolicyConfiguration": exact(configuration),
        }),
    );
}

/// A percentile has no place in the short form.
#[test]
pub(crate) fn a_percentile_is_tracked() {
    let template = scaled(|service| {
        let slow = depth().statistic(Statistic::Percentile(99.9)).label("slow");
        TargetTrackingScaling::new(service, 1..=2).metric("Slow", slow, 3)
    });
    let query = json!({
        "Id": "result",
        "Label": "slow",
        "MetricStat": {
            "Metric": {
                "Namespace": "Shop/Orders",
                "MetricName": "Depth",
                "Dimensions": [{"Name": "Stage", "Value": "live"}],
            },
            "Stat": "p99.9",
        },
        "ReturnData": true,
    });
    only(
        &template,
        POLICY,
        like!({ "TargetTrackingScalingPolicyConfiguration": {
            "CustomizedMetricSpecification": exact(json!({ "Metrics": [query] })),
        }}),
    );
}

/// AWS CDK refuses it: <https://github.com/aws/aws-cdk/issues/34072>.
#[test]
pub(crate) fn metric_maths_that_aws_cdk_refuses() {
    let template = scaled(|service| {
        let all = MathExpression::new("done + open")
            .using("done", depth())
            .using("open", Metric::new("Shop/Orders", "Open").sum());
        let share = MathExpression::new("100 * open / all")
            .using("open", Metric::new("Shop/Orders", "Open").sum())
            .using("all", all);
        TargetTrackingScaling::new(service, 1..=2).metric("Share", share, 50)
    });
    let queries = like!([
        exact(json!({"Id": "all", "Expression": "done + open", "ReturnData": false})),
        { "Id": "done", "MetricStat": { "Stat": "Average" }, "ReturnData": false },
        { "Id": "open", "MetricStat": { "Stat": "Sum" }, "ReturnData": false },
        exact(json!({"Id": "result", "Expression": "100 * open / all", "ReturnData": true})),
    ]);
    only(
        &template,
        POLICY,
        like!({ "TargetTrackingScalingPolicyConfiguration": {
            "CustomizedMetricSpecification": { "Metrics": queries },
        }}),
    );
}

/// Tracking what nobody publishes would be slow, and paid for.
#[test]
pub(crate) fn fast_is_said_on_both_sides() {
    let template = scaled(|service| {
        let scaling = TargetTrackingScaling::new(service, 1..=2);
        scaling.cpu(60.percent()).memory(70.percent()).fast()
    });
    let of = |metric: &str| {
        like!({ "TargetTrackingScalingPolicyConfiguration": {
            "PredefinedMetricSpecification": { "PredefinedMetricType": metric },
        }})
    };
    at(
        &template,
        "ScalingCpu",
        POLICY,
        of("ECSServiceAverageCPUUtilizationHighResolution"),
    );
    at(
        &template,
        "ScalingMemory",
        POLICY,
        of("ECSServiceAverageMemoryUtilizationHighResolution"),
    );
    let monitoring = exact(json!({ "MetricConfigurations": [
        {"MetricNames": ["CPUUtilization", "MemoryUtilization"], "ResolutionSeconds": 20},
    ]}));
    only(
        &template,
        "AWS::ECS::Service",
        like!({ "Monitoring": monitoring }),
    );
}

/// Said on the service as well, it is said once.
#[test]
pub(crate) fn fast_metrics_and_fast_scaling_together() {
    let template = made(|stack| {
        let service = FargateService::new(cluster(stack), web(stack, "Task")).fast_metrics();
        let service = stack.add("Service", service);
        let scaling = TargetTrackingScaling::new(service, 1..=2);
        stack.add("Scaling", scaling.cpu(60.percent()).fast());
    });
    let monitoring = exact(json!({ "MetricConfigurations": [
        {"MetricNames": ["CPUUtilization", "MemoryUtilization"], "ResolutionSeconds": 20},
    ]}));
    only(
        &template,
        "AWS::ECS::Service",
        like!({ "Monitoring": monitoring }),
    );
}

/// What a service says of its metrics itself stays.
#[test]
pub(crate) fn fast_beside_what_the_service_says() {
    let template = made(|stack| {
        let service = FargateService::new(cluster(stack), web(stack, "Task"));
        let service = stack.add("Service", service);
        stack.edit(service.resource(), |service| {
            let said = cfn::ecs::service::MetricConfiguration::new()
                .metric_names([
                    cfn::ecs::service::MetricNames::CpuUtilization,
                    cfn::ecs::service::MetricNames::MemoryUtilization,
                ])
                .resolution_seconds(60);
            let said =
                cfn::ecs::service::MonitoringConfiguration::new().metric_configurations([said]);
            service.monitoring(said)
        });
        let scaling = TargetTrackingScaling::new(service, 1..=2).cpu(60.percent());
        stack.add("Scaling", scaling.fast());
    });
    let monitoring = exact(json!({ "MetricConfigurations": [
        {"MetricNames": ["CPUUtilization"], "ResolutionSeconds": 20},
        {"MetricNames": ["MemoryUtilization"], "ResolutionSeconds": 60},
    ]}));
    only(
        &template,
        "AWS::ECS::Service",
        like!({ "Monitoring": monitoring }),
    );
}

#[test]
pub(crate) fn only_adding_tasks() {
    let template = scaled(|service| {
        let scaling = TargetTrackingScaling::new(service, 1..=2);
        scaling.cpu(60.percent()).without_scale_in()
    });
    only(
        &template,
        POLICY,
        like!({ "TargetTrackingScalingPolicyConfiguration": { "DisableScaleIn": true } }),
    );
}

#[test]
pub(crate) fn a_resource_label_by_hand() {
    let label = "app/web/50dc6c495c0c9188/targetgroup/web/943f017f100becff";
    let template =
        scaled(|service| TargetTrackingScaling::new(service, 1..=2).requests_of(label, 100));
    let specification = json!({
        "PredefinedMetricType": "ALBRequestCountPerTarget",
        "ResourceLabel": label,
    });
    only(
        &template,
        POLICY,
        like!({ "TargetTrackingScalingPolicyConfiguration": {
            "PredefinedMetricSpecification": exact(specification),
        }}),
    );
}

/// Nobody has to say again what the service stands behind.
#[test]
pub(crate) fn requests_of_what_the_service_stands_behind() {
    let template = made(|stack| {
        let vpc = vpc(stack);
        let cluster = stack.add("Cluster", Cluster::new(vpc));
        let [one, other] =
            ["One", "Other"].map(|id| stack.add(id, AlbWithTargetGroup::new(vpc, Port::http(80))));
        let service = FargateService::new(cluster, web(stack, "Task"));
        let service = stack.add("Service", service.behind(one).behind(other));
        let scaling = TargetTrackingScaling::new(service, 1..=4).requests(500);
        stack.add("Scaling", scaling);
    });
    for (id, alb) in [("ScalingRequests", "One"), ("ScalingRequests2", "Other")] {
        let label = format!(
            "${{{alb}LoadBalancer.LoadBalancerFullName}}/${{{alb}TargetGroup.TargetGroupFullName}}"
        );
        let specification = json!({
            "PredefinedMetricType": "ALBRequestCountPerTarget",
            "ResourceLabel": {"Fn::Sub": label},
        });
        at(
            &template,
            id,
            POLICY,
            like!({ "TargetTrackingScalingPolicyConfiguration": {
                "PredefinedMetricSpecification": exact(specification),
                "TargetValue": 500,
            }}),
        );
    }
}
