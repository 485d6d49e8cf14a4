//! What constructs cost: the sums of what is in them.

use super::{Range, StackCost};

/// What a construct costs a month, with all that is in it.
#[derive(Clone, Debug, PartialEq)]
pub struct ConstructCost {
    /// Its path, as `Shop/Web`.
    pub path: String,
    /// How many constructs it stands in, from 0 for the stack.
    pub depth: usize,
    /// Dollars a month.
    pub amount: Range,
    /// Whether all that it costs was counted.
    pub is_complete: bool,
}

impl StackCost {
    /// The constructs that come to something, each before those in it and in the order of the template. One that
    /// has nothing but another one, which comes to the same, is left out.
    pub fn constructs(&self) -> Vec<ConstructCost> {
        let mut root = Tree::default();
        for own in &self.resources {
            let amount = own.amount();
            let path = own.construct.as_deref().unwrap_or(&own.id);
            root.add(path.split('/'), amount, own.is_complete());
        }
        let mut all = Vec::new();
        root.list("", 0, &mut all);
        all
    }
}

/// A construct and those in it.
#[derive(Default)]
struct Tree<'p> {
    amount: Range,
    has_gaps: bool,
    inner: Vec<(&'p str, Tree<'p>)>,
}

impl<'p> Tree<'p> {
    fn add(&mut self, mut path: std::str::Split<'p, char>, amount: Range, is_complete: bool) {
        self.amount += amount;
        self.has_gaps |= !is_complete;
        let Some(id) = path.next() else { return };
        if let Some((_, inner)) = self.inner.iter_mut().find(|(own, _)| *own == id) {
            return inner.add(path, amount, is_complete);
        }
        let mut inner = Tree::default();
        inner.add(path, amount, is_complete);
        self.inner.push((id, inner));
    }

    fn list(&self, path: &str, depth: usize, all: &mut Vec<ConstructCost>) {
        for (id, inner) in &self.inner {
            let path = match path.is_empty() {
                true => (*id).to_owned(),
                false => format!("{path}/{id}"),
            };
            match inner.inner.as_slice() {
                // What AWS CDK calls `Resource` is the construct around it.
                [only] if only.1.inner.is_empty() => {
                    all.push(ConstructCost {
                        path,
                        depth,
                        amount: inner.amount,
                        is_complete: !inner.has_gaps,
                    });
                }
                _ => {
                    all.push(ConstructCost {
                        path: path.clone(),
                        depth,
                        amount: inner.amount,
                        is_complete: !inner.has_gaps,
                    });
                    inner.list(&path, depth + 1, all);
                }
            }
        }
    }
}
