use serde_json::json;
use stackwright::aws::ecs::ContainerInsights;
use stackwright::prelude::*;

use super::{made, only, vpc, web};

const CLUSTER: &str = "AWS::ECS::Cluster";

#[test]
fn a_cluster_offers_fargate_and_fargate_spot() {
    let template = made(|stack| {
        stack.add("Cluster", Cluster::new(vpc(stack)));
    });
    assert_eq!(
        only(&template, CLUSTER),
        &json!({"CapacityProviders": ["FARGATE", "FARGATE_SPOT"]})
    );
}

#[test]
fn every_option_of_a_cluster() {
    let template = made(|stack| {
        let strategy = [
            CapacityProvider::fargate().weight(1).base(2),
            CapacityProvider::fargate_spot().weight(4),
            CapacityProvider::named("mine").weight(0),
        ];
        let cluster = Cluster::new(vpc(stack))
            .name("shop")
            .default_strategy(strategy)
            .container_insights()
            .namespace("shop.local");
        let cluster = stack.add("Cluster", cluster);
        assert!(cluster.namespace(stack).is_some());
    });
    assert_eq!(
        only(&template, CLUSTER),
        &json!({
            "ClusterName": "shop",
            "CapacityProviders": ["FARGATE", "FARGATE_SPOT", "mine"],
            "DefaultCapacityProviderStrategy": [
                {"CapacityProvider": "FARGATE", "Base": 2, "Weight": 1},
                {"CapacityProvider": "FARGATE_SPOT", "Weight": 4},
                {"CapacityProvider": "mine", "Weight": 0},
            ],
            "ClusterSettings": [{"Name": "containerInsights", "Value": "enabled"}],
        })
    );
    assert_eq!(
        only(&template, "AWS::ServiceDiscovery::PrivateDnsNamespace"),
        &json!({"Name": "shop.local", "Vpc": "vpc-0a1b2c3d"})
    );
}

#[test]
fn how_closely_a_cluster_is_watched() {
    let watched = |insights| {
        let template = made(|stack| {
            stack.add("Cluster", Cluster::new(vpc(stack)).insights(insights));
        });
        only(&template, CLUSTER)["ClusterSettings"][0]["Value"].clone()
    };
    assert_eq!(watched(ContainerInsights::Enhanced), "enhanced");
    assert_eq!(watched(ContainerInsights::Disabled), "disabled");
}

/// ECS refuses a service with a launch type and a strategy.
#[test]
fn a_launch_type_or_a_strategy() {
    let service = |change: fn(FargateService) -> FargateService| {
        let template = made(|stack| {
            let strategy = [CapacityProvider::fargate_spot()];
            let cluster = Cluster::new(vpc(stack)).default_strategy(strategy);
            let cluster = stack.add("Cluster", cluster);
            stack.add(
                "Service",
                change(FargateService::new(cluster, web(stack, "Task"))),
            );
        });
        let service = only(&template, "AWS::ECS::Service");
        (
            service["LaunchType"].clone(),
            service["CapacityProviderStrategy"].clone(),
        )
    };
    assert_eq!(service(|service| service), (json!("FARGATE"), json!(null)));
    assert_eq!(
        service(|service| service.capacity([CapacityProvider::fargate_spot().base(1)])),
        (
            json!(null),
            json!([{"CapacityProvider": "FARGATE_SPOT", "Base": 1, "Weight": 1}])
        )
    );
    assert_eq!(
        service(FargateService::capacity_of_cluster),
        (json!(null), json!(null))
    );
}
