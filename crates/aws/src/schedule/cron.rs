use std::fmt::{self, Display, Formatter};
use std::ops::RangeInclusive;

use stackwright_core::Text;

/// A time by the clock, in the six fields that AWS has: minute, hour, day of the month, month, day
/// of the week, year.
///
/// Minute and hour are always said: a minute that is left out would mean every minute of the hour.
///
/// ```
/// use stackwright_aws::schedule::{Cron, Weekday};
///
/// assert_eq!(Cron::daily(3, 30).to_string(), "30 3 * * ? *");
/// assert_eq!(Cron::weekly(Weekday::Friday, 18, 0).to_string(), "0 18 ? * FRI *");
/// assert_eq!(Cron::new("0/15", "8-17").weekdays("MON-FRI").to_string(), "0/15 8-17 ? * MON-FRI *");
/// ```
///
/// <https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html>
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cron {
    minute: Text,
    hour: Text,
    days: Days,
    month: Text,
    year: Text,
}

/// Days of the month and of the week exclude each other.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Days {
    OfMonth(Text),
    OfWeek(Text),
}

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Weekday {
    /// `MON`
    Monday,
    /// `TUE`
    Tuesday,
    /// `WED`
    Wednesday,
    /// `THU`
    Thursday,
    /// `FRI`
    Friday,
    /// `SAT`
    Saturday,
    /// `SUN`
    Sunday,
}

impl Cron {
    /// At these minutes of these hours, every day: `Cron::new("0/15", "8-17")`.
    pub fn new(minute: impl Into<Text>, hour: impl Into<Text>) -> Self {
        Cron {
            minute: minute.into(),
            hour: hour.into(),
            days: Days::OfMonth("*".into()),
            month: "*".into(),
            year: "*".into(),
        }
    }

    /// Every hour, at this minute.
    pub fn hourly(minute: u8) -> Self {
        Cron::new(minute.to_string(), "*")
    }

    /// Every day, at this hour and minute.
    pub fn daily(hour: u8, minute: u8) -> Self {
        Cron::new(minute.to_string(), hour.to_string())
    }

    /// From Monday to Friday, at this hour and minute.
    pub fn on_weekdays(hour: u8, minute: u8) -> Self {
        Cron::daily(hour, minute).weekdays("MON-FRI")
    }

    /// Every week on this day, at this hour and minute.
    pub fn weekly(day: Weekday, hour: u8, minute: u8) -> Self {
        Cron::daily(hour, minute).weekdays(day.as_str())
    }

    /// Every month on this day, at this hour and minute. Months without the day are left out.
    pub fn monthly(day: u8, hour: u8, minute: u8) -> Self {
        Cron::daily(hour, minute).days_of_month(day.to_string())
    }

    /// On these days of the month, as `1,15` or `L`, the last one.
    pub fn days_of_month(mut self, days: impl Into<Text>) -> Self {
        self.days = Days::OfMonth(days.into());
        self
    }

    /// On these days of the week, as `MON-FRI` or `2#1`, the first Monday of a month, instead of on
    /// days of the month.
    pub fn weekdays(mut self, days: impl Into<Text>) -> Self {
        self.days = Days::OfWeek(days.into());
        self
    }

    /// In these months, as `JAN` or `6-8`.
    pub fn months(mut self, months: impl Into<Text>) -> Self {
        self.month = months.into();
        self
    }

    /// In these years.
    pub fn years(mut self, years: impl Into<Text>) -> Self {
        self.year = years.into();
        self
    }

    /// The same in the five fields of Unix, which groups of instances have: without a year, the
    /// days of the week from 0, and nothing of `L`, `W` and `#`.
    #[cfg(feature = "autoscaling")]
    pub(crate) fn unix(&self) -> Result<String, String> {
        if let Some(fault) = self.fault() {
            return Err(fault);
        }
        let (of_month, of_week) = match &self.days {
            Days::OfMonth(days) => (days.as_ref(), "*"),
            Days::OfWeek(days) => ("*", days.as_ref()),
        };
        if self.year != "*" {
            return Err(format!(
                "a group of instances knows no year, as `{}`",
                self.year
            ));
        }
        let fields = [
            (self.minute.as_ref(), 59, 0),
            (self.hour.as_ref(), 23, 0),
            (of_month, 31, 0),
            (self.month.as_ref(), 12, 0),
            (of_week, 6, 1),
        ];
        let fields = fields.map(|(field, last, shift)| {
            let unknown = || format!("a group of instances does not know `{field}`");
            unix_field(field, last, shift).ok_or_else(unknown)
        });
        let fields: Result<Vec<_>, _> = fields.into_iter().collect();
        Ok(fields?.join(" "))
    }

    /// What AWS would refuse in it, and a day that never comes.
    pub(crate) fn fault(&self) -> Option<String> {
        let days = match &self.days {
            Days::OfMonth(days) => ("day of the month", days, 1..=31, &[][..]),
            Days::OfWeek(days) => ("day of the week", days, 1..=7, &WEEKDAYS[..]),
        };
        let fields = [
            ("minute", &self.minute, 0..=59, &[][..]),
            ("hour", &self.hour, 0..=23, &[][..]),
            days,
            ("month", &self.month, 1..=12, &MONTHS[..]),
            ("year", &self.year, 1970..=2199, &[][..]),
        ];
        let wrong = fields
            .into_iter()
            .find(|(_, field, range, names)| !is_field(field, range, names));
        match wrong {
            Some((what, field, ..)) => Some(format!("`{field}` is no {what}")),
            None => self.never_comes(),
        }
    }

    /// That no month that is said has a day that is said.
    fn never_comes(&self) -> Option<String> {
        let Days::OfMonth(days) = &self.days else {
            return None;
        };
        // What is not known sorts first, and ends it.
        let first = days.split(',').map(first_number).min()??;
        let longest = self.month.split(',').map(longest_month).max()?;
        (first > longest).then(|| {
            let month = &self.month;
            format!("there is no day `{days}` in the month `{month}`")
        })
    }
}

/// The first number of an item of a field; nothing where that is not known.
fn first_number(item: &str) -> Option<u32> {
    let (of, _) = item.split_once('/').unwrap_or((item, ""));
    let (from, to) = of.split_once('-').unwrap_or((of, of));
    let (from, to) = (from.parse().ok()?, to.parse().ok()?);
    (from <= to).then_some(from)
}

/// The days of the longest month of one, in a leap year; 31 for several.
fn longest_month(item: &str) -> u32 {
    let number = item.parse().ok();
    let number = number.or_else(|| {
        MONTHS
            .iter()
            .position(|name| *name == item)
            .map(|at| at + 1)
    });
    match number {
        Some(2) => 29,
        Some(4 | 6 | 9 | 11) => 30,
        _ => 31,
    }
}

const WEEKDAYS: [&str; 7] = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];
const MONTHS: [&str; 12] = [
    "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC",
];

/// Whether a field is a list of numbers, names, ranges and steps. What only some fields know (`L`,
/// `W`, `#`) is left to AWS.
fn is_field(field: &str, range: &RangeInclusive<u32>, names: &[&str]) -> bool {
    let is_one = |text: &str| {
        let number = text.parse().is_ok_and(|number| range.contains(&number));
        number || names.contains(&text)
    };
    field.split(',').all(|item| {
        let (of, step) = item.split_once('/').unwrap_or((item, "1"));
        let (from, to) = of.split_once('-').unwrap_or((of, of));
        let is_special = item.ends_with('L') || item.ends_with('W') || item.contains('#');
        let is_all = of == "*" || (is_one(from) && is_one(to));
        (is_all && step.parse().is_ok_and(|step: u32| step > 0))
            || (is_special && !item.is_empty() && *range.start() == 1)
    })
}

/// A field with steps up to the last number (`0/15` is `0-59/15`), and its numbers shifted.
#[cfg(feature = "autoscaling")]
fn unix_field(field: &str, last: u32, shift: u32) -> Option<String> {
    let shifted = |text: &str| match text.parse::<u32>() {
        Ok(number) => Some(number.checked_sub(shift)?.to_string()),
        Err(_)
            if text.contains(['L', 'W', '#'])
                && !WEEKDAYS.contains(&text)
                && !MONTHS.contains(&text) =>
        {
            None
        }
        Err(_) => Some(text.to_owned()),
    };
    let items = field.split(',').map(|item| {
        let (of, step) = match item.split_once('/') {
            Some((of, step)) => (of, Some(step)),
            None => (item, None),
        };
        let of = match of.split_once('-') {
            Some((from, to)) => format!("{}-{}", shifted(from)?, shifted(to)?),
            None if step.is_some() && of != "*" => format!("{}-{last}", shifted(of)?),
            None => shifted(of)?,
        };
        Some(match step {
            Some(step) => format!("{of}/{step}"),
            None => of,
        })
    });
    let items: Option<Vec<_>> = items.collect();
    Some(items?.join(","))
}

impl Display for Cron {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let (of_month, of_week) = match &self.days {
            Days::OfMonth(days) => (days.as_ref(), "?"),
            Days::OfWeek(days) => ("?", days.as_ref()),
        };
        let (minute, hour, month, year) = (&self.minute, &self.hour, &self.month, &self.year);
        write!(f, "{minute} {hour} {of_month} {month} {of_week} {year}")
    }
}

impl Weekday {
    /// As a cron expression says it.
    pub fn as_str(self) -> &'static str {
        match self {
            Weekday::Monday => "MON",
            Weekday::Tuesday => "TUE",
            Weekday::Wednesday => "WED",
            Weekday::Thursday => "THU",
            Weekday::Friday => "FRI",
            Weekday::Saturday => "SAT",
            Weekday::Sunday => "SUN",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_that_never_come() {
        let fault = |days: &'static str, months: &'static str| {
            Cron::daily(3, 0).days_of_month(days).months(months).fault()
        };
        let never = [
            ("30", "2"),
            ("31", "FEB"),
            ("31", "4,JUN,9,NOV"),
            ("30-31", "2"),
            ("30,31", "2"),
        ];
        for (days, months) in never {
            let wrong = format!("there is no day `{days}` in the month `{months}`");
            assert_eq!(fault(days, months), Some(wrong));
        }
        let sometimes = [
            ("29", "2"),
            ("31", "*"),
            ("31", "2,3"),
            ("31", "2-4"),
            ("30", "2/2"),
            ("30", "4"),
            ("28-31", "2"),
            ("1,31", "2"),
            ("*", "2"),
            ("*/30", "2"),
            ("L", "2"),
            ("31,L", "2"),
            ("31W", "4"),
            ("31-2", "2"),
        ];
        for (days, months) in sometimes {
            assert_eq!(fault(days, months), None, "{days} {months}");
        }
    }
}
