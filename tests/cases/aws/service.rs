use serde_json::json;
use stackwright::aws::ec2::SubnetKind;
use stackwright::prelude::*;

use super::{cluster, made, of_type, only, vpc, web};

const SERVICE: &str = "AWS::ECS::Service";

fn service(change: impl FnOnce(FargateService) -> FargateService) -> serde_json::Value {
    let template = made(|stack| {
        let service = FargateService::new(cluster(stack), web(stack, "Task"));
        stack.add("Service", change(service));
    });
    only(&template, SERVICE).clone()
}

#[test]
fn what_is_not_said() {
    assert_eq!(
        service(|service| service),
        json!({
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
            "EnableECSManagedTags": true,
            "PropagateTags": "SERVICE",
        })
    );
}

#[test]
fn every_option() {
    let template = made(|stack| {
        let groups = ["sg-1", "sg-2"].map(|id| stack.add(id, SecurityGroup::imported(id)));
        let service = FargateService::new(cluster(stack), web(stack, "Task"))
            .name("web")
            .desired_count(3)
            .min_healthy_percent(50)
            .max_percent(150)
            .without_circuit_breaker()
            .subnets(["subnet-1"])
            .assign_public_ip(true)
            .platform_version("1.4.0")
            .security_group(groups[0])
            .security_group(groups[1]);
        stack.add("Service", service);
    });
    let service = only(&template, SERVICE);
    assert_eq!(service["ServiceName"], "web");
    assert_eq!(service["DesiredCount"], 3);
    assert_eq!(service["PlatformVersion"], "1.4.0");
    assert_eq!(
        service["DeploymentConfiguration"],
        json!({"MaximumPercent": 150, "MinimumHealthyPercent": 50})
    );
    assert_eq!(
        service["NetworkConfiguration"]["AwsvpcConfiguration"],
        json!({
            "SecurityGroups": ["sg-1", "sg-2"],
            "Subnets": ["subnet-1"],
            "AssignPublicIp": "ENABLED",
        })
    );
    assert_eq!(
        of_type(&template, "AWS::EC2::SecurityGroup"),
        [],
        "none is added"
    );
}

#[test]
fn a_desired_count_from_a_parameter() {
    let template = made(|stack| {
        let count = stack.add("Count", Parameter::number());
        let service = FargateService::new(cluster(stack), web(stack, "Task"));
        stack.add("Service", service.desired_count(count));
    });
    assert_eq!(
        only(&template, SERVICE)["DesiredCount"],
        json!({"Ref": "Count"})
    );
}

/// Without a NAT gateway in reach, a task without an address could not pull its image.
#[test]
fn public_subnets_give_tasks_an_address() {
    let network = |choose: bool| {
        let template = made(|stack| {
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
        });
        let service = only(&template, SERVICE);
        service["NetworkConfiguration"]["AwsvpcConfiguration"].clone()
    };
    // There are no others, or they were chosen.
    assert_eq!(network(false)["AssignPublicIp"], "ENABLED");
    assert_eq!(network(false)["Subnets"], json!(["subnet-0aaaaaaa"]));
    assert_eq!(network(true)["AssignPublicIp"], "ENABLED");
}

#[test]
fn behind_a_load_balancer() {
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
    let service = only(&template, SERVICE);
    let target = of_type(&template, "AWS::ElasticLoadBalancingV2::TargetGroup")[0].0;
    let listener = of_type(&template, "AWS::ElasticLoadBalancingV2::Listener")[0].0;
    assert_eq!(
        service["LoadBalancers"],
        json!([{"ContainerName": "web", "ContainerPort": 80, "TargetGroupArn": {"Ref": target}}])
    );
    assert_eq!(service["HealthCheckGracePeriodSeconds"], 60);
    assert_eq!(template["Resources"]["Service"]["DependsOn"], listener);
    let groups = of_type(&template, "AWS::EC2::SecurityGroup");
    let [(alb, _), (_, tasks)] = groups[..] else {
        panic!("two groups: {groups:?}")
    };
    assert_eq!(
        tasks["SecurityGroupIngress"],
        json!([{
            "IpProtocol": "tcp",
            "FromPort": 80,
            "ToPort": 80,
            "SourceSecurityGroupId": {"Ref": alb},
            "Description": "tcp 80 from Alb/SecurityGroup",
        }])
    );
}

#[test]
fn behind_two_load_balancers_with_a_port_of_their_own_for_health() {
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
    let service = only(&template, SERVICE);
    assert_eq!(service["HealthCheckGracePeriodSeconds"], 120);
    let balancers = service["LoadBalancers"].as_array().expect("a list");
    assert_eq!(balancers.len(), 2);
    // The name of the container is whatever the parameter says.
    assert_eq!(balancers[0]["ContainerName"], json!({"Ref": "Name"}));
    assert_eq!(balancers[0]["ContainerPort"], 8080);
    let waits = template["Resources"]["Service"]["DependsOn"]
        .as_array()
        .expect("a list");
    assert_eq!(waits.len(), 2);
    let groups = of_type(&template, "AWS::EC2::SecurityGroup");
    let (_, tasks) = groups
        .iter()
        .find(|(id, _)| id.starts_with("Service"))
        .expect("the service's");
    let open: Vec<_> = tasks["SecurityGroupIngress"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|rule| rule["Description"].as_str().unwrap_or_default())
        .collect();
    assert_eq!(
        open,
        [
            "tcp 8080 from Inside/SecurityGroup",
            "tcp 8081 from Inside/SecurityGroup",
            "tcp 80 from Outside/SecurityGroup",
        ]
    );
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
    let service = only(&template, SERVICE);
    assert_eq!(service["DesiredCount"], 7);
    assert_eq!(service["DeploymentConfiguration"]["BakeTimeInMinutes"], 5);
}

#[test]
fn in_a_typed_cluster() {
    let template = made(|stack| {
        let cluster = stack.add("Cluster", cfn::ecs::Cluster::new());
        let service = FargateService::new(cluster, web(stack, "Task")).vpc(vpc(stack));
        stack.add("Service", service);
    });
    let service = only(&template, SERVICE);
    assert_eq!(service["Cluster"], json!({"Ref": "Cluster"}));
    assert_eq!(
        service["NetworkConfiguration"]["AwsvpcConfiguration"]["Subnets"],
        json!(["subnet-0ccccccc", "subnet-0ddddddd"])
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
