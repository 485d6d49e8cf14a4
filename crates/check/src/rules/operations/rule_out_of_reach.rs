//! A rule of a listener that no request ever comes to.

use stackwright_template::{Severity, sort_few};

use crate::deployment::{Deployment, DeploymentRule, Property};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS626",
        family: Family::Operations,
        severity: Severity::Warning,
        title: "rule of a listener that no request comes to",
        why: "rules are tried one after the other by their priorities, and the first that takes a request is the last",
        fix: "let the rule come before the other, or ask for something else",
        link: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-rules.html",
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
        - Type: fixed-response
          FixedResponseConfig:
            StatusCode: '404'
  Old:
    Type: AWS::ElasticLoadBalancingV2::ListenerRule
    Properties:
      ListenerArn: !Ref Listener
      Priority: 10
      Conditions:
        - Field: path-pattern
          PathPatternConfig:
            Values: ['/api/*']
      Actions:
        - Type: fixed-response
          FixedResponseConfig:
            StatusCode: '200'
  New:
    Type: AWS::ElasticLoadBalancingV2::ListenerRule
    Properties:
      ListenerArn: !Ref Listener
      Priority: 20
      Conditions:
        - Field: path-pattern
          PathPatternConfig:
            Values: ['/api/*']
      Actions:
        - Type: fixed-response
          FixedResponseConfig:
            StatusCode: '503'
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
  Old:
    Type: AWS::ElasticLoadBalancingV2::ListenerRule
    Properties:
      ListenerArn: !Ref Listener
      Priority: 10
      Conditions:
        - Field: path-pattern
          PathPatternConfig:
            Values: ['/api/*']
      Actions:
        - Type: fixed-response
          FixedResponseConfig:
            StatusCode: '200'
  New:
    Type: AWS::ElasticLoadBalancingV2::ListenerRule
    Properties:
      ListenerArn: !Ref Listener
      Priority: 20
      Conditions:
        - Field: path-pattern
          PathPatternConfig:
            Values: ['/admin/*']
      Actions:
        - Type: fixed-response
          FixedResponseConfig:
            StatusCode: '503'
"#,
    },
    check,
};

/// Where the values of a condition are, and what else it has.
const PARTS: [&str; 8] = [
    "Values",
    "HostHeaderConfig/Values",
    "PathPatternConfig/Values",
    "HttpHeaderConfig/Values",
    "HttpRequestMethodConfig/Values",
    "QueryStringConfig/Values",
    "SourceIpConfig/Values",
    "HttpHeaderConfig/HttpHeaderName",
];

/// A rule whose conditions are all known.
struct Known<'d> {
    rule: Property<'d>,
    listener: String,
    number: f64,
    /// A text a condition, in order.
    conditions: Vec<String>,
}

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    let rules = deployment.balancing().rules.iter();
    let rules = rules.filter(|rule| !rule.is_default());
    let known = rules.filter_map(|rule| Known::of(rule.properties));
    let mut known: Vec<Known<'d>> = known.collect();
    sort_few(&mut known, |one, other| one.number < other.number);
    for (index, later) in known.iter().enumerate() {
        let before = known.iter().take(index);
        let mut before = before.filter(|rule| rule.listener == later.listener);
        let Some(first) = before.find(|rule| rule.takes_all(later)) else {
            continue;
        };
        // One number for both is said elsewhere.
        if first.number < later.number {
            let what = match first.conditions == later.conditions {
                true => "what this rule is for",
                false => "every request",
            };
            let message = format!("`{}` takes {what} before it", first.rule.id());
            findings.warn(later.rule.get("Priority").place(), message);
        }
    }
}

impl<'d> Known<'d> {
    fn of(rule: Property<'d>) -> Option<Self> {
        let conditions = rule.get("Conditions").items();
        let texts = conditions.known.iter().map(text);
        let mut texts = texts.collect::<Option<Vec<_>>>()?;
        sort_few(&mut texts, |one, other| one < other);
        conditions.complete.then_some(Known {
            rule,
            listener: rule.get("ListenerArn").identity()?,
            number: rule.get("Priority").number()?,
            conditions: texts,
        })
    }

    /// Whether nothing is left for another rule.
    fn takes_all(&self, other: &Self) -> bool {
        let is_any = |text: &String| text.split(',').any(|one| ANY.contains(&one));
        match self.conditions.as_slice() {
            [] => false,
            [only] if only.starts_with("path-pattern ") => {
                is_any(&only.replacen("path-pattern ", "", 1))
                    || self.conditions == other.conditions
            }
            _ => self.conditions == other.conditions,
        }
    }
}

/// Patterns that every path has.
const ANY: [&str; 2] = ["*", "/*"];

/// A condition as a text; nothing where part of it is not known, or has no place here.
fn text(condition: &Property<'_>) -> Option<String> {
    let field = condition.get("Field").text()?;
    let known = |part: &'static str| {
        let property = condition.get(part);
        if property.is_absent() {
            return Some(Vec::new());
        }
        let items = property.items();
        match (items.known.is_empty(), items.complete) {
            (true, _) => Some(vec![property.text()?.to_ascii_lowercase()]),
            (false, true) => items.known.iter().map(value).collect(),
            (false, false) => None,
        }
    };
    let mut values = Vec::new();
    for part in PARTS {
        values.extend(known(part)?);
    }
    sort_few(&mut values, |one, other| one < other);
    // Regular expressions are not compared.
    let is_said = !values.is_empty() && !has_regex(condition);
    is_said.then(|| format!("{field} {}", values.join(",")))
}

fn has_regex(condition: &Property<'_>) -> bool {
    ["HostHeaderConfig", "PathPatternConfig", "HttpHeaderConfig"]
        .iter()
        .any(|settings| condition.get(settings).get("RegexValues").is_given())
}

/// A value, or a pair of a key and a value.
fn value(value: &Property<'_>) -> Option<String> {
    if let Some(text) = value.text() {
        return Some(text.into_owned());
    }
    let (key, of_key) = (value.get("Key"), value.get("Value").text()?);
    match key.is_absent() {
        true => Some(format!("={of_key}")),
        false => Some(format!("{}={of_key}", key.text()?)),
    }
}
