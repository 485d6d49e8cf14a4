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
        why: "the service takes the expression, and no month has such a day",
        fix: "name a day that the month has, or `L` for its last",
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
    for expression in own.chain(scaled) {
        if expression.all_values(never_comes) {
            let message = format!("\"{}\" never comes", expression.shown());
            findings.report(expression.place(), message);
        }
    }
}

/// Whether an expression is a schedule whose day is in none of its months.
fn never_comes(text: &str) -> bool {
    let inside = text.trim().strip_prefix("cron(");
    let Some(inside) = inside.and_then(|text| text.strip_suffix(')')) else {
        return false;
    };
    let fields: Vec<&str> = inside.split_whitespace().collect();
    let [_, _, of_month, month, "?", year] = fields.as_slice() else {
        return false;
    };
    let (Some(days), Some(months)) = (numbers(of_month, 1, 31), numbers(month, 1, 12)) else {
        return false;
    };
    if !schedule::is_schedule(text) {
        return false;
    }
    let leap =
        |year: u32| year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400);
    // What is not understood may be any year.
    let leaps = numbers(year, 1970, 2199).is_none_or(|years| years.into_iter().any(leap));
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
    use super::never_comes;

    #[test]
    fn days_are_looked_for_in_their_months() {
        for never in [
            "cron(0 0 31 2 ? *)",
            "cron(0 0 30-31 FEB ? *)",
            "cron(0 0 31 4,6,SEP,11 ? *)",
            "cron(0 0 31/2 6 ? *)",
            "cron(0 0 29 2 ? 2026-2027)",
            "cron(0 0 29 2 ? 2100)",
        ] {
            assert!(never_comes(never), "{never}");
        }
        for comes in [
            "cron(0 0 29 2 ? *)",
            "cron(0 0 29 2 ? 2028)",
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
}
