use stackwright::aws::ecs::{
    CpuArchitecture, Ec2Task, ExternalTask, IpcMode, ManagedInstancesTask, OperatingSystem,
};
use stackwright::prelude::*;
use stackwright_assert::{any, exact, like};

use super::{at, made, nginx, only, small};

#[test]
pub(crate) fn on_fargate_in_a_network_of_its_own() {
    let template = made(|stack| {
        stack.add("Task", small().container(nginx()));
    });
    only(
        &template,
        "AWS::ECS::TaskDefinition",
        exact(like!({
            "NetworkMode": "awsvpc",
            "RequiresCompatibilities": ["FARGATE"],
            "Cpu": "256",
            "Memory": "512",
            "ExecutionRoleArn": { "Fn::GetAtt": ["TaskExecutionRole", "Arn"] },
            "TaskRoleArn": { "Fn::GetAtt": ["TaskTaskRole", "Arn"] },
            "ContainerDefinitions": any(),
        })),
    );
}

#[test]
pub(crate) fn every_option() {
    for (architecture, word) in [
        (CpuArchitecture::Arm64, "ARM64"),
        (CpuArchitecture::X86_64, "X86_64"),
    ] {
        let template = made(|stack| {
            let task = small()
                .container(nginx())
                .family("app")
                .ephemeral_storage(200.gib());
            stack.add("Task", task.architecture(architecture));
        });
        only(
            &template,
            "AWS::ECS::TaskDefinition",
            like!({
                "Family": "app",
                "EphemeralStorage": { "SizeInGiB": 200 },
                "RuntimePlatform": { "CpuArchitecture": word, "OperatingSystemFamily": "LINUX" },
            }),
        );
    }
}

/// The only task definition of what this makes.
#[track_caller]
fn comes_to<C: Construct>(task: C, expected: impl Into<stackwright_assert::Matcher>) {
    let template = made(|stack| {
        stack.add("Task", task);
    });
    only(&template, "AWS::ECS::TaskDefinition", expected);
}

#[test]
pub(crate) fn every_kind_of_capacity_has_its_network_and_its_sizes() {
    let small = || nginx().memory(256.mib());
    comes_to(
        Ec2Task::new().container(small()),
        like!({
            "NetworkMode": "awsvpc",
            "RequiresCompatibilities": ["EC2"],
            "Cpu": stackwright_assert::absent(),
            "Memory": stackwright_assert::absent(),
        }),
    );
    comes_to(
        Ec2Task::new()
            .cpu(512)
            .memory(1.gib())
            .bridge_network()
            .container(nginx()),
        like!({ "NetworkMode": "bridge", "Cpu": "512", "Memory": "1024" }),
    );
    comes_to(
        ManagedInstancesTask::new(1536, 3.gib())
            .host_network()
            .container(nginx()),
        like!({
            "NetworkMode": "host",
            "RequiresCompatibilities": ["MANAGED_INSTANCES"],
            "Cpu": "1536",
            "Memory": "3072",
        }),
    );
    comes_to(
        ExternalTask::new().container(small()),
        like!({ "NetworkMode": "bridge", "RequiresCompatibilities": ["EXTERNAL"] }),
    );
    comes_to(
        ExternalTask::new().without_network().container(small()),
        like!({ "NetworkMode": "none" }),
    );
}

#[test]
pub(crate) fn processes_and_what_they_share() {
    comes_to(
        small().shared_processes().container(nginx()),
        like!({ "PidMode": "task" }),
    );
    comes_to(
        Ec2Task::new()
            .memory(1.gib())
            .host_processes()
            .ipc_mode(IpcMode::Task)
            .container(nginx()),
        like!({ "PidMode": "host", "IpcMode": "task" }),
    );
}

#[test]
pub(crate) fn windows_in_every_family() {
    for (system, word) in [
        (
            OperatingSystem::WindowsServer2019Core,
            "WINDOWS_SERVER_2019_CORE",
        ),
        (
            OperatingSystem::WindowsServer2022Full,
            "WINDOWS_SERVER_2022_FULL",
        ),
        (
            OperatingSystem::WindowsServer2025Core,
            "WINDOWS_SERVER_2025_CORE",
        ),
    ] {
        let task = Ec2Task::new().memory(2.gib()).operating_system(system);
        comes_to(
            task.container(nginx()),
            like!({ "RuntimePlatform": { "CpuArchitecture": "X86_64", "OperatingSystemFamily": word } }),
        );
    }
}

#[test]
pub(crate) fn faults_are_injected_where_it_is_said() {
    comes_to(
        small().fault_injection().container(nginx()),
        like!({ "EnableFaultInjection": true }),
    );
}

#[test]
pub(crate) fn kept_to_instances_that_expressions_hold_for() {
    let task = Ec2Task::new()
        .memory(1.gib())
        .member_of("attribute:ecs.instance-type =~ g5.*")
        .member_of("attribute:gpu exists");
    comes_to(
        task.container(nginx()),
        like!({ "PlacementConstraints": [
            { "Type": "memberOf", "Expression": "attribute:ecs.instance-type =~ g5.*" },
            { "Type": "memberOf", "Expression": "attribute:gpu exists" },
        ] }),
    );
}

/// aws-cdk 16181, 22673, 30368: the roles were not passed, tags were not allowed, or the right was
/// to one revision.
#[test]
pub(crate) fn the_right_to_run_a_task_passes_both_roles_and_names_every_revision() {
    let template = made(|stack| {
        let task = stack.add("Task", small().container(nginx()));
        let runner = stack.add(
            "Runner",
            Role::new(Principal::service("scheduler.amazonaws.com")),
        );
        stack.grant(runner, task.run());
    });
    let json = serde_json::to_string(&template.json()).expect("JSON");
    at(
        &template,
        "Runner",
        "AWS::IAM::Role",
        like!({ "Policies": [{ "PolicyDocument": { "Statement": any() } }] }),
    );
    for said in [
        "ecs:RunTask",
        "iam:PassRole",
        "ecs:TagResource",
        "TaskTaskRole",
        "TaskExecutionRole",
        "ecs-tasks.amazonaws.com",
        r#""Fn::Select":[5,{"Fn::Split":[":",{"Ref":"Task"#,
    ] {
        assert!(json.contains(said), "{said} in {json}");
    }
}

#[test]
pub(crate) fn an_imported_task_is_run_and_left_alone() {
    let template = made(|stack| {
        let role = stack.add("Role", Role::imported("arn:aws:iam::111122223333:role/app"));
        let arn = "arn:aws:ecs:eu-west-1:111122223333:task-definition/app:7";
        let task = stack.add("Task", FargateTask::imported(arn, role, role));
        stack.add("Service", FargateService::new(super::cluster(stack), task));
    });
    only(
        &template,
        "AWS::ECS::Service",
        like!({ "TaskDefinition": "arn:aws:ecs:eu-west-1:111122223333:task-definition/app:7" }),
    );
}

#[test]
fn the_typed_resource_can_be_edited() {
    let template = made(|stack| {
        let task = stack.add("Task", small().container(nginx()));
        stack.edit(task.resource(), |task| task.enable_fault_injection(true));
    });
    only(
        &template,
        "AWS::ECS::TaskDefinition",
        like!({ "EnableFaultInjection": true }),
    );
}
