//! Amazon CloudFront: what the world sees of services that stand behind it.
//!
//! # Files
//!
//! | file | what it answers |
//! |---|---|
//! | `distribution` | what the world sees |
//! | `behavior` | how requests for some paths are answered |
//! | `lowering` | how both are written |
//! | `origin` | where CloudFront gets what it does not have |
//! | `vpc_origin` | load balancers that nobody else reaches |
//! | `policies` | the policies that AWS has made |
//! | `cache_policy` | what is kept of answers |
//! | `origin_request_policy` | what is passed on of requests |
//! | `response_headers_policy` | which headers answers get |
//! | `parts` | which parts of a request policies are about |
//! | `function` | code that runs on each request |
//! | `key_group` | whose signatures are taken |
//! | `realtime_log_config` | a line a request, at once |
//! | `names` | what things are called in an account |

mod behavior;
mod cache_policy;
mod distribution;
mod function;
mod key_group;
mod lowering;
mod names;
mod origin;
mod origin_request_policy;
mod parts;
mod policies;
mod realtime_log_config;
mod response_headers_policy;
mod vpc_origin;

pub use behavior::{Behavior, EdgeEvent};
pub use cache_policy::{CachePolicy, CachePolicyHandle, ImportedCachePolicy};
pub use distribution::{Distribution, DistributionHandle, ImportedDistribution, PriceClass};
pub use function::{Function, FunctionHandle, ImportedFunction};
pub use key_group::{
    ImportedKeyGroup, ImportedPublicKey, KeyGroup, KeyGroupHandle, PublicKey, PublicKeyHandle,
};
pub use origin::Origin;
pub use origin_request_policy::{
    ImportedOriginRequestPolicy, OriginRequestPolicy, OriginRequestPolicyHandle,
};
pub use parts::Names;
pub use policies::{ManagedCachePolicy, ManagedOriginRequestPolicy, ManagedResponseHeadersPolicy};
pub use realtime_log_config::{
    ImportedRealtimeLogConfig, RealtimeLogConfig, RealtimeLogConfigHandle,
};
pub use response_headers_policy::{
    ImportedResponseHeadersPolicy, ResponseCors, ResponseHeadersPolicy, ResponseHeadersPolicyHandle,
};
pub use vpc_origin::{ImportedVpcOrigin, VpcOrigin, VpcOriginHandle};
