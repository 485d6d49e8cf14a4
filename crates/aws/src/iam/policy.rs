use stackwright_core::{Expr, IntoValue, Json, Value};

use super::Statement;
use crate::gathered;

/// A policy: statements that are read together.
///
/// ```
/// use stackwright_aws::iam::{PolicyDocument, Statement};
///
/// let policy = PolicyDocument::new()
///     .statement(Statement::allow(["sqs:SendMessage"]).on(["arn:aws:sqs:eu-west-1:111122223333:jobs"]));
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PolicyDocument {
    statements: Vec<Statement>,
}

impl PolicyDocument {
    /// A policy without statements.
    pub fn new() -> Self {
        PolicyDocument::default()
    }

    /// Adds a statement.
    pub fn statement(mut self, statement: Statement) -> Self {
        self.statements.push(statement);
        self
    }
}

impl PolicyDocument {
    pub(crate) fn into_expr(self) -> Expr {
        let statements = self.statements.into_iter().map(Statement::into_expr);
        Expr::object([
            ("Version", Expr::from("2012-10-17")),
            ("Statement", Expr::List(gathered(statements))),
        ])
    }
}

impl FromIterator<Statement> for PolicyDocument {
    fn from_iter<I: IntoIterator<Item = Statement>>(statements: I) -> Self {
        PolicyDocument {
            statements: gathered(statements),
        }
    }
}

impl From<Statement> for PolicyDocument {
    fn from(statement: Statement) -> Self {
        PolicyDocument::from_iter([statement])
    }
}

impl IntoValue<Json> for PolicyDocument {
    fn into_value(self) -> Value<Json> {
        Value::from_expr(self.into_expr())
    }
}
