//! Running the rules.

use std::path::Path;
use std::sync::Arc;

use stackwright_codes::retired;
use stackwright_template::{Diagnostic, Node, Template};

use crate::deployment::exports::{self, Export, Import, NamePattern};
use crate::deployment::{Deployments, run};
use crate::model::Unrolled;
use crate::{Declaration, Findings, Model, Rule, declaration, declarations, rules};

/// Codes of what is found only where all templates that are deployed together are named.
const AMONG_TEMPLATES: [&str; 5] = ["DES104", "TPL213", "TPL214", "TPL217", "TPL218"];

/// What to check for.
#[derive(Clone, Default)]
pub struct Options {
    regions: Vec<String>,
    ignored: Vec<String>,
    rules: Vec<Arc<dyn Rule>>,
    imports: Option<Arc<Vec<NamePattern>>>,
    exports: Option<Exports>,
    nested: Vec<(String, Arc<Template>)>,
    given: Vec<(String, Node)>,
    written: Option<usize>,
}

/// What templates export that are looked at together.
#[derive(Clone)]
pub(crate) struct Exports {
    exports: Arc<Vec<Export>>,
    imports: Arc<Vec<Import>>,
}

impl Exports {
    /// Those of one name.
    pub(crate) fn named(&self, name: &str) -> impl Iterator<Item = &Export> {
        self.exports
            .iter()
            .filter(move |export| export.name == name)
    }

    /// All of them.
    pub(crate) fn all(&self) -> &[Export] {
        &self.exports
    }

    /// What the templates import.
    pub(crate) fn imports(&self) -> &[Import] {
        &self.imports
    }
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

    /// Leaves out the rules whose code starts with this, as `TPL122` or `SCH`; where it is a retired
    /// code, those that say now what it said.
    pub fn ignore(mut self, code: impl Into<String>) -> Self {
        let code = code.into();
        let successors = retired(&code).map_or(&[][..], |retired| retired.successors);
        self.ignored
            .extend(successors.iter().copied().map(str::to_owned));
        self.ignored.push(code);
        self
    }

    /// Adds a rule of one's own.
    pub fn rule(mut self, rule: impl Rule + 'static) -> Self {
        self.rules.push(Arc::new(rule));
        self
    }

    /// Names all templates that are deployed together: an export that none of them imports is
    /// reported. Without it nothing is known of who else imports.
    pub fn together<'t>(mut self, templates: impl IntoIterator<Item = &'t Template>) -> Self {
        let imports = templates.into_iter().flat_map(exports::imports);
        self.imports = Some(Arc::new(imports.collect()));
        self
    }

    /// Names templates that may be deployed beside each other, this one among them: two that export
    /// one name are a warning, as they may go to different accounts or regions. Of the stacks of a
    /// program that is known, and synthesis says it.
    pub fn beside<'t>(mut self, templates: impl IntoIterator<Item = &'t Template>) -> Self {
        let templates: Vec<&Template> = templates.into_iter().collect();
        self.exports = Some(Exports {
            exports: Arc::new(exports::exports(templates.iter().copied())),
            imports: Arc::new(exports::imported(templates)),
        });
        self
    }

    /// Names a template that nested stacks deploy, by its file, as the template that is checked and
    /// `TemplateURL` say together: its parameters are compared with those that it is given.
    pub fn nested(mut self, file: impl Into<String>, template: &Template) -> Self {
        self.nested.push((file.into(), Arc::new(template.clone())));
        self
    }

    /// Says what a parameter of the template is given where it is deployed: it can be nothing else then.
    pub fn given(mut self, parameter: impl Into<String>, value: impl Into<Node>) -> Self {
        self.given.push((parameter.into(), value.into()));
        self
    }

    /// What parameters are [given](Options::given).
    pub(crate) fn parameters(&self) -> &[(String, Node)] {
        &self.given
    }

    /// The template of a file, where it was [named](Options::nested).
    pub(crate) fn nested_in(&self, file: &str) -> Option<&Template> {
        let named = self.nested.iter().find(|(name, _)| name == file);
        named.map(|(_, template)| &**template)
    }

    /// What the templates export that are looked at together, if any are.
    pub(crate) fn exports(&self) -> Option<&Exports> {
        self.exports.as_ref()
    }

    /// Says how many bytes the template has as it is written, for one that was not read from a
    /// text: CloudFormation limits them.
    pub fn written_bytes(mut self, bytes: usize) -> Self {
        self.written = Some(bytes);
        self
    }

    /// How many bytes the template has as it is written, if [that was said](Options::written_bytes).
    pub fn size(&self) -> Option<usize> {
        self.written
    }

    /// What the templates that are deployed together import, if those are known.
    pub(crate) fn imports(&self) -> Option<&[NamePattern]> {
        self.imports.as_ref().map(|imports| imports.as_slice())
    }

    /// The regions that the template is deployed to.
    pub fn regions(&self) -> &[String] {
        &self.regions
    }

    /// What follows from a template where it is deployed.
    pub(crate) fn model_of<'t>(
        &'t self,
        template: &'t Template,
    ) -> stackwright_deployment::Model<'t> {
        stackwright_deployment::Model::new(template, self.regions()).given(self.parameters())
    }

    /// Whether findings of this code are left out.
    pub fn ignores(&self, code: &str) -> bool {
        // An empty text would leave out everything, which nobody means.
        let leaves_out = |ignored: &String| !ignored.is_empty() && code.starts_with(&**ignored);
        self.ignored.iter().any(leaves_out)
    }

    /// Whether findings of this code are looked for: they are not left out, and can be seen.
    pub(crate) fn looks_for(&self, code: &str) -> bool {
        !self.ignores(code) && (self.imports.is_some() || !AMONG_TEMPLATES.contains(&code))
    }

    fn wants(&self, rule: &dyn Rule) -> bool {
        !self.ignores(rule.declaration().code)
    }

    /// Whether there is such a code, or was one, also of a rule of one's own.
    pub(crate) fn knows(&self, code: &str) -> bool {
        let is_own = || self.own().any(|own| own.code == code);
        declaration(code).is_some() || retired(code).is_some() || is_own()
    }

    /// Every code that there is, for suggestions.
    pub(crate) fn codes(&self) -> impl Iterator<Item = &str> {
        let own = self.own().map(|own| own.code);
        declarations().map(|declared| declared.code).chain(own)
    }

    fn own(&self) -> impl Iterator<Item = &Declaration> {
        self.rules.iter().map(|rule| rule.declaration())
    }
}

/// The file of a template that another one, which stands in `file`, names by a path.
pub fn nested_file(file: &str, path: &str) -> String {
    let folder = Path::new(file).parent().unwrap_or(Path::new(""));
    let inner = folder.join(path.strip_prefix("./").unwrap_or(path));
    inner.display().to_string()
}

/// The path by which a stack in a stack names the file of its template, before that is packaged.
///
/// <https://docs.aws.amazon.com/cli/latest/reference/cloudformation/package.html>
pub(crate) fn nested_path(stack: &Node) -> Option<&str> {
    let property = match stack.get("Type")?.as_str()? {
        "AWS::CloudFormation::Stack" => "TemplateURL",
        "AWS::Serverless::Application" => "Location",
        _ => return None,
    };
    let path = stack.get("Properties")?.get(property)?.as_str()?;
    (!path.contains("://")).then_some(path)
}

/// The paths by which a template names the files of the stacks in it, those of loops among them.
pub fn nested_paths(template: &Template) -> Vec<&str> {
    let looped = template.looped_resources().into_iter();
    let all = template.resources().chain(looped.map(|(_, own)| own));
    all.filter_map(|own| nested_path(own.node())).collect()
}

/// What checking a template gives.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Inspection {
    /// What was found; sorted by place, and none of it twice.
    pub findings: Vec<Diagnostic>,
    /// What was found and is acknowledged in the template's metadata; sorted the same way.
    pub acknowledged: Vec<Diagnostic>,
}

/// Checks a template; the findings are sorted by place and none stands twice.
///
/// What the template's metadata acknowledges is left out; [`inspect`] has it, too.
pub fn check(template: &Template, options: &Options) -> Vec<Diagnostic> {
    inspect(template, options).findings
}

/// Checks a template, and keeps what it acknowledges apart from what it does not.
pub fn inspect(template: &Template, options: &Options) -> Inspection {
    let unrolled = Unrolled::of(template);
    let written = options.model_of(template);
    let model = Model::new(&written, options);
    let mut found = Vec::new();
    look_at_template(&model, &mut found);
    let deployed;
    let mut more = Vec::new();
    let deployments = match &unrolled {
        None => Deployments::of(&written),
        Some(unrolled) => {
            deployed = options.model_of(unrolled.template());
            look_at_template(&Model::new(&deployed, options), &mut more);
            Deployments::of(&deployed)
        }
    };
    let mut run = |rule: &dyn Rule| {
        if options.wants(rule) {
            let mut findings = Findings::of(rule, &model, &mut more);
            run(&deployments, rule, &mut findings);
        }
    };
    for rule in rules::on_deployments() {
        run(rule);
    }
    for rule in &options.rules {
        run(&**rule);
    }
    match &unrolled {
        None => found.append(&mut more),
        Some(unrolled) => join(&mut found, more, unrolled),
    }
    let (mut findings, acknowledged) = model.acknowledgements().divide(found);
    for rule in rules::on_acknowledgements().filter(|rule| options.wants(*rule)) {
        rule.check(&model, &mut Findings::of(rule, &model, &mut findings));
    }
    Inspection {
        findings: Diagnostic::sorted(findings),
        acknowledged: Diagnostic::sorted(acknowledged),
    }
}

fn look_at_template(model: &Model<'_>, found: &mut Vec<Diagnostic>) {
    let options = model.options();
    let mut run = |rule: &dyn Rule| {
        if options.wants(rule) {
            rule.check(model, &mut Findings::of(rule, model, found));
        }
    };
    for rule in rules::on_templates() {
        run(rule);
    }
    for rule in &options.rules {
        run(&**rule);
    }
}

/// Adds what was found of a template with its loops written out, where the template has it. What is
/// said of one place already, of the loop or of another member, is not said again.
fn join(found: &mut Vec<Diagnostic>, more: Vec<Diagnostic>, unrolled: &Unrolled) {
    for mut finding in more {
        let written = finding
            .path
            .as_deref()
            .and_then(|path| unrolled.written(path));
        let is_in_loop = written.is_some();
        if let Some(written) = written {
            // The resource is known to the template by the name that it has in the loop.
            finding.resource = body_of(&written).map(str::to_owned);
            finding.path = Some(written);
        }
        let is_told = |told: &Diagnostic| {
            told.code == finding.code
                && told.path == finding.path
                && (is_in_loop || told.message == finding.message)
        };
        if !found.iter().any(is_told) {
            found.push(finding);
        }
    }
}

/// The name that the resource at a way has inside of its loops.
fn body_of(written: &str) -> Option<&str> {
    let mut last = None;
    let mut segments = written.split('/').skip(1);
    while let Some(segment) = segments.next() {
        last = Some(segment);
        if !segment.starts_with("Fn::ForEach::") {
            break;
        }
        segments.next();
    }
    last
}
