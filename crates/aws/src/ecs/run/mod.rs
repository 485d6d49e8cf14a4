//! How a task is run without a service: by a schedule, a rule, a state machine.
//!
//! `overrides` has what is said otherwise than in the task, `settled` what a run comes to, in the words
//! of whoever asks ECS for it.

mod overrides;
mod settled;

use stackwright_core::{IntoValue, Str, Value};

pub use self::overrides::ContainerOverride;
pub(crate) use self::settled::Starter;
use super::capacity::{CapacityFor, Placement, PlacementConstraint, PlacementStrategy, Share};
use super::launch::{Compatibility, Launch};
use super::{AnyTask, CapacityProvider, ClusterHandle, PlatformVersion, TaskHandle, TaskSize};
use crate::ec2::{IntoSubnets, SecurityGroupHandle, SubnetSelection, VpcHandle};
use crate::gathered;
use crate::units::Size;

/// One run of a task, for who starts one without a service: what a
/// `ScheduledTask`, a target of a rule or a step of a `OneOffTask` runs, and how.
///
/// Unless said otherwise: one task, on what the task is made for, as Fargate; in the private subnets of
/// the cluster's VPC, and where it has none, in its public ones with an address of its own; behind a
/// group that who runs it adds, `SecurityGroup`, one for all tasks that it runs. The ways that the
/// containers' links go are opened to it. Tasks carry the tags of their task definition.
///
/// ```
/// use stackwright_aws::ecs::{ClusterHandle, ContainerOverride, RunTask, TaskHandle};
/// # fn build(cluster: ClusterHandle, report: TaskHandle) -> RunTask {
/// RunTask::new(cluster, report)
///     .overriding(ContainerOverride::new("report").command(["report", "--month"]))
/// # }
/// ```
///
/// # Findings
///
/// - `ECS111`: there are no subnets.
/// - `ECS142`: the task has no container of the name that is overridden.
/// - `ECS143`: the task has volumes that nobody describes when it starts.
/// - `ECS144`: the task is made for another kind of capacity, or needs a capacity provider.
///
/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html>
#[derive(Clone, Debug)]
pub struct RunTask {
    cluster: ClusterHandle,
    task: AnyTask,
    capacity: Capacity,
    count: Option<u32>,
    vpc: Option<VpcHandle>,
    subnets: Option<SubnetSelection>,
    groups: Vec<SecurityGroupHandle>,
    public_ip: Option<bool>,
    platform_version: Option<PlatformVersion>,
    placement: Placement,
    group: Option<Value<Str>>,
    exec: bool,
    lacks_tags: bool,
    size: Option<TaskSize>,
    storage: Option<Size>,
    overrides: Vec<ContainerOverride>,
}

/// Where a task runs.
#[derive(Clone, Debug)]
enum Capacity {
    /// On what it is made for.
    OfTask,
    Strategy(Compatibility, Vec<Share>),
    OfCluster,
}

impl RunTask {
    /// Runs a task, or the task that another construct has added, in a cluster.
    pub fn new(cluster: impl Into<ClusterHandle>, task: impl Into<AnyTask>) -> Self {
        RunTask {
            cluster: cluster.into(),
            task: task.into(),
            capacity: Capacity::OfTask,
            count: None,
            vpc: None,
            subnets: None,
            groups: Vec::new(),
            public_ip: None,
            platform_version: None,
            placement: Placement::default(),
            group: None,
            exec: false,
            lacks_tags: false,
            size: None,
            storage: None,
            overrides: Vec::new(),
        }
    }

    /// The task, where that was added.
    pub(crate) fn added(&self) -> Option<TaskHandle> {
        self.task.added()
    }

    /// Where it runs: a capacity provider, as `CapacityProvider::fargate_spot()`, or a strategy of
    /// several. Managed instances need it: they have no launch type.
    pub fn on<On: Launch>(mut self, capacity: impl CapacityFor<On>) -> Self {
        let shares = capacity.strategy().into_iter();
        let shares = gathered(shares.map(CapacityProvider::into_share));
        self.capacity = Capacity::Strategy(On::COMPATIBILITY, shares);
        self
    }

    /// Runs it where the [default strategy](super::Cluster::default_strategy) of the cluster says.
    pub fn capacity_of_cluster(mut self) -> Self {
        self.capacity = Capacity::OfCluster;
        self
    }

    /// Starts so many tasks at once: 1 to 10.
    pub fn count(mut self, tasks: u32) -> Self {
        self.count = Some(tasks);
        self
    }

    /// The subnets that it runs in: their ids, a kind of them, or a
    /// [selection](crate::ec2::SubnetSelection).
    pub fn subnets(mut self, subnets: impl IntoSubnets) -> Self {
        self.subnets = Some(subnets.into_subnets());
        self
    }

    /// Guards it with this group instead of one of its own; said again, with this one, too: at most 5.
    /// Connections open the first. The group lets out what the task reaches.
    pub fn security_group(mut self, group: impl Into<SecurityGroupHandle>) -> Self {
        self.groups.push(group.into());
        self
    }

    /// Gives it a public address: it needs one in public subnets, and cannot use it in private ones. It
    /// gets one in the public subnets of the VPC, if this is not said.
    pub fn public_ip(mut self) -> Self {
        self.public_ip = Some(true);
        self
    }

    /// Gives it no public address, wherever it runs.
    pub fn without_public_ip(mut self) -> Self {
        self.public_ip = Some(false);
        self
    }

    /// The VPC that it lives in, for a cluster whose VPC is not known.
    pub fn vpc(mut self, vpc: impl Into<VpcHandle>) -> Self {
        self.vpc = Some(vpc.into());
        self
    }

    /// The version of Fargate's platform; the latest one, if this is not said.
    pub fn platform_version(mut self, version: PlatformVersion) -> Self {
        self.platform_version = Some(version);
        self
    }

    /// Which instances it may be put on; said again, they hold together: at most 10.
    pub fn placement_constraint(mut self, constraint: PlacementConstraint) -> Self {
        self.placement.constraints.push(constraint);
        self
    }

    /// Which instances it is put on first: at most 5, followed in order.
    pub fn placement_strategies(
        mut self,
        strategies: impl IntoIterator<Item = PlacementStrategy>,
    ) -> Self {
        self.placement.strategies = gathered(strategies);
        self
    }

    /// The group that it is listed in; that of its family, if this is not said.
    pub fn group(mut self, name: impl IntoValue<Str>) -> Self {
        self.group = Some(name.into_value());
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

    /// Gives it no tags: neither those of its task definition nor those that ECS makes.
    pub fn without_tags(mut self) -> Self {
        self.lacks_tags = true;
        self
    }

    /// Gives it this size instead of the task's.
    pub fn size(mut self, size: TaskSize) -> Self {
        self.size = Some(size);
        self
    }

    /// Gives it this scratch space instead of the task's: 21 to 200 GiB.
    pub fn ephemeral_storage(mut self, size: Size) -> Self {
        self.storage = Some(size);
        self
    }

    /// Starts a container with another command, environment or size; said again, another one, too.
    pub fn overriding(mut self, container: ContainerOverride) -> Self {
        self.overrides.push(container);
        self
    }
}
