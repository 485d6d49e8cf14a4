use stackwright_cfn::ec2 as cfn;
use stackwright_cfn::kind::ec2::{SubnetId, VpcId};
use stackwright_core::{Construct, Handle, IntoValue, List, NodeId, Scope, Value, handle};

/// A virtual private cloud: the network that tasks and load balancers live in.
///
/// ```
/// use stackwright_aws::ec2::Vpc;
/// use stackwright_cfn::kind::ec2::{SubnetId, VpcId};
/// use stackwright_core::{App, Parameter};
///
/// let app = App::new();
/// let stack = app.stack("Web");
/// let vpc_id = stack.add("VpcId", Parameter::of::<VpcId>());
/// let private = stack.add("PrivateSubnetIds", Parameter::list_of::<SubnetId>());
/// let vpc = stack.add("Vpc", Vpc::imported(vpc_id).private(private));
/// ```
pub enum Vpc {}

impl Vpc {
    /// A VPC that exists, by its id: a parameter, an export of another stack, a literal.
    pub fn imported(id: impl IntoValue<VpcId>) -> ImportedVpc {
        ImportedVpc {
            id: id.into_value(),
            public: None,
            private: None,
        }
    }

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
        let mut ways_out = Vec::new();
        for Subnets { kind, ids, ways } in subnets {
            scope.define(kind.attribute(), ids);
            ways_out.push((kind, ways));
        }
        scope.set_data(Parts { ways_out });
        VpcHandle::new(scope)
    }
}

/// Subnets of one kind, as a [VPC](Vpc::of_parts) has them.
#[derive(Clone, Debug)]
pub struct Subnets {
    kind: SubnetKind,
    ids: Value<List<SubnetId>>,
    ways: Vec<NodeId>,
}

impl Subnets {
    /// These subnets.
    pub fn new(kind: SubnetKind, ids: impl IntoValue<List<SubnetId>>) -> Self {
        Subnets {
            kind,
            ids: ids.into_value(),
            ways: Vec::new(),
        }
    }

    /// What must be there before anything in them can reach what it needs: a route, a NAT
    /// gateway, an endpoint. What [is placed](super::PlaceExt::place) in them waits for it.
    pub fn way_out(mut self, way: impl Handle) -> Self {
        self.ways.push(way.node());
        self
    }
}

/// A VPC that exists; see [`Vpc::imported`].
#[derive(Clone, Debug)]
pub struct ImportedVpc {
    id: Value<VpcId>,
    public: Option<Value<List<SubnetId>>>,
    private: Option<Value<List<SubnetId>>>,
}

impl ImportedVpc {
    /// Its subnets with a route to an internet gateway: for load balancers that face it.
    pub fn public(mut self, subnets: impl IntoValue<List<SubnetId>>) -> Self {
        self.public = Some(subnets.into_value());
        self
    }

    /// Its subnets without one: for tasks.
    pub fn private(mut self, subnets: impl IntoValue<List<SubnetId>>) -> Self {
        self.private = Some(subnets.into_value());
        self
    }
}

impl Construct for ImportedVpc {
    type Handle = VpcHandle;

    fn build(self, scope: Scope<'_>) -> VpcHandle {
        scope.define("Ref", self.id.clone());
        scope.define("VpcId", self.id);
        let public = self.public.map(|ids| Subnets::new(SubnetKind::Public, ids));
        let private = self
            .private
            .map(|ids| Subnets::new(SubnetKind::Private, ids));
        Vpc::of_parts(scope, public.into_iter().chain(private))
    }
}

handle! {
    /// Names a VPC.
    pub struct VpcHandle(cfn::VpcHandle);
}

/// What else is to be known of a VPC.
pub(super) struct Parts {
    /// For each kind of subnets that it has, what these need to be of use.
    ways_out: Vec<(SubnetKind, Vec<NodeId>)>,
}

impl Parts {
    pub fn ways_out(&self, kind: SubnetKind) -> impl Iterator<Item = &NodeId> {
        let of_kind = self
            .ways_out
            .iter()
            .filter(move |(found, _)| *found == kind);
        of_kind.flat_map(|(_, ways)| ways)
    }
}

/// What a subnet's route table makes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SubnetKind {
    /// With a route to an internet gateway.
    Public,
    /// Without.
    Private,
}

impl SubnetKind {
    /// The kind whose ids a VPC defines under this name.
    pub(super) fn of_attribute(name: &str) -> Option<Self> {
        let mut kinds = [SubnetKind::Public, SubnetKind::Private].into_iter();
        kinds.find(|kind| kind.attribute() == name)
    }

    fn attribute(self) -> &'static str {
        match self {
            SubnetKind::Public => "PublicSubnetIds",
            SubnetKind::Private => "PrivateSubnetIds",
        }
    }

    /// The word that a message uses.
    pub fn as_str(self) -> &'static str {
        match self {
            SubnetKind::Public => "public",
            SubnetKind::Private => "private",
        }
    }
}

impl VpcHandle {
    /// The ids of its subnets of a kind.
    pub fn subnets(self, kind: SubnetKind) -> Value<List<SubnetId>> {
        Value::attribute(self.node(), kind.attribute())
    }

    /// Whether it is known to have subnets of a kind.
    pub(crate) fn has(self, scope: Scope<'_>, kind: SubnetKind) -> bool {
        scope
            .data::<Parts>(self)
            .is_some_and(|parts| parts.ways_out.iter().any(|(found, _)| *found == kind))
    }
}
