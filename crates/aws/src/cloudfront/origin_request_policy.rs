use stackwright_cfn::cloudfront as cfn;
use stackwright_cfn::cloudfront::origin_request_policy as parts;
use stackwright_cfn::kind::cloudfront::OriginRequestPolicyId;
use stackwright_core::{Construct, IntoValue, Scope, Str, Text, Value, With, handle};

use super::Names;
use super::names::name;

/// What CloudFront passes on of requests that it does not answer itself, besides what
/// [tells one answer from another](super::CachePolicy).
///
/// Nothing, if nothing is said. Many will do with a
/// [policy of AWS's](super::ManagedOriginRequestPolicy).
///
/// ```
/// use stackwright_aws::cloudfront::{Names, OriginRequestPolicy};
/// # let app = stackwright_core::App::new();
/// # let web = app.stack("Web");
/// let policy = OriginRequestPolicy::new()
///     .headers(Names::only(["accept-language"]))
///     .query(Names::All);
/// web.add("PassOn", policy);
/// ```
///
/// It is named by its path; names of policies are unique in an account.
///
/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/origin-request-create-origin-request-policy.html>
#[derive(Clone, Debug)]
pub struct OriginRequestPolicy {
    name: Option<Value<Str>>,
    comment: Option<Value<Str>>,
    headers: Names,
    further: Vec<Text>,
    cookies: Names,
    query: Names,
}

impl OriginRequestPolicy {
    /// A policy by which nothing is passed on.
    pub fn new() -> Self {
        OriginRequestPolicy {
            name: None,
            comment: None,
            headers: Names::None,
            further: Vec::new(),
            cookies: Names::None,
            query: Names::None,
        }
    }

    /// A policy that exists, by its id.
    pub fn imported(id: impl IntoValue<OriginRequestPolicyId>) -> ImportedOriginRequestPolicy {
        ImportedOriginRequestPolicy(id.into_value())
    }

    /// Names it: letters, digits, hyphens and underscores.
    pub fn name(mut self, name: impl IntoValue<Str>) -> Self {
        self.name = Some(name.into_value());
        self
    }

    /// Says what it is for.
    pub fn describe(mut self, text: impl IntoValue<Str>) -> Self {
        self.comment = Some(text.into_value());
        self
    }

    /// Headers of the viewer.
    pub fn headers(mut self, names: Names) -> Self {
        self.headers = names;
        self
    }

    /// Headers of the viewer, all of them, and these that CloudFront adds, as
    /// `CloudFront-Viewer-Country`.
    pub fn all_headers_and<T: Into<Text>>(mut self, names: impl IntoIterator<Item = T>) -> Self {
        self.headers = Names::All;
        self.further = names.into_iter().map(Into::into).collect();
        self
    }

    /// Cookies.
    pub fn cookies(mut self, names: Names) -> Self {
        self.cookies = names;
        self
    }

    /// Parameters of the query.
    pub fn query(mut self, names: Names) -> Self {
        self.query = names;
        self
    }
}

impl Default for OriginRequestPolicy {
    fn default() -> Self {
        OriginRequestPolicy::new()
    }
}

impl Construct for OriginRequestPolicy {
    type Handle = OriginRequestPolicyHandle;

    fn build(self, scope: Scope<'_>) -> OriginRequestPolicyHandle {
        // Of headers CloudFront has other words.
        let (headers, header_names) = match (self.headers, self.further) {
            (Names::All, further) if further.is_empty() => ("allViewer", None),
            (Names::All, further) => ("allViewerAndWhitelistCloudFront", Some(further)),
            (names, _) => names.lower(),
        };
        let (cookies, cookie_names) = self.cookies.lower();
        let (query, query_names) = self.query.lower();
        let config = parts::OriginRequestPolicyConfig::new()
            .name(self.name.unwrap_or_else(|| scope.identity_text(name)))
            .with(self.comment, |config, text| config.comment(text))
            .headers_config(
                parts::HeadersConfig::new()
                    .header_behavior(headers)
                    .with(header_names, |config, names| config.headers(names)),
            )
            .cookies_config(
                parts::CookiesConfig::new()
                    .cookie_behavior(cookies)
                    .with(cookie_names, |config, names| config.cookies(names)),
            )
            .query_strings_config(
                parts::QueryStringsConfig::new()
                    .query_string_behavior(query)
                    .with(query_names, |config, names| config.query_strings(names)),
            );
        let policy = cfn::OriginRequestPolicy::new().origin_request_policy_config(config);
        scope.set_primary(scope.add("Resource", policy));
        OriginRequestPolicyHandle::new(scope)
    }
}

/// A policy that exists; see [`OriginRequestPolicy::imported`].
#[derive(Clone, Debug)]
pub struct ImportedOriginRequestPolicy(Value<OriginRequestPolicyId>);

impl Construct for ImportedOriginRequestPolicy {
    type Handle = OriginRequestPolicyHandle;

    fn build(self, scope: Scope<'_>) -> OriginRequestPolicyHandle {
        scope.define("Id", self.0.clone());
        scope.define("Ref", self.0);
        OriginRequestPolicyHandle::new(scope)
    }
}

handle! {
    /// Names what is passed on of requests.
    pub struct OriginRequestPolicyHandle(cfn::OriginRequestPolicyHandle);
}
