use std::time::Duration;

use stackwright_cfn::elasticloadbalancingv2 as cfn;
use stackwright_cfn::kind::elasticloadbalancingv2::CertificateArnOrServerCertificateArn;
use stackwright_codes as codes;
use stackwright_core::{Construct, Handle, IntoValue, NodeId, Scope, Str, Text, Value, With};

use super::balancer::Attributes;
use super::front::Facing;
use super::listener::Entrance;
use super::{
    Action, ListenerHandle, NetworkLoadBalancerHandle, NetworkProtocol, TargetGroupHandle,
    TlsPolicy,
};
use crate::units::whole_seconds;

/// A port on which a network load balancer takes connections, and the targets that it passes them
/// on to.
///
/// # Findings
///
/// - `ELB116`: an idle timeout where TLS ends here.
///
/// <https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-listeners.html>
#[derive(Clone, Debug)]
pub struct NetworkListener {
    balancer: NetworkLoadBalancerHandle,
    port: u16,
    group: TargetGroupHandle,
    pub(super) options: ListenerOptions,
}

/// What a listener may say besides.
#[derive(Clone, Debug)]
pub(super) struct ListenerOptions {
    pub protocol: NetworkProtocol,
    pub certificate: Option<Value<CertificateArnOrServerCertificateArn>>,
    pub tls: Option<TlsPolicy>,
    pub alpn: Option<AlpnPolicy>,
    pub idle_timeout: Option<Duration>,
    pub attributes: Attributes,
}

impl ListenerOptions {
    pub fn new(protocol: NetworkProtocol) -> Self {
        ListenerOptions {
            protocol,
            certificate: None,
            tls: None,
            alpn: None,
            idle_timeout: None,
            attributes: Attributes::default(),
        }
    }
}

/// What is agreed on within TLS to be spoken next.
///
/// <https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-listeners.html#alpn-policies>
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum AlpnPolicy {
    /// HTTP/1.1 and before.
    Http1Only,
    /// HTTP/2: for gRPC.
    Http2Only,
    /// Either, rather HTTP/1.1.
    Http2Optional,
    /// Either, rather HTTP/2.
    Http2Preferred,
}

impl NetworkListener {
    /// Passes what comes in on a port on to a target group.
    pub fn new(
        balancer: impl Into<NetworkLoadBalancerHandle>,
        protocol: NetworkProtocol,
        port: u16,
        group: impl Into<TargetGroupHandle>,
    ) -> Self {
        NetworkListener::of(
            balancer.into(),
            port,
            group.into(),
            ListenerOptions::new(protocol),
        )
    }

    pub(super) fn of(
        balancer: NetworkLoadBalancerHandle,
        port: u16,
        group: TargetGroupHandle,
        options: ListenerOptions,
    ) -> Self {
        NetworkListener {
            balancer,
            port,
            group,
            options,
        }
    }
}

/// The setters of a listener, over the field `options`.
macro_rules! listener_setters {
    ($listener:ident) => {
        impl $listener {
            /// The certificate that it shows, by its ARN; TLS needs one.
            pub fn certificate(
                mut self,
                certificate: impl IntoValue<CertificateArnOrServerCertificateArn>,
            ) -> Self {
                self.options.certificate = Some(certificate.into_value());
                self
            }

            /// Which versions of TLS it speaks; [`TlsPolicy::Tls13Tls12ResPq`], if this is not said.
            pub fn ssl_policy(mut self, policy: impl Into<TlsPolicy>) -> Self {
                self.options.tls = Some(policy.into());
                self
            }

            /// What is agreed on within TLS to be spoken next; nothing, if this is not said. gRPC
            /// wants [`AlpnPolicy::Http2Only`].
            pub fn alpn(mut self, policy: AlpnPolicy) -> Self {
                self.options.alpn = Some(policy);
                self
            }

            /// How long a TCP connection may be silent, 60 to 6,000 seconds; 350, if this is not
            /// said, and always where TLS ends here (`ELB116`).
            pub fn idle_timeout(mut self, timeout: Duration) -> Self {
                self.options.idle_timeout = Some(timeout);
                self
            }

            /// Sets an attribute that has no setter here.
            pub fn attribute(mut self, key: impl Into<Text>, value: impl IntoValue<Str>) -> Self {
                self.options.attributes.set(key, value);
                self
            }
        }
    };
}

pub(super) use listener_setters;

listener_setters!(NetworkListener);

impl Construct for NetworkListener {
    type Handle = ListenerHandle;

    fn build(self, scope: Scope<'_>) -> ListenerHandle {
        let ListenerOptions {
            protocol,
            certificate,
            tls,
            alpn,
            idle_timeout,
            mut attributes,
        } = self.options;
        if let Some(seconds) = idle_timeout.map(whole_seconds) {
            if protocol == NetworkProtocol::Tls {
                let message =
                    format!("an idle timeout of {seconds} seconds, and TLS ends at this listener");
                scope.report(codes::ELB116.finding(message));
            }
            attributes.set("tcp.idle_timeout.seconds", seconds);
        }
        let policy = (protocol == NetworkProtocol::Tls)
            .then(|| tls.unwrap_or(TlsPolicy::Tls13Tls12ResPq).name());
        let alpn = alpn.map(|policy| match policy {
            AlpnPolicy::Http1Only => "HTTP1Only",
            AlpnPolicy::Http2Only => "HTTP2Only",
            AlpnPolicy::Http2Optional => "HTTP2Optional",
            AlpnPolicy::Http2Preferred => "HTTP2Preferred",
        });
        super::tls::check_certificate(certificate.as_ref(), scope);
        let certificate =
            certificate.map(|arn| [cfn::listener::Certificate::new().certificate_arn(arn)]);
        let listener = cfn::Listener::new()
            .load_balancer_arn(self.balancer)
            .port(self.port)
            .protocol(protocol.of_listener())
            .with(certificate, |listener, arn| listener.certificates(arn))
            .with(policy, |listener, policy| listener.ssl_policy(policy))
            .with(alpn, |listener, policy| listener.alpn_policy([policy]))
            .with(attributes.lower(), |listener, attributes| {
                listener.listener_attributes(attributes)
            })
            .default_actions(Action::forward(self.group).lower(false));
        let listener = scope.add("Resource", listener);
        let settings = scope.of(listener).only_with(self.balancer);
        settings.only_with(self.group);
        self.balancer.open(scope, protocol.ports(self.port));
        let ends_tls = protocol == NetworkProtocol::Tls;
        if ends_tls {
            scope.at(self.balancer).set_data(EndsTls(listener.node()));
        }
        if let Some(port) = protocol.tcp(self.port) {
            let is_https = ends_tls;
            scope.set_data(Entrance { port, is_https });
        }
        let facing = scope.data::<Facing>(self.balancer);
        scope.set_data(facing.as_deref().copied().unwrap_or_default());
        scope.set_primary(listener);
        ListenerHandle::new(scope)
    }
}

/// Kept on a network load balancer: a listener of it that ends TLS.
#[derive(Clone, Copy, Debug)]
#[allow(dead_code, reason = "for doors that not every build has")]
pub(crate) struct EndsTls(pub NodeId);
