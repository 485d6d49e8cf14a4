use stackwright_core::{Str, Value};

/// What CloudFront keeps of answers, by policies that AWS has made.
///
/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html>
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum CachePolicy {
    /// Nothing: every request reaches the origin.
    Disabled,
    /// As much as possible, for a day unless the origin says otherwise; neither query nor cookies
    /// count.
    Optimized,
    /// The same, without compression.
    OptimizedUncompressed,
    /// A policy by its id.
    Other(Value<Str>),
}

impl CachePolicy {
    pub(super) fn id(self) -> Value<Str> {
        known(match self {
            CachePolicy::Disabled => "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
            CachePolicy::Optimized => "658327ea-f89d-4fab-a63d-7e88639e58f6",
            CachePolicy::OptimizedUncompressed => "b2884449-e4de-46a7-ac36-70bc7f1ddd6d",
            CachePolicy::Other(id) => return id,
        })
    }
}

/// What CloudFront passes on of requests, by policies that AWS has made.
///
/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-origin-request-policies.html>
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum OriginRequestPolicy {
    /// All headers, cookies and the query.
    AllViewer,
    /// All but `Host`, for origins that know their own name only, as APIs.
    AllViewerExceptHostHeader,
    /// What a bucket needs to answer pages of other origins.
    CorsS3Origin,
    /// A policy by its id.
    Other(Value<Str>),
}

impl OriginRequestPolicy {
    pub(super) fn id(self) -> Value<Str> {
        known(match self {
            OriginRequestPolicy::AllViewer => "216adef6-5c7f-47e4-b989-5492eafa07d3",
            OriginRequestPolicy::AllViewerExceptHostHeader => {
                "b689b0a8-53d0-40ab-baf2-68738e2966ac"
            }
            OriginRequestPolicy::CorsS3Origin => "88a5eaf4-2fd4-4709-b370-b4c650ea3fcf",
            OriginRequestPolicy::Other(id) => return id,
        })
    }
}

fn known(id: &'static str) -> Value<Str> {
    Value::from_expr(id.into())
}
