//! Virtual private clouds.
//!
//! # Files
//!
//! | file | what it answers |
//! |---|---|
//! | `plan` | which block of addresses a subnet has |
//! | `zones` | which zones there are, and which place of the plan they have |
//! | `nat` | how private subnets reach the internet |
//! | `build` | what a VPC comes to |
//! | `network` | what its subnets come to, and their tables, routes and gateways |
//! | `imported` | VPCs that exist |
//! | `parts` | what is known of a VPC and its subnets |
//! | `kinds` | which kinds of its subnets are among others |
//! | `selection` | which of its subnets something stands in |

mod build;
mod imported;
#[cfg(feature = "ecs-express")]
mod kinds;
mod nat;
mod network;
mod parts;
mod plan;
mod selection;
mod zones;

use stackwright_cfn::kind::ec2::IpamPoolId;
use stackwright_core::{Expr, IntoValue, Str, Text, Value};

use self::plan::{Ipv4Block, NoBlock, Plan};
use self::zones::Zones;
use crate::gathered;

pub use imported::ImportedVpc;
pub use nat::Nat;
pub(crate) use parts::PartOf;
pub(super) use parts::{DualStack, Parts};
pub use parts::{SubnetKind, Subnets, VpcHandle};
pub use selection::{IntoSubnets, SubnetSelection};

/// A virtual private cloud: the network that tasks and load balancers live in.
///
/// ```
/// use stackwright_aws::ec2::{Nat, Vpc};
/// use stackwright_core::App;
///
/// let app = App::new();
/// let network = app.stack("Network");
/// let vpc = network.add("Vpc", Vpc::new("10.0.0.0/16").zones(3).nat(Nat::Regional));
/// ```
///
/// It has public and private subnets in each of two zones, DNS, and one NAT gateway, if nothing else
/// is said. AWS CDK makes three zones or two, as the environment of a stack is known, and a NAT
/// gateway in each of them.
///
/// # Adds
///
/// `InternetGateway` and `InternetGatewayAttachment`; `PublicRouteTable` with its `PublicRoute`; for
/// each zone `PublicSubnet1` and `PrivateSubnet1`, and `IsolatedSubnet1` [if asked for](Self::isolated),
/// counted from 1: below them `RouteTableAssociation`, for private ones `RouteTable` and `DefaultRoute`
/// as well, and for public ones `NatGateway` and its `NatAddress`, where one stands there; `S3Endpoint`, a
/// [gateway endpoint](super::GatewayEndpoint), because it is free and carries the layers of images. With
/// [IPv6](Self::ipv6) also `Ipv6Block`, `PublicIpv6Route`, `EgressOnlyInternetGateway` and a
/// `DefaultIpv6Route` for each private subnet. All carry a `Name`, which is their path.
///
/// The security group that AWS makes with every VPC is left alone: what constructs make has a group of
/// its own (`OPS117` tells of tasks that have not).
///
/// # Stays
///
/// Which block a subnet has depends on its kind and its zone alone, with room for eight zones, and so
/// do ids: another zone, another kind of subnets or another way of NAT moves no subnet. Half of the
/// block is for private subnets (a `/20` each in a `/16`), an eighth for public and one for isolated
/// ones (a `/22` each), and a quarter is nobody's: for subnets of your own. A VPC of `/23` or `/24` has
/// room for four zones and leaves nothing. The block itself cannot be changed without replacing the
/// VPC.
///
/// # Findings
///
/// - `EC2110`: the block is none.
/// - `EC2111`: the block is of a size that there is no plan for.
/// - `EC2112`: more zones than there is room for, or none.
/// - `EC2113`: a zone that is none, or that is named twice.
/// - `EC2114`: a zone of another region than the stack's.
/// - `EC2115`: NAT gateways in zones without public subnets to stand in.
/// - `EC2116`: more blocks, or fewer, than there are subnets of a kind.
///
/// <https://docs.aws.amazon.com/vpc/latest/userguide/vpc-subnets-commands-example.html>
#[derive(Clone, Debug)]
pub struct Vpc {
    block: Block,
    zones: Zones,
    nat: Option<Nat>,
    public: bool,
    private: bool,
    isolated: bool,
    called: Vec<(SubnetKind, Text)>,
    ipv6: Option<Ipv6>,
    blocks: Vec<(SubnetKind, Vec<Value<Str>>)>,
    dedicated: bool,
    s3_endpoint: bool,
    task_endpoints: bool,
    flow_logs: bool,
    table_each: bool,
    name: Option<Value<Str>>,
}

/// The addresses of a VPC.
#[derive(Clone, Debug)]
enum Block {
    Known(Ipv4Block),
    /// What only the deployment knows, and how long its prefix is.
    Expression(Value<Str>, u8),
    /// What a pool of IPAM gives, and how long its prefix is.
    Pool(Value<IpamPoolId>, u8),
    Wrong(Text, NoBlock),
}

/// Where IPv6 addresses come from.
#[derive(Clone, Debug)]
enum Ipv6 {
    Amazon,
    Pool(Value<Str>),
}

impl Vpc {
    /// A VPC with this block of IPv4 addresses, of a size from `/16` to `/24`: `10.0.0.0/16`.
    ///
    /// A parameter or another expression is taken for a `/16`, unless [`prefix`](Self::prefix) says
    /// how long its prefix is.
    pub fn new(cidr: impl IntoValue<Str>) -> Self {
        Vpc::of_block(Block::of(cidr.into_value()))
    }

    /// A VPC with a block that a pool of IPAM gives, with a prefix of this length: 16 to 24.
    ///
    /// <https://docs.aws.amazon.com/vpc/latest/ipam/what-it-is-ipam.html>
    pub fn from_ipam(pool: impl IntoValue<IpamPoolId>, prefix: u8) -> Self {
        Vpc::of_block(Block::Pool(pool.into_value(), prefix))
    }

    fn of_block(block: Block) -> Self {
        Vpc {
            block,
            zones: Zones::First(2),
            nat: None,
            public: true,
            private: true,
            isolated: false,
            called: Vec::new(),
            ipv6: None,
            blocks: Vec::new(),
            dedicated: false,
            s3_endpoint: true,
            task_endpoints: false,
            flow_logs: false,
            table_each: false,
            name: None,
        }
    }

    /// How long the prefix of a block is that is not known before the deployment: 16 to 24.
    pub fn prefix(mut self, length: u8) -> Self {
        if let Block::Expression(_, prefix) = &mut self.block {
            *prefix = length;
        }
        self
    }

    /// In how many Availability Zones it has subnets: 2, if this is not said.
    ///
    /// They are the first of `Fn::GetAZs`, whatever region and account the stack is deployed to. That
    /// function knows only zones with a default subnet, where the account has any:
    /// [`in_zones`](Self::in_zones) names zones instead. How many there are is not held against the
    /// region: AWS adds zones, and an account need not see all of them. Where there are too few, the
    /// deployment fails with `Fn::Select cannot select nonexistent value`.
    ///
    /// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-getavailabilityzones.html>
    pub fn zones(mut self, count: u8) -> Self {
        self.zones = Zones::First(count);
        self
    }

    /// The Availability Zones that it has subnets in, by name, as `eu-central-1a`.
    ///
    /// A zone has the place of its letter, so it does not matter in which order they are named, nor
    /// which others are.
    pub fn in_zones<Z: Into<Text>>(mut self, names: impl IntoIterator<Item = Z>) -> Self {
        self.zones = Zones::Named(gathered(names.into_iter().map(Into::into)));
        self
    }

    /// How private subnets reach the internet: by [`Nat::One`], if this is not said.
    pub fn nat(mut self, nat: Nat) -> Self {
        self.nat = Some(nat);
        self
    }

    /// Leaves the public subnets out, so that nothing in it can face the internet. Private ones then
    /// have no NAT, unless it is said; [`Nat::Regional`] needs no public subnet.
    pub fn without_public(mut self) -> Self {
        self.public = false;
        self
    }

    /// Leaves the private subnets out: what runs in it stands in public or [isolated](Self::isolated) ones. It then has
    /// no NAT, unless that is said.
    pub fn without_private(mut self) -> Self {
        self.private = false;
        self
    }

    /// What the subnets of a kind are called, in ids and names: `AppSubnet1` of `App`, in place of `PrivateSubnet1`. For
    /// subnets that are deployed: another id is another subnet.
    pub fn called(mut self, kind: SubnetKind, name: impl Into<Text>) -> Self {
        self.called.retain(|(said, _)| *said != kind);
        self.called.push((kind, name.into()));
        self
    }

    /// Adds subnets without any way out but endpoints: for databases.
    pub fn isolated(mut self) -> Self {
        self.isolated = true;
        self
    }

    /// Adds the interface endpoints that the tasks in it need, and no others, as a part named
    /// `Endpoints`: derived from what they pull, log, read and open, wherever in the program they are
    /// declared. See [`TaskEndpoints`](super::TaskEndpoints).
    pub fn endpoints_for_tasks(mut self) -> Self {
        self.task_endpoints = true;
        self
    }

    /// Records who talked to whom, as a part named `FlowLog`: a [`FlowLog`](super::FlowLog) as it is when
    /// nothing else is said. One with options is added beside the VPC.
    pub fn flow_logs(mut self) -> Self {
        self.flow_logs = true;
        self
    }

    /// Leaves the gateway endpoint for Amazon S3 out, so that what goes there, images included, goes
    /// through NAT and is paid for.
    pub fn without_s3_endpoint(mut self) -> Self {
        self.s3_endpoint = false;
        self
    }

    /// Gives each public and each isolated subnet a route table of its own, as AWS CDK does: `RouteTable` below the
    /// subnet, and for public ones `DefaultRoute`. Otherwise those of a kind share one, because they have the same routes.
    pub fn route_table_each(mut self) -> Self {
        self.table_each = true;
        self
    }

    /// Gives it IPv6 addresses of Amazon's as well, and each subnet a `/64` of them.
    ///
    /// From public subnets the internet is reached, and reaches what is let in; from private ones it is
    /// reached through an egress-only gateway, which costs nothing; from isolated ones it is not.
    ///
    /// <https://docs.aws.amazon.com/vpc/latest/userguide/egress-only-internet-gateway.html>
    pub fn ipv6(mut self) -> Self {
        self.ipv6 = Some(Ipv6::Amazon);
        self
    }

    /// The same, with a `/56` that a pool of IPAM gives.
    pub fn ipv6_from_ipam(mut self, pool: impl IntoValue<Str>) -> Self {
        self.ipv6 = Some(Ipv6::Pool(pool.into_value()));
        self
    }

    /// The blocks of the subnets of a kind, one for each zone in the order in which these are said,
    /// in place of those of the plan: for addresses that others gave out.
    pub fn blocks<B: IntoValue<Str>>(
        mut self,
        kind: SubnetKind,
        blocks: impl IntoIterator<Item = B>,
    ) -> Self {
        let blocks = gathered(blocks.into_iter().map(IntoValue::into_value));
        self.blocks.retain(|(said, _)| *said != kind);
        self.blocks.push((kind, blocks));
        self
    }

    /// Runs its instances on hardware that no other account shares, at the price of that.
    ///
    /// <https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/dedicated-instance.html>
    pub fn dedicated(mut self) -> Self {
        self.dedicated = true;
        self
    }

    /// What the names of its parts begin with in the console, in place of its path: `shop`, and
    /// `shop/PrivateSubnet1`.
    pub fn name(mut self, name: impl IntoValue<Str>) -> Self {
        self.name = Some(name.into_value());
        self
    }
}

impl Block {
    fn of(cidr: Value<Str>) -> Self {
        match cidr.expr() {
            Expr::Str(text) => match text.parse() {
                Ok(block) => Block::Known(block),
                Err(wrong) => Block::Wrong(text.clone(), wrong),
            },
            _ => Block::Expression(cidr, *Plan::PREFIXES.start()),
        }
    }
}
