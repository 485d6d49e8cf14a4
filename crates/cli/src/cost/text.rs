//! What stacks cost, for people.

use std::collections::BTreeMap;
use std::fmt::Write;

use stackwright_view::cost::{
    Amount, DEFAULT_REGION, Estimate, Factor, Line, Range, ResourceCost, StackCost, dollars,
    hours_of_a_month, prices,
};

use super::args::By;
use crate::report::Style;

pub(super) const BOLD: &str = "1";
pub(super) const FAINT: &str = "2";
const YELLOW: &str = "33";
const GREEN: &str = "32";

/// A row of a table: what it is about, and its amount.
struct Row {
    head: String,
    more: String,
    amount: String,
    limits: String,
}

/// One estimate.
pub(crate) fn estimate(estimate: &Estimate, by: By, style: Style) -> String {
    let mut text = String::new();
    let rows: Vec<Vec<Row>> = estimate
        .stacks
        .iter()
        .map(|stack| rows(stack, by))
        .collect();
    let width = |of: fn(&Row) -> usize| rows.iter().flatten().map(of).max().unwrap_or(0);
    let wide = width(|row| row.head.chars().count()).max(5);
    let of_amount = width(|row| row.amount.len()).max(dollars(estimate.amount().usual).len() + 1);
    for (stack, rows) in estimate.stacks.iter().zip(&rows) {
        let name = style.paint(BOLD, &stack.name);
        let _ = writeln!(text, "{name} in {}", region(stack));
        for row in rows {
            let space = " ".repeat(wide - row.head.chars().count().min(wide));
            let more = style.paint(FAINT, &row.more);
            let line = format!(
                "  {}{space}  {:>of_amount$}{}  {more}",
                row.head, row.amount, row.limits
            );
            let _ = writeln!(text, "{}", line.trim_end());
        }
    }
    let total = row(
        String::new(),
        String::new(),
        estimate.amount(),
        estimate.is_complete(),
    );
    let head = style.paint(BOLD, "a month");
    let space = " ".repeat(wide.saturating_sub(7) + 2);
    let _ = writeln!(
        text,
        "{head}{space}  {:>of_amount$}{}",
        total.amount, total.limits
    );
    text.push('\n');
    text.push_str(&remarks(estimate, None, style));
    text.push_str(&about([estimate], style));
    text
}

fn region(stack: &StackCost) -> String {
    match stack.region_is_known {
        true => stack.region.clone(),
        false => format!("{DEFAULT_REGION}, as no region is known: say one with --region"),
    }
}

fn row(head: String, more: String, month: Range, is_complete: bool) -> Row {
    let amount = Amount { month, is_complete };
    let limits = amount.limits().map(|limits| format!("  {limits}"));
    Row {
        head,
        more,
        amount: amount.usual(),
        limits: limits.unwrap_or_default(),
    }
}

fn rows(stack: &StackCost, by: By) -> Vec<Row> {
    match by {
        By::Stack => vec![row(
            "all of it".to_owned(),
            String::new(),
            stack.amount(),
            stack.is_complete(),
        )],
        By::Construct => {
            let all = stack.constructs().into_iter().map(|own| {
                let name = own.path.rsplit('/').next().unwrap_or_default();
                let head = format!("{}{name}", "  ".repeat(own.depth));
                row(head, String::new(), own.amount, own.is_complete)
            });
            all.collect()
        }
        By::Resource | By::Line => {
            let mut all = Vec::new();
            for own in stack
                .resources
                .iter()
                .filter(|own| !own.lines.is_empty() || !own.is_complete())
            {
                let kind = own.type_name.clone();
                all.push(row(name(own), kind, own.amount(), own.is_complete()));
                if by == By::Line {
                    let lines = own.lines.iter().map(|line| {
                        row(
                            format!("    {}", line.what),
                            arithmetic(line),
                            line.amount(),
                            true,
                        )
                    });
                    all.extend(lines);
                }
            }
            all
        }
    }
}

/// What a resource is called: by its construct, where that is known.
fn name(own: &ResourceCost) -> String {
    let path = own.construct.as_deref();
    let path = path.map(|path| path.strip_suffix("/Resource").unwrap_or(path));
    path.unwrap_or(&own.id).to_owned()
}

/// As `2..=10 (3) tasks x 0.25 vCPU x 730 h x $0.04048`.
pub(super) fn arithmetic(line: &Line) -> String {
    let factors = line.factors.iter().map(factor);
    let price = format!("${}", line.price.price);
    factors.chain([price]).collect::<Vec<_>>().join(" x ")
}

fn factor(factor: &Factor) -> String {
    let Range { least, usual, most } = factor.number;
    let number = |number: f64| {
        let text = format!("{number:.3}");
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    };
    const COUNTED: [&str; 6] = ["instances", "metrics", "nodes", "runs", "tasks", "zones"];
    match factor.number.is_fixed() {
        true if usual == 1.0 && COUNTED.contains(&factor.unit) => {
            format!("1 {}", factor.unit.trim_end_matches('s'))
        }
        true if usual > 0.0 && usual < 0.001 => format!("{usual} {}", factor.unit),
        true => format!("{} {}", number(usual), factor.unit),
        false => format!(
            "{}..={} ({}) {}",
            number(least),
            number(most),
            number(usual),
            factor.unit
        ),
    }
}

/// What is not counted, what was taken for used, and what would cost less.
pub(crate) fn remarks(estimate: &Estimate, of: Option<&str>, style: Style) -> String {
    let mut text = String::new();
    let of = of.map(|of| format!(" ({of})")).unwrap_or_default();
    let gaps = gaps(estimate);
    if !gaps.is_empty() {
        let _ = writeln!(text, "{}{of}", style.paint(YELLOW, "not counted (+)"));
        for (what, of) in gaps {
            let _ = writeln!(text, "  {what}: {}", of.join(", "));
        }
        text.push('\n');
    }
    let notes = grouped(estimate, |own| &own.notes);
    if !notes.is_empty() {
        let _ = writeln!(text, "{}{of}", style.paint(BOLD, "counted so"));
        for (what, of) in notes {
            let _ = writeln!(text, "  {what}: {}", of.join(", "));
        }
        text.push('\n');
    }
    if !estimate.assumed.is_empty() {
        let head = style.paint(BOLD, "taken for used, where --usage does not say it");
        let _ = writeln!(text, "{head}{of}");
        let wide = estimate.assumed.iter().map(|own| own.kind.key.len()).max();
        let wide = wide.unwrap_or(0);
        for own in &estimate.assumed {
            let (key, number) = (own.kind.key, format!("{} {}", own.number, own.kind.unit));
            let count = match own.resources {
                1 => String::new(),
                count => format!(", for {count} resources each"),
            };
            let _ = writeln!(text, "  {key:wide$}  {number}: {}{count}", own.kind.what);
        }
        text.push('\n');
    }
    let advice: Vec<_> = estimate
        .stacks
        .iter()
        .flat_map(|stack| stack.advice.iter().map(move |advice| (stack, advice)))
        .collect();
    if !advice.is_empty() {
        let _ = writeln!(
            text,
            "{}{of}",
            style.paint(GREEN, "would cost less a month, each by itself")
        );
        for (stack, advice) in advice {
            let known = stack.resources.iter().find(|own| own.id == advice.id);
            let name = known.map_or(advice.id.clone(), name);
            let _ = writeln!(
                text,
                "  {} less  {name}: {}",
                dollars(advice.saves),
                advice.words()
            );
            let _ = writeln!(text, "      {}", style.paint(FAINT, &advice.how));
        }
        text.push('\n');
    }
    for name in &estimate.nowhere {
        let _ = writeln!(text, "--usage speaks of `{name}`, which is in no stack{of}");
    }
    for name in &estimate.no_parameters {
        let _ = writeln!(text, "there is no parameter `{name}`{of}");
    }
    text
}

fn grouped<'e>(
    estimate: &'e Estimate,
    of: impl Fn(&'e ResourceCost) -> &'e Vec<String>,
) -> BTreeMap<&'e str, Vec<String>> {
    let mut all: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for own in estimate.stacks.iter().flat_map(|stack| &stack.resources) {
        for what in of(own) {
            all.entry(what).or_default().push(name(own));
        }
    }
    all
}

fn gaps(estimate: &Estimate) -> Vec<(String, Vec<String>)> {
    let mut all = Vec::new();
    let mut unpriced: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for stack in &estimate.stacks {
        for gap in &stack.gaps {
            all.push((gap.clone(), vec![stack.name.clone()]));
        }
        for (type_name, ids) in &stack.unpriced {
            unpriced
                .entry(type_name)
                .or_default()
                .extend(ids.iter().cloned());
        }
    }
    for (type_name, ids) in unpriced {
        all.push((format!("{type_name}, whose price is not known"), ids));
    }
    let own = grouped(estimate, |own| &own.gaps).into_iter();
    all.extend(own.map(|(what, of)| (what.to_owned(), of)));
    all
}

/// What the figures are, and what is doubtful about the prices that were taken.
pub(crate) fn about<'e>(estimates: impl IntoIterator<Item = &'e Estimate>, style: Style) -> String {
    let mut text = String::new();
    let stacks = estimates.into_iter().flat_map(|own| &own.stacks);
    let all = prices(stacks);
    let _ = writeln!(
        text,
        "{}",
        style.paint(
            FAINT,
            &format!(
                "US dollars, on demand, before tax, discounts and free tiers; a month has {} hours; prices as collected on {}",
                hours_of_a_month(),
                stackwright_view::cost::collected()
            )
        )
    );
    let doubtful: Vec<_> = all
        .iter()
        .filter_map(|price| Some((price, price.doubt()?)))
        .collect();
    if !doubtful.is_empty() {
        let _ = writeln!(text, "{}", style.paint(FAINT, "prices with a doubt"));
        for (price, doubt) in doubtful {
            let line = format!(
                "  {} {} in {}: {doubt}",
                price.service, price.item, price.region
            );
            let _ = writeln!(text, "{}", style.paint(FAINT, &line));
        }
    }
    text
}

/// What a month costs before and after, with what is not the same.
#[cfg(feature = "diff")]
pub(crate) fn change(comparison: &stackwright_view::cost::Comparison, style: Style) -> String {
    let mut text = String::new();
    let both = comparison
        .columns
        .iter()
        .map(|column| column.amount.to_string());
    let both: Vec<String> = both.collect();
    let difference = match comparison.columns.as_slice() {
        [before, after] => {
            let more = after.amount.month.usual - before.amount.month.usual;
            format!(" ({})", signed(more))
        }
        _ => String::new(),
    };
    let head = style.paint(BOLD, "A month");
    let _ = writeln!(text, "{head} {}{difference}", both.join(" -> "));
    for row in &comparison.rows {
        let amounts = row.amounts.iter().map(|amount| match amount {
            Some(amount) => amount.to_string(),
            None => "nothing".to_owned(),
        });
        let amounts: Vec<String> = amounts.collect();
        let kind = style.paint(FAINT, &row.type_name);
        let _ = writeln!(text, "  {} {kind}: {}", row.path, amounts.join(" -> "));
    }
    text
}

#[cfg(feature = "diff")]
fn signed(amount: f64) -> String {
    match amount < 0.0 {
        true => format!("-{}", dollars(-amount)),
        false => format!("+{}", dollars(amount)),
    }
}
