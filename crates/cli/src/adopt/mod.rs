//! How a program takes over what is deployed: which lines keep it where it is, and what is left then.
//!
//! ```
//! use stackwright_cli::adopt::Adoption;
//! use stackwright_core::{App, RawResource};
//! use stackwright_template::Template;
//!
//! let app = App::new();
//! app.stack("Web").add("Wait", RawResource::new("AWS::CloudFormation::WaitCondition"));
//! let deployed = Template::from_yaml("Resources: {Old: {Type: AWS::CloudFormation::WaitCondition}}")?;
//! let adoption = Adoption::of(&app, "Web", &deployed).expect("the app has the stack");
//! assert_eq!(adoption.pins, [("Wait".to_owned(), "Old".to_owned())]);
//! assert!(adoption.keeps_everything());
//! # Ok::<(), stackwright_template::ReadError>(())
//! ```
//!
//! | file | what it answers |
//! |---|---|
//! | `rust` | the lines that the program needs |
//! | `json` | all of it for scripts |

mod json;
mod rust;

use stackwright_change::{
    Change, Hazard, Kind, ResourceChange, VERSIONED, adopt, compare, is_stateful, kept,
};
use stackwright_core::{App, Include, Json, StackTemplate, Value};
use stackwright_template::{Node, Template};

pub use json::{JsonAdoption, JsonLeft, JsonOverride, JsonPin};

/// What keeps a deployed stack where it is when a stack of a program takes its place.
#[derive(Debug)]
pub struct Adoption {
    /// The stack of the program.
    pub stack: String,
    /// Logical ids to be kept: paths below the stack, each with the id that is deployed.
    pub pins: Vec<(String, String)>,
    /// Properties to be kept, because another value would replace the resource, or interrupt it.
    pub overrides: Vec<Kept>,
    /// Logical ids of deployed resources, and of outputs with exports, that are none of the program's: to
    /// be included.
    pub included: Vec<String>,
    /// Those of the included that hold data, and that nothing of the program uses any more, where something used them.
    pub unused: Vec<String>,
    /// How many resources the program and what is deployed have in common.
    pub common: usize,
    /// What changes when the program has all these lines.
    pub change: Change,
}

/// A property that stays what it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    /// The path below the stack.
    pub path: String,
    /// The JSON pointer below the properties.
    pub pointer: String,
    /// The value that is deployed; nothing where there is none.
    pub value: Option<Node>,
}

impl Adoption {
    /// What a stack of an app, by its path, needs to take the place of a deployed template; nothing if the app
    /// has no such stack.
    ///
    /// The app is synthesized with the lines that are found, so what changes then is what would change: it is
    /// of no use for anything else afterwards.
    pub fn of(app: &App, stack: &str, deployed: &Template) -> Option<Self> {
        let before = synthesized(app, stack)?;
        let mut pins = Vec::new();
        for (now, was) in adopt(deployed, &before.template) {
            if now != was
                && let Some(path) = path_of(&before, &now)
            {
                pins.push((path, was));
            }
        }
        for (now, was) in exports(deployed, &before.template) {
            if now != was
                && let Some(path) = path_of(&before, &now)
            {
                pins.push((path, was));
            }
        }
        let scope = app.scope_of(app.find(stack)?);
        for (path, id) in &pins {
            if let Some(node) = scope.find(path) {
                scope.pin_id(node, id.clone());
            }
        }
        let pinned = synthesized(app, stack)?;
        let mut overrides = Vec::new();
        let first = compare(deployed, &pinned.template, &[]);
        for resource in &first.resources {
            let Some(path) = path_of(&pinned, &resource.id) else {
                continue;
            };
            for (property, value) in kept(resource, deployed) {
                overrides.push(Kept {
                    path: path.clone(),
                    pointer: format!("/{property}"),
                    value: value.cloned(),
                });
            }
        }
        for hazard in &first.hazards {
            // What comes before the new rule is there is still answered, and let through.
            let (id, property) = match hazard {
                Hazard::ForwardMoves { id, .. } => (id, "DefaultActions"),
                Hazard::WayCloses {
                    group,
                    inwards: true,
                    ..
                } => (group, "SecurityGroupIngress"),
                Hazard::WayCloses { group, .. } => (group, "SecurityGroupEgress"),
                _ => continue,
            };
            if let Some(path) = path_of(&pinned, id)
                && let Some(resource) = deployed.resource(id)
            {
                overrides.push(Kept {
                    path,
                    pointer: format!("/{property}"),
                    value: resource.property(property).cloned(),
                });
            }
        }
        for property in &overrides {
            let pointer = property.pointer.clone();
            match &property.value {
                Some(value) => scope.override_at(&property.path, pointer, json(value)),
                None => scope.remove_at(&property.path, pointer),
            }
        }
        let mut after = synthesized(app, stack)?;
        let mut change = compare(deployed, &after.template, &[]);
        let gone = change
            .resources
            .iter()
            .filter_map(|resource| match &resource.kind {
                Kind::Removed(_) => Some(resource.id.clone()),
                Kind::Moved { from, .. } => Some(from.clone()),
                _ => None,
            });
        let mut included: Vec<String> = gone.collect();
        // Other stacks may import what it exports.
        let exported = deployed.outputs().filter(|output| {
            output.get("Export").is_some() && after.template.output(output.id()).is_none()
        });
        included.extend(exported.map(|output| output.id().to_owned()));
        if !included.is_empty() {
            scope.include(Include::template(deployed.clone()).only(included.clone()));
            after = synthesized(app, stack)?;
            change = compare(deployed, &after.template, &[]);
        }
        let ids = after.template.resources().map(|resource| resource.id());
        let common = ids.filter(|id| deployed.resource(id).is_some()).count();
        Some(Adoption {
            stack: stack.to_owned(),
            pins,
            overrides,
            unused: unused(deployed, &after.template, &included),
            included,
            common,
            change,
        })
    }

    /// What is left: resources that go, or are or may be replaced. A new revision of a task definition takes
    /// nothing away.
    pub fn left(&self) -> impl Iterator<Item = &ResourceChange> {
        self.change
            .resources
            .iter()
            .filter(|resource| resource.is_destructive() && resource.type_name != VERSIONED)
    }

    /// Whether nothing goes, nothing is or may be replaced, and nothing goes wrong on the way.
    pub fn keeps_everything(&self) -> bool {
        self.left().next().is_none() && self.change.hazards.is_empty()
    }
}

/// The included resources that hold data, and that others use in what is deployed and none of the program's does.
fn unused(deployed: &Template, program: &Template, included: &[String]) -> Vec<String> {
    let uses = |template: &Template, id: &str| {
        let mut others = template.resources();
        others.any(|other| {
            let properties = other.get("Properties").map(Node::references);
            let refers = properties.is_some_and(|all| all.iter().any(|own| own.target == id));
            refers && !included.iter().any(|own| own == other.id())
        })
    };
    let holds_data = |id: &&String| {
        let resource = deployed.resource(id);
        let type_name = resource.and_then(|resource| resource.resource_type());
        type_name.is_some_and(is_stateful)
    };
    let all = included.iter().filter(holds_data);
    let unused = all.filter(|id| uses(deployed, id) && !uses(program, id));
    unused.cloned().collect()
}

/// Outputs of a program with those that are deployed and export under the same name.
fn exports(deployed: &Template, program: &Template) -> Vec<(String, String)> {
    let all = program.outputs().filter_map(|now| {
        let name = now.get("Export")?.get("Name")?;
        let mut earlier = deployed.outputs();
        let was = earlier.find(|was| {
            let export = was.get("Export").and_then(|export| export.get("Name"));
            export == Some(name)
        })?;
        Some((now.id().to_owned(), was.id().to_owned()))
    });
    all.collect()
}

fn synthesized(app: &App, stack: &str) -> Option<StackTemplate> {
    let stacks = app.synth().stacks;
    stacks.into_iter().find(|own| own.origin.path == stack)
}

/// The path of a resource below its stack; nothing if the stack has none of this id.
fn path_of(stack: &StackTemplate, id: &str) -> Option<String> {
    let path = stack.origins.get(id)?.path.as_str();
    let path = path.strip_prefix(&stack.origin.path)?.strip_prefix('/')?;
    Some(path.to_owned())
}

/// A value as a program writes it.
fn json(value: &Node) -> Value<Json> {
    let text = serde_json::to_value(value).unwrap_or_default();
    stackwright_core::IntoValue::into_value(text)
}
