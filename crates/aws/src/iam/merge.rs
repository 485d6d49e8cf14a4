use std::cmp::Ordering;

use stackwright_core::{App, Asked, Attribute, Expr, Piece, SourceLine, Text};

use super::{Effect, PolicyDocument, Statement};
use crate::canonical;
use crate::keyed::Names;

/// Statements in a form that does not depend on who said them in which order: what is allowed on
/// each single resource.
#[derive(Default)]
pub(super) struct Merged<'s> {
    /// Sorted by what they are rights to and what else is said.
    rights: Vec<Right<'s>>,
}

/// All that is said of one resource under the same conditions.
pub(super) struct Right<'s> {
    /// Without actions and resources.
    what: Statement,
    /// What is said, apart from actions and resources, to compare and to sort by.
    class: String,
    resource: Option<Expr>,
    key: String,
    actions: Names,
    /// Who asked for it first, and with which actions.
    first: (SourceLine, &'s [Text]),
    /// Who else asked for it.
    others: Vec<(SourceLine, &'s [Text])>,
}

impl<'s> Merged<'s> {
    pub fn of(app: &App, statements: &'s [(Statement, SourceLine)]) -> Self {
        let mut merged = Merged::default();
        for (statement, line) in statements {
            merged.add(app, statement, *line);
        }
        merged
    }

    fn add(&mut self, app: &App, statement: &'s Statement, line: SourceLine) {
        let asked = (line, statement.actions.as_slice());
        let what = statement.circumstances(|value| said(app, value));
        let class = class(app, &what);
        let mut add = |resource: Option<&Expr>| {
            let key = resource.map_or(String::new(), |expr| said(app, expr));
            let own = (key.as_str(), class.as_str());
            let place = self
                .rights
                .binary_search_by(|right| (right.key.as_str(), right.class.as_str()).cmp(&own));
            let is_known = place.is_ok();
            let place = place.unwrap_or_else(|place| {
                let right = Right {
                    what: what.clone(),
                    class: class.clone(),
                    resource: resource.cloned(),
                    key,
                    actions: Names::default(),
                    first: asked,
                    others: Vec::new(),
                };
                self.rights.insert(place, right);
                place
            });
            if let Some(right) = self.rights.get_mut(place) {
                right.actions.add(&statement.actions);
                if is_known {
                    right.others.push(asked);
                }
            }
        };
        match statement.resources.is_empty() {
            true => add(None),
            false => statement.resources.iter().for_each(|one| add(Some(one))),
        }
    }

    pub fn into_rights(self) -> Vec<Right<'s>> {
        self.rights
    }
}

impl Right<'_> {
    /// The resource, and whatever its conditions name.
    pub fn named(&self) -> impl Iterator<Item = &Expr> {
        let conditions = self.what.conditions.iter().map(|(_, _, value)| value);
        self.resource.iter().chain(conditions)
    }

    fn denies(&self) -> bool {
        self.what.effect == Effect::Deny
    }

    /// Whether it says the same of another resource.
    fn says_as(&self, other: &Right<'_>) -> bool {
        self.denies() == other.denies()
            && self.class == other.class
            && self.actions == other.actions
    }

    /// Adds who asked for it, as that of a statement and of what that names.
    fn add_asked(&self, (item, part): (usize, usize), all: &mut Vec<Asked>) {
        let is_alone = self.others.is_empty();
        for (line, actions) in std::iter::once(&self.first).chain(&self.others) {
            let words = match is_alone {
                true => Vec::new(),
                false => actions.to_vec(),
            };
            all.push(Asked {
                item,
                part,
                words,
                line: *line,
            });
        }
    }

    /// The same number whenever it is a right to the same resource under the same conditions.
    pub fn hash(&self) -> u64 {
        hash(self.key.bytes().chain(self.class.bytes()))
    }
}

/// FNV-1a: the same on every machine, and spread well enough to tell texts apart.
pub(super) fn hash(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// A policy of these rights, and who asked for what in it: resources of which the same is said stand
/// together; all is sorted.
pub(super) fn document(rights: &[&Right<'_>]) -> (PolicyDocument, Vec<Asked>) {
    let mut together: Vec<Vec<&Right<'_>>> = Vec::new();
    for right in rights {
        let same =
            |group: &&mut Vec<&Right<'_>>| group.first().is_some_and(|one| one.says_as(right));
        match together.iter_mut().find(same) {
            Some(group) => group.push(right),
            None => together.push(vec![right]),
        }
    }
    // Rights come sorted by what they are rights to, and so do those of a group.
    let mut groups: Vec<Vec<&Right<'_>>> = Vec::with_capacity(together.len());
    for group in together {
        let place = groups.partition_point(|other| order(other, &group).is_lt());
        groups.insert(place, group);
    }
    let mut sids = Names::default();
    let mut statements = Vec::with_capacity(groups.len());
    let mut asked = Vec::with_capacity(rights.len());
    for group in groups {
        let Some(first) = group.first() else { continue };
        let mut statement = first.what.clone();
        statement.actions = first.actions.iter().cloned().collect();
        for (part, right) in group.iter().enumerate() {
            statement.resources.extend(right.resource.clone());
            right.add_asked((statements.len(), part), &mut asked);
        }
        statement.sid = statement.sid.map(|sid| free(sid, &mut sids));
        statements.push(statement);
    }
    (PolicyDocument::from_iter(statements), asked)
}

/// What is denied last; then by actions, by what they are rights to, and by what else is said.
fn order(one: &[&Right<'_>], other: &[&Right<'_>]) -> Ordering {
    let (Some(a), Some(b)) = (one.first(), other.first()) else {
        return one.len().cmp(&other.len());
    };
    let by_actions = (a.denies(), &a.actions).cmp(&(b.denies(), &b.actions));
    by_actions
        .then_with(|| {
            one.iter()
                .map(|right| &right.key)
                .cmp(other.iter().map(|right| &right.key))
        })
        .then_with(|| a.class.cmp(&b.class))
}

/// The name of a statement, which is unique in a policy.
fn free(sid: Text, taken: &mut Names) -> Text {
    let names = (2..).map(|number| Text::Owned(format!("{sid}{number}")));
    let mut names = std::iter::once(sid.clone()).chain(names);
    let name = names.find(|name| !taken.contains(name)).unwrap_or(sid);
    taken.insert(name.clone());
    name
}

fn class(app: &App, statement: &Statement) -> String {
    let mut text = String::new();
    let mut push = |part: &str| {
        text.push_str(part);
        text.push('\n');
    };
    push(match statement.effect {
        Effect::Allow => "",
        Effect::Deny => "deny",
    });
    push(statement.sid.as_deref().unwrap_or_default());
    for principal in &statement.principals {
        push(principal.kind);
        push(&said(app, &principal.value));
    }
    for (operator, key, value) in &statement.conditions {
        push(operator);
        push(key);
        push(&said(app, value));
    }
    text
}

/// What an expression says, to compare and to sort by: with paths in place of nodes, whose numbers
/// depend on the order of declaration.
pub(super) fn said(app: &App, expr: &Expr) -> String {
    let mut text = String::new();
    write(app, expr, &mut text);
    text
}

fn write(app: &App, expr: &Expr, text: &mut String) {
    let all = |text: &mut String, mark: &str, parts: &[&Expr]| {
        text.push_str(mark);
        for part in parts {
            text.push('\u{1}');
            write(app, part, text);
        }
        text.push('\u{2}');
    };
    match expr {
        Expr::Str(literal) => text.push_str(literal),
        Expr::Get(node, attribute) => {
            text.push_str(&app.identity_with_stack(canonical(app, *node)));
            text.push('\u{1}');
            if let Attribute::Named(name) = attribute {
                text.push_str(name);
            }
        }
        Expr::Sub(pieces) => pieces.iter().for_each(|piece| match piece {
            Piece::Text(literal) => text.push_str(literal),
            Piece::Value { value, .. } => all(text, "$", &[value]),
        }),
        Expr::List(items) => all(text, "list", &items.iter().collect::<Vec<_>>()),
        Expr::Map(props) => {
            for (name, value) in props.iter() {
                text.push_str(name);
                all(text, ":", &[value]);
            }
        }
        Expr::If(node, both) | Expr::FindInMap(node, both) => {
            text.push_str(&app.identity_with_stack(*node));
            all(text, "?", &[&both.0, &both.1]);
        }
        Expr::FindInMapOr(both) => all(text, "??", &[&both.0, &both.1]),
        Expr::Across(_, value) => write(app, value, text),
        Expr::Call(function, argument) => all(text, function.name(), &[argument]),
        Expr::JsonString(value) => all(text, "json", &[value]),
        Expr::LogicalId(node) | Expr::Condition(node) => {
            text.push_str(&app.identity_with_stack(*node))
        }
        other => text.push_str(&format!("{other:?}")),
    }
}

/// How many characters a policy has at most, without white space, once it is deployed.
pub(super) fn size(expr: &Expr) -> usize {
    /// Room for an ARN or a name that is known at deployment only, with its quotes.
    const UNKNOWN: usize = 150;
    match expr {
        Expr::Str(text) => characters(text) + 2,
        Expr::List(items) => 2 + items.iter().map(|item| size(item) + 1).sum::<usize>(),
        Expr::Map(props) => {
            let entries = props.iter();
            2 + entries
                .map(|(name, value)| characters(name) + 4 + size(value))
                .sum::<usize>()
        }
        Expr::Sub(pieces) => {
            let pieces = pieces.iter().map(|piece| match piece {
                Piece::Text(text) => characters(text),
                // The longest partition, region or suffix of a URL.
                Piece::Value {
                    value: Expr::Pseudo(_),
                    ..
                } => 20,
                Piece::Value { value, .. } => size(value),
            });
            2 + pieces.sum::<usize>()
        }
        Expr::If(_, both) => size(&both.0).max(size(&both.1)),
        Expr::Null | Expr::Bool(_) | Expr::Int(_) | Expr::Float(_) => 20,
        _ => UNKNOWN,
    }
}

/// At most: a letter beyond ASCII counts as its bytes.
fn characters(text: &str) -> usize {
    let spaces = text.bytes().filter(|byte| *byte <= b' ');
    text.len() - spaces.count()
}
