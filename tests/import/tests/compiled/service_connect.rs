//! `peers/pool/templates/cdk-ServiceConnect.json`, on constructs.

use stackwright::aws::ec2::{Peer, Port, SecurityGroup, SubnetKind, Vpc};
use stackwright::aws::ecs::{
    Container, FargateService, FargateTask, LogDriver, PropagateTags, QuarterMemory, TaskSize,
};
use stackwright::aws::forms::{Forms, FormsExt};
use stackwright::aws::iam::{Policy, PolicyDocument, Principal, Role, Statement};
use stackwright::aws::logs::{LogGroup, Retention};
use stackwright::cfn::{ec2, ecs, servicediscovery};
use stackwright::core::{App, Parameter, Pseudo, Rule, Str, contains, object};

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
            .name("ServiceConnect/Vpc")
            .blocks(SubnetKind::Public, ["10.0.0.0/18", "10.0.64.0/18"])
            .blocks(SubnetKind::Private, ["10.0.128.0/18", "10.0.192.0/18"])
            .route_table_each()
            .without_s3_endpoint(),
    );
    stack
        .at(vpc8378_eb38)
        .forms(Forms::aws_cdk().without_paths());
    let vpc_private_subnet1 = stack.resource_at::<ec2::SubnetHandle>("Vpc/PrivateSubnet1/Resource");
    let vpc_private_subnet2 = stack.resource_at::<ec2::SubnetHandle>("Vpc/PrivateSubnet2/Resource");
    let cluster_default_service_discovery_namespace_c336_f9_b4 = stack.add(
        "ClusterDefaultServiceDiscoveryNamespaceC336F9B4",
        servicediscovery::PrivateDnsNamespace::new()
            .name("shop.local")
            .vpc(vpc8378_eb38),
    );
    let cluster_eb0386_a7 = stack.add(
        "ClusterEB0386A7",
        ecs::Cluster::new().service_connect_defaults(
            ecs::cluster::ServiceConnectDefaults::new()
                .namespace(cluster_default_service_discovery_namespace_c336_f9_b4),
        ),
    );
    let api_task_task_role9_c931702 = stack.add(
        "apiTaskTaskRole9C931702",
        Role::new(Principal::service("ecs-tasks.amazonaws.com")),
    );
    let api_taskapi_log_group2_fcd3_a3_b = stack.add(
        "apiTaskapiLogGroup2FCD3A3B",
        LogGroup::new().kept_for_ever().retain(),
    );
    let api_task_execution_role05_c20_f32 = stack.add(
        "apiTaskExecutionRole05C20F32",
        Role::new(Principal::service("ecs-tasks.amazonaws.com")),
    );
    let api_task2_cf13_c0_a = stack.add(
        "apiTask",
        FargateTask::new(TaskSize::Quarter(QuarterMemory::Mib512))
            .family("ServiceConnectapiTaskBB2DDEB7")
            .execution_role_without_grants(api_task_execution_role05_c20_f32)
            .task_role(api_task_task_role9_c931702)
            .container(
                Container::new("api", "public.ecr.aws/docker/library/httpd:2.4")
                    .named_port("http", Port::http(8080))
                    .logs(
                        LogDriver::awslogs(api_taskapi_log_group2_fcd3_a3_b).stream_prefix("api"),
                    ),
            ),
    );
    let proxy_cb0_dfb71 = stack.add(
        "Proxy",
        LogGroup::new().retention(Retention::OneWeek).retain(),
    );
    stack.add(
        "apiTaskExecutionRoleDefaultPolicy05632708",
        Policy::new(
            "apiTaskExecutionRoleDefaultPolicy05632708",
            PolicyDocument::new()
                .statement(
                    Statement::allow(["logs:CreateLogStream", "logs:PutLogEvents"])
                        .on([api_taskapi_log_group2_fcd3_a3_b.arn()]),
                )
                .statement(
                    Statement::allow(["logs:CreateLogStream", "logs:PutLogEvents"])
                        .on([proxy_cb0_dfb71.arn()]),
                ),
        )
        .role(api_task_execution_role05_c20_f32),
    );
    let api_security_group2_d7_b9747 = stack.add(
        "ApiSecurityGroup2D7B9747",
        SecurityGroup::new(vpc8378_eb38)
            .describe("ServiceConnect/Api/SecurityGroup")
            .allow_to(
                Peer::any_ipv4().describe("Allow all outbound traffic by default"),
                Port::all(),
            ),
    );
    stack
        .of(api_security_group2_d7_b9747)
        .override_attribute("DependsOn", ["apiTaskTaskRole9C931702"]);
    let api_service89_e3_d990 = stack.add(
        "Api",
        FargateService::new(cluster_eb0386_a7, api_task2_cf13_c0_a)
            .desired_count(2)
            .security_group(api_security_group2_d7_b9747)
            .subnets([vpc_private_subnet1, vpc_private_subnet2])
            .propagate_tags(PropagateTags::None)
            .without_managed_tags(),
    );
    stack
        .at(api_service89_e3_d990)
        .forms(Forms::aws_cdk().without_paths());
    stack.override_at(
        "Api/Service",
        "/ServiceConnectConfiguration",
        object!({
            "Enabled": true,
            "LogConfiguration": {
                "LogDriver": "awslogs",
                "Options": {
                    "awslogs-group": proxy_cb0_dfb71.reference(),
                    "awslogs-stream-prefix": "proxy",
                    "awslogs-region": Pseudo::Region.value(),
                },
            },
            "Namespace": "shop.local",
            "Services": [
                {
                    "ClientAliases": [{ "DnsName": "api", "Port": 80 }],
                    "PortName": "http",
                },
            ],
        }),
    );
    stack
        .of(api_service89_e3_d990)
        .override_attribute("DependsOn", ["apiTaskTaskRole9C931702"]);
    let web_task_task_role92368371 = stack.add(
        "webTaskTaskRole92368371",
        Role::new(Principal::service("ecs-tasks.amazonaws.com")),
    );
    let web_security_group_f444_d504 = stack.add(
        "WebSecurityGroupF444D504",
        SecurityGroup::new(vpc8378_eb38)
            .describe("ServiceConnect/Web/SecurityGroup")
            .allow_to(
                Peer::any_ipv4().describe("Allow all outbound traffic by default"),
                Port::all(),
            ),
    );
    stack
        .of(web_security_group_f444_d504)
        .override_attribute("DependsOn", ["webTaskTaskRole92368371"]);
    let theapi_security_groupfrom_service_connect_web_security_grou = stack.add(
        "ApiSecurityGroupfromServiceConnectWebSecurityGroupAE35774680805E5C0E69",
        ec2::SecurityGroupIngress::new()
            .description("from ServiceConnectWebSecurityGroupAE357746:8080")
            .from_port(8080)
            .group_id(api_security_group2_d7_b9747.group_id())
            .ip_protocol("tcp")
            .source_security_group_id(web_security_group_f444_d504.group_id())
            .to_port(8080),
    );
    stack
        .of(theapi_security_groupfrom_service_connect_web_security_grou)
        .override_attribute("DependsOn", ["apiTaskTaskRole9C931702"]);
    let web_taskweb_log_group_f8_e5_c1_f4 = stack.add(
        "webTaskwebLogGroupF8E5C1F4",
        LogGroup::new().kept_for_ever().retain(),
    );
    let web_task_execution_role_b5_e51_a44 = stack.add(
        "webTaskExecutionRoleB5E51A44",
        Role::new(Principal::service("ecs-tasks.amazonaws.com")),
    );
    let web_task84485_f2_a = stack.add(
        "webTask",
        FargateTask::new(TaskSize::Quarter(QuarterMemory::Mib512))
            .family("ServiceConnectwebTaskDF6F2416")
            .execution_role_without_grants(web_task_execution_role_b5_e51_a44)
            .task_role(web_task_task_role92368371)
            .container(
                Container::new("web", "public.ecr.aws/docker/library/httpd:2.4")
                    .named_port("http", Port::http(3000))
                    .logs(
                        LogDriver::awslogs(web_taskweb_log_group_f8_e5_c1_f4).stream_prefix("web"),
                    ),
            ),
    );
    stack.add(
        "webTaskExecutionRoleDefaultPolicyA3F1AC7F",
        Policy::new(
            "webTaskExecutionRoleDefaultPolicyA3F1AC7F",
            Statement::allow(["logs:CreateLogStream", "logs:PutLogEvents"])
                .on([web_taskweb_log_group_f8_e5_c1_f4.arn()]),
        )
        .role(web_task_execution_role_b5_e51_a44),
    );
    let web_service_df29_b54_c = stack.add(
        "Web",
        FargateService::new(cluster_eb0386_a7, web_task84485_f2_a)
            .desired_count(2)
            .security_group(web_security_group_f444_d504)
            .subnets([vpc_private_subnet1, vpc_private_subnet2])
            .propagate_tags(PropagateTags::None)
            .without_managed_tags(),
    );
    stack
        .at(web_service_df29_b54_c)
        .forms(Forms::aws_cdk().without_paths());
    stack.override_at(
        "Web/Service",
        "/ServiceConnectConfiguration",
        object!({ "Enabled": true, "Namespace": "shop.local" }),
    );
    stack.of(web_service_df29_b54_c).override_attribute(
        "DependsOn",
        ["ApiService89E3D990", "webTaskTaskRole92368371"],
    );
    let found_task_task_role89632391 = stack.add(
        "foundTaskTaskRole89632391",
        Role::new(Principal::service("ecs-tasks.amazonaws.com")),
    );
    let found_taskfound_log_group_e4_d4_ecef = stack.add(
        "foundTaskfoundLogGroupE4D4ECEF",
        LogGroup::new().kept_for_ever().retain(),
    );
    let found_task_execution_role_dc1_f152_d = stack.add(
        "foundTaskExecutionRoleDC1F152D",
        Role::new(Principal::service("ecs-tasks.amazonaws.com")),
    );
    let found_task_aeac9_f54 = stack.add(
        "foundTask",
        FargateTask::new(TaskSize::Quarter(QuarterMemory::Mib512))
            .family("ServiceConnectfoundTask3336441C")
            .execution_role_without_grants(found_task_execution_role_dc1_f152_d)
            .task_role(found_task_task_role89632391)
            .container(
                Container::new("found", "public.ecr.aws/docker/library/httpd:2.4")
                    .named_port("http", Port::http(9000))
                    .logs(
                        LogDriver::awslogs(found_taskfound_log_group_e4_d4_ecef)
                            .stream_prefix("found"),
                    ),
            ),
    );
    stack.add(
        "foundTaskExecutionRoleDefaultPolicy939079EC",
        Policy::new(
            "foundTaskExecutionRoleDefaultPolicy939079EC",
            Statement::allow(["logs:CreateLogStream", "logs:PutLogEvents"])
                .on([found_taskfound_log_group_e4_d4_ecef.arn()]),
        )
        .role(found_task_execution_role_dc1_f152_d),
    );
    let found_security_group_cb8_e1256 = stack.add(
        "FoundSecurityGroupCB8E1256",
        SecurityGroup::new(vpc8378_eb38)
            .describe("ServiceConnect/Found/SecurityGroup")
            .allow_to(
                Peer::any_ipv4().describe("Allow all outbound traffic by default"),
                Port::all(),
            ),
    );
    stack
        .of(found_security_group_cb8_e1256)
        .override_attribute("DependsOn", ["foundTaskTaskRole89632391"]);
    let found_cloudmap_service4_c881_f30 = stack.add(
        "FoundCloudmapService4C881F30",
        servicediscovery::Service::new()
            .dns_config(
                servicediscovery::service::DnsConfig::new()
                    .dns_records([servicediscovery::service::DnsRecord::new()
                        .ttl(10)
                        .r#type(servicediscovery::service::DnsRecordType::A)])
                    .namespace_id(cluster_default_service_discovery_namespace_c336_f9_b4.id())
                    .routing_policy(servicediscovery::service::RoutingPolicy::Multivalue),
            )
            .health_check_custom_config(
                servicediscovery::service::HealthCheckCustomConfig::new().failure_threshold(1),
            )
            .name("found")
            .namespace_id(cluster_default_service_discovery_namespace_c336_f9_b4.id()),
    );
    stack
        .of(found_cloudmap_service4_c881_f30)
        .override_attribute("DependsOn", ["foundTaskTaskRole89632391"]);
    let found_service4_cbe72_f9 = stack.add(
        "Found",
        FargateService::new(cluster_eb0386_a7, found_task_aeac9_f54)
            .security_group(found_security_group_cb8_e1256)
            .subnets([vpc_private_subnet1, vpc_private_subnet2])
            .without_circuit_breaker()
            .propagate_tags(PropagateTags::None)
            .without_managed_tags(),
    );
    stack
        .at(found_service4_cbe72_f9)
        .forms(Forms::aws_cdk().without_paths());
    stack.override_at(
        "Found/Service",
        "/ServiceRegistries",
        [object!({
            "RegistryArn": found_cloudmap_service4_c881_f30.arn(),
        })],
    );
    stack
        .of(found_service4_cbe72_f9)
        .override_attribute("DependsOn", ["foundTaskTaskRole89632391"]);
    let thefound_security_groupfrom_service_connect_web_security_gr = stack.add(
        "FoundSecurityGroupfromServiceConnectWebSecurityGroupAE35774690004FE50925",
        ec2::SecurityGroupIngress::new()
            .description("from ServiceConnectWebSecurityGroupAE357746:9000")
            .from_port(9000)
            .group_id(found_security_group_cb8_e1256.group_id())
            .ip_protocol("tcp")
            .source_security_group_id(web_security_group_f444_d504.group_id())
            .to_port(9000),
    );
    stack
        .of(thefound_security_groupfrom_service_connect_web_security_gr)
        .override_attribute("DependsOn", ["foundTaskTaskRole89632391"]);

    stack.pin_ids([
        (
            "apiTaskTaskRole9C931702/Resource",
            "apiTaskTaskRole9C931702",
        ),
        (
            "apiTaskapiLogGroup2FCD3A3B/Resource",
            "apiTaskapiLogGroup2FCD3A3B",
        ),
        (
            "apiTaskExecutionRole05C20F32/Resource",
            "apiTaskExecutionRole05C20F32",
        ),
        (
            "apiTaskExecutionRoleDefaultPolicy05632708/Resource",
            "apiTaskExecutionRoleDefaultPolicy05632708",
        ),
        (
            "ApiSecurityGroup2D7B9747/Resource",
            "ApiSecurityGroup2D7B9747",
        ),
        (
            "webTaskTaskRole92368371/Resource",
            "webTaskTaskRole92368371",
        ),
        (
            "WebSecurityGroupF444D504/Resource",
            "WebSecurityGroupF444D504",
        ),
        (
            "webTaskwebLogGroupF8E5C1F4/Resource",
            "webTaskwebLogGroupF8E5C1F4",
        ),
        (
            "webTaskExecutionRoleB5E51A44/Resource",
            "webTaskExecutionRoleB5E51A44",
        ),
        (
            "webTaskExecutionRoleDefaultPolicyA3F1AC7F/Resource",
            "webTaskExecutionRoleDefaultPolicyA3F1AC7F",
        ),
        (
            "foundTaskTaskRole89632391/Resource",
            "foundTaskTaskRole89632391",
        ),
        (
            "foundTaskfoundLogGroupE4D4ECEF/Resource",
            "foundTaskfoundLogGroupE4D4ECEF",
        ),
        (
            "foundTaskExecutionRoleDC1F152D/Resource",
            "foundTaskExecutionRoleDC1F152D",
        ),
        (
            "foundTaskExecutionRoleDefaultPolicy939079EC/Resource",
            "foundTaskExecutionRoleDefaultPolicy939079EC",
        ),
        (
            "FoundSecurityGroupCB8E1256/Resource",
            "FoundSecurityGroupCB8E1256",
        ),
    ]);
}
