use crate::{filled, mapped};
use stackwright_cfn::elasticloadbalancingv2 as cfn;
use stackwright_cfn::kind::ec2::{EipAllocationId, SubnetId};
use stackwright_codes as codes;
use stackwright_core::{Expr, Handle, IntoValue, Scope, Str, Text, Value, With, non_empty};

use super::LogBucketHandle;
use super::logs::{Delivered, deliveries};
use crate::ec2::{
    Guarded, PlaceExt, SecurityGroup, SecurityGroupHandle, SubnetKind, SubnetSelection, VpcHandle,
};
use crate::iam::{GrantExt, Principal, ResourcePolicy};

/// What application and network load balancers have in common.
#[derive(Clone, Debug)]
pub(super) struct Common {
    pub vpc: VpcHandle,
    pub internet_facing: bool,
    pub name: Option<Value<Str>>,
    pub subnets: Option<SubnetSelection>,
    pub mappings: Vec<SubnetMapping>,
    pub group: Option<SecurityGroupHandle>,
    pub further_groups: Vec<SecurityGroupHandle>,
    pub address_type: Option<AddressType>,
    pub capacity: Option<u32>,
    pub attributes: Attributes,
    pub logs: Vec<LogBucketHandle>,
}

/// Keys and values of attributes, each key once.
#[derive(Clone, Debug, Default)]
pub(super) struct Attributes(Vec<(Text, Expr)>);

impl Attributes {
    pub fn set(&mut self, key: impl Into<Text>, value: impl IntoValue<Str>) {
        let (key, value) = (key.into(), value.into_value().into_expr());
        match self.0.iter_mut().find(|(known, _)| *known == key) {
            Some((_, slot)) => *slot = value,
            None => self.0.push((key, value)),
        }
    }

    pub fn flag(&mut self, key: &'static str, is_on: bool) {
        self.set(key, if is_on { "true" } else { "false" });
    }

    pub fn remove(&mut self, key: &str) {
        self.0.retain(|(known, _)| *known != key);
    }

    /// The list of them, as load balancers, listeners and target groups have it.
    pub fn lower<K>(self) -> Option<Value<K>> {
        let pairs = self
            .0
            .into_iter()
            .map(|(key, value)| Expr::object([("Key", Expr::Str(key)), ("Value", value)]));
        Some(Value::from_expr(Expr::List(non_empty(pairs)?)))
    }
}

/// Which addresses a load balancer has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum AddressType {
    /// IPv4 only.
    Ipv4,
    /// IPv4 and IPv6: its subnets need blocks of both.
    DualStack,
    /// IPv6 for those who come from the internet, and IPv4 within the VPC: no public IPv4 address
    /// has to be paid for. For application load balancers.
    DualStackWithoutPublicIpv4,
}

/// A subnet that a load balancer stands in, with the addresses that it has there.
#[derive(Clone, Debug)]
pub struct SubnetMapping {
    subnet: Value<SubnetId>,
    parts: Vec<(&'static str, Expr)>,
}

impl SubnetMapping {
    /// In this subnet.
    pub fn new(subnet: impl IntoValue<SubnetId>) -> Self {
        SubnetMapping {
            subnet: subnet.into_value(),
            parts: Vec::new(),
        }
    }

    /// With this Elastic IP address, by its allocation: for network load balancers that face the
    /// internet.
    pub fn elastic_ip(self, allocation: impl IntoValue<EipAllocationId>) -> Self {
        self.part("AllocationId", allocation.into_value().into_expr())
    }

    /// With this IPv4 address of the subnet: for internal network load balancers.
    pub fn private_ip(self, address: impl IntoValue<Str>) -> Self {
        self.part("PrivateIPv4Address", address.into_value().into_expr())
    }

    /// With this IPv6 address of the subnet.
    pub fn ipv6(self, address: impl IntoValue<Str>) -> Self {
        self.part("IPv6Address", address.into_value().into_expr())
    }

    /// The prefix of IPv6 addresses that a network load balancer sends UDP from; `auto_assigned`
    /// leaves it to AWS.
    pub fn source_nat_prefix(self, prefix: impl IntoValue<Str>) -> Self {
        self.part("SourceNatIpv6Prefix", prefix.into_value().into_expr())
    }

    fn part(mut self, name: &'static str, value: Expr) -> Self {
        self.parts.push((name, value));
        self
    }

    fn lower(self) -> Expr {
        let subnet = ("SubnetId", self.subnet.into_expr());
        Expr::object([subnet].into_iter().chain(self.parts))
    }
}

impl Common {
    pub fn new(vpc: VpcHandle) -> Self {
        Common {
            vpc,
            internet_facing: false,
            name: None,
            subnets: None,
            mappings: Vec::new(),
            group: None,
            further_groups: Vec::new(),
            address_type: None,
            capacity: None,
            attributes: Attributes::default(),
            logs: Vec::new(),
        }
    }

    pub fn log(&mut self, kind: &'static str, bucket: LogBucketHandle, prefix: Option<Text>) {
        self.attributes.flag(key(kind, "enabled"), true);
        self.attributes.set(key(kind, "bucket"), bucket.reference());
        if let Some(prefix) = prefix {
            self.attributes.set(key(kind, "prefix"), prefix);
        }
        self.logs.push(bucket);
    }

    /// The resource, but for what only one kind has, and the group that guards it.
    pub fn build(
        self,
        kind: cfn::load_balancer::Type,
        scope: Scope<'_>,
    ) -> (cfn::LoadBalancerHandle, SecurityGroupHandle) {
        let group = match self.group {
            Some(group) => group,
            None => scope.add(
                "SecurityGroup",
                SecurityGroup::new(self.vpc).without_outbound(),
            ),
        };
        Guarded::by(scope, group);
        let scheme = match self.internet_facing {
            true => cfn::load_balancer::Scheme::InternetFacing,
            false => cfn::load_balancer::Scheme::Internal,
        };
        let mappings = filled(mapped(self.mappings, SubnetMapping::lower));
        let mappings = mappings.map(|mappings| Value::from_expr(Expr::List(mappings)));
        let subnets = match (&mappings, self.subnets) {
            (Some(mappings), _) => {
                scope.place(scope.node(), &mappings.clone().assume());
                None
            }
            (None, Some(subnets)) => subnets.resolve(Some(self.vpc), scope),
            (None, None) => {
                let kind = match self.internet_facing {
                    true => SubnetKind::Public,
                    false => SubnetKind::Private,
                };
                if !self.vpc.has(scope, kind) {
                    no_subnets(scope, kind);
                }
                Some(self.vpc.subnets(kind))
            }
        };
        if let Some(subnets) = &subnets {
            scope.place(scope.node(), subnets);
        }
        let capacity = self.capacity.map(|units| {
            cfn::load_balancer::MinimumLoadBalancerCapacity::new().capacity_units(units)
        });
        let balancer = cfn::LoadBalancer::new()
            .with(self.name, |balancer, name| balancer.name(name))
            .r#type(kind)
            .scheme(scheme)
            .with(self.address_type, |balancer, kind| {
                balancer.ip_address_type(kind.lower())
            })
            .with(mappings, |balancer, mappings| {
                balancer.subnet_mappings(mappings)
            })
            .with(subnets, |balancer, subnets| balancer.subnets(subnets))
            .security_groups([vec![group], self.further_groups].concat())
            .with(capacity, |balancer, units| {
                balancer.minimum_load_balancer_capacity(units)
            })
            .with(self.attributes.lower(), |balancer, attributes| {
                balancer.load_balancer_attributes(attributes)
            });
        let balancer = scope.add("Resource", balancer);
        for bucket in self.logs {
            // It is tried at once whether logs can be written.
            if let Some(policy) = scope.data::<Delivered>(bucket) {
                scope.of(balancer).depends_on(policy.0);
            } else if let Some(policy) = ResourcePolicy::holder(scope.app(), bucket.node()) {
                for (service, may) in deliveries(&bucket.arn().assume()) {
                    scope.grant(Principal::service(service), may);
                }
                scope.of(balancer).depends_on(policy);
            }
        }
        scope.set_primary(balancer);
        (balancer, group)
    }
}

/// The attributes of logs of a kind.
fn key(kind: &'static str, part: &'static str) -> &'static str {
    match (kind, part) {
        ("access", "enabled") => "access_logs.s3.enabled",
        ("access", "bucket") => "access_logs.s3.bucket",
        ("access", _) => "access_logs.s3.prefix",
        ("connection", "enabled") => "connection_logs.s3.enabled",
        ("connection", "bucket") => "connection_logs.s3.bucket",
        ("connection", _) => "connection_logs.s3.prefix",
        (_, "enabled") => "health_check_logs.s3.enabled",
        (_, "bucket") => "health_check_logs.s3.bucket",
        _ => "health_check_logs.s3.prefix",
    }
}

impl AddressType {
    fn lower(self) -> cfn::load_balancer::IpAddressType {
        match self {
            AddressType::Ipv4 => cfn::load_balancer::IpAddressType::Ipv4,
            AddressType::DualStack => cfn::load_balancer::IpAddressType::Dualstack,
            AddressType::DualStackWithoutPublicIpv4 => {
                cfn::load_balancer::IpAddressType::DualstackWithoutPublicIpv4
            }
        }
    }

    /// Whether those who come from the internet come by IPv6 as well.
    pub(super) fn has_ipv6(self) -> bool {
        self != AddressType::Ipv4
    }
}

fn no_subnets(scope: Scope<'_>, kind: SubnetKind) {
    let message = format!(
        "the VPC of this load balancer has no {} subnets",
        kind.as_str()
    );
    let help = format!(
        "import the VPC with them, `.{}(...)`, or name the subnets with `.subnets(...)`",
        kind.as_str()
    );
    scope.report(codes::ELB102.finding(message).help(help));
}

/// The setters that both kinds of load balancers have, over their field `common`.
macro_rules! common_setters {
    ($balancer:ident) => {
        impl $balancer {
            /// Makes it reachable from the internet.
            pub fn internet_facing(mut self) -> Self {
                self.common.internet_facing = true;
                self
            }

            /// Names it: at most 32 letters, digits and hyphens, not beginning with `internal-`. A
            /// named load balancer cannot be replaced by CloudFormation.
            pub fn name(mut self, name: impl IntoValue<Str>) -> Self {
                self.common.name = Some(name.into_value());
                self
            }

            /// The subnets that it stands in, in different zones: their ids, a kind of them, or a
            /// [selection](crate::ec2::SubnetSelection).
            pub fn subnets(mut self, subnets: impl IntoSubnets) -> Self {
                self.common.subnets = Some(subnets.into_subnets());
                self
            }

            /// A subnet that it stands in, with its addresses there, instead of
            /// [`subnets`](Self::subnets); said again, in that one, too.
            pub fn subnet(mut self, mapping: SubnetMapping) -> Self {
                self.common.mappings.push(mapping);
                self
            }

            /// Guards it with this group instead of one of its own; whom that lets in is your
            /// affair. Connections open this one.
            pub fn security_group(mut self, group: impl Into<SecurityGroupHandle>) -> Self {
                self.common.group = Some(group.into());
                self
            }

            /// Guards it with this group as well: whoever one of its groups lets in is let in.
            pub fn add_security_group(mut self, group: impl Into<SecurityGroupHandle>) -> Self {
                self.common.further_groups.push(group.into());
                self
            }

            /// Which addresses it has; IPv4, if this is not said.
            pub fn address_type(mut self, kind: AddressType) -> Self {
                self.common.address_type = Some(kind);
                self
            }

            /// Sets capacity units aside, so that it is ready for a rush before it comes. They are
            /// paid for by the hour.
            ///
            /// <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/capacity-unit-reservation.html>
            pub fn min_capacity(mut self, units: u32) -> Self {
                self.common.capacity = Some(units);
                self
            }

            /// Keeps people from deleting it: a stack that has it is deleted once this is taken back.
            pub fn deletion_protection(mut self) -> Self {
                self.common
                    .attributes
                    .flag("deletion_protection.enabled", true);
                self
            }

            /// Whether it sends requests to targets in all of its zones, or in the one that a
            /// request came in at.
            pub fn cross_zone(mut self, crosses: bool) -> Self {
                self.common
                    .attributes
                    .flag("load_balancing.cross_zone.enabled", crosses);
                self
            }

            /// Lets a zone be taken out for a while, by hand or by AWS.
            ///
            /// <https://docs.aws.amazon.com/r53recovery/latest/dg/arc-zonal-shift.html>
            pub fn zonal_shift(mut self) -> Self {
                self.common
                    .attributes
                    .flag("zonal_shift.config.enabled", true);
                self
            }

            /// Refuses what comes to its IPv6 addresses by way of an internet gateway, for an
            /// internal load balancer in a VPC that has one.
            pub fn deny_internet_gateway(mut self) -> Self {
                self.common
                    .attributes
                    .flag("ipv6.deny_all_igw_traffic", true);
                self
            }

            /// Writes a line a request into a [bucket](super::LogBucket).
            pub fn access_logs(mut self, bucket: impl Into<LogBucketHandle>) -> Self {
                self.common.log("access", bucket.into(), None);
                self
            }

            /// The same below a prefix.
            pub fn access_logs_below(
                mut self,
                prefix: impl Into<Text>,
                bucket: impl Into<LogBucketHandle>,
            ) -> Self {
                self.common
                    .log("access", bucket.into(), Some(prefix.into()));
                self
            }

            /// Sets an attribute that has no setter here, as
            /// `("idle_timeout.timeout_seconds", "30")`; it wins over what a setter said before.
            pub fn attribute(mut self, key: impl Into<Text>, value: impl IntoValue<Str>) -> Self {
                self.common.attributes.set(key, value);
                self
            }
        }
    };
}

pub(super) use common_setters;
