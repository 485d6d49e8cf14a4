use serde_json::json;
use stackwright::aws::ec2::VpcHandle;
use stackwright::aws::ecs::{
    ClusterHandle, Gateway, GatewayAccess, GatewayAddresses, GatewayDesync, GatewayHandle,
};
use stackwright::aws::elb::LogBucket;
use stackwright::check::{Options, check_app};
use stackwright::core::Severity;
use stackwright::prelude::*;
use stackwright_assert::{Findings, Template, array_with, exact, like};

use super::{at, cluster, ids, made, made_of, nginx, only, small, vpc};

const GATEWAY: &str = "AWS::ECS::Gateway";
const ASSOCIATION: &str = "AWS::ECS::GatewayClusterAssociations";
const SERVICE: &str = "AWS::ECS::Service";

fn named() -> FargateTask {
    small().container(nginx().named_port("http", Port::http(80)))
}

fn through(cluster: ClusterHandle, gateway: GatewayHandle) -> FargateService {
    FargateService::new(cluster, named()).through(gateway.port("http"))
}

/// A cluster, and the VPC that it lives in.
fn home(stack: Scope<'_>) -> (VpcHandle, ClusterHandle) {
    let vpc = vpc(stack);
    (vpc, stack.add("Cluster", Cluster::new(vpc)))
}

#[test]
pub(crate) fn a_gateway_is_private_and_protected() {
    let template = made(|stack| {
        stack.add("Gateway", Gateway::new(vpc(stack)));
    });
    only(
        &template,
        GATEWAY,
        exact(json!({
            "GatewayName": {"Fn::Sub": "${AWS::StackName}-Gateway"},
            "InfrastructureRoleArn": {"Fn::GetAtt": ["GatewayInfrastructureRole", "Arn"]},
            "Configuration": {"HostSharedAlb": {
                "Scheme": "internal",
                "NetworkConfiguration": {
                    "Subnets": ["subnet-0ccccccc", "subnet-0ddddddd"],
                    "InboundSecurityGroup": {"Ref": "GatewaySecurityGroup"},
                },
            }},
            "DeletionProtection": true,
            "PropagateTags": "GATEWAY",
        })),
    );
    let policy = "policy/AmazonECSInfrastructureRoleForGatewayHostSharedALB";
    only(
        &template,
        "AWS::IAM::Role",
        like!({
            "AssumeRolePolicyDocument": {
                "Statement": [{"Principal": {"Service": "ecs.amazonaws.com"}}],
            },
            "ManagedPolicyArns":
                [{"Fn::Sub": (format!("arn:${{AWS::Partition}}:iam::aws:{policy}"))}],
        }),
    );
}

#[test]
pub(crate) fn every_option_of_a_gateway() {
    let template = made(|stack| {
        let role = stack.add("Role", Role::imported("arn:aws:iam::111122223333:role/ecs"));
        let group = stack.add("Group", SecurityGroup::imported("sg-1"));
        let acl = "arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/a/b";
        let gateway = Gateway::new(vpc(stack))
            .access(GatewayAccess::Public)
            .name("front")
            .subnets(["subnet-1", "subnet-2", "subnet-3"])
            .security_group(group)
            .infrastructure_role(role)
            .addresses(GatewayAddresses::DualStack)
            .max_load_balancers(2)
            .http_desync(GatewayDesync::Strictest)
            .web_acl(acl)
            .access_logs_in("logs", "front")
            .test_traffic("x-test", ["blue", "green"])
            .without_deletion_protection();
        stack.add("Gateway", gateway);
    });
    only(
        &template,
        GATEWAY,
        exact(json!({
            "GatewayName": "front",
            "InfrastructureRoleArn": "arn:aws:iam::111122223333:role/ecs",
            "Configuration": {"HostSharedAlb": {
                "Scheme": "internet-facing",
                "NetworkConfiguration": {
                    "Subnets": ["subnet-1", "subnet-2", "subnet-3"],
                    "InboundSecurityGroup": "sg-1",
                    "IpAddressType": "dualstack",
                },
                "MaxAlbCount": 2,
                "HttpDesync": "strictest",
                "WebACLArn": "arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/a/b",
                "AccessLogs": {"Destination": {"S3": {"Bucket": "logs", "Prefix": "front"}}},
                "TestTrafficRules": {"Header": {"Name": "x-test", "Values": ["blue", "green"]}},
            }},
            "DeletionProtection": false,
            "PropagateTags": "GATEWAY",
        })),
    );
}

/// A bucket whose policy does not let load balancers in is refused when the first of them is made.
#[test]
pub(crate) fn access_logs_go_to_a_bucket_whose_policy_lets_them() {
    let template = made(|stack| {
        stack.add("Gateway", Gateway::new(vpc(stack)).access_logs());
    });
    only(
        &template,
        "AWS::S3::BucketPolicy",
        like!({
            "Bucket": {"Ref": "GatewayAccessLogs"},
            "PolicyDocument": {"Statement": array_with([like!({
                "Effect": "Allow",
                "Principal": {"Service": "logdelivery.elasticloadbalancing.amazonaws.com"},
                "Action": "s3:PutObject",
                "Resource": {"Fn::Sub": "${GatewayAccessLogs.Arn}/*AWSLogs/${AWS::AccountId}/*"},
            })])},
        }),
    );
    template.has_resource(GATEWAY, like!({ "DependsOn": "GatewayAccessLogsPolicy" }));
    only(
        &template,
        GATEWAY,
        like!({ "Configuration": { "HostSharedAlb": { "AccessLogs":
            { "Destination": { "S3": { "Bucket": { "Ref": "GatewayAccessLogs" } } } } } } }),
    );
    template.has_resource("AWS::S3::Bucket", like!({ "DeletionPolicy": "Retain" }));
    // What is written by hand is what a load balancer's own bucket is.
    let by_hand = made(|stack| {
        stack.add("GatewayAccessLogs", LogBucket::new().keep_days(365));
    });
    for id in ["GatewayAccessLogs", "GatewayAccessLogsPolicy"] {
        let of = |template: &Template| template.json()["Resources"][id].clone();
        assert_eq!(of(&template), of(&by_hand));
    }
}

#[test]
pub(crate) fn a_service_goes_through_a_gateway() {
    let template = made(|stack| {
        let (vpc, cluster) = home(stack);
        let gateway = stack.add("Gateway", Gateway::new(vpc).access(GatewayAccess::Public));
        let check = TargetHealthCheck::path("/health").port(Port::http(8081));
        let connector = gateway.port("http").health_check(check);
        let service = FargateService::new(cluster, named()).through(connector);
        stack.add("Service", service);
    });
    only(
        &template,
        SERVICE,
        like!({ "GatewayConnectors": exact(json!([{
            "PortName": "http",
            "Filters": {"AccessTypes": ["PUBLIC"]},
            "HealthCheck": {
                "HealthCheckPath": "/health",
                "HealthCheckProtocol": "HTTP",
                "HealthCheckPort": 8081,
                "HealthCheckIntervalSeconds": 30,
                "HealthCheckTimeoutSeconds": 5,
                "HealthyThresholdCount": 2,
                "UnhealthyThresholdCount": 3,
                "Matcher": {"HttpCode": "200"},
            },
        }])) }),
    );
    // Everybody may reach a public gateway; it alone may reach the tasks.
    at(
        &template,
        "GatewaySecurityGroup",
        "AWS::EC2::SecurityGroup",
        like!({ "SecurityGroupIngress": [{ "CidrIp": "0.0.0.0/0", "FromPort": 443 }] }),
    );
    let rules = ids(&template, "AWS::EC2::SecurityGroupIngress");
    assert_eq!(
        rules,
        [
            "ServiceSecurityGroupIngressFromGatewaySecurityGroupTcp80",
            "ServiceSecurityGroupIngressFromGatewaySecurityGroupTcp8081",
        ]
    );
}

/// ECS refuses a service of a cluster that no gateway is associated with.
#[test]
pub(crate) fn a_gateway_and_a_cluster_are_associated_once_whoever_asks() {
    let with = |swapped: bool| {
        made(|stack| {
            let (vpc, cluster) = home(stack);
            let gateway = stack.add("Gateway", Gateway::new(vpc));
            let mut names = ["One", "Two"];
            if swapped {
                names.reverse();
            }
            for name in names {
                stack.add(name, through(cluster, gateway));
            }
        })
    };
    let template = with(false);
    only(
        &template,
        ASSOCIATION,
        exact(json!({"Gateway": {"Ref": "Gateway"}, "Cluster": {"Ref": "Cluster"}})),
    );
    let id = "GatewayAssociationWithCluster";
    assert_eq!(ids(&template, ASSOCIATION), [id]);
    for service in template.find_resources(SERVICE, stackwright_assert::any()) {
        let waits = service.value["DependsOn"].as_array().expect("a list");
        assert!(waits.contains(&json!(id)), "{waits:?}");
    }
    assert_eq!(ids(&with(true), ASSOCIATION), [id]);
}

/// A cluster that is imported where it is used, and a gateway, are associated once all the same;
/// and so is one that is imported by the name of a cluster of the program.
#[test]
pub(crate) fn a_cluster_that_is_imported_twice_is_associated_once() {
    let with = |swapped: bool| {
        made(|stack| {
            let vpc = vpc(stack);
            let gateway = stack.add("Gateway", Gateway::new(vpc));
            let mut names = ["One", "Two"];
            if swapped {
                names.reverse();
            }
            for name in names {
                let here = stack.scope(name);
                let cluster = here.add("Cluster", Cluster::imported("shop", vpc));
                here.add("Service", through(cluster, gateway));
            }
        })
    };
    let template = with(false);
    only(
        &template,
        ASSOCIATION,
        exact(json!({"Gateway": {"Ref": "Gateway"}, "Cluster": "shop"})),
    );
    assert_eq!(
        ids(&template, ASSOCIATION),
        ["GatewayAssociationWithOneCluster"]
    );
    assert_eq!(ids(&with(true), ASSOCIATION), ids(&template, ASSOCIATION));
    for service in template.find_resources(SERVICE, stackwright_assert::any()) {
        assert!(!service.value["DependsOn"].is_null(), "{service:?}");
    }

    let template = made(|stack| {
        let (vpc, cluster) = home(stack);
        let gateway = stack.add("Gateway", Gateway::new(vpc));
        stack.add("One", through(cluster, gateway));
        let again = Cluster::imported(cluster.reference(), vpc);
        let again = stack.add("Again", again);
        stack.add("Two", through(again, gateway));
    });
    only(
        &template,
        ASSOCIATION,
        exact(json!({"Gateway": {"Ref": "Gateway"}, "Cluster": {"Ref": "Cluster"}})),
    );
}

/// The association is in the later of the two stacks, whichever that is, so that no ring comes of it.
#[test]
pub(crate) fn across_stacks_the_association_is_in_the_later_one() {
    // The network has the gateway, and the services their cluster.
    let app = App::new();
    let network = app.stack("Network");
    let gateway = network.add("Gateway", Gateway::new(vpc(*network)));
    let services = app.stack("Api");
    let cluster = services.add("Cluster", Cluster::new(vpc(*services)));
    services.add("Service", through(cluster, gateway));
    let templates = made_of(&app);
    templates["Network"].resource_count_is(ASSOCIATION, 0);
    assert_eq!(
        ids(&templates["Api"], ASSOCIATION),
        ["ClusterAssociationWithNetworkGateway"]
    );

    // The platform has the cluster, another stack the gateway, and a third the services.
    let app = App::new();
    let platform = app.stack("Platform");
    let vpc = vpc(*platform);
    let cluster = platform.add("Cluster", Cluster::new(vpc));
    let front = app.stack("Ingress").deploy_after(platform);
    let gateway = front.add("Gateway", Gateway::new(vpc));
    let services = app.stack("Api");
    services.add("Service", through(cluster, gateway));
    let synthesis = app.synth();
    Findings::of(&synthesis.diagnostics).are_none();
    let api = synthesis.stacks.iter().find(|stack| stack.name == "Api");
    let mut needs = api.expect("the stack").dependencies.clone();
    needs.sort();
    assert_eq!(needs, ["Ingress", "Platform"]);
    let templates = made_of(&app);
    assert_eq!(
        ids(&templates["Ingress"], ASSOCIATION),
        ["GatewayAssociationWithPlatformCluster"]
    );
}

/// ECS connects a service to whatever gateway of its cluster fits; this keeps one that is meant for
/// the VPC off the internet when somebody adds a public gateway.
#[test]
pub(crate) fn a_service_that_named_a_private_gateway_never_meets_a_public_one() {
    let filters = |kinds: &'static [GatewayAccess]| {
        let template = made(|stack| {
            let (vpc, cluster) = home(stack);
            let mut service = FargateService::new(cluster, named());
            for (kind, id) in kinds.iter().zip(["One", "Two"]) {
                let gateway = stack.add(id, Gateway::new(vpc).access(*kind));
                service = service.through(gateway.port("http"));
            }
            stack.add("Service", service);
        });
        template.resource_count_is(ASSOCIATION, kinds.len());
        let services = template.find_resources(SERVICE, stackwright_assert::any());
        services[0].value["Properties"]["GatewayConnectors"][0]["Filters"]["AccessTypes"].clone()
    };
    use GatewayAccess::{Private, Public};
    assert_eq!(filters(&[Private]), json!(["PRIVATE"]));
    assert_eq!(filters(&[Public, Private]), json!(["PRIVATE", "PUBLIC"]));
}

#[test]
pub(crate) fn an_imported_gateway_is_never_changed() {
    let arn = "arn:aws:ecs:eu-west-1:111122223333:gateway/front";
    let with = |own_cluster: bool| {
        made(|stack| {
            let group = stack.add("Group", SecurityGroup::imported("sg-1"));
            let gateway = Gateway::imported(arn, GatewayAccess::Public).security_group(group);
            let gateway = stack.add("Gateway", gateway);
            let cluster = match own_cluster {
                true => cluster(stack),
                false => stack.add("Cluster", Cluster::imported("main", vpc(stack))),
            };
            stack.add("Service", through(cluster, gateway));
        })
    };
    let template = with(true);
    template.resource_count_is(GATEWAY, 0);
    only(
        &template,
        ASSOCIATION,
        like!({ "Gateway": arn, "Cluster": { "Ref": "Cluster" } }),
    );
    let rule = like!({ "SourceSecurityGroupId": "sg-1", "FromPort": 80 });
    only(&template, "AWS::EC2::SecurityGroupIngress", rule);
    // Both were there before: so was the association.
    with(false).resource_count_is(ASSOCIATION, 0);
}

#[test]
pub(crate) fn nothing_is_to_be_said_of_a_gateway() {
    let app = App::new();
    let stack = app.stack("Test");
    let vpc = vpc(*stack);
    let cluster = stack.add("Cluster", Cluster::new(vpc).container_insights());
    let public = Gateway::new(vpc)
        .access(GatewayAccess::Public)
        .access_logs();
    let public = stack.add("Front", public);
    let private = stack.add("Inside", Gateway::new(vpc));
    for (gateway, id) in [(public, "Web"), (private, "Api")] {
        let container = Container::new("web", "public.ecr.aws/nginx/nginx:1.27");
        let task = small().container(container.named_port("http", Port::http(80)));
        let service = FargateService::new(cluster, task);
        stack.add(id, service.through(gateway.port("http")));
    }
    stack.tag("team", "shop");
    let mut found = check_app(app.synth(), &Options::new()).diagnostics;
    // What is said of tasks and of services without alarms is advice to the program.
    found.retain(|found| found.severity != Severity::Info);
    Findings::of(&found).are_none();
}

/// Tasks that speak gRPC are asked by a method, and answer with codes of gRPC.
#[test]
pub(crate) fn a_gateway_asks_tasks_of_grpc() {
    let template = made(|stack| {
        let (vpc, cluster) = home(stack);
        let gateway = stack.add("Gateway", Gateway::new(vpc));
        let check = TargetHealthCheck::grpc("/grpc.health.v1.Health/Check");
        let service = FargateService::new(cluster, named());
        let connector = gateway.port("http").health_check(check);
        stack.add("Service", service.through(connector));
    });
    let check = like!({
        "HealthCheckPath": "/grpc.health.v1.Health/Check",
        "Matcher": exact(json!({"GrpcCode": "0"})),
    });
    let connector = like!({ "GatewayConnectors": [{ "HealthCheck": check }] });
    only(&template, SERVICE, connector);
}
