use stackwright_core::{App, Expr, NodeId, Props, SourceLine, Text};

use super::Statement;
use super::merge::{Merged, Right};
use super::role_policies::{NamesBeside, RolePolicies};
use super::shares::{Room, shares};
use crate::keyed::{Keyed, Names};
use crate::{conditional, forms};

/// A role and what it was granted.
pub(super) struct Rights<'a> {
    app: &'a App,
    /// The construct, or the typed resource: the policies beside the role stand below it.
    role: NodeId,
    resource: NodeId,
    /// Each with the line that granted it.
    statements: Vec<(Statement, SourceLine)>,
    source: SourceLine,
}

/// Kept on the resource of a role: what it was granted by an earlier synthesis, and under which
/// name that stands inside it.
struct Held {
    statements: Vec<(Statement, SourceLine)>,
    name: Text,
    /// All names inside it: that one, and those of policies that depend on a condition.
    names: Names,
}

/// Where a right is written.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    /// Inside the role.
    Inside,
    /// In a policy beside the role, because it names something that needs the role.
    Beside,
    /// In a policy in this stack, because it needs the role's stack already.
    Stack(NodeId),
}

impl<'a> Rights<'a> {
    pub fn new(app: &'a App, role: NodeId, resource: NodeId, source: SourceLine) -> Self {
        let held = app.data::<Held>(resource);
        Rights {
            app,
            role,
            resource,
            statements: held.map_or(Vec::new(), |held| held.statements.clone()),
            source,
        }
    }

    /// Adds what a line grants.
    pub fn add(&mut self, statements: Vec<Statement>, line: SourceLine) {
        let statements = statements.into_iter();
        self.statements.extend(statements.map(|own| (own, line)));
    }

    /// Writes them all; what an earlier synthesis wrote is written anew.
    pub fn lower(self, beside: &NamesBeside) {
        let Rights { app, resource, .. } = self;
        let before = app.data::<Held>(resource);
        let before = before.map(|held| (held.name.clone(), held.names.clone()));
        let policies = RolePolicies::new(app, self.role, resource, beside, before);
        let mut room = Room::beside(policies.size_of_others());
        let mut names = Names::default();
        for own in self.by_place() {
            let policies = policies.when(own.when);
            for share in shares(&own.rights, &mut room) {
                policies.write(own.place, share, self.source);
            }
            names.insert(policies.name_inside());
        }
        policies.check(self.source);
        app.scope_of(resource).set_data(Held {
            statements: self.statements,
            name: policies.name().clone(),
            names,
        });
    }

    /// The rights by where they are written and under which conditions, and those by path: numbers
    /// of nodes depend on the order of declaration.
    fn by_place(&self) -> Vec<Placed<'_>> {
        let Rights { app, resource, .. } = *self;
        let is_list = |props: &Props, name| matches!(props.get(name), None | Some(Expr::List(_)));
        let takes =
            |props: &Props| is_list(props, "Policies") && is_list(props, "ManagedPolicyArns");
        let takes_policies = app.read_props(resource, takes) == Some(true);
        let mut places = Places::new(app, resource);
        let mut by_place: Vec<Placed<'_>> = Vec::new();
        for right in Merged::of(app, &self.statements).into_rights() {
            let place = match places.of(&right) {
                Place::Inside if !takes_policies || forms::is_cdk(app, resource) => Place::Beside,
                place => place,
            };
            let stack = match place {
                Place::Stack(stack) => app.scope_of(stack).path(),
                Place::Inside | Place::Beside => String::new(),
            };
            let holder = match place {
                Place::Stack(stack) => stack,
                Place::Inside | Place::Beside => resource,
            };
            let when = conditional::beyond(app, right.named(), holder);
            let paths = when.iter().map(|condition| app.identity_path(*condition));
            let key = (stack, place, paths.collect::<Vec<_>>());
            let at = by_place.partition_point(|placed| placed.key < key);
            match by_place.get_mut(at).filter(|placed| placed.key == key) {
                Some(placed) => placed.rights.push(right),
                None => {
                    let rights = vec![right];
                    let placed = Placed {
                        key,
                        place,
                        when,
                        rights,
                    };
                    by_place.insert(at, placed);
                }
            }
        }
        by_place
    }
}

/// The rights that are written in one place, under the same conditions.
struct Placed<'s> {
    /// The path of the stack, the place, and the paths of the conditions.
    key: (String, Place, Vec<String>),
    place: Place,
    when: Vec<NodeId>,
    rights: Vec<Right<'s>>,
}

/// Where rights of a role belong: inside it, unless they name something that needs the role
/// itself, or something of a stack that needs the role's stack; that would close a ring.
struct Places<'a> {
    app: &'a App,
    role: NodeId,
    home: Option<NodeId>,
    /// By what is named.
    known: Keyed<NodeId, Place>,
}

impl<'a> Places<'a> {
    fn new(app: &'a App, role: NodeId) -> Self {
        Places {
            app,
            role,
            home: app.scope_of(role).stack_node(),
            known: Keyed::default(),
        }
    }

    fn of(&mut self, right: &Right<'_>) -> Place {
        let mut named = Vec::new();
        for value in right.named() {
            value.walk(&mut |expr| {
                if let Expr::Get(node, _) = expr {
                    named.push(*node);
                }
            });
        }
        let places = named.into_iter().map(|node| self.of_node(node));
        places.max().unwrap_or(Place::Inside)
    }

    fn of_node(&mut self, node: NodeId) -> Place {
        if let Some(place) = self.known.get(&node) {
            return *place;
        }
        let (app, role) = (self.app, self.role);
        let stack = app.scope_of(node).stack_node();
        let place = match (stack, self.home) {
            (Some(stack), Some(home)) if stack != home => {
                // Of stacks in one another each element is made on its own.
                let is_after_role = match app.are_in_one(stack, home) {
                    true => app.needs(node, role),
                    false => app.needs(stack, home),
                };
                match is_after_role {
                    true => Place::Stack(stack),
                    false => Place::Inside,
                }
            }
            _ if app.resource_of(node) == Some(role) || app.needs(node, role) => Place::Beside,
            _ => Place::Inside,
        };
        *self.known.entry(node, || place)
    }
}
