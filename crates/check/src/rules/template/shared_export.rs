//! Two templates that export one name.

use std::collections::BTreeSet;

use stackwright_deployment::exports::shared_name;
use stackwright_template::Severity;

use crate::rule::BuiltIn;
use crate::schema::short;
use crate::{Declaration, Family, Findings, Model, Place};

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "TPL213",
        family: Family::Template,
        severity: Severity::Warning,
        title: "two stacks that export one name",
        why: "names of exports are unique within account and region: the second stack fails",
        fix: "put the name of the stack into it, as `${AWS::StackName}`",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/outputs-section-structure.html",
        bad: r#"
# --beside-itself
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
# --beside-itself
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

/// Says something only where other templates are known.
fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    let Some(exports) = model.options().exports() else {
        return;
    };
    let own_file = model.template().source().and_then(|source| source.name());
    for output in model.template().outputs() {
        let Some(node) = output.export_name() else {
            continue;
        };
        let Some(name) = shared_name(node) else {
            continue;
        };
        // Two of one template have a rule of their own.
        let templates: BTreeSet<usize> = exports.named(&name).map(|other| other.template).collect();
        if templates.len() < 2 {
            continue;
        }
        let files = exports
            .named(&name)
            .filter_map(|other| other.file.as_deref());
        let other = files.into_iter().find(|file| Some(*file) != own_file);
        let who = other.map_or("another stack".to_owned(), |file| format!("`{file}`"));
        let place = Place::new(
            format_args!("Outputs/{}/Export/Name", output.id()),
            node.span,
        );
        let name = short(&name);
        let message = format!(
            "{who} exports the name \"{name}\" as well (if both go to one account and region)"
        );
        findings.report(place, message);
    }
}
