use stackwright_cfn::ec2 as cfn;
use stackwright_cfn::kind::ec2::{SubnetId, VpcId};
use stackwright_core::{Construct, Handle, IntoValue, List, Scope, Value, handle};

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
        scope.set_data(Subnets {
            public: self.public.is_some(),
            private: self.private.is_some(),
        });
        for (kind, subnets) in [
            (SubnetKind::Public, self.public),
            (SubnetKind::Private, self.private),
        ] {
            if let Some(subnets) = subnets {
                scope.define(kind.attribute(), subnets);
            }
        }
        VpcHandle::new(scope)
    }
}

handle! {
    /// Names a VPC.
    pub struct VpcHandle(cfn::VpcHandle);
}

/// Which subnets a VPC was imported with.
struct Subnets {
    public: bool,
    private: bool,
}

/// What a subnet's route table makes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SubnetKind {
    /// With a route to an internet gateway.
    Public,
    /// Without.
    Private,
}

impl SubnetKind {
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
            .data::<Subnets>(self)
            .is_some_and(|subnets| match kind {
                SubnetKind::Public => subnets.public,
                SubnetKind::Private => subnets.private,
            })
    }
}
