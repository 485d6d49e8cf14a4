use stackwright_import::construct::Place;
use stackwright_template::Node;

use super::{Matcher, tls_policy};
use crate::found::{Found, Writing, is_true, refers_to, single};
use crate::said::{Drafted, Said, draft, say};
use crate::why::Why;

/// A bucket, with the policy that refuses what is not over TLS and says nothing else; another one stands beside it.
pub static BUCKET: Matcher = Matcher {
    construct: "Bucket",
    type_name: "AWS::S3::Bucket",
    parts,
    write,
};

fn parts(found: Found<'_>) -> Vec<(String, String)> {
    let mut parts = super::alone(found);
    parts.extend(policy(found));
    parts
}

fn policy(found: Found<'_>) -> Option<(String, String)> {
    tls_policy(found, "AWS::S3::BucketPolicy", |own| {
        own.property("Bucket").and_then(refers_to)
    })
}

fn write(bucket: &Writing<'_>) -> Result<Drafted, Why> {
    let mut draft = draft!(s3::Bucket::new());
    if policy(**bucket).is_none() {
        say!(draft.without_policy());
    }
    say!(draft.name?(bucket.text("BucketName")));
    if let Some(key) = key(bucket) {
        say!(draft.encrypted_with(key));
    }
    let versions = bucket.get("VersioningConfiguration");
    let versions = versions.and_then(|own| own.get("Status")?.as_str());
    if versions == Some("Enabled") {
        say!(draft.versions());
    }
    // Rules are written past it where there are any.
    say!(draft.keep_abandoned_uploads());
    let notifications = bucket.get("NotificationConfiguration");
    let bus = notifications.and_then(|own| own.get("EventBridgeConfiguration"));
    if bus.is_some_and(|own| own.get("EventBridgeEnabled").is_none_or(is_true)) {
        say!(draft.event_bridge());
    }
    match bucket.resource.deletion_policy() {
        Some("Retain") => say!(draft.retain()),
        Some("RetainExceptOnCreate") => {}
        _ => say!(draft.disposable()),
    }
    Ok(draft.into())
}

/// The key of one's own that encrypts objects.
fn key<K>(bucket: &Writing<'_>) -> Option<Said<stackwright_core::Value<K>>> {
    let rules = bucket.get("BucketEncryption")?;
    let rule = single(rules.get("ServerSideEncryptionConfiguration")?)?;
    let own: &Node = rule.get("ServerSideEncryptionByDefault")?;
    let place = Place::Reference("AWS::KMS::Key", Some("Arn"));
    Some(bucket.value(own.get("KMSMasterKeyID")?, place))
}
