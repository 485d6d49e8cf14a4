//! Texts of which parts are known at deployment only.

use std::borrow::Cow;
use std::fmt;

use stackwright_template::{Call, Function, Node, SubPart, Value};

use super::{Deployment, Target};

/// How deep functions inside one another are followed.
const NESTED: usize = 16;

/// A text, with unknown parts that are told apart.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Text<'d> {
    parts: Vec<Part<'d>>,
}

#[derive(Clone, Debug, PartialEq)]
enum Part<'d> {
    Literal(Cow<'d, str>),
    /// What a parameter is, or the `Ref` of a resource.
    Named(&'d str),
    Attribute(&'d str, Cow<'d, str>),
    /// What a dynamic reference stands for, which CloudFormation looks up.
    Dynamic(String),
    /// The value of some other function.
    Call(&'d Node),
}

impl<'d> Part<'d> {
    fn name(&self) -> Option<(&'d str, Option<&str>)> {
        match self {
            Part::Named(name) => Some((name, None)),
            Part::Attribute(name, attribute) => Some((name, Some(attribute))),
            Part::Literal(_) | Part::Dynamic(_) | Part::Call(_) => None,
        }
    }
}

impl<'d> Text<'d> {
    /// The text that a node gives; nothing for lists and maps.
    pub(super) fn of(deployment: &'d Deployment<'d>, node: &'d Node) -> Option<Self> {
        let mut text = Text::default();
        text.add(deployment, node, NESTED)?;
        for part in &text.parts {
            if matches!(part, Part::Literal(text) if is_dynamic(text)) {
                text.divide();
                break;
            }
        }
        Some(text)
    }

    /// Tells dynamic references from what stands around them.
    fn divide(&mut self) {
        let mut parts = Vec::new();
        for part in std::mem::take(&mut self.parts) {
            let mut rest = match part {
                Part::Literal(text) => text.into_owned(),
                other => {
                    parts.push(other);
                    continue;
                }
            };
            while let Some((before, reference, behind)) = dynamic_reference(&rest) {
                parts.push(Part::Literal(Cow::Owned(before.to_owned())));
                parts.push(Part::Dynamic(reference.to_owned()));
                rest = behind.to_owned();
            }
            parts.push(Part::Literal(Cow::Owned(rest)));
        }
        parts.retain(|part| !matches!(part, Part::Literal(text) if text.is_empty()));
        self.parts = parts;
    }

    /// The text, where all of it is known.
    pub fn known(self) -> Option<Cow<'d, str>> {
        let mut parts = self.parts.into_iter();
        match (parts.next(), parts.next()) {
            (None, _) => Some(Cow::Borrowed("")),
            (Some(Part::Literal(text)), None) => Some(text),
            _ => None,
        }
    }

    /// Whether all of it is known.
    pub fn is_known(&self) -> bool {
        self.parts
            .iter()
            .all(|part| matches!(part, Part::Literal(_)))
    }

    /// Whether a part of it is the value of a function that is not looked into.
    pub(super) fn has_calls(&self) -> bool {
        self.parts.iter().any(|part| matches!(part, Part::Call(_)))
    }

    /// What stands before the first unknown part.
    pub fn beginning(&self) -> &str {
        match self.parts.first() {
            Some(Part::Literal(text)) => text,
            _ => "",
        }
    }

    /// What stands behind the last unknown part.
    pub fn end(&self) -> &str {
        match self.parts.last() {
            Some(Part::Literal(text)) => text,
            _ => "",
        }
    }

    /// The text with something in place of its unknown parts.
    pub fn with_unknown(&self, unknown: &str) -> String {
        let parts = self.parts.iter().map(|part| match part {
            Part::Literal(text) => text,
            _ => unknown,
        });
        parts.collect()
    }

    /// Whether it ends in another text, behind a separator.
    pub fn ends_with(&self, other: &Text<'d>, separator: char) -> bool {
        let Some(skip) = self.parts.len().checked_sub(other.parts.len()) else {
            return false;
        };
        let mut own = self.parts.iter().skip(skip);
        let mut others = other.parts.iter();
        match (own.next(), others.next()) {
            (Some(Part::Literal(own)), Some(Part::Literal(other))) => {
                let before = own.strip_suffix(&**other);
                if !before.is_some_and(|before| before.ends_with(separator)) {
                    return false;
                }
            }
            (Some(own_first), Some(other_first)) if own_first == other_first => {
                let before = skip.checked_sub(1).and_then(|at| self.parts.get(at));
                let separated =
                    matches!(before, Some(Part::Literal(text)) if text.ends_with(separator));
                if !separated {
                    return false;
                }
            }
            _ => return false,
        }
        own.eq(others)
    }

    /// Whether its unknown parts all have a name.
    pub fn is_named(&self) -> bool {
        let nameless = |part: &Part<'_>| matches!(part, Part::Call(_) | Part::Dynamic(_));
        !self.parts.iter().any(nameless)
    }

    /// Its dynamic references, as they are written.
    pub fn dynamic(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().filter_map(|part| match part {
            Part::Dynamic(reference) => Some(&**reference),
            _ => None,
        })
    }

    /// What it begins with, where that is not literal: a logical id or a parameter, and the
    /// attribute of it.
    pub fn first_name(&self) -> Option<(&'d str, Option<&str>)> {
        self.parts.first().and_then(Part::name)
    }

    /// The same of what it ends with.
    pub fn last_name(&self) -> Option<(&'d str, Option<&str>)> {
        self.parts.last().and_then(Part::name)
    }

    /// The literal parts, which are certain to be in the text.
    pub fn literals(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().filter_map(|part| match part {
            Part::Literal(text) => Some(&**text),
            _ => None,
        })
    }

    /// The logical ids and parameters that the unknown parts name.
    pub fn names(&self) -> impl Iterator<Item = &'d str> {
        self.parts.iter().filter_map(|part| match part {
            Part::Named(name) | Part::Attribute(name, _) => Some(*name),
            _ => None,
        })
    }

    /// The attributes among the unknown parts, each with its logical id.
    pub fn attributes(&self) -> impl Iterator<Item = (&'d str, &str)> {
        self.parts.iter().filter_map(|part| match part {
            Part::Attribute(name, attribute) => Some((*name, &**attribute)),
            _ => None,
        })
    }

    /// Whether two texts are equal, where that is known.
    pub fn equals(&self, other: &Text<'d>) -> Option<bool> {
        if self == other {
            return Some(true);
        }
        let (mut left, mut right) = (self.parts.as_slice(), other.parts.as_slice());
        while let ([l, ls @ ..], [r, rs @ ..]) = (left, right) {
            if l != r {
                break;
            }
            (left, right) = (ls, rs);
        }
        while let ([ls @ .., l], [rs @ .., r]) = (left, right) {
            if l != r {
                break;
            }
            (left, right) = (ls, rs);
        }
        match (left, right) {
            ([], [Part::Literal(text)]) | ([Part::Literal(text)], []) => {
                text.is_empty().then_some(true).or(Some(false))
            }
            ([Part::Literal(_)], [Part::Literal(_)]) => Some(false),
            // What begins or ends differently is different, whatever comes between.
            ([Part::Literal(l), ..], [Part::Literal(r), ..]) if differ(l.bytes(), r.bytes()) => {
                Some(false)
            }
            ([.., Part::Literal(l)], [.., Part::Literal(r)])
                if differ(l.bytes().rev(), r.bytes().rev()) =>
            {
                Some(false)
            }
            _ => None,
        }
    }

    pub(super) fn target(self, deployment: &'d Deployment<'d>) -> Target<'d> {
        let resource = |id| deployment.resource(id);
        match self.parts.as_slice() {
            [Part::Named(name)] => match resource(name) {
                Some(resource) => Target::Resource(resource, None),
                None => Target::Unknown,
            },
            [Part::Attribute(name, Cow::Borrowed(attribute))] => match resource(name) {
                Some(resource) => Target::Resource(resource, Some(attribute)),
                None => Target::Unknown,
            },
            _ => self.known().map_or(Target::Unknown, Target::Text),
        }
    }

    fn push(&mut self, text: Cow<'d, str>) {
        match self.parts.last_mut() {
            _ if text.is_empty() => {}
            Some(Part::Literal(last)) => last.to_mut().push_str(&text),
            _ => self.parts.push(Part::Literal(text)),
        }
    }

    fn add(&mut self, deployment: &'d Deployment<'d>, node: &'d Node, deep: usize) -> Option<()> {
        let deep = deep.checked_sub(1)?;
        let call = match &node.value {
            Value::Call(call) => call,
            Value::List(_) | Value::Map(_) | Value::Null => return None,
            _ => {
                self.push(deployment.model().text(node)?);
                return Some(());
            }
        };
        match call.function {
            Function::Ref => self.add_named(deployment, call.reference()?, node),
            Function::If => self.add(deployment, deployment.branch(call)?, deep)?,
            Function::GetAtt => {
                let get_att = call.get_att()?;
                match get_att.attribute.as_str() {
                    Some(attribute) => {
                        let attribute = Cow::Borrowed(attribute);
                        self.parts
                            .push(Part::Attribute(get_att.resource, attribute));
                    }
                    None => self.parts.push(Part::Call(node)),
                }
            }
            Function::Sub => self.add_sub(deployment, call, deep)?,
            Function::Join => self.add_join(deployment, call, node, deep)?,
            Function::Select => match selected(call) {
                Some(item) => self.add(deployment, item, deep)?,
                None => self.parts.push(Part::Call(node)),
            },
            Function::FindInMap => match found(deployment, call) {
                Some(value) => self.push(deployment.model().text(value)?),
                None => self.parts.push(Part::Call(node)),
            },
            Function::Split | Function::GetAZs | Function::Cidr => return None,
            _ => self.parts.push(Part::Call(node)),
        }
        Some(())
    }

    fn add_named(&mut self, deployment: &'d Deployment<'d>, name: &'d str, node: &'d Node) {
        if let Some(default) = deployment.default_of(name) {
            match default.as_str() {
                Some(text) => self.push(Cow::Borrowed(text)),
                None => self.parts.push(Part::Named(name)),
            }
            return;
        }
        let parameter = deployment.model().template().parameter(name);
        let only =
            match parameter.is_some_and(|it| !deployment.model().allowed_values(it).is_empty()) {
                true => only_value(deployment, node),
                false => None,
            };
        match only {
            Some(text) => self.push(Cow::Owned(text)),
            None => self.parts.push(Part::Named(name)),
        }
    }

    fn add_sub(
        &mut self,
        deployment: &'d Deployment<'d>,
        call: &'d Call,
        deep: usize,
    ) -> Option<()> {
        let sub = call.sub()?;
        for part in sub.parts() {
            let variable = match part {
                SubPart::Literal(text) => {
                    self.push(Cow::Borrowed(text));
                    continue;
                }
                SubPart::Variable(variable) => variable,
            };
            if let Some(own) = sub.variables.and_then(|map| map.get(variable.name)) {
                self.add(deployment, own, deep)?;
                continue;
            }
            match variable.attribute() {
                Some(attribute) => {
                    let attribute = Cow::Borrowed(attribute);
                    self.parts
                        .push(Part::Attribute(variable.target(), attribute));
                }
                None => match deployment.default_of(variable.name).and_then(Node::as_str) {
                    Some(text) => self.push(Cow::Borrowed(text)),
                    None => self.parts.push(Part::Named(variable.name)),
                },
            }
        }
        Some(())
    }

    fn add_join(
        &mut self,
        deployment: &'d Deployment<'d>,
        call: &'d Call,
        node: &'d Node,
        deep: usize,
    ) -> Option<()> {
        let join = call.join()?;
        let Some(items) = join.values.as_list() else {
            self.parts.push(Part::Call(node));
            return Some(());
        };
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                self.push(Cow::Borrowed(join.delimiter));
            }
            self.add(deployment, item, deep)?;
        }
        Some(())
    }
}

/// The only value that a reference to a parameter can have.
fn only_value(deployment: &Deployment<'_>, node: &Node) -> Option<String> {
    let values = deployment.model().values(node, deployment.assumed());
    match values.known.as_slice() {
        [one] if values.complete && !values.absent => {
            deployment.model().text(one).map(Cow::into_owned)
        }
        _ => None,
    }
}

/// The item of a literal list that `Fn::Select` takes.
fn selected(call: &Call) -> Option<&Node> {
    let select = call.select()?;
    let index = match select.index.as_str() {
        Some(text) => text.trim().parse().ok()?,
        None => usize::try_from(select.index.as_number()?.as_i64()?).ok()?,
    };
    select.values.as_list()?.get(index)
}

/// The value of a mapping, where both keys are known.
fn found<'d>(deployment: &'d Deployment<'d>, call: &'d Call) -> Option<&'d Node> {
    let find = call.find_in_map()?;
    let mapping = find.mapping.as_str()?;
    let mapping = deployment.model().template().mapping(mapping)?;
    let first = Text::of(deployment, find.first)?.known()?;
    let second = Text::of(deployment, find.second)?.known()?;
    mapping.find(&first, &second)
}

/// Whether there is a dynamic reference in a text, or the beginning of one.
pub(super) fn is_dynamic(text: &str) -> bool {
    // Hardly any text has a brace, and one character is told sooner than ten.
    text.as_bytes().contains(&b'{') && text.contains("{{resolve:")
}

/// The first dynamic reference in a text, with what stands before and behind it.
fn dynamic_reference(text: &str) -> Option<(&str, &str, &str)> {
    let (before, reference) = text.split_at(text.find("{{resolve:")?);
    let (reference, behind) = reference.split_at(reference.find("}}")? + 2);
    Some((before, reference, behind))
}

fn differ(left: impl Iterator<Item = u8>, right: impl Iterator<Item = u8>) -> bool {
    left.zip(right).any(|(left, right)| left != right)
}

/// As a message shows it: unknown parts as `${Name}`.
impl fmt::Display for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for part in &self.parts {
            match part {
                Part::Literal(text) => f.write_str(text)?,
                Part::Named(name) => write!(f, "${{{name}}}")?,
                Part::Attribute(name, attribute) => write!(f, "${{{name}.{attribute}}}")?,
                Part::Dynamic(reference) => f.write_str(reference)?,
                Part::Call(_) => f.write_str("${...}")?,
            }
        }
        Ok(())
    }
}
