use crate::filled;
use std::time::Duration;

use stackwright_cfn::elasticloadbalancingv2 as cfn;
use stackwright_cfn::kind::ec2::InstanceId;
use stackwright_codes as codes;
use stackwright_core::{Construct, Expr, Handle, IntoValue, NodeId, Scope, Str, Text, Value, With};

use super::balancer::Attributes;
use super::conditions::text;
use super::health_check::How;
use super::target_group::DELAY;
use super::{
    HealthyTargets, ListenerHandle, LoadBalancerHandle, Receives, TargetGroupHandle,
    TargetHealthCheck,
};
use crate::ec2::{Port, VpcHandle};
use crate::units::whole_seconds;

/// What a network load balancer is spoken to by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NetworkProtocol {
    /// TCP, and whatever is spoken over it.
    Tcp,
    /// TLS, which ends at the load balancer.
    Tls,
    /// UDP.
    Udp,
    /// TCP and UDP on one port, as DNS.
    TcpUdp,
    /// QUIC, which ends at the targets. AWS takes it of load balancers without a security group only,
    /// while ours always have one; write such a one as a typed resource.
    ///
    /// <https://docs.aws.amazon.com/elasticloadbalancing/latest/network/create-listener.html>
    Quic,
    /// QUIC, and TCP on the same port; as [`Quic`](Self::Quic).
    TcpQuic,
}

impl NetworkProtocol {
    pub(super) fn of_listener(self) -> cfn::listener::Protocol {
        match self {
            NetworkProtocol::Tcp => cfn::listener::Protocol::Tcp,
            NetworkProtocol::Tls => cfn::listener::Protocol::Tls,
            NetworkProtocol::Udp => cfn::listener::Protocol::Udp,
            NetworkProtocol::TcpUdp => cfn::listener::Protocol::TcpUdp,
            NetworkProtocol::Quic => cfn::listener::Protocol::Quic,
            NetworkProtocol::TcpQuic => cfn::listener::Protocol::TcpQuic,
        }
    }

    fn of_group(self) -> cfn::target_group::Protocol {
        match self {
            NetworkProtocol::Tcp => cfn::target_group::Protocol::Tcp,
            NetworkProtocol::Tls => cfn::target_group::Protocol::Tls,
            NetworkProtocol::Udp => cfn::target_group::Protocol::Udp,
            NetworkProtocol::TcpUdp => cfn::target_group::Protocol::TcpUdp,
            NetworkProtocol::Quic => cfn::target_group::Protocol::Quic,
            NetworkProtocol::TcpQuic => cfn::target_group::Protocol::TcpQuic,
        }
    }

    /// The port for connections that stay in order, of which HTTP is made.
    pub(super) fn tcp(self, port: u16) -> Option<Port> {
        match self {
            NetworkProtocol::Udp | NetworkProtocol::Quic => None,
            _ => Some(Port::tcp(port)),
        }
    }

    /// The ports that a group has to let in.
    pub(super) fn ports(self, port: u16) -> Vec<Port> {
        match self {
            NetworkProtocol::Tcp | NetworkProtocol::Tls => vec![Port::tcp(port)],
            NetworkProtocol::Udp | NetworkProtocol::Quic => vec![Port::udp(port)],
            NetworkProtocol::TcpUdp | NetworkProtocol::TcpQuic => {
                vec![Port::tcp(port), Port::udp(port)]
            }
        }
    }
}

/// The targets that a [`NetworkListener`](super::NetworkListener) passes connections on to.
///
/// A target that leaves is given 30 seconds to finish, not AWS's 300, and its health is asked for by
/// a connection, unless something else is said.
///
/// # Findings
///
/// - `ELB117`: a health check by gRPC, which only application load balancers speak.
///
/// <https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-target-groups.html>
#[derive(Clone, Debug)]
pub struct NetworkTargetGroup {
    vpc: Option<VpcHandle>,
    protocol: NetworkProtocol,
    port: Option<u16>,
    kind: cfn::target_group::TargetType,
    name: Option<Value<Str>>,
    health_check: Option<TargetHealthCheck>,
    ipv6: bool,
    targets: Vec<Expr>,
    attributes: Attributes,
    waits: Option<NodeId>,
}

impl NetworkTargetGroup {
    /// Targets in this VPC that take connections on a port.
    pub fn new(vpc: impl Into<VpcHandle>, protocol: NetworkProtocol, port: u16) -> Self {
        NetworkTargetGroup::unplaced(protocol)
            .within(vpc.into())
            .on(port)
    }

    /// Targets of a service that is still to say where and on which port.
    pub(super) fn unplaced(protocol: NetworkProtocol) -> Self {
        let mut attributes = Attributes::default();
        attributes.set(DELAY, 30);
        NetworkTargetGroup {
            vpc: None,
            protocol,
            port: None,
            kind: cfn::target_group::TargetType::Ip,
            name: None,
            health_check: None,
            ipv6: false,
            targets: Vec::new(),
            attributes,
            waits: None,
        }
    }

    pub(super) fn within(mut self, vpc: VpcHandle) -> Self {
        self.vpc = Some(vpc);
        self
    }

    pub(super) fn on(mut self, port: u16) -> Self {
        self.port = Some(port);
        self
    }

    pub(super) fn by_instance(mut self) -> Self {
        self.kind = cfn::target_group::TargetType::Instance;
        self
    }

    /// Targets that are instances, known by their ids, and not addresses.
    pub fn instances(vpc: impl Into<VpcHandle>, protocol: NetworkProtocol, port: u16) -> Self {
        NetworkTargetGroup {
            kind: cfn::target_group::TargetType::Instance,
            ..NetworkTargetGroup::new(vpc, protocol, port)
        }
    }

    /// An application load balancer, by which it gets addresses that stay, or is reached by AWS
    /// PrivateLink. It waits for the listener on the port, without which the load balancer is no
    /// target; its health is asked for over HTTP.
    pub fn alb(
        vpc: impl Into<VpcHandle>,
        balancer: impl Into<LoadBalancerHandle>,
        listener: impl Into<ListenerHandle>,
        port: u16,
    ) -> Self {
        let id = balancer.into().reference().into_expr();
        let mut group = NetworkTargetGroup::new(vpc, NetworkProtocol::Tcp, port);
        group.kind = cfn::target_group::TargetType::Alb;
        group.targets.push(Expr::object([("Id", id)]));
        group.attributes.remove(DELAY);
        group.health_check = Some(TargetHealthCheck::path("/").codes("200-399"));
        group.waits = Some(listener.into().node());
        group
    }

    /// Names it: at most 32 letters, digits and hyphens. A named target group cannot be replaced by
    /// CloudFormation.
    pub fn name(mut self, name: impl IntoValue<Str>) -> Self {
        self.name = Some(name.into_value());
        self
    }

    /// How it is found out whether a target is well; by a connection, if this is not said.
    pub fn health_check(mut self, check: impl Into<TargetHealthCheck>) -> Self {
        self.health_check = Some(check.into());
        self
    }

    /// How long a target that leaves may go on: at most 3,600 seconds.
    pub fn deregistration_delay(mut self, delay: Duration) -> Self {
        self.attributes.set(DELAY, whole_seconds(delay));
        self
    }

    /// Ends the connections that are still there after the delay.
    pub fn terminate_connections(mut self) -> Self {
        let key = "deregistration_delay.connection_termination.enabled";
        self.attributes.flag(key, true);
        self
    }

    /// Leaves connections to a target that is no longer well alone, for so long at least.
    pub fn keep_unhealthy_connections(mut self, interval: Duration) -> Self {
        let seconds = whole_seconds(interval);
        self.attributes.flag(
            "target_health_state.unhealthy.connection_termination.enabled",
            false,
        );
        self.attributes.set(
            "target_health_state.unhealthy.draining_interval_seconds",
            seconds,
        );
        self
    }

    /// Whether targets see the addresses of clients. If it is not said, those do that are instances,
    /// and addresses see the load balancer's, but for UDP and QUIC, which always shows the client's.
    /// Targets let in the group of the load balancer in either case.
    pub fn preserve_client_ip(mut self, preserves: bool) -> Self {
        self.attributes
            .flag("preserve_client_ip.enabled", preserves);
        self
    }

    /// Tells targets the address of the client, before anything else (proxy protocol, version 2);
    /// they have to expect it.
    pub fn proxy_protocol(mut self) -> Self {
        self.attributes.flag("proxy_protocol_v2.enabled", true);
        self
    }

    /// Passes connections of one address on to the same target.
    pub fn sticky(mut self) -> Self {
        self.attributes.flag("stickiness.enabled", true);
        self.attributes.set("stickiness.type", "source_ip");
        self
    }

    /// Whether connections are passed on to targets in all zones; as the load balancer says, if this
    /// is not said.
    pub fn cross_zone(mut self, crosses: bool) -> Self {
        self.attributes
            .flag("load_balancing.cross_zone.enabled", crosses);
        self
    }

    /// How few targets of a zone may be well before something is done about it.
    pub fn healthy_targets(mut self, least: HealthyTargets) -> Self {
        least.write(&mut self.attributes);
        self
    }

    /// A target that no service registers: an address of the VPC.
    pub fn address(mut self, address: impl IntoValue<Str>) -> Self {
        self.targets.push(Expr::object([("Id", text(address))]));
        self
    }

    /// A target that is an instance, of a group of [instances](Self::instances).
    pub fn instance(mut self, id: impl IntoValue<InstanceId>) -> Self {
        let id = id.into_value().into_expr();
        self.targets.push(Expr::object([("Id", id)]));
        self
    }

    /// Targets have IPv6 addresses.
    pub fn ipv6(mut self) -> Self {
        self.ipv6 = true;
        self
    }

    /// Sets an attribute that has no setter here.
    pub fn attribute(mut self, key: impl Into<Text>, value: impl IntoValue<Str>) -> Self {
        self.attributes.set(key, value);
        self
    }
}

impl Construct for NetworkTargetGroup {
    type Handle = TargetGroupHandle;

    fn build(self, scope: Scope<'_>) -> TargetGroupHandle {
        let check = self.health_check.unwrap_or_else(TargetHealthCheck::tcp);
        // Health is asked for over TCP, whatever the targets are for.
        let asked = check.port.or(self.port.map(Port::tcp)).map(Port::bare);
        let ports = self.port.map(|port| self.protocol.ports(port));
        let mut all = ports.into_iter().flatten().chain(asked);
        if let Some(port) = all.next() {
            let further = all.filter(|further| *further != port).collect();
            scope.set_data(Receives { port, further });
        }
        if let How::Grpc(..) = check.how {
            let message = "a network load balancer is to ask these targets by gRPC how they are";
            scope.report(codes::ELB117.finding(message));
        }
        let asks = match &check.how {
            How::Http(..) | How::Grpc(..) => cfn::target_group::HealthCheckProtocol::Http,
            How::Tcp | How::Nothing => cfn::target_group::HealthCheckProtocol::Tcp,
        };
        let targets = filled(self.targets).map(|all| Value::from_expr(Expr::List(all)));
        let ipv6 = self.ipv6.then_some(cfn::target_group::IpAddressType::Ipv6);
        let group = cfn::TargetGroup::new()
            .with(self.name, |group, name| group.name(name))
            .with(self.port, |group, port| group.port(port))
            .protocol(self.protocol.of_group())
            .with(self.vpc, |group, vpc| group.vpc_id(vpc))
            .target_type(self.kind)
            .with(ipv6, |group, kind| group.ip_address_type(kind))
            .health_check_protocol(asks);
        let group = check
            .lower(group)
            .with(targets, |group, targets| group.targets(targets))
            .with(self.attributes.lower(), |group, attributes| {
                group.target_group_attributes(attributes)
            });
        let group = scope.add("Resource", group);
        if let Some(listener) = self.waits {
            scope.of(group).depends_on(listener);
        }
        scope.set_primary(group);
        TargetGroupHandle::new(scope)
    }
}
