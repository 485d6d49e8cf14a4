use std::time::Duration;

use stackwright_cfn::elasticloadbalancingv2 as cfn;
use stackwright_cfn::kind::ec2::{IpamPoolId, PrefixListId};
use stackwright_cfn::kind::elasticloadbalancingv2::CertificateArnOrServerCertificateArn;
use stackwright_core::{Construct, IntoValue, Scope, Str, Text, Value, handle};

use super::balancer::{Common, common_setters};
use super::front::{Facing, Wanted};
use super::only_cloudfront::OnlyCloudFront;
use super::{Action, AddressType, LogBucketHandle, SubnetMapping, front};
use crate::ec2::{Connectable, Guarded, IntoSubnets, Peer, SecurityGroupHandle, VpcHandle};
use crate::secretsmanager::SecretHandle;
use crate::units::whole_seconds;

/// A load balancer for HTTP.
///
/// It stands in the private subnets of its VPC, or in the public ones if it faces the internet.
/// It adds a security group named `SecurityGroup` that lets nothing in or out but what is
/// connected; pass one of your own to [`security_group`](Self::security_group) instead.
///
/// Services stand at [places](super::Place) behind it: `service.behind(front.path("/v1/*"))`. The
/// listener that these are at is added with the first of them, or with a certificate, below it and
/// named `Listener`: on port 80, or on 443 with a certificate, and then with another one on 80,
/// named `Redirect`, that sends people to HTTPS, if it faces the internet. What no place gets is
/// answered with 404, unless [`otherwise`](Self::otherwise) says something else. If it faces the
/// internet, a group of its own lets the internet in on these ports. Listeners of your own are added with
/// [`Listener`](super::Listener), and are asked for places themselves.
///
/// Header fields that no standard allows are taken out of requests, which AWS leaves in unless it
/// is told otherwise: two servers that read them differently can be played off against each other.
///
/// # Findings
///
/// - `ELB102`: its VPC has no subnets of the kind that it stands in.
///
/// <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/introduction.html>
#[derive(Clone, Debug)]
pub struct ApplicationLoadBalancer {
    common: Common,
    certificate: Option<Value<CertificateArnOrServerCertificateArn>>,
    otherwise: Option<Action>,
    pool: Option<Value<IpamPoolId>>,
    only: Option<Value<PrefixListId>>,
    secret: Option<SecretHandle>,
    #[cfg(feature = "certificatemanager")]
    domain: Option<super::domain::Domain>,
}

impl ApplicationLoadBalancer {
    /// A load balancer within this VPC.
    pub fn new(vpc: impl Into<VpcHandle>) -> Self {
        let mut common = Common::new(vpc.into());
        common.attributes.flag(INVALID, true);
        ApplicationLoadBalancer {
            common,
            certificate: None,
            otherwise: None,
            pool: None,
            only: None,
            secret: None,
            #[cfg(feature = "certificatemanager")]
            domain: None,
        }
    }

    /// What it says of its listeners and who reaches them, for a construct that adds its own.
    pub(super) fn take_front(&mut self) -> SaidOfFront {
        self.otherwise = None;
        SaidOfFront {
            certificate: self.certificate.take(),
            #[cfg(feature = "certificatemanager")]
            domain: self.domain.take(),
            ipv6: self.common.address_type.is_some_and(AddressType::has_ipv6),
            group: self.common.group,
            internet_facing: self.common.internet_facing,
            only: self.only.clone(),
        }
    }

    /// The certificate that it shows, by its ARN: it then takes requests over HTTPS, and sends those
    /// in the clear there.
    pub fn certificate(
        mut self,
        certificate: impl IntoValue<CertificateArnOrServerCertificateArn>,
    ) -> Self {
        self.certificate = Some(certificate.into_value());
        self
    }

    /// Puts it under a name of a zone, as `shop.example.com`: adds `Certificate` for the name, proved
    /// by the zone; takes requests over HTTPS with it, and sends those in the clear there; and adds
    /// `Record`, an alias that leads the name to it, over IPv6 as well where its
    /// [addresses](Self::address_type) are of both kinds.
    ///
    /// ```
    /// use stackwright_aws::elb::ApplicationLoadBalancer;
    /// use stackwright_aws::route53::HostedZone;
    /// # fn build(web: stackwright_core::Scope<'_>, vpc: stackwright_aws::ec2::VpcHandle) {
    /// let zone = web.add("Zone", HostedZone::imported("Z0123456789ABC", "example.com"));
    /// let front = ApplicationLoadBalancer::new(vpc).internet_facing().domain("shop.example.com", zone);
    /// let front = web.add("Front", front);
    /// # }
    /// ```
    #[cfg(feature = "certificatemanager")]
    pub fn domain(
        mut self,
        name: impl IntoValue<Str>,
        zone: impl Into<crate::route53::HostedZoneHandle>,
    ) -> Self {
        let (name, zone) = (name.into_value(), zone.into());
        self.domain = Some(super::domain::Domain { name, zone });
        self
    }

    /// What becomes of requests that no place gets; they are answered with 404, if this is not
    /// said.
    pub fn otherwise(mut self, action: Action) -> Self {
        self.otherwise = Some(action);
        self
    }

    /// Takes requests of one's own distributions alone, though it faces the internet, so that nobody
    /// goes around CloudFront and what protects it.
    ///
    /// Its own group lets in CloudFront's addresses, by the id of the list
    /// `com.amazonaws.global.cloudfront.origin-facing` (`PrefixList`), and no
    /// others. As all of CloudFront's customers come from those, requests must show a secret as well,
    /// which [`Origin::load_balancer`] of a distribution sends in the header `x-origin-secret`: every
    /// rule of its listeners asks for it, whoever adds it, and what is for no rule is answered with
    /// 403. It adds the secret, named `OriginSecret`, unless it is given [one](Self::origin_secret).
    ///
    /// It needs a [certificate](Self::certificate), for a name that leads to it, and listens to HTTPS
    /// only. The secret is one of the five values that the conditions of a rule may have; it is in the
    /// rules and in the distribution, for whoever may describe those, and in no template.
    ///
    /// A load balancer that does not face the internet, behind a [`VpcOrigin`], needs none of this.
    ///
    /// ```
    /// use stackwright_aws::elb::ApplicationLoadBalancer;
    /// # use stackwright_aws::ec2::VpcHandle;
    /// # use stackwright_core::Scope;
    /// # fn build(web: Scope<'_>, vpc: VpcHandle, certificate: &'static str) {
    /// let front = ApplicationLoadBalancer::new(vpc)
    ///     .internet_facing()
    ///     .certificate(certificate)
    ///     .only_from_cloudfront("pl-0a1b2c3d");
    /// let front = web.add("Front", front);
    /// # }
    /// ```
    ///
    /// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/restrict-access-to-load-balancer.html>
    ///
    /// [`Origin::load_balancer`]: https://docs.rs/stackwright-aws/latest/stackwright_aws/cloudfront/struct.Origin.html#method.load_balancer
    /// [`VpcOrigin`]: https://docs.rs/stackwright-aws/latest/stackwright_aws/cloudfront/struct.VpcOrigin.html
    pub fn only_from_cloudfront(mut self, prefix_list: impl IntoValue<PrefixListId>) -> Self {
        self.only = Some(prefix_list.into_value());
        self
    }

    /// The secret that [distributions show](Self::only_from_cloudfront), instead of one that is made:
    /// its whole text. It is read when a stack is deployed and its resource changes, so that a new one
    /// is another secret, not another version of it.
    pub fn origin_secret(mut self, secret: impl Into<SecretHandle>) -> Self {
        self.secret = Some(secret.into());
        self
    }

    /// How long a connection may be silent, 1 to 4,000 seconds; 60, if this is not said. It is for
    /// servers to be more patient than this, or requests fail with 502 now and then.
    pub fn idle_timeout(mut self, timeout: Duration) -> Self {
        let seconds = whole_seconds(timeout);
        self.common
            .attributes
            .set("idle_timeout.timeout_seconds", seconds);
        self
    }

    /// How long a client may use one connection, 60 to 604,800 seconds; 3,600, if this is not said.
    pub fn client_keep_alive(mut self, duration: Duration) -> Self {
        let seconds = whole_seconds(duration);
        self.common
            .attributes
            .set("client_keep_alive.seconds", seconds);
        self
    }

    /// Speaks HTTP/1.1 only with clients. gRPC needs HTTP/2.
    pub fn without_http2(mut self) -> Self {
        self.common.attributes.flag("routing.http2.enabled", false);
        self
    }

    /// Sets no attribute by itself: header fields that no standard allows are passed on, as AWS does where nothing is
    /// said of them. For load balancers that are deployed so.
    pub fn without_defaults(mut self) -> Self {
        self.common.attributes.remove(INVALID);
        self
    }

    /// Passes header fields on that no standard allows.
    pub fn keep_invalid_headers(mut self) -> Self {
        self.common.attributes.flag(INVALID, false);
        self
    }

    /// What becomes of requests that servers may read differently; [`DesyncMode::Defensive`], if
    /// this is not said.
    pub fn desync(mut self, mode: DesyncMode) -> Self {
        let mode = match mode {
            DesyncMode::Monitor => "monitor",
            DesyncMode::Defensive => "defensive",
            DesyncMode::Strictest => "strictest",
        };
        self.common
            .attributes
            .set("routing.http.desync_mitigation_mode", mode);
        self
    }

    /// Passes the `Host` header on as it came, without changing it.
    pub fn preserve_host(mut self) -> Self {
        let key = "routing.http.preserve_host_header.enabled";
        self.common.attributes.flag(key, true);
        self
    }

    /// Tells targets which version of TLS and which cipher a client spoke, by the headers
    /// `x-amzn-tls-version` and `x-amzn-tls-cipher-suite`.
    pub fn tls_headers(mut self) -> Self {
        let key = "routing.http.x_amzn_tls_version_and_cipher_suite.enabled";
        self.common.attributes.flag(key, true);
        self
    }

    /// Writes the client's port behind its address in `X-Forwarded-For`.
    pub fn forward_client_port(mut self) -> Self {
        self.common
            .attributes
            .flag("routing.http.xff_client_port.enabled", true);
        self
    }

    /// What becomes of the `X-Forwarded-For` header of a request; [`ForwardedFor::Append`], if this
    /// is not said.
    pub fn forwarded_for(mut self, mode: ForwardedFor) -> Self {
        let mode = match mode {
            ForwardedFor::Append => "append",
            ForwardedFor::Preserve => "preserve",
            ForwardedFor::Remove => "remove",
        };
        self.common
            .attributes
            .set("routing.http.xff_header_processing.mode", mode);
        self
    }

    /// Passes requests on when the firewall in front of it cannot be reached, rather than refuse
    /// them.
    pub fn open_without_firewall(mut self) -> Self {
        self.common.attributes.flag("waf.fail_open.enabled", true);
        self
    }

    /// Takes its public addresses from this pool of IPAM.
    pub fn addresses_from(mut self, pool: impl IntoValue<IpamPoolId>) -> Self {
        self.pool = Some(pool.into_value());
        self
    }

    /// Writes a line a connection into a [bucket](super::LogBucket): who tried to speak TLS, and
    /// which certificates were shown.
    pub fn connection_logs(mut self, bucket: impl Into<LogBucketHandle>) -> Self {
        self.common.log("connection", bucket.into(), None);
        self
    }

    /// Writes what its health checks found into a [bucket](super::LogBucket).
    pub fn health_check_logs(mut self, bucket: impl Into<LogBucketHandle>) -> Self {
        self.common.log("health_check", bucket.into(), None);
        self
    }
}

common_setters!(ApplicationLoadBalancer);

pub(super) struct SaidOfFront {
    pub certificate: Option<Value<CertificateArnOrServerCertificateArn>>,
    /// The name that leads to it, whose certificate is its if it has no other.
    #[cfg(feature = "certificatemanager")]
    pub domain: Option<super::domain::Domain>,
    /// Whether it takes requests over IPv6.
    #[cfg_attr(
        not(feature = "certificatemanager"),
        allow(dead_code, reason = "names ask")
    )]
    pub ipv6: bool,
    pub group: Option<SecurityGroupHandle>,
    pub internet_facing: bool,
    /// Who is let in instead of everybody.
    pub only: Option<Value<PrefixListId>>,
}

/// Whether header fields that no standard allows are taken out.
const INVALID: &str = "routing.http.drop_invalid_header_fields.enabled";

/// What becomes of requests that servers may read differently.
///
/// <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html#desync-mitigation-mode>
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DesyncMode {
    /// They are passed on, and counted.
    Monitor,
    /// Dangerous ones are refused.
    Defensive,
    /// All that do not follow the standard are refused.
    Strictest,
}

/// What becomes of the `X-Forwarded-For` header of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ForwardedFor {
    /// The client's address is put behind what is there.
    Append,
    /// It is passed on as it came.
    Preserve,
    /// It is taken out.
    Remove,
}

impl Construct for ApplicationLoadBalancer {
    type Handle = LoadBalancerHandle;

    fn build(self, scope: Scope<'_>) -> LoadBalancerHandle {
        #[cfg(feature = "certificatemanager")]
        let domain = self.domain;
        #[cfg(feature = "certificatemanager")]
        let of_domain = domain.as_ref().map(|domain| domain.certificate(scope));
        #[cfg(not(feature = "certificatemanager"))]
        let of_domain = None;
        let vpc = self.common.vpc;
        let is_open = self.common.internet_facing && self.common.group.is_none();
        let ipv6 = self.common.address_type.is_some_and(AddressType::has_ipv6);
        let secret = self.secret;
        let only = self
            .only
            .map(|list| OnlyCloudFront { list, secret }.build(scope));
        let redirects = self.common.internet_facing && only.is_none();
        let peers = match only {
            Some(cloudfront) => vec![cloudfront],
            None if ipv6 => vec![Peer::any_ipv4(), Peer::any_ipv6()],
            None => vec![Peer::any_ipv4()],
        };
        let kind = cfn::load_balancer::Type::Application;
        let (balancer, group) = self.common.build(kind, scope);
        if let Some(pool) = self.pool {
            scope.edit(balancer, |balancer| balancer.ipv4_ipam_pool_id(pool));
        }
        let handle = LoadBalancerHandle::new(scope);
        scope.set_data(Facing {
            vpc: Some(vpc),
            balancer: Some(handle),
            group: Some(group),
            is_plain: false,
            has_ipv6: ipv6,
        });
        let wanted = Wanted {
            certificate: self.certificate.or(of_domain),
            otherwise: self.otherwise,
            opens: is_open.then_some(group),
            peers,
            redirects,
        };
        let is_said = wanted.is_said();
        scope.set_data(wanted);
        if is_said {
            front(scope, handle);
        }
        #[cfg(feature = "certificatemanager")]
        if let Some(domain) = domain {
            domain.records(scope, handle, ipv6);
        }
        handle
    }
}

impl ApplicationLoadBalancer {
    /// A load balancer that exists, by its ARN. Nothing of it is changed: rules and listeners that
    /// the program adds are its own.
    pub fn imported(arn: impl IntoValue<Str>) -> ImportedLoadBalancer {
        ImportedLoadBalancer {
            arn: arn.into_value(),
            vpc: None,
            group: None,
            listener: None,
            dns_name: None,
            zone: None,
        }
    }
}

handle! {
    /// Names a load balancer.
    pub struct LoadBalancerHandle(cfn::LoadBalancerHandle);
}

impl LoadBalancerHandle {
    /// The listener that its [places](super::Place) are at, which this adds if it is not there;
    /// nothing for what is no construct.
    pub fn listener(self, scope: Scope<'_>) -> Option<super::ListenerHandle> {
        front(scope, self)
    }
}

impl Connectable for LoadBalancerHandle {
    fn guarded_by(self, scope: Scope<'_>) -> Option<SecurityGroupHandle> {
        Guarded::group(scope, self)
    }
}

/// A load balancer that exists; see [`ApplicationLoadBalancer::imported`].
///
/// ```
/// use stackwright_aws::ec2::SecurityGroup;
/// use stackwright_aws::elb::{Action, ApplicationLoadBalancer, Listener, ListenerRule};
/// use stackwright_core::App;
///
/// let app = App::new();
/// let web = app.stack("Web");
/// let arn = "arn:aws:elasticloadbalancing:eu-west-1:111122223333:listener/app/shared/50dc6c495c0c9188/f2f7dc8efc522ab2";
/// let group = web.add("SharedGroup", SecurityGroup::imported("sg-0a1b2c3d"));
/// let shared = web.add("Shared", Listener::imported(arn).security_group(group));
/// web.add("Closed", ListenerRule::new(shared.path("/old/*"), Action::respond(410)));
/// ```
#[derive(Clone, Debug)]
pub struct ImportedLoadBalancer {
    arn: Value<Str>,
    vpc: Option<VpcHandle>,
    group: Option<SecurityGroupHandle>,
    listener: Option<Value<Str>>,
    dns_name: Option<Value<Str>>,
    zone: Option<Value<Str>>,
}

impl ImportedLoadBalancer {
    /// The VPC that it is in; what stands behind it is in the same.
    pub fn vpc(mut self, vpc: impl Into<VpcHandle>) -> Self {
        self.vpc = Some(vpc.into());
        self
    }

    /// The group that guards it. Services behind it let it in; its own rules are changed only if
    /// the group was imported [open to
    /// change](crate::ec2::ImportedSecurityGroup::open_to_change).
    pub fn security_group(mut self, group: impl Into<SecurityGroupHandle>) -> Self {
        self.group = Some(group.into());
        self
    }

    /// The listener that its [places](super::Place) are at, by its ARN.
    pub fn listener(mut self, arn: impl IntoValue<Str>) -> Self {
        self.listener = Some(arn.into_value());
        self
    }

    /// Its name in DNS.
    pub fn dns_name(mut self, name: impl IntoValue<Str>) -> Self {
        self.dns_name = Some(name.into_value());
        self
    }

    /// The id of the hosted zone that its name is in, for records that are aliases.
    pub fn hosted_zone(mut self, id: impl IntoValue<Str>) -> Self {
        self.zone = Some(id.into_value());
        self
    }
}

impl Construct for ImportedLoadBalancer {
    type Handle = LoadBalancerHandle;

    fn build(self, scope: Scope<'_>) -> LoadBalancerHandle {
        let full_name = stackwright_core::select(
            1,
            stackwright_core::split("loadbalancer/", self.arn.clone()),
        );
        scope.define("LoadBalancerFullName", full_name);
        scope.define("Ref", self.arn.clone());
        scope.define("LoadBalancerArn", self.arn);
        if let Some(name) = self.dns_name {
            scope.define("DNSName", name);
        }
        if let Some(zone) = self.zone {
            scope.define("CanonicalHostedZoneID", zone);
        }
        let handle = LoadBalancerHandle::new(scope);
        if let Some(group) = self.group {
            Guarded::by(scope, group);
        }
        let facing = Facing {
            vpc: self.vpc,
            balancer: Some(handle),
            group: self.group,
            is_plain: false,
            has_ipv6: false,
        };
        scope.set_data(facing);
        if let Some(arn) = self.listener {
            let listener = scope.add("Listener", super::Listener::imported(arn));
            scope.at(listener).set_data(facing);
            scope.set_data(super::front::Front(listener));
        }
        handle
    }
}
