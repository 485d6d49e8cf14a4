//! Queues.

use insta::assert_snapshot;
use serde_json::json;
use stackwright::aws::sqs::{Queue, QueueHandle, RedriveAllow};
use stackwright::prelude::*;
use stackwright_assert::{Template, absent, any, exact, like};

use super::super::findings::said;
use super::super::{at, cluster, made, made_of, nginx, only, small};
use super::{KEY, is_quiet, logged, text};

const QUEUE: &str = "AWS::SQS::Queue";
const POLICY: &str = "AWS::SQS::QueuePolicy";
const ROLE: &str = "AWS::IAM::Role";
const TASK: &str = "AWS::ECS::TaskDefinition";

fn queue(queue: Queue) -> Template {
    made(|stack| {
        stack.add("Jobs", queue);
    })
}

fn linked(link: impl FnOnce(QueueHandle, Scope<'_>) -> Link, queue: Queue) -> Template {
    made(|stack| {
        let jobs = stack.add("Jobs", queue);
        let link = link(jobs, stack);
        stack.add("Task", small().container(nginx().link(link)));
    })
}

#[test]
pub(crate) fn no_finding_about_a_queue_by_default() {
    is_quiet(|stack| {
        let jobs = stack.add("Jobs", Queue::new().dead_letter_after(5));
        let arn = stack.add("KnownArn", Parameter::string());
        let known = stack.add("Known", Queue::imported(arn));
        let cluster = stack.add(
            "Cluster",
            Cluster::new(super::super::vpc(stack)).container_insights(),
        );
        let worker = logged().link(jobs.consume()).link(known.send());
        let worker = FargateService::new(cluster, small().container(worker));
        let worker = stack.add("Worker", worker);
        let scaling = TargetTrackingScaling::new(worker, 0..=10);
        stack.add("Scaling", scaling.backlog_per_task(jobs, 100));
    });
}

/// aws-cdk: `enforceSSL` is false, and encryption what the service thinks.
#[test]
pub(crate) fn a_queue_is_encrypted_asked_in_full_and_over_tls_only() {
    let template = queue(Queue::new());
    only(
        &template,
        QUEUE,
        exact(json!({ "ReceiveMessageWaitTimeSeconds": 20, "SqsManagedSseEnabled": true })),
    );
    only(
        &template,
        POLICY,
        exact(json!({
            "Queues": [{ "Ref": "Jobs" }],
            "PolicyDocument": { "Version": "2012-10-17", "Statement": [{
                "Effect": "Deny",
                "Principal": { "AWS": "*" },
                "Action": "sqs:*",
                "Resource": { "Fn::GetAtt": ["Jobs", "Arn"] },
                "Condition": { "Bool": { "aws:SecureTransport": "false" } },
            }] },
        })),
    );
    template.has_resource(QUEUE, like!({ "DeletionPolicy": "Delete" }));
}

/// aws-cdk: without a queue for dead letters one bad message is handled for ever.
#[test]
pub(crate) fn dead_letters_in_one_word() {
    let template = queue(Queue::new().dead_letter_after(5).encrypted_with(KEY));
    at(
        &template,
        "Jobs",
        QUEUE,
        like!({ "RedrivePolicy": {
            "deadLetterTargetArn": { "Fn::GetAtt": ["JobsDeadLetters", "Arn"] },
            "maxReceiveCount": 5,
        } }),
    );
    at(
        &template,
        "JobsDeadLetters",
        QUEUE,
        like!({
            "MessageRetentionPeriod": 1_209_600,
            "KmsMasterKeyId": KEY,
            "SqsManagedSseEnabled": absent(),
            "RedrivePolicy": absent(),
        }),
    );
    template.resource_count_is(POLICY, 2);
}

#[test]
pub(crate) fn dead_letters_of_several_queues_go_to_one() {
    let template = made(|stack| {
        let dead = stack.add("Dead", Queue::new().retention(14.days()));
        let jobs = stack.add("Jobs", Queue::new().dead_letters_to(dead, 3));
        stack.add("More", Queue::new().dead_letters_to(dead, 3));
        assert_eq!(
            jobs.dead_letters(stack).map(Handle::node),
            Some(dead.node())
        );
        assert!(dead.dead_letters(stack).is_none());
    });
    template.resource_properties_count_is(
        QUEUE,
        like!({ "RedrivePolicy": { "deadLetterTargetArn": { "Fn::GetAtt": ["Dead", "Arn"] } } }),
        2,
    );
}

#[test]
pub(crate) fn a_fifo_queue_has_fifo_dead_letters_and_a_name_that_says_so() {
    let template = queue(
        Queue::new()
            .name("jobs")
            .deduplicated_by_content()
            .high_throughput()
            .dead_letter_after(3),
    );
    at(
        &template,
        "Jobs",
        QUEUE,
        like!({
            "QueueName": "jobs.fifo",
            "FifoQueue": true,
            "ContentBasedDeduplication": true,
            "DeduplicationScope": "messageGroup",
            "FifoThroughputLimit": "perMessageGroupId",
        }),
    );
    at(
        &template,
        "JobsDeadLetters",
        QUEUE,
        like!({ "FifoQueue": true, "ContentBasedDeduplication": absent(), "QueueName": absent() }),
    );
    only(
        &queue(Queue::new().fifo().name("jobs.fifo")),
        QUEUE,
        like!({ "QueueName": "jobs.fifo" }),
    );
}

#[test]
pub(crate) fn every_option_of_a_queue() {
    let sources = ["arn:aws:sqs:eu-west-1:111122223333:work"];
    let template = queue(
        Queue::new()
            .name("jobs")
            .visibility(10.minutes())
            .retention(2.days())
            .delay(30.seconds())
            .wait(5.seconds())
            .max_message_bytes(1_048_576)
            .encrypted_with(KEY)
            .data_key_reuse(1.hours())
            .redrive_allow(RedriveAllow::queues(sources))
            .retain(),
    );
    only(
        &template,
        QUEUE,
        exact(json!({
            "QueueName": "jobs",
            "VisibilityTimeout": 600,
            "MessageRetentionPeriod": 172_800,
            "DelaySeconds": 30,
            "ReceiveMessageWaitTimeSeconds": 5,
            "MaximumMessageSize": 1_048_576,
            "KmsMasterKeyId": KEY,
            "KmsDataKeyReusePeriodSeconds": 3600,
            "RedriveAllowPolicy": { "redrivePermission": "byQueue", "sourceQueueArns": sources },
        })),
    );
    template.has_resource(QUEUE, like!({ "DeletionPolicy": "Retain" }));
    let closed = queue(Queue::new().redrive_allow(RedriveAllow::nobody()));
    only(
        &closed,
        QUEUE,
        like!({ "RedriveAllowPolicy": exact(json!({ "redrivePermission": "denyAll" })) }),
    );
}

/// aws-cdk: the URL in the environment, and the grant forgotten, or the key's.
#[test]
pub(crate) fn who_consumes_gets_the_url_the_right_and_that_of_the_key() {
    let template = linked(|jobs, _| jobs.consume(), Queue::new().encrypted_with(KEY));
    let container = like!({ "ContainerDefinitions": [{
        "Environment": exact(json!([{ "Name": "JOBS_URL", "Value": { "Ref": "Jobs" } }])),
    }] });
    only(&template, TASK, container);
    at(
        &template,
        "TaskTaskRole",
        ROLE,
        like!({ "Policies": [{ "PolicyDocument": { "Statement": exact(json!([
            {
                "Effect": "Allow",
                "Action": "kms:Decrypt",
                "Resource": KEY,
                "Condition": { "StringEquals": {
                    "kms:ViaService": { "Fn::Sub": "sqs.${AWS::Region}.amazonaws.com" },
                } },
            },
            {
                "Effect": "Allow",
                "Action": [
                    "sqs:ChangeMessageVisibility",
                    "sqs:DeleteMessage",
                    "sqs:GetQueueAttributes",
                    "sqs:GetQueueUrl",
                    "sqs:ReceiveMessage",
                ],
                "Resource": { "Fn::GetAtt": ["Jobs", "Arn"] },
            },
        ])) } }] }),
    );
}

#[test]
pub(crate) fn who_sends_or_purges_may_do_that_and_no_more() {
    let sent = text(&linked(
        |jobs, _| jobs.send(),
        Queue::new().encrypted_with(KEY),
    ));
    assert!(sent.contains("sqs:SendMessage") && sent.contains("kms:GenerateDataKey"));
    assert!(!sent.contains("sqs:ReceiveMessage"));
    let purged = text(&linked(
        |jobs, _| jobs.purge(),
        Queue::new().encrypted_with(KEY),
    ));
    assert!(purged.contains("sqs:PurgeQueue"));
    assert!(!purged.contains("kms:Decrypt") && !purged.contains("sqs:SendMessage"));
}

/// One policy of a queue, whoever is granted something: the refusal of plain requests stays.
#[test]
pub(crate) fn services_and_accounts_are_added_to_the_one_policy() {
    let template = made(|stack| {
        let jobs = stack.add("Jobs", Queue::new());
        let rule = "arn:aws:events:eu-west-1:111122223333:rule/nightly";
        let events = Principal::service("events.amazonaws.com");
        stack.grant(events, jobs.deliver(rule));
        stack.grant(Principal::account("444455556666"), jobs.send());
    });
    only(
        &template,
        POLICY,
        like!({ "PolicyDocument": { "Statement": [
            { "Effect": "Deny" },
            {
                "Effect": "Allow",
                "Principal": { "AWS": any() },
                "Action": ["sqs:GetQueueAttributes", "sqs:GetQueueUrl", "sqs:SendMessage"],
            },
            {
                "Effect": "Allow",
                "Principal": { "Service": "events.amazonaws.com" },
                "Action": "sqs:SendMessage",
                "Resource": { "Fn::GetAtt": ["Jobs", "Arn"] },
                "Condition": { "ArnEquals": {
                    "aws:SourceArn": "arn:aws:events:eu-west-1:111122223333:rule/nightly",
                } },
            },
        ] } }),
    );
}

#[test]
pub(crate) fn a_queue_of_another_stack_is_linked_to() {
    let app = App::new();
    let (data, web) = (*app.stack("Data"), *app.stack("Web"));
    let jobs = data.add("Jobs", Queue::new());
    web.add("Task", small().container(nginx().link(jobs.consume())));
    let all = made_of(&app);
    all["Data"].has_output("*", like!({ "Value": { "Ref": "Jobs" } }));
    let url = like!({ "ContainerDefinitions": [{ "Environment": [
        { "Name": "JOBS_URL", "Value": { "Fn::ImportValue": any() } },
    ] }] });
    only(&all["Web"], TASK, url);
}

#[test]
pub(crate) fn an_imported_queue_is_used_and_left_alone() {
    let template = made(|stack| {
        let known = Queue::imported("arn:aws:sqs:eu-west-1:111122223333:known").encrypted_with(KEY);
        let known = stack.add("Known", known);
        stack.add("Task", small().container(nginx().link(known.consume())));
        let other = Queue::imported("arn:aws:sqs:eu-west-1:111122223333:other");
        let other = stack.add("Other", other);
        stack.grant(Principal::service("events.amazonaws.com"), other.send());
    });
    template.resource_count_is(POLICY, 0);
    let url = json!({ "Fn::Sub": "https://sqs.eu-west-1.${AWS::URLSuffix}/111122223333/known" });
    let container = like!({ "ContainerDefinitions": [{
        "Environment": exact(json!([{ "Name": "KNOWN_URL", "Value": url }])),
    }] });
    only(&template, TASK, container);
    assert!(text(&template).contains("kms:Decrypt"));
    let by_parameter = made(|stack| {
        let arn = stack.add("Arn", Parameter::string());
        let known = stack.add(
            "Known",
            Queue::imported(arn).url("https://example.com/known"),
        );
        stack.add("Task", small().container(nginx().link(known.send())));
    });
    at(
        &by_parameter,
        "TaskTaskRole",
        ROLE,
        like!({ "Policies": [{ "PolicyDocument": { "Statement": [
            { "Resource": { "Ref": "Arn" } },
        ] } }] }),
    );
}

#[test]
pub(crate) fn its_metrics_and_its_backlog_know_it_by_name() {
    let template = made(|stack| {
        let jobs = stack.add("Jobs", Queue::new());
        let cluster = cluster(stack);
        let worker = stack.add(
            "Worker",
            FargateService::new(cluster, small().container(nginx())),
        );
        let scaling = TargetTrackingScaling::new(worker, 1..=10).backlog_per_task(jobs, 100);
        let age = jobs.oldest_message();
        let steps = StepScaling::new(worker, 1..=10, age).at_least(600, 1);
        stack.add(
            "Scaling",
            scaling.running_tasks(Metric::new("Shop", "Running")),
        );
        stack.add("Steps", steps);
    });
    let name = r#"{"Name":"QueueName","Value":{"Fn::GetAtt":["Jobs","QueueName"]}}"#;
    assert_eq!(text(&template).matches(name).count(), 2);
    assert!(text(&template).contains("ApproximateAgeOfOldestMessage"));
}

/// The one law about it is the checker's, which sees it in any template.
#[test]
fn sch130_dead_letters_of_the_other_kind() {
    assert_snapshot!(said(|stack| {
        let dead = stack.add("Dead", Queue::new());
        stack.add("Jobs", Queue::new().fifo().dead_letters_to(dead, 5));
    }), @r"
    error[SCH130]: a FIFO queue and a standard queue cannot be each other's dead-letter queue
      at Web/Jobs/Resource
      help: change one of them so that they fit
    ");
}

#[test]
fn sqs101_a_number_of_receives_that_is_none() {
    assert_snapshot!(said(|stack| {
        stack.add("Jobs", Queue::new().dead_letter_after(0));
        stack.add("Work", Queue::new().dead_letter_after(1_000));
    }), @r"
    error[SQS101]: messages are dead letters after 0 receives
      at Web/Jobs
      help: say how often a message is tried, as `.dead_letter_after(5)`
    ");
}
