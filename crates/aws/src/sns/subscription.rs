use stackwright_cfn::kind::lambda::FunctionArn;
use stackwright_cfn::lambda;
use stackwright_cfn::sns as cfn;
use stackwright_core::{Construct, Expr, Handle, IntoValue, Json, Scope, Str, Value, With, handle};

use super::TopicHandle;
use crate::iam::{GrantExt, Principal, ResourcePolicy};
use crate::sqs::QueueHandle;

/// Who is told of what is published to a topic.
///
/// A queue lets the topic by its policy, and by that of its key; a function is let to be called. It
/// adds `Permission` for a function.
///
/// ```
/// use stackwright_aws::sns::{Subscription, Topic};
/// use stackwright_aws::sqs::Queue;
/// use stackwright_core::{App, object};
///
/// let app = App::new();
/// let data = app.stack("Data");
/// let orders = data.add("Orders", Topic::new());
/// let jobs = data.add("Jobs", Queue::new().dead_letter_after(5));
/// data.add(
///     "JobsOfOrders",
///     Subscription::to(orders, jobs).raw().only(object!({ "kind": ["paid"] })),
/// );
/// ```
///
/// Its topic and who is told replace it.
///
/// <https://docs.aws.amazon.com/sns/latest/dg/sns-create-subscribe-endpoint-to-topic.html>
#[derive(Clone, Debug)]
pub struct Subscription {
    topic: TopicHandle,
    told: Told,
    is_raw: bool,
    filter: Option<(Value<Json>, bool)>,
    letters: Option<QueueHandle>,
}

#[derive(Clone, Debug)]
enum Told {
    Queue(QueueHandle),
    Function(Value<Str>),
    /// A protocol, and an address in it.
    Plain(Value<Str>, Value<Str>),
}

impl Subscription {
    /// Tells a queue.
    pub fn to(topic: impl Into<TopicHandle>, queue: impl Into<QueueHandle>) -> Self {
        Subscription::of(topic.into(), Told::Queue(queue.into()))
    }

    /// Tells a function, by its ARN.
    pub fn function(topic: impl Into<TopicHandle>, arn: impl IntoValue<Str>) -> Self {
        Subscription::of(topic.into(), Told::Function(arn.into_value()))
    }

    /// Tells a page by HTTPS, which has to say yes to that once.
    pub fn https(topic: impl Into<TopicHandle>, url: impl IntoValue<Str>) -> Self {
        Subscription::of(
            topic.into(),
            Told::Plain("https".into_value(), url.into_value()),
        )
    }

    /// Tells an address by mail, once somebody there has said yes to that.
    pub fn email(topic: impl Into<TopicHandle>, address: impl IntoValue<Str>) -> Self {
        Subscription::of(
            topic.into(),
            Told::Plain("email".into_value(), address.into_value()),
        )
    }

    /// Tells a telephone by SMS, as `+4930123456`.
    pub fn sms(topic: impl Into<TopicHandle>, number: impl IntoValue<Str>) -> Self {
        Subscription::of(
            topic.into(),
            Told::Plain("sms".into_value(), number.into_value()),
        )
    }

    /// Tells an endpoint by its protocol, as `sqs` and the ARN of a queue, and does no more: that the topic is let in is
    /// said where the queue, or the function, is. For subscriptions that are deployed so.
    ///
    /// <https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html>
    pub fn to_endpoint(
        topic: impl Into<TopicHandle>,
        protocol: impl IntoValue<Str>,
        endpoint: impl IntoValue<Str>,
    ) -> Self {
        let told = Told::Plain(protocol.into_value(), endpoint.into_value());
        Subscription::of(topic.into(), told)
    }

    fn of(topic: TopicHandle, told: Told) -> Self {
        Subscription {
            topic,
            told,
            is_raw: false,
            filter: None,
            letters: None,
        }
    }

    /// Delivers messages as they are, without the JSON around them that says where they are from: to
    /// queues and pages.
    ///
    /// <https://docs.aws.amazon.com/sns/latest/dg/sns-large-payload-raw-message-delivery.html>
    pub fn raw(mut self) -> Self {
        self.is_raw = true;
        self
    }

    /// Tells only of messages whose attributes match.
    ///
    /// <https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html>
    pub fn only(mut self, attributes: impl IntoValue<Json>) -> Self {
        self.filter = Some((attributes.into_value(), false));
        self
    }

    /// Tells only of messages whose body, which is JSON, matches.
    pub fn only_body(mut self, body: impl IntoValue<Json>) -> Self {
        self.filter = Some((body.into_value(), true));
        self
    }

    /// Where what could not be delivered goes. The queue lets the topic.
    ///
    /// <https://docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html>
    pub fn dead_letters_to(mut self, queue: impl Into<QueueHandle>) -> Self {
        self.letters = Some(queue.into());
        self
    }
}

impl Construct for Subscription {
    type Handle = SubscriptionHandle;

    fn build(self, scope: Scope<'_>) -> SubscriptionHandle {
        let topic = self.topic;
        let mut waits = Vec::new();
        let mut let_in =
            |queue: QueueHandle| {
                let sns = Principal::service("sns.amazonaws.com");
                scope.grant(sns, queue.deliver(topic.arn()));
                let policy = ResourcePolicy::holder(scope.app(), queue.node());
                // What is in another stack is there before this one, or does not need it.
                waits.extend(policy.filter(|policy| {
                    scope.app().scope_of(*policy).stack_node() == scope.stack_node()
                }));
            };
        let (protocol, endpoint): (Value<Str>, Value<Str>) = match self.told {
            Told::Queue(queue) => {
                let_in(queue);
                ("sqs".into_value(), queue.arn().assume())
            }
            Told::Function(arn) => {
                let permission = lambda::Permission::new()
                    .action("lambda:InvokeFunction")
                    .function_name(arn.clone())
                    .principal("sns.amazonaws.com")
                    .source_arn(topic.arn());
                scope.add("Permission", permission);
                ("lambda".into_value(), arn)
            }
            Told::Plain(protocol, address) => (protocol, address),
        };
        let redrive = self.letters.map(|queue| {
            let_in(queue);
            let arn = queue.arn().into_expr();
            Value::<Json>::from_expr(Expr::object([("deadLetterTargetArn", arn)]))
        });
        let by_body = self.filter.as_ref().is_some_and(|(_, by_body)| *by_body);
        let subscription = cfn::Subscription::new()
            .topic_arn(topic.resource())
            .protocol(protocol)
            .endpoint(endpoint.assume::<FunctionArn>())
            .with(self.is_raw.then_some(true), |own, yes| {
                own.raw_message_delivery(yes)
            })
            .with(self.filter, |own, (filter, _)| own.filter_policy(filter))
            .with(by_body.then_some("MessageBody"), |own, scope| {
                own.filter_policy_scope(scope)
            })
            .with(redrive, |own, policy| own.redrive_policy(policy));
        let resource = scope.add("Resource", subscription);
        for policy in waits {
            scope.of(resource).depends_on(policy);
        }
        scope.set_primary(resource);
        SubscriptionHandle::new(scope)
    }
}

handle! {
    /// Names a subscription.
    pub struct SubscriptionHandle(cfn::SubscriptionHandle);
}
