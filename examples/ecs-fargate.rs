//! A web service on Fargate: a registry for its image in one stack; cluster, service, load
//! balancer, discovery, roles and scaling in another.
//!
//! The stacks are those of a tutorial that wrote them by hand as two templates. They keep its
//! names, numbers, exports and logical ids, so that what was deployed from the templates can be
//! updated from here. Where this program does better than the templates, a comment says so.

use stackwright::cfn::kind::iam::RoleArn;
use stackwright::prelude::*;

fn main() -> std::process::ExitCode {
    stackwright::run(build)
}

/// Both stacks.
pub fn build(app: &App) {
    let repository = registry(app.stack("Registry"));
    web(app.stack("Web"), repository);
}

/// The ECR repository.
fn registry(stack: Stack<'_>) -> RepositoryHandle {
    stack.describe("ECR Repository for ECS containers");
    let (project, environment) = names(stack);

    let repository = stack.add(
        "Repository",
        EcrRepository::new()
            .name(sub!("{project}-{environment}"))
            .tag_mutability(TagMutability::Mutable)
            .lifecycle_rule(
                LifecycleRule::keep_last(10, Tags::prefixed(["latest"]))
                    .describe("Keep last 10 images"),
            )
            .lifecycle_rule(
                LifecycleRule::older_than(1.days(), Tags::None)
                    .describe("Delete untagged images older than 1 day"),
            ),
    );

    let outputs = [
        ("ECRRepositoryURI", "ECR Repository URI", repository.uri()),
        (
            "ECRRepositoryName",
            "ECR Repository Name",
            repository.reference().into_value(),
        ),
    ];
    show(stack, outputs);
    stack.pin_ids([("Repository", "ECRRepository")]);
    stack.acknowledge("OPS507", "the tutorial pushes `latest` again and again");
    stack.acknowledge("DES104", "the templates export their outputs for others");
    repository
}

/// The cluster and the service in it.
fn web(stack: Stack<'_>, repository: RepositoryHandle) {
    stack.describe("ECS Cluster with Fargate services");
    let (project, environment) = names(stack);

    // The templates ask for these as plain strings. As ids, CloudFormation checks them before it
    // makes anything.
    let vpc_id = stack.add(
        "VpcId",
        Parameter::of::<VpcId>().describe("VPC ID for ECS cluster"),
    );
    let private = stack.add(
        "PrivateSubnetIds",
        Parameter::list_of::<SubnetId>().describe("List of private subnet IDs"),
    );
    let public = stack.add(
        "PublicSubnetIds",
        Parameter::list_of::<SubnetId>().describe("List of public subnet IDs for load balancer"),
    );
    // The templates ask for a whole image URI. As the repository is known here, the task may pull
    // from it and from nowhere else.
    let tag = stack.add(
        "ImageTag",
        Parameter::string()
            .default("latest")
            .describe("Tag of the container image"),
    );
    let desired = stack.add(
        "DesiredCount",
        Parameter::number()
            .default(2)
            .describe("Desired number of tasks"),
    );

    let vpc = stack.add("Vpc", Vpc::imported(vpc_id).public(public).private(private));

    let cluster = stack.add(
        "Cluster",
        Cluster::new(vpc)
            .name(sub!("{project}-{environment}-cluster"))
            .default_strategy([
                CapacityProvider::fargate().weight(1),
                CapacityProvider::fargate_spot().weight(4),
            ])
            .container_insights()
            .namespace(sub!("{project}-{environment}.local")),
    );

    let logs = stack.add(
        "Logs",
        LogGroup::new()
            .name(sub!("/ecs/{project}-{environment}"))
            .retention(Retention::OneMonth),
    );

    let task = stack.add(
        "Task",
        FargateTask::new(TaskSize::Quarter(QuarterMemory::Mib512))
            .family(sub!("{project}-{environment}-task"))
            .container(
                Container::new(sub!("{project}-container"), repository.image(tag))
                    .port(3000)
                    .env("NODE_ENV", environment)
                    .env("APP_VERSION", "1.0.0")
                    .logs(logs)
                    // The templates call curl, which the image, node:18-alpine, does not have:
                    // no task would ever be well. It does have wget.
                    .health_check(
                        HealthCheck::shell("wget -qO- http://localhost:3000/health || exit 1")
                            .start_period(Duration::from_secs(60)),
                    ),
            ),
    );
    // The execution role of the templates may pull every image and write every log, by a managed
    // policy and by `Resource: '*'`. Here it gets what the container above uses. The task role
    // keeps the right to write to its log group.
    stack.grant(task.task_role(), logs.write());

    let alb_group = stack.add(
        "AlbSecurityGroup",
        SecurityGroup::new(vpc)
            .describe("Security group for Application Load Balancer")
            .allow_from(Peer::any_ipv4(), Port::tcp(80))
            .allow_from(Peer::any_ipv4(), Port::tcp(443))
            // The templates let it reach anything. It has to reach its targets.
            .without_outbound(),
    );
    stack
        .at(alb_group)
        .tag("Name", sub!("{project}-{environment}-alb-sg"));
    let alb = stack.add(
        "Alb",
        AlbWithTargetGroup::new(vpc, Port::http(3000))
            .internet_facing()
            .name(sub!("{project}-{environment}-alb"))
            .target_group_name(sub!("{project}-{environment}-tg"))
            .security_group(alb_group)
            .health_check("/health"),
    );

    let ecs_group = stack.add(
        "EcsSecurityGroup",
        SecurityGroup::new(vpc).describe("Security group for ECS tasks"),
    );
    stack
        .at(ecs_group)
        .tag("Name", sub!("{project}-{environment}-ecs-sg"));
    let service = stack.add(
        "Service",
        FargateService::new(cluster, task)
            .name(sub!("{project}-{environment}-service"))
            .desired_count(desired)
            .security_group(ecs_group)
            .behind(alb)
            .discover_as(sub!("{project}-service"))
            .min_healthy(50.percent()),
    );

    // What the templates name is the role that AWS makes for scaling; the partition was fixed.
    let scaling_role = sub!(
        "arn:{AWS::Partition}:iam::{AWS::AccountId}:role/aws-service-role/\
         ecs.application-autoscaling.amazonaws.com/\
         AWSServiceRoleForApplicationAutoScaling_ECSService"
    );
    stack.add(
        "Scaling",
        TargetTrackingScaling::new(service, 1..=10)
            .cpu(70.percent())
            .cooldown(Duration::from_secs(300))
            .policy_name(sub!("{project}-{environment}-scaling-policy"))
            .role(scaling_role.assume::<RoleArn>()),
    );

    let mut outputs = vec![
        (
            "ClusterName",
            "ECS Cluster name",
            cluster.reference().into_value(),
        ),
        (
            "ServiceName",
            "ECS Service name",
            service.name().into_value(),
        ),
        (
            "LoadBalancerDNS",
            "Application Load Balancer DNS name",
            alb.dns_name().into_value(),
        ),
    ];
    if let Some(discovery) = service.discovery(*stack) {
        let arn = discovery.arn().into_value();
        outputs.push(("ServiceDiscoveryArn", "Service Discovery service ARN", arn));
    }
    show(stack, outputs);

    stack.pin_ids([
        ("Cluster", "ECSCluster"),
        ("Cluster/Namespace", "ServiceDiscoveryNamespace"),
        ("Logs", "LogGroup"),
        ("Task", "TaskDefinition"),
        ("Task/ExecutionRole", "TaskExecutionRole"),
        ("Task/TaskRole", "TaskRole"),
        ("AlbSecurityGroup", "ALBSecurityGroup"),
        ("Alb", "ApplicationLoadBalancer"),
        ("Alb/TargetGroup", "TargetGroup"),
        ("Alb/Listener", "ALBListener"),
        ("EcsSecurityGroup", "ECSSecurityGroup"),
        ("Service", "ECSService"),
        ("Service/Discovery", "ServiceDiscovery"),
        ("Scaling", "AutoScalingTarget"),
        ("Scaling/Cpu", "AutoScalingPolicy"),
    ]);
    // What the checker warns of, and the tutorial does nevertheless.
    for (code, reason) in [
        ("DES101", "the names are those of the templates"),
        ("DES104", "the templates export their outputs for others"),
        ("OPS427", "the templates begin with a number of their own"),
        ("OPS504", "the tutorial deploys `latest`"),
        (
            "OPS621",
            "the tutorial has no domain to get a certificate for",
        ),
    ] {
        stack.acknowledge(code, reason);
    }
}

/// The names that both stacks are built from, and the tags made of them.
fn names(stack: Stack<'_>) -> (ParameterHandle, ParameterHandle) {
    let project = stack.add("ProjectName", Parameter::string().default("ecs-container"));
    let environment = stack.add("EnvironmentName", Parameter::string().default("dev"));
    stack.tag("Environment", environment);
    stack.tag("Project", project);
    (project, environment)
}

/// Outputs by id, description and value, each exported as `<stack>-<id>`.
fn show(
    stack: Stack<'_>,
    outputs: impl IntoIterator<Item = (&'static str, &'static str, Value<Str>)>,
) {
    for (id, description, value) in outputs {
        let name = sub!("{AWS::StackName}-{id}");
        stack.add(id, Output::new(value).describe(description).export(name));
    }
}
