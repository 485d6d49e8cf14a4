//! Keys.

use serde_json::json;
use stackwright::aws::kms::{Alias, Key, KeyHandle, KeySpec};
use stackwright::aws::sqs::Queue;
use stackwright::prelude::*;
use stackwright_assert::{Template, absent, any, exact, like};

use super::super::{at, made, nginx, only, small};
use super::{KEY as ARN, is_quiet, text};

const KEY: &str = "AWS::KMS::Key";
const ROLE: &str = "AWS::IAM::Role";

fn key(key: Key) -> Template {
    made(|stack| {
        stack.add("Key", key);
    })
}

fn account() -> serde_json::Value {
    json!({ "Fn::Sub": "arn:${AWS::Partition}:iam::${AWS::AccountId}:root" })
}

#[test]
pub(crate) fn no_finding_about_a_key_by_default() {
    is_quiet(|stack| {
        let key = stack.add("Key", Key::new().alias("shop"));
        let jobs = Queue::new().encrypted_with(key).dead_letter_after(5);
        stack.add("Jobs", jobs);
    });
}

/// aws-cdk: `enableKeyRotation` is off.
#[test]
pub(crate) fn a_key_is_renewed_kept_and_the_accounts() {
    let template = key(Key::new());
    only(
        &template,
        KEY,
        exact(json!({
            "EnableKeyRotation": true,
            "KeyPolicy": { "Version": "2012-10-17", "Statement": [{
                "Effect": "Allow",
                "Principal": { "AWS": account() },
                "Action": "kms:*",
                "Resource": "*",
            }] },
        })),
    );
    template.has_resource(KEY, like!({ "DeletionPolicy": "RetainExceptOnCreate" }));
    template.resource_count_is("AWS::KMS::Alias", 0);
}

/// aws-cdk `Alias.fromAliasName`: a name is no ARN of a key, and no right can be to it.
#[test]
pub(crate) fn a_key_that_exists_gets_a_name() {
    let arn = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    let template = made(|stack| {
        let key = stack.add("Key", Key::imported(arn));
        stack.add("Name", Alias::new("orders", key));
        stack.add("Other", Alias::new("alias/letters", key));
    });
    let alias = |name: &str| exact(json!({ "AliasName": name, "TargetKeyId": arn }));
    at(&template, "Name", "AWS::KMS::Alias", alias("alias/orders"));
    at(
        &template,
        "Other",
        "AWS::KMS::Alias",
        alias("alias/letters"),
    );
}

#[test]
pub(crate) fn every_option_of_a_key() {
    let statement = Statement::allow(["kms:DescribeKey"])
        .to(Principal::account("444455556666"))
        .on_all();
    let template = key(Key::new()
        .alias("shop")
        .describe("all that the shop keeps")
        .rotation(180.days())
        .multi_region()
        .disabled()
        .pending_window(7.days())
        .statement(statement)
        .disposable());
    only(
        &template,
        KEY,
        like!({
            "Description": "all that the shop keeps",
            "EnableKeyRotation": true,
            "RotationPeriodInDays": 180,
            "MultiRegion": true,
            "Enabled": false,
            "PendingWindowInDays": 7,
            "KeyPolicy": { "Statement": [
                { "Principal": { "AWS": account() } },
                { "Action": "kms:DescribeKey" },
            ] },
        }),
    );
    let alias = exact(json!({
        "AliasName": "alias/shop",
        "TargetKeyId": { "Ref": "Key" },
    }));
    only(&template, "AWS::KMS::Alias", alias);
    template.has_resource(KEY, like!({ "DeletionPolicy": "Delete" }));
    only(
        &key(Key::new().without_rotation()),
        KEY,
        like!({ "EnableKeyRotation": absent() }),
    );
}

#[test]
pub(crate) fn a_key_that_signs_is_not_renewed() {
    let template = key(Key::signing(KeySpec::EccNistP256));
    only(
        &template,
        KEY,
        like!({
            "KeySpec": "ECC_NIST_P256",
            "KeyUsage": "SIGN_VERIFY",
            "EnableKeyRotation": absent(),
        }),
    );
    only(
        &key(Key::mac(KeySpec::Hmac256)),
        KEY,
        like!({ "KeySpec": "HMAC_256", "KeyUsage": "GENERATE_VERIFY_MAC" }),
    );
}

/// aws-cdk: a key whose policy names the role that names the key is a ring (#22047).
#[test]
pub(crate) fn rights_of_roles_stand_in_roles_and_make_no_ring() {
    let template = made(|stack| {
        let key = stack.add("Key", Key::new());
        stack.add(
            "Task",
            small().container(nginx().link(key.encrypt_decrypt())),
        );
    });
    only(
        &template,
        KEY,
        like!({ "KeyPolicy": { "Statement": exact(json!([{
        "Effect": "Allow",
        "Principal": { "AWS": account() },
        "Action": "kms:*",
        "Resource": "*",
    }])) } }),
    );
    at(
        &template,
        "TaskTaskRole",
        ROLE,
        like!({ "Policies": [{ "PolicyDocument": { "Statement": [{
            "Action": [
                "kms:Decrypt",
                "kms:DescribeKey",
                "kms:Encrypt",
                "kms:GenerateDataKey*",
                "kms:ReEncrypt*",
            ],
            "Resource": { "Fn::GetAtt": ["Key", "Arn"] },
        }] } }] }),
    );
    assert!(text(&template).contains(r#"{"Name":"KEY_ARN","Value":{"Fn::GetAtt":["Key","Arn"]}}"#));
}

#[test]
pub(crate) fn each_use_of_a_key_is_a_right_of_its_own() {
    type Use = fn(KeyHandle) -> Link;
    let uses: [(Use, &str); 5] = [
        (KeyHandle::encrypt, "kms:Encrypt"),
        (KeyHandle::decrypt, "kms:Decrypt"),
        (KeyHandle::sign, "kms:Sign"),
        (KeyHandle::verify, "kms:Verify"),
        (KeyHandle::macs, "kms:GenerateMac"),
    ];
    for (link, right) in uses {
        let template = made(|stack| {
            let key = stack.add("Key", Key::new());
            stack.add("Task", small().container(nginx().link(link(key))));
        });
        let said = text(&template);
        for (_, other) in uses {
            let quoted = format!("\"{other}\"");
            assert_eq!(said.contains(&quoted), other == right, "{other} in {said}");
        }
    }
}

/// What the program has written into the policy of a key stays when a service is let.
#[test]
pub(crate) fn services_are_let_by_the_policy_of_the_key() {
    let template = made(|stack| {
        let key = stack.add("Key", Key::new());
        let jobs = stack.add("Jobs", Queue::new().encrypted_with(key));
        stack.grant(Principal::service("sns.amazonaws.com"), jobs.send());
    });
    only(
        &template,
        KEY,
        like!({ "KeyPolicy": { "Statement": [any(), {
            "Principal": { "Service": "sns.amazonaws.com" },
            "Action": ["kms:Decrypt", "kms:GenerateDataKey"],
            "Resource": "*",
        }] } }),
    );
}

#[test]
pub(crate) fn an_imported_key_is_used_and_left_alone() {
    let template = made(|stack| {
        let key = stack.add("Key", Key::imported(ARN));
        let jobs = stack.add("Jobs", Queue::new().encrypted_with(key));
        stack.add("Task", small().container(nginx().link(jobs.send())));
        stack.grant(Principal::service("sns.amazonaws.com"), jobs.send());
    });
    template.resource_count_is(KEY, 0);
    only(
        &template,
        "AWS::SQS::Queue",
        like!({ "KmsMasterKeyId": any() }),
    );
    assert!(text(&template).contains(&format!(r#""Resource":"{ARN}""#)));
}
