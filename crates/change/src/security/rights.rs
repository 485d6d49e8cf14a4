//! Which rights somebody gets or loses.

use std::collections::{BTreeMap, BTreeSet};

use stackwright_template::{Call, Node, Resource, Value};

use crate::document;
use crate::side::Side;
use crate::words::value;

/// Rights that somebody gets or loses: actions on one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Right {
    /// Who has them.
    pub holder: Holder,
    /// Whether they are given; refused otherwise.
    pub allows: bool,
    /// The actions, in order.
    pub actions: Vec<String>,
    /// What they are for; the resource whose policy gives them, where that is all that is said.
    pub on: String,
    /// Under which conditions, as JSON; empty for none.
    pub when: String,
    /// Whether they come; they go otherwise.
    pub comes: bool,
}

/// Who has a right.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Holder {
    /// A role, user or group of the template, by its logical id, or what stands for it.
    Identity(String),
    /// A principal whom the policy of a resource names.
    Principal(String),
}

impl Right {
    /// Whether somebody may do more than before.
    pub fn is_broader(&self) -> bool {
        self.allows == self.comes
    }
}

/// One action on one thing.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Atom {
    holder: Holder,
    allows: bool,
    on: String,
    when: String,
    action: String,
}

pub(super) fn compare(earlier: &Side<'_>, later: &Side<'_>) -> Vec<Right> {
    let (before, after) = (atoms(earlier), atoms(later));
    let mut rights = Vec::new();
    for (own, other, comes) in [(&after, &before, true), (&before, &after, false)] {
        let mut grouped: BTreeMap<(Holder, bool, String, String), Vec<String>> = BTreeMap::new();
        for atom in own.difference(other) {
            // What a wider right of the other side says already is no other one.
            if !other.iter().any(|wider| covers(wider, atom)) {
                let key = (
                    atom.holder.clone(),
                    atom.allows,
                    atom.on.clone(),
                    atom.when.clone(),
                );
                grouped.entry(key).or_default().push(atom.action.clone());
            }
        }
        rights.extend(
            grouped
                .into_iter()
                .map(|((holder, allows, on, when), actions)| Right {
                    holder,
                    allows,
                    actions,
                    on,
                    when,
                    comes,
                }),
        );
    }
    rights.sort_by(|one, other| {
        (&one.holder, &one.on, one.comes).cmp(&(&other.holder, &other.on, other.comes))
    });
    rights
}

/// Whether a right says another one as well.
fn covers(wide: &Atom, narrow: &Atom) -> bool {
    wide.holder == narrow.holder
        && wide.allows == narrow.allows
        && (wide.when.is_empty() || wide.when == narrow.when)
        && fits(
            &wide.action.to_ascii_lowercase(),
            &narrow.action.to_ascii_lowercase(),
        )
        && fits(&wide.on, &narrow.on)
}

/// Whether a pattern with `*` takes all that another one takes.
fn fits(pattern: &str, text: &str) -> bool {
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = text.strip_prefix(first) else {
        return false;
    };
    if !pattern.contains('*') {
        return rest.is_empty();
    }
    let parts: Vec<&str> = parts.collect();
    let Some((last, middle)) = parts.split_last() else {
        return rest.is_empty();
    };
    for part in middle {
        match rest.find(part) {
            Some(at) => rest = rest.get(at + part.len()..).unwrap_or_default(),
            None => return false,
        }
    }
    rest.ends_with(last)
}

fn atoms(side: &Side<'_>) -> BTreeSet<Atom> {
    let mut all = BTreeSet::new();
    for resource in side.template.resources() {
        of(side, resource, &mut all);
    }
    all
}

fn of(side: &Side<'_>, resource: Resource<'_>, all: &mut BTreeSet<Atom>) {
    let id = resource.id();
    let property = |name: &str| side.property(resource, name);
    let holders = |names: &[&str]| -> Vec<Holder> {
        let lists = names.iter().filter_map(|name| property(name));
        let mut holders = Vec::new();
        for list in lists {
            match list.as_list() {
                Some(items) => holders.extend(items.iter().map(identity)),
                None => holders.push(identity(&list)),
            }
        }
        holders
    };
    match resource.resource_type() {
        Some("AWS::IAM::Role" | "AWS::IAM::User" | "AWS::IAM::Group") => {
            let holder = Holder::Identity(id.to_owned());
            let policies = property("Policies");
            for policy in policies.iter().filter_map(Node::as_list).flatten() {
                add(
                    policy.get("PolicyDocument"),
                    std::slice::from_ref(&holder),
                    id,
                    all,
                );
            }
            managed(property("ManagedPolicyArns"), &holder, all);
            add(property("AssumeRolePolicyDocument").as_ref(), &[], id, all);
        }
        Some("AWS::IAM::Policy" | "AWS::IAM::ManagedPolicy") => {
            let mut holders = holders(&["Roles", "Users", "Groups"]);
            if holders.is_empty() {
                holders.push(Holder::Identity(id.to_owned()));
            }
            add(property("PolicyDocument").as_ref(), &holders, id, all);
        }
        Some("AWS::IAM::RolePolicy" | "AWS::IAM::UserPolicy" | "AWS::IAM::GroupPolicy") => {
            let holders = holders(&["RoleName", "UserName", "GroupName"]);
            add(property("PolicyDocument").as_ref(), &holders, id, all);
        }
        Some("AWS::Lambda::Permission") => {
            let shown = |name: &str| property(name).as_ref().map(value);
            let (Some(principal), Some(action), Some(on)) = (
                shown("Principal"),
                shown("Action"),
                property("FunctionName"),
            ) else {
                return;
            };
            let source = ["SourceArn", "SourceAccount"].map(|name| shown(name).unwrap_or_default());
            all.insert(Atom {
                holder: Holder::Principal(principal),
                allows: true,
                on: target(&on),
                when: source.join(" ").trim().to_owned(),
                action,
            });
        }
        _ => {
            let properties = resource.properties();
            for (key, node) in properties.into_iter().flat_map(|map| map.iter()) {
                if !key.as_str().contains("Policy") {
                    continue;
                }
                // A policy of a resource of its own is one of what it is attached to.
                let attached = [
                    "Bucket",
                    "Queues",
                    "Topics",
                    "SecretId",
                    "ResourceArn",
                    "FileSystemId",
                ];
                let on = attached.iter().find_map(|name| property(name));
                let on = on.map_or_else(
                    || id.to_owned(),
                    |on| match on.as_list() {
                        Some([one, ..]) => target(one),
                        _ => target(&on),
                    },
                );
                add(side.former.form(node).as_ref(), &[], &on, all);
            }
        }
    }
}

fn managed(list: Option<Node>, holder: &Holder, all: &mut BTreeSet<Atom>) {
    for policy in list.iter().filter_map(Node::as_list).flatten() {
        all.insert(Atom {
            holder: holder.clone(),
            allows: true,
            on: "*".to_owned(),
            when: String::new(),
            action: format!("managed policy {}", value(policy)),
        });
    }
}

/// Adds what a policy says; where nobody holds it, of those whom it names.
fn add(policy: Option<&Node>, holders: &[Holder], on: &str, all: &mut BTreeSet<Atom>) {
    let Some(policy) = policy.and_then(document::read).filter(document::is_policy) else {
        return;
    };
    let policy = document::plain(policy);
    let statements = policy.get("Statement").and_then(Node::as_list);
    for statement in statements.into_iter().flatten() {
        let allows = statement.get("Effect").and_then(Node::as_str) == Some("Allow");
        let words = |name: &str| -> Vec<String> {
            let node = statement.get(name);
            match node.map(|node| &node.value) {
                Some(Value::List(items)) => items.iter().map(value).collect(),
                Some(_) => node.map(value).into_iter().collect(),
                None => Vec::new(),
            }
        };
        let not = |words: Vec<String>| words.into_iter().map(|word| format!("all but {word}"));
        let mut actions = words("Action");
        actions.extend(not(words("NotAction")));
        let mut resources = words("Resource");
        resources.extend(not(words("NotResource")));
        let mut named = Vec::new();
        let own: &[Holder] = match holders.is_empty() {
            true => {
                named.extend(principals(statement));
                &named
            }
            false => holders,
        };
        // The policy of a resource is about that resource, whatever stands in it.
        if holders.is_empty() || resources.is_empty() {
            resources = vec![on.to_owned()];
        }
        let when = statement.get("Condition").map(value).unwrap_or_default();
        for holder in own {
            for resource in &resources {
                for action in &actions {
                    all.insert(Atom {
                        holder: holder.clone(),
                        allows,
                        on: resource.clone(),
                        when: when.clone(),
                        action: action.clone(),
                    });
                }
            }
        }
    }
}

fn principals(statement: &Node) -> Vec<Holder> {
    let mut all = Vec::new();
    for (name, but) in [("Principal", ""), ("NotPrincipal", "all but ")] {
        let kinds = statement.get(name).and_then(Node::as_map);
        for (_, who) in kinds.into_iter().flat_map(|map| map.iter()) {
            match who.as_list() {
                Some(items) => {
                    all.extend(
                        items
                            .iter()
                            .map(|one| Holder::Principal(format!("{but}{}", shown(one)))),
                    );
                }
                None => all.push(Holder::Principal(format!("{but}{}", shown(who)))),
            }
        }
    }
    all
}

/// The role that a reference means, by its logical id.
fn identity(node: &Node) -> Holder {
    Holder::Identity(target(node))
}

fn target(node: &Node) -> String {
    let call = node.as_call();
    let referred = call.and_then(Call::reference);
    let attribute = call.and_then(Call::get_att).map(|found| found.resource);
    match referred.or(attribute) {
        Some(id) => id.to_owned(),
        None => value(node),
    }
}

/// A principal as people write it: an account by its number, whether its root is named or not.
fn shown(principal: &Node) -> String {
    let account = document::account(principal);
    value(account.as_ref().unwrap_or(principal))
}
