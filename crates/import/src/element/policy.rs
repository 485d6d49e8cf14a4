//! Policies of resources, where the core has just these.

use stackwright_template::{Map, Node, Number};

use crate::rust::{self, Code, Link};

/// What becomes of a resource, in one word where both say the same.
pub fn removal(deletion: Option<&Node>, replacement: Option<&Node>) -> Option<Vec<Link>> {
    let deletion = deletion.map(|node| word(node, "DeletionPolicy"));
    let replacement = replacement.map(|node| word(node, "UpdateReplacePolicy"));
    let mut links = Vec::new();
    match (deletion, replacement) {
        (Some(deletion), Some(replacement)) => {
            let (deletion, replacement) = (deletion?, replacement?);
            if deletion == replacement {
                links.push(match deletion.as_str() {
                    "Retain" => Link::new("retain", []),
                    word => {
                        let word = format!("DeletionPolicy::{word}");
                        Link::new("removal_policy", [Code::Atom(word)])
                    }
                });
            } else {
                links.push(policy("deletion_policy", "DeletionPolicy", &deletion));
                let name = "UpdateReplacePolicy";
                links.push(policy("update_replace_policy", name, &replacement));
            }
        }
        (Some(word), None) => links.push(policy("deletion_policy", "DeletionPolicy", &word?)),
        (None, Some(word)) => {
            let name = "UpdateReplacePolicy";
            links.push(policy("update_replace_policy", name, &word?));
        }
        (None, None) => {}
    }
    Some(links)
}

fn policy(method: &str, name: &str, word: &str) -> Link {
    Link::new(method, [Code::Atom(format!("{name}::{word}"))])
}

fn word(node: &Node, attribute: &str) -> Option<String> {
    let word = node.as_str()?;
    let is_known = match word {
        "Delete" | "Retain" | "Snapshot" => true,
        "RetainExceptOnCreate" => attribute == "DeletionPolicy",
        _ => false,
    };
    is_known.then(|| word.to_owned())
}

/// Signals that a resource waits for.
pub fn creation(node: &Node) -> Option<Code> {
    let signal = only(node, "ResourceSignal")?.as_map()?;
    let (count, timeout) = (signal.get("Count")?, signal.get("Timeout")?);
    if signal.len() != 2 {
        return None;
    }
    let arguments = [count_of(count)?, Code::text(timeout.as_str()?)];
    Some(Code::call("CreationPolicy::signals", arguments))
}

/// How an update goes on.
pub fn update(node: &Node) -> Option<Code> {
    if let Some(policy) = only(node, "AutoScalingReplacingUpdate") {
        return (only(policy, "WillReplace")?.as_bool()?)
            .then(|| Code::call("UpdatePolicy::replacing_update", []));
    }
    let rolling = only(node, "AutoScalingRollingUpdate")?.as_map()?;
    let mut code = Code::call("AutoScalingRollingUpdate::new", []);
    for (key, value) in rolling.iter() {
        code = match key.as_str() {
            "MaxBatchSize" => code.method("max_batch_size", [count_of(value)?]),
            "MinInstancesInService" => code.method("min_instances_in_service", [count_of(value)?]),
            "PauseTime" => code.method("pause_time", [Code::text(value.as_str()?)]),
            "WaitOnResourceSignals" if value.as_bool() == Some(true) => {
                code.method("wait_on_signals", [])
            }
            _ => return None,
        };
    }
    Some(Code::call("UpdatePolicy::rolling_update", [code]))
}

/// The value of the only entry, if it has this name.
fn only<'n>(node: &'n Node, name: &str) -> Option<&'n Node> {
    node.as_map().filter(|map: &&Map| map.len() == 1)?.get(name)
}

fn count_of(node: &Node) -> Option<Code> {
    match node.as_number()? {
        Number::Int(count) => {
            let count = u32::try_from(count).ok()?;
            Some(Code::Atom(rust::integer(count.into())))
        }
        Number::Float(_) => None,
    }
}
