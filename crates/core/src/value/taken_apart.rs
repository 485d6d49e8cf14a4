//! How expressions end: the compiler's way needs a stack as deep as the expression is.

use std::cell::Cell;

use super::{Expr, Piece};

/// So many levels are left to the stack, which is what nearly every expression has; below, parts are
/// collected, and end level by level.
pub(super) const ON_THE_STACK: u32 = 64;

thread_local! {
    /// At which level the expression is that ends.
    static LEVEL: Cell<u32> = const { Cell::new(0) };
}

impl Drop for Expr {
    fn drop(&mut self) {
        if self.is_leaf() {
            return;
        }
        let level = LEVEL.get();
        if level < ON_THE_STACK {
            LEVEL.set(level + 1);
            match self {
                Expr::List(items) => drop(std::mem::take(items)),
                Expr::Map(props) => drop(std::mem::take(props)),
                _ => self.take_parts(drop),
            }
            LEVEL.set(level);
        } else {
            let mut open = Vec::new();
            self.take_parts(|part| open.push(part));
            while let Some(mut part) = open.pop() {
                part.take_parts(|part| open.push(part));
            }
        }
    }
}

impl Expr {
    pub(crate) fn is_leaf(&self) -> bool {
        match self {
            Expr::List(_)
            | Expr::Map(_)
            | Expr::Sub(_)
            | Expr::If(..)
            | Expr::FindInMap(..)
            | Expr::FindInMapOr(_)
            | Expr::Call(..)
            | Expr::JsonString(_)
            | Expr::Typed(..)
            | Expr::Across(..) => false,
            Expr::Null
            | Expr::Bool(_)
            | Expr::Int(_)
            | Expr::Uint(_)
            | Expr::Float(_)
            | Expr::Str(_)
            | Expr::Get(..)
            | Expr::Pseudo(_)
            | Expr::LogicalId(_)
            | Expr::Identity(..)
            | Expr::Condition(_) => true,
        }
    }

    /// Moves what is no leaf out of this, and leaves nothing in its place.
    fn take_parts(&mut self, mut take: impl FnMut(Expr)) {
        let mut take = |part: &mut Expr| {
            if !part.is_leaf() {
                take(std::mem::take(part));
            }
        };
        match self {
            Expr::List(items) => items.iter_mut().for_each(take),
            Expr::Map(props) => props.values_mut().for_each(take),
            Expr::Sub(pieces) => pieces.iter_mut().for_each(|piece| match piece {
                Piece::Value { value, .. } => take(value),
                Piece::Text(_) => {}
            }),
            Expr::If(_, both) | Expr::FindInMap(_, both) | Expr::FindInMapOr(both) => {
                take(&mut both.0);
                take(&mut both.1);
            }
            Expr::Call(_, inner)
            | Expr::JsonString(inner)
            | Expr::Typed(_, inner)
            | Expr::Across(_, inner) => take(inner),
            _ => {}
        }
    }
}
