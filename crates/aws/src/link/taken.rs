use std::panic::Location;

use stackwright_codes as codes;
use stackwright_core::{IntoValue, NodeId, Scope, SourceLine, Str, Text, Value};

use super::names::in_capitals;
use super::{Given, Link};
use crate::canonical;
use crate::ecs::{SecretSource, Way};
use crate::iam::{Grant, GrantExt, RoleHandle, told_in};

/// The environment variables of a container, and the links that bring more of them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Variables {
    said: Vec<Variable>,
    links: Vec<Linked>,
}

#[derive(Clone, Debug)]
struct Variable {
    name: Value<Str>,
    given: Given,
    at: &'static Location<'static>,
}

/// A link as a container took it.
#[derive(Clone, Debug)]
struct Linked {
    link: Link,
    /// What its variables begin with, where that is said.
    prefix: Option<Text>,
    at: &'static Location<'static>,
}

/// What the links of containers come to.
#[derive(Default)]
pub(crate) struct Taken {
    /// What the role of the task may do, by the line of each link.
    pub rights: Vec<(Grant, SourceLine)>,
    pub ways: Vec<Way>,
    /// What variables name that no link of their container is to.
    pub told: Vec<(NodeId, Text, SourceLine)>,
}

impl Variables {
    #[track_caller]
    pub fn plain(&mut self, name: Value<Str>, value: Value<Str>) {
        self.say(name, Given::Plain(value));
    }

    #[track_caller]
    pub fn secret(&mut self, name: Value<Str>, source: SecretSource) {
        self.say(name, Given::Secret(source));
    }

    #[track_caller]
    fn say(&mut self, name: Value<Str>, given: Given) {
        let at = Location::caller();
        self.said.push(Variable { name, given, at });
    }

    #[track_caller]
    pub fn link(&mut self, prefix: Option<Text>, link: Link) {
        let at = Location::caller();
        self.links.push(Linked { link, prefix, at });
    }

    /// Whether there is a link to something already.
    #[cfg(feature = "patterns")]
    pub fn links_to(&self, target: NodeId) -> bool {
        let mut links = self.links.iter();
        links.any(|linked| linked.link.target == target)
    }

    /// Takes what the links bring: variables to those that are said, the rest to be given to the
    /// task. Reports names that have two values.
    pub fn settle(&mut self, taken: &mut Taken, scope: Scope<'_>) {
        self.check_fields(scope);
        taken.told.extend(self.told(scope));
        for Linked { link, prefix, at } in std::mem::take(&mut self.links) {
            if !scope.is_of_this_app(link.target) {
                continue;
            }
            let prefix = prefix.unwrap_or_else(|| in_capitals(&id(link.target, scope)).into());
            for part in link.misnamed {
                let message = format!("the link to `{prefix}` brings no variable `{part}`");
                let mut found = codes::ECS141.finding(message);
                let parts: Vec<&str> = link.parts.iter().map(|own| &*own.part).collect();
                found.source.push(line(at));
                scope.report(found.help(match parts.is_empty() {
                    true => "leave `.named(...)` out: it brings none".to_owned(),
                    false => format!("it brings `{}`", parts.join("`, `")),
                }));
            }
            for part in link.parts {
                let name = part.name.unwrap_or_else(|| match part.part.is_empty() {
                    true => prefix.clone(),
                    false => format!("{prefix}_{}", part.part).into(),
                });
                self.bring(name, part.given, at, scope);
            }
            if !link.rights.is_empty() {
                taken.rights.push((link.rights, line(at)));
            }
            taken.ways.extend(link.ways);
        }
    }

    /// What is told of by variables that no link brings.
    fn told(&self, scope: Scope<'_>) -> Vec<(NodeId, Text, SourceLine)> {
        let app = scope.app();
        let is_linked = |node| {
            let mut links = self.links.iter();
            links.any(|linked| canonical(app, linked.link.target) == canonical(app, node))
        };
        let mut told = Vec::new();
        for Variable { name, given, at } in &self.said {
            if let (Given::Plain(value), Some(name)) = (given, name.expr().as_str()) {
                let mut named = told_in(value.expr());
                named.retain(|node| !is_linked(*node));
                told.extend(
                    named
                        .into_iter()
                        .map(|node| (node, name.to_owned().into(), line(at))),
                );
            }
        }
        told
    }

    /// Reports fields that secrets are to have and have not.
    fn check_fields(&self, scope: Scope<'_>) {
        for Variable { name, given, at } in &self.said {
            let Given::Secret(source) = given else {
                continue;
            };
            if let Some(field) = source.missing_field(scope.app()) {
                let name = name.expr().as_str().unwrap_or("a variable");
                let message =
                    format!("`{name}` is to be `{field}` of a secret that has no such field");
                let mut found = codes::ECS157.finding(message);
                found.source.push(line(at));
                scope.report(found);
            }
        }
    }

    /// Adds a variable of a link, unless it is there.
    fn bring(
        &mut self,
        name: Text,
        given: Given,
        at: &'static Location<'static>,
        scope: Scope<'_>,
    ) {
        let mut all = self.said.iter();
        let Some(before) = all.find(|own| own.name.expr().as_str() == Some(&*name)) else {
            let name = name.into_value();
            self.said.push(Variable { name, given, at });
            return;
        };
        if !before.given.is_same(&given) {
            let message = format!("the variable `{name}` of a container is given two values");
            let mut found = codes::ECS140.finding(message);
            found.source.extend([line(before.at), line(at)]);
            found.source.dedup();
            scope.report(found);
        }
    }

    /// What the containers are told as it is: names and values.
    pub fn environment(&self) -> impl Iterator<Item = (Value<Str>, Value<Str>)> {
        self.said.iter().filter_map(|own| match &own.given {
            Given::Plain(value) => Some((own.name.clone(), value.clone())),
            Given::Secret(_) => None,
        })
    }

    /// What is a secret: names, and where it comes from.
    pub fn secrets(&self) -> impl Iterator<Item = (Value<Str>, &SecretSource)> {
        self.said.iter().filter_map(|own| match &own.given {
            Given::Secret(source) => Some((own.name.clone(), source)),
            Given::Plain(_) => None,
        })
    }

    /// Lets a role read the secrets, each in the name of the line that says so.
    pub fn let_read(&self, role: RoleHandle, scope: Scope<'_>) {
        for own in &self.said {
            if let Given::Secret(source) = &own.given {
                let read = source.read.clone();
                let work = || scope.grant(role, read);
                scope.app().on_line(line(own.at), work);
            }
        }
    }
}

impl Taken {
    /// Gives the role of the task what the links bring, each in the name of its line.
    pub fn grant_rights(&mut self, role: RoleHandle, scope: Scope<'_>) {
        for (rights, line) in std::mem::take(&mut self.rights) {
            scope.app().on_line(line, || scope.grant(role, rights));
        }
    }
}

impl Given {
    fn is_same(&self, other: &Given) -> bool {
        match (self, other) {
            (Given::Plain(own), Given::Plain(other)) => own.expr() == other.expr(),
            (Given::Secret(own), Given::Secret(other)) => {
                own.clone().value_from().expr() == other.clone().value_from().expr()
            }
            _ => false,
        }
    }
}

/// The id of what is linked to: of the construct, also where its resource was named.
fn id(target: NodeId, scope: Scope<'_>) -> Text {
    let app = scope.app();
    let construct = match app.resource_of(target) == Some(target) {
        true => canonical(app, target),
        false => target,
    };
    app.scope_of(construct).id()
}

fn line(at: &'static Location<'static>) -> SourceLine {
    SourceLine {
        file: at.file(),
        line: at.line(),
        column: at.column(),
    }
}
