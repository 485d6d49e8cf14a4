use stackwright_cfn::kind::ec2::{SubnetId, VpcId};
use stackwright_core::{Construct, IntoValue, List, Scope, Str, Value};

use super::{SubnetKind, Subnets, Vpc, VpcHandle};

impl Vpc {
    /// A VPC that exists, by its id: a parameter, an export of another stack, a literal.
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
    pub fn imported(id: impl IntoValue<VpcId>) -> ImportedVpc {
        ImportedVpc {
            id: id.into_value(),
            subnets: Vec::new(),
            cidr: None,
        }
    }
}

/// A VPC that exists; see [`Vpc::imported`].
#[derive(Clone, Debug)]
pub struct ImportedVpc {
    id: Value<VpcId>,
    subnets: Vec<(SubnetKind, Value<List<SubnetId>>)>,
    cidr: Option<Value<Str>>,
}

impl ImportedVpc {
    /// Its subnets with a route to an internet gateway: for load balancers that face it.
    pub fn public(self, subnets: impl IntoValue<List<SubnetId>>) -> Self {
        self.with_subnets(SubnetKind::Public, subnets.into_value())
    }

    /// Its subnets without one: for tasks.
    pub fn private(self, subnets: impl IntoValue<List<SubnetId>>) -> Self {
        self.with_subnets(SubnetKind::Private, subnets.into_value())
    }

    /// Its subnets without any way out: for data.
    pub fn isolated(self, subnets: impl IntoValue<List<SubnetId>>) -> Self {
        self.with_subnets(SubnetKind::Isolated, subnets.into_value())
    }

    fn with_subnets(mut self, kind: SubnetKind, ids: Value<List<SubnetId>>) -> Self {
        self.subnets.retain(|(said, _)| *said != kind);
        self.subnets.push((kind, ids));
        self
    }

    /// Its block of IPv4 addresses, as `10.0.0.0/16`.
    pub fn cidr(mut self, block: impl IntoValue<Str>) -> Self {
        self.cidr = Some(block.into_value());
        self
    }
}

impl Construct for ImportedVpc {
    type Handle = VpcHandle;

    fn build(self, scope: Scope<'_>) -> VpcHandle {
        scope.define("Ref", self.id.clone());
        scope.define("VpcId", self.id);
        if let Some(block) = self.cidr {
            scope.define("CidrBlock", block);
        }
        let subnets = self.subnets.into_iter();
        Vpc::of_parts(scope, subnets.map(|(kind, ids)| Subnets::new(kind, ids)))
    }
}
