//! Expressions that say when something happens.

/// A field of a cron expression: its least and greatest number, the names that stand for numbers,
/// and what else may stand in it.
struct Field {
    least: u32,
    most: u32,
    names: &'static [&'static str],
    marks: &'static [char],
}

const fn field(least: u32, most: u32) -> Field {
    Field {
        least,
        most,
        names: &[],
        marks: &[],
    }
}

/// Minutes, hours, day of the month, month, day of the week, year.
const FIELDS: [Field; 6] = [
    field(0, 59),
    field(0, 23),
    Field {
        marks: &['?', 'L', 'W'],
        ..field(1, 31)
    },
    Field {
        names: &[
            "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC",
        ],
        ..field(1, 12)
    },
    Field {
        names: &["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"],
        marks: &['?', 'L', '#'],
        ..field(1, 7)
    },
    field(1970, 2199),
];

/// Whether a text is a schedule: `cron(...)` of six fields, `rate(...)` or `at(...)`.
pub fn is_schedule(text: &str) -> bool {
    let Some((kind, inside)) = text.trim().split_once('(') else {
        return false;
    };
    let Some(inside) = inside.strip_suffix(')') else {
        return false;
    };
    let words: Vec<&str> = inside.split_whitespace().collect();
    match (kind, words.as_slice()) {
        ("cron", fields) => is_cron(fields),
        ("rate", [count, unit]) => {
            let units = ["minute", "minutes", "hour", "hours", "day", "days"];
            count.parse::<u32>().is_ok_and(|count| count > 0) && units.contains(unit)
        }
        ("at", [time]) => time.contains('T'),
        _ => false,
    }
}

fn is_cron(fields: &[&str]) -> bool {
    let [_, _, of_month, _, of_week, _] = fields else {
        return false;
    };
    // Each says the day; the other has to stand back.
    let days = (*of_month == "?") != (*of_week == "?");
    days && fields
        .iter()
        .zip(&FIELDS)
        .all(|(text, field)| field.takes(text))
}

impl Field {
    fn takes(&self, text: &str) -> bool {
        text.split(',').all(|item| {
            let (range, step) = match item.split_once('/') {
                Some((range, step)) => (range, Some(step)),
                None => (item, None),
            };
            let stepped = step.is_none_or(|step| step.parse::<u32>().is_ok_and(|step| step > 0));
            stepped && range.split('-').all(|end| self.has(end))
        })
    }

    /// Whether one end of a range can stand here. What has marks is not taken apart.
    fn has(&self, end: &str) -> bool {
        let upper = end.to_ascii_uppercase();
        end == "*"
            || self.names.contains(&upper.as_str())
            || upper.contains(self.marks) && !self.marks.is_empty()
            || end
                .parse::<u32>()
                .is_ok_and(|n| n >= self.least && n <= self.most)
    }
}

#[cfg(test)]
mod tests {
    use super::is_schedule;

    #[test]
    fn expressions_are_told_from_other_texts() {
        for right in [
            "cron(0 12 * * ? *)",
            "cron(0/5 8-17 ? * MON-FRI *)",
            "cron(0 18 L * ? *)",
            "cron(15 10 ? * 6L 2026-2030)",
            "cron(0 9 ? * 2#1 *)",
            "cron(0,30 0 1W jan,Feb ? *)",
            "rate(1 hour)",
            "rate(5 minutes)",
            "at(2026-12-01T12:00:00)",
        ] {
            assert!(is_schedule(right), "{right}");
        }
        for wrong in [
            "",
            "every day",
            "cron()",
            "cron(0 12 * * ?)",
            "cron(0 12 * * * *)",
            "cron(0 12 ? * ? *)",
            "cron(60 12 * * ? *)",
            "cron(0 24 * * ? *)",
            "cron(0 12 * 13 ? *)",
            "cron(0 12 ? * 0 *)",
            "cron(0/0 12 * * ? *)",
            "cron(0 12 * * ? *",
            "rate(0 minutes)",
            "rate(5)",
            "rate(5 weeks)",
            "at(tomorrow)",
        ] {
            assert!(!is_schedule(wrong), "{wrong}");
        }
    }
}
