use std::time::Duration;

use stackwright_cfn::ecs as cfn;
use stackwright_cfn::kind::cloudwatch::AlarmName;
use stackwright_core::{Construct, IntoValue, Scope, Str, Value, With, handle, sub};

use super::{DaemonTaskHandle, DaemonTaskOf};
use crate::ec2::Guarded;
use crate::ecs::named::own_name;
use crate::ecs::{CapacityFor, CapacityProvider, ClusterHandle, ManagedInstances};
use crate::iam::GrantExt;
use crate::units::{Percent, number, whole_minutes};

/// An agent on every managed instance of some capacity providers: one task of it on each, which ECS
/// starts before the tasks of services, and changes without them.
///
/// Unless said otherwise it is critical: an instance whose agent has ended or is unwell is drained
/// and replaced; on a change a quarter of the instances is replaced at a time; its tasks carry its
/// tags. On instances of one's own an agent is a service, [`daemon`](crate::ecs::Service::daemon).
///
/// It adds the task, named `Task`, where it is given one still to be added. It is named after its
/// cluster, its stack and its path, because ECS wants a name. Another cluster or another name
/// replaces it.
///
/// A capacity provider of another kind does not compile.
///
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/managed-daemons.html>
///
/// ```
/// use stackwright_aws::ec2::Vpc;
/// use stackwright_aws::ecs::{Cluster, Container, Daemon, DaemonTask, ManagedInstancesCapacityProvider};
/// use stackwright_aws::units::SizeExt;
/// use stackwright_core::App;
///
/// let app = App::new();
/// let stack = app.stack("Web");
/// let vpc = stack.add("Vpc", Vpc::new("10.0.0.0/16"));
/// let cluster = stack.add("Cluster", Cluster::new(vpc));
/// let managed = stack.add("Managed", ManagedInstancesCapacityProvider::new(cluster, vpc));
/// let agent = DaemonTask::new(256, 512.mib())
///     .container(Container::new("agent", "public.ecr.aws/example/agent:1").privileged());
/// stack.add("Agent", Daemon::new(cluster, agent, managed));
/// ```
///
/// ```compile_fail,E0277
/// use stackwright_aws::ecs::{CapacityProvider, ClusterHandle, Daemon, DaemonTask};
///
/// fn build(cluster: ClusterHandle, agent: DaemonTask) -> Daemon {
///     Daemon::new(cluster, agent, CapacityProvider::fargate())
/// }
/// ```
#[derive(Clone, Debug)]
pub struct Daemon {
    cluster: ClusterHandle,
    task: DaemonTaskOf,
    providers: Vec<CapacityProvider<ManagedInstances>>,
    name: Option<Value<Str>>,
    is_critical: bool,
    drain: Option<Percent>,
    bake: Option<Duration>,
    alarms: Vec<Value<AlarmName>>,
    exec: bool,
    keeps_tags: bool,
    lacks_managed_tags: bool,
}

impl Daemon {
    /// An agent on the instances of a capacity provider, or of several, of a cluster.
    pub fn new(
        cluster: impl Into<ClusterHandle>,
        task: impl Into<DaemonTaskOf>,
        capacity: impl CapacityFor<ManagedInstances>,
    ) -> Self {
        Daemon {
            cluster: cluster.into(),
            task: task.into(),
            providers: capacity.strategy(),
            name: None,
            is_critical: true,
            drain: None,
            bake: None,
            alarms: Vec::new(),
            exec: false,
            keeps_tags: false,
            lacks_managed_tags: false,
        }
    }

    /// A daemon that exists, by its ARN.
    pub fn imported(arn: impl IntoValue<Str>) -> ImportedDaemon {
        ImportedDaemon(arn.into_value())
    }

    /// Names it: at most 255 letters, digits, `-` and `_`. A named daemon cannot be replaced by
    /// CloudFormation within its cluster.
    pub fn name(mut self, name: impl IntoValue<Str>) -> Self {
        self.name = Some(name.into_value());
        self
    }

    /// Leaves an instance as it is when its agent has ended or is unwell, and starts tasks without
    /// waiting for it.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/managed-daemons-auto-repair.html>
    pub fn non_critical(mut self) -> Self {
        self.is_critical = false;
        self
    }

    /// Which share of the instances is drained at a time when the agent changes, up to 100 percent;
    /// 25, if this is not said.
    pub fn drain(mut self, share: Percent) -> Self {
        self.drain = Some(share);
        self
    }

    /// How long the old agents could still come back after a change, in which alarms are watched:
    /// at most a day, in minutes.
    pub fn bake(mut self, duration: Duration) -> Self {
        self.bake = Some(duration);
        self
    }

    /// Alarms that undo a change: their names or handles.
    pub fn deployment_alarms<A: IntoValue<AlarmName>>(
        mut self,
        alarms: impl IntoIterator<Item = A>,
    ) -> Self {
        self.alarms
            .extend(alarms.into_iter().map(IntoValue::into_value));
        self
    }

    /// Lets people open a shell in its containers, and gives the task role the rights that this
    /// needs.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html>
    pub fn exec(mut self) -> Self {
        self.exec = true;
        self
    }

    /// Keeps its tags from its tasks.
    pub fn without_tag_propagation(mut self) -> Self {
        self.keeps_tags = true;
        self
    }

    /// Leaves out the tags with the names of cluster and daemon that ECS gives tasks, by which costs
    /// are told apart.
    pub fn without_managed_tags(mut self) -> Self {
        self.lacks_managed_tags = true;
        self
    }
}

/// What others need to know of a daemon.
struct Exposed {
    task: DaemonTaskHandle,
}

impl Construct for Daemon {
    type Handle = DaemonHandle;

    fn build(self, scope: Scope<'_>) -> DaemonHandle {
        let task = self.task.place(scope);
        if self.exec {
            scope.grant(task.task_role(), self.cluster.exec_rights(scope));
        }
        let guards = self.providers.iter().filter_map(|provider| {
            let share = provider.clone().into_share();
            Guarded::of_node(scope, share.construct?)
        });
        guards.for_each(|group| task.open_ways(scope, group));
        let providers = self.providers.into_iter().map(arn);
        let alarms = (!self.alarms.is_empty()).then(|| {
            cfn::daemon::DaemonAlarmConfiguration::new()
                .alarm_names(self.alarms)
                .enable(true)
        });
        let is_said = self.drain.is_some() || self.bake.is_some() || alarms.is_some();
        let deployment = is_said.then(|| {
            cfn::daemon::DaemonDeploymentConfiguration::new()
                .with(self.drain, |own, share| {
                    own.drain_percent(number(share.value()))
                })
                .with(self.bake, |own, time| {
                    own.bake_time_in_minutes(whole_minutes(time))
                })
                .with(alarms, |own, alarms| own.alarms(alarms))
        });
        let name = self.name.unwrap_or_else(|| {
            // Another cluster replaces it: the new one has another name while both are there.
            let cluster: Value<Str> = self.cluster.reference().assume();
            let name = own_name(scope);
            sub!("{cluster}-{name}")
        });
        let daemon = cfn::Daemon::new()
            .daemon_name(name)
            .cluster_arn(self.cluster.arn())
            .capacity_provider_arns(providers.collect::<Vec<_>>())
            .daemon_task_definition_arn(task)
            .with((!self.is_critical).then_some(false), |daemon, no| {
                daemon.critical(no)
            })
            .with(deployment, |daemon, own| {
                daemon.deployment_configuration(own)
            })
            .with(self.exec.then_some(true), |daemon, yes| {
                daemon.enable_execute_command(yes)
            })
            .enable_ecs_managed_tags(!self.lacks_managed_tags)
            .propagate_tags(match self.keeps_tags {
                true => cfn::daemon::PropagateTags::None,
                false => cfn::daemon::PropagateTags::Daemon,
            });
        scope.set_primary(scope.add("Resource", daemon));
        scope.set_data(Exposed { task });
        DaemonHandle::new(scope)
    }
}

fn arn(provider: CapacityProvider<ManagedInstances>) -> Value<Str> {
    let name: Value<Str> = provider.into_share().name.assume();
    sub!("arn:{AWS::Partition}:ecs:{AWS::Region}:{AWS::AccountId}:capacity-provider/{name}")
}

/// A daemon that exists; see [`Daemon::imported`].
#[derive(Clone, Debug)]
pub struct ImportedDaemon(Value<Str>);

impl Construct for ImportedDaemon {
    type Handle = DaemonHandle;

    fn build(self, scope: Scope<'_>) -> DaemonHandle {
        scope.define("Ref", self.0.clone());
        scope.define("DaemonArn", self.0);
        DaemonHandle::new(scope)
    }
}

handle! {
    /// Names a daemon.
    pub struct DaemonHandle(cfn::DaemonHandle);
}

impl DaemonHandle {
    /// What it runs; nothing for one that was imported.
    pub fn task(self, scope: Scope<'_>) -> Option<DaemonTaskHandle> {
        Some(scope.data::<Exposed>(self)?.task)
    }
}
