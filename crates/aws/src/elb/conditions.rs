use crate::{filled, mapped};
use stackwright_cfn::elasticloadbalancingv2::listener_rule as cfn;
use stackwright_core::{Expr, List, Props, Str, Text, Value};

/// What a request must be like for a rule to take it. Values of one condition are alternatives;
/// conditions hold together.
#[derive(Clone, Debug, Default)]
pub(super) struct Conditions {
    pub hosts: Patterns,
    pub paths: Patterns,
    pub methods: Vec<Expr>,
    /// A condition a name.
    pub headers: Vec<(Text, Patterns)>,
    /// A condition a key.
    pub queries: Vec<(Option<Text>, Vec<Expr>)>,
    pub sources: Vec<Expr>,
}

/// Texts with wildcards, and regular expressions.
#[derive(Clone, Debug, Default)]
pub(super) struct Patterns {
    pub wild: Vec<Expr>,
    pub regex: Vec<Expr>,
}

impl Patterns {
    pub fn is_empty(&self) -> bool {
        self.wild.is_empty() && self.regex.is_empty()
    }

    /// The settings of a condition, which has the patterns in two lists.
    fn lower(self, mut props: Props) -> Option<Props> {
        if self.is_empty() {
            return None;
        }
        for (name, values) in [("Values", self.wild), ("RegexValues", self.regex)] {
            if let Some(values) = filled(values) {
                props.set(name, Expr::List(values));
            }
        }
        Some(props)
    }
}

impl Conditions {
    pub fn header(&mut self, name: Text) -> &mut Patterns {
        // Names of headers are compared without regard to case.
        let found = self
            .headers
            .iter()
            .position(|(known, _)| known.eq_ignore_ascii_case(&name));
        entry(&mut self.headers, found, name)
    }

    pub fn query(&mut self, key: Option<Text>) -> &mut Vec<Expr> {
        let found = self.queries.iter().position(|(known, _)| *known == key);
        entry(&mut self.queries, found, key)
    }

    pub fn is_empty(&self) -> bool {
        self.hosts.is_empty()
            && self.paths.is_empty()
            && self.methods.is_empty()
            && self.headers.is_empty()
            && self.queries.is_empty()
            && self.sources.is_empty()
    }

    /// As a rule has them. A rule without any is refused, so that one takes every path.
    pub fn lower(mut self) -> Value<List<cfn::RuleCondition>> {
        if self.is_empty() {
            self.paths.wild.push(Expr::from("/*"));
        }
        let mut all = Vec::new();
        let mut push = |field, settings, props: Option<Props>| {
            all.extend(props.map(|props| condition(field, settings, props)));
        };
        push(
            "host-header",
            "HostHeaderConfig",
            self.hosts.lower(Props::new()),
        );
        push(
            "path-pattern",
            "PathPatternConfig",
            self.paths.lower(Props::new()),
        );
        let methods = values(self.methods);
        push("http-request-method", "HttpRequestMethodConfig", methods);
        for (name, patterns) in self.headers {
            let mut props = Props::new();
            props.set("HttpHeaderName", Expr::Str(name));
            push("http-header", "HttpHeaderConfig", patterns.lower(props));
        }
        for (key, texts) in self.queries {
            let pair = |text| {
                let mut props = Props::new();
                if let Some(key) = &key {
                    props.set("Key", Expr::Str(key.clone()));
                }
                props.set("Value", text);
                Expr::Map(props)
            };
            push(
                "query-string",
                "QueryStringConfig",
                values(mapped(texts, pair)),
            );
        }
        push("source-ip", "SourceIpConfig", values(self.sources));
        Value::from_expr(Expr::List(all))
    }
}

/// A text of the user's, as an expression.
pub(super) fn text(value: impl stackwright_core::IntoValue<Str>) -> Expr {
    value.into_value().into_expr()
}

/// What stands beside a key, which is added if it is not there.
fn entry<K, V: Default>(entries: &mut Vec<(K, V)>, found: Option<usize>, key: K) -> &mut V {
    let index = found.unwrap_or_else(|| {
        entries.push((key, V::default()));
        entries.len() - 1
    });
    &mut entries[index].1
}

fn values(values: Vec<Expr>) -> Option<Props> {
    let values = filled(values)?;
    let mut props = Props::new();
    props.set("Values", Expr::List(values));
    Some(props)
}

fn condition(field: &'static str, settings: &'static str, props: Props) -> Expr {
    Expr::object([("Field", Expr::from(field)), (settings, Expr::Map(props))])
}
