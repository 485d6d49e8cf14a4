use serde_json::json;
use stackwright::prelude::*;

use super::{cluster, made, made_of, of_type, only, vpc, web};

const TARGET: &str = "AWS::ApplicationAutoScaling::ScalableTarget";
const POLICY: &str = "AWS::ApplicationAutoScaling::ScalingPolicy";

#[test]
fn one_metric() {
    let template = made(|stack| {
        let service = FargateService::new(cluster(stack), web(stack, "Task"));
        let service = stack.add("Service", service);
        stack.add(
            "Scaling",
            TargetTrackingScaling::new(service, 1..=10).cpu(70.percent()),
        );
    });
    assert_eq!(
        only(&template, TARGET),
        &json!({
            "ServiceNamespace": "ecs",
            "ResourceId": {"Fn::Sub": "service/${Cluster}/${Service.Name}"},
            "ScalableDimension": "ecs:service:DesiredCount",
            "MinCapacity": 1,
            "MaxCapacity": 10,
        })
    );
    assert_eq!(
        only(&template, POLICY),
        &json!({
            "PolicyName": "Test/Scaling/Cpu",
            "PolicyType": "TargetTrackingScaling",
            "ScalingTargetId": {"Ref": of_type(&template, TARGET)[0].0},
            "TargetTrackingScalingPolicyConfiguration": {
                "PredefinedMetricSpecification": {"PredefinedMetricType": "ECSServiceAverageCPUUtilization"},
                "TargetValue": 70,
            },
        })
    );
    // Scaling owns the number of tasks.
    assert!(
        only(&template, "AWS::ECS::Service")
            .get("DesiredCount")
            .is_none()
    );
}

#[test]
fn every_option() {
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
    assert_eq!(
        only(&template, TARGET)["RoleARN"],
        "arn:aws:iam::111122223333:role/scaling"
    );
    let policies = of_type(&template, POLICY);
    let names: Vec<_> = policies
        .iter()
        .map(|(_, policy)| &policy["PolicyName"])
        .collect();
    assert_eq!(names, ["shop-Cpu", "shop-Memory", "shop-Requests"]);
    let [_, memory, requests] = policies[..] else {
        panic!("three: {policies:?}")
    };
    let configuration =
        |policy: &serde_json::Value| policy["TargetTrackingScalingPolicyConfiguration"].clone();
    assert_eq!(configuration(memory.1)["TargetValue"], 62.5);
    let alb = of_type(&template, "AWS::ElasticLoadBalancingV2::LoadBalancer")[0].0;
    let group = of_type(&template, "AWS::ElasticLoadBalancingV2::TargetGroup")[0].0;
    assert_eq!(
        configuration(requests.1),
        json!({
            "PredefinedMetricSpecification": {
                "PredefinedMetricType": "ALBRequestCountPerTarget",
                "ResourceLabel": {"Fn::Sub": format!("${{{alb}.LoadBalancerFullName}}/${{{group}.TargetGroupFullName}}")},
            },
            "TargetValue": 500,
            "ScaleOutCooldown": 60,
            "ScaleInCooldown": 300,
        })
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
    let policy = only(&template, POLICY);
    let configuration = &policy["TargetTrackingScalingPolicyConfiguration"];
    assert_eq!(configuration["ScaleInCooldown"], 90);
    assert_eq!(configuration["ScaleOutCooldown"], 90);
    assert_eq!(
        policy["PolicyName"], "cpu",
        "the only one has the name as it is"
    );
}

#[test]
fn of_a_service_in_a_cluster_of_another_stack() {
    let app = App::new();
    let (base, shop) = (app.stack("Base"), app.stack("Shop"));
    let service = FargateService::new(cluster(base), web(shop, "Task"));
    let service = shop.add("Service", service);
    shop.add(
        "Scaling",
        TargetTrackingScaling::new(service, 1..=2).cpu(50.percent()),
    );
    let all = made_of(&app);
    let id = &only(&all["Shop"], TARGET)["ResourceId"]["Fn::Sub"];
    assert_eq!(id[0], "service/${Cluster}/${Service.Name}");
    let import = id[1]["Cluster"]["Fn::ImportValue"]
        .as_str()
        .unwrap_or_default();
    assert!(
        import.starts_with("Base:ExportsOutputRefCluster"),
        "{import}"
    );
}
