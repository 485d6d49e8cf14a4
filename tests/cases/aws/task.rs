use stackwright::aws::ecs::CpuArchitecture;
use stackwright::prelude::SizeExt;
use stackwright_assert::{any, exact, like};

use super::{made, nginx, only, small};

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
