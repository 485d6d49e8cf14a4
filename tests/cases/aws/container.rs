use serde_json::json;
use stackwright::aws::ecs::{ContainerCondition, LogDriver};
use stackwright::prelude::*;
use stackwright_assert::{Matcher, exact, like};

use super::{ids, made, nginx, only, small};

const TASK: &str = "AWS::ECS::TaskDefinition";

/// The only container of a task that has but this one.
#[track_caller]
fn comes_to(construct: Container, container: impl Into<Matcher>) {
    let template = made(|stack| {
        stack.add("Task", small().container(construct));
    });
    only(
        &template,
        TASK,
        like!({ "ContainerDefinitions": [container.into()] }),
    );
}

#[test]
pub(crate) fn the_shortest() {
    let image = "public.ecr.aws/nginx/nginx:1.27";
    comes_to(
        nginx(),
        exact(like!({ "Name": "web", "Image": image, "Essential": true })),
    );
}

#[test]
pub(crate) fn every_option() {
    let check = HealthCheck::command(["/health", "--quick"])
        .every(Duration::from_secs(10))
        .timeout(Duration::from_millis(3500))
        .retries(5);
    let template = made(|stack| {
        let sidecar = Container::new("sidecar", String::from("sidecar:1"))
            .without_logs()
            .non_essential();
        let web = nginx()
            .cpu(128)
            .memory(256.mib())
            .memory_reservation(128.mib())
            .entry_point(["/entry"])
            .command(["serve", "--fast"])
            .working_directory("/app")
            .user("1001:1001")
            .read_only_root()
            .init_process()
            .port(80)
            .expose(Port::udp(53))
            .expose(Port::tcp_range(8000, 8010))
            .named_port("api", Port::http(8080))
            .named_port("tls", Port::https(8443))
            .env("MODE", "fast")
            .env("COUNT", 3)
            .after("sidecar", ContainerCondition::Success)
            .health_check(check)
            .stop_timeout(Duration::from_secs(60));
        stack.add("Task", small().container(web).container(sidecar));
    });
    let web = exact(json!({
        "Name": "web",
        "Image": "public.ecr.aws/nginx/nginx:1.27",
        "Essential": true,
        "Cpu": 128,
        "Memory": 256,
        "MemoryReservation": 128,
        "EntryPoint": ["/entry"],
        "Command": ["serve", "--fast"],
        "WorkingDirectory": "/app",
        "User": "1001:1001",
        "ReadonlyRootFilesystem": true,
        "LinuxParameters": {"InitProcessEnabled": true},
        "PortMappings": [
            {"ContainerPort": 80, "Protocol": "tcp"},
            {"ContainerPort": 53, "Protocol": "udp"},
            {"ContainerPortRange": "8000-8010", "Protocol": "tcp"},
            {"Name": "api", "ContainerPort": 8080, "Protocol": "tcp", "AppProtocol": "http"},
            // What is encrypted is no HTTP to Service Connect.
            {"Name": "tls", "ContainerPort": 8443, "Protocol": "tcp"},
        ],
        "Environment": [{"Name": "MODE", "Value": "fast"}, {"Name": "COUNT", "Value": "3"}],
        "DependsOn": [{"ContainerName": "sidecar", "Condition": "SUCCESS"}],
        "HealthCheck": {
            "Command": ["CMD", "/health", "--quick"],
            "Interval": 10,
            "Timeout": 4,
            "Retries": 5,
        },
        "StopTimeout": 60,
    }));
    let sidecar = like!({ "Name": "sidecar", "Essential": false });
    only(
        &template,
        TASK,
        like!({ "ContainerDefinitions": [web, sidecar] }),
    );
}

#[test]
pub(crate) fn health_in_a_shell_every_half_minute() {
    let check = HealthCheck::shell("wget -qO- localhost || exit 1");
    let expected = json!({
        "Command": ["CMD-SHELL", "wget -qO- localhost || exit 1"],
        "Interval": 30,
        "Timeout": 5,
        "Retries": 3,
        "StartPeriod": 60,
    });
    comes_to(
        nginx().health_check(check.start_period(Duration::from_secs(60))),
        like!({ "HealthCheck": exact(expected) }),
    );
}

#[test]
pub(crate) fn logs_go_to_a_group_that_the_task_adds() {
    let template = made(|stack| {
        let image = "a:1";
        let task = small()
            .container(Container::new("a", image))
            .container(Container::new("b", image));
        stack.add("Task", task);
    });
    let group = "AWS::Logs::LogGroup";
    // One for both.
    only(&template, group, like!({ "RetentionInDays": 30 }));
    let logs = exact(json!({
        "LogDriver": "awslogs",
        "Options": {
            "awslogs-group": {"Ref": ids(&template, group)[0]},
            "awslogs-region": {"Ref": "AWS::Region"},
            "awslogs-stream-prefix": "ecs",
        },
    }));
    let container = like!({ "LogConfiguration": logs });
    only(
        &template,
        TASK,
        like!({ "ContainerDefinitions": [container.clone(), container] }),
    );
}

#[test]
pub(crate) fn another_log_driver() {
    let driver = LogDriver::other("splunk", [("splunk-url", "https://splunk")]);
    let expected = json!({"LogDriver": "splunk", "Options": {"splunk-url": "https://splunk"}});
    comes_to(
        nginx().logs(driver),
        like!({ "LogConfiguration": exact(expected) }),
    );
    let bare = LogDriver::other::<&str, &str>("awsfirelens", []);
    let expected = json!({"LogDriver": "awsfirelens"});
    comes_to(
        nginx().logs(bare),
        like!({ "LogConfiguration": exact(expected) }),
    );
}

#[test]
pub(crate) fn an_image_from_a_parameter() {
    let template = made(|stack| {
        let image = stack.add("Image", Parameter::string());
        let image: Value<Str> = image.into_value();
        stack.add(
            "Task",
            small().container(Container::new("web", image).without_logs()),
        );
    });
    let container = like!({ "Image": { "Ref": "Image" } });
    only(
        &template,
        TASK,
        like!({ "ContainerDefinitions": [container] }),
    );
}
