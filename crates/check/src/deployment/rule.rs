//! Rules that look at deployments.

use std::collections::BTreeSet;

use stackwright_template::Severity;

use super::Deployment;
use super::met::Met;
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
            let settled = Deployment::new(model, case, &used, false);
            deployments.settled.push(settled);
        }
        if !model.defaults().is_empty() {
            let case = conditions.case_of_defaults(model.template());
            deployments.of_defaults = Some(Deployment::new(model, case, &used, true));
        }
        deployments
    }

    pub(crate) fn run(&'d self, rule: &DeploymentRule, findings: &mut Findings<'_>) {
        let mut met = Met {
            conditions: true,
            defaults: true,
        };
        for (index, deployment) in self.settled.iter().enumerate() {
            deployment.met.take();
            (rule.check)(deployment, findings);
            if index == 0 {
                met = deployment.met.take();
            }
            if !met.conditions {
                break;
            }
        }
        if !met.conditions && !met.defaults {
            return;
        }
        if let Some(deployment) = &self.of_defaults {
            self.check_defaults(deployment, rule, findings);
        }
    }

    /// Another value of a parameter may be right: what is wrong with the defaults alone does not
    /// keep anybody from deploying.
    fn check_defaults(
        &self,
        deployment: &'d Deployment<'d>,
        rule: &DeploymentRule,
        findings: &mut Findings<'_>,
    ) {
        let remark = " (with the parameters' defaults)";
        findings.milder(Severity::Warning, remark, |findings| {
            (rule.check)(deployment, findings);
        });
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

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use stackwright_template::{Diagnostic, Template};

    use super::*;
    use crate::{Options, rules};

    impl<'d> Deployments<'d> {
        /// Runs a rule on every deployment, whatever it meets.
        fn run_everywhere(&'d self, rule: &DeploymentRule, findings: &mut Findings<'_>) {
            for deployment in &self.settled {
                (rule.check)(deployment, findings);
            }
            if let Some(deployment) = &self.of_defaults {
                self.check_defaults(deployment, rule, findings);
            }
        }
    }

    #[test]
    fn what_is_left_out_would_say_nothing_new() {
        let mut texts = Vec::new();
        for declaration in crate::declarations() {
            texts.push(declaration.bad.to_owned());
            texts.push(declaration.good.to_owned());
        }
        let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
        for file in files(&tests) {
            texts.push(std::fs::read_to_string(&file).expect("a file of the tests is readable"));
        }
        let options = Options::new();
        let templates = texts
            .iter()
            .filter_map(|text| Template::from_yaml(text).ok());
        for template in templates {
            let model = Model::new(&template, &options);
            let deployments = Deployments::of(&model);
            for rule in rules::on_deployments() {
                let (mut some, mut all) = (Vec::new(), Vec::new());
                deployments.run(rule, &mut Findings::of(rule, &mut some));
                deployments.run_everywhere(rule, &mut Findings::of(rule, &mut all));
                let sorted = |mut found: Vec<Diagnostic>| {
                    found.sort_by(Diagnostic::order);
                    found.dedup();
                    found
                };
                assert_eq!(sorted(some), sorted(all), "{}", template.to_yaml());
            }
        }
    }

    fn files(folder: &Path) -> Vec<PathBuf> {
        let entries = std::fs::read_dir(folder).expect("the tests have a folder");
        let paths = entries.map(|entry| entry.expect("an entry is readable").path());
        let nested = paths.map(|path| match path.is_dir() {
            true => files(&path),
            false => vec![path],
        });
        let files = nested.flatten();
        files
            .filter(|file| file.extension().is_some_and(|it| it == "yaml"))
            .collect()
    }
}
