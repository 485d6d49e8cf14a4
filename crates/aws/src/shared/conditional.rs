//! What constructs say of things that may not be there.

use stackwright_core::{App, Expr, IntoValue, NodeId, Str, Value, no_value};

use crate::keyed::sort_by_text;

/// The conditions under which all that a value names is there while another resource, which is
/// to hold the value, may be there without it.
pub(crate) fn beyond<'e>(
    app: &App,
    values: impl IntoIterator<Item = &'e Expr>,
    other: NodeId,
) -> Vec<NodeId> {
    let mut found = Vec::new();
    for value in values {
        value.walk(&mut |expr| {
            if let Expr::Get(node, _) = expr {
                found.extend(app.conditions_beyond(*node, other));
            }
        });
    }
    // In any order of declaration the same.
    sort_by_text(&mut found, |condition| app.identity_with_stack(*condition));
    found.dedup();
    found
}

/// The value where all conditions hold, and nothing elsewhere.
pub(crate) fn where_all_hold(conditions: &[NodeId], value: Expr) -> Expr {
    conditions.iter().rev().fold(value, |value, condition| {
        let nothing: Value<Str> = no_value().into_value();
        Expr::If(*condition, Box::new((value, nothing.into_expr())))
    })
}
