use stackwright_aws::iam::{ManagedPolicy, PolicyDocument, Principal};
use stackwright_core::{Str, Value};
use stackwright_import::construct::Place;
use stackwright_template::{Function, Node, SubPart};

use super::{Matcher, alone};
use crate::found::{Writing, map_of, single};
use crate::said::{Drafted, Said, draft, say, text};
use crate::why::Why;

/// A role of one principal. Policies beside it stay what they are.
pub static ROLE: Matcher = Matcher {
    construct: "Role",
    type_name: "AWS::IAM::Role",
    parts: alone,
    write,
};

fn write(role: &Writing<'_>) -> Result<Drafted, Why> {
    let principal = trusted(role).ok_or(Why::NoWord("whom it trusts"))?;
    let conditions = conditions(role).ok_or(Why::NoWord("when it trusts"))?;
    let mut draft = draft!(iam::Role::new(principal));
    for (operator, key, value) in conditions {
        say!(draft.trusted_when(operator, key, value));
    }
    say!(draft.name?(role.text("RoleName")));
    say!(draft.describe?(role.text("Description")));
    say!(draft.path?(role.text("Path")));
    let policies = role.get("ManagedPolicyArns").and_then(Node::as_list);
    let policies = policies.map(|all| all.iter().map(managed).collect::<Option<Vec<_>>>());
    for policy in policies.flatten().into_iter().flatten() {
        say!(draft.managed_policy(policy));
    }
    for (name, policy) in inline(role).into_iter().flatten() {
        say!(draft.inline_policy(name, policy));
    }
    say!(draft.max_session?(role.seconds("MaxSessionDuration")));
    Ok(draft.into())
}

/// A policy in a role: its name, and what it says.
type Inline = (Said<Value<Str>>, Said<PolicyDocument>);

/// The policies that stand in the role; nothing, if there are no words for one of them.
fn inline(role: &Writing<'_>) -> Option<Vec<Inline>> {
    let policies = role.get("Policies")?.as_list()?.iter().map(|policy| {
        let policy = map_of(policy, &["PolicyDocument", "PolicyName"])?;
        let name = role.value(policy.get("PolicyName")?, Place::Text);
        Some((name, role.document(policy.get("PolicyDocument")?)?))
    });
    policies.collect()
}

/// The principal of the only statement.
fn trusted(role: &Writing<'_>) -> Option<Said<Principal>> {
    let statement = role.get("AssumeRolePolicyDocument")?.get("Statement")?;
    let statement = single(statement).unwrap_or(statement);
    map_of(statement, &["Action", "Condition", "Effect", "Principal"])?;
    let principal = map_of(
        statement.get("Principal")?,
        &["AWS", "Federated", "Service"],
    )?;
    let (kind, value) = principal.iter().next().filter(|_| principal.len() == 1)?;
    let value = single(value).unwrap_or(value);
    if value.as_list().is_some() {
        return None;
    }
    let value: Said<Value<Str>> = role.value(value, Place::Text);
    let draft = match kind.as_str() {
        "Service" => draft!(iam::Principal::service(value)),
        "Federated" => draft!(iam::Principal::federated(value)),
        _ => draft!(iam::Principal::arn(value)),
    };
    Some(draft.said())
}

/// Where something holds: an operator, a key and a value.
type Condition = (Said<String>, Said<String>, Said<Value<Str>>);

/// Where it trusts its principal; nothing, if there are no words for it.
fn conditions(role: &Writing<'_>) -> Option<Vec<Condition>> {
    let statement = role.get("AssumeRolePolicyDocument")?.get("Statement")?;
    let statement = single(statement).unwrap_or(statement);
    let Some(all) = statement.get("Condition") else {
        return Some(Vec::new());
    };
    let mut conditions = Vec::new();
    for (operator, keys) in all.as_map()?.iter() {
        for (key, value) in keys.as_map()?.iter() {
            // Several values are alternatives, which it has no word for.
            let value = match value.as_list() {
                Some(_) => single(value)?,
                None => value,
            };
            let value = role.value(value, Place::Text);
            conditions.push((text(operator.as_str()), text(key.as_str()), value));
        }
    }
    Some(conditions)
}

/// A policy that AWS keeps, in any partition or in one.
fn managed(arn: &Node) -> Option<Said<ManagedPolicy>> {
    if let Some(arn) = arn.as_str() {
        let arn = text(arn);
        return Some(draft!(iam::ManagedPolicy::arn(arn)).said());
    }
    let arn = in_partition(arn)?;
    let name = text(arn.strip_prefix("arn:${AWS::Partition}:iam::aws:policy/")?);
    Some(draft!(iam::ManagedPolicy::aws(name)).said())
}

/// A text with the partition in it, as `Fn::Sub` has it.
fn in_partition(node: &Node) -> Option<String> {
    let call = node.as_call()?;
    match call.function {
        Function::Sub => {
            let sub = call.sub().filter(|sub| sub.variables.is_none())?;
            let parts = sub.parts();
            let is_plain = |part: &SubPart<'_>| match part {
                SubPart::Literal(_) => true,
                SubPart::Variable(variable) => variable.name == "AWS::Partition",
            };
            parts.iter().all(is_plain).then(|| sub.text.to_owned())
        }
        Function::Join => {
            let join = call.join().filter(|join| join.delimiter.is_empty())?;
            let parts = join.values.as_list()?.iter().map(|part| {
                let call = part.as_call();
                match (part.as_str(), call.and_then(|call| call.reference())) {
                    (Some(text), _) => Some(text.to_owned()),
                    (None, Some("AWS::Partition")) => Some("${AWS::Partition}".to_owned()),
                    _ => None,
                }
            });
            parts.collect()
        }
        _ => None,
    }
}
