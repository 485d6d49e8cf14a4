use stackwright_core::{IntoValue, Str, Value};

use crate::elb::{AlbHandle, LoadBalancerHandle, NetworkLoadBalancerHandle};

/// What a name leads to without an address of its own: a load balancer, a distribution, an API, or
/// something else that AWS gives a name and a zone.
///
/// <https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-choosing-alias-non-alias.html>
#[derive(Clone, Debug)]
pub struct Alias {
    pub(super) name: Value<Str>,
    pub(super) zone: Value<Str>,
    pub(super) evaluates: bool,
}

impl Alias {
    /// To a name of AWS's, by the id of the zone that it is in. Whether what is there is well is asked
    /// as it is of the records themselves, unless
    /// [`without_target_health`](Self::without_target_health) is said.
    pub fn new(name: impl IntoValue<Str>, zone: impl IntoValue<Str>) -> Self {
        Alias {
            name: name.into_value(),
            zone: zone.into_value(),
            evaluates: true,
        }
    }

    /// Answers with it even where it is not well: of some targets Route 53 cannot tell.
    pub fn without_target_health(mut self) -> Self {
        self.evaluates = false;
        self
    }
}

impl From<LoadBalancerHandle> for Alias {
    fn from(balancer: LoadBalancerHandle) -> Self {
        let zone = balancer.canonical_hosted_zone_id();
        Alias::new(balancer.dns_name(), zone)
    }
}

impl From<AlbHandle> for Alias {
    fn from(balancer: AlbHandle) -> Self {
        balancer.load_balancer().into()
    }
}

impl From<NetworkLoadBalancerHandle> for Alias {
    fn from(balancer: NetworkLoadBalancerHandle) -> Self {
        let zone = balancer.canonical_hosted_zone_id();
        Alias::new(balancer.dns_name(), zone)
    }
}

/// The zone that all distributions are in.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-route53-recordset-aliastarget.html>
#[cfg(feature = "cloudfront")]
const CLOUDFRONT: &str = "Z2FDTNDATAQYW2";

#[cfg(feature = "cloudfront")]
impl From<crate::cloudfront::DistributionHandle> for Alias {
    /// Whether a distribution is well Route 53 cannot tell.
    fn from(distribution: crate::cloudfront::DistributionHandle) -> Self {
        Alias::new(distribution.domain_name(), CLOUDFRONT).without_target_health()
    }
}

#[cfg(feature = "apigatewayv2")]
impl From<crate::apigatewayv2::DomainNameHandle> for Alias {
    fn from(name: crate::apigatewayv2::DomainNameHandle) -> Self {
        let zone = name.regional_hosted_zone_id();
        Alias::new(name.regional_domain_name(), zone)
    }
}
