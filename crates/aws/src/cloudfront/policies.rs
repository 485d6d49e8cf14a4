use stackwright_cfn::kind::cloudfront::{
    CachePolicyId, OriginRequestPolicyId, ResponseHeadersPolicyId,
};
use stackwright_core::{IntoValue, Value};

/// A choice among policies that AWS has made, which stands where the id of one is wanted.
macro_rules! managed {
    ($(#[$doc:meta])* $name:ident: $kind:ident { $($(#[$of:meta])* $policy:ident = $id:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$of])* $policy,)*
        }

        impl IntoValue<$kind> for $name {
            fn into_value(self) -> Value<$kind> {
                Value::from_expr(match self {
                    $($name::$policy => $id,)*
                }.into())
            }
        }
    };
}

managed! {
    /// What CloudFront keeps of answers, by policies that AWS has made.
    ///
    /// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html>
    ManagedCachePolicy: CachePolicyId {
        /// Nothing: every request reaches the origin.
        Disabled = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
        /// As much as possible, for a day unless the origin says otherwise; neither query nor cookies
        /// count.
        Optimized = "658327ea-f89d-4fab-a63d-7e88639e58f6",
        /// The same, without compression.
        OptimizedUncompressed = "b2884449-e4de-46a7-ac36-70bc7f1ddd6d",
        /// What the origin says in `Cache-Control`, and nothing if it says nothing; the query does not
        /// count.
        OriginDecides = "83da9c7e-98b4-4e11-a168-04f0df8e2c65",
        /// The same, and the query counts.
        OriginDecidesByQuery = "4cc15a8a-d715-48a4-82b8-cc0b614638fe",
    }
}

managed! {
    /// What CloudFront passes on of requests, by policies that AWS has made.
    ///
    /// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-origin-request-policies.html>
    ManagedOriginRequestPolicy: OriginRequestPolicyId {
        /// All headers, cookies and the query.
        AllViewer = "216adef6-5c7f-47e4-b989-5492eafa07d3",
        /// The same, and what CloudFront finds out of viewers, as their country.
        AllViewerAndCloudFront = "33f36d7e-f396-46d9-90e0-52428a34d9dc",
        /// All but `Host`, for origins that know their own name only, as APIs.
        AllViewerExceptHostHeader = "b689b0a8-53d0-40ab-baf2-68738e2966ac",
        /// What a site needs to answer pages of other origins.
        CorsCustomOrigin = "59781a5b-3903-41f3-afcb-af62929ccde1",
        /// What a bucket needs to answer pages of other origins.
        CorsS3Origin = "88a5eaf4-2fd4-4709-b370-b4c650ea3fcf",
        /// The headers `User-Agent` and `Referer`.
        UserAgentAndReferer = "acba4595-bd28-49b8-b9fe-13317c0390fa",
    }
}

managed! {
    /// Which headers answers get, by policies that AWS has made.
    ///
    /// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-response-headers-policies.html>
    ManagedResponseHeadersPolicy: ResponseHeadersPolicyId {
        /// Those that keep pages out of harm's way.
        Security = "67f7725c-6f97-4210-82d7-5512b31e9d03",
        /// What lets pages of any origin read.
        SimpleCors = "60669652-455b-4ae9-85a4-c4c02393f86c",
        /// The same, for requests that browsers ask for first, too.
        Cors = "5cc3b908-e619-4b99-88e5-2cf7f45965bd",
        /// What [`SimpleCors`](Self::SimpleCors) and [`Security`](Self::Security) have.
        SimpleCorsAndSecurity = "e61eb60c-9c35-4d20-a928-2b84e02af89c",
        /// What [`Cors`](Self::Cors) and [`Security`](Self::Security) have.
        CorsAndSecurity = "eaab4381-ed33-4a86-88ca-d9558dc6cd63",
    }
}
