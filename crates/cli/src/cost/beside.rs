//! Environments side by side, for people.

use std::fmt::Write;

use stackwright_view::cost::Comparison;

use super::text::BOLD;
use crate::report::Style;

/// A table: a row a resource, a column an environment.
pub(crate) fn table(comparison: &Comparison, style: Style) -> String {
    let mut rows: Vec<Vec<String>> = Vec::new();
    let names = comparison.columns.iter().map(|column| column.name.clone());
    rows.push([String::new()].into_iter().chain(names).collect());
    for row in &comparison.rows {
        let amounts = row.amounts.iter().map(|amount| match amount {
            Some(amount) => amount.usual(),
            None => "-".to_owned(),
        });
        rows.push([row.path.clone()].into_iter().chain(amounts).collect());
    }
    let totals = comparison
        .columns
        .iter()
        .map(|column| column.amount.to_string());
    rows.push(["a month".to_owned()].into_iter().chain(totals).collect());
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..=comparison.columns.len()).map(width).collect();
    let last = rows.len().saturating_sub(1);
    let mut text = String::new();
    for (at, row) in rows.iter().enumerate() {
        let mut line = String::new();
        for (column, (cell, wide)) in row.iter().zip(&widths).enumerate() {
            let space = " ".repeat(wide.saturating_sub(cell.chars().count()));
            let _ = match column {
                0 => write!(line, "{cell}{space}"),
                _ => write!(line, "  {space}{cell}"),
            };
        }
        let line = line.trim_end();
        let _ = match at == 0 || at == last {
            true => writeln!(text, "{}", style.paint(BOLD, line)),
            false => writeln!(text, "{line}"),
        };
    }
    text.push('\n');
    text
}
