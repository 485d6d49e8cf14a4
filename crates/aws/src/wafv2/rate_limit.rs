use std::time::Duration;

use stackwright_core::{Expr, NodeId, Text};

use super::{Rule, Statement};
use crate::units::whole_seconds;

/// How many requests one caller may send: a [rule](Rule) that blocks those above.
///
/// A caller is an address, and the limit is for five minutes, if nothing else is said.
///
/// ```
/// use stackwright_aws::units::DurationExt;
/// use stackwright_aws::wafv2::{Part, RateLimit, Statement, WebAcl};
///
/// let login = Statement::starts_with(Part::path(), "/login");
/// let limit = RateLimit::new("Logins", 20).within(1.minutes()).only(login).respond(429);
/// let acl = WebAcl::regional().rule(limit);
/// ```
///
/// <https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statement-type-rate-based.html>
#[derive(Clone, Debug)]
pub struct RateLimit {
    pub(super) name: Text,
    pub(super) action: &'static str,
    pub(super) response: Option<u16>,
    limit: u32,
    window: Option<Duration>,
    by: By,
    only: Option<Statement>,
}

/// What requests are counted by.
#[derive(Clone, Debug)]
enum By {
    Address,
    Forwarded(Text),
    All,
    Header(Text),
}

impl RateLimit {
    /// Blocks an address that sends more requests than this: 10 to 2,000,000,000.
    pub fn new(name: impl Into<Text>, requests: u32) -> Self {
        RateLimit {
            name: name.into(),
            action: "Block",
            response: None,
            limit: requests,
            window: None,
            by: By::Address,
            only: None,
        }
    }

    /// Within 1, 2, 5 or 10 minutes; within 5, if this is not said.
    pub fn within(mut self, time: Duration) -> Self {
        self.window = Some(time);
        self
    }

    /// Counts those requests alone that are like this.
    pub fn only(mut self, statement: impl Into<Statement>) -> Self {
        self.only = Some(statement.into());
        self
    }

    /// Counts requests by the first address in a header, as `X-Forwarded-For`; those without are not
    /// counted.
    pub fn by_forwarded_address(mut self, header: impl Into<Text>) -> Self {
        self.by = By::Forwarded(header.into());
        self
    }

    /// Counts requests by the value of a header, as of an API key.
    pub fn by_header(mut self, name: impl Into<Text>) -> Self {
        self.by = By::Header(name.into());
        self
    }

    /// Counts all requests together, from wherever they come.
    pub fn all_together(mut self) -> Self {
        self.by = By::All;
        self
    }

    /// Answers what it blocks with this status, as `429`; with 403, if this is not said.
    pub fn respond(mut self, status: u16) -> Self {
        self.response = Some(status);
        self
    }

    /// Counts what it would block, to see what it would do.
    pub fn counting(mut self) -> Self {
        self.action = "Count";
        self.response = None;
        self
    }

    pub(super) fn names(&self) -> Vec<NodeId> {
        let only = self.only.iter();
        only.flat_map(|statement| statement.sets.clone()).collect()
    }

    pub(super) fn lower(self) -> Expr {
        let (kind, more) = match self.by {
            By::Address => ("IP", None),
            By::All => ("CONSTANT", None),
            By::Forwarded(header) => {
                let config = Expr::object([
                    ("HeaderName", Expr::Str(header)),
                    ("FallbackBehavior", Expr::from("NO_MATCH")),
                ]);
                ("FORWARDED_IP", Some(("ForwardedIPConfig", config)))
            }
            By::Header(name) => {
                let as_it_is = [("Priority", Expr::Int(0)), ("Type", Expr::from("NONE"))];
                let header = Expr::object([
                    ("Name", Expr::Str(name)),
                    (
                        "TextTransformations",
                        Expr::List(vec![Expr::object(as_it_is)]),
                    ),
                ]);
                let key = Expr::object([("Header", header)]);
                ("CUSTOM_KEYS", Some(("CustomKeys", Expr::List(vec![key]))))
            }
        };
        let mut settings = vec![
            ("AggregateKeyType", Expr::from(kind)),
            ("Limit", Expr::Int(self.limit.into())),
        ];
        if let Some(window) = self.window {
            settings.push(("EvaluationWindowSec", Expr::Int(whole_seconds(window))));
        }
        settings.extend(more);
        if let Some(only) = self.only {
            settings.push(("ScopeDownStatement", only.what));
        }
        Expr::object([("RateBasedStatement", Expr::object(settings))])
    }
}

impl From<RateLimit> for Rule {
    fn from(limit: RateLimit) -> Self {
        Rule::limit(limit)
    }
}
