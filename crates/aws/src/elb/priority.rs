use stackwright_codes as codes;
use stackwright_core::{App, Expr, Fact, NodeId, Recorded};

use super::conditions::{Conditions, Patterns};
use crate::priorities::{Priorities, Taker};

/// That a rule of a listener is tried in the order in which rules are narrow.
///
/// Its number is a function of how narrow the rule is and of its own identity, and of nothing else:
/// no rule that comes or goes changes the number of another. Two rules that come to the same
/// number are reported, so that one of them is given another; with some 20 rules on a listener
/// that is rare.
pub(super) struct Ranked {
    pub rule: NodeId,
    pub listener: NodeId,
    pub narrowness: Narrowness,
}

/// How narrow a rule is: a host that is named comes before one with wildcards, and that before none;
/// among those a longer path before a shorter one; among those more conditions before fewer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Narrowness {
    host: Host,
    /// How many characters of the path are said.
    path: usize,
    /// How many other conditions there are.
    others: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Host {
    Named,
    Wild,
    Any,
}

/// Longer paths are all as narrow as this one.
const LONGEST: usize = 64;

/// The numbers below are for rules whose priority is fixed.
const FIRST: u32 = 501;

impl Narrowness {
    pub fn of(conditions: &Conditions) -> Self {
        let is_wild = |host: &Expr| host.as_str().is_some_and(|host| host.contains(['*', '?']));
        let host = match &conditions.hosts {
            hosts if hosts.is_empty() => Host::Any,
            hosts if hosts.wild.iter().any(is_wild) || !hosts.regex.is_empty() => Host::Wild,
            _ => Host::Named,
        };
        let others = usize::from(!conditions.methods.is_empty())
            + conditions.headers.len()
            + conditions.queries.len()
            + usize::from(!conditions.sources.is_empty());
        Narrowness {
            host,
            path: said(&conditions.paths).min(LONGEST),
            others: others.min(2),
        }
    }

    /// Narrower by what a condition more would make it, also where there are so many that one more
    /// does not count: what tests new tasks is tried before what leads to the old ones.
    pub fn narrower_if(self, tests: bool) -> Self {
        match self.others {
            2 if tests => Narrowness {
                path: (self.path + 1).min(LONGEST),
                ..self
            },
            _ => self,
        }
    }

    /// The numbers that rules of this kind share: the first, and how many there are. What many rules
    /// are like has more room.
    fn room(self) -> (u32, u32) {
        let mut first = FIRST;
        for host in [Host::Named, Host::Wild, Host::Any] {
            for path in (0..=LONGEST).rev() {
                for others in (0..=2).rev() {
                    let kind = Narrowness { host, path, others };
                    let width = kind.width();
                    if kind == self {
                        return (first, width);
                    }
                    first += width;
                }
            }
        }
        (first, 1)
    }

    fn width(self) -> u32 {
        let widths = match (self.host, self.path) {
            (Host::Named, 0) => [4000, 300, 100],
            (Host::Named, 1..=32) => [240, 40, 20],
            (Host::Named, _) => [40, 10, 10],
            (Host::Wild, 0) => [800, 100, 50],
            (Host::Wild, 1..=32) => [60, 15, 10],
            (Host::Wild, _) => [20, 5, 5],
            (Host::Any, 0) => [400, 800, 400],
            (Host::Any, 1..=32) => [640, 100, 40],
            (Host::Any, _) => [50, 10, 10],
        };
        widths[self.others.min(2)]
    }

    /// The number of a rule that is told apart by this text.
    fn priority(self, identity: &str) -> u32 {
        let (first, width) = self.room();
        first + u32::try_from(hash(identity) % u64::from(width)).unwrap_or_default()
    }
}

/// How many characters of a path are said: of several, of the one that says least. A path without
/// wildcards is narrower than one that says the same before a wildcard; one that every request has
/// says nothing.
fn said(paths: &Patterns) -> usize {
    let of_wild = |path: &Expr| {
        let path = path.as_str().unwrap_or("/");
        if is_any(path) {
            return 0;
        }
        let said = path.chars().filter(|c| !matches!(c, '*' | '?')).count();
        said + usize::from(said == path.chars().count())
    };
    let of_regex = |path: &Expr| {
        let is_said = |c: &char| c.is_ascii_alphanumeric() || "/-_".contains(*c);
        path.as_str().unwrap_or("/").chars().filter(is_said).count()
    };
    let wild = paths.wild.iter().map(of_wild);
    let least = wild.chain(paths.regex.iter().map(of_regex)).min();
    least.unwrap_or_default()
}

/// Whether every path is like that, as `/*`.
fn is_any(path: &str) -> bool {
    path.ends_with('*')
        && path
            .trim_end_matches('*')
            .trim_start_matches('/')
            .is_empty()
}

/// FNV-1a, with its bits mixed: the same on every machine.
fn hash(text: &str) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in text.bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    hash = (hash ^ (hash >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash ^ (hash >> 33)
}

/// What stands for the priority of a rule until all rules are known.
pub(super) const OPEN: Expr = Expr::Null;

impl Fact for Ranked {
    /// After places have said what they are told apart by.
    const NAME: &'static str = "elb/priority";

    fn lower(facts: Vec<Recorded<Self>>, app: &App) {
        let mut taken = Priorities::default();
        for Recorded { fact, source } in facts {
            let (path, rule) = (app.identity_with_stack(fact.rule), fact.rule);
            if let Some(number) = fact.number(app, &path) {
                let taker = Taker { path, rule, source };
                taken.take(app, fact.listener, number, taker);
            }
        }
        taken.each_twin(|number, first, other| {
            let (one, two) = (&first.path, &other.path);
            let message = format!("`{one}` and `{two}` have the priority {number} both");
            let mut found = codes::ELB110
                .finding(message)
                .help("fix that of one of them with `.priority(...)`");
            found.source.extend([first.source, other.source]);
            app.scope_of(other.rule).report(found);
        });
    }
}

impl Ranked {
    /// The priority of the rule: as the program says, or else as narrow as the rule is.
    fn number(&self, app: &App, identity: &str) -> Option<i64> {
        let said = app.read_props(self.rule, |props| props.get("Priority").cloned())??;
        if said != OPEN {
            return match said {
                Expr::Int(number) => Some(number),
                _ => None,
            };
        }
        let number = i64::from(self.narrowness.priority(identity));
        let scope = app.scope_of(self.rule);
        scope.edit_props(self.rule, |props| props.set("Priority", Expr::Int(number)));
        Some(number)
    }
}

#[cfg(test)]
mod tests {
    use super::{FIRST, Host, LONGEST, Narrowness};

    /// Every priority that a rule can come to is one that AWS takes.
    #[test]
    fn there_is_room_for_every_kind() {
        let last = Narrowness {
            host: Host::Any,
            path: 0,
            others: 0,
        };
        let (first, width) = last.room();
        assert!(first + width <= 50_000, "{first} + {width}");
        let narrowest = Narrowness {
            host: Host::Named,
            path: LONGEST,
            others: 2,
        };
        assert_eq!(narrowest.room().0, FIRST);
    }
}
