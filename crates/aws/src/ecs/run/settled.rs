use stackwright_codes as codes;
use stackwright_core::{Expr, Handle, NodeId, Props, Scope, Text, Value};

use super::{Capacity, ContainerOverride, RunTask};
use crate::ec2::{Guarded, SecurityGroup, SecurityGroupHandle, VpcHandle};
use crate::ecs::capacity::{CapacityFact, Placement, Share};
use crate::ecs::standing::{Standing, has_interfaces, machines};
use crate::ecs::task::Exposed;
use crate::ecs::volume::ManagedVolumes;
use crate::ecs::{ClusterHandle, Compatibility, TaskHandle};
use crate::iam::{Grant, GrantExt};
use crate::{gathered, mapped};

/// Who asks ECS to run a task. Each has its own words for the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Starter {
    /// A rule of EventBridge.
    Rule,
    /// A schedule of EventBridge Scheduler.
    Schedule,
    /// A state of a state machine.
    State,
}

/// A run, now that it is known where it stands.
pub(crate) struct Run {
    pub cluster: ClusterHandle,
    pub task: TaskHandle,
    overrides: Vec<ContainerOverride>,
    /// Size and storage of the task, as ECS overrides them.
    of_task: Props,
    parameters: Props,
}

impl RunTask {
    /// Settles it for a construct that runs it: adds the task if it is to be added, by this id, and the
    /// group, and opens the ways.
    pub(crate) fn settle(self, id: Text, by: Starter, scope: Scope<'_>) -> Run {
        let cluster = self.cluster;
        let task = self.task.place(id.clone(), scope);
        let made_for = scope.data::<Exposed>(task).map(|exposed| exposed.on);
        let on = match &self.capacity {
            Capacity::Strategy(on, _) => *on,
            _ => made_for.unwrap_or(Compatibility::Fargate),
        };
        if let Some(why) = unfit(&self.capacity, on, made_for) {
            scope.report(codes::ECS144.finding(why));
        }
        if scope.data::<ManagedVolumes>(task).is_some() {
            let message = "the task has a volume that is made when it starts";
            scope.report(codes::ECS143.finding(message));
        }
        // Those of rules and schedules are seen in the template (OPS442).
        if by == Starter::State {
            check_names(task, &self.overrides, scope);
        }
        let home = cluster.home(scope);
        let vpc = self.vpc.or(home.map(|home| home.vpc));
        let shares: &[Share] = match &self.capacity {
            Capacity::Strategy(_, shares) => shares,
            _ => &[],
        };
        let network = match has_interfaces(on, task, scope) {
            true => {
                let groups = match self.groups.is_empty() {
                    true => gathered(vpc.map(|vpc| own_group(vpc, &id, scope))),
                    false => self.groups,
                };
                if let Some(group) = groups.first() {
                    task.open_ways(scope, *group);
                    guard(scope, &groups);
                }
                let said = self.subnets.as_ref();
                let standing = Standing::of("this task", said, self.public_ip, on, vpc, scope);
                Some(network(standing, groups, by))
            }
            false => {
                for group in machines(&self.groups, shares, scope) {
                    task.open_ways(scope, group);
                    Guarded::waits(scope, group);
                }
                None
            }
        };
        if self.exec {
            scope.grant(task.task_role(), cluster.exec_rights(scope));
        }
        if on != Compatibility::ManagedInstances {
            scope.record(CapacityFact::Runs {
                cluster: cluster.node(),
                service: scope.node(),
            });
        }
        let mut props = Props::new();
        let mut set = |key: &'static str, value: Option<Expr>| {
            if let Some(value) = value {
                props.set(key, value);
            }
        };
        let of_states = by == Starter::State;
        if of_states {
            set("Cluster", Some(cluster.arn().into_expr()));
        }
        let definition = if of_states {
            "TaskDefinition"
        } else {
            "TaskDefinitionArn"
        };
        set(definition, Some(task.reference().into_expr()));
        let count = if of_states { "Count" } else { "TaskCount" };
        set(count, self.count.map(|count| Expr::Int(count.into())));
        match self.capacity {
            Capacity::OfTask => set("LaunchType", launch_type(on).map(Expr::from)),
            Capacity::OfCluster => {}
            Capacity::Strategy(_, shares) => {
                let shares = mapped(shares, share);
                set("CapacityProviderStrategy", Some(Expr::List(shares)));
            }
        }
        set("NetworkConfiguration", network);
        let version = self.platform_version.map(|version| version.into_text());
        set("PlatformVersion", version.map(Value::into_expr));
        let Placement {
            strategies,
            constraints,
            ..
        } = self.placement;
        let strategies = mapped(strategies, |one| one.written());
        let constraints = mapped(constraints, |one| one.written());
        let is_some = |list: Vec<Expr>| (!list.is_empty()).then_some(Expr::List(list));
        set("PlacementConstraints", is_some(constraints));
        let key = match by {
            Starter::Rule => "PlacementStrategies",
            Starter::Schedule | Starter::State => "PlacementStrategy",
        };
        set(key, is_some(strategies));
        set("Group", self.group.map(Value::into_expr));
        set(
            "EnableExecuteCommand",
            self.exec.then_some(Expr::Bool(true)),
        );
        if !self.lacks_tags {
            set("EnableECSManagedTags", Some(Expr::Bool(true)));
            set("PropagateTags", Some(Expr::from("TASK_DEFINITION")));
        }
        let word = by.word();
        let mut of_task = Props::new();
        if let Some(size) = self.size {
            of_task.set(word("cpu"), Expr::Str(size.cpu_units().to_string().into()));
            of_task.set(
                word("memory"),
                Expr::Str(size.memory_mib().to_string().into()),
            );
        }
        if let Some(size) = self.storage {
            let size = Expr::object([(word("sizeInGiB"), Expr::Int(size.as_gib()))]);
            of_task.set(word("ephemeralStorage"), size);
        }
        Run {
            cluster,
            task,
            overrides: self.overrides,
            of_task,
            parameters: props,
        }
    }
}

impl Run {
    /// The right that who runs it needs.
    pub fn right(&self) -> Grant {
        self.task.run_in(self.cluster)
    }

    /// What is asked for, as the property of a target, or the arguments of a state.
    pub fn parameters(&self) -> Props {
        self.parameters.clone()
    }

    /// The paths that it takes something from.
    pub fn paths(&self) -> Vec<Text> {
        let mut paths: Vec<Text> = Vec::new();
        for path in self.overrides.iter().flat_map(ContainerOverride::paths) {
            if !paths.contains(path) {
                paths.push(path.clone());
            }
        }
        paths
    }

    /// What is said otherwise than in the task, if anything is; `at` writes what stands at a path: the
    /// key and the value.
    pub fn overrides(&self, by: Starter, at: &dyn Fn(Text) -> (Text, Expr)) -> Option<Expr> {
        let mut props = self.of_task.clone();
        let word = by.word();
        if !self.overrides.is_empty() {
            let own = self.overrides.iter().cloned();
            let own = own.map(|container| container.written(word, at));
            props.set(word("containerOverrides"), Expr::List(gathered(own)));
        }
        (!props.is_empty()).then_some(Expr::Map(props))
    }
}

impl Starter {
    /// How a key of ECS is written.
    fn word(self) -> fn(&'static str) -> Text {
        match self {
            Starter::Rule | Starter::Schedule => |key| key.into(),
            Starter::State => |key| {
                let (first, rest) = key.split_at(1);
                format!("{}{rest}", first.to_ascii_uppercase()).into()
            },
        }
    }
}

/// Why a task cannot run there.
fn unfit(
    capacity: &Capacity,
    on: Compatibility,
    made_for: Option<Compatibility>,
) -> Option<String> {
    match (capacity, made_for) {
        (Capacity::Strategy(..), Some(made_for)) if made_for != on => Some(format!(
            "the task is for {}, and is to run on {}",
            made_for.as_str(),
            on.as_str()
        )),
        (Capacity::OfTask, _) if on == Compatibility::ManagedInstances => {
            Some("the task is for MANAGED_INSTANCES, which have no launch type".to_owned())
        }
        _ => None,
    }
}

fn launch_type(on: Compatibility) -> Option<&'static str> {
    (on != Compatibility::ManagedInstances).then_some(on.as_str())
}

fn check_names(task: TaskHandle, overrides: &[ContainerOverride], scope: Scope<'_>) {
    let Some(exposed) = scope.data::<Exposed>(task) else {
        return;
    };
    for container in overrides {
        let name = container.name.expr();
        let known = &exposed.containers;
        let is_text = |expr: &Expr| expr.as_str().is_some();
        if !is_text(name) || known.iter().any(|(own, _)| own == name || !is_text(own)) {
            continue;
        }
        let own = known.iter().filter_map(|(own, _)| own.as_str());
        let message = format!(
            "`{}` is no container of the task, which has `{}`",
            name.as_str().unwrap_or_default(),
            gathered(own).join("`, `")
        );
        scope.report(codes::ECS142.finding(message));
    }
}

/// Kept on a construct that runs tasks: the VPC in which its own group is.
struct GroupIn(NodeId, SecurityGroupHandle);

/// The one group for all tasks that a construct runs in a VPC, `SecurityGroup`; of those in another
/// VPC, a group below the id of the run.
fn own_group(vpc: VpcHandle, id: &str, scope: Scope<'_>) -> SecurityGroupHandle {
    let known = scope.app().data::<GroupIn>(scope.node());
    match known {
        Some(known) if known.0 == vpc.node() => known.1,
        Some(_) => scope
            .scope(format!("{id}Network"))
            .add("SecurityGroup", SecurityGroup::new(vpc)),
        None => {
            let group = scope.add("SecurityGroup", SecurityGroup::new(vpc));
            scope.set_data(GroupIn(vpc.node(), group));
            group
        }
    }
}

/// Has the first group guard the construct, and the construct wait for the rules of all.
fn guard(scope: Scope<'_>, groups: &[SecurityGroupHandle]) {
    if Guarded::of_node(scope, scope.node()).is_none()
        && let Some(group) = groups.first()
    {
        Guarded::by(scope, *group);
    }
    for group in groups {
        Guarded::waits(scope, *group);
    }
}

fn network(standing: Standing, groups: Vec<SecurityGroupHandle>, by: Starter) -> Expr {
    let mut props = Props::new();
    if let Some(subnets) = standing.subnets {
        props.set("Subnets", subnets.into_expr());
    }
    if !groups.is_empty() {
        let groups = groups.into_iter().map(|group| group.group_id().into_expr());
        props.set("SecurityGroups", Expr::List(gathered(groups)));
    }
    if let Some(is_public) = standing.public_ip {
        let assign = if is_public { "ENABLED" } else { "DISABLED" };
        props.set("AssignPublicIp", Expr::from(assign));
    }
    let key = match by {
        Starter::Rule => "AwsVpcConfiguration",
        Starter::Schedule | Starter::State => "AwsvpcConfiguration",
    };
    Expr::object([(key, Expr::Map(props))])
}

fn share(share: Share) -> Expr {
    let mut props = Props::new();
    props.set("CapacityProvider", share.name.into_expr());
    if let Some(base) = share.base {
        props.set("Base", Expr::Int(base.into()));
    }
    props.set("Weight", Expr::Int(share.weight.into()));
    Expr::Map(props)
}
