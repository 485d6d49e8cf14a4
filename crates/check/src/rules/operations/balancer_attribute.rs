//! An attribute that a load balancer cannot have.

use stackwright_template::Severity;

use crate::deployment::{Balancer, Deployment, DeploymentRule, attributes};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS620",
        family: Family::Operations,
        severity: Severity::Error,
        title: "attribute of a load balancer that cannot be",
        why: "Elastic Load Balancing refuses an attribute that the type of load balancer does not have, or a value out of its range",
        fix: "take out the attribute, or give it one of its values",
        link: "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_LoadBalancerAttribute.html",
        bad: r#"
Parameters:
  Subnets:
    Type: List<AWS::EC2::Subnet::Id>
Resources:
  Balancer:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties:
      Scheme: internal
      Subnets: !Ref Subnets
      LoadBalancerAttributes:
        - Key: idle_timeout.timeout_seconds
          Value: '4001'
"#,
        good: r#"
Parameters:
  Subnets:
    Type: List<AWS::EC2::Subnet::Id>
Resources:
  Balancer:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties:
      Scheme: internal
      Subnets: !Ref Subnets
      LoadBalancerAttributes:
        - Key: idle_timeout.timeout_seconds
          Value: '60'
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for load_balancer in &deployment.balancing().load_balancers {
        let kind = Balancer::of(load_balancer).map(attributes::Holder::Balancer);
        let list = load_balancer.get("LoadBalancerAttributes");
        attributes::of_load_balancer(&list, kind, findings);
    }
}
