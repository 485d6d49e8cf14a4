use crate::filled;
use std::ops::RangeInclusive;
use std::time::Duration;

use stackwright_cfn::autoscaling as cfn;
use stackwright_cfn::kind::sns::TopicArn;
use stackwright_core::{Construct, IntoValue, Scope, Str, Value, With, handle, non_empty};

use super::{GroupUpdate, LifecycleHook, MixedInstances, WarmPool};
use crate::ec2::{
    Connectable, Guarded, IntoSubnets, LaunchTemplate, LaunchTemplateHandle, SecurityGroupHandle,
    SubnetSelection, VpcHandle, instances,
};
use crate::units::whole_seconds;

/// A group of instances that grows and shrinks, and replaces those that fail.
///
/// Unless said otherwise: instances stand in the private subnets of the VPC, and where it has
/// none in its public ones; how many there are, of those that the sizes allow, is left to whoever
/// scales the group; an instance counts as failed when EC2 says so; a change of the launch
/// template leaves those that run alone.
///
/// It adds, unless it is given others:
/// - `LaunchTemplate`: the template, where it is given one still to be added.
/// - `SecurityGroup`: what guards the instances.
/// - `WarmPool`, if it has one.
///
/// # Findings
///
/// - `ECS172`: the VPC has no subnets.
///
/// Another VPC or a name replaces it.
///
/// <https://docs.aws.amazon.com/autoscaling/ec2/userguide/auto-scaling-groups.html>
///
/// ```
/// use stackwright_aws::autoscaling::AutoScalingGroup;
/// use stackwright_aws::ec2::{LaunchTemplate, Vpc};
/// use stackwright_core::App;
///
/// let app = App::new();
/// let stack = app.stack("Jobs");
/// let vpc = stack.add("Vpc", Vpc::new("10.0.0.0/16"));
/// stack.add("Workers", AutoScalingGroup::new(vpc, LaunchTemplate::new("m7g.large"), 0..=10));
/// ```
#[derive(Clone, Debug)]
pub struct AutoScalingGroup {
    pub(crate) template: Template,
    pub(crate) protects_new: bool,
    vpc: VpcHandle,
    sizes: RangeInclusive<u32>,
    desired: Option<u32>,
    name: Option<Value<Str>>,
    subnets: Option<SubnetSelection>,
    mixed: Option<MixedInstances>,
    update: Option<GroupUpdate>,
    health_checks: Vec<&'static str>,
    grace_period: Option<Duration>,
    default_warmup: Option<Duration>,
    cooldown: Option<Duration>,
    max_lifetime: Option<Duration>,
    rebalances: Option<bool>,
    termination: Vec<TerminationPolicy>,
    protection: Option<DeletionProtection>,
    hooks: Vec<LifecycleHook>,
    keeps_abandoned: bool,
    warm_pool: Option<WarmPool>,
    has_metrics: bool,
    topics: Vec<Value<TopicArn>>,
    balances_zones: bool,
}

/// A launch template: one to add, or one that was added.
#[derive(Clone, Debug)]
pub(crate) enum Template {
    Added(LaunchTemplateHandle),
    New(Box<LaunchTemplate>),
}

/// A launch template, still to be added or added.
#[derive(Clone, Debug)]
pub struct TemplateOf(Template);

impl From<LaunchTemplate> for TemplateOf {
    fn from(template: LaunchTemplate) -> Self {
        TemplateOf(Template::New(Box::new(template)))
    }
}

impl From<LaunchTemplateHandle> for TemplateOf {
    fn from(template: LaunchTemplateHandle) -> Self {
        TemplateOf(Template::Added(template))
    }
}

/// Which instance goes when a group shrinks.
///
/// <https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-termination-policies.html>
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TerminationPolicy {
    /// As AWS does it by itself.
    Default,
    /// Those that keep the shares of a mix.
    AllocationStrategy,
    /// Those by the oldest launch template.
    OldestLaunchTemplate,
    /// The one that is closest to its next hour of billing.
    ClosestToNextInstanceHour,
    /// The newest.
    NewestInstance,
    /// The oldest.
    OldestInstance,
}

impl TerminationPolicy {
    /// As AWS writes it.
    pub const fn as_str(self) -> &'static str {
        match self {
            TerminationPolicy::Default => "Default",
            TerminationPolicy::AllocationStrategy => "AllocationStrategy",
            TerminationPolicy::OldestLaunchTemplate => "OldestLaunchTemplate",
            TerminationPolicy::ClosestToNextInstanceHour => "ClosestToNextInstanceHour",
            TerminationPolicy::NewestInstance => "NewestInstance",
            TerminationPolicy::OldestInstance => "OldestInstance",
        }
    }
}

/// How a group is kept from being deleted.
pub use cfn::auto_scaling_group::DeletionProtection;

impl AutoScalingGroup {
    /// Instances in a VPC, by a launch template: at least and at most so many, as `0..=10`.
    pub fn new(
        vpc: impl Into<VpcHandle>,
        template: impl Into<TemplateOf>,
        sizes: RangeInclusive<u32>,
    ) -> Self {
        AutoScalingGroup {
            template: template.into().0,
            protects_new: false,
            vpc: vpc.into(),
            sizes,
            desired: None,
            name: None,
            subnets: None,
            mixed: None,
            update: None,
            health_checks: Vec::new(),
            grace_period: None,
            default_warmup: None,
            cooldown: None,
            max_lifetime: None,
            rebalances: None,
            termination: Vec::new(),
            protection: None,
            hooks: Vec::new(),
            keeps_abandoned: false,
            warm_pool: None,
            has_metrics: false,
            topics: Vec::new(),
            balances_zones: false,
        }
    }

    /// Names it. A named group cannot be replaced by CloudFormation.
    pub fn name(mut self, name: impl IntoValue<Str>) -> Self {
        self.name = Some(name.into_value());
        self
    }

    /// How many instances there are. **Every deployment of the group sets the number back to
    /// this**, whatever scaling has made of it: leave it out where something scales the group, as
    /// a capacity provider does. One outside of the sizes is `TPL174`.
    pub fn desired_capacity(mut self, count: u32) -> Self {
        self.desired = Some(count);
        self
    }

    /// The subnets that instances stand in.
    pub fn subnets(mut self, subnets: impl IntoSubnets) -> Self {
        self.subnets = Some(subnets.into_subnets());
        self
    }

    /// Takes instances of several types, on demand and from spare capacity. Spare capacity is
    /// replaced before it is taken back, unless [`capacity_rebalance`](Self::capacity_rebalance)
    /// says otherwise.
    pub fn mixed(mut self, mix: MixedInstances) -> Self {
        self.mixed = Some(mix);
        self
    }

    /// What becomes of instances that run when the template changes; they are left alone, if this
    /// is not said.
    pub fn update(mut self, update: impl Into<GroupUpdate>) -> Self {
        self.update = Some(update.into());
        self
    }

    /// Replaces instances that their load balancers find unhealthy, too.
    pub fn elb_health_checks(mut self) -> Self {
        self.health_checks.push("ELB");
        self
    }

    /// Replaces instances with a volume that fails, too.
    pub fn ebs_health_checks(mut self) -> Self {
        self.health_checks.push("EBS");
        self
    }

    /// How long failed checks do not count after an instance has started.
    pub fn health_check_grace_period(mut self, period: Duration) -> Self {
        self.grace_period = Some(period);
        self
    }

    /// How long a new instance takes until its metrics count.
    pub fn default_instance_warmup(mut self, time: Duration) -> Self {
        self.default_warmup = Some(time);
        self
    }

    /// How long simple scaling waits after it has changed the size.
    pub fn cooldown(mut self, time: Duration) -> Self {
        self.cooldown = Some(time);
        self
    }

    /// Replaces instances after this time, so that none is without the fixes of later images: a
    /// day to a year.
    pub fn max_instance_lifetime(mut self, time: Duration) -> Self {
        self.max_lifetime = Some(time);
        self
    }

    /// Whether spare capacity is replaced when AWS says that it is likely to be taken back.
    pub fn capacity_rebalance(mut self, yes: bool) -> Self {
        self.rebalances = Some(yes);
        self
    }

    /// Keeps new instances from going when the group shrinks. A capacity provider with
    /// [managed termination protection](crate::ecs::AsgCapacityProvider::termination_protection)
    /// says it by itself; **said without one, nothing ends the instances but people, and deleting
    /// the stack hangs on them**.
    pub fn new_instances_protected_from_scale_in(mut self) -> Self {
        self.protects_new = true;
        self
    }

    /// Which instance goes first when the group shrinks, in order.
    pub fn termination_policies(
        mut self,
        policies: impl IntoIterator<Item = TerminationPolicy>,
    ) -> Self {
        self.termination = policies.into_iter().collect();
        self
    }

    /// Keeps the group, or a group that has instances, from being deleted.
    ///
    /// <https://docs.aws.amazon.com/autoscaling/ec2/userguide/resource-deletion-protection.html>
    pub fn deletion_protection(mut self, protection: DeletionProtection) -> Self {
        self.protection = Some(protection);
        self
    }

    /// Pauses instances at their launch, or at their end.
    pub fn lifecycle_hook(mut self, hook: LifecycleHook) -> Self {
        self.hooks.push(hook);
        self
    }

    /// Keeps an instance whose end was given up by a hook, so that somebody can look at it.
    pub fn retain_abandoned(mut self) -> Self {
        self.keeps_abandoned = true;
        self
    }

    /// Keeps instances ready.
    pub fn warm_pool(mut self, pool: WarmPool) -> Self {
        self.warm_pool = Some(pool);
        self
    }

    /// Tells CloudWatch of its sizes by the minute, free of charge.
    pub fn group_metrics(mut self) -> Self {
        self.has_metrics = true;
        self
    }

    /// Tells a topic of SNS, by its ARN, of launches and ends, and of those that fail.
    pub fn notify(mut self, topic: impl IntoValue<TopicArn>) -> Self {
        self.topics.push(topic.into_value());
        self
    }

    /// Keeps the zones balanced even if one of them has no capacity: the group then stays
    /// smaller than is wanted.
    pub fn balanced_zones_only(mut self) -> Self {
        self.balances_zones = true;
        self
    }

    /// Whether some of its instances can be taken back.
    pub(crate) fn uses_spot(&self) -> bool {
        let by_template = match &self.template {
            Template::New(template) => template.is_spot(),
            Template::Added(_) => false,
        };
        by_template || self.mixed.as_ref().is_some_and(MixedInstances::has_spot)
    }
}

impl Construct for AutoScalingGroup {
    type Handle = AutoScalingGroupHandle;

    fn build(self, scope: Scope<'_>) -> AutoScalingGroupHandle {
        let has_spot = self.uses_spot();
        let subnets = instances::subnets(self.subnets, self.vpc, scope);
        let template = match self.template {
            Template::Added(template) => {
                if let Some(group) = Guarded::group(scope, template) {
                    Guarded::by(scope, group);
                }
                template
            }
            Template::New(mut template) => {
                template.groups = instances::groups(template.groups, self.vpc, scope);
                scope.add("LaunchTemplate", *template)
            }
        };
        let specification = cfn::auto_scaling_group::LaunchTemplateSpecification::new()
            .launch_template_id(template)
            .version(template.latest_version_number());
        let rebalances = self.rebalances.or(has_spot.then_some(true));
        let (mixed, single) = match self.mixed {
            Some(mix) => (Some(mix.into_property(specification)), None),
            None => (None, Some(specification)),
        };
        // That of EC2 is always made, and is not named beside others.
        let checks = filled(self.health_checks).map(|checks| checks.join(","));
        let hooks = self.hooks.into_iter().map(LifecycleHook::into_property);
        let notifications = self.topics.into_iter().map(|topic| {
            cfn::auto_scaling_group::NotificationConfiguration::new()
                .topic_arn(topic.assume::<stackwright_core::Json>())
                .notification_types([
                    "autoscaling:EC2_INSTANCE_LAUNCH",
                    "autoscaling:EC2_INSTANCE_LAUNCH_ERROR",
                    "autoscaling:EC2_INSTANCE_TERMINATE",
                    "autoscaling:EC2_INSTANCE_TERMINATE_ERROR",
                ])
        });
        let abandoned = self.keeps_abandoned.then(|| {
            let triggers = cfn::auto_scaling_group::RetentionTriggers::new()
                .terminate_hook_abandon(cfn::auto_scaling_group::TerminateHookAbandon::Retain);
            cfn::auto_scaling_group::InstanceLifecyclePolicy::new().retention_triggers(triggers)
        });
        let policies = self.termination.into_iter().map(TerminationPolicy::as_str);
        let group = cfn::AutoScalingGroup::new()
            .with(self.name, |group, name| group.auto_scaling_group_name(name))
            .min_size(*self.sizes.start())
            .max_size(*self.sizes.end())
            .with(self.desired, |group, count| group.desired_capacity(count))
            .with(subnets, |group, subnets| group.vpc_zone_identifier(subnets))
            .with(single, |group, template| group.launch_template(template))
            .with(mixed, |group, mix| group.mixed_instances_policy(mix))
            .with(checks, |group, checks| group.health_check_type(checks))
            .with(self.grace_period, |group, time| {
                group.health_check_grace_period(whole_seconds(time))
            })
            .with(self.default_warmup, |group, time| {
                group.default_instance_warmup(whole_seconds(time))
            })
            .with(self.cooldown, |group, time| {
                group.cooldown(whole_seconds(time).to_string())
            })
            .with(self.max_lifetime, |group, time| {
                group.max_instance_lifetime(whole_seconds(time))
            })
            .with(rebalances, |group, yes| group.capacity_rebalance(yes))
            .with(self.protects_new.then_some(true), |group, yes| {
                group.new_instances_protected_from_scale_in(yes)
            })
            .with(non_empty(policies), |group, names| {
                group.termination_policies(names)
            })
            .with(self.protection, |group, own| group.deletion_protection(own))
            .with(non_empty(hooks), |group, hooks| {
                group.lifecycle_hook_specification_list(hooks)
            })
            .with(abandoned, |group, policy| {
                group.instance_lifecycle_policy(policy)
            })
            .with(self.has_metrics.then_some(()), |group, ()| {
                let all = cfn::auto_scaling_group::MetricsCollection::new().granularity("1Minute");
                group.metrics_collection([all])
            })
            .with(non_empty(notifications), |group, all| {
                group.notification_configurations(all)
            })
            .with(self.balances_zones.then_some(()), |group, ()| {
                group.availability_zone_distribution(
                    cfn::auto_scaling_group::AvailabilityZoneDistribution::new()
                        .capacity_distribution_strategy(
                            cfn::auto_scaling_group::CapacityDistributionStrategy::BalancedOnly,
                        ),
                )
            });
        let group = scope.add("Resource", group);
        if let Some(update) = self.update {
            scope.of(group).update_policy(update.into_policy());
        }
        if let Some(pool) = self.warm_pool {
            scope.add("WarmPool", pool.into_resource(group));
        }
        scope.set_primary(group);
        scope.set_data(Exposed { template });
        AutoScalingGroupHandle::new(scope)
    }
}

/// What others need to know of a group.
struct Exposed {
    template: LaunchTemplateHandle,
}

handle! {
    /// Names an Auto Scaling group.
    pub struct AutoScalingGroupHandle(cfn::AutoScalingGroupHandle);
}

impl Connectable for AutoScalingGroupHandle {
    fn guarded_by(self, scope: Scope<'_>) -> Option<SecurityGroupHandle> {
        Guarded::group(scope, self)
    }
}

impl AutoScalingGroupHandle {
    /// The launch template of its instances.
    pub fn launch_template(self, scope: Scope<'_>) -> Option<LaunchTemplateHandle> {
        Some(scope.data::<Exposed>(self)?.template)
    }
}
