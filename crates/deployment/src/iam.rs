//! Who holds which policies in IAM, and how long policy documents are.

use stackwright_template::{Node, Value};

use crate::property::State;
use crate::text::is_dynamic;
use crate::{Deployment, Property, Target, Text};

/// Something that policies are put into or attached to: its type, the property that names it, the
/// type of a policy that is put into one of it, and where other policies list it.
pub struct HolderKind {
    /// What messages call such a thing: a role, a user, a group.
    pub word: &'static str,
    of_type: &'static str,
    name: &'static str,
    own_policy: &'static str,
    list: &'static str,
}

/// What holds policies in IAM.
static HOLDERS: [HolderKind; 3] = [
    HolderKind {
        word: "role",
        of_type: "AWS::IAM::Role",
        name: "RoleName",
        own_policy: "AWS::IAM::RolePolicy",
        list: "Roles",
    },
    HolderKind {
        word: "user",
        of_type: "AWS::IAM::User",
        name: "UserName",
        own_policy: "AWS::IAM::UserPolicy",
        list: "Users",
    },
    HolderKind {
        word: "group",
        of_type: "AWS::IAM::Group",
        name: "GroupName",
        own_policy: "AWS::IAM::GroupPolicy",
        list: "Groups",
    },
];

/// A role, a user or a group, with the policies that are known to be its own.
pub struct Holder<'d> {
    /// What it is.
    pub kind: &'static HolderKind,
    key: String,
    /// The resource, where this template has it.
    pub resource: Option<Property<'d>>,
    /// How messages call it.
    pub shown: String,
    /// The policies that are put into it, in order.
    pub inline: Vec<Inline<'d>>,
    /// The policies that are attached to it.
    pub attached: Vec<Property<'d>>,
}

/// A policy that is put into a role, a user or a group: an entry there, or a resource.
#[derive(Clone, Copy)]
pub struct Inline<'d> {
    /// The entry, or the resource.
    pub properties: Property<'d>,
}

impl<'d> Inline<'d> {
    /// What names it.
    pub fn name(&self) -> Property<'d> {
        self.properties.get("PolicyName")
    }

    /// What it says.
    pub fn document(&self) -> Property<'d> {
        self.properties.get("PolicyDocument")
    }
}

impl<'d> Deployment<'d> {
    /// Everything that policies are known of, also what the template does not have: roles, then users,
    /// then groups.
    pub fn holders(&'d self) -> &'d [Holder<'d>] {
        self.holders.get_or_init(&self.met, || {
            let mut all = Vec::new();
            for kind in &HOLDERS {
                all.append(&mut holders(self, kind));
            }
            all
        })
    }
}

fn holders<'d>(deployment: &'d Deployment<'d>, kind: &'static HolderKind) -> Vec<Holder<'d>> {
    let mut holders: Vec<Holder<'d>> = Vec::new();
    for resource in deployment.resources_of(kind.of_type) {
        let inline = resource.get("Policies").items().known;
        holders.push(Holder {
            kind,
            key: here(resource.id()),
            resource: Some(resource),
            shown: format!("`{}`", resource.id()),
            inline: inline
                .into_iter()
                .map(|properties| Inline { properties })
                .collect(),
            attached: resource.get("ManagedPolicyArns").items().known,
        });
    }
    let beside = [
        (kind.own_policy, kind.name),
        ("AWS::IAM::Policy", kind.list),
        ("AWS::IAM::ManagedPolicy", kind.list),
    ];
    for (of_type, names) in beside {
        for policy in deployment.resources_of(of_type) {
            for named in policy.get(names).items().known {
                let Some(holder) = named_holder(&mut holders, kind, &named) else {
                    continue;
                };
                match of_type {
                    "AWS::IAM::ManagedPolicy" => holder.attached.push(policy),
                    _ => holder.inline.push(Inline { properties: policy }),
                }
            }
        }
    }
    holders
}

/// What a policy names as its holder; nothing where that is not known.
fn named_holder<'h, 'd>(
    holders: &'h mut Vec<Holder<'d>>,
    kind: &'static HolderKind,
    named: &Property<'d>,
) -> Option<&'h mut Holder<'d>> {
    let known = holders.iter().position(|holder| {
        let resource = holder.resource.as_ref();
        resource.is_some_and(|resource| named.means(resource, kind.name) == Some(true))
    });
    let index = match known {
        Some(index) => index,
        None => {
            let (key, shown) = match named.target() {
                Target::Resource(resource, _) => {
                    let id = resource.id();
                    (here(id), format!("`{id}`"))
                }
                _ => {
                    let text = named.identity().filter(|text| !text.is_empty())?;
                    (format!("named {text}"), format!("\"{text}\""))
                }
            };
            let index = holders.iter().position(|holder| holder.key == key);
            index.unwrap_or_else(|| {
                holders.push(Holder {
                    kind,
                    key,
                    resource: None,
                    shown,
                    inline: Vec::new(),
                    attached: Vec::new(),
                });
                holders.len() - 1
            })
        }
    };
    holders.get_mut(index)
}

fn here(id: &str) -> String {
    format!("here {id}")
}

/// The least that pseudo parameters come to: the shortest partition and region there are.
const LEAST: [(&str, usize); 5] = [
    ("AWS::AccountId", 12),
    ("AWS::Partition", 3),
    ("AWS::Region", 9),
    ("AWS::StackName", 1),
    ("AWS::URLSuffix", 13),
];

/// How many characters of a document are certain, as JSON without white space. What is known at
/// deployment only counts as far as it is known.
pub fn least_size(document: &Property<'_>) -> usize {
    let Some(node) = document.node() else {
        return 0;
    };
    match &node.value {
        // A document that is a text already.
        Value::String(_) | Value::Call(_) => text_size(document.deployment(), node),
        _ => size(document.deployment(), node),
    }
}

fn size<'d>(deployment: &'d Deployment<'d>, node: &'d Node) -> usize {
    match &node.value {
        Value::Map(_) if deployment.is_broken_call(node) => 2,
        Value::Map(map) => {
            let (mut count, mut size) = (0, 2);
            for (key, value) in map.entries() {
                let (value, _) = deployment.state(value);
                if key.is_macro() || matches!(value, State::Absent) {
                    continue;
                }
                // Two quotes, a colon, and the comma before it.
                size += inked(key.as_str()) + 3 + usize::from(count > 0);
                size += size_of_state(deployment, value);
                count += 1;
            }
            size
        }
        Value::List(items) => {
            let (mut count, mut size) = (0, 2);
            for item in items {
                let (item, _) = deployment.state(item);
                if matches!(item, State::Absent) {
                    continue;
                }
                size += usize::from(count > 0) + size_of_state(deployment, item);
                count += 1;
            }
            size
        }
        Value::String(_) => 2 + text_size(deployment, node),
        Value::Call(_) => match Text::of(deployment, node) {
            Some(text) => 2 + size_of_parts(&text),
            None => 0,
        },
        _ => text_size(deployment, node),
    }
}

fn size_of_state<'d>(deployment: &'d Deployment<'d>, state: State<'d>) -> usize {
    match state {
        State::Given(node) => size(deployment, node),
        State::Hidden | State::Absent => 0,
    }
}

fn text_size<'d>(deployment: &'d Deployment<'d>, node: &'d Node) -> usize {
    if let Value::String(text) = &node.value
        && !is_dynamic(text)
    {
        return inked(text);
    }
    Text::of(deployment, node).map_or(0, |text| size_of_parts(&text))
}

fn size_of_parts(text: &Text<'_>) -> usize {
    let least = |name: &str| LEAST.iter().find(|(known, _)| *known == name);
    let names = text.names().filter_map(least).map(|(_, least)| least);
    text.literals().map(inked).sum::<usize>() + names.sum::<usize>()
}

/// How many characters of a text are no white space.
fn inked(text: &str) -> usize {
    for byte in text.as_bytes() {
        // Most words of a policy are letters and signs, each of which is a byte.
        if !byte.is_ascii_graphic() {
            return text.chars().filter(|c| !c.is_whitespace()).count();
        }
    }
    text.len()
}
