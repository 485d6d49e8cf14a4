use stackwright_core::{IntoValue, Str, Text, Value};

use super::{CachePolicy, Origin, OriginRequestPolicy};

/// How requests for some paths are answered.
///
/// Viewers that come over HTTP are sent to HTTPS. Of a bucket, files are kept; everything else is
/// asked for again each time, with all that the viewer sends, by every method.
#[derive(Clone, Debug)]
pub struct Behavior {
    pub(super) origin: Origin,
    pub(super) cache: CachePolicy,
    pub(super) request: Option<OriginRequestPolicy>,
    pub(super) response: Option<Value<Str>>,
    pub(super) all_methods: bool,
    pub(super) functions: Vec<(Text, Value<Str>)>,
}

impl Behavior {
    /// Answers from an origin.
    pub fn new(origin: impl Into<Origin>) -> Self {
        let origin = origin.into();
        let is_bucket = origin.is_bucket();
        Behavior {
            cache: match is_bucket {
                true => CachePolicy::Optimized,
                false => CachePolicy::Disabled,
            },
            request: (!is_bucket).then_some(OriginRequestPolicy::AllViewer),
            all_methods: !is_bucket,
            origin,
            response: None,
            functions: Vec::new(),
        }
    }

    /// What is kept.
    pub fn cache(mut self, policy: CachePolicy) -> Self {
        self.cache = policy;
        self
    }

    /// What is passed on of requests.
    pub fn pass_on(mut self, policy: OriginRequestPolicy) -> Self {
        self.request = Some(policy);
        self
    }

    /// What headers answers get, by the id of a policy.
    pub fn response_headers(mut self, policy: impl IntoValue<Str>) -> Self {
        self.response = Some(policy.into_value());
        self
    }

    /// Takes `GET`, `HEAD` and `OPTIONS` only.
    pub fn read_only(mut self) -> Self {
        self.all_methods = false;
        self
    }

    /// Runs a function of CloudFront, by its ARN, on each request before it is answered.
    pub fn on_request(mut self, function: impl IntoValue<Str>) -> Self {
        let entry = (Text::Borrowed("viewer-request"), function.into_value());
        self.functions.push(entry);
        self
    }

    /// Runs a function of CloudFront, by its ARN, on each answer.
    pub fn on_response(mut self, function: impl IntoValue<Str>) -> Self {
        let entry = (Text::Borrowed("viewer-response"), function.into_value());
        self.functions.push(entry);
        self
    }
}

impl<O: Into<Origin>> From<O> for Behavior {
    fn from(origin: O) -> Self {
        Behavior::new(origin)
    }
}
