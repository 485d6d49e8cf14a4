//! Conditions of a listener's rule that cannot be.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule, Property};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS613",
        family: Family::Operations,
        severity: Severity::Error,
        title: "condition of a rule that Elastic Load Balancing refuses",
        why: "a rule has at least one condition, five values at most, and each condition a field and values for it; hosts are names, without a protocol and a path, and paths begin with `/`",
        fix: "name a field such as `path-pattern` with its values; split a rule that has too many",
        link: "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateRule.html",
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
  Rule:
    Type: AWS::ElasticLoadBalancingV2::ListenerRule
    Properties:
      ListenerArn: !Ref Listener
      Priority: 10
      Conditions:
        - Field: path-pattern
          Values: [/a, /b, /c, /d, /e, /f]
      Actions:
        - Type: fixed-response
          FixedResponseConfig:
            StatusCode: '404'
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
  Rule:
    Type: AWS::ElasticLoadBalancingV2::ListenerRule
    Properties:
      ListenerArn: !Ref Listener
      Priority: 10
      Conditions:
        - Field: path-pattern
          Values: [/a, /b, /c, /d, /e]
      Actions:
        - Type: fixed-response
          FixedResponseConfig:
            StatusCode: '404'
"#,
    },
    check,
};

/// How many values all conditions of a rule can have together.
const MANY: usize = 5;
/// The fields, with the settings that have their values, and whether a rule has each once only.
const FIELDS: [(&str, &str, bool); 6] = [
    ("host-header", "HostHeaderConfig", true),
    ("path-pattern", "PathPatternConfig", true),
    ("http-header", "HttpHeaderConfig", false),
    ("http-request-method", "HttpRequestMethodConfig", true),
    ("query-string", "QueryStringConfig", false),
    ("source-ip", "SourceIpConfig", true),
];
/// Where the settings of a field have values.
const LISTS: [&str; 2] = ["Values", "RegexValues"];

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for rule in &deployment.balancing().rules {
        if rule.is_default() {
            continue;
        }
        let conditions = rule.properties.get("Conditions");
        let items = conditions.items();
        if items.complete && items.known.is_empty() {
            // In a branch of `Fn::If` it may stand for what nobody asks for.
            let message = "the rule has no condition";
            let own = rule.properties.resource().property("Conditions");
            match own.is_some_and(|own| own.as_call().is_some()) {
                true => findings.warn(conditions.place(), message),
                false => findings.report(conditions.place(), message),
            };
        }
        let values: usize = items
            .known
            .iter()
            .map(|condition| values(condition).len())
            .sum();
        if values > MANY {
            let message = format!("the conditions have {values} values, and {MANY} are the most");
            findings.report(conditions.place(), message);
        }
        for condition in &items.known {
            if let Some(why) = fault(condition) {
                findings.report(condition.place(), why);
            }
            patterns(condition, findings);
        }
        for (field, _, once) in FIELDS {
            let of_field = |condition: &&Property<'d>| condition.get("Field").is(field);
            if let (true, Some(second)) = (once, items.known.iter().filter(of_field).nth(1)) {
                findings.report(
                    second.place(),
                    format!("a rule can have one `{field}` only"),
                );
            }
        }
    }
}

/// The values of a condition, in either of the places that it has for them.
fn values<'d>(condition: &Property<'d>) -> Vec<Property<'d>> {
    let mut values = condition.get("Values").items().known;
    for (_, settings, _) in FIELDS {
        for list in LISTS {
            values.extend(condition.get(settings).get(list).items().known);
        }
    }
    values
}

/// Hosts that are none, and paths that no request has.
fn patterns(condition: &Property<'_>, findings: &mut Findings<'_>) {
    let field = condition.get("Field");
    let Some((_, settings, _)) = FIELDS.iter().find(|(name, ..)| field.is(name)) else {
        return;
    };
    let own = condition.get(settings).get("Values").items().known;
    let plain = condition.get("Values").items().known;
    for value in own.into_iter().chain(plain) {
        let Some(text) = value.text() else { continue };
        let is_of_name = |c: char| c.is_ascii_alphanumeric() || "-_.*?".contains(c);
        if field.is("host-header") && !text.chars().all(is_of_name) {
            findings
                .report(value.place(), format!("{text} is no name of a host"))
                .help("a name, as `api.example.com` or `*.example.com`");
        }
        if field.is("path-pattern") && !text.starts_with(['/', '*', '?']) {
            findings
                .warn(value.place(), format!("no path begins as {text} does"))
                .help(format!("begin with `/`, as `/{text}`"));
        }
    }
}

fn fault(condition: &Property<'_>) -> Option<String> {
    let field = condition.get("Field");
    let text = field.text()?;
    let Some((_, settings, _)) = FIELDS.iter().find(|(name, ..)| *name == text) else {
        return Some(format!("there is no field `{text}`"));
    };
    let (own, plain) = (condition.get(settings), condition.get("Values"));
    if own.is_given() && plain.is_given() {
        return Some(format!("`Values` and `{settings}` are given both"));
    }
    let empty = |list: &Property<'_>| list.items().complete && list.items().known.is_empty();
    let none = LISTS.iter().all(|list| empty(&own.get(list)));
    let none = none && (!matches!(&*text, "host-header" | "path-pattern") || empty(&plain));
    if none {
        return Some(format!("`{text}` has no values"));
    }
    let nameless = text == "http-header" && own.get("HttpHeaderName").is_absent();
    nameless.then(|| "no `HttpHeaderName` is given".to_owned())
}
