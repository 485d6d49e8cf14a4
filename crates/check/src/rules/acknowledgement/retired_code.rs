//! Acknowledgement of a code that others have replaced.

use stackwright_codes::retired;
use stackwright_template::Severity;

use crate::rule::BuiltIn;
use crate::{Declaration, Family, Findings, Model};

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "ACK106",
        family: Family::Acknowledgement,
        severity: Severity::Info,
        title: "acknowledgement of a retired code",
        why: "nothing reports the code any more; the acknowledgement counts for the codes that say now what it said",
        fix: "name the code that says it now",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/metadata-section-structure.html",
        bad: r#"
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Metadata:
      Stackwright:
        Acknowledge: {ECS102: the service is not on Fargate yet}
    Properties:
      RequiresCompatibilities: [FARGATE]
      NetworkMode: awsvpc
      Cpu: '256'
      Memory: '512'
      ContainerDefinitions:
        - Name: web
          Image: nginx:1.27
          StopTimeout: 180
"#,
        good: r#"
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Metadata:
      Stackwright:
        Acknowledge: {OPS307: the service is not on Fargate yet}
    Properties:
      RequiresCompatibilities: [FARGATE]
      NetworkMode: awsvpc
      Cpu: '256'
      Memory: '512'
      ContainerDefinitions:
        - Name: web
          Image: nginx:1.27
          StopTimeout: 180
"#,
    },
    check,
};

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    for entry in &model.acknowledgements().entries {
        if let Some(retired) = retired(entry.code) {
            let by = retired.successors.join("` or `");
            let message = format!(
                "`{}` is retired; what it said is said by `{by}`",
                entry.code
            );
            findings.report(entry.place.clone(), message);
        }
    }
}
