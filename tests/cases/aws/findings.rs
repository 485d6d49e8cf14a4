//! Every finding of the constructs, word for word.

use insta::assert_snapshot;
use stackwright::aws::ecs::{ContainerCondition, ServiceHandle};
use stackwright::aws::elb::{ApplicationLoadBalancer, Listener, TargetGroup};
use stackwright::prelude::*;

use super::{cluster, nginx, small, vpc, web};

/// What is said of a program of one stack.
fn said(build: impl FnOnce(Scope<'_>)) -> String {
    crate::support::findings(|app| build(app.stack("Web")))
}

fn task(containers: impl IntoIterator<Item = Container>) -> String {
    said(|stack| {
        let task = containers.into_iter().fold(small(), FargateTask::container);
        stack.add("Task", task);
    })
}

#[test]
fn ec2101_a_service_whose_group_is_not_known() {
    assert_snapshot!(said(|stack| {
        let group = stack.add("Group", SecurityGroup::new(vpc(stack)));
        let service = stack.add("Typed", cfn::ecs::Service::new());
        stack.connect(group, ServiceHandle::from(service), Port::tcp(80));
    }), @r"
    error[EC2101]: `Web/Typed` is connected, and its security group is not known
      at Web
      help: connect the group itself, or add it as a construct
    ");
}

#[test]
fn ecr101_a_count_of_zero() {
    assert_snapshot!(said(|stack| {
        stack.add("Repo", EcrRepository::new().keep_last(0));
    }), @r"
    error[ECR101]: a lifecycle rule with a count of 0
      at Web/Repo
      help: keep 1 image, or wait 1 day, or more
    ");
}

#[test]
fn ecr102_two_rules_for_any_tag() {
    assert_snapshot!(said(|stack| {
        stack.add("Repo", EcrRepository::new().keep_last(1).keep_last(2));
    }), @r"
    error[ECR102]: two lifecycle rules for images of any tag
      at Web/Repo
      help: ECR takes one; say of the others which tags they are for
    ");
}

#[test]
fn ecr103_an_empty_list_of_tags() {
    assert_snapshot!(said(|stack| {
        let rule = LifecycleRule::keep_last(1, Tags::prefixed(Vec::<&str>::new()));
        stack.add("Repo", EcrRepository::new().lifecycle_rule(rule));
    }), @r"
    error[ECR103]: a lifecycle rule with an empty list of tags
      at Web/Repo
      help: name a prefix or a pattern, or use `Tags::Any`
    ");
}

#[test]
fn ecs101_a_variable_that_is_set_twice() {
    assert_snapshot!(said(|stack| {
        let token = stack.add("Token", Secret::generated(32));
        let container = nginx().env("TOKEN", "a").secret("TOKEN", token);
        stack.add("Task", small().container(container));
    }), @r"
    error[ECS101]: container `web` sets `TOKEN` twice
      at Web/Task
      help: an environment variable has one value, plain or secret
    ");
}

#[test]
fn ecs102_a_stop_that_takes_too_long() {
    assert_snapshot!(task([nginx().stop_timeout(Duration::from_secs(121))]), @r"
    error[ECS102]: container `web` may take 121 seconds to stop
      at Web/Task
      help: Fargate waits for 120 seconds at most
    ");
    assert_eq!(task([nginx().stop_timeout(Duration::from_secs(120))]), "");
}

#[test]
fn ecs103_a_health_check_out_of_range() {
    let check = HealthCheck::shell("true")
        .every(Duration::from_secs(301))
        .timeout(Duration::from_secs(1))
        .retries(11)
        .start_period(Duration::from_secs(301));
    assert_snapshot!(task([nginx().health_check(check)]), @r"
    error[ECS103]: the interval of the health check of `web` is 301
      at Web/Task
      help: ECS takes 5 to 300
    error[ECS103]: the number of retries of the health check of `web` is 11
      at Web/Task
      help: ECS takes 1 to 10
    error[ECS103]: the start period of the health check of `web` is 301
      at Web/Task
      help: ECS takes 0 to 300
    error[ECS103]: the timeout of the health check of `web` is 1
      at Web/Task
      help: ECS takes 2 to 60
    ");
    let check = HealthCheck::shell("true")
        .every(Duration::from_secs(300))
        .timeout(Duration::from_secs(60))
        .retries(10)
        .start_period(Duration::from_secs(300));
    assert_eq!(task([nginx().health_check(check)]), "");
}

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
fn ecs105_no_essential_container() {
    assert_snapshot!(task([nginx().non_essential()]), @r"
    error[ECS105]: a task without an essential container
      at Web/Task
      help: add a container, or leave `.non_essential()` out of one
    ");
    assert_eq!(task([]), task([nginx().non_essential()]));
}

#[test]
fn ecs106_ephemeral_storage_out_of_range() {
    let with = |gib| {
        said(|stack| {
            stack.add("Task", small().container(nginx()).ephemeral_storage(gib));
        })
    };
    assert_snapshot!(with(20), @r"
    error[ECS106]: ephemeral storage of 20 GiB
      at Web/Task
      help: Fargate takes 21 to 200 GiB, and gives 20 if nothing is said
    ");
    assert_eq!(
        with(201),
        with(20)
            .replace("20 GiB", "201 GiB")
            .replace("201 GiB, and", "200 GiB, and")
    );
    assert_eq!((with(21), with(200)), (String::new(), String::new()));
}

#[test]
fn ecs107_containers_that_want_more_than_there_is() {
    let other = || Container::new("other", "other:1").without_logs();
    assert_snapshot!(task([
        nginx().cpu(200).memory(u32::MAX),
        other().cpu(57).memory(u32::MAX),
    ]), @r"
    error[ECS107]: the containers want 257 CPU units of a task that has 256
      at Web/Task
      help: give the containers less, or the task more
    error[ECS107]: the containers want 8589934590 MiB of memory of a task that has 512
      at Web/Task
      help: give the containers less, or the task more
    ");
    assert_eq!(
        task([nginx().cpu(200).memory(500), other().cpu(56).memory(12)]),
        ""
    );
}

#[test]
fn ecs108_two_containers_of_one_name() {
    assert_snapshot!(task([nginx(), nginx()]), @r"
    error[ECS108]: two containers are named `web`
      at Web/Task
      help: names are unique within a task
    ");
}

#[test]
fn ecs109_waiting_for_nobody() {
    assert_snapshot!(task([
        nginx().after("db", ContainerCondition::Start).after("web", ContainerCondition::Start),
    ]), @r"
    error[ECS109]: container `web` waits for `db`, which the task does not have
      at Web/Task
      help: name a container of the same task
    error[ECS109]: container `web` waits for itself
      at Web/Task
      help: name another container of the task
    ");
}

#[test]
fn ecs110_waiting_for_health_that_nobody_checks() {
    let db = || Container::new("db", "postgres:17").without_logs();
    let web = || nginx().after("db", ContainerCondition::Healthy);
    assert_snapshot!(task([web(), db()]), @r"
    error[ECS110]: container `web` waits for `db` to be well, which has no health check
      at Web/Task
      help: give it one, or wait for `ContainerCondition::Start`
    ");
    assert_eq!(
        task([web(), db().health_check(HealthCheck::shell("pg_isready"))]),
        ""
    );
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
fn ecs113_a_deployment_that_cannot_move() {
    let with = |min, max| {
        said(|stack| {
            let service = FargateService::new(cluster(stack), web(stack, "Task"));
            stack.add("Service", service.min_healthy_percent(min).max_percent(max));
        })
    };
    assert_snapshot!(with(100, 100), @r"
    error[ECS113]: a deployment keeps 100 percent of the tasks running and has at most 100
      at Web/Service
      help: it could neither stop nor start a task; lower the minimum or raise the maximum
    ");
    assert_eq!(
        (with(50, 100), with(100, 150)),
        (String::new(), String::new())
    );
}

#[test]
fn ecs114_scaling_a_service_without_a_cluster() {
    assert_snapshot!(said(|stack| {
        let service = ServiceHandle::from(stack.add("Typed", cfn::ecs::Service::new()));
        stack.add("Scaling", TargetTrackingScaling::new(service, 1..=2).cpu(70.percent()));
    }), @r"
    error[ECS114]: `Web/Typed` is to be scaled, and its cluster is not known
      at Web/Scaling
      help: scale a service that was added as `FargateService`
    ");
}

fn scaled(scale: impl FnOnce(ServiceHandle) -> TargetTrackingScaling) -> String {
    said(|stack| {
        let service = FargateService::new(cluster(stack), web(stack, "Task"));
        let service = stack.add("Service", service);
        stack.add("Scaling", scale(service));
    })
}

#[test]
fn ecs115_scaling_downhill() {
    #[allow(clippy::reversed_empty_ranges)]
    let capacity = 10..=1;
    assert_snapshot!(
        scaled(|service| TargetTrackingScaling::new(service, capacity).cpu(70.percent())),
        @r"
    error[ECS115]: scaling between 10 and 1 tasks
      at Web/Scaling
      help: the first number is the smaller one, as `1..=10`
    "
    );
}

#[test]
fn ecs116_scaling_by_nothing() {
    assert_snapshot!(scaled(|service| TargetTrackingScaling::new(service, 1..=2)), @r"
    error[ECS116]: scaling without a metric
      at Web/Scaling
      help: say what to keep near what, as `.cpu(70.percent())`
    ");
}

#[test]
fn ecs117_two_policies_for_one_metric() {
    assert_snapshot!(scaled(|service| {
        TargetTrackingScaling::new(service, 1..=2).cpu(70.percent()).cpu(50.percent())
    }), @r"
    error[ECS117]: two policies for the metric `ECSServiceAverageCPUUtilization`
      at Web/Scaling
      help: they would work against each other; keep one
    ");
}

#[test]
fn ecs118_a_port_that_is_none() {
    assert_snapshot!(task([nginx().expose(Port::all())]), @r"
    error[ECS118]: container `web` exposes all traffic
      at Web/Task
      help: expose a port or a range of ports, as `Port::tcp(8080)`
    ");
}

#[test]
fn ecs119_a_strategy_that_is_refused() {
    let with = |strategy: Vec<CapacityProvider>| {
        said(|stack| {
            let service = FargateService::new(cluster(stack), web(stack, "Task"));
            stack.add("Service", service.capacity(strategy));
        })
    };
    let (fargate, spot) = (CapacityProvider::fargate, CapacityProvider::fargate_spot);
    assert_snapshot!(with(vec![fargate().base(1), spot().base(1)]), @r"
    error[ECS119]: a capacity strategy with more than one base
      at Web/Service
      help: give `.base(...)` to one provider
    ");
    assert_snapshot!(with(vec![fargate().weight(0)]), @r"
    error[ECS119]: a capacity strategy in which every weight is 0
      at Web/Service
      help: give one provider a weight of 1 or more
    ");
    assert_snapshot!(with(vec![fargate(), fargate()]), @r"
    error[ECS119]: a capacity strategy that names `FARGATE` twice
      at Web/Service
      help: name each provider once
    ");
    assert_snapshot!(with(vec![fargate().weight(1001)]), @r"
    error[ECS119]: a capacity provider with a weight of 1001
      at Web/Service
      help: a weight is 0 to 1,000
    ");
    // A cluster's is judged the same.
    assert_snapshot!(said(|stack| {
        let strategy = [fargate().weight(0)];
        stack.add("Cluster", Cluster::new(vpc(stack)).default_strategy(strategy));
    }), @r"
    error[ECS119]: a capacity strategy in which every weight is 0
      at Web/Cluster
      help: give one provider a weight of 1 or more
    ");
}

#[test]
fn ecs120_waiting_for_the_end_of_an_essential_container() {
    let migrate = || Container::new("migrate", "migrate:1").without_logs();
    let web = |condition| nginx().after("migrate", condition);
    assert_snapshot!(task([web(ContainerCondition::Success), migrate()]), @r"
    error[ECS120]: container `web` waits for the end of `migrate`, which is essential
      at Web/Task
      help: the task ends with an essential container; make it `.non_essential()`
    ");
    assert_eq!(
        task([web(ContainerCondition::Complete), migrate()]),
        task([web(ContainerCondition::Success), migrate()]),
    );
    assert_eq!(
        task([web(ContainerCondition::Success), migrate().non_essential()]),
        ""
    );
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
      help: give it one with `.default_strategy([...])`, or the service with `.capacity([...])`
    ");
}

#[test]
fn ecs123_counting_requests_that_go_elsewhere() {
    assert_snapshot!(said(|stack| {
        let service = FargateService::new(cluster(stack), web(stack, "Task"));
        let service = stack.add("Service", service);
        let other = Vpc::imported("vpc-1").private(["subnet-1", "subnet-2"]);
        let other = stack.add("Other", other);
        let alb = stack.add("Alb", AlbWithTargetGroup::new(other, Port::http(80)));
        let scaling = TargetTrackingScaling::new(service, 1..=2).requests_per_target(alb, 100);
        stack.add("Scaling", scaling);
    }), @r"
    error[ECS123]: requests of `Web/Alb` are counted, which do not reach this service
      at Web/Scaling
      help: put the service behind it with `.behind(...)`
    ");
}

fn target(check: TargetHealthCheck) -> String {
    said(|stack| {
        let group = TargetGroup::new(vpc(stack), Port::http(80));
        stack.add("Target", group.health_check(check));
    })
}

#[test]
fn elb101_a_timeout_as_long_as_the_interval() {
    let check = |timeout| {
        let check = TargetHealthCheck::path("/").every(Duration::from_secs(10));
        target(check.timeout(Duration::from_secs(timeout)))
    };
    assert_snapshot!(check(10), @r"
    error[ELB101]: a health check that waits 10 seconds and asks every 10
      at Web/Target
      help: the timeout must be less than the interval
    ");
    assert_eq!(check(9), "");
}

#[test]
fn elb102_no_subnets_of_the_kind() {
    assert_snapshot!(said(|stack| {
        let vpc = stack.add("Vpc", Vpc::imported("vpc-1").private(["subnet-1"]));
        stack.add("Lb", ApplicationLoadBalancer::new(vpc).internet_facing());
    }), @r"
    error[ELB102]: the VPC of this load balancer has no public subnets
      at Web/Lb
      help: import the VPC with them, `.public(...)`, or name the subnets with `.subnets(...)`
    error[APP113]: `Web/Vpc` has no attribute `PublicSubnetIds`
      at Web/Lb/Resource
      help: an imported construct has only the attributes it was imported with
    ");
    assert_snapshot!(said(|stack| {
        let vpc = stack.add("Vpc", Vpc::imported("vpc-1").public(["subnet-1"]));
        stack.add("Alb", AlbWithTargetGroup::new(vpc, Port::http(80)));
    }), @r"
    error[ELB102]: the VPC of this load balancer has no private subnets
      at Web/Alb/LoadBalancer
      help: import the VPC with them, `.private(...)`, or name the subnets with `.subnets(...)`
    error[APP113]: `Web/Vpc` has no attribute `PrivateSubnetIds`
      at Web/Alb/LoadBalancer/Resource
      help: an imported construct has only the attributes it was imported with
    ");
}

fn listener(port: Port, certificate: Option<&'static str>) -> String {
    said(|stack| {
        let vpc = vpc(stack);
        let balancer = stack.add("Lb", ApplicationLoadBalancer::new(vpc));
        let group = stack.add("Target", TargetGroup::new(vpc, Port::http(80)));
        let listener = Listener::forward(balancer, port, group);
        match certificate {
            Some(arn) => stack.add("Listener", listener.certificate(arn)),
            None => stack.add("Listener", listener),
        };
    })
}

const CERTIFICATE: Option<&str> = Some("arn:aws:acm:eu-west-1:111122223333:certificate/1");

#[test]
fn elb103_https_without_a_certificate() {
    assert_snapshot!(listener(Port::https(8443), None), @r"
    error[ELB103]: the listener on tcp 8443 speaks HTTPS and has no certificate
      at Web/Listener
      help: give it one with `.certificate(arn)`
    ");
    assert_eq!(listener(Port::https(443), CERTIFICATE), "");
}

#[test]
fn elb104_a_certificate_for_http() {
    assert_snapshot!(listener(Port::http(80), CERTIFICATE), @r"
    error[ELB104]: the listener on tcp 80 has a certificate and speaks HTTP
      at Web/Listener
      help: listen on `Port::https(443)`
    ");
    // What is spoken is not said; a certificate says it.
    assert_eq!(listener(Port::tcp(443), CERTIFICATE), "");
}

#[test]
fn elb105_what_is_not_one_tcp_port() {
    assert_snapshot!(listener(Port::udp(53), None), @r"
    error[ELB105]: a listener on udp 53
      at Web/Listener
      help: an application load balancer takes one TCP port, as `Port::http(80)`
    ");
    assert_snapshot!(listener(Port::all(), None), @r"
    error[ELB105]: a listener on all traffic
      at Web/Listener
      help: an application load balancer takes one TCP port, as `Port::http(80)`
    ");
    assert_snapshot!(said(|stack| {
        stack.add("Target", TargetGroup::new(vpc(stack), Port::tcp_range(1, 2)));
    }), @r"
    error[ELB105]: a target group on tcp 1 to 2
      at Web/Target
      help: an application load balancer takes one TCP port, as `Port::http(80)`
    ");
}

#[test]
fn elb106_numbers_out_of_range() {
    let check = TargetHealthCheck::path("/")
        .every(Duration::from_secs(301))
        .timeout(Duration::from_secs(121))
        .thresholds(1, 11);
    assert_snapshot!(said(|stack| {
        let group = TargetGroup::new(vpc(stack), Port::http(80)).health_check(check);
        stack.add("Target", group.deregistration_delay(Duration::from_secs(3601)));
    }), @r"
    error[ELB106]: the deregistration delay of a target group is 3601
      at Web/Target
      help: it is 0 to 3600
    error[ELB106]: the health check's interval of a target group is 301
      at Web/Target
      help: it is 5 to 300
    error[ELB106]: the health check's timeout of a target group is 121
      at Web/Target
      help: it is 2 to 120
    error[ELB106]: the healthy threshold of a target group is 1
      at Web/Target
      help: it is 2 to 10
    error[ELB106]: the unhealthy threshold of a target group is 11
      at Web/Target
      help: it is 2 to 10
    ");
    let check = TargetHealthCheck::path("/")
        .every(Duration::from_secs(300))
        .timeout(Duration::from_secs(120))
        .thresholds(2, 10);
    assert_eq!(target(check), "");
}

fn granted(statement: Statement) -> String {
    said(|stack| {
        let role = Role::new(Principal::service("ecs-tasks.amazonaws.com"));
        let role = stack.add("Role", role);
        stack.grant(role, statement);
    })
}

#[test]
fn iam101_a_right_of_a_role_for_somebody_else() {
    let statement = Statement::allow(["s3:GetObject", "s3:PutObject"]).on_all();
    assert_snapshot!(granted(statement.to(Principal::anyone())), @r"
    error[IAM101]: the right to `s3:GetObject`, `s3:PutObject` is granted to a role and names a principal
      at Web/Role
      help: leave `.to(...)` out: what a role is granted is for whoever has the role
    ");
}

#[test]
fn iam102_a_right_to_nothing() {
    assert_snapshot!(granted(Statement::allow(["s3:GetObject"])), @r"
    error[IAM102]: the right to `s3:GetObject` is granted without a resource
      at Web/Role
      help: name what it is for with `.on([...])`
    ");
}

/// Findings about the constructs of one program come all at once, each with its line.
#[test]
fn all_of_them_at_once() {
    let all = said(|stack| {
        stack.add("Repo", EcrRepository::new().keep_last(0));
        stack.add("Task", small().ephemeral_storage(1));
    });
    for code in ["ECR101", "ECS105", "ECS106"] {
        assert!(all.contains(code), "{all}");
    }
}
