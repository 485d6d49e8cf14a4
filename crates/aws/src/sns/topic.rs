use stackwright_cfn::kind::kms::KeyArn;
use stackwright_cfn::sns as cfn;
use stackwright_core::{
    Construct, Handle, IntoValue, NodeId, Pseudo, Scope, Str, Text, Value, With,
};

use super::{ImportedTopic, Subscription, TopicHandle};
use crate::ecs::own_name;
use crate::iam::{
    EncryptedWith, Grant, GrantExt, PolicyDocument, Principal, ResourcePolicy, Statement,
};
use crate::sqs::fifo::{self, Fifo};

/// A topic: what is published to it, all are told who subscribe.
///
/// Unless said otherwise, publishing is over TLS only, which AWS does not ask for. Who publishes has a
/// right to, and CloudWatch for the alarms of this account, which the policy that AWS gives topics lets
/// in, and any policy in its place forgets: then alarms are silent.
///
/// It adds `Policy`, which says so, and holds what services and other accounts are
/// [granted](crate::iam::GrantExt::grant); and `Email..` for each [address](Self::email).
///
/// ```
/// use stackwright_aws::ecs::Container;
/// use stackwright_aws::sns::{Subscription, Topic};
/// use stackwright_core::App;
///
/// let app = App::new();
/// let data = app.stack("Data");
/// let orders = data.add("Orders", Topic::new());
/// data.add("OrdersByHttps", Subscription::https(orders, "https://erp.example.com/orders"));
/// let shop = Container::new("shop", "shop:1").link(orders.publish()); // the right, and ORDERS_ARN
/// ```
///
/// A [name](Self::name), or becoming [first-in, first-out](Self::fifo), replaces it.
///
/// <https://docs.aws.amazon.com/sns/latest/dg/welcome.html>
#[derive(Clone, Debug)]
pub struct Topic {
    name: Option<Value<Str>>,
    display_name: Option<Value<Str>>,
    fifo: Option<Fifo>,
    key: Option<Value<KeyArn>>,
    max_message_bytes: Option<u32>,
    is_traced: bool,
    sha256: bool,
    emails: Vec<Text>,
    has_policy: bool,
}

impl Topic {
    /// A topic that nobody subscribes to yet.
    #[allow(
        clippy::new_without_default,
        reason = "what a topic is by default is said, not assumed"
    )]
    pub fn new() -> Self {
        Topic {
            name: None,
            display_name: None,
            fifo: None,
            key: None,
            max_message_bytes: None,
            is_traced: false,
            sha256: false,
            emails: Vec::new(),
            has_policy: true,
        }
    }

    /// A topic that exists, by its ARN.
    pub fn imported(arn: impl IntoValue<Str>) -> ImportedTopic {
        ImportedTopic::new(arn.into_value())
    }

    /// Names it: at most 256 letters, digits, `-` and `_`, with `.fifo`, which is added. A named topic
    /// cannot be replaced by CloudFormation.
    pub fn name(mut self, name: impl IntoValue<Str>) -> Self {
        self.name = Some(name.into_value());
        self
    }

    /// What people who get its messages see for the sender.
    pub fn display_name(mut self, name: impl IntoValue<Str>) -> Self {
        self.display_name = Some(name.into_value());
        self
    }

    /// Adds no policy: that of AWS holds, which lets this account publish, also without TLS, or one that stands beside it. For
    /// topics that are deployed so; what services and other accounts are granted is then added as a policy.
    ///
    /// <https://docs.aws.amazon.com/sns/latest/dg/sns-using-identity-based-policies.html>
    pub fn without_policy(mut self) -> Self {
        self.has_policy = false;
        self
    }

    /// Tells an address by mail, once somebody there has said yes to that.
    pub fn email(mut self, address: impl Into<Text>) -> Self {
        self.emails.push(address.into());
        self
    }

    /// Keeps the messages of each group in order, for queues. A topic without a name gets one of stack
    /// and path, as CloudFormation makes up none that SNS takes.
    ///
    /// <https://docs.aws.amazon.com/sns/latest/dg/sns-fifo-topics.html>
    pub fn fifo(mut self) -> Self {
        self.fifo.get_or_insert_default();
        self
    }

    /// The same, where messages of the same content within five minutes are one.
    pub fn deduplicated_by_content(mut self) -> Self {
        self.fifo.get_or_insert_default().by_content = true;
        self
    }

    /// The same, with quotas and deduplication by group instead of for the whole topic.
    pub fn high_throughput(mut self) -> Self {
        self.fifo.get_or_insert_default().high_throughput = true;
        self
    }

    /// Encrypts messages with a key of one's own. Who may publish may then use the key, through SNS.
    /// CloudWatch is let by the key's policy; of a key that is named by its ARN alone, that is for who
    /// keeps it to say.
    ///
    /// <https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html>
    pub fn encrypted_with(mut self, key: impl IntoValue<KeyArn>) -> Self {
        self.key = Some(key.into_value());
        self
    }

    /// How large a message may be, in bytes: 1,024 to 1,048,576.
    pub fn max_message_bytes(mut self, bytes: u32) -> Self {
        self.max_message_bytes = Some(bytes);
        self
    }

    /// Shows in AWS X-Ray which way messages go.
    pub fn traced(mut self) -> Self {
        self.is_traced = true;
        self
    }

    /// Signs what it sends to pages by SHA-256 instead of SHA-1, for subscribers who look at the signature.
    ///
    /// <https://docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message-configure-message-signature.html>
    pub fn signed_by_sha256(mut self) -> Self {
        self.sha256 = true;
        self
    }

    fn full_name(&self, scope: Scope<'_>) -> Option<Value<Str>> {
        match self.fifo {
            Some(_) => {
                let name = self.name.clone();
                Some(fifo::name(name.unwrap_or_else(|| own_name(scope))))
            }
            None => self.name.clone(),
        }
    }
}

impl Construct for Topic {
    type Handle = TopicHandle;

    fn build(self, scope: Scope<'_>) -> TopicHandle {
        let name = self.full_name(scope);
        let by_content = self.fifo.is_some_and(|fifo| fifo.by_content);
        let by_group = self.fifo.is_some_and(|fifo| fifo.high_throughput);
        let topic = cfn::Topic::new()
            .with(name, |topic, name| topic.topic_name(name))
            .with(self.display_name, |topic, name| topic.display_name(name))
            .with(self.fifo, |topic, _| topic.fifo_topic(true))
            .with(by_content.then_some(true), |topic, yes| {
                topic.content_based_deduplication(yes)
            })
            .with(by_group.then_some("MessageGroup"), |topic, scope| {
                topic.fifo_throughput_scope(scope)
            })
            .with(self.key.clone(), |topic, key| topic.kms_master_key_id(key))
            .with(self.max_message_bytes, |topic, bytes| {
                topic.maximum_message_size(bytes)
            })
            .with(self.is_traced.then_some("Active"), |topic, mode| {
                topic.tracing_config(mode)
            })
            .with(self.sha256.then_some("2"), |topic, version| {
                topic.signature_version(version)
            });
        let resource = scope.add("Resource", topic);
        scope.set_primary(resource);
        let handle = TopicHandle::new(scope);
        if self.has_policy {
            let policy = cfn::TopicPolicy::new()
                .topics([resource.reference()])
                .policy_document(own_policy(handle));
            let policy = scope.add("Policy", policy);
            scope.set_data(ResourcePolicy::held_by(policy, "PolicyDocument"));
        } else {
            scope.set_data(ResourcePolicy::beside("PolicyDocument", add_policy));
        }
        if let Some(key) = self.key {
            let is_known = EncryptedWith::knows(&key) && self.has_policy;
            scope.set_data(EncryptedWith::new(key, "sns"));
            if is_known {
                let cloudwatch = Principal::service("cloudwatch.amazonaws.com");
                scope.grant(cloudwatch, Grant::default().encrypting(handle));
            }
        }
        for address in self.emails {
            let id = format!("Email{}", words(&address));
            scope.add(id, Subscription::email(handle, address));
        }
        handle
    }
}

/// Says what principals may do with a topic that have no role.
fn add_policy(topic: Scope<'_>, document: PolicyDocument) -> NodeId {
    let policy = cfn::TopicPolicy::new()
        .topics([TopicHandle::new(topic).reference()])
        .policy_document(document);
    topic.add("Policy", policy).node()
}

/// Who publishes without TLS is refused, and CloudWatch is let in for alarms of this account.
fn own_policy(topic: TopicHandle) -> PolicyDocument {
    let clear = Statement::deny(["sns:Publish"])
        .to(Principal::anyone())
        .on([topic.arn()])
        .when("Bool", "aws:SecureTransport", "false");
    let alarms = Statement::allow(["sns:Publish"])
        .to(Principal::service("cloudwatch.amazonaws.com"))
        .on([topic.arn()])
        .when(
            "StringEquals",
            "aws:SourceAccount",
            Pseudo::AccountId.value(),
        );
    PolicyDocument::from_iter([clear, alarms])
}

/// `OpsExampleCom` of `ops@example.com`.
fn words(address: &str) -> String {
    let mut id = String::new();
    for word in address.split(|c: char| !c.is_ascii_alphanumeric()) {
        let mut letters = word.chars();
        id.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        id.extend(letters);
    }
    id
}
