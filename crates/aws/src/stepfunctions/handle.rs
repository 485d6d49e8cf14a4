use stackwright_cfn::stepfunctions as cfn;
use stackwright_core::{Construct, IntoValue, Scope, Str, Value, handle};
#[cfg(feature = "cloudwatch")]
use stackwright_core::{Handle, NodeId, ResourceHandle, Text};

use crate::cloudwatch::Metric;
#[cfg(feature = "cloudwatch")]
use crate::cloudwatch::{Alarm, MissingData, RecommendedAlarms};
use crate::ec2::{Connectable, Guarded, SecurityGroupHandle};
#[cfg(feature = "events")]
use crate::events::Target;
use crate::iam::{Grant, Statement};
use crate::link::Link;
use crate::shared::arn;

handle! {
    /// Names a state machine.
    pub struct StateMachineHandle(cfn::StateMachineHandle);
}

impl Connectable for StateMachineHandle {
    /// What guards the tasks that it runs.
    fn guarded_by(self, scope: Scope<'_>) -> Option<SecurityGroupHandle> {
        Guarded::group(scope, self)
    }
}

impl StateMachineHandle {
    /// A link for who starts it: the right, and its ARN as `.._ARN`.
    ///
    /// <https://docs.aws.amazon.com/step-functions/latest/dg/concept-create-iam-advanced.html>
    pub fn start(self) -> Link {
        let start = Statement::allow(["states:StartExecution"]).on([self.arn()]);
        Link::to(self)
            .right(Grant::from(start))
            .env("ARN", self.arn())
    }

    /// One of its metrics in `AWS/States`, by name, as `ExecutionTime`.
    ///
    /// <https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cw-metrics.html>
    pub fn metric(self, name: impl IntoValue<Str>) -> Metric {
        let arn: Value<Str> = self.arn().assume();
        Metric::new("AWS/States", name).dimension("StateMachineArn", arn)
    }

    /// How often it has failed.
    pub fn failed(self) -> Metric {
        self.metric("ExecutionsFailed").sum()
    }

    /// How often it took too long.
    pub fn timed_out(self) -> Metric {
        self.metric("ExecutionsTimedOut").sum()
    }

    /// The alarms that somebody who has to answer for it wants to have.
    ///
    /// - `Failed`: it has failed.
    /// - `TimedOut`: it took too long.
    ///
    /// <https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cw-metrics.html>
    #[cfg(feature = "cloudwatch")]
    pub fn recommended_alarms(self) -> RecommendedAlarms {
        RecommendedAlarms::of(self.node(), alarms)
    }
}

#[cfg(feature = "cloudwatch")]
fn alarms(node: NodeId, _: Scope<'_>) -> Vec<(Text, Alarm)> {
    let machine = StateMachineHandle::from(cfn::StateMachineHandle::from_node(node));
    let alarm = |metric| Alarm::above(metric, 0.0).missing(MissingData::NotBreaching);
    vec![
        ("Failed".into(), alarm(machine.failed())),
        ("TimedOut".into(), alarm(machine.timed_out())),
    ]
}

#[cfg(feature = "events")]
impl From<StateMachineHandle> for Target {
    fn from(machine: StateMachineHandle) -> Self {
        let own: Value<Str> = machine.arn().assume();
        Target::construct(machine, own, "states:StartExecution", "StateMachine")
    }
}

/// A state machine that exists; see [`OneOffTask::imported`](super::OneOffTask::imported).
#[derive(Clone, Debug)]
pub struct ImportedStateMachine(pub(super) Value<Str>);

impl Construct for ImportedStateMachine {
    type Handle = StateMachineHandle;

    fn build(self, scope: Scope<'_>) -> StateMachineHandle {
        // `arn:aws:states:region:account:stateMachine:name`
        scope.define("Name", arn::part(&self.0, 6));
        scope.define("Ref", self.0.clone());
        scope.define("Arn", self.0);
        StateMachineHandle::new(scope)
    }
}
