//! Exports that nothing imports.

use stackwright_template::Severity;

use crate::deployment::exports::NamePattern;
use crate::rule::BuiltIn;
use crate::schema::short;
use crate::{Declaration, Family, Findings, Model, Place};

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "DES104",
        family: Family::Design,
        severity: Severity::Warning,
        title: "export that nothing imports",
        why: "an export is a promise: as soon as somebody imports it, it cannot change any more",
        fix: "take the export out, or say in an acknowledgement who imports it",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/outputs-section-structure.html",
        bad: r#"
# --together
Resources:
  Topic:
    Type: AWS::SNS::Topic
Outputs:
  Topic:
    Value: !Ref Topic
    Export:
      Name: topic
"#,
        good: r#"
# --together
Resources:
  Topic:
    Type: AWS::SNS::Topic
Outputs:
  Topic:
    Value: !Ref Topic
"#,
    },
    check,
};

/// Says something only where all templates are known that are deployed together.
fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    let Some(imports) = model.options().imports() else {
        return;
    };
    for output in model.template().outputs() {
        let Some(name) = output.export_name() else {
            continue;
        };
        let exported = NamePattern::of(name);
        if imports.iter().any(|import| import.may_be(&exported)) {
            continue;
        }
        let id = output.id();
        findings.report(
            Place::new(format_args!("Outputs/{id}/Export/Name"), name.span),
            format!("nothing imports what `{}` exports", short(id)),
        );
    }
}
