use serde_json::json;
use stackwright::aws::ecs::{
    Ec2Task, Firelens, Fluentd, Gelf, Journald, JsonFile, LogDriver, LogRouter, SecretSource,
    Sidecar, Splunk, Syslog, TargetOptimizer,
};
use stackwright::aws::secretsmanager::Secret;
use stackwright::aws::ssm::SsmParameter;
use stackwright::check::{Options, check_app};
use stackwright::prelude::*;
use stackwright_assert::{Findings, Matcher, any, exact, like};

use super::{made, nginx, only, small};

const TASK: &str = "AWS::ECS::TaskDefinition";

/// In a task on instances, where every driver is allowed.
#[track_caller]
fn on_instance(container: Container, expected: impl Into<Matcher>) {
    let template = made(|stack| {
        stack.add("Task", Ec2Task::new().memory(1.gib()).container(container));
    });
    only(
        &template,
        TASK,
        like!({ "ContainerDefinitions": [expected.into()] }),
    );
}

fn json_of(build: impl FnOnce(stackwright_core::Scope<'_>)) -> String {
    serde_json::to_string(&made(build).json()).expect("JSON")
}

#[track_caller]
fn says(json: &str, all: &[&str]) {
    for said in all {
        assert!(json.contains(said), "{said} in {json}");
    }
}

/// aws-cdk 8405: the version of a parameter was left out.
#[test]
pub(crate) fn a_version_of_a_secret_and_of_a_parameter() {
    let template = made(|stack| {
        let arn = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf";
        let secret = stack.add("Secret", Secret::imported(arn));
        let token = stack.add("Token", SsmParameter::imported("/app/token"));
        let container = nginx()
            .secret("OLD", secret.field("password").version_stage("AWSPREVIOUS"))
            .secret("ONE", SecretSource::from(secret).version_id("v1"))
            .secret("NOW", secret)
            .secret("TOKEN", token.version(3));
        stack.add("Task", small().container(container));
    });
    let base = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf";
    only(
        &template,
        TASK,
        like!({ "ContainerDefinitions": [{ "Secrets": [
            { "Name": "OLD", "ValueFrom": format!("{base}:password:AWSPREVIOUS:") },
            { "Name": "ONE", "ValueFrom": format!("{base}:::v1") },
            { "Name": "NOW", "ValueFrom": base },
            { "Name": "TOKEN", "ValueFrom": { "Fn::Sub":
                "arn:${AWS::Partition}:ssm:${AWS::Region}:${AWS::AccountId}:parameter/app/token:3" } },
        ] }] }),
    );
}

#[test]
pub(crate) fn awslogs_with_every_option() {
    let template = made(|stack| {
        let group = stack.add("Group", LogGroup::new());
        let logs = LogDriver::awslogs(group)
            .stream_prefix("web")
            .region("eu-central-1")
            .datetime_format("%Y-%m-%d")
            .buffered(25.mib());
        stack.add("Task", small().container(nginx().logs(logs)));
    });
    only(
        &template,
        TASK,
        like!({ "ContainerDefinitions": [{ "LogConfiguration": { "Options": exact(json!({
            "awslogs-group": {"Ref": "Group"},
            "awslogs-region": "eu-central-1",
            "awslogs-stream-prefix": "web",
            "awslogs-datetime-format": "%Y-%m-%d",
            "mode": "non-blocking",
            "max-buffer-size": "25m",
        })) } }] }),
    );
}

/// ECS refuses a container that says how events begin in both ways: the later one holds.
#[test]
fn events_begin_by_a_time_or_by_a_pattern() {
    let options = |set: fn(LogDriver) -> LogDriver| {
        let template = made(|stack| {
            let group = stack.add("Group", LogGroup::new());
            let logs = set(LogDriver::awslogs(group));
            stack.add("Task", small().container(nginx().logs(logs)));
        });
        let task = template.find_resources(TASK, any()).remove(0).value;
        let container = &task["Properties"]["ContainerDefinitions"][0];
        let options = &container["LogConfiguration"]["Options"];
        let of = |name: &str| options[name].as_str().map(str::to_owned);
        (
            of("awslogs-datetime-format"),
            of("awslogs-multiline-pattern"),
        )
    };
    let pattern = options(|logs| logs.datetime_format("%Y").multiline_pattern("^INFO"));
    assert_eq!(pattern, (None, Some("^INFO".to_owned())));
    let time = options(|logs| logs.multiline_pattern("^INFO").datetime_format("%Y"));
    assert_eq!(time, (Some("%Y".to_owned()), None));
}

#[test]
pub(crate) fn every_other_driver_by_its_options() {
    let driver = |driver: LogDriver, expected: serde_json::Value| {
        let container = nginx().logs(driver);
        on_instance(container, like!({ "LogConfiguration": exact(expected) }));
    };
    driver(
        Fluentd::new()
            .address("localhost:24224")
            .asynchronous("true")
            .tag("web")
            .into(),
        json!({ "LogDriver": "fluentd", "Options": {
            "fluentd-address": "localhost:24224", "fluentd-async": "true", "tag": "web" } }),
    );
    driver(
        Gelf::new("udp://192.0.2.1:12201")
            .compression_type("none")
            .into(),
        json!({ "LogDriver": "gelf", "Options": {
            "gelf-address": "udp://192.0.2.1:12201", "gelf-compression-type": "none" } }),
    );
    driver(
        Journald::new().tag("web").into(),
        json!({ "LogDriver": "journald", "Options": { "tag": "web" } }),
    );
    driver(
        JsonFile::new().max_size("10m").max_file(3).into(),
        json!({ "LogDriver": "json-file", "Options": { "max-size": "10m", "max-file": "3" } }),
    );
    driver(
        Syslog::new()
            .address("udp://192.0.2.1:514")
            .format("rfc5424")
            .into(),
        json!({ "LogDriver": "syslog", "Options": {
            "syslog-address": "udp://192.0.2.1:514", "syslog-format": "rfc5424" } }),
    );
}

#[test]
pub(crate) fn the_token_of_splunk_is_a_secret_that_may_be_read() {
    let json = json_of(|stack| {
        let token = stack.add("Token", Secret::generated(32));
        let splunk = Splunk::new("https://splunk.example.com")
            .index("web")
            .token(token);
        stack.add("Task", small().container(nginx().logs(splunk)));
    });
    says(
        &json,
        &[
            r#""SecretOptions":[{"Name":"splunk-token","ValueFrom":{"Ref":"Token"#,
            "secretsmanager:GetSecretValue",
        ],
    );
}

#[test]
pub(crate) fn a_log_router_in_one_call() {
    let template = made(|stack| {
        let task = small()
            .log_router(
                LogRouter::fluent_bit("2.34.3")
                    .without_ecs_metadata()
                    .config_file("/extra.conf"),
            )
            .container(nginx().logs(Firelens::new().option("Name", "stdout").buffer_limit(2048)));
        stack.add("Task", task);
    });
    only(
        &template,
        TASK,
        like!({ "ContainerDefinitions": [
            { "LogConfiguration": { "LogDriver": "awsfirelens", "Options": {
                "Name": "stdout", "log-driver-buffer-limit": "2048" } } },
            {
                "Name": "log_router",
                "Image": "public.ecr.aws/aws-observability/aws-for-fluent-bit:2.34.3",
                "Essential": true,
                "MemoryReservation": 50,
                "LogConfiguration": { "LogDriver": "awslogs" },
                "FirelensConfiguration": exact(json!({
                    "Type": "fluentbit",
                    "Options": {
                        "enable-ecs-log-metadata": "false",
                        "config-file-type": "file",
                        "config-file-value": "/extra.conf",
                    },
                })),
            },
        ] }),
    );
}

/// `stable` is another image whenever AWS says so.
#[test]
pub(crate) fn a_log_router_is_of_a_version() {
    let app = App::new();
    let router = LogRouter::fluent_bit("2.34.3");
    let logs = Firelens::new().option("Name", "stdout");
    let task = small().log_router(router).container(nginx().logs(logs));
    app.stack("Web").add("Task", task);
    let mut found = check_app(app.synth(), &Options::new()).diagnostics;
    found.retain(|found| found.code != "DES105");
    Findings::of(&found).are_none();
}

#[test]
pub(crate) fn a_log_router_reads_its_configuration_from_a_bucket() {
    let json = json_of(|stack| {
        let router =
            LogRouter::fluentd("fluentd:1").config_in_bucket("arn:aws:s3:::conf", "fluent.conf");
        let task = Ec2Task::new().memory(1.gib()).log_router(router);
        stack.add("Task", task.container(nginx().logs(Firelens::new())));
    });
    says(
        &json,
        &[
            "arn:aws:s3:::conf/fluent.conf",
            "s3:GetObject",
            "s3:GetBucketLocation",
            r#""Type":"fluentd""#,
        ],
    );
}

/// Nothing comes to the program past the agent, so that the task ends with it; the ports of the agent
/// are those of the target group.
#[test]
pub(crate) fn an_agent_says_how_many_requests_a_target_can_take() {
    let template = made(|stack| {
        let vpc = crate::aws::vpc(stack);
        let front = stack.add("Front", ApplicationLoadBalancer::new(vpc));
        let cluster = stack.add("Cluster", Cluster::new(vpc));
        let task = small().container(nginx()).sidecar(
            TargetOptimizer::new("1", 80, 8080)
                .control_port(3001)
                .at_once(4),
        );
        let place = front.path("/*").port(Port::http(80));
        let place = place.target_group(|group| group.one_request_at_a_time(3001));
        stack.add("Web", FargateService::new(cluster, task).behind(place));
    });
    let environment = json!([
        {"Name": "TARGET_CONTROL_DATA_ADDRESS", "Value": "0.0.0.0:80"},
        {"Name": "TARGET_CONTROL_CONTROL_ADDRESS", "Value": "0.0.0.0:3001"},
        {"Name": "TARGET_CONTROL_DESTINATION_ADDRESS", "Value": "127.0.0.1:8080"},
        {"Name": "TARGET_CONTROL_MAX_CONCURRENCY", "Value": "4"},
    ]);
    only(
        &template,
        TASK,
        like!({ "ContainerDefinitions": [
            { "Name": "web" },
            {
                "Name": "target-control-agent",
                "Image": "public.ecr.aws/aws-elb/target-optimizer/target-control-agent:1",
                "Essential": true,
                "Environment": exact(environment),
                "PortMappings": [{ "ContainerPort": 80 }, { "ContainerPort": 3001 }],
            },
        ] }),
    );
    only(
        &template,
        "AWS::ECS::Service",
        like!({ "LoadBalancers": [{ "ContainerName": "target-control-agent", "ContainerPort": 80 }] }),
    );
    only(
        &template,
        "AWS::ElasticLoadBalancingV2::TargetGroup",
        like!({ "Port": 80, "TargetControlPort": 3001 }),
    );
    for port in [80, 3001] {
        template.has_resource_properties(
            "AWS::EC2::SecurityGroupIngress",
            like!({ "FromPort": port, "GroupId": { "Fn::GetAtt": ["WebSecurityGroup", "GroupId"] } }),
        );
    }
}

#[test]
pub(crate) fn sidecars_come_with_their_rights_and_ports() {
    let json = json_of(|stack| {
        let own = Sidecar::new(Container::new("proxy", "envoy:1").port(9901))
            .granting(Statement::allow(["appconfig:GetLatestConfiguration"]).on_all());
        let task = small()
            .container(nginx())
            .sidecar(Sidecar::x_ray("3.3.13"))
            .sidecar(Sidecar::open_telemetry("v0.43.3"))
            .sidecar(Sidecar::cloudwatch_agent("1.300", "{}"))
            .sidecar(own);
        stack.add("Task", task);
    });
    says(
        &json,
        &[
            "public.ecr.aws/xray/aws-xray-daemon:3.3.13",
            r#""ContainerPort":2000,"Protocol":"udp""#,
            "aws-otel-collector:v0.43.3",
            r#""ContainerPort":4317"#,
            "CW_CONFIG_CONTENT",
            "xray:PutTraceSegments",
            "cloudwatch:PutMetricData",
            "appconfig:GetLatestConfiguration",
        ],
    );
}
