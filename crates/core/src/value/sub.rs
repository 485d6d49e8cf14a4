use stackwright_template::Text;

use super::{Expr, IntoValue, Str, Value};

/// A piece of an `Fn::Sub`.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    /// Text that stands for itself.
    Text(Text),
    /// A value put in its place.
    Value {
        /// What the variable is called where it cannot be written as a plain `${Ref}`.
        name: Text,
        /// The value.
        value: Expr,
    },
}

/// Puts an `Fn::Sub` together; [`sub!`](crate::sub) expands to it.
#[derive(Default)]
pub struct SubBuilder {
    pieces: Vec<Piece>,
}

impl SubBuilder {
    /// An empty text.
    pub fn new() -> Self {
        SubBuilder::default()
    }

    /// Adds text that stands for itself.
    pub fn text(mut self, text: impl Into<Text>) -> Self {
        self.pieces.push(Piece::Text(text.into()));
        self
    }

    /// Adds a value; `name` is what the variable is called where it needs a name.
    pub fn value(mut self, name: impl Into<Text>, value: impl IntoValue<Str>) -> Self {
        let mut value = value.into_value().into_expr();
        match &mut value {
            // A text that grows in a loop stays flat.
            Expr::Sub(inner) => self.pieces.append(inner),
            _ => self.pieces.push(Piece::Value {
                name: name.into(),
                value,
            }),
        }
        self
    }

    /// The whole.
    pub fn build(self) -> Value<Str> {
        Value::from_expr(Expr::Sub(self.pieces))
    }
}
