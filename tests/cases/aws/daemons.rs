use std::collections::BTreeSet;

use serde_json::json;
use stackwright::aws::ecs::{
    Container, Daemon, DaemonTask, HealthCheck, LogRouter, ManagedInstancesCapacityProvider,
    ManagedInstancesCapacityProviderHandle, Volume,
};
use stackwright::check::{Options, check_app};
use stackwright::prelude::*;
use stackwright_assert::{Template, absent, exact, like};

use stackwright::aws::ecs::ClusterHandle;

use super::{at, made, only, vpc};

const DAEMON: &str = "AWS::ECS::Daemon";
const TASK: &str = "AWS::ECS::DaemonTaskDefinition";

fn home(stack: Scope<'_>) -> (ClusterHandle, ManagedInstancesCapacityProviderHandle) {
    let vpc = vpc(stack);
    let cluster = stack.add("Cluster", Cluster::new(vpc));
    let managed = ManagedInstancesCapacityProvider::new(cluster, vpc);
    (cluster, stack.add("Managed", managed))
}

fn agent() -> Container {
    Container::new("agent", "public.ecr.aws/example/agent:1")
}

fn task() -> DaemonTask {
    DaemonTask::new(256, 512.mib()).container(agent())
}

fn daemon(change: impl FnOnce(Daemon) -> Daemon) -> Template {
    made(|stack| {
        let (cluster, managed) = home(stack);
        stack.add("Agent", change(Daemon::new(cluster, task(), managed)));
    })
}

/// AWS CDK has the two types and no construct.
#[test]
pub(crate) fn an_agent_on_every_managed_instance() {
    let template = daemon(|daemon| daemon);
    only(
        &template,
        DAEMON,
        exact(json!({
            "DaemonName": {"Fn::Sub": "${Cluster}-${AWS::StackName}-Agent"},
            "ClusterArn": {"Fn::GetAtt": ["Cluster", "Arn"]},
            "CapacityProviderArns": [{"Fn::Sub":
                "arn:${AWS::Partition}:ecs:${AWS::Region}:${AWS::AccountId}:capacity-provider/${Managed}"}],
            "DaemonTaskDefinitionArn": {"Ref": "AgentTask"},
            "EnableECSManagedTags": true,
            "PropagateTags": "DAEMON",
        })),
    );
    only(
        &template,
        TASK,
        exact(json!({
            "Family": {"Fn::Sub": "${AWS::StackName}-Agent-Task"},
            "Cpu": "256",
            "Memory": "512",
            "ExecutionRoleArn": {"Fn::GetAtt": ["AgentTaskExecutionRole", "Arn"]},
            "TaskRoleArn": {"Fn::GetAtt": ["AgentTaskTaskRole", "Arn"]},
            "ContainerDefinitions": [{
                "Name": "agent",
                "Image": "public.ecr.aws/example/agent:1",
                "Essential": true,
                "LogConfiguration": {
                    "LogDriver": "awslogs",
                    "Options": {
                        "awslogs-group": {"Ref": "AgentTaskLogs"},
                        "awslogs-region": {"Ref": "AWS::Region"},
                        "awslogs-stream-prefix": "ecs",
                    },
                },
            }],
        })),
    );
}

#[test]
pub(crate) fn every_option_of_a_daemon() {
    let template = daemon(|daemon| {
        daemon
            .name("agent")
            .non_critical()
            .drain(50.percent())
            .bake(10.minutes())
            .deployment_alarms(["agent-fails"])
            .exec()
            .without_tag_propagation()
            .without_managed_tags()
    });
    only(
        &template,
        DAEMON,
        like!({
            "DaemonName": "agent",
            "Critical": false,
            "DeploymentConfiguration": {
                "DrainPercent": 50,
                "BakeTimeInMinutes": 10,
                "Alarms": { "AlarmNames": ["agent-fails"], "Enable": true },
            },
            "EnableExecuteCommand": true,
            "EnableECSManagedTags": false,
            "PropagateTags": "NONE",
        }),
    );
    // Without the rights, the shell does not open.
    at(
        &template,
        "AgentTaskTaskRole",
        "AWS::IAM::Role",
        like!({ "Policies": [{ "PolicyDocument": { "Statement": [{
            "Action": [
                "ssmmessages:CreateControlChannel",
                "ssmmessages:CreateDataChannel",
                "ssmmessages:OpenControlChannel",
                "ssmmessages:OpenDataChannel",
            ],
        }] } }] }),
    );
}

#[test]
pub(crate) fn every_option_of_a_daemons_task() {
    let template = made(|stack| {
        let repository = stack.add("Images", EcrRepository::new());
        let roles = ["TaskRole", "ExecutionRole"].map(|id| {
            let role = Role::new(Principal::service("ecs-tasks.amazonaws.com"));
            stack.add(id, role)
        });
        let watcher = Container::new("watcher", repository.image("1"))
            .without_logs()
            .mount_read_only("/host/log", Volume::host("log", "/var/log"))
            .mount("/cache", Volume::scratch("cache"))
            .health_check(HealthCheck::shell("watch --check"))
            .env("MODE", "host")
            .privileged();
        let task = DaemonTask::new(512, 1.gib())
            .family("watcher")
            .container(watcher)
            .log_router(LogRouter::fluent_bit("2.34.3"))
            .task_role(roles[0])
            .execution_role(roles[1])
            .host_processes()
            .host_ipc();
        stack.add("Task", task);
    });
    only(
        &template,
        TASK,
        like!({
            "Family": "watcher",
            "PidMode": "shared",
            "IpcMode": "shared",
            "TaskRoleArn": { "Fn::GetAtt": ["TaskRole", "Arn"] },
            "ExecutionRoleArn": { "Fn::GetAtt": ["ExecutionRole", "Arn"] },
            "Volumes": [
                { "Name": "log", "Host": { "SourcePath": "/var/log" } },
                { "Name": "cache", "Host": absent() },
            ],
            "ContainerDefinitions": [
                {
                    "Name": "watcher",
                    "Privileged": true,
                    "Environment": [{ "Name": "MODE", "Value": "host" }],
                    "HealthCheck": { "Command": ["CMD-SHELL", "watch --check"] },
                    "MountPoints": [
                        { "ContainerPath": "/host/log", "SourceVolume": "log", "ReadOnly": true },
                        { "ContainerPath": "/cache", "SourceVolume": "cache" },
                    ],
                },
                { "Name": "log_router", "FirelensConfiguration": { "Type": "fluentbit" } },
            ],
        }),
    );
    at(
        &template,
        "ExecutionRole",
        "AWS::IAM::Role",
        like!({ "Policies": [{ "PolicyDocument": { "Statement": [
            {
                "Action": [
                    "ecr:BatchCheckLayerAvailability",
                    "ecr:BatchGetImage",
                    "ecr:GetDownloadUrlForLayer",
                ],
                "Resource": { "Fn::GetAtt": ["Images", "Arn"] },
            },
            { "Action": "ecr:GetAuthorizationToken", "Resource": "*" },
            {
                "Action": ["logs:CreateLogStream", "logs:PutLogEvents"],
                "Resource": { "Fn::GetAtt": ["TaskLogs", "Arn"] },
            },
        ] } }] }),
    );
}

/// One agent for the instances of several providers.
#[test]
pub(crate) fn an_agent_for_several_providers() {
    let template = made(|stack| {
        let (cluster, managed) = home(stack);
        let on = [managed.into(), CapacityProvider::named("gpu")];
        let agent = stack.add("Agent", Daemon::new(cluster, task(), on));
        assert!(agent.task(stack).is_some());
    });
    let of = |name: &str| {
        let arn = "arn:${AWS::Partition}:ecs:${AWS::Region}:${AWS::AccountId}:capacity-provider/";
        json!({"Fn::Sub": format!("{arn}{name}")})
    };
    only(
        &template,
        DAEMON,
        like!({ "CapacityProviderArns": [of("${Managed}"), of("gpu")] }),
    );
}

#[test]
pub(crate) fn a_daemon_and_its_task_that_exist() {
    let template = made(|stack| {
        let (cluster, managed) = home(stack);
        let role = Role::imported("arn:aws:iam::111122223333:role/agent");
        let role = stack.add("Role", role);
        let arn = "arn:aws:ecs:eu-west-1:111122223333:daemon-task-definition/agent:3";
        let task = stack.add("Task", DaemonTask::imported(arn, role, role));
        stack.add("Agent", Daemon::new(cluster, task, managed));
        let arn = "arn:aws:ecs:eu-west-1:111122223333:daemon/shop/old";
        let old = stack.add("Old", Daemon::imported(arn));
        stack.add("Name", Output::new(old.daemon_arn()));
        assert!(old.task(stack).is_none());
    });
    template.resource_count_is(TASK, 0);
    only(
        &template,
        DAEMON,
        like!({ "DaemonTaskDefinitionArn":
            "arn:aws:ecs:eu-west-1:111122223333:daemon-task-definition/agent:3" }),
    );
}

/// Whatever the containers of tasks have and those of daemons have not is told by the finding
/// `ECS176`, or does not compile, where managed instances do not have it at all.
#[test]
pub(crate) fn what_daemons_have_not_is_what_the_facts_say() {
    let of = |type_name, definition| -> BTreeSet<&'static str> {
        let facts = stackwright_facts::resource_type(type_name).expect("a type");
        let properties = &facts.definitions[definition].properties;
        properties.keys().collect()
    };
    let less = |definition, of_daemon| -> Vec<&'static str> {
        let whole = of("AWS::ECS::TaskDefinition", definition);
        let less = of(TASK, of_daemon);
        whole.difference(&less).copied().collect()
    };
    assert_eq!(
        less("ContainerDefinition", "DaemonContainerDefinition"),
        [
            "CredentialSpecs",
            "DisableNetworking",
            "DnsSearchDomains",
            "DnsServers",
            "DockerLabels",
            "DockerSecurityOptions",
            "ExtraHosts",
            "Hostname",
            "Links",
            "PortMappings",
            "ResourceRequirements",
            "VersionConsistency",
            "VolumesFrom",
        ]
    );
    assert_eq!(
        less("LinuxParameters", "LinuxParameters"),
        ["MaxSwap", "SharedMemorySize", "Swappiness"]
    );
}

/// What daemons come to in their default form raises nothing of our own checker.
#[test]
pub(crate) fn nothing_is_said_of_daemons_in_their_default_form() {
    let app = App::new();
    let stack = *app.stack("Web");
    stack.tag("team", "web");
    let vpc = vpc(stack);
    let cluster = stack.add("Cluster", Cluster::new(vpc).container_insights());
    let managed = ManagedInstancesCapacityProvider::new(cluster, vpc);
    let managed = stack.add("Managed", managed);
    let repository = stack.add("Images", EcrRepository::new());
    let agent = Container::new("agent", repository.image("1"));
    let task = DaemonTask::new(256, 512.mib()).container(agent);
    stack.add("Agent", Daemon::new(cluster, task, managed).exec());
    let found = check_app(app.synth(), &Options::new()).diagnostics;
    let found: Vec<_> = found.iter().map(ToString::to_string).collect();
    assert!(found.is_empty(), "{found:#?}");
}
