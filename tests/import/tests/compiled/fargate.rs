//! `peers/pool/templates/troposphere-fargate.json`, on constructs.

use stackwright::aws::ec2::{Peer, Port, SecurityGroup, Vpc};
use stackwright::aws::ecs::{
    Cluster, Container, ContainerImage, ContainerInsights, FargateService, FargateTask, LogDriver,
    PropagateTags, QuarterMemory, TaskSize,
};
use stackwright::aws::elb::{Action, Listener, TargetGroup, TargetHealthCheck};
use stackwright::aws::forms::{Forms, FormsExt};
use stackwright::aws::iam::{ManagedPolicy, Principal, Role};
use stackwright::aws::logs::{LogGroup, Retention};
use stackwright::aws::scaling::TargetTrackingScaling;
use stackwright::aws::units::PercentExt;
use stackwright::cfn::{self, elasticloadbalancingv2};
use stackwright::core::{App, Output, Parameter, Str, assume, import_value, split, sub};

/// The stack `Adopted`.
pub fn build(app: &App) {
    let stack = app.stack("Adopted");

    let network = stack.add("Network", Parameter::string());
    let public_subnets = stack.add(
        "PublicSubnets",
        Parameter::list_of::<cfn::kind::ec2::SubnetId>(),
    );
    let image = stack.add("Image", Parameter::string());

    let imported_vpc = stack.add(
        "ImportedVpc",
        Vpc::imported(assume(import_value::<Str>(sub!("{network}-Vpc")))),
    );
    let outside = stack.add(
        "Outside",
        SecurityGroup::new(imported_vpc)
            .describe("people")
            .without_defaults()
            .allow_from(Peer::any_ipv4().describe("people"), Port::tcp(80)),
    );
    let inside = stack.add(
        "Inside",
        SecurityGroup::new(imported_vpc)
            .describe("tasks")
            .without_defaults()
            .allow_from(Peer::group(outside).without_description(), Port::tcp(8080)),
    );
    let balancer = stack.add(
        "Balancer",
        elasticloadbalancingv2::LoadBalancer::new()
            .scheme(elasticloadbalancingv2::load_balancer::Scheme::InternetFacing)
            .subnets(public_subnets)
            .security_groups([outside]),
    );
    let group = stack.add(
        "Group",
        TargetGroup::new(imported_vpc, Port::http(8080)).health_check(
            TargetHealthCheck::path("/health")
                .without_defaults()
                .codes("200"),
        ),
    );
    stack.add(
        "Listener",
        Listener::new(balancer, Port::http(80), Action::forward(group)),
    );
    let execution = stack.add(
        "Execution",
        Role::new(Principal::service("ecs-tasks.amazonaws.com")).managed_policy(
            ManagedPolicy::aws("service-role/AmazonECSTaskExecutionRolePolicy"),
        ),
    );
    let log = stack.add(
        "Log",
        LogGroup::new().retention(Retention::OneMonth).retain(),
    );
    let cluster = stack.add(
        "Cluster",
        Cluster::new(imported_vpc).insights(ContainerInsights::Enabled),
    );
    stack.at(cluster).forms(Forms::aws_cdk().without_paths());
    let task = stack.add(
        "Task",
        FargateTask::new(TaskSize::Quarter(QuarterMemory::Mib512))
            .execution_role_without_grants(execution)
            .without_task_role()
            .container(
                Container::new("app", ContainerImage::registry(image))
                    .port(8080)
                    .env("STAGE", "live")
                    .logs(LogDriver::awslogs(log).stream_prefix("app")),
            ),
    );
    stack.remove_at(
        "Task/Resource",
        "/ContainerDefinitions/0/PortMappings/0/Protocol",
    );
    let service = stack.add(
        "Service",
        FargateService::new(cluster, task)
            .desired_count(2)
            .security_group(inside)
            .subnets(assume(split(
                ",",
                import_value::<Str>(sub!("{network}-Private")),
            )))
            .registered_in(group, "app", 8080)
            .propagate_tags(PropagateTags::None),
    );
    stack.remove_at("Service/Service", "/EnableECSManagedTags");
    stack
        .of(service)
        .override_attribute("DependsOn", "Listener");
    stack.add(
        "Target",
        TargetTrackingScaling::new(service, 2..=8)
            .cpu(60.percent())
            .policy_name("cpu"),
    );

    stack.add(
        "Url",
        Output::new(sub!(
            "http://{balancer_dns_name}",
            balancer_dns_name = balancer.dns_name()
        )),
    );

    stack.pin_ids([
        ("Outside/Resource", "Outside"),
        ("Inside/Resource", "Inside"),
        ("Group/Resource", "Group"),
        ("Listener/Resource", "Listener"),
        ("Execution/Resource", "Execution"),
        ("Log/Resource", "Log"),
        ("Cluster/Resource", "Cluster"),
        ("Task/Resource", "Task"),
        ("Service/Service", "Service"),
        ("Service/ScalableTarget", "Target"),
        ("Target/Cpu", "Cpu"),
    ]);
}
