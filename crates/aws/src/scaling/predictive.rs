use std::time::Duration;

use stackwright_cfn::applicationautoscaling as cfn;
use stackwright_core::{Construct, IntoValue, Scope, Str, Value, With};

use super::policy::{name_of, no_metric, only_with};
use super::said::{Pull, What};
use super::target::Scaled;
use super::target_tracking::label;
use super::{Bounds, ScalableTargetHandle, queries};
use crate::cloudwatch::Measure;
use crate::ecs::ServiceHandle;
use crate::elb::Target;
use crate::units::{Percent, number, whole_seconds};

/// Adds tasks before they are needed, by what the load was in the last two weeks.
///
/// Unless said otherwise it foretells only, and changes nothing: look at the forecast first, then
/// say [`forecast_and_scale`](Self::forecast_and_scale). It only ever adds tasks; something that
/// tracks a metric takes them away. It adds a policy, `Policy`.
///
/// ```
/// use stackwright_aws::ecs::ServiceHandle;
/// use stackwright_aws::scaling::PredictiveScaling;
/// use stackwright_aws::units::PercentExt;
/// # fn scaled(stack: stackwright_core::Scope<'_>, api: ServiceHandle) {
/// stack.add("Forecast", PredictiveScaling::new(api, 2..=40).cpu(60.percent()));
/// # }
/// ```
///
/// Findings: `ECS116` (no metric, or several), `ECS191` (other bounds), `ECS192` (names in
/// formulas).
///
/// <https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-predictive-scaling.html>
#[derive(Clone, Debug)]
pub struct PredictiveScaling {
    scaled: Scaled,
    loads: Vec<(Load, f64)>,
    mode: cfn::scaling_policy::Mode,
    buffer: Option<Duration>,
    above_max: Option<Percent>,
}

#[derive(Clone, Debug)]
enum Load {
    Pair(&'static str, Option<Value<Str>>),
    Measured {
        load: Box<Measure>,
        scaling: Box<Measure>,
    },
}

impl PredictiveScaling {
    /// Scales a service between two numbers of tasks.
    pub fn new(service: impl Into<ServiceHandle>, capacity: impl Into<Bounds>) -> Self {
        PredictiveScaling::scaling(Scaled::service(service, Some(capacity.into())))
    }

    /// Scales a target that was added or imported.
    pub fn of(target: impl Into<ScalableTargetHandle>) -> Self {
        PredictiveScaling::scaling(Scaled::Target(target.into()))
    }

    fn scaling(scaled: Scaled) -> Self {
        PredictiveScaling {
            scaled,
            loads: Vec::new(),
            mode: cfn::scaling_policy::Mode::ForecastOnly,
            buffer: None,
            above_max: None,
        }
    }

    /// By CPU: how much all tasks use is foretold, and each is to use this.
    pub fn cpu(self, target: Percent) -> Self {
        self.by(Load::Pair("ECSServiceCPUUtilization", None), target.value())
    }

    /// By memory: how much all tasks use is foretold, and each is to use this.
    pub fn memory(self, target: Percent) -> Self {
        self.by(
            Load::Pair("ECSServiceMemoryUtilization", None),
            target.value(),
        )
    }

    /// By requests: how many a load balancer gets is foretold, and each task is to get so many in a
    /// minute.
    pub fn requests_per_target(self, target: impl Into<Target>, requests: u32) -> Self {
        let target = target.into();
        let balancer = target.balancer.load_balancer_full_name().assume();
        self.requests_of(label(balancer, target.group), requests)
    }

    /// The same, by a label written by hand.
    pub fn requests_of(self, label: impl IntoValue<Str>, requests: u32) -> Self {
        let pair = Load::Pair("ALBRequestCount", Some(label.into_value()));
        self.by(pair, requests.into())
    }

    /// By metrics of one's own: `load` is what all tasks have to do, `scaling` what each does, which
    /// is to be near the target.
    pub fn metrics(
        self,
        load: impl Into<Measure>,
        scaling: impl Into<Measure>,
        target: impl Into<f64>,
    ) -> Self {
        let (load, scaling) = (Box::new(load.into()), Box::new(scaling.into()));
        self.by(Load::Measured { load, scaling }, target.into())
    }

    fn by(mut self, load: Load, target: f64) -> Self {
        self.loads.push((load, target));
        self
    }

    /// Scales by the forecast.
    pub fn forecast_and_scale(mut self) -> Self {
        self.mode = cfn::scaling_policy::Mode::ForecastAndScale;
        self
    }

    /// How long before they are needed tasks are started: up to an hour; 300 seconds, if this is
    /// not said.
    pub fn scheduling_buffer(mut self, time: Duration) -> Self {
        self.buffer = Some(time);
        self
    }

    /// Goes beyond the maximum where the forecast does, and leaves this share of the forecast as
    /// room. It stays below the maximum, if this is not said.
    pub fn above_maximum(mut self, room: Percent) -> Self {
        self.above_max = Some(room);
        self
    }
}

impl Construct for PredictiveScaling {
    type Handle = ScalableTargetHandle;

    fn build(self, scope: Scope<'_>) -> ScalableTargetHandle {
        if self.loads.len() != 1 {
            let message = match self.loads.len() {
                0 => "scaling without a metric".to_owned(),
                several => format!("a forecast by {several} loads, and a policy has one"),
            };
            let help = "say one thing to foretell, as `.cpu(60.percent())`";
            no_metric(message, help, scope);
        }
        let target = self.scaled.target(None, scope);
        let loads = self.loads.iter().take(1);
        let specifications: Vec<_> = loads
            .map(|(load, value)| load.written(*value, scope))
            .collect();
        let behavior = cfn::scaling_policy::MaxCapacityBreachBehavior::IncreaseMaxCapacity;
        let configuration = cfn::scaling_policy::PredictiveScalingPolicyConfiguration::new()
            .metric_specifications(specifications)
            .mode(self.mode)
            .with(self.buffer, |policy, time| {
                policy.scheduling_buffer_time(whole_seconds(time))
            })
            .with(self.above_max, |policy, room| {
                let policy = policy.max_capacity_breach_behavior(behavior);
                policy.max_capacity_buffer(room.rounded())
            });
        let place = scope.scope("Policy");
        let policy = cfn::ScalingPolicy::new()
            .policy_name(name_of(place))
            .policy_type(cfn::scaling_policy::PolicyType::PredictiveScaling)
            .scaling_target_id(target.reference())
            .predictive_scaling_policy_configuration(configuration)
            .build(place);
        only_with(policy, &self.scaled, scope);
        target.say(What::Pulls(Pull::Predicts), scope);
        scope.set_primary(target);
        ScalableTargetHandle::new(scope)
    }
}

impl Load {
    fn written(
        &self,
        target: f64,
        scope: Scope<'_>,
    ) -> cfn::scaling_policy::PredictiveScalingMetricSpecification {
        use cfn::scaling_policy as policy;

        let specification =
            policy::PredictiveScalingMetricSpecification::new().target_value(number(target));
        match self {
            Load::Pair(name, label) => {
                let name = policy::PredictiveScalingPredefinedMetricPairPredefinedMetricType::Other(
                    (*name).into(),
                );
                specification.predefined_metric_pair_specification(
                    policy::PredictiveScalingPredefinedMetricPair::new()
                        .predefined_metric_type(name)
                        .with(label.clone(), |pair, label| pair.resource_label(label)),
                )
            }
            Load::Measured { load, scaling } => {
                let load = policy::PredictiveScalingCustomizedLoadMetric::new()
                    .metric_data_queries(queries::foretold(load, scope));
                let scaling = policy::PredictiveScalingCustomizedScalingMetric::new()
                    .metric_data_queries(queries::foretold(scaling, scope));
                specification
                    .customized_load_metric_specification(load)
                    .customized_scaling_metric_specification(scaling)
            }
        }
    }
}
