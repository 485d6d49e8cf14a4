//! Tasks that are waited for, one after the other.

use insta::assert_snapshot;
use serde_json::{Value as Json, json};
use stackwright::aws::cloudwatch::Alarm;
use stackwright::aws::ecs::{ContainerOverride, RunTask};
use stackwright::aws::events::{EventPattern, Rule};
use stackwright::aws::scheduler::ScheduledTask;
use stackwright::aws::sns::Topic;
use stackwright::aws::stepfunctions::{OneOffTask, Step};
use stackwright::prelude::*;
use stackwright_assert::{Template, any, exact, like};

use super::super::findings::said;
use super::super::{at, cluster, ids, made, nginx, only, small, vpc, web};
use super::{KEY, is_quiet, text};

const MACHINE: &str = "AWS::StepFunctions::StateMachine";
const ROLE: &str = "AWS::IAM::Role";

fn machine(say: impl FnOnce(OneOffTask, ClusterHandle, Scope<'_>) -> OneOffTask) -> Template {
    made(|stack| {
        let (cluster, task) = (cluster(stack), web(stack, "Task"));
        let migrate = say(OneOffTask::new(cluster, task), cluster, stack);
        stack.add("Migrate", migrate);
    })
}

/// The definition, with names of what is filled in at deployment.
fn states(template: &Template) -> Json {
    let definition =
        &template.json()["Resources"]["Migrate"]["Properties"]["DefinitionString"]["Fn::Sub"];
    let text = definition.as_str().or_else(|| definition[0].as_str());
    serde_json::from_str(text.expect("a text")).expect("JSON")
}

#[test]
pub(crate) fn no_finding_about_a_one_off_task_by_default() {
    is_quiet(|stack| {
        let cluster = Cluster::new(vpc(stack)).container_insights();
        let cluster = stack.add("Cluster", cluster);
        let people = stack.add("People", Topic::new());
        let container = || Container::new("work", "public.ecr.aws/nginx/nginx:1.27");
        let warm = RunTask::new(cluster, small().container(container()));
        let migrate = OneOffTask::new(cluster, small().container(container()))
            .then(
                Step::new("Warm", warm)
                    .after(1.minutes())
                    .retries(2, 10.seconds()),
            )
            .timeout(2.hours())
            .on_failure(people)
            .logs(stack.add("Logs", LogGroup::new()));
        let migrate = stack.add("Migrate", migrate);
        stack.add("Alarms", migrate.recommended_alarms());
        let stopped = EventPattern::source("shop");
        stack.add("Told", Rule::new(stopped).to(migrate));
        let nightly = ScheduledTask::of(migrate);
        let nightly = nightly.at(Cron::daily(3, 30), TimeZone::EUROPE_BERLIN);
        stack.add("Nightly", nightly);
        stack.add(
            "Starter",
            small().container(container().link(migrate.start())),
        );
    });
}

#[test]
pub(crate) fn a_task_is_run_and_waited_for() {
    let template = machine(|one, _, _| one);
    assert_eq!(
        states(&template),
        json!({
            "StartAt": "Task",
            "States": { "Task": {
                "Type": "Task",
                "Resource": "arn:${AWS::Partition}:states:::ecs:runTask.sync",
                "Parameters": {
                    "Cluster": "${Cluster.Arn}",
                    "TaskDefinition": "${Task}",
                    "LaunchType": "FARGATE",
                    "NetworkConfiguration": { "AwsvpcConfiguration": {
                        "Subnets": ["subnet-0ccccccc", "subnet-0ddddddd"],
                        "SecurityGroups": ["${MigrateSecurityGroup.GroupId}"],
                        "AssignPublicIp": "DISABLED",
                    } },
                    "EnableECSManagedTags": true,
                    "PropagateTags": "TASK_DEFINITION",
                },
                "ResultPath": null,
                "End": true,
            } },
        })
    );
    only(
        &template,
        MACHINE,
        like!({ "RoleArn": { "Fn::GetAtt": ["MigrateRole", "Arn"] } }),
    );
}

/// aws-cdk 30368, 22673: policies without a revision, or with one. AWS's own examples let whoever waits
/// stop every task of the account.
#[test]
pub(crate) fn the_role_has_the_rights_of_waiting_and_no_others() {
    let template = machine(|one, _, _| one);
    at(
        &template,
        "MigrateRole",
        ROLE,
        like!({
            "AssumeRolePolicyDocument": { "Statement": [{
                "Principal": { "Service": "states.amazonaws.com" },
                "Condition": { "StringEquals": { "aws:SourceAccount": any() } },
            }] },
            "Policies": [{ "PolicyDocument": { "Statement": [
                {
                    "Action": ["ecs:DescribeTasks", "ecs:StopTask"],
                    "Resource": { "Fn::Sub": any() },
                },
                { "Action": "ecs:RunTask", "Condition": { "ArnEquals": any() } },
                { "Action": "ecs:TagResource" },
                {
                    "Action": ["events:DescribeRule", "events:PutRule", "events:PutTargets"],
                    "Resource": exact(json!({ "Fn::Sub": concat!(
                        "arn:${AWS::Partition}:events:${AWS::Region}:${AWS::AccountId}",
                        ":rule/StepFunctionsGetEventsForECSTaskRule",
                    ) })),
                },
                { "Action": "iam:PassRole" },
            ] } }],
        }),
    );
    let text = text(&template);
    assert!(text.contains(":task/${Cluster}/*"), "{text}");
}

#[test]
pub(crate) fn steps_follow_each_other_and_failures_are_told() {
    let template = machine(|one, cluster, stack| {
        let people = stack.add("People", Topic::new());
        let bill = RunTask::new(cluster, small().container(nginx()));
        let bill = bill.overriding(
            ContainerOverride::new("web")
                .env_from("ORDER", "$.order")
                .command(["bill"]),
        );
        let bill = Step::new("Bill", bill)
            .after(10.minutes())
            .retries(2, 1.minutes())
            .timeout(1.hours());
        one.first(|step| step.timeout(30.minutes()))
            .run(|run| run.on(CapacityProvider::fargate_spot()))
            .then(bill)
            .timeout(2.hours())
            .on_failure(people)
    });
    let states = states(&template);
    let is = |path: &str, expected: Json| assert_eq!(states.pointer(path), Some(&expected));
    is("/TimeoutSeconds", json!(7200));
    is("/States/Task/Next", json!("BeforeBill"));
    is("/States/Task/TimeoutSeconds", json!(1800));
    is(
        "/States/Task/Parameters/CapacityProviderStrategy",
        json!([{ "CapacityProvider": "FARGATE_SPOT", "Weight": 1 }]),
    );
    is(
        "/States/BeforeBill",
        json!({ "Type": "Wait", "Seconds": 600, "Next": "Bill" }),
    );
    is(
        "/States/Bill/Retry",
        json!([{
            "ErrorEquals": ["States.ALL"],
            "IntervalSeconds": 60,
            "MaxAttempts": 2,
            "BackoffRate": 2,
        }]),
    );
    is(
        "/States/Bill/Catch",
        json!([{
            "ErrorEquals": ["States.ALL"],
            "ResultPath": "$.failure",
            "Next": "TellFailure",
        }]),
    );
    is(
        "/States/Bill/Parameters/Overrides",
        json!({ "ContainerOverrides": [{
            "Name": "web",
            "Command": ["bill"],
            "Environment": [{ "Name": "ORDER", "Value.$": "$.order" }],
        }] }),
    );
    is(
        "/States/TellFailure/Parameters",
        json!({
            "TopicArn": "${People}",
            "Subject": "Test/Migrate has failed",
            "Message.$": "States.JsonToString($)",
        }),
    );
    is("/States/TellFailure/ResultPath", Json::Null);
    is(
        "/States/Failed",
        json!({
            "Type": "Fail",
            "ErrorPath": "$.failure.Error",
            "CausePath": "$.failure.Cause",
        }),
    );
    assert!(text(&template).contains("sns:Publish"));
    assert_eq!(
        ids(&template, "AWS::EC2::SecurityGroup"),
        ["MigrateSecurityGroup"]
    );
}

#[test]
pub(crate) fn every_option_of_a_one_off_task() {
    let template = machine(|one, _, stack| {
        let role = stack.add(
            "Role",
            Role::imported("arn:aws:iam::111122223333:role/runs"),
        );
        one.name("migrate")
            .logs(stack.add("Logs", LogGroup::new()))
            .traced()
            .encrypted_with(KEY)
            .role(role)
    });
    only(
        &template,
        MACHINE,
        like!({
            "StateMachineName": "migrate",
            "RoleArn": "arn:aws:iam::111122223333:role/runs",
            "LoggingConfiguration": {
                "Destinations": [{ "CloudWatchLogsLogGroup": {
                    "LogGroupArn": { "Fn::GetAtt": ["Logs", "Arn"] },
                } }],
                "IncludeExecutionData": true,
                "Level": "ALL",
            },
            "TracingConfiguration": { "Enabled": true },
            "EncryptionConfiguration": { "KmsKeyId": KEY, "Type": "CUSTOMER_MANAGED_KMS_KEY" },
        }),
    );
    let own = machine(|one, _, stack| {
        let logs = stack.add("Logs", LogGroup::new());
        one.logs(logs).traced().encrypted_with(KEY)
    });
    let text = text(&own);
    for right in [
        "logs:CreateLogDelivery",
        "xray:PutTraceSegments",
        "kms:GenerateDataKey",
    ] {
        assert!(text.contains(right), "{right} in {text}");
    }
}

#[test]
pub(crate) fn who_starts_it_gets_its_arn_and_the_right() {
    let template = made(|stack| {
        let arn = "arn:aws:states:eu-west-1:111122223333:stateMachine:known";
        let known = stack.add("Known", OneOffTask::imported(arn));
        let own = OneOffTask::new(cluster(stack), web(stack, "Task"));
        let own = stack.add("Migrate", own);
        let starter = nginx().link(own.start()).link(known.start());
        stack.add("Starter", small().container(starter));
        let pattern = EventPattern::source("shop");
        stack.add("Told", Rule::new(pattern).to(own).to(known));
        let nightly = ScheduledTask::of(own).every(1.hours());
        stack.add("Nightly", nightly.input(object!({ "kind": "all" })));
        stack.add("Failed", Alarm::above(known.failed(), 0.0));
        stack.add("Late", Alarm::above(known.timed_out(), 0.0));
    });
    at(
        &template,
        "Starter",
        "AWS::ECS::TaskDefinition",
        like!({ "ContainerDefinitions": [{ "Environment": [
            { "Name": "MIGRATE_ARN", "Value": { "Fn::GetAtt": ["Migrate", "Arn"] } },
            { "Name": "KNOWN_ARN" },
        ] }] }),
    );
    at(
        &template,
        "Told",
        "AWS::Events::Rule",
        like!({ "Targets": [
            { "Id": "Migrate", "RoleArn": { "Fn::GetAtt": ["ToldRole", "Arn"] } },
            { "Id": "Known" },
        ] }),
    );
    at(
        &template,
        "Nightly",
        "AWS::Scheduler::Schedule",
        like!({ "Target": {
            "Arn": { "Fn::GetAtt": ["Migrate", "Arn"] },
            "Input": any(),
            "RoleArn": { "Fn::GetAtt": ["NightlyRole", "Arn"] },
        } }),
    );
    for role in ["StarterTaskRole", "ToldRole", "NightlyRole"] {
        at(
            &template,
            role,
            ROLE,
            like!({ "Policies": [{ "PolicyDocument": { "Statement": [
                { "Action": "states:StartExecution" },
            ] } }] }),
        );
    }
}

#[test]
pub(crate) fn mistakes_of_steps_are_told() {
    assert_snapshot!(said(|stack| {
        let (cluster, task) = (cluster(stack), web(stack, "Task"));
        let again = Step::new("Task", RunTask::new(cluster, task));
        stack.add("Twice", OneOffTask::new(cluster, task).then(again));
        let other = OneOffTask::new(cluster, task);
        let other = other.run(|run| run.overriding(ContainerOverride::new("worker")));
        stack.add("Other", other);
    }), @r#"
    error[SFN101]: two steps are `Task`
      at Web/Twice
      help: give one of them another name, as `Step::new("Bill", run)`
    error[ECS142]: `worker` is no container of the task, which has `web`
      at Web/Other
      help: name a container of the task, as `ContainerOverride::new("report")`
    "#);
}
