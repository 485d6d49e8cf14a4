use stackwright_aws::ec2::{Nat, SubnetKind};
use stackwright_core::{Str, Value};
use stackwright_import::construct::{Expression, Place};
use stackwright_template::{Node, Resource};

use super::Matcher;
use crate::found::{Found, Writing, integer, number, refers_to};
use crate::said::{Drafted, Said, draft, say, variant};
use crate::why::Why;

/// A VPC with its subnets, and their tables, routes and gateways.
pub static VPC: Matcher = Matcher {
    construct: "Vpc",
    type_name: "AWS::EC2::VPC",
    parts,
    write,
};

/// Where traffic for everywhere goes.
const ANYWHERE: &str = "0.0.0.0/0";

/// A network, as the construct makes it.
struct Network<'f> {
    gateway: Option<(&'f str, &'f str)>,
    zones: usize,
    /// The subnets of each kind, in the order of their zones.
    kinds: Vec<(SubnetKind, Vec<Subnet<'f>>)>,
    /// The NAT gateways with their addresses, by their zones.
    nats: Vec<(usize, &'f str, &'f str)>,
    nat: Nat,
    /// Whether public subnets have a route table each.
    has_table_each: bool,
}

#[derive(Clone)]
struct Subnet<'f> {
    resource: Resource<'f>,
    zone: usize,
    association: &'f str,
    table: &'f str,
    /// The route to everywhere, and what it goes to.
    route: Option<(&'f str, Way<'f>)>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Way<'f> {
    Internet,
    Nat(&'f str),
}

fn parts(found: Found<'_>) -> Vec<(String, String)> {
    let mut parts = super::alone(found);
    let Some(network) = Network::of(found) else {
        return Vec::new();
    };
    let mut add = |path: String, id: &str| {
        if parts.iter().all(|(_, own)| own != id) {
            parts.push((path, id.to_owned()));
        }
    };
    if let Some((gateway, attachment)) = network.gateway {
        add("InternetGateway".to_owned(), gateway);
        add("InternetGatewayAttachment".to_owned(), attachment);
    }
    for (kind, subnets) in &network.kinds {
        let word = word(*kind);
        let shares = *kind != SubnetKind::Private && !network.has_table_each;
        for subnet in subnets {
            let at = format!("{word}Subnet{}", subnet.zone + 1);
            add(format!("{at}/Resource"), subnet.resource.id());
            add(format!("{at}/RouteTableAssociation"), subnet.association);
            let (table, route) = match shares {
                true => (format!("{word}RouteTable"), format!("{word}Route")),
                false => (format!("{at}/RouteTable"), format!("{at}/DefaultRoute")),
            };
            add(table, subnet.table);
            if let Some((id, _)) = subnet.route {
                add(route, id);
            }
        }
    }
    for (zone, nat, address) in &network.nats {
        let at = format!("PublicSubnet{}", zone + 1);
        add(format!("{at}/NatAddress"), address);
        add(format!("{at}/NatGateway"), nat);
    }
    parts
}

fn write(vpc: &Writing<'_>) -> Result<Drafted, Why> {
    let network = Network::of(**vpc).ok_or(Why::NoWord("its subnets"))?;
    let cidr = vpc.text("CidrBlock").ok_or(Why::NoWord("its addresses"))?;
    let mut draft = draft!(ec2::Vpc::new(cidr));
    say!(draft.name?(name(vpc)));
    let zones = u8::try_from(network.zones).map_err(|_| Why::NoWord("so many zones"))?;
    if zones != 2 {
        let zones = number(zones);
        say!(draft.zones(zones));
    }
    let has = |kind: SubnetKind| network.kinds.iter().any(|(own, _)| *own == kind);
    if !has(SubnetKind::Public) {
        say!(draft.without_public());
    }
    if has(SubnetKind::Isolated) {
        say!(draft.isolated());
    }
    for (kind, subnets) in &network.kinds {
        let kind = variant("ec2", "SubnetKind", *kind);
        let blocks = blocks(vpc, subnets).ok_or(Why::NoWord("a subnet without a block"))?;
        say!(draft.blocks(kind, blocks));
    }
    if network.nat != Nat::One {
        let nat = variant("ec2", "Nat", network.nat);
        say!(draft.nat(nat));
    }
    if network.has_table_each {
        say!(draft.route_table_each());
    }
    if vpc.get("InstanceTenancy").and_then(Node::as_str) == Some("dedicated") {
        say!(draft.dedicated());
    }
    say!(draft.without_s3_endpoint());
    let is_cdk = network.kinds.iter().flat_map(|(_, own)| own).any(is_cdk);
    Ok(Drafted {
        forms: is_cdk,
        ..draft.into()
    })
}

/// The name of the VPC, after which its parts are named.
fn name(vpc: &Writing<'_>) -> Option<Said<Value<Str>>> {
    let tags = vpc.get("Tags")?.as_list()?;
    let mut tags = tags.iter();
    let name = tags.find(|tag| tag.get("Key").and_then(Node::as_str) == Some("Name"))?;
    Some(vpc.value(name.get("Value")?, Place::Text))
}

/// Whether AWS CDK has made a subnet.
fn is_cdk(subnet: &Subnet<'_>) -> bool {
    let tags = subnet.resource.property("Tags").and_then(Node::as_list);
    let mut keys = tags
        .into_iter()
        .flatten()
        .filter_map(|tag| tag.get("Key")?.as_str());
    keys.any(|key| key == "aws-cdk:subnet-type")
}

fn blocks(vpc: &Writing<'_>, subnets: &[Subnet<'_>]) -> Option<Said<Vec<Value<Str>>>> {
    let blocks = subnets
        .iter()
        .map(|own| own.resource.property("CidrBlock").cloned());
    let blocks: Vec<Node> = blocks.collect::<Option<_>>()?;
    Some(Said {
        value: blocks.iter().map(|block| vpc.world.value(block)).collect(),
        code: Expression::Value(Node::from(blocks), Place::Texts),
    })
}

fn word(kind: SubnetKind) -> &'static str {
    match kind {
        SubnetKind::Public => "Public",
        SubnetKind::Isolated => "Isolated",
        _ => "Private",
    }
}

impl<'f> Network<'f> {
    /// The network of a VPC; nothing, if the construct makes none like it.
    fn of(found: Found<'f>) -> Option<Self> {
        let vpc = found.resource.id();
        let of_vpc = |own: &Resource<'f>| names(*own, "VpcId") == Some(vpc);
        let gateway = found.of_type("AWS::EC2::VPCGatewayAttachment").find(of_vpc);
        let gateway = gateway.and_then(|own| Some((names(own, "InternetGatewayId")?, own.id())));
        let subnets = found.of_type("AWS::EC2::Subnet").filter(of_vpc);
        let subnets = subnets.map(|own| Subnet::of(found, own, gateway));
        let subnets: Vec<Subnet<'f>> = subnets.collect::<Option<_>>()?;
        let zones = subnets.iter().map(|own| own.zone + 1).max()?;
        let kinds = kinds(&subnets, zones)?;
        let public = |id: &str| {
            subnets
                .iter()
                .find(|own| own.resource.id() == id && own.is_public())
        };
        let nats = found.of_type("AWS::EC2::NatGateway").filter_map(|own| {
            let zone = public(names(own, "SubnetId")?)?.zone;
            Some((zone, own.id(), names(own, "AllocationId")?))
        });
        let mut nats: Vec<(usize, &str, &str)> = nats.collect();
        nats.sort_unstable();
        let nat = match nats.as_slice() {
            [] => Nat::None,
            [(0, ..)] => Nat::One,
            all if all.len() == zones => Nat::PerZone,
            _ => return None,
        };
        let shared = |kind: SubnetKind| {
            let own = kinds.iter().find(|(own, _)| *own == kind);
            let tables = own.map(|(_, own)| own.iter().map(|own| own.table));
            tables.map(|tables| tables.collect::<std::collections::BTreeSet<_>>().len() == 1)
        };
        let public = shared(SubnetKind::Public).or_else(|| shared(SubnetKind::Isolated));
        Some(Network {
            gateway,
            zones,
            nats,
            nat,
            has_table_each: zones > 1 && public == Some(false),
            kinds,
        })
    }
}

/// The subnets by their kinds, one in each zone.
fn kinds<'f>(subnets: &[Subnet<'f>], zones: usize) -> Option<Vec<(SubnetKind, Vec<Subnet<'f>>)>> {
    let has_private = subnets
        .iter()
        .any(|own| matches!(own.route, Some((_, Way::Nat(_)))));
    let kind_of = |own: &Subnet<'_>| match own.route {
        Some((_, Way::Internet)) => SubnetKind::Public,
        None if has_private => SubnetKind::Isolated,
        // Without NAT.
        _ => SubnetKind::Private,
    };
    let all = [
        SubnetKind::Public,
        SubnetKind::Private,
        SubnetKind::Isolated,
    ];
    let mut kinds = Vec::new();
    for kind in all {
        let mut own: Vec<Subnet<'f>> = subnets
            .iter()
            .filter(|own| kind_of(own) == kind)
            .cloned()
            .collect();
        own.sort_by_key(|own| own.zone);
        let is_whole = own.iter().enumerate().all(|(place, own)| own.zone == place);
        match own.len() {
            0 if kind == SubnetKind::Private => return None,
            0 => {}
            count if count == zones && is_whole => kinds.push((kind, own)),
            _ => return None,
        }
    }
    Some(kinds)
}

impl<'f> Subnet<'f> {
    fn of(found: Found<'f>, resource: Resource<'f>, gateway: Option<(&str, &str)>) -> Option<Self> {
        let select = resource.property("AvailabilityZone")?.as_call()?.select()?;
        select
            .values
            .as_call()
            .filter(|zones| zones.function == stackwright_template::Function::GetAZs)?;
        let zone = usize::try_from(integer(select.index)?).ok()?;
        let associations = found.of_type("AWS::EC2::SubnetRouteTableAssociation");
        let mut own = associations.filter(|own| names(*own, "SubnetId") == Some(resource.id()));
        let association = own.next()?;
        let table = names(association, "RouteTableId")?;
        let routes = found.of_type("AWS::EC2::Route").filter(|own| {
            names(*own, "RouteTableId") == Some(table)
                && own.property("DestinationCidrBlock").and_then(Node::as_str) == Some(ANYWHERE)
        });
        let mut routes = routes.filter_map(|own| {
            let internet =
                names(own, "GatewayId").filter(|id| gateway.is_some_and(|(own, _)| own == *id));
            let way = match (internet, names(own, "NatGatewayId")) {
                (Some(_), None) => Way::Internet,
                (None, Some(nat)) => Way::Nat(nat),
                _ => return None,
            };
            Some((own.id(), way))
        });
        Some(Subnet {
            resource,
            zone,
            association: association.id(),
            table,
            route: routes.next(),
        })
    }

    fn is_public(&self) -> bool {
        matches!(self.route, Some((_, Way::Internet)))
    }
}

/// The resource that a property names.
fn names<'f>(resource: Resource<'f>, property: &str) -> Option<&'f str> {
    refers_to(resource.property(property)?)
}
