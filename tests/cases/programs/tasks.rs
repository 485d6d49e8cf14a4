//! Tasks: containers, what they log to, read and mount, and what runs beside them.

use stackwright::aws::ecs::{
    AnOwnInstance, CpuArchitecture, Device, DevicePermission, DockerVolume, EbsFileSystem,
    EbsVolume, Ec2Task, EnvironmentFile, ExternalTask, Firelens, Fluentd, Gelf, IpcMode, Journald,
    JsonFile, LogDriver, LogRouter, ManagedInstancesTask, PortMapping, RestartPolicy, Sidecar,
    Splunk, Syslog, Tmpfs, Ulimit, Volume,
};
use stackwright::aws::efs::{AccessPoint, FileSystem, FileSystemHandle, Throughput};
use stackwright::aws::iam::Policy;
use stackwright::aws::logs::Retention;
use stackwright::prelude::*;

use super::KEY;
use super::dice::Dice;
use super::ground::Around;
use super::place::Place;

/// The name of the port that the main container of a task takes requests on.
pub const PORT: &str = "http";

/// A task for Fargate, whose container `main` takes requests on a port.
pub fn fargate(place: Place<'_>, around: &Around, dice: &mut Dice, port: u16) -> FargateTask {
    let size = dice.one_of([
        TaskSize::Half(HalfMemory::Gib1),
        TaskSize::One(OneMemory::Gib2),
        TaskSize::Two(TwoMemory::Gib4),
        TaskSize::Four(FourMemory::Gib8),
        TaskSize::Eight(EightMemory::Gib16),
        TaskSize::Sixteen(SixteenMemory::Gib32),
    ]);
    let main = container(place, around, dice, port);
    let main = mounts(place, around, dice, main);
    let ebs = Volume::ebs("fast", ebs(dice));
    let bucket = "arn:aws:s3files:eu-west-1:111122223333:file-system/fs-0a1b2c3d";
    let main = dice.some(
        main,
        &[
            &|it, _| it.mount("/fast", ebs.clone()),
            &|it, _| it.mount("/bucket", Volume::s3_files("bucket", bucket)),
            &|it, _| it.add_capability("SYS_PTRACE"),
        ],
    );
    let task = FargateTask::new(size).container(main);
    let task = dice.some(
        task,
        &[
            &|it, dice| it.ephemeral_storage(dice.number(21..=200).gib()),
            &|it, _| it.architecture(CpuArchitecture::Arm64),
            &|it, _| it.shared_processes(),
            &|it, _| it.fault_injection(),
            &|it, _| it.family("main"),
        ],
    );
    beside(place, around, dice, task)
}

/// A task for instances of one's own.
pub fn ec2(
    place: Place<'_>,
    around: &Around,
    dice: &mut Dice,
    port: u16,
    is_bridged: bool,
) -> Ec2Task {
    let main = container(place, around, dice, port);
    let main = mounts(place, around, dice, main);
    let main = on_an_own_instance(dice, main.on_an_own_instance());
    let main = match is_bridged {
        true => dice.some(
            main,
            &[
                &|it, _| it.hostname("main"),
                &|it, _| it.dns_servers(["10.0.0.2"]),
                &|it, _| it.dns_search_domains(["shop.local"]),
                &|it, _| it.extra_host("db", "10.0.0.17"),
            ],
        ),
        false => main,
    };
    let docker = dice.some(
        DockerVolume::shared(),
        &[
            &|it, _| it.driver("local"),
            &|it, _| it.driver_option("type", "tmpfs"),
            &|it, _| it.label("of", "main"),
        ],
    );
    let main = dice.some(
        main,
        &[
            &|it, _| it.mount("/docker", Volume::docker("docker", docker.clone())),
            &|it, _| it.mount("/own", Volume::docker("own", DockerVolume::of_task())),
            &|it, _| it.mount("/host", Volume::host("host", "/var/data")),
            &|it, dice| it.logs(driver(dice)),
        ],
    );
    let task = Ec2Task::new().memory(1.gib()).container(main);
    let task = dice.some(
        task,
        &[
            &|it, _| it.cpu(512),
            &|it, _| it.host_processes(),
            &|it, _| it.ipc_mode(IpcMode::Task),
            &|it, _| it.member_of("attribute:ecs.instance-type =~ m7g.*"),
        ],
    );
    let task = match is_bridged {
        true => task.bridge_network(),
        false => task,
    };
    beside(place, around, dice, task)
}

/// A task for instances that ECS looks after.
pub fn managed(
    place: Place<'_>,
    around: &Around,
    dice: &mut Dice,
    port: u16,
) -> ManagedInstancesTask {
    let main = container(place, around, dice, port);
    let main = mounts(place, around, dice, main);
    let task = ManagedInstancesTask::new(512, 1.gib()).container(main);
    beside(place, around, dice, task)
}

/// A task for machines elsewhere.
pub fn external(place: Place<'_>, around: &Around, dice: &mut Dice, port: u16) -> ExternalTask {
    let main = container(place, around, dice, port);
    let main = dice.some(
        main.on_an_instance(),
        &[
            &|it, _| it.mount("/host", Volume::host("host", "/var/data")),
            &|it, dice| it.logs(driver(dice)),
        ],
    );
    ExternalTask::new().memory(1.gib()).container(main)
}

/// Who acts for a task, and what runs beside its main container.
fn beside<On: stackwright::aws::ecs::Launch>(
    place: Place<'_>,
    around: &Around,
    dice: &mut Dice,
    task: stackwright::aws::ecs::Task<On>,
) -> stackwright::aws::ecs::Task<On>
where
    Container: stackwright::aws::ecs::RunsOn<On>,
{
    let role = || Role::new(Principal::service("ecs-tasks.amazonaws.com"));
    let agent = object!({"logs": {"metrics_collected": {"emf": {}}}});
    let image = around.image(dice);
    dice.some(
        task,
        &[
            &|it, _| it.execution_role(place.add("ExecutionRole", role())),
            &|it, _| {
                let role = place.add("TaskRole", role());
                let list = Statement::allow(["s3:ListAllMyBuckets"]).on_all();
                place.add("TaskPolicy", Policy::new("list", list).role(role));
                it.task_role(role)
            },
            &|it, _| {
                let check = HealthCheck::shell("true").every(10.seconds());
                let helper = Container::new("helper", image.clone()).without_logs();
                it.container(helper.non_essential().health_check(check))
            },
            &|it, _| match around.known.internet {
                true => it.sidecar(Sidecar::x_ray("3.3.14")),
                false => it,
            },
            &|it, _| match around.known.internet {
                true => it.sidecar(Sidecar::open_telemetry("v0.43.3")),
                false => it,
            },
            &|it, _| {
                if !around.known.internet {
                    return it;
                }
                let agent = Sidecar::cloudwatch_agent("1.300", json_string(agent.clone()));
                it.sidecar(agent)
            },
            &|it, dice| {
                let router = match around.known.internet {
                    true => LogRouter::fluent_bit("2.34.3"),
                    false => LogRouter::fluent_bit("2.34.3").image(image.clone()),
                };
                let router = dice.some(
                    router,
                    &[
                        &|it, _| it.config_file("/extra.conf"),
                        &|it, _| it.without_ecs_metadata(),
                        &|it, _| it.with_container(|it| it.cpu(32)),
                    ],
                );
                let teller = Container::new("teller", image.clone());
                let logs = Firelens::new().option("Name", "stdout").buffer_limit(4096);
                it.log_router(router)
                    .container(teller.non_essential().logs(logs))
            },
        ],
    )
}

fn container(place: Place<'_>, around: &Around, dice: &mut Dice, port: u16) -> Container {
    let container = Container::new("main", around.image(dice));
    let mapping = PortMapping::new(Port::http(port)).named(PORT);
    let container = container.expose(dice.some(mapping, &[&|it, _| it.http2()]));
    let bucket = "arn:aws:s3:::settings";
    let container = dice.some(
        container,
        &[
            &|it, _| it.env("STAGE", "live"),
            &|it, _| it.environment_file(EnvironmentFile::s3(bucket, "main.env")),
            &|it, dice| {
                let secret = Secret::generated(dice.number(16..=64));
                let secret = dice.some(
                    secret,
                    &[
                        &|it, _| it.encrypted_with(KEY),
                        &|it, _| it.in_json("{\"user\":\"shop\"}", "password"),
                        &|it, _| it.exclude_characters("\"@/"),
                        &|it, _| it.retain(),
                    ],
                );
                it.secret("SECRET", place.add("Secret", secret))
            },
            &|it, _| {
                let arn = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:old-AbCdEf";
                let old = place.add("OldSecret", Secret::imported(arn));
                it.secret(
                    "PASSWORD",
                    old.field("password").version_stage("AWSPREVIOUS"),
                )
            },
            &|it, dice| {
                let key = SsmParameter::imported("/app/key");
                let key = dice.some(key, &[&|it, _| it.encrypted_with(KEY)]);
                it.secret("KEY", place.add("Key", key))
            },
            &|it, dice| {
                let group = LogGroup::new().retention(Retention::ThreeMonths);
                let group = dice.some(
                    group,
                    &[&|it, _| it.encrypted_with(KEY), &|it, _| it.retain()],
                );
                let logs = dice.some(
                    LogDriver::awslogs(place.add("Logs", group)),
                    &[
                        &|it, _| it.stream_prefix("main"),
                        &|it, _| it.non_blocking(),
                        &|it, _| it.buffered(25.mib()),
                        &|it, _| it.datetime_format("%Y-%m-%d"),
                    ],
                );
                it.logs(logs)
            },
            &|it, _| it.logs(place.add("OldLogs", LogGroup::imported("old"))),
            &|it, _| {
                let token = place.add("Token", Secret::generated(32));
                let splunk = Splunk::new("https://splunk.example.com").index("main");
                it.logs(splunk.token(token))
            },
            &|it, _| it.without_logs(),
            &|it, _| {
                let check = HealthCheck::command(["/bin/ready"]);
                it.health_check(check.retries(5).start_period(60.seconds()))
            },
        ],
    );
    dice.some(
        container,
        &[
            &|it, _| it.start_timeout(60.seconds()),
            &|it, _| it.stop_timeout(90.seconds()),
            &|it, _| {
                let policy = RestartPolicy::new().but_after([0]);
                it.restart(policy.not_before(60.seconds()))
            },
            &|it, _| it.without_version_consistency(),
            &|it, _| it.entry_point(["/bin/main"]).command(["serve"]),
            &|it, _| it.user("1001:1001").working_directory("/srv"),
            &|it, _| it.cpu(128),
            &|it, _| it.memory(512.mib()),
            &|it, _| it.memory_reservation(256.mib()),
            &|it, _| it.ulimit(Ulimit::Nofile, 4096, 65_535),
            &|it, _| it.system_control("net.ipv4.tcp_keepalive_time", "500"),
            &|it, _| it.docker_label("of", "shop"),
            &|it, _| it.init_process(),
            &|it, _| it.drop_capability("NET_RAW"),
            &|it, _| it.interactive().pseudo_terminal(),
        ],
    )
}

fn mounts(place: Place<'_>, around: &Around, dice: &mut Dice, it: Container) -> Container {
    if !dice.says() {
        return dice.some(
            it,
            &[
                &|it, _| it.mount("/scratch", Volume::scratch("scratch")),
                &|it, _| it.read_only_root(),
            ],
        );
    }
    let files = files(place, around, dice);
    match dice.one_of([0, 1, 2, 3, 4]) {
        0 => it.mount("/data", files.access_point("/app")),
        1 => {
            let point = files.access_point("/app/data").user(1001).group(1002);
            it.mount_read_only("/data", point.permissions("750").secondary_groups([5]))
        }
        2 => it.mount("/data", Volume::efs("all", files)),
        3 => {
            let point = place.add("Folder", files.access_point("/folder"));
            it.mount("/data", Volume::access_point("folder", point))
        }
        _ => {
            let point = AccessPoint::imported(files, "fsap-0a1b2c3d4e5f67890");
            let point = place.add("OldFolder", point);
            it.mount("/data", Volume::access_point("folder", point))
        }
    }
}

/// A file system in the VPC of the stack, or one that exists.
fn files(place: Place<'_>, around: &Around, dice: &mut Dice) -> FileSystemHandle {
    if !around.known.zones || dice.says() {
        let group = SecurityGroup::imported("sg-0f1e2d3c");
        let group = dice.some(group, &[&|it, _| it.open_to_change()]);
        let group = place.add("OfFiles", group);
        return place.add("Files", FileSystem::imported("fs-0a1b2c3d", group));
    }
    let group = place.add("OfFiles", SecurityGroup::new(around.vpc));
    let files = dice.some(
        FileSystem::new(around.vpc),
        &[
            &|it, _| it.security_group(group),
            &|it, _| it.encrypted_with(KEY),
            &|it, dice| {
                it.throughput(dice.one_of([Throughput::Bursting, Throughput::Provisioned(64)]))
            },
            &|it, _| it.without_backup(),
            &|it, _| it.infrequent_after_30_days().back_when_read(),
            &|it, _| it.disposable(),
            &|it, _| match around.known.isolated {
                true => it.subnets(SubnetKind::Isolated),
                false => it,
            },
        ],
    );
    place.add("Files", files)
}

fn ebs(dice: &mut Dice) -> EbsVolume {
    let volume = match dice.says() {
        false => EbsVolume::new(20.gib()),
        true => EbsVolume::of_snapshot("snap-0a1b2c3d").initialization_rate(200),
    };
    dice.some(
        volume,
        &[
            &|it, _| it.iops(4000),
            &|it, _| it.throughput(250),
            &|it, _| it.file_system(EbsFileSystem::Ext4),
            &|it, _| it.encrypted_with(KEY),
        ],
    )
}

/// Drivers that Fargate does not have.
fn driver(dice: &mut Dice) -> LogDriver {
    match dice.one_of([0, 1, 2, 3, 4]) {
        0 => JsonFile::new().max_size("10m").max_file(3).into(),
        1 => Fluentd::new().address("localhost:24224").into(),
        2 => Gelf::new("udp://192.0.2.1:12201").into(),
        3 => Journald::new().tag("main").into(),
        _ => Syslog::new().address("udp://192.0.2.1:514").into(),
    }
}

fn on_an_own_instance(dice: &mut Dice, it: Container<AnOwnInstance>) -> Container<AnOwnInstance> {
    dice.some(
        it,
        &[
            &|it, _| it.privileged(),
            &|it, _| {
                let device = Device::new("/dev/fuse").at("/dev/fuse1");
                it.device(device.permissions([DevicePermission::Read]))
            },
            &|it, _| it.shared_memory(64.mib()),
            &|it, _| it.swap(256.mib(), 60),
            &|it, _| it.tmpfs(Tmpfs::new("/run/tmp", 64.mib()).mount_option("noexec")),
            &|it, _| it.docker_security_options(["no-new-privileges"]),
        ],
    )
}

/// A task that exists.
pub fn existing(place: Place<'_>, _: &Around, _: &mut Dice) {
    let role = |name| Role::imported(format!("arn:aws:iam::111122223333:role/{name}"));
    let arn = "arn:aws:ecs:eu-west-1:111122223333:task-definition/old:7";
    let (does, starts) = (
        place.add("Does", role("does")),
        place.add("Starts", role("starts")),
    );
    let task = place.add("Old", FargateTask::imported(arn, does, starts));
    let runner = Role::new(Principal::service("scheduler.amazonaws.com"));
    let runner = place.add("Runner", runner);
    place.scope.grant(runner, task.run());
}
