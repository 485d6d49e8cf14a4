use std::time::Duration;

use stackwright_cfn::applicationautoscaling::scaling_policy::CustomizedMetricSpecification as AsTold;
use stackwright_cfn::autoscaling as cfn;
use stackwright_core::{Construct, IntoValue, Scope, Text, Value, With};

use cfn::scaling_policy::PredefinedMetricSpecificationPredefinedMetricType as PredefinedMetric;

use super::AutoScalingGroupHandle;
use super::said::{How, Scales};
use crate::cloudwatch::Measure;
use crate::scaling::{no_metric, tracked};
use crate::units::{Percent, number, whole_seconds};

/// Keeps metrics of a group near a target by changing the number of its instances: AWS CDK's
/// `TargetTrackingScalingPolicy`.
///
/// It adds a policy for each metric: `Cpu`, `NetworkIn`, `NetworkOut`, or the id of a metric of one's
/// own. Several policies do not get in each other's way: the one that wants most instances wins, and
/// instances go when all agree. A change of the group replaces them.
///
/// A group of a capacity provider is scaled by ECS already, by how full its instances are
/// (`ManagedScaling`); it needs no policy.
///
/// # Findings
///
/// - `ECS116`: no metric.
/// - `ECS178`: ECS scales the group already.
/// - `ECS190`: steps that pull the other way.
/// - `ECS192`: names in formulas.
///
/// <https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-scaling-target-tracking.html>
///
/// ```
/// use stackwright_aws::autoscaling::{AutoScalingGroup, GroupTargetTracking};
/// use stackwright_aws::ec2::{LaunchTemplate, Vpc};
/// use stackwright_aws::units::PercentExt;
/// use stackwright_core::App;
///
/// let app = App::new();
/// let stack = app.stack("Jobs");
/// let vpc = stack.add("Vpc", Vpc::new("10.0.0.0/16"));
/// let group = AutoScalingGroup::new(vpc, LaunchTemplate::new("m7g.large"), 1..=10);
/// let workers = stack.add("Workers", group);
/// stack.add("Scaling", GroupTargetTracking::new(workers).cpu(60.percent()));
/// ```
#[derive(Clone, Debug)]
pub struct GroupTargetTracking {
    group: AutoScalingGroupHandle,
    tracks: Vec<Track>,
    takes_away: bool,
    warmup: Option<Duration>,
}

#[derive(Clone, Debug)]
struct Track {
    id: Text,
    follows: Follows,
    target: f64,
}

#[derive(Clone, Debug)]
enum Follows {
    Predefined(PredefinedMetric),
    Measure(Box<Measure>),
}

impl GroupTargetTracking {
    /// Scales a group between its sizes.
    pub fn new(group: impl Into<AutoScalingGroupHandle>) -> Self {
        GroupTargetTracking {
            group: group.into(),
            tracks: Vec::new(),
            takes_away: true,
            warmup: None,
        }
    }

    /// Keeps the mean CPU utilization of the instances near this.
    pub fn cpu(self, target: Percent) -> Self {
        let metric = PredefinedMetric::AsgAverageCpuUtilization;
        self.track("Cpu", Follows::Predefined(metric), target.value())
    }

    /// Keeps the bytes that an instance receives in a minute near this.
    pub fn network_in(self, bytes: u64) -> Self {
        let metric = PredefinedMetric::AsgAverageNetworkIn;
        self.track("NetworkIn", Follows::Predefined(metric), bytes as f64)
    }

    /// Keeps the bytes that an instance sends in a minute near this.
    pub fn network_out(self, bytes: u64) -> Self {
        let metric = PredefinedMetric::AsgAverageNetworkOut;
        self.track("NetworkOut", Follows::Predefined(metric), bytes as f64)
    }

    /// Keeps a metric, or a formula over several, near this. It has to fall when there are more
    /// instances: utilization does, a length of a queue does not.
    pub fn metric(
        self,
        id: impl Into<Text>,
        metric: impl Into<Measure>,
        target: impl Into<f64>,
    ) -> Self {
        let follows = Follows::Measure(Box::new(metric.into()));
        self.track(id, follows, target.into())
    }

    /// Only adds instances, and leaves it to others to take them away.
    pub fn without_scale_in(mut self) -> Self {
        self.takes_away = false;
        self
    }

    /// How long a new instance takes until its metrics count; as the group says, if this is not
    /// said.
    pub fn warmup(mut self, time: Duration) -> Self {
        self.warmup = Some(time);
        self
    }

    fn track(mut self, id: impl Into<Text>, follows: Follows, target: f64) -> Self {
        self.tracks.push(Track {
            id: id.into(),
            follows,
            target,
        });
        self
    }
}

impl Construct for GroupTargetTracking {
    type Handle = AutoScalingGroupHandle;

    fn build(self, scope: Scope<'_>) -> AutoScalingGroupHandle {
        if self.tracks.is_empty() {
            let help = "say what to keep near what, as `.cpu(70.percent())`";
            no_metric("scaling without a metric", help, scope);
        }
        for track in self.tracks {
            let configuration = cfn::scaling_policy::TargetTrackingConfiguration::new();
            let configuration = match track.follows {
                Follows::Predefined(metric) => configuration.predefined_metric_specification(
                    cfn::scaling_policy::PredefinedMetricSpecification::new()
                        .predefined_metric_type(metric),
                ),
                // What Application Auto Scaling is told of a metric, in the same words.
                Follows::Measure(measure) => {
                    let metric: Value<AsTold> = tracked(&measure, scope).into_value();
                    configuration.customized_metric_specification(
                        metric.assume::<cfn::scaling_policy::CustomizedMetricSpecification>(),
                    )
                }
            };
            let configuration = configuration
                .target_value(number(track.target))
                .with((!self.takes_away).then_some(true), |own, yes| {
                    own.disable_scale_in(yes)
                });
            let policy = cfn::ScalingPolicy::new()
                .auto_scaling_group_name(self.group)
                .policy_type(cfn::scaling_policy::PolicyType::TargetTrackingScaling)
                .with(self.warmup, |policy, time| {
                    policy.estimated_instance_warmup(whole_seconds(time))
                })
                .target_tracking_configuration(configuration);
            let policy = scope.add(track.id, policy);
            scope.of(policy).only_with(self.group);
        }
        let takes_away = self.takes_away;
        Scales::say(self.group, How::Tracks { takes_away }, scope);
        scope.set_primary(self.group);
        AutoScalingGroupHandle::new(scope)
    }
}
