use crate::{filled, mapped};
use std::time::Duration;

use stackwright_cfn::cloudfront as cfn;
use stackwright_cfn::cloudfront::response_headers_policy as parts;
use stackwright_cfn::kind::cloudfront::ResponseHeadersPolicyId;
use stackwright_core::{
    Construct, Float, IntoValue, Scope, Str, Text, Value, With, handle, non_empty,
};

use super::names::name;
use crate::units::{Percent, whole_seconds};

/// Which headers answers get on their way to viewers, and which they lose.
///
/// A header that it sets takes the place of the origin's, but for CORS, where the origin knows better.
/// Many will do with a [policy of AWS's](super::ManagedResponseHeadersPolicy).
///
/// ```
/// use stackwright_aws::cloudfront::{Behavior, Distribution, Origin, ResponseHeadersPolicy};
/// use stackwright_aws::units::DurationExt;
/// # let app = stackwright_core::App::new();
/// # let web = app.stack("Web");
/// let headers = ResponseHeadersPolicy::new()
///     .strict_transport_security(365.days())
///     .content_security_policy("default-src 'self'")
///     .remove("x-powered-by");
/// let headers = web.add("Headers", headers);
/// let site = Behavior::new(Origin::site("app.example.com")).response_headers(headers);
/// web.add("Site", Distribution::new(site));
/// ```
///
/// It is named by its path; names of policies are unique in an account.
///
/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/creating-response-headers-policies.html>
#[derive(Clone, Debug, Default)]
pub struct ResponseHeadersPolicy {
    name: Option<Value<Str>>,
    comment: Option<Value<Str>>,
    custom: Vec<(Text, Value<Str>, bool)>,
    removed: Vec<Text>,
    transport: Option<Duration>,
    content: Option<Value<Str>>,
    no_sniff: bool,
    frames: Option<&'static str>,
    referrer: Option<Value<Str>>,
    cors: Option<ResponseCors>,
    timing: Option<Value<Float>>,
}

impl ResponseHeadersPolicy {
    /// A policy that changes nothing.
    pub fn new() -> Self {
        ResponseHeadersPolicy::default()
    }

    /// A policy that exists, by its id.
    pub fn imported(id: impl IntoValue<ResponseHeadersPolicyId>) -> ImportedResponseHeadersPolicy {
        ImportedResponseHeadersPolicy(id.into_value())
    }

    /// Names it: letters, digits, hyphens and underscores.
    pub fn name(mut self, name: impl IntoValue<Str>) -> Self {
        self.name = Some(name.into_value());
        self
    }

    /// Says what it is for: at most 128 characters.
    pub fn describe(mut self, text: impl IntoValue<Str>) -> Self {
        self.comment = Some(text.into_value());
        self
    }

    /// Sets a header, whatever the origin says.
    pub fn header(mut self, name: impl Into<Text>, value: impl IntoValue<Str>) -> Self {
        self.custom.push((name.into(), value.into_value(), true));
        self
    }

    /// Sets a header where the origin does not.
    pub fn default_header(mut self, name: impl Into<Text>, value: impl IntoValue<Str>) -> Self {
        self.custom.push((name.into(), value.into_value(), false));
        self
    }

    /// Takes a header off.
    pub fn remove(mut self, name: impl Into<Text>) -> Self {
        self.removed.push(name.into());
        self
    }

    /// Has browsers come by HTTPS only for so long, to this name and to those below it.
    pub fn strict_transport_security(mut self, time: Duration) -> Self {
        self.transport = Some(time);
        self
    }

    /// What a page may load and run.
    pub fn content_security_policy(mut self, policy: impl IntoValue<Str>) -> Self {
        self.content = Some(policy.into_value());
        self
    }

    /// Has browsers take the type of a file for what it is said to be.
    pub fn no_sniff(mut self) -> Self {
        self.no_sniff = true;
        self
    }

    /// Lets no page show it in a frame.
    pub fn deny_frames(mut self) -> Self {
        self.frames = Some("DENY");
        self
    }

    /// Lets pages of the same origin alone show it in a frame.
    pub fn frames_of_same_origin(mut self) -> Self {
        self.frames = Some("SAMEORIGIN");
        self
    }

    /// What browsers tell other sites of where somebody comes from, as
    /// `strict-origin-when-cross-origin`.
    pub fn referrer_policy(mut self, policy: impl IntoValue<Str>) -> Self {
        self.referrer = Some(policy.into_value());
        self
    }

    /// Which pages of other origins may read answers, where the origin says nothing of it.
    pub fn cors(mut self, cors: ResponseCors) -> Self {
        self.cors = Some(cors);
        self
    }

    /// Tells viewers how long CloudFront took, for a part of requests: the header `Server-Timing`.
    pub fn server_timing(mut self, part: Percent) -> Self {
        self.timing = Some(part.value().into_value());
        self
    }

    fn security(&mut self) -> Option<parts::SecurityHeadersConfig> {
        let is_said = self.transport.is_some()
            || self.content.is_some()
            || self.no_sniff
            || self.frames.is_some()
            || self.referrer.is_some();
        is_said.then(|| {
            parts::SecurityHeadersConfig::new()
                .with(self.transport.take(), |all, time| {
                    all.strict_transport_security(
                        parts::StrictTransportSecurity::new()
                            .access_control_max_age_sec(whole_seconds(time))
                            .include_subdomains(true)
                            .r#override(true),
                    )
                })
                .with(self.content.take(), |all, policy| {
                    all.content_security_policy(
                        parts::ContentSecurityPolicy::new()
                            .content_security_policy(policy)
                            .r#override(true),
                    )
                })
                .with(self.no_sniff.then_some(()), |all, ()| {
                    all.content_type_options(parts::ContentTypeOptions::new().r#override(true))
                })
                .with(self.frames.take(), |all, option| {
                    let frames = parts::FrameOptions::new().frame_option(option);
                    all.frame_options(frames.r#override(true))
                })
                .with(self.referrer.take(), |all, policy| {
                    let referrer = parts::ReferrerPolicy::new().referrer_policy(policy);
                    all.referrer_policy(referrer.r#override(true))
                })
        })
    }
}

impl Construct for ResponseHeadersPolicy {
    type Handle = ResponseHeadersPolicyHandle;

    fn build(mut self, scope: Scope<'_>) -> ResponseHeadersPolicyHandle {
        let security = self.security();
        let custom = filled(mapped(self.custom, |(name, value, overrides)| {
            parts::CustomHeader::new()
                .header(name)
                .value(value)
                .r#override(overrides)
        }));
        let removed = self.removed.into_iter();
        let removed = non_empty(removed.map(|name| parts::RemoveHeader::new().header(name)));
        let config = parts::ResponseHeadersPolicyConfig::new()
            .name(self.name.unwrap_or_else(|| scope.identity_text(name)))
            .with(self.comment, |config, text| config.comment(text))
            .with(self.cors, |config, cors| config.cors_config(cors.lower()))
            .with(security, |config, all| config.security_headers_config(all))
            .with(custom, |config, items| {
                let headers = parts::CustomHeadersConfig::new().items(items);
                config.custom_headers_config(headers)
            })
            .with(removed, |config, items| {
                config.remove_headers_config(parts::RemoveHeadersConfig::new().items(items))
            })
            .with(self.timing, |config, rate| {
                let timing = parts::ServerTimingHeadersConfig::new().enabled(true);
                config.server_timing_headers_config(timing.sampling_rate(rate))
            });
        let policy = cfn::ResponseHeadersPolicy::new().response_headers_policy_config(config);
        scope.set_primary(scope.add("Resource", policy));
        ResponseHeadersPolicyHandle::new(scope)
    }
}

/// Which pages of other origins may read answers.
///
/// ```
/// use stackwright_aws::cloudfront::ResponseCors;
///
/// let shop = ResponseCors::origins(["https://shop.example.com"]).headers(["content-type"]);
/// ```
#[derive(Clone, Debug)]
pub struct ResponseCors {
    origins: Vec<Text>,
    methods: Vec<Text>,
    headers: Vec<Text>,
    exposed: Vec<Text>,
    credentials: bool,
    max_age: Option<Duration>,
    overrides: bool,
}

impl ResponseCors {
    /// Pages of these origins, as `https://shop.example.com` or `*`: by `GET`, `HEAD` and `OPTIONS`,
    /// with any header but credentials.
    pub fn origins<T: Into<Text>>(origins: impl IntoIterator<Item = T>) -> Self {
        ResponseCors {
            origins: origins.into_iter().map(Into::into).collect(),
            methods: ["GET", "HEAD", "OPTIONS"].map(Text::Borrowed).into(),
            headers: vec![Text::Borrowed("*")],
            exposed: Vec::new(),
            credentials: false,
            max_age: None,
            overrides: false,
        }
    }

    /// By these methods, or `ALL`.
    pub fn methods<T: Into<Text>>(mut self, methods: impl IntoIterator<Item = T>) -> Self {
        self.methods = methods.into_iter().map(Into::into).collect();
        self
    }

    /// With these headers.
    pub fn headers<T: Into<Text>>(mut self, headers: impl IntoIterator<Item = T>) -> Self {
        self.headers = headers.into_iter().map(Into::into).collect();
        self
    }

    /// Headers of answers that pages see.
    pub fn expose<T: Into<Text>>(mut self, headers: impl IntoIterator<Item = T>) -> Self {
        self.exposed = headers.into_iter().map(Into::into).collect();
        self
    }

    /// With cookies and the like; for origins that are named.
    pub fn credentials(mut self) -> Self {
        self.credentials = true;
        self
    }

    /// How long a browser need not ask again.
    pub fn max_age(mut self, time: Duration) -> Self {
        self.max_age = Some(time);
        self
    }

    /// Says so even where the origin says something else.
    pub fn override_origin(mut self) -> Self {
        self.overrides = true;
        self
    }

    fn lower(self) -> parts::CorsConfig {
        let origins = parts::AccessControlAllowOrigins::new().items(self.origins);
        let methods = self.methods.into_iter().map(parts::Items::Other);
        let methods = methods.collect::<Vec<_>>();
        let exposed = filled(self.exposed);
        parts::CorsConfig::new()
            .access_control_allow_origins(origins)
            .access_control_allow_methods(parts::AccessControlAllowMethods::new().items(methods))
            .access_control_allow_headers(
                parts::AccessControlAllowHeaders::new().items(self.headers),
            )
            .access_control_allow_credentials(self.credentials)
            .origin_override(self.overrides)
            .with(exposed, |cors, items| {
                let exposed = parts::AccessControlExposeHeaders::new().items(items);
                cors.access_control_expose_headers(exposed)
            })
            .with(self.max_age, |cors, time| {
                cors.access_control_max_age_sec(whole_seconds(time))
            })
    }
}

/// A policy that exists; see [`ResponseHeadersPolicy::imported`].
#[derive(Clone, Debug)]
pub struct ImportedResponseHeadersPolicy(Value<ResponseHeadersPolicyId>);

impl Construct for ImportedResponseHeadersPolicy {
    type Handle = ResponseHeadersPolicyHandle;

    fn build(self, scope: Scope<'_>) -> ResponseHeadersPolicyHandle {
        scope.define("Id", self.0.clone());
        scope.define("Ref", self.0);
        ResponseHeadersPolicyHandle::new(scope)
    }
}

handle! {
    /// Names which headers answers get.
    pub struct ResponseHeadersPolicyHandle(cfn::ResponseHeadersPolicyHandle);
}
