//! What is said of services.

use insta::assert_snapshot;
use stackwright::aws::autoscaling::AutoScalingGroup;
use stackwright::aws::ec2::LaunchTemplate;
use stackwright::aws::ecs::{AsgCapacityProvider, Discover, Ec2Task, ExternalTask};
use stackwright::prelude::*;

use super::said;
use crate::aws::{cluster, nginx, small, vpc, web};

fn behind(port: Port, container: Container) -> String {
    said(|stack| {
        let cluster = cluster(stack);
        let vpc = Vpc::imported("vpc-1").public(["subnet-1", "subnet-2"]);
        let vpc = stack.add("Other", vpc);
        let task = stack.add("Task", small().container(container));
        let alb = stack.add("Alb", AlbWithTargetGroup::new(vpc, port).internet_facing());
        stack.add("Service", FargateService::new(cluster, task).behind(alb));
    })
}

#[test]
fn ecs104_a_port_that_no_container_exposes() {
    assert_snapshot!(behind(Port::http(9999), nginx().port(3000).expose(Port::udp(53))), @r"
    error[ECS104]: container port 9999 is not exposed by any container of the task
      at Web/Service
      help: expose it with `.port(9999)`, or send traffic to 3000
    ");
    assert_snapshot!(behind(Port::http(9999), nginx()), @r"
    error[ECS104]: container port 9999 is not exposed by any container of the task
      at Web/Service
      help: expose it with `.port(9999)`
    ");
}

#[test]
fn ecs104_neither_udp_nor_a_range_takes_requests() {
    assert_snapshot!(behind(Port::http(3000), nginx().expose(Port::udp(3000))), @r"
    error[ECS104]: container port 3000 is not exposed by any container of the task
      at Web/Service
      help: expose it with `.port(3000)`
    ");
    assert_snapshot!(behind(Port::http(3000), nginx().expose(Port::tcp_range(2900, 3100))), @r"
    error[ECS104]: container port 3000 is not exposed by any container of the task
      at Web/Service
      help: expose it with `.port(3000)`
    ");
}

#[test]
fn ecs111_a_service_without_subnets() {
    assert_snapshot!(said(|stack| {
        let vpc = stack.add("Vpc", Vpc::imported("vpc-1"));
        let cluster = stack.add("Cluster", Cluster::new(vpc));
        stack.add("Service", FargateService::new(cluster, web(stack, "Task")));
    }), @r"
    error[ECS111]: this service has no subnets to run in
      at Web/Service
      help: import the cluster's VPC with subnets, or name them with `.subnets(...)`
    ");
}

#[test]
fn ecs112_discovery_without_a_namespace() {
    assert_snapshot!(said(|stack| {
        let service = FargateService::new(cluster(stack), web(stack, "Task"));
        stack.add("Service", service.discover_as("web"));
    }), @r"
    error[ECS112]: this service is to be discovered in a cluster without a namespace
      at Web/Service
      help: give the cluster one with `.namespace(...)`, or use `discover_by`
    ");
}

#[test]
fn ops412_a_deployment_that_cannot_move() {
    let with = |min: i32, max: i32| {
        said(|stack| {
            let service = FargateService::new(cluster(stack), web(stack, "Task"));
            stack.add(
                "Service",
                service
                    .min_healthy(min.percent())
                    .max_running(max.percent()),
            );
        })
    };
    assert_snapshot!(with(100, 100), @r"
    error[OPS412]: 100 % of the tasks must stay and no more than 100 % may run: none can be replaced
      at Web/Service/Service
      help: lower `MinimumHealthyPercent`, or raise `MaximumPercent` until there is room for one more task
    ");
    assert_eq!(
        (with(50, 100), with(100, 150)),
        (String::new(), String::new())
    );
}

#[test]
fn ops416_a_strategy_that_is_refused() {
    let with = |strategy: Vec<CapacityProvider<Fargate>>| {
        said(|stack| {
            let service = FargateService::new(cluster(stack), web(stack, "Task"));
            stack.add("Service", service.on(strategy));
        })
    };
    let (fargate, spot) = (CapacityProvider::fargate, CapacityProvider::fargate_spot);
    assert_snapshot!(with(vec![fargate().base(1), spot().base(1)]), @r"
    error[OPS416]: more than one provider has a base
      at Web/Service/Service
      help: say once for each provider what it takes, and give one of them a weight
    ");
    // Of several providers one needs a weight.
    let message = "error[OPS416]: none of the providers has a weight above 0\n";
    assert!(with(vec![fargate().weight(0), spot().weight(0)]).starts_with(message));
    assert_eq!(with(vec![fargate().weight(0)]), "");
    assert_snapshot!(with(vec![fargate(), fargate()]), @r"
    error[OPS416]: the provider FARGATE is given twice
      at Web/Service/Service
      help: say once for each provider what it takes, and give one of them a weight
    ");
    assert_snapshot!(with(vec![fargate().weight(1001)]), @r"
    error[SCH110]: `Weight` of 1001 is out of range: at most 1000 is taken
      at Web/Service/Service
      help: use a number within the range
    ");
    // A cluster's is judged the same.
    let said = said(|stack| {
        let strategy = [fargate().weight(0), spot().weight(0)];
        stack.add(
            "Cluster",
            Cluster::new(vpc(stack)).default_strategy(strategy),
        );
    });
    assert!(said.starts_with(message), "{said}");
}

#[test]
fn ecs121_a_service_of_which_the_network_is_not_known() {
    assert_snapshot!(said(|stack| {
        let cluster = stack.add("Cluster", cfn::ecs::Cluster::new());
        let service = FargateService::new(cluster, web(stack, "Task"));
        stack.add("Service", service.subnets(["subnet-1"]));
    }), @r"
    error[ECS121]: this service has neither a VPC nor a security group
      at Web/Service
      help: say where it lives with `.vpc(...)`, or guard it with `.security_group(...)`
    ");
}

#[test]
fn ecs122_capacity_of_a_cluster_that_has_none() {
    assert_snapshot!(said(|stack| {
        let service = FargateService::new(cluster(stack), web(stack, "Task"));
        stack.add("Service", service.capacity_of_cluster());
    }), @r"
    error[ECS122]: the cluster of this service has no default capacity strategy
      at Web/Service
      help: give it one with `.default_strategy([...])`, or the service with `.on(...)`
    ");
}

#[test]
fn ecs170_a_task_for_another_capacity() {
    assert_snapshot!(said(|stack| {
        let task = web(stack, "Task");
        let service = Ec2Service::new(cluster(stack), task);
        stack.add("Service", service);
    }), @r"
    error[ECS170]: this service runs on EC2, and its task is for FARGATE
      at Web/Service
      help: make the task for the kind that the service runs on, as `Ec2Task` for an `Ec2Service`
    ");
}

#[test]
fn ecs171_external_machines_have_no_load_balancers() {
    let all = said(|stack| {
        let vpc = vpc(stack);
        let cluster = stack.add("Cluster", Cluster::new(vpc));
        let front = stack.add("Front", ApplicationLoadBalancer::new(vpc).internet_facing());
        let task = ExternalTask::new().container(nginx().memory(64.mib()).port(80));
        let service = ExternalService::new(cluster, task)
            .behind(front.place())
            .discover_as("web")
            .on(CapacityProvider::named("mine"));
        stack.add("Service", service);
    });
    for what in [
        "stands behind a load balancer",
        "is to be discovered",
        "has a capacity provider",
    ] {
        assert!(
            all.contains(&format!(
                "error[ECS171]: a service on external machines {what}"
            )),
            "{all}"
        );
    }
}

#[test]
fn ecs150_a_target_group_of_ones_own_has_no_second_one() {
    assert_snapshot!(said(|stack| {
        let vpc = vpc(stack);
        let cluster = stack.add("Cluster", Cluster::new(vpc));
        let alb = AlbWithTargetGroup::new(vpc, Port::http(80)).internet_facing();
        let alb = stack.add("Alb", alb);
        let service = FargateService::new(cluster, web(stack, "Task")).behind(alb);
        stack.add("Service", service.blue_green());
    }), @r#"
    error[ECS150]: deployments shift requests, and `Web/Alb/TargetGroup` has no second target group
      at Web/Service
      help: put the service at a place of a load balancer or a listener, as `front.path("/*")`, not at a target group of your own
    "#);
}

#[test]
fn ecs153_one_name_in_cloud_map_and_in_service_connect() {
    assert_snapshot!(said(|stack| {
        let cluster = stack.add("Cluster", Cluster::new(vpc(stack)).namespace("shop.internal"));
        let task = small().container(nginx().named_port("web", Port::http(8080)));
        let service = FargateService::new(cluster, task).discover_as("web");
        stack.add("Service", service.service_connect(Served::port("web")));
    }), @r"
    error[ECS153]: this service is called `web` in Cloud Map and in Service Connect
      at Web/Service
      help: call it something else in Service Connect with `.known_as(...)`, and keep the name that clients use as an alias
    ");
}

#[test]
fn ecs168_srv_records_and_several_ports() {
    let container = nginx().port(80).port(8080);
    assert_snapshot!(said(|stack| {
        let cluster = stack.add("Cluster", Cluster::new(vpc(stack)).namespace("shop.local"));
        let service = FargateService::new(cluster, small().container(container));
        stack.add("Service", service.discover(Discover::named("web").srv()));
    }), @r#"
    error[ECS168]: this service is found with its port, and it is not known which that is
      at Web/Service
      help: expose one port, or say which with `.container_port("app", 8080)` of `Discover`
    "#);
}

#[test]
fn ecs177_instances_whose_group_is_not_known() {
    assert_snapshot!(said(|stack| {
        let vpc = vpc(stack);
        let cluster = stack.add("Cluster", Cluster::new(vpc));
        let front = stack.add("Front", ApplicationLoadBalancer::new(vpc).internet_facing());
        let task = Ec2Task::new().bridge_network();
        let task = task.container(nginx().memory(256.mib()).port(80));
        stack.add("Service", Ec2Service::new(cluster, task).behind(front.place()));
    }), @r"
    error[ECS177]: this service is reached through its instances, and what guards them is not known
      at Web/Service
      help: put the service on the capacity provider of the instances with `.on(...)`, or say what guards them with `.security_group(...)`
    ");
}

/// One kind of instances that is not known leaves tasks on it out of reach.
#[test]
fn ecs177_one_of_several_kinds_of_instances_is_not_known() {
    let said = said(|stack| {
        let vpc = vpc(stack);
        let cluster = stack.add("Cluster", Cluster::new(vpc));
        let front = stack.add("Front", ApplicationLoadBalancer::new(vpc).internet_facing());
        let group = AutoScalingGroup::new(vpc, LaunchTemplate::new("m7g.large"), 0..=4);
        let known = stack.add("Known", AsgCapacityProvider::new(cluster, group));
        let task = Ec2Task::new().bridge_network();
        let task = task.container(nginx().memory(256.mib()).port(80));
        let on = [known.into(), CapacityProvider::named("others")];
        let service = Ec2Service::new(cluster, task).on(on);
        stack.add("Service", service.behind(front.place()));
    });
    assert!(said.contains("error[ECS177]"), "{said}");
}

#[test]
fn ecs154_a_test_of_what_nothing_shifts_to() {
    let said = |set: fn(FargateService) -> FargateService| {
        said(|stack| {
            let service = FargateService::new(cluster(stack), web(stack, "Task"));
            stack.add("Service", set(service).test_header("x-test", "1"));
        })
    };
    assert_snapshot!(said(|service| service), @r"
    error[ECS154]: new tasks are to be tested, and deployments replace one task after the other
      at Web/Service
      help: shift requests with `.blue_green()`, `.canary(...)` or `.linear(...)`
    ");
    assert_snapshot!(said(|service| service.blue_green()), @r"
    error[ECS154]: new tasks are to be tested, and the service stands behind no load balancer
      at Web/Service
      help: put it behind one with `.behind(...)`; what is in Service Connect says it at the alias, `.test_header(...)`
    ");
}
