//! Running the rules.

use stackwright_template::{Diagnostic, Template};

use crate::deployment::Deployments;
use crate::{Findings, Model, Rule, rules};

/// What to check for.
#[derive(Default)]
pub struct Options {
    regions: Vec<String>,
    ignored: Vec<String>,
    rules: Vec<Box<dyn Rule>>,
}

impl Options {
    /// All built-in rules, no region in particular.
    pub fn new() -> Self {
        Options::default()
    }

    /// Adds a region that the template is deployed to, as `eu-central-1`: conditions on
    /// `AWS::Region` that hold in none of them are impossible.
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.regions.push(region.into());
        self
    }

    /// Leaves out the rules whose code starts with this, as `TPL122` or `SCH`.
    pub fn ignore(mut self, code: impl Into<String>) -> Self {
        self.ignored.push(code.into());
        self
    }

    /// Adds a rule of one's own.
    pub fn rule(mut self, rule: impl Rule + 'static) -> Self {
        self.rules.push(Box::new(rule));
        self
    }

    /// The regions that the template is deployed to.
    pub fn regions(&self) -> &[String] {
        &self.regions
    }

    fn wants(&self, rule: &dyn Rule) -> bool {
        let code = rule.declaration().code;
        // An empty text would leave out everything, which nobody means.
        let leaves_out = |ignored: &String| !ignored.is_empty() && code.starts_with(&**ignored);
        !self.ignored.iter().any(leaves_out)
    }
}

/// Checks a template; the findings are sorted by place and none stands twice.
pub fn check(template: &Template, options: &Options) -> Vec<Diagnostic> {
    let model = Model::new(template, options);
    let mut found = Vec::new();
    for rule in rules::on_templates().filter(|rule| options.wants(*rule)) {
        rule.check(&model, &mut Findings::of(rule, &mut found));
    }
    let deployments = Deployments::of(&model);
    for rule in rules::on_deployments().filter(|rule| options.wants(*rule)) {
        deployments.run(rule, &mut Findings::of(rule, &mut found));
    }
    for rule in options.rules.iter().map(Box::as_ref) {
        if options.wants(rule) {
            rule.check(&model, &mut Findings::of(rule, &mut found));
        }
    }
    found.sort_by(Diagnostic::order);
    found.dedup();
    found
}
