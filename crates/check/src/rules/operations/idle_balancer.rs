//! A load balancer without a listener.

use stackwright_template::Segment;
use stackwright_template::Severity;
use stackwright_template::hash::HashSet;

use crate::deployment::{Deployment, DeploymentRule};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS622",
        family: Family::Operations,
        severity: Severity::Warning,
        title: "load balancer without a listener",
        why: "it takes no requests, and costs as much as one that does",
        fix: "add a listener, or take the load balancer out",
        link: "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateListener.html",
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
  Listener:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      LoadBalancerArn: !Ref Balancer
      Port: 80
      Protocol: HTTP
      DefaultActions:
        - Type: fixed-response
          FixedResponseConfig:
            StatusCode: '404'
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    if !deployment.sees_all() {
        return;
    }
    // Whoever is given its ARN can add a listener: another stack, a custom resource.
    let elsewhere = |resource: &str| {
        let kind = deployment
            .resource(resource)
            .map(|resource| resource.resource_type());
        kind.is_some_and(|kind| {
            kind.ends_with("::Listener")
                || kind == "AWS::CloudFormation::Stack"
                || !kind.starts_with("AWS::")
        })
    };
    let edges = deployment.edges().filter(|edge| elsewhere(edge.from));
    let mut used: HashSet<&str> = edges.map(|edge| edge.to).collect();
    for reference in deployment.model().references() {
        let arn = matches!(reference.attribute, None | Some("LoadBalancerArn"));
        if arn && matches!(reference.path.segments(), [Segment::Key("Outputs"), ..]) {
            used.insert(reference.target);
        }
    }
    for load_balancer in &deployment.balancing().load_balancers {
        if !used.contains(load_balancer.id()) {
            let message = format!(
                "no listener of this template belongs to `{}`",
                load_balancer.id()
            );
            findings.report(load_balancer.place(), message);
        }
    }
}
