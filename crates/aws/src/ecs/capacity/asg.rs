use std::time::Duration;

use stackwright_cfn::ecs as cfn;
use stackwright_cfn::ecs::capacity_provider as parts;
use stackwright_core::{Construct, Handle, IntoValue, Scope, Str, Value, With, handle};

use super::association::CapacityFact;
use super::{AgentSettings, CapacityFor, CapacityProvider, EcsOptimizedImage};
use crate::autoscaling::{AutoScalingGroup, AutoScalingGroupHandle, How, Scales, Template};
use crate::ec2::{Connectable, Guarded, LaunchTemplate, SecurityGroupHandle};
use crate::ecs::{ClusterHandle, Ec2};
use crate::iam::{ManagedPolicy, Principal, Role};
use crate::units::{Percent, PercentExt, whole_seconds};

/// Instances of one's own as capacity of a cluster: ECS starts as many as the tasks need.
///
/// A group that is still to be added gets what instances of ECS need: the
/// [image](EcsOptimizedImage) for its type of instances, a role that may register them, user data
/// by which they join the cluster. Unless said otherwise, ECS scales the group so that its
/// instances are full, and moves the tasks off an instance before it ends.
///
/// It adds, unless it is given others:
/// - `Group`: the Auto Scaling group with its `LaunchTemplate` and `SecurityGroup`.
/// - `InstanceRole`: what the instances may do.
/// - below the cluster, `CapacityProviders`: the list of its providers and its default strategy,
///   which the cluster then no longer says itself. Services that run on a provider wait for it,
///   and are deleted before it: ECS removes no provider that is in use.
///
/// # When the stack is deleted
///
/// Services go first, then the list, the provider, the group with its instances, and the cluster.
/// What CloudFormation cannot see it cannot wait for: tasks that were started by hand or by a
/// schedule keep an instance draining until they end; stop them before. With
/// [`termination_protection`](Self::termination_protection) instances that still have tasks are
/// not ended at all, and the deletion hangs on them; AWS CDK turns that on by itself, this
/// construct does not.
///
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/enable-managed-instance-draining.html>
///
/// # Findings
///
/// - `ECS173`: providers of one cluster stand in several stacks.
/// - `ECS174`: the cluster is imported, and others write its list.
///
/// Another group or another name replaces it.
///
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/asg-capacity-providers.html>
///
/// ```
/// use stackwright_aws::autoscaling::AutoScalingGroup;
/// use stackwright_aws::ec2::{LaunchTemplate, Vpc};
/// use stackwright_aws::ecs::{AsgCapacityProvider, Cluster};
/// use stackwright_core::App;
///
/// let app = App::new();
/// let stack = app.stack("Web");
/// let vpc = stack.add("Vpc", Vpc::new("10.0.0.0/16"));
/// let cluster = stack.add("Cluster", Cluster::new(vpc));
/// let group = AutoScalingGroup::new(vpc, LaunchTemplate::new("m7g.large"), 0..=10);
/// stack.add("Instances", AsgCapacityProvider::new(cluster, group));
/// ```
#[derive(Clone, Debug)]
pub struct AsgCapacityProvider {
    cluster: ClusterHandle,
    group: Group,
    name: Option<Value<Str>>,
    scaling: Option<ManagedScaling>,
    drains: bool,
    protects: bool,
    agent: AgentSettings,
}

#[derive(Clone, Debug)]
enum Group {
    Added(AutoScalingGroupHandle),
    New(Box<AutoScalingGroup>),
}

/// An Auto Scaling group, still to be added or added.
#[derive(Clone, Debug)]
pub struct GroupOf(Group);

impl From<AutoScalingGroup> for GroupOf {
    fn from(group: AutoScalingGroup) -> Self {
        GroupOf(Group::New(Box::new(group)))
    }
}

impl From<AutoScalingGroupHandle> for GroupOf {
    fn from(group: AutoScalingGroupHandle) -> Self {
        GroupOf(Group::Added(group))
    }
}

/// How ECS scales a group.
///
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cluster-auto-scaling.html>
#[derive(Clone, Debug)]
pub struct ManagedScaling {
    target: Percent,
    min_step: Option<u32>,
    max_step: Option<u32>,
    warmup: Option<Duration>,
}

impl Default for ManagedScaling {
    fn default() -> Self {
        ManagedScaling {
            target: 100.percent(),
            min_step: None,
            max_step: None,
            warmup: None,
        }
    }
}

impl ManagedScaling {
    /// Until the instances are full.
    pub fn new() -> Self {
        ManagedScaling::default()
    }

    /// How full the instances are kept: 1 to 100 percent. With less than 100, there is room for
    /// a task at once.
    pub fn target_capacity(mut self, share: Percent) -> Self {
        self.target = share;
        self
    }

    /// How many instances are started at a time at least: 1 to 10,000; 1, if this is not said.
    pub fn min_step(mut self, count: u32) -> Self {
        self.min_step = Some(count);
        self
    }

    /// How many instances are started at a time at most: 1 to 10,000; 10,000, if this is not
    /// said.
    pub fn max_step(mut self, count: u32) -> Self {
        self.max_step = Some(count);
        self
    }

    /// How long a new instance takes until it counts: up to 10,000 seconds; 300, if this is not
    /// said.
    pub fn warmup(mut self, time: Duration) -> Self {
        self.warmup = Some(time);
        self
    }

    fn into_property(self) -> parts::ManagedScaling {
        parts::ManagedScaling::new()
            .status(parts::Status::Enabled)
            .target_capacity(self.target.rounded())
            .with(self.min_step, |own, count| {
                own.minimum_scaling_step_size(count)
            })
            .with(self.max_step, |own, count| {
                own.maximum_scaling_step_size(count)
            })
            .with(self.warmup, |own, time| {
                own.instance_warmup_period(whole_seconds(time))
            })
    }
}

impl AsgCapacityProvider {
    /// A group of instances, still to be added or added, as capacity of a cluster. One that was
    /// added has to bring what instances of ECS need.
    pub fn new(cluster: impl Into<ClusterHandle>, group: impl Into<GroupOf>) -> Self {
        AsgCapacityProvider {
            cluster: cluster.into(),
            group: group.into().0,
            name: None,
            scaling: Some(ManagedScaling::new()),
            drains: true,
            protects: false,
            agent: AgentSettings::new(),
        }
    }

    /// Names it; CloudFormation does, if this is not said. The name cannot begin with `aws`, `ecs`
    /// or `fargate`; in a stack whose name does, it is named after the stack behind `cp-`.
    pub fn name(mut self, name: impl IntoValue<Str>) -> Self {
        self.name = Some(name.into_value());
        self
    }

    /// How ECS scales the group.
    pub fn managed_scaling(mut self, scaling: ManagedScaling) -> Self {
        self.scaling = Some(scaling);
        self
    }

    /// Leaves the size of the group to others.
    pub fn without_managed_scaling(mut self) -> Self {
        self.scaling = None;
        self
    }

    /// Ends instances without moving their tasks before.
    pub fn without_managed_draining(mut self) -> Self {
        self.drains = false;
        self
    }

    /// Ends no instance that has tasks, when the group shrinks; for tasks that cannot be moved.
    /// New instances of a group still to be added are then protected from scale-in, which AWS
    /// wants. See [above](Self#when-the-stack-is-deleted) for what it costs.
    pub fn termination_protection(mut self) -> Self {
        self.protects = true;
        self
    }

    /// What the agent on the instances is told; for a group still to be added.
    pub fn agent(mut self, settings: AgentSettings) -> Self {
        self.agent = settings;
        self
    }
}

impl Construct for AsgCapacityProvider {
    type Handle = AsgCapacityProviderHandle;

    fn build(self, scope: Scope<'_>) -> AsgCapacityProviderHandle {
        let group = match self.group {
            Group::Added(group) => group,
            Group::New(mut group) => {
                group.protects_new |= self.protects;
                let mut agent = self.agent;
                if agent.drains_spot.is_none() && group.uses_spot() {
                    agent.drains_spot = Some(true);
                }
                if let Template::New(template) = &mut group.template {
                    equip(template, agent, self.cluster, scope);
                }
                scope.add("Group", *group)
            }
        };
        if let Some(guard) = group.guarded_by(scope) {
            Guarded::by(scope, guard);
        }
        if self.scaling.is_some() {
            Scales::say(group, How::Managed, scope);
        }
        let scaling = match self.scaling {
            Some(scaling) => scaling.into_property(),
            None => parts::ManagedScaling::new().status(parts::Status::Disabled),
        };
        let instances = parts::AutoScalingGroupProvider::new()
            .auto_scaling_group_arn(group)
            .managed_scaling(scaling)
            .managed_draining(match self.drains {
                true => parts::ManagedDraining::Enabled,
                false => parts::ManagedDraining::Disabled,
            })
            .managed_termination_protection(match self.protects {
                true => parts::ManagedTerminationProtection::Enabled,
                false => parts::ManagedTerminationProtection::Disabled,
            });
        let provider = cfn::CapacityProvider::new()
            .with(self.name, |provider, name| provider.name(name))
            .auto_scaling_group_provider(instances);
        let provider = scope.add("Resource", provider);
        scope.set_primary(provider);
        scope.record(CapacityFact::Listed {
            cluster: self.cluster.node(),
            provider: provider.node(),
        });
        scope.set_data(Exposed { group });
        AsgCapacityProviderHandle::new(scope)
    }
}

/// What others need to know of a provider.
struct Exposed {
    group: AutoScalingGroupHandle,
}

/// Gives a launch template what instances of ECS need.
fn equip(
    template: &mut LaunchTemplate,
    agent: AgentSettings,
    cluster: ClusterHandle,
    scope: Scope<'_>,
) {
    let image = template
        .image
        .get_or_insert_with(|| EcsOptimizedImage::for_type(&template.instance_type).into());
    template.joins = Some(agent.user_data(image.system, cluster.reference()));
    if template.role.is_none() && template.profile.is_none() {
        let policy = ManagedPolicy::aws("service-role/AmazonEC2ContainerServiceforEC2Role");
        let role = Role::new(Principal::service("ec2.amazonaws.com")).managed_policy(policy);
        template.role = Some(scope.add("InstanceRole", role));
    }
}

handle! {
    /// Names a capacity provider with instances of one's own.
    pub struct AsgCapacityProviderHandle(cfn::CapacityProviderHandle);
}

impl AsgCapacityProviderHandle {
    /// The group of its instances, to scale it where ECS does not; nothing for one that was imported.
    pub fn group(self, scope: Scope<'_>) -> Option<AutoScalingGroupHandle> {
        Some(scope.data::<Exposed>(self)?.group)
    }
}

impl Connectable for AsgCapacityProviderHandle {
    fn guarded_by(self, scope: Scope<'_>) -> Option<SecurityGroupHandle> {
        Guarded::group(scope, self)
    }
}

impl From<AsgCapacityProviderHandle> for CapacityProvider<Ec2> {
    fn from(provider: AsgCapacityProviderHandle) -> Self {
        CapacityProvider::of(provider)
    }
}

impl CapacityFor<Ec2> for AsgCapacityProviderHandle {
    fn strategy(self) -> Vec<CapacityProvider<Ec2>> {
        vec![self.into()]
    }
}
