use stackwright_cfn::autoscaling as cfn;
use stackwright_core::With;

/// Instances that are started already and wait: a group grows in seconds instead of minutes.
///
/// An instance with ECS joins its cluster when it is started: for a pool of a
/// [capacity provider](crate::ecs::AsgCapacityProvider) say `ECS_WARM_POOLS_CHECK=true` in the
/// settings of the agent, which then waits until the instance is taken. Spot and mixed instances
/// have no pool.
///
/// <https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-warm-pools.html>
#[derive(Clone, Debug, Default)]
pub struct WarmPool {
    min: Option<u32>,
    max: Option<u32>,
    state: Option<PoolState>,
    is_reused: bool,
}

/// What an instance is in that waits.
pub use cfn::warm_pool::PoolState;

impl WarmPool {
    /// As many stopped instances as the group could still grow by.
    pub fn new() -> Self {
        WarmPool::default()
    }

    /// How many wait at least; none, if this is not said.
    pub fn min(mut self, count: u32) -> Self {
        self.min = Some(count);
        self
    }

    /// How many there are at most together with those in service.
    pub fn max_prepared(mut self, count: u32) -> Self {
        self.max = Some(count);
        self
    }

    /// What they wait in; stopped, if this is not said, which costs their volumes alone.
    pub fn state(mut self, state: PoolState) -> Self {
        self.state = Some(state);
        self
    }

    /// Puts instances back into the pool when the group shrinks, instead of ending them.
    pub fn reused(mut self) -> Self {
        self.is_reused = true;
        self
    }

    pub(super) fn into_resource(self, group: cfn::AutoScalingGroupHandle) -> cfn::WarmPool {
        cfn::WarmPool::new()
            .auto_scaling_group_name(group)
            .with(self.min, |pool, count| pool.min_size(count))
            .with(self.max, |pool, count| {
                pool.max_group_prepared_capacity(count)
            })
            .with(self.state, |pool, state| pool.pool_state(state))
            .with(self.is_reused.then_some(true), |pool, yes| {
                pool.instance_reuse_policy(
                    cfn::warm_pool::InstanceReusePolicy::new().reuse_on_scale_in(yes),
                )
            })
    }
}
