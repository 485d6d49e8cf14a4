//! Actions of a listener that do not end in an answer.

use stackwright_template::{Severity, sort_few};

use crate::deployment::{Deployment, DeploymentRule, Property};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS607",
        family: Family::Operations,
        severity: Severity::Error,
        title: "actions that do not end in an answer",
        why: "one action, the last, forwards, redirects or answers; Elastic Load Balancing refuses the listener or rule otherwise",
        fix: "end with one action of the type `forward`, `redirect` or `fixed-response`",
        link: "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Action.html",
        bad: r#"
Parameters:
  Pool:
    Type: String
  Certificate:
    Type: String
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
      Port: 443
      Protocol: HTTPS
      Certificates:
        - CertificateArn: !Ref Certificate
      DefaultActions:
        - Type: authenticate-cognito
          Order: 1
          AuthenticateCognitoConfig:
            UserPoolArn: !Ref Pool
            UserPoolClientId: client
            UserPoolDomain: shop
"#,
        good: r#"
Parameters:
  Pool:
    Type: String
  Certificate:
    Type: String
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
      Port: 443
      Protocol: HTTPS
      Certificates:
        - CertificateArn: !Ref Certificate
      DefaultActions:
        - Type: authenticate-cognito
          Order: 1
          AuthenticateCognitoConfig:
            UserPoolArn: !Ref Pool
            UserPoolClientId: client
            UserPoolDomain: shop
        - Type: fixed-response
          Order: 2
          FixedResponseConfig:
            StatusCode: '404'
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for rule in &deployment.balancing().rules {
        let name = rule.actions_name();
        let actions = rule.actions();
        if actions.complete
            && let Some(why) = fault(actions.known)
        {
            findings.report(rule.properties.get(name).place(), why);
        }
        for action in rule.actions().known {
            let kind = action.get("Type").text().unwrap_or_default();
            let listener = rule.listener.map(|listener| listener.get("Protocol"));
            let plain = listener
                .and_then(|protocol| protocol.text())
                .is_some_and(|text| text == "HTTP");
            if plain && (kind.starts_with("authenticate-") || kind == "jwt-validation") {
                let message =
                    format!("a listener of the protocol HTTP cannot have a `{kind}` action");
                findings
                    .report(action.place(), message)
                    .help("let the listener have the protocol HTTPS");
            }
        }
    }
}

fn fault(mut actions: Vec<Property<'_>>) -> Option<String> {
    let kinds = actions.iter().map(|action| action.get("Type").text());
    kinds.collect::<Option<Vec<_>>>()?;
    let order = |action: &Property<'_>| action.get("Order").number();
    if actions.len() > 1 {
        if actions.iter().any(|action| order(action).is_none()) {
            return actions
                .iter()
                .any(|action| action.get("Order").is_absent())
                .then(|| "of several actions each needs an `Order`".to_owned());
        }
        sort_few(&mut actions, |one, other| order(one) < order(other));
    }
    let answers = |action: &&Property<'_>| {
        let kind = action.get("Type").text().unwrap_or_default();
        matches!(&*kind, "forward" | "redirect" | "fixed-response")
    };
    let Some(last) = actions.last() else {
        return Some("no action is given".to_owned());
    };
    if !answers(&last) {
        let kind = last.get("Type").shown();
        return Some(format!(
            "the last action is `{kind}`, which does not answer"
        ));
    }
    let several = actions.iter().filter(answers).count();
    (several > 1).then(|| format!("{several} actions answer, and only the last one can"))
}
