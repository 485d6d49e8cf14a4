//! ARN without the path of what it names.

use stackwright_template::{Node, Severity, SubPart};

use crate::rule::BuiltIn;
use crate::schema::short;
use crate::{Declaration, Family, Findings, Model};

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "TPL195",
        family: Family::Template,
        severity: Severity::Warning,
        title: "ARN without the path of what it names",
        why: "the path of a role or user is part of its ARN: without it the ARN names nothing",
        fix: "write `!GetAtt Role.Arn`, or put the path before the name",
        link: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html",
        bad: r#"
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      Path: /shop/
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal:
              Service: ecs-tasks.amazonaws.com
            Action: sts:AssumeRole
  Group:
    Type: AWS::IAM::Group
  Policy:
    Type: AWS::IAM::Policy
    Properties:
      PolicyName: pass
      Groups:
        - !Ref Group
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Action: iam:PassRole
            Resource: !Sub 'arn:${AWS::Partition}:iam::${AWS::AccountId}:role/${Role}'
"#,
        good: r#"
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      Path: /shop/
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal:
              Service: ecs-tasks.amazonaws.com
            Action: sts:AssumeRole
  Group:
    Type: AWS::IAM::Group
  Policy:
    Type: AWS::IAM::Policy
    Properties:
      PolicyName: pass
      Groups:
        - !Ref Group
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Action: iam:PassRole
            Resource: !GetAtt Role.Arn
"#,
    },
    check,
};

/// What stands in ARNs before the names of things with paths.
const KINDS: [(&str, &str); 4] = [
    ("AWS::IAM::Group", ":group/"),
    ("AWS::IAM::InstanceProfile", ":instance-profile/"),
    ("AWS::IAM::Role", ":role/"),
    ("AWS::IAM::User", ":user/"),
];

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    let template = model.template();
    for (spot, call) in model.nodes().calls() {
        let parts = call.sub().map(|sub| sub.parts()).unwrap_or_default();
        for pair in parts.windows(2) {
            let [SubPart::Literal(before), SubPart::Variable(variable)] = pair else {
                continue;
            };
            let named = template
                .resource(variable.target())
                .filter(|_| variable.attribute().is_none());
            let Some(named) = named else {
                continue;
            };
            let of_type = named.resource_type();
            let kind = KINDS.iter().find(|(kind, _)| of_type == Some(kind));
            let its_path = named
                .property("Path")
                .and_then(Node::as_str)
                .filter(|path| *path != "/");
            if let (Some((_, kind)), Some(its_path)) = (kind, its_path)
                && before.ends_with(kind)
            {
                let message = format!(
                    "the ARN lacks the path `{}` of `{}`",
                    short(its_path),
                    named.id()
                );
                findings.report(spot.place(), message);
            }
        }
    }
}
