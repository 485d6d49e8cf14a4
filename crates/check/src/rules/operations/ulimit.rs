//! Limits of which the soft one is above the hard one.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS327",
        family: Family::Operations,
        severity: Severity::Error,
        title: "soft limit above the hard limit",
        why: "the kernel does not grant more than the hard limit, and the container does not start",
        fix: "raise `HardLimit`, or lower `SoftLimit`",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Ulimit.html",
        bad: r#"
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: web
          Image: nginx:1.27
          Memory: 256
          Ulimits:
            - Name: nofile
              SoftLimit: 65536
              HardLimit: 4096
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
          Ulimits:
            - Name: nofile
              SoftLimit: 4096
              HardLimit: 65536
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for (_, container) in deployment.containers() {
        for limit in container.get("Ulimits").items().known {
            let soft = limit.get("SoftLimit");
            // Minus one is no limit at all.
            let most = |number: f64| if number < 0.0 { f64::INFINITY } else { number };
            let hard = limit.get("HardLimit").number().map(most);
            if let (Some(wanted), Some(hard)) = (soft.number().map(most), hard)
                && wanted > hard
            {
                let (name, soft_is) = (limit.get("Name").shown(), soft.shown());
                let message =
                    format!("the limit `{name}` is {soft_is}, above the hard one of {hard}");
                findings.report(soft.place(), message);
            }
        }
    }
}
