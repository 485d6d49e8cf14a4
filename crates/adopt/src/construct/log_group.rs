use stackwright_aws::logs::Retention;

use super::{Matcher, alone};
use crate::found::Writing;
use crate::said::{Drafted, Said, draft, say, variant};
use crate::why::Why;

pub static LOG_GROUP: Matcher = Matcher {
    construct: "LogGroup",
    type_name: "AWS::Logs::LogGroup",
    parts: alone,
    write,
};

fn write(group: &Writing<'_>) -> Result<Drafted, Why> {
    let mut draft = draft!(logs::LogGroup::new());
    say!(draft.name?(group.text("LogGroupName")));
    match group.get("RetentionInDays") {
        Some(_) => say!(draft.retention?(
            group.integer("RetentionInDays").and_then(retention)
        )),
        None => say!(draft.kept_for_ever()),
    }
    say!(draft.encrypted_with?(group.reference(
        "KmsKeyId",
        "AWS::KMS::Key",
        Some("Arn")
    )));
    if group.get("LogGroupClass").and_then(|class| class.as_str()) == Some("INFREQUENT_ACCESS") {
        say!(draft.infrequent_access());
    }
    if group.is_true("DeletionProtectionEnabled") {
        say!(draft.protected());
    }
    if group.resource.deletion_policy() == Some("Retain") {
        say!(draft.retain());
    }
    Ok(draft.into())
}

/// The period of so many days, if there is one.
fn retention(days: i64) -> Option<Said<Retention>> {
    let mut all = Retention::ALL.iter().copied();
    let period = all.find(|period| i64::from(period.days()) == days)?;
    Some(variant("logs", "Retention", period))
}
