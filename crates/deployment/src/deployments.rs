//! Every deployment that a template can become.

use std::collections::BTreeSet;

use crate::{Deployment, Model};

/// The deployments that a template can become.
pub struct Deployments<'d> {
    settled: Vec<Deployment<'d>>,
    of_defaults: Option<Deployment<'d>>,
}

impl<'d> Deployments<'d> {
    /// The deployments of a template.
    pub fn of(model: &'d Model<'d>) -> Self {
        let mut deployments = Deployments {
            settled: Vec::new(),
            of_defaults: None,
        };
        if model.is_rewritten() {
            return deployments;
        }
        let conditions = model.conditions();
        let used: BTreeSet<&str> = model.conditions_used().map(|used| used.name).collect();
        for case in conditions.cases(used.iter().copied()) {
            let settled = Deployment::new(model, case, &used, false);
            deployments.settled.push(settled);
        }
        if !model.defaults().is_empty() {
            let case = conditions.case_of_defaults(model.template());
            deployments.of_defaults = Some(Deployment::new(model, case, &used, true));
        }
        deployments
    }

    /// Those that differ in their conditions, up to a bound; none where a macro that nobody here
    /// knows rewrites the template.
    pub fn settled(&self) -> &[Deployment<'d>] {
        &self.settled
    }

    /// The one in which every parameter has its default, where any has one.
    pub fn of_defaults(&self) -> Option<&Deployment<'d>> {
        self.of_defaults.as_ref()
    }
}
