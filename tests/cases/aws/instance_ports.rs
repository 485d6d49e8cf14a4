//! Tasks without an interface of their own, behind load balancers.

use stackwright::aws::autoscaling::AutoScalingGroup;
use stackwright::aws::ec2::{LaunchTemplate, VpcHandle};
use stackwright::aws::ecs::{
    AsgCapacityProvider, AsgCapacityProviderHandle, ClusterHandle, Ec2Task,
    ManagedInstancesCapacityProvider, ManagedInstancesTask, PortMapping,
};
use stackwright::aws::elb::{
    ApplicationLoadBalancer, LoadBalancerHandle, NetworkLoadBalancer, TargetHealthCheck,
};
use stackwright::check::{Options, check_app};
use stackwright::prelude::*;
use stackwright_assert::{Template, absent, any, like};

use super::{ids, made, nginx, only, vpc};

const INGRESS: &str = "AWS::EC2::SecurityGroupIngress";
const TARGETS: &str = "AWS::ElasticLoadBalancingV2::TargetGroup";
const SERVICE: &str = "AWS::ECS::Service";

fn home(stack: Scope<'_>) -> (VpcHandle, ClusterHandle) {
    let vpc = vpc(stack);
    (vpc, stack.add("Cluster", Cluster::new(vpc)))
}

fn instances(
    stack: Scope<'_>,
    id: &'static str,
    (vpc, cluster): (VpcHandle, ClusterHandle),
) -> AsgCapacityProviderHandle {
    let group = AutoScalingGroup::new(vpc, LaunchTemplate::new("m7i.large"), 0..=4);
    stack.add(id, AsgCapacityProvider::new(cluster, group))
}

fn front(stack: Scope<'_>, vpc: VpcHandle) -> LoadBalancerHandle {
    stack.add("Front", ApplicationLoadBalancer::new(vpc).internet_facing())
}

fn container() -> Container {
    nginx().memory(256.mib())
}

/// A service on instances, behind an application load balancer.
fn behind(task: Ec2Task) -> Template {
    made(|stack| {
        let home = home(stack);
        let on = instances(stack, "Instances", home);
        let front = front(stack, home.0);
        let service = Ec2Service::new(home.1, task).on(on);
        stack.add("Web", service.behind(front.place()));
    })
}

#[track_caller]
fn lets_in(template: &Template, from: u16, to: u16, protocol: &str) {
    only(
        template,
        INGRESS,
        like!({
            "GroupId": { "Fn::GetAtt": ["InstancesGroupSecurityGroup", "GroupId"] },
            "SourceSecurityGroupId": { "Fn::GetAtt": ["FrontSecurityGroup", "GroupId"] },
            "IpProtocol": protocol,
            "FromPort": from,
            "ToPort": to,
        }),
    );
}

/// ECS finds a port of the instance when a task starts, so its group opens all that it may find:
/// with AWS CDK, that rule is made on the instances where the service is attached, and of the
/// container's port where a target group is named.
#[test]
pub(crate) fn tasks_behind_a_bridge_are_reached_on_whatever_port_ecs_finds() {
    let task = Ec2Task::new().bridge_network();
    let template = behind(task.container(container().port(80)));
    only(
        &template,
        TARGETS,
        like!({ "TargetType": "instance", "Port": 80, "Protocol": "HTTP" }),
    );
    lets_in(&template, 32_768, 65_535, "tcp");
    only(
        &template,
        SERVICE,
        like!({
            "NetworkConfiguration": absent(),
            "LoadBalancers": [{ "ContainerName": "web", "ContainerPort": 80 }],
            "HealthCheckGracePeriodSeconds": 60,
        }),
    );
    // No group of its own, which nothing would have.
    assert_eq!(
        ids(&template, "AWS::EC2::SecurityGroup"),
        ["InstancesGroupSecurityGroup", "FrontSecurityGroup"]
    );
}

#[test]
pub(crate) fn a_host_port_that_is_said_is_the_only_one_that_is_opened() {
    let task = Ec2Task::new().bridge_network();
    let port = PortMapping::new(Port::http(80)).host_port(8080);
    let template = behind(task.container(container().expose(port)));
    lets_in(&template, 8080, 8080, "tcp");
}

#[test]
pub(crate) fn tasks_in_the_network_of_their_instance_are_reached_on_their_own_port() {
    let task = Ec2Task::new().host_network();
    let template = behind(task.container(container().port(80)));
    only(&template, TARGETS, like!({ "TargetType": "instance" }));
    lets_in(&template, 80, 80, "tcp");
}

/// With an interface of its own a task is an address, on instances as on Fargate.
#[test]
pub(crate) fn tasks_with_an_interface_of_their_own_are_reached_by_it() {
    let template = behind(Ec2Task::new().container(container().port(80)));
    only(&template, TARGETS, like!({ "TargetType": "ip" }));
    only(
        &template,
        INGRESS,
        like!({ "GroupId": { "Fn::GetAtt": ["WebSecurityGroup", "GroupId"] }, "FromPort": 80 }),
    );
}

#[test]
pub(crate) fn a_network_load_balancer_reaches_instances_too() {
    let template = made(|stack| {
        let home = home(stack);
        let on = instances(stack, "Instances", home);
        let front = stack.add("Front", NetworkLoadBalancer::new(home.0));
        let task = Ec2Task::new().bridge_network();
        let task = task.container(container().port(1883));
        let service = Ec2Service::new(home.1, task).on(on);
        stack.add("Broker", service.behind(front.tcp(1883)));
    });
    only(
        &template,
        TARGETS,
        like!({ "TargetType": "instance", "Protocol": "TCP", "HealthCheckProtocol": "TCP" }),
    );
    lets_in(&template, 32_768, 65_535, "tcp");
}

/// A port for health that is said is one of the instance.
#[test]
pub(crate) fn health_is_asked_for_where_it_is_said() {
    let template = made(|stack| {
        let home = home(stack);
        let on = instances(stack, "Instances", home);
        let front = front(stack, home.0);
        let health = PortMapping::new(Port::http(9000)).host_port(9000);
        let task = Ec2Task::new().bridge_network();
        let task = task.container(container().port(80).expose(health));
        let check = TargetHealthCheck::path("/healthz").port(Port::http(9000));
        let place = front.place().port(Port::http(80)).health_check(check);
        stack.add("Web", Ec2Service::new(home.1, task).on(on).behind(place));
    });
    let rules = template.find_resources(INGRESS, any());
    let mut ports: Vec<_> = rules
        .iter()
        .map(|rule| rule.value["Properties"]["FromPort"].as_i64())
        .collect();
    ports.sort_unstable();
    assert_eq!(ports, [Some(9000), Some(32_768)]);
}

/// An instance has the group of its kind alone, so each of them lets the load balancer in.
#[test]
pub(crate) fn every_kind_of_instances_lets_the_load_balancer_in() {
    let template = made(|stack| {
        let home = home(stack);
        let all = ["Instances", "Others"].map(|id| instances(stack, id, home));
        let front = front(stack, home.0);
        let task = Ec2Task::new().bridge_network();
        let service = Ec2Service::new(home.1, task.container(container().port(80)));
        let service = service.on(all.map(CapacityProvider::from));
        stack.add("Web", service.behind(front.place()));
    });
    let rules = template.find_resources(INGRESS, any());
    let mut groups: Vec<_> = rules
        .iter()
        .map(|rule| rule.value["Properties"]["GroupId"]["Fn::GetAtt"][0].to_string())
        .collect();
    groups.sort();
    assert_eq!(
        groups,
        [
            "\"InstancesGroupSecurityGroup\"",
            "\"OthersGroupSecurityGroup\""
        ]
    );
}

/// What the instances are guarded by can be said, where the service knows of no provider.
#[test]
pub(crate) fn the_group_of_instances_that_are_made_elsewhere() {
    let template = made(|stack| {
        let (vpc, cluster) = home(stack);
        let group = SecurityGroup::imported("sg-0a1b2c3d").open_to_change();
        let group = stack.add("Machines", group);
        let front = front(stack, vpc);
        let task = Ec2Task::new().bridge_network();
        let service = Ec2Service::new(cluster, task.container(container().port(80)));
        stack.add("Web", service.security_group(group).behind(front.place()));
    });
    only(
        &template,
        INGRESS,
        like!({ "GroupId": "sg-0a1b2c3d", "FromPort": 32_768, "ToPort": 65_535 }),
    );
}

/// What tasks reach lets their instances in.
#[test]
pub(crate) fn what_tasks_reach_lets_their_instances_in() {
    let template = made(|stack| {
        let home = home(stack);
        let on = instances(stack, "Instances", home);
        let data = stack.add("Data", SecurityGroup::new(home.0));
        let task = Ec2Task::new().bridge_network();
        let service = Ec2Service::new(home.1, task.container(container()));
        let service = stack.add("Web", service.on(on));
        stack.connect(service, data, Port::tcp(5432));
    });
    only(
        &template,
        INGRESS,
        like!({
            "GroupId": { "Fn::GetAtt": ["Data", "GroupId"] },
            "SourceSecurityGroupId": { "Fn::GetAtt": ["InstancesGroupSecurityGroup", "GroupId"] },
            "FromPort": 5432,
        }),
    );
}

#[test]
pub(crate) fn managed_instances_are_reached_in_the_same_way() {
    let template = made(|stack| {
        let (vpc, cluster) = home(stack);
        let managed = ManagedInstancesCapacityProvider::new(cluster, vpc);
        let managed = stack.add("Managed", managed);
        let front = front(stack, vpc);
        let task = ManagedInstancesTask::new(512, 1.gib()).host_network();
        let service = ManagedInstancesService::new(cluster, task.container(nginx().port(80)));
        stack.add("Web", service.on(managed).behind(front.place()));
    });
    only(
        &template,
        INGRESS,
        like!({ "GroupId": { "Fn::GetAtt": ["ManagedSecurityGroup", "GroupId"] }, "FromPort": 80 }),
    );
}

/// The whole, without a word of our own checker.
#[test]
pub(crate) fn nothing_is_said_of_tasks_behind_a_bridge_and_a_load_balancer() {
    let app = App::new();
    let stack = *app.stack("Web");
    stack.tag("team", "web");
    let vpc = vpc(stack);
    let cluster = stack.add("Cluster", Cluster::new(vpc).container_insights());
    let home = (vpc, cluster);
    let on = instances(stack, "Instances", home);
    let front = NetworkLoadBalancer::new(vpc).internet_facing();
    let front = stack.add("Front", front);
    let task = Ec2Task::new().bridge_network();
    let service = Ec2Service::new(cluster, task.container(container().port(1883))).on(on);
    stack.add("Broker", service.behind(front.tcp(1883)));
    let found = check_app(app.synth(), &Options::new()).diagnostics;
    // Logs are left out here, and alarms are made elsewhere.
    let left_out = ["OPS437", "OPS511"];
    let found = found.iter().filter(|found| !left_out.contains(&found.code));
    let found: Vec<_> = found.map(ToString::to_string).collect();
    assert!(found.is_empty(), "{found:#?}");
}
