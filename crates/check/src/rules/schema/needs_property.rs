//! Property that needs another one.

use crate::rule::BuiltIn;
use crate::schema::What;
use crate::{Declaration, Family, Findings, Model};
use stackwright_template::Severity;

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "SCH115",
        family: Family::Schema,
        severity: Severity::Error,
        title: "property that needs another one",
        why: "the service refuses the one without the other",
        fix: "give the other property too, or neither",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html",
        bad: r#"
Resources:
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: web
      SecurityGroupEgress:
        - IpProtocol: tcp
          FromPort: 443
          ToPort: 443
          CidrIp: 0.0.0.0/0
"#,
        good: r#"
Resources:
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: web
      VpcId: vpc-12345678
      SecurityGroupEgress:
        - IpProtocol: tcp
          FromPort: 443
          ToPort: 443
          CidrIp: 0.0.0.0/0
"#,
    },
    check,
};

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    for violation in model.violations().iter().filter(|v| !v.advice) {
        if let What::Needs { name, missing } = &violation.what {
            let message = format!("`{name}` is given without `{missing}`");
            findings
                .report(violation.place(), message)
                .help_if(Some(format!(
                    "give `{missing}` as well, or take `{name}` out"
                )));
        }
    }
}
