use serde_json::{Value as Json, json};
use stackwright::aws::ecs::{
    ContainerCondition, CredentialSpec, Device, DevicePermission, Ec2Task, EnvironmentFile,
    LogDriver, PortMapping, RestartPolicy, SharedGpu, Tmpfs, Ulimit,
};
use stackwright::prelude::*;
use stackwright_assert::{Matcher, Template, any, exact, like};

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
    let driver = LogDriver::named("awslogs")
        .option("awslogs-group", "/first")
        .option("awslogs-group", "/web");
    let expected = json!({"LogDriver": "awslogs", "Options": {"awslogs-group": "/web"}});
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

#[test]
pub(crate) fn every_option_for_every_capacity() {
    let tmpfs = Tmpfs::new("/scratch", 64.mib()).mount_option("noexec");
    let web = nginx()
        .start_timeout(30.seconds())
        .restart(
            RestartPolicy::new()
                .but_after([0, 3])
                .not_before(180.seconds()),
        )
        .without_version_consistency()
        .ulimit(Ulimit::Nofile, 4096, 65_535)
        .system_control("net.core.somaxconn", 1024)
        .docker_label("team", "web")
        .drop_capability("ALL")
        .add_capability("SYS_PTRACE")
        .tmpfs(tmpfs)
        .volumes_from("sidecar")
        .volumes_from_read_only("other")
        .interactive()
        .pseudo_terminal()
        .expose(PortMapping::new(Port::tcp(50051)).named("api").grpc())
        .expose(PortMapping::new(Port::tcp(8080)).named("web").http2());
    comes_to(
        web,
        exact(json!({
            "Name": "web",
            "Image": "public.ecr.aws/nginx/nginx:1.27",
            "Essential": true,
            "StartTimeout": 30,
            "RestartPolicy": {"Enabled": true, "IgnoredExitCodes": [0, 3], "RestartAttemptPeriod": 180},
            "VersionConsistency": "disabled",
            "Ulimits": [{"Name": "nofile", "SoftLimit": 4096, "HardLimit": 65535}],
            "SystemControls": [{"Namespace": "net.core.somaxconn", "Value": "1024"}],
            "DockerLabels": {"team": "web"},
            "LinuxParameters": {
                "Capabilities": {"Add": ["SYS_PTRACE"], "Drop": ["ALL"]},
                "Tmpfs": [{"ContainerPath": "/scratch", "Size": 64, "MountOptions": ["noexec"]}],
            },
            "VolumesFrom": [
                {"SourceContainer": "sidecar"},
                {"SourceContainer": "other", "ReadOnly": true},
            ],
            "Interactive": true,
            "PseudoTerminal": true,
            "PortMappings": [
                {"Name": "api", "ContainerPort": 50051, "Protocol": "tcp", "AppProtocol": "grpc"},
                {"Name": "web", "ContainerPort": 8080, "Protocol": "tcp", "AppProtocol": "http2"},
            ],
        })),
    );
}

#[test]
pub(crate) fn what_only_instances_have() {
    let template = made(|stack| {
        let fuse = Device::new("/dev/fuse")
            .at("/dev/fuse0")
            .permissions([DevicePermission::Read, DevicePermission::Write]);
        let web = nginx()
            .memory(512.mib())
            .privileged()
            .device(fuse)
            .shared_memory(128.mib())
            .swap(1.gib(), 60)
            .gpus(1)
            .shared_gpu(SharedGpu::new(2.gib()).max_compute(50.percent()))
            .neuron_devices(2)
            .links(["db:database"])
            .hostname("web")
            .dns_servers(["10.0.0.2"])
            .dns_search_domains(["internal"])
            .extra_host("legacy", "10.0.0.9")
            .disable_networking()
            .docker_security_options(["no-new-privileges"])
            .expose(PortMapping::new(Port::tcp(80)).host_port(8080));
        let task = Ec2Task::new().bridge_network().container(web);
        // Both are of one type now.
        let both = [
            nginx().on_an_instance().on_an_own_instance(),
            Container::new("b", "b:1")
                .without_logs()
                .hostname("b")
                .privileged(),
        ];
        stack.add(
            "Task",
            both.into_iter()
                .fold(task, |task, container| task.container(container)),
        );
    });
    let web = exact(json!({
        "Name": "web",
        "Image": "public.ecr.aws/nginx/nginx:1.27",
        "Essential": true,
        "Memory": 512,
        "Privileged": true,
        "LinuxParameters": {
            "Devices": [{
                "HostPath": "/dev/fuse",
                "ContainerPath": "/dev/fuse0",
                "Permissions": ["read", "write"],
            }],
            "SharedMemorySize": 128,
            "MaxSwap": 1024,
            "Swappiness": 60,
        },
        "ResourceRequirements": [
            {"Type": "GPU", "Value": "1"},
            {
                "Type": "GPU",
                "Value": "1",
                "SharingStrategy": {"NvidiaMps": {"Memory": 2048, "MaxComputePercent": 50}},
            },
            {"Type": "NeuronDevice", "Value": "2"},
        ],
        "Links": ["db:database"],
        "Hostname": "web",
        "DnsServers": ["10.0.0.2"],
        "DnsSearchDomains": ["internal"],
        "ExtraHosts": [{"Hostname": "legacy", "IpAddress": "10.0.0.9"}],
        "DisableNetworking": true,
        "DockerSecurityOptions": ["no-new-privileges"],
        "PortMappings": [{"ContainerPort": 80, "HostPort": 8080, "Protocol": "tcp"}],
    }));
    only(
        &template,
        TASK,
        like!({ "ContainerDefinitions": [web, any(), like!({ "Privileged": true })] }),
    );
}

#[test]
pub(crate) fn a_file_of_variables_brings_the_right_to_read_it() {
    let template = made(|stack| {
        let file = EnvironmentFile::s3("arn:aws:s3:::settings", "web.env");
        stack.add("Task", small().container(nginx().environment_file(file)));
    });
    let file = exact(json!({"Type": "s3", "Value": "arn:aws:s3:::settings/web.env"}));
    only(
        &template,
        TASK,
        like!({ "ContainerDefinitions": [like!({ "EnvironmentFiles": [file] })] }),
    );
    let role = &rights_of(&template, "TaskExecutionRole");
    assert_eq!(
        *role,
        json!([
            {"Action": "s3:GetBucketLocation", "Effect": "Allow", "Resource": "arn:aws:s3:::settings"},
            {"Action": "s3:GetObject", "Effect": "Allow", "Resource": "arn:aws:s3:::settings/web.env"},
        ])
    );
}

/// The file and the login of a domain: the execution role reads both, so that no instance has to be
/// in the domain.
#[test]
pub(crate) fn a_credential_spec_without_a_domain_brings_both_rights() {
    let login = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:domain-AbCdEf";
    let template = made(|stack| {
        let login = stack.add("Login", Secret::imported(login));
        let spec = CredentialSpec::in_bucket("arn:aws:s3:::specs", "web.json");
        let web = nginx().domainless_credential_spec(spec, login);
        stack.add("Task", small().container(web));
    });
    let specs = exact(json!([
        "credentialspecdomainless:arn:aws:s3:::specs/web.json"
    ]));
    only(
        &template,
        TASK,
        like!({ "ContainerDefinitions": [like!({ "CredentialSpecs": specs })] }),
    );
    assert_eq!(
        rights_of(&template, "TaskExecutionRole"),
        json!([
            {
                "Action": ["s3:GetBucketLocation", "s3:ListBucket"],
                "Effect": "Allow",
                "Resource": "arn:aws:s3:::specs",
            },
            {"Action": "s3:GetObject", "Effect": "Allow", "Resource": "arn:aws:s3:::specs/web.json"},
            {"Action": "secretsmanager:GetSecretValue", "Effect": "Allow", "Resource": login},
        ])
    );
}

/// Of an instance that has joined one; Fargate cannot, and does not take it.
#[test]
pub(crate) fn a_credential_spec_of_the_domain_of_the_instance() {
    let template = made(|stack| {
        let spec = stack.add("Spec", SsmParameter::imported("/specs/web"));
        let web = nginx()
            .memory(512.mib())
            .credential_spec(CredentialSpec::in_parameter(spec));
        let file = Container::new("file", "file:1")
            .without_logs()
            .memory(512.mib())
            .credential_spec(CredentialSpec::on_instance("shop\\web.json"));
        stack.add("Task", Ec2Task::new().container(web).container(file));
    });
    let arn = "arn:${AWS::Partition}:ssm:${AWS::Region}:${AWS::AccountId}:parameter/specs/web";
    only(
        &template,
        TASK,
        like!({ "ContainerDefinitions": [
            { "CredentialSpecs": [{ "Fn::Sub": format!("credentialspec:{arn}") }] },
            { "CredentialSpecs": ["credentialspec:file://shop\\web.json"] },
        ] }),
    );
    assert_eq!(
        rights_of(&template, "TaskExecutionRole"),
        json!([{"Action": "ssm:GetParameters", "Effect": "Allow", "Resource": {"Fn::Sub": arn}}])
    );
}

/// amazon-ecs-agent 2235, sst 6019: a private pull fails without a word where the right is not
/// there.
#[test]
pub(crate) fn credentials_of_a_registry_bring_the_right_to_read_them() {
    let arn = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:registry-AbCdEf";
    let template = made(|stack| {
        let secret = stack.add("Registry", Secret::imported(arn));
        stack.add(
            "Task",
            small().container(nginx().registry_credentials(secret)),
        );
    });
    let credentials = exact(json!({"CredentialsParameter": arn}));
    let container = like!({ "RepositoryCredentials": credentials });
    only(
        &template,
        TASK,
        like!({ "ContainerDefinitions": [container] }),
    );
    assert_eq!(
        rights_of(&template, "TaskExecutionRole"),
        json!([{"Action": "secretsmanager:GetSecretValue", "Effect": "Allow", "Resource": arn}])
    );
}

/// The statements of the only policy inside a role.
fn rights_of(template: &Template, role: &str) -> Json {
    let resource = template.json()["Resources"][role].clone();
    resource["Properties"]["Policies"][0]["PolicyDocument"]["Statement"].clone()
}
