//! The picture of roles: who uses which, and what it may do with what.

use foldhash::HashMap;
use stackwright_change::words::value;
use stackwright_deployment::{Actor, Guard, Need, Permit, Principals, Property, Role, Subject};
use stackwright_template::{Node, Walk};

use super::build::{All, Seen};
use super::model::{ArrowKind, Diagram, Resource, Shape, ShapeKind, View};
use super::network::title;
use super::resources::Arrows;
use super::{names, words};

/// Actions that are written at an arrow; of the others there is a number.
const WRITTEN: usize = 1;

struct Drawing<'r> {
    resources: &'r [Resource],
    /// The names of the stacks.
    stacks: Vec<String>,
    diagram: Diagram,
    arrows: Arrows,
    of: HashMap<usize, usize>,
    /// What no template has, by the stack that names it and the name.
    outside: HashMap<(usize, String), usize>,
    /// The frames of the stacks.
    frames: HashMap<usize, usize>,
    /// The actions at each arrow.
    actions: HashMap<(usize, usize, ArrowKind), Vec<String>>,
}

/// Draws the roles; nothing where there is none.
pub(super) fn draw(resources: &[Resource], all: &All<'_>) -> Option<Diagram> {
    let mut drawing = Drawing {
        resources,
        stacks: all.names(),
        diagram: Diagram::new(View::Permissions),
        arrows: Arrows::default(),
        of: HashMap::default(),
        outside: HashMap::default(),
        frames: HashMap::default(),
        actions: HashMap::default(),
    };
    for stack in all.wholes() {
        let Some(deployment) = stack.deployment else {
            continue;
        };
        let (roles, needs) = (deployment.roles(), deployment.needs());
        let guards = deployment.guards();
        let is_needed = needs.iter().any(|need| need.role.is_some());
        if roles.is_empty() && !is_needed && guards.is_empty() {
            continue;
        }
        for role in roles {
            drawing.add_role(all, stack, role);
        }
        for need in needs {
            drawing.add_need(stack, need);
        }
        for guard in &guards {
            drawing.add_guard(all, stack, guard);
        }
        drawing.add_users(stack);
    }
    let Drawing {
        mut diagram,
        arrows,
        actions,
        ..
    } = drawing;
    diagram.arrows = arrows.into_all();
    for arrow in &mut diagram.arrows {
        if let Some(actions) = actions.get(&(arrow.from, arrow.to, arrow.kind)) {
            arrow.label = label(actions);
        }
    }
    (!diagram.shapes.is_empty()).then_some(diagram)
}

/// What is written at an arrow: an action, and how many more there are.
fn label(actions: &[String]) -> String {
    let shown: Vec<&str> = actions.iter().take(WRITTEN).map(String::as_str).collect();
    match actions.len().saturating_sub(WRITTEN) {
        0 => shown.join(", "),
        more => format!("{} +{more}", shown.join(", ")),
    }
}

impl Drawing<'_> {
    /// The box of a stack.
    fn frame(&mut self, stack: usize) -> usize {
        let name = self.stacks.get(stack).map_or("", String::as_str);
        let diagram = &mut self.diagram;
        *self
            .frames
            .entry(stack)
            .or_insert_with(|| diagram.add(Shape::new(ShapeKind::Stack, None, name, "stack")))
    }

    /// The box of a resource, in that of its stack.
    fn shape(&mut self, resource: usize) -> usize {
        if let Some(known) = self.of.get(&resource) {
            return *known;
        }
        let frame = self.frame(self.resources.get(resource).map_or(0, |own| own.stack));
        let own = self.resources.get(resource);
        let kind = own.map_or("", |own| &own.type_name);
        let stack = own.and_then(|own| self.stacks.get(own.stack));
        let stack = stack.map_or("", String::as_str);
        let title = own.map_or_else(String::new, |own| title(own, stack));
        let mut shape = Shape::new(ShapeKind::Resource, Some(frame), title, names::kind(kind));
        shape.resource = Some(resource);
        let at = self.diagram.add(shape);
        self.of.insert(resource, at);
        at
    }

    /// The box of what no template has, in that of the stack that names it.
    fn outside(&mut self, stack: usize, name: &str, what: &str) -> usize {
        let frame = self.frame(stack);
        let key = (stack, name.to_owned());
        let diagram = &mut self.diagram;
        *self
            .outside
            .entry(key)
            .or_insert_with(|| diagram.add(Shape::new(ShapeKind::Outside, Some(frame), name, what)))
    }

    fn add_role<'d>(&mut self, all: &All<'d>, stack: &Seen<'d>, role: &Role<'d>) {
        let Some(resource) = stack.resource(role.properties.id()) else {
            return;
        };
        let from = self.shape(resource);
        for grant in &role.grants {
            let statement = grant.place;
            let (home, _) = stack.whole.owner(statement.id());
            let effect = statement.get("Effect").text();
            if effect.is_none() {
                // A policy of AWS, by its ARN.
                let name = statement.shown();
                let short = name.rsplit('/').next().unwrap_or(&name);
                let to = self.outside(home, short, "policy of AWS");
                let says = format!("may do what {name} allows");
                self.arrows.add((from, to), ArrowKind::Allows, says);
                continue;
            }
            let kind = match effect.as_deref() {
                Some("Allow") => ArrowKind::Allows,
                _ => ArrowKind::Denies,
            };
            let words = actions(&statement);
            let conditions = statement.get("Condition").node().map(value);
            let items = statement.get("Resource").items().known;
            let ends: Vec<usize> = match items.is_empty() {
                true => {
                    let all_but = listed(&statement, "NotResource").join(", ");
                    vec![self.outside(home, &format!("all but {all_but}"), "resources")]
                }
                false => items
                    .iter()
                    .map(|item| self.subject(all, stack, item))
                    .collect(),
            };
            for (part, to) in ends.into_iter().enumerate() {
                if to == from {
                    continue;
                }
                let verb = if kind == ArrowKind::Allows {
                    "may"
                } else {
                    "may not"
                };
                let mut says = format!("{verb} {}", words.join(", "));
                if let Some(conditions) = &conditions {
                    says.push_str(&format!(" if {conditions}"));
                }
                if let Some(asked) = self.granted(stack, &statement, part) {
                    says.push_str(&format!(", by {asked}"));
                }
                self.arrows.add((from, to), kind, says);
                self.note((from, to), kind, words.iter().cloned());
            }
        }
        if !role.complete
            && let Some(shape) = self.diagram.shapes.get_mut(from)
        {
            shape
                .says
                .push("it has policies that are not known here".to_owned());
        }
    }

    fn note(
        &mut self,
        (from, to): (usize, usize),
        kind: ArrowKind,
        words: impl Iterator<Item = String>,
    ) {
        let actions = self.actions.entry((from, to, kind)).or_default();
        for word in words {
            if !actions.contains(&word) {
                actions.push(word);
            }
        }
    }

    /// The lines that asked for a right to one of the resources of a statement; that of the resource with the
    /// statement, where nobody is known to have asked.
    fn granted(&self, stack: &Seen<'_>, statement: &Property<'_>, part: usize) -> Option<String> {
        let asked = stack.whole.asked(statement, |own| own == part, |_| true);
        match asked.is_empty() {
            true => self.asked(stack, statement),
            false => Some(asked.join(", ")),
        }
    }

    /// The line that made the resource with a statement.
    fn asked(&self, stack: &Seen<'_>, statement: &Property<'_>) -> Option<String> {
        let own = self.resources.get(stack.resource(statement.id())?)?;
        own.lines.first().cloned()
    }

    /// What a statement is about.
    fn subject<'d>(&mut self, all: &All<'d>, stack: &Seen<'d>, item: &Property<'d>) -> usize {
        let (home, _) = stack.whole.owner(item.id());
        let text = item.symbolic();
        let here = text.as_ref().and_then(|text| {
            let mut named = text.names();
            named.find_map(|id| stack.resource(id))
        });
        if let Some(at) = here.or_else(|| item.node().and_then(|node| meant(all, stack, node))) {
            return self.shape(at);
        }
        let Some(text) = text else {
            let name = item.node().map_or_else(|| item.shown(), value);
            return self.outside(home, &name, "named by its ARN");
        };
        let known = text.with_unknown("*");
        match known.splitn(6, ':').collect::<Vec<&str>>().as_slice() {
            _ if known == "*" => self.outside(home, "everything", "every resource: *"),
            ["arn", _, service, _, _, rest] => self.outside(home, rest, service),
            _ => self.outside(home, &item.shown(), "named by its ARN"),
        }
    }

    /// What the own policy of a resource says.
    fn add_guard<'d>(&mut self, all: &All<'d>, stack: &Seen<'d>, guard: &Guard<'d>) {
        let of = guard.of.iter().filter_map(|own| stack.resource(own.id()));
        let of: Vec<usize> = of.collect();
        for grant in &guard.policy.grants {
            let statement = grant.place;
            let (home, _) = stack.whole.owner(statement.id());
            let words = actions(&statement);
            let verb = if grant.allows() { "may" } else { "may not" };
            let mut says = format!("{verb} {} by its own policy", words.join(", "));
            if let Some(conditions) = statement.get("Condition").node().map(value) {
                says.push_str(&format!(" if {conditions}"));
            }
            if let Some(asked) = self.granted(stack, &statement, 0) {
                says.push_str(&format!(", by {asked}"));
            }
            let from: Vec<usize> = match grant.principals() {
                // What nobody may is said of the resource: it is no way to it.
                Principals::All if !grant.allows() => {
                    for shape in of.iter().filter_map(|at| self.of.get(at)) {
                        if let Some(shape) = self.diagram.shapes.get_mut(*shape) {
                            shape
                                .says
                                .push(format!("nobody {}", says.replacen("may not", "may", 1)));
                        }
                    }
                    continue;
                }
                Principals::All => vec![self.outside(home, "everybody", "every principal: *")],
                Principals::Only(named) => named
                    .iter()
                    .map(|own| self.principal(all, stack, own))
                    .collect(),
                Principals::Unknown => vec![self.outside(home, "others", "principals")],
            };
            let kind = match grant.allows() {
                true => ArrowKind::Allows,
                false => ArrowKind::Denies,
            };
            for from in from {
                for own in &of {
                    let to = self.shape(*own);
                    if from != to {
                        self.arrows.add((from, to), kind, says.clone());
                        self.note((from, to), kind, words.iter().cloned());
                    }
                }
            }
        }
    }

    /// Whom a policy of a resource names.
    fn principal<'d>(&mut self, all: &All<'d>, stack: &Seen<'d>, item: &Property<'d>) -> usize {
        let (home, _) = stack.whole.owner(item.id());
        if let Some(at) = item.node().and_then(|node| meant(all, stack, node)) {
            return self.shape(at);
        }
        let text = item.symbolic().map(|text| text.with_unknown("*"));
        match text.as_deref() {
            Some(text) if text.ends_with(".amazonaws.com") => {
                self.outside(home, text, "service of AWS")
            }
            Some(text) if text.ends_with(":root") => match text.contains("::*:") {
                true => self.outside(home, "this account", "whom its own policies let"),
                false => self.outside(home, text, "another account"),
            },
            _ => self.outside(home, &item.shown(), "named by its ARN"),
        }
    }

    fn add_need<'d>(&mut self, stack: &Seen<'d>, need: &Need<'d>) {
        let user = match need.by {
            Actor::Agent(task) | Actor::Containers(task) => Some(task.properties.id()),
            Actor::Starter(starter) => Some(starter.target.id()),
            Actor::CodeDeploy(group) => Some(group.id()),
            Actor::Ecs(service) => Some(service.properties.id()),
            Actor::Infrastructure => Some(need.named.id()),
        };
        let role = need.role.map(|role| role.properties.id());
        let Some(role) = role.and_then(|id| stack.resource(id)) else {
            return;
        };
        let role = self.shape(role);
        if let Some(user) = user.and_then(|id| stack.resource(id)) {
            let user = self.shape(user);
            self.arrows
                .add((user, role), ArrowKind::Uses, "has this role".to_owned());
        }
        let (home, _) = stack.whole.owner(need.because.id());
        let subject = match &need.subject {
            Subject::Resource(own) => stack.resource(own.id()).map(|at| self.shape(at)),
            Subject::Everything => Some(self.outside(home, "everything", "every resource: *")),
            Subject::Named(service, name) => Some(self.outside(home, name, service)),
            Subject::Unknown => None,
        };
        let Some(subject) = subject.filter(|own| *own != role) else {
            return;
        };
        let place = need.because.place();
        let below = place
            .path()
            .splitn(3, '/')
            .nth(2)
            .unwrap_or_default()
            .to_owned();
        let mut reason = format!(
            "{}: {} {below}",
            words::purpose(&need.purpose),
            need.because.id()
        );
        if let Some(asked) = self.asked(stack, &need.because) {
            reason.push_str(&format!(", by {asked}"));
        }
        match &need.verdict {
            Permit::Denied(actions) => {
                let says = format!("needs {} {reason}", actions.join(", "));
                let pair = (role, subject);
                self.arrows.add(pair, ArrowKind::Lacks, says);
                let words = actions.iter().map(|own| format!("lacks {own}"));
                self.note(pair, ArrowKind::Lacks, words);
            }
            Permit::Allowed => {
                let says = format!("needs {} {reason}", need.actions.join(", "));
                let pair = (role, subject);
                if self
                    .actions
                    .contains_key(&(role, subject, ArrowKind::Allows))
                {
                    self.arrows.add(pair, ArrowKind::Allows, says);
                }
            }
            Permit::Unknown => {}
        }
    }

    /// Adds who else uses the roles: whatever refers to one.
    fn add_users(&mut self, stack: &Seen<'_>) {
        for edge in stack.model.edges() {
            let to = stack
                .resource(edge.to)
                .and_then(|at| self.of.get(&at).copied());
            let is_role = stack.model.template().resource(edge.to);
            let is_role = is_role.and_then(|own| own.resource_type()) == Some("AWS::IAM::Role");
            let way = edge.way(stack.model);
            let names_role =
                way.ends_with("Role") || way.contains("RoleArn") || way.ends_with("RoleARN");
            if let (Some(to), true, true) = (to, is_role, names_role)
                && let Some(from) = stack.resource(edge.from)
            {
                let from = self.shape(from);
                self.arrows
                    .add((from, to), ArrowKind::Uses, "has this role".to_owned());
            }
        }
    }
}

/// What a statement is about.
fn actions(statement: &Property<'_>) -> Vec<String> {
    let others = listed(statement, "NotAction");
    match others.is_empty() {
        true => listed(statement, "Action"),
        false => vec![format!("all but {}", others.join(", "))],
    }
}

/// What a list of a statement holds, as it is written.
fn listed(statement: &Property<'_>, name: &'static str) -> Vec<String> {
    let items = statement.get(name).items().known;
    items.iter().map(Property::shown).collect()
}

/// The resource that an expression is made of: one of the stack, as where a part of its ARN is taken, or one that it leads to.
fn meant<'d>(all: &All<'d>, stack: &Seen<'d>, node: &Node) -> Option<usize> {
    let mut found = None;
    node.walk(|_, inner| {
        let call = inner.as_call();
        let id = call.and_then(|call| {
            let attribute = || call.get_att().map(|own| own.resource);
            call.reference().or_else(attribute)
        });
        let here = id.and_then(|id| stack.resource(id));
        let there = || all.led(stack, inner).first().map(|(_, at)| *at);
        found = found.or(here).or_else(there);
        Walk::Into
    });
    found
}
