//! What came of it, for people.

use std::fmt::Write as _;
use std::time::Duration;

use super::contest::{Contest, Entry};
use super::timing::Time;

/// Between a line that begins so and the next one that ends it, everything is written by `cargo xtask bench`; a part
/// may have a name behind that.
const BEGIN: &str = "<!-- cargo xtask bench";
const END: &str = "<!-- end -->\n";

/// A contest as a table; for synthesis with the least that could be.
pub fn of(contest: &Contest, floor: Option<Time>) -> String {
    let first = contest.entries.first().and_then(Entry::median);
    let mut text = format!(
        "\n**{}**\n\n| program | resources | time | CPU | ratio of CPU | rounds |\n|---|---:|---:|---:|---:|---:|\n",
        contest.title
    );
    if let Some(floor) = floor {
        let ratio = first.map_or_else(String::new, |first| ratio(floor.cpu, first.cpu));
        let _ = writeln!(
            text,
            "| the floor: serde_json writes the same files | | {} | {} | {ratio} | |",
            shown(floor.clock),
            shown(floor.cpu),
        );
    }
    for entry in &contest.entries {
        let resources = entry
            .resources()
            .map_or_else(String::new, |count| count.to_string());
        let _ = match (entry.median(), &entry.failure) {
            (Some(time), None) => writeln!(
                text,
                "| {} | {resources} | {} | {} | {} | {} |",
                entry.name,
                shown(time.clock),
                shown(time.cpu),
                first.map_or_else(String::new, |first| ratio(time.cpu, first.cpu)),
                entry.rounds(),
            ),
            (_, why) => writeln!(
                text,
                "| {} | | {} | | | |",
                entry.name,
                why.as_deref()
                    .unwrap_or("not run")
                    .lines()
                    .next()
                    .unwrap_or_default()
            ),
        };
    }
    text
}

fn shown(time: Duration) -> String {
    match time.as_secs_f64() {
        seconds if seconds < 0.1 => format!("{:.1} ms", seconds * 1e3),
        seconds if seconds < 1.0 => format!("{:.0} ms", seconds * 1e3),
        seconds if seconds < 10.0 => format!("{seconds:.2} s"),
        seconds => format!("{seconds:.1} s"),
    }
}

fn ratio(time: Duration, first: Duration) -> String {
    match time.as_secs_f64() / first.as_secs_f64().max(1e-9) {
        ratio if ratio < 10.0 => format!("{ratio:.2}"),
        ratio => format!("{ratio:.0}"),
    }
}

/// The page with a text between its markers.
pub fn insert(page: &str, text: &str, part: &str) -> Option<String> {
    let begin = match part {
        "" => format!("{BEGIN} -->\n"),
        part => format!("{BEGIN}: {part} -->\n"),
    };
    let (before, rest) = page.split_once(&begin)?;
    let (_, after) = rest.split_once(END)?;
    Some(format!("{before}{begin}{text}{END}{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_between_the_markers_changes() {
        let page = |one: &str, other: &str| {
            format!("# Page\n{BEGIN} -->\n{one}{END}by hand\n{BEGIN}: diff -->\n{other}{END}end\n")
        };
        let new = insert(&page("old\n", "x\n"), "new\n", "").unwrap();
        assert_eq!(new, page("new\n", "x\n"));
        assert_eq!(insert(&new, "y\n", "diff"), Some(page("new\n", "y\n")));
        assert_eq!(insert("# Page\n", "new\n", ""), None);
    }

    #[test]
    fn times_have_three_digits_and_ratios_what_counts() {
        let of = Duration::from_micros;
        assert_eq!(shown(of(8_420)), "8.4 ms");
        assert_eq!(shown(of(842_000)), "842 ms");
        assert_eq!(shown(of(8_420_000)), "8.42 s");
        assert_eq!(shown(of(84_200_000)), "84.2 s");
        assert_eq!(ratio(of(1_000), of(3_000)), "0.33");
        assert_eq!(ratio(of(99_000), of(3_000)), "33");
    }
}
