use serde_json::json;
use stackwright::prelude::*;
use stackwright_assert::{exact, like};

use super::{made, only, vpc, web};

#[test]
pub(crate) fn a_service_is_found_by_its_addresses() {
    let template = made(|stack| {
        let cluster = stack.add("Cluster", Cluster::new(vpc(stack)).namespace("shop.local"));
        let service = FargateService::new(cluster, web(stack, "Task")).discover_as("web");
        let service = stack.add("Service", service);
        assert!(service.discovery(stack).is_some());
    });
    only(
        &template,
        "AWS::ServiceDiscovery::Service",
        exact(json!({
            "Name": "web",
            "DnsConfig": {
                "DnsRecords": [{"Type": "A", "TTL": 60}],
                "NamespaceId": {"Ref": "ClusterNamespace"},
            },
            "HealthCheckCustomConfig": {"FailureThreshold": 1},
        })),
    );
    // A records need neither container nor port.
    let registry = exact(json!([{"RegistryArn": {"Fn::GetAtt": ["ServiceDiscovery", "Arn"]}}]));
    only(
        &template,
        "AWS::ECS::Service",
        like!({ "ServiceRegistries": registry }),
    );
}

#[test]
pub(crate) fn by_a_service_of_cloud_map_in_a_namespace_of_ones_own() {
    let template = made(|stack| {
        let vpc = vpc(stack);
        let namespace = PrivateDnsNamespace::new("shop.local", vpc).describe("the shop");
        let namespace = stack.add("Namespace", namespace);
        let found = DiscoveryService::new(namespace, "web").ttl(Duration::from_secs(10));
        let found = stack.add("Web", found);
        let cluster = stack.add("Cluster", Cluster::new(vpc));
        let service = FargateService::new(cluster, web(stack, "Task")).discover_by(found);
        stack.add("Service", service);
    });
    let namespace = "AWS::ServiceDiscovery::PrivateDnsNamespace";
    only(&template, namespace, like!({ "Description": "the shop" }));
    let found = like!({ "DnsConfig": { "DnsRecords": [{ "TTL": 10 }] } });
    only(&template, "AWS::ServiceDiscovery::Service", found);
    let registry = like!([{ "RegistryArn": { "Fn::GetAtt": ["Web", "Arn"] } }]);
    only(
        &template,
        "AWS::ECS::Service",
        like!({ "ServiceRegistries": registry }),
    );
}
