use crate::{filled, mapped};
use stackwright_cfn::vpclattice as cfn;
use stackwright_codes as codes;
use stackwright_core::{
    App, Construct, Fact, Handle, IntoValue, NodeId, Recorded, Scope, Str, Value, With, handle,
};

use super::listener::Listens;
use super::{LatticeAction, LatticeListenerHandle};
use crate::priorities::{Priorities, Taker};

/// Sends some requests of a listener another way than the rest.
///
/// A change of its listener or its name replaces it.
///
/// # Findings
///
/// - `LAT101`: another rule of the listener has the same priority.
///
/// <https://docs.aws.amazon.com/vpc-lattice/latest/ug/listener-rules.html>
#[derive(Clone, Debug)]
pub struct LatticeRule {
    listener: LatticeListenerHandle,
    priority: u32,
    requests: LatticeMatch,
    action: LatticeAction,
    name: Option<Value<Str>>,
}

/// Which requests a rule is for: those that meet all that is said.
#[derive(Clone, Debug, Default)]
pub struct LatticeMatch {
    path: Option<(bool, Value<Str>)>,
    method: Option<Value<Str>>,
    headers: Vec<(Value<Str>, Value<Str>)>,
}

impl LatticeMatch {
    /// Those whose path begins with this, as `/v1/`.
    pub fn path_prefix(prefix: impl IntoValue<Str>) -> Self {
        LatticeMatch {
            path: Some((true, prefix.into_value())),
            ..LatticeMatch::default()
        }
    }

    /// Those with this path.
    pub fn path(path: impl IntoValue<Str>) -> Self {
        LatticeMatch {
            path: Some((false, path.into_value())),
            ..LatticeMatch::default()
        }
    }

    /// Those with this value in a header.
    pub fn header(name: impl IntoValue<Str>, value: impl IntoValue<Str>) -> Self {
        LatticeMatch::default().and_header(name, value)
    }

    /// And with this value in a header: at most 5.
    pub fn and_header(mut self, name: impl IntoValue<Str>, value: impl IntoValue<Str>) -> Self {
        self.headers.push((name.into_value(), value.into_value()));
        self
    }

    /// And by this method, as `GET`.
    pub fn and_method(mut self, method: impl IntoValue<Str>) -> Self {
        self.method = Some(method.into_value());
        self
    }

    fn into_property(self) -> cfn::rule::Match {
        use cfn::rule::{HeaderMatch, HeaderMatchType, HttpMatch, PathMatch, PathMatchType};

        let path = self.path.map(|(is_prefix, path)| {
            let kind = match is_prefix {
                true => PathMatchType::new().prefix(path),
                false => PathMatchType::new().exact(path),
            };
            PathMatch::new().r#match(kind)
        });
        let headers = filled(mapped(self.headers, |(name, value)| {
            let kind = HeaderMatchType::new().exact(value);
            HeaderMatch::new().name(name).r#match(kind)
        }));
        let http = HttpMatch::new()
            .with(self.method, |http, method| {
                http.method(method.assume::<cfn::rule::Method>())
            })
            .with(path, |http, path| http.path_match(path))
            .with(headers, |http, headers| http.header_matches(headers));
        cfn::rule::Match::new().http_match(http)
    }
}

impl LatticeRule {
    /// Sends these requests of a listener that way. Rules are tried from the lowest priority to the
    /// highest: 1 to 2,000, each of them once.
    pub fn new(
        listener: impl Into<LatticeListenerHandle>,
        priority: u32,
        requests: LatticeMatch,
        action: LatticeAction,
    ) -> Self {
        LatticeRule {
            listener: listener.into(),
            priority,
            requests,
            action,
            name: None,
        }
    }

    /// Names it: 3 to 63 small letters, digits and hyphens. A change replaces it.
    pub fn name(mut self, name: impl IntoValue<Str>) -> Self {
        self.name = Some(name.into_value());
        self
    }
}

impl Construct for LatticeRule {
    type Handle = LatticeRuleHandle;

    fn build(self, scope: Scope<'_>) -> LatticeRuleHandle {
        let service = scope.data::<Listens>(self.listener);
        let service = service.map(|listens| listens.service.arn());
        let rule = cfn::Rule::new()
            .listener_identifier(self.listener.arn())
            .with(service, |rule, service| rule.service_identifier(service))
            .priority(self.priority)
            .r#match(self.requests.into_property())
            .action(self.action.of_rule())
            .with(self.name, |rule, name| rule.name(name));
        scope.set_primary(scope.add("Resource", rule));
        scope.record(Ranked {
            rule: scope.node(),
            listener: self.listener.node(),
            priority: self.priority,
        });
        LatticeRuleHandle::new(scope)
    }
}

/// That a rule of a listener has a priority.
struct Ranked {
    rule: NodeId,
    listener: NodeId,
    priority: u32,
}

impl Fact for Ranked {
    const NAME: &'static str = "vpclattice/ranked";

    fn lower(facts: Vec<Recorded<Self>>, app: &App) {
        let mut taken = Priorities::default();
        for Recorded { fact, source } in facts {
            let (path, rule) = (app.identity_with_stack(fact.rule), fact.rule);
            let taker = Taker { path, rule, source };
            taken.take(app, fact.listener, fact.priority.into(), taker);
        }
        taken.each_twin(|priority, first, other| {
            let first = &first.path;
            let message = format!("this rule has the priority {priority}, as `{first}` has");
            let mut found = codes::LAT101.finding(message);
            found.source.push(other.source);
            app.scope_of(other.rule).report(found);
        });
    }
}

handle! {
    /// Names a rule of VPC Lattice.
    pub struct LatticeRuleHandle(cfn::RuleHandle);
}
