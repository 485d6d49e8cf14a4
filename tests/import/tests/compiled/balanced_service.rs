//! `peers/pool/templates/cdk-BalancedService.json`, on constructs.

use stackwright::aws::ec2::{Peer, Port, SecurityGroup, SubnetKind, Vpc};
use stackwright::aws::ecs::{
    Cluster, Container, ContainerImage, ContainerInsights, FargateService, FargateTask, HalfMemory,
    LogDriver, PropagateTags, TaskSize,
};
use stackwright::aws::elb::{
    Action, ApplicationLoadBalancer, Listener, Redirect, TargetGroup, TargetHealthCheck,
};
use stackwright::aws::forms::{Forms, FormsExt};
use stackwright::aws::iam::{Policy, PolicyDocument, Principal, Role, Statement};
use stackwright::aws::logs::LogGroup;
use stackwright::aws::scaling::TargetTrackingScaling;
use stackwright::aws::units::PercentExt;
use stackwright::cfn::{applicationautoscaling, certificatemanager, ec2, route53};
use stackwright::core::{
    App, Output, Parameter, Pseudo, Rule, Str, assume, contains, join, select, split, sub,
};

/// The stack `Adopted`.
pub fn build(app: &App) {
    let stack = app.stack("Adopted");

    let bootstrap_version = stack.add(
        "BootstrapVersion",
        Parameter::of_type::<Str>("AWS::SSM::Parameter::Value<String>")
            .default("/cdk-bootstrap/hnb659fds/version")
            .describe(
                "Version of the CDK Bootstrap resources in this environment, automatically retrieved from SSM Parameter Store. [cdk:skip]",
            ),
    );

    stack.add(
        "CheckBootstrapVersion",
        Rule::new().assert(
            contains(["1", "2", "3", "4", "5"], bootstrap_version).not(),
            "CDK bootstrap stack version 6 required. Please run 'cdk bootstrap' with a recent version of the CDK CLI.",
        ),
    );

    let vpc8378_eb38 = stack.add(
        "Vpc",
        Vpc::new("10.0.0.0/16")
            .name("BalancedService/Vpc")
            .blocks(SubnetKind::Public, ["10.0.0.0/18", "10.0.64.0/18"])
            .blocks(SubnetKind::Private, ["10.0.128.0/18", "10.0.192.0/18"])
            .route_table_each()
            .without_s3_endpoint(),
    );
    stack
        .at(vpc8378_eb38)
        .forms(Forms::aws_cdk().without_paths());
    let vpc_public_subnet1 = stack.resource_at::<ec2::SubnetHandle>("Vpc/PublicSubnet1/Resource");
    let vpc_public_subnet2 = stack.resource_at::<ec2::SubnetHandle>("Vpc/PublicSubnet2/Resource");
    let vpc_private_subnet1 = stack.resource_at::<ec2::SubnetHandle>("Vpc/PrivateSubnet1/Resource");
    let vpc_private_subnet2 = stack.resource_at::<ec2::SubnetHandle>("Vpc/PrivateSubnet2/Resource");
    let cluster_eb0386_a7 = stack.add(
        "Cluster",
        Cluster::new(vpc8378_eb38).insights(ContainerInsights::Enhanced),
    );
    stack
        .at(cluster_eb0386_a7)
        .forms(Forms::aws_cdk().without_paths());
    let certificate4_e7_abb08 = stack.add(
        "Certificate4E7ABB08",
        certificatemanager::Certificate::new()
            .domain_name("www.shop.example.com")
            .domain_validation_options([
                certificatemanager::certificate::DomainValidationOption::new()
                    .domain_name("www.shop.example.com")
                    .hosted_zone_id("Z0123456789ABCDEFGHIJ"),
            ])
            .tags([certificatemanager::certificate::Tag::new()
                .key("Name")
                .value("BalancedService/Certificate")])
            .validation_method("DNS"),
    );
    let web_lb_security_group_ad942_a36 = stack.add(
        "WebLBSecurityGroupAD942A36",
        SecurityGroup::new(vpc8378_eb38)
            .describe("Automatically created Security Group for ELB BalancedServiceWebLBC79B9543")
            .without_defaults()
            .allow_from(
                Peer::any_ipv4().describe("Allow from anyone on port 443"),
                Port::tcp(443),
            )
            .allow_from(
                Peer::any_ipv4().describe("Allow from anyone on port 80"),
                Port::tcp(80),
            ),
    );
    let web_lb720665_e7 = stack.add(
        "WebLB720665E7",
        ApplicationLoadBalancer::new(vpc8378_eb38)
            .internet_facing()
            .subnets([vpc_public_subnet1, vpc_public_subnet2])
            .security_group(web_lb_security_group_ad942_a36)
            .without_defaults()
            .attribute("deletion_protection.enabled", "false"),
    );
    stack.of(web_lb720665_e7).override_attribute(
        "DependsOn",
        [
            "VpcPublicSubnet1DefaultRoute3DA9E72A",
            "VpcPublicSubnet1RouteTableAssociation97140677",
            "VpcPublicSubnet2DefaultRoute97F91067",
            "VpcPublicSubnet2RouteTableAssociationDD5762D8",
        ],
    );
    let web_task_def_task_role_b0_d86_f55 = stack.add(
        "WebTaskDefTaskRoleB0D86F55",
        Role::new(Principal::service("ecs-tasks.amazonaws.com")),
    );
    let web_service_security_group_baf50_cc8 = stack.add(
        "WebServiceSecurityGroupBAF50CC8",
        SecurityGroup::new(vpc8378_eb38)
            .describe("BalancedService/Web/Service/SecurityGroup")
            .allow_to(
                Peer::any_ipv4().describe("Allow all outbound traffic by default"),
                Port::all(),
            ),
    );
    stack
        .of(web_service_security_group_baf50_cc8)
        .override_attribute("DependsOn", ["WebTaskDefTaskRoleB0D86F55"]);
    stack.add(
        "WebLBSecurityGrouptoBalancedServiceWebServiceSecurityGroup03B1FCEB3000A0ADFAD2",
        ec2::SecurityGroupEgress::new()
            .description("Load balancer to target")
            .destination_security_group_id(web_service_security_group_baf50_cc8.group_id())
            .from_port(3000)
            .group_id(web_lb_security_group_ad942_a36.group_id())
            .ip_protocol("tcp")
            .to_port(3000),
    );
    let web_lb_public_listener_ecs_group_b52_ea5_b2 = stack.add(
        "WebLBPublicListenerECSGroupB52EA5B2",
        TargetGroup::new(vpc8378_eb38, Port::http(80))
            .without_defaults()
            .health_check(TargetHealthCheck::path("/health").without_defaults())
            .attribute("stickiness.enabled", "false"),
    );
    let web_lb_public_listener_b3_d72_a27 = stack.add(
        "WebLBPublicListenerB3D72A27",
        Listener::new(
            web_lb720665_e7,
            Port::https(443),
            Action::forward(web_lb_public_listener_ecs_group_b52_ea5_b2),
        )
        .certificate(certificate4_e7_abb08),
    );
    stack.remove_at("WebLBPublicListenerB3D72A27/Resource", "/SslPolicy");
    let web_lb_public_redirect_listener_bfd70_b52 = stack.add(
        "WebLBPublicRedirectListenerBFD70B52",
        Listener::new(
            web_lb720665_e7,
            Port::http(80),
            Action::redirect(Redirect::to_https()),
        ),
    );
    stack
        .of(web_lb_public_redirect_listener_bfd70_b52)
        .override_attribute(
            "DependsOn",
            [
                "WebLBPublicListenerECSGroupB52EA5B2",
                "WebLBPublicListenerB3D72A27",
            ],
        );
    let web_dns8_d1678_fd = stack.add(
        "WebDNS8D1678FD",
        route53::RecordSet::new()
            .alias_target(
                route53::record_set::AliasTarget::new()
                    .dns_name(join(
                        "",
                        [assume("dualstack."), assume(web_lb720665_e7.dns_name())],
                    ))
                    .hosted_zone_id(web_lb720665_e7.canonical_hosted_zone_id()),
            )
            .hosted_zone_id("Z0123456789ABCDEFGHIJ")
            .name("www.shop.example.com.")
            .r#type("A"),
    );
    let web_task_defweb_log_group034_dcd19 = stack.add(
        "WebTaskDefwebLogGroup034DCD19",
        LogGroup::new().kept_for_ever().retain(),
    );
    let web_task_def_execution_role04_eeaf3_e = stack.add(
        "WebTaskDefExecutionRole04EEAF3E",
        Role::new(Principal::service("ecs-tasks.amazonaws.com")),
    );
    let web_task_def1_c8_e6_ed7 = stack.add(
        "WebTaskDef1C8E6ED7",
        FargateTask::new(TaskSize::Half(HalfMemory::Gib1))
            .family("BalancedServiceWebTaskDefE94775A6")
            .execution_role_without_grants(web_task_def_execution_role04_eeaf3_e)
            .task_role(web_task_def_task_role_b0_d86_f55)
            .container(
                Container::new(
                    "web",
                    ContainerImage::registry(sub!(
                        "{AWS::AccountId}.dkr.ecr.{AWS::Region}.{AWS::URLSuffix}/cdk-hnb659fds-container-assets-{AWS::AccountId}-{AWS::Region}:6bb0f8c27bc3782f7c5d761c08c2d6e519f95676d38789edbc051c96eda6f5cb"
                    )),
                )
                .port(3000)
                .env("LOG_LEVEL", "info")
                .logs(LogDriver::awslogs(web_task_defweb_log_group034_dcd19).stream_prefix("Web")),
            ),
    );
    stack.add(
        "WebTaskDefExecutionRoleDefaultPolicyCD2B0D05",
        Policy::new(
            "WebTaskDefExecutionRoleDefaultPolicyCD2B0D05",
            PolicyDocument::new()
                .statement(
                    Statement::allow([
                        "ecr:BatchCheckLayerAvailability",
                        "ecr:GetDownloadUrlForLayer",
                        "ecr:BatchGetImage",
                    ])
                    .on([join(
                        "",
                        [
                            assume("arn:"),
                            assume(Pseudo::Partition.value()),
                            assume(":ecr:"),
                            assume(Pseudo::Region.value()),
                            assume(":"),
                            assume(Pseudo::AccountId.value()),
                            assume(":repository/"),
                            assume(sub!(
                                "cdk-hnb659fds-container-assets-{AWS::AccountId}-{AWS::Region}"
                            )),
                        ],
                    )]),
                )
                .statement(Statement::allow(["ecr:GetAuthorizationToken"]).on_all())
                .statement(
                    Statement::allow(["logs:CreateLogStream", "logs:PutLogEvents"])
                        .on([web_task_defweb_log_group034_dcd19.arn()]),
                ),
        )
        .role(web_task_def_execution_role04_eeaf3_e),
    );
    let web_service_d04_b5_f3_e = stack.add(
        "WebServiceD04B5F3E",
        FargateService::new(cluster_eb0386_a7, web_task_def1_c8_e6_ed7)
            .desired_count(2)
            .security_group(web_service_security_group_baf50_cc8)
            .subnets([vpc_private_subnet1, vpc_private_subnet2])
            .registered_in(web_lb_public_listener_ecs_group_b52_ea5_b2, "web", 3000)
            .propagate_tags(PropagateTags::None)
            .without_managed_tags(),
    );
    stack
        .at(web_service_d04_b5_f3_e)
        .forms(Forms::aws_cdk().without_paths());
    stack.of(web_service_d04_b5_f3_e).override_attribute(
        "DependsOn",
        [
            "WebLBPublicListenerECSGroupB52EA5B2",
            "WebLBPublicListenerB3D72A27",
            "WebTaskDefTaskRoleB0D86F55",
        ],
    );
    let theweb_service_security_groupfrom_balanced_service_web_lb_s = stack.add(
        "WebServiceSecurityGroupfromBalancedServiceWebLBSecurityGroup1EE629FA3000A2D85640",
        ec2::SecurityGroupIngress::new()
            .description("Load balancer to target")
            .from_port(3000)
            .group_id(web_service_security_group_baf50_cc8.group_id())
            .ip_protocol("tcp")
            .source_security_group_id(web_lb_security_group_ad942_a36.group_id())
            .to_port(3000),
    );
    stack
        .of(theweb_service_security_groupfrom_balanced_service_web_lb_s)
        .override_attribute("DependsOn", ["WebTaskDefTaskRoleB0D86F55"]);
    let web_service_task_count_target_f7_bab0_bc = stack.add(
        "WebServiceTaskCountTargetF7BAB0BC",
        TargetTrackingScaling::new(web_service_d04_b5_f3_e, 2..=10)
            .cpu(60.percent())
            .requests_of(
                join(
                    "",
                    [
                        assume(select::<Str>(
                            1,
                            split("/", web_lb_public_listener_b3_d72_a27.reference()),
                        )),
                        assume("/"),
                        assume(select::<Str>(
                            2,
                            split("/", web_lb_public_listener_b3_d72_a27.reference()),
                        )),
                        assume("/"),
                        assume(select::<Str>(
                            3,
                            split("/", web_lb_public_listener_b3_d72_a27.reference()),
                        )),
                        assume("/"),
                        assume(
                            web_lb_public_listener_ecs_group_b52_ea5_b2.target_group_full_name(),
                        ),
                    ],
                ),
                1000,
            ),
    );
    stack.override_at(
        "WebServiceTaskCountTargetF7BAB0BC/Cpu",
        "/PolicyName",
        "BalancedServiceWebServiceTaskCountTargetCpuA0352148",
    );
    stack.override_at(
        "WebServiceTaskCountTargetF7BAB0BC/Cpu",
        "/TargetTrackingScalingPolicyConfiguration/ScaleInCooldown",
        300,
    );
    stack.override_at(
        "WebServiceTaskCountTargetF7BAB0BC/Requests",
        "/PolicyName",
        "BalancedServiceWebServiceTaskCountTargetRequests1EAB618F",
    );
    let cpu = stack.resource_at::<applicationautoscaling::ScalingPolicyHandle>(
        "WebServiceTaskCountTargetF7BAB0BC/Cpu",
    );
    let requests = stack.resource_at::<applicationautoscaling::ScalingPolicyHandle>(
        "WebServiceTaskCountTargetF7BAB0BC/Requests",
    );
    stack
        .of(web_service_task_count_target_f7_bab0_bc)
        .override_attribute("DependsOn", ["WebTaskDefTaskRoleB0D86F55"]);
    stack
        .of(cpu)
        .override_attribute("DependsOn", ["WebTaskDefTaskRoleB0D86F55"]);
    stack
        .of(requests)
        .override_attribute("DependsOn", ["WebTaskDefTaskRoleB0D86F55"]);

    stack.add(
        "WebLoadBalancerDNS1B588EBA",
        Output::new(web_lb720665_e7.dns_name()),
    );
    stack.add(
        "WebServiceURL68D0DABC",
        Output::new(join(
            "",
            [assume("https://"), assume(web_dns8_d1678_fd.reference())],
        )),
    );

    stack.pin_ids([
        (
            "WebLBSecurityGroupAD942A36/Resource",
            "WebLBSecurityGroupAD942A36",
        ),
        ("WebLB720665E7/Resource", "WebLB720665E7"),
        (
            "WebTaskDefTaskRoleB0D86F55/Resource",
            "WebTaskDefTaskRoleB0D86F55",
        ),
        (
            "WebServiceSecurityGroupBAF50CC8/Resource",
            "WebServiceSecurityGroupBAF50CC8",
        ),
        (
            "WebLBPublicListenerECSGroupB52EA5B2/Resource",
            "WebLBPublicListenerECSGroupB52EA5B2",
        ),
        (
            "WebLBPublicListenerB3D72A27/Resource",
            "WebLBPublicListenerB3D72A27",
        ),
        (
            "WebLBPublicRedirectListenerBFD70B52/Resource",
            "WebLBPublicRedirectListenerBFD70B52",
        ),
        (
            "WebTaskDefwebLogGroup034DCD19/Resource",
            "WebTaskDefwebLogGroup034DCD19",
        ),
        (
            "WebTaskDefExecutionRole04EEAF3E/Resource",
            "WebTaskDefExecutionRole04EEAF3E",
        ),
        ("WebTaskDef1C8E6ED7/Resource", "WebTaskDef1C8E6ED7"),
        (
            "WebTaskDefExecutionRoleDefaultPolicyCD2B0D05/Resource",
            "WebTaskDefExecutionRoleDefaultPolicyCD2B0D05",
        ),
        ("WebServiceD04B5F3E/Service", "WebServiceD04B5F3E"),
        (
            "WebServiceD04B5F3E/ScalableTarget",
            "WebServiceTaskCountTargetF7BAB0BC",
        ),
        (
            "WebServiceTaskCountTargetF7BAB0BC/Cpu",
            "WebServiceTaskCountTargetCpu44C13166",
        ),
        (
            "WebServiceTaskCountTargetF7BAB0BC/Requests",
            "WebServiceTaskCountTargetRequests11B8180B",
        ),
    ]);
}
