//! A web ACL before something that it is not for.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule, Property};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS627",
        family: Family::Operations,
        severity: Severity::Error,
        title: "web ACL of another scope than what it protects",
        why: "distributions take a web ACL of the scope CLOUDFRONT, load balancers and APIs one of REGIONAL; AWS refuses the other",
        fix: "make a web ACL of the scope that is wanted: CLOUDFRONT for distributions, in us-east-1, and REGIONAL for the rest",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-wafv2-webacl.html",
        bad: r#"
Resources:
  Acl:
    Type: AWS::WAFv2::WebACL
    Properties:
      Scope: REGIONAL
      DefaultAction:
        Allow: {}
      VisibilityConfig:
        CloudWatchMetricsEnabled: true
        MetricName: shop
        SampledRequestsEnabled: true
  Site:
    Type: AWS::CloudFront::Distribution
    Properties:
      DistributionConfig:
        Enabled: true
        WebACLId: !GetAtt Acl.Arn
        Origins:
          - Id: shop
            DomainName: shop.example.com
            CustomOriginConfig:
              OriginProtocolPolicy: https-only
        DefaultCacheBehavior:
          TargetOriginId: shop
          ViewerProtocolPolicy: redirect-to-https
          CachePolicyId: 4135ea2d-6df8-44a3-9df3-4b5a84be39ad
"#,
        good: r#"
Resources:
  Acl:
    Type: AWS::WAFv2::WebACL
    Properties:
      Scope: CLOUDFRONT
      DefaultAction:
        Allow: {}
      VisibilityConfig:
        CloudWatchMetricsEnabled: true
        MetricName: shop
        SampledRequestsEnabled: true
  Site:
    Type: AWS::CloudFront::Distribution
    Properties:
      DistributionConfig:
        Enabled: true
        WebACLId: !GetAtt Acl.Arn
        Origins:
          - Id: shop
            DomainName: shop.example.com
            CustomOriginConfig:
              OriginProtocolPolicy: https-only
        DefaultCacheBehavior:
          TargetOriginId: shop
          ViewerProtocolPolicy: redirect-to-https
          CachePolicyId: 4135ea2d-6df8-44a3-9df3-4b5a84be39ad
"#,
    },
    check,
};

const ACL: &str = "AWS::WAFv2::WebACL";

/// What has a web ACL, the property that names it, and the scope that it has to be of.
const PROTECTED: [(&str, &str, &str); 2] = [
    (
        "AWS::CloudFront::Distribution",
        "DistributionConfig/WebACLId",
        "CLOUDFRONT",
    ),
    ("AWS::WAFv2::WebACLAssociation", "WebACLArn", "REGIONAL"),
];

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for (of_type, name, wanted) in PROTECTED {
        for resource in deployment.resources_of(of_type) {
            let named: Property<'d> = resource.get(name);
            let acl = named.target_of(&[ACL]);
            let scope = acl.and_then(|acl| Some((acl, acl.get("Scope").text()?)));
            if let Some((acl, scope)) = scope
                && scope != wanted
            {
                let message = format!("`{}` is of the scope {scope}, and not {wanted}", acl.id());
                findings.report(named.place(), message);
            }
        }
    }
}
