use std::any::TypeId;

use stackwright_aws::ec2::SubnetKind;
use stackwright_aws::ecs::{
    CapacityProvider, CircuitBreaker, ClusterHandle, Fargate, Launch, PlatformVersion,
    PropagateTags, Service, TaskHandle,
};
use stackwright_aws::elb::TargetGroupHandle;
use stackwright_aws::units::{Percent, PercentExt};
use stackwright_cfn as cfn;
use stackwright_cfn::kind::ec2::SubnetId;
use stackwright_core::{Int, List, Str, Value};
use stackwright_import::construct::{Expression, Path, Place};
use stackwright_template::Node;

use super::{Matcher, elb};
use crate::found::{Found, Writing, integer, is_false, is_true, number, refers_to, seconds};
use crate::said::{Draft, Drafted, Said, draft, say, variant};
use crate::why::Why;

/// A service of a task that is a construct. Its security groups, target groups and what scales it stand beside it.
pub static SERVICE: Matcher = Matcher {
    construct: "Service",
    type_name: "AWS::ECS::Service",
    parts: |found| vec![("Service".to_owned(), found.resource.id().to_owned())],
    write,
};

/// The way to the tasks' network.
const NETWORK: [&str; 2] = ["NetworkConfiguration", "AwsvpcConfiguration"];

fn write(service: &Writing<'_>) -> Result<Drafted, Why> {
    let definition = service.get("TaskDefinition").and_then(refers_to);
    let definition = definition.filter(|id| service.world.makes(id));
    let id = definition.ok_or(Why::NoWord("a task definition that is no construct"))?;
    let task = service.made::<TaskHandle>(id);
    let task = task.ok_or(Why::NoWord("a task that comes after it"))?;
    let cluster = cluster(service)?;
    let kind = service.template.resource(id).and_then(|resource| {
        super::task::kind(Found {
            template: service.template,
            resource,
        })
    });
    match kind {
        Some("FARGATE") => {
            let mut draft = draft!(ecs::FargateService::new(cluster, task));
            say!(draft.platform_version?(platform(service)));
            whole(draft, service)
        }
        Some("EC2") => whole(draft!(ecs::Ec2Service::new(cluster, task)), service),
        _ => whole(
            draft!(ecs::ManagedInstancesService::new(cluster, task)),
            service,
        ),
    }
}

/// The cluster: one of the template, or one that is imported, with the VPC that the template is in where that is known.
fn cluster(service: &Writing<'_>) -> Result<Said<ClusterHandle>, Why> {
    let node = service.get("Cluster");
    let node = node.ok_or(Why::NoWord("a service of the default cluster"))?;
    const CLUSTER: &str = "AWS::ECS::Cluster";
    if let Some(own) = service.handle::<ClusterHandle, cfn::ecs::ClusterHandle>(node, CLUSTER) {
        return Ok(own);
    }
    if service.is_of_template(node) {
        return Err(Why::NoWord("a cluster that comes after it"));
    }
    let name = service.value(node, Place::Reference(CLUSTER, None));
    let imported = match service.only_vpc() {
        Some(vpc) => draft!(ecs::Cluster::imported(name, vpc)),
        None => draft!(ecs::Cluster::imported_without_vpc(name)),
    };
    let aid = service.world.aid("ImportedCluster", imported.into());
    aid.ok_or(Why::NoWord("its cluster"))
}

fn whole<On>(mut draft: Draft<Service<On>>, service: &Writing<'_>) -> Result<Drafted, Why>
where
    On: Launch + 'static,
{
    say!(draft.name?(service.text("ServiceName")));
    let count = service.get("DesiredCount");
    let count = count.map(|own| service.value::<Int>(own, Place::Integer));
    say!(draft.desired_count?(count));
    if service.get("LaunchType").is_none() {
        match service.get("CapacityProviderStrategy") {
            Some(strategy) => {
                let providers = providers::<On>(service, strategy);
                let providers = providers.ok_or(Why::NoWord("its capacity providers"))?;
                say!(draft.on(providers));
            }
            None => say!(draft.capacity_of_cluster()),
        }
    }
    draft = network(draft, service)?;
    for own in service
        .get("LoadBalancers")
        .and_then(Node::as_list)
        .unwrap_or_default()
    {
        let (group, container, port) =
            registered(service, own).ok_or(Why::NoWord("where its tasks are registered"))?;
        say!(draft.registered_in(group, container, port));
    }
    match service.integer("HealthCheckGracePeriodSeconds") {
        Some(60) if service.get("LoadBalancers").is_some() => {}
        period => say!(draft.health_check_grace_period?(
            period.and_then(|own| seconds(u64::try_from(own).ok()?))
        )),
    }
    let deployment = service.get("DeploymentConfiguration");
    let percent = |name: &str, default: i64| {
        let share = integer(deployment?.get(name)?)?;
        (share != default).then(|| self::percent(share)).flatten()
    };
    say!(draft.min_healthy?(percent("MinimumHealthyPercent", 100)));
    say!(draft.max_running?(percent("MaximumPercent", 200)));
    let breaker = deployment.and_then(|own| own.get("DeploymentCircuitBreaker"));
    let says = |name: &str| breaker.is_some_and(|own| own.get(name).is_some_and(is_true));
    match (says("Enable"), says("Rollback")) {
        (true, true) => {}
        (true, false) => {
            let breaker = keeping();
            say!(draft.circuit_breaker(breaker));
        }
        (false, _) if deployment.is_some() => say!(draft.without_circuit_breaker()),
        (false, _) => {}
    }
    match service.get("PropagateTags").and_then(Node::as_str) {
        Some("SERVICE") => {}
        Some("TASK_DEFINITION") => {
            let from = variant("ecs", "PropagateTags", PropagateTags::TaskDefinition);
            say!(draft.propagate_tags(from));
        }
        _ => {
            let none = variant("ecs", "PropagateTags", PropagateTags::None);
            say!(draft.propagate_tags(none));
        }
    }
    if service.get("EnableECSManagedTags").is_some_and(is_false) {
        say!(draft.without_managed_tags());
    }
    let zones = service
        .get("AvailabilityZoneRebalancing")
        .and_then(Node::as_str);
    if zones == Some("DISABLED") {
        say!(draft.without_zone_rebalancing());
    }
    Ok(Drafted {
        forms: deployment.is_some_and(is_cdk),
        ..draft.into()
    })
}

/// Whether AWS CDK has made a service: it says of alarms that there are none.
fn is_cdk(deployment: &Node) -> bool {
    let alarms = deployment.get("Alarms");
    alarms.is_some_and(|own| {
        let names = own.get("AlarmNames").and_then(Node::as_list);
        names.is_some_and(<[Node]>::is_empty)
            && own.get("Enable").and_then(Node::as_bool) == Some(false)
    })
}

fn keeping() -> Said<CircuitBreaker> {
    let mut breaker = draft!(ecs::CircuitBreaker::new());
    say!(breaker.without_rollback());
    breaker.said()
}

/// Security groups, subnets and addresses of tasks that have interfaces of their own.
fn network<On: Launch>(
    mut draft: Draft<Service<On>>,
    service: &Writing<'_>,
) -> Result<Draft<Service<On>>, Why> {
    let [outer, inner] = NETWORK;
    let Some(network) = service.get(outer).and_then(|own| own.get(inner)) else {
        return Ok(draft);
    };
    let groups = network.get("SecurityGroups").and_then(Node::as_list);
    for group in groups.ok_or(Why::NoWord("its security groups"))? {
        let group = service.security_group(group);
        let group = group.ok_or(Why::NoWord("a security group that comes after it"))?;
        say!(draft.security_group(group));
    }
    let subnets = network.get("Subnets");
    let subnets = subnets.ok_or(Why::NoWord("a service without subnets"))?;
    let kind = service
        .get("Cluster")
        .and_then(refers_to)
        .filter(|id| service.world.makes(id))
        .and_then(|_| service.world.made_before(service.only("AWS::EC2::VPC")?))
        .and_then(|vpc| service.kind_of(vpc, subnets));
    match kind {
        Some(SubnetKind::Private) => {}
        Some(kind) => {
            let kind = variant("ec2", "SubnetKind", kind);
            say!(draft.subnets(kind));
        }
        None => {
            let place = Place::References("AWS::EC2::Subnet", None);
            let subnets: Said<Value<List<SubnetId>>> = service.value(subnets, place);
            say!(draft.subnets(subnets));
        }
    }
    // Fargate gives tasks addresses where it is said, and in subnets that are known to be public.
    let is_default_public = kind == Some(SubnetKind::Public);
    let address = network.get("AssignPublicIp").and_then(Node::as_str);
    match address {
        Some("ENABLED") if !is_default_public => say!(draft.public_ip()),
        Some("DISABLED") if is_default_public => say!(draft.without_public_ip()),
        _ => {}
    }
    Ok(draft)
}

type Registered = (Said<TargetGroupHandle>, Said<Value<Str>>, Said<u16>);

/// A target group, and which container is registered there on which port.
fn registered(service: &Writing<'_>, node: &Node) -> Option<Registered> {
    let port = u16::try_from(integer(node.get("ContainerPort")?)?).ok()?;
    let group = elb::target_group(service, node.get("TargetGroupArn")?, Some(port))?;
    let port = number(port);
    let container = service.value(node.get("ContainerName")?, Place::Text);
    Some((group, container, port))
}

/// A strategy of capacity providers, by their names.
fn providers<On: Launch + 'static>(
    service: &Writing<'_>,
    strategy: &Node,
) -> Option<Said<Vec<CapacityProvider<On>>>> {
    const PROVIDER: &str = "AWS::ECS::CapacityProvider";
    let all = strategy.as_list()?.iter().map(|own| {
        let name = own.get("CapacityProvider")?;
        let count = |name: &str| -> Option<u32> {
            let count = own.get(name).map(integer)?;
            u32::try_from(count?).ok()
        };
        let name = service.value(name, Place::Reference(PROVIDER, None));
        let of_fargate = TypeId::of::<On>() == TypeId::of::<Fargate>();
        let word = own.get("CapacityProvider").and_then(Node::as_str);
        let mut provider: Draft<CapacityProvider<On>> = draft!(ecs::CapacityProvider::named(name));
        // The same by their own words, which only a type of Fargate has.
        match word.filter(|_| of_fargate) {
            Some("FARGATE") => provider.code = draft!(ecs::CapacityProvider::fargate()).code,
            Some("FARGATE_SPOT") => {
                provider.code = draft!(ecs::CapacityProvider::fargate_spot()).code;
            }
            _ => {}
        }
        say!(provider.base?(count("Base").map(number)));
        let weight = count("Weight").filter(|weight| *weight != 1);
        say!(provider.weight?(weight.map(number)));
        Some(provider.said())
    });
    let all: Vec<Said<CapacityProvider<On>>> = all.collect::<Option<_>>()?;
    Some(Said {
        code: Expression::List(all.iter().map(|own| own.code.clone()).collect()),
        value: all.into_iter().map(|own| own.value).collect(),
    })
}

fn platform(service: &Writing<'_>) -> Option<Said<PlatformVersion>> {
    let word = match service.get("PlatformVersion")?.as_str()? {
        "LATEST" => PlatformVersion::Latest,
        "1.4.0" => PlatformVersion::V1_4_0,
        "1.0.0" => PlatformVersion::V1_0_0,
        _ => return None,
    };
    Some(variant("ecs", "PlatformVersion", word))
}

/// So many percent.
pub fn percent(share: i64) -> Option<Said<Percent>> {
    let share = i32::try_from(share).ok()?;
    let units = Path {
        module: "units",
        import: "PercentExt",
        path: "PercentExt".into(),
    };
    Some(Said {
        value: share.percent(),
        code: Expression::Extended(units, share.to_string(), "percent"),
    })
}
