use stackwright_core::{Expr, Handle, NodeId, Text, Value};

use super::{ManagedRuleGroup, RateLimit, RuleGroupHandle, Statement};

/// What is done with requests of a kind, in a [web ACL](super::WebAcl) or a
/// [rule group](super::RuleGroup).
///
/// Rules are tried in the order in which they are said, until one lets a request through or blocks it.
///
/// ```
/// use stackwright_aws::wafv2::{Caller, Part, Rule, Statement, WebAcl};
/// # let app = stackwright_core::App::new();
/// # let web = app.stack("Web");
/// let abroad = Statement::from(Caller::countries(["DE"])).not();
/// let admin = Statement::starts_with(Part::path().lowercase(), "/admin");
/// let acl = WebAcl::regional()
///     .rule(Rule::block("Abroad", abroad))
///     .rule(Rule::captcha("Admin", admin));
/// web.add("Firewall", acl);
/// ```
///
/// <https://docs.aws.amazon.com/waf/latest/developerguide/waf-rules.html>
#[derive(Clone, Debug)]
pub struct Rule {
    name: Text,
    what: What,
    action: &'static str,
    response: Option<u16>,
    labels: Vec<Text>,
}

#[derive(Clone, Debug)]
enum What {
    Statement(Statement),
    Rate(Box<RateLimit>),
    Managed(Box<ManagedRuleGroup>),
    Group(RuleGroupHandle),
}

impl Rule {
    /// Blocks requests that are like this.
    pub fn block(name: impl Into<Text>, statement: impl Into<Statement>) -> Self {
        Rule::of_statement(name.into(), "Block", statement.into())
    }

    /// Lets requests through that are like this, whatever later rules say.
    pub fn allow(name: impl Into<Text>, statement: impl Into<Statement>) -> Self {
        Rule::of_statement(name.into(), "Allow", statement.into())
    }

    /// Counts requests that are like this, and goes on.
    pub fn count(name: impl Into<Text>, statement: impl Into<Statement>) -> Self {
        Rule::of_statement(name.into(), "Count", statement.into())
    }

    /// Has whoever sends requests that are like this solve a puzzle.
    pub fn captcha(name: impl Into<Text>, statement: impl Into<Statement>) -> Self {
        Rule::of_statement(name.into(), "Captcha", statement.into())
    }

    /// Finds out whether a browser sends requests that are like this, without asking anybody.
    pub fn challenge(name: impl Into<Text>, statement: impl Into<Statement>) -> Self {
        Rule::of_statement(name.into(), "Challenge", statement.into())
    }

    /// Blocks requests that are like this, and answers with this status, as `429`.
    pub fn block_with(name: impl Into<Text>, statement: impl Into<Statement>, status: u16) -> Self {
        Rule {
            response: Some(status),
            ..Rule::block(name, statement)
        }
    }

    pub(super) fn limit(limit: RateLimit) -> Self {
        Rule {
            response: limit.response,
            ..Rule::new(
                limit.name.clone(),
                limit.action,
                What::Rate(Box::new(limit)),
            )
        }
    }

    pub(super) fn managed(group: ManagedRuleGroup, counts: bool) -> Self {
        let action = if counts { "Count" } else { "None" };
        Rule::new(group.name(), action, What::Managed(Box::new(group)))
    }

    pub(super) fn group(name: Text, group: RuleGroupHandle) -> Self {
        Rule::new(name, "None", What::Group(group))
    }

    fn of_statement(name: Text, action: &'static str, statement: Statement) -> Self {
        Rule::new(name, action, What::Statement(statement))
    }

    fn new(name: Text, action: &'static str, what: What) -> Self {
        Rule {
            name,
            what,
            action,
            response: None,
            labels: Vec::new(),
        }
    }

    /// Puts a label on requests, for rules that come later.
    pub fn with_label(mut self, label: impl Into<Text>) -> Self {
        self.labels.push(label.into());
        self
    }

    /// The sets and groups that it names.
    pub(super) fn names(&self) -> Vec<NodeId> {
        match &self.what {
            What::Statement(statement) => statement.sets.clone(),
            What::Rate(limit) => limit.names(),
            What::Managed(group) => group.names(),
            What::Group(group) => vec![group.node()],
        }
    }

    /// As a web ACL and a rule group have it.
    pub(super) fn lower(self, priority: i64) -> Expr {
        let nothing = || Expr::object([] as [(&str, Expr); 0]);
        let does = match (self.action, self.response) {
            ("Block", Some(status)) => {
                let response = Expr::object([("ResponseCode", Expr::Int(status.into()))]);
                Expr::object([("CustomResponse", response)])
            }
            _ => nothing(),
        };
        let key = match &self.what {
            // What a group does stands in it; here it may be overridden.
            What::Managed(_) | What::Group(_) => "OverrideAction",
            What::Statement(_) | What::Rate(_) => "Action",
        };
        let statement = match self.what {
            What::Statement(statement) => statement.what,
            What::Managed(group) => group.lower(),
            What::Group(group) => {
                let arn: Value<stackwright_core::Str> = group.arn().assume();
                let arn = Expr::object([("Arn", arn.into_expr())]);
                Expr::object([("RuleGroupReferenceStatement", arn)])
            }
            What::Rate(limit) => limit.lower(),
        };
        let mut rule = vec![
            ("Priority", Expr::Int(priority)),
            ("Name", Expr::Str(self.name.clone())),
            ("Statement", statement),
            (key, Expr::object([(self.action, does)])),
            ("VisibilityConfig", seen(self.name)),
        ];
        if !self.labels.is_empty() {
            let labels = self.labels.into_iter();
            let labels = labels.map(|label| Expr::object([("Name", Expr::Str(label))]));
            rule.push(("RuleLabels", Expr::List(labels.collect())));
        }
        Expr::object(rule)
    }
}

/// That it counts in CloudWatch, and samples of what it meets are kept.
pub(super) fn seen(name: Text) -> Expr {
    Expr::object([
        ("CloudWatchMetricsEnabled", Expr::Bool(true)),
        ("MetricName", Expr::Str(name)),
        ("SampledRequestsEnabled", Expr::Bool(true)),
    ])
}
