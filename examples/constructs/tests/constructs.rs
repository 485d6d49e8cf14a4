//! What the constructs come to in a program, as those of the library do.

use stackwright::check::{Options, check_app};
use stackwright::prelude::*;
use stackwright_assert::{Template, like};
use stackwright_example_constructs::{Api, Queue};

const KEY: &str = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

fn made(build: impl FnOnce(Scope<'_>)) -> Template {
    let app = App::new();
    build(*app.stack("Shop"));
    let synthesis = check_app(app.synth(), &Options::new());
    let errors: Vec<String> = synthesis
        .diagnostics
        .iter()
        .filter(|found| found.severity == stackwright::core::Severity::Error)
        .map(ToString::to_string)
        .collect();
    assert_eq!(errors, Vec::<String>::new());
    Template::of(&synthesis.stacks[0])
}

#[test]
fn who_may_send_may_use_the_key_of_the_queue() {
    let template = made(|stack| {
        let queue = stack.add("Jobs", Queue::new().encrypted_with(KEY).retain());
        let lambda = Principal::service("lambda.amazonaws.com");
        let worker = stack.add("Worker", Role::new(lambda));
        stack.grant(worker, queue.send());
    });
    template.has_resource(
        "AWS::SQS::Queue",
        like!({ "DeletionPolicy": "Retain", "UpdateReplacePolicy": "Retain" }),
    );
    template.has_resource_properties(
        "AWS::IAM::Role",
        like!({ "Policies": [{ "PolicyDocument": { "Statement": [
            { "Action": ["kms:Decrypt", "kms:GenerateDataKey"], "Resource": KEY },
            { "Action": ["sqs:GetQueueAttributes", "sqs:SendMessage"] },
        ] } }] }),
    );
}

#[test]
fn a_service_of_aws_is_let_in_by_the_policy_of_the_queue() {
    let template = made(|stack| {
        let queue = stack.add("Jobs", Queue::new());
        stack.grant(Principal::service("events.amazonaws.com"), queue.send());
    });
    template.has_resource_properties(
        "AWS::SQS::QueuePolicy",
        like!({ "PolicyDocument": { "Statement": [
            { "Principal": { "Service": "events.amazonaws.com" } },
        ] } }),
    );
}

#[test]
fn a_service_of_several_parts_is_connected_by_its_handle() {
    let template = made(|stack| {
        let vpc = Vpc::imported("vpc-0a1b2c3d4e5f6a7b8")
            .private(["subnet-0a1b2c3d4e5f6a7b8", "subnet-1a2b3c4d5e6f7a8b9"]);
        let vpc = stack.add("Vpc", vpc);
        let cluster = stack.add("Cluster", Cluster::new(vpc));
        let queue = stack.add("Jobs", Queue::new());
        let api = stack.add("Api", Api::new(cluster, queue));
        let callers = stack.add("Callers", SecurityGroup::new(vpc).without_outbound());
        stack.connect(callers, api, Api::PORT);
    });
    template.has_resource_properties(
        "AWS::EC2::SecurityGroupIngress",
        like!({ "IpProtocol": "tcp", "FromPort": 8080, "ToPort": 8080 }),
    );
}
