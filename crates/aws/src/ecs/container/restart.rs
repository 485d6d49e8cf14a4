use std::time::Duration;

use stackwright_cfn::ecs::task_definition as cfn;
use stackwright_core::With;

use crate::units::whole_seconds;
use crate::{filled, gathered};

/// Starts a container again when it ends, and leaves the task and its other containers running.
///
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/container-restart-policy.html>
///
/// ```
/// use stackwright_aws::ecs::{Container, RestartPolicy};
/// use stackwright_aws::units::DurationExt;
///
/// let policy = RestartPolicy::new().but_after([0]).not_before(180.seconds());
/// let agent = Container::new("agent", "public.ecr.aws/x-ray/aws-xray-daemon:3.x").restart(policy);
/// ```
#[derive(Clone, Debug, Default)]
pub struct RestartPolicy {
    ignored: Vec<i32>,
    period: Option<Duration>,
}

impl RestartPolicy {
    /// Whatever it ends with, unless it ended within 300 seconds of its start.
    pub fn new() -> Self {
        RestartPolicy::default()
    }

    /// But not where it ended with one of these exit codes: 50 at most.
    pub fn but_after(mut self, exit_codes: impl IntoIterator<Item = i32>) -> Self {
        self.ignored = gathered(exit_codes);
        self
    }

    /// How long it must have run to be started again: 60 to 1,800 seconds.
    pub fn not_before(mut self, period: Duration) -> Self {
        self.period = Some(period);
        self
    }

    pub(super) fn into_property(self) -> cfn::RestartPolicy {
        let ignored = filled(self.ignored);
        cfn::RestartPolicy::new()
            .enabled(true)
            .with(ignored, |policy, codes| policy.ignored_exit_codes(codes))
            .with(self.period, |policy, period| {
                policy.restart_attempt_period(whole_seconds(period))
            })
    }
}
