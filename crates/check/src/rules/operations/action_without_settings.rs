//! An action of a listener that does not say what to do.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule, Property};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS606",
        family: Family::Operations,
        severity: Severity::Error,
        title: "action without what it needs",
        why: "Elastic Load Balancing refuses the listener or rule",
        fix: "a target group for `forward`, and for each other type the settings of that name",
        link: "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Action.html",
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
  Listener:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      LoadBalancerArn: !Ref Balancer
      Port: 80
      Protocol: HTTP
      DefaultActions:
        - Type: forward
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

/// What an action of each type needs one of.
const NEEDS: [(&str, &[&str]); 6] = [
    ("forward", &["TargetGroupArn", "ForwardConfig"]),
    ("redirect", &["RedirectConfig"]),
    ("fixed-response", &["FixedResponseConfig"]),
    ("authenticate-cognito", &["AuthenticateCognitoConfig"]),
    ("authenticate-oidc", &["AuthenticateOidcConfig"]),
    ("jwt-validation", &["JwtValidationConfig"]),
];

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for rule in &deployment.balancing().rules {
        for action in rule.actions().known {
            compare(&action, findings);
        }
    }
}

fn compare(action: &Property<'_>, findings: &mut Findings<'_>) {
    let kind = action.get("Type");
    let needs = NEEDS.iter().find(|(name, _)| kind.is(name));
    let Some((name, settings)) = needs else {
        return;
    };
    if settings.iter().all(|name| action.get(name).is_absent()) {
        let message = format!("a `{name}` action needs {}", shown(settings));
        findings.report(action.place(), message);
        return;
    }
    let config = action.get("ForwardConfig");
    let groups = config.get("TargetGroups").items();
    let none = groups.complete && groups.known.is_empty();
    if *name == "forward" && config.is_given() && none && action.get("TargetGroupArn").is_absent() {
        findings.report(config.place(), "a `forward` action needs a target group");
    }
    for group in groups.known {
        if group.get("TargetGroupArn").is_absent() {
            findings.report(group.place(), "no `TargetGroupArn` is given");
        }
    }
}

fn shown(settings: &[&str]) -> String {
    let quoted: Vec<String> = settings.iter().map(|name| format!("`{name}`")).collect();
    quoted.join(" or ")
}
