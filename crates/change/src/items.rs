//! Lists: which item of one is which of the other.

use stackwright_facts::PropertyKind;
use stackwright_template::Node;

use crate::difference::{Difference, Known, Typed};
use crate::form::word;
use crate::path::Path;

/// What tells the items of a list apart, the best first.
const KEYS: [&str; 16] = [
    "Key",
    "Name",
    "Sid",
    "Id",
    "ContainerName",
    "PolicyName",
    "IndexName",
    "AttributeName",
    "DeviceName",
    "MetricName",
    "PortName",
    "SourceVolume",
    "CapacityProvider",
    "OptionName",
    "ParameterName",
    "Action",
];

/// Adds where two lists differ.
pub(crate) fn compare(
    typed: Typed,
    known: Known<'_>,
    (before, after): (&[Node], &[Node]),
    path: &Path,
    found: &mut Vec<Difference>,
) {
    let item = typed.item(known);
    let ordered = is_ordered(known, path);
    let mut pairs = Pairs::new(before.len(), after.len());
    if ordered && before.len() == after.len() && key_of(before).is_none() {
        (0..before.len()).for_each(|at| pairs.pair(at, at));
    } else {
        pairs.equal(|one, other| {
            let (one, other) = (before.get(one), after.get(other));
            typed.same(item, one, other)
        });
        if let Some(key) = key_of(before).filter(|key| key_of(after) == Some(key)) {
            let name = |items: &[Node], at: usize| items.get(at)?.get(key).and_then(word);
            pairs.equal(|one, other| name(before, one) == name(after, other));
        } else {
            pairs.rest();
        }
    }
    let name = |node: Option<&Node>| {
        let key = key_of(after).or_else(|| key_of(before))?;
        node?.get(key).and_then(word)
    };
    let is_there = found.len();
    for (other, one) in pairs.after.iter().enumerate() {
        let now = after.get(other);
        let earlier = one.and_then(|one| before.get(one));
        // What comes new is no change of what is inside of it.
        let known = match earlier {
            Some(_) => item,
            None => Known {
                property: None,
                update: known.update,
                free: true,
            },
        };
        typed.compare(known, (earlier, now), &path.item(other, name(now)), found);
    }
    for (one, earlier) in before.iter().enumerate() {
        if !pairs.before.get(one).copied().unwrap_or_default() {
            let at = path.item(one, name(Some(earlier)));
            let gone = Known {
                property: None,
                update: known.update,
                free: true,
            };
            typed.compare(gone, (Some(earlier), None), &at, found);
        }
    }
    if ordered && found.len() == is_there && pairs.is_reordered() {
        found.push(Difference {
            path: path.clone(),
            before: Some(Node::from(before.to_vec())),
            after: Some(Node::from(after.to_vec())),
            update: known.update,
            decides: None,
        });
    }
}

/// Whether the order of a list counts: unless the facts say that it does not, or it is one of tags or of
/// the parts of a policy.
fn is_ordered(known: Known<'_>, path: &Path) -> bool {
    if known.free {
        let last = path.dotted();
        let last = last.rsplit('.').next().unwrap_or_default();
        return !matches!(
            last,
            "Statement"
                | "Action"
                | "NotAction"
                | "Resource"
                | "NotResource"
                | "AWS"
                | "Service"
                | "DependsOn"
        );
    }
    let Some(property) = known.property else {
        return true;
    };
    let limits = property.limits.as_ref();
    if limits.is_some_and(|limits| limits.unordered) {
        return false;
    }
    let PropertyKind::List(item) = &property.kind else {
        return true;
    };
    let is_tags = match &item.kind {
        PropertyKind::Object(name) => {
            name == "Tag" || name.ends_with("Tag") || name == "TagProperty"
        }
        _ => false,
    };
    !is_tags
}

/// The key by which all items can be told apart.
fn key_of(items: &[Node]) -> Option<&'static str> {
    if items.is_empty() {
        return None;
    }
    KEYS.into_iter().find(|key| {
        let mut names = Vec::with_capacity(items.len());
        for item in items {
            let Some(name) = item.get(key).and_then(word) else {
                return false;
            };
            names.push(name);
        }
        names.sort_unstable();
        names.windows(2).all(|two| two.first() != two.get(1))
    })
}

/// Which item of the later list is which of the earlier one.
struct Pairs {
    after: Vec<Option<usize>>,
    /// Whether an item of the earlier list has its counterpart.
    before: Vec<bool>,
}

impl Pairs {
    fn new(before: usize, after: usize) -> Self {
        Pairs {
            after: vec![None; after],
            before: vec![false; before],
        }
    }

    fn pair(&mut self, one: usize, other: usize) {
        if let (Some(slot), Some(taken)) = (self.after.get_mut(other), self.before.get_mut(one)) {
            *slot = Some(one);
            *taken = true;
        }
    }

    /// Pairs those that are left and are equal, where they stand first.
    fn equal(&mut self, equal: impl Fn(usize, usize) -> bool) {
        for other in 0..self.after.len() {
            if self.after.get(other).copied().flatten().is_some() {
                continue;
            }
            let free = |one: &usize| !self.before.get(*one).copied().unwrap_or(true);
            let one = Some(other)
                .filter(|one| *one < self.before.len())
                .filter(free)
                .filter(|one| equal(*one, other))
                .or_else(|| {
                    (0..self.before.len())
                        .filter(free)
                        .find(|one| equal(*one, other))
                });
            if let Some(one) = one {
                self.pair(one, other);
            }
        }
    }

    /// Pairs what is left in the order in which it stands.
    fn rest(&mut self) {
        let mut free: Vec<usize> = (0..self.before.len())
            .filter(|one| !self.before.get(*one).copied().unwrap_or(true))
            .collect();
        free.reverse();
        for other in 0..self.after.len() {
            if self.after.get(other).copied().flatten().is_none()
                && let Some(one) = free.pop()
            {
                self.pair(one, other);
            }
        }
    }

    fn is_reordered(&self) -> bool {
        let mut places = self.after.iter().flatten();
        let mut last = None;
        places.any(|one| {
            let back = last.is_some_and(|last| *one < last);
            last = Some(*one);
            back
        })
    }
}
