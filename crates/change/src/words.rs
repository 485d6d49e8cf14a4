//! Changes in English.

use stackwright_template::{Call, Function, Node, Template, Value};

use crate::form::concatenation;
use crate::hazards::{Leaves, Lost};
use crate::notes::Governor;
use crate::security::{Holder, Public};
use crate::{
    Cause, Effect, Exposure, Fate, Hazard, Kind, Note, Opening, PropertyChange, Reach,
    ResourceChange, Right, RulePlace, Why,
};

/// How much of a value is shown where it is one of many.
const SHOWN: usize = 160;

/// A value as a person writes it: `${Web.Arn}` for references, JSON for the rest.
pub fn value(node: &Node) -> String {
    match &node.value {
        Value::String(text) => text.to_string(),
        Value::Number(number) => number.to_string(),
        Value::Bool(value) => value.to_string(),
        Value::Null => "null".to_owned(),
        Value::Call(call) => called(node, call),
        Value::List(items) => {
            let items: Vec<String> = items.iter().map(inner).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Map(map) => {
            let entries = map
                .iter()
                .map(|(key, value)| format!("{}: {}", key.as_str(), inner(value)));
            format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
        }
    }
}

/// Texts inside of something stand in quotes where they would be read as something else.
fn inner(node: &Node) -> String {
    match node.as_str() {
        Some(text) if text.is_empty() || text.contains([',', '[', '{', ' ', '"']) => {
            format!("{text:?}")
        }
        _ => value(node),
    }
}

fn called(node: &Node, call: &Call) -> String {
    if let Some(parts) = concatenation(node) {
        return parts.iter().map(value).collect();
    }
    if let Some(name) = call.reference() {
        return format!("${{{name}}}");
    }
    if let Some(found) = call.get_att()
        && let Some(attribute) = found.attribute.as_str()
    {
        return format!("${{{}.{attribute}}}", found.resource);
    }
    if let Some(decided) = call.if_() {
        let (then, otherwise) = (inner(decided.then), inner(decided.otherwise));
        return format!("{} if {}, else {}", then, decided.condition, otherwise);
    }
    if call.function == Function::ImportValue {
        return format!("import of {}", value(&call.argument));
    }
    format!("{} {}", call.function.name(), inner(&call.argument))
}

/// A value that fits into a line.
pub fn short(node: &Node) -> String {
    let text = value(node).replace('\n', "\\n");
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}...", text.get(..end).unwrap_or_default()),
        None => text,
    }
}

/// A value as a template has it, in JSON.
pub fn json(node: &Node) -> String {
    let mut map = stackwright_template::Map::new();
    map.insert("v", node.clone());
    let text = Template::from(map).to_json_compact();
    let text = text.trim_end().strip_prefix("{\"v\":");
    let text = text.and_then(|text| text.strip_suffix('}'));
    text.unwrap_or("null").to_owned()
}

/// What becomes of a resource, as it stands behind its name.
pub fn becomes(change: &ResourceChange) -> String {
    match &change.kind {
        Kind::Added => "is new".to_owned(),
        Kind::Removed(fate) => format!("goes: {}", fate_of(*fate)),
        Kind::Moved {
            from,
            from_stack,
            old,
            ..
        } => {
            let stack = match from_stack {
                Some(stack) => format!(" of stack `{stack}`"),
                None => String::new(),
            };
            let also = match change.properties.is_empty() {
                true => "",
                false => ", and changes",
            };
            let old = fate_of(*old);
            format!("was `{from}`{stack}{also}: a new one is made, and the old one {old}")
        }
        Kind::Left { to, old } => format!(
            "comes as `{}` in stack `{}`, and the one here {}",
            to.id,
            to.stack,
            fate_of(*old)
        ),
        Kind::OtherType { from } => format!("was {from}: CloudFormation refuses to change a type"),
        Kind::Changed { old } => {
            let old = match old {
                Fate::Deleted => "",
                Fate::Retained => ", the old one stays",
                Fate::Snapshot => ", a snapshot of the old one stays",
            };
            match change.effect {
                _ if change.is_refused() => "cannot be updated: the update fails".to_owned(),
                Effect::None if change.may_go() => "may go: its condition changes".to_owned(),
                Effect::None => "is not updated".to_owned(),
                Effect::InPlace => "is updated in place".to_owned(),
                Effect::Interrupts => "is updated in place, with interruption".to_owned(),
                Effect::MayReplace => format!("may be replaced{old}"),
                Effect::Replaces => format!("is replaced{old}"),
            }
        }
    }
}

/// What becomes of what goes.
pub fn fate_of(fate: Fate) -> &'static str {
    match fate {
        Fate::Deleted => "is deleted",
        Fate::Retained => "stays, outside of the stack",
        Fate::Snapshot => "is deleted after a snapshot",
    }
}

/// What a change of a property does, and why; empty where that is nothing special.
pub fn reason(property: &PropertyChange) -> String {
    let mut parts = Vec::new();
    match property.effect {
        Effect::None if matches!(property.why, Why::Refused { .. }) => {}
        Effect::None => parts.push("no update by itself".to_owned()),
        Effect::InPlace => {}
        Effect::Interrupts => parts.push("interrupts".to_owned()),
        Effect::MayReplace => parts.push("may replace".to_owned()),
        Effect::Replaces => parts.push("replaces".to_owned()),
    }
    match &property.cause {
        Cause::Written => {}
        Cause::Follows {
            target,
            attribute,
            surely,
        } => {
            let what = match attribute {
                Some(attribute) => format!("`{target}.{attribute}`"),
                None => format!("`{target}`"),
            };
            let verb = if *surely { "changes" } else { "may change" };
            parts.push(format!("{what} {verb}"));
        }
        Cause::Weakened => {
            parts.push("the value is known only while the change set runs".to_owned())
        }
    }
    match &property.why {
        Why::Property => {}
        Why::Law { law, .. } => parts.push((*law).to_owned()),
        Why::Interruption { .. } => {
            parts.push("the page says that it takes some interruption".to_owned());
        }
        Why::Refused { .. } => parts.push("AWS does not support an update of it".to_owned()),
        Why::Unknown => parts.push("nothing is known of it".to_owned()),
        Why::Mapping(name) => parts.push(format!("the row of `{name}` decides")),
        Why::Condition(name) => parts.push(format!("under `{name}` the value is what it was")),
        Why::Parameter(name) => {
            parts.push(format!(
                "with the default of `{name}` the value is what it was"
            ));
        }
        Why::Values => parts.push("the values decide".to_owned()),
        Why::Unsaid => parts.push("AWS does not say when".to_owned()),
        Why::Provider => parts.push("its provider decides".to_owned()),
    }
    parts.join("; ")
}

/// What keeps what has moved: the `moved` or `pin_id` line of a program, or, from one stack to another, the command
/// whose file CloudFormation's stack refactoring reads.
///
/// A refactoring takes no other change:
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stack-refactoring.html>
pub fn keeps(change: &ResourceChange) -> Option<String> {
    let Kind::Moved {
        from,
        from_stack,
        from_construct,
        ..
    } = &change.kind
    else {
        return None;
    };
    if from_stack.is_some() {
        let mut properties = change.properties.iter();
        let first = match properties.all(PropertyChange::is_made) {
            true => "",
            false => ", before anything of it changes",
        };
        return Some(format!("stackwright mapping refactor{first}"));
    }
    let below = |path: &str| {
        // Without the stack, and without what the construct calls its main resource.
        let (_, below) = path.split_once('/')?;
        let below = below.strip_suffix("/Resource").unwrap_or(below);
        Some(below.to_owned())
    };
    let old = from_construct.as_deref().and_then(below);
    Some(match old {
        Some(old) => format!("scope.moved(handle, \"{old}\")"),
        None => format!("scope.pin_id(handle, \"{from}\")"),
    })
}

/// The first of some ids, and how many more there are.
fn listed(ids: &[String]) -> String {
    const SHOWN: usize = 3;
    let shown: Vec<String> = ids.iter().take(SHOWN).map(|id| format!("`{id}`")).collect();
    match ids.len().saturating_sub(SHOWN) {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}

/// What goes wrong, in one sentence.
pub fn hazard(hazard: &Hazard) -> String {
    match hazard {
        Hazard::RuleMoves {
            group,
            rule,
            from,
            to,
        } => {
            let place = |place: &RulePlace| match place {
                RulePlace::Inside => "the group itself".to_owned(),
                RulePlace::Beside(id) => format!("`{id}`"),
            };
            format!(
                "rule `{rule}` of `{group}` moves from {} to {}: the clean-up can revoke it while the stack reports success",
                place(from),
                place(to)
            )
        }
        Hazard::PolicyMoves {
            role,
            name,
            from,
            to,
        } => {
            let place = match to == role {
                true => "inside of it".to_owned(),
                false => format!("in `{to}`"),
            };
            format!(
                "`{from}` goes, and its policy `{name}` of `{role}` comes {place} under the same name: the clean-up deletes it"
            )
        }
        Hazard::NameTaken {
            id,
            property,
            name,
            because,
            surely,
        } => {
            let verb = if *surely { "is" } else { "may be" };
            format!(
                "`{id}` {verb} replaced, because `{because}` changes, and its `{property}` stays `{name}`, which the old one still has"
            )
        }
        Hazard::NameMoves {
            id,
            from,
            property,
            name,
        } => {
            format!("`{id}` is made while `{from}` still has its `{property}` `{name}`")
        }
        Hazard::DiscoveryChanges { id, name, because } => {
            format!("`{id}` changes under the same name `{name}`, because `{because}` does")
        }
        Hazard::ServiceLeaves { id, what } => match what {
            Leaves::TargetGroup(group) => format!("`{id}` leaves its target group `{group}`"),
            Leaves::Controller { from, to } => {
                format!("the deployment controller of `{id}` changes from {from} to {to}")
            }
            Leaves::Discovery(registry) => {
                format!("`{id}` leaves its service discovery `{registry}`")
            }
            Leaves::ServiceConnect => format!("`{id}` leaves Service Connect"),
        },
        Hazard::DataLost { id, type_name, how } => {
            let follows = |follows: &Option<String>| match follows {
                Some(target) => format!(", which follows `{target}`"),
                None => String::new(),
            };
            match how {
                Lost::Removed => format!("the data of `{id}` ({type_name}) is lost: it is deleted"),
                Lost::Moved { from } => {
                    format!(
                        "the data of `{id}` ({type_name}) is lost: it was `{from}`, which is deleted"
                    )
                }
                Lost::Replaced {
                    because,
                    follows: target,
                } => format!(
                    "the data of `{id}` ({type_name}) is lost: it is replaced, because of `{because}`{}",
                    follows(target)
                ),
                Lost::Perhaps {
                    because,
                    follows: target,
                } => format!(
                    "the data of `{id}` ({type_name}) may be lost: it may be replaced, because of `{because}`{}",
                    follows(target)
                ),
            }
        }
        Hazard::IndexChanges { id, indexes } => {
            format!(
                "`{id}` gets or loses more than one index at once: {}",
                indexes.join(", ")
            )
        }
        Hazard::ExportGoes {
            name, importers, ..
        } => {
            format!("export `{name}` goes while {} it", imported_by(*importers))
        }
        Hazard::ExportChanges {
            name, importers, ..
        } => {
            format!(
                "the value of export `{name}` changes while {} it",
                imported_by(*importers)
            )
        }
        Hazard::TypeChanges { id, from, to } => {
            format!("`{id}` is {from} and should become {to}, which CloudFormation refuses")
        }
        Hazard::NotUpdatable { id, path } => {
            format!("`{path}` of `{id}` cannot be updated")
        }
        Hazard::GreenWithOthers { id, others } => {
            format!(
                "`{id}` starts a green deployment, and the same update changes {}: CloudFormation refuses it",
                listed(others)
            )
        }
        Hazard::SecretChanges { id, path } => {
            format!("`{id}` gets another value, because `{path}` changes")
        }
        Hazard::WayCloses {
            group, rule, then, ..
        } => {
            format!(
                "rule `{rule}` of `{group}` goes before `{then}`, which lets a part of it through, is made"
            )
        }
        Hazard::ForwardMoves { id, group, rule } => {
            format!("`{id}` stops sending to `{group}` before `{rule}`, which sends there, is made")
        }
        Hazard::Weakened { id, path } => {
            format!(
                "`{path}` of `{id}` becomes a weak reference, so a replacement is planned though the value stays"
            )
        }
    }
}

fn imported_by(importers: usize) -> String {
    match importers {
        1 => "another stack imports".to_owned(),
        count => format!("{count} other stacks import"),
    }
}

/// What is worth knowing, in one sentence.
pub fn note(note: &Note) -> String {
    match note {
        Note::Governed { id, property, by } => {
            let by = match by {
                Governor::Scaling => "Application Auto Scaling sets it",
                Governor::Group => "the group sets it as it scales",
                Governor::BlueGreen => "Amazon ECS shifts its weights as it deploys",
                Governor::CodeDeploy => "AWS CodeDeploy sets it as it deploys",
            };
            format!("`{property}` of `{id}` is set back to what the template says: {by}")
        }
        Note::Default { parameter } => {
            format!(
                "the default of `{parameter}` changes: a stack that is deployed keeps the value that it has"
            )
        }
        Note::LogsGo { id, days } => {
            format!("`{id}` keeps what is in it for {days} days: what is older goes")
        }
        Note::StartsTwice { task, by, and } => {
            format!("`{and}` starts `{task}` by the clock, and `{by}` does, too")
        }
        Note::ScalingGoes { id } => {
            format!("`{id}` goes: what it scaled stays at the size that it has then")
        }
    }
}

/// Who has a right.
pub fn holder(holder: &Holder) -> &str {
    match holder {
        Holder::Identity(name) | Holder::Principal(name) => name,
    }
}

/// A right, in one sentence.
pub fn right(right: &Right) -> String {
    let verb = match (right.comes, right.allows) {
        (true, true) => "gets",
        (false, true) => "loses",
        (true, false) => "is newly denied",
        (false, false) => "is no longer denied",
    };
    let when = match right.when.is_empty() {
        true => String::new(),
        false => format!(", when {}", right.when),
    };
    let (who, actions, on) = (holder(&right.holder), right.actions.join(", "), &right.on);
    format!("{who} {verb} {actions} on {on}{when}")
}

/// A way, in one sentence.
pub fn opening(opening: &Opening) -> String {
    let (protocol, group) = (&opening.protocol, &opening.group);
    let peer = match opening.but.is_empty() {
        true => opening.peer.clone(),
        false => format!("{} but for {}", opening.peer, opening.but.join(", ")),
    };
    let verb = if opening.opens { "newly" } else { "no longer" };
    let door = match opening.ports.is_empty() {
        true => protocol.clone(),
        false => format!("{protocol} {}", opening.ports),
    };
    match opening.inwards {
        true => format!("{peer} {verb} reaches {group} on {door}"),
        false => format!("{group} {verb} reaches {peer} on {door}"),
    }
}

/// Who reaches whom, in one sentence.
pub fn reach(reach: &Reach) -> String {
    let verb = match reach.opens {
        true => "can newly reach",
        false => "can no longer reach",
    };
    format!("{} {verb} {} on {}", reach.from, reach.to, reach.door)
}

/// What becomes public, in one sentence.
pub fn exposure(exposure: &Exposure) -> String {
    let id = &exposure.id;
    let verb = if exposure.becomes {
        "newly"
    } else {
        "no longer"
    };
    match exposure.how {
        Public::InternetFacing => format!("{id} {verb} faces the internet"),
        Public::Accessible => format!("{id} {verb} has a public address"),
        Public::Addresses => format!("the tasks of {id} {verb} have public addresses"),
        Public::Subnet => format!("{id} {verb} gives public addresses"),
        Public::FunctionUrl => format!("{id} {verb} lets anybody call the function"),
        Public::Bucket => format!("{id} {verb} lets everybody read"),
        Public::Unblocked => format!("{id} {verb} takes public policies and access control lists"),
        Public::Route => format!("{id} {verb} leads to the internet"),
        Public::Group => format!("{id} {verb} lets in every address"),
    }
}
