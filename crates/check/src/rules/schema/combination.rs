//! Values that do not go together.

use crate::rule::BuiltIn;
use crate::schema::What;
use crate::{Declaration, Family, Findings, Model};
use stackwright_template::Severity;

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "SCH117",
        family: Family::Schema,
        severity: Severity::Error,
        title: "values that do not go together",
        why: "the service refuses the combination",
        fix: "change one of the values",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html",
        bad: r#"
Resources:
  Gateway:
    Type: AWS::EC2::CarrierGateway
    Properties:
      VpcId: vpc-12345678
      Tags:
        - Key: 'aws:name'
          Value: web
"#,
        good: r#"
Resources:
  Gateway:
    Type: AWS::EC2::CarrierGateway
    Properties:
      VpcId: vpc-12345678
      Tags:
        - Key: name
          Value: web
"#,
    },
    check,
};

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    for violation in model.violations().iter().filter(|v| !v.advice) {
        if let What::Combination { text } = &violation.what {
            let because = violation.because.as_ref();
            let because = because.map(|because| format!(" because of {because}"));
            findings.report(
                violation.place(),
                format!("{text}{}", because.unwrap_or_default()),
            );
        }
    }
}
