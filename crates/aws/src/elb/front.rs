use stackwright_cfn::kind::elasticloadbalancingv2::CertificateArnOrServerCertificateArn;
use stackwright_codes as codes;
use stackwright_core::{Scope, Value, With};

use super::only_cloudfront::Demands;
use super::{Action, Listener, ListenerHandle, LoadBalancerHandle};
use crate::ec2::{Peer, Port, SecurityGroupHandle, VpcHandle};

/// What a load balancer says about the listeners that its places are at.
#[derive(Clone, Debug)]
pub(super) struct Wanted {
    pub certificate: Option<Value<CertificateArnOrServerCertificateArn>>,
    pub otherwise: Option<Action>,
    /// Its own group, if it faces the internet.
    pub opens: Option<SecurityGroupHandle>,
    /// Who is let in then: the internet, or CloudFront.
    pub peers: Vec<Peer>,
    /// Whether it sends what comes in the clear to HTTPS.
    pub redirects: bool,
}

impl Wanted {
    /// Whether the program has said something about the listeners.
    pub fn is_said(&self) -> bool {
        self.certificate.is_some() || self.otherwise.is_some()
    }
}

/// The listener that the places of a load balancer are at.
#[derive(Clone, Copy, Debug)]
pub(super) struct Front(pub ListenerHandle);

/// Where a load balancer is, for what stands behind it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Facing {
    pub vpc: Option<VpcHandle>,
    pub balancer: Option<LoadBalancerHandle>,
    /// The group that guards the load balancer.
    pub group: Option<SecurityGroupHandle>,
    /// Whether a listener is known to speak HTTP.
    pub is_plain: bool,
    /// Whether the load balancer is known to have addresses of IPv6.
    #[cfg_attr(
        not(feature = "certificatemanager"),
        allow(dead_code, reason = "names ask")
    )]
    pub has_ipv6: bool,
}

impl Facing {
    /// Lets a load balancer reach who knows where a request comes from.
    pub fn reach_provider(scope: Scope<'_>, listener: ListenerHandle) {
        let Some(facing) = scope.data::<Facing>(listener) else {
            return;
        };
        if facing.is_plain {
            let path = scope.at(listener).path();
            let message = format!("`{path}` is to find out who requests come from, over HTTP");
            let found = codes::ELB115.finding(message);
            scope.report(found.help("give the listener a certificate, so that it speaks HTTPS"));
        }
        if let Some(group) = facing.group {
            group.let_out(scope, Peer::any_ipv4(), Port::tcp(443));
        }
    }
}

/// The listener that the places of a load balancer are at, which is added when it is first asked
/// for.
pub(super) fn front(scope: Scope<'_>, balancer: LoadBalancerHandle) -> Option<ListenerHandle> {
    if let Some(front) = scope.data::<Front>(balancer) {
        return Some(front.0);
    }
    let Some(wanted) = scope.data::<Wanted>(balancer) else {
        let path = scope.at(balancer).path();
        let message = format!("the listener of `{path}` is not known");
        let found = codes::ELB111.finding(message);
        scope.report(found.help("ask a listener for the place, as `listener.path(...)`"));
        return None;
    };
    let of_balancer = scope.at(balancer);
    let wanted = Wanted::clone(&wanted);
    let is_https = wanted.certificate.is_some();
    let port = if is_https {
        Port::https(443)
    } else {
        Port::http(80)
    };
    let otherwise = wanted.otherwise.clone();
    let otherwise = otherwise.unwrap_or_else(|| Demands::otherwise(scope, balancer));
    let listener = Listener::new(balancer, port, otherwise)
        .with(wanted.certificate.clone(), |listener, arn| {
            listener.certificate(arn)
        });
    let listener = of_balancer.add("Listener", listener);
    open(of_balancer, balancer, port, is_https, &wanted);
    of_balancer.set_data(Front(listener));
    Some(listener)
}

/// Lets people in on the port of the listener, and on that from which they are sent there.
fn open(
    of_balancer: Scope<'_>,
    balancer: LoadBalancerHandle,
    port: Port,
    is_https: bool,
    wanted: &Wanted,
) {
    let redirect = (is_https && wanted.redirects).then_some(Port::http(80));
    if let Some(port) = redirect {
        of_balancer.add("Redirect", Listener::redirect_to_https(balancer, port));
    }
    if let Some(group) = wanted.opens {
        for port in [port].into_iter().chain(redirect) {
            for peer in &wanted.peers {
                group.let_in(of_balancer, peer.clone(), port);
            }
        }
    }
}

/// The listener that the places of a load balancer are at, which speaks HTTPS, with this certificate
/// if it has none so far: what stands behind it already is at the same listener.
#[cfg(feature = "certificatemanager")]
pub(super) fn secure(
    scope: Scope<'_>,
    balancer: LoadBalancerHandle,
    certificate: &Value<CertificateArnOrServerCertificateArn>,
) -> Option<ListenerHandle> {
    use stackwright_cfn::elasticloadbalancingv2 as cfn;

    use super::TlsPolicy;
    use super::domain::OfNames;
    use super::listener::Entrance;

    let wanted = scope.data::<Wanted>(balancer);
    let Some(wanted) = wanted.filter(|wanted| wanted.certificate.is_none()) else {
        return front(scope, balancer);
    };
    let of_balancer = scope.at(balancer);
    let wanted = Wanted {
        certificate: Some(certificate.clone()),
        ..Wanted::clone(&wanted)
    };
    of_balancer.set_data(wanted.clone());
    let Some(there) = scope.data::<Front>(balancer).map(|front| front.0) else {
        let listener = front(scope, balancer)?;
        scope.at(listener).set_data(OfNames);
        return Some(listener);
    };
    let port = Port::https(443);
    let listener: cfn::ListenerHandle = *there;
    of_balancer.edit(listener, |listener| {
        let first = cfn::listener::Certificate::new().certificate_arn(certificate.clone());
        listener
            .port(443)
            .protocol(cfn::listener::Protocol::Https)
            .ssl_policy(TlsPolicy::Tls13Tls12ResPq.name())
            .certificates([first])
    });
    let of_listener = scope.at(there);
    let facing = scope.data::<Facing>(there);
    of_listener.set_data(Facing {
        is_plain: false,
        ..facing.as_deref().copied().unwrap_or_default()
    });
    of_listener.set_data(Entrance {
        port: port.bare(),
        is_https: true,
    });
    of_listener.set_data(OfNames);
    open(of_balancer, balancer, port, true, &wanted);
    Some(there)
}
