use std::time::Duration;

use stackwright_codes as codes;
use stackwright_core::{Construct, Handle, Scope, handle};

use super::later::Later;
use crate::cloudwatch::RecommendedAlarms;
use crate::ecs::{ClusterHandle, Fargate, Launch, Service, ServiceHandle, TaskOf};
use crate::iam::{Grant, GrantExt};
use crate::scaling::{Bounds, ScalableTargetHandle, TargetTrackingScaling};
use crate::sqs::QueueHandle;

/// Tasks that work on what waits in a queue: as many as there is work for, and none where there is none.
///
/// It takes a container, or a task, and links its first container to the queue: the right to consume,
/// that of the key, and the URL as `.._URL`. It adds `Service`, which runs the task; `Scaling`, which
/// keeps the number of messages that wait for each task near [a number](Self::backlog_per_task), starts
/// the first task with the first message, and takes the last one away; and `Alarms`, those that are
/// [recommended](QueueHandle::recommended_alarms) of the queue, that of dead letters among them.
///
/// Nothing else scales it: AWS CDK's also follows CPU, at 50 percent, so that two policies fight over
/// one number (<https://github.com/aws/aws-cdk/issues/20706>).
///
/// A task that scaling takes away while it is at work loses the work to somebody else, who gets the
/// message when it is visible again. Tasks that say when they are not to be stopped are let do so by
/// `.service(|service| service.task_protection())`.
///
/// ```
/// use stackwright_aws::ecs::{ClusterHandle, Container};
/// use stackwright_aws::patterns::QueueWorker;
/// use stackwright_aws::sqs::Queue;
/// use stackwright_aws::units::DurationExt;
/// # fn build(stack: stackwright_core::Scope<'_>, cluster: ClusterHandle) {
/// let jobs = Queue::new().dead_letter_after(5).visibility(10.minutes());
/// let jobs = stack.add("Jobs", jobs);
/// let worker = QueueWorker::new(cluster, jobs, Container::new("worker", "example/worker:1"))
///     .backlog_per_task(100)
///     .between(0..=20)
///     .work_time(5.minutes())
///     .service(|service| service.spot_from(2));
/// stack.add("Worker", worker);
/// # }
/// ```
///
/// Running tasks are counted by Container Insights of the cluster, or by
/// `.scaling(|scaling| scaling.running_tasks(metric))`.
///
/// # Findings
///
/// - `PAT101`: messages come back while somebody is at work on them.
/// - `PAT102`: what cannot be handled goes nowhere.
/// - `ECS197`: nobody counts running tasks.
///
/// <https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-using-sqs-queue.html>
#[derive(Clone, Debug)]
pub struct QueueWorker<On: Launch = Fargate> {
    service: Service<On>,
    queue: QueueHandle,
    messages: u32,
    bounds: Bounds,
    work: Option<Duration>,
    scaling: Later<TargetTrackingScaling>,
    alarms: Option<RecommendedAlarms>,
    /// Whether the task was added elsewhere, so that it can be told nothing any more.
    is_told: bool,
}

/// How long a task has to stop, if its containers say nothing.
///
/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html>
const STOP: Duration = Duration::from_secs(30);

/// The most that Fargate gives it.
const LONGEST_STOP: Duration = Duration::from_secs(120);

impl<On: Launch> QueueWorker<On> {
    /// Works on what waits in a queue, in a cluster, with a container or a task. A task that was added
    /// elsewhere gets the right, and is told nothing of the URL.
    #[track_caller]
    pub fn new(
        cluster: impl Into<ClusterHandle>,
        queue: impl Into<QueueHandle>,
        task: impl Into<TaskOf<On>>,
    ) -> Self {
        let queue = queue.into();
        let mut service = Service::new(cluster, task);
        let container = service.first_container();
        let is_told = container.is_some();
        if let Some(container) = container
            && !container.variables.links_to(queue.node())
        {
            container.variables.link(None, queue.consume());
        }
        QueueWorker {
            service,
            queue,
            messages: 100,
            bounds: (1..=10).into(),
            work: None,
            scaling: Later::default(),
            alarms: Some(queue.recommended_alarms()),
            is_told,
        }
    }

    /// How many messages may wait for each task: how many one handles in the time that a message may
    /// wait; 100, if this is not said.
    pub fn backlog_per_task(mut self, messages: u32) -> Self {
        self.messages = messages;
        self
    }

    /// Between which numbers of tasks it scales; 1 and 10, if this is not said. With `0..=10` there is
    /// no task where there is no message.
    pub fn between(mut self, bounds: impl Into<Bounds>) -> Self {
        self.bounds = bounds.into();
        self
    }

    /// How long work on a message takes at most. Messages have to be hidden for that long, and a
    /// container that says nothing of it gets that long to stop, up to the two minutes that Fargate
    /// gives.
    pub fn work_time(mut self, time: Duration) -> Self {
        self.work = Some(time);
        self
    }

    /// Says more about the service.
    pub fn service(mut self, set: impl FnOnce(Service<On>) -> Service<On>) -> Self {
        self.service = set(self.service);
        self
    }

    /// Says more about the scaling.
    pub fn scaling(
        mut self,
        set: impl Fn(TargetTrackingScaling) -> TargetTrackingScaling + 'static,
    ) -> Self {
        self.scaling.say(set);
        self
    }

    /// Says more about the alarms of the queue: whom they [tell](RecommendedAlarms::notify).
    pub fn alarms(mut self, set: impl FnOnce(RecommendedAlarms) -> RecommendedAlarms) -> Self {
        self.alarms = self.alarms.map(set);
        self
    }

    /// Adds no alarms: where several work on one queue, they are of the first.
    pub fn without_alarms(mut self) -> Self {
        self.alarms = None;
        self
    }

    /// Gives work as much time as it may take, and holds it against that for which messages are hidden.
    fn settle_times(&mut self, scope: Scope<'_>) {
        let work = self.work;
        let mut stop = STOP;
        if let Some(container) = self.service.first_container() {
            if let (None, Some(work)) = (container.stop_timeout, work)
                && work > STOP
            {
                container.say_stop_timeout(work.min(LONGEST_STOP));
            }
            stop = container.stop_timeout.unwrap_or(STOP);
        }
        let Some(hidden) = self.queue.hides_for(scope) else {
            return;
        };
        let path = scope.at(self.queue).path();
        let seconds = |time: Duration| time.as_secs();
        let message = match work {
            Some(work) if work > hidden => format!(
                "messages of `{path}` are hidden for {} seconds, and work on one takes {}",
                seconds(hidden),
                seconds(work)
            ),
            _ if stop > hidden => format!(
                "messages of `{path}` are hidden for {} seconds, and a task has {} to stop",
                seconds(hidden),
                seconds(stop)
            ),
            _ => return,
        };
        scope.report(codes::PAT101.finding(message));
    }
}

impl<On: Launch> Construct for QueueWorker<On> {
    type Handle = QueueWorkerHandle;

    fn build(mut self, scope: Scope<'_>) -> QueueWorkerHandle {
        self.settle_times(scope);
        let is_ours = self.queue.hides_for(scope).is_some();
        if is_ours && self.queue.dead_letters(scope).is_none() {
            let path = scope.at(self.queue).path();
            let message = format!("what nobody can handle of `{path}` goes nowhere");
            scope.report(codes::PAT102.finding(message));
        }
        let service = scope.add("Service", self.service);
        if !self.is_told {
            scope.grant(service, Grant::from(self.queue.consume()));
        }
        let scaling = TargetTrackingScaling::new(service, self.bounds);
        let scaling = scaling.backlog_per_task(self.queue, self.messages);
        let scaling = scope.add("Scaling", self.scaling.of(scaling));
        if let Some(alarms) = self.alarms {
            scope.add("Alarms", alarms);
        }
        QueueWorkerHandle::new(scope, service, scaling)
    }
}

handle! {
    /// Names tasks that work on a queue.
    pub struct QueueWorkerHandle {
        /// The service that runs them.
        main service: ServiceHandle,
        /// What scales it.
        scaling: ScalableTargetHandle,
    }
}
