//! What environments cost, side by side; and what changes of a month.

use super::{Estimate, Range, dollars};

/// Estimates side by side.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// What is compared.
    pub columns: Vec<Column>,
    /// Each resource, in the order in which it comes first.
    pub rows: Vec<Row>,
}

/// One of what is compared.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// What all of it costs a month.
    pub amount: Amount,
}

/// An amount, and whether it is all.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Amount {
    /// Dollars a month.
    pub month: Range,
    /// Whether all was counted.
    pub is_complete: bool,
}

/// A resource of some of what is compared.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The path of its construct below the stack, or its logical id; with the stack in front where there are
    /// several.
    pub path: String,
    /// Its type.
    pub type_name: String,
    /// Dollars a month in each column; nothing where it is not there.
    pub amounts: Vec<Option<Amount>>,
}

impl Comparison {
    /// Estimates side by side. A resource is the same in two of them where its construct has the same path below its stack;
    /// stacks are paired by their names without the name of the column, as `Test-Web` and `Prod-Web`.
    pub fn of(columns: &[(String, Estimate)]) -> Self {
        let mut rows: Vec<Row> = Vec::new();
        for (index, (column, estimate)) in columns.iter().enumerate() {
            let is_one = estimate.stacks.len() == 1;
            for stack in &estimate.stacks {
                let name = stack.name.strip_prefix(column.as_str());
                let name = name.and_then(|name| name.strip_prefix(['-', '/']));
                let name = name.unwrap_or(&stack.name);
                for own in &stack.resources {
                    let path = own.construct.as_deref();
                    let below = path.map_or(own.id.as_str(), |path| below(&stack.name, path));
                    let path = match is_one {
                        true => below.to_owned(),
                        false => format!("{name}/{below}"),
                    };
                    let same = |row: &&mut Row| row.path == path && row.type_name == own.type_name;
                    let amount = Some(Amount {
                        month: own.amount(),
                        is_complete: own.is_complete(),
                    });
                    match rows.iter_mut().find(same) {
                        Some(row) => {
                            if let Some(place) = row.amounts.get_mut(index) {
                                *place = amount;
                            }
                        }
                        None => {
                            let mut amounts = vec![None; columns.len()];
                            if let Some(place) = amounts.get_mut(index) {
                                *place = amount;
                            }
                            rows.push(Row {
                                path,
                                type_name: own.type_name.clone(),
                                amounts,
                            });
                        }
                    }
                }
            }
        }
        let columns = columns.iter();
        let columns = columns.map(|(name, estimate)| Column {
            name: name.clone(),
            amount: Amount {
                month: estimate.amount(),
                is_complete: estimate.is_complete(),
            },
        });
        Comparison {
            columns: columns.collect(),
            rows,
        }
    }

    /// With those rows only that are not the same everywhere.
    #[must_use]
    pub fn only_changes(mut self) -> Self {
        self.rows.retain(|row| {
            let shown = |amount: &Option<Amount>| {
                amount.map(|own| own.month.map(|one| (one * 100.0).round()))
            };
            let mut amounts = row.amounts.iter().map(shown);
            let first = amounts.next();
            amounts.any(|other| Some(other) != first)
        });
        self
    }
}

/// The path of a construct below its stack.
fn below<'p>(stack: &str, path: &'p str) -> &'p str {
    let path = path.strip_suffix("/Resource").unwrap_or(path);
    let ends = path.match_indices('/').map(|(at, _)| at);
    let mut ends = ends.filter(|at| {
        path.get(..*at)
            .is_some_and(|own| own.replace('/', "-") == stack)
    });
    let found = ends.next().and_then(|at| path.get(at + 1..));
    found.unwrap_or(path)
}

impl Amount {
    /// What is usual, as `$27.03`; with a `+` where it is not all, and `?` where nothing of it was counted.
    pub fn usual(&self) -> String {
        match (self.is_complete, self.month.most > 0.0) {
            (true, _) => dollars(self.month.usual),
            (false, true) => format!("{}+", dollars(self.month.usual)),
            (false, false) => "?".to_owned(),
        }
    }

    /// From where to where it scales, as `$18.02 to $90.10`; nothing where it does not.
    pub fn limits(&self) -> Option<String> {
        let Range { least, most, .. } = self.month;
        let shown = format!("{} to {}", dollars(least), dollars(most));
        (!self.month.is_fixed()).then_some(shown)
    }
}

impl std::fmt::Display for Amount {
    /// With its limits, as `$27.03 ($18.02 to $90.10)`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.limits() {
            Some(limits) => write!(f, "{} ({limits})", self.usual()),
            None => f.write_str(&self.usual()),
        }
    }
}
