//! Rights: merged, sorted, inside the role, and beside it only where that would close a ring.

use insta::assert_snapshot;
use serde_json::json;
use stackwright::aws::iam::RoleHandle;
use stackwright::prelude::*;
use stackwright_assert::{Capture, Matcher, absent, any, exact, like, regex};

use super::{at, made, made_of, only};

const ROLE: &str = "AWS::IAM::Role";
const POLICY: &str = "AWS::IAM::Policy";

fn role(stack: Scope<'_>, id: &'static str) -> RoleHandle {
    stack.add(id, Role::new(Principal::service("ecs-tasks.amazonaws.com")))
}

/// One policy inside, with these statements.
fn may(statements: impl Into<Matcher>) -> Matcher {
    like!({ "Policies": [{ "PolicyDocument": { "Statement": statements.into() } }] })
}

#[test]
fn what_is_granted_is_merged_and_sorted_whatever_the_order() {
    let rights = || {
        [
            Statement::allow(["sqs:SendMessage"]).on(["arn:aws:sqs:::b"]),
            Statement::allow(["sqs:ReceiveMessage"]).on(["arn:aws:sqs:::a"]),
            Statement::allow(["sqs:SendMessage"]).on(["arn:aws:sqs:::a"]),
            Statement::allow(["sqs:SendMessage"]).on(["arn:aws:sqs:::c", "arn:aws:sqs:::b"]),
            Statement::deny(["sqs:DeleteQueue"]).on_all(),
            Statement::allow(["sqs:SendMessage"]).on_all().when(
                "Bool",
                "aws:SecureTransport",
                "true",
            ),
        ]
    };
    let forth = made(|stack| {
        let role = role(stack, "Role");
        for right in rights() {
            stack.grant(role, right);
        }
    });
    let back = made(|stack| {
        let role = role(stack, "Role");
        for right in rights().into_iter().rev() {
            stack.grant(role, right);
        }
    });
    assert_eq!(forth.json(), back.json());
    only(
        &forth,
        ROLE,
        may(exact(json!([
            {
                "Effect": "Allow",
                "Action": ["sqs:ReceiveMessage", "sqs:SendMessage"],
                "Resource": "arn:aws:sqs:::a",
            },
            {
                "Effect": "Allow",
                "Action": "sqs:SendMessage",
                "Resource": "*",
                "Condition": {"Bool": {"aws:SecureTransport": "true"}},
            },
            {
                "Effect": "Allow",
                "Action": "sqs:SendMessage",
                "Resource": ["arn:aws:sqs:::b", "arn:aws:sqs:::c"],
            },
            {"Effect": "Deny", "Action": "sqs:DeleteQueue", "Resource": "*"},
        ]))),
    );
}

/// Resources are sorted by their paths, not by when they were declared.
#[test]
fn declaring_resources_in_another_order_changes_nothing_in_the_policy() {
    let policy = |ids: [&'static str; 2]| {
        let template = made(|stack| {
            let role = role(stack, "Role");
            for id in ids {
                let logs = stack.add(id, LogGroup::new());
                stack.grant(role, logs.write());
            }
        });
        let resources = Capture::new();
        only(
            &template,
            ROLE,
            may(like!([{ "Resource": resources.any() }])),
        );
        resources.value()
    };
    let sorted = json!([{"Fn::GetAtt": ["A", "Arn"]}, {"Fn::GetAtt": ["B", "Arn"]}]);
    assert_eq!(policy(["A", "B"]), sorted);
    assert_eq!(policy(["B", "A"]), sorted);
}

#[test]
fn policies_of_ones_own_stay_beside_what_is_granted() {
    let template = made(|stack| {
        let own = Statement::allow(["s3:ListAllMyBuckets"]).on_all();
        let role = Role::new(Principal::service("ecs-tasks.amazonaws.com"));
        let role = stack.add("Role", role.inline_policy("Own", own));
        stack.grant(role, stack.add("Logs", LogGroup::new()).write());
    });
    let policies = like!([{ "PolicyName": "Own" }, { "PolicyName": "Grants" }]);
    only(&template, ROLE, like!({ "Policies": policies }));
}

/// A right on something that needs the role itself: beside the role, and who uses the role waits.
#[test]
fn a_ring_becomes_a_policy_of_its_own() {
    assert_snapshot!(crate::support::template(|stack| {
        let role = role(stack, "Role");
        let queue = stack.add(
            "Queue",
            RawResource::new("AWS::SQS::Queue").property("Owner", role.arn()),
        );
        let logs = stack.add("Logs", LogGroup::new());
        let user = RawResource::new("Test::User").property("Role", role.arn());
        stack.add("User", user);
        stack.grant(role, Statement::allow(["sqs:SendMessage"]).on([queue.attribute::<Str>("Arn")]));
        stack.grant(role, logs.write());
    }), @r"
    Resources:
      Role1ABCC5F0:
        Type: AWS::IAM::Role
        Properties:
          AssumeRolePolicyDocument:
            Version: '2012-10-17'
            Statement:
              - Effect: Allow
                Principal:
                  Service: ecs-tasks.amazonaws.com
                Action: sts:AssumeRole
          Policies:
            - PolicyName: Grants
              PolicyDocument:
                Version: '2012-10-17'
                Statement:
                  - Effect: Allow
                    Action:
                      - logs:CreateLogStream
                      - logs:PutLogEvents
                    Resource: !GetAtt Logs6819BB44.Arn
      RoleGrantsAB274A38:
        Type: AWS::IAM::Policy
        Properties:
          PolicyName: LateGrants
          PolicyDocument:
            Version: '2012-10-17'
            Statement:
              - Effect: Allow
                Action: sqs:SendMessage
                Resource: !GetAtt Queue.Arn
          Roles:
            - !Ref Role1ABCC5F0
      Queue:
        Type: AWS::SQS::Queue
        Properties:
          Owner: !GetAtt Role1ABCC5F0.Arn
      Logs6819BB44:
        Type: AWS::Logs::LogGroup
        Properties:
          RetentionInDays: 30
      User:
        Type: Test::User
        DependsOn: RoleGrantsAB274A38
        Properties:
          Role: !GetAtt Role1ABCC5F0.Arn
    ");
}

/// Both are inline policies to IAM: with one name, one would overwrite the other.
#[test]
fn the_policies_inside_and_beside_a_role_have_names_of_their_own() {
    let template = made(|stack| {
        let role = role(stack, "Role");
        let queue = RawResource::new("AWS::SQS::Queue").property("Owner", role.arn());
        let queue = stack.add("Queue", queue);
        stack.grant(
            role,
            Statement::allow(["sqs:SendMessage"]).on([queue.attribute::<Str>("Arn")]),
        );
        stack.grant(role, stack.add("Logs", LogGroup::new()).write());
    });
    only(
        &template,
        ROLE,
        like!({ "Policies": [{ "PolicyName": "Grants" }] }),
    );
    only(&template, POLICY, like!({ "PolicyName": "LateGrants" }));
}

#[test]
fn policies_that_are_an_expression_are_not_overwritten() {
    let template = made(|stack| {
        let role = role(stack, "Role");
        stack.edit_props(role, |props| {
            let custom = stackwright::core::transform::<Json>("Policies", json!({})).into_expr();
            props.set("Policies", custom);
        });
        stack.grant(role, stack.add("Logs", LogGroup::new()).write());
    });
    let own = like!({ "Fn::Transform": { "Name": "Policies" } });
    only(&template, ROLE, like!({ "Policies": own }));
    let statement = like!({ "Action": ["logs:CreateLogStream", any()] });
    only(
        &template,
        POLICY,
        like!({ "Roles": [{ "Ref": "Role" }], "PolicyDocument": { "Statement": [statement] } }),
    );
}

#[test]
fn a_typed_role_of_ones_own_takes_grants() {
    let template = made(|stack| {
        let role = stack.add(
            "Role",
            cfn::iam::Role::new().assume_role_policy_document(json!({"Version": "2012-10-17"})),
        );
        stack.grant(role, stack.add("Logs", LogGroup::new()).write());
    });
    let statement = like!({ "Resource": { "Fn::GetAtt": ["Logs", "Arn"] } });
    only(&template, ROLE, may(like!([statement])));
}

#[test]
fn an_imported_role_is_left_alone() {
    let template = made(|stack| {
        let role = stack.add("Role", Role::imported("arn:aws:iam::111122223333:role/app"));
        stack.grant(role, stack.add("Logs", LogGroup::new()).write());
    });
    template.resource_count_is(ROLE, 0);
    template.resource_count_is(POLICY, 0);
}

#[test]
fn a_resource_of_an_earlier_stack_is_named_inside_the_role() {
    let app = App::new();
    let (data, web) = (*app.stack("Data"), *app.stack("Web"));
    let logs = data.add("Logs", LogGroup::new());
    web.grant(role(web, "Role"), logs.write());
    let all = made_of(&app);
    let statement = like!({ "Resource": { "Fn::ImportValue": regex("^Data:") } });
    only(&all["Web"], ROLE, may(like!([statement])));
    all["Web"].resource_count_is(POLICY, 0);
}

/// The role is in a stack that comes first: what it may do to something of a later one is said in
/// the later one.
#[test]
fn a_right_on_what_a_later_stack_holds_is_said_there() {
    let app = App::new();
    let (base, web) = (*app.stack("Base"), *app.stack("Web"));
    let role = role(base, "Role");
    let logs = web.add("Logs", LogGroup::new());
    let task = super::small().task_role(role).container(super::nginx());
    web.add("Task", task);
    web.grant(role, logs.write());
    let all = made_of(&app);
    only(&all["Base"], ROLE, like!({ "Policies": absent() }));
    all["Web"].resource_count_is(POLICY, 1);
    let statement = like!({ "Resource": { "Fn::GetAtt": ["Logs", "Arn"] } });
    at(
        &all["Web"],
        "BaseRoleGrants",
        POLICY,
        like!({ "PolicyName": "GrantsOfWeb", "PolicyDocument": { "Statement": [statement] } }),
    );
    all["Web"].has_resource(
        "AWS::ECS::TaskDefinition",
        like!({ "DependsOn": "BaseRoleGrants" }),
    );
}
