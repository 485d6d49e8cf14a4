//! What is said of rights.

use insta::assert_snapshot;
use stackwright::prelude::*;

use super::said;

fn granted(statement: Statement) -> String {
    said(|stack| {
        let role = Role::new(Principal::service("ecs-tasks.amazonaws.com"));
        let role = stack.add("Role", role);
        stack.grant(role, statement);
    })
}

#[test]
fn iam101_a_right_of_a_role_for_somebody_else() {
    let statement = Statement::allow(["s3:GetObject", "s3:PutObject"]).on_all();
    assert_snapshot!(granted(statement.to(Principal::anyone())), @r"
    error[IAM101]: the right to `s3:GetObject`, `s3:PutObject` is granted to a role and names a principal
      at Web/Role
      help: leave `.to(...)` out: what a role is granted is for whoever has the role
    ");
}

#[test]
fn iam102_a_right_to_nothing() {
    assert_snapshot!(granted(Statement::allow(["s3:GetObject"])), @r"
    error[IAM102]: the right to `s3:GetObject` is granted without a resource
      at Web/Role
      help: name what it is for with `.on([...])`
    ");
}
