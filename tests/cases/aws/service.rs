use serde_json::json;
use stackwright::aws::ec2::{SubnetKind, SubnetSelection};
use stackwright::aws::ecs::PlatformVersion;
use stackwright::aws::elb::TargetGroup;
use stackwright::prelude::*;
use stackwright_assert::{Matcher, any, exact, like};

use super::{at, cluster, made, only, vpc, web};

const SERVICE: &str = "AWS::ECS::Service";
const GROUP: &str = "AWS::EC2::SecurityGroup";

/// The tasks run in a network like this.
fn in_network(network: impl Into<Matcher>) -> Matcher {
    like!({ "NetworkConfiguration": { "AwsvpcConfiguration": network.into() } })
}

/// Nothing is opened, and nothing waited for: that is said where the group is made.
#[test]
pub(crate) fn registered_in_a_target_group_that_is_deployed() {
    let template = made(|stack| {
        let arn =
            "arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/web/0123456789abcdef";
        let group = stack.add("Group", TargetGroup::imported(arn, Port::http(80)));
        let service = FargateService::new(cluster(stack), web(stack, "Task"));
        stack.add("Service", service.registered_in(group, "web", 80));
    });
    template.resource_count_is("AWS::EC2::SecurityGroupIngress", 0);
    let entry = exact(json!({
        "ContainerName": "web",
        "ContainerPort": 80,
        "TargetGroupArn": "arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/web/0123456789abcdef",
    }));
    only(
        &template,
        SERVICE,
        like!({ "LoadBalancers": [entry], "HealthCheckGracePeriodSeconds": 60 }),
    );
}

#[test]
pub(crate) fn what_is_not_said() {
    let template = made(|stack| {
        let service = FargateService::new(cluster(stack), web(stack, "Task"));
        stack.add("Service", service);
    });
    only(
        &template,
        SERVICE,
        exact(json!({
            "Cluster": {"Ref": "Cluster"},
            "TaskDefinition": {"Ref": "Task"},
            "LaunchType": "FARGATE",
            "NetworkConfiguration": {"AwsvpcConfiguration": {
                "SecurityGroups": [{"Ref": "ServiceSecurityGroup"}],
                "Subnets": ["subnet-0ccccccc", "subnet-0ddddddd"],
                "AssignPublicIp": "DISABLED",
            }},
            "DeploymentConfiguration": {
                "MaximumPercent": 200,
                "MinimumHealthyPercent": 100,
                "DeploymentCircuitBreaker": {"Enable": true, "Rollback": true},
            },
            "AvailabilityZoneRebalancing": "ENABLED",
            "EnableECSManagedTags": true,
            "PropagateTags": "SERVICE",
        })),
    );
}

#[test]
pub(crate) fn every_option() {
    let template = made(|stack| {
        let groups = ["sg-1", "sg-2"].map(|id| stack.add(id, SecurityGroup::imported(id)));
        let service = FargateService::new(cluster(stack), web(stack, "Task"))
            .name("web")
            .desired_count(3)
            .min_healthy(50.percent())
            .max_running(150.percent())
            .without_circuit_breaker()
            .subnets(["subnet-1"])
            .public_ip()
            .platform_version(PlatformVersion::V1_4_0)
            .security_group(groups[0])
            .security_group(groups[1]);
        stack.add("Service", service);
    });
    only(
        &template,
        SERVICE,
        like!({
            "ServiceName": "web",
            "DesiredCount": 3,
            "PlatformVersion": "1.4.0",
            "DeploymentConfiguration":
                exact(json!({"MaximumPercent": 150, "MinimumHealthyPercent": 50})),
        }),
    );
    let network = exact(json!({
        "SecurityGroups": ["sg-1", "sg-2"],
        "Subnets": ["subnet-1"],
        "AssignPublicIp": "ENABLED",
    }));
    only(&template, SERVICE, in_network(network));
    // None is added.
    template.resource_count_is(GROUP, 0);
}

#[test]
fn a_desired_count_from_a_parameter() {
    let template = made(|stack| {
        let count = stack.add("Count", Parameter::number());
        let service = FargateService::new(cluster(stack), web(stack, "Task"));
        stack.add("Service", service.desired_count(count));
    });
    only(
        &template,
        SERVICE,
        like!({ "DesiredCount": { "Ref": "Count" } }),
    );
}

/// Without a NAT gateway in reach, a task without an address could not pull its image.
#[test]
pub(crate) fn public_subnets_give_tasks_an_address() {
    let network = |choose: bool| {
        made(|stack| {
            let vpc = match choose {
                true => vpc(stack),
                false => stack.add("Vpc", Vpc::imported("vpc-1").public(["subnet-0aaaaaaa"])),
            };
            let cluster = stack.add("Cluster", Cluster::new(vpc));
            let service = FargateService::new(cluster, web(stack, "Task"));
            let service = match choose {
                true => service.subnets(vpc.subnets(SubnetKind::Public)),
                false => service,
            };
            stack.add("Service", service);
        })
    };
    let open = in_network(like!({ "AssignPublicIp": "ENABLED" }));
    // There are no others, or they were chosen.
    only(&network(false), SERVICE, open.clone());
    only(
        &network(false),
        SERVICE,
        in_network(like!({ "Subnets": ["subnet-0aaaaaaa"] })),
    );
    only(&network(true), SERVICE, open);
}

#[test]
pub(crate) fn behind_a_load_balancer() {
    let template = made(|stack| {
        let vpc = vpc(stack);
        let cluster = stack.add("Cluster", Cluster::new(vpc));
        let alb = stack.add(
            "Alb",
            AlbWithTargetGroup::new(vpc, Port::http(80)).internet_facing(),
        );
        let service = FargateService::new(cluster, web(stack, "Task")).behind(alb);
        stack.add("Service", service);
    });
    let target = exact(json!({
        "ContainerName": "web",
        "ContainerPort": 80,
        "TargetGroupArn": {"Ref": "AlbTargetGroup"},
    }));
    template.resource_count_is(SERVICE, 1);
    template.has_resource(
        SERVICE,
        like!({
            "DependsOn": [
                "AlbListener",
                "ServiceSecurityGroupIngressFromAlbSecurityGroupTcp80",
                "AlbSecurityGroupEgressToServiceSecurityGroupTcp80",
            ],
            "Properties": { "LoadBalancers": [target], "HealthCheckGracePeriodSeconds": 60 },
        }),
    );
    template.resource_count_is(GROUP, 2);
    at(
        &template,
        "ServiceSecurityGroupIngressFromAlbSecurityGroupTcp80",
        "AWS::EC2::SecurityGroupIngress",
        exact(json!({
            "IpProtocol": "tcp",
            "FromPort": 80,
            "ToPort": 80,
            "SourceSecurityGroupId": {"Fn::GetAtt": ["AlbSecurityGroup", "GroupId"]},
            "Description": "tcp 80 from Alb/SecurityGroup",
            "GroupId": {"Fn::GetAtt": ["ServiceSecurityGroup", "GroupId"]},
        })),
    );
}

#[test]
pub(crate) fn behind_two_load_balancers_with_a_port_of_their_own_for_health() {
    let template = made(|stack| {
        let vpc = vpc(stack);
        let cluster = stack.add("Cluster", Cluster::new(vpc));
        let check = || TargetHealthCheck::path("/health").port(Port::http(8081));
        let inside = AlbWithTargetGroup::new(vpc, Port::http(8080)).health_check(check());
        let outside = AlbWithTargetGroup::new(vpc, Port::http(80)).internet_facing();
        let inside = stack.add("Inside", inside);
        let outside = stack.add("Outside", outside);
        let name = stack.add("Name", Parameter::string());
        let container = Container::new(name, "app:1")
            .without_logs()
            .port(80)
            .port(8080);
        let task = stack.add("Task", super::small().container(container));
        let service = FargateService::new(cluster, task)
            .behind(inside)
            .behind(outside)
            .health_check_grace_period(Duration::from_secs(120));
        stack.add("Service", service);
    });
    template.has_resource(
        SERVICE,
        like!({
            "DependsOn": [
                "InsideListener",
                "OutsideListener",
                "ServiceSecurityGroupIngressFromInsideSecurityGroupTcp8080",
                "InsideSecurityGroupEgressToServiceSecurityGroupTcp8080",
                "ServiceSecurityGroupIngressFromInsideSecurityGroupTcp8081",
                "InsideSecurityGroupEgressToServiceSecurityGroupTcp8081",
                "ServiceSecurityGroupIngressFromOutsideSecurityGroupTcp80",
                "OutsideSecurityGroupEgressToServiceSecurityGroupTcp80",
            ],
            "Properties": {
                "HealthCheckGracePeriodSeconds": 120,
                // The name of the container is whatever the parameter says.
                "LoadBalancers": [
                    { "ContainerName": { "Ref": "Name" }, "ContainerPort": 8080 },
                    { "ContainerPort": 80 },
                ],
            },
        }),
    );
    template.resource_count_is("AWS::EC2::SecurityGroupIngress", 3);
}

/// By kind and by zone, as whatever else stands in the subnets of a VPC.
#[test]
pub(crate) fn subnets_by_kind_and_by_zone() {
    let subnets = |chosen: fn() -> SubnetSelection| {
        let template = made(|stack| {
            let vpc = Vpc::new("10.0.0.0/16")
                .in_zones(["eu-west-1a", "eu-west-1b", "eu-west-1c"])
                .isolated();
            let cluster = stack.add("Cluster", Cluster::new(stack.add("Vpc", vpc)));
            let service = FargateService::new(cluster, web(stack, "Task"));
            stack.add("Service", service.subnets(chosen()));
        });
        let found = template.find_resources(SERVICE, any());
        let network = &found[0].value["Properties"]["NetworkConfiguration"]["AwsvpcConfiguration"];
        (
            network["Subnets"].clone(),
            network["AssignPublicIp"].clone(),
        )
    };
    let one = subnets(|| SubnetSelection::of(SubnetKind::Private).in_zones(["eu-west-1b"]));
    assert_eq!(
        one,
        (json!([{"Ref": "VpcPrivateSubnet2"}]), json!("DISABLED"))
    );
    let two = subnets(|| SubnetSelection::of(SubnetKind::Public).first_zones(2));
    let public = json!([{"Ref": "VpcPublicSubnet1"}, {"Ref": "VpcPublicSubnet2"}]);
    assert_eq!(two, (public, json!("ENABLED")));
    let all = subnets(|| SubnetSelection::of(SubnetKind::Isolated));
    let isolated = [
        "VpcIsolatedSubnet1",
        "VpcIsolatedSubnet2",
        "VpcIsolatedSubnet3",
    ]
    .map(|id| json!({"Ref": id}));
    assert_eq!(all, (json!(isolated), json!("DISABLED")));
}

#[test]
fn the_typed_resource_can_be_edited() {
    let template = made(|stack| {
        let service = FargateService::new(cluster(stack), web(stack, "Task"));
        let service = stack.add("Service", service);
        stack.edit(service.resource(), |service| service.desired_count(7));
        stack.override_property(
            service,
            "/DeploymentConfiguration/BakeTimeInMinutes",
            json!(5),
        );
    });
    only(
        &template,
        SERVICE,
        like!({ "DesiredCount": 7, "DeploymentConfiguration": { "BakeTimeInMinutes": 5 } }),
    );
}

#[test]
fn in_a_typed_cluster() {
    let template = made(|stack| {
        let cluster = stack.add("Cluster", cfn::ecs::Cluster::new());
        let service = FargateService::new(cluster, web(stack, "Task")).vpc(vpc(stack));
        stack.add("Service", service);
    });
    only(
        &template,
        SERVICE,
        like!({ "Cluster": { "Ref": "Cluster" } }),
    );
    let subnets = like!(["subnet-0ccccccc", "subnet-0ddddddd"]);
    only(
        &template,
        SERVICE,
        in_network(like!({ "Subnets": subnets })),
    );
}

#[test]
fn what_it_is_made_of_can_be_asked_for() {
    made(|stack| {
        let cluster = cluster(stack);
        let service = stack.add("Service", FargateService::new(cluster, web(stack, "Task")));
        let node = |handle: Option<stackwright::aws::ecs::ClusterHandle>| handle.map(Handle::node);
        assert_eq!(node(service.cluster(stack)), Some(cluster.node()));
        assert!(service.security_group(stack).is_some());
        assert!(service.discovery(stack).is_none());
    });
}
