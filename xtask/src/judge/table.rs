//! What the judges said, as one table.

use std::collections::BTreeMap;
use std::fmt::Write as _;

/// What a judge says of an example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing to find fault with; what was looked at, in a word.
    Good(String),
    /// What is wrong.
    Bad(Vec<String>),
    /// It could not look, and why.
    Skipped(String),
    /// It is not asked, because moto does not have what the example needs; what it lacks.
    Unserved(String),
}

/// A column of the table.
pub struct Judge {
    pub name: &'static str,
    pub version: String,
    /// What it was asked.
    pub asked: &'static str,
}

/// All verdicts.
#[derive(Default)]
pub struct Table {
    judges: Vec<Judge>,
    rows: BTreeMap<String, BTreeMap<&'static str, Verdict>>,
    /// Faults that are of no single example.
    pub faults: Vec<String>,
    /// Who else could not be asked, and why.
    pub absent: BTreeMap<&'static str, String>,
    /// What stands below the table, in Markdown.
    pub notes: String,
}

impl Table {
    /// Adds a judge with its verdicts by example.
    pub fn add(&mut self, judge: Judge, verdicts: impl IntoIterator<Item = (String, Verdict)>) {
        for (example, verdict) in verdicts {
            self.rows
                .entry(example)
                .or_default()
                .insert(judge.name, verdict);
        }
        self.judges.push(judge);
    }

    fn verdicts(&self) -> impl Iterator<Item = (&str, &'static str, &Verdict)> {
        self.rows.iter().flat_map(|(example, row)| {
            row.iter()
                .map(|(judge, verdict)| (example.as_str(), *judge, verdict))
        })
    }

    /// What is wrong, a line each; where nobody looked counts if everybody has to.
    pub fn wrong(&self, require_all: bool) -> Vec<String> {
        let mut lines = self.faults.clone();
        if require_all {
            let absent = self.absent.iter();
            lines.extend(absent.map(|(who, why)| format!("{who}: skipped: {why}")));
        }
        for (example, judge, verdict) in self.verdicts() {
            match verdict {
                Verdict::Good(_) => {}
                Verdict::Bad(findings) => lines.extend(
                    findings
                        .iter()
                        .map(|finding| format!("{example}: {judge}: {finding}")),
                ),
                Verdict::Skipped(why) if require_all => {
                    lines.push(format!("{example}: {judge}: skipped: {why}"));
                }
                Verdict::Skipped(_) | Verdict::Unserved(_) => {}
            }
        }
        lines
    }

    /// The reasons for which judges were skipped, once each.
    pub fn skips(&self) -> BTreeMap<&'static str, &str> {
        self.verdicts()
            .filter_map(|(_, judge, verdict)| match verdict {
                Verdict::Skipped(why) => Some((judge, why.as_str())),
                _ => None,
            })
            .chain(self.absent.iter().map(|(who, why)| (*who, why.as_str())))
            .collect()
    }

    /// The table with what stands below it, in Markdown.
    pub fn markdown(&self, date: &str) -> String {
        let mut text = format!(
            "# What others say\n\n\
             As of {date}. Written by `cargo xtask judge`, which runs tools and clients that others \
             wrote over the\noutput of every example. Numbers are findings; behind a zero stands \
             what was looked at.\n\n| example |"
        );
        for judge in &self.judges {
            let _ = write!(text, " {} |", judge.name);
        }
        text.push_str("\n|---|");
        text.push_str(&"---|".repeat(self.judges.len()));
        text.push('\n');
        for (example, row) in &self.rows {
            let _ = write!(text, "| {example} |");
            for judge in &self.judges {
                let cell = match row.get(judge.name) {
                    Some(Verdict::Good(looked)) => format!("0 ({looked})"),
                    Some(Verdict::Bad(findings)) => format!("**{}**", findings.len()),
                    Some(Verdict::Unserved(why)) => format!("not asked: {why}"),
                    Some(Verdict::Skipped(_)) | None => "skipped".to_owned(),
                };
                let _ = write!(text, " {cell} |");
            }
            text.push('\n');
        }
        text.push_str("\n| judge | version | what it is asked |\n|---|---|---|\n");
        for judge in &self.judges {
            let _ = writeln!(
                text,
                "| {} | {} | {} |",
                judge.name, judge.version, judge.asked
            );
        }
        let skips = self.skips();
        if !skips.is_empty() {
            text.push_str("\n## Skipped\n\n");
            for (judge, why) in skips {
                let _ = writeln!(text, "- {judge}: {}", why.replace('\n', " "));
            }
        }
        let wrong = self.wrong(false);
        if !wrong.is_empty() {
            text.push_str("\n## Findings\n\n");
            for line in wrong {
                let _ = writeln!(text, "- {}", line.replace('\n', " "));
            }
        }
        text.push_str(&self.notes);
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judge(name: &'static str) -> Judge {
        Judge {
            name,
            version: "1".to_owned(),
            asked: "all",
        }
    }

    fn table() -> Table {
        let mut table = Table::default();
        let good = || Verdict::Good("2 files".to_owned());
        table.add(
            judge("lint"),
            [
                ("a".to_owned(), good()),
                ("b".to_owned(), Verdict::Bad(vec!["E1\nat X".to_owned()])),
            ],
        );
        let skipped = || Verdict::Skipped("no client".to_owned());
        table.add(
            judge("cloud"),
            [("a".to_owned(), skipped()), ("b".to_owned(), skipped())],
        );
        table
    }

    #[test]
    fn a_skip_is_wrong_only_if_everybody_has_to_look() {
        assert_eq!(table().wrong(false), ["b: lint: E1\nat X"]);
        assert_eq!(table().wrong(true).len(), 3);
    }

    #[test]
    fn the_page_has_a_row_an_example_and_says_what_was_skipped() {
        let text = table().markdown("2026-11-22");
        assert!(text.contains("| example | lint | cloud |\n|---|---|---|\n"));
        assert!(text.contains("| a | 0 (2 files) | skipped |\n| b | **1** | skipped |\n"));
        assert!(text.contains("- cloud: no client\n"));
        assert!(text.contains("- b: lint: E1 at X\n"));
    }

    #[test]
    fn faults_of_no_example_are_wrong() {
        let mut table = Table::default();
        table.faults.push("stale".to_owned());
        table.absent.insert("peer", "no client".to_owned());
        assert_eq!(table.wrong(false), ["stale"]);
        assert_eq!(table.wrong(true), ["stale", "peer: skipped: no client"]);
    }
}
