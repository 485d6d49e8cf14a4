use serde_json::json;
use stackwright::aws::ecs::ContainerInsights;
use stackwright::prelude::*;
use stackwright_assert::{Matcher, absent, exact, like};

use super::{cluster, made, only, vpc, web};

const CLUSTER: &str = "AWS::ECS::Cluster";
const SERVICE: &str = "AWS::ECS::Service";

#[test]
pub(crate) fn a_cluster_offers_fargate_and_fargate_spot() {
    let template = made(|stack| {
        stack.add("Cluster", Cluster::new(vpc(stack)));
    });
    only(
        &template,
        CLUSTER,
        exact(json!({"CapacityProviders": ["FARGATE", "FARGATE_SPOT"]})),
    );
}

#[test]
pub(crate) fn every_option_of_a_cluster() {
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
    only(
        &template,
        CLUSTER,
        exact(json!({
            "ClusterName": "shop",
            "CapacityProviders": ["FARGATE", "FARGATE_SPOT", "mine"],
            "DefaultCapacityProviderStrategy": [
                {"CapacityProvider": "FARGATE", "Base": 2, "Weight": 1},
                {"CapacityProvider": "FARGATE_SPOT", "Weight": 4},
                {"CapacityProvider": "mine", "Weight": 0},
            ],
            "ClusterSettings": [{"Name": "containerInsights", "Value": "enabled"}],
        })),
    );
    only(
        &template,
        "AWS::ServiceDiscovery::PrivateDnsNamespace",
        exact(json!({"Name": "shop.local", "Vpc": "vpc-0a1b2c3d"})),
    );
}

#[test]
pub(crate) fn how_closely_a_cluster_is_watched() {
    for (insights, word) in [
        (ContainerInsights::Enhanced, "enhanced"),
        (ContainerInsights::Disabled, "disabled"),
    ] {
        let template = made(|stack| {
            stack.add("Cluster", Cluster::new(vpc(stack)).insights(insights));
        });
        only(
            &template,
            CLUSTER,
            like!({ "ClusterSettings": [{ "Value": word }] }),
        );
    }
}

/// ECS refuses a service with a launch type and a strategy.
#[test]
pub(crate) fn a_launch_type_or_a_strategy() {
    let service = |change: fn(FargateService) -> FargateService| {
        made(|stack| {
            let strategy = [CapacityProvider::fargate_spot()];
            let cluster = Cluster::new(vpc(stack)).default_strategy(strategy);
            let cluster = stack.add("Cluster", cluster);
            stack.add(
                "Service",
                change(FargateService::new(cluster, web(stack, "Task"))),
            );
        })
    };
    let either = |launch_type: Matcher, strategy: Matcher| like!({ "LaunchType": launch_type, "CapacityProviderStrategy": strategy });
    only(
        &service(|service| service),
        SERVICE,
        either("FARGATE".into(), absent()),
    );
    let spot = like!([{ "CapacityProvider": "FARGATE_SPOT", "Base": 1, "Weight": 1 }]);
    only(
        &service(|service| service.on([CapacityProvider::fargate_spot().base(1)])),
        SERVICE,
        either(absent(), spot),
    );
    only(
        &service(FargateService::capacity_of_cluster),
        SERVICE,
        either(absent(), absent()),
    );
}

/// Copilot's `spot_from`: the nth task and all after it can be taken away.
#[test]
pub(crate) fn spot_from_the_nth_task() {
    let strategy = |n| {
        made(|stack| {
            let service = FargateService::new(cluster(stack), web(stack, "Task"));
            stack.add("Service", service.spot_from(n));
        })
    };
    let spot = like!({ "CapacityProvider": "FARGATE_SPOT", "Base": absent(), "Weight": 1 });
    only(
        &strategy(3),
        SERVICE,
        like!({
            "LaunchType": absent(),
            "CapacityProviderStrategy": [
                { "CapacityProvider": "FARGATE", "Base": 2, "Weight": 0 },
                spot.clone(),
            ],
        }),
    );
    for n in [0, 1] {
        only(&strategy(n), SERVICE, exact_strategy([spot.clone()]));
    }
}

fn exact_strategy<const N: usize>(items: [Matcher; N]) -> Matcher {
    like!({ "CapacityProviderStrategy": items.to_vec() })
}
