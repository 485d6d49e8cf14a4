use stackwright_core::{Expr, IntoValue, List, Props, Str, Text};

use super::Principal;
use crate::keyed::sort_by_text;
use crate::{gathered, mapped};

/// Whether a statement allows or forbids.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// It allows.
    Allow,
    /// It forbids, whatever else allows.
    Deny,
}

/// One statement of a policy.
///
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_statement.html>
///
/// ```
/// use stackwright_aws::iam::Statement;
///
/// let read = Statement::allow(["s3:GetObject"])
///     .on(["arn:aws:s3:::reports/*"])
///     .when("Bool", "aws:SecureTransport", "true");
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    pub(crate) sid: Option<Text>,
    pub(crate) effect: Effect,
    pub(crate) principals: Vec<Principal>,
    pub(crate) actions: Vec<Text>,
    pub(crate) resources: Vec<Expr>,
    /// Operator, key and value.
    pub(crate) conditions: Vec<(Text, Text, Expr)>,
}

impl Statement {
    /// Allows these actions, as `s3:GetObject`.
    pub fn allow<A: Into<Text>>(actions: impl IntoIterator<Item = A>) -> Self {
        Statement::new(Effect::Allow, actions)
    }

    /// Forbids these actions.
    pub fn deny<A: Into<Text>>(actions: impl IntoIterator<Item = A>) -> Self {
        Statement::new(Effect::Deny, actions)
    }

    fn new<A: Into<Text>>(effect: Effect, actions: impl IntoIterator<Item = A>) -> Self {
        Statement {
            sid: None,
            effect,
            principals: Vec::new(),
            actions: gathered(actions.into_iter().map(Into::into)),
            resources: Vec::new(),
            conditions: Vec::new(),
        }
    }

    /// The resources that it speaks of, by ARN. Policies of a resource may leave this out.
    pub fn on<R: IntoValue<Str>>(mut self, resources: impl IntoIterator<Item = R>) -> Self {
        for resource in resources {
            self.resources.push(resource.into_value().into_expr());
        }
        self
    }

    /// Every resource: for actions that know no narrower one.
    pub fn on_all(self) -> Self {
        self.on(["*"])
    }

    /// Whom it speaks of, in the policy of a resource or in a trust policy.
    pub fn to(mut self, principal: Principal) -> Self {
        self.principals.push(principal);
        self
    }

    /// Where it holds: `when("StringEquals", "aws:SourceAccount", account)`. Said again of the
    /// same key, for either value.
    pub fn when(
        mut self,
        operator: impl Into<Text>,
        key: impl Into<Text>,
        value: impl IntoValue<Str>,
    ) -> Self {
        let value = value.into_value().into_expr();
        self.conditions.push((operator.into(), key.into(), value));
        self
    }

    /// Where it holds, for any of several values.
    pub fn when_any(
        mut self,
        operator: impl Into<Text>,
        key: impl Into<Text>,
        values: impl IntoValue<List<Str>>,
    ) -> Self {
        let values = values.into_value().into_expr();
        self.conditions.push((operator.into(), key.into(), values));
        self
    }

    /// Names the statement: letters and digits.
    pub fn sid(mut self, sid: impl Into<Text>) -> Self {
        self.sid = Some(sid.into());
        self
    }

    /// The same without actions and resources. Where it holds is sorted by a text for each value.
    pub(crate) fn circumstances(&self, said: impl Fn(&Expr) -> String) -> Statement {
        let mut conditions = self.conditions.clone();
        sort_by_text(&mut conditions, |(operator, key, value)| {
            [operator, key, said(value).as_str()].join("\0")
        });
        conditions.dedup();
        Statement {
            sid: self.sid.clone(),
            effect: self.effect,
            principals: self.principals.clone(),
            actions: Vec::new(),
            resources: Vec::new(),
            conditions,
        }
    }

    pub(crate) fn into_expr(self) -> Expr {
        let mut props = Props::new();
        if let Some(sid) = self.sid {
            props.set("Sid", Expr::Str(sid));
        }
        let effect = match self.effect {
            Effect::Allow => "Allow",
            Effect::Deny => "Deny",
        };
        props.set("Effect", Expr::from(effect));
        if !self.principals.is_empty() {
            props.set("Principal", principals(self.principals));
        }
        let actions = mapped(self.actions, Expr::Str);
        props.set("Action", one_or_list(actions));
        if !self.resources.is_empty() {
            props.set("Resource", one_or_list(self.resources));
        }
        if !self.conditions.is_empty() {
            props.set("Condition", conditions(self.conditions));
        }
        Expr::Map(props)
    }
}

/// A single item stands by itself, as a person would write it.
fn one_or_list(mut items: Vec<Expr>) -> Expr {
    match items.len() {
        1 => items.remove(0),
        _ => Expr::List(items),
    }
}

fn principals(principals: Vec<Principal>) -> Expr {
    let mut by_kind: Vec<(&'static str, Vec<Expr>)> = Vec::new();
    for principal in principals {
        match by_kind.iter_mut().find(|(kind, _)| *kind == principal.kind) {
            Some((_, values)) => values.push(principal.value),
            None => by_kind.push((principal.kind, vec![principal.value])),
        }
    }
    let by_kind = by_kind.into_iter();
    Expr::object(by_kind.map(|(kind, values)| (kind, one_or_list(values))))
}

fn conditions(conditions: Vec<(Text, Text, Expr)>) -> Expr {
    let mut operators = Props::new();
    for (operator, key, value) in conditions {
        let mut keys = match &mut operators.remove(&operator) {
            Some(Expr::Map(keys)) => std::mem::take(keys),
            _ => Props::new(),
        };
        let value = match keys.remove(&key) {
            Some(before) => Expr::List(flat([before, value])),
            None => value,
        };
        keys.set(key, value);
        operators.set(operator, Expr::Map(keys));
    }
    Expr::Map(operators)
}

/// The items of lists, and what is no list.
fn flat(values: [Expr; 2]) -> Vec<Expr> {
    let lists = values.into_iter().map(|mut value| match &mut value {
        Expr::List(items) => std::mem::take(items),
        _ => vec![value],
    });
    gathered(lists.flatten())
}
