//! `peers/pool/templates/cdk-ScheduledTask.json`, on constructs.

use stackwright::aws::ec2::{Peer, Port, SecurityGroup, SubnetKind, Vpc};
use stackwright::aws::ecs::{
    Cluster, Container, CpuArchitecture, FargateTask, LogDriver, OneMemory, TaskSize,
};
use stackwright::aws::forms::{Forms, FormsExt};
use stackwright::aws::iam::{Policy, PolicyDocument, Principal, Role, Statement};
use stackwright::aws::logs::{LogGroup, Retention};
use stackwright::aws::s3::Bucket;
use stackwright::cfn::{ec2, events, s3};
use stackwright::core::{App, Parameter, Pseudo, Rule, Str, assume, contains, join};

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
            .name("ScheduledTask/Vpc")
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
    let cluster_eb0386_a7 = stack.add("Cluster", Cluster::new(vpc8378_eb38));
    stack
        .at(cluster_eb0386_a7)
        .forms(Forms::aws_cdk().without_paths());
    let reports65402_a0_a = stack.add(
        "Reports",
        Bucket::new().versions().keep_abandoned_uploads().retain(),
    );
    let reports_policy = stack.resource_at::<s3::BucketPolicyHandle>("Reports/Policy");
    stack
        .of(reports_policy)
        .remove_attribute("DeletionPolicy")
        .remove_attribute("UpdateReplacePolicy");
    let task_task_role_e98524_a1 = stack.add(
        "TaskTaskRoleE98524A1",
        Role::new(Principal::service("ecs-tasks.amazonaws.com")),
    );
    stack.add(
        "TaskTaskRoleDefaultPolicyC02AED32",
        Policy::new(
            "TaskTaskRoleDefaultPolicyC02AED32",
            Statement::allow([
                "s3:GetObject*",
                "s3:GetBucket*",
                "s3:List*",
                "s3:DeleteObject*",
                "s3:PutObject",
                "s3:PutObjectLegalHold",
                "s3:PutObjectRetention",
                "s3:PutObjectTagging",
                "s3:PutObjectVersionTagging",
                "s3:Abort*",
            ])
            .on([reports65402_a0_a.arn()])
            .on([join("", [assume(reports65402_a0_a.arn()), assume("/*")])]),
        )
        .role(task_task_role_e98524_a1),
    );
    let taskreport_log_group22127_b12 = stack.add(
        "TaskreportLogGroup22127B12",
        LogGroup::new().retention(Retention::OneMonth).retain(),
    );
    let task_execution_role_ef964934 = stack.add(
        "TaskExecutionRoleEF964934",
        Role::new(Principal::service("ecs-tasks.amazonaws.com")),
    );
    let task79114_b6_b = stack.add(
        "Task",
        FargateTask::new(TaskSize::One(OneMemory::Gib2))
            .family("ScheduledTaskCCEB4CC9")
            .execution_role_without_grants(task_execution_role_ef964934)
            .task_role(task_task_role_e98524_a1)
            .architecture(CpuArchitecture::Arm64)
            .container(
                Container::new("report", "public.ecr.aws/docker/library/python:3.13")
                    .command(["python", "-c", "print('report')"])
                    .env("BUCKET", reports65402_a0_a.reference())
                    .logs(
                        LogDriver::awslogs(taskreport_log_group22127_b12).stream_prefix("report"),
                    ),
            ),
    );
    stack.add(
        "TaskExecutionRoleDefaultPolicy72339918",
        Policy::new(
            "TaskExecutionRoleDefaultPolicy72339918",
            Statement::allow(["logs:CreateLogStream", "logs:PutLogEvents"])
                .on([taskreport_log_group22127_b12.arn()]),
        )
        .role(task_execution_role_ef964934),
    );
    let task_events_role72969_db9 = stack.add(
        "TaskEventsRole72969DB9",
        Role::new(Principal::service("events.amazonaws.com")),
    );
    stack.add(
        "TaskEventsRoleDefaultPolicyB8BDEBED",
        Policy::new(
            "TaskEventsRoleDefaultPolicyB8BDEBED",
            PolicyDocument::new()
                .statement(
                    Statement::allow(["ecs:RunTask"])
                        .on([task79114_b6_b.reference()])
                        .when("ArnEquals", "ecs:cluster", cluster_eb0386_a7.arn()),
                )
                .statement(Statement::allow(["ecs:TagResource"]).on([join(
                    "",
                    [
                        assume("arn:"),
                        assume(Pseudo::Partition.value()),
                        assume(":ecs:"),
                        assume(Pseudo::Region.value()),
                        assume(":*:task/"),
                        assume(cluster_eb0386_a7.reference()),
                        assume("/*"),
                    ],
                )]))
                .statement(
                    Statement::allow(["iam:PassRole"]).on([task_execution_role_ef964934.arn()]),
                )
                .statement(Statement::allow(["iam:PassRole"]).on([task_task_role_e98524_a1.arn()])),
        )
        .role(task_events_role72969_db9),
    );
    let task_security_group7_a9820_db = stack.add(
        "TaskSecurityGroup7A9820DB",
        SecurityGroup::new(vpc8378_eb38)
            .describe("ScheduledTask/Task/SecurityGroup")
            .allow_to(
                Peer::any_ipv4().describe("Allow all outbound traffic by default"),
                Port::all(),
            ),
    );
    stack.add(
        "NightlyScheduledEventRuleAFFCD8B7",
        events::Rule::new()
            .schedule_expression("cron(30 2 * * ? *)")
            .state(events::rule::State::Enabled)
            .targets([events::rule::Target::new()
                .arn(cluster_eb0386_a7.arn())
                .ecs_parameters(
                    events::rule::EcsParameters::new()
                        .launch_type(events::rule::LaunchType::Fargate)
                        .network_configuration(
                            events::rule::NetworkConfiguration::new().aws_vpc_configuration(
                                events::rule::AwsVpcConfiguration::new()
                                    .assign_public_ip(events::rule::AssignPublicIp::Disabled)
                                    .security_groups([task_security_group7_a9820_db.group_id()])
                                    .subnets([vpc_private_subnet1, vpc_private_subnet2]),
                            ),
                        )
                        .task_count(1)
                        .task_definition_arn(task79114_b6_b),
                )
                .id("Target0")
                .input("{}")
                .role_arn(task_events_role72969_db9)]),
    );

    stack.pin_ids([
        ("Reports/Policy", "ReportsPolicyA13B441D"),
        ("TaskTaskRoleE98524A1/Resource", "TaskTaskRoleE98524A1"),
        (
            "TaskTaskRoleDefaultPolicyC02AED32/Resource",
            "TaskTaskRoleDefaultPolicyC02AED32",
        ),
        (
            "TaskreportLogGroup22127B12/Resource",
            "TaskreportLogGroup22127B12",
        ),
        (
            "TaskExecutionRoleEF964934/Resource",
            "TaskExecutionRoleEF964934",
        ),
        (
            "TaskExecutionRoleDefaultPolicy72339918/Resource",
            "TaskExecutionRoleDefaultPolicy72339918",
        ),
        ("TaskEventsRole72969DB9/Resource", "TaskEventsRole72969DB9"),
        (
            "TaskEventsRoleDefaultPolicyB8BDEBED/Resource",
            "TaskEventsRoleDefaultPolicyB8BDEBED",
        ),
        (
            "TaskSecurityGroup7A9820DB/Resource",
            "TaskSecurityGroup7A9820DB",
        ),
    ]);
}
