//! Property that does not exist.

use crate::rule::BuiltIn;
use crate::schema::{What, short};
use crate::{Declaration, Family, Findings, Model};
use stackwright_template::Severity;

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "SCH102",
        family: Family::Schema,
        severity: Severity::Error,
        title: "property that does not exist",
        why: "CloudFormation refuses properties that the type does not have",
        fix: "use a property of the type, or leave it out",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html",
        bad: r#"
Resources:
  Web:
    Type: AWS::ECS::Cluster
    Properties:
      ClusterNam: web
"#,
        good: r#"
Resources:
  Web:
    Type: AWS::ECS::Cluster
    Properties:
      ClusterName: web
"#,
    },
    check,
};

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    for violation in model.violations().iter().filter(|v| !v.advice) {
        let What::UnknownProperty {
            name,
            owner,
            nearest,
        } = &violation.what
        else {
            continue;
        };
        let name = short(name);
        let message = match owner.as_str() {
            "" => format!("the property `{name}` is not taken here"),
            owner => format!("`{owner}` has no property `{name}`"),
        };
        let nearest = nearest.as_ref();
        findings
            .report(violation.place(), message)
            .help_if(nearest.map(|nearest| format!("did you mean `{nearest}`?")));
    }
}
