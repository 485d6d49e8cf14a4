//! Reference to something that does not exist.

use std::borrow::Cow;

use crate::Place;
use crate::findings::BY_DEFAULT;
use crate::model::Target;
use crate::rule::BuiltIn;
use crate::schema::short;
use crate::{Declaration, Family, Findings, Model};
use stackwright_template::Severity;

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "TPL113",
        family: Family::Template,
        severity: Severity::Error,
        title: "reference to something that does not exist",
        why: "CloudFormation refuses the template",
        fix: "refer to a parameter or a resource of the template",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html",
        bad: r#"
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: !Ref Nam
"#,
        good: r#"
Parameters:
  Name:
    Type: String
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: !Ref Name
"#,
    },
    check,
};

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    for reference in model.references() {
        let name = reference.target;
        // Whether pseudo parameters exist, and where what may be referred to, is another matter.
        if name.starts_with("AWS::") {
            continue;
        }
        let (name, target) = match model.loops().names_at(&reference.path, name) {
            Some(names) if names.as_slice() != [name] => {
                let named = names.into_iter().map(|name| {
                    let target = model.target(&name);
                    (Cow::Owned(name), target)
                });
                let Some(missing) = named.into_iter().find(|(_, target)| is_missing(*target))
                else {
                    continue;
                };
                missing
            }
            _ => (Cow::Borrowed(name), model.target(name)),
        };
        if !is_missing(target) {
            continue;
        }
        let nearest = stackwright_facts::nearest(&name, model.referable());
        let report = findings.report(
            Place::new(&reference.path, reference.span),
            format!(
                "`{}` refers to `{}`, which is neither a parameter nor a resource",
                reference.function.name(),
                short(&name)
            ),
        );
        let report = match target {
            Target::Otherwise => report.milder(BY_DEFAULT),
            _ => report,
        };
        report.help_if(nearest.map(|nearest| format!("did you mean `{nearest}`?")));
    }
}

fn is_missing(target: Target) -> bool {
    matches!(target, Target::Nothing | Target::Otherwise)
}
