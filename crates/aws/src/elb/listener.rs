use stackwright_cfn::elasticloadbalancingv2 as cfn;
use stackwright_cfn::kind::elasticloadbalancingv2::CertificateArnOrServerCertificateArn;
use stackwright_core::{Construct, IntoValue, Scope, Text, Value, With, handle};

use super::front::Facing;
use super::{Action, LoadBalancerHandle, Redirect, TargetGroupHandle, check_port};
use crate::ec2::{ApplicationProtocol, Port};

/// A port on which a load balancer takes requests, and what it does with them.
///
/// <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-listeners.html>
#[derive(Clone, Debug)]
pub struct Listener {
    balancer: LoadBalancerHandle,
    port: Port,
    action: Action,
    certificate: Option<Value<CertificateArnOrServerCertificateArn>>,
    ssl_policy: Option<Text>,
}

impl Listener {
    /// Does this with what comes in on a port, as `Port::http(80)`, and is for no
    /// [rule](super::ListenerRule).
    pub fn new(balancer: impl Into<LoadBalancerHandle>, port: Port, action: Action) -> Self {
        Listener {
            balancer: balancer.into(),
            port,
            action,
            certificate: None,
            ssl_policy: None,
        }
    }

    /// Forwards what comes in on a port, as `Port::http(80)`, to a target group.
    pub fn forward(
        balancer: impl Into<LoadBalancerHandle>,
        port: Port,
        group: impl Into<TargetGroupHandle>,
    ) -> Self {
        Listener::new(balancer, port, Action::forward(group))
    }

    /// Sends what comes in in the clear to HTTPS on port 443, for good: with code 301.
    pub fn redirect_to_https(balancer: impl Into<LoadBalancerHandle>, port: Port) -> Self {
        Listener::new(balancer, port, Action::redirect(Redirect::to_https()))
    }

    /// Whether it speaks HTTPS: the port says so, or says nothing and there is a certificate.
    fn is_https(&self) -> bool {
        match self.port.application() {
            Some(application) => application == ApplicationProtocol::Https,
            None => self.certificate.is_some(),
        }
    }

    /// The certificate that it shows, by its ARN. HTTPS needs one, and a port that does not say
    /// what is spoken on it, as `Port::tcp(443)`, speaks HTTPS with one.
    pub fn certificate(
        mut self,
        certificate: impl IntoValue<CertificateArnOrServerCertificateArn>,
    ) -> Self {
        self.certificate = Some(certificate.into_value());
        self
    }

    /// The ciphers that it speaks; `ELBSecurityPolicy-TLS13-1-2-2021-06` for HTTPS if this is
    /// not said.
    pub fn ssl_policy(mut self, policy: impl Into<Text>) -> Self {
        self.ssl_policy = Some(policy.into());
        self
    }
}

impl Construct for Listener {
    type Handle = ListenerHandle;

    fn build(self, scope: Scope<'_>) -> ListenerHandle {
        use cfn::listener::{Certificate, Protocol};

        check_port("a listener", self.port, scope);
        let is_https = self.is_https();
        let groups = self.action.groups();
        let policy = is_https.then(|| {
            self.ssl_policy
                .unwrap_or(Text::Borrowed("ELBSecurityPolicy-TLS13-1-2-2021-06"))
        });
        let listener = cfn::Listener::new()
            .load_balancer_arn(self.balancer)
            .with(self.port.number(), |listener, port| listener.port(port))
            .protocol(if is_https {
                Protocol::Https
            } else {
                Protocol::Http
            })
            .with(self.certificate, |listener, arn| {
                listener.certificates([Certificate::new().certificate_arn(arn)])
            })
            .with(policy, |listener, policy| listener.ssl_policy(policy))
            .default_actions(self.action.lower());
        let listener = scope.add("Resource", listener);
        // Where one of these is not there, neither is the way between them.
        let settings = scope.of(listener).only_with(self.balancer);
        for group in groups {
            settings.only_with(group);
        }
        let facing = scope.data::<Facing>(self.balancer);
        scope.set_data(facing.as_deref().copied().unwrap_or(Facing {
            balancer: Some(self.balancer),
            ..Facing::default()
        }));
        scope.set_primary(listener);
        ListenerHandle::new(scope)
    }
}

handle! {
    /// Names a listener.
    pub struct ListenerHandle(cfn::ListenerHandle);
}
