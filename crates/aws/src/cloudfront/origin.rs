use stackwright_cfn::cloudfront as cfn;
use stackwright_cfn::cloudfront::distribution as parts;
use stackwright_cfn::cloudfront::origin_access_control::OriginAccessControlConfig;
use stackwright_core::{IntoValue, Scope, Str, Text, Value, With, non_empty};

use super::VpcOriginHandle;
use super::vpc_origin::name;

/// Where CloudFront gets what it does not have: an [origin in a VPC](super::VpcOrigin), a site, a
/// bucket.
///
/// ```
/// use stackwright_aws::cloudfront::Origin;
///
/// let site = Origin::site("www.example.com").header("x-from", "cloudfront");
/// ```
#[derive(Clone, Debug)]
pub struct Origin {
    kind: Kind,
    path: Option<Value<Str>>,
    headers: Vec<(Text, Value<Str>)>,
}

#[derive(Clone, Debug)]
enum Kind {
    Vpc(VpcOriginHandle),
    Site(Value<Str>),
    Bucket(Value<Str>),
}

impl From<VpcOriginHandle> for Origin {
    fn from(origin: VpcOriginHandle) -> Self {
        Origin::new(Kind::Vpc(origin))
    }
}

impl Origin {
    /// A site on the internet, spoken to over HTTPS. A load balancer is one as well, and then takes
    /// requests from everybody: let in CloudFront's addresses alone, and ask for a secret
    /// [`header`](Self::header) at its [place](crate::elb::Place::header), because all of CloudFront's
    /// customers come from those addresses.
    pub fn site(domain: impl IntoValue<Str>) -> Self {
        Origin::new(Kind::Site(domain.into_value()))
    }

    /// A bucket, by its regional domain name. Adds an origin access control, by which its requests
    /// are signed; the bucket's policy lets `cloudfront.amazonaws.com` in for this distribution.
    ///
    /// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html>
    pub fn bucket(regional_domain: impl IntoValue<Str>) -> Self {
        Origin::new(Kind::Bucket(regional_domain.into_value()))
    }

    fn new(kind: Kind) -> Self {
        Origin {
            kind,
            path: None,
            headers: Vec::new(),
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

    /// Whether what it has are files.
    pub(super) fn is_bucket(&self) -> bool {
        matches!(self.kind, Kind::Bucket(_))
    }

    /// Writes it for a distribution, under a name that is unique there.
    pub(super) fn lower(self, id: &Text, scope: Scope<'_>) -> parts::Origin {
        let headers = self.headers.into_iter().map(|(name, value)| {
            parts::OriginCustomHeader::new()
                .header_name(name)
                .header_value(value)
        });
        let id: Value<Str> = id.clone().into_value();
        let domain = match &self.kind {
            Kind::Vpc(origin) => origin.domain(scope),
            Kind::Site(domain) | Kind::Bucket(domain) => Some(domain.clone()),
        };
        let origin = parts::Origin::new()
            .id(id.clone().assume::<OriginId>())
            .domain_name(domain.unwrap_or_else(|| "".into_value()).assume::<Domain>())
            .with(self.path, |origin, path| origin.origin_path(path))
            .with(non_empty(headers), |origin, headers| {
                origin.origin_custom_headers(headers)
            });
        match self.kind {
            Kind::Vpc(vpc) => {
                let vpc = parts::VpcOriginConfig::new().vpc_origin_id(vpc.typed().id());
                origin.vpc_origin_config(vpc)
            }
            Kind::Site(_) => origin.custom_origin_config(
                parts::CustomOriginConfig::new()
                    .origin_protocol_policy("https-only")
                    .origin_ssl_protocols(["TLSv1.2"]),
            ),
            Kind::Bucket(_) => {
                let below = scope.scope(Text::from(format!("{}Access", id_text(&id))));
                let config = OriginAccessControlConfig::new()
                    .name(below.identity_text(name))
                    .origin_access_control_origin_type("s3")
                    .signing_behavior("always")
                    .signing_protocol("sigv4");
                let control = cfn::OriginAccessControl::new().origin_access_control_config(config);
                let control = below.add("Resource", control);
                origin
                    .s3_origin_config(parts::S3OriginConfig::new().origin_access_identity(""))
                    .origin_access_control_id(control.id())
            }
        }
    }
}

/// What the generated setters are named for.
type OriginId = stackwright_cfn::kind::elasticloadbalancingv2::LoadBalancerArn;
type Domain = stackwright_cfn::kind::cloudfront::DomainNameOrLoadBalancerDnsNameOrBucketDomainNameOrBucketRegionalDomainName;

fn id_text(id: &Value<Str>) -> &str {
    id.expr().as_str().unwrap_or_default()
}
