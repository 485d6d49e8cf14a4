use stackwright_cfn::{ecs, iam};
use stackwright_core::{App, Json, Value};

fn main() {
    let app = App::new();
    let stack = app.stack("Web");
    let document: Value<Json> = Value::from_expr(stackwright_core::Expr::Null);
    let role = stack.add(
        "Role",
        iam::Role::new().assume_role_policy_document(document),
    );
    // `Ref` of a role is its name.
    ecs::TaskDefinition::new().execution_role_arn(role.reference());
}
