//! `data/moving/by_hand.yaml`, on constructs.

use stackwright::aws::ec2::{Peer, Port, SecurityGroup, Vpc};
use stackwright::aws::ecr::{EcrRepository, TagMutability};
use stackwright::aws::ecs::{
    Cluster, Container, ContainerImage, ContainerInsights, FargateService, FargateTask, HalfMemory,
    LogDriver, PropagateTags, TaskSize,
};
use stackwright::aws::elb::{Action, Listener, TargetGroup, TargetHealthCheck};
use stackwright::aws::forms::{Forms, FormsExt};
use stackwright::aws::iam::{ManagedPolicy, Principal, Role, Statement};
use stackwright::aws::logs::{LogGroup, Retention};
use stackwright::cfn::{self, elasticloadbalancingv2, sqs};
use stackwright::core::{App, Output, Parameter, sub};

/// The stack `Adopted`.
pub fn build(app: &App) {
    // A service as people write it by hand: names given, rules inside groups, policies by name.
    let stack = app.stack("Adopted");

    let vpc_id = stack.add("VpcId", Parameter::of::<cfn::kind::ec2::VpcId>());
    let public_subnets = stack.add(
        "PublicSubnets",
        Parameter::list_of::<cfn::kind::ec2::SubnetId>(),
    );
    let private_subnets = stack.add(
        "PrivateSubnets",
        Parameter::list_of::<cfn::kind::ec2::SubnetId>(),
    );
    let tag = stack.add("Tag", Parameter::string().default("1.4"));

    let imported_vpc = stack.add("ImportedVpc", Vpc::imported(vpc_id));
    let ecs_cluster = stack.add(
        "ECSCluster",
        Cluster::new(imported_vpc)
            .name("orders")
            .insights(ContainerInsights::Enabled),
    );
    stack
        .at(ecs_cluster)
        .forms(Forms::aws_cdk().without_paths());
    let repository = stack.add(
        "Repository",
        EcrRepository::new()
            .name("orders/api")
            .tag_mutability(TagMutability::Mutable)
            .retain(),
    );
    stack.remove_at("Repository/Resource", "/ImageTagMutability");
    stack.of(repository).remove_attribute("UpdateReplacePolicy");
    let lb_security_group = stack.add(
        "LBSecurityGroup",
        SecurityGroup::new(imported_vpc)
            .describe("Load balancer of orders")
            .without_defaults()
            .allow_from(Peer::any_ipv4().without_description(), Port::tcp(80)),
    );
    let task_security_group = stack.add(
        "TaskSecurityGroup",
        SecurityGroup::new(imported_vpc)
            .describe("Tasks of orders")
            .without_defaults()
            .allow_from(
                Peer::group(lb_security_group).without_description(),
                Port::tcp(8080),
            ),
    );
    let load_balancer = stack.add(
        "LoadBalancer",
        elasticloadbalancingv2::LoadBalancer::new()
            .name("orders")
            .scheme(elasticloadbalancingv2::load_balancer::Scheme::InternetFacing)
            .subnets(public_subnets)
            .security_groups([lb_security_group]),
    );
    let target_group = stack.add(
        "TargetGroup",
        TargetGroup::new(imported_vpc, Port::http(8080))
            .without_defaults()
            .name("orders")
            .health_check(TargetHealthCheck::path("/health").without_defaults()),
    );
    stack.add(
        "Listener",
        Listener::new(load_balancer, Port::http(80), Action::forward(target_group)),
    );
    let logs = stack.add(
        "Logs",
        LogGroup::new()
            .name("/ecs/orders")
            .retention(Retention::TwoWeeks),
    );
    let execution_role = stack.add(
        "ExecutionRole",
        Role::new(Principal::service("ecs-tasks.amazonaws.com")).managed_policy(
            ManagedPolicy::arn(
                "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy",
            ),
        ),
    );
    let jobs = stack.add(
        "Jobs",
        sqs::Queue::new()
            .queue_name("orders-jobs")
            .visibility_timeout(60),
    );
    let task_role = stack.add(
        "TaskRole",
        Role::new(Principal::service("ecs-tasks.amazonaws.com")).inline_policy(
            "orders",
            Statement::allow(["sqs:SendMessage"]).on([jobs.arn()]),
        ),
    );
    let task = stack.add(
        "Task",
        FargateTask::new(TaskSize::Half(HalfMemory::Gib1))
            .family("orders")
            .execution_role_without_grants(execution_role)
            .task_role(task_role)
            .container(
                Container::new(
                    "api",
                    ContainerImage::registry(sub!(
                        "{AWS::AccountId}.dkr.ecr.{AWS::Region}.amazonaws.com/{repository}:{tag}",
                        repository = repository.reference()
                    )),
                )
                .port(8080)
                .env("JOBS_URL", jobs.reference())
                .logs(LogDriver::awslogs(logs).stream_prefix("api")),
            ),
    );
    stack.remove_at(
        "Task/Resource",
        "/ContainerDefinitions/0/PortMappings/0/Protocol",
    );
    stack.remove_at("Task/Resource", "/ContainerDefinitions/0/Essential");
    let service = stack.add(
        "Service",
        FargateService::new(ecs_cluster, task)
            .name("api")
            .desired_count(2)
            .security_group(task_security_group)
            .subnets(private_subnets)
            .registered_in(target_group, "api", 8080)
            .propagate_tags(PropagateTags::None),
    );
    stack.remove_at(
        "Service/Service",
        "/NetworkConfiguration/AwsvpcConfiguration/AssignPublicIp",
    );
    stack.remove_at("Service/Service", "/HealthCheckGracePeriodSeconds");
    stack.remove_at("Service/Service", "/DeploymentConfiguration");
    stack.remove_at("Service/Service", "/EnableECSManagedTags");
    stack
        .of(service)
        .override_attribute("DependsOn", "Listener");

    stack.add(
        "Url",
        Output::new(sub!(
            "http://{load_balancer_dns_name}",
            load_balancer_dns_name = load_balancer.dns_name()
        ))
        .export("orders-url"),
    );

    stack.pin_ids([
        ("ECSCluster/Resource", "ECSCluster"),
        ("Repository/Resource", "Repository"),
        ("LBSecurityGroup/Resource", "LBSecurityGroup"),
        ("TaskSecurityGroup/Resource", "TaskSecurityGroup"),
        ("TargetGroup/Resource", "TargetGroup"),
        ("Listener/Resource", "Listener"),
        ("Logs/Resource", "Logs"),
        ("ExecutionRole/Resource", "ExecutionRole"),
        ("TaskRole/Resource", "TaskRole"),
        ("Task/Resource", "Task"),
        ("Service/Service", "Service"),
    ]);
}
