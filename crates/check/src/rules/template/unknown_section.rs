//! Section that does not exist.

use crate::Place;
use crate::rule::BuiltIn;
use crate::schema::short;
use crate::{Declaration, Family, Findings, Model};
use stackwright_template::Section;
use stackwright_template::Severity;

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "TPL101",
        family: Family::Template,
        severity: Severity::Error,
        title: "section that does not exist",
        why: "CloudFormation refuses templates with sections that it does not know",
        fix: "use a section of CloudFormation, or move the data to `Metadata`",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html",
        bad: r#"
Parameter: {}
Resources:
  Topic:
    Type: AWS::SNS::Topic
"#,
        good: r#"
Metadata: {}
Resources:
  Topic:
    Type: AWS::SNS::Topic
"#,
    },
    check,
};

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    for (key, _) in model.template().root().iter() {
        let name = key.as_str();
        if Section::from_name(name).is_some() || key.is_macro() {
            continue;
        }
        let known = Section::ALL.into_iter().map(Section::name);
        let nearest = stackwright_facts::nearest(name, known);
        findings
            .report(
                Place::new(name, key.span),
                format!("there is no section `{}`", short(name)),
            )
            .help_if(nearest.map(|nearest| format!("did you mean `{nearest}`?")));
    }
}
