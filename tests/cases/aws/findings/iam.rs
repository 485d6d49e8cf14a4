//! What is said of rights.

use insta::assert_snapshot;
use stackwright::prelude::*;

use super::said;
use crate::aws::{nginx, small, vpc};

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

#[test]
fn iam103_a_right_to_nothing() {
    assert_snapshot!(said(|stack| {
        let role = Role::new(Principal::service("ecs-tasks.amazonaws.com"));
        let role = stack.add("Role", role);
        let nothing: [&str; 0] = [];
        stack.grant(role, Statement::allow(nothing).on_all());
    }), @r#"
    error[IAM103]: a right to no action is granted
      at Web/Role
      help: name what is allowed, as `Statement::allow(["s3:GetObject"])`
    "#);
}

#[test]
fn iam104_a_principal_and_something_without_a_policy() {
    assert_snapshot!(said(|stack| {
        let cluster = stack.add("Cluster", Cluster::new(vpc(stack)));
        let run = Statement::allow(["ecs:RunTask"]).on([cluster.arn()]);
        stack.grant(Principal::service("events.amazonaws.com"), run);
    }), @r"
    error[IAM104]: the right to `ecs:RunTask` is granted to `events.amazonaws.com`, and what it is for has no policy of its own
      at Web
      help: grant it to a role, or name something that has a policy: a repository, a secret, a key
    ");
}

#[test]
fn iam105_more_than_the_policies_of_a_role_hold() {
    assert_snapshot!(said(|stack| {
        let role = Role::new(Principal::service("ecs-tasks.amazonaws.com"));
        let role = stack.add("Role", role);
        let long = format!("arn:aws:s3:::{}", "a".repeat(11_000));
        stack.grant(role, Statement::allow(["s3:GetObject"]).on([long]));
    }), @r"
    error[IAM105]: a single right of this role comes to 11111 characters, and a policy has at most 6144
      at Web/Role
      help: allow a pattern instead of single resources, as `arn:aws:s3:::reports-*`, or share the work out to several roles
    ");
}

#[test]
fn iam106_a_service_whose_role_is_not_known() {
    assert_snapshot!(said(|stack| {
        let vpc = stack.add("Vpc", Vpc::imported("vpc-0a1b2c3d"));
        let cluster = stack.add("Cluster", Cluster::imported("shop", vpc));
        let worker = stack.add("Worker", FargateService::imported(cluster, "worker"));
        stack.grant(worker, Statement::allow(["s3:GetObject"]).on_all());
    }), @r"
    error[IAM106]: the role by which `Web/Worker` acts is not known
      at Web/Worker
      help: grant it to the role itself, as `Role::imported(arn)`
    error[TPL103]: the template has no resources
      at Web
      help: add a resource
    ");
}

#[test]
fn iam107_a_right_of_a_task_that_has_no_role() {
    assert_snapshot!(said(|stack| {
        let task = small().container(nginx().without_logs());
        let task = stack.add("Task", task.without_task_role());
        stack.grant(task, Statement::allow(["s3:GetObject"]).on(["arn:aws:s3:::files/*"]));
    }), @r"
    error[IAM107]: `Web/Task/TaskRole` is granted rights, and there is no role
      at Web/Task/TaskRole
      help: give the task a role: leave `.without_task_role()` out, or say `.task_role(role)`
    ");
}
