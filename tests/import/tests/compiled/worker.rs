//! `data/moving/worker.yaml`, on constructs.

use stackwright::aws::cloudwatch::{Alarm, Metric, MissingData};
use stackwright::aws::ec2::{Peer, Port, SecurityGroup, Vpc};
use stackwright::aws::ecs::{
    CapacityProvider, Cluster, Container, ContainerCondition, ContainerImage, CpuArchitecture,
    FargateService, FargateTask, HealthCheck, LogDriver, OneMemory, PropagateTags, QuarterMemory,
    SecretSource, TaskSize, Ulimit,
};
use stackwright::aws::elb::{
    Action, ApplicationLoadBalancer, FixedResponse, Listener, ListenerRule, Redirect, TargetGroup,
    TargetHealthCheck, TlsPolicy,
};
use stackwright::aws::iam::{Grant, Policy, PolicyDocument, Principal, Role, Statement};
use stackwright::aws::logs::{LogGroup, Retention};
use stackwright::aws::scaling::{Bounds, TargetTrackingScaling};
use stackwright::aws::sns::{Subscription, Topic};
use stackwright::aws::units::{DurationExt, PercentExt, SizeExt};
use stackwright::cfn::{self, sqs};
use stackwright::core::{
    App, Condition, Parameter, Pseudo, Str, assume, import_value, object, split, sub,
};

/// The stack `Adopted`.
pub fn build(app: &App) {
    // Two services as people write them by hand for every environment: sizes and names from parameters, roles and networks
    // of other stacks, a policy beside its role.
    let stack = app.stack("Adopted");

    let environment = stack.add("Environment", Parameter::string().default("test"));
    let network = stack.add("Network", Parameter::string());
    let tag = stack.add("Tag", Parameter::string().default("7"));
    let task_cpu = stack.add("TaskCpu", Parameter::string().default("512"));
    let task_memory = stack.add("TaskMemory", Parameter::string().default("1024"));
    let vpc_id = stack.add("VpcId", Parameter::of::<cfn::kind::ec2::VpcId>());
    let balancer_group = stack.add(
        "BalancerGroup",
        Parameter::of::<cfn::kind::ec2::SecurityGroupId>(),
    );
    let listener_arn = stack.add("ListenerArn", Parameter::string());
    let certificate_arn = stack.add("CertificateArn", Parameter::string());
    let public_subnets = stack.add(
        "PublicSubnets",
        Parameter::list_of::<cfn::kind::ec2::SubnetId>(),
    );

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
    let worker_task = stack.add(
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
    let web_task = stack.add(
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
    stack.add(
        "BatchTask",
        FargateTask::new(TaskSize::Quarter(QuarterMemory::Mib512))
            .without_execution_role()
            .without_task_role()
            .container(
                Container::new("batch", "public.ecr.aws/docker/library/busybox:1.36")
                    .without_logs(),
            ),
    );
    let imported_vpc = stack.add("ImportedVpc", Vpc::imported(vpc_id));
    let imported_group = stack.add("ImportedGroup", SecurityGroup::imported(balancer_group));
    let task_group = stack.add(
        "TaskGroup",
        SecurityGroup::new(imported_vpc)
            .describe("Tasks")
            .without_defaults()
            .allow_from(
                Peer::group(imported_group).without_description(),
                Port::tcp(8080),
            ),
    );
    let target_group = stack.add(
        "TargetGroup",
        TargetGroup::new(imported_vpc, Port::http(8080))
            .without_defaults()
            .health_check(TargetHealthCheck::path("/").without_defaults()),
    );
    let imported_listener = stack.add("ImportedListener", Listener::imported(listener_arn));
    stack.add(
        "Rule",
        ListenerRule::new(
            imported_listener
                .place()
                .host(sub!("{environment}.example.com"))
                .priority(20),
            Action::forward(target_group),
        ),
    );
    let imported_cluster = stack.add(
        "ImportedCluster",
        Cluster::imported(
            assume(import_value::<Str>(sub!("{network}-cluster"))),
            imported_vpc,
        ),
    );
    stack.add(
        "WorkerService",
        FargateService::new(imported_cluster, worker_task)
            .name("worker")
            .desired_count(is_live.choose(4, 1))
            .on([
                CapacityProvider::fargate().base(1),
                CapacityProvider::fargate_spot().weight(3),
            ])
            .security_group(task_group)
            .subnets(assume(split(
                ",",
                import_value::<Str>(sub!("{network}-private-subnets")),
            )))
            .min_healthy(50.percent())
            .propagate_tags(PropagateTags::None),
    );
    stack.remove_at("WorkerService/Service", "/EnableECSManagedTags");
    let web_service = stack.add(
        "WebService",
        FargateService::new(imported_cluster, web_task)
            .desired_count(2)
            .security_group(task_group)
            .security_group(imported_group)
            .subnets([
                assume(import_value::<Str>("public-a")),
                assume(import_value::<Str>("public-b")),
            ])
            .public_ip()
            .registered_in(target_group, "web", 8080)
            .health_check_grace_period(2.minutes()),
    );
    stack.override_at("WebService/Service", "/EnableExecuteCommand", true);
    stack.remove_at("WebService/Service", "/DeploymentConfiguration");
    stack.remove_at("WebService/Service", "/EnableECSManagedTags");
    stack
        .of(web_service)
        .override_attribute("DependsOn", "Rule");
    stack.add(
        "WebTarget",
        TargetTrackingScaling::new(web_service, Bounds::of(is_live.choose(2, 1), 8))
            .cpu(60.percent())
            .memory(75.percent())
            .scale_in_cooldown(5.minutes()),
    );
    stack.override_at("WebTarget/Cpu", "/PolicyName", "cpu");
    stack.override_at("WebTarget/Memory", "/PolicyName", "memory");
    let front = stack.add(
        "Front",
        ApplicationLoadBalancer::new(imported_vpc)
            .name(sub!("{environment}-front"))
            .internet_facing()
            .subnets(public_subnets)
            .security_group(imported_group)
            .without_defaults()
            .attribute("idle_timeout.timeout_seconds", "120")
            .deletion_protection(),
    );
    stack.add(
        "FrontHttp",
        Listener::new(
            front,
            Port::http(80),
            Action::redirect(Redirect::to_https()),
        ),
    );
    let front_https = stack.add(
        "FrontHttps",
        Listener::new(
            front,
            Port::https(443),
            Action::respond(FixedResponse::status(404).text("nothing here")),
        )
        .certificate(assume(certificate_arn))
        .ssl_policy(TlsPolicy::Tls13Tls12),
    );
    let api_targets = stack.add(
        "ApiTargets",
        TargetGroup::new(imported_vpc, Port::http(8080))
            .deregistration_delay(20.seconds())
            .health_check(
                TargetHealthCheck::path("/health")
                    .without_defaults()
                    .every(10.seconds())
                    .healthy_threshold(2)
                    .codes("200-299"),
            )
            .attribute("stickiness.enabled", "false"),
    );
    let next_targets = stack.add(
        "NextTargets",
        TargetGroup::new(imported_vpc, Port::http(8080)).without_defaults(),
    );
    stack.add(
        "FrontRule",
        ListenerRule::new(
            front_https
                .place()
                .path("/api/*")
                .path("/v1/*")
                .header("X-Tenant", "*")
                .priority(10),
            Action::weighted([(api_targets, 9), (next_targets, 1)]),
        ),
    );
    stack.override_at(
        "FrontRule/Resource",
        "/Conditions/0/Values",
        ["/api/*", "/v1/*"],
    );
    stack.remove_at("FrontRule/Resource", "/Conditions/0/PathPatternConfig");
    let told = stack.add("Told", Topic::new().without_policy().display_name("Worker"));
    stack.add("Operators", Subscription::email(told, "ops@example.com"));
    stack.add(
        "JobsTold",
        Subscription::to_endpoint(told, "sqs", jobs.arn())
            .raw()
            .only(object!({ "kind": ["job"] })),
    );
    let too_many = stack.add(
        "TooMany",
        Alarm::above(
            Metric::new("AWS/SQS", "ApproximateNumberOfMessagesVisible")
                .dimension("QueueName", jobs.queue_name())
                .maximum()
                .period(5.minutes()),
            100.0,
        )
        .datapoints(2, 3)
        .missing(MissingData::NotBreaching)
        .describe("Jobs wait")
        .notify(told),
    );
    stack.at(too_many).when(is_live);

    stack.pin_ids([
        ("Logs/Resource", "Logs"),
        ("TaskRole/Resource", "TaskRole"),
        ("TaskPolicy/Resource", "TaskPolicy"),
        ("WorkerTask/Resource", "WorkerTask"),
        ("WebTask/Resource", "WebTask"),
        ("BatchTask/Resource", "BatchTask"),
        ("TaskGroup/Resource", "TaskGroup"),
        ("TargetGroup/Resource", "TargetGroup"),
        ("Rule/Resource", "Rule"),
        ("WorkerService/Service", "WorkerService"),
        ("WebService/Service", "WebService"),
        ("WebService/ScalableTarget", "WebTarget"),
        ("WebTarget/Cpu", "WebCpu"),
        ("WebTarget/Memory", "WebMemory"),
        ("Front/Resource", "Front"),
        ("FrontHttp/Resource", "FrontHttp"),
        ("FrontHttps/Resource", "FrontHttps"),
        ("ApiTargets/Resource", "ApiTargets"),
        ("NextTargets/Resource", "NextTargets"),
        ("FrontRule/Resource", "FrontRule"),
        ("Told/Resource", "Told"),
        ("Operators/Resource", "Operators"),
        ("JobsTold/Resource", "JobsTold"),
        ("TooMany/Resource", "TooMany"),
    ]);
}
