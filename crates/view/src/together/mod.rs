//! Stacks that lead to each other, seen as one template: what the one has is then known where the other names it.
//!
//! What is imported, read from another stack or given to a nested one stands where it is wanted as what the other stack has.
//! Ids that two of the stacks have are told apart by the name of the stack; where everything comes from is kept.
//!
//! | file | what it answers |
//! |---|---|
//! | `links` | what leads from one stack into another, and where to |
//! | `write` | what a stack has, as it stands in the whole |

mod links;
mod write;

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use stackwright_change::words::value;
use stackwright_deployment::Property;
use stackwright_template::{Map, Node, SubPart, Template, Walk};

pub(crate) use self::links::{By, Links};
use self::write::{Section, Writer, renamed};
use crate::Stack;

/// A stack, or some that lead to each other.
pub(crate) struct Whole<'s> {
    stacks: &'s [Stack],
    /// Positions of the stacks that are in it, in order.
    members: Vec<usize>,
    template: Cow<'s, Template>,
    /// The stack and the logical id of each resource, by its id in the whole; empty where there is one stack.
    owners: HashMap<String, (usize, String)>,
}

impl<'s> Whole<'s> {
    /// The template of all of it.
    pub fn template(&self) -> &Template {
        &self.template
    }

    /// The region that all of it goes to, where that is known and one.
    pub fn region(&self) -> Option<&'s str> {
        let mut regions = self.members.iter().map(|at| {
            let stack = self.stacks.get(*at)?;
            stack.region.as_deref()
        });
        let first = regions.next()??;
        regions.all(|own| own == Some(first)).then_some(first)
    }

    /// Whether there is more than one stack in it.
    pub fn is_of_several(&self) -> bool {
        self.members.len() > 1
    }

    /// The positions of its stacks.
    pub fn members(&self) -> &[usize] {
        &self.members
    }

    /// The stack that has a resource, and the logical id that it has there.
    pub fn owner<'i>(&'i self, id: &'i str) -> (usize, &'i str) {
        let own = self.owners.get(id).map(|(at, own)| (*at, own.as_str()));
        own.unwrap_or((self.members.first().copied().unwrap_or(0), id))
    }

    /// The same with the stack itself.
    pub fn home<'i>(&'i self, id: &'i str) -> Option<(&'s Stack, &'i str)> {
        let (at, own) = self.owner(id);
        Some((self.stacks.get(at)?, own))
    }

    /// What a resource of one of the stacks is called in the whole.
    pub fn id_of(&self, stack: usize, id: &str) -> Option<String> {
        if !self.members.contains(&stack) {
            return None;
        }
        let mut named = self.owners.iter();
        let found = named.find(|(_, (at, own))| *at == stack && own == id);
        match found {
            Some((own, _)) => Some(own.clone()),
            None => self.owners.is_empty().then(|| id.to_owned()),
        }
    }

    /// Where a property stands in its own stack, as `Resources/Web/Properties/Cluster`.
    pub fn place(&self, property: &Property<'_>) -> String {
        let place = property.place();
        let (_, own) = self.owner(property.id());
        let rest = place.path().strip_prefix("Resources/");
        match rest.and_then(|rest| rest.strip_prefix(property.id())) {
            Some(rest) => format!("Resources/{own}{rest}"),
            None => place.path().to_owned(),
        }
    }

    /// The lines that asked for a statement, as far as it names some of its resources and has some actions.
    pub fn asked(
        &self,
        statement: &Property<'_>,
        is_part: impl Fn(usize) -> bool,
        is_action: impl Fn(&str) -> bool,
    ) -> Vec<String> {
        let Some((stack, own)) = self.home(statement.id()) else {
            return Vec::new();
        };
        let asked = stack.asked(own);
        if asked.is_empty() {
            return Vec::new();
        }
        let place = self.place(statement);
        let item = place.split_once("/Properties/").map(|(_, item)| item);
        let mut lines = Vec::new();
        for one in asked {
            let has_action = one.actions.is_empty() || one.actions.iter().any(|own| is_action(own));
            let is_asked = Some(one.item.as_str()) == item && is_part(one.part) && has_action;
            if is_asked && !lines.contains(&one.line) {
                lines.push(one.line.clone());
            }
        }
        lines
    }
}

/// The name of an export: whichever function puts it together, and with the name of the stack in it.
pub(crate) fn export_name(stack: &str, name: &Node) -> String {
    let Some(call) = name.as_call() else {
        return value(name);
    };
    if let Some(name) = call.reference() {
        return match name {
            "AWS::StackName" => stack.to_owned(),
            name => format!("${{{name}}}"),
        };
    }
    if let Some(sub) = call.sub() {
        let parts = sub.parts().into_iter().map(|part| match part {
            SubPart::Literal(text) => text.to_string(),
            SubPart::Variable(variable) if variable.name == "AWS::StackName" => stack.to_owned(),
            SubPart::Variable(variable) => {
                let own = sub.variables.and_then(|own| own.get(variable.name));
                let named = || format!("${{{}}}", variable.name);
                own.map_or_else(named, |own| export_name(stack, own))
            }
        });
        return parts.collect();
    }
    let join = call.join();
    match join.and_then(|join| Some((join.delimiter, join.values.as_list()?))) {
        Some((delimiter, values)) => {
            let parts: Vec<String> = values.iter().map(|own| export_name(stack, own)).collect();
            parts.join(delimiter)
        }
        None => value(name),
    }
}

/// Whether more than the checker's functions rewrites a template, so that it cannot stand in another one.
fn is_rewritten(template: &Template) -> bool {
    let Some(transform) = template.root().get("Transform") else {
        return false;
    };
    let all = transform
        .as_list()
        .unwrap_or(std::slice::from_ref(transform));
    all.iter()
        .any(|own| own.as_str() != Some("AWS::LanguageExtensions"))
}

/// All stacks; those that lead to each other together.
pub(crate) fn together<'s>(stacks: &'s [Stack], links: &Links<'s>) -> Vec<Whole<'s>> {
    // The stack that stands for all that it belongs to, by the position of each.
    let mut with: Vec<usize> = (0..stacks.len()).collect();
    // One alone leads nowhere.
    let all = if stacks.len() > 1 { stacks } else { &[] };
    for (at, stack) in all.iter().enumerate() {
        for other in led_to(stacks, links, at) {
            let is_whole = |at: usize| {
                stacks
                    .get(at)
                    .is_some_and(|own| !is_rewritten(&own.template))
            };
            let (one, two) = (with.get(at).copied(), with.get(other).copied());
            if let (Some(one), Some(two)) = (one, two)
                && is_whole(other)
                && !is_rewritten(&stack.template)
            {
                with.iter_mut()
                    .filter(|own| **own == two)
                    .for_each(|own| *own = one);
            }
        }
    }
    let mut wholes = Vec::new();
    let mut seen = HashSet::new();
    for own in &with {
        if !seen.insert(*own) {
            continue;
        }
        let members = with.iter().enumerate().filter(|(_, other)| *other == own);
        let members: Vec<usize> = members.map(|(at, _)| at).collect();
        wholes.push(whole(stacks, members, links));
    }
    wholes
}

/// The other stacks that what a stack says leads to.
fn led_to(stacks: &[Stack], links: &Links<'_>, at: usize) -> HashSet<usize> {
    let mut others = HashSet::new();
    let Some(stack) = stacks.get(at) else {
        return others;
    };
    stack.template.walk(|_, node| {
        others.extend(links.all(at, node).map(|(_, led)| led.stack));
        Walk::Into
    });
    others.remove(&at);
    others
}

fn whole<'s>(stacks: &'s [Stack], members: Vec<usize>, links: &Links<'s>) -> Whole<'s> {
    if let [only] = members.as_slice() {
        let template = match stacks.get(*only) {
            Some(stack) => Cow::Borrowed(&stack.template),
            None => Cow::Owned(Template::new()),
        };
        return Whole {
            stacks,
            members,
            template,
            owners: HashMap::new(),
        };
    }
    let mut taken = HashSet::new();
    let writers: HashMap<usize, Writer<'_>> = members
        .iter()
        .filter_map(|at| {
            let stack = stacks.get(*at)?;
            let writer = Writer {
                at: *at,
                renamed: renamed(stack, &mut taken),
                links,
            };
            Some((*at, writer))
        })
        .collect();
    let mut owners = HashMap::new();
    let mut root = Map::new();
    for section in Section::ALL {
        let mut all = Map::new();
        for at in &members {
            let (Some(writer), Some(stack)) = (writers.get(at), stacks.get(*at)) else {
                continue;
            };
            let own = stack.template.root().get(section.name());
            for (id, node) in own.and_then(Node::as_map).into_iter().flat_map(Map::iter) {
                let name = writer.name(id.as_str());
                let mut node = writer.written(&writers, node, section);
                if section == Section::Resources {
                    owners.insert(name.to_owned(), (*at, id.as_str().to_owned()));
                    writer.attributes(&mut node);
                }
                all.insert(name.to_owned(), node);
            }
        }
        if !all.is_empty() {
            root.insert(section.name(), all);
        }
    }
    Whole {
        stacks,
        members,
        template: Cow::Owned(Template::from(root)),
        owners,
    }
}
