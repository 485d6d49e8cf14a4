use stackwright_cfn::kind::cloudfront::{
    CachePolicyId, FunctionArn, KeyGroupId, OriginRequestPolicyId, RealtimeLogConfigArn,
    ResponseHeadersPolicyId,
};
use stackwright_cfn::kind::lambda::VersionFunctionArn;
use stackwright_core::{IntoValue, List, Value};

use super::{ManagedCachePolicy, ManagedOriginRequestPolicy, Origin, RealtimeLogConfigHandle};

/// How requests for some paths are answered.
///
/// Viewers that come over HTTP are sent to HTTPS. Of a bucket, files are kept; everything else is
/// asked for again each time, with all that the viewer sends, by every method.
#[derive(Clone, Debug)]
pub struct Behavior {
    pub(super) origin: Origin,
    pub(super) how: How,
}

/// The same, but for the origin.
#[derive(Clone, Debug)]
pub(super) struct How {
    pub cache: Value<CachePolicyId>,
    pub request: Option<Value<OriginRequestPolicyId>>,
    pub response: Option<Value<ResponseHeadersPolicyId>>,
    pub all_methods: bool,
    pub compresses: bool,
    pub grpc: bool,
    pub functions: Vec<(&'static str, Value<FunctionArn>)>,
    pub lambdas: Vec<EdgeLambda>,
    pub signers: Option<Value<List<KeyGroupId>>>,
    pub log: Option<Value<RealtimeLogConfigArn>>,
}

/// A function of AWS Lambda that CloudFront runs.
#[derive(Clone, Debug)]
pub(super) struct EdgeLambda {
    pub event: EdgeEvent,
    pub version: Value<VersionFunctionArn>,
    pub has_body: bool,
}

/// When CloudFront runs a function of AWS Lambda.
///
/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-cloudfront-trigger-events.html>
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum EdgeEvent {
    /// On each request.
    ViewerRequest,
    /// On each request that CloudFront does not answer itself.
    OriginRequest,
    /// On each answer of an origin.
    OriginResponse,
    /// On each answer.
    ViewerResponse,
}

impl EdgeEvent {
    pub(super) fn word(self) -> &'static str {
        match self {
            EdgeEvent::ViewerRequest => "viewer-request",
            EdgeEvent::OriginRequest => "origin-request",
            EdgeEvent::OriginResponse => "origin-response",
            EdgeEvent::ViewerResponse => "viewer-response",
        }
    }
}

impl Behavior {
    /// Answers from an origin.
    pub fn new(origin: impl Into<Origin>) -> Self {
        let origin = origin.into();
        let is_bucket = origin.is_bucket();
        let cache = match is_bucket {
            true => ManagedCachePolicy::Optimized,
            false => ManagedCachePolicy::Disabled,
        };
        let request = ManagedOriginRequestPolicy::AllViewer;
        let how = How {
            cache: cache.into_value(),
            request: (!is_bucket).then(|| request.into_value()),
            response: None,
            all_methods: !is_bucket,
            compresses: true,
            grpc: false,
            functions: Vec::new(),
            lambdas: Vec::new(),
            signers: None,
            log: None,
        };
        Behavior { origin, how }
    }

    /// What is kept of answers: a [`CachePolicy`](super::CachePolicy), or one of
    /// [AWS's](ManagedCachePolicy).
    pub fn cache(mut self, policy: impl IntoValue<CachePolicyId>) -> Self {
        self.how.cache = policy.into_value();
        self
    }

    /// What is passed on of requests: an [`OriginRequestPolicy`](super::OriginRequestPolicy), or one of
    /// [AWS's](ManagedOriginRequestPolicy).
    pub fn pass_on(mut self, policy: impl IntoValue<OriginRequestPolicyId>) -> Self {
        self.how.request = Some(policy.into_value());
        self
    }

    /// What headers answers get: a [`ResponseHeadersPolicy`](super::ResponseHeadersPolicy), or one of
    /// [AWS's](super::ManagedResponseHeadersPolicy).
    pub fn response_headers(mut self, policy: impl IntoValue<ResponseHeadersPolicyId>) -> Self {
        self.how.response = Some(policy.into_value());
        self
    }

    /// Takes `GET`, `HEAD` and `OPTIONS` only.
    pub fn read_only(mut self) -> Self {
        self.how.all_methods = false;
        self
    }

    /// Sends answers to viewers as they are, though they take compressed ones.
    pub fn without_compression(mut self) -> Self {
        self.how.compresses = false;
        self
    }

    /// Passes calls of gRPC on, too, to an origin that speaks HTTPS.
    ///
    /// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/distribution-using-grpc.html>
    pub fn grpc(mut self) -> Self {
        self.how.grpc = true;
        self
    }

    /// Answers requests only that are signed by a key of these [groups](super::KeyGroup), in the URL or
    /// in cookies.
    pub fn signed_by(mut self, groups: impl IntoValue<List<KeyGroupId>>) -> Self {
        self.how.signers = Some(groups.into_value());
        self
    }

    /// Writes a line a request into a [stream](super::RealtimeLogConfig).
    pub fn realtime_logs(mut self, config: impl Into<RealtimeLogConfigHandle>) -> Self {
        self.how.log = Some(config.into().arn());
        self
    }

    /// Runs a [function](super::Function) of CloudFront on each request before it is answered.
    pub fn on_request(mut self, function: impl IntoValue<FunctionArn>) -> Self {
        let entry = ("viewer-request", function.into_value());
        self.how.functions.push(entry);
        self
    }

    /// Runs a [function](super::Function) of CloudFront on each answer.
    pub fn on_response(mut self, function: impl IntoValue<FunctionArn>) -> Self {
        let entry = ("viewer-response", function.into_value());
        self.how.functions.push(entry);
        self
    }

    /// Runs a function of AWS Lambda, by the ARN of a version, which is of `us-east-1`.
    ///
    /// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-at-the-edge.html>
    pub fn edge_lambda(
        self,
        event: EdgeEvent,
        version: impl IntoValue<VersionFunctionArn>,
    ) -> Self {
        self.lambda(event, version.into_value(), false)
    }

    /// The same for a function that sees the bodies of requests.
    pub fn edge_lambda_with_body(
        self,
        event: EdgeEvent,
        version: impl IntoValue<VersionFunctionArn>,
    ) -> Self {
        self.lambda(event, version.into_value(), true)
    }

    fn lambda(
        mut self,
        event: EdgeEvent,
        version: Value<VersionFunctionArn>,
        has_body: bool,
    ) -> Self {
        self.how.lambdas.push(EdgeLambda {
            event,
            version,
            has_body,
        });
        self
    }
}

impl<O: Into<Origin>> From<O> for Behavior {
    fn from(origin: O) -> Self {
        Behavior::new(origin)
    }
}
