//! A name that Elastic Load Balancing refuses.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule, Property};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS605",
        family: Family::Operations,
        severity: Severity::Error,
        title: "name of a load balancer or target group that is refused",
        why: "names have up to 32 letters, digits and hyphens, no hyphen at either end, and those of load balancers do not begin with `internal-`",
        fix: "choose a shorter or plainer name, or leave it out",
        link: "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html",
        bad: r#"
Parameters:
  Subnets:
    Type: List<AWS::EC2::Subnet::Id>
Resources:
  Balancer:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties:
      Name: internal-shop
      Scheme: internal
      Subnets: !Ref Subnets
"#,
        good: r#"
Parameters:
  Subnets:
    Type: List<AWS::EC2::Subnet::Id>
Resources:
  Balancer:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties:
      Name: shop-internal
      Scheme: internal
      Subnets: !Ref Subnets
"#,
    },
    check,
};

/// How many characters a name can have.
const LONG: usize = 32;

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    let balancing = deployment.balancing();
    for load_balancer in &balancing.load_balancers {
        let name = load_balancer.get("Name");
        let beginning = name
            .symbolic()
            .map(|text| text.beginning().to_ascii_lowercase());
        match beginning {
            Some(text) if text.starts_with("internal-") => {
                let message = format!("the name {} begins with `internal-`", name.shown());
                findings.report(name.place(), message);
            }
            _ => report(name, findings),
        }
    }
    for group in &balancing.target_groups {
        report(group.get("Name"), findings);
    }
}

fn report(name: Property<'_>, findings: &mut Findings<'_>) {
    if let Some(why) = fault(&name) {
        findings.report(name.place(), format!("the name {} {why}", name.shown()));
    }
}

/// What is certainly wrong with a name, of which parts may be unknown.
fn fault(name: &Property<'_>) -> Option<String> {
    let text = name.symbolic()?;
    let length: usize = text.literals().map(|part| part.chars().count()).sum();
    let allowed = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let strange = text.literals().flat_map(str::chars).find(|c| !allowed(*c));
    if length > LONG {
        return Some(format!("has {length} characters, and {LONG} are the most"));
    }
    if let Some(strange) = strange {
        return Some(format!("has the character {strange:?}"));
    }
    let ends_so = name.text().is_some_and(|name| name.ends_with('-'));
    (text.beginning().starts_with('-') || ends_so).then(|| "has a hyphen at its end".to_owned())
}
