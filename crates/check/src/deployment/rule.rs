//! Rules that look at deployments.

use std::collections::BTreeSet;

use stackwright_template::Severity;

use super::{Deployment, defaults};
use crate::{Declaration, Findings, Model, Rule};

/// A rule that looks at one deployment at a time.
pub(crate) struct DeploymentRule {
    pub(crate) declaration: Declaration,
    pub(crate) check: for<'d> fn(&'d Deployment<'d>, &mut Findings<'_>),
}

/// The deployments that a template can become.
pub(crate) struct Deployments<'d> {
    /// Those that differ in their conditions; none where a macro that nobody here knows rewrites
    /// the template.
    settled: Vec<Deployment<'d>>,
    /// The one in which every parameter has its default, where any has one.
    of_defaults: Option<Deployment<'d>>,
}

impl<'d> Deployments<'d> {
    pub(crate) fn of(model: &'d Model<'d>) -> Self {
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
            let settled = Deployment::new(model, case, &used, None);
            deployments.settled.push(settled);
        }
        let defaults = defaults(model);
        if !defaults.is_empty() {
            let case = conditions.case_of_defaults(model.template());
            let deployment = Deployment::new(model, case, &used, Some(defaults));
            deployments.of_defaults = Some(deployment);
        }
        deployments
    }

    pub(crate) fn run(&'d self, rule: &DeploymentRule, findings: &mut Findings<'_>) {
        for deployment in &self.settled {
            (rule.check)(deployment, findings);
        }
        // Another value of a parameter may be right: what is wrong with the defaults alone does
        // not keep anybody from deploying.
        if let Some(deployment) = &self.of_defaults {
            findings.milder(
                Severity::Warning,
                " (with the parameters' defaults)",
                |findings| {
                    (rule.check)(deployment, findings);
                },
            );
        }
    }
}

impl Rule for DeploymentRule {
    fn declaration(&self) -> &Declaration {
        &self.declaration
    }

    fn check(&self, model: &Model<'_>, findings: &mut Findings<'_>) {
        let model = Model::new(model.template(), model.options());
        let deployments = Deployments::of(&model);
        deployments.run(self, findings);
    }
}
