//! Subnets, and where their routes lead.

use ipnet::IpNet;
use stackwright_template::hash::HashMap;

use super::strangers::HandedOut;
use super::{Home, Zone, block, is_private};
use crate::{Answer, Deployment, Lookup, Property, Target};

/// An `AWS::EC2::Subnet`.
pub struct Subnet<'d> {
    /// The resource.
    pub properties: Property<'d>,
    /// Its VPC; nothing where that is not known.
    pub home: Option<Home<'d>>,
    /// Its Availability Zone; nothing where that is not known.
    pub zone: Option<Zone<'d>>,
    /// Its route table; missing where it uses the main one of a VPC of this template, to which
    /// nobody can add routes.
    pub table: Lookup<Property<'d>>,
    /// Its ways out of the VPC.
    pub exits: Exits<'d>,
}

/// The ways out of a VPC.
#[derive(Clone, Copy, Default)]
pub struct Exits<'d> {
    /// The default route to an internet gateway.
    pub gateway: Option<Property<'d>>,
    /// The default route to a NAT gateway.
    pub nat: Option<Property<'d>>,
    /// Whether there may be more, to places that are not known.
    pub others: bool,
    /// Whether what has an address of IPv6 gets out.
    v6: bool,
}

impl<'d> Subnet<'d> {
    /// The logical id.
    pub fn id(&self) -> &'d str {
        self.properties.id()
    }

    /// Its IPv4 addresses.
    pub fn block(&self) -> Option<IpNet> {
        block(&self.properties.get("CidrBlock"))
    }

    /// How many addresses can be used: AWS keeps five of each subnet.
    pub fn capacity(&self) -> Option<f64> {
        let cidr = self.properties.get("CidrBlock");
        let host_bits = match block(&cidr) {
            Some(IpNet::V4(block)) => u32::from(32 - block.prefix_len()),
            Some(IpNet::V6(_)) => return None,
            None => cut(&cidr)?,
        };
        Some((f64::from(host_bits).exp2() - 5.0).max(0.0))
    }

    /// Whether what has a public address can reach the internet.
    pub fn is_public(&self) -> Answer {
        match (self.exits.gateway, self.exits.others) {
            (Some(_), _) => Answer::Yes,
            (None, false) => Answer::No,
            (None, true) => Answer::Unknown,
        }
    }
}

fn has_v6(subnet: &Property<'_>) -> bool {
    const SOURCES: [&str; 4] = [
        "Ipv6CidrBlock",
        "Ipv6CidrBlocks",
        "Ipv6IpamPoolId",
        "Ipv6Native",
    ];
    let blocks = subnet
        .deployment()
        .resources_of("AWS::EC2::SubnetCidrBlock");
    SOURCES.iter().any(|source| !subnet.get(source).is_absent()) || blocks.count() > 0
}

/// The host bits of a block that `Fn::Cidr` cuts.
fn cut(cidr: &Property<'_>) -> Option<u32> {
    let select = cidr.node()?.as_call()?.select()?;
    let cut = select.values.as_call()?.cidr()?;
    let bits = cut.host_bits?;
    let bits = match bits.as_str() {
        Some(text) => text.trim().parse().ok()?,
        None => u32::try_from(bits.as_number()?.as_i64()?).ok()?,
    };
    (bits <= 32).then_some(bits)
}

/// Every subnet.
pub(super) fn all<'d>(
    deployment: &'d Deployment<'d>,
    handed_out: &HandedOut<'d>,
) -> HashMap<&'d str, Subnet<'d>> {
    let mut tables: HashMap<&str, Vec<Property<'d>>> = HashMap::default();
    let mut certain = deployment.sees_all();
    for association in deployment.resources_of("AWS::EC2::SubnetRouteTableAssociation") {
        let (subnet, table) = (association.get("SubnetId"), association.get("RouteTableId"));
        match subnet.target_of(&["AWS::EC2::Subnet"]) {
            Some(subnet) => tables.entry(subnet.id()).or_default().push(table),
            // A parameter cannot be a subnet that this stack makes.
            None => certain &= subnet.symbolic().is_some(),
        }
    }
    let mut routes: HashMap<&str, Exits<'d>> = HashMap::default();
    let propagates = deployment.resources_of("AWS::EC2::VPNGatewayRoutePropagation");
    let sees_routes = deployment.sees_all() && propagates.count() == 0;
    for route in deployment.resources_of("AWS::EC2::Route") {
        let table = route.get("RouteTableId");
        if let Some(table) = table.target_of(&["AWS::EC2::RouteTable"]) {
            routes.entry(table.id()).or_default().add(route);
        }
    }
    let subnets = deployment.resources_of("AWS::EC2::Subnet");
    let subnets = subnets.map(|properties| {
        let home = deployment.home_of(&properties);
        let here = home.as_ref().and_then(Home::here);
        let vpc_is_closed = here.is_some_and(|vpc| !handed_out.has(vpc));
        let table = match tables.get(properties.id()).map(Vec::as_slice) {
            Some([table]) => match table.target_of(&["AWS::EC2::RouteTable"]) {
                Some(table) => Lookup::Found(table),
                None => Lookup::Unknown,
            },
            // With two, the last to be made decides.
            Some(_) => Lookup::Unknown,
            None if certain && vpc_is_closed && !handed_out.has(properties.id()) => Lookup::Missing,
            None => Lookup::Unknown,
        };
        let exits = match table {
            Lookup::Found(table) => {
                let mut exits = routes.get(table.id()).copied().unwrap_or_default();
                exits.others |= !sees_routes
                    || (exits.v6 && has_v6(&properties))
                    || handed_out.has(table.id())
                    || here.is_some_and(|_| !vpc_is_closed);
                exits
            }
            Lookup::Missing => Exits::default(),
            Lookup::Unknown => Exits {
                others: true,
                ..Exits::default()
            },
        };
        let subnet = Subnet {
            properties,
            zone: Zone::of(&properties),
            home,
            table,
            exits,
        };
        (properties.id(), subnet)
    });
    subnets.collect()
}

impl<'d> Exits<'d> {
    fn add(&mut self, route: Property<'d>) {
        let destination = route.get("DestinationCidrBlock");
        if destination.is_absent() {
            match route.get("DestinationIpv6CidrBlock").is_absent() {
                // A prefix list can hold anything.
                true => self.others = true,
                false => self.v6 = true,
            }
            return;
        }
        let is_default = match block(&destination) {
            Some(block) => match block.prefix_len() {
                0 => true,
                _ if is_private(&block) => false,
                _ => {
                    self.others = true;
                    return;
                }
            },
            None => {
                self.others = true;
                return;
            }
        };
        match leads(&route) {
            Way::Gateway if is_default => self.gateway = Some(route),
            Way::Nat if is_default => self.nat = Some(route),
            Way::Elsewhere | Way::Broken => self.others = true,
            _ => {}
        }
    }
}

/// What a route leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Gateway,
    Nat,
    Elsewhere,
    /// It does not lead to one thing; another rule says so.
    Broken,
}

/// The properties of a route that name where it leads.
pub const TARGETS: [&str; 13] = [
    "CarrierGatewayId",
    "CoreNetworkArn",
    "EgressOnlyInternetGatewayId",
    "GatewayId",
    "InstanceId",
    "LocalGatewayId",
    "NatGatewayId",
    "NetworkInterfaceId",
    "OdbNetworkArn",
    "TransitGatewayId",
    "VpcEndpointId",
    "VpcPeeringConnectionId",
    "VpnConnectionId",
];

fn leads(route: &Property<'_>) -> Way {
    let mut given = TARGETS.iter().filter(|name| !route.get(name).is_absent());
    let (Some(name), None) = (given.next(), given.next()) else {
        return Way::Broken;
    };
    let target = route.get(name);
    match (*name, target.target()) {
        ("GatewayId", Target::Resource(gateway, _))
            if gateway.resource_type() == "AWS::EC2::InternetGateway" =>
        {
            Way::Gateway
        }
        ("GatewayId", Target::Text(id)) if id.starts_with("igw-") => Way::Gateway,
        ("NatGatewayId", _) if target.is_given() => Way::Nat,
        _ => Way::Elsewhere,
    }
}
