use std::time::Duration;

use stackwright_cfn::autoscaling::auto_scaling_group::LifecycleHookSpecification;
use stackwright_core::{IntoValue, Str, Value, With};

use crate::iam::RoleHandle;
use crate::units::whole_seconds;

/// A pause in the life of an instance, in which something else does its work: at its launch, or
/// at its end.
///
/// It stands within the group, so it is there before the first instance and goes after the last;
/// one beside the group, as AWS CDK makes it, goes first, and the last instances end without it.
///
/// <https://docs.aws.amazon.com/autoscaling/ec2/userguide/lifecycle-hooks.html>
///
/// ```
/// use stackwright_aws::autoscaling::{LifecycleHook, LifecycleTransition};
/// use stackwright_aws::units::DurationExt;
///
/// let hook = LifecycleHook::new("copy-logs", LifecycleTransition::Terminating).timeout(10.minutes());
/// ```
#[derive(Clone, Debug)]
pub struct LifecycleHook {
    name: Value<Str>,
    transition: LifecycleTransition,
    timeout: Option<Duration>,
    goes_on: bool,
    metadata: Option<Value<Str>>,
    target: Option<(Value<Str>, RoleHandle)>,
}

/// When an instance pauses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum LifecycleTransition {
    /// Before it is in service.
    Launching,
    /// Before it ends.
    Terminating,
}

impl LifecycleHook {
    /// A pause under a name that is the only one in its group: letters, digits, `-`, `_`, `/`.
    pub fn new(name: impl IntoValue<Str>, transition: LifecycleTransition) -> Self {
        LifecycleHook {
            name: name.into_value(),
            transition,
            timeout: None,
            goes_on: false,
            metadata: None,
            target: None,
        }
    }

    /// How long it pauses at most: 30 seconds to 2 hours; an hour, if this is not said.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// Goes on when the time is over, instead of giving the instance up.
    pub fn or_continue(mut self) -> Self {
        self.goes_on = true;
        self
    }

    /// What is told along with it.
    pub fn metadata(mut self, text: impl IntoValue<Str>) -> Self {
        self.metadata = Some(text.into_value());
        self
    }

    /// Tells a topic of SNS or a queue of SQS, by its ARN, in the name of a role that may.
    /// EventBridge is told without this.
    pub fn notify(mut self, arn: impl IntoValue<Str>, role: impl Into<RoleHandle>) -> Self {
        self.target = Some((arn.into_value(), role.into()));
        self
    }

    pub(super) fn into_property(self) -> LifecycleHookSpecification {
        let transition = match self.transition {
            LifecycleTransition::Launching => "autoscaling:EC2_INSTANCE_LAUNCHING",
            LifecycleTransition::Terminating => "autoscaling:EC2_INSTANCE_TERMINATING",
        };
        LifecycleHookSpecification::new()
            .lifecycle_hook_name(self.name)
            .lifecycle_transition(transition)
            .default_result(if self.goes_on { "CONTINUE" } else { "ABANDON" })
            .with(self.timeout, |hook, timeout| {
                hook.heartbeat_timeout(whole_seconds(timeout))
            })
            .with(self.metadata, |hook, text| hook.notification_metadata(text))
            .with(self.target, |hook, (arn, role)| {
                hook.notification_target_arn(arn.assume::<stackwright_cfn::kind::sns::TopicArn>())
                    .role_arn(role.arn())
            })
    }
}
