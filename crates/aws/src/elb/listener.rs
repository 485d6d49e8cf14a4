use stackwright_cfn::elasticloadbalancingv2 as cfn;
use stackwright_cfn::kind::elasticloadbalancingv2::CertificateArnOrServerCertificateArn;
use stackwright_core::{
    Construct, IntoValue, Scope, Str, Text, Value, With, handle, select, split, sub,
};

use super::balancer::Attributes;
use super::front::Facing;
use super::only_cloudfront::Demands;
use super::tls::check_certificate;
use super::{
    Action, ListenerCertificate, ListenerRule, LoadBalancerHandle, MutualTls, Redirect,
    TargetGroupHandle, TlsPolicy, check_port,
};
use crate::ec2::{ApplicationProtocol, Connectable, Port, SecurityGroupHandle, VpcHandle};

/// A port on which a load balancer takes requests, and what it does with them.
///
/// Where only CloudFront may reach the load balancer
/// ([`only_from_cloudfront`](super::ApplicationLoadBalancer::only_from_cloudfront)), what is for no rule
/// is answered with 403, and what else is said for it becomes a rule named `Otherwise`.
///
/// # Findings
///
/// - `ELB130`: it is shown a secret over HTTP.
///
/// <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-listeners.html>
#[derive(Clone, Debug)]
pub struct Listener {
    balancer: LoadBalancerHandle,
    port: Port,
    action: Action,
    certificate: Option<Value<CertificateArnOrServerCertificateArn>>,
    further: Vec<(Text, Value<CertificateArnOrServerCertificateArn>)>,
    tls: Option<TlsPolicy>,
    mutual: Option<MutualTls>,
    attributes: Attributes,
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
            further: Vec::new(),
            tls: None,
            mutual: None,
            attributes: Attributes::default(),
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

    /// A listener that exists, by its ARN. Nothing of it is changed: rules that the program adds are
    /// its own.
    pub fn imported(arn: impl IntoValue<Str>) -> ImportedListener {
        ImportedListener {
            arn: arn.into_value(),
            facing: Facing::default(),
        }
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

    /// A further certificate, that it shows to those who ask for a host, as `shop.example.com`
    /// (SNI). Adds a [`ListenerCertificate`] of that name; which host gets it AWS reads in the
    /// certificate.
    pub fn certificate_for(
        mut self,
        host: impl Into<Text>,
        certificate: impl IntoValue<CertificateArnOrServerCertificateArn>,
    ) -> Self {
        self.further.push((host.into(), certificate.into_value()));
        self
    }

    /// Which versions of TLS it speaks; [`TlsPolicy::Tls13Tls12ResPq`] for HTTPS, if this is not
    /// said, where AWS would take one of 2016.
    pub fn ssl_policy(mut self, policy: impl Into<TlsPolicy>) -> Self {
        self.tls = Some(policy.into());
        self
    }

    /// What becomes of the certificates that clients show; they are not asked for any, if this is
    /// not said.
    pub fn mutual_tls(mut self, mutual: MutualTls) -> Self {
        self.mutual = Some(mutual);
        self
    }

    /// Writes a header into every answer, whatever the targets say, as
    /// `(ResponseHeader::StrictTransportSecurity, "max-age=31536000")`.
    pub fn response_header(mut self, header: ResponseHeader, value: impl IntoValue<Str>) -> Self {
        self.attributes.set(header.key(), value);
        self
    }

    /// Leaves out the `Server` header of what the load balancer answers by itself.
    pub fn hide_server(mut self) -> Self {
        self.attributes
            .flag("routing.http.response.server.enabled", false);
        self
    }

    /// Sets an attribute that has no setter here.
    pub fn attribute(mut self, key: impl Into<Text>, value: impl IntoValue<Str>) -> Self {
        self.attributes.set(key, value);
        self
    }
}

/// A header that a listener writes into every answer.
///
/// <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/header-modification.html>
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
#[allow(missing_docs, reason = "each is the header that it is called after")]
pub enum ResponseHeader {
    StrictTransportSecurity,
    ContentSecurityPolicy,
    XContentTypeOptions,
    XFrameOptions,
    AccessControlAllowOrigin,
    AccessControlAllowMethods,
    AccessControlAllowHeaders,
    AccessControlAllowCredentials,
    AccessControlExposeHeaders,
    AccessControlMaxAge,
}

impl ResponseHeader {
    fn key(self) -> &'static str {
        match self {
            ResponseHeader::StrictTransportSecurity => {
                "routing.http.response.strict_transport_security.header_value"
            }
            ResponseHeader::ContentSecurityPolicy => {
                "routing.http.response.content_security_policy.header_value"
            }
            ResponseHeader::XContentTypeOptions => {
                "routing.http.response.x_content_type_options.header_value"
            }
            ResponseHeader::XFrameOptions => "routing.http.response.x_frame_options.header_value",
            ResponseHeader::AccessControlAllowOrigin => {
                "routing.http.response.access_control_allow_origin.header_value"
            }
            ResponseHeader::AccessControlAllowMethods => {
                "routing.http.response.access_control_allow_methods.header_value"
            }
            ResponseHeader::AccessControlAllowHeaders => {
                "routing.http.response.access_control_allow_headers.header_value"
            }
            ResponseHeader::AccessControlAllowCredentials => {
                "routing.http.response.access_control_allow_credentials.header_value"
            }
            ResponseHeader::AccessControlExposeHeaders => {
                "routing.http.response.access_control_expose_headers.header_value"
            }
            ResponseHeader::AccessControlMaxAge => {
                "routing.http.response.access_control_max_age.header_value"
            }
        }
    }
}

impl Construct for Listener {
    type Handle = ListenerHandle;

    fn build(self, scope: Scope<'_>) -> ListenerHandle {
        use cfn::listener::{Certificate, Protocol};

        check_port("a listener", self.port, scope);
        check_certificate(self.certificate.as_ref(), scope);
        let is_https = self.is_https();
        let (action, behind) = Demands::part(scope, self.balancer, is_https, self.action);
        let groups = action.groups();
        let authenticates = action.authenticates();
        let policy = is_https.then(|| self.tls.unwrap_or(TlsPolicy::Tls13Tls12ResPq).name());
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
            .with(self.mutual.map(MutualTls::lower), |listener, mutual| {
                listener.mutual_authentication(mutual)
            })
            .with(self.attributes.lower(), |listener, attributes| {
                listener.listener_attributes(attributes)
            })
            .default_actions(action.lower(false));
        let listener = scope.add("Resource", listener);
        // Where one of these is not there, neither is the way between them.
        let settings = scope.of(listener).only_with(self.balancer);
        for group in groups {
            settings.only_with(group);
        }
        let facing = scope.data::<Facing>(self.balancer);
        scope.set_data(Facing {
            balancer: Some(self.balancer),
            is_plain: !is_https,
            ..facing.as_deref().copied().unwrap_or_default()
        });
        scope.set_primary(listener);
        scope.set_data(Entrance {
            port: self.port.bare(),
            is_https,
        });
        let handle = ListenerHandle::new(scope);
        for (host, certificate) in self.further {
            scope.add(host, ListenerCertificate::new(handle, certificate));
        }
        if authenticates {
            Facing::reach_provider(scope, handle);
        }
        if let Some(action) = behind {
            scope.add("Otherwise", ListenerRule::new(handle.place(), action));
        }
        handle
    }
}

/// Where requests come in, for who sends them there.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(
    not(feature = "apigatewayv2"),
    allow(dead_code, reason = "for links of APIs")
)]
pub(crate) struct Entrance {
    pub port: Port,
    pub is_https: bool,
}

handle! {
    /// Names a listener.
    pub struct ListenerHandle(cfn::ListenerHandle);
}

/// A listener that exists; see [`Listener::imported`].
#[derive(Clone, Debug)]
pub struct ImportedListener {
    arn: Value<Str>,
    facing: Facing,
}

impl ImportedListener {
    /// The VPC of its load balancer, for services that do not say where they live.
    pub fn vpc(mut self, vpc: impl Into<VpcHandle>) -> Self {
        self.facing.vpc = Some(vpc.into());
        self
    }

    /// The group that guards its load balancer, so that services let it in. Rules are added to it
    /// only if it was imported [open to change](crate::ec2::ImportedSecurityGroup::open_to_change).
    /// Without it, nothing is opened (`ELB136`).
    pub fn security_group(mut self, group: impl Into<SecurityGroupHandle>) -> Self {
        self.facing.group = Some(group.into());
        self
    }
}

impl Construct for ImportedListener {
    type Handle = ListenerHandle;

    fn build(self, scope: Scope<'_>) -> ListenerHandle {
        scope.define("Ref", self.arn.clone());
        scope.set_data(FullName::of(&self.arn));
        scope.define("ListenerArn", self.arn);
        scope.set_data(self.facing);
        ListenerHandle::new(scope)
    }
}

/// What CloudWatch calls the load balancer of an imported listener.
pub(super) struct FullName(pub Value<Str>);

impl FullName {
    /// Of `arn:aws:elasticloadbalancing:...:listener/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2`, it is
    /// `app/web/50dc6c495c0c9188`.
    fn of(arn: &Value<Str>) -> Self {
        let part = |index| -> Value<Str> { select(index, split("/", arn.clone())) };
        let (kind, name, id) = (part(1), part(2), part(3));
        FullName(sub!("{kind}/{name}/{id}"))
    }
}

impl ListenerHandle {
    /// The port that it listens on; nothing for what is no construct.
    #[allow(dead_code, reason = "for doors that not every build has")]
    pub(crate) fn entrance(self, scope: Scope<'_>) -> Option<Entrance> {
        scope.data::<Entrance>(self).as_deref().copied()
    }
}

/// What reaches a listener reaches its load balancer.
impl Connectable for ListenerHandle {
    fn guarded_by(self, scope: Scope<'_>) -> Option<SecurityGroupHandle> {
        scope.data::<Facing>(self)?.group
    }
}
