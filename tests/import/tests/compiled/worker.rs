//! `data/moving/worker.yaml`, on constructs.

use stackwright::aws::ecs::{
    Container, ContainerCondition, ContainerImage, CpuArchitecture, FargateTask, HealthCheck,
    LogDriver, OneMemory, SecretSource, TaskSize, Ulimit,
};
use stackwright::aws::iam::{Grant, Policy, PolicyDocument, Principal, Role, Statement};
use stackwright::aws::logs::{LogGroup, Retention};
use stackwright::aws::units::{DurationExt, SizeExt};
use stackwright::cfn::{self, sqs};
use stackwright::core::{App, Condition, Parameter, Pseudo, Str, assume, import_value, sub};

/// The stack `Adopted`.
pub fn build(app: &App) {
    // Two services as people write them by hand for every environment: sizes and names from parameters, roles and networks
    // of other stacks, a policy beside its role.
    let stack = app.stack("Adopted");

    let environment = stack.add("Environment", Parameter::string().default("test"));
    stack.add("Network", Parameter::string());
    let tag = stack.add("Tag", Parameter::string().default("7"));
    let task_cpu = stack.add("TaskCpu", Parameter::string().default("512"));
    let task_memory = stack.add("TaskMemory", Parameter::string().default("1024"));
    stack.add("VpcId", Parameter::of::<cfn::kind::ec2::VpcId>());

    let is_live = stack.add("IsLive", Condition::equals(environment, "live"));

    let jobs = stack.add("Jobs", sqs::Queue::new().visibility_timeout(120));
    let logs = stack.add(
        "Logs",
        LogGroup::new()
            .name(sub!("/{environment}/worker"))
            .retention(Retention::OneMonth),
    );
    let task_role = stack.add(
        "TaskRole",
        Role::new(Principal::service("ecs-tasks.amazonaws.com")),
    );
    stack.add(
        "TaskPolicy",
        Policy::new(
            "jobs",
            PolicyDocument::new()
                .statement(
                    Statement::allow(["sqs:ReceiveMessage", "sqs:DeleteMessage"])
                        .sid("Take")
                        .on([jobs.arn()]),
                )
                .statement(
                    Statement::allow(["s3:PutObject"])
                        .on([sub!("arn:aws:s3:::{environment}-results/*")]),
                ),
        )
        .role(task_role),
    );
    let imported_execution_role = stack.add(
        "ImportedExecutionRole",
        Role::imported(assume(import_value::<Str>("ecs-execution-role"))),
    );
    stack.add(
        "WorkerTask",
        FargateTask::sized_by(task_cpu, task_memory)
            .family(sub!("{environment}-worker"))
            .execution_role_without_grants(imported_execution_role)
            .task_role(task_role)
            .architecture(CpuArchitecture::Arm64)
            .container(
                Container::new(
                    "worker",
                    ContainerImage::registry(sub!(
                        "{AWS::AccountId}.dkr.ecr.{AWS::Region}.amazonaws.com/worker:{tag}"
                    )),
                )
                .command(["work", "--queue"])
                .env("QUEUE_URL", jobs.reference())
                .env("LOG_LEVEL", is_live.choose("warn", "debug"))
                .secret(
                    "API_KEY",
                    SecretSource::new(
                        sub!(
                            "arn:aws:ssm:{AWS::Region}:{AWS::AccountId}:parameter/{environment}/api-key"
                        ),
                        Grant::default(),
                    ),
                )
                .logs(LogDriver::awslogs(logs).stream_prefix("worker"))
                .stop_timeout(90.seconds())
                .ulimit(Ulimit::Nofile, 4096, 65535),
            ),
    );
    stack.remove_at("WorkerTask/Resource", "/ContainerDefinitions/0/Essential");
    let imported_task_role = stack.add(
        "ImportedTaskRole",
        Role::imported(assume(import_value::<Str>("web-task-role"))),
    );
    stack.add(
        "WebTask",
        FargateTask::new(TaskSize::One(OneMemory::Gib2))
            .ephemeral_storage(50.gib())
            .family(sub!("{environment}-web"))
            .execution_role_without_grants(imported_execution_role)
            .task_role(imported_task_role)
            .container(
                Container::new("init", "public.ecr.aws/docker/library/busybox:1.36")
                    .logs(
                        LogDriver::named("awslogs")
                            .option("awslogs-create-group", "true")
                            .option("awslogs-group", sub!("/{environment}/init"))
                            .option("awslogs-region", Pseudo::Region.value())
                            .option("awslogs-stream-prefix", "init"),
                    )
                    .non_essential(),
            )
            .container(
                Container::new("web", "public.ecr.aws/nginx/nginx:1.27")
                    .port(8080)
                    .logs(
                        LogDriver::awslogs(logs)
                            .stream_prefix("web")
                            .buffered(25.mib()),
                    )
                    .health_check(
                        HealthCheck::shell("wget -qO- http://localhost:8080/ || exit 1")
                            .every(15.seconds())
                            .retries(2)
                            .start_period(1.minutes()),
                    )
                    .after("init", ContainerCondition::Success),
            ),
    );
    stack.remove_at(
        "WebTask/Resource",
        "/ContainerDefinitions/1/PortMappings/0/Protocol",
    );

    stack.pin_ids([
        ("Logs/Resource", "Logs"),
        ("TaskRole/Resource", "TaskRole"),
        ("TaskPolicy/Resource", "TaskPolicy"),
        ("WorkerTask/Resource", "WorkerTask"),
        ("WebTask/Resource", "WebTask"),
    ]);
}
