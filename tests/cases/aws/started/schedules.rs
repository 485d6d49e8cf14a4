//! Schedules of tasks.

use insta::assert_snapshot;
use serde_json::json;
use stackwright::aws::cloudwatch::Alarm;
use stackwright::aws::ecs::{
    ContainerOverride, EbsVolume, Ec2, Ec2Task, ManagedInstancesTask, PlacementConstraint,
    PlacementStrategy, PlatformVersion, RunTask, Volume,
};
use stackwright::aws::kms::Key;
use stackwright::aws::scheduler::{ScheduleGroup, ScheduledTask};
use stackwright::aws::sqs::Queue;
use stackwright::prelude::*;
use stackwright_assert::{Template, absent, any, exact, like, serialized_json};

use super::super::findings::said;
use super::super::{at, cluster, ids, made, nginx, only, small, vpc, web};
use super::is_quiet;

const SCHEDULE: &str = "AWS::Scheduler::Schedule";
const ROLE: &str = "AWS::IAM::Role";
const GROUP: &str = "AWS::EC2::SecurityGroup";

fn scheduled(say: impl FnOnce(ScheduledTask, Scope<'_>) -> ScheduledTask) -> Template {
    made(|stack| {
        let (cluster, task) = (cluster(stack), web(stack, "Task"));
        let nightly = ScheduledTask::new(cluster, task);
        let nightly = nightly.at(Cron::daily(3, 30), TimeZone::EUROPE_BERLIN);
        stack.add("Nightly", say(nightly, stack));
    })
}

fn running(how: impl FnOnce(RunTask) -> RunTask) -> Template {
    scheduled(|nightly, _| nightly.run(how))
}

#[test]
pub(crate) fn no_finding_about_a_schedule_by_default() {
    is_quiet(|stack| {
        let cluster = Cluster::new(vpc(stack)).container_insights();
        let cluster = stack.add("Cluster", cluster);
        let jobs = stack.add("Jobs", Queue::new().dead_letter_after(5));
        let report = Container::new("report", "public.ecr.aws/nginx/nginx:1.27").link(jobs.send());
        let letters = stack.add("Letters", Queue::new());
        let report = ScheduledTask::new(cluster, small().container(report))
            .at(Cron::daily(3, 30), TimeZone::EUROPE_BERLIN)
            .dead_letters_to(letters)
            .run(|run| run.overriding(ContainerOverride::new("report").command(["--daily"])));
        let report = stack.add("Report", report);
        stack.add("Alarms", report.recommended_alarms());
    });
}

/// A time without a zone is UTC, of which nobody thinks; a task in no group reaches nothing.
#[test]
pub(crate) fn a_task_is_started_by_the_clock_of_a_zone() {
    let template = scheduled(|nightly, _| nightly);
    only(
        &template,
        SCHEDULE,
        exact(json!({
            "ScheduleExpression": "cron(30 3 * * ? *)",
            "ScheduleExpressionTimezone": "Europe/Berlin",
            "FlexibleTimeWindow": { "Mode": "OFF" },
            "Target": {
                "Arn": { "Fn::GetAtt": ["Cluster", "Arn"] },
                "RoleArn": { "Fn::GetAtt": ["NightlyRole", "Arn"] },
                "EcsParameters": {
                    "TaskDefinitionArn": { "Ref": "Task" },
                    "LaunchType": "FARGATE",
                    "NetworkConfiguration": { "AwsvpcConfiguration": {
                        "Subnets": ["subnet-0ccccccc", "subnet-0ddddddd"],
                        "SecurityGroups": [{ "Fn::GetAtt": ["NightlySecurityGroup", "GroupId"] }],
                        "AssignPublicIp": "DISABLED",
                    } },
                    "EnableECSManagedTags": true,
                    "PropagateTags": "TASK_DEFINITION",
                },
            },
        })),
    );
}

#[test]
pub(crate) fn a_task_is_started_again_and_again_or_once() {
    let every = scheduled(|nightly, _| nightly.every(6.hours()));
    only(
        &every,
        SCHEDULE,
        like!({ "ScheduleExpression": "rate(6 hours)", "ScheduleExpressionTimezone": absent() }),
    );
    let once = scheduled(|nightly, _| nightly.once("2026-12-24T18:00:00", TimeZone::UTC));
    only(
        &once,
        SCHEDULE,
        like!({
            "ScheduleExpression": "at(2026-12-24T18:00:00)",
            "ScheduleExpressionTimezone": "Etc/UTC",
        }),
    );
}

/// aws-cdk 16181, 22673, 30368: one role was not passed, tags were not allowed, and the right was to
/// one revision, which the next deployment made useless. Here it is kept to the cluster besides, and
/// nobody but this account makes Scheduler take the role on.
#[test]
pub(crate) fn the_role_runs_any_revision_in_this_cluster_and_passes_both_roles() {
    let template = scheduled(|nightly, _| nightly);
    let ecs = |resource: &str| json!({ "Fn::Sub": format!("arn:${{AWS::Partition}}:ecs:${{AWS::Region}}:${{AWS::AccountId}}:{resource}") });
    at(
        &template,
        "NightlyRole",
        ROLE,
        like!({
            "AssumeRolePolicyDocument": { "Statement": [{
                "Effect": "Allow",
                "Principal": { "Service": "scheduler.amazonaws.com" },
                "Action": "sts:AssumeRole",
                "Condition": { "StringEquals": {
                    "aws:SourceAccount": { "Ref": "AWS::AccountId" },
                } },
            }] },
            "Policies": [{ "PolicyDocument": { "Statement": [
                {
                    "Action": "ecs:RunTask",
                    "Resource": { "Fn::Sub": any() },
                    "Condition": { "ArnEquals": {
                        "ecs:cluster": { "Fn::GetAtt": ["Cluster", "Arn"] },
                    } },
                },
                {
                    "Action": "ecs:TagResource",
                    "Resource": exact(ecs("task/*")),
                    "Condition": { "StringEquals": { "ecs:CreateAction": "RunTask" } },
                },
                {
                    "Action": "iam:PassRole",
                    "Resource": [
                        { "Fn::GetAtt": ["TaskExecutionRole", "Arn"] },
                        { "Fn::GetAtt": ["TaskTaskRole", "Arn"] },
                    ],
                    "Condition": { "StringEquals": {
                        "iam:PassedToService": "ecs-tasks.amazonaws.com",
                    } },
                },
            ] } }],
        }),
    );
    let text = serde_json::to_string(template.json()).expect("JSON");
    assert!(text.contains(r#"${AWS::AccountId}:${Family}:*"#), "{text}");
}

/// aws-cdk: `EcsTask` makes a group for each target that is in no rule of anybody's.
#[test]
pub(crate) fn whoever_runs_a_task_gets_the_ways_of_its_links() {
    let template = made(|stack| {
        let cluster = cluster(stack);
        let backend = stack.add("Backend", FargateService::new(cluster, web(stack, "Web")));
        let task = stack.add("Task", small().container(nginx()));
        let nightly = ScheduledTask::new(cluster, task).every(1.hours());
        let nightly = stack.add("Nightly", nightly);
        stack.connect(nightly, backend, Port::tcp(80));
        assert!(nightly.task(stack).is_some());
    });
    template.has_resource_properties(
        "AWS::EC2::SecurityGroupIngress",
        like!({
            "FromPort": 80,
            "GroupId": { "Fn::GetAtt": ["BackendSecurityGroup", "GroupId"] },
            "SourceSecurityGroupId": { "Fn::GetAtt": ["NightlySecurityGroup", "GroupId"] },
        }),
    );
    template.has_resource(SCHEDULE, like!({ "DependsOn": any() }));
}

#[test]
pub(crate) fn a_link_of_the_task_opens_the_way_to_a_database_for_the_schedule() {
    use stackwright::aws::ec2::SecurityGroup;

    let template = made(|stack| {
        let vpc = vpc(stack);
        let cluster = stack.add("Cluster", Cluster::new(vpc));
        let search = stack.add("Search", SecurityGroup::new(vpc));
        let link = Link::to(search).way(search, Port::tcp(9200));
        let task = stack.add("Task", small().container(nginx().link(link)));
        stack.add("A", ScheduledTask::new(cluster, task).every(1.hours()));
        stack.add("B", ScheduledTask::new(cluster, task).every(2.hours()));
    });
    for id in ["ASecurityGroup", "BSecurityGroup"] {
        template.has_resource_properties(
            "AWS::EC2::SecurityGroupIngress",
            like!({ "SourceSecurityGroupId": { "Fn::GetAtt": [id, "GroupId"] }, "FromPort": 9200 }),
        );
    }
}

#[test]
pub(crate) fn a_given_group_and_subnets_are_used() {
    let template = made(|stack| {
        let (vpc, task) = (vpc(stack), web(stack, "Task"));
        let cluster = stack.add("Cluster", Cluster::new(vpc));
        let group = stack.add("Group", stackwright::aws::ec2::SecurityGroup::new(vpc));
        let nightly = ScheduledTask::new(cluster, task).every(1.hours());
        let nightly = nightly.run(|run| {
            let run = run.security_group(group).subnets(SubnetKind::Public);
            run.platform_version(PlatformVersion::V1_4_0)
        });
        stack.add("Nightly", nightly);
    });
    assert_eq!(ids(&template, GROUP), ["Group"]);
    only(
        &template,
        SCHEDULE,
        like!({ "Target": { "EcsParameters": {
            "PlatformVersion": "1.4.0",
            "NetworkConfiguration": { "AwsvpcConfiguration": {
                "Subnets": ["subnet-0aaaaaaa", "subnet-0bbbbbbb"],
                "SecurityGroups": [{ "Fn::GetAtt": ["Group", "GroupId"] }],
                "AssignPublicIp": "ENABLED",
            } },
        } } }),
    );
}

#[test]
pub(crate) fn a_task_runs_on_spot_or_where_the_cluster_says() {
    let spot = running(|run| run.on(CapacityProvider::fargate_spot()));
    only(
        &spot,
        SCHEDULE,
        like!({ "Target": { "EcsParameters": {
            "LaunchType": absent(),
            "CapacityProviderStrategy": [{ "CapacityProvider": "FARGATE_SPOT", "Weight": 1 }],
        } } }),
    );
    let of_cluster = running(RunTask::capacity_of_cluster);
    only(
        &of_cluster,
        SCHEDULE,
        like!({ "Target": { "EcsParameters": {
            "LaunchType": absent(),
            "CapacityProviderStrategy": absent(),
        } } }),
    );
}

#[test]
pub(crate) fn a_task_for_instances_runs_on_instances() {
    let template = made(|stack| {
        let cluster = cluster(stack);
        let task = Ec2Task::new().memory(512.mib()).bridge_network();
        let nightly = ScheduledTask::new(cluster, task.container(nginx())).every(1.hours());
        let nightly = nightly.run(|run| {
            run.placement_constraint(PlacementConstraint::distinct_instances())
                .placement_strategies([PlacementStrategy::packed_by_memory()])
                .count(2)
        });
        stack.add("Nightly", nightly);
        let provider = CapacityProvider::<Ec2>::named("gpu");
        let task = Ec2Task::new().memory(512.mib()).container(nginx());
        let other = ScheduledTask::new(cluster, task).every(1.hours());
        stack.add("Other", other.run(|run| run.on(provider)));
    });
    at(
        &template,
        "Nightly",
        SCHEDULE,
        like!({ "Target": { "EcsParameters": {
            "LaunchType": "EC2",
            "NetworkConfiguration": absent(),
            "TaskCount": 2,
            "PlacementConstraints": [{ "Type": "distinctInstance" }],
            "PlacementStrategy": [{ "Type": "binpack", "Field": "memory" }],
        } } }),
    );
    at(
        &template,
        "Other",
        SCHEDULE,
        like!({ "Target": { "EcsParameters": {
            "CapacityProviderStrategy": [{ "CapacityProvider": "gpu", "Weight": 1 }],
            "NetworkConfiguration": { "AwsvpcConfiguration": { "AssignPublicIp": absent() } },
        } } }),
    );
}

#[test]
pub(crate) fn containers_are_started_with_another_command_environment_or_size() {
    let template = running(|run| {
        let container = ContainerOverride::new("web")
            .command(["report", "--monthly"])
            .env("FORMAT", "pdf")
            .cpu(128)
            .memory(256.mib())
            .memory_reservation(128.mib());
        run.overriding(container)
            .size(TaskSize::Half(HalfMemory::Gib1))
            .ephemeral_storage(50.gib())
    });
    only(
        &template,
        SCHEDULE,
        like!({ "Target": { "Input": serialized_json(exact(json!({
            "cpu": "512",
            "memory": "1024",
            "ephemeralStorage": { "sizeInGiB": 50 },
            "containerOverrides": [{
                "name": "web",
                "command": ["report", "--monthly"],
                "environment": [{ "name": "FORMAT", "value": "pdf" }],
                "cpu": 128,
                "memory": 256,
                "memoryReservation": 128,
            }],
        }))) } }),
    );
}

#[test]
pub(crate) fn a_shell_needs_rights_of_the_task() {
    let template = running(|run| run.exec().group("nights").without_tags());
    only(
        &template,
        SCHEDULE,
        like!({ "Target": { "EcsParameters": {
            "EnableExecuteCommand": true,
            "Group": "nights",
            "PropagateTags": absent(),
            "EnableECSManagedTags": absent(),
        } } }),
    );
    let text = serde_json::to_string(template.json()).expect("JSON");
    assert!(text.contains("ssmmessages:OpenDataChannel"), "{text}");
}

#[test]
pub(crate) fn every_option_of_a_schedule() {
    let template = scheduled(|nightly, stack| {
        let key = stack.add("Key", Key::new());
        let letters = stack.add("Letters", Queue::new());
        let group = stack.add("Nights", ScheduleGroup::new().name("nights"));
        nightly
            .name("nightly")
            .describe("the report")
            .flexible(15.minutes())
            .retries(3)
            .max_age(1.hours())
            .dead_letters_to(letters)
            .group(group)
            .starting("2026-12-01T00:00:00Z")
            .ending("2027-12-01T00:00:00Z")
            .disabled()
            .encrypted_with(key)
    });
    only(
        &template,
        SCHEDULE,
        like!({
            "Name": "nightly",
            "Description": "the report",
            "GroupName": { "Ref": "Nights" },
            "FlexibleTimeWindow": { "Mode": "FLEXIBLE", "MaximumWindowInMinutes": 15 },
            "StartDate": "2026-12-01T00:00:00Z",
            "EndDate": "2027-12-01T00:00:00Z",
            "State": "DISABLED",
            "KmsKeyArn": { "Fn::GetAtt": ["Key", "Arn"] },
            "Target": {
                "RetryPolicy": { "MaximumRetryAttempts": 3, "MaximumEventAgeInSeconds": 3600 },
                "DeadLetterConfig": { "Arn": { "Fn::GetAtt": ["Letters", "Arn"] } },
            },
        }),
    );
    only(
        &template,
        "AWS::Scheduler::ScheduleGroup",
        exact(json!({ "Name": "nights" })),
    );
    let text = serde_json::to_string(template.json()).expect("JSON");
    for right in ["sqs:SendMessage", "kms:Decrypt"] {
        assert!(text.contains(right), "{right} in {text}");
    }
}

#[test]
pub(crate) fn a_role_of_ones_own_is_used_and_an_imported_one_left_alone() {
    let template = scheduled(|nightly, stack| {
        let arn = "arn:aws:iam::111122223333:role/starts";
        nightly.role(stack.add("Starts", Role::imported(arn)))
    });
    only(
        &template,
        SCHEDULE,
        like!({ "Target": { "RoleArn": "arn:aws:iam::111122223333:role/starts" } }),
    );
    assert_eq!(ids(&template, ROLE), ["TaskTaskRole", "TaskExecutionRole"]);
}

#[test]
pub(crate) fn the_alarm_counts_what_the_group_gave_up() {
    let template = made(|stack| {
        let (cluster, task) = (cluster(stack), web(stack, "Task"));
        let group = stack.add("Known", ScheduleGroup::imported("nights"));
        let nightly = ScheduledTask::new(cluster, task).every(1.hours());
        let nightly = stack.add("Nightly", nightly.group(group));
        stack.add("Alarms", nightly.recommended_alarms());
        stack.add("Errors", Alarm::above(group.target_errors(), 0.0));
        let known = stack.add("Old", ScheduledTask::imported("default", "old"));
        stack.add("Others", Alarm::above(known.dropped(stack), 0.0));
        stack.add("Lost", Alarm::above(group.dropped(), 5.0));
    });
    let counted = |metric: &str, group: &str, number: usize| {
        template.resource_properties_count_is(
            "AWS::CloudWatch::Alarm",
            like!({
                "Namespace": "AWS/Scheduler",
                "MetricName": metric,
                "Dimensions": [{ "Name": "ScheduleGroup", "Value": group }],
            }),
            number,
        );
    };
    counted("InvocationDroppedCount", "nights", 2);
    counted("InvocationDroppedCount", "default", 1);
    counted("TargetErrorCount", "nights", 1);
}

#[test]
pub(crate) fn a_schedule_without_a_time_and_what_cannot_run_are_told() {
    assert_snapshot!(said(|stack| {
        let (cluster, task) = (cluster(stack), web(stack, "Task"));
        stack.add("Never", ScheduledTask::new(cluster, task));
        let often = ScheduledTask::new(cluster, task).every(90.seconds());
        stack.add("Often", often);
        let hourly = || ScheduledTask::new(cluster, task).every(1.hours());
        let other = ContainerOverride::new("worker").env_from("ORDER", "$.detail.order");
        stack.add("Other", hourly().run(|run| run.overriding(other)));
        let gpu = CapacityProvider::<Ec2>::named("gpu");
        stack.add("Gpu", hourly().run(|run| run.on(gpu)));
        let managed = ManagedInstancesTask::new(256, 1.gib()).container(nginx());
        stack.add("Managed", ScheduledTask::new(cluster, managed).every(1.hours()));
        let disk = Volume::ebs("disk", EbsVolume::new(10.gib()));
        let disk = small().container(nginx().mount("/data", disk));
        stack.add("Disk", ScheduledTask::new(cluster, disk).every(1.hours()));
    }), @r#"
    error[EVT101]: nobody says when this task starts
      at Web/Never
      help: say when, as `.at(Cron::daily(3, 30), TimeZone::EUROPE_BERLIN)`, `.every(1.hours())` or `.once("2026-12-24T18:00:00", TimeZone::UTC)`
    error[EVT101]: 90s are not whole minutes
      at Web/Often
      help: say when, as `.at(Cron::daily(3, 30), TimeZone::EUROPE_BERLIN)`, `.every(1.hours())` or `.once("2026-12-24T18:00:00", TimeZone::UTC)`
    error[EVT102]: `$.detail.order` is taken from an event, and a schedule has none
      at Web/Other
      help: say the value, `.env(...)`, or start the task by a rule
    error[OPS442]: `Task79114B6B` has no container "worker" to override
      at Web/Other/Resource
      help: hand over JSON, with the names that the containers have
    error[ECS144]: the task is for FARGATE, and is to run on EC2
      at Web/Gpu
      help: run it where it is made for, as `.run(|run| run.on(instances))`
    error[OPS415]: `ClusterEB0386A7` does not have the capacity provider gpu
      at Web/Gpu/Resource
      help: add the provider to `CapacityProviders` of the cluster, or name one that it has
    error[ECS144]: the task is for MANAGED_INSTANCES, which have no launch type
      at Web/Managed
      help: run it where it is made for, as `.run(|run| run.on(instances))`
    error[ECS143]: the task has a volume that is made when it starts
      at Web/Disk
      help: give the task scratch space, `.ephemeral_storage(...)`, or a file system
    "#);
}
