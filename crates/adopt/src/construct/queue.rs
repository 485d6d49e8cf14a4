use stackwright_aws::sqs::QueueHandle;
use stackwright_cfn::sqs as cfn;
use stackwright_import::construct::Expression;
use stackwright_template::Node;

use super::{Matcher, tls_policy};
use crate::found::{Found, Writing, integer, map_of, number, single};
use crate::said::{Drafted, Said, draft, say};
use crate::why::Why;

pub static QUEUE: Matcher = Matcher {
    construct: "Queue",
    type_name: "AWS::SQS::Queue",
    parts,
    write,
};

fn parts(found: Found<'_>) -> Vec<(String, String)> {
    let mut parts = super::alone(found);
    parts.extend(policy(found));
    parts
}

fn policy(found: Found<'_>) -> Option<(String, String)> {
    tls_policy(found, "AWS::SQS::QueuePolicy", |own| {
        let queue = own.property("Queues").and_then(single)?;
        queue.as_call()?.reference()
    })
}

fn write(queue: &Writing<'_>) -> Result<Drafted, Why> {
    let mut draft = draft!(sqs::Queue::new());
    let is_fifo = queue.is_true("FifoQueue");
    let is_literal = queue
        .get("QueueName")
        .is_some_and(|name| name.as_str().is_some());
    // The construct puts `.fifo` behind what is no literal.
    if !is_fifo || is_literal {
        say!(draft.name?(queue.text("QueueName")));
    }
    let says = |name: &str, word: &str| queue.get(name).and_then(Node::as_str) == Some(word);
    if says("DeduplicationScope", "messageGroup")
        && says("FifoThroughputLimit", "perMessageGroupId")
    {
        say!(draft.high_throughput());
    } else if is_fifo {
        say!(draft.fifo());
    }
    if queue.is_true("ContentBasedDeduplication") {
        say!(draft.deduplicated_by_content());
    }
    say!(draft.visibility?(queue.seconds("VisibilityTimeout")));
    say!(draft.retention?(queue.seconds("MessageRetentionPeriod")));
    say!(draft.delay?(queue.seconds("DelaySeconds")));
    match queue.get("ReceiveMessageWaitTimeSeconds") {
        None => {}
        Some(wait) if integer(wait) == Some(20) => {}
        Some(_) => say!(draft.wait?(queue.seconds("ReceiveMessageWaitTimeSeconds"))),
    }
    let bytes = queue.integer("MaximumMessageSize");
    say!(draft.max_message_bytes?(
        bytes
            .and_then(|bytes| u32::try_from(bytes).ok())
            .map(number)
    ));
    say!(draft.encrypted_with?(queue.reference(
        "KmsMasterKeyId",
        "AWS::KMS::Key",
        Some("Arn")
    )));
    say!(draft.data_key_reuse?(
        queue.seconds("KmsDataKeyReusePeriodSeconds")
    ));
    if let Some((letters, receives)) = letters(queue) {
        say!(draft.dead_letters_to(letters, receives));
    }
    if policy(**queue).is_none() {
        say!(draft.allow_http());
    }
    if queue.resource.deletion_policy() == Some("Retain") {
        say!(draft.retain());
    }
    Ok(draft.into())
}

/// The queue for dead letters, where it is one of the template, and after how many receives.
fn letters(queue: &Writing<'_>) -> Option<(Said<QueueHandle>, Said<u32>)> {
    let policy = map_of(
        queue.get("RedrivePolicy")?,
        &["deadLetterTargetArn", "maxReceiveCount"],
    )?;
    let arn = policy.get("deadLetterTargetArn")?.as_call()?.get_att()?;
    if arn.attribute.as_str() != Some("Arn") {
        return None;
    }
    let receives = u32::try_from(integer(policy.get("maxReceiveCount")?)?).ok()?;
    let letters = Said {
        value: queue
            .world
            .handle::<QueueHandle, cfn::QueueHandle>(arn.resource)?,
        code: Expression::Named(arn.resource.to_owned()),
    };
    Some((letters, number(receives)))
}
