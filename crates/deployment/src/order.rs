//! What CloudFormation makes after what.

use stackwright_template::hash::{HashMap, HashSet};
use stackwright_template::{Function, Segment};

use super::Deployment;
use crate::model::{Edge, Use};

/// The resources that each resource waits for, without those that these wait for in turn.
pub(super) type Order<'d> = HashMap<&'d str, Vec<&'d str>>;

impl<'d> Deployment<'d> {
    /// Whether a resource is made after one that is wanted: because it refers to it or depends on
    /// it, or on something that does.
    pub fn waits_for(&'d self, id: &str, wanted: impl Fn(&str) -> bool) -> bool {
        let order = self.order.get_or_init(&self.met, || self.order());
        let mut seen = HashSet::default();
        let mut open: Vec<&str> = vec![id];
        while let Some(id) = open.pop() {
            for next in order.get(id).into_iter().flatten() {
                if wanted(next) {
                    return true;
                }
                if seen.insert(*next) {
                    open.push(next);
                }
            }
        }
        false
    }

    /// The resources that refer to a resource or depend on it.
    pub fn edges(&'d self) -> impl Iterator<Item = &'d Edge<'d>> {
        let edges = self.edges.get_or_init(&self.met, || {
            let edges = self.model().edges().iter();
            edges.filter(|edge| self.is_deployed(edge)).collect()
        });
        edges.iter().copied()
    }

    fn order(&'d self) -> Order<'d> {
        let mut order = Order::default();
        for edge in self.edges() {
            order.entry(edge.from).or_default().push(edge.to);
        }
        order
    }

    /// Whether both ends are deployed, and the branch in which the one names the other is taken.
    fn is_deployed(&self, edge: &Edge<'d>) -> bool {
        let may_not_be = !self.model().conditional().ids.is_empty();
        if may_not_be && !(self.has(edge.from) && self.has(edge.to)) {
            return false;
        }
        let Use::Reference(index) = edge.by else {
            return true;
        };
        let reference = self.model().references().get(index);
        let branch = Segment::Key(Function::If.name());
        let path = reference.map(|reference| &reference.path);
        let path = path.filter(|path| path.segments().contains(&branch));
        let assumed = path.map(|path| self.model().assumptions_at(path));
        let mut assumed = assumed.into_iter().flatten();
        assumed.all(|assumed| self.holds(assumed.name) != Some(!assumed.holds))
    }
}
