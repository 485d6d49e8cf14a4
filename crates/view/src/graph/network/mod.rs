//! The picture of the network: VPCs, subnets with the same ways out, what stands in them, and who
//! reaches whom.
//!
//! | file | what it answers |
//! |---|---|
//! | `places` | in which subnets something stands |
//! | `frames` | the boxes of VPCs and subnets |

mod frames;
mod places;

use foldhash::HashMap;
use stackwright_deployment::{Barrier, End, Flow, Property, Side};

use self::frames::Frames;
use super::build::{All, Seen};
use super::model::{ArrowKind, Diagram, Resource, Shape, ShapeKind, Shut, View};
use super::resources::Arrows;
use super::{names, words};

/// The picture, while it is drawn.
struct Drawing<'r> {
    resources: &'r [Resource],
    /// The names of the stacks.
    stacks: Vec<String>,
    diagram: Diagram,
    arrows: Arrows,
    /// The shapes of resources, by their positions.
    of: HashMap<usize, usize>,
    /// Those of what no template has, by their names.
    outside: HashMap<&'static str, usize>,
    frames: Frames,
}

/// Draws the network; nothing where there is none.
pub(super) fn draw(resources: &[Resource], all: &All<'_>) -> Option<Diagram> {
    let mut drawing = Drawing {
        resources,
        stacks: all.names(),
        diagram: Diagram::new(View::Network),
        arrows: Arrows::default(),
        of: HashMap::default(),
        outside: HashMap::default(),
        frames: Frames::new(all),
    };
    for stack in all.wholes() {
        drawing.add_subnets(all, stack);
    }
    for stack in all.wholes() {
        drawing.add_gateways(all, stack);
        let Some(deployment) = stack.deployment else {
            continue;
        };
        let shut: Vec<*const Flow<'_>> = deployment.shut_flows().map(std::ptr::from_ref).collect();
        for flow in deployment.flows() {
            let is_shut = shut.contains(&std::ptr::from_ref(flow));
            drawing.add_flow(all, stack, flow, is_shut);
        }
        for data in places::STANDING {
            for own in deployment.resources_of(data) {
                drawing.shape(all, stack, &own);
            }
        }
    }
    for stack in all.wholes() {
        drawing.add_routes(stack);
    }
    let Drawing {
        mut diagram,
        arrows,
        ..
    } = drawing;
    diagram.arrows = arrows.into_all();
    (!diagram.shapes.is_empty()).then_some(diagram)
}

impl Drawing<'_> {
    /// The shape of a resource, where it stands.
    fn shape<'d>(&mut self, all: &All<'d>, stack: &Seen<'d>, own: &Property<'d>) -> Option<usize> {
        self.shape_in(all, stack, own, &places::subnets(own))
    }

    /// The shape of a resource that stands in some subnets.
    fn shape_in<'d>(
        &mut self,
        all: &All<'d>,
        stack: &Seen<'d>,
        own: &Property<'d>,
        subnets: &[Property<'d>],
    ) -> Option<usize> {
        let resource = stack.resource(own.id())?;
        if let Some(known) = self.of.get(&resource) {
            return Some(*known);
        }
        let standing = subnets.iter().map(|own| places::name(all, stack, own));
        let standing: Vec<places::Named> = standing.collect();
        let parent = self.standing(resource, &standing);
        let shape = self.resource_in(resource, parent);
        Some(shape)
    }

    /// The box in which a resource stands.
    fn standing(&mut self, resource: usize, named: &[places::Named]) -> Option<usize> {
        let stack = self.resources.get(resource).map_or(0, |own| own.stack);
        let name = self.stacks.get(stack).map_or("", String::as_str);
        self.frames
            .standing(&mut self.diagram, (stack, name), named)
    }

    fn resource_in(&mut self, resource: usize, parent: Option<usize>) -> usize {
        let own = self.resources.get(resource);
        let stack = own.map_or("", |own| self.stack_name(own));
        let (id, type_name) = own.map_or(("", ""), |own| (&own.id, &own.type_name));
        let title = own.map_or(id.to_owned(), |own| title(own, stack));
        let mut shape = Shape::new(ShapeKind::Resource, parent, title, names::kind(type_name));
        shape.resource = Some(resource);
        let at = self.diagram.add(shape);
        self.of.insert(resource, at);
        at
    }

    fn stack_name(&self, own: &Resource) -> &str {
        let name = self.stacks.get(own.stack);
        name.map_or("", String::as_str)
    }

    fn outside(&mut self, name: &'static str, what: &str) -> usize {
        if let Some(known) = self.outside.get(name) {
            return *known;
        }
        let shape = Shape::new(ShapeKind::Outside, None, name, what);
        let at = self.diagram.add(shape);
        self.outside.insert(name, at);
        at
    }

    fn end<'d>(&mut self, all: &All<'d>, stack: &Seen<'d>, end: &End<'d>) -> Option<usize> {
        match end {
            End::Clients => Some(self.outside("Clients", "whoever sends requests")),
            End::Outside => Some(self.outside("Services of AWS", "and registries of images")),
            End::Balancer(None) => Some(self.outside("Load balancer", "of another template")),
            End::Balancer(Some(own)) | End::Files(own) | End::Data(own) => {
                self.shape(all, stack, own)
            }
            End::Tasks(service) => {
                let subnets = service.subnets().known;
                self.shape_in(all, stack, &service.properties, &subnets)
            }
            End::Instances(fleet) => self.shape(all, stack, &fleet.group),
            End::Endpoint(endpoint) => self.shape(all, stack, &endpoint.properties),
        }
    }

    fn add_flow<'d>(&mut self, all: &All<'d>, stack: &Seen<'d>, flow: &Flow<'d>, is_shut: bool) {
        let from = self.end(all, stack, &flow.from);
        let to = self.end(all, stack, &flow.to);
        let Some(pair) = from.zip(to).filter(|(from, to)| from != to) else {
            return;
        };
        let kind = match (is_shut, flow.is_open()) {
            (true, _) => ArrowKind::Shut,
            (false, true) => ArrowKind::Open,
            (false, false) => ArrowKind::Unknown,
        };
        let door = words::door(flow.door);
        let mut says = format!("{door}, {}", words::purpose(&flow.purpose));
        for barrier in flow.barriers() {
            says.push_str("; ");
            says.push_str(&words::barrier(barrier));
        }
        if flow.is_shut() && !is_shut {
            says.push_str("; another way is open");
        }
        if kind == ArrowKind::Unknown && !flow.is_shut() {
            says.push_str("; whether it gets through is decided at deployment");
        }
        let arrow = self.arrows.add(pair, kind, says);
        if !arrow.label.split(", ").any(|own| own == door) {
            if !arrow.label.is_empty() {
                arrow.label.push_str(", ");
            }
            arrow.label.push_str(&door);
        }
        if let (true, Some(barrier)) = (is_shut, flow.barriers().first()) {
            arrow.shut = Some(match barrier {
                Barrier::Groups {
                    side: Side::From, ..
                } => Shut::From,
                Barrier::Groups { side: Side::To, .. } => Shut::To,
                Barrier::Acl { .. } | Barrier::NoWay { .. } => Shut::Way,
            });
        }
    }
}

/// What a resource is called in a picture: the end of its construct's path, or its logical id.
pub(super) fn title(own: &Resource, stack: &str) -> String {
    let Some(path) = &own.construct else {
        return own.id.clone();
    };
    let names = path.split('/').skip(names::of_stack(path, stack));
    let names: Vec<&str> = names
        .filter(|name| !matches!(*name, "Resource" | "Default"))
        .collect();
    match names.as_slice() {
        [] => own.id.clone(),
        [.., around, parent, name] => format!("{around}/{parent}/{name}"),
        names => names.join("/"),
    }
}
