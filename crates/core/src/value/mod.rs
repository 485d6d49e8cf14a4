//! Typed values: literals and expressions that CloudFormation resolves.
//!
//! # Files
//!
//! | file | what it answers |
//! |---|---|
//! | `kind` | what a value can be of: text, number, list, `VpcId`, ... |
//! | `into` | what can stand where a kind is wanted |
//! | `expr` | the untyped expression behind a value, and objects of expressions |
//! | `taken_apart` | how an expression ends, however deep it is |
//! | `function` | intrinsic functions: `join`, `select`, `if_`, `find_in_map`, ... |
//! | `assumed` | what is taken for whatever is wanted |
//! | `choice` | `Fn::If` from the handle of a condition |
//! | `remote` | what is looked up at deployment: dynamic references, outputs of stacks |
//! | `pseudo` | pseudo parameters, as `AWS::Region` |
//! | `sub` | what `sub!` expands to |
//! | `json` | a string that holds JSON |
//! | `object` | what `object!` expands to |
//! | `identity` | how a text is made of what a logical id is made of |

mod assumed;
mod choice;
mod expr;
mod function;
mod identity;
mod into;
mod json;
mod kind;
mod object;
mod pseudo;
mod remote;
mod sub;
mod taken_apart;

pub use assumed::{Assumed, assume};
pub use choice::Choice;
pub use expr::{Attribute, Expr, JsonType, Props, Strength};
pub use function::{
    NoValue, base64, cidr, find_in_map, get_azs, if_, import_value, join, length, no_value, select,
    split, to_json_string, transform,
};
pub use identity::IdentityText;
pub use into::IntoValue;
pub use json::json_string;
pub use kind::{Bool, Float, Int, Json, List, MapOf, ReferenceKind, Str, TextKind};
pub use object::{entry, item, list, object};
pub use pseudo::Pseudo;
pub use remote::{
    DynamicService, StackOutput, Strong, Weak, dynamic_reference, stack_output, strong, weak,
};
pub use sub::{Piece, SubBuilder};

pub(crate) use expr::MAX_DEPTH;

use std::fmt;
use std::marker::PhantomData;

use crate::NodeId;

/// A literal or an expression of kind `K`.
///
/// `K` says what the value stands for (`Str`, `Int`, `VpcId`, `List<SubnetId>`, ...), so that a
/// security group cannot stand where a subnet belongs. Setters take `impl IntoValue<K>`.
pub struct Value<K> {
    expr: Expr,
    kind: PhantomData<fn() -> K>,
}

impl<K> Value<K> {
    /// A value from an untyped expression: the caller vouches for the kind.
    pub fn from_expr(expr: Expr) -> Self {
        Value {
            expr,
            kind: PhantomData,
        }
    }

    /// The attribute `attribute` of a node: `Fn::GetAtt` on a resource, or what a construct
    /// defined under this name.
    pub fn attribute(node: NodeId, attribute: &'static str) -> Self {
        Value::from_expr(Expr::Get(node, Attribute::Named(attribute.into())))
    }

    /// What `Ref` returns for a node.
    pub fn reference(node: NodeId) -> Self {
        Value::from_expr(Expr::Get(node, Attribute::Ref))
    }

    /// The same expression taken for another kind.
    ///
    /// The way out where the type system knows less than you do: an ARN put together with
    /// `sub!`, an imported name.
    pub fn assume<J>(self) -> Value<J> {
        Value::from_expr(self.expr)
    }

    /// The untyped expression.
    pub fn into_expr(self) -> Expr {
        self.expr
    }

    /// The untyped expression, borrowed.
    pub fn expr(&self) -> &Expr {
        &self.expr
    }
}

impl<K> Clone for Value<K> {
    fn clone(&self) -> Self {
        Value::from_expr(self.expr.clone())
    }
}

impl<K> fmt::Debug for Value<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.expr.fmt(f)
    }
}

impl<K> PartialEq for Value<K> {
    fn eq(&self, other: &Self) -> bool {
        self.expr == other.expr
    }
}
