//! Protocols of ports that nobody will find.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS332",
        family: Family::Operations,
        severity: Severity::Warning,
        title: "application protocol of a port without a name",
        why: "only Service Connect and VPC Lattice look at `AppProtocol`, and they find a port by its name",
        fix: "give the port a `Name`, or take `AppProtocol` out",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html",
        bad: r#"
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: web
          Image: nginx:1.27
          Memory: 256
          PortMappings:
            - ContainerPort: 80
              AppProtocol: http
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
          PortMappings:
            - ContainerPort: 80
              Name: web
              AppProtocol: http
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    let ports = deployment
        .containers()
        .flat_map(|(_, container)| &container.ports);
    for port in ports {
        let protocol = port.get("AppProtocol");
        if protocol.is_given() && port.get("Name").is_absent() {
            let number = port.get("ContainerPort").shown();
            let message = format!("the port {number} has an `AppProtocol`, and no name");
            findings.report(protocol.place(), message);
        }
    }
}
