//! Jobs of AWS Batch.

use insta::assert_snapshot;
use serde_json::{Value as Json, json};
use stackwright::aws::batch::{BatchPipeline, ComputeEnvironment, JobDefinition, JobQueue};
use stackwright::aws::ec2::{SecurityGroup, VpcHandle};
use stackwright::aws::ecs::{EbsVolume, Volume};
use stackwright::aws::sns::Topic;
use stackwright::prelude::*;
use stackwright_assert::{Template, absent, any, exact, like};

use super::super::findings::said;
use super::super::{at, ids, made, only, vpc};
use super::{is_quiet, text};

const JOB: &str = "AWS::Batch::JobDefinition";
const QUEUE: &str = "AWS::Batch::JobQueue";
const ENVIRONMENT: &str = "AWS::Batch::ComputeEnvironment";
const IMAGE: &str = "public.ecr.aws/nginx/nginx:1.27";

fn loading() -> FargateTask {
    let container = Container::new("load", IMAGE).command(["load", "--all"]);
    FargateTask::new(TaskSize::Half(HalfMemory::Gib1)).container(container)
}

fn defined(job: JobDefinition) -> Template {
    made(|stack| {
        stack.add("Load", job);
    })
}

fn job(template: &Template) -> Json {
    template.json()["Resources"]["Load"]["Properties"].clone()
}

#[test]
pub(crate) fn no_finding_about_jobs_by_default() {
    is_quiet(|stack| {
        let spot = stack.add("Spot", ComputeEnvironment::fargate_spot(vpc(stack), 32));
        let queue = stack.add("Queue", JobQueue::new(spot));
        let load = JobDefinition::new(loading()).on(queue).attempts(3);
        let load = stack.add("Load", load.timeout(1.hours()));
        let report = stack.add("Report", JobDefinition::new(loading()));
        let people = stack.add("People", Topic::new());
        let nightly = BatchPipeline::new(queue, "Load", load)
            .then("Report", report)
            .steps(|steps| steps.on_failure(people));
        stack.add("Nightly", nightly);
        let web = Container::new("web", IMAGE).link(queue.submit(load));
        stack.add(
            "Web",
            FargateTask::new(TaskSize::Half(HalfMemory::Gib1)).container(web),
        );
    });
}

#[test]
pub(crate) fn an_environment_is_changed_in_place() {
    let template = made(|stack| {
        let vpc = vpc(stack);
        stack.add("Spot", ComputeEnvironment::fargate_spot(vpc, 32));
    });
    only(
        &template,
        ENVIRONMENT,
        exact(json!({
            "Type": "MANAGED",
            "State": "ENABLED",
            "ReplaceComputeEnvironment": false,
            "ComputeResources": {
                "Type": "FARGATE_SPOT",
                "MaxvCpus": 32,
                "Subnets": ["subnet-0ccccccc", "subnet-0ddddddd"],
                "SecurityGroupIds": [{ "Ref": "SpotSecurityGroup" }],
            },
        })),
    );
}

#[test]
pub(crate) fn every_option_of_environments_and_queues() {
    let template = made(|stack| {
        let vpc: VpcHandle = vpc(stack);
        let group = stack.add("Group", SecurityGroup::new(vpc));
        let own = ComputeEnvironment::fargate(vpc, 8)
            .name("own")
            .subnets(SubnetKind::Public)
            .security_group(group)
            .container_insights()
            .disabled();
        let own = stack.add("Own", own);
        let arn = "arn:aws:batch:eu-west-1:111122223333:compute-environment/known";
        let known = stack.add(
            "Known",
            ComputeEnvironment::imported(arn).security_group(group),
        );
        let queue = JobQueue::new(own).or_else(known).priority(10);
        stack.add("Queue", queue.name("queue").disabled());
    });
    only(
        &template,
        ENVIRONMENT,
        like!({
            "ComputeEnvironmentName": "own",
            "State": "DISABLED",
            "EcsSettings": { "ContainerInsights": "ENABLED" },
            "ComputeResources": {
                "Type": "FARGATE",
                "Subnets": ["subnet-0aaaaaaa", "subnet-0bbbbbbb"],
                "SecurityGroupIds": [{ "Ref": "Group" }],
            },
        }),
    );
    only(
        &template,
        QUEUE,
        exact(json!({
            "JobQueueName": "queue",
            "Priority": 10,
            "State": "DISABLED",
            "ComputeEnvironmentOrder": [
                { "Order": 1, "ComputeEnvironment": { "Ref": "Own" } },
                {
                    "Order": 2,
                    "ComputeEnvironment":
                        "arn:aws:batch:eu-west-1:111122223333:compute-environment/known",
                },
            ],
        })),
    );
}

/// aws-cdk: a job says image, command, secrets, size and roles in options of its own, which lag those of
/// tasks.
#[test]
pub(crate) fn a_job_is_a_task_of_ecs() {
    let template = defined(JobDefinition::new(loading()));
    assert_eq!(
        job(&template),
        json!({
            "Type": "container",
            "PlatformCapabilities": ["FARGATE"],
            "PropagateTags": true,
            "EcsProperties": { "TaskProperties": [{
                "ExecutionRoleArn": { "Fn::GetAtt": ["LoadExecutionRole", "Arn"] },
                "TaskRoleArn": { "Fn::GetAtt": ["LoadTaskRole", "Arn"] },
                "NetworkConfiguration": { "AssignPublicIp": "DISABLED" },
                "Containers": [{
                    "Name": "load",
                    "Image": IMAGE,
                    "Essential": true,
                    "Command": ["load", "--all"],
                    "LogConfiguration": {
                        "LogDriver": "awslogs",
                        "Options": {
                            "awslogs-group": { "Ref": "LoadLogs" },
                            "awslogs-region": { "Ref": "AWS::Region" },
                            "awslogs-stream-prefix": "ecs",
                        },
                    },
                    "ResourceRequirements": [
                        { "Type": "VCPU", "Value": "0.5" },
                        { "Type": "MEMORY", "Value": "1024" },
                    ],
                }],
            }] },
        })
    );
    template.resource_count_is("AWS::ECS::TaskDefinition", 0);
}

#[test]
pub(crate) fn every_option_of_a_job() {
    let task = FargateTask::new(TaskSize::Quarter(QuarterMemory::Mib512))
        .ephemeral_storage(50.gib())
        .architecture(CpuArchitecture::Arm64)
        .container(Container::new("load", IMAGE).command(["load", "Ref::day"]));
    let definition = JobDefinition::new(task)
        .name("load")
        .attempts(3)
        .not_after_exit(2)
        .timeout(1.hours())
        .public_ip()
        .parameter("day", "today");
    let template = defined(definition);
    only(
        &template,
        JOB,
        like!({
            "JobDefinitionName": "load",
            "RetryStrategy": {
                "Attempts": 3,
                "EvaluateOnExit": [{ "Action": "exit", "OnExitCode": "2" }],
            },
            "Timeout": { "AttemptDurationSeconds": 3600 },
            "Parameters": { "day": "today" },
            "EcsProperties": { "TaskProperties": [{
                "EphemeralStorage": { "SizeInGiB": 50 },
                "RuntimePlatform": { "CpuArchitecture": "ARM64" },
                "NetworkConfiguration": { "AssignPublicIp": "ENABLED" },
                "Containers": [{ "ResourceRequirements": [
                    { "Type": "VCPU", "Value": "0.25" },
                    { "Type": "MEMORY", "Value": "512" },
                ] }],
            }] },
        }),
    );
}

#[test]
pub(crate) fn several_containers_of_a_job_share_its_size() {
    let sized = |name: &'static str| Container::new(name, IMAGE).cpu(512).memory(1.gib());
    let task = FargateTask::new(TaskSize::One(OneMemory::Gib2))
        .container(sized("load"))
        .container(sized("beside").non_essential());
    let template = defined(JobDefinition::new(task));
    let requirements = |index: usize| {
        let task = &job(&template)["EcsProperties"]["TaskProperties"][0];
        task["Containers"][index]["ResourceRequirements"].clone()
    };
    let half = json!([{ "Type": "VCPU", "Value": "0.5" }, { "Type": "MEMORY", "Value": "1024" }]);
    assert_eq!((requirements(0), requirements(1)), (half.clone(), half));
}

#[test]
pub(crate) fn the_ways_of_a_job_are_opened_to_where_its_queue_runs_it() {
    let template = made(|stack| {
        let vpc = vpc(stack);
        let search = stack.add("Search", SecurityGroup::new(vpc));
        let spot = stack.add("Spot", ComputeEnvironment::fargate_spot(vpc, 32));
        let queue = stack.add("Queue", JobQueue::new(spot));
        let link = Link::to(search).way(search, Port::tcp(9200));
        let container = Container::new("load", IMAGE).link(link);
        let task = FargateTask::new(TaskSize::Half(HalfMemory::Gib1)).container(container);
        stack.add("Load", JobDefinition::new(task).on(queue));
        stack.connect(spot, search, Port::tcp(9300));
    });
    for port in [9200, 9300] {
        template.has_resource_properties(
            "AWS::EC2::SecurityGroupIngress",
            like!({
                "FromPort": port,
                "SourceSecurityGroupId": { "Fn::GetAtt": ["SpotSecurityGroup", "GroupId"] },
            }),
        );
    }
}

/// aws-cdk 37214: the right was to every definition of the account.
#[test]
pub(crate) fn who_submits_may_submit_this_job_to_this_queue_in_any_revision() {
    let template = made(|stack| {
        let arn = "arn:aws:batch:eu-west-1:111122223333:job-queue/known";
        let queue = stack.add("Known", JobQueue::imported(arn));
        let arn = "arn:aws:batch:eu-west-1:111122223333:job-definition/old:7";
        let old = stack.add("Old", JobDefinition::imported(arn));
        let load = stack.add("Load", JobDefinition::new(loading()));
        let web = Container::new("web", IMAGE).link(queue.submit(load));
        let web = FargateTask::new(TaskSize::Half(HalfMemory::Gib1)).container(web);
        stack.add("Web", web);
        let role = stack.add(
            "Role",
            Role::new(Principal::service("lambda.amazonaws.com")),
        );
        stack.grant(role, queue.submit(old));
        stack.grant(load, Statement::allow(["s3:ListAllMyBuckets"]).on_all());
    });
    at(
        &template,
        "Web",
        "AWS::ECS::TaskDefinition",
        like!({ "ContainerDefinitions": [{ "Environment": [
            {
                "Name": "KNOWN_QUEUE",
                "Value": "arn:aws:batch:eu-west-1:111122223333:job-queue/known",
            },
            { "Name": "KNOWN_DEFINITION", "Value": { "Ref": "Load" } },
        ] }] }),
    );
    at(
        &template,
        "WebTaskRole",
        "AWS::IAM::Role",
        like!({ "Policies": [{ "PolicyDocument": { "Statement": [{
            "Action": "batch:SubmitJob",
            "Resource": [
                "arn:aws:batch:eu-west-1:111122223333:job-queue/known",
                { "Fn::Sub": any() },
            ],
        }] } }] }),
    );
    let text = text(&template);
    for said in [
        "s3:ListAllMyBuckets",
        r#""Fn::Select":[5,{"Fn::Split":[":",{"Ref":"Load"}]}]"#,
    ] {
        assert!(text.contains(said), "{said} in {text}");
    }
}

/// aws-cdk: whoever stopped the pipeline could not stop its job, which ran on and was paid for
/// (awslabs/visual-asset-management-system 305).
#[test]
pub(crate) fn jobs_follow_each_other_and_stop_with_their_pipeline() {
    let template = made(|stack| {
        let spot = stack.add("Spot", ComputeEnvironment::fargate_spot(vpc(stack), 32));
        let queue = stack.add("Queue", JobQueue::new(spot));
        let load = stack.add("Load", JobDefinition::new(loading()));
        let report = stack.add("Report", JobDefinition::new(loading()));
        let nightly = BatchPipeline::new(queue, "Load", load)
            .then("Report", report)
            .steps(|steps| steps.timeout(6.hours()));
        stack.add("Nightly", nightly);
    });
    let definition =
        &template.json()["Resources"]["Nightly"]["Properties"]["DefinitionString"]["Fn::Sub"];
    let text_of = definition.as_str().or_else(|| definition[0].as_str());
    let states: Json = serde_json::from_str(text_of.expect("a text")).expect("JSON");
    let step = |job: &str, end: (&str, Json)| {
        json!({
            "Type": "Task",
            "Resource": "arn:${AWS::Partition}:states:::batch:submitJob.sync",
            "Parameters": {
                "JobName": job,
                "JobQueue": "${Queue}",
                "JobDefinition": format!("${{{job}}}"),
            },
            "ResultPath": null,
            (end.0): end.1,
        })
    };
    assert_eq!(
        states,
        json!({
            "StartAt": "Load",
            "TimeoutSeconds": 21_600,
            "States": {
                "Load": step("Load", ("Next", json!("Report"))),
                "Report": step("Report", ("End", json!(true))),
            },
        })
    );
    at(
        &template,
        "NightlyRole",
        "AWS::IAM::Role",
        like!({ "Policies": [{ "PolicyDocument": { "Statement": [
            { "Action": "batch:DescribeJobs", "Resource": "*" },
            { "Action": "batch:SubmitJob" },
            { "Action": "batch:TerminateJob", "Resource": { "Fn::Sub": any() } },
            { "Action": ["events:DescribeRule", "events:PutRule", "events:PutTargets"] },
        ] } }] }),
    );
    assert!(text(&template).contains("StepFunctionsGetEventsForBatchJobsRule"));
    assert_eq!(
        ids(&template, "AWS::StepFunctions::StateMachine"),
        ["Nightly"]
    );
    only(
        &template,
        ENVIRONMENT,
        like!({ "ComputeEnvironmentName": absent() }),
    );
}

#[test]
pub(crate) fn what_batch_has_no_word_for_is_told() {
    assert_snapshot!(said(|stack| {
        let container = Container::new("load", IMAGE)
            .entry_point(["sh"])
            .mount("/data", Volume::ebs("disk", EbsVolume::new(10.gib())));
        let task = FargateTask::new(TaskSize::Half(HalfMemory::Gib1)).container(container);
        let task = task.container(Container::new("beside", IMAGE).cpu(256).memory(512.mib()));
        stack.add("Load", JobDefinition::new(task));
        let vpc = stack.add("Bare", Vpc::imported("vpc-0b1b2c3d"));
        stack.add("Nowhere", ComputeEnvironment::fargate(vpc, 8));
    }), @"
    error[BAT101]: container `load` says `EntryPoint`
      at Web/Load
      help: leave it out; an entry point is a part of the image
    error[BAT102]: volume `disk` says `ConfiguredAtLaunch`
      at Web/Load
      help: mount a file system, or give the task scratch space, `.ephemeral_storage(...)`
    error[BAT103]: container `load` does not say its CPU and memory
      at Web/Load
      help: say both, as `.cpu(256).memory(512.mib())`
    error[BAT104]: this compute environment has no subnets
      at Web/Nowhere
      help: import the VPC with subnets, or name them with `.subnets(...)`
    ");
}
