//! Alarms of a deployment that are not there.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS431",
        family: Family::Operations,
        severity: Severity::Error,
        title: "alarms of a deployment that are not there",
        why: "Amazon ECS refuses to deploy with alarms that do not exist",
        fix: "name alarms, and refer to those of this template: `!Ref Alarm`",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-alarm-failure.html",
        bad: r#"
Parameters:
  Task:
    Type: String
Resources:
  Service:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Task
      DesiredCount: 2
      DeploymentConfiguration:
        DeploymentCircuitBreaker:
          Enable: true
          Rollback: true
        Alarms:
          AlarmNames: []
          Enable: true
          Rollback: true
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
      DesiredCount: 2
      DeploymentConfiguration:
        DeploymentCircuitBreaker:
          Enable: true
          Rollback: true
        Alarms:
          AlarmNames: [!Ref Errors]
          Enable: true
          Rollback: true
  Errors:
    Type: AWS::CloudWatch::Alarm
    Properties:
      ComparisonOperator: GreaterThanThreshold
      EvaluationPeriods: 1
      MetricName: Errors
      Namespace: Shop
      Period: 60
      Statistic: Sum
      Threshold: 10
"#,
    },
    check,
};

const ALARMS: [&str; 2] = ["AWS::CloudWatch::Alarm", "AWS::CloudWatch::CompositeAlarm"];

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for service in deployment.services() {
        let alarms = service.get("DeploymentConfiguration/Alarms");
        if alarms.get("Enable").flag() != Some(true) {
            continue;
        }
        let names = alarms.get("AlarmNames");
        let items = names.items();
        if items.complete && items.known.is_empty() {
            findings.report(names.place(), "no alarm is named");
        }
        for name in items.known {
            let mut own = ALARMS.iter().flat_map(|kind| deployment.resources_of(kind));
            let alarm = own.find(|alarm| name.equals(&alarm.get("AlarmName")) == Some(true));
            let id = service.properties.id();
            // One that watches the service is made after it; ECS looks at alarms from the first
            // update on: <https://github.com/aws/copilot-cli/pull/4294>.
            let waits = |one, for_it| deployment.waits_for(one, |other| other == for_it);
            match alarm {
                Some(alarm) if !waits(id, alarm.id()) && !waits(alarm.id(), id) => {
                    let message =
                        format!("nothing makes `{id}` wait for its alarm `{}`", alarm.id());
                    let help = format!("refer to it: `!Ref {}`", alarm.id());
                    findings.report(name.place(), message).help(help);
                }
                None if name.text().is_some() && deployment.sees_all() => {
                    // The account may have it.
                    let message = format!("this template has no alarm {}", name.shown());
                    findings.warn(name.place(), message);
                }
                _ => {}
            }
        }
    }
}
