use stackwright_cfn::wafv2 as cfn;
use stackwright_cfn::wafv2::web_acl as parts;
use stackwright_codes as codes;
use stackwright_core::{
    Construct, IntoValue, Scope, Str, Text, Value, With, handle, non_empty, object,
};

use super::ManagedRules;
use crate::logs::LogGroupHandle;

/// Which requests are let through to load balancers, or by distributions.
///
/// All are, but for those that a rule blocks. Rules are tried in the order in which they are said;
/// each counts in CloudWatch, and samples of what it meets are kept.
///
/// ```
/// use stackwright_aws::wafv2::{ManagedRules, WebAcl, WebAclAssociation};
/// # use stackwright_aws::elb::LoadBalancerHandle;
/// # use stackwright_core::Scope;
/// # fn build(web: Scope<'_>, front: LoadBalancerHandle) {
/// let rules = WebAcl::regional()
///     .managed(ManagedRules::IpReputation)
///     .managed(ManagedRules::Common)
///     .rate_limit(2_000);
/// let acl = web.add("Firewall", rules);
/// web.add("FirewallOfFront", WebAclAssociation::new(acl, front));
/// # }
/// ```
///
/// # Findings
///
/// - `WAF101`: one for CloudFront in a stack that is not in `us-east-1`.
///
/// <https://docs.aws.amazon.com/waf/latest/developerguide/web-acl.html>
#[derive(Clone, Debug)]
pub struct WebAcl {
    scope: Reach,
    name: Option<Value<Str>>,
    description: Option<Value<Str>>,
    blocks: bool,
    rules: Vec<Rule>,
    logs: Option<LogGroupHandle>,
}

/// What it can protect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    Regional,
    CloudFront,
}

#[derive(Clone, Debug)]
enum Rule {
    Managed(ManagedRules, bool),
    Rate(u32),
}

impl WebAcl {
    /// For load balancers of the stack's region.
    pub fn regional() -> Self {
        WebAcl::new(Reach::Regional)
    }

    /// For distributions, in a stack in `us-east-1` (`WAF101`).
    pub fn cloudfront() -> Self {
        WebAcl::new(Reach::CloudFront)
    }

    /// One that exists, by its ARN.
    pub fn imported(arn: impl IntoValue<Str>) -> ImportedWebAcl {
        ImportedWebAcl(arn.into_value())
    }

    fn new(scope: Reach) -> Self {
        WebAcl {
            scope,
            name: None,
            description: None,
            blocks: false,
            rules: Vec::new(),
            logs: None,
        }
    }

    /// Names it. A named one cannot be replaced by CloudFormation.
    pub fn name(mut self, name: impl IntoValue<Str>) -> Self {
        self.name = Some(name.into_value());
        self
    }

    /// Says what it is for.
    pub fn describe(mut self, text: impl IntoValue<Str>) -> Self {
        self.description = Some(text.into_value());
        self
    }

    /// Blocks what rules of AWS's block.
    pub fn managed(mut self, rules: ManagedRules) -> Self {
        self.rules.push(Rule::Managed(rules, false));
        self
    }

    /// Counts what rules of AWS's would block, to see what they would do.
    pub fn count(mut self, rules: ManagedRules) -> Self {
        self.rules.push(Rule::Managed(rules, true));
        self
    }

    /// Blocks an address that sends more requests than this in five minutes: 10 to 2,000,000,000.
    pub fn rate_limit(mut self, requests: u32) -> Self {
        self.rules.push(Rule::Rate(requests));
        self
    }

    /// Blocks what no rule lets through.
    pub fn block_by_default(mut self) -> Self {
        self.blocks = true;
        self
    }

    /// Logs what it decides to this group, whose name begins with `aws-waf-logs-`. Adds `Logging`.
    ///
    /// <https://docs.aws.amazon.com/waf/latest/developerguide/logging-cw-logs.html>
    pub fn log_to(mut self, group: impl Into<LogGroupHandle>) -> Self {
        self.logs = Some(group.into());
        self
    }
}

impl Construct for WebAcl {
    type Handle = WebAclHandle;

    fn build(self, scope: Scope<'_>) -> WebAclHandle {
        let region = scope.stack().region();
        if let (Reach::CloudFront, Some(region)) = (self.scope, region)
            && region != "us-east-1"
        {
            let message = format!("a web ACL for CloudFront in `{region}`");
            scope.report(codes::WAF101.finding(message));
        }
        let rules = self.rules.into_iter().zip(0_u32..);
        let rules = rules.map(|(rule, priority)| rule.lower(priority));
        let action = match self.blocks {
            true => parts::DefaultAction::new().block(parts::BlockAction::new()),
            false => parts::DefaultAction::new().allow(parts::AllowAction::new()),
        };
        let metric: Value<Str> = scope.identity_text(metric);
        let acl = cfn::WebAcl::new()
            .with(self.name, |acl, name| acl.name(name))
            .with(self.description, |acl, text| acl.description(text))
            .scope(match self.scope {
                Reach::Regional => parts::Scope::Regional,
                Reach::CloudFront => parts::Scope::Cloudfront,
            })
            .default_action(action)
            .visibility_config(seen(metric))
            .with(non_empty(rules), |acl, rules| acl.rules(rules));
        let acl = scope.add("Resource", acl);
        scope.set_primary(acl);
        scope.set_data(self.scope);
        if let Some(group) = self.logs {
            let logging = cfn::LoggingConfiguration::new()
                .resource_arn(acl.arn())
                .log_destination_configs([group.arn()]);
            scope.add("Logging", logging);
        }
        WebAclHandle::new(scope)
    }
}

/// A path as the name of a metric.
fn metric(path: &str) -> String {
    let is_taken = |c: char| c.is_ascii_alphanumeric() || "-_#:.".contains(c);
    let taken = path.chars().map(|c| if is_taken(c) { c } else { '-' });
    taken.take(128).collect()
}

fn seen(name: Value<Str>) -> parts::VisibilityConfig {
    parts::VisibilityConfig::new()
        .cloud_watch_metrics_enabled(true)
        .metric_name(name)
        .sampled_requests_enabled(true)
}

impl Rule {
    fn lower(self, priority: u32) -> parts::Rule {
        let rule = parts::Rule::new().priority(priority);
        match self {
            Rule::Managed(rules, counts) => {
                let name: Text = rules.name();
                let group = parts::ManagedRuleGroupStatement::new()
                    .vendor_name("AWS")
                    .name(name.clone());
                let action = match counts {
                    true => parts::OverrideAction::new().count(object!({})),
                    false => parts::OverrideAction::new().none(object!({})),
                };
                rule.name(name.clone())
                    .statement(parts::Statement::new().managed_rule_group_statement(group))
                    .override_action(action)
                    .visibility_config(seen(name.into_value()))
            }
            Rule::Rate(requests) => {
                let rate = parts::RateBasedStatement::new()
                    .aggregate_key_type(parts::AggregateKeyType::Ip)
                    .limit(requests);
                let block = parts::RuleAction::new().block(parts::BlockAction::new());
                rule.name("RateLimit")
                    .statement(parts::Statement::new().rate_based_statement(rate))
                    .action(block)
                    .visibility_config(seen("RateLimit".into_value()))
            }
        }
    }
}

/// A web ACL that exists; see [`WebAcl::imported`].
#[derive(Clone, Debug)]
pub struct ImportedWebAcl(Value<Str>);

impl Construct for ImportedWebAcl {
    type Handle = WebAclHandle;

    fn build(self, scope: Scope<'_>) -> WebAclHandle {
        scope.define("Arn", self.0);
        WebAclHandle::new(scope)
    }
}

handle! {
    /// Names a web ACL.
    pub struct WebAclHandle(cfn::WebAclHandle);
}

impl WebAclHandle {
    pub(super) fn reach(self, scope: Scope<'_>) -> Option<Reach> {
        scope.data::<Reach>(self).as_deref().copied()
    }
}
