//! Amazon CloudFront: what the world sees of services that stand behind it.

mod behavior;
mod distribution;
mod origin;
mod policies;
mod vpc_origin;

pub use behavior::Behavior;
pub use distribution::{Distribution, DistributionHandle, ImportedDistribution, PriceClass};
pub use origin::Origin;
pub use policies::{CachePolicy, OriginRequestPolicy};
pub use vpc_origin::{ImportedVpcOrigin, VpcOrigin, VpcOriginHandle};
