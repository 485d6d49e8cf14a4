//! Type of instance that is not known.

use crate::rule::BuiltIn;
use crate::schema::short;
use crate::{Declaration, Family, Findings, Model};
use stackwright_template::Severity;

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "SCH125",
        family: Family::Schema,
        severity: Severity::Warning,
        title: "type of instance that is not known",
        why: "the service may not have it; new ones come every week, so it may be younger than the list",
        fix: "use a type that the service has, unless this one is new",
        link: "https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-type-names.html",
        bad: r#"
Resources:
  Host:
    Type: AWS::EC2::Instance
    Properties:
      ImageId: ami-12345678
      InstanceType: t3.8xlarge
"#,
        good: r#"
Resources:
  Host:
    Type: AWS::EC2::Instance
    Properties:
      ImageId: ami-12345678
      InstanceType: t3.2xlarge
"#,
    },
    check,
};

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    for unlisted in model.unlisted() {
        if unlisted.problem.is_none() {
            let message = format!(
                "no type of instance is known as \"{}\"",
                short(&unlisted.text)
            );
            findings
                .report(unlisted.place.clone(), message)
                .help_if(unlisted.help.clone());
        }
    }
}
