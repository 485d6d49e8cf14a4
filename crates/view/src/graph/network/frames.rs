//! The boxes of VPCs and subnets.

use foldhash::HashMap;
use stackwright_deployment::Property;
use stackwright_deployment::network::Home;

use super::super::build::{All, Seen};
use super::super::model::{ArrowKind, Diagram, Shape, ShapeKind};
use super::places::{self, Named};
use super::{Drawing, title};

/// The ways out that subnets have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Exit {
    Public,
    Nat,
    None,
    Unknown,
}

/// The boxes that there are.
pub(super) struct Frames {
    /// Whether things of several stacks are told apart inside of them.
    many: bool,
    vpcs: HashMap<String, usize>,
    tiers: HashMap<(usize, Exit), usize>,
    /// The tier of each subnet, by its position.
    of_subnet: HashMap<usize, usize>,
    elsewhere: HashMap<String, usize>,
    stacks: HashMap<(usize, usize), usize>,
    /// What routes lead from: each tier with the gateways that its subnets name.
    routes: Vec<(usize, usize)>,
}

impl Frames {
    pub fn new(all: &All<'_>) -> Self {
        Frames {
            many: all.stacks.len() > 4,
            vpcs: HashMap::default(),
            tiers: HashMap::default(),
            of_subnet: HashMap::default(),
            elsewhere: HashMap::default(),
            stacks: HashMap::default(),
            routes: Vec::new(),
        }
    }

    /// The box in which something stands.
    pub fn standing(
        &mut self,
        diagram: &mut Diagram,
        (stack, name): (usize, &str),
        named: &[Named],
    ) -> Option<usize> {
        let tiers: Vec<usize> = named
            .iter()
            .filter_map(|named| match named {
                Named::Here(at) => self.of_subnet.get(at).copied(),
                Named::Elsewhere(_) => None,
            })
            .collect();
        let tier = match tiers.as_slice() {
            [] if named.is_empty() => return None,
            [] => self.elsewhere(diagram, named),
            [first, others @ ..] if others.iter().all(|own| own == first) => *first,
            // What stands in subnets of several kinds stands in their VPC.
            [first, ..] => {
                return diagram.shapes.get(*first).and_then(|tier| tier.parent);
            }
        };
        if !self.many {
            return Some(tier);
        }
        let key = (tier, stack);
        let own = *self.stacks.entry(key).or_insert_with(|| {
            diagram.add(Shape::new(ShapeKind::Stack, Some(tier), name, "stack"))
        });
        Some(own)
    }

    /// A box for subnets that no template has.
    fn elsewhere(&mut self, diagram: &mut Diagram, named: &[Named]) -> usize {
        let names: Vec<&str> = named
            .iter()
            .map(|named| match named {
                Named::Elsewhere(name) => name.as_str(),
                Named::Here(_) => "",
            })
            .collect();
        let names = names.join(", ");
        *self.elsewhere.entry(names.clone()).or_insert_with(|| {
            let mut shape = Shape::new(
                ShapeKind::Subnets,
                None,
                // Short enough to be read in a box.
                "Subnets elsewhere",
                names.clone(),
            );
            shape.says.push(names);
            diagram.add(shape)
        })
    }

    fn vpc(&mut self, diagram: &mut Diagram, key: String, title: &str, cidr: &str) -> usize {
        *self
            .vpcs
            .entry(key)
            .or_insert_with(|| diagram.add(Shape::new(ShapeKind::Vpc, None, title, cidr)))
    }
}

impl Drawing<'_> {
    /// Adds the VPCs and subnets of a stack.
    pub(super) fn add_subnets<'d>(&mut self, all: &All<'d>, stack: &Seen<'d>) {
        let Some(deployment) = stack.deployment else {
            return;
        };
        for vpc in deployment.resources_of("AWS::EC2::VPC") {
            self.vpc_of(stack, &vpc);
        }
        for own in deployment.resources_of("AWS::EC2::Subnet") {
            let Some(subnet) = deployment.network().subnet_of(own.id()) else {
                continue;
            };
            let vpc = match subnet.home.as_ref().and_then(Home::here) {
                Some(id) => deployment.resource(id).map(|vpc| self.vpc_of(stack, &vpc)),
                None => Some(self.vpc_elsewhere(all, stack, &own.get("VpcId"))),
            };
            let (Some(vpc), Some(resource)) = (vpc, stack.resource(own.id())) else {
                continue;
            };
            let exit = match (
                &subnet.exits.gateway,
                &subnet.exits.nat,
                subnet.exits.others,
            ) {
                (Some(_), ..) => Exit::Public,
                (None, Some(_), _) => Exit::Nat,
                (None, None, false) => Exit::None,
                (None, None, true) => Exit::Unknown,
            };
            let diagram = &mut self.diagram;
            let tier = *self.frames.tiers.entry((vpc, exit)).or_insert_with(|| {
                let (title, way) = match exit {
                    Exit::Public => ("Public subnets", "0.0.0.0/0 to the internet gateway"),
                    Exit::Nat => ("Private subnets", "0.0.0.0/0 to a NAT gateway"),
                    Exit::None => ("Isolated subnets", "no way out"),
                    Exit::Unknown => ("Subnets", "ways out are not all known"),
                };
                diagram.add(Shape::new(ShapeKind::Subnets, Some(vpc), title, way))
            });
            self.frames.of_subnet.insert(resource, tier);
            let shape = self.resource_in(resource, Some(tier));
            let block = subnet.block().map(|block| block.to_string());
            if let (Some(shape), Some(block)) = (self.diagram.shapes.get_mut(shape), block) {
                shape.subtitle = format!("subnet {block}");
            }
        }
    }

    fn vpc_of(&mut self, stack: &Seen<'_>, vpc: &Property<'_>) -> usize {
        let resource = stack.resource(vpc.id());
        let own = resource.and_then(|at| self.resources.get(at));
        let title = own.map_or_else(
            || vpc.id().to_owned(),
            |own| title(own, self.stack_name(own)),
        );
        let cidr = vpc.get("CidrBlock").text();
        let cidr = cidr.map_or("VPC".to_owned(), |block| format!("VPC {block}"));
        let key = format!("{}/{}", stack.number, vpc.id());
        let at = self.frames.vpc(&mut self.diagram, key, &title, &cidr);
        if let Some(shape) = self.diagram.shapes.get_mut(at) {
            shape.resource = resource;
        }
        if let Some(resource) = resource {
            self.of.insert(resource, at);
        }
        at
    }

    /// The box of a VPC that the stack does not have.
    fn vpc_elsewhere<'d>(
        &mut self,
        all: &All<'d>,
        stack: &Seen<'d>,
        named: &Property<'d>,
    ) -> usize {
        let name = match places::name(all, stack, named) {
            Named::Here(at) => match self.of.get(&at) {
                Some(shape) => return *shape,
                None => named.shown(),
            },
            Named::Elsewhere(name) => name,
        };
        self.frames.vpc(
            &mut self.diagram,
            name.clone(),
            &name,
            "VPC of another template",
        )
    }

    /// Adds internet gateways, NAT gateways and endpoints.
    pub(super) fn add_gateways<'d>(&mut self, all: &All<'d>, stack: &Seen<'d>) {
        let Some(deployment) = stack.deployment else {
            return;
        };
        for attachment in deployment.resources_of("AWS::EC2::VPCGatewayAttachment") {
            let gateway = attachment.get("InternetGatewayId");
            let gateway = gateway.target_of(&["AWS::EC2::InternetGateway"]);
            let vpc = deployment.home_of(&attachment);
            let vpc = vpc
                .as_ref()
                .and_then(Home::here)
                .and_then(|id| stack.resource(id));
            let vpc = vpc.and_then(|at| self.of.get(&at).copied());
            if let Some(gateway) = gateway.and_then(|own| stack.resource(own.id())) {
                self.resource_in(gateway, vpc);
            }
        }
        for nat in deployment.resources_of("AWS::EC2::NatGateway") {
            self.shape(all, stack, &nat);
        }
        for endpoint in deployment.resources_of("AWS::EC2::VPCEndpoint") {
            let home = deployment.home_of(&endpoint);
            let vpc = home
                .as_ref()
                .and_then(Home::here)
                .and_then(|id| stack.resource(id));
            let vpc = vpc.and_then(|at| self.of.get(&at).copied());
            let at = stack.resource(endpoint.id());
            if let Some(at) = at.filter(|at| !self.of.contains_key(at)) {
                let named = places::subnets(&endpoint);
                let standing = named.iter().map(|own| places::name(all, stack, own));
                let standing: Vec<Named> = standing.collect();
                let parent = match standing.is_empty() {
                    true => vpc,
                    false => self.standing(at, &standing),
                };
                self.resource_in(at, parent);
            }
        }
    }

    /// Adds the routes: from subnets with the same ways out to what these lead to.
    pub(super) fn add_routes(&mut self, stack: &Seen<'_>) {
        let Some(deployment) = stack.deployment else {
            return;
        };
        for own in deployment.resources_of("AWS::EC2::Subnet") {
            let subnet = deployment.network().subnet_of(own.id());
            let tier = stack.resource(own.id());
            let tier = tier.and_then(|at| self.frames.of_subnet.get(&at).copied());
            let Some((subnet, tier)) = subnet.zip(tier) else {
                continue;
            };
            for route in [subnet.exits.gateway, subnet.exits.nat]
                .into_iter()
                .flatten()
            {
                let targets = [
                    route
                        .get("GatewayId")
                        .target_of(&["AWS::EC2::InternetGateway"]),
                    route
                        .get("NatGatewayId")
                        .target_of(&["AWS::EC2::NatGateway"]),
                ];
                for target in targets.into_iter().flatten() {
                    let at = stack.resource(target.id());
                    let at = at.and_then(|at| self.of.get(&at).copied());
                    let Some(at) = at.filter(|at| !self.diagram.is_in(*at, tier)) else {
                        continue;
                    };
                    if !self.frames.routes.contains(&(tier, at)) {
                        self.frames.routes.push((tier, at));
                    }
                    let says = format!("0.0.0.0/0 of {}, by {}", own.id(), route.id());
                    self.arrows.add((tier, at), ArrowKind::Route, says);
                }
            }
        }
    }
}
