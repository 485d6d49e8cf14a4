//! Topics and subscriptions.

use serde_json::json;
use stackwright::aws::kms::Key;
use stackwright::aws::s3::{Bucket, ObjectEvent};
use stackwright::aws::sns::{Subscription, Topic, TopicHandle};
use stackwright::aws::sqs::Queue;
use stackwright::prelude::*;
use stackwright_assert::{Template, absent, any, exact, like};

use super::super::{at, cluster, made, made_of, nginx, only, small};
use super::{KEY, is_quiet, logged, text};

const TOPIC: &str = "AWS::SNS::Topic";
const POLICY: &str = "AWS::SNS::TopicPolicy";
const SUBSCRIPTION: &str = "AWS::SNS::Subscription";

fn topic(topic: Topic) -> Template {
    made(|stack| {
        stack.add("Orders", topic);
    })
}

fn subscribed(build: impl FnOnce(Scope<'_>, TopicHandle) -> Subscription) -> Template {
    made(|stack| {
        let orders = stack.add("Orders", Topic::new());
        let subscription = build(stack, orders);
        stack.add("Told", subscription);
    })
}

#[test]
pub(crate) fn no_finding_about_a_topic_by_default() {
    is_quiet(|stack| {
        let key = stack.add("Key", Key::new());
        let orders = Topic::new().encrypted_with(key).email("ops@example.com");
        let orders = stack.add("Orders", orders);
        let jobs = Queue::new().encrypted_with(key).dead_letter_after(5);
        let jobs = stack.add("Jobs", jobs);
        stack.add("JobsOfOrders", Subscription::to(orders, jobs).raw());
        let fifo = stack.add("InOrder", Topic::new().fifo());
        let work = stack.add("Work", Queue::new().fifo().dead_letter_after(5));
        stack.add("WorkInOrder", Subscription::to(fifo, work));
        let web = logged().link(orders.publish());
        stack.add("Task", small().container(web));
    });
}

/// aws-cdk: `enforceSSL` is false; and any policy in the place of AWS's silences the alarms.
#[test]
pub(crate) fn a_topic_is_over_tls_only_and_alarms_still_reach_it() {
    let template = topic(Topic::new());
    template.has_resource(TOPIC, exact(json!({ "Type": TOPIC })));
    only(
        &template,
        POLICY,
        exact(json!({
            "Topics": [{ "Ref": "Orders" }],
            "PolicyDocument": { "Version": "2012-10-17", "Statement": [
                {
                    "Effect": "Deny",
                    "Principal": { "AWS": "*" },
                    "Action": "sns:Publish",
                    "Resource": { "Ref": "Orders" },
                    "Condition": { "Bool": { "aws:SecureTransport": "false" } },
                },
                {
                    "Effect": "Allow",
                    "Principal": { "Service": "cloudwatch.amazonaws.com" },
                    "Action": "sns:Publish",
                    "Resource": { "Ref": "Orders" },
                    "Condition": { "StringEquals": {
                        "aws:SourceAccount": { "Ref": "AWS::AccountId" },
                    } },
                },
            ] },
        })),
    );
}

/// An alarm that may not use the key of its topic tells nobody, and nobody sees that.
#[test]
pub(crate) fn alarms_may_use_the_key_of_a_topic() {
    let template = made(|stack| {
        let key = stack.add("Key", Key::new());
        stack.add("Orders", Topic::new().encrypted_with(key));
    });
    only(
        &template,
        "AWS::KMS::Key",
        like!({ "KeyPolicy": { "Statement": [any(), {
            "Principal": { "Service": "cloudwatch.amazonaws.com" },
            "Action": ["kms:Decrypt", "kms:GenerateDataKey"],
        }] } }),
    );
    only(
        &topic(Topic::new().encrypted_with(KEY)),
        TOPIC,
        like!({ "KmsMasterKeyId": KEY }),
    );
}

#[test]
pub(crate) fn every_option_of_a_topic() {
    let template = topic(
        Topic::new()
            .name("orders")
            .display_name("Shop")
            .deduplicated_by_content()
            .high_throughput()
            .max_message_bytes(262_144)
            .traced()
            .signed_by_sha256(),
    );
    only(
        &template,
        TOPIC,
        exact(json!({
            "TopicName": "orders.fifo",
            "DisplayName": "Shop",
            "FifoTopic": true,
            "ContentBasedDeduplication": true,
            "FifoThroughputScope": "MessageGroup",
            "MaximumMessageSize": 262_144,
            "TracingConfig": "Active",
            "SignatureVersion": "2",
        })),
    );
}

/// aws-cdk #12386: CloudFormation makes up a name that a FIFO topic cannot have.
#[test]
pub(crate) fn a_fifo_topic_without_a_name_gets_one_that_sns_takes() {
    let template = topic(Topic::new().fifo());
    only(
        &template,
        TOPIC,
        like!({ "TopicName": { "Fn::Sub": "${AWS::StackName}-Orders.fifo" } }),
    );
    only(
        &topic(Topic::new().fifo().name("a.fifo")),
        TOPIC,
        like!({ "TopicName": "a.fifo" }),
    );
}

/// aws-cdk: an encrypted queue gets nothing, as the policy of its key does not know the topic.
#[test]
pub(crate) fn a_queue_that_subscribes_lets_the_topic_and_so_does_its_key() {
    let template = made(|stack| {
        let key = stack.add("Key", Key::new());
        let orders = stack.add("Orders", Topic::new());
        let jobs = stack.add("Jobs", Queue::new().encrypted_with(key));
        let dead = stack.add("Dead", Queue::new());
        let filter = object!({ "kind": ["paid"] });
        let told = Subscription::to(orders, jobs)
            .raw()
            .only(filter)
            .dead_letters_to(dead);
        stack.add("Told", told);
    });
    only(
        &template,
        SUBSCRIPTION,
        exact(json!({
            "TopicArn": { "Ref": "Orders" },
            "Protocol": "sqs",
            "Endpoint": { "Fn::GetAtt": ["Jobs", "Arn"] },
            "RawMessageDelivery": true,
            "FilterPolicy": { "kind": ["paid"] },
            "RedrivePolicy": { "deadLetterTargetArn": { "Fn::GetAtt": ["Dead", "Arn"] } },
        })),
    );
    template.has_resource(
        SUBSCRIPTION,
        like!({ "DependsOn": ["JobsPolicy", "DeadPolicy"] }),
    );
    for queue in ["Jobs", "Dead"] {
        at(
            &template,
            &format!("{queue}Policy"),
            "AWS::SQS::QueuePolicy",
            like!({ "PolicyDocument": { "Statement": [any(), {
                "Effect": "Allow",
                "Principal": { "Service": "sns.amazonaws.com" },
                "Action": "sqs:SendMessage",
                "Condition": { "ArnEquals": { "aws:SourceArn": { "Ref": "Orders" } } },
            }] } }),
        );
    }
    only(
        &template,
        "AWS::KMS::Key",
        like!({ "KeyPolicy": { "Statement": [any(), {
            "Principal": { "Service": "sns.amazonaws.com" },
        }] } }),
    );
}

#[test]
pub(crate) fn people_pages_and_functions_subscribe() {
    let mails = topic(
        Topic::new()
            .email("ops@example.com")
            .email("dev@example.com"),
    );
    at(
        &mails,
        "OrdersEmailOpsExampleCom",
        SUBSCRIPTION,
        like!({ "Protocol": "email", "Endpoint": "ops@example.com" }),
    );
    mails.resource_count_is(SUBSCRIPTION, 2);
    let page = subscribed(|_, orders| Subscription::https(orders, "https://example.com/orders"));
    only(&page, SUBSCRIPTION, like!({ "Protocol": "https" }));
    let phone = subscribed(|_, orders| Subscription::sms(orders, "+4930123456"));
    only(&phone, SUBSCRIPTION, like!({ "Protocol": "sms" }));
    let body = object!({ "total": [{ "numeric": [">", 100] }] });
    let arn = "arn:aws:lambda:eu-west-1:111122223333:function:audit";
    let function = subscribed(|_, orders| Subscription::function(orders, arn).only_body(body));
    only(
        &function,
        SUBSCRIPTION,
        like!({ "Protocol": "lambda", "FilterPolicyScope": "MessageBody", "FilterPolicy": any() }),
    );
    only(
        &function,
        "AWS::Lambda::Permission",
        like!({ "FunctionName": arn, "Principal": "sns.amazonaws.com", "SourceArn": { "Ref": "Orders" } }),
    );
}

#[test]
pub(crate) fn a_queue_of_another_stack_subscribes_without_a_ring() {
    let app = App::new();
    let (data, web) = (*app.stack("Data"), *app.stack("Web"));
    let orders = data.add("Orders", Topic::new());
    let jobs = web.add("Jobs", Queue::new());
    web.add("JobsOfOrders", Subscription::to(orders, jobs));
    let all = made_of(&app);
    only(
        &all["Web"],
        SUBSCRIPTION,
        like!({ "TopicArn": { "Fn::ImportValue": any() } }),
    );
    all["Data"].resource_count_is(SUBSCRIPTION, 0);
}

#[test]
pub(crate) fn who_publishes_gets_the_arn_the_right_and_that_of_the_key() {
    let template = made(|stack| {
        let orders = stack.add("Orders", Topic::new().encrypted_with(KEY));
        stack.add("Task", small().container(nginx().link(orders.publish())));
    });
    let container = like!({ "ContainerDefinitions": [{
        "Environment": exact(json!([{ "Name": "ORDERS_ARN", "Value": { "Ref": "Orders" } }])),
    }] });
    only(&template, "AWS::ECS::TaskDefinition", container);
    at(
        &template,
        "TaskTaskRole",
        "AWS::IAM::Role",
        like!({ "Policies": [{ "PolicyDocument": { "Statement": [
            { "Action": ["kms:Decrypt", "kms:GenerateDataKey"], "Resource": KEY },
            { "Action": "sns:Publish", "Resource": { "Ref": "Orders" } },
        ] } }] }),
    );
}

#[test]
pub(crate) fn a_bucket_publishes_after_the_policy_lets_it() {
    let template = made(|stack| {
        let orders = stack.add("Orders", Topic::new());
        stack.add("Files", Bucket::new().notify(ObjectEvent::Restored, orders));
    });
    template.has_resource(
        "AWS::S3::Bucket",
        like!({
            "DependsOn": "OrdersPolicy",
            "Properties": { "NotificationConfiguration": { "TopicConfigurations": [
                { "Event": "s3:ObjectRestore:*", "Topic": { "Ref": "Orders" } },
            ] } },
        }),
    );
    only(
        &template,
        POLICY,
        like!({ "PolicyDocument": { "Statement": [any(), any(), {
            "Principal": { "Service": "s3.amazonaws.com" },
            "Action": "sns:Publish",
        }] } }),
    );
}

#[test]
pub(crate) fn services_and_accounts_publish_by_the_one_policy() {
    let template = made(|stack| {
        let orders = stack.add("Orders", Topic::new());
        let rule = "arn:aws:events:eu-west-1:111122223333:rule/nightly";
        stack.grant(
            Principal::service("events.amazonaws.com"),
            orders.deliver(rule),
        );
        stack.grant(Principal::account("444455556666"), orders.publish());
    });
    template.resource_count_is(POLICY, 1);
    assert!(text(&template).contains("rule/nightly") && text(&template).contains("444455556666"));
}

#[test]
pub(crate) fn an_imported_topic_is_used_and_left_alone() {
    let template = made(|stack| {
        let known = Topic::imported("arn:aws:sns:eu-west-1:111122223333:known").encrypted_with(KEY);
        let known = stack.add("Known", known);
        let jobs = stack.add("Jobs", Queue::new());
        stack.add("JobsOfKnown", Subscription::to(known, jobs));
        stack.add("Task", small().container(nginx().link(known.publish())));
        let other = Topic::imported("arn:aws:sns:eu-west-1:111122223333:other");
        let other = stack.add("Other", other);
        stack.grant(Principal::service("events.amazonaws.com"), other.publish());
    });
    template.resource_count_is(POLICY, 0);
    only(
        &template,
        SUBSCRIPTION,
        like!({ "TopicArn": "arn:aws:sns:eu-west-1:111122223333:known", "RawMessageDelivery": absent() }),
    );
    assert!(text(&template).contains("KNOWN_ARN"));
}

#[test]
pub(crate) fn its_metrics_know_it_by_name() {
    let template = made(|stack| {
        let orders = stack.add("Orders", Topic::new());
        let cluster = cluster(stack);
        let web = FargateService::new(cluster, small().container(nginx()));
        let web = stack.add("Web", web);
        let failed = orders.notifications_failed();
        stack.add("Steps", StepScaling::new(web, 1..=4, failed).at_least(1, 1));
    });
    let alarm = like!({
        "MetricName": "NumberOfNotificationsFailed",
        "Statistic": "Sum",
        "Dimensions": [{ "Name": "TopicName", "Value": { "Fn::GetAtt": ["Orders", "TopicName"] } }],
    });
    only(&template, "AWS::CloudWatch::Alarm", alarm);
}

/// What is deployed without a policy of its own, or with one beside it, stays so.
#[test]
pub(crate) fn a_topic_without_a_policy_and_an_endpoint_by_its_protocol() {
    let template = made(|stack| {
        let orders = stack.add("Orders", Topic::new().without_policy());
        let jobs = stack.add("Jobs", Queue::new().allow_http());
        stack.add("Told", Subscription::to_endpoint(orders, "sqs", jobs.arn()));
    });
    template.resource_count_is(POLICY, 0);
    template.resource_count_is("AWS::SQS::QueuePolicy", 0);
    only(
        &template,
        SUBSCRIPTION,
        exact(json!({
            "TopicArn": { "Ref": "Orders" },
            "Protocol": "sqs",
            "Endpoint": { "Fn::GetAtt": ["Jobs", "Arn"] },
        })),
    );
    let granted = made(|stack| {
        let orders = stack.add("Orders", Topic::new().without_policy());
        let events = Principal::service("events.amazonaws.com");
        stack.grant(events, Statement::allow(["sns:Publish"]).on([orders.arn()]));
    });
    granted.resource_count_is(POLICY, 1);
}
