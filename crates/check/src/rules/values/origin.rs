//! Origin that a distribution does not have.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "TPL188",
        family: Family::Template,
        severity: Severity::Error,
        title: "origin that the distribution does not have",
        why: "Amazon CloudFront refuses behaviors whose origin it does not find",
        fix: "name the `Id` of one of the origins or origin groups",
        link: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html",
        bad: r#"
Resources:
  Distribution:
    Type: AWS::CloudFront::Distribution
    Properties:
      DistributionConfig:
        Enabled: true
        DefaultCacheBehavior:
          TargetOriginId: site
          ViewerProtocolPolicy: https-only
          CachePolicyId: 658327ea-f89d-4fab-a63d-7e88639e58f6
        Origins:
          - Id: web
            DomainName: origin.example.com
            CustomOriginConfig:
              OriginProtocolPolicy: https-only
"#,
        good: r#"
Resources:
  Distribution:
    Type: AWS::CloudFront::Distribution
    Properties:
      DistributionConfig:
        Enabled: true
        DefaultCacheBehavior:
          TargetOriginId: web
          ViewerProtocolPolicy: https-only
          CachePolicyId: 658327ea-f89d-4fab-a63d-7e88639e58f6
        Origins:
          - Id: web
            DomainName: origin.example.com
            CustomOriginConfig:
              OriginProtocolPolicy: https-only
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for distribution in deployment.resources_of("AWS::CloudFront::Distribution") {
        let config = distribution.get("DistributionConfig");
        let origins = config.get("Origins").items();
        let groups = config.get("OriginGroups/Items").items();
        if !origins.complete || !groups.complete || origins.known.is_empty() {
            continue;
        }
        let ids = origins
            .known
            .iter()
            .chain(&groups.known)
            .map(|origin| origin.get("Id"));
        let ids: Vec<_> = ids.collect();
        for group in &groups.known {
            for member in group.get("Members/Items").items().known {
                let origin = member.get("OriginId");
                let own = origins.known.iter().map(|origin| origin.get("Id"));
                if own.into_iter().all(|id| id.equals(&origin) == Some(false)) {
                    let message = format!("there is no origin {}", origin.shown());
                    findings.report(origin.place(), message);
                }
            }
        }
        let behaviors = config.get("CacheBehaviors").items().known.into_iter();
        for behavior in behaviors.chain([config.get("DefaultCacheBehavior")]) {
            let origin = behavior.get("TargetOriginId");
            if ids.iter().all(|id| id.equals(&origin) == Some(false)) {
                let message = format!("there is no origin {}", origin.shown());
                findings.report(origin.place(), message);
            }
        }
    }
}
