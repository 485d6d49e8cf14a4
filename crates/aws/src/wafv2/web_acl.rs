use stackwright_cfn::wafv2 as cfn;
use stackwright_cfn::wafv2::web_acl as parts;
use stackwright_core::{
    Construct, Expr, IntoValue, Scope, Str, Text, Value, With, handle, non_empty,
};

use super::reach::Reach;
use super::{ManagedRuleGroup, RateLimit, Rule, RuleGroupHandle};
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
/// - `WAF103`: a set, or a rule group, for something else.
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

    /// Adds a rule, which is tried after those before.
    pub fn rule(mut self, rule: impl Into<Rule>) -> Self {
        self.rules.push(rule.into());
        self
    }

    /// Tries the rules of a [group](super::RuleGroup), under a name that is unique here.
    pub fn rule_group(self, name: impl Into<Text>, group: impl Into<RuleGroupHandle>) -> Self {
        self.rule(Rule::group(name.into(), group.into()))
    }

    /// Blocks what rules of [AWS's](super::ManagedRules), or of a [vendor](ManagedRuleGroup), block.
    pub fn managed(self, rules: impl Into<ManagedRuleGroup>) -> Self {
        self.rule(Rule::managed(rules.into(), false))
    }

    /// Counts what they would block, to see what they would do.
    pub fn count(self, rules: impl Into<ManagedRuleGroup>) -> Self {
        self.rule(Rule::managed(rules.into(), true))
    }

    /// Blocks an address that sends more requests than this in five minutes: 10 to 2,000,000,000. For
    /// other limits write a [`RateLimit`].
    pub fn rate_limit(self, requests: u32) -> Self {
        self.rule(RateLimit::new("RateLimit", requests))
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
        self.scope.check_region("a web ACL", scope);
        self.scope.check_sets(&self.rules, scope);
        let rules = self.rules.into_iter().zip(0_i64..);
        let rules = non_empty(rules.map(|(rule, priority)| rule.lower(priority)));
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
            .with(rules, |acl, rules| {
                acl.rules(Value::from_expr(Expr::List(rules)))
            });
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
pub(super) fn metric(path: &str) -> String {
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
