use stackwright_cfn::elasticloadbalancingv2 as cfn;
use stackwright_cfn::kind::elasticloadbalancingv2::CertificateArnOrServerCertificateArn;
use stackwright_core::{Construct, IntoValue, Scope, Str, Text, handle};

use super::balancer::{Common, common_setters};
use super::front::Facing;
use super::{
    AddressType, LoadBalancerHandle, LogBucketHandle, NetworkPlace, NetworkProtocol, SubnetMapping,
};
use crate::ec2::{Connectable, Guarded, IntoSubnets, Peer, Port, SecurityGroupHandle, VpcHandle};

/// A load balancer for connections: TCP, TLS, UDP, QUIC.
///
/// It stands in the private subnets of its VPC, or in the public ones if it faces the internet, and
/// always has a security group: one that is made without can never be given one. If it is not
/// given one it adds its own, named `SecurityGroup`, that lets nothing in or out but what is
/// connected, and the internet in on the ports of its [places](NetworkPlace), if it faces it.
///
/// ```
/// use stackwright_aws::ec2::Vpc;
/// use stackwright_aws::ecs::{Cluster, Container, FargateService, FargateTask, QuarterMemory, TaskSize};
/// use stackwright_aws::elb::NetworkLoadBalancer;
/// use stackwright_core::App;
///
/// let app = App::new();
/// let web = app.stack("Web");
/// let vpc = Vpc::imported("vpc-0a1b2c3d").private(["subnet-0a1b2c3d", "subnet-1a2b3c4d"]);
/// let vpc = web.add("Vpc", vpc);
/// let cluster = web.add("Cluster", Cluster::new(vpc));
/// let front = web.add("Front", NetworkLoadBalancer::new(vpc));
/// let task = FargateTask::new(TaskSize::Quarter(QuarterMemory::Mib512))
///     .container(Container::new("mqtt", "example/mqtt:1").port(1883));
/// web.add("Broker", FargateService::new(cluster, task).behind(front.tcp(1883)));
/// ```
///
/// # Findings
///
/// - `ELB102`: its VPC has no subnets of the kind that it stands in.
///
/// <https://docs.aws.amazon.com/elasticloadbalancing/latest/network/introduction.html>
#[derive(Clone, Debug)]
pub struct NetworkLoadBalancer {
    common: Common,
    on_private_link: Option<bool>,
    source_nat: bool,
}

impl NetworkLoadBalancer {
    /// A load balancer within this VPC.
    pub fn new(vpc: impl Into<VpcHandle>) -> Self {
        NetworkLoadBalancer {
            common: Common::new(vpc.into()),
            on_private_link: None,
            source_nat: false,
        }
    }

    /// Which of its addresses a client in the VPC is given; any, if this is not said.
    pub fn client_routing(mut self, policy: ClientRouting) -> Self {
        let policy = match policy {
            ClientRouting::AnyZone => "any_availability_zone",
            ClientRouting::OwnZone => "availability_zone_affinity",
            ClientRouting::MostlyOwnZone => "partial_availability_zone_affinity",
        };
        let key = "dns_record.client_routing_policy";
        self.common.attributes.set(key, policy);
        self
    }

    /// Whether its group holds for what comes by AWS PrivateLink; it does, if this is not said.
    pub fn guard_private_link(mut self, guards: bool) -> Self {
        self.on_private_link = Some(guards);
        self
    }

    /// Sends UDP over IPv6 from a prefix of its own; it has to have IPv6 addresses.
    pub fn ipv6_source_nat(mut self) -> Self {
        self.source_nat = true;
        self
    }
}

common_setters!(NetworkLoadBalancer);

/// Which addresses of a load balancer a client in the VPC is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ClientRouting {
    /// Any.
    AnyZone,
    /// That of its own zone.
    OwnZone,
    /// That of its own zone for 85 percent of the queries.
    MostlyOwnZone,
}

impl Construct for NetworkLoadBalancer {
    type Handle = NetworkLoadBalancerHandle;

    fn build(self, scope: Scope<'_>) -> NetworkLoadBalancerHandle {
        let vpc = self.common.vpc;
        let is_open = self.common.internet_facing && self.common.group.is_none();
        let ipv6 = self.common.address_type.is_some_and(AddressType::has_ipv6);
        let kind = cfn::load_balancer::Type::Network;
        let (balancer, group) = self.common.build(kind, scope);
        scope.edit(balancer, |mut balancer| {
            if let Some(guards) = self.on_private_link {
                let word = if guards { "on" } else { "off" };
                balancer =
                    balancer.enforce_security_group_inbound_rules_on_private_link_traffic(word);
            }
            if self.source_nat {
                let on = cfn::load_balancer::EnablePrefixForIpv6SourceNat::On;
                balancer = balancer.enable_prefix_for_ipv6_source_nat(on);
            }
            balancer
        });
        let handle = NetworkLoadBalancerHandle::new(scope);
        scope.set_data(Facing {
            vpc: Some(vpc),
            balancer: Some(handle.as_balancer()),
            group: Some(group),
            is_plain: false,
            has_ipv6: ipv6,
        });
        scope.set_data(Opens {
            group: is_open.then_some(group),
            ipv6,
        });
        handle
    }
}

/// The group that the internet is let in by.
struct Opens {
    group: Option<SecurityGroupHandle>,
    ipv6: bool,
}

handle! {
    /// Names a network load balancer.
    pub struct NetworkLoadBalancerHandle(cfn::LoadBalancerHandle);
}

impl Connectable for NetworkLoadBalancerHandle {
    fn guarded_by(self, scope: Scope<'_>) -> Option<SecurityGroupHandle> {
        Guarded::group(scope, self)
    }
}

impl NetworkLoadBalancerHandle {
    pub(super) fn as_balancer(self) -> LoadBalancerHandle {
        LoadBalancerHandle::from(self.resource())
    }

    /// Lets the internet in on the ports of a listener.
    pub(super) fn open(self, scope: Scope<'_>, ports: impl IntoIterator<Item = Port>) {
        let Some(opens) = scope.data::<Opens>(self) else {
            return;
        };
        let Some(group) = opens.group else { return };
        for port in ports {
            group.let_in(scope, Peer::any_ipv4(), port);
            if opens.ipv6 {
                group.let_in(scope, Peer::any_ipv6(), port);
            }
        }
    }

    /// A [place](NetworkPlace) behind it for TCP connections to a port.
    pub fn tcp(self, port: u16) -> NetworkPlace {
        self.place(NetworkProtocol::Tcp, port)
    }

    /// A [place](NetworkPlace) behind it for connections to a port that end their TLS here, by a
    /// certificate; targets are spoken to in the clear.
    pub fn tls(
        self,
        port: u16,
        certificate: impl IntoValue<CertificateArnOrServerCertificateArn>,
    ) -> NetworkPlace {
        self.place(NetworkProtocol::Tls, port)
            .certificate(certificate)
    }

    /// A [place](NetworkPlace) behind it for UDP to a port.
    pub fn udp(self, port: u16) -> NetworkPlace {
        self.place(NetworkProtocol::Udp, port)
    }

    /// A [place](NetworkPlace) behind it for a port and a protocol.
    pub fn place(self, protocol: NetworkProtocol, port: u16) -> NetworkPlace {
        NetworkPlace::new(self, protocol, port)
    }
}
