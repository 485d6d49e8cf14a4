//! Memory that a container cannot have.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule};
use crate::words::Called;
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS304",
        family: Family::Operations,
        severity: Severity::Error,
        title: "memory that a container cannot have",
        why: "a container has 6 MiB at the least, and what is reserved for it has to be within its limit; others are refused or do not start",
        fix: "give the container 6 MiB or more, and no more `MemoryReservation` than `Memory`",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html",
        bad: r#"
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: web
          Image: nginx:1.27
          Memory: 256
          MemoryReservation: 512
"#,
        good: r#"
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: web
          Image: nginx:1.27
          Memory: 512
          MemoryReservation: 256
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for (_, container) in deployment.containers() {
        let (memory, reserved) = (container.get("Memory"), container.get("MemoryReservation"));
        for size in [memory, reserved] {
            let too_little = |size: f64| size > 0.0 && size < 6.0;
            if size.all_values(|text| text.parse().is_ok_and(too_little)) {
                let called = container.called();
                let message = format!("{called} has {} MiB, where 6 are the least", size.shown());
                findings.report(size.place(), message);
            }
        }
        if let (Some(most), Some(least)) = (memory.number(), reserved.number())
            && least > most
        {
            let called = container.called();
            let message =
                format!("{called} reserves {least} MiB, and may take no more than {most}");
            findings.report(reserved.place(), message);
        }
    }
}
