use serde_json::json;
use stackwright::aws::ecs::Discover;
use stackwright::aws::servicediscovery::{
    DiscoveryInstance, DnsRecord, NamespaceHandle, PublicDnsNamespace, Route53Check,
};
use stackwright::prelude::*;
use stackwright_assert::{Template, any, exact, like};

use super::{at, made, only, vpc, web};

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

const NAMES: &str = "AWS::ServiceDiscovery::Service";

/// What a service of Cloud Map in a namespace comes to.
fn in_namespace<N: Construct<Handle = NamespaceHandle>>(
    namespace: N,
    change: impl FnOnce(DiscoveryService) -> DiscoveryService,
) -> Template {
    made(|stack| {
        let namespace = stack.add("Namespace", namespace);
        stack.add("Web", change(DiscoveryService::new(namespace, "web")));
    })
}

/// What Service Connect needs costs no hosted zone.
#[test]
pub(crate) fn an_http_namespace_has_no_dns() {
    let template = in_namespace(HttpNamespace::new("shop").describe("the shop"), |web| web);
    only(
        &template,
        "AWS::ServiceDiscovery::HttpNamespace",
        exact(json!({"Name": "shop", "Description": "the shop"})),
    );
    only(
        &template,
        NAMES,
        exact(json!({
            "Name": "web",
            "NamespaceId": {"Ref": "Namespace"},
            "HealthCheckCustomConfig": {"FailureThreshold": 1},
        })),
    );
}

#[test]
pub(crate) fn a_public_namespace_whose_instances_are_asked_by_route_53() {
    let namespace = PublicDnsNamespace::new("services.example.com").missing_ttl(30.seconds());
    let template = in_namespace(namespace, |web| {
        web.records([DnsRecord::Aaaa, DnsRecord::A])
            .health_check(Route53Check::https("/up").failures(3))
            .describe("the web")
    });
    only(
        &template,
        "AWS::ServiceDiscovery::PublicDnsNamespace",
        exact(json!({
            "Name": "services.example.com",
            "Properties": {"DnsProperties": {"SOA": {"TTL": 30}}},
        })),
    );
    only(
        &template,
        NAMES,
        exact(json!({
            "Name": "web",
            "Description": "the web",
            "DnsConfig": {
                "DnsRecords": [{"Type": "A", "TTL": 60}, {"Type": "AAAA", "TTL": 60}],
                "NamespaceId": {"Ref": "Namespace"},
            },
            "HealthCheckConfig": {"Type": "HTTPS", "ResourcePath": "/up", "FailureThreshold": 3},
        })),
    );
}

#[test]
pub(crate) fn every_kind_of_record_and_how_it_answers() {
    let namespace = || PublicDnsNamespace::new("services.example.com");
    let config = |records: &[DnsRecord], weighted: bool| {
        let template = in_namespace(namespace(), |web| {
            let web = web.records(records.iter().copied()).without_health_check();
            if weighted { web.weighted() } else { web }
        });
        template.find_resources(NAMES, any())[0].value["Properties"]["DnsConfig"].clone()
    };
    let record = |kind: &str| json!({"Type": kind, "TTL": 60});
    let srv = config(&[DnsRecord::Srv], false);
    assert_eq!(srv["DnsRecords"], json!([record("SRV")]));
    assert_eq!(srv.get("RoutingPolicy"), None);
    // In one order, whatever was said first.
    let both = config(&[DnsRecord::Srv, DnsRecord::A, DnsRecord::Srv], false);
    assert_eq!(both["DnsRecords"], json!([record("A"), record("SRV")]));
    assert_eq!(config(&[DnsRecord::A], true)["RoutingPolicy"], "WEIGHTED");
    // Route 53 has no other answer for them.
    let cname = config(&[DnsRecord::Cname], false);
    assert_eq!(cname["DnsRecords"], json!([record("CNAME")]));
    assert_eq!(cname["RoutingPolicy"], "WEIGHTED");
}

#[test]
pub(crate) fn found_by_calls_of_the_api_in_a_namespace_with_dns() {
    let namespace = PublicDnsNamespace::new("services.example.com");
    let template = in_namespace(namespace, |web| {
        web.api_only()
            .without_health_check()
            .attribute("owner", "shop")
    });
    only(
        &template,
        NAMES,
        exact(json!({
            "Name": "web",
            "NamespaceId": {"Ref": "Namespace"},
            "Type": "HTTP",
            "ServiceAttributes": {"owner": "shop"},
        })),
    );
}

#[test]
pub(crate) fn what_is_no_task_is_registered() {
    let template = made(|stack| {
        let namespace = stack.add("Namespace", PublicDnsNamespace::new("example.com"));
        let service = |id: &'static str, change: fn(DiscoveryService) -> DiscoveryService| {
            stack.add(id, change(DiscoveryService::new(namespace, id)))
        };
        let hosts = service("hosts", |it| it.records([DnsRecord::A, DnsRecord::Aaaa]));
        let host = DiscoveryInstance::ipv4(hosts, "192.0.2.1")
            .and_ipv6("2001:db8::1")
            .port(80);
        stack.add("Host", host.id("host").attribute("rack", "7"));
        let names = service("names", |it| it.records([DnsRecord::Cname]));
        stack.add("Name", DiscoveryInstance::cname(names, "example.org"));
        let alb = stack.add("Alb", AlbWithTargetGroup::new(vpc(stack), Port::http(80)));
        let fronts = service("fronts", DiscoveryService::weighted);
        stack.add("Front", DiscoveryInstance::alias(fronts, alb));
        let things = service("things", DiscoveryService::api_only);
        let queue = DiscoveryInstance::other(things).attribute("url", "https://queue");
        stack.add("Queue", queue);
    });
    let instance = |id: &str, properties: serde_json::Value| {
        at(
            &template,
            id,
            "AWS::ServiceDiscovery::Instance",
            exact(properties),
        );
    };
    instance(
        "Host",
        json!({
            "InstanceAttributes": {
                "AWS_INSTANCE_IPV4": "192.0.2.1",
                "AWS_INSTANCE_IPV6": "2001:db8::1",
                "AWS_INSTANCE_PORT": "80",
                "rack": "7",
            },
            "InstanceId": "host",
            "ServiceId": {"Ref": "hosts"},
        }),
    );
    instance(
        "Name",
        json!({"InstanceAttributes": {"AWS_INSTANCE_CNAME": "example.org"}, "ServiceId": {"Ref": "names"}}),
    );
    let alias = json!({"AWS_ALIAS_DNS_NAME": {"Fn::GetAtt": ["AlbLoadBalancer", "DNSName"]}});
    instance(
        "Front",
        json!({"InstanceAttributes": alias, "ServiceId": {"Ref": "fronts"}}),
    );
    instance(
        "Queue",
        json!({"InstanceAttributes": {"url": "https://queue"}, "ServiceId": {"Ref": "things"}}),
    );
}

/// A namespace by its name is another namespace, which nobody sees until it is in the way
/// (<https://github.com/aws/aws-cdk/issues/25616>, <https://github.com/aws/aws-cdk/issues/25554>):
/// the handle stands for the ARN where that is wanted, and for the id where that is.
#[test]
pub(crate) fn one_handle_is_an_arn_for_service_connect_and_an_id_for_cloud_map() {
    let template = made(|stack| {
        let namespace = stack.add("Namespace", HttpNamespace::new("shop"));
        let defaults = cfn::ecs::cluster::ServiceConnectDefaults::new().namespace(namespace);
        let cluster = cfn::ecs::Cluster::new().service_connect_defaults(defaults);
        stack.add("Cluster", cluster);
        stack.add("Web", DiscoveryService::new(namespace, "web"));
    });
    let arn = like!({ "Fn::GetAtt": ["Namespace", "Arn"] });
    only(
        &template,
        "AWS::ECS::Cluster",
        like!({ "ServiceConnectDefaults": { "Namespace": arn } }),
    );
    only(
        &template,
        NAMES,
        like!({ "NamespaceId": { "Ref": "Namespace" } }),
    );
}

#[test]
pub(crate) fn imported_by_id_or_by_arn() {
    let arn = "arn:aws:servicediscovery:eu-west-1:111122223333:namespace/ns-1";
    let service_arn = "arn:aws:servicediscovery:eu-west-1:111122223333:service/srv-1";
    let said = |namespace: &'static str, service: &'static str| {
        made(|stack| {
            let namespace = stack.add("Namespace", PrivateDnsNamespace::imported(namespace));
            stack.add("Id", Output::new(namespace.id()));
            stack.add("Arn", Output::new(namespace.arn()));
            let service = DiscoveryService::imported(service).records([DnsRecord::Srv]);
            let service = stack.add("Service", service);
            assert_eq!(service.records(stack), Some(vec![DnsRecord::Srv]));
            stack.add("ServiceId", Output::new(service.id()));
            stack.add("ServiceArn", Output::new(service.arn()));
        })
    };
    let by_arn = said(arn, service_arn);
    by_arn.has_output("Id", like!({ "Value": "ns-1" }));
    by_arn.has_output("Arn", like!({ "Value": arn }));
    by_arn.has_output("ServiceId", like!({ "Value": "srv-1" }));
    by_arn.has_output("ServiceArn", like!({ "Value": service_arn }));
    let by_id = said("ns-1", "srv-1");
    by_id.has_output("Id", like!({ "Value": "ns-1" }));
    let of = "arn:${AWS::Partition}:servicediscovery:${AWS::Region}:${AWS::AccountId}:";
    let made_of = |what: &str| like!({ "Value": { "Fn::Sub": format!("{of}{what}") } });
    by_id.has_output("Arn", made_of("namespace/ns-1"));
    by_id.has_output("ServiceArn", made_of("service/srv-1"));
}

#[test]
pub(crate) fn by_srv_records_of_a_container_and_its_port() {
    let discovered = |how: Discover| {
        made(|stack| {
            let cluster = stack.add("Cluster", Cluster::new(vpc(stack)).namespace("shop.local"));
            let service = FargateService::new(cluster, web(stack, "Task"));
            stack.add("Service", service.discover(how));
        })
    };
    let template = discovered(Discover::named("web").srv().ttl(10.seconds()));
    only(
        &template,
        "AWS::ServiceDiscovery::Service",
        like!({ "DnsConfig": { "DnsRecords": exact(json!([{"Type": "SRV", "TTL": 10}])) } }),
    );
    let registry = exact(json!([{
        "RegistryArn": {"Fn::GetAtt": ["ServiceDiscovery", "Arn"]},
        "ContainerName": "web",
        "ContainerPort": 80,
    }]));
    only(
        &template,
        "AWS::ECS::Service",
        like!({ "ServiceRegistries": registry }),
    );

    let said = discovered(Discover::named("web").srv().container_port("web", 80));
    let service = |template: &Template| template.json()["Resources"]["Service"].clone();
    assert_eq!(service(&said), service(&template));

    let template = discovered(Discover::named("web").ipv6());
    let records = exact(json!([{"Type": "A", "TTL": 60}, {"Type": "AAAA", "TTL": 60}]));
    only(
        &template,
        "AWS::ServiceDiscovery::Service",
        like!({ "DnsConfig": { "DnsRecords": records } }),
    );
}

/// ECS refuses a service that registers with SRV records and says no port.
#[test]
fn a_service_of_cloud_map_with_srv_records_is_told_the_port() {
    let template = made(|stack| {
        let vpc = vpc(stack);
        let namespace = stack.add("Namespace", PrivateDnsNamespace::new("shop.local", vpc));
        let found = DiscoveryService::new(namespace, "web").records([DnsRecord::Srv]);
        let found = stack.add("Web", found);
        let cluster = stack.add("Cluster", Cluster::new(vpc));
        let service = FargateService::new(cluster, web(stack, "Task")).discover_by(found);
        stack.add("Service", service);
    });
    let registry = like!([{ "ContainerName": "web", "ContainerPort": 80 }]);
    only(
        &template,
        "AWS::ECS::Service",
        like!({ "ServiceRegistries": registry }),
    );
}
