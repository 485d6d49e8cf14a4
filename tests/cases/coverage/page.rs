use std::fmt::{self, Display, Formatter};
use std::iter::Sum;
use std::ops::Add;

use super::row::{Area, Group, Row, Verdict};

const TOP: &str = "\
# Coverage

What AWS CDK's constructs can do (aws-cdk-lib 2.276.0, options of its type declarations that are not
deprecated), what AWS can do beyond that, and what is here. Written by a test from the tables in
`tests/cases/coverage`; a row that says yes or better names the test that proves it.
`UPDATE_DOCS=1 cargo test -p stackwright-tests coverage` writes it anew.

*Better* means more than AWS CDK's, or safer where nothing is said; the reason stands beside it. What AWS has
ended counts neither way.
";

/// The page as it should be.
pub(super) fn page(areas: &[Area]) -> String {
    let mut page = String::from(TOP);
    page += "\n| what | here | of which better | ended |\n|---|---|---|---|\n";
    for area in areas {
        for group in area.groups {
            let count = Count::of(group);
            let name = group.name;
            page += &format!(
                "| {name} | {count} | {} | {} |\n",
                count.better, count.ended
            );
        }
    }
    let groups = areas.iter().flat_map(|area| area.groups);
    let all: Count = groups.map(Count::of).sum();
    page += &format!(
        "| **all** | **{all}** | **{}** | **{}** |\n",
        all.better, all.ended
    );
    for area in areas {
        page += &format!("\n## {}\n", area.title);
        for group in area.groups {
            page += &format!(
                "\n### {}: {}\n\n{}\n\n\
                 | AWS CDK | CloudFormation | here | verdict | test |\n|---|---|---|---|---|\n",
                group.name,
                Count::of(group),
                group.source
            );
            page.extend(group.rows.iter().map(line));
        }
    }
    page
}

fn line(row: &Row) -> String {
    let (ours, verdict) = match &row.verdict {
        Verdict::Yes { ours, .. } => (code(ours), "yes".to_owned()),
        Verdict::Better { ours, reason, .. } => (code(ours), format!("**better**: {reason}")),
        Verdict::No { reason } => (String::new(), format!("no: {reason}")),
        Verdict::Ended { reason } => (String::new(), format!("ended: {reason}")),
    };
    let proof = row
        .verdict
        .proof()
        .map_or_else(String::new, |it| code(&it.shown()));
    format!(
        "| {} | {} | {ours} | {verdict} | {proof} |\n",
        row.option,
        code(row.property)
    )
}

/// As code; nothing for nothing. A bar would end the cell.
fn code(text: &str) -> String {
    match text {
        "" => String::new(),
        text => format!("`{}`", text.replace('|', "\\|")),
    }
}

/// How many of the rows say what.
#[derive(Clone, Copy, Default)]
struct Count {
    yes: usize,
    better: usize,
    no: usize,
    ended: usize,
}

impl Count {
    fn of(group: &Group) -> Count {
        let counts = group.rows.iter().map(|row| {
            let none = Count::default();
            match row.verdict {
                Verdict::Yes { .. } => Count { yes: 1, ..none },
                Verdict::Better { .. } => Count { better: 1, ..none },
                Verdict::No { .. } => Count { no: 1, ..none },
                Verdict::Ended { .. } => Count { ended: 1, ..none },
            }
        });
        counts.sum()
    }
}

impl Add for Count {
    type Output = Count;

    fn add(self, other: Count) -> Count {
        Count {
            yes: self.yes + other.yes,
            better: self.better + other.better,
            no: self.no + other.no,
            ended: self.ended + other.ended,
        }
    }
}

impl Sum for Count {
    fn sum<I: Iterator<Item = Count>>(counts: I) -> Count {
        counts.fold(Count::default(), Add::add)
    }
}

impl Display for Count {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let have = self.yes + self.better;
        write!(f, "{have} of {}", have + self.no)
    }
}
