use std::ops::RangeInclusive;
use std::time::Duration;

use stackwright_cfn::applicationautoscaling as cfn;
use stackwright_cfn::kind::iam::RoleArn;
use stackwright_codes as codes;
use stackwright_core::{
    Construct, Expr, Float, IntoValue, Scope, Settings, Str, Value, With, handle, sub,
};

use crate::ecs::ServiceHandle;
use crate::elb::Target;
use crate::units::{Percent, whole_seconds};

/// Keeps a metric of a service near a target by changing the number of its tasks.
///
/// It adds a scalable target, `Target`, and a policy for each metric, `Cpu`, `Memory`,
/// `Requests`; a second one of a name is `Requests2`.
///
/// <https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-target-tracking.html>
#[derive(Clone, Debug)]
pub struct TargetTrackingScaling {
    service: ServiceHandle,
    capacity: RangeInclusive<u32>,
    metrics: Vec<Metric>,
    /// Those whose requests are counted.
    targets: Vec<Target>,
    scale_in_cooldown: Option<Duration>,
    scale_out_cooldown: Option<Duration>,
    policy_name: Option<Value<Str>>,
    role: Option<Value<RoleArn>>,
}

#[derive(Clone, Debug)]
struct Metric {
    id: &'static str,
    kind: &'static str,
    target: f64,
    label: Option<Value<Str>>,
}

impl TargetTrackingScaling {
    /// Scales a service between two numbers of tasks, as `1..=10`.
    pub fn new(service: impl Into<ServiceHandle>, capacity: RangeInclusive<u32>) -> Self {
        TargetTrackingScaling {
            service: service.into(),
            capacity,
            metrics: Vec::new(),
            targets: Vec::new(),
            scale_in_cooldown: None,
            scale_out_cooldown: None,
            policy_name: None,
            role: None,
        }
    }

    /// Keeps the mean CPU utilization near this.
    pub fn cpu(self, target: Percent) -> Self {
        self.metric(
            "Cpu",
            "ECSServiceAverageCPUUtilization",
            target.value(),
            None,
        )
    }

    /// Keeps the mean memory utilization near this.
    pub fn memory(self, target: Percent) -> Self {
        self.metric(
            "Memory",
            "ECSServiceAverageMemoryUtilization",
            target.value(),
            None,
        )
    }

    /// Keeps the number of requests that each task gets in a minute near this, from the load
    /// balancer that the service stands behind.
    pub fn requests_per_target(mut self, target: impl Into<Target>, requests: u32) -> Self {
        let target = target.into();
        let balancer = target.balancer.load_balancer_full_name();
        let group = target.group.target_group_full_name();
        let label = sub!("{balancer}/{group}");
        self.targets.push(target);
        self.metric(
            "Requests",
            "ALBRequestCountPerTarget",
            requests.into(),
            Some(label),
        )
    }

    fn metric(
        mut self,
        id: &'static str,
        kind: &'static str,
        target: f64,
        label: Option<Value<Str>>,
    ) -> Self {
        self.metrics.push(Metric {
            id,
            kind,
            target,
            label,
        });
        self
    }

    /// How long to wait after tasks were added or taken away; 300 seconds, if this is not said.
    pub fn cooldown(self, cooldown: Duration) -> Self {
        self.scale_in_cooldown(cooldown)
            .scale_out_cooldown(cooldown)
    }

    /// How long to wait after tasks were taken away.
    pub fn scale_in_cooldown(mut self, cooldown: Duration) -> Self {
        self.scale_in_cooldown = Some(cooldown);
        self
    }

    /// How long to wait after tasks were added.
    pub fn scale_out_cooldown(mut self, cooldown: Duration) -> Self {
        self.scale_out_cooldown = Some(cooldown);
        self
    }

    /// Names the policy; the path of the construct, where [`moved`](Scope::moved) counts, and the
    /// metric, if this is not said. With several metrics the metric's name is put behind it.
    pub fn policy_name(mut self, name: impl IntoValue<Str>) -> Self {
        self.policy_name = Some(name.into_value());
        self
    }

    /// The role that changes the service. Leave it out: AWS makes and uses one of its own,
    /// linked to the service.
    pub fn role(mut self, arn: impl IntoValue<RoleArn>) -> Self {
        self.role = Some(arn.into_value());
        self
    }
}

impl Construct for TargetTrackingScaling {
    type Handle = ScalableTargetHandle;

    fn build(self, scope: Scope<'_>) -> ScalableTargetHandle {
        self.check(scope);
        let service = self.service.name();
        let resource_id = match self.service.cluster(scope) {
            Some(cluster) => {
                let cluster = cluster.reference();
                sub!("service/{cluster}/{service}")
            }
            None => {
                let path = scope.at(self.service).path();
                let message = format!("`{path}` is to be scaled, and its cluster is not known");
                let found = codes::ECS114.finding(message);
                scope.report(found.help("scale a service that was added as `FargateService`"));
                sub!("service/{service}")
            }
        };
        let target = scope.add(
            "Target",
            cfn::ScalableTarget::new()
                .service_namespace(cfn::scalable_target::ServiceNamespace::Ecs)
                .resource_id(resource_id)
                .scalable_dimension(cfn::scalable_target::ScalableDimension::EcsServiceDesiredCount)
                .min_capacity(*self.capacity.start())
                .max_capacity(*self.capacity.end())
                .with(self.role, |target, arn| target.role_arn(arn)),
        );
        let is_single = self.metrics.len() == 1;
        let mut ids = Vec::new();
        for metric in self.metrics {
            // A metric may be counted for several load balancers, each of which has a policy.
            let before = ids.iter().filter(|id| **id == metric.id).count();
            ids.push(metric.id);
            let id = match before {
                0 => metric.id.to_owned(),
                before => format!("{}{}", metric.id, before + 1),
            };
            let place = scope.scope(id.clone());
            let name = match &self.policy_name {
                Some(name) if is_single => name.clone(),
                Some(name) => sub!("{name}-{id}"),
                None => place.identity_text(default_name),
            };
            let mut counted = Vec::new();
            if let Some(label) = &metric.label {
                label.expr().walk(&mut |expr| {
                    if let Expr::Get(node, _) = expr {
                        counted.push(*node);
                    }
                });
            }
            let kind =
                cfn::scaling_policy::PredefinedMetricSpecificationPredefinedMetricType::Other(
                    metric.kind.into(),
                );
            let specification = cfn::scaling_policy::PredefinedMetricSpecification::new()
                .predefined_metric_type(kind)
                .with(metric.label, |metric, label| metric.resource_label(label));
            let configuration =
                cfn::scaling_policy::TargetTrackingScalingPolicyConfiguration::new()
                    .predefined_metric_specification(specification)
                    .target_value(number(metric.target))
                    .with(self.scale_out_cooldown, |policy, cooldown| {
                        policy.scale_out_cooldown(whole_seconds(cooldown))
                    })
                    .with(self.scale_in_cooldown, |policy, cooldown| {
                        policy.scale_in_cooldown(whole_seconds(cooldown))
                    });
            let policy = cfn::ScalingPolicy::new()
                .policy_name(name)
                .policy_type(cfn::scaling_policy::PolicyType::TargetTrackingScaling)
                .scaling_target_id(target.reference())
                .target_tracking_scaling_policy_configuration(configuration);
            let policy = policy.build(place);
            // There is nothing to scale where the service is not there, and nothing to count where
            // the load balancer is not.
            let policy = place.of(policy).only_with(self.service);
            counted.into_iter().fold(policy, Settings::only_with);
        }
        scope.of(target).only_with(self.service);
        scope.set_primary(target);
        ScalableTargetHandle::new(scope)
    }
}

impl TargetTrackingScaling {
    fn check(&self, scope: Scope<'_>) {
        if self.metrics.is_empty() {
            let found = codes::ECS116.finding("scaling without a metric");
            scope.report(found.help("say what to keep near what, as `.cpu(70.percent())`"));
        }
        for target in &self.targets {
            if self.service.is_not_behind(*target, scope) {
                let balancer = scope.at(target.balancer).path();
                let message = format!(
                    "requests of `{balancer}` are counted, which do not reach this service"
                );
                let found = codes::ECS123.finding(message);
                scope.report(found.help("put the service behind it with `.behind(...)`"));
            }
        }
    }
}

/// A name for a policy, made of where it is: printable ASCII, at most 256 characters.
fn default_name(path: &str) -> String {
    let (path, metric) = path.rsplit_once('/').unwrap_or(("", path));
    let admitted = |c: char| if matches!(c, ' '..='~') { c } else { '_' };
    let path: String = path.chars().map(admitted).take(240).collect();
    format!("{path}/{metric}")
}

/// A whole number without a fraction, as a person would write it.
fn number(value: f64) -> Value<Float> {
    if value.fract() == 0.0 && value.abs() < 1e15 {
        (value as i64).into_value()
    } else {
        value.into_value()
    }
}

handle! {
    /// Names what is scaled.
    pub struct ScalableTargetHandle(cfn::ScalableTargetHandle);
}
