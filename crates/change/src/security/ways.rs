//! Which ways into and out of security groups open or close.

use crate::hazards::rules::{self, Rule};
use crate::side::Side;

/// A way into or out of a security group that opens or closes.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Opening {
    /// The group, by its logical id or what stands for it.
    pub group: String,
    /// Whether it is for what comes in; for what goes out otherwise.
    pub inwards: bool,
    /// The protocol, as `tcp`; `all` for every one.
    pub protocol: String,
    /// The ports, as `80` or `80-90`; empty where there are none.
    pub ports: String,
    /// Who is at the other end: a block of addresses, a group, a list of prefixes.
    pub peer: String,
    /// Whether it opens; it closes otherwise.
    pub opens: bool,
}

impl Opening {
    /// Whether anybody is at the other end.
    pub fn is_for_all(&self) -> bool {
        matches!(self.peer.as_str(), "0.0.0.0/0" | "::/0")
    }
}

pub(super) fn compare(earlier: &Side<'_>, later: &Side<'_>) -> Vec<Opening> {
    let (before, after) = (rules::of(earlier), rules::of(later));
    let mut openings = Vec::new();
    for (own, other, opens) in [(&after, &before, true), (&before, &after, false)] {
        for rule in own.iter() {
            let opening = opening(rule, opens);
            if !other.iter().any(|there| says(there, rule)) && !openings.contains(&opening) {
                openings.push(opening);
            }
        }
    }
    openings
}

/// Whether a rule says another one as well: everything of all protocols, more ports of the same.
fn says(wide: &Rule, narrow: &Rule) -> bool {
    if wide.is(narrow) {
        return true;
    }
    let same = wide.group == narrow.group && wide.inwards == narrow.inwards;
    let peer = wide.peer == narrow.peer
        || (wide.peer == "0.0.0.0/0" && !narrow.peer.contains(':') && narrow.peer.contains('/'));
    let ports = || match (range(&wide.ports), range(&narrow.ports)) {
        (Some((first, last)), Some((from, to))) => first <= from && to <= last,
        _ => wide.ports == narrow.ports,
    };
    same && peer && (wide.protocol == "all" || (wide.protocol == narrow.protocol && ports()))
}

fn range(ports: &str) -> Option<(i64, i64)> {
    let (first, last) = ports.split_once('-').unwrap_or((ports, ports));
    Some((first.parse().ok()?, last.parse().ok()?))
}

fn opening(rule: &Rule, opens: bool) -> Opening {
    Opening {
        group: rule.group.clone(),
        inwards: rule.inwards,
        protocol: rule.protocol.clone(),
        ports: rule.ports.clone(),
        peer: rule.peer.clone(),
        opens,
    }
}
