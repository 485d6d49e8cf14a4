use serde_json::json;
use stackwright::prelude::*;
use stackwright_assert::{absent, exact, like, regex};

use super::{cluster, made, made_of, only, vpc, web};

const TARGET: &str = "AWS::ApplicationAutoScaling::ScalableTarget";
const POLICY: &str = "AWS::ApplicationAutoScaling::ScalingPolicy";

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
            "ScalingTargetId": {"Ref": "ScalingTarget"},
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
            TargetTrackingScaling::new(service, 0..=4)
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
