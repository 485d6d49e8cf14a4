//! Time zone that does not exist.

use stackwright_facts::{is_time_zone, nearest_time_zone};
use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule, Property};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "TPL211",
        family: Family::Template,
        severity: Severity::Error,
        title: "time zone that does not exist",
        why: "schedules take the names of the IANA Time Zone Database, and the service refuses others",
        fix: "name the zone by continent and city, as `Europe/Berlin`, or write `UTC`",
        link: "https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html",
        bad: r#"
Resources:
  Nightly:
    Type: AWS::Scheduler::Schedule
    Properties:
      FlexibleTimeWindow:
        Mode: 'OFF'
      ScheduleExpression: cron(0 3 * * ? *)
      ScheduleExpressionTimezone: Europe/Berln
      Target:
        Arn: arn:aws:sqs:eu-central-1:111122223333:work
        RoleArn: arn:aws:iam::111122223333:role/scheduler
"#,
        good: r#"
Resources:
  Nightly:
    Type: AWS::Scheduler::Schedule
    Properties:
      FlexibleTimeWindow:
        Mode: 'OFF'
      ScheduleExpression: cron(0 3 * * ? *)
      ScheduleExpressionTimezone: Europe/Berlin
      Target:
        Arn: arn:aws:sqs:eu-central-1:111122223333:work
        RoleArn: arn:aws:iam::111122223333:role/scheduler
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for (of_type, property) in [
        ("AWS::AutoScaling::ScheduledAction", "TimeZone"),
        ("AWS::SSM::MaintenanceWindow", "ScheduleTimezone"),
        ("AWS::Scheduler::Schedule", "ScheduleExpressionTimezone"),
    ] {
        for resource in deployment.resources_of(of_type) {
            check_zone(resource.get(property), findings);
        }
    }
    for target in deployment.resources_of("AWS::ApplicationAutoScaling::ScalableTarget") {
        for action in target.get("ScheduledActions").items().known {
            check_zone(action.get("Timezone"), findings);
        }
    }
    for plan in deployment.resources_of("AWS::Backup::BackupPlan") {
        for rule in plan.get("BackupPlan/BackupPlanRule").items().known {
            check_zone(rule.get("ScheduleExpressionTimezone"), findings);
        }
    }
    for of_type in ["AWS::Serverless::Function", "AWS::Serverless::StateMachine"] {
        for resource in deployment.resources_of(of_type) {
            for event in resource.get("Events").entries().known {
                check_zone(event.get("Properties/ScheduleExpressionTimezone"), findings);
            }
        }
    }
}

fn check_zone(zone: Property<'_>, findings: &mut Findings<'_>) {
    let wrong = zone.all_values(|text| !text.is_empty() && !is_time_zone(text));
    if !wrong || findings.is_told(&zone.place()) {
        return;
    }
    let nearest = zone.text().and_then(|text| nearest_time_zone(&text));
    findings
        .report(
            zone.place(),
            format!("there is no time zone \"{}\"", zone.shown()),
        )
        .help_if(nearest.map(|nearest| format!("did you mean `{nearest}`?")));
}
