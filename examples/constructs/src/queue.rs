use stackwright::aws::iam::{EncryptedWith, Grant, PolicyDocument, ResourcePolicy, Statement};
use stackwright::aws::units::whole_seconds;
use stackwright::cfn::kind::kms::KeyArn;
use stackwright::cfn::sqs as cfn;
use stackwright::core::{NodeId, Settings, With, handle};
use stackwright::prelude::*;

/// A queue of messages that live for 14 days unless somebody handles them.
#[derive(Clone, Debug, Default)]
pub struct Queue {
    name: Option<Value<Str>>,
    visibility: Option<Duration>,
    key: Option<Value<KeyArn>>,
    removal_policy: Option<DeletionPolicy>,
}

impl Queue {
    /// A queue that is encrypted with a key of SQS's own.
    pub fn new() -> Self {
        Queue::default()
    }

    /// Names it. A named queue cannot be replaced by CloudFormation.
    pub fn name(mut self, name: impl IntoValue<Str>) -> Self {
        self.name = Some(name.into_value());
        self
    }

    /// How long a message that was received is hidden from others: at most 12 hours; 30 seconds,
    /// if this is not said.
    pub fn visibility_timeout(mut self, timeout: Duration) -> Self {
        self.visibility = Some(timeout);
        self
    }

    /// Encrypts messages with a key of one's own. Who may send to it or read from it may then use
    /// the key, through SQS.
    pub fn encrypted_with(mut self, key: impl IntoValue<KeyArn>) -> Self {
        self.key = Some(key.into_value());
        self
    }

    /// Keeps it when it leaves the stack.
    pub fn retain(mut self) -> Self {
        self.removal_policy = Some(DeletionPolicy::Retain);
        self
    }
}

impl Construct for Queue {
    type Handle = QueueHandle;

    fn build(self, scope: Scope<'_>) -> QueueHandle {
        if let Some(key) = self.key.clone() {
            scope.set_data(EncryptedWith::new(key, "sqs"));
        }
        let queue = cfn::Queue::new()
            .with(self.name, |queue, name| queue.queue_name(name))
            .message_retention_period(whole_seconds(14.days()))
            .with(self.visibility, |queue, timeout| {
                queue.visibility_timeout(whole_seconds(timeout))
            })
            .with(self.key, |queue, key| queue.kms_master_key_id(key));
        let resource = scope.add("Resource", queue);
        scope
            .of(resource)
            .with(self.removal_policy, Settings::removal_policy);
        scope.set_primary(resource);
        scope.set_data(ResourcePolicy::beside("PolicyDocument", add_policy));
        QueueHandle::new(scope)
    }
}

/// Says what services and other accounts may do with a queue.
fn add_policy(queue: Scope<'_>, document: PolicyDocument) -> NodeId {
    let policy = cfn::QueuePolicy::new()
        .queues([QueueHandle::new(queue).reference()])
        .policy_document(document);
    queue.add("Policy", policy).node()
}

handle! {
    /// Names a queue.
    pub struct QueueHandle(cfn::QueueHandle);
}

impl QueueHandle {
    /// The right to send to it.
    pub fn send(self) -> Grant {
        let send = Statement::allow(["sqs:SendMessage", "sqs:GetQueueAttributes"]);
        Grant::from(send.on([self.arn()])).encrypting(self)
    }

    /// The right to take messages from it.
    pub fn consume(self) -> Grant {
        let consume = Statement::allow([
            "sqs:ReceiveMessage",
            "sqs:DeleteMessage",
            "sqs:ChangeMessageVisibility",
            "sqs:GetQueueAttributes",
        ]);
        Grant::from(consume.on([self.arn()])).decrypting(self)
    }
}
