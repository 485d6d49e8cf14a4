//! Target group that nobody registers targets with.

use stackwright_template::hash::HashSet;
use stackwright_template::{Segment, Severity};

use crate::deployment::{Deployment, DeploymentRule};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS625",
        family: Family::Operations,
        severity: Severity::Warning,
        title: "target group without targets",
        why: "a listener that forwards to it answers every request with 503, until somebody registers targets by hand",
        fix: "name the target group in `LoadBalancers` of a service, in `TargetGroupARNs` of an Auto Scaling group, or give it `Targets`",
        link: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-register-targets.html",
        bad: r#"
Parameters:
  VpcId:
    Type: AWS::EC2::VPC::Id
  Subnets:
    Type: List<AWS::EC2::Subnet::Id>
Resources:
  Balancer:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties:
      Scheme: internal
      Subnets: !Ref Subnets
  Targets:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties:
      TargetType: ip
      Protocol: HTTP
      Port: 80
      VpcId: !Ref VpcId
      HealthCheckPath: /
  Listener:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      LoadBalancerArn: !Ref Balancer
      Port: 80
      Protocol: HTTP
      DefaultActions:
        - Type: forward
          TargetGroupArn: !Ref Targets
"#,
        good: r#"
Parameters:
  VpcId:
    Type: AWS::EC2::VPC::Id
  Subnets:
    Type: List<AWS::EC2::Subnet::Id>
  Address:
    Type: String
Resources:
  Balancer:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties:
      Scheme: internal
      Subnets: !Ref Subnets
  Targets:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties:
      TargetType: ip
      Protocol: HTTP
      Port: 80
      VpcId: !Ref VpcId
      HealthCheckPath: /
      Targets:
        - Id: !Ref Address
  Listener:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      LoadBalancerArn: !Ref Balancer
      Port: 80
      Protocol: HTTP
      DefaultActions:
        - Type: forward
          TargetGroupArn: !Ref Targets
"#,
    },
    check,
};

/// What refers to target groups and registers nothing.
const USERS: [&str; 5] = [
    "AWS::ApplicationAutoScaling::ScalingPolicy",
    "AWS::CloudWatch::Alarm",
    "AWS::CloudWatch::Dashboard",
    "AWS::ElasticLoadBalancingV2::Listener",
    "AWS::ElasticLoadBalancingV2::ListenerRule",
];

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    if !deployment.sees_all() {
        return;
    }
    let uses = |id: &str| {
        let user = deployment.resource(id).map(|user| user.resource_type());
        user.is_some_and(|kind| USERS.contains(&kind))
    };
    let edges = deployment.edges().filter(|edge| !uses(edge.from));
    let mut filled: HashSet<&str> = edges.map(|edge| edge.to).collect();
    // Whoever is given its ARN can register targets.
    for reference in deployment.model().references() {
        if matches!(reference.path.segments(), [Segment::Key("Outputs"), ..]) {
            filled.insert(reference.target);
        }
    }
    let balancing = deployment.balancing();
    for group in &balancing.target_groups {
        let forwarded = !balancing.forwarders_of(group).is_empty();
        // What has a name can be looked up by it.
        let open = !group.get("Targets").is_absent() || !group.get("Name").is_absent();
        if forwarded && !open && !filled.contains(group.id()) {
            let message = format!("nothing registers targets with `{}`", group.id());
            findings.report(group.place(), message);
        }
    }
}
