//! Reference to the wrong kind of resource.

use crate::rule::BuiltIn;
use crate::schema::{What, some_of};
use crate::{Declaration, Family, Findings, Model};
use stackwright_template::Severity;

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "SCH118",
        family: Family::Schema,
        severity: Severity::Error,
        title: "reference to the wrong kind of resource",
        why: "what the reference gives is not what the property takes",
        fix: "refer to a resource of the kind that is wanted",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html",
        bad: r#"
Resources:
  Net:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: web
      VpcId: !Ref Net
  Db:
    Type: AWS::RDS::DBSubnetGroup
    Properties:
      DBSubnetGroupDescription: db
      SubnetIds:
        - !Ref Group
"#,
        good: r#"
Resources:
  Net:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
  Subnet:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Net
      CidrBlock: 10.0.1.0/24
      AvailabilityZone: !Select [0, !GetAZs '']
  Further:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Net
      CidrBlock: 10.0.2.0/24
      AvailabilityZone: !Select [1, !GetAZs '']
  Db:
    Type: AWS::RDS::DBSubnetGroup
    Properties:
      DBSubnetGroupDescription: db
      SubnetIds:
        - !Ref Subnet
        - !Ref Further
"#,
    },
    check,
};

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    for violation in model.violations().iter().filter(|v| !v.advice) {
        if let What::Reference {
            found,
            wanted,
            help,
        } = &violation.what
        {
            let message = format!("{found}, stands where {} is wanted", some_of(wanted));
            findings
                .report(violation.place(), message)
                .help_if(help.clone());
        }
    }
}
