//! Containers on container instances that say nothing of memory.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule};
use crate::words::Called;
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS305",
        family: Family::Operations,
        severity: Severity::Error,
        title: "container without memory, in a task without memory",
        why: "without a size of the task, each container has to say how much memory it takes; Amazon ECS refuses the task definition",
        fix: "give the container `Memory` or `MemoryReservation`, or the task definition `Memory`",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html",
        bad: r#"
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [EC2]
      ContainerDefinitions:
        - Name: web
          Image: nginx:1.27
"#,
        good: r#"
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [EC2]
      ContainerDefinitions:
        - Name: web
          Image: nginx:1.27
          MemoryReservation: 256
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for (task, container) in deployment.containers() {
        let of_task = task.get("Memory").is_absent() && !task.goes_to_fargate();
        let own = ["Memory", "MemoryReservation"].map(|name| container.get(name));
        if of_task && own.iter().all(|memory| memory.is_absent()) {
            let called = container.called();
            let message = format!("{called} has no memory, and neither has its task");
            findings.report(container.properties.place(), message);
        }
    }
}
