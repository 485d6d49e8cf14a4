use stackwright_cfn::ec2 as cfn;
use stackwright_cfn::kind::ec2::SubnetId;
use stackwright_core::{Handle, IntoValue, NodeId, Scope, Str, Text, Value, With, select, sub};

use super::parts::{OwnSubnet, PartOf, ZonedSubnet};
use super::plan::{Plan, ipv6};
use super::zones::Zone;
use super::{Block, Ipv6, Nat, SubnetKind, Subnets, Vpc, VpcHandle};
use crate::ec2::{GatewayEndpoint, GatewayService};
use crate::gathered;

/// Any IPv4 address.
const ANYWHERE: &str = "0.0.0.0/0";
/// Any IPv6 address.
const ANYWHERE_IPV6: &str = "::/0";

/// A VPC in the making.
pub(super) struct Network<'a> {
    pub scope: Scope<'a>,
    pub vpc: cfn::VpcHandle,
    pub block: Block,
    pub plan: Plan,
    pub zones: Vec<Zone>,
    /// Blocks that were given, in the order of the zones.
    pub blocks: Vec<(SubnetKind, Vec<Value<Str>>)>,
    /// What the subnets of a kind are called, where that is said.
    pub called: Vec<(SubnetKind, Text)>,
    /// Whether public and isolated subnets have a table each.
    pub table_each: bool,
    pub name: Option<Value<Str>>,
}

/// What leads out of a VPC, as far as it has it.
#[derive(Clone, Copy)]
struct Ways {
    internet: Option<Internet>,
    ipv6: Option<OverIpv6>,
}

/// The internet gateway, and what attaches it.
#[derive(Clone, Copy)]
struct Internet {
    gateway: cfn::InternetGatewayHandle,
    attachment: NodeId,
}

/// The block of IPv6 addresses, and the gateway that lets nothing in.
#[derive(Clone, Copy)]
struct OverIpv6 {
    block: NodeId,
    egress: cfn::EgressOnlyInternetGatewayHandle,
}

/// The route table of subnets, and its routes.
#[derive(Clone)]
struct Table {
    table: cfn::RouteTableHandle,
    routes: Vec<NodeId>,
}

impl<'a> Network<'a> {
    pub fn build(
        self,
        kinds: &[SubnetKind],
        nat: Nat,
        ipv6: Option<Ipv6>,
        s3_endpoint: bool,
    ) -> VpcHandle {
        self.name(self.scope, self.vpc);
        let has_public = kinds.contains(&SubnetKind::Public);
        let ways = Ways {
            internet: (has_public || nat == Nat::Regional).then(|| self.internet()),
            ipv6: ipv6.map(|from| self.over_ipv6(from)),
        };
        let public = ways.internet.filter(|_| has_public);
        let public = public.map(|internet| self.public(internet, ways));
        let gateways = match ways.internet {
            Some(internet) => self.gateways(nat, internet, public.as_ref()),
            None => Vec::new(),
        };
        let mut all: Vec<Subnets> = public.into_iter().collect();
        if kinds.contains(&SubnetKind::Private) {
            all.push(self.private(&gateways, ways));
        }
        if kinds.contains(&SubnetKind::Isolated) {
            all.push(self.isolated(ways));
        }
        if s3_endpoint {
            let endpoint = self.s3_endpoint(&all);
            let closed = all.iter_mut().filter(|own| own.kind != SubnetKind::Public);
            closed.for_each(|own| own.ways.push(endpoint));
        }
        Vpc::of_parts(self.scope, all)
    }

    /// A route to Amazon S3 from whatever has no public way out.
    fn s3_endpoint(&self, all: &[Subnets]) -> NodeId {
        let closed = all.iter().filter(|own| own.kind != SubnetKind::Public);
        let mut tables: Vec<cfn::RouteTableHandle> = Vec::new();
        for own in closed.flat_map(|own| own.each.iter().filter_map(|subnet| subnet.own)) {
            if tables.iter().all(|table| table.node() != own.table.node()) {
                tables.push(own.table);
            }
        }
        let vpc = VpcHandle::new(self.scope);
        let endpoint = GatewayEndpoint::new(vpc, GatewayService::S3).route_tables(tables);
        let endpoint = self.scope.add("S3Endpoint", endpoint);
        self.name(self.scope, endpoint);
        endpoint.node()
    }

    fn internet(&self) -> Internet {
        let gateway = cfn::InternetGateway::new();
        let gateway = self.scope.add("InternetGateway", gateway);
        self.name(self.scope, gateway);
        let attachment = cfn::VpcGatewayAttachment::new()
            .vpc_id(self.vpc)
            .internet_gateway_id(gateway);
        let attachment = self.scope.add("InternetGatewayAttachment", attachment);
        Internet {
            gateway,
            attachment: attachment.node(),
        }
    }

    fn over_ipv6(&self, from: Ipv6) -> OverIpv6 {
        let block = cfn::VpcCidrBlock::new().vpc_id(self.vpc);
        let block = match from {
            Ipv6::Amazon => block.amazon_provided_ipv6_cidr_block(true),
            // As long as Amazon's: the places of subnets are the same.
            Ipv6::Pool(pool) => block.ipv6_ipam_pool_id(pool).ipv6_netmask_length(56),
        };
        let egress = cfn::EgressOnlyInternetGateway::new().vpc_id(self.vpc);
        let egress = self.scope.add("EgressOnlyInternetGateway", egress);
        self.name(self.scope, egress);
        OverIpv6 {
            block: self.scope.add("Ipv6Block", block).node(),
            egress,
        }
    }

    /// Subnets that share a table, or have one each, whose routes lead to the internet.
    fn public(&self, internet: Internet, ways: Ways) -> Subnets {
        let routed = |scope: Scope<'_>, [table, route, ipv6_route]: [&'static str; 3]| {
            let mut table = self.table(scope, table);
            let to = table.route(ANYWHERE).gateway_id(internet.gateway);
            table.add(scope, route, to);
            if ways.ipv6.is_some() {
                let to = table.ipv6_route().gateway_id(internet.gateway);
                table.add(scope, ipv6_route, to);
            }
            for route in &table.routes {
                scope.of(*route).depends_on(internet.attachment);
            }
            table
        };
        if self.table_each {
            let ids = ["RouteTable", "DefaultRoute", "DefaultIpv6Route"];
            return self.subnets(SubnetKind::Public, ways, |_, scope| routed(scope, ids));
        }
        let ids = ["PublicRouteTable", "PublicRoute", "PublicIpv6Route"];
        let table = routed(self.scope, ids);
        self.subnets(SubnetKind::Public, ways, |_, _| table.clone())
    }

    /// Subnets with a table each, whose routes lead to a NAT gateway, if there is one.
    fn private(&self, gateways: &[cfn::NatGatewayHandle], ways: Ways) -> Subnets {
        self.subnets(SubnetKind::Private, ways, |number, scope| {
            let mut table = self.table(scope, "RouteTable");
            // One for all, or one for each.
            if let Some(gateway) = gateways.get(number).or(gateways.first()) {
                let route = table.route(ANYWHERE).nat_gateway_id(*gateway);
                table.add(scope, "DefaultRoute", route);
            }
            if let Some(ipv6) = ways.ipv6 {
                let route = table.ipv6_route();
                let route = route.egress_only_internet_gateway_id(ipv6.egress);
                table.add(scope, "DefaultIpv6Route", route);
            }
            table
        })
    }

    /// Subnets that share a table without routes, or have one each.
    fn isolated(&self, ways: Ways) -> Subnets {
        if self.table_each {
            return self.subnets(SubnetKind::Isolated, ways, |_, scope| {
                self.table(scope, "RouteTable")
            });
        }
        let table = self.table(self.scope, "IsolatedRouteTable");
        self.subnets(SubnetKind::Isolated, ways, |_, _| table.clone())
    }

    /// The NAT gateways: one for all private subnets, or one for each of them.
    fn gateways(
        &self,
        nat: Nat,
        internet: Internet,
        public: Option<&Subnets>,
    ) -> Vec<cfn::NatGatewayHandle> {
        let public = public.map_or(&[][..], |public| &public.each);
        let zonal = |subnet: &ZonedSubnet| {
            let own = subnet.own?;
            let scope = self.scope.at(own.scope);
            let address = scope.add("NatAddress", cfn::Eip::new().domain("vpc"));
            // Its address is one of the internet gateway's.
            scope.of(address).depends_on(internet.attachment);
            let gateway = cfn::NatGateway::new()
                .subnet_id(subnet.id.clone())
                .allocation_id(address.allocation_id());
            let gateway = scope.add("NatGateway", gateway);
            scope.of(gateway).depends_on(own.routed);
            Some(gateway)
        };
        match nat {
            Nat::None => Vec::new(),
            Nat::One => gathered(public.iter().take(1).filter_map(zonal)),
            Nat::PerZone => gathered(public.iter().filter_map(zonal)),
            Nat::Regional => {
                let gateway = cfn::NatGateway::new()
                    .availability_mode(cfn::nat_gateway::AvailabilityMode::Regional)
                    .connectivity_type(cfn::nat_gateway::ConnectivityType::Public)
                    .vpc_id(self.vpc);
                let gateway = self.scope.add("NatGateway", gateway);
                self.scope.of(gateway).depends_on(internet.attachment);
                self.name(self.scope, gateway);
                vec![gateway]
            }
        }
    }

    /// A subnet of a kind in each zone, routed by the table that is made for it.
    fn subnets(
        &self,
        kind: SubnetKind,
        ways: Ways,
        table: impl Fn(usize, Scope<'a>) -> Table,
    ) -> Subnets {
        let subnet = |(number, zone): (usize, &Zone)| {
            let id = format!("{}Subnet{}", self.called(kind), zone.number());
            let scope = self.scope.scope(id);
            self.name(scope, scope.node());
            let id = self.subnet(kind, (number, zone), scope, ways);
            let Table { table, routes } = table(number, scope);
            let association = cfn::SubnetRouteTableAssociation::new()
                .subnet_id(id.clone())
                .route_table_id(table);
            let association = scope.add("RouteTableAssociation", association);
            for route in routes {
                scope.of(association).depends_on(route);
            }
            ZonedSubnet {
                zone: zone.clone(),
                id,
                own: Some(OwnSubnet {
                    scope: scope.node(),
                    routed: association.node(),
                    table,
                }),
            }
        };
        let each = self.zones.iter().enumerate().map(subnet);
        Subnets::each(kind, each.collect())
    }

    fn subnet(
        &self,
        kind: SubnetKind,
        (number, zone): (usize, &Zone),
        scope: Scope<'a>,
        ways: Ways,
    ) -> Value<SubnetId> {
        let over_ipv6 = ways.ipv6.map(|_| {
            let first: Value<Str> = select(0, self.vpc.ipv6_cidr_blocks());
            ipv6(first, kind, zone.place)
        });
        let subnet = cfn::Subnet::new()
            .vpc_id(self.vpc)
            .availability_zone(zone.name.clone())
            .cidr_block(self.block_of(kind, number, zone))
            .map_public_ip_on_launch(false)
            .with(over_ipv6, |subnet, block| {
                subnet
                    .ipv6_cidr_block(block)
                    .assign_ipv6_address_on_creation(true)
            });
        let subnet = scope.add("Resource", subnet);
        if let Some(ipv6) = ways.ipv6 {
            // The VPC has its block once this is there, and the subnet does not refer to it.
            scope.of(subnet).depends_on(ipv6.block);
        }
        scope.set_primary(subnet);
        scope.at(subnet).set_data(PartOf {
            vpc: self.scope.node(),
            kind,
            subnet: scope.node(),
        });
        subnet.into_value()
    }

    /// What the subnets of a kind are called.
    fn called(&self, kind: SubnetKind) -> &str {
        let said = self.called.iter().find(|(said, _)| *said == kind);
        said.map_or(kind.id(), |(_, name)| name.as_ref())
    }

    /// The block of a subnet: as it was given, or else as it is planned.
    fn block_of(&self, kind: SubnetKind, number: usize, zone: &Zone) -> Value<Str> {
        let given = self.blocks.iter().find(|(said, _)| *said == kind);
        if let Some(block) = given.and_then(|(_, blocks)| blocks.get(number)) {
            return block.clone();
        }
        match &self.block {
            Block::Known(vpc) => {
                let block = self.plan.block(*vpc, kind, zone.place);
                block.unwrap_or(*vpc).to_string().into_value()
            }
            _ => {
                let vpc = self.vpc.cidr_block().assume();
                self.plan.expression(vpc, kind, zone.place)
            }
        }
    }

    fn table(&self, scope: Scope<'_>, id: &'static str) -> Table {
        let table = scope.add(id, cfn::RouteTable::new().vpc_id(self.vpc));
        if scope.node() == self.scope.node() {
            self.name(scope, table);
        }
        Table {
            table,
            routes: Vec::new(),
        }
    }

    /// Names what is at and below a handle in the console: by the path of a scope.
    fn name(&self, scope: Scope<'_>, what: impl Handle) {
        let name = match &self.name {
            None => scope.identity_text(str::to_owned),
            Some(name) if scope.node() == self.scope.node() => name.clone(),
            Some(name) => sub!("{name}/{id}", id = scope.id()),
        };
        scope.at(what).tag("Name", name);
    }
}

/// A route that says which table it is in.
type Route = cfn::Route<stackwright_cfn::Set>;

impl Table {
    fn route(&self, to: &'static str) -> Route {
        cfn::Route::new()
            .route_table_id(self.table)
            .destination_cidr_block(to)
    }

    fn ipv6_route(&self) -> Route {
        cfn::Route::new()
            .route_table_id(self.table)
            .destination_ipv6_cidr_block(ANYWHERE_IPV6)
    }

    fn add(&mut self, scope: Scope<'_>, id: &'static str, route: Route) {
        self.routes.push(scope.add(id, route).node());
    }
}
