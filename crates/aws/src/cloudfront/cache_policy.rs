use crate::filled;
use std::time::Duration;

use stackwright_cfn::cloudfront as cfn;
use stackwright_cfn::cloudfront::cache_policy as parts;
use stackwright_cfn::kind::cloudfront::CachePolicyId;
use stackwright_core::{Construct, IntoValue, Scope, Str, Text, Value, With, handle};

use super::Names;
use super::names::name;
use crate::units::whole_seconds;

/// What CloudFront keeps of answers, for how long, and what of a request tells one answer from another.
///
/// What counts is passed on to the origin as well. Nothing does but the path, and answers are
/// compressed, if nothing else is said; they are kept for a day where the origin says nothing, and as
/// long as it says otherwise, up to a year. Many will do with a
/// [policy of AWS's](super::ManagedCachePolicy).
///
/// ```
/// use stackwright_aws::cloudfront::{Behavior, CachePolicy, Distribution, Names, Origin};
/// use stackwright_aws::units::DurationExt;
/// # let app = stackwright_core::App::new();
/// # let web = app.stack("Web");
/// let pages = CachePolicy::new().ttl(5.minutes()).query(Names::only(["page"]));
/// let pages = web.add("Pages", pages);
/// let site = Behavior::new(Origin::site("app.example.com")).cache(pages);
/// web.add("Site", Distribution::new(site));
/// ```
///
/// It is named by its path; names of policies are unique in an account.
///
/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cache-key-create-cache-policy.html>
#[derive(Clone, Debug)]
pub struct CachePolicy {
    name: Option<Value<Str>>,
    comment: Option<Value<Str>>,
    ttl: Duration,
    at_least: Duration,
    at_most: Option<Duration>,
    headers: Vec<Text>,
    cookies: Names,
    query: Names,
    compresses: bool,
}

/// What a day and a year have, as AWS's own policies do.
const DAY: Duration = Duration::from_secs(86_400);
const YEAR: Duration = Duration::from_secs(31_536_000);

impl CachePolicy {
    /// A policy by which the path alone counts.
    pub fn new() -> Self {
        CachePolicy {
            name: None,
            comment: None,
            ttl: DAY,
            at_least: Duration::ZERO,
            at_most: None,
            headers: Vec::new(),
            cookies: Names::None,
            query: Names::None,
            compresses: true,
        }
    }

    /// A policy that exists, by its id.
    pub fn imported(id: impl IntoValue<CachePolicyId>) -> ImportedCachePolicy {
        ImportedCachePolicy(id.into_value())
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

    /// How long an answer is kept whose origin says nothing; a day, if this is not said.
    pub fn ttl(mut self, time: Duration) -> Self {
        self.ttl = time;
        self
    }

    /// How long an answer is kept at least, whatever the origin says; nothing, if this is not said.
    pub fn at_least(mut self, time: Duration) -> Self {
        self.at_least = time;
        self
    }

    /// How long an answer is kept at most, whatever the origin says; a year, if this is not said.
    pub fn at_most(mut self, time: Duration) -> Self {
        self.at_most = Some(time);
        self
    }

    /// Headers that count.
    pub fn headers<T: Into<Text>>(mut self, names: impl IntoIterator<Item = T>) -> Self {
        self.headers = names.into_iter().map(Into::into).collect();
        self
    }

    /// Cookies that count.
    pub fn cookies(mut self, names: Names) -> Self {
        self.cookies = names;
        self
    }

    /// Parameters of the query that count.
    pub fn query(mut self, names: Names) -> Self {
        self.query = names;
        self
    }

    /// Keeps answers as the origin gives them, without asking for compressed ones.
    pub fn without_compression(mut self) -> Self {
        self.compresses = false;
        self
    }
}

impl Default for CachePolicy {
    fn default() -> Self {
        CachePolicy::new()
    }
}

impl Construct for CachePolicy {
    type Handle = CachePolicyHandle;

    fn build(self, scope: Scope<'_>) -> CachePolicyHandle {
        let headers = match filled(self.headers) {
            None => parts::HeadersConfig::new().header_behavior("none"),
            Some(names) => parts::HeadersConfig::new()
                .header_behavior("whitelist")
                .headers(names),
        };
        let (cookies, cookie_names) = self.cookies.lower();
        let (query, query_names) = self.query.lower();
        let counts = parts::ParametersInCacheKeyAndForwardedToOrigin::new()
            .headers_config(headers)
            .cookies_config(
                parts::CookiesConfig::new()
                    .cookie_behavior(cookies)
                    .with(cookie_names, |config, names| config.cookies(names)),
            )
            .query_strings_config(
                parts::QueryStringsConfig::new()
                    .query_string_behavior(query)
                    .with(query_names, |config, names| config.query_strings(names)),
            )
            .enable_accept_encoding_gzip(self.compresses)
            .enable_accept_encoding_brotli(self.compresses);
        let longest = self.at_most.unwrap_or_else(|| YEAR.max(self.ttl));
        let config = parts::CachePolicyConfig::new()
            .name(self.name.unwrap_or_else(|| scope.identity_text(name)))
            .with(self.comment, |config, text| config.comment(text))
            .min_ttl(whole_seconds(self.at_least))
            .default_ttl(whole_seconds(self.ttl))
            .max_ttl(whole_seconds(longest))
            .parameters_in_cache_key_and_forwarded_to_origin(counts);
        let policy = cfn::CachePolicy::new().cache_policy_config(config);
        scope.set_primary(scope.add("Resource", policy));
        CachePolicyHandle::new(scope)
    }
}

/// A policy that exists; see [`CachePolicy::imported`].
#[derive(Clone, Debug)]
pub struct ImportedCachePolicy(Value<CachePolicyId>);

impl Construct for ImportedCachePolicy {
    type Handle = CachePolicyHandle;

    fn build(self, scope: Scope<'_>) -> CachePolicyHandle {
        scope.define("Id", self.0.clone());
        scope.define("Ref", self.0);
        CachePolicyHandle::new(scope)
    }
}

handle! {
    /// Names what is kept of answers.
    pub struct CachePolicyHandle(cfn::CachePolicyHandle);
}
