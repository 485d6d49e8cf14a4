use std::time::Duration;

use stackwright_cfn::kind::elasticloadbalancingv2::CertificateArnOrServerCertificateArn;
use stackwright_codes as codes;
use stackwright_core::{Handle, IntoValue, Scope, Str, Text};

use super::attach::{Attached, Shift, Wish, named_scope, ports, vpc_of};
use super::front::Facing;
use super::network_listener::{ListenerOptions, listener_setters};
use super::place::{At, Place};
use super::{
    AlpnPolicy, NetworkListener, NetworkLoadBalancerHandle, NetworkProtocol, NetworkTargetGroup,
    TargetHealthCheck, TlsPolicy,
};
use crate::ec2::Port;

/// A place behind a network load balancer, for [`behind`](crate::ecs::Service::behind): a port, and
/// the connections to it.
///
/// It is a value and adds nothing by itself. A service that stands there adds, below the name of the
/// load balancer and the port, a target group named `TargetGroup` and a listener named `Listener`, as
/// `Broker/Front.Tcp1883/Listener`. Connections go to the port that the container listens on, unless
/// [`to`](Self::to) says another.
///
/// gRPC is `front.tls(443, certificate).alpn(AlpnPolicy::Http2Only)`: TLS ends at the load balancer,
/// which agrees with clients on HTTP/2 and passes it on in the clear.
///
/// # Findings
///
/// - `ECS104`: no container listens on the port.
/// - `ELB116`: an idle timeout where TLS ends here.
/// - `ELB117`: a health check by gRPC.
///
/// <https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-listeners.html>
#[derive(Clone, Debug)]
pub struct NetworkPlace {
    balancer: NetworkLoadBalancerHandle,
    port: u16,
    to: Option<Port>,
    test: Option<u16>,
    target: NetworkTargetGroup,
    options: ListenerOptions,
}

impl NetworkPlace {
    pub(super) fn new(
        balancer: NetworkLoadBalancerHandle,
        protocol: NetworkProtocol,
        port: u16,
    ) -> Self {
        // Where TLS ends here, targets are spoken to in the clear.
        let spoken = match protocol {
            NetworkProtocol::Tls => NetworkProtocol::Tcp,
            protocol => protocol,
        };
        NetworkPlace {
            balancer,
            port,
            to: None,
            test: None,
            target: NetworkTargetGroup::unplaced(spoken),
            options: ListenerOptions::new(protocol),
        }
    }

    /// The port of the container, where the task listens on several.
    pub fn to(mut self, port: Port) -> Self {
        self.to = Some(port);
        self
    }

    /// A port on which new tasks are reached before others reach them, in
    /// [deployments that shift](crate::ecs::Service::blue_green). Adds a listener like that of the
    /// place, named `TestListener`, which is open to whom the place is open to.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/nlb-resources-for-blue-green.html>
    pub fn test_port(mut self, port: u16) -> Self {
        self.test = Some(port);
        self
    }

    /// How it is found out whether a target is well; by a connection, if this is not said.
    pub fn health_check(mut self, check: impl Into<TargetHealthCheck>) -> Self {
        self.target = self.target.health_check(check);
        self
    }

    /// Says more about the target group that is added, as
    /// `.target_group(|group| group.preserve_client_ip(true))`.
    pub fn target_group(
        mut self,
        set: impl FnOnce(NetworkTargetGroup) -> NetworkTargetGroup,
    ) -> Self {
        self.target = set(self.target);
        self
    }

    pub(super) fn wanted(&self) -> Option<Port> {
        self.to
    }

    pub(super) fn transport(&self) -> &'static str {
        let ports = self.options.protocol.ports(self.port);
        let first = ports.first().copied();
        first.unwrap_or(Port::all_tcp()).protocol()
    }

    pub(super) fn attach(self, scope: Scope<'_>, wish: &Wish) -> Option<Attached> {
        let facing = scope.data::<Facing>(self.balancer);
        let facing = facing.as_deref().copied().unwrap_or_default();
        let vpc = vpc_of(scope, wish, facing, self.balancer.node())?;
        self.check_test(wish, scope);
        let protocol = self.options.protocol;
        let listens = protocol.ports(self.port);
        let suffix = listens.first().map(|port| format!(".{}", port.id()));
        let here = named_scope(scope, self.balancer.node(), &suffix.unwrap_or_default())?;
        let target = self.target.within(vpc).on(wish.port.one()?);
        let target = match wish.by_instance {
            true => target.by_instance(),
            false => target,
        };
        let group = here.add("TargetGroup", target.clone());
        here.of(group).only_with(self.balancer);
        let listens =
            |port, group| NetworkListener::of(self.balancer, port, group, self.options.clone());
        let listener = here.add("Listener", listens(self.port, group));
        let mut waits = vec![listener.node()];
        let alternate = wish.shifts.then(|| {
            let other = here.add("AlternateTargetGroup", target);
            here.of(other).only_with(self.balancer);
            let test = self.test.map(|port| {
                let test = here.add("TestListener", listens(port, other));
                waits.push(test.node());
                test.reference().assume()
            });
            Shift {
                group: other,
                production: listener.reference().assume(),
                test,
            }
        });
        let mut spoken = ports(scope, group, wish.port);
        // Both ways of a listener that speaks two.
        for port in protocol.ports(wish.port.one()?) {
            if !spoken.contains(&port) {
                spoken.push(port);
            }
        }
        Some(Attached {
            ports: spoken,
            group,
            alternate,
            waits,
            listener,
            balancer: facing.balancer,
            // It knows connections only.
            counted: None,
            measured: Some(self.balancer.targets(group)),
            lets_in: facing.group,
        })
    }

    fn check_test(&self, wish: &Wish, scope: Scope<'_>) {
        let path = scope.at(self.balancer).path();
        if wish.test.is_some() {
            let message = format!("`{path}` passes connections on, and does not look for requests");
            let found = codes::ELB137.finding(message);
            scope.report(found.help("say a port for tests at the place with `.test_port(...)`"));
        }
        if let (Some(port), false) = (self.test, wish.shifts) {
            let message =
                format!("`{path}` is to lead to new tasks on port {port}, which nothing shifts to");
            let found = codes::ELB137.finding(message);
            scope.report(found.help(SHIFT));
        }
    }
}

/// The way out where nothing shifts.
pub(crate) const SHIFT: &str =
    "shift requests with `.blue_green()`, `.canary(...)` or `.linear(...)`";

listener_setters!(NetworkPlace);

impl From<NetworkPlace> for Place {
    fn from(place: NetworkPlace) -> Self {
        Place::new(At::Network(Box::new(place)))
    }
}
