//! What one deployment cannot do.

use stackwright_change::{Hazard, compare};
use stackwright_template::Template;

use crate::order::{Edges, exported, imports};
use crate::{Reason, Stack, Stacks};

/// Something that one deployment cannot do, or that goes wrong in it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Step {
    /// Something goes wrong on the way, or is lost.
    Hazard(Hazard),
    /// The stack takes out an export that a stack which waits for it still imports: the export has to stay for
    /// one more deployment.
    KeepsExport {
        /// The name of the export.
        export: String,
        /// The id of the stack that imports it.
        importer: String,
    },
}

/// Whether more deployments than one do what one does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Remedy {
    /// Two deployments, or more.
    Deployments,
    /// Another change.
    Change,
}

impl Step {
    /// What helps.
    pub fn remedy(&self) -> Remedy {
        match self {
            Step::KeepsExport { .. }
            | Step::Hazard(
                Hazard::RuleMoves { .. }
                | Hazard::DiscoveryChanges { .. }
                | Hazard::ServiceLeaves { .. }
                | Hazard::IndexChanges { .. }
                | Hazard::ExportGoes { .. }
                | Hazard::ExportChanges { .. }
                | Hazard::GreenWithOthers { .. }
                | Hazard::Weakened { .. },
            ) => Remedy::Deployments,
            Step::Hazard(_) => Remedy::Change,
        }
    }
}

/// The stacks that there were, beside those that there will be.
pub(crate) struct Before<'s> {
    before: &'s Stacks,
    after: &'s Stacks,
}

impl<'s> Before<'s> {
    pub fn new(before: &'s Stacks, after: &'s Stacks) -> Self {
        Before { before, after }
    }

    /// What a stack was. Two single ones are a pair, whatever they are called.
    fn was(&self, stack: &Stack) -> Option<&'s Stack> {
        if let ([one], [_]) = (&self.before.stacks[..], &self.after.stacks[..]) {
            return Some(one);
        }
        let mut all = self.before.stacks.iter();
        all.find(|own| own.id == stack.id)
    }

    /// Those that go.
    pub fn gone(&self) -> Vec<&'s Stack> {
        if self.before.stacks.len() == 1 && self.after.stacks.len() == 1 {
            return Vec::new();
        }
        let stays = |stack: &&Stack| !self.after.stacks.iter().any(|own| own.id == stack.id);
        self.before.stacks.iter().filter(stays).collect()
    }

    /// What goes wrong where a stack takes the place of what it was.
    pub fn hazards(&self, stack: &Stack) -> Vec<Step> {
        let Some(was) = self.was(stack) else {
            return Vec::new();
        };
        let others = self.after.stacks.iter().filter(|own| own.id != stack.id);
        let others: Vec<&Template> = others.map(|own| &own.template).collect();
        let mut hazards = compare(&was.template, &stack.template, &others).hazards;
        for (path, template) in &stack.nested {
            let mut earlier = was.nested.iter();
            if let Some((_, earlier)) = earlier.find(|(own, _)| own == path) {
                hazards.extend(compare(earlier, template, &[]).hazards);
            }
        }
        hazards.into_iter().map(Step::Hazard).collect()
    }

    /// Adds what waits because something still stands as it was: whoever takes an export out waits for those
    /// that import it. Gives what no order does: an export that has to stay, by the position of its stack.
    ///
    /// The positions are those of the stacks that there will be, then of those that go.
    pub fn order(&self, edges: &mut Edges) -> Vec<(usize, Step)> {
        let mut kept = Vec::new();
        let gone = self.gone();
        let later = &self.after.stacks;
        let position = |was: &Stack| -> Option<usize> {
            let is_it = |own: &&Stack| self.was(own).is_some_and(|other| std::ptr::eq(other, was));
            let stays = later.iter().position(|own| is_it(&own));
            let goes = || gone.iter().position(|own| own.id == was.id);
            stays.or_else(|| goes().map(|at| later.len() + at))
        };
        let exported_later = exported(later);
        for (_, exporter, name) in exported(&self.before.stacks) {
            let Some(at) = position(exporter) else {
                continue;
            };
            let stays = exported_later.iter();
            if stays
                .filter(|(own, ..)| *own == at)
                .any(|(_, _, own)| *own == name)
            {
                continue;
            }
            for importer in &self.before.stacks {
                let imported =
                    importer.may_be_beside(exporter) && imports(importer).contains(&name);
                let Some(user) = position(importer).filter(|user| imported && *user != at) else {
                    continue;
                };
                // That it still imports what goes is a hazard.
                let still = later
                    .get(user)
                    .is_some_and(|own| imports(own).contains(&name));
                if still {
                    continue;
                }
                if edges.leads(user, at) {
                    let step = Step::KeepsExport {
                        export: name.clone(),
                        importer: later.get(user).map_or(importer, |own| own).id.clone(),
                    };
                    kept.push((at, step));
                } else {
                    edges.add(at, user, Reason::StopsExporting(name.clone()));
                }
            }
        }
        kept
    }
}
