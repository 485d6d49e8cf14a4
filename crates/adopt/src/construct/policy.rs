use stackwright_aws::iam::PolicyDocument;
use stackwright_core::Value;
use stackwright_import::construct::Place;
use stackwright_template::Node;

use super::{Matcher, alone};
use crate::found::Writing;
use crate::said::{Drafted, Said, draft, say};
use crate::why::Why;

/// A policy beside the roles, users and groups that have it.
pub static POLICY: Matcher = Matcher {
    construct: "Policy",
    type_name: "AWS::IAM::Policy",
    parts: alone,
    write,
};

fn write(policy: &Writing<'_>) -> Result<Drafted, Why> {
    let name = policy.text("PolicyName").ok_or(Why::NoWord("its name"))?;
    let document = policy.get("PolicyDocument");
    let document: Said<PolicyDocument> = document
        .and_then(|own| policy.document(own))
        .ok_or(Why::NoWord("what it says"))?;
    let mut draft = draft!(iam::Policy::new(name, document));
    for role in items(policy, "Roles")? {
        let role = policy
            .role(role, None)
            .ok_or(Why::NoWord("a role that is named and not referred to"))?;
        say!(draft.role(role));
    }
    for user in items(policy, "Users")? {
        let user: Said<Value<_>> = policy.value(user, Place::Reference("AWS::IAM::User", None));
        say!(draft.user(user));
    }
    for group in items(policy, "Groups")? {
        let group: Said<Value<_>> = policy.value(group, Place::Reference("AWS::IAM::Group", None));
        say!(draft.group(group));
    }
    Ok(draft.into())
}

/// What a property lists.
fn items<'f>(policy: &Writing<'f>, name: &str) -> Result<&'f [Node], Why> {
    match policy.get(name) {
        None => Ok(&[]),
        Some(list) => list.as_list().ok_or(Why::NoWord("whose it is")),
    }
}
