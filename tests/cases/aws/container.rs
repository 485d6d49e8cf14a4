use serde_json::json;
use stackwright::aws::ecs::{ContainerCondition, LogDriver};
use stackwright::prelude::*;

use super::{made, nginx, only, small};

fn container(construct: Container) -> serde_json::Value {
    let template = made(|stack| {
        stack.add("Task", small().container(construct));
    });
    only(&template, "AWS::ECS::TaskDefinition")["ContainerDefinitions"][0].clone()
}

#[test]
fn the_shortest() {
    assert_eq!(
        container(nginx()),
        json!({"Name": "web", "Image": "public.ecr.aws/nginx/nginx:1.27", "Essential": true})
    );
}

#[test]
fn every_option() {
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
            .memory(256)
            .memory_reservation(128)
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
    let task = only(&template, "AWS::ECS::TaskDefinition");
    assert_eq!(task["ContainerDefinitions"][1]["Essential"], false);
    assert_eq!(
        task["ContainerDefinitions"][0],
        json!({
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
        })
    );
}

#[test]
fn health_in_a_shell_every_half_minute() {
    let check = HealthCheck::shell("wget -qO- localhost || exit 1");
    assert_eq!(
        container(nginx().health_check(check.start_period(Duration::from_secs(60))))["HealthCheck"],
        json!({
            "Command": ["CMD-SHELL", "wget -qO- localhost || exit 1"],
            "Interval": 30,
            "Timeout": 5,
            "Retries": 3,
            "StartPeriod": 60,
        })
    );
}

#[test]
fn logs_go_to_a_group_that_the_task_adds() {
    let template = made(|stack| {
        let image = "a:1";
        let task = small()
            .container(Container::new("a", image))
            .container(Container::new("b", image));
        stack.add("Task", task);
    });
    let groups = super::of_type(&template, "AWS::Logs::LogGroup");
    let [(id, group)] = groups[..] else {
        panic!("one group for both: {groups:?}")
    };
    assert_eq!(group["RetentionInDays"], 30);
    for container in [0, 1] {
        let task = only(&template, "AWS::ECS::TaskDefinition");
        assert_eq!(
            task["ContainerDefinitions"][container]["LogConfiguration"],
            json!({
                "LogDriver": "awslogs",
                "Options": {
                    "awslogs-group": {"Ref": id},
                    "awslogs-region": {"Ref": "AWS::Region"},
                    "awslogs-stream-prefix": "ecs",
                },
            })
        );
    }
}

#[test]
fn another_log_driver() {
    let driver = LogDriver::other("splunk", [("splunk-url", "https://splunk")]);
    assert_eq!(
        container(nginx().logs(driver))["LogConfiguration"],
        json!({"LogDriver": "splunk", "Options": {"splunk-url": "https://splunk"}})
    );
    let bare = LogDriver::other::<&str, &str>("awsfirelens", []);
    assert_eq!(
        container(nginx().logs(bare))["LogConfiguration"],
        json!({"LogDriver": "awsfirelens"})
    );
}

#[test]
fn an_image_from_a_parameter() {
    let template = made(|stack| {
        let image = stack.add("Image", Parameter::string());
        let image: Value<Str> = image.into_value();
        stack.add(
            "Task",
            small().container(Container::new("web", image).without_logs()),
        );
    });
    let task = only(&template, "AWS::ECS::TaskDefinition");
    assert_eq!(
        task["ContainerDefinitions"][0]["Image"],
        json!({"Ref": "Image"})
    );
}
