//! Certificate that is validated by a domain which is not above its own.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "TPL216",
        family: Family::Template,
        severity: Severity::Error,
        title: "validation domain that is not above the certificate's",
        why: "AWS Certificate Manager writes to the domain itself or to one that it is a part of, and refuses another",
        fix: "name the domain of the certificate, or one above it",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-certificatemanager-certificate-domainvalidationoption.html",
        bad: r#"
Resources:
  Shop:
    Type: AWS::CertificateManager::Certificate
    Properties:
      DomainName: shop.example.com
      DomainValidationOptions:
        - DomainName: shop.example.com
          ValidationDomain: example.net
"#,
        good: r#"
Resources:
  Shop:
    Type: AWS::CertificateManager::Certificate
    Properties:
      DomainName: shop.example.com
      DomainValidationOptions:
        - DomainName: shop.example.com
          ValidationDomain: example.com
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for certificate in deployment.resources_of("AWS::CertificateManager::Certificate") {
        for option in certificate.get("DomainValidationOptions").items().known {
            let (own, above) = (option.get("DomainName"), option.get("ValidationDomain"));
            let (Some(name), Some(domain)) = (own.text(), above.text()) else {
                continue;
            };
            let name = name.trim_start_matches("*.").to_ascii_lowercase();
            let domain = domain.to_ascii_lowercase();
            let rest = name.strip_suffix(&*domain);
            if !rest.is_some_and(|rest| rest.is_empty() || rest.ends_with('.')) {
                let message = format!("{domain} is not {name}, and not above it");
                findings.report(above.place(), message);
            }
        }
    }
}
