use stackwright_aws::sns::TopicHandle;
use stackwright_cfn::sns as cfn;
use stackwright_core::{Json, Str, Value};
use stackwright_import::construct::Place;
use stackwright_template::Node;

use super::{Matcher, alone};
use crate::found::{Writing, is_true};
use crate::said::{Drafted, Said, draft, say};
use crate::why::Why;

const TOPIC_TYPE: &str = "AWS::SNS::Topic";

/// A topic. Its policy, and who subscribes, stand beside it.
pub static TOPIC: Matcher = Matcher {
    construct: "Topic",
    type_name: TOPIC_TYPE,
    parts: alone,
    write,
};

/// Who is told of what is published to a topic.
pub static SUBSCRIPTION: Matcher = Matcher {
    construct: "Subscription",
    type_name: "AWS::SNS::Subscription",
    parts: alone,
    write: subscription,
};

fn write(topic: &Writing<'_>) -> Result<Drafted, Why> {
    let mut draft = draft!(sns::Topic::new());
    say!(draft.without_policy());
    let is_fifo = topic.is_true("FifoTopic");
    let name = topic.get("TopicName");
    // The construct puts `.fifo` behind what is no literal.
    if name.is_some_and(|name| !is_fifo || name.as_str().is_some()) {
        say!(draft.name?(topic.text("TopicName")));
    }
    say!(draft.display_name?(topic.text("DisplayName")));
    match (is_fifo, topic.is_true("ContentBasedDeduplication")) {
        (true, true) => say!(draft.deduplicated_by_content()),
        (true, false) => say!(draft.fifo()),
        (false, _) => {}
    }
    say!(draft.encrypted_with?(topic.reference(
        "KmsMasterKeyId",
        "AWS::KMS::Key",
        Some("Arn")
    )));
    if topic.get("TracingConfig").and_then(Node::as_str) == Some("Active") {
        say!(draft.traced());
    }
    Ok(draft.into())
}

fn subscription(own: &Writing<'_>) -> Result<Drafted, Why> {
    let node = own.get("TopicArn").ok_or(Why::NoWord("its topic"))?;
    let topic = own.handle::<TopicHandle, cfn::TopicHandle>(node, TOPIC_TYPE);
    let topic = topic.or_else(|| {
        own.imported(node, "ImportedTopic", || {
            let arn: Said<Value<Str>> = own.value(node, Place::Text);
            draft!(sns::Topic::imported(arn)).into()
        })
    });
    let topic = topic.ok_or(Why::NoWord("a topic that comes after it"))?;
    let (protocol, endpoint) = own
        .text("Protocol")
        .zip(own.text("Endpoint"))
        .ok_or(Why::NoWord("whom it tells"))?;
    let mut draft = match own.get("Protocol").and_then(Node::as_str) {
        Some("email") => draft!(sns::Subscription::email(topic, endpoint)),
        Some("https") => draft!(sns::Subscription::https(topic, endpoint)),
        Some("sms") => draft!(sns::Subscription::sms(topic, endpoint)),
        _ => draft!(sns::Subscription::to_endpoint(topic, protocol, endpoint)),
    };
    if own.get("RawMessageDelivery").is_some_and(is_true) {
        say!(draft.raw());
    }
    if let Some(filter) = own.get("FilterPolicy") {
        let filter: Said<Value<Json>> = own.value(filter, Place::Json);
        match own.get("FilterPolicyScope").and_then(Node::as_str) {
            Some("MessageBody") => say!(draft.only_body(filter)),
            _ => say!(draft.only(filter)),
        }
    }
    Ok(draft.into())
}
