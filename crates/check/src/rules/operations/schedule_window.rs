//! Window of a schedule that contradicts itself.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS721",
        family: Family::Operations,
        severity: Severity::Error,
        title: "window of a schedule that cannot be",
        why: "a flexible window has a length, and one that is off has none; EventBridge Scheduler refuses the schedule",
        fix: "`Mode: FLEXIBLE` with `MaximumWindowInMinutes`, or `Mode: 'OFF'` alone",
        link: "https://docs.aws.amazon.com/scheduler/latest/APIReference/API_FlexibleTimeWindow.html",
        bad: r#"
Parameters:
  Function:
    Type: String
  Role:
    Type: String
Resources:
  Hourly:
    Type: AWS::Scheduler::Schedule
    Properties:
      ScheduleExpression: rate(1 hour)
      FlexibleTimeWindow:
        Mode: FLEXIBLE
      Target:
        Arn: !Ref Function
        RoleArn: !Ref Role
"#,
        good: r#"
Parameters:
  Function:
    Type: String
  Role:
    Type: String
Resources:
  Hourly:
    Type: AWS::Scheduler::Schedule
    Properties:
      ScheduleExpression: rate(1 hour)
      FlexibleTimeWindow:
        Mode: FLEXIBLE
        MaximumWindowInMinutes: 15
      Target:
        Arn: !Ref Function
        RoleArn: !Ref Role
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for schedule in deployment.resources_of("AWS::Scheduler::Schedule") {
        let window = schedule.get("FlexibleTimeWindow");
        let (mode, length) = (window.get("Mode"), window.get("MaximumWindowInMinutes"));
        if mode.is("OFF") && length.is_given() {
            let message = "the window is off, and has a length";
            findings.report(length.place(), message);
        } else if mode.is("FLEXIBLE") && length.is_absent() {
            let message = "the window is flexible, and `MaximumWindowInMinutes` is missing";
            findings.report(window.place(), message);
        }
    }
}
