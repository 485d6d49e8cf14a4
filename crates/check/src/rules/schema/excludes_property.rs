//! Property that excludes another one.

use crate::rule::BuiltIn;
use crate::schema::What;
use crate::{Declaration, Family, Findings, Model};
use stackwright_template::Severity;

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "SCH116",
        family: Family::Schema,
        severity: Severity::Error,
        title: "property that excludes another one",
        why: "the service refuses the two together",
        fix: "keep one of the two",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html",
        bad: r#"
Resources:
  Net:
    Type: AWS::EC2::NetworkInterface
    Properties:
      SubnetId: subnet-12345678
      Ipv6AddressCount: 1
      Ipv6Addresses:
        - Ipv6Address: '2001:db8::1'
"#,
        good: r#"
Resources:
  Net:
    Type: AWS::EC2::NetworkInterface
    Properties:
      SubnetId: subnet-12345678
      Ipv6AddressCount: 1
"#,
    },
    check,
};

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    for violation in model.violations().iter().filter(|v| !v.advice) {
        if let What::Excludes { name, other } = &violation.what {
            let message = format!("`{name}` and `{other}` cannot be given together");
            findings
                .report(violation.place(), message)
                .help_if(Some(format!("keep `{name}` or `{other}`")));
        }
    }
}
