use stackwright_core::{Expr, Handle, Int, IntoValue, NodeId, Str, Text, Value};

use super::{IpSetHandle, Part, RegexPatternSetHandle};

/// What a request must be like for a [rule](super::Rule).
///
/// ```
/// use stackwright_aws::wafv2::{Caller, Part, Statement};
///
/// let abroad = Statement::from(Caller::countries(["DE", "AT"])).not();
/// let admin = Statement::starts_with(Part::path().lowercase(), "/admin");
/// let both = Statement::all([abroad, admin]);
/// ```
///
/// <https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statements.html>
#[derive(Clone, Debug)]
pub struct Statement {
    pub(super) what: Expr,
    /// The sets that it names.
    pub(super) sets: Vec<NodeId>,
}

impl Statement {
    fn new(kind: &'static str, settings: Expr) -> Self {
        Statement {
            what: Expr::object([(kind, settings)]),
            sets: Vec::new(),
        }
    }

    /// A part of it has this text.
    pub fn contains(part: Part, text: impl IntoValue<Str>) -> Self {
        Statement::text(part, "CONTAINS", text.into_value())
    }

    /// A part of it has this text as a word.
    pub fn has_word(part: Part, word: impl IntoValue<Str>) -> Self {
        Statement::text(part, "CONTAINS_WORD", word.into_value())
    }

    /// A part of it is this text.
    pub fn is(part: Part, text: impl IntoValue<Str>) -> Self {
        Statement::text(part, "EXACTLY", text.into_value())
    }

    /// A part of it begins with this text.
    pub fn starts_with(part: Part, text: impl IntoValue<Str>) -> Self {
        Statement::text(part, "STARTS_WITH", text.into_value())
    }

    /// A part of it ends with this text.
    pub fn ends_with(part: Part, text: impl IntoValue<Str>) -> Self {
        Statement::text(part, "ENDS_WITH", text.into_value())
    }

    fn text(part: Part, how: &'static str, text: Value<Str>) -> Self {
        let settings = [
            ("SearchString", text.into_expr()),
            ("PositionalConstraint", Expr::from(how)),
        ];
        Statement::new("ByteMatchStatement", part.object(settings))
    }

    /// A part of it matches a regular expression.
    pub fn matches(part: Part, regex: impl IntoValue<Str>) -> Self {
        let settings = [("RegexString", regex.into_value().into_expr())];
        Statement::new("RegexMatchStatement", part.object(settings))
    }

    /// A part of it matches one of a [set](super::RegexPatternSet) of regular expressions.
    pub fn matches_any(part: Part, set: impl Into<RegexPatternSetHandle>) -> Self {
        let set = set.into();
        let arn: Value<Str> = set.arn().assume();
        let settings = part.object([("Arn", arn.into_expr())]);
        Statement::new("RegexPatternSetReferenceStatement", settings).naming(set.node())
    }

    /// A part of it looks like SQL that somebody slips in.
    pub fn sql_injection(part: Part) -> Self {
        Statement::new("SqliMatchStatement", part.object([]))
    }

    /// A part of it looks like a script that somebody slips in.
    pub fn cross_site_scripting(part: Part) -> Self {
        Statement::new("XssMatchStatement", part.object([]))
    }

    /// A part of it has more bytes than this.
    pub fn longer_than(part: Part, bytes: impl IntoValue<Int>) -> Self {
        Statement::size(part, "GT", bytes.into_value())
    }

    /// A part of it has fewer bytes than this.
    pub fn shorter_than(part: Part, bytes: impl IntoValue<Int>) -> Self {
        Statement::size(part, "LT", bytes.into_value())
    }

    fn size(part: Part, how: &'static str, bytes: Value<Int>) -> Self {
        let settings = [
            ("ComparisonOperator", Expr::from(how)),
            ("Size", bytes.into_expr()),
        ];
        Statement::new("SizeConstraintStatement", part.object(settings))
    }

    /// A rule before has put this label on it, as `awswaf:managed:aws:bot-control:bot:verified`.
    pub fn label(label: impl IntoValue<Str>) -> Self {
        Statement::labelled("LABEL", label.into_value())
    }

    /// A rule before has put a label of this namespace on it, as `awswaf:managed:aws:bot-control:`.
    pub fn label_namespace(namespace: impl IntoValue<Str>) -> Self {
        Statement::labelled("NAMESPACE", namespace.into_value())
    }

    fn labelled(scope: &'static str, key: Value<Str>) -> Self {
        let settings = [("Scope", Expr::from(scope)), ("Key", key.into_expr())];
        Statement::new("LabelMatchStatement", Expr::object(settings))
    }

    /// All of these hold: two or more.
    pub fn all(statements: impl IntoIterator<Item = Statement>) -> Self {
        Statement::of_several("AndStatement", statements)
    }

    /// One of these holds: two or more.
    pub fn any(statements: impl IntoIterator<Item = Statement>) -> Self {
        Statement::of_several("OrStatement", statements)
    }

    fn of_several(kind: &'static str, all: impl IntoIterator<Item = Statement>) -> Self {
        let (mut list, mut sets) = (Vec::new(), Vec::new());
        for statement in all {
            list.push(statement.what);
            sets.extend(statement.sets);
        }
        let settings = Expr::object([("Statements", Expr::List(list))]);
        Statement {
            sets,
            ..Statement::new(kind, settings)
        }
    }

    /// It does not hold.
    #[allow(clippy::should_implement_trait, reason = "it reads as the others do")]
    pub fn not(self) -> Self {
        let settings = Expr::object([("Statement", self.what)]);
        Statement {
            sets: self.sets,
            ..Statement::new("NotStatement", settings)
        }
    }

    fn naming(mut self, set: NodeId) -> Self {
        self.sets.push(set);
        self
    }
}

/// Where a request comes from.
///
/// It is the address that reaches what is protected, which behind a proxy is the proxy's:
/// [`forwarded_by`](Self::forwarded_by).
#[derive(Clone, Debug)]
pub struct Caller {
    kind: &'static str,
    settings: Vec<(&'static str, Expr)>,
    forwarded: &'static str,
    set: Option<NodeId>,
}

impl Caller {
    /// From an address of a [set](super::IpSet).
    pub fn addresses(set: impl Into<IpSetHandle>) -> Self {
        let set = set.into();
        let arn: Value<Str> = set.arn().assume();
        Caller {
            kind: "IPSetReferenceStatement",
            settings: vec![("Arn", arn.into_expr())],
            forwarded: "IPSetForwardedIPConfig",
            set: Some(set.node()),
        }
    }

    /// From one of these countries, by two letters each, as `DE`.
    pub fn countries<T: Into<Text>>(codes: impl IntoIterator<Item = T>) -> Self {
        let codes = codes.into_iter().map(|code| Expr::Str(code.into()));
        Caller {
            kind: "GeoMatchStatement",
            settings: vec![("CountryCodes", Expr::List(codes.collect()))],
            forwarded: "ForwardedIPConfig",
            set: None,
        }
    }

    /// From one of these networks, by the numbers of their autonomous systems.
    pub fn networks(numbers: impl IntoIterator<Item = u32>) -> Self {
        let numbers = numbers.into_iter().map(|number| Expr::Int(number.into()));
        Caller {
            kind: "AsnMatchStatement",
            settings: vec![("AsnList", Expr::List(numbers.collect()))],
            forwarded: "ForwardedIPConfig",
            set: None,
        }
    }

    /// Takes what a header says, as `X-Forwarded-For`, of which the first address counts; a request
    /// whose header says none is not from there. Whoever reaches what is protected without the proxy
    /// may write into it what they like.
    ///
    /// <https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statement-forwarded-ip-address.html>
    pub fn forwarded_by(mut self, header: impl Into<Text>) -> Self {
        let mut config = vec![
            ("HeaderName", Expr::Str(header.into())),
            ("FallbackBehavior", Expr::from("NO_MATCH")),
        ];
        if self.set.is_some() {
            config.push(("Position", Expr::from("FIRST")));
        }
        let forwarded = self.forwarded;
        self.settings.retain(|(name, _)| *name != forwarded);
        self.settings.push((forwarded, Expr::object(config)));
        self
    }
}

impl From<Caller> for Statement {
    fn from(caller: Caller) -> Self {
        Statement {
            sets: caller.set.into_iter().collect(),
            ..Statement::new(caller.kind, Expr::object(caller.settings))
        }
    }
}
