use std::time::Duration;

use stackwright_cfn::kind::kms::KeyArn;
use stackwright_cfn::sqs as cfn;
use stackwright_codes as codes;
use stackwright_core::{
    Construct, DeletionPolicy, Expr, Handle, IntoValue, Json, List, NodeId, Scope, Str, Value, With,
};

use super::fifo::{self, Fifo};
use super::handle::{Hidden, Letters};
use super::{ImportedQueue, QueueHandle};
use crate::iam::{EncryptedWith, PolicyDocument, Principal, ResourcePolicy, Statement};
use crate::units::whole_seconds;

/// A queue of messages.
///
/// Unless said otherwise: messages are encrypted with keys of SQS, are taken over TLS only, live for
/// four days and are hidden for 30 seconds once somebody has received them. Who asks for messages
/// waits for them up to 20 seconds, which costs less and finds all of them; AWS answers at once with
/// what a few of its servers have. It goes when it leaves the stack.
///
/// It adds `Policy`, which refuses requests that are not over TLS, and holds what services and other
/// accounts are [granted](crate::iam::GrantExt::grant); and `DeadLetters`, where it is
/// [said](Self::dead_letter_after).
///
/// ```
/// use stackwright_aws::ecs::Container;
/// use stackwright_aws::sqs::Queue;
/// use stackwright_aws::units::DurationExt;
/// use stackwright_core::App;
///
/// let app = App::new();
/// let data = app.stack("Data");
/// let jobs = data.add("Jobs", Queue::new().dead_letter_after(5).visibility(10.minutes()));
/// let worker = Container::new("worker", "worker:1").link(jobs.consume()); // the right, and JOBS_URL
/// ```
///
/// What is [named](Self::name), or becomes [first-in, first-out](Self::fifo), is replaced, and messages
/// are lost.
///
/// # Findings
///
/// - `SQS101`: dead letters after a number of receives that SQS does not take.
///
/// <https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/welcome.html>
#[derive(Clone, Debug)]
pub struct Queue {
    name: Option<Value<Str>>,
    fifo: Option<Fifo>,
    visibility: Option<Duration>,
    retention: Option<Duration>,
    delay: Option<Duration>,
    wait: Duration,
    max_message_bytes: Option<u32>,
    key: Option<Value<KeyArn>>,
    data_key_reuse: Option<Duration>,
    letters: Option<(u32, Option<QueueHandle>)>,
    redrive_allow: Option<RedriveAllow>,
    allows_http: bool,
    removal_policy: DeletionPolicy,
}

/// For how long messages are hidden, if nothing is said.
///
/// <https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-visibility-timeout.html>
const VISIBILITY: Duration = Duration::from_secs(30);

/// Which queues may have a queue for their dead letters.
#[derive(Clone, Debug)]
pub struct RedriveAllow(Allowed);

#[derive(Clone, Debug)]
enum Allowed {
    Nobody,
    These(Value<List<Str>>),
}

impl RedriveAllow {
    /// None.
    pub fn nobody() -> Self {
        RedriveAllow(Allowed::Nobody)
    }

    /// The queues of these ARNs: at most 10. Written as text, because a queue that names its dead
    /// letters and is named by them is a ring.
    pub fn queues(arns: impl IntoValue<List<Str>>) -> Self {
        RedriveAllow(Allowed::These(arns.into_value()))
    }

    fn into_property(self) -> Value<Json> {
        let entries = match self.0 {
            Allowed::Nobody => vec![("redrivePermission", Expr::from("denyAll"))],
            Allowed::These(arns) => vec![
                ("redrivePermission", Expr::from("byQueue")),
                ("sourceQueueArns", arns.into_expr()),
            ],
        };
        Value::from_expr(Expr::object(entries))
    }
}

impl Queue {
    /// A queue without dead letters.
    #[allow(
        clippy::new_without_default,
        reason = "what a queue is by default is said, not assumed"
    )]
    pub fn new() -> Self {
        Queue {
            name: None,
            fifo: None,
            visibility: None,
            retention: None,
            delay: None,
            wait: Duration::from_secs(20),
            max_message_bytes: None,
            key: None,
            data_key_reuse: None,
            letters: None,
            redrive_allow: None,
            allows_http: false,
            removal_policy: DeletionPolicy::Delete,
        }
    }

    /// A queue that exists, by its ARN.
    pub fn imported(arn: impl IntoValue<Str>) -> ImportedQueue {
        ImportedQueue::new(arn.into_value())
    }

    /// Names it: at most 80 letters, digits, `-` and `_`, with `.fifo`, which is added. A named queue
    /// cannot be replaced by CloudFormation.
    pub fn name(mut self, name: impl IntoValue<Str>) -> Self {
        self.name = Some(name.into_value());
        self
    }

    /// Puts messages that were received so often, and not deleted, into a queue beside it,
    /// `DeadLetters`, where they live for 14 days: 1 to 1,000 times.
    ///
    /// <https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html>
    pub fn dead_letter_after(mut self, receives: u32) -> Self {
        self.letters = Some((receives, None));
        self
    }

    /// The same, into a queue of one's own, which is of the same kind (`SCH130`).
    pub fn dead_letters_to(mut self, queue: impl Into<QueueHandle>, receives: u32) -> Self {
        self.letters = Some((receives, Some(queue.into())));
        self
    }

    /// Keeps the messages of each group in order, and delivers each once. Senders name the group, and
    /// what makes a message the same, unless that is its [content](Self::deduplicated_by_content).
    ///
    /// <https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-fifo-queues.html>
    pub fn fifo(mut self) -> Self {
        self.fifo.get_or_insert_default();
        self
    }

    /// The same, where messages of the same content within five minutes are one.
    pub fn deduplicated_by_content(mut self) -> Self {
        self.fifo.get_or_insert_default().by_content = true;
        self
    }

    /// The same, with quotas and deduplication by group instead of for the whole queue: thousands of
    /// messages a second.
    ///
    /// <https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/high-throughput-fifo.html>
    pub fn high_throughput(mut self) -> Self {
        self.fifo.get_or_insert_default().high_throughput = true;
        self
    }

    /// How long a message that was received is hidden from others: longer than it takes to handle it,
    /// or another one handles it as well. At most 12 hours; 30 seconds, if this is not said.
    pub fn visibility(mut self, timeout: Duration) -> Self {
        self.visibility = Some(timeout);
        self
    }

    /// How long messages live that nobody deletes: a minute to 14 days; four days, if this is not
    /// said.
    pub fn retention(mut self, period: Duration) -> Self {
        self.retention = Some(period);
        self
    }

    /// How long messages are hidden at first: at most 15 minutes.
    pub fn delay(mut self, delay: Duration) -> Self {
        self.delay = Some(delay);
        self
    }

    /// How long who asks waits for a message: at most 20 seconds, which it is, if this is not said.
    ///
    /// <https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-short-and-long-polling.html>
    pub fn wait(mut self, time: Duration) -> Self {
        self.wait = time;
        self
    }

    /// How large a message may be, in bytes: 1,024 to 1,048,576.
    ///
    /// <https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html>
    pub fn max_message_bytes(mut self, bytes: u32) -> Self {
        self.max_message_bytes = Some(bytes);
        self
    }

    /// Encrypts messages, and its `DeadLetters`, with a key of one's own. Who may send or consume may
    /// then use the key through SQS; services that send are let by the key's policy.
    pub fn encrypted_with(mut self, key: impl IntoValue<KeyArn>) -> Self {
        self.key = Some(key.into_value());
        self
    }

    /// How long SQS uses a data key before it asks for the next one: a minute to a day; five minutes,
    /// if this is not said. With a key of one's own only.
    pub fn data_key_reuse(mut self, period: Duration) -> Self {
        self.data_key_reuse = Some(period);
        self
    }

    /// Which queues may have it for their dead letters; all of the account, if this is not said.
    pub fn redrive_allow(mut self, who: RedriveAllow) -> Self {
        self.redrive_allow = Some(who);
        self
    }

    /// Takes requests that are not over TLS, too, as SQS does. `Policy` is then there where something is
    /// granted, and not otherwise.
    ///
    /// ```
    /// use stackwright_aws::iam::{GrantExt, Principal};
    /// use stackwright_aws::sqs::Queue;
    /// use stackwright_core::App;
    ///
    /// let app = App::new();
    /// let stack = app.stack("Data");
    /// let jobs = stack.add("Jobs", Queue::new().allow_http());
    /// assert_eq!(app.synth().stacks[0].template.resources().count(), 1);
    ///
    /// let rule = "arn:aws:events:eu-central-1:111122223333:rule/nightly";
    /// stack.grant(Principal::service("events.amazonaws.com"), jobs.deliver(rule));
    /// assert_eq!(app.synth().stacks[0].template.resources().count(), 2);
    /// ```
    pub fn allow_http(mut self) -> Self {
        self.allows_http = true;
        self
    }

    /// What becomes of it, and of its `DeadLetters`, when it leaves the stack; it goes, if this is not
    /// said.
    pub fn removal_policy(mut self, policy: DeletionPolicy) -> Self {
        self.removal_policy = policy;
        self
    }

    /// Keeps it when it leaves the stack.
    pub fn retain(self) -> Self {
        self.removal_policy(DeletionPolicy::Retain)
    }

    /// Deletes it when it leaves the stack, as it is anyway.
    pub fn disposable(self) -> Self {
        self.removal_policy(DeletionPolicy::Delete)
    }

    /// Where its dead letters go, if they do.
    fn letters(&self, scope: Scope<'_>) -> Option<(u32, QueueHandle)> {
        let (receives, queue) = self.letters?;
        if !(1..=1_000).contains(&receives) {
            let message = format!("messages are dead letters after {receives} receives");
            scope.report(codes::SQS101.finding(message));
        }
        let queue = queue.unwrap_or_else(|| scope.add("DeadLetters", self.of_dead_letters()));
        Some((receives, queue))
    }

    fn of_dead_letters(&self) -> Queue {
        Queue {
            fifo: self.fifo.map(|_| Fifo::default()),
            retention: Some(Duration::from_secs(14 * 24 * 60 * 60)),
            key: self.key.clone(),
            data_key_reuse: self.data_key_reuse,
            allows_http: self.allows_http,
            removal_policy: self.removal_policy,
            ..Queue::new()
        }
    }

    fn full_name(&self) -> Option<Value<Str>> {
        let name = self.name.clone();
        match self.fifo {
            Some(_) => name.map(fifo::name),
            None => name,
        }
    }
}

impl Construct for Queue {
    type Handle = QueueHandle;

    fn build(self, scope: Scope<'_>) -> QueueHandle {
        let letters = self.letters(scope);
        let redrive = letters.map(|(receives, queue)| {
            let policy = [
                ("deadLetterTargetArn", queue.arn().into_expr()),
                ("maxReceiveCount", Expr::Int(i64::from(receives))),
            ];
            Value::<Json>::from_expr(Expr::object(policy))
        });
        let seconds = |time: Option<Duration>| time.map(whole_seconds);
        let name = self.full_name();
        let fifo = self.fifo;
        let by_content = fifo.and_then(|fifo| fifo.by_content.then_some(true));
        let fast = fifo.and_then(|fifo| fifo.high_throughput.then_some(()));
        let queue = cfn::Queue::new()
            .with(name, |queue, name| queue.queue_name(name))
            .with(fifo, |queue, _| queue.fifo_queue(true))
            .with(by_content, |queue, yes| {
                queue.content_based_deduplication(yes)
            })
            .with(fast, |queue, ()| {
                let queue = queue.deduplication_scope("messageGroup");
                queue.fifo_throughput_limit("perMessageGroupId")
            })
            .with(seconds(self.visibility), |queue, time| {
                queue.visibility_timeout(time)
            })
            .with(seconds(self.retention), |queue, time| {
                queue.message_retention_period(time)
            })
            .with(seconds(self.delay), |queue, time| queue.delay_seconds(time))
            .receive_message_wait_time_seconds(whole_seconds(self.wait))
            .with(self.max_message_bytes, |queue, bytes| {
                queue.maximum_message_size(bytes)
            })
            .with(self.key.is_none().then_some(true), |queue, yes| {
                queue.sqs_managed_sse_enabled(yes)
            })
            .with(self.key.clone(), |queue, key| queue.kms_master_key_id(key))
            .with(seconds(self.data_key_reuse), |queue, time| {
                queue.kms_data_key_reuse_period_seconds(time)
            })
            .with(redrive, |queue, policy| queue.redrive_policy(policy))
            .with(self.redrive_allow, |queue, who| {
                queue.redrive_allow_policy(who.into_property())
            });
        let resource = scope.add("Resource", queue);
        scope.of(resource).removal_policy(self.removal_policy);
        scope.set_primary(resource);
        scope.set_data(Hidden(self.visibility.unwrap_or(VISIBILITY)));
        EncryptedWith::keep(scope, self.key, "sqs");
        if let Some((_, queue)) = letters {
            scope.set_data(Letters(queue));
        }
        scope.set_data(match self.allows_http {
            true => ResourcePolicy::beside(DOCUMENT, add_policy),
            false => {
                let clear = Statement::deny(["sqs:*"])
                    .to(Principal::anyone())
                    .on([resource.arn()])
                    .when("Bool", "aws:SecureTransport", "false");
                ResourcePolicy::held_by(add_policy(scope, clear.into()), DOCUMENT)
            }
        });
        QueueHandle::new(scope)
    }
}

/// The property that holds the policy of a queue.
const DOCUMENT: &str = "PolicyDocument";

fn add_policy(scope: Scope<'_>, document: PolicyDocument) -> NodeId {
    let policy = cfn::QueuePolicy::new()
        .queues([QueueHandle::new(scope).reference()])
        .policy_document(document);
    scope.add("Policy", policy).node()
}
