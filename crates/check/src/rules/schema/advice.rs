//! Setting that has no effect or is advised against.

use crate::rule::BuiltIn;
use crate::schema::{TOGETHER, What, in_words};
use crate::{Declaration, Family, Findings, Model};
use stackwright_template::Severity;

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "SCH120",
        family: Family::Schema,
        severity: Severity::Warning,
        title: "setting that has no effect or is advised against",
        why: "the service takes it, but does not do what it says",
        fix: "change the setting",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html",
        bad: r#"
Resources:
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: web
      VpcId: vpc-12345678
      SecurityGroupEgress:
        - IpProtocol: '-1'
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
        - IpProtocol: '-1'
          CidrIp: 0.0.0.0/0
"#,
    },
    check,
};

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    for violation in model.violations().iter().filter(|v| v.advice) {
        let because = violation.because.as_ref();
        if let (What::Combination { text }, Some(because)) = (&violation.what, because)
            && text == TOGETHER
            && violation.path.ends_with("EngineVersion")
        {
            // The only versions that the facts advise against are those that are on their way out.
            findings
                .report(
                    violation.place(),
                    format!("this version is deprecated: {because}"),
                )
                .help("take a version that is supported");
            continue;
        }
        let because = because.map(|because| format!(" because of {because}"));
        let message = format!(
            "{}{}",
            in_words(&violation.what),
            because.unwrap_or_default()
        );
        findings.report(violation.place(), message);
    }
}
