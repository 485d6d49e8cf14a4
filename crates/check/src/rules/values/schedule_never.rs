//! Schedule that never comes.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule, schedule};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "TPL212",
        family: Family::Template,
        severity: Severity::Warning,
        title: "schedule that never comes",
        why: "the service takes the expression, and no month has such a day, or no year to come is among its years",
        fix: "name a day that the month has, or `L` for its last, and a year to come, or `*` for every year",
        link: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html",
        bad: r#"
Resources:
  Monthly:
    Type: AWS::Events::Rule
    Properties:
      ScheduleExpression: cron(0 0 31 2 ? *)
"#,
        good: r#"
Resources:
  Monthly:
    Type: AWS::Events::Rule
    Properties:
      ScheduleExpression: cron(0 0 L 2 ? *)
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    let rules = ["AWS::Events::Rule", "AWS::Scheduler::Schedule"];
    let own = rules.into_iter().flat_map(|of_type| {
        let resources = deployment.resources_of(of_type);
        resources.map(|resource| resource.get("ScheduleExpression"))
    });
    let targets = deployment.resources_of("AWS::ApplicationAutoScaling::ScalableTarget");
    let scaled = targets.flat_map(|target| {
        let actions = target.get("ScheduledActions").items().known;
        actions.into_iter().map(|action| action.get("Schedule"))
    });
    let plans = deployment.resources_of("AWS::Backup::BackupPlan");
    let backed_up = plans.flat_map(|plan| {
        let rules = plan.get("BackupPlan/BackupPlanRule").items().known;
        rules.into_iter().map(|rule| rule.get("ScheduleExpression"))
    });
    let of_sam = ["AWS::Serverless::Function", "AWS::Serverless::StateMachine"];
    let functions = of_sam
        .into_iter()
        .flat_map(|of_type| deployment.resources_of(of_type));
    let called = functions.flat_map(|function| {
        let events = function.get("Events").entries().known.into_iter();
        events.flat_map(|event| {
            ["Properties/Schedule", "Properties/ScheduleExpression"].map(|way| event.get(way))
        })
    });
    for expression in own.chain(scaled).chain(backed_up).chain(called) {
        let message = if expression.all_values(never_comes) {
            format!("\"{}\" never comes", expression.shown())
        } else if expression.all_values(has_passed) {
            format!("\"{}\" has passed", expression.shown())
        } else {
            continue;
        };
        findings.report(expression.place(), message);
    }
    let of_groups = deployment.resources_of("AWS::AutoScaling::ScheduledAction");
    for recurrence in of_groups.map(|action| action.get("Recurrence")) {
        if recurrence.all_values(never_recurs) {
            let message = format!("\"{}\" never comes", recurrence.shown());
            let help = "name a day that the month has";
            findings.report(recurrence.place(), message).help(help);
        }
    }
}

/// Whether an expression is a schedule whose day is in none of its months.
fn never_comes(text: &str) -> bool {
    if let Some(once) = text.trim().strip_prefix("at(") {
        return schedule::is_schedule(text) && is_no_day(once);
    }
    let Some(fields) = fields(text) else {
        return false;
    };
    let [_, _, of_month, month, "?", year] = fields.as_slice() else {
        return false;
    };
    // What is not understood may be any year.
    let years = numbers(year, 1970, 2199);
    schedule::is_schedule(text) && has_no_day(of_month, month, years)
}

/// Whether a date is none of the calendar: `2027-02-29T08:00:00`.
fn is_no_day(date: &str) -> bool {
    let part = |range: std::ops::Range<usize>| date.get(range)?.parse::<u32>().ok();
    let (Some(year), Some(month), Some(day)) = (part(0..4), part(5..7), part(8..10)) else {
        return false;
    };
    let known = (1..=12).contains(&month) && (1..=31).contains(&day);
    known && has_no_day(&day.to_string(), &month.to_string(), Some(vec![year]))
}

/// The same of a recurrence of Amazon EC2 Auto Scaling, which has the five fields of Unix.
///
/// <https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-scheduled-scaling.html>
fn never_recurs(text: &str) -> bool {
    let fields: Vec<&str> = text.split_whitespace().collect();
    match fields.as_slice() {
        [_, _, of_month, month, "*"] => has_no_day(of_month, month, None),
        _ => false,
    }
}

/// Whether all of it lies before the year of the facts.
fn has_passed(text: &str) -> bool {
    let this_year = stackwright_facts::as_of().split('-').next();
    let Some(this_year) = this_year.and_then(|year| year.parse::<u32>().ok()) else {
        return false;
    };
    let once = text.trim().strip_prefix("at(").and_then(|at| at.get(..4));
    let last = match (once, fields(text).as_deref()) {
        (Some(year), _) => year.parse::<u32>().ok(),
        (None, Some([.., year])) => numbers(year, 1970, 2199).and_then(|y| y.into_iter().max()),
        (None, _) => None,
    };
    schedule::is_schedule(text) && last.is_some_and(|last| last < this_year)
}

/// The six fields within `cron(...)`.
fn fields(text: &str) -> Option<Vec<&str>> {
    let inside = text.trim().strip_prefix("cron(")?.strip_suffix(')')?;
    let fields: Vec<&str> = inside.split_whitespace().collect();
    (fields.len() == 6).then_some(fields)
}

/// Whether no month has any of the days.
fn has_no_day(of_month: &str, month: &str, years: Option<Vec<u32>>) -> bool {
    let (Some(days), Some(months)) = (numbers(of_month, 1, 31), numbers(month, 1, 12)) else {
        return false;
    };
    let leap =
        |year: u32| year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400);
    let leaps = years.is_none_or(|years| years.into_iter().any(leap));
    let longest = |month: u32| match month {
        2 => 28 + u32::from(leaps),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    let most = months.into_iter().map(longest).max();
    let first = days.into_iter().min();
    matches!((first, most), (Some(first), Some(most)) if first > most)
}

/// The numbers that a field stands for; nothing where it is not made of numbers, nor the names of
/// months.
fn numbers(field: &str, least: u32, most: u32) -> Option<Vec<u32>> {
    const MONTHS: [&str; 12] = [
        "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC",
    ];
    let number = |text: &str| {
        let name = (1..)
            .zip(MONTHS)
            .find(|(_, name)| name.eq_ignore_ascii_case(text));
        let number = name.map(|(number, _)| number);
        number.or_else(|| text.parse::<u32>().ok())
    };
    let mut found = Vec::new();
    for item in field.split(',') {
        let (range, step) = match item.split_once('/') {
            Some((range, step)) => (range, step.parse::<usize>().ok().filter(|step| *step > 0)?),
            None => (item, 1),
        };
        let stepped = item.contains('/');
        let (from, to) = match range.split_once('-') {
            Some((from, to)) => (number(from)?, number(to)?),
            None if range == "*" => (least, most),
            // With a step, one number is where it begins.
            None => (number(range)?, if stepped { most } else { number(range)? }),
        };
        // A range that runs backwards goes round the end.
        match from <= to {
            true => found.extend((from..=to).step_by(step)),
            false => return None,
        }
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::{has_passed, never_comes, never_recurs};

    #[test]
    fn days_are_looked_for_in_their_months() {
        for never in [
            "cron(0 0 31 2 ? *)",
            "cron(0 0 30-31 FEB ? *)",
            "cron(0 0 31 4,6,SEP,11 ? *)",
            "cron(0 0 31/2 6 ? *)",
            "cron(0 0 29 2 ? 2026-2027)",
            "cron(0 0 29 2 ? 2100)",
            "at(2027-02-29T08:00:00)",
            "at(2028-04-31T08:00:00)",
        ] {
            assert!(never_comes(never), "{never}");
        }
        for comes in [
            "cron(0 0 29 2 ? *)",
            "cron(0 0 29 2 ? 2028)",
            "at(2028-02-29T08:00:00)",
            "cron(0 0 28-31 2 ? *)",
            "cron(0 0 31 2,3 ? *)",
            "cron(0 0 31 * ? *)",
            "cron(0 0 L 2 ? *)",
            "cron(0 0 31W 2 ? *)",
            "cron(0 0 ? 2 MON *)",
            "cron(0 0 31 11-2 ? *)",
            "cron(0 0 31 2)",
            "rate(1 day)",
        ] {
            assert!(!never_comes(comes), "{comes}");
        }
    }

    #[test]
    fn recurrences_have_the_fields_of_unix() {
        assert!(never_recurs("0 9 31 2 *"));
        assert!(never_recurs("0 9 31 4,6 *"));
        // Either day counts.
        assert!(!never_recurs("0 9 31 2 1"));
        assert!(!never_recurs("0 9 29 2 *"));
        assert!(!never_recurs("0 9 * * *"));
    }

    #[test]
    fn what_has_passed_lies_before_the_year_of_the_facts() {
        for passed in [
            "cron(0 9 1 1 ? 2020)",
            "cron(0 9 ? 1 MON 2018-2021)",
            "at(2020-01-01T00:00:00)",
        ] {
            assert!(has_passed(passed), "{passed}");
        }
        for comes in [
            "cron(0 9 1 1 ? *)",
            "cron(0 9 1 1 ? 2020-2190)",
            "at(2190-01-01T00:00:00)",
            "rate(1 day)",
            "at(then)",
        ] {
            assert!(!has_passed(comes), "{comes}");
        }
    }
}
