//! Name of an export that cannot be one.

use crate::model::Target;
use crate::rule::BuiltIn;
use crate::schema::short;
use crate::{Declaration, Family, Findings, Model, Place};
use stackwright_template::{Function, Node, Severity, SubPart, Value};

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "TPL206",
        family: Family::Template,
        severity: Severity::Error,
        title: "name of an export that cannot be one",
        why: "CloudFormation refuses the template",
        fix: "use letters, digits, colons and hyphens, at most 255 of them",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/outputs-section-structure.html",
        bad: r#"
Resources:
  Topic:
    Type: AWS::SNS::Topic
Outputs:
  Topic:
    Value: !Ref Topic
    Export:
      Name: !Sub '${AWS::StackName}_topic'
"#,
        good: r#"
Resources:
  Topic:
    Type: AWS::SNS::Topic
Outputs:
  Topic:
    Value: !Ref Topic
    Export:
      Name: !Sub '${AWS::StackName}:topic'
"#,
    },
    check,
};

/// How many characters the name of an export can have.
const LONGEST: usize = 255;

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    for output in model.template().outputs() {
        let Some(name) = output.export_name() else {
            continue;
        };
        let mut known = Known::default();
        known.add(model, name);
        if let Some(problem) = known.problem() {
            let id = output.id();
            findings.report(
                Place::new(format_args!("Outputs/{id}/Export/Name"), name.span),
                format!("the name under which `{}` is exported {problem}", short(id)),
            );
        }
    }
}

/// What is known of a name.
#[derive(Default)]
struct Known {
    /// The characters that it has in every case.
    least: usize,
    /// A text in it that cannot stand there.
    strange: Option<String>,
    /// Whether there are parts that are not known.
    open: bool,
}

impl Known {
    fn problem(&self) -> Option<String> {
        if let Some(strange) = &self.strange {
            return Some(format!("has \"{}\" in it", short(strange)));
        }
        if self.least > LONGEST {
            let length = self.least;
            let least = if self.open { "at least " } else { "" };
            return Some(format!("has {least}{length} characters"));
        }
        (self.least == 0 && !self.open).then(|| "is empty".to_owned())
    }

    fn push(&mut self, text: &str) {
        // What a store or a loop puts in is not known.
        if ["{{", "${", "&{"].iter().any(|mark| text.contains(mark)) {
            self.open = true;
            return;
        }
        self.least += text.chars().count();
        let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, ':' | '-');
        if !text.chars().all(fits) && self.strange.is_none() {
            self.strange = Some(text.to_owned());
        }
    }

    fn add(&mut self, model: &Model<'_>, node: &Node) {
        let Value::Call(call) = &node.value else {
            match model.text(node) {
                Some(text) => self.push(&text),
                None => self.open = true,
            }
            return;
        };
        if let Some(sub) = call.sub() {
            for part in sub.parts() {
                match part {
                    SubPart::Literal(text) => self.push(text),
                    SubPart::Variable(variable) => {
                        match sub.variables.and_then(|own| own.get(variable.name)) {
                            Some(own) => self.add(model, own),
                            None => self.add_named(model, variable.name),
                        }
                    }
                }
            }
        } else if let Some((join, items)) = call.join().and_then(|join| {
            let items = join.values.as_list()?;
            Some((join, items))
        }) {
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    self.push(join.delimiter);
                }
                self.add(model, item);
            }
        } else if let Some(name) = call.reference() {
            self.add_named(model, name);
        } else {
            self.add_values(model, node);
        }
    }

    /// A reference, also in the text of `Fn::Sub`.
    fn add_named(&mut self, model: &Model<'_>, name: &str) {
        match model.target(name) {
            // An ARN with slashes, and a domain with dots.
            Target::Pseudo if matches!(name, "AWS::StackId" | "AWS::URLSuffix") => {
                self.open = true;
                let strange = self.strange.take();
                self.strange = strange.or_else(|| Some(format!("${{{name}}}")));
            }
            Target::Parameter => {
                let reference = Node::call(Function::Ref, name.to_owned());
                self.add_values(model, &reference);
            }
            _ => self.open = true,
        }
    }

    /// A value that may be one of several: it is wrong where each is.
    fn add_values(&mut self, model: &Model<'_>, node: &Node) {
        let values = model.values(node, &[]);
        let mut least = None;
        let mut strange = None;
        let mut all = values.complete && !values.absent && !values.known.is_empty();
        for value in &values.known {
            let mut known = Known::default();
            known.add(model, value);
            all &= known.strange.is_some();
            self.open |= known.open;
            least = Some(least.map_or(known.least, |least: usize| least.min(known.least)));
            strange = strange.or(known.strange);
        }
        if values.complete && !values.absent {
            self.least += least.unwrap_or(0);
        }
        self.open |= !values.complete || values.absent || values.known.len() > 1;
        if all && self.strange.is_none() {
            self.strange = strange;
        }
    }
}
