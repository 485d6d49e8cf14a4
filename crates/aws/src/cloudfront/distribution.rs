use crate::filled;
use stackwright_cfn::cloudfront as cfn;
use stackwright_cfn::cloudfront::distribution as parts;
use stackwright_cfn::kind::certificatemanager::CertificateArn;
use stackwright_codes as codes;
use stackwright_core::{
    Construct, Expr, Handle, IntoValue, List, Scope, Str, Text, Value, With, handle, non_empty, sub,
};

use super::lowering::{common, special};
use super::origin::Lowered;
use super::{Behavior, Origin};
use crate::iam::{GrantExt, Principal, Statement};

pub use stackwright_cfn::cloudfront::distribution::PriceClass;

/// What the world sees: a name, TLS, and answers that are near.
///
/// Viewers speak TLS 1.2 at least, under a name of one's own, and HTTP/2 or 3, over IPv4 and IPv6.
///
/// ```
/// use stackwright_aws::cloudfront::{Behavior, Distribution, Origin};
/// # let app = stackwright_core::App::new();
/// # let web = app.stack("Web");
/// let files = Origin::bucket("files.s3.eu-west-1.amazonaws.com");
/// let site = Distribution::new(Origin::site("app.example.com")).behavior("/files/*", files);
/// web.add("Site", site);
/// ```
///
/// # Findings
///
/// - `CDN103`: a certificate of a stack that is not in `us-east-1`.
/// - `CDN105`: an origin that is a load balancer which others reach as well.
/// - `CDN106`: a timeout for a bucket.
///
/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/distribution-web-values-specify.html>
#[derive(Clone, Debug)]
pub struct Distribution {
    default: Behavior,
    behaviors: Vec<(Text, Behavior)>,
    comment: Option<Value<Str>>,
    names: Option<(Value<List<Str>>, Value<CertificateArn>)>,
    root: Option<Value<Str>>,
    price_class: Option<PriceClass>,
    logs: Option<Value<Str>>,
    web_acl: Option<Value<Str>>,
    errors: Vec<(u16, u16, Text)>,
    countries: Option<(parts::RestrictionType, Vec<Text>)>,
    more_metrics: bool,
}

impl Distribution {
    /// Answers from an origin, or in a [way](Behavior) of its own.
    pub fn new(default: impl Into<Behavior>) -> Self {
        Distribution {
            default: default.into(),
            behaviors: Vec::new(),
            comment: None,
            names: None,
            root: None,
            price_class: None,
            logs: None,
            web_acl: None,
            errors: Vec::new(),
            countries: None,
            more_metrics: false,
        }
    }

    /// A distribution that exists, by its id and its name, as `d111111abcdef8.cloudfront.net`.
    pub fn imported(id: impl IntoValue<Str>, domain: impl IntoValue<Str>) -> ImportedDistribution {
        ImportedDistribution(id.into_value(), domain.into_value())
    }

    /// Answers requests for a path otherwise, as `/files/*`. The first that fits is taken.
    pub fn behavior(mut self, path: impl Into<Text>, behavior: impl Into<Behavior>) -> Self {
        self.behaviors.push((path.into(), behavior.into()));
        self
    }

    /// Names of one's own, and a certificate for them, which is of `us-east-1`, wherever the stack is
    /// (`CDN103`).
    pub fn domains(
        mut self,
        names: impl IntoValue<List<Str>>,
        certificate: impl IntoValue<CertificateArn>,
    ) -> Self {
        self.names = Some((names.into_value(), certificate.into_value()));
        self
    }

    /// Says what it is for.
    pub fn describe(mut self, text: impl IntoValue<Str>) -> Self {
        self.comment = Some(text.into_value());
        self
    }

    /// What a request for `/` gets, as `index.html`.
    pub fn root_object(mut self, object: impl IntoValue<Str>) -> Self {
        self.root = Some(object.into_value());
        self
    }

    /// Which parts of the world it is near to; all, if this is not said.
    pub fn price_class(mut self, class: PriceClass) -> Self {
        self.price_class = Some(class);
        self
    }

    /// Logs requests to a bucket, by its domain name, which takes ACLs.
    pub fn access_logs(mut self, bucket_domain: impl IntoValue<Str>) -> Self {
        self.logs = Some(bucket_domain.into_value());
        self
    }

    /// Protects it by a web ACL for CloudFront, by its ARN.
    pub fn web_acl(mut self, arn: impl IntoValue<Str>) -> Self {
        self.web_acl = Some(arn.into_value());
        self
    }

    /// Answers an error of the origin with a page and another status, as `404` with `/index.html`
    /// and `200`.
    pub fn error_page(mut self, of: u16, status: u16, page: impl Into<Text>) -> Self {
        self.errors.push((of, status, page.into()));
        self
    }
}

impl Distribution {
    /// Answers viewers in these countries only, by two letters each, as `DE`.
    ///
    /// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/georestrictions.html>
    pub fn only_countries<T: Into<Text>>(self, countries: impl IntoIterator<Item = T>) -> Self {
        self.in_countries(parts::RestrictionType::Whitelist, countries)
    }

    /// Answers viewers in all countries but these.
    pub fn without_countries<T: Into<Text>>(self, countries: impl IntoIterator<Item = T>) -> Self {
        self.in_countries(parts::RestrictionType::Blacklist, countries)
    }

    fn in_countries<T: Into<Text>>(
        mut self,
        kind: parts::RestrictionType,
        countries: impl IntoIterator<Item = T>,
    ) -> Self {
        let countries = countries.into_iter().map(Into::into);
        self.countries = Some((kind, countries.collect()));
        self
    }

    /// Counts what is found and what is slow in CloudWatch, too, which costs extra. Adds `Metrics`.
    ///
    /// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/viewing-cloudfront-metrics.html>
    pub fn additional_metrics(mut self) -> Self {
        self.more_metrics = true;
        self
    }
}

/// The origins of a distribution, and what is to be done for them when it is there.
#[derive(Default)]
struct Origins {
    origins: Vec<parts::Origin>,
    groups: Vec<parts::OriginGroup>,
    buckets: Vec<stackwright_cfn::s3::BucketHandle>,
}

impl Origins {
    /// Adds an origin, and tells what it is called.
    fn add(&mut self, id: Text, origin: Origin, scope: Scope<'_>) -> Text {
        let Lowered {
            target,
            origins,
            group,
            buckets,
        } = origin.lower(&id, scope);
        self.origins.extend(origins);
        self.groups.extend(group);
        for bucket in buckets {
            if !self
                .buckets
                .iter()
                .any(|known| known.node() == bucket.node())
            {
                self.buckets.push(bucket);
            }
        }
        target
    }

    /// Lets a distribution read buckets whose policy is this program's.
    fn admit(
        buckets: Vec<stackwright_cfn::s3::BucketHandle>,
        to: DistributionHandle,
        scope: Scope<'_>,
    ) {
        for bucket in buckets {
            let arn = bucket.arn();
            let read = Statement::allow(["s3:GetObject"])
                .on([sub!("{arn}/*")])
                .when("StringEquals", "aws:SourceArn", to.arn());
            scope.grant(Principal::service("cloudfront.amazonaws.com"), read);
        }
    }
}

impl Construct for Distribution {
    type Handle = DistributionHandle;

    fn build(self, scope: Scope<'_>) -> DistributionHandle {
        let mut all = Origins::default();
        let target = all.add(Text::Borrowed("Default"), self.default.origin, scope);
        let first = common(target, self.default.how);
        let mut behaviors = Vec::new();
        for (path, behavior) in self.behaviors {
            let target = all.add(origin_id(&path).into(), behavior.origin, scope);
            behaviors.push(special(path, target, behavior.how));
        }
        let Origins {
            origins,
            groups,
            buckets,
        } = all;
        let groups = filled(groups).map(|groups| {
            parts::OriginGroups::new()
                .quantity(groups.len())
                .items(groups)
        });
        let countries = self.countries.map(|(kind, countries)| {
            let geo = parts::GeoRestriction::new()
                .restriction_type(kind)
                .locations(countries);
            parts::Restrictions::new().geo_restriction(geo)
        });
        let errors = self.errors.into_iter().map(|(of, status, page)| {
            parts::CustomErrorResponse::new()
                .error_code(of)
                .response_code(status)
                .response_page_path(page)
        });
        if let Some((_, certificate)) = &self.names {
            check_region(certificate, scope);
        }
        let config = parts::DistributionConfig::new()
            .enabled(true)
            .http_version(parts::HttpVersion::Http2and3)
            .ipv6_enabled(true)
            .origins(origins)
            .with(groups, |config, groups| config.origin_groups(groups))
            .default_cache_behavior(first)
            .with(filled(behaviors), |config, behaviors| {
                config.cache_behaviors(behaviors)
            })
            .with(self.comment, |config, text| config.comment(text))
            .with(self.names, |config, (names, certificate)| {
                let certificate = parts::ViewerCertificate::new()
                    .acm_certificate_arn(certificate)
                    .ssl_support_method(parts::SslSupportMethod::SniOnly)
                    .minimum_protocol_version(parts::MinimumProtocolVersion::TlSv122021);
                config.aliases(names).viewer_certificate(certificate)
            })
            .with(self.root, |config, root| config.default_root_object(root))
            .with(self.price_class, |config, class| config.price_class(class))
            .with(self.logs, |config, bucket| {
                config.logging(parts::Logging::new().bucket(bucket.assume::<LogBucket>()))
            })
            .with(self.web_acl, |config, arn| {
                config.web_acl_id(arn.assume::<stackwright_cfn::kind::wafv2::WebAclArn>())
            })
            .with(non_empty(errors), |config, errors| {
                config.custom_error_responses(errors)
            })
            .with(countries, |config, countries| {
                config.restrictions(countries)
            });
        let distribution = cfn::Distribution::new().distribution_config(config);
        let distribution = scope.add("Resource", distribution);
        scope.set_primary(distribution);
        if self.more_metrics {
            scope.add("Metrics", more_metrics(distribution));
        }
        let handle = DistributionHandle::new(scope);
        Origins::admit(buckets, handle, scope);
        handle
    }
}

type LogBucket = stackwright_cfn::kind::cloudfront::BucketDomainNameOrBucketRegionalDomainName;

/// An origin is named after the path that it answers.
fn origin_id(path: &str) -> String {
    let mut id: String = path.chars().filter(char::is_ascii_alphanumeric).collect();
    if id.is_empty() {
        id.push_str("Path");
    }
    id
}

/// What CloudFront counts besides.
fn more_metrics(distribution: cfn::DistributionHandle) -> cfn::MonitoringSubscription {
    use cfn::monitoring_subscription as parts;

    let on = parts::RealtimeMetricsSubscriptionStatus::Enabled;
    let config =
        parts::RealtimeMetricsSubscriptionConfig::new().realtime_metrics_subscription_status(on);
    let subscription =
        parts::MonitoringSubscription::new().realtime_metrics_subscription_config(config);
    cfn::MonitoringSubscription::new()
        .distribution_id(distribution)
        .monitoring_subscription(subscription)
}

/// A certificate that is made by a stack has the region of that stack; a text the checker sees.
fn check_region(certificate: &Value<CertificateArn>, scope: Scope<'_>) {
    let Expr::Get(node, _) = certificate.expr() else {
        return;
    };
    let region = scope.app().scope_of(*node).stack().region();
    if let Some(region) = region
        && region != "us-east-1"
    {
        let message = format!("a certificate of `{region}` for a distribution");
        scope.report(codes::CDN103.finding(message));
    }
}

/// A distribution that exists; see [`Distribution::imported`].
#[derive(Clone, Debug)]
pub struct ImportedDistribution(Value<Str>, Value<Str>);

impl Construct for ImportedDistribution {
    type Handle = DistributionHandle;

    fn build(self, scope: Scope<'_>) -> DistributionHandle {
        scope.define("Id", self.0.clone());
        scope.define("Ref", self.0);
        scope.define("DomainName", self.1);
        DistributionHandle::new(scope)
    }
}

handle! {
    /// Names a distribution.
    pub struct DistributionHandle(cfn::DistributionHandle);
}

impl DistributionHandle {
    /// Its ARN, for the policies of buckets.
    pub fn arn(self) -> Value<Str> {
        let id = self.id();
        sub!("arn:{AWS::Partition}:cloudfront::{AWS::AccountId}:distribution/{id}")
    }
}
