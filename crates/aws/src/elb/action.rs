use std::time::Duration;

use stackwright_core::{Expr, Handle, IntoValue, NodeId, Str, Value};

use super::conditions::text;
use super::{Authentication, TargetGroupHandle};
use crate::units::whole_seconds;
use crate::{gathered, mapped};

/// What a listener or a rule does with a request.
///
/// <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-action-types.html>
#[derive(Clone, Debug)]
pub struct Action {
    first: Option<Authentication>,
    last: Last,
    sticky: Option<Duration>,
}

#[derive(Clone, Debug)]
enum Last {
    Forward(Vec<(TargetGroupHandle, Option<u16>)>),
    Redirect(Redirect),
    Respond(FixedResponse),
}

impl Action {
    /// Passes requests on to a target group.
    pub fn forward(group: impl Into<TargetGroupHandle>) -> Self {
        Action::of(Last::Forward(vec![(group.into(), None)]))
    }

    /// Shares requests out among target groups, 1 to 5 of them, by weights of 0 to 999.
    pub fn weighted<G: Into<TargetGroupHandle>>(
        groups: impl IntoIterator<Item = (G, u16)>,
    ) -> Self {
        let groups = groups.into_iter();
        let groups = groups.map(|(group, weight)| (group.into(), Some(weight)));
        Action::of(Last::Forward(gathered(groups)))
    }

    /// Sends people elsewhere.
    pub fn redirect(redirect: Redirect) -> Self {
        Action::of(Last::Redirect(redirect))
    }

    /// Answers by itself, with a status code or a whole [`FixedResponse`].
    pub fn respond(response: impl Into<FixedResponse>) -> Self {
        Action::of(Last::Respond(response.into()))
    }

    fn of(last: Last) -> Self {
        Action {
            first: None,
            last,
            sticky: None,
        }
    }

    /// Finds out first who a request comes from. The group of the load balancer, where it is one of
    /// this program, lets it reach the provider: HTTPS anywhere.
    pub fn authenticate(mut self, who: impl Into<Authentication>) -> Self {
        self.first = Some(who.into());
        self
    }

    /// The same where nothing has been said about it.
    pub(super) fn or_authenticate(mut self, who: Option<Authentication>) -> Self {
        self.first = self.first.or(who);
        self
    }

    pub(super) fn authenticates(&self) -> bool {
        self.first.is_some()
    }

    /// Sends a client to the same of several target groups, so long after its first request: 1
    /// second to 7 days.
    pub fn sticky(mut self, duration: Duration) -> Self {
        self.sticky = Some(duration);
        self
    }

    /// Whether it answers by itself, whoever asks.
    pub(super) fn responds(&self) -> bool {
        self.first.is_none() && matches!(self.last, Last::Respond(_))
    }

    /// Whether it sends whoever asks elsewhere.
    pub(super) fn redirects(&self) -> bool {
        self.first.is_none() && matches!(self.last, Last::Redirect(_))
    }

    /// The target groups that it forwards to.
    pub(super) fn groups(&self) -> Vec<NodeId> {
        match &self.last {
            Last::Forward(groups) => gathered(groups.iter().map(|(group, _)| group.node())),
            _ => Vec::new(),
        }
    }

    /// The list of actions, as listeners and rules have them.
    pub(super) fn lower<K>(self, is_rule: bool) -> Value<K> {
        let last = match self.last {
            Last::Forward(groups) => forward(groups, self.sticky),
            Last::Redirect(redirect) => redirect.lower(),
            Last::Respond(response) => response.lower(),
        };
        let all = match self.first {
            None => vec![Expr::object(last)],
            Some(first) => {
                let order = |number| [("Order", Expr::Int(number))];
                let first = first.lower(is_rule).into_iter().chain(order(1));
                vec![
                    Expr::object(first),
                    Expr::object(last.into_iter().chain(order(2))),
                ]
            }
        };
        Value::from_expr(Expr::List(all))
    }
}

type Settings = Vec<(&'static str, Expr)>;

fn forward(groups: Vec<(TargetGroupHandle, Option<u16>)>, sticky: Option<Duration>) -> Settings {
    if let ([(group, None)], None) = (&groups[..], sticky) {
        return vec![
            ("Type", Expr::from("forward")),
            ("TargetGroupArn", arn(*group)),
        ];
    }
    let tuple = |(group, weight): (_, Option<u16>)| {
        let weight = weight.unwrap_or(1);
        Expr::object([
            ("TargetGroupArn", arn(group)),
            ("Weight", Expr::Int(weight.into())),
        ])
    };
    let tuples = Expr::List(mapped(groups, tuple));
    let mut config = vec![("TargetGroups", tuples)];
    if let Some(duration) = sticky {
        let seconds = Expr::Int(whole_seconds(duration));
        let sticky = [("Enabled", Expr::Bool(true)), ("DurationSeconds", seconds)];
        config.push(("TargetGroupStickinessConfig", Expr::object(sticky)));
    }
    vec![
        ("Type", Expr::from("forward")),
        ("ForwardConfig", Expr::object(config)),
    ]
}

fn arn(group: TargetGroupHandle) -> Expr {
    group.reference().into_expr()
}

/// Where people are sent; what is not said stays as it was asked for.
#[derive(Clone, Debug)]
pub struct Redirect {
    code: &'static str,
    parts: Vec<(&'static str, Expr)>,
}

impl Redirect {
    /// For good (301): browsers remember it.
    pub fn permanent() -> Self {
        Redirect {
            code: "HTTP_301",
            parts: Vec::new(),
        }
    }

    /// For now (302).
    pub fn temporary() -> Self {
        Redirect {
            code: "HTTP_302",
            parts: Vec::new(),
        }
    }

    /// To HTTPS on port 443, for good.
    pub fn to_https() -> Self {
        Redirect::permanent().protocol("HTTPS").port(443)
    }

    /// To this protocol: `HTTP` or `HTTPS`.
    pub fn protocol(self, protocol: impl IntoValue<Str>) -> Self {
        self.part("Protocol", text(protocol))
    }

    /// To this port.
    pub fn port(self, port: u16) -> Self {
        self.part("Port", text(port))
    }

    /// To this host; `#{host}` in it is the one that was asked for.
    pub fn host(self, host: impl IntoValue<Str>) -> Self {
        self.part("Host", text(host))
    }

    /// To this path; `#{path}` in it is the one that was asked for, without its first slash.
    pub fn path(self, path: impl IntoValue<Str>) -> Self {
        self.part("Path", text(path))
    }

    /// With this query; `#{query}` in it is the one that was asked with.
    pub fn query(self, query: impl IntoValue<Str>) -> Self {
        self.part("Query", text(query))
    }

    fn part(mut self, name: &'static str, value: Expr) -> Self {
        self.parts.retain(|(known, _)| *known != name);
        self.parts.push((name, value));
        self
    }

    fn lower(self) -> Settings {
        let code = ("StatusCode", Expr::from(self.code));
        let config = Expr::object(self.parts.into_iter().chain([code]));
        vec![("Type", Expr::from("redirect")), ("RedirectConfig", config)]
    }
}

/// An answer that the load balancer gives by itself.
#[derive(Clone, Debug)]
pub struct FixedResponse {
    code: u16,
    body: Option<(&'static str, Expr)>,
}

impl FixedResponse {
    /// Without a body, with this code: 2xx, 4xx or 5xx.
    pub fn status(code: u16) -> Self {
        FixedResponse { code, body: None }
    }

    /// With a plain text, at most 1,024 characters.
    pub fn text(self, body: impl IntoValue<Str>) -> Self {
        self.body("text/plain", text(body))
    }

    /// With a page, at most 1,024 characters.
    pub fn html(self, body: impl IntoValue<Str>) -> Self {
        self.body("text/html", text(body))
    }

    /// With JSON, at most 1,024 characters.
    pub fn json(self, body: impl IntoValue<Str>) -> Self {
        self.body("application/json", text(body))
    }

    fn body(mut self, kind: &'static str, body: Expr) -> Self {
        self.body = Some((kind, body));
        self
    }

    fn lower(self) -> Settings {
        let mut config = vec![("StatusCode", Expr::from(self.code.to_string()))];
        if let Some((kind, body)) = self.body {
            config.push(("ContentType", Expr::from(kind)));
            config.push(("MessageBody", body));
        }
        vec![
            ("Type", Expr::from("fixed-response")),
            ("FixedResponseConfig", Expr::object(config)),
        ]
    }
}

impl From<u16> for FixedResponse {
    fn from(code: u16) -> Self {
        FixedResponse::status(code)
    }
}
