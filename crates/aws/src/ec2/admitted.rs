//! Addresses that a group lets in, or out to, for the sake of another construct.
//!
//! They stand inside the group, behind what the program has said there itself: in one order,
//! whoever asked first, and only where what they are for is there.

use stackwright_core::{
    App, Expr, Fact, Handle, IntoValue, NodeId, Props, Recorded, Scope, Str, Value, no_value,
};

use super::security_group::{Imported, is_same, lets_all_out, rule};
use super::{Peer, Port, SecurityGroupHandle};
use crate::keyed::{Keyed, sort_by_text};

impl SecurityGroupHandle {
    /// Lets addresses in on a port, for what is built in a scope. An imported group has no rules
    /// here.
    pub(crate) fn let_in(self, scope: Scope<'_>, peer: Peer, port: Port) {
        let text = peer.text(&port.describe(), "from");
        let rule = rule(port, peer.ingress, peer.value, text);
        self.admit(scope, Direction::In, rule);
    }

    /// Lets it reach addresses on a port, for what is built in a scope. A group that lets everything
    /// out needs no rule.
    pub(crate) fn let_out(self, scope: Scope<'_>, peer: Peer, port: Port) {
        let text = peer.text(&port.describe(), "to");
        let rule = rule(port, peer.egress, peer.value, text);
        self.admit(scope, Direction::Out, rule);
    }

    fn admit(self, scope: Scope<'_>, direction: Direction, rule: Props) {
        if scope.data::<Imported>(self).is_none() {
            scope.record(Admitted {
                group: self.node(),
                direction,
                rule,
                asks: scope.node(),
            });
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Direction {
    In,
    Out,
}

impl Direction {
    fn list(self) -> &'static str {
        match self {
            Direction::In => "SecurityGroupIngress",
            Direction::Out => "SecurityGroupEgress",
        }
    }
}

/// That a group has a rule about addresses.
struct Admitted {
    group: NodeId,
    direction: Direction,
    rule: Props,
    /// What it is for.
    asks: NodeId,
}

/// One rule of a group, and for whom it is.
struct Wanted {
    group: NodeId,
    rule: Props,
    /// Sorted by identity: under which conditions each is there where the group is.
    by: Vec<(String, Vec<NodeId>)>,
}

impl Fact for Admitted {
    /// After places behind load balancers.
    const NAME: &'static str = "network/addresses";

    fn lower(facts: Vec<Recorded<Self>>, app: &App) {
        let mut all: Keyed<String, [Vec<Wanted>; 2]> = Keyed::default();
        for Recorded { fact, .. } in facts {
            let group = app.resource_of(fact.group).unwrap_or(fact.group);
            let of_group = all.entry(app.identity_with_stack(group), Default::default);
            let [inbound, outbound] = of_group;
            let rules = match fact.direction {
                Direction::In => inbound,
                Direction::Out => outbound,
            };
            let rule = Expr::Map(fact.rule.clone());
            let at = match rules.iter().position(|other| is_same(&rule, &other.rule)) {
                Some(at) => at,
                None => {
                    rules.push(Wanted {
                        group,
                        rule: fact.rule.clone(),
                        by: Vec::new(),
                    });
                    rules.len() - 1
                }
            };
            if let Some(wanted) = rules.get_mut(at) {
                // Of several descriptions the first one, in the order of letters.
                if text(&fact.rule) < text(&wanted.rule) {
                    wanted.rule = fact.rule;
                }
                let mut when = app.conditions_beyond(fact.asks, group);
                sort_by_text(&mut when, |condition| app.identity_with_stack(*condition));
                wanted.ask(app.identity_with_stack(fact.asks), when);
            }
        }
        for rules in all.into_things() {
            for (direction, mut rules) in [Direction::In, Direction::Out].into_iter().zip(rules) {
                sort_by_text(&mut rules, |wanted| {
                    let first = wanted.by.first().map(|(asks, _)| asks.as_str());
                    [&text(&wanted.rule), first.unwrap_or_default()].join("\0")
                });
                for wanted in rules {
                    wanted.write(direction, app);
                }
            }
        }
    }
}

impl Wanted {
    /// Notes who asks for it, once.
    fn ask(&mut self, asks: String, when: Vec<NodeId>) {
        match self.by.binary_search_by(|(own, _)| own.cmp(&asks)) {
            Ok(at) => self.by[at].1 = when,
            Err(at) => self.by.insert(at, (asks, when)),
        }
    }

    fn write(self, direction: Direction, app: &App) {
        let lets_out = || app.read_props(self.group, lets_all_out) != Some(false);
        if direction == Direction::Out && lets_out() {
            return;
        }
        let value = match self.by.iter().any(|(_, when)| when.is_empty()) {
            true => Expr::Map(self.rule.clone()),
            false => self.where_wanted(),
        };
        app.scope_of(self.group).edit_props(self.group, |props| {
            let rules = props.get_or_insert(direction.list(), Expr::List(Vec::new()));
            if let Expr::List(rules) = rules
                && !rules.contains(&value)
                && !rules.iter().any(|other| is_same(other, &self.rule))
            {
                rules.push(value);
            }
        });
    }

    /// The rule where somebody wants it, and nothing elsewhere.
    fn where_wanted(&self) -> Expr {
        let nothing: Value<Str> = no_value().into_value();
        let mut all: Vec<&Vec<NodeId>> = Vec::new();
        for (_, when) in &self.by {
            if !all.contains(&when) {
                all.push(when);
            }
        }
        all.into_iter()
            .rev()
            .fold(nothing.into_expr(), |elsewhere, when| {
                let rule = Expr::Map(self.rule.clone());
                when.iter().rev().fold(rule, |rule, condition| {
                    Expr::If(*condition, Box::new((rule, elsewhere.clone())))
                })
            })
    }
}

/// What a rule says it is for.
fn text(rule: &Props) -> String {
    let text = rule.get("Description").and_then(Expr::as_str);
    text.unwrap_or_default().to_owned()
}
