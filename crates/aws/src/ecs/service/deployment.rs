use std::time::Duration;

use stackwright_cfn::ecs as cfn;
use stackwright_cfn::kind::cloudwatch::AlarmName;
use stackwright_core::{IntoValue, Scope, Value, With};

use super::hooks::Hook;
use super::strategy::Strategy;
use super::{DeploymentController, Options, Service};
use crate::ecs::launch::Launch;
use crate::units::{Percent, whole_minutes};

/// How one set of tasks takes the place of another.
#[derive(Clone, Debug, Default)]
pub(super) struct Deployment {
    pub breaker: Breaker,
    pub alarms: Vec<Value<AlarmName>>,
    pub ignores_alarms: bool,
    pub early: Option<EarlySuccess>,
    pub strategy: Strategy,
    pub bake: Option<Duration>,
    pub hooks: Vec<Hook>,
}

#[derive(Clone, Debug, Default)]
pub(super) enum Breaker {
    /// On, with a rollback, and AWS's threshold.
    #[default]
    Default,
    Off,
    Set(CircuitBreaker),
}

/// When a deployment whose tasks do not start counts as failed.
///
/// Unless said otherwise it is rolled back; a rollback that works makes CloudFormation report that
/// the update failed, with the old tasks running.
///
/// ```
/// use stackwright_aws::ecs::{CircuitBreaker, FailuresExt};
/// use stackwright_aws::units::PercentExt;
///
/// let quick = CircuitBreaker::after(5.failures());
/// let large = CircuitBreaker::after(20.percent()).unbounded();
/// let patient = CircuitBreaker::new().reset_on_healthy_task().without_rollback();
/// ```
///
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html>
#[derive(Clone, Debug, Default)]
pub struct CircuitBreaker {
    threshold: Option<Threshold>,
    resets: Option<bool>,
    keeps: bool,
}

/// How many failed tasks are too many.
///
/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ThresholdConfiguration.html>
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum Threshold {
    /// This many.
    Count(u32),
    /// This share of the tasks that are wanted, but at least 3 and at most 200 tasks.
    Bounded(Percent),
    /// This share of the tasks that are wanted, however few or many these are.
    Unbounded(Percent),
}

/// `5.failures()`
pub trait FailuresExt {
    /// This many tasks that fail.
    fn failures(self) -> Threshold;
}

impl FailuresExt for u32 {
    fn failures(self) -> Threshold {
        Threshold::Count(self)
    }
}

impl From<Percent> for Threshold {
    fn from(share: Percent) -> Self {
        Threshold::Bounded(share)
    }
}

impl CircuitBreaker {
    /// After AWS's default: half of the tasks that are wanted, but at least 3 and at most 200.
    pub fn new() -> Self {
        CircuitBreaker::default()
    }

    /// After so many failures: `5.failures()`, or a share of the tasks that are wanted, as
    /// `20.percent()`, of which at least 3 and at most 200 have to fail.
    pub fn after(threshold: impl Into<Threshold>) -> Self {
        CircuitBreaker {
            threshold: Some(threshold.into()),
            ..CircuitBreaker::default()
        }
    }

    /// Without the bounds of 3 and 200 tasks, for a share.
    pub fn unbounded(mut self) -> Self {
        if let Some(Threshold::Bounded(share)) = self.threshold {
            self.threshold = Some(Threshold::Unbounded(share));
        }
        self
    }

    /// Counts from the beginning whenever a task becomes healthy: what counts then is failures in
    /// a row.
    pub fn reset_on_healthy_task(mut self) -> Self {
        self.resets = Some(true);
        self
    }

    /// Counts all failures of a deployment, whatever becomes healthy in between.
    pub fn cumulative(mut self) -> Self {
        self.resets = Some(false);
        self
    }

    /// Ends a failed deployment without going back: the tasks that run stay as they are.
    pub fn without_rollback(mut self) -> Self {
        self.keeps = true;
        self
    }

    fn into_property(self) -> BreakerProperty {
        use cfn::service::ThresholdConfigurationType as Type;

        let threshold = self.threshold.map(|threshold| {
            let (kind, value) = match threshold {
                Threshold::Count(failures) => (Type::Count, i64::from(failures)),
                Threshold::Bounded(share) => (Type::BoundedPercent, share.rounded()),
                Threshold::Unbounded(share) => (Type::UnboundedPercent, share.rounded()),
            };
            cfn::service::ThresholdConfiguration::new()
                .r#type(kind)
                .value(value)
        });
        cfn::service::DeploymentCircuitBreaker::new()
            .enable(true)
            .rollback(!self.keeps)
            .with(threshold, |breaker, threshold| {
                breaker.threshold_configuration(threshold)
            })
            .with(self.resets, |breaker, resets| {
                breaker.reset_on_healthy_task(resets)
            })
    }
}

type BreakerProperty =
    cfn::service::DeploymentCircuitBreaker<stackwright_cfn::Set, stackwright_cfn::Set>;

/// When a deployment counts as done, before all of its tasks are healthy.
#[derive(Clone, Copy, Debug)]
pub(super) struct EarlySuccess {
    share: Percent,
    cleanup: Cleanup,
}

/// Whether a deployment that is [done early](Service::done_when_healthy) waits for the old tasks
/// to be gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Cleanup {
    /// It is done once they are.
    Blocking,
    /// It is done at once, and they go afterwards.
    Deferred,
}

impl<On: Launch> Service<On> {
    /// When a deployment whose tasks do not start counts as failed; after AWS's threshold with a
    /// rollback, if this is not said.
    pub fn circuit_breaker(mut self, breaker: CircuitBreaker) -> Self {
        self.options.deployment.breaker = Breaker::Set(breaker);
        self
    }

    /// Lets a deployment that fails go on trying, for hours, until somebody stops it.
    pub fn without_circuit_breaker(mut self) -> Self {
        self.options.deployment.breaker = Breaker::Off;
        self
    }

    /// Alarms that fail a deployment and roll it back: their names or handles.
    ///
    /// An alarm that is in `ALARM` when the deployment starts is not looked at during it. One on
    /// metrics of this very service would be needed by it and need it; then the service says the
    /// alarm's name as a text, and an alarm without a name gets one, made of its path.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-alarm-failure.html>
    pub fn deployment_alarms<A: IntoValue<AlarmName>>(
        mut self,
        alarms: impl IntoIterator<Item = A>,
    ) -> Self {
        let alarms = alarms.into_iter().map(IntoValue::into_value);
        self.options.deployment.alarms.extend(alarms);
        self
    }

    /// Ends a deployment that its alarms fail without going back.
    pub fn without_rollback_on_alarm(mut self) -> Self {
        self.options.deployment.ignores_alarms = true;
        self
    }

    /// Counts a deployment as done when this share of the new tasks is healthy, so that an update
    /// of the stack ends sooner; the old tasks go afterwards.
    pub fn done_when_healthy(self, share: Percent) -> Self {
        self.done_early(share, Cleanup::Deferred)
    }

    /// The same, and whether it waits for the old tasks to be gone.
    pub fn done_early(mut self, share: Percent, cleanup: Cleanup) -> Self {
        self.options.deployment.early = Some(EarlySuccess { share, cleanup });
        self
    }
}

impl Options {
    pub(super) fn deployment(&self, scope: Scope<'_>) -> cfn::service::DeploymentConfiguration {
        use cfn::service::SourceServiceRevisionCleanup;

        let said = &self.deployment;
        let breaker = match &said.breaker {
            Breaker::Off => None,
            // Only deployments that ECS makes have one.
            Breaker::Default
                if !matches!(self.controller, None | Some(DeploymentController::Ecs)) =>
            {
                None
            }
            Breaker::Default => Some(CircuitBreaker::new()),
            Breaker::Set(breaker) => Some(breaker.clone()),
        };
        let alarms = (!said.alarms.is_empty()).then(|| {
            cfn::service::DeploymentAlarms::new()
                .alarm_names(said.alarms.clone())
                .enable(true)
                .rollback(!said.ignores_alarms)
        });
        let early = said.early.map(|early| {
            cfn::service::DeploymentEarlySuccessCriteria::new()
                .enable(true)
                .healthy_percent(early.share.rounded())
                .source_service_revision_cleanup(match early.cleanup {
                    Cleanup::Blocking => SourceServiceRevisionCleanup::Blocking,
                    Cleanup::Deferred => SourceServiceRevisionCleanup::Deferred,
                })
        });
        let configuration = cfn::service::DeploymentConfiguration::new()
            .maximum_percent(self.max_running.rounded())
            .minimum_healthy_percent(self.min_healthy.rounded())
            .with(breaker, |configuration, breaker| {
                configuration.deployment_circuit_breaker(breaker.into_property())
            })
            .with(alarms, |configuration, alarms| configuration.alarms(alarms))
            .with(early, |configuration, early| {
                configuration.early_success_criteria(early)
            })
            .with(said.bake, |configuration, bake| {
                configuration.bake_time_in_minutes(whole_minutes(bake))
            });
        let configuration = said.strategy.apply(configuration);
        configuration.with(self.hooks(scope), |configuration, hooks| {
            configuration.lifecycle_hooks(hooks)
        })
    }
}
