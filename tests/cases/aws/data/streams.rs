//! Streams of records.

use serde_json::json;
use stackwright::aws::kinesis::{Stream, StreamHandle};
use stackwright::prelude::*;
use stackwright_assert::{Template, any, exact, like};

use super::super::{at, cluster, made, nginx, only, small};
use super::{KEY, is_quiet, logged, text};

const STREAM: &str = "AWS::Kinesis::Stream";

fn stream(stream: Stream) -> Template {
    made(|stack| {
        stack.add("Clicks", stream);
    })
}

fn linked(stream: Stream, link: fn(StreamHandle) -> Link) -> Template {
    made(|stack| {
        let clicks = stack.add("Clicks", stream);
        stack.add("Task", small().container(nginx().link(link(clicks))));
    })
}

#[test]
pub(crate) fn no_finding_about_a_stream_by_default() {
    is_quiet(|stack| {
        let clicks = stack.add("Clicks", Stream::new());
        stack.add("Task", small().container(logged().link(clicks.write())));
    });
}

/// CloudFormation makes one shard, which is paid whether anything comes or not.
#[test]
pub(crate) fn a_stream_takes_what_comes_and_is_encrypted() {
    let template = stream(Stream::new());
    only(
        &template,
        STREAM,
        exact(json!({
            "StreamModeDetails": { "StreamMode": "ON_DEMAND" },
            "StreamEncryption": { "EncryptionType": "KMS", "KeyId": "alias/aws/kinesis" },
        })),
    );
    template.has_resource(STREAM, like!({ "DeletionPolicy": "RetainExceptOnCreate" }));
}

#[test]
pub(crate) fn every_option_of_a_stream() {
    let template = stream(
        Stream::new()
            .name("clicks")
            .shards(4)
            .retention(7.days())
            .encrypted_with(KEY)
            .disposable(),
    );
    only(
        &template,
        STREAM,
        exact(json!({
            "Name": "clicks",
            "StreamModeDetails": { "StreamMode": "PROVISIONED" },
            "ShardCount": 4,
            "RetentionPeriodHours": 168,
            "StreamEncryption": { "EncryptionType": "KMS", "KeyId": KEY },
        })),
    );
    template.has_resource(STREAM, like!({ "DeletionPolicy": "Delete" }));
}

#[test]
pub(crate) fn who_writes_gets_the_name_the_right_and_that_of_the_key() {
    let template = linked(Stream::new().encrypted_with(KEY), StreamHandle::write);
    let container = like!({ "ContainerDefinitions": [{
        "Environment": exact(json!([{ "Name": "CLICKS_STREAM", "Value": { "Ref": "Clicks" } }])),
    }] });
    only(&template, "AWS::ECS::TaskDefinition", container);
    at(
        &template,
        "TaskTaskRole",
        "AWS::IAM::Role",
        like!({ "Policies": [{ "PolicyDocument": { "Statement": [
            {
                "Action": [
                    "kinesis:DescribeStreamSummary",
                    "kinesis:ListShards",
                    "kinesis:PutRecord",
                    "kinesis:PutRecords",
                ],
                "Resource": { "Fn::GetAtt": ["Clicks", "Arn"] },
            },
            { "Action": ["kms:Decrypt", "kms:GenerateDataKey"], "Resource": KEY },
        ] } }] }),
    );
    let reads = text(&linked(Stream::new(), StreamHandle::read));
    assert!(reads.contains("kinesis:GetRecords") && !reads.contains("kinesis:PutRecord"));
}

#[test]
pub(crate) fn an_imported_stream_is_used() {
    let template = made(|stack| {
        let arn = "arn:aws:kinesis:eu-west-1:111122223333:stream/known";
        let known = stack.add("Known", Stream::imported(arn).encrypted_with(KEY));
        stack.add("Task", small().container(nginx().link(known.read())));
    });
    template.resource_count_is(STREAM, 0);
    let container = like!({ "ContainerDefinitions": [{ "Environment": [
        { "Name": "KNOWN_STREAM", "Value": "known" },
    ] }] });
    only(&template, "AWS::ECS::TaskDefinition", container);
    assert!(text(&template).contains("kms:Decrypt"));
}

#[test]
pub(crate) fn its_metrics_know_it_by_name() {
    let template = made(|stack| {
        let clicks = stack.add("Clicks", Stream::new());
        let cluster = cluster(stack);
        let web = FargateService::new(cluster, small().container(nginx()));
        let web = stack.add("Web", web);
        let behind = clicks.iterator_age();
        stack.add(
            "Steps",
            StepScaling::new(web, 1..=4, behind).at_least(60_000, 1),
        );
    });
    let alarm = like!({
        "Namespace": "AWS/Kinesis",
        "MetricName": "GetRecords.IteratorAgeMilliseconds",
        "Dimensions": [{ "Name": "StreamName", "Value": any() }],
    });
    only(&template, "AWS::CloudWatch::Alarm", alarm);
}
