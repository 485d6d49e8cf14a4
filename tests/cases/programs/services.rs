//! Services on Fargate, how they are deployed, and what else ECS runs.

use stackwright::aws::codedeploy::{
    EcsApplication, EcsDeploymentConfig, EcsDeploymentConfigName, EcsDeploymentGroup, Shift,
};
use stackwright::aws::ec2::VpcHandle;
use stackwright::aws::ecs::{
    AccessLog, Cleanup, ConnectLogLevel, ConnectTls, ExecAudit, ExpressContainer, ExpressMetric,
    ExpressService, Gateway, GatewayAccess, GatewayDesync, GatewayHandle, Hook, Launch,
    PlatformVersion, PropagateTags, Service, Stage, Timeout,
};
use stackwright::aws::elb::TargetGroup;
use stackwright::cfn::cloudwatch;
use stackwright::prelude::*;

use super::dice::Dice;
use super::ground::{Around, Known};
use super::place::Place;
use super::{Added, KEY, discovery, doors, scaling, tasks};

const FUNCTION: &str = "arn:aws:lambda:eu-west-1:111122223333:function:smoke";

/// What is kept of commands that people run.
pub fn audit(place: Place<'_>, dice: &mut Dice) -> ExecAudit {
    let audit = match dice.one_of([0, 1, 2, 3]) {
        0 => ExecAudit::with_container(),
        1 => ExecAudit::logs(place.add("Commands", LogGroup::new())),
        2 => ExecAudit::bucket("commands").prefix("exec/"),
        _ => return ExecAudit::none(),
    };
    dice.some(audit, &[&|it, _| it.encrypted_with(KEY)])
}

pub fn gateway(place: Place<'_>, vpc: VpcHandle, known: Known, dice: &mut Dice) -> GatewayHandle {
    if dice.says() {
        let group = place.add("OfGateway", SecurityGroup::imported("sg-0a0b0c0d"));
        let arn = "arn:aws:ecs:eu-west-1:111122223333:gateway/shared";
        let gateway = Gateway::imported(arn, GatewayAccess::Private).security_group(group);
        return place.add("Gateway", gateway);
    }
    let gateway = dice.some(
        Gateway::new(vpc),
        &[
            &|it, _| match known.public {
                true => it.access(GatewayAccess::Public),
                false => it,
            },
            &|it, _| it.access_logs(),
            &|it, _| it.max_load_balancers(3),
            &|it, _| it.http_desync(GatewayDesync::Strictest),
            &|it, _| it.test_traffic("x-test", ["yes"]),
            &|it, _| it.without_deletion_protection(),
            &|it, _| it.name("front"),
        ],
    );
    place.add("Gateway", gateway)
}

/// A service on Fargate.
pub fn fargate<'a>(place: Place<'a>, around: &Around, dice: &mut Dice, number: usize) -> Added<'a> {
    let port = [8080, 3000, 80][number % 3];
    let task = place.add("Task", tasks::fargate(place, around, dice, port));
    let service = FargateService::new(around.cluster, task);
    let door = doors::Door::some(around, dice);
    let service = doors::behind(door, service, place, around, dice, number, port);
    let service = match door {
        doors::Door::Path => shifting(service, place, around, dice),
        _ => dice.some(
            service,
            &[&|it, _| it.circuit_breaker(CircuitBreaker::after(5.failures()))],
        ),
    };
    let service = dice.some(
        service,
        &[&|it, dice| it.spot_from(dice.number(1..=3)), &|it, _| {
            it.platform_version(PlatformVersion::V1_4_0)
        }],
    );
    let service = options(service, place, around, dice, number, port);
    let service = place.add("Service", service);
    scaling::of(place, dice, service, door);
    Added {
        scope: place.scope,
        task: Some(task),
        service,
        port,
        is_guarded: true,
    }
}

/// How requests go from old tasks to new ones.
fn shifting(
    service: FargateService,
    place: Place<'_>,
    around: &Around,
    dice: &mut Dice,
) -> FargateService {
    let service = match dice.one_of([0, 1, 2, 3]) {
        0 => return dice.some(service, &[&|it, _| it.bake(5.minutes())]),
        1 => service.blue_green(),
        2 => service.canary(10.percent(), 10.minutes()),
        _ => service.linear(20.percent(), 5.minutes()),
    };
    let policy = || ManagedPolicy::aws("AmazonECSInfrastructureRolePolicyForLoadBalancers");
    let role = || Role::new(Principal::service("ecs.amazonaws.com")).managed_policy(policy());
    let test = place.below("Test");
    dice.some(
        service,
        &[
            &|it, _| it.bake(15.minutes()),
            &|it, _| it.test_header("x-test", "yes"),
            &|it, _| it.load_balancer_role(place.add("BalancerRole", role())),
            &|it, dice| {
                let hook = dice.some(
                    Hook::lambda(FUNCTION).at(Stage::PostTestTrafficShift),
                    &[
                        &|it, _| it.at(Stage::PreScaleUp),
                        &|it, _| it.timeout(Timeout::continue_after(10.minutes())),
                        &|it, _| it.details(object!({"path": "/healthz"})),
                    ],
                );
                it.hook(hook)
            },
            &|it, _| it.pause_before_production(Timeout::rollback_after(1.hours())),
            &|it, _| match around.front {
                Some(front) => it.test_listener(doors::test_listener(test, around.vpc, front)),
                None => it,
            },
        ],
    )
}

/// What every service can say, whatever it runs on.
pub fn options<On: Launch>(
    service: Service<On>,
    place: Place<'_>,
    around: &Around,
    dice: &mut Dice,
    number: usize,
    port: u16,
) -> Service<On> {
    let alarm = || {
        cloudwatch::Alarm::new()
            .comparison_operator(cloudwatch::alarm::ComparisonOperator::GreaterThanThreshold)
            .evaluation_periods(1)
            .namespace("Shop")
            .metric_name("Errors")
            .statistic(cloudwatch::alarm::Statistic::Sum)
            .period(60)
            .threshold(5)
    };
    let inside = Peer::ipv4("10.0.0.0/16");
    dice.some(
        service,
        &[
            &|it, dice| it.desired_count(i64::from(dice.number(0..=5))),
            &|it, _| it.min_healthy(50.percent()).max_running(300.percent()),
            &|it, _| it.health_check_grace_period(90.seconds()),
            &|it, _| it.exec(),
            &|it, _| {
                let group =
                    SecurityGroup::new(around.vpc).allow_from(inside.clone(), Port::tcp(port));
                it.security_group(place.add("Group", group))
            },
            &|it, _| match around.known.zones {
                true => it.subnets(SubnetSelection::of(SubnetKind::Private).one_per_zone()),
                false => it,
            },
            &|it, _| it.deployment_alarms([place.add("Errors", alarm())]),
            &|it, dice| {
                it.done_early(
                    80.percent(),
                    dice.one_of([Cleanup::Deferred, Cleanup::Blocking]),
                )
            },
            &|it, _| it.redeploy_when("2026-06-01"),
            &|it, _| it.without_zone_rebalancing(),
            &|it, _| it.propagate_tags(PropagateTags::TaskDefinition),
            &|it, _| it.without_managed_tags(),
            &|it, _| it.fast_metrics(),
            &|it, dice| discovery::found(it, place, around, dice, number, port),
            &|it, dice| connected(it, place, dice, number),
        ],
    )
}

/// Service Connect: a client, or a server as well.
fn connected<On: Launch>(
    service: Service<On>,
    place: Place<'_>,
    dice: &mut Dice,
    number: usize,
) -> Service<On> {
    let authority = "arn:aws:acm-pca:eu-west-1:111122223333:certificate-authority/1";
    let name = format!("connected{number}");
    let served = dice.some(
        Served::port(tasks::PORT).known_as(name.clone()),
        &[
            &|it, _| it.alias(name.clone(), 80),
            &|it, _| it.alias_port(8081),
            &|it, _| it.ingress_port(15_000),
            &|it, _| it.idle_timeout(10.minutes()),
            &|it, _| it.request_timeout(30.seconds()),
            &|it, dice| it.tls(dice.some(ConnectTls::by(authority), &[&|it, _| it.key(KEY)])),
        ],
    );
    let connect = match dice.says() {
        true => ServiceConnect::client(),
        false => ServiceConnect::client().serve(served),
    };
    let logs = place.add("ProxyLogs", LogGroup::new());
    let shop = HttpNamespace::new(format!("shop{number}"));
    let connect = dice.some(
        connect,
        &[
            &|it, _| it.logs(logs),
            &|it, _| it.logs(logs).access_log(AccessLog::json().with_query()),
            &|it, _| it.logs(logs).log_level(ConnectLogLevel::Debug),
            &|it, _| it.namespace(place.add("Shop", shop.clone())),
        ],
    );
    service.service_connect(connect)
}

/// A service that CodeDeploy deploys.
pub fn code_deploy<'a>(
    place: Place<'a>,
    around: &Around,
    dice: &mut Dice,
    number: usize,
) -> Added<'a> {
    let port = 8080;
    let alb = AlbWithTargetGroup::new(around.vpc, Port::http(port));
    let alb = place.add("Alb", alb.health_check("/health"));
    doors::reached(place, around.vpc, alb, Port::tcp(80));
    let green = place.add("Green", TargetGroup::new(around.vpc, Port::http(port)));
    let task = place.add("Task", tasks::fargate(place, around, dice, port));
    let service = FargateService::new(around.cluster, task).behind(alb);
    let service = place.add("Service", service.deployed_by_code_deploy());
    let application = match dice.says() {
        true => place.add("OldApplication", EcsApplication::imported("shop")),
        false => place.add("Application", EcsApplication::new()),
    };
    let config = match dice.one_of([0, 1, 2]) {
        0 => EcsDeploymentConfigName::all_at_once(),
        1 => {
            let shift = dice.one_of([
                Shift::Canary(5.percent(), 10.minutes()),
                Shift::Linear(20.percent(), 3.minutes()),
            ]);
            place.add("Config", EcsDeploymentConfig::new(shift)).into()
        }
        _ => {
            let old = EcsDeploymentConfig::imported("slow");
            place.add("OldConfig", old).into()
        }
    };
    let group = dice.some(
        EcsDeploymentGroup::new(application, service, alb, green).config(config),
        &[
            &|it, _| it.name(format!("web{number}")),
            &|it, _| {
                let test = Listener::forward(alb.load_balancer(), Port::http(8443), green);
                doors::reached(place, around.vpc, alb.load_balancer(), Port::tcp(8443));
                it.test_listener(place.add("TestListener", test))
            },
            &|it, _| it.termination_wait(30.minutes()),
            &|it, _| it.approval_wait(8.hours()).rollback_when_stopped(),
            &|it, _| it.alarm("errors").ignore_lost_alarms(),
            &|it, _| it.without_rollback(),
            &|it, _| {
                let role = Role::new(Principal::service("codedeploy.amazonaws.com"));
                let policy = ManagedPolicy::aws("AWSCodeDeployRoleForECS");
                it.role(place.add("Deployer", role.managed_policy(policy)))
            },
        ],
    );
    place.add("Group", group);
    place.add("OldGroup", EcsDeploymentGroup::imported("old"));
    Added {
        scope: place.scope,
        task: Some(task),
        service,
        port,
        is_guarded: true,
    }
}

/// A service around which ECS runs everything.
pub fn express(place: Place<'_>, around: &Around, dice: &mut Dice) {
    let secret = place.add("Secret", Secret::generated(24));
    let logs = place.add("Logs", LogGroup::new());
    let image = around.image(dice);
    let container = dice.some(
        ExpressContainer::new(image),
        &[
            &|it, _| it.port(8080),
            &|it, _| it.size(TaskSize::Half(HalfMemory::Gib1)),
            &|it, _| it.command(["serve"]),
            &|it, _| it.env("STAGE", "live"),
            &|it, _| it.secret("SECRET", secret),
            &|it, _| it.logs(logs),
            &|it, _| it.credentials(secret),
        ],
    );
    let metric = dice.one_of([
        ExpressMetric::Cpu(60.percent()),
        ExpressMetric::Memory(70.percent()),
        ExpressMetric::RequestsPerTarget(800),
    ]);
    let service = dice.some(
        ExpressService::new(container).vpc(around.vpc),
        &[
            &|it, _| it.cluster(around.cluster),
            &|it, _| it.scale(metric, 1..=4),
            &|it, _| it.health_check("/healthz"),
            &|it, _| it.tag("Team", "shop"),
            &|it, _| match around.known.public {
                true => it.subnets(SubnetKind::Public),
                false => it,
            },
        ],
    );
    let service = place.add("Express", service);
    if dice.says() {
        let group = SecurityGroup::new(around.vpc);
        let group = place.add("Database", group);
        place.scope.connect(service, group, Port::tcp(5432));
    }
    let arn = "arn:aws:ecs:eu-west-1:111122223333:express-service/old";
    let group = place.add("OfOld", SecurityGroup::imported("sg-0d0c0b0a"));
    place.add("Old", ExpressService::imported(arn).security_group(group));
}

/// A service that exists.
pub fn existing<'a>(place: Place<'a>, around: &Around, dice: &mut Dice) -> Added<'a> {
    let group = SecurityGroup::imported("sg-0e0f0a0b").open_to_change();
    let group = place.add("OfOld", group);
    let cluster = place.add("OldCluster", Cluster::imported("old", around.vpc));
    let old = FargateService::imported(cluster, "old").security_group(group);
    let service = place.add("Old", old);
    scaling::of(place, dice, service, doors::Door::Elsewhere);
    Added {
        scope: place.scope,
        task: None,
        service,
        port: 80,
        is_guarded: true,
    }
}
