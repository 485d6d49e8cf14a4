use stackwright_cfn::cloudfront as cfn;
use stackwright_cfn::cloudfront::distribution as parts;
use stackwright_cfn::kind::certificatemanager::CertificateArn;
use stackwright_codes as codes;
use stackwright_core::{
    Construct, Expr, IntoValue, List, Scope, Str, Text, Value, With, handle, non_empty, sub,
};

use super::Behavior;

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

impl Construct for Distribution {
    type Handle = DistributionHandle;

    fn build(self, scope: Scope<'_>) -> DistributionHandle {
        let mut origins = Vec::new();
        let default = Text::Borrowed("Default");
        let mut behaviors = Vec::new();
        for (path, behavior) in self.behaviors {
            let id = Text::from(origin_id(&path));
            behaviors.push(special(path, id.clone(), &behavior));
            origins.push(behavior.origin.lower(&id, scope));
        }
        let first = common(default.clone(), &self.default);
        origins.insert(0, self.default.origin.lower(&default, scope));
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
            .default_cache_behavior(first)
            .with(non_empty(behaviors), |config, behaviors| {
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
            });
        let distribution = cfn::Distribution::new().distribution_config(config);
        scope.set_primary(scope.add("Resource", distribution));
        DistributionHandle::new(scope)
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

const ALL: [&str; 7] = ["GET", "HEAD", "OPTIONS", "PUT", "PATCH", "POST", "DELETE"];
const READING: [&str; 3] = ["GET", "HEAD", "OPTIONS"];

macro_rules! behavior {
    ($built:expr, $behavior:ident) => {{
        let behavior = $behavior.clone();
        let functions = behavior.functions.into_iter().map(|(event, arn)| {
            let arn = arn.assume::<stackwright_cfn::kind::cloudfront::FunctionArn>();
            parts::FunctionAssociation::new()
                .event_type(event)
                .function_arn(arn)
        });
        let methods = match behavior.all_methods {
            true => ALL.to_vec(),
            false => READING.to_vec(),
        };
        $built
            .allowed_methods(methods)
            .compress(true)
            .cache_policy_id(
                behavior
                    .cache
                    .id()
                    .assume::<stackwright_cfn::kind::cloudfront::CachePolicyId>(),
            )
            .with(behavior.request, |built, policy| {
                built.origin_request_policy_id(
                    policy
                        .id()
                        .assume::<stackwright_cfn::kind::cloudfront::OriginRequestPolicyId>(),
                )
            })
            .with(behavior.response, |built, id| {
                built.response_headers_policy_id(
                    id.assume::<stackwright_cfn::kind::cloudfront::ResponseHeadersPolicyId>(),
                )
            })
            .with(non_empty(functions), |built, functions| {
                built.function_associations(functions)
            })
    }};
}

fn common(id: Text, behavior: &Behavior) -> parts::DefaultCacheBehavior {
    let id: Value<Str> = id.into_value();
    behavior!(
        parts::DefaultCacheBehavior::new()
            .target_origin_id(
                id.assume::<stackwright_cfn::kind::elasticloadbalancingv2::LoadBalancerArn>(),
            )
            .viewer_protocol_policy(parts::ViewerProtocolPolicy::RedirectToHttps),
        behavior
    )
}

fn special(path: Text, id: Text, behavior: &Behavior) -> parts::CacheBehavior {
    behavior!(
        parts::CacheBehavior::new()
            .path_pattern(path)
            .target_origin_id(id)
            .viewer_protocol_policy("redirect-to-https"),
        behavior
    )
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
