use stackwright_cfn::wafv2 as cfn;
use stackwright_cfn::wafv2::rule_group as parts;
use stackwright_core::{
    Construct, Expr, Int, IntoValue, Scope, Str, Value, With, handle, non_empty,
};

use super::Rule;
use super::reach::Reach;
use super::web_acl::metric;

/// Rules that several [web ACLs](super::WebAcl) share.
///
/// How much its rules may cost is fixed when it is made, and a change replaces it: leave room.
///
/// ```
/// use stackwright_aws::wafv2::{Part, Rule, RuleGroup, Statement, WebAcl};
/// # let app = stackwright_core::App::new();
/// # let web = app.stack("Web");
/// let admin = Statement::starts_with(Part::path(), "/admin");
/// let house = RuleGroup::regional(50).rule(Rule::block("Admin", admin));
/// let house = web.add("House", house);
/// web.add("Firewall", WebAcl::regional().rule_group("House", house));
/// ```
///
/// # Findings
///
/// - `WAF101`: one for CloudFront in a stack that is not in `us-east-1`.
/// - `WAF103`: a set for something else.
///
/// <https://docs.aws.amazon.com/waf/latest/developerguide/waf-user-created-rule-groups.html>
#[derive(Clone, Debug)]
pub struct RuleGroup {
    reach: Reach,
    capacity: Value<Int>,
    name: Option<Value<Str>>,
    description: Option<Value<Str>>,
    rules: Vec<Rule>,
}

impl RuleGroup {
    /// For load balancers of the stack's region, with rules of so many capacity units at most.
    pub fn regional(capacity: impl IntoValue<Int>) -> Self {
        RuleGroup::new(Reach::Regional, capacity.into_value())
    }

    /// For distributions, in a stack in `us-east-1` (`WAF101`).
    pub fn cloudfront(capacity: impl IntoValue<Int>) -> Self {
        RuleGroup::new(Reach::CloudFront, capacity.into_value())
    }

    fn new(reach: Reach, capacity: Value<Int>) -> Self {
        RuleGroup {
            reach,
            capacity,
            name: None,
            description: None,
            rules: Vec::new(),
        }
    }

    /// A group that exists, by its ARN: of this account, or of a vendor. It is left alone.
    pub fn imported(arn: impl IntoValue<Str>) -> ImportedRuleGroup {
        ImportedRuleGroup(arn.into_value())
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
}

impl Construct for RuleGroup {
    type Handle = RuleGroupHandle;

    fn build(self, scope: Scope<'_>) -> RuleGroupHandle {
        self.reach.check_region("a rule group", scope);
        self.reach.check_sets(&self.rules, scope);
        let rules = self.rules.into_iter().zip(0_i64..);
        let rules = non_empty(rules.map(|(rule, priority)| rule.lower(priority)));
        let seen = parts::VisibilityConfig::new()
            .cloud_watch_metrics_enabled(true)
            .metric_name(scope.identity_text(metric))
            .sampled_requests_enabled(true);
        let group = cfn::RuleGroup::new()
            .with(self.name, |group, name| group.name(name))
            .with(self.description, |group, text| group.description(text))
            .scope(match self.reach {
                Reach::Regional => parts::Scope::Regional,
                Reach::CloudFront => parts::Scope::Cloudfront,
            })
            .capacity(self.capacity)
            .visibility_config(seen)
            .with(rules, |group, rules| {
                group.rules(Value::from_expr(Expr::List(rules)))
            });
        scope.set_primary(scope.add("Resource", group));
        scope.set_data(self.reach);
        RuleGroupHandle::new(scope)
    }
}

/// A group that exists; see [`RuleGroup::imported`].
#[derive(Clone, Debug)]
pub struct ImportedRuleGroup(Value<Str>);

impl Construct for ImportedRuleGroup {
    type Handle = RuleGroupHandle;

    fn build(self, scope: Scope<'_>) -> RuleGroupHandle {
        scope.define("Arn", self.0);
        RuleGroupHandle::new(scope)
    }
}

handle! {
    /// Names a rule group.
    pub struct RuleGroupHandle(cfn::RuleGroupHandle);
}
