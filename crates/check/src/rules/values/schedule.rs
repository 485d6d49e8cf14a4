//! Schedule that cannot be one.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule, schedule};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "TPL184",
        family: Family::Template,
        severity: Severity::Error,
        title: "schedule that cannot be one",
        why: "the service refuses the expression",
        fix: "write `rate(5 minutes)`, or `cron(0 12 * * ? *)` with six fields and `?` for one of the days",
        link: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html",
        bad: r#"
Resources:
  Nightly:
    Type: AWS::Events::Rule
    Properties:
      ScheduleExpression: cron(0 3 * * *)
"#,
        good: r#"
Resources:
  Nightly:
    Type: AWS::Events::Rule
    Properties:
      ScheduleExpression: cron(0 3 * * ? *)
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for (kind, is_schedule) in [
        ("AWS::Events::Rule", is_rule as fn(&str) -> bool),
        ("AWS::Scheduler::Schedule", schedule::is_schedule),
    ] {
        for resource in deployment.resources_of(kind) {
            let expression = resource.get("ScheduleExpression");
            if expression.all_values(|text| !text.is_empty() && !is_schedule(text)) {
                if findings.is_told(&expression.place()) {
                    continue;
                }
                let message = format!("{} is no schedule", expression.shown());
                findings.report(expression.place(), message);
            }
        }
    }
}

/// Rules know no single moments, and are strict about plurals.
fn is_rule(text: &str) -> bool {
    let one = text.starts_with("rate(1 ");
    let plural = text.ends_with("s)");
    schedule::is_schedule(text)
        && !text.starts_with("at(")
        && (!text.starts_with("rate(") || one != plural)
}
