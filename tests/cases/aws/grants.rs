//! Rights: merged, sorted, inside the role, and beside it only where that would close a ring.

use insta::assert_snapshot;
use serde_json::json;
use stackwright::aws::ecs::{ServiceHandle, TaskHandle};
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
pub(crate) fn what_is_granted_is_merged_and_sorted_whatever_the_order() {
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
pub(crate) fn policies_of_ones_own_stay_beside_what_is_granted() {
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
pub(crate) fn a_ring_becomes_a_policy_of_its_own() {
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
pub(crate) fn an_imported_role_is_left_alone() {
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
        "GrantsBaseRole",
        POLICY,
        like!({ "PolicyName": "GrantsOfWeb", "PolicyDocument": { "Statement": [statement] } }),
    );
    all["Web"].has_resource(
        "AWS::ECS::TaskDefinition",
        like!({ "DependsOn": "GrantsBaseRole" }),
    );
}

/// Of two inline policies of one name, one would overwrite the other.
#[test]
fn a_policy_of_ones_own_with_the_name_that_grants_have() {
    let template = made(|stack| {
        let own = Statement::allow(["s3:ListAllMyBuckets"]).on_all();
        let role = Role::new(Principal::service("ecs-tasks.amazonaws.com"));
        let role = stack.add("Role", role.inline_policy("Grants", own));
        stack.grant(role, stack.add("Logs", LogGroup::new()).write());
    });
    let policies = like!([{ "PolicyName": "Grants" }, { "PolicyName": "Grants2" }]);
    only(&template, ROLE, like!({ "Policies": policies }));
}

#[test]
fn granted_after_a_synthesis() {
    let app = App::new();
    let stack = app.stack("Test");
    let role = role(*stack, "Role");
    let right = |name: &str| {
        Statement::allow(["sqs:SendMessage"])
            .on([format!("arn:aws:sqs:eu-west-1:111122223333:{name}")])
    };
    stack.grant(role, right("a"));
    app.synth();
    stack.grant(role, right("b"));
    let statement = like!([{ "Resource": [regex(":a$"), regex(":b$")] }]);
    only(&made_of(&app)["Test"], ROLE, may(statement));
}

/// Letters and digits alone would make one name of both.
#[test]
fn one_role_used_from_stacks_whose_names_read_alike() {
    let app = App::new();
    let base = app.stack("Base");
    let role = role(*base, "Role");
    for id in ["My-App", "MyApp"] {
        let stack = app.stack(id);
        let logs = stack.add("Logs", LogGroup::new());
        stack.add(
            "Task",
            super::small().task_role(role).container(super::nginx()),
        );
        stack.grant(role, logs.write());
    }
    let all = made_of(&app);
    only(
        &all["My-App"],
        POLICY,
        like!({ "PolicyName": "GrantsOfMy-App" }),
    );
    only(
        &all["MyApp"],
        POLICY,
        like!({ "PolicyName": "GrantsOfMyApp" }),
    );
}

#[test]
fn conditions_decide_the_order_whoever_was_first() {
    let made = |back: bool| {
        made(|stack| {
            let role = role(stack, "Role");
            let prod = stack.add("Prod", Condition::equals("a", "b"));
            let on = |operator: &'static str, key: &'static str| {
                let right = Statement::allow(["s3:GetObject"]).on(["arn:aws:s3:::reports/*"]);
                right.when(operator, key, "x")
            };
            let or = |a: &'static str, b: &'static str| {
                let arn = stackwright::core::if_::<Str>(prod, a, b);
                Statement::allow(["s3:PutObject"])
                    .on([arn])
                    .when("StringLike", "aws:a", a)
            };
            let mut rights = vec![
                on("StringEquals", "aws:a"),
                on("StringLike", "aws:a"),
                on("StringEquals", "aws:b"),
                on("StringEquals", "aws:a").when("StringEquals", "aws:b", "y"),
                on("StringEquals", "aws:c").when("Bool", "aws:d", "true"),
                or("arn:aws:s3:::a", "arn:aws:s3:::b"),
                or("arn:aws:s3:::b", "arn:aws:s3:::a"),
            ];
            if back {
                rights.reverse();
            }
            rights
                .into_iter()
                .for_each(|right| stack.grant(role, right));
        })
    };
    assert_eq!(made(true).json(), made(false).json());
}

/// What each policy of a role allows: the one inside, and the managed ones.
fn shared_out(count: usize, other: Option<usize>) -> Vec<(String, usize, Vec<String>)> {
    let app = App::new();
    let stack = app.stack("Test");
    let role = role(*stack, "Role");
    for number in (0..count).chain(other) {
        let arn = format!("arn:aws:sqs:eu-west-1:111122223333:jobs-{number}");
        stack.grant(role, Statement::allow(["sqs:SendMessage"]).on([arn]));
    }
    let synthesis = app.synth();
    stackwright_assert::Findings::of(&synthesis.diagnostics).are_none();
    let template: serde_json::Value =
        serde_json::from_str(&synthesis.stacks[0].template.to_json()).expect("JSON");
    let resources = template["Resources"].as_object().expect("resources");
    let mut found = Vec::new();
    for (id, resource) in resources {
        let document = match resource["Type"].as_str() {
            Some("AWS::IAM::ManagedPolicy") => &resource["Properties"]["PolicyDocument"],
            _ => &resource["Properties"]["Policies"][0]["PolicyDocument"],
        };
        let resources = document["Statement"][0]["Resource"]
            .as_array()
            .expect("resources");
        let resources = resources
            .iter()
            .filter_map(|arn| arn.as_str().map(str::to_owned));
        found.push((id.clone(), document.to_string().len(), resources.collect()));
    }
    found
}

#[test]
pub(crate) fn what_is_too_large_for_the_role_becomes_managed_policies() {
    let policies = shared_out(400, None);
    assert!(policies.len() > 1);
    for (id, size, _) in &policies {
        let most = if id.starts_with("RoleMore") {
            6_144
        } else {
            10_240
        };
        assert!(*size <= most, "{id}: {size}");
    }
    let all: usize = policies.iter().map(|(.., resources)| resources.len()).sum();
    assert_eq!(all, 400);
}

/// One right more moves no other: each policy holds what it held.
#[test]
fn another_right_moves_no_other() {
    let (before, after) = (shared_out(300, None), shared_out(300, Some(4711)));
    assert_eq!(before.len(), after.len());
    for ((id, _, before), (same, _, after)) in before.iter().zip(&after) {
        assert_eq!(id, same);
        assert!(before.iter().all(|arn| after.contains(arn)), "{id}");
    }
}

#[test]
pub(crate) fn principals_are_written_to_the_policy_of_what_they_are_granted() {
    let template = made(|stack| {
        let key = cfn::kms::Key::new().key_policy(json!({"Version": "2012-10-17", "Statement": [
            {"Sid": "Own", "Effect": "Allow", "Action": "kms:*", "Resource": "*", "Principal": {"AWS": "*"}},
        ]}));
        let key = stack.add("Key", key);
        let secret = stack.add("Secret", Secret::generated(32).encrypted_with(key.arn()));
        let repository = stack.add("Repository", EcrRepository::new());
        let account = || Principal::account("111122223333");
        stack.grant(account(), secret.read());
        stack.grant(account(), repository.pull());
        stack.grant(
            Principal::service("lambda.amazonaws.com"),
            repository.pull(),
        );
    });
    let root = like!({ "AWS": { "Fn::Sub": regex("111122223333:root$") } });
    let read = like!({
        "Action": "secretsmanager:GetSecretValue", "Resource": "*", "Principal": root.clone()
    });
    only(
        &template,
        "AWS::SecretsManager::ResourcePolicy",
        like!({ "SecretId": { "Ref": "Secret" }, "ResourcePolicy": { "Statement": [read] } }),
    );
    let decrypt = like!({
        "Action": "kms:Decrypt",
        "Resource": "*",
        "Principal": root.clone(),
        "Condition": { "StringEquals": { "kms:ViaService": any() } },
    });
    only(
        &template,
        "AWS::KMS::Key",
        like!({ "KeyPolicy": { "Statement": [{ "Sid": "Own" }, decrypt] } }),
    );
    let pull = |principal: Matcher| like!({ "Resource": absent(), "Principal": principal });
    let service = like!({ "Service": "lambda.amazonaws.com" });
    only(
        &template,
        "AWS::ECR::Repository",
        like!({ "RepositoryPolicyText": { "Statement": [pull(root), pull(service)] } }),
    );
}

/// A queue that others might make: who sends to it encrypts, who sends as a service does so itself.
#[test]
fn who_writes_to_what_is_encrypted_encrypts() {
    let template = made(|stack| {
        let key = cfn::kms::Key::new().key_policy(json!({"Statement": []}));
        let key = stack.add("Key", key);
        let queue = stack.scope("Queue");
        let resource = queue.add("Resource", RawResource::new("AWS::SQS::Queue"));
        queue.set_primary(resource);
        queue.set_data(stackwright::aws::iam::EncryptedWith::new(key.arn(), "sqs"));
        queue.set_data(stackwright::aws::iam::ResourcePolicy::inside("Test"));
        let send = || {
            let send = Statement::allow(["sqs:SendMessage"]);
            let arn = resource.attribute::<Str>("Arn");
            stackwright::aws::iam::Grant::from(send.on([arn])).encrypting(queue.node())
        };
        stack.grant(role(stack, "Role"), send());
        stack.grant(Principal::service("events.amazonaws.com"), send());
    });
    let use_key = json!(["kms:Decrypt", "kms:GenerateDataKey"]);
    let by_role = like!({ "Action": use_key.clone(), "Condition": any() });
    only(
        &template,
        ROLE,
        may(like!([by_role, { "Action": "sqs:SendMessage" }])),
    );
    let by_service = like!({
        "Action": use_key,
        "Resource": "*",
        "Condition": absent(),
        "Principal": { "Service": "events.amazonaws.com" },
    });
    only(
        &template,
        "AWS::KMS::Key",
        like!({ "KeyPolicy": { "Statement": [by_service] } }),
    );
}

/// With AWS CDK it is easily the execution role that gets what the program needs.
#[test]
pub(crate) fn what_a_service_or_a_task_is_granted_its_task_role_gets() {
    fn send() -> Statement {
        Statement::allow(["sqs:SendMessage"]).on(["arn:aws:sqs:::jobs"])
    }
    let granted = |to: fn(Scope<'_>, TaskHandle, ServiceHandle)| {
        let template = made(|stack| {
            let cluster = stack.add("Cluster", Cluster::new(super::vpc(stack)));
            let task = super::web(stack, "Task");
            let service = stack.add("Service", FargateService::new(cluster, task));
            to(stack, task, service);
        });
        template.json()["Resources"]["TaskTaskRole"].clone()
    };
    let to_service = granted(|stack, _, service| stack.grant(service, send()));
    let to_task = granted(|stack, task, _| stack.grant(task, send()));
    let to_role = granted(|stack, task, _| stack.grant(task.task_role(), send()));
    assert_eq!(to_service, to_role);
    assert_eq!(to_task, to_role);
    let policy = "/Properties/Policies/0/PolicyDocument/Statement/0/Action";
    assert_eq!(to_role.pointer(policy), Some(&json!("sqs:SendMessage")));
}

#[test]
fn a_role_of_another_app() {
    let other = App::new();
    let foreign = role(*other.stack("Other"), "Role");
    let app = App::new();
    let stack = app.stack("Test");
    stack.grant(foreign, Statement::deny(["s3:*"]).on_all());
    let codes: Vec<_> = app
        .synth()
        .diagnostics
        .into_iter()
        .map(|found| found.code)
        .collect();
    assert_eq!(codes, ["APP103"]);
}
