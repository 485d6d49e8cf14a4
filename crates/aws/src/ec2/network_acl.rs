use stackwright_cfn::ec2 as cfn;
use stackwright_cfn::kind::ec2::{NetworkAclId, SubnetId};
use stackwright_core::{Construct, IntoValue, Scope, Str, Text, Value, With, handle};

use super::vpc::Parts;
use super::{Port, SubnetKind, VpcHandle};

/// Rules around subnets, which are asked by number, the lowest first, and know no connections.
///
/// Where security groups say who may, this says who may not: whatever no rule lets through is refused,
/// answers included, which go out to ports from 1024 up. Security groups are the better place for all
/// that is no ban.
///
/// It adds an entry for each rule, `Ingress100` and `Egress100` by direction and number, and for each
/// subnet an association under the subnet's name, as `IsolatedSubnet1`: another zone adds one, and touches
/// nothing else.
///
/// ```
/// use stackwright_aws::ec2::{AclRule, NetworkAcl, Port, SubnetKind, Vpc};
/// use stackwright_core::App;
///
/// let app = App::new();
/// let network = app.stack("Network");
/// let vpc = network.add("Vpc", Vpc::new("10.0.0.0/16").isolated());
/// let data = NetworkAcl::new(vpc)
///     .of(SubnetKind::Isolated)
///     .inbound(AclRule::allow(100, "10.0.0.0/16", Port::tcp(5432)))
///     .outbound(AclRule::allow(100, "10.0.0.0/16", Port::tcp_range(1024, 65535)));
/// network.add("Data", data);
/// ```
///
/// <https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html>
#[derive(Clone, Debug)]
pub struct NetworkAcl {
    vpc: VpcHandle,
    kinds: Vec<SubnetKind>,
    subnets: Vec<(Text, Value<SubnetId>)>,
    rules: Vec<(bool, AclRule)>,
}

/// A rule of a [`NetworkAcl`].
#[derive(Clone, Debug)]
pub struct AclRule {
    number: u16,
    allows: bool,
    block: Value<Str>,
    is_ipv6: bool,
    port: Port,
}

impl AclRule {
    /// Lets a block of IPv4 addresses through on a port. Rules are asked by number, from 1 to 32766.
    pub fn allow(number: u16, block: impl IntoValue<Str>, port: Port) -> Self {
        AclRule {
            number,
            allows: true,
            block: block.into_value(),
            is_ipv6: false,
            port,
        }
    }

    /// Refuses it.
    pub fn deny(number: u16, block: impl IntoValue<Str>, port: Port) -> Self {
        AclRule {
            allows: false,
            ..AclRule::allow(number, block, port)
        }
    }

    /// Says that its block is one of IPv6 addresses.
    pub fn ipv6(mut self) -> Self {
        self.is_ipv6 = true;
        self
    }
}

impl NetworkAcl {
    /// Rules for subnets of this VPC.
    pub fn new(vpc: impl Into<VpcHandle>) -> Self {
        NetworkAcl {
            vpc: vpc.into(),
            kinds: Vec::new(),
            subnets: Vec::new(),
            rules: Vec::new(),
        }
    }

    /// Puts all subnets of a kind behind it, of a VPC that the program makes.
    pub fn of(mut self, kind: SubnetKind) -> Self {
        self.kinds.push(kind);
        self
    }

    /// Puts a subnet behind it; the id is that of the association.
    pub fn subnet(mut self, id: impl Into<Text>, subnet: impl IntoValue<SubnetId>) -> Self {
        self.subnets.push((id.into(), subnet.into_value()));
        self
    }

    /// Adds a rule for what comes in.
    pub fn inbound(mut self, rule: AclRule) -> Self {
        self.rules.push((false, rule));
        self
    }

    /// Adds a rule for what goes out.
    pub fn outbound(mut self, rule: AclRule) -> Self {
        self.rules.push((true, rule));
        self
    }
}

impl Construct for NetworkAcl {
    type Handle = NetworkAclHandle;

    fn build(self, scope: Scope<'_>) -> NetworkAclHandle {
        let acl = scope.add("Resource", cfn::NetworkAcl::new().vpc_id(self.vpc));
        scope.set_primary(acl);
        for (is_egress, rule) in self.rules {
            let direction = if is_egress { "Egress" } else { "Ingress" };
            let id = format!("{direction}{}", rule.number);
            scope.add(id, rule.into_entry(acl, is_egress));
        }
        let mut subnets = self.subnets;
        if let Some(parts) = scope.data::<Parts>(self.vpc) {
            for kind in self.kinds {
                let own = parts.ids(kind).into_iter();
                subnets.extend(own.map(|(id, subnet)| (id.into(), subnet)));
            }
        }
        for (id, subnet) in subnets {
            let association = cfn::SubnetNetworkAclAssociation::new()
                .network_acl_id(acl)
                .subnet_id(subnet);
            scope.add(id, association);
        }
        NetworkAclHandle::new(scope)
    }
}

impl AclRule {
    fn into_entry(
        self,
        acl: cfn::NetworkAclHandle,
        is_egress: bool,
    ) -> impl Construct<Handle = cfn::NetworkAclEntryHandle> {
        let action = if self.allows { "allow" } else { "deny" };
        let protocol = match self.port.protocol() {
            "tcp" => 6,
            "udp" => 17,
            "icmp" => 1,
            "icmpv6" => 58,
            other => other.parse().unwrap_or(-1),
        };
        let ports = self.port.bounds();
        let messages = self.port.numbers().filter(|_| ports.is_none());
        let (ipv4, ipv6) = match self.is_ipv6 {
            true => (None, Some(self.block)),
            false => (Some(self.block), None),
        };
        let acl: Value<NetworkAclId> = acl.into_value();
        cfn::NetworkAclEntry::new()
            .network_acl_id(acl)
            .egress(is_egress)
            .rule_number(self.number)
            .rule_action(action)
            .protocol(protocol)
            .with(ports, |entry, (first, last)| {
                entry.port_range(
                    cfn::network_acl_entry::PortRange::new()
                        .from(first)
                        .to(last),
                )
            })
            .with(messages, |entry, (of_type, code)| {
                entry.icmp(
                    cfn::network_acl_entry::Icmp::new()
                        .r#type(of_type)
                        .code(code),
                )
            })
            .with(ipv4, |entry, block| entry.cidr_block(block))
            .with(ipv6, |entry, block| entry.ipv6_cidr_block(block))
    }
}

handle! {
    /// Names a network ACL.
    pub struct NetworkAclHandle(cfn::NetworkAclHandle);
}
