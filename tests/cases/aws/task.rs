use serde_json::json;
use stackwright::aws::ecs::CpuArchitecture;

use super::{made, nginx, only, small};

#[test]
fn on_fargate_in_a_network_of_its_own() {
    let template = made(|stack| {
        stack.add("Task", small().container(nginx()));
    });
    let mut task = only(&template, "AWS::ECS::TaskDefinition").clone();
    task.as_object_mut()
        .expect("an object")
        .remove("ContainerDefinitions");
    assert_eq!(
        task,
        json!({
            "NetworkMode": "awsvpc",
            "RequiresCompatibilities": ["FARGATE"],
            "Cpu": "256",
            "Memory": "512",
            "ExecutionRoleArn": {"Fn::GetAtt": ["TaskExecutionRole", "Arn"]},
            "TaskRoleArn": {"Fn::GetAtt": ["TaskTaskRole", "Arn"]},
        })
    );
}

#[test]
fn every_option() {
    let task = |architecture| {
        let template = made(|stack| {
            let task = small()
                .container(nginx())
                .family("app")
                .ephemeral_storage(200);
            stack.add("Task", task.architecture(architecture));
        });
        only(&template, "AWS::ECS::TaskDefinition").clone()
    };
    let arm = task(CpuArchitecture::Arm64);
    assert_eq!(arm["Family"], "app");
    assert_eq!(arm["EphemeralStorage"], json!({"SizeInGiB": 200}));
    assert_eq!(
        arm["RuntimePlatform"],
        json!({"CpuArchitecture": "ARM64", "OperatingSystemFamily": "LINUX"})
    );
    assert_eq!(
        task(CpuArchitecture::X86_64)["RuntimePlatform"]["CpuArchitecture"],
        "X86_64"
    );
}

#[test]
fn the_typed_resource_can_be_edited() {
    let template = made(|stack| {
        let task = stack.add("Task", small().container(nginx()));
        stack.edit(task.resource(), |task| task.enable_fault_injection(true));
    });
    assert_eq!(
        only(&template, "AWS::ECS::TaskDefinition")["EnableFaultInjection"],
        true
    );
}
