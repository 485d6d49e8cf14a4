//! Rules, and buses.

use insta::assert_snapshot;
use serde_json::json;
use stackwright::aws::cloudwatch::Alarm;
use stackwright::aws::ecs::{ContainerOverride, RunTask};
use stackwright::aws::events::{EventBus, EventPattern, Match, Rule, Target};
use stackwright::aws::kinesis::Stream;
use stackwright::aws::s3::Bucket;
use stackwright::aws::sns::Topic;
use stackwright::aws::sqs::Queue;
use stackwright::prelude::*;
use stackwright_assert::{Template, absent, any, exact, like, serialized_json};

use super::super::findings::said;
use super::super::{at, cluster, ids, made, nginx, only, small, vpc, web};
use super::{is_quiet, text};

const RULE: &str = "AWS::Events::Rule";
pub(super) const BUS: &str = "AWS::Events::EventBus";
pub(super) const ROLE: &str = "AWS::IAM::Role";

pub(super) fn paid() -> EventPattern {
    EventPattern::source("shop.orders").detail_type("Order Paid")
}

/// A rule with what `say` says.
pub(super) fn ruled(say: impl FnOnce(Rule, Scope<'_>) -> Rule) -> Template {
    made(|stack| {
        let rule = say(Rule::new(paid()), stack);
        stack.add("Paid", rule);
    })
}

#[test]
pub(crate) fn no_finding_about_a_rule_and_a_bus_by_default() {
    is_quiet(|stack| {
        let cluster = Cluster::new(vpc(stack)).container_insights();
        let cluster = stack.add("Cluster", cluster);
        let orders = stack.add("Orders", EventBus::new().archive(30.days()));
        let jobs = stack.add("Jobs", Queue::new().dead_letter_after(5));
        let letters = stack.add("Letters", Queue::new());
        let people = stack.add("People", Topic::new());
        let logs = stack.add("Audit", LogGroup::new());
        let bill = Container::new("bill", "public.ecr.aws/nginx/nginx:1.27").link(orders.put());
        let bill = RunTask::new(cluster, small().container(bill));
        let bill = bill.overriding(ContainerOverride::new("bill").env_from("ORDER", "$.detail.id"));
        let rule = Rule::new(paid())
            .on(orders)
            .to(Target::from(jobs).dead_letters_to(letters))
            .to(people)
            .to(logs)
            .to(bill);
        let rule = stack.add("Paid", rule);
        stack.add("Alarms", rule.recommended_alarms());
        let stopped = EventPattern::stopped_tasks(cluster);
        stack.add("Stopped", Rule::new(stopped).to(people));
    });
}

#[test]
pub(crate) fn a_queue_lets_the_rule_in_and_no_role_is_made() {
    let template = ruled(|rule, stack| rule.to(stack.add("Jobs", Queue::new())));
    only(
        &template,
        RULE,
        exact(json!({
            "EventPattern": { "source": ["shop.orders"], "detail-type": ["Order Paid"] },
            "Targets": [{ "Id": "Jobs", "Arn": { "Fn::GetAtt": ["Jobs", "Arn"] } }],
        })),
    );
    only(
        &template,
        "AWS::SQS::QueuePolicy",
        like!({ "PolicyDocument": { "Statement": [
            any(),
            {
                "Effect": "Allow",
                "Principal": { "Service": "events.amazonaws.com" },
                "Action": "sqs:SendMessage",
                "Condition": { "ArnEquals": { "aws:SourceArn": { "Fn::GetAtt": ["Paid", "Arn"] } } },
            },
        ] } }),
    );
    template.resource_count_is(ROLE, 0);
}

#[test]
pub(crate) fn each_target_has_what_it_needs_and_the_rule_one_role() {
    let template = ruled(|rule, stack| {
        let topic = stack.add("People", Topic::new());
        let function = "arn:aws:lambda:eu-west-1:111122223333:function:told";
        let stream = stack.add("Clicks", Stream::new());
        let abroad = "arn:aws:events:us-east-1:444455556666:event-bus/central";
        let abroad = stack.add("Central", EventBus::imported(abroad));
        rule.to(topic)
            .to(Target::function(function))
            .to(Target::stream(stream, "$.detail.order"))
            .to(abroad)
            .to(Target::from(abroad).named("Again"))
    });
    only(
        &template,
        RULE,
        like!({ "Targets": [
            { "Id": "People", "Arn": { "Ref": "People" }, "RoleArn": absent() },
            { "Id": "Function", "RoleArn": absent() },
            {
                "Id": "Clicks",
                "RoleArn": { "Fn::GetAtt": ["PaidRole", "Arn"] },
                "KinesisParameters": { "PartitionKeyPath": "$.detail.order" },
            },
            { "Id": "Central", "RoleArn": { "Fn::GetAtt": ["PaidRole", "Arn"] } },
            { "Id": "Again" },
        ] }),
    );
    only(
        &template,
        ROLE,
        like!({
            "AssumeRolePolicyDocument": { "Statement": [{
                "Principal": { "Service": "events.amazonaws.com" },
                "Condition": { "StringEquals": { "aws:SourceAccount": any() } },
            }] },
            "Policies": [{ "PolicyDocument": { "Statement": [
                {
                    "Action": "events:PutEvents",
                    "Resource": "arn:aws:events:us-east-1:444455556666:event-bus/central",
                },
                { "Action": "kinesis:PutRecord" },
            ] } }],
        }),
    );
    only(
        &template,
        "AWS::Lambda::Permission",
        like!({
            "Principal": "events.amazonaws.com",
            "SourceArn": { "Fn::GetAtt": ["Paid", "Arn"] },
        }),
    );
    assert_eq!(
        ids(&template, "AWS::Lambda::Permission"),
        ["PaidFunctionPermission"]
    );
}

/// A log group that no policy lets events into gets none, and nobody is told.
#[test]
pub(crate) fn a_log_group_gets_one_policy_for_all_rules() {
    let template = made(|stack| {
        let logs = stack.add("Audit", LogGroup::new());
        stack.add("A", Rule::new(paid()).to(logs));
        stack.add("B", Rule::new(paid()).to(logs));
    });
    template.resource_count_is("AWS::Logs::ResourcePolicy", 1);
    let text = text(&template);
    for said in [
        "delivery.logs.amazonaws.com",
        "events.amazonaws.com",
        "logs:CreateLogStream",
        r#""aws:SourceArn":{"Fn::GetAtt":["A","Arn"]}"#,
        r#""aws:SourceArn":{"Fn::GetAtt":["B","Arn"]}"#,
    ] {
        assert!(text.contains(said), "{said} in {text}");
    }
    template.has_resource_properties(
        RULE,
        like!({ "Targets": [{ "Arn": { "Fn::Sub": any() } }] }),
    );
}

/// aws-cdk 16181, 22673: the role was to one revision, and passed one of the two roles; and each target
/// had a group of its own.
#[test]
pub(crate) fn tasks_of_a_rule_share_a_role_and_a_group() {
    let template = made(|stack| {
        let cluster = cluster(stack);
        let task = web(stack, "Task");
        let second = small().container(nginx());
        let rule = Rule::new(paid()).to(RunTask::new(cluster, task));
        let second = Target::from(RunTask::new(cluster, second)).named("Second");
        stack.add("Paid", rule.to(second));
    });
    only(
        &template,
        RULE,
        like!({ "Targets": [
            {
                "Id": "Task",
                "Arn": { "Fn::GetAtt": ["Cluster", "Arn"] },
                "RoleArn": { "Fn::GetAtt": ["PaidRole", "Arn"] },
                "EcsParameters": {
                    "TaskDefinitionArn": { "Ref": "Task" },
                    "LaunchType": "FARGATE",
                    "PropagateTags": "TASK_DEFINITION",
                    "NetworkConfiguration": { "AwsVpcConfiguration": {
                        "SecurityGroups": [{ "Fn::GetAtt": ["PaidSecurityGroup", "GroupId"] }],
                    } },
                },
            },
            { "Id": "Second", "EcsParameters": { "TaskDefinitionArn": { "Ref": "PaidSecond" } } },
        ] }),
    );
    assert_eq!(
        ids(&template, "AWS::EC2::SecurityGroup"),
        ["PaidSecurityGroup"]
    );
    let text = text(&template);
    for said in [
        "ecs:RunTask",
        "iam:PassRole",
        "ecs:TagResource",
        "ecs:cluster",
    ] {
        assert!(text.contains(said), "{said} in {text}");
    }
}

#[test]
pub(crate) fn a_task_takes_parts_of_the_event_into_its_environment() {
    let template = ruled(|rule, stack| {
        let bill = ContainerOverride::new("web")
            .env_from("ORDER", "$.detail.order")
            .env_from("AGAIN", "$.detail.order")
            .env_from("WHO", "$.detail.or-der")
            .env("KIND", "paid");
        let run = RunTask::new(cluster(stack), web(stack, "Task")).overriding(bill);
        rule.to(run)
    });
    let target = &template.json()["Resources"]["Paid"]["Properties"]["Targets"][0];
    assert_eq!(
        target["InputTransformer"]["InputPathsMap"],
        json!({ "detailorder": "$.detail.order", "detailorderx": "$.detail.or-der" })
    );
    let text = target["InputTransformer"]["InputTemplate"].as_str();
    let text: String = text.expect("a text").split_whitespace().collect();
    assert_eq!(
        text,
        concat!(
            r#"{"containerOverrides":[{"name":"web","environment":["#,
            r#"{"name":"ORDER","value":<detailorder>},{"name":"AGAIN","value":<detailorder>},"#,
            r#"{"name":"WHO","value":<detailorderx>},{"name":"KIND","value":"paid"}]}]}"#,
        )
    );
}

#[test]
pub(crate) fn targets_are_told_a_constant_a_part_or_a_template() {
    let template = ruled(|rule, stack| {
        let jobs = stack.add("Jobs", Queue::new().fifo());
        let people = stack.add("People", Topic::new());
        let letters = stack.add("Letters", Queue::new());
        let constant = Target::from(people).input(object!({ "kind": "paid" }));
        let part = Target::from(jobs).part("$.detail").message_group("orders");
        let text = Target::from(people)
            .named("Words")
            .path("order", "$.detail.order")
            .template("\"<order> is paid, <aws.events.rule-name> says\"")
            .retries(3)
            .max_age(1.hours())
            .dead_letters_to(letters);
        rule.to(constant).to(part).to(text)
    });
    only(
        &template,
        RULE,
        like!({ "Targets": [
            { "Input": serialized_json(exact(json!({ "kind": "paid" }))) },
            { "InputPath": "$.detail", "SqsParameters": { "MessageGroupId": "orders" } },
            {
                "Id": "Words",
                "InputTransformer": {
                    "InputPathsMap": { "order": "$.detail.order" },
                    "InputTemplate": "\"<order> is paid, <aws.events.rule-name> says\"",
                },
                "RetryPolicy": { "MaximumRetryAttempts": 3, "MaximumEventAgeInSeconds": 3600 },
                "DeadLetterConfig": { "Arn": { "Fn::GetAtt": ["Letters", "Arn"] } },
            },
        ] }),
    );
}

#[test]
pub(crate) fn patterns_say_what_aws_can_compare() {
    let pattern = EventPattern::source("shop.orders")
        .detail_type("Order Paid")
        .detail_type("Order Refunded")
        .account("111122223333")
        .region("eu-west-1")
        .resource("arn:aws:s3:::orders")
        .detail("state", ["paid", "refunded"])
        .detail("customer.country", Match::prefix("D"))
        .detail("customer.name", Match::equals_ignore_case("anna"))
        .detail("total", Match::above(100.0))
        .detail("items", Match::between(1.0..=5.5))
        .detail("file", Match::suffix(".json"))
        .detail("path", Match::wildcard("orders/*/open"))
        .detail("ip", Match::cidr("10.0.0.0/24"))
        .detail("coupon", Match::exists())
        .detail("test", Match::missing())
        .detail("shop", Match::anything_but(["de", "at"]))
        .detail("source", Match::anything_but_prefix("test-"))
        .detail("age", Match::below(18.0))
        .detail("weight", Match::at_most(10.0))
        .detail("height", Match::at_least(2.0));
    let template = made(|stack| {
        let jobs = stack.add("Jobs", Queue::new());
        stack.add("Rule", Rule::new(pattern).to(jobs));
    });
    only(
        &template,
        RULE,
        like!({ "EventPattern": exact(json!({
            "source": ["shop.orders"],
            "detail-type": ["Order Paid", "Order Refunded"],
            "account": ["111122223333"],
            "region": ["eu-west-1"],
            "resources": ["arn:aws:s3:::orders"],
            "detail": {
                "state": ["paid", "refunded"],
                "customer": {
                    "country": [{ "prefix": "D" }],
                    "name": [{ "equals-ignore-case": "anna" }],
                },
                "total": [{ "numeric": [">", 100.0] }],
                "items": [{ "numeric": [">=", 1.0, "<=", 5.5] }],
                "file": [{ "suffix": ".json" }],
                "path": [{ "wildcard": "orders/*/open" }],
                "ip": [{ "cidr": "10.0.0.0/24" }],
                "coupon": [{ "exists": true }],
                "test": [{ "exists": false }],
                "shop": [{ "anything-but": ["de", "at"] }],
                "source": [{ "anything-but": { "prefix": "test-" } }],
                "age": [{ "numeric": ["<", 18.0] }],
                "weight": [{ "numeric": ["<=", 10.0] }],
                "height": [{ "numeric": [">=", 2.0] }],
            },
        })) }),
    );
}

#[test]
pub(crate) fn what_aws_tells_is_a_pattern_of_a_construct() {
    let template = made(|stack| {
        let jobs = stack.add("Jobs", Queue::new());
        let cluster = cluster(stack);
        let images = stack.add("Images", EcrRepository::new());
        let files = stack.add("Files", Bucket::new().event_bridge());
        for (id, pattern) in [
            ("Stopped", EventPattern::stopped_tasks(cluster)),
            ("Pushed", EventPattern::pushed_images(images)),
            ("Scanned", EventPattern::scanned_images(images)),
            ("Created", EventPattern::created_objects(files)),
            ("All", EventPattern::everything()),
            (
                "Raw",
                EventPattern::json(object!({ "$or": [{ "source": ["a"] }] })),
            ),
        ] {
            stack.add(id, Rule::new(pattern).to(jobs));
        }
    });
    let is = |id: &str, pattern: serde_json::Value| {
        at(
            &template,
            id,
            RULE,
            like!({ "EventPattern": exact(pattern) }),
        );
    };
    is(
        "Stopped",
        json!({
            "source": ["aws.ecs"],
            "detail-type": ["ECS Task State Change"],
            "detail": {
                "clusterArn": [{ "Fn::GetAtt": ["Cluster", "Arn"] }],
                "lastStatus": ["STOPPED"],
            },
        }),
    );
    is(
        "Pushed",
        json!({
            "source": ["aws.ecr"],
            "detail-type": ["ECR Image Action"],
            "detail": {
                "action-type": ["PUSH"],
                "result": ["SUCCESS"],
                "repository-name": [{ "Ref": "Images" }],
            },
        }),
    );
    is(
        "Created",
        json!({
            "source": ["aws.s3"],
            "detail-type": ["Object Created"],
            "detail": { "bucket": { "name": [{ "Ref": "Files" }] } },
        }),
    );
    is("All", json!({ "source": [{ "prefix": "" }] }));
    is("Raw", json!({ "$or": [{ "source": ["a"] }] }));
}

#[test]
pub(crate) fn every_option_of_a_rule() {
    let template = ruled(|rule, stack| {
        let bus = stack.add("Orders", EventBus::new());
        let role = stack.add(
            "Role",
            Role::imported("arn:aws:iam::111122223333:role/sends"),
        );
        rule.on(bus)
            .name("paid")
            .describe("orders that are paid")
            .disabled()
            .role(role)
            .to(stack.add("OfAccount", EventBus::of_account()))
            .to(Target::other(
                "Firehose",
                "arn:aws:firehose:eu-west-1:111122223333:deliverystream/orders",
                Statement::allow(["firehose:PutRecord"])
                    .on(["arn:aws:firehose:eu-west-1:111122223333:deliverystream/orders"]),
            ))
    });
    only(
        &template,
        RULE,
        like!({
            "Name": "paid",
            "Description": "orders that are paid",
            "EventBusName": { "Ref": "Orders" },
            "State": "DISABLED",
            "Targets": [
                { "Id": "OfAccount", "RoleArn": "arn:aws:iam::111122223333:role/sends" },
                { "Id": "Firehose" },
            ],
        }),
    );
    template.resource_count_is(ROLE, 0);
}

#[test]
pub(crate) fn the_alarms_of_a_rule_know_its_bus() {
    let template = made(|stack| {
        let orders = stack.add("Orders", EventBus::new());
        let jobs = stack.add("Jobs", Queue::new());
        let rule = stack.add("Paid", Rule::new(paid()).on(orders).to(jobs));
        stack.add("Alarms", rule.recommended_alarms());
        let arn = "arn:aws:events:eu-west-1:111122223333:rule/known";
        let known = stack.add("Known", Rule::imported(arn));
        stack.add("Old", Alarm::above(known.failed_invocations(stack), 0.0));
        stack.add("Often", Alarm::above(known.triggered(stack), 1000.0));
    });
    template.has_resource_properties(
        "AWS::CloudWatch::Alarm",
        like!({
            "Namespace": "AWS/Events",
            "MetricName": "FailedInvocations",
            "Dimensions": [
                { "Name": "EventBusName", "Value": { "Ref": "Orders" } },
                { "Name": "RuleName", "Value": { "Fn::GetAtt": ["Paid", "RuleName"] } },
            ],
        }),
    );
    template.has_resource_properties(
        "AWS::CloudWatch::Alarm",
        like!({
            "MetricName": "FailedInvocations",
            "Dimensions": [{ "Name": "RuleName", "Value": "known" }],
        }),
    );
    template.resource_count_is("AWS::CloudWatch::Alarm", 4);
}

#[test]
pub(crate) fn mistakes_of_rules_are_told() {
    assert_snapshot!(said(|stack| {
        let jobs = stack.add("Jobs", Queue::new());
        stack.add("Nowhere", Rule::new(paid()));
        stack.add("Twice", Rule::new(paid()).to(jobs).to(jobs));
        let target = Target::from(jobs).template("\"<order> is paid\"");
        stack.add("Unknown", Rule::new(paid()).to(target));
    }), @r#"
    warning[EVT105]: this rule sends nothing anywhere
      at Web/Nowhere
      help: say where it goes, as `.to(jobs)`
    error[EVT103]: two targets of this rule are `Jobs`
      at Web/Twice
      help: name one of them, as `Target::from(jobs).named("Audit")`
    error[EVT104]: a template names `<order>`, and no path is called so
      at Web/Unknown
      help: say the path, as `.path("order", "$.detail.order")`
    "#);
}

#[test]
pub(crate) fn a_rule_by_the_clock() {
    let template = made(|stack| {
        let cluster = cluster(stack);
        let report = small().container(nginx());
        let nightly = Rule::scheduled(Cron::daily(2, 30)).to(RunTask::new(cluster, report));
        stack.add("Nightly", nightly);
        let jobs = stack.add("Jobs", Queue::new());
        let often = stackwright::aws::schedule::Schedule::rate(5.minutes());
        stack.add("Often", Rule::scheduled(often).to(jobs));
    });
    for (expression, target) in [
        ("cron(30 2 * * ? *)", like!({ "EcsParameters": any() })),
        ("rate(5 minutes)", like!({ "Id": "Jobs" })),
    ] {
        template.has_resource_properties(
            RULE,
            like!({ "ScheduleExpression": expression, "EventPattern": absent(), "Targets": [target] }),
        );
    }
}

#[test]
pub(crate) fn times_that_are_none_are_told_of_a_rule() {
    assert_snapshot!(said(|stack| {
        let jobs = stack.add("Jobs", Queue::new());
        let odd = stackwright::aws::schedule::Schedule::rate(90.seconds());
        stack.add("Odd", Rule::scheduled(odd).to(jobs));
    }), @r"
    error[EVT106]: 90s are not whole minutes
      at Web/Odd
      help: say it as `Rule::scheduled(Cron::daily(3, 30))` or `Rule::scheduled(Schedule::rate(5.minutes()))`
    ");
}
