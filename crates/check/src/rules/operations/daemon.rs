//! A daemon that is told how many tasks to run, or where.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule, Launch};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS423",
        family: Family::Operations,
        severity: Severity::Error,
        title: "daemon with a number of tasks or a placement",
        why: "a daemon is one task on each instance; Amazon ECS refuses the service",
        fix: "take out what is not for daemons, or let `SchedulingStrategy` be REPLICA",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html",
        bad: r#"
Parameters:
  Task:
    Type: String
Resources:
  Service:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Task
      SchedulingStrategy: DAEMON
      DesiredCount: 2
"#,
        good: r#"
Parameters:
  Task:
    Type: String
Resources:
  Service:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Task
      SchedulingStrategy: DAEMON
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for service in deployment.services() {
        if service.is_daemon() != Some(true) {
            continue;
        }
        for name in ["DesiredCount", "PlacementStrategies"] {
            let given = service.get(name);
            if given.is_given() {
                findings.report(given.place(), format!("a daemon cannot have `{name}`"));
            }
        }
        let strategy = service.strategy();
        if strategy.is_given() && service.launch() == Launch::Fargate {
            findings.report(
                strategy.place(),
                "a daemon cannot run on Fargate, which has no instances",
            );
        }
    }
}
