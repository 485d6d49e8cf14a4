use std::time::Duration;

use stackwright_cfn::cloudfront as cfn;
use stackwright_cfn::cloudfront::distribution as parts;
use stackwright_cfn::cloudfront::origin_access_control::OriginAccessControlConfig;
use stackwright_cfn::s3::{self, BucketHandle};
use stackwright_codes as codes;
use stackwright_core::{Expr, Handle, IntoValue, NodeId, Scope, Str, Text, Value, With, non_empty};

use super::VpcOriginHandle;
use super::names::name;
use crate::ec2::{ApplicationProtocol, Port};
use crate::elb::{Demands, LoadBalancerHandle};
use crate::iam::{PolicyDocument, ResourcePolicy};
use crate::units::whole_seconds;

/// Where CloudFront gets what it does not have: an [origin in a VPC](super::VpcOrigin), a load balancer,
/// a site, a bucket.
///
/// ```
/// use stackwright_aws::cloudfront::Origin;
/// use stackwright_aws::units::DurationExt;
///
/// let spare = Origin::bucket("sorry.s3.eu-west-1.amazonaws.com");
/// let site = Origin::site("www.example.com")
///     .header("x-from", "cloudfront")
///     .connect_timeout(3.seconds())
///     .or_else(spare, [500, 502, 503, 504]);
/// ```
#[derive(Clone, Debug)]
pub struct Origin {
    kind: Kind,
    path: Option<Value<Str>>,
    headers: Vec<(Text, Value<Str>)>,
    port: Option<Port>,
    shield: Option<Value<Str>>,
    attempts: Option<u8>,
    connect: Option<Duration>,
    read: Option<Duration>,
    keep_alive: Option<Duration>,
    complete: Option<Duration>,
    spare: Option<(Box<Origin>, Vec<u16>)>,
}

#[derive(Clone, Debug)]
enum Kind {
    Vpc(VpcOriginHandle),
    Site(Value<Str>),
    Balancer(LoadBalancerHandle, Value<Str>),
    Bucket(Value<Str>),
    OwnBucket(BucketHandle),
}

impl From<VpcOriginHandle> for Origin {
    fn from(origin: VpcOriginHandle) -> Self {
        Origin::new(Kind::Vpc(origin))
    }
}

/// As an origin comes to stand in a distribution.
pub(super) struct Lowered {
    /// What answers requests: the origin, or it and its spare.
    pub target: Text,
    pub origins: Vec<parts::Origin>,
    pub group: Option<parts::OriginGroup>,
    /// The buckets that let the distribution in.
    pub buckets: Vec<BucketHandle>,
}

impl Origin {
    /// A site on the internet, spoken to over HTTPS.
    pub fn site(domain: impl IntoValue<Str>) -> Self {
        Origin::new(Kind::Site(domain.into_value()))
    }

    /// A load balancer that faces the internet and is
    /// [reached by CloudFront only](crate::elb::ApplicationLoadBalancer::only_from_cloudfront): it is
    /// shown the secret that it asks for. It is spoken to over HTTPS under a name that leads to it, and
    /// that its certificate is for.
    ///
    /// ```
    /// use stackwright_aws::cloudfront::{Distribution, Origin};
    /// use stackwright_aws::elb::ApplicationLoadBalancer;
    /// # use stackwright_aws::ec2::VpcHandle;
    /// # use stackwright_core::Scope;
    /// # fn build(web: Scope<'_>, vpc: VpcHandle, certificate: &'static str) {
    /// let front = ApplicationLoadBalancer::new(vpc)
    ///     .internet_facing()
    ///     .certificate(certificate)
    ///     .only_from_cloudfront("pl-0a1b2c3d");
    /// let front = web.add("Front", front);
    /// let origin = Origin::load_balancer(front, "origin.example.com");
    /// web.add("Site", Distribution::new(origin));
    /// # }
    /// ```
    ///
    /// One that does not face the internet is an [origin in its VPC](super::VpcOrigin), and needs no
    /// secret.
    ///
    /// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/restrict-access-to-load-balancer.html>
    pub fn load_balancer(
        balancer: impl Into<LoadBalancerHandle>,
        domain: impl IntoValue<Str>,
    ) -> Self {
        Origin::new(Kind::Balancer(balancer.into(), domain.into_value()))
    }

    /// A bucket, by its regional domain name. Adds an origin access control, by which its requests
    /// are signed; the bucket's policy lets `cloudfront.amazonaws.com` in for this distribution.
    ///
    /// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html>
    pub fn bucket(regional_domain: impl IntoValue<Str>) -> Self {
        Origin::new(Kind::Bucket(regional_domain.into_value()))
    }

    /// A bucket of this program, which lets the distribution read: its policy, named `Policy` below it,
    /// is added to. A bucket has one policy, so leave one of your own out, and
    /// [grant](crate::iam::GrantExt::grant) instead.
    ///
    /// ```
    /// use stackwright_aws::cloudfront::{Distribution, Origin};
    /// use stackwright_cfn::s3::Bucket;
    /// # let app = stackwright_core::App::new();
    /// # let web = app.stack("Web");
    /// let files = web.add("Files", Bucket::new());
    /// web.add("Site", Distribution::new(Origin::own_bucket(files)));
    /// ```
    pub fn own_bucket(bucket: impl Into<BucketHandle>) -> Self {
        Origin::new(Kind::OwnBucket(bucket.into()))
    }

    fn new(kind: Kind) -> Self {
        Origin {
            kind,
            path: None,
            headers: Vec::new(),
            port: None,
            shield: None,
            attempts: None,
            connect: None,
            read: None,
            keep_alive: None,
            complete: None,
            spare: None,
        }
    }

    /// What is put before the path of requests, as `/v2`.
    pub fn path(mut self, path: impl IntoValue<Str>) -> Self {
        self.path = Some(path.into_value());
        self
    }

    /// Sends this header with each request, whatever the viewer sends: a secret that the origin asks
    /// for, for one.
    pub fn header(mut self, name: impl Into<Text>, value: impl IntoValue<Str>) -> Self {
        self.headers.push((name.into(), value.into_value()));
        self
    }

    /// The port of a site or a load balancer, and what is spoken there: `Port::http(80)`, or
    /// `Port::https(8443)`; HTTPS on 443, if this is not said.
    pub fn port(mut self, port: Port) -> Self {
        self.port = Some(port);
        self
    }

    /// Asks the origin from one region, so that it is asked once for what many ask for: the region that
    /// is nearest to it.
    ///
    /// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/origin-shield.html>
    pub fn shield(mut self, region: impl IntoValue<Str>) -> Self {
        self.shield = Some(region.into_value());
        self
    }

    /// How often it is tried to connect, 1 to 3 times; 3, if this is not said.
    pub fn connect_attempts(mut self, count: u8) -> Self {
        self.attempts = Some(count);
        self
    }

    /// How long it is tried to connect each time, 1 to 10 seconds; 10, if this is not said.
    pub fn connect_timeout(mut self, time: Duration) -> Self {
        self.connect = Some(time);
        self
    }

    /// How long an answer may be silent; 30 seconds, if this is not said. Not of a bucket (`CDN106`).
    pub fn read_timeout(mut self, time: Duration) -> Self {
        self.read = Some(time);
        self
    }

    /// How long an idle connection is kept; 5 seconds, if this is not said. Not of a bucket (`CDN106`).
    pub fn keep_alive(mut self, time: Duration) -> Self {
        self.keep_alive = Some(time);
        self
    }

    /// How long a whole answer may take; as long as it likes, if this is not said.
    pub fn completion_timeout(mut self, time: Duration) -> Self {
        self.complete = Some(time);
        self
    }

    /// Asks another origin where this one cannot be reached or answers with one of these statuses, as
    /// `[500, 502, 503, 504]`; for requests that only read.
    ///
    /// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/high_availability_origin_failover.html>
    pub fn or_else(
        mut self,
        spare: impl Into<Origin>,
        statuses: impl IntoIterator<Item = u16>,
    ) -> Self {
        let statuses = statuses.into_iter().collect();
        self.spare = Some((Box::new(spare.into()), statuses));
        self
    }

    /// Whether what it has are files.
    pub(super) fn is_bucket(&self) -> bool {
        matches!(self.kind, Kind::Bucket(_) | Kind::OwnBucket(_))
    }

    /// Writes it for a distribution, under a name that is unique there.
    pub(super) fn lower(mut self, id: &Text, scope: Scope<'_>) -> Lowered {
        let spare = self.spare.take();
        let mut buckets = Vec::new();
        let mut origins = vec![self.write(id, &mut buckets, scope)];
        let Some((mut spare, statuses)) = spare else {
            return Lowered {
                target: id.clone(),
                origins,
                group: None,
                buckets,
            };
        };
        // A group has two: what a spare has for a spare is out of reach.
        spare.spare = None;
        let second = Text::from(format!("{id}Spare"));
        origins.push(spare.write(&second, &mut buckets, scope));
        let target = Text::from(format!("{id}Group"));
        let member = |id: &Text| parts::OriginGroupMember::new().origin_id(id.clone());
        let members = parts::OriginGroupMembers::new()
            .quantity(2)
            .items([member(id), member(&second)]);
        let statuses = parts::StatusCodes::new()
            .quantity(statuses.len())
            .items(statuses);
        let criteria = parts::OriginGroupFailoverCriteria::new().status_codes(statuses);
        let group = parts::OriginGroup::new()
            .id(target.clone())
            .members(members)
            .failover_criteria(criteria);
        Lowered {
            target,
            origins,
            group: Some(group),
            buckets,
        }
    }

    fn write(
        mut self,
        id: &Text,
        buckets: &mut Vec<BucketHandle>,
        scope: Scope<'_>,
    ) -> parts::Origin {
        self.demands(scope);
        let is_bucket = self.is_bucket();
        if is_bucket && (self.read.is_some() || self.keep_alive.is_some()) {
            let found = codes::CDN106.finding(format!("a timeout for the bucket of `{id}`"));
            scope.report(found);
        }
        let headers = self.headers.into_iter().map(|(name, value)| {
            parts::OriginCustomHeader::new()
                .header_name(name)
                .header_value(value)
        });
        let domain = match &self.kind {
            Kind::Vpc(origin) => origin.domain(scope),
            Kind::Site(domain) | Kind::Balancer(_, domain) | Kind::Bucket(domain) => {
                Some(domain.clone())
            }
            Kind::OwnBucket(bucket) => Some(bucket.regional_domain_name().assume()),
        };
        let shield = self.shield.map(|region| {
            parts::OriginShield::new()
                .enabled(true)
                .origin_shield_region(region)
        });
        let name: Value<Str> = id.clone().into_value();
        let origin = parts::Origin::new()
            .id(name.assume::<OriginId>())
            .domain_name(domain.unwrap_or_else(|| "".into_value()).assume::<Domain>())
            .with(self.path, |origin, path| origin.origin_path(path))
            .with(non_empty(headers), |origin, headers| {
                origin.origin_custom_headers(headers)
            })
            .with(shield, |origin, shield| origin.origin_shield(shield))
            .with(self.attempts, |origin, count| {
                origin.connection_attempts(count)
            })
            .with(self.connect, |origin, time| {
                origin.connection_timeout(whole_seconds(time))
            })
            .with(self.complete, |origin, time| {
                origin.response_completion_timeout(whole_seconds(time))
            });
        let (read, keep_alive) = (self.read, self.keep_alive);
        match self.kind {
            Kind::Vpc(vpc) => {
                let vpc = parts::VpcOriginConfig::new()
                    .vpc_origin_id(vpc.typed().id())
                    .with(read, |vpc, time| {
                        vpc.origin_read_timeout(whole_seconds(time))
                    })
                    .with(keep_alive, |vpc, time| {
                        vpc.origin_keepalive_timeout(whole_seconds(time))
                    });
                origin.vpc_origin_config(vpc)
            }
            Kind::Site(_) | Kind::Balancer(..) => {
                let is_http = self
                    .port
                    .is_some_and(|port| port.application() == Some(ApplicationProtocol::Http));
                let number = self.port.and_then(Port::number);
                let custom = match is_http {
                    true => parts::CustomOriginConfig::new()
                        .origin_protocol_policy("http-only")
                        .with(number, |custom, port| custom.http_port(port)),
                    false => parts::CustomOriginConfig::new()
                        .origin_protocol_policy("https-only")
                        .with(number, |custom, port| custom.https_port(port)),
                };
                let custom = custom
                    .origin_ssl_protocols(["TLSv1.2"])
                    .with(read, |custom, time| {
                        custom.origin_read_timeout(whole_seconds(time))
                    })
                    .with(keep_alive, |custom, time| {
                        custom.origin_keepalive_timeout(whole_seconds(time))
                    });
                origin.custom_origin_config(custom)
            }
            Kind::Bucket(_) | Kind::OwnBucket(_) => {
                if let Kind::OwnBucket(bucket) = self.kind {
                    keep_policy(bucket, scope);
                    buckets.push(bucket);
                }
                let control = access_control(id, scope);
                origin
                    .s3_origin_config(parts::S3OriginConfig::new().origin_access_identity(""))
                    .origin_access_control_id(control.id())
            }
        }
    }

    /// Shows a load balancer what it asks for.
    fn demands(&mut self, scope: Scope<'_>) {
        let Kind::Balancer(balancer, _) = self.kind else {
            return;
        };
        let path = scope.at(balancer).path();
        match scope.data::<Demands>(balancer) {
            Some(demands) => {
                let shown = (demands.header.clone(), demands.value.clone());
                self.headers.push(shown);
                let scheme = scope.app().read_props(balancer.node(), |props| {
                    props.get("Scheme").and_then(Expr::as_str) == Some("internet-facing")
                });
                if scheme != Some(true) {
                    let message = format!("`{path}` does not face the internet");
                    let found = codes::CDN105.finding(message);
                    scope.report(found.help("make it an origin in its VPC, with `VpcOrigin`"));
                }
            }
            None => {
                let found =
                    codes::CDN105.finding(format!("`{path}` takes requests of others, too"));
                scope.report(found.help("say `.only_from_cloudfront(...)` of the load balancer"));
            }
        }
    }
}

/// By what CloudFront signs its requests to a bucket.
fn access_control(id: &Text, scope: Scope<'_>) -> cfn::OriginAccessControlHandle {
    let below = scope.scope(Text::from(format!("{id}Access")));
    let config = OriginAccessControlConfig::new()
        .name(below.identity_text(name))
        .origin_access_control_origin_type("s3")
        .signing_behavior("always")
        .signing_protocol("sigv4");
    let control = cfn::OriginAccessControl::new().origin_access_control_config(config);
    below.add("Resource", control)
}

/// Has rights to a bucket stand in its policy.
fn keep_policy(bucket: BucketHandle, scope: Scope<'_>) {
    if scope.data::<ResourcePolicy>(bucket).is_none() {
        let beside = ResourcePolicy::beside("PolicyDocument", add_policy);
        scope.at(bucket).set_data(beside);
    }
}

fn add_policy(bucket: Scope<'_>, document: PolicyDocument) -> NodeId {
    let name = Value::<stackwright_cfn::kind::s3::BucketName>::reference(bucket.node());
    let policy = s3::BucketPolicy::new()
        .bucket(name)
        .policy_document(document);
    bucket.add("Policy", policy).node()
}

/// What the generated setters are named for.
type OriginId = stackwright_cfn::kind::elasticloadbalancingv2::LoadBalancerArn;
type Domain = stackwright_cfn::kind::cloudfront::DomainNameOrLoadBalancerDnsNameOrBucketDomainNameOrBucketRegionalDomainName;
