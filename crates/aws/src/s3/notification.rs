use crate::filled;
use stackwright_cfn::kind::lambda::FunctionArn;
use stackwright_cfn::lambda;
use stackwright_cfn::s3 as cfn;
use stackwright_core::{IntoValue, NodeId, Pseudo, Scope, Str, Text, Value, With, non_empty, sub};

#[cfg(feature = "sqs")]
use crate::iam::Statement;
use crate::iam::{Grant, GrantExt, Principal, ResourcePolicy};

/// Something that happens to objects.
///
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html>
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ObjectEvent {
    /// They are written, in whichever way.
    Created,
    /// They are deleted, by somebody.
    Removed,
    /// They are deleted by a rule.
    Expired,
    /// They are moved by a rule.
    Moved,
    /// They are brought back from an archive.
    Restored,
    /// Their tags change.
    Tagged,
    /// As S3 calls it, as `s3:ObjectAcl:Put`.
    Other(Text),
}

impl ObjectEvent {
    /// Of objects whose keys begin so.
    pub fn below(self, prefix: impl Into<Text>) -> ObjectEvents {
        ObjectEvents::from(self).below(prefix)
    }

    /// Of objects whose keys end so.
    pub fn ending(self, suffix: impl Into<Text>) -> ObjectEvents {
        ObjectEvents::from(self).ending(suffix)
    }

    fn name(self) -> Text {
        match self {
            ObjectEvent::Created => "s3:ObjectCreated:*".into(),
            ObjectEvent::Removed => "s3:ObjectRemoved:*".into(),
            ObjectEvent::Expired => "s3:LifecycleExpiration:*".into(),
            ObjectEvent::Moved => "s3:LifecycleTransition".into(),
            ObjectEvent::Restored => "s3:ObjectRestore:*".into(),
            ObjectEvent::Tagged => "s3:ObjectTagging:*".into(),
            ObjectEvent::Other(name) => name,
        }
    }
}

/// What happens to some of the objects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ObjectEvents {
    event: ObjectEvent,
    prefix: Option<Text>,
    suffix: Option<Text>,
}

impl From<ObjectEvent> for ObjectEvents {
    fn from(event: ObjectEvent) -> Self {
        ObjectEvents {
            event,
            prefix: None,
            suffix: None,
        }
    }
}

impl ObjectEvents {
    /// Of objects whose keys begin so.
    pub fn below(mut self, prefix: impl Into<Text>) -> Self {
        self.prefix = Some(prefix.into());
        self
    }

    /// Of objects whose keys end so.
    pub fn ending(mut self, suffix: impl Into<Text>) -> Self {
        self.suffix = Some(suffix.into());
        self
    }

    fn filter(&self) -> Option<Value<cfn::bucket::NotificationFilter>> {
        let rules = [("prefix", &self.prefix), ("suffix", &self.suffix)];
        let rules = non_empty(rules.into_iter().filter_map(|(name, value)| {
            let value: Value<Str> = value.clone()?.into_value();
            Some(cfn::bucket::FilterRule::new().name(name).value(value))
        }))?;
        let key = cfn::bucket::S3KeyFilter::new().rules(rules);
        Some(
            cfn::bucket::NotificationFilter::new()
                .s3_key(key)
                .into_value(),
        )
    }
}

/// Who is told of what happens to objects: a queue, a topic, a function.
#[derive(Clone, Debug)]
pub struct Notified {
    kind: Kind,
    arn: Value<Str>,
    /// What it is, and the right to tell it, where it is a construct.
    construct: Option<(NodeId, Grant)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(dead_code, reason = "queues and topics are features")]
enum Kind {
    Queue,
    Topic,
    Function,
}

impl Notified {
    /// A function, by its ARN, which the bucket may then call.
    pub fn function(arn: impl IntoValue<Str>) -> Self {
        Notified {
            kind: Kind::Function,
            arn: arn.into_value(),
            construct: None,
        }
    }
}

#[cfg(feature = "sqs")]
impl From<crate::sqs::QueueHandle> for Notified {
    fn from(queue: crate::sqs::QueueHandle) -> Self {
        let send = Statement::allow(["sqs:SendMessage"]).on([queue.arn()]);
        Notified {
            kind: Kind::Queue,
            arn: queue.arn().assume(),
            construct: Some((
                stackwright_core::Handle::node(queue),
                Grant::from(of_account(send)).encrypting(queue),
            )),
        }
    }
}

#[cfg(feature = "sns")]
impl From<crate::sns::TopicHandle> for Notified {
    fn from(topic: crate::sns::TopicHandle) -> Self {
        let publish = Statement::allow(["sns:Publish"]).on([topic.arn()]);
        Notified {
            kind: Kind::Topic,
            arn: topic.arn(),
            construct: Some((
                stackwright_core::Handle::node(topic),
                Grant::from(of_account(publish)).encrypting(topic),
            )),
        }
    }
}

/// Not for this bucket alone: its ARN in the policy, which it waits for, would be a ring.
#[cfg(feature = "sqs")]
fn of_account(right: Statement) -> Statement {
    right.when(
        "StringEquals",
        "aws:SourceAccount",
        Pseudo::AccountId.value(),
    )
}

/// Who is told of what.
#[derive(Clone, Debug, Default)]
pub(super) struct Notifications {
    all: Vec<(ObjectEvents, Notified)>,
    pub event_bridge: bool,
}

/// What a bucket says of it, and what is to be made before.
pub(super) struct Told {
    pub property: Option<Value<cfn::bucket::NotificationConfiguration>>,
    pub waits: Vec<NodeId>,
}

impl Notifications {
    pub fn add(&mut self, of: ObjectEvents, whom: Notified) {
        self.all.push((of, whom));
    }

    pub fn into_property(self, name: Option<&Value<Str>>, scope: Scope<'_>) -> Told {
        let mut waits = Vec::new();
        let (mut queues, mut topics, mut functions) = (Vec::new(), Vec::new(), Vec::new());
        for (number, (of, whom)) in self.all.into_iter().enumerate() {
            let filter = of.filter();
            let event: Value<Str> = of.event.name().into_value();
            if let Some((node, right)) = whom.construct {
                scope.grant(Principal::service("s3.amazonaws.com"), right);
                let policy = ResourcePolicy::holder(scope.app(), node);
                // What is in another stack is there before this one.
                waits.extend(policy.filter(|policy| {
                    scope.app().scope_of(*policy).stack_node() == scope.stack_node()
                }));
            }
            match whom.kind {
                Kind::Queue => queues.push(
                    cfn::bucket::QueueConfiguration::new()
                        .event(event)
                        .queue(whom.arn.assume())
                        .with(filter, |own, filter| own.filter(filter)),
                ),
                Kind::Topic => topics.push(
                    cfn::bucket::TopicConfiguration::new()
                        .event(event)
                        .topic(whom.arn.assume())
                        .with(filter, |own, filter| own.filter(filter)),
                ),
                Kind::Function => {
                    let id = match number {
                        0 => "Permission".to_owned(),
                        more => format!("Permission{}", more + 1),
                    };
                    waits.push(may_call(id, &whom.arn, name, scope));
                    functions.push(
                        cfn::bucket::LambdaConfiguration::new()
                            .event(event)
                            .function(whom.arn.assume::<FunctionArn>())
                            .with(filter, |own, filter| own.filter(filter)),
                    );
                }
            }
        }
        let (queues, topics) = (filled(queues), filled(topics));
        let functions = filled(functions);
        let is_said = queues.is_some() || topics.is_some() || functions.is_some();
        let property = (is_said || self.event_bridge).then(|| {
            let bridge = self
                .event_bridge
                .then(|| cfn::bucket::EventBridgeConfiguration::new().event_bridge_enabled(true));
            cfn::bucket::NotificationConfiguration::new()
                .with(queues, |own, queues| own.queue_configurations(queues))
                .with(topics, |own, topics| own.topic_configurations(topics))
                .with(functions, |own, all| own.lambda_configurations(all))
                .with(bridge, |own, bridge| own.event_bridge_configuration(bridge))
                .into_value()
        });
        Told { property, waits }
    }
}

/// Lets the bucket call a function: by its name, where it has one, else every bucket of the account.
fn may_call(
    id: String,
    function: &Value<Str>,
    name: Option<&Value<Str>>,
    scope: Scope<'_>,
) -> NodeId {
    let permission = lambda::Permission::new()
        .action("lambda:InvokeFunction")
        .function_name(function.clone())
        .principal("s3.amazonaws.com")
        .source_account(Pseudo::AccountId.value())
        .with(name, |permission, name| {
            permission.source_arn(sub!("arn:{AWS::Partition}:s3:::{name}"))
        });
    stackwright_core::Handle::node(scope.add(id, permission))
}
