use stackwright_template::Node;

use super::Matcher;
use crate::found::{Found, Writing, refers_to};
use crate::said::{Drafted, draft, say, text};
use crate::why::Why;

/// A key, with its alias where it has one.
pub static KEY: Matcher = Matcher {
    construct: "Key",
    type_name: "AWS::KMS::Key",
    parts,
    write,
};

/// What names of aliases begin with, which the construct adds.
const ALIAS: &str = "alias/";

fn parts(found: Found<'_>) -> Vec<(String, String)> {
    let mut parts = super::alone(found);
    parts.extend(alias(found).map(|(id, _)| ("Alias".to_owned(), id.to_owned())));
    parts
}

/// The only alias, and its name without what it begins with.
fn alias(found: Found<'_>) -> Option<(&str, &str)> {
    let key = found.resource.id();
    let of_key = |own: &stackwright_template::Resource<'_>| {
        own.property("TargetKeyId").and_then(refers_to) == Some(key)
    };
    let mut all = found.of_type("AWS::KMS::Alias").filter(of_key);
    let (alias, None) = (all.next()?, all.next()) else {
        return None;
    };
    let name = alias.property("AliasName")?.as_str()?;
    Some((alias.id(), name.strip_prefix(ALIAS)?))
}

fn write(key: &Writing<'_>) -> Result<Drafted, Why> {
    if key.get("KeySpec").is_some() {
        return Err(Why::NoWord("another use than encryption"));
    }
    let mut draft = draft!(kms::Key::new());
    let name = alias(**key).map(|(_, name)| text(name));
    say!(draft.alias?(name));
    say!(draft.describe?(key.text("Description")));
    if !key.is_true("EnableKeyRotation") {
        say!(draft.without_rotation());
    }
    if key.is_true("MultiRegion") {
        say!(draft.multi_region());
    }
    let days = |name: &str| {
        let days = u64::try_from(key.integer(name)?).ok()?;
        crate::found::seconds(days.checked_mul(86_400)?)
    };
    say!(draft.rotation?(days("RotationPeriodInDays")));
    say!(draft.pending_window?(days("PendingWindowInDays")));
    // The first one, that the account decides, is the construct's.
    let statements = key.get("KeyPolicy").and_then(|own| key.statements(own));
    for statement in statements.into_iter().flatten().skip(1) {
        say!(draft.statement(statement));
    }
    match key.resource.deletion_policy() {
        Some("Retain") => say!(draft.retain()),
        Some("RetainExceptOnCreate") => {}
        _ => say!(draft.disposable()),
    }
    if key.get("Enabled").and_then(Node::as_bool) == Some(false) {
        say!(draft.disabled());
    }
    Ok(draft.into())
}
