//! Who holds which policies in IAM, and how long policy documents are.

use stackwright_template::Value;

use crate::{Deployment, Property, Target};

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
pub const HOLDERS: [HolderKind; 3] = [
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

/// Everything of one kind that policies are known of, also what the template does not have.
pub fn holders<'d>(deployment: &'d Deployment<'d>, kind: &HolderKind) -> Vec<Holder<'d>> {
    let mut holders: Vec<Holder<'d>> = Vec::new();
    for resource in deployment.resources_of(kind.of_type) {
        let inline = resource.get("Policies").items().known;
        holders.push(Holder {
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
    kind: &HolderKind,
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
    match document.node().map(|node| &node.value) {
        // A document that is a text already.
        Some(Value::String(_) | Value::Call(_)) => text_size(document),
        _ => size(document),
    }
}

fn size(value: &Property<'_>) -> usize {
    let between = |count: usize| count.saturating_sub(1);
    match value.node().map(|node| &node.value) {
        Some(Value::Map(_)) => {
            let entries = value.entries().known;
            let each = entries.iter().map(|entry| {
                let key = entry.key().map_or(0, inked);
                // Two quotes and a colon.
                key + 3 + size(entry)
            });
            2 + each.sum::<usize>() + between(entries.len())
        }
        Some(Value::List(_)) => {
            let items = value.items().known;
            2 + items.iter().map(size).sum::<usize>() + between(items.len())
        }
        Some(Value::String(_)) => 2 + text_size(value),
        Some(Value::Call(_)) => match value.symbolic() {
            Some(_) => 2 + text_size(value),
            None => 0,
        },
        _ => text_size(value),
    }
}

fn text_size(value: &Property<'_>) -> usize {
    if let Some(Value::String(text)) = value.node().map(|node| &node.value)
        && !text.contains("{{")
    {
        return inked(text);
    }
    let Some(text) = value.symbolic() else {
        return 0;
    };
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
