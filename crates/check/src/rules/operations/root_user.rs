//! Containers that run as root.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule};
use crate::words::Called;
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS503",
        family: Family::Operations,
        severity: Severity::Warning,
        title: "container that runs as root",
        why: "a fault in the program is a fault with the rights of root, in all of the container and in what it mounts",
        fix: "name a user without such rights, as `1000:1000` or one that the image has",
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
          User: root
"#,
        good: r#"
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: web
          Image: nginx:1.27
          Memory: 256
          User: '1000:1000'
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for (_, container) in deployment.containers() {
        let user = container.get("User");
        let is_root = |user: &str| matches!(user.split(':').next(), Some("0" | "root"));
        // A log router has to read what the instance hands over.
        let is_router = !container.get("FirelensConfiguration").is_absent();
        if user.all_values(is_root) && !is_router {
            let message = format!("{} runs as \"{}\"", container.called(), user.shown());
            findings.report(user.place(), message);
        }
    }
}
