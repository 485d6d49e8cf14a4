//! Rules that look at deployments.

use super::{Deployment, Deployments, Met};
use crate::findings::BY_DEFAULT;
use crate::{Declaration, Findings, Rule};

/// A rule that looks at one deployment at a time.
pub(crate) struct DeploymentRule {
    pub(crate) declaration: Declaration,
    pub(crate) check: for<'d> fn(&'d Deployment<'d>, &mut Findings<'_>),
}

/// Runs a rule on the deployments of a template. Where it met nothing that may be different in
/// another one, it would only say the same again, and is not asked to.
pub(crate) fn run<'d>(
    deployments: &'d Deployments<'d>,
    rule: &dyn Rule,
    findings: &mut Findings<'_>,
) {
    let mut met = Met {
        conditions: true,
        defaults: true,
    };
    for (index, deployment) in deployments.settled().iter().enumerate() {
        deployment.take_met();
        rule.check_deployment(deployment, findings);
        if index == 0 {
            met = deployment.take_met();
        }
        if !met.conditions {
            break;
        }
    }
    if !met.conditions && !met.defaults {
        return;
    }
    if let Some(deployment) = deployments.of_defaults() {
        check_defaults(deployment, rule, findings);
    }
}

/// Another value of a parameter may be right: what is wrong with the defaults alone does not keep
/// anybody from deploying.
fn check_defaults<'d>(
    deployment: &'d Deployment<'d>,
    rule: &dyn Rule,
    findings: &mut Findings<'_>,
) {
    findings.perhaps(BY_DEFAULT, |findings| {
        rule.check_deployment(deployment, findings);
    });
}

impl Rule for DeploymentRule {
    fn declaration(&self) -> &Declaration {
        &self.declaration
    }

    fn check_deployment<'d>(&self, deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
        (self.check)(deployment, findings);
    }
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use stackwright_template::{Diagnostic, Template};

    use super::*;
    use crate::{Model, Options, rules};

    /// Runs a rule on every deployment, whatever it meets.
    fn run_everywhere<'d>(
        deployments: &'d Deployments<'d>,
        rule: &DeploymentRule,
        findings: &mut Findings<'_>,
    ) {
        for deployment in deployments.settled() {
            rule.check_deployment(deployment, findings);
        }
        if let Some(deployment) = deployments.of_defaults() {
            check_defaults(deployment, rule, findings);
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
            let written = options.model_of(&template);
            let model = Model::new(&written, &options);
            let deployments = Deployments::of(&written);
            for rule in rules::on_deployments() {
                let (mut some, mut all) = (Vec::new(), Vec::new());
                run(
                    &deployments,
                    rule,
                    &mut Findings::of(rule, &model, &mut some),
                );
                run_everywhere(
                    &deployments,
                    rule,
                    &mut Findings::of(rule, &model, &mut all),
                );
                let (some, all) = (Diagnostic::sorted(some), Diagnostic::sorted(all));
                assert_eq!(some, all, "{}", template.to_yaml());
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
