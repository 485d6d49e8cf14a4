//! `peers/pool/templates/troposphere-fargate.json`, on constructs.

use stackwright::aws::iam::{ManagedPolicy, Principal, Role};
use stackwright::aws::logs::{LogGroup, Retention};
use stackwright::cfn::{self, applicationautoscaling, ec2, ecs, elasticloadbalancingv2};
use stackwright::core::{App, Output, Parameter, Pseudo, Str, assume, import_value, split, sub};

/// The stack `Adopted`.
pub fn build(app: &App) {
    let stack = app.stack("Adopted");

    let network = stack.add("Network", Parameter::string());
    let public_subnets = stack.add(
        "PublicSubnets",
        Parameter::list_of::<cfn::kind::ec2::SubnetId>(),
    );
    let image = stack.add("Image", Parameter::string());

    let outside = stack.add(
        "Outside",
        ec2::SecurityGroup::new()
            .group_description("people")
            .vpc_id(assume(import_value::<Str>(sub!("{network}-Vpc"))))
            .security_group_ingress([ec2::security_group::Ingress::new()
                .ip_protocol("tcp")
                .from_port(80)
                .to_port(80)
                .cidr_ip("0.0.0.0/0")
                .description("people")]),
    );
    let inside = stack.add(
        "Inside",
        ec2::SecurityGroup::new()
            .group_description("tasks")
            .vpc_id(assume(import_value::<Str>(sub!("{network}-Vpc"))))
            .security_group_ingress([ec2::security_group::Ingress::new()
                .ip_protocol("tcp")
                .from_port(8080)
                .to_port(8080)
                .source_security_group_id(outside.group_id())]),
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
        elasticloadbalancingv2::TargetGroup::new()
            .vpc_id(assume(import_value::<Str>(sub!("{network}-Vpc"))))
            .port(8080)
            .protocol(elasticloadbalancingv2::target_group::Protocol::Http)
            .target_type(elasticloadbalancingv2::target_group::TargetType::Ip)
            .health_check_path("/health")
            .matcher(elasticloadbalancingv2::target_group::Matcher::new().http_code("200"))
            .target_group_attributes([
                elasticloadbalancingv2::target_group::TargetGroupAttribute::new()
                    .key("deregistration_delay.timeout_seconds")
                    .value("30"),
            ]),
    );
    let listener = stack.add(
        "Listener",
        elasticloadbalancingv2::Listener::new()
            .load_balancer_arn(balancer)
            .port(80)
            .protocol(elasticloadbalancingv2::listener::Protocol::Http)
            .default_actions([elasticloadbalancingv2::listener::Action::new()
                .r#type(elasticloadbalancingv2::listener::Type::Forward)
                .target_group_arn(group)]),
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
        ecs::Cluster::new().cluster_settings([ecs::cluster::ClusterSettings::new()
            .name("containerInsights")
            .value("enabled")]),
    );
    let task = stack.add(
        "Task",
        ecs::TaskDefinition::new()
            .requires_compatibilities([ecs::task_definition::RequiresCompatibilities::Fargate])
            .network_mode(ecs::task_definition::NetworkMode::Awsvpc)
            .cpu("256")
            .memory("512")
            .execution_role_arn(execution)
            .container_definitions([ecs::task_definition::ContainerDefinition::new()
                .name("app")
                .image(image)
                .essential(true)
                .port_mappings([ecs::task_definition::PortMapping::new().container_port(8080)])
                .environment([ecs::task_definition::KeyValuePair::new()
                    .name("STAGE")
                    .value("live")])
                .log_configuration(
                    ecs::task_definition::LogConfiguration::new()
                        .log_driver("awslogs")
                        .options([
                            ("awslogs-group", assume(log.reference())),
                            ("awslogs-region", assume(Pseudo::Region.value())),
                            ("awslogs-stream-prefix", assume("app")),
                        ]),
                )]),
    );
    let service = stack.add(
        "Service",
        ecs::Service::new()
            .cluster(cluster)
            .task_definition(task)
            .desired_count(2)
            .launch_type(ecs::service::LaunchType::Fargate)
            .health_check_grace_period_seconds(60)
            .deployment_configuration(
                ecs::service::DeploymentConfiguration::new()
                    .minimum_healthy_percent(100)
                    .maximum_percent(200)
                    .deployment_circuit_breaker(
                        ecs::service::DeploymentCircuitBreaker::new()
                            .enable(true)
                            .rollback(true),
                    ),
            )
            .network_configuration(
                ecs::service::NetworkConfiguration::new().awsvpc_configuration(
                    ecs::service::AwsVpcConfiguration::new()
                        .subnets(assume(split(
                            ",",
                            import_value::<Str>(sub!("{network}-Private")),
                        )))
                        .security_groups([inside])
                        .assign_public_ip(ecs::service::AssignPublicIp::Disabled),
                ),
            )
            .load_balancers([ecs::service::LoadBalancer::new()
                .container_name("app")
                .container_port(8080)
                .target_group_arn(group)]),
    );
    stack.of(service).depends_on(listener);
    let target = stack.add(
        "Target",
        applicationautoscaling::ScalableTarget::new()
            .min_capacity(2)
            .max_capacity(8)
            .service_namespace(applicationautoscaling::scalable_target::ServiceNamespace::Ecs)
            .scalable_dimension(
                applicationautoscaling::scalable_target::ScalableDimension::EcsServiceDesiredCount,
            )
            .resource_id(sub!(
                "service/{cluster}/{service_name}",
                cluster = cluster.reference(),
                service_name = service.name()
            )),
    );
    stack.add(
        "Cpu",
        applicationautoscaling::ScalingPolicy::new()
            .policy_name("cpu")
            .policy_type(applicationautoscaling::scaling_policy::PolicyType::TargetTrackingScaling)
            .scaling_target_id(target)
            .target_tracking_scaling_policy_configuration(
                applicationautoscaling::scaling_policy::TargetTrackingScalingPolicyConfiguration::new(
                )
                .target_value(60.0)
                .predefined_metric_specification(
                    applicationautoscaling::scaling_policy::PredefinedMetricSpecification::new()
                        .predefined_metric_type(
                            applicationautoscaling::scaling_policy::PredefinedMetricSpecificationPredefinedMetricType::EcsServiceAverageCpuUtilization,
                        ),
                ),
            ),
    );

    stack.add(
        "Url",
        Output::new(sub!(
            "http://{balancer_dns_name}",
            balancer_dns_name = balancer.dns_name()
        )),
    );

    stack.pin_ids([("Execution/Resource", "Execution"), ("Log/Resource", "Log")]);
}
