use stackwright_cfn::wafv2 as cfn;
use stackwright_codes as codes;
use stackwright_core::{Construct, IntoValue, Scope, Str, Value, handle};

use super::WebAclHandle;
use super::reach::Reach;
use crate::elb::LoadBalancerHandle;

/// Puts a regional [web ACL](super::WebAcl) before a load balancer, or a stage of a REST API.
///
/// AWS WAF takes no HTTP API, and a distribution names its web ACL itself. A change replaces it.
///
/// # Findings
///
/// - `WAF102`: the web ACL is one for CloudFront.
///
/// <https://docs.aws.amazon.com/waf/latest/developerguide/web-acl-associating-aws-resource.html>
#[derive(Clone, Debug)]
pub struct WebAclAssociation {
    acl: WebAclHandle,
    resource: Value<Str>,
}

impl WebAclAssociation {
    /// Before a load balancer.
    pub fn new(acl: impl Into<WebAclHandle>, balancer: impl Into<LoadBalancerHandle>) -> Self {
        let balancer: LoadBalancerHandle = balancer.into();
        WebAclAssociation::of_arn(acl, balancer.load_balancer_arn())
    }

    /// Before something else that AWS WAF takes, by its ARN.
    pub fn of_arn(acl: impl Into<WebAclHandle>, arn: impl IntoValue<Str>) -> Self {
        WebAclAssociation {
            acl: acl.into(),
            resource: arn.into_value(),
        }
    }
}

impl Construct for WebAclAssociation {
    type Handle = WebAclAssociationHandle;

    fn build(self, scope: Scope<'_>) -> WebAclAssociationHandle {
        if self.acl.reach(scope) == Some(Reach::CloudFront) {
            let found = codes::WAF102.finding("a web ACL for CloudFront before something else");
            scope.report(found);
        }
        let association = cfn::WebAclAssociation::new()
            .web_acl_arn(self.acl.arn())
            .resource_arn(self.resource.assume::<Resource>());
        scope.set_primary(scope.add("Resource", association));
        WebAclAssociationHandle::new(scope)
    }
}

/// What the generated setter is named for.
type Resource = stackwright_cfn::kind::wafv2::GraphQlApiArnOrLoadBalancerArnOrWebAclArn;

handle! {
    /// Names an association.
    pub struct WebAclAssociationHandle(cfn::WebAclAssociationHandle);
}
