use stackwright_cfn::ec2 as cfn;
use stackwright_codes as codes;
use stackwright_core::{Construct, Handle, IntoValue, NodeId, Scope, Str, Value, sub};

use super::parts::ZonedSubnet;
use super::plan::{Ipv4Block, NoBlock, Plan};
use super::zones::Zone;
use super::{Block, Nat, SubnetKind, Subnets, Vpc, VpcHandle};

impl Construct for Vpc {
    type Handle = VpcHandle;

    fn build(self, scope: Scope<'_>) -> VpcHandle {
        let Vpc {
            block,
            zones,
            nat,
            isolated,
            name,
        } = self;
        let (block, plan) = block.planned(scope);
        let zones = zones.into_zones(plan.room(), scope);
        let vpc = cfn::Vpc::new()
            .cidr_block(match &block {
                Block::Expression(text, _) => text.clone(),
                Block::Known(known) => known.to_string().into_value(),
                Block::Wrong(text, _) => text.clone().into_value(),
            })
            .enable_dns_support(true)
            .enable_dns_hostnames(true);
        let vpc = scope.add("Resource", vpc);
        scope.set_primary(vpc);
        let network = Network {
            scope,
            vpc,
            block,
            plan,
            zones,
            name,
        };
        network.name(scope, vpc);
        let internet = network.internet();
        let public = network.public(&internet);
        let gateways = network.gateways(nat, &internet, &public);
        let mut all = vec![public, network.private(&gateways)];
        if isolated {
            all.push(network.isolated());
        }
        Vpc::of_parts(scope, all)
    }
}

impl Block {
    /// The block and its plan; one that is wrong is reported, and taken for another.
    fn planned(self, scope: Scope<'_>) -> (Self, Plan) {
        let prefix = match &self {
            Block::Known(block) => block.prefix(),
            Block::Expression(_, prefix) => *prefix,
            Block::Wrong(..) => 0,
        };
        if let Some(plan) = Plan::of(prefix) {
            return (self, plan);
        }
        let found = match &self {
            Block::Known(block) => {
                codes::EC2111.finding(format!("there is no plan for a VPC of `{block}`"))
            }
            Block::Expression(..) => {
                codes::EC2111.finding(format!("there is no plan for a VPC of `/{prefix}`"))
            }
            Block::Wrong(text, NoBlock::HostBits(around)) => codes::EC2110
                .finding(format!("`{text}` has bits set behind its prefix"))
                .help(format!("write `{around}`, the block that it lies in")),
            Block::Wrong(text, NoBlock::Malformed) => {
                codes::EC2110.finding(format!("`{text}` is no block of IPv4 addresses"))
            }
        };
        scope.report(found);
        (Block::Known(Ipv4Block::STAND_IN), Plan::STAND_IN)
    }
}

/// Any address.
const ANYWHERE: &str = "0.0.0.0/0";

/// A VPC in the making.
struct Network<'a> {
    scope: Scope<'a>,
    vpc: cfn::VpcHandle,
    block: Block,
    plan: Plan,
    zones: Vec<Zone>,
    name: Option<Value<Str>>,
}

/// The internet gateway, and what attaches it.
struct Internet {
    gateway: cfn::InternetGatewayHandle,
    attachment: NodeId,
}

impl<'a> Network<'a> {
    fn internet(&self) -> Internet {
        let gateway = self
            .scope
            .add("InternetGateway", cfn::InternetGateway::new());
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

    /// Subnets that share a table, whose route leads to the internet.
    fn public(&self, internet: &Internet) -> Subnets {
        let table = self.table(self.scope, "PublicRouteTable");
        let route = route(table).gateway_id(internet.gateway);
        let route = self.scope.add("PublicRoute", route).node();
        self.scope.of(route).depends_on(internet.attachment);
        let subnet = |zone| {
            let kind = SubnetKind::Public;
            self.subnet(
                kind,
                zone,
                self.subnet_scope(kind, zone),
                table,
                Some(route),
            )
        };
        self.subnets(SubnetKind::Public, self.zones.iter().map(subnet))
    }

    /// Subnets with a table each, whose route leads to a NAT gateway, if there is one.
    fn private(&self, gateways: &[cfn::NatGatewayHandle]) -> Subnets {
        let subnet = |(number, zone): (usize, &'_ Zone)| {
            let kind = SubnetKind::Private;
            let scope = self.subnet_scope(kind, zone);
            let table = self.table(scope, "RouteTable");
            // One for all, or one for each.
            let gateway = gateways.get(number).or(gateways.first());
            let route = gateway.map(|gateway| {
                let route = route(table).nat_gateway_id(*gateway);
                scope.add("DefaultRoute", route).node()
            });
            self.subnet(kind, zone, scope, table, route)
        };
        self.subnets(
            SubnetKind::Private,
            self.zones.iter().enumerate().map(subnet),
        )
    }

    /// Subnets that share a table without routes.
    fn isolated(&self) -> Subnets {
        let table = self.table(self.scope, "IsolatedRouteTable");
        let subnet = |zone| {
            let kind = SubnetKind::Isolated;
            self.subnet(kind, zone, self.subnet_scope(kind, zone), table, None)
        };
        self.subnets(SubnetKind::Isolated, self.zones.iter().map(subnet))
    }

    /// The NAT gateways: one for all private subnets, or one for each of them.
    fn gateways(
        &self,
        nat: Nat,
        internet: &Internet,
        public: &Subnets,
    ) -> Vec<cfn::NatGatewayHandle> {
        let zonal = |subnet: &ZonedSubnet| {
            let scope = self.scope.at(subnet.scope);
            let address = scope.add("NatAddress", cfn::Eip::new().domain("vpc"));
            // Its address is one of the internet gateway's.
            scope.of(address).depends_on(internet.attachment);
            let gateway = cfn::NatGateway::new()
                .subnet_id(subnet.id.clone())
                .allocation_id(address.allocation_id());
            let gateway = scope.add("NatGateway", gateway);
            scope.of(gateway).depends_on(subnet.routed);
            gateway
        };
        match nat {
            Nat::None => Vec::new(),
            Nat::One => public.each.iter().take(1).map(zonal).collect(),
            Nat::PerZone => public.each.iter().map(zonal).collect(),
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

    fn subnet_scope(&self, kind: SubnetKind, zone: &Zone) -> Scope<'a> {
        let scope = self
            .scope
            .scope(format!("{}Subnet{}", kind.id(), zone.number()));
        self.name(scope, scope.node());
        scope
    }

    /// Adds a subnet and what routes it, once its table has this route.
    fn subnet(
        &self,
        kind: SubnetKind,
        zone: &Zone,
        scope: Scope<'a>,
        table: cfn::RouteTableHandle,
        route: Option<NodeId>,
    ) -> ZonedSubnet {
        let block = match &self.block {
            Block::Known(vpc) => {
                let block = self.plan.block(*vpc, kind, zone.place);
                block.unwrap_or(*vpc).to_string().into_value()
            }
            _ => (self.plan).expression(self.vpc.cidr_block().assume(), kind, zone.place),
        };
        let subnet = cfn::Subnet::new()
            .vpc_id(self.vpc)
            .availability_zone(zone.name.clone())
            .cidr_block(block)
            .map_public_ip_on_launch(false);
        let subnet = scope.add("Resource", subnet);
        scope.set_primary(subnet);
        let association = cfn::SubnetRouteTableAssociation::new()
            .subnet_id(subnet)
            .route_table_id(table);
        let association = scope.add("RouteTableAssociation", association);
        if let Some(route) = route {
            scope.of(association).depends_on(route);
        }
        ZonedSubnet {
            zone: zone.clone(),
            scope: scope.node(),
            id: subnet.into_value(),
            routed: association.node(),
            table: table.node(),
        }
    }

    fn subnets(&self, kind: SubnetKind, each: impl Iterator<Item = ZonedSubnet>) -> Subnets {
        Subnets::each(kind, each.collect())
    }

    fn table(&self, scope: Scope<'_>, id: &'static str) -> cfn::RouteTableHandle {
        let table = scope.add(id, cfn::RouteTable::new().vpc_id(self.vpc));
        if scope.node() == self.scope.node() {
            self.name(scope, table);
        }
        table
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

/// A route of a table to anywhere; where it leads is still to be said.
fn route(table: cfn::RouteTableHandle) -> cfn::Route<stackwright_cfn::Set> {
    cfn::Route::new()
        .route_table_id(table)
        .destination_cidr_block(ANYWHERE)
}
