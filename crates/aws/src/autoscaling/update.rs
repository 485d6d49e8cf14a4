use std::time::Duration;

use stackwright_core::{AutoScalingInstanceRefresh, AutoScalingRollingUpdate, UpdatePolicy, With};

use crate::units::{Percent, PercentExt, whole_seconds};

/// What becomes of the instances that run when their launch template changes.
///
/// Unless it is said they are left alone, and new ones come by the new template.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatepolicy.html>
#[derive(Clone, Debug)]
pub struct GroupUpdate(Kind);

#[derive(Clone, Debug)]
enum Kind {
    Refresh(InstanceRefresh),
    Rolling(RollingUpdate),
    Replacing,
}

impl GroupUpdate {
    /// Makes a second group and goes over to it; the first goes when that is there.
    pub fn replacing() -> Self {
        GroupUpdate(Kind::Replacing)
    }

    pub(super) fn into_policy(self) -> UpdatePolicy {
        match self.0 {
            Kind::Refresh(refresh) => refresh.into_policy(),
            Kind::Rolling(rolling) => rolling.into_policy(),
            Kind::Replacing => UpdatePolicy::replacing_update(),
        }
    }
}

impl From<InstanceRefresh> for GroupUpdate {
    fn from(refresh: InstanceRefresh) -> Self {
        GroupUpdate(Kind::Refresh(refresh))
    }
}

impl From<RollingUpdate> for GroupUpdate {
    fn from(rolling: RollingUpdate) -> Self {
        GroupUpdate(Kind::Rolling(rolling))
    }
}

/// Auto Scaling replaces instances one after the other, new ones first: with a
/// [capacity provider](crate::ecs::AsgCapacityProvider) their tasks are moved before they end.
///
/// <https://docs.aws.amazon.com/autoscaling/ec2/userguide/asg-instance-refresh.html>
///
/// ```
/// use stackwright_aws::autoscaling::InstanceRefresh;
/// use stackwright_aws::units::{DurationExt, PercentExt};
///
/// let refresh = InstanceRefresh::new().max_healthy(150.percent()).warmup(2.minutes());
/// ```
#[derive(Clone, Debug)]
pub struct InstanceRefresh {
    min_healthy: Percent,
    max_healthy: Percent,
    warmup: Option<Duration>,
    bake: Option<Duration>,
    replaces_equal: bool,
}

impl Default for InstanceRefresh {
    fn default() -> Self {
        InstanceRefresh {
            min_healthy: 100.percent(),
            max_healthy: 110.percent(),
            warmup: None,
            bake: None,
            replaces_equal: false,
        }
    }
}

impl InstanceRefresh {
    /// All instances stay until new ones are there, up to a tenth more; those that are as the
    /// template says are left.
    pub fn new() -> Self {
        InstanceRefresh::default()
    }

    /// Which share of the group stays healthy; 100 percent, if this is not said.
    pub fn min_healthy(mut self, share: Percent) -> Self {
        self.min_healthy = share;
        self
    }

    /// How many instances there are at most, of those that are wanted: 100 to 200 percent, no
    /// more than 100 above the minimum; 110, if this is not said.
    pub fn max_healthy(mut self, share: Percent) -> Self {
        self.max_healthy = share;
        self
    }

    /// How long a new instance takes until it counts.
    pub fn warmup(mut self, time: Duration) -> Self {
        self.warmup = Some(time);
        self
    }

    /// How long it is watched at the end.
    pub fn bake(mut self, time: Duration) -> Self {
        self.bake = Some(time);
        self
    }

    /// Replaces instances that are as the template says, too.
    pub fn replace_all(mut self) -> Self {
        self.replaces_equal = true;
        self
    }

    fn into_policy(self) -> UpdatePolicy {
        UpdatePolicy::instance_refresh(
            AutoScalingInstanceRefresh::new()
                .min_healthy_percentage(self.min_healthy.rounded())
                .max_healthy_percentage(self.max_healthy.rounded())
                .skip_matching(!self.replaces_equal)
                .with(self.warmup, |own, time| {
                    own.instance_warmup(whole_seconds(time))
                })
                .with(self.bake, |own, time| own.bake_time(whole_seconds(time))),
        )
    }
}

/// CloudFormation ends instances in batches, and waits for the new ones.
#[derive(Clone, Debug)]
pub struct RollingUpdate {
    batch: u32,
    in_service: Option<u32>,
    pause: Option<Duration>,
    waits: bool,
}

impl Default for RollingUpdate {
    fn default() -> Self {
        RollingUpdate {
            batch: 1,
            in_service: None,
            pause: None,
            waits: false,
        }
    }
}

impl RollingUpdate {
    /// One instance at a time.
    pub fn new() -> Self {
        RollingUpdate::default()
    }

    /// How many are replaced at a time.
    pub fn batch(mut self, size: u32) -> Self {
        self.batch = size;
        self
    }

    /// How many stay in service: fewer than the greatest size of the group.
    pub fn min_in_service(mut self, count: u32) -> Self {
        self.in_service = Some(count);
        self
    }

    /// How long it waits after a batch: up to an hour.
    pub fn pause(mut self, time: Duration) -> Self {
        self.pause = Some(time);
        self
    }

    /// Waits for every new instance to send a signal, as long as the pause at most.
    pub fn wait_on_signals(mut self) -> Self {
        self.waits = true;
        self
    }

    fn into_policy(self) -> UpdatePolicy {
        let mut update = AutoScalingRollingUpdate::new().max_batch_size(self.batch);
        if let Some(count) = self.in_service {
            update = update.min_instances_in_service(count);
        }
        if let Some(pause) = self.pause {
            update = update.pause_time(format!("PT{}S", whole_seconds(pause)));
        }
        if self.waits {
            update = update.wait_on_signals();
        }
        UpdatePolicy::rolling_update(update)
    }
}
