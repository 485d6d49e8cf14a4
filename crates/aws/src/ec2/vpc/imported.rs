use stackwright_cfn::kind::ec2::{SubnetId, VpcId};
use stackwright_core::{Construct, Expr, IntoValue, List, Scope, Str, Value, select};

use super::parts::{DualStack, SaidBlock, ZonedSubnet};
use super::zones::Zone;
use super::{SubnetKind, Subnets, Vpc, VpcHandle};
use crate::gathered;

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
            zones: Vec::new(),
            ipv6: false,
        }
    }
}

/// A VPC that exists; see [`Vpc::imported`].
#[derive(Clone, Debug)]
pub struct ImportedVpc {
    id: Value<VpcId>,
    subnets: Vec<(SubnetKind, Value<List<SubnetId>>)>,
    cidr: Option<Value<Str>>,
    zones: Vec<Value<Str>>,
    ipv6: bool,
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

    /// Says that it has IPv6 addresses as well.
    pub fn ipv6(mut self) -> Self {
        self.ipv6 = true;
        self
    }

    /// The Availability Zones that its subnets are in, by name, as `eu-central-1a`: in the order in
    /// which the subnets of each kind are given. Where there are more subnets than zones, they begin
    /// again.
    pub fn in_zones<Z: IntoValue<Str>>(mut self, names: impl IntoIterator<Item = Z>) -> Self {
        self.zones = gathered(names.into_iter().map(IntoValue::into_value));
        self
    }

    /// Its subnets of a kind, one by one where their zones are known.
    fn each(zones: &[Value<Str>], ids: &Value<List<SubnetId>>) -> Vec<ZonedSubnet> {
        let zones = zones.iter().enumerate();
        let zones = zones.map(|(place, name)| Zone {
            place,
            name: name.clone(),
        });
        let subnet = |zone, id| ZonedSubnet {
            zone,
            id,
            own: None,
        };
        match ids.expr() {
            Expr::List(ids) => {
                let ids = ids.iter().cloned().map(Value::from_expr);
                let pairs = zones.cycle().zip(ids);
                gathered(pairs.map(|(zone, id)| subnet(zone, id)))
            }
            _ => {
                let nth = |zone: Zone| {
                    let id = select::<SubnetId>(zone.place, ids);
                    subnet(zone, id)
                };
                gathered(zones.map(nth))
            }
        }
    }
}

impl Construct for ImportedVpc {
    type Handle = VpcHandle;

    fn build(self, scope: Scope<'_>) -> VpcHandle {
        scope.define("Ref", self.id.clone());
        scope.define("VpcId", self.id);
        if let Some(block) = self.cidr {
            scope.define("CidrBlock", block);
            scope.set_data(SaidBlock);
        }
        if self.ipv6 {
            scope.set_data(DualStack);
        }
        let zones = self.zones;
        let subnets = self.subnets.into_iter().map(|(kind, ids)| {
            let each = ImportedVpc::each(&zones, &ids);
            Subnets {
                each,
                ..Subnets::new(kind, ids)
            }
        });
        Vpc::of_parts(scope, subnets)
    }
}
