use std::time::Duration;

use stackwright_cfn::applicationautoscaling as cfn;
use stackwright_cfn::kind::iam::RoleArn;
use stackwright_codes as codes;
use stackwright_core::{
    Construct, Expr, Handle, IntoValue, Scope, Settings, Str, Text, Value, With, sub,
};

use super::backlog::{RunningTasks, WatchedQueue, per_task, waits_for_the_first};
use super::fast::Fast;
use super::policy::name_of;
use super::said::{Pull, What};
use super::target::Scaled;
use super::{Bounds, ScalableTargetHandle, StepScaling, policy, queries};
use crate::cloudwatch::{MathExpression, Measure, Metric};
use crate::ecs::{ClusterHandle, Counted, ServiceHandle};
use crate::elb::{Target, TargetGroupHandle};
use crate::units::{Percent, number, whole_seconds};

/// A metric that AWS knows by name.
pub use cfn::scaling_policy::PredefinedMetricSpecificationPredefinedMetricType as PredefinedMetric;

/// Keeps metrics of a service near a target by changing the number of its tasks.
///
/// All that scales a service shares one target, `ScalableTarget` below the service. It adds a
/// policy for each metric: `Cpu`, `Memory`, `Requests`, `Backlog`, or the id of a metric of one's
/// own; a second one of a name is `Requests2`. Several policies do not get in each other's way: the
/// one that wants most tasks wins, and tasks go when all agree.
///
/// With a backlog and a minimum of 0 it adds what brings the first task back, `FromNothing`: a
/// step that adds a task where there is a message and no task.
///
/// ```
/// use stackwright_aws::ecs::ServiceHandle;
/// use stackwright_aws::scaling::TargetTrackingScaling;
/// use stackwright_aws::units::PercentExt;
/// # fn scaled(stack: stackwright_core::Scope<'_>, api: ServiceHandle, worker: ServiceHandle) {
/// stack.add("Api", TargetTrackingScaling::new(api, 2..=20).cpu(60.percent()).fast());
/// stack.add("Worker", TargetTrackingScaling::new(worker, 0..=20).backlog_per_task("jobs", 100));
/// # }
/// ```
///
/// Findings: `ECS114` (no cluster), `ECS116` (no metric), `ECS123` (requests of another's load
/// balancer), `ECS190` (steps that pull the other way), `ECS191` (other bounds), `ECS192` (names in
/// formulas), `ECS194` (nothing comes back from no task), `ECS196` (nothing to be fast about),
/// `ECS197` (running tasks are not counted).
///
/// <https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-target-tracking.html>
#[derive(Clone, Debug)]
pub struct TargetTrackingScaling {
    scaled: Scaled,
    tracks: Vec<Track>,
    /// Those whose requests are counted.
    targets: Vec<Target>,
    running: RunningTasks,
    /// What brings the first task back; a pointer, so that a program is linked with steps and alarms
    /// only if it follows a backlog.
    brings_back: Option<fn(&Self, Scope<'_>)>,
    is_fast: bool,
    takes_away: bool,
    scale_in_cooldown: Option<Duration>,
    scale_out_cooldown: Option<Duration>,
    policy_name: Option<Value<Str>>,
    role: Option<Value<RoleArn>>,
}

#[derive(Clone, Debug)]
struct Track {
    id: Text,
    follows: Follows,
    target: f64,
}

#[derive(Clone, Debug)]
enum Follows {
    Utilization(Utilization),
    Requests(Value<Str>),
    /// Requests to two groups of targets, of which one has the tasks.
    RequestsByTurns(Box<MathExpression>, [TargetGroupHandle; 2]),
    /// Requests of all load balancers that the service stands behind.
    AllRequests,
    Predefined(PredefinedMetric),
    Measure(Box<Measure>),
    Backlog(WatchedQueue),
}

#[derive(Clone, Copy, Debug)]
enum Utilization {
    Cpu,
    Memory,
}

impl TargetTrackingScaling {
    /// Scales a service between two numbers of tasks, as `1..=10`.
    pub fn new(service: impl Into<ServiceHandle>, capacity: impl Into<Bounds>) -> Self {
        let scaled = Scaled::service(service, Some(capacity.into()));
        TargetTrackingScaling::scaling(scaled)
    }

    /// Scales what is no service of Amazon ECS.
    pub fn of(target: impl Into<ScalableTargetHandle>) -> Self {
        TargetTrackingScaling::scaling(Scaled::Target(target.into()))
    }

    fn scaling(scaled: Scaled) -> Self {
        TargetTrackingScaling {
            scaled,
            tracks: Vec::new(),
            targets: Vec::new(),
            running: RunningTasks::ContainerInsights,
            brings_back: None,
            is_fast: false,
            takes_away: true,
            scale_in_cooldown: None,
            scale_out_cooldown: None,
            policy_name: None,
            role: None,
        }
    }

    /// Keeps the mean CPU utilization near this.
    pub fn cpu(self, target: Percent) -> Self {
        let follows = Follows::Utilization(Utilization::Cpu);
        self.track("Cpu", follows, target.value())
    }

    /// Keeps the mean memory utilization near this.
    pub fn memory(self, target: Percent) -> Self {
        let follows = Follows::Utilization(Utilization::Memory);
        self.track("Memory", follows, target.value())
    }

    /// Keeps the number of requests that each task gets in a minute near this, from the load
    /// balancer that the service stands behind; from each of them, if there are several.
    ///
    /// AWS's metric for that is of one target group, and of no use where deployments shift requests
    /// to another: what is followed then is the sum of both, of which one has no tasks.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-autoscaling-targettracking.html>
    pub fn requests(self, requests: u32) -> Self {
        self.track("Requests", Follows::AllRequests, requests.into())
    }

    /// The same, from one of them.
    pub fn requests_per_target(mut self, target: impl Into<Target>, requests: u32) -> Self {
        let target = target.into();
        self.targets.push(target);
        let balancer = target.balancer.load_balancer_full_name().assume();
        self.requests_of(label(balancer, target.group), requests)
    }

    /// The same, by a label written by hand, as
    /// `app/web/50dc6c495c0c9188/targetgroup/web/943f017f100becff`.
    pub fn requests_of(self, label: impl IntoValue<Str>, requests: u32) -> Self {
        let follows = Follows::Requests(label.into_value());
        self.track("Requests", follows, requests.into())
    }

    /// Keeps a metric, or a formula over several, near this. It has to fall when there are more
    /// tasks: utilization does, a length of a queue does not.
    ///
    /// <https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-target-tracking-metric-math.html>
    pub fn metric(
        self,
        id: impl Into<Text>,
        metric: impl Into<Measure>,
        target: impl Into<f64>,
    ) -> Self {
        let follows = Follows::Measure(Box::new(metric.into()));
        self.track(id.into(), follows, target.into())
    }

    /// Keeps a metric that AWS knows by name near this, for what is no service of Amazon ECS.
    pub fn predefined(self, metric: PredefinedMetric, target: impl Into<f64>) -> Self {
        self.track("Predefined", Follows::Predefined(metric), target.into())
    }

    /// Keeps the number of messages that wait for each running task near this: how many a task
    /// handles in the time that a message may wait.
    ///
    /// Messages are counted by the queue, tasks as [`running_tasks`](Self::running_tasks) says. A
    /// task that goes may be at work on a message; Amazon ECS's task protection keeps it.
    ///
    /// <https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-target-tracking-metric-math.html>
    pub fn backlog_per_task(mut self, queue: impl Into<WatchedQueue>, messages: u32) -> Self {
        self.brings_back = Some(Self::bring_back);
        let follows = Follows::Backlog(queue.into());
        self.track("Backlog", follows, messages.into())
    }

    /// Where it is known from how many tasks run; from Container Insights, if this is not said.
    pub fn running_tasks(mut self, from: impl Into<RunningTasks>) -> Self {
        self.running = from.into();
        self
    }

    /// Looks at CPU and memory every 20 seconds instead of every minute, and lets the service
    /// publish them so.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/target-tracking-faster-auto-scaling.html>
    pub fn fast(mut self) -> Self {
        self.is_fast = true;
        self
    }

    /// Only adds tasks, and leaves it to others to take them away.
    pub fn without_scale_in(mut self) -> Self {
        self.takes_away = false;
        self
    }

    fn track(mut self, id: impl Into<Text>, follows: Follows, target: f64) -> Self {
        let id = id.into();
        self.tracks.push(Track {
            id,
            follows,
            target,
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

    fn build(mut self, scope: Scope<'_>) -> ScalableTargetHandle {
        self.check(scope);
        self.find_requests(scope);
        let target = self.scaled.target(self.role.as_ref(), scope);
        let is_single = self.tracks.len() == 1;
        let mut ids = Vec::new();
        for track in &self.tracks {
            // A metric may be counted for several load balancers, each of which has a policy.
            let before = ids.iter().filter(|id| **id == track.id).count();
            ids.push(track.id.clone());
            let id = match before {
                0 => track.id.clone(),
                before => format!("{}{}", track.id, before + 1).into(),
            };
            let place = scope.scope(id.clone());
            let name = match &self.policy_name {
                Some(name) if is_single => name.clone(),
                Some(name) => sub!("{name}-{id}"),
                None => name_of(place),
            };
            self.policy(track, name, target, place);
            target.say(What::Pulls(self.pull(track)), scope);
        }
        if let Some(bring_back) = self.brings_back {
            bring_back(&self, scope);
        }
        scope.set_primary(target);
        ScalableTargetHandle::new(scope)
    }
}

impl TargetTrackingScaling {
    /// Adds the policy that follows one metric.
    fn policy(
        &self,
        track: &Track,
        name: Value<Str>,
        target: ScalableTargetHandle,
        place: Scope<'_>,
    ) {
        let configuration = cfn::scaling_policy::TargetTrackingScalingPolicyConfiguration::new();
        let mut counted = Vec::new();
        let configuration = match &track.follows {
            Follows::Utilization(utilization) => {
                if let (true, Some(service)) = (self.is_fast, self.scaled.as_service()) {
                    let metric = utilization.metric();
                    let service = service.node();
                    target.say(What::Fast(Fast { service, metric }), place);
                }
                configuration.predefined_metric_specification(predefined(
                    utilization.predefined(self.is_fast),
                    None,
                ))
            }
            Follows::Requests(label) => {
                label.expr().walk(&mut |expr| {
                    if let Expr::Get(node, _) = expr {
                        counted.push(*node);
                    }
                });
                let metric = PredefinedMetric::AlbRequestCountPerTarget;
                configuration
                    .predefined_metric_specification(predefined(metric, Some(label.clone())))
            }
            Follows::RequestsByTurns(per_task, groups) => {
                counted.extend(groups.map(Handle::node));
                let per_task = Measure::from((**per_task).clone());
                configuration.customized_metric_specification(queries::tracked(&per_task, place))
            }
            // They are those of labels by now.
            Follows::AllRequests => return,
            Follows::Predefined(metric) => {
                configuration.predefined_metric_specification(predefined(metric.clone(), None))
            }
            Follows::Measure(measure) => {
                configuration.customized_metric_specification(queries::tracked(measure, place))
            }
            Follows::Backlog(queue) => {
                let Some(tasks) = self.tasks(place) else {
                    return;
                };
                let backlog: MathExpression = per_task(queue, tasks);
                let backlog = queries::tracked(&backlog.into(), place);
                configuration.customized_metric_specification(backlog)
            }
        };
        let configuration = configuration
            .target_value(number(track.target))
            .with(self.scale_out_cooldown, |policy, cooldown| {
                policy.scale_out_cooldown(whole_seconds(cooldown))
            })
            .with(self.scale_in_cooldown, |policy, cooldown| {
                policy.scale_in_cooldown(whole_seconds(cooldown))
            })
            .with((!self.takes_away).then_some(true), |policy, yes| {
                policy.disable_scale_in(yes)
            });
        let policy = cfn::ScalingPolicy::new()
            .policy_name(name)
            .policy_type(cfn::scaling_policy::PolicyType::TargetTrackingScaling)
            .scaling_target_id(target.reference())
            .target_tracking_scaling_policy_configuration(configuration);
        let policy = policy.build(place);
        // There is nothing to scale where the service is not there, and nothing to count where
        // the load balancer is not.
        let policy = policy::only_with(policy, &self.scaled, place);
        counted.into_iter().fold(policy, Settings::only_with);
    }

    /// Finds the load balancers that the service stands behind, where none was named.
    fn find_requests(&mut self, scope: Scope<'_>) {
        let service = self.scaled.as_service();
        for track in std::mem::take(&mut self.tracks) {
            if !matches!(track.follows, Follows::AllRequests) {
                self.tracks.push(track);
                continue;
            }
            let counted = service.map(|service| service.counted(scope));
            let counted = counted.unwrap_or_default();
            if counted.is_empty() {
                let found = codes::ECS123
                    .finding("requests are counted, and no load balancer is known that counts any");
                scope.report(found.help(
                    "put the service behind an application load balancer with `.behind(...)`",
                ));
            }
            for Counted {
                balancer,
                group,
                alternate,
            } in counted
            {
                let follows = match alternate {
                    None => Follows::Requests(label(balancer, group)),
                    Some(other) => Follows::RequestsByTurns(
                        Box::new(by_turns(balancer, group, other)),
                        [group, other],
                    ),
                };
                self.tracks.push(Track {
                    follows,
                    ..track.clone()
                });
            }
        }
    }

    /// How many tasks of the service run; nothing, and a finding, for what has no tasks.
    fn tasks(&self, scope: Scope<'_>) -> Option<crate::cloudwatch::Metric> {
        if let RunningTasks::Metric(metric) = &self.running {
            return Some((**metric).clone());
        }
        let service = self.scaled.as_service();
        // Without a cluster that is said already.
        let cluster: Option<ClusterHandle> = service.and_then(|service| service.cluster(scope));
        match (service, cluster) {
            (Some(service), Some(cluster)) => {
                if cluster.counts_tasks(scope) == Some(false) {
                    let path = scope.at(cluster).path();
                    let message = format!(
                        "running tasks are to be counted, and `{path}` has no Container Insights"
                    );
                    let found = codes::ECS197.finding(message);
                    scope.report(found.help(
                        "turn them on with `.container_insights()`, or say another metric with `.running_tasks(...)`",
                    ));
                }
                Some(self.running.metric(service, cluster))
            }
            (Some(_), None) => None,
            (None, _) => {
                let help = "say what to count with `.running_tasks(...)`";
                policy::no_metric("a backlog for each task of what has no tasks", help, scope);
                None
            }
        }
    }

    /// Brings the first task back: tracking alone waits for what no task publishes.
    fn bring_back(&self, scope: Scope<'_>) {
        let may_be_nothing = self.scaled.bounds().is_some_and(Bounds::may_be_nothing);
        let queues = self.tracks.iter().filter_map(|track| match &track.follows {
            Follows::Backlog(queue) => Some(queue),
            _ => None,
        });
        let Some(service) = self.scaled.as_service().filter(|_| may_be_nothing) else {
            return;
        };
        for (index, queue) in queues.enumerate() {
            let tasks = match (&self.running, service.cluster(scope)) {
                (RunningTasks::Metric(metric), _) => (**metric).clone(),
                (running, Some(cluster)) => running.metric(service, cluster),
                (_, None) => return,
            };
            let id = match index {
                0 => "FromNothing".to_owned(),
                more => format!("FromNothing{}", more + 1),
            };
            let steps = StepScaling::of_service(service, waits_for_the_first(queue, tasks));
            let steps = steps.at_least(1, 1).cooldown(Duration::from_secs(60));
            scope.add(id, steps.without_data_is_fine());
        }
    }

    fn pull(&self, track: &Track) -> Pull {
        let follows_what_needs_tasks = matches!(
            track.follows,
            Follows::Utilization(_)
                | Follows::Requests(_)
                | Follows::RequestsByTurns(..)
                | Follows::AllRequests
        );
        Pull::Tracking {
            takes_away: self.takes_away,
            is_there_at_nothing: !follows_what_needs_tasks,
        }
    }

    fn check(&self, scope: Scope<'_>) {
        if self.tracks.is_empty() {
            let help = "say what to keep near what, as `.cpu(70.percent())`";
            policy::no_metric("scaling without a metric", help, scope);
        }
        let is_utilization = |track: &Track| matches!(track.follows, Follows::Utilization(_));
        if self.is_fast && !self.tracks.iter().any(is_utilization) {
            let found =
                codes::ECS196.finding("scaling is to be fast, and by neither CPU nor memory");
            scope.report(found.help("leave `.fast()` out: only these come every 20 seconds"));
        }
        let Some(service) = self.scaled.as_service() else {
            return;
        };
        for target in &self.targets {
            if service.is_not_behind(*target, scope) {
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

impl Utilization {
    /// The metric of the service.
    fn metric(self) -> &'static str {
        match self {
            Utilization::Cpu => "CPUUtilization",
            Utilization::Memory => "MemoryUtilization",
        }
    }

    fn predefined(self, is_fast: bool) -> PredefinedMetric {
        match (self, is_fast) {
            (Utilization::Cpu, false) => PredefinedMetric::EcsServiceAverageCpuUtilization,
            (Utilization::Cpu, true) => {
                PredefinedMetric::EcsServiceAverageCpuUtilizationHighResolution
            }
            (Utilization::Memory, false) => PredefinedMetric::EcsServiceAverageMemoryUtilization,
            (Utilization::Memory, true) => {
                PredefinedMetric::EcsServiceAverageMemoryUtilizationHighResolution
            }
        }
    }
}

/// What Application Auto Scaling calls requests of a load balancer to a group.
pub(super) fn label(balancer: Value<Str>, group: TargetGroupHandle) -> Value<Str> {
    let group = group.target_group_full_name();
    sub!("{balancer}/{group}")
}

/// Requests to each task that is now in one group and now in another: the group that has none has no
/// values. AWS's own metric is of one group, which a deployment may leave without tasks.
fn by_turns(
    balancer: Value<Str>,
    group: TargetGroupHandle,
    other: TargetGroupHandle,
) -> MathExpression {
    let of = |group: TargetGroupHandle| {
        let group: Value<Str> = group.target_group_full_name().assume();
        Metric::new("AWS/ApplicationELB", "RequestCountPerTarget")
            .dimension("LoadBalancer", balancer.clone())
            .dimension("TargetGroup", group)
            .sum()
    };
    MathExpression::new("FILL(one, 0) + FILL(other, 0)")
        .using("one", of(group))
        .using("other", of(other))
}

fn predefined(
    metric: PredefinedMetric,
    label: Option<Value<Str>>,
) -> cfn::scaling_policy::PredefinedMetricSpecification {
    cfn::scaling_policy::PredefinedMetricSpecification::new()
        .predefined_metric_type(metric)
        .with(label, |metric, label| metric.resource_label(label))
}
