//! The page about all of it.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::agreement::Outcome;
use crate::cases::Origin;
use crate::known::Verdict;
use crate::lint::VERSION;

/// How often both, one or none found something.
#[derive(Clone, Copy, Default)]
struct Tally {
    cases: usize,
    both: usize,
    ours: usize,
    theirs: usize,
    neither: usize,
    /// In how many of them AWS's engine finds an error.
    engine: usize,
}

impl Tally {
    fn count(&mut self, outcome: &Outcome) {
        self.cases += 1;
        let engine = outcome.engine.as_ref();
        self.engine += usize::from(engine.is_some_and(|found| !found.is_empty()));
        match (outcome.ours.is_empty(), outcome.theirs.is_empty()) {
            (false, false) => self.both += 1,
            (false, true) => self.ours += 1,
            (true, false) => self.theirs += 1,
            (true, true) => self.neither += 1,
        }
    }

    fn row(&self, name: &str) -> String {
        let Tally {
            cases,
            both,
            ours,
            theirs,
            neither,
            engine,
        } = self;
        format!("| {name} | {cases} | {both} | {ours} | {theirs} | {neither} | {engine} |\n")
    }
}

/// The page, as Markdown.
pub fn page(outcomes: &[Outcome], verdict: &Verdict<'_>) -> String {
    let mut good = Tally::default();
    let mut families: BTreeMap<&str, Tally> = BTreeMap::new();
    let mut operators: BTreeMap<&str, Tally> = BTreeMap::new();
    let mut alone = Vec::new();
    for outcome in outcomes {
        match &outcome.origin {
            Origin::Good => good.count(outcome),
            Origin::Bad { code } => {
                let family = code.trim_end_matches(|c: char| c.is_ascii_digit());
                families.entry(family).or_default().count(outcome);
                if outcome.theirs.is_empty() {
                    alone.push(*code);
                }
            }
            Origin::Mutation { operator, .. } => {
                operators.entry(operator).or_default().count(outcome);
            }
        }
    }
    let mut page = format!(
        "`cargo run -p stackwright-e2e -- --write DATE` asks stackwright and cfn-lint {VERSION}, with \
         strict types, about the\nsame templates and writes this page. Ours counts where it finds an \
         error or a warning, opinions on design aside;\ncfn-lint where it finds an error. A mutation \
         counts only what its template did not have. \"Both\" to \"neither\" are about these two. AWS's own \
         engine,\n`cloudformation-validate`, is asked where the judge has installed the AWS CDK, which \
         brings it{}; its column counts\nthe cases with an error of its.\n\n",
        match outcomes.iter().any(|outcome| outcome.engine.is_some()) {
            true => "",
            false => " (this time it was not there)",
        }
    );
    page += &table("templates", [("that deploy", good)]);
    page += "\nBad examples of our rules, by family:\n\n";
    page += &table("family", families);
    page += "\nMutations of four templates of ECS, by what was done to them:\n\n";
    page += &table("mutation", operators);
    page += "\n## What only others find\n\n";
    page += "| rule | where | cases | why it is kept |\n|---|---|---|---|\n";
    for (known, count) in &verdict.kept {
        let (rule, on, because) = (&known.rule, &known.on, &known.because);
        let _ = writeln!(page, "| {rule} | {on} | {count} | {because} |");
    }
    page += "\n## What only stackwright finds\n\n";
    page += "The bad examples of these rules; each has its page with the reason.\n\n";
    for code in alone {
        if let Some(rule) = stackwright_check::rule(code) {
            let title = rule.declaration().title;
            let _ = writeln!(page, "- [{code}](rules/{code}.md) {title}");
        }
    }
    page
}

fn table<'a>(first: &str, rows: impl IntoIterator<Item = (&'a str, Tally)>) -> String {
    let mut table =
        format!("| {first} | cases | both | stackwright | cfn-lint | neither | AWS's engine |\n");
    table += "|---|---|---|---|---|---|---|\n";
    let mut total = Tally::default();
    let mut count = 0;
    for (name, tally) in rows {
        table += &tally.row(name);
        total.cases += tally.cases;
        total.both += tally.both;
        total.ours += tally.ours;
        total.theirs += tally.theirs;
        total.neither += tally.neither;
        total.engine += tally.engine;
        count += 1;
    }
    if count > 1 {
        table += &total.row("all");
    }
    table
}
