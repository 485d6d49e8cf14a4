//! How many run on average where a schedule says how many, as at night.

use stackwright_deployment::Property;

use super::Range;
use super::estimate::Meter;

const MINUTES_OF_A_WEEK: usize = 7 * 24 * 60;

/// What a schedule does to a count.
#[derive(Clone, Copy, Debug)]
struct Action {
    least: Option<f64>,
    desired: Option<f64>,
    most: Option<f64>,
}

/// How many tasks of a service run on average, of those that its scalable target allows.
pub(super) fn of_target(meter: &mut Meter<'_, '_>, target: &Property<'_>, size: Range) -> Range {
    let mut actions = Vec::new();
    for action in target.get("ScheduledActions").items().known {
        let limits = action.get("ScalableTargetAction");
        let change = Action {
            least: limits.get("MinCapacity").number(),
            desired: None,
            most: limits.get("MaxCapacity").number(),
        };
        add(meter, &action.get("Schedule"), change, &mut actions);
    }
    average(meter, size, actions)
}

/// How many instances of an Auto Scaling group run on average.
pub(super) fn of_group(meter: &mut Meter<'_, '_>, size: Range) -> Range {
    let mut actions = Vec::new();
    let deployment = meter.deployment;
    for action in deployment.resources_of("AWS::AutoScaling::ScheduledAction") {
        let group = action.get("AutoScalingGroupName");
        let group = group.target_of(&["AWS::AutoScaling::AutoScalingGroup"]);
        if group.is_none_or(|group| group.id() != meter.resource.id()) {
            continue;
        }
        let change = Action {
            least: action.get("MinSize").number(),
            desired: action.get("DesiredCapacity").number(),
            most: action.get("MaxSize").number(),
        };
        add(meter, &action.get("Recurrence"), change, &mut actions);
    }
    average(meter, size, actions)
}

fn add(
    meter: &mut Meter<'_, '_>,
    schedule: &Property<'_>,
    change: Action,
    actions: &mut Vec<(usize, Action)>,
) {
    let text = schedule.text();
    match text.as_deref().and_then(minutes) {
        Some(minutes) => actions.extend(minutes.into_iter().map(|minute| (minute, change))),
        None => meter.gap(format!(
            "scaling by the schedule `{}` is not counted",
            schedule.shown()
        )),
    }
}

/// The average of a week, the second one: the first only leads to where that begins.
fn average(meter: &mut Meter<'_, '_>, size: Range, mut actions: Vec<(usize, Action)>) -> Range {
    if actions.is_empty() {
        return size;
    }
    actions.sort_by_key(|(minute, _)| *minute);
    let mut now = size;
    let mut sum = Range::default();
    for week in 0..2 {
        let mut since = 0;
        let ends = [(MINUTES_OF_A_WEEK, None)];
        let all = actions
            .iter()
            .map(|(minute, action)| (*minute, Some(action)));
        for (minute, action) in all.chain(ends) {
            if week == 1 {
                let share = part_of_week(minute - since);
                sum += now.map(|count| count * share);
            }
            since = minute;
            let Some(action) = action else { continue };
            now.least = action.least.unwrap_or(now.least);
            now.most = action.most.unwrap_or(now.most).max(now.least);
            let wanted = action.desired.unwrap_or(now.usual);
            now.usual = wanted.clamp(now.least, now.most);
        }
    }
    meter.note("what schedules scale is counted as the average of a week");
    sum
}

fn part_of_week(minutes: usize) -> f64 {
    let of = |number: usize| u32::try_from(number).map_or(0.0, f64::from);
    of(minutes) / of(MINUTES_OF_A_WEEK)
}

/// How often a schedule runs in a month; nothing where it is no schedule that repeats each week.
pub(super) fn runs_of_a_month(expression: &str) -> Option<f64> {
    let weeks = super::hours_of_a_month() / 168.0;
    if let Some(rate) = expression.trim().strip_prefix("rate(") {
        let mut words = rate.strip_suffix(')')?.split_whitespace();
        let count = words
            .next()?
            .parse::<u32>()
            .ok()
            .filter(|count| *count > 0)?;
        let minutes = match words.next()? {
            "minute" | "minutes" => 1.0,
            "hour" | "hours" => 60.0,
            "day" | "days" => 24.0 * 60.0,
            _ => return None,
        };
        return Some(super::hours_of_a_month() * 60.0 / (minutes * f64::from(count)));
    }
    let runs = u32::try_from(minutes(expression)?.len()).ok()?;
    Some(f64::from(runs) * weeks)
}

/// The minutes of a week, from Sunday, at which a cron expression fires; nothing where it does not say the
/// same of each week. Both forms are read: that of AWS in brackets, with a year, and that of Unix.
fn minutes(expression: &str) -> Option<Vec<usize>> {
    let text = expression.trim();
    let of_aws = text
        .strip_prefix("cron(")
        .and_then(|text| text.strip_suffix(')'));
    let fields: Vec<&str> = of_aws.unwrap_or(text).split_whitespace().collect();
    let (minute, hour, day, month, week_day) = match (of_aws.is_some(), fields.as_slice()) {
        (true, [minute, hour, day, month, week_day, "*"]) => (minute, hour, day, month, week_day),
        (false, [minute, hour, day, month, week_day]) => (minute, hour, day, month, week_day),
        _ => return None,
    };
    if !matches!(*day, "*" | "?") || *month != "*" {
        return None;
    }
    // Sunday is 1 to AWS, and 0 or 7 to Unix.
    let days = match (*week_day, of_aws.is_some()) {
        ("*" | "?", _) => (0..7).collect(),
        (text, true) => {
            let days = field(text, 1, 7)?.into_iter();
            days.map(|day| day - 1).collect()
        }
        (text, false) => {
            let days = field(text, 0, 7)?.into_iter();
            let mut days: Vec<usize> = days.map(|day| day % 7).collect();
            days.sort_unstable();
            days.dedup();
            days
        }
    };
    let (hours, minutes) = (field(hour, 0, 23)?, field(minute, 0, 59)?);
    let mut all = Vec::new();
    for day in days {
        for hour in &hours {
            all.extend(minutes.iter().map(|minute| (day * 24 + hour) * 60 + minute));
        }
    }
    Some(all)
}

const DAYS: [&str; 7] = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

/// The numbers of a field, in order.
fn field(text: &str, least: usize, most: usize) -> Option<Vec<usize>> {
    let number = |text: &str| -> Option<usize> {
        let named = DAYS.iter().position(|day| text.eq_ignore_ascii_case(day));
        match named.filter(|_| most == 7) {
            Some(day) => Some(day + least),
            None => text.parse().ok(),
        }
    };
    let mut all = Vec::new();
    for part in text.split(',') {
        let (range, step) = match part.split_once('/') {
            Some((range, step)) => (range, step.parse().ok().filter(|step| *step > 0)?),
            None => (part, 1),
        };
        let (first, last) = match range.split_once('-') {
            _ if range == "*" => (least, most),
            Some((first, last)) => (number(first)?, number(last)?),
            None if part.contains('/') => (number(range)?, most),
            None => (number(range)?, number(range)?),
        };
        if first < least || last > most || first > last {
            return None;
        }
        all.extend((first..=last).step_by(step));
    }
    all.sort_unstable();
    all.dedup();
    Some(all)
}

#[cfg(test)]
mod tests {
    use super::{minutes, runs_of_a_month};

    #[test]
    fn what_repeats_each_week_is_read_in_both_forms_and_nothing_else_is() {
        assert_eq!(minutes("cron(30 7 ? * MON *)"), Some(vec![24 * 60 + 450]));
        assert_eq!(minutes("30 7 * * 1"), Some(vec![24 * 60 + 450]));
        assert_eq!(minutes("0 0 * * 7"), Some(vec![0]));
        assert_eq!(
            minutes("cron(0 20 ? * MON-FRI *)").map(|all| all.len()),
            Some(5)
        );
        assert_eq!(
            minutes("cron(0/15 * * * ? *)").map(|all| all.len()),
            Some(4 * 24 * 7)
        );
        for other in [
            "cron(0 20 1 * ? *)",
            "cron(0 20 ? 5 MON *)",
            "at(2026-12-01T12:00:00)",
            "cron(0 25 ? * MON *)",
            "cron(0 20 ? * MON 2027)",
            "",
        ] {
            assert_eq!(minutes(other), None, "{other}");
        }
    }

    #[test]
    fn a_month_has_as_many_runs_as_hours_allow() {
        // 730 hours of 60 minutes, each fifth
        assert_eq!(runs_of_a_month("rate(5 minutes)"), Some(8760.0));
        // once a day: 730 / 24
        let daily = runs_of_a_month("cron(0 3 * * ? *)");
        assert!(daily.is_some_and(|runs| (runs - 730.0 / 24.0).abs() < 1e-9));
        assert_eq!(runs_of_a_month("rate(5 weeks)"), None);
    }
}
