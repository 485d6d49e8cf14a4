//! Where two values differ, in the type that the facts give them.

use stackwright_facts::{Property, PropertyKind, ResourceType, Update};
use stackwright_template::{Call, Map, Node, Value};

use crate::form::{concatenation, is_no_value, word};
use crate::path::Path;
use crate::serverless::Transformed;
use crate::{document, items};

/// That something is there before, after, or both times and not the same.
#[derive(Clone, Debug)]
pub(crate) struct Difference {
    pub path: Path,
    pub before: Option<Node>,
    pub after: Option<Node>,
    /// The strongest that the facts say of the properties on the way to it.
    pub update: Update,
    /// What decides whether the value changes at all, where something does.
    pub decides: Option<Decides>,
}

/// What decides whether a value changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Decides {
    /// A condition, under which the value is what it was.
    Condition(String),
    /// The row of a mapping, of which some say what they did.
    Mapping(String),
    /// A parameter, whose default is the value that was written.
    Parameter(String),
}

/// The facts on one resource type; nothing of a type that nobody knows.
#[derive(Clone, Copy)]
pub(crate) struct Typed {
    facts: Option<&'static ResourceType>,
    /// Of a type that a transform makes another one of: what a change does is what it does to that.
    transformed: Option<Transformed>,
}

/// What is known of a value: its property, and what a change of what is around it does.
#[derive(Clone, Copy)]
pub(crate) struct Known<'p> {
    pub property: Option<&'p Property>,
    pub update: Update,
    /// Inside of free JSON or a type that is not known.
    pub free: bool,
}

impl<'p> Known<'p> {
    pub fn nothing() -> Self {
        Known {
            property: None,
            update: Update::InPlace,
            free: true,
        }
    }

    /// Of a value that CloudFormation reads by itself: a number is what it is as a text, too.
    pub fn loose() -> Self {
        Known {
            free: false,
            ..Known::nothing()
        }
    }

    pub fn at(property: &'p Property, around: Update) -> Self {
        Known {
            property: Some(property),
            update: stronger(around, property.update),
            free: false,
        }
    }

    /// The same for what stands inside of it, whose own update is not told apart.
    fn inside(self, property: Option<&'p Property>) -> Self {
        match property {
            Some(property) => Known::at(property, self.update),
            None => Known {
                property: None,
                ..self
            },
        }
    }
}

pub(crate) fn stronger(one: Update, other: Update) -> Update {
    let weight = |update| match update {
        Update::InPlace => 0,
        Update::Maybe => 1,
        Update::Conditional => 2,
        Update::Replacement => 3,
    };
    match weight(other) > weight(one) {
        true => other,
        false => one,
    }
}

type Pair<'n> = (Option<&'n Node>, Option<&'n Node>);

impl Typed {
    pub fn of(type_name: &str) -> Self {
        Typed {
            facts: stackwright_facts::resource_type(type_name).ok(),
            transformed: Transformed::of(type_name),
        }
    }

    pub fn unknown() -> Self {
        Typed {
            facts: None,
            transformed: None,
        }
    }

    pub fn facts(self) -> Option<&'static ResourceType> {
        self.facts
    }

    /// The property of a resource of the type.
    pub fn property(self, name: &str) -> Option<&'static Property> {
        self.facts?.properties.get(name)
    }

    /// What is known of a property of the resource itself.
    pub fn known(self, name: &str) -> Known<'static> {
        match (self.property(name), self.transformed) {
            (Some(property), Some(transformed)) => Known {
                property: Some(property),
                update: transformed.update(name),
                free: false,
            },
            (Some(property), None) => Known::at(property, Update::InPlace),
            (None, _) => Known::nothing(),
        }
    }

    /// What is known of a value inside of another one.
    fn inside<'p>(self, known: Known<'p>, property: Option<&'p Property>) -> Known<'p> {
        let inner = known.inside(property);
        match self.transformed {
            // What is said inside is said of the type before the transform.
            Some(_) => Known {
                update: known.update,
                ..inner
            },
            None => inner,
        }
    }

    fn inner(self, property: Option<&Property>, key: &str) -> Option<&'static Property> {
        let PropertyKind::Object(name) = &property?.kind else {
            return None;
        };
        self.facts?.definitions.get(name)?.properties.get(key)
    }

    /// What is known of the value behind a key.
    pub fn below<'p>(self, known: Known<'p>, key: &str) -> Known<'p> {
        match known.property.map(|property| &property.kind) {
            Some(PropertyKind::Object(_)) => self.inside(known, self.inner(known.property, key)),
            Some(PropertyKind::Map(value)) => self.inside(known, Some(value)),
            Some(PropertyKind::Json) => Known {
                property: None,
                free: true,
                ..known
            },
            _ => self.inside(known, None),
        }
    }

    /// What is known of the items of a list.
    pub fn item(self, known: Known<'_>) -> Known<'_> {
        match known.property.map(|property| &property.kind) {
            Some(PropertyKind::List(item)) => self.inside(known, Some(item)),
            _ => self.inside(known, None),
        }
    }

    /// The one of several kinds that a value is of.
    fn settled<'p>(self, known: Known<'p>, pair: Pair<'_>) -> Known<'p> {
        let Some(PropertyKind::Union(any)) = known.property.map(|property| &property.kind) else {
            return known;
        };
        let value = pair.1.or(pair.0).map(|node| &node.value);
        let fits = |property: &&Property| {
            matches!(
                (&property.kind, value),
                (PropertyKind::List(_), Some(Value::List(_)))
                    | (
                        PropertyKind::Object(_) | PropertyKind::Map(_) | PropertyKind::Json,
                        Some(Value::Map(_))
                    )
                    | (PropertyKind::String, Some(Value::String(_)))
                    | (PropertyKind::Boolean, Some(Value::Bool(_)))
                    | (
                        PropertyKind::Integer | PropertyKind::Number,
                        Some(Value::Number(_))
                    )
            )
        };
        match any.iter().find(fits) {
            Some(property) => Known {
                free: false,
                ..self.inside(known, Some(property))
            },
            None => Known {
                property: None,
                free: true,
                ..known
            },
        }
    }

    /// Whether two values say the same.
    pub fn same(self, known: Known<'_>, before: Option<&Node>, after: Option<&Node>) -> bool {
        if before == after {
            return true;
        }
        let mut found = Vec::new();
        self.compare(known, (before, after), &Path::default(), &mut found);
        found.is_empty()
    }

    /// Adds where two values in the common form differ.
    pub fn compare(
        self,
        known: Known<'_>,
        pair: Pair<'_>,
        path: &Path,
        found: &mut Vec<Difference>,
    ) {
        let is_there = |node: &&Node| !is_no_value(node);
        let pair = (pair.0.filter(is_there), pair.1.filter(is_there));
        if pair.0 == pair.1 {
            return;
        }
        let known = self.settled(known, pair);
        let (Some(before), Some(after)) = pair else {
            self.one_sided(known, pair, path, found);
            return;
        };
        if let (Some(one), Some(other)) = (decided(before), decided(after))
            && one.condition == other.condition
        {
            self.compare(known, (Some(one.then), Some(other.then)), path, found);
            let otherwise = (Some(one.otherwise), Some(other.otherwise));
            self.compare(known, otherwise, path, found);
            return;
        }
        let decides = self.decides(known, before, after);
        let differs = |found: &mut Vec<Difference>| {
            found.push(Difference {
                path: path.clone(),
                before: Some(before.clone()),
                after: Some(after.clone()),
                update: known.update,
                decides: decides.clone(),
            });
        };
        if let Some((before, after)) = self.documents(known, before, after) {
            // The keys of a document are not those of the type.
            let inside = Known {
                property: None,
                free: true,
                ..known
            };
            self.compare(inside, (Some(&before), Some(&after)), path, found);
            return;
        }
        match (&before.value, &after.value) {
            (Value::Map(one), Value::Map(other)) => self.maps(known, one, other, path, found),
            (Value::List(one), Value::List(other)) => {
                items::compare(self, known, (one, other), path, found);
            }
            // CloudFormation takes one value where it wants a list of them.
            (Value::List(one), _) if is_list(known) && one.len() == 1 && !is_call(after) => {
                items::compare(self, known, (one, std::slice::from_ref(after)), path, found);
            }
            (_, Value::List(other)) if is_list(known) && other.len() == 1 && !is_call(before) => {
                items::compare(
                    self,
                    known,
                    (std::slice::from_ref(before), other),
                    path,
                    found,
                );
            }
            _ if same_word(known, before, after) => {}
            _ => differs(found),
        }
    }

    /// What is there on one side only.
    fn one_sided(self, known: Known<'_>, pair: Pair<'_>, path: &Path, found: &mut Vec<Difference>) {
        let Some(there) = pair.0.or(pair.1) else {
            return;
        };
        if self.is_default(known, there) {
            return;
        }
        let mut update = known.update;
        self.strongest(known, there, &mut update);
        found.push(Difference {
            path: path.clone(),
            before: pair.0.cloned(),
            after: pair.1.cloned(),
            update,
            decides: None,
        });
    }

    /// The condition under which the value is what it was, where one of two is.
    fn decides(self, known: Known<'_>, before: &Node, after: &Node) -> Option<Decides> {
        let any = |one: &Node, other: &Node| {
            let choice = decided(one)?;
            // Under two conditions, each may come out so that the values are the same.
            let others = match decided(other) {
                Some(choice) => vec![choice.then, choice.otherwise],
                None => vec![other],
            };
            let mut branches = [choice.then, choice.otherwise].into_iter();
            let same = branches.any(|branch| {
                let mut others = others.iter();
                others.any(|other| self.same(known, Some(branch), Some(other)))
            });
            same.then(|| Decides::Condition(choice.condition.to_owned()))
        };
        any(after, before)
            .or_else(|| any(before, after))
            .or_else(|| row(before, after))
    }

    /// The strongest that is said of the properties inside of an object that comes or goes.
    fn strongest(self, known: Known<'_>, node: &Node, update: &mut Update) {
        if let (Value::Map(map), Some(PropertyKind::Object(_))) =
            (&node.value, known.property.map(|property| &property.kind))
        {
            for (key, value) in map.iter() {
                let below = self.below(known, key.as_str());
                *update = stronger(*update, below.update);
                self.strongest(below, value, update);
            }
        }
    }

    /// Whether a value is what the service takes when none is given.
    fn is_default(self, known: Known<'_>, node: &Node) -> bool {
        let Some(property) = known.property else {
            return false;
        };
        if let Some(default) = &property.default {
            return self.same(known, Some(&document::of_json(default)), Some(node));
        }
        match (&property.kind, &node.value) {
            // An object in which nothing is said but defaults, and something is.
            (PropertyKind::Object(_), Value::Map(map)) if !map.is_empty() => {
                let mut entries = map.iter();
                entries.all(|(key, value)| self.is_default(self.below(known, key.as_str()), value))
            }
            _ => false,
        }
    }

    fn maps(
        self,
        known: Known<'_>,
        before: &Map,
        after: &Map,
        path: &Path,
        found: &mut Vec<Difference>,
    ) {
        for (key, one) in before.iter() {
            let key = key.as_str();
            let below = self.below(known, key);
            self.compare(below, (Some(one), after.get(key)), &path.key(key), found);
        }
        for (key, other) in after.iter() {
            let key = key.as_str();
            if !before.contains_key(key) {
                let below = self.below(known, key);
                self.compare(below, (None, Some(other)), &path.key(key), found);
            }
        }
    }

    /// Both as documents, where at least one of them is a JSON text or they are policies: without what
    /// is only written differently. A text that replaces its resource is compared as a text, as
    /// CloudFormation does.
    fn documents(self, known: Known<'_>, before: &Node, after: &Node) -> Option<(Node, Node)> {
        let is_text = |node: &Node| node.as_str().is_some() || concatenation(node).is_some();
        let texts =
            is_text(before) || is_text(after) || is_json_call(before) || is_json_call(after);
        if texts && known.update == Update::InPlace {
            let (one, other) = (document::read(before), document::read(after));
            if let (Some(one), Some(other)) = (one, other) {
                return Some((document::plain(one), document::plain(other)));
            }
        }
        if document::is_policy(before) && document::is_policy(after) {
            let (one, other) = (before.clone(), after.clone());
            let (one, other) = (document::plain(one), document::plain(other));
            if document::means_the_same(&one, &other) {
                return Some((other.clone(), other));
            }
            // What is plain already is not made so again.
            return (one != *before || other != *after).then_some((one, other));
        }
        None
    }
}

fn is_list(known: Known<'_>) -> bool {
    let kind = known.property.map(|property| &property.kind);
    matches!(kind, Some(PropertyKind::List(_)))
}

fn is_call(node: &Node) -> bool {
    node.as_call().is_some()
}

fn is_json_call(node: &Node) -> bool {
    let function = node.as_call().map(|call| call.function);
    function == Some(stackwright_template::Function::ToJsonString)
}

/// The mapping in which both look for the same, where it says something else than before.
fn row(before: &Node, after: &Node) -> Option<Decides> {
    let (one, other) = (
        before.as_call()?.find_in_map()?,
        after.as_call()?.find_in_map()?,
    );
    let same =
        one.first == other.first && one.second == other.second && one.default == other.default;
    same.then(|| other.mapping.as_str())
        .flatten()
        .map(|name| Decides::Mapping(name.to_owned()))
}

fn decided(node: &Node) -> Option<stackwright_template::If<'_>> {
    node.as_call().and_then(Call::if_)
}

/// Whether two words are the same in the type of their property: `true` and "true", 80 and "80".
fn same_word(known: Known<'_>, before: &Node, after: &Node) -> bool {
    let (Some(one), Some(other)) = (word(before), word(after)) else {
        return false;
    };
    if one == other {
        // In free JSON a number is no text.
        return !known.free || before.kind() == after.kind();
    }
    let Some(property) = known.property else {
        return number_of(before) == number_of(after) && before.as_number().is_some();
    };
    match property.kind {
        PropertyKind::Boolean => one.eq_ignore_ascii_case(&other),
        PropertyKind::Integer | PropertyKind::Number => {
            let (one, other) = (number_of(before), number_of(after));
            one.is_some() && one == other
        }
        PropertyKind::String => {
            let limits = property.limits.as_ref();
            limits.is_some_and(|limits| limits.ignore_case) && one.eq_ignore_ascii_case(&other)
        }
        _ => false,
    }
}

fn number_of(node: &Node) -> Option<f64> {
    match &node.value {
        Value::Number(number) => Some(number.as_f64()),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    }
}
