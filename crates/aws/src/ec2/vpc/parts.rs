use stackwright_cfn::ec2 as cfn;
use stackwright_cfn::kind::ec2::SubnetId;
use stackwright_core::{Handle, IntoValue, List, NodeId, Scope, Str, Value, handle};

use super::Vpc;
use super::zones::Zone;
use crate::gathered;

/// What a subnet's route table makes of it.
///
/// <https://docs.aws.amazon.com/vpc/latest/userguide/configure-subnets.html#subnet-types>
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SubnetKind {
    /// With a route to an internet gateway: for load balancers that face the internet.
    Public,
    /// Without; out by [NAT](super::Nat), where the VPC has it: for tasks.
    Private,
    /// Without any way out of the VPC but its endpoints: for data.
    Isolated,
}

impl SubnetKind {
    /// Every kind.
    pub(crate) const ALL: [SubnetKind; 3] = [
        SubnetKind::Public,
        SubnetKind::Private,
        SubnetKind::Isolated,
    ];

    /// The kind whose ids a VPC defines under this name.
    pub(crate) fn of_attribute(name: &str) -> Option<Self> {
        let mut kinds = SubnetKind::ALL.into_iter();
        kinds.find(|kind| kind.attribute() == name)
    }

    fn attribute(self) -> &'static str {
        match self {
            SubnetKind::Public => "PublicSubnetIds",
            SubnetKind::Private => "PrivateSubnetIds",
            SubnetKind::Isolated => "IsolatedSubnetIds",
        }
    }

    /// What ids call it.
    pub(crate) fn id(self) -> &'static str {
        match self {
            SubnetKind::Public => "Public",
            SubnetKind::Private => "Private",
            SubnetKind::Isolated => "Isolated",
        }
    }

    /// The word that a message uses.
    pub fn as_str(self) -> &'static str {
        match self {
            SubnetKind::Public => "public",
            SubnetKind::Private => "private",
            SubnetKind::Isolated => "isolated",
        }
    }
}

/// Subnets of one kind, as a [VPC](Vpc::of_parts) has them.
#[derive(Clone, Debug)]
pub struct Subnets {
    pub(super) kind: SubnetKind,
    pub(super) ids: Value<List<SubnetId>>,
    pub(super) ways: Vec<NodeId>,
    /// Each of them, where they are known one by one.
    pub(super) each: Vec<ZonedSubnet>,
}

/// A subnet whose zone is known.
#[derive(Clone, Debug)]
pub(super) struct ZonedSubnet {
    pub zone: Zone,
    pub id: Value<SubnetId>,
    /// What the program has made of it; nothing of one that exists.
    pub own: Option<OwnSubnet>,
}

/// What belongs to a subnet of the program's.
#[derive(Clone, Copy, Debug)]
pub(super) struct OwnSubnet {
    /// The scope that it stands in.
    pub scope: NodeId,
    /// What gives it its routes, and is made after them.
    pub routed: NodeId,
    pub table: cfn::RouteTableHandle,
}

impl Subnets {
    /// These subnets.
    pub fn new(kind: SubnetKind, ids: impl IntoValue<List<SubnetId>>) -> Self {
        Subnets {
            kind,
            ids: ids.into_value(),
            ways: Vec::new(),
            each: Vec::new(),
        }
    }

    /// These subnets, one by one.
    pub(super) fn each(kind: SubnetKind, each: Vec<ZonedSubnet>) -> Self {
        let ids: Vec<_> = gathered(each.iter().map(|subnet| subnet.id.clone()));
        Subnets {
            kind,
            ids: ids.into_value(),
            ways: Vec::new(),
            each,
        }
    }

    /// What all of them need, and what each of them needs by itself.
    fn ways(&self) -> impl Iterator<Item = NodeId> {
        let own = self.each.iter().filter_map(|subnet| subnet.own);
        (self.ways.iter().copied()).chain(own.map(|own| own.routed))
    }

    /// What must be there before anything in them can reach what it needs: a route, a NAT
    /// gateway, an endpoint. What [is placed](super::super::PlaceExt::place) in them waits for it.
    pub fn way_out(mut self, way: impl Handle) -> Self {
        self.ways.push(way.node());
        self
    }
}

impl Vpc {
    /// Makes the construct of a scope a VPC that has these subnets, one entry a kind: for
    /// constructs of one's own, which then return the handle. The scope must have the VPC as its
    /// main resource, or define `VpcId`.
    ///
    /// ```
    /// use stackwright_aws::ec2::{SubnetKind, Subnets, Vpc, VpcHandle};
    /// use stackwright_core::{Construct, RawResource, Scope};
    ///
    /// struct Small;
    ///
    /// impl Construct for Small {
    ///     type Handle = VpcHandle;
    ///
    ///     fn build(self, scope: Scope<'_>) -> VpcHandle {
    ///         scope.set_primary(scope.add("Resource", RawResource::new("AWS::EC2::VPC")));
    ///         let subnet = scope.add("Subnet", RawResource::new("AWS::EC2::Subnet"));
    ///         let route = scope.add("Route", RawResource::new("AWS::EC2::Route"));
    ///         let ids = [subnet.attribute("SubnetId")];
    ///         Vpc::of_parts(scope, [Subnets::new(SubnetKind::Public, ids).way_out(route)])
    ///     }
    /// }
    /// ```
    pub fn of_parts(scope: Scope<'_>, subnets: impl IntoIterator<Item = Subnets>) -> VpcHandle {
        let mut parts = Parts::default();
        for subnets in subnets {
            scope.define(subnets.kind.attribute(), subnets.ids.clone());
            parts.subnets.push(subnets);
        }
        scope.set_data(parts);
        VpcHandle::new(scope)
    }
}

handle! {
    /// Names a VPC.
    pub struct VpcHandle(cfn::VpcHandle);
}

/// What else is to be known of a VPC.
#[derive(Default)]
pub(crate) struct Parts {
    /// An entry for each kind of subnets that it has.
    subnets: Vec<Subnets>,
}

impl Parts {
    /// What must be there before subnets of a kind are of use.
    pub fn ways_out(&self, kind: SubnetKind) -> impl Iterator<Item = NodeId> {
        self.of_kind(kind).into_iter().flat_map(Subnets::ways)
    }

    /// The same of one of them.
    pub fn ways_out_of(&self, kind: SubnetKind, subnet: NodeId) -> Vec<NodeId> {
        let Some(subnets) = self.of_kind(kind) else {
            return Vec::new();
        };
        let own = subnets.each.iter().filter_map(|subnet| subnet.own);
        let routed = own.filter(|own| own.scope == subnet).map(|own| own.routed);
        subnets.ways.iter().copied().chain(routed).collect()
    }

    /// The subnets of a kind that are known one by one, and what their ids call them.
    #[cfg(feature = "ec2-network")]
    pub fn ids(&self, kind: SubnetKind) -> Vec<(String, Value<SubnetId>)> {
        let each = self.of_kind(kind).map_or(&[][..], |own| &own.each);
        let named = |own: &ZonedSubnet| {
            let id = format!("{}Subnet{}", kind.id(), own.zone.number());
            (id, own.id.clone())
        };
        each.iter().map(named).collect()
    }

    pub(super) fn of_kind(&self, kind: SubnetKind) -> Option<&Subnets> {
        self.subnets.iter().find(|own| own.kind == kind)
    }
}

/// Kept on a VPC that has IPv6 as well.
pub(crate) struct DualStack;

/// Kept on a VPC that exists, whose block of addresses is said.
pub(super) struct SaidBlock;

/// Kept on a subnet of the program's: whose it is.
pub(crate) struct PartOf {
    pub vpc: NodeId,
    pub kind: SubnetKind,
    /// The scope that it stands in.
    pub subnet: NodeId,
}

impl VpcHandle {
    /// The ids of its subnets of a kind.
    pub fn subnets(self, kind: SubnetKind) -> Value<List<SubnetId>> {
        Value::attribute(self.node(), kind.attribute())
    }

    /// Its block of IPv4 addresses. An imported one has it if it
    /// [was said](super::ImportedVpc::cidr).
    pub fn cidr(self) -> Value<Str> {
        Value::attribute(self.node(), "CidrBlock")
    }

    /// The same, where it is known.
    pub(crate) fn known_cidr(self, scope: Scope<'_>) -> Option<Value<Str>> {
        let is_new = scope.app().resource_of(self.node()).is_some();
        let is_said = scope.data::<SaidBlock>(self).is_some();
        (is_new || is_said).then(|| self.cidr())
    }

    /// Whether it is known to have subnets of a kind.
    pub(crate) fn has(self, scope: Scope<'_>, kind: SubnetKind) -> bool {
        scope
            .data::<Parts>(self)
            .is_some_and(|parts| parts.of_kind(kind).is_some())
    }

    /// The first of these kinds of which it is known to have subnets.
    pub(crate) fn first_of(
        self,
        kinds: impl IntoIterator<Item = SubnetKind>,
        scope: Scope<'_>,
    ) -> Option<SubnetKind> {
        kinds.into_iter().find(|kind| self.has(scope, *kind))
    }

    /// The route tables of its subnets of a kind, each once, to add routes of your own to: one for
    /// all public and one for all isolated subnets, one for each private one. Nothing is known of
    /// those of a VPC that exists.
    pub fn route_tables(self, scope: Scope<'_>, kind: SubnetKind) -> Vec<cfn::RouteTableHandle> {
        let mut tables: Vec<cfn::RouteTableHandle> = Vec::new();
        let parts = scope.data::<Parts>(self);
        let subnets = parts.iter().filter_map(|parts| parts.of_kind(kind));
        for own in subnets.flat_map(|own| own.each.iter().filter_map(|subnet| subnet.own)) {
            if tables.iter().all(|table| table.node() != own.table.node()) {
                tables.push(own.table);
            }
        }
        tables
    }

    /// The Availability Zones that it has subnets in, as far as they are known.
    pub fn availability_zones(self, scope: Scope<'_>) -> Vec<Value<Str>> {
        let mut zones: Vec<Value<Str>> = Vec::new();
        if let Some(parts) = scope.data::<Parts>(self) {
            for subnet in parts.subnets.iter().flat_map(|own| &own.each) {
                if !zones.contains(&subnet.zone.name) {
                    zones.push(subnet.zone.name.clone());
                }
            }
        }
        zones
    }
}
