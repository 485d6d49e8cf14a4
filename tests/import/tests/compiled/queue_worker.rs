//! `peers/pool/templates/cdk-QueueWorker.json`, on constructs.

use stackwright::aws::ec2::{Nat, SubnetKind, Vpc};
use stackwright::aws::ecs::{
    Cluster, Container, FargateService, FargateTask, LogDriver, PropagateTags, QuarterMemory,
    TaskSize,
};
use stackwright::aws::forms::{Forms, FormsExt};
use stackwright::aws::iam::{Policy, Principal, Role, Statement};
use stackwright::aws::logs::LogGroup;
use stackwright::aws::scaling::TargetTrackingScaling;
use stackwright::aws::sqs::Queue;
use stackwright::aws::units::{DurationExt, PercentExt};
use stackwright::cfn::{applicationautoscaling, cloudwatch, ec2};
use stackwright::core::{App, Output, Parameter, Rule, Str, contains};

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
            .name("QueueWorker/Vpc")
            .blocks(SubnetKind::Public, ["10.0.0.0/18", "10.0.64.0/18"])
            .blocks(SubnetKind::Private, ["10.0.128.0/18", "10.0.192.0/18"])
            .nat(Nat::PerZone)
            .route_table_each()
            .without_s3_endpoint(),
    );
    stack
        .at(vpc8378_eb38)
        .forms(Forms::aws_cdk().without_paths());
    let vpc_private_subnet1 = stack.resource_at::<ec2::SubnetHandle>("Vpc/PrivateSubnet1/Resource");
    let vpc_private_subnet2 = stack.resource_at::<ec2::SubnetHandle>("Vpc/PrivateSubnet2/Resource");
    let dead_b2807_c34 = stack.add("Dead", Queue::new().retention(14.days()));
    stack.remove_at("Dead/Resource", "/ReceiveMessageWaitTimeSeconds");
    stack.remove_at("Dead/Resource", "/SqsManagedSseEnabled");
    let jobs_df1_cc2_d4 = stack.add(
        "Jobs",
        Queue::new()
            .visibility(5.minutes())
            .dead_letters_to(dead_b2807_c34, 3)
            .allow_http(),
    );
    stack.remove_at("Jobs/Resource", "/ReceiveMessageWaitTimeSeconds");
    let worker_queue_processing_task_def_task_role_cfc5_bd1_b = stack.add(
        "WorkerQueueProcessingTaskDefTaskRoleCFC5BD1B",
        Role::new(Principal::service("ecs-tasks.amazonaws.com")),
    );
    let theworker_queue_processing_task_def_task_role_default_polic = stack.add(
        "WorkerQueueProcessingTaskDefTaskRoleDefaultPolicy82CD0F9D",
        Policy::new(
            "WorkerQueueProcessingTaskDefTaskRoleDefaultPolicy82CD0F9D",
            Statement::allow([
                "sqs:ReceiveMessage",
                "sqs:ChangeMessageVisibility",
                "sqs:GetQueueUrl",
                "sqs:DeleteMessage",
                "sqs:GetQueueAttributes",
            ])
            .on([jobs_df1_cc2_d4.arn()]),
        )
        .role(worker_queue_processing_task_def_task_role_cfc5_bd1_b),
    );
    let theworker_queue_processing_task_def_queue_processing_contai = stack.add(
        "WorkerQueueProcessingTaskDefQueueProcessingContainerLogGroupDDE655D4",
        LogGroup::new().kept_for_ever().retain(),
    );
    let worker_queue_processing_task_def_execution_role0582_e03_c = stack.add(
        "WorkerQueueProcessingTaskDefExecutionRole0582E03C",
        Role::new(Principal::service("ecs-tasks.amazonaws.com")),
    );
    let worker_queue_processing_task_def48_fa8152 = stack.add(
        "WorkerQueueProcessingTaskDef48FA8152",
        FargateTask::new(TaskSize::Quarter(QuarterMemory::Mib512))
            .family("QueueWorkerQueueProcessingTaskDef4CC1CB6A")
            .execution_role_without_grants(
                worker_queue_processing_task_def_execution_role0582_e03_c,
            )
            .task_role(worker_queue_processing_task_def_task_role_cfc5_bd1_b)
            .container(
                Container::new(
                    "QueueProcessingContainer",
                    "public.ecr.aws/docker/library/busybox:1.36",
                )
                .env("QUEUE_NAME", jobs_df1_cc2_d4.queue_name())
                .logs(
                    LogDriver::awslogs(theworker_queue_processing_task_def_queue_processing_contai)
                        .stream_prefix("Worker"),
                ),
            ),
    );
    stack.add(
        "WorkerQueueProcessingTaskDefExecutionRoleDefaultPolicy15480ECA",
        Policy::new(
            "WorkerQueueProcessingTaskDefExecutionRoleDefaultPolicy15480ECA",
            Statement::allow(["logs:CreateLogStream", "logs:PutLogEvents"])
                .on([theworker_queue_processing_task_def_queue_processing_contai.arn()]),
        )
        .role(worker_queue_processing_task_def_execution_role0582_e03_c),
    );
    let ecs_default_cluster_mn_l3m_nnyn_vpc18_e0451_a =
        stack.add("EcsDefaultClusterMnL3mNNYNVpc", Cluster::new(vpc8378_eb38));
    stack
        .at(ecs_default_cluster_mn_l3m_nnyn_vpc18_e0451_a)
        .forms(Forms::aws_cdk().without_paths());
    let theworker_queue_processing_fargate_service_security_group_f = stack.add(
        "WorkerQueueProcessingFargateServiceSecurityGroupF7A39A5F",
        ec2::SecurityGroup::new()
            .group_description("QueueWorker/Worker/QueueProcessingFargateService/SecurityGroup")
            .security_group_egress([ec2::security_group::Egress::new()
                .cidr_ip("0.0.0.0/0")
                .description("Allow all outbound traffic by default")
                .ip_protocol("-1")])
            .vpc_id(vpc8378_eb38),
    );
    stack
        .of(theworker_queue_processing_fargate_service_security_group_f)
        .depends_on(theworker_queue_processing_task_def_task_role_default_polic)
        .depends_on(worker_queue_processing_task_def_task_role_cfc5_bd1_b);
    let worker_queue_processing_fargate_service_c55_e51_b1 = stack.add(
        "WorkerQueueProcessingFargateServiceC55E51B1",
        FargateService::new(
            ecs_default_cluster_mn_l3m_nnyn_vpc18_e0451_a,
            worker_queue_processing_task_def48_fa8152,
        )
        .security_group(theworker_queue_processing_fargate_service_security_group_f)
        .subnets([vpc_private_subnet1, vpc_private_subnet2])
        .min_healthy(50.percent())
        .propagate_tags(PropagateTags::None)
        .without_managed_tags(),
    );
    stack
        .at(worker_queue_processing_fargate_service_c55_e51_b1)
        .forms(Forms::aws_cdk().without_paths());
    stack
        .of(worker_queue_processing_fargate_service_c55_e51_b1)
        .override_attribute(
            "DependsOn",
            [
                "WorkerQueueProcessingTaskDefTaskRoleDefaultPolicy82CD0F9D",
                "WorkerQueueProcessingTaskDefTaskRoleCFC5BD1B",
            ],
        );
    let theworker_queue_processing_fargate_service_task_count_targe = stack.add(
        "WorkerQueueProcessingFargateServiceTaskCountTarget32F233C6",
        TargetTrackingScaling::new(worker_queue_processing_fargate_service_c55_e51_b1, 1..=5)
            .cpu(50.percent())
            .policy_name(
                "QueueWorkerQueueProcessingFargateServiceTaskCountTargetCpuScaling4A8032BB",
            ),
    );
    let cpu = stack.resource_at::<applicationautoscaling::ScalingPolicyHandle>(
        "WorkerQueueProcessingFargateServiceTaskCountTarget32F233C6/Cpu",
    );
    stack
        .of(theworker_queue_processing_fargate_service_task_count_targe)
        .override_attribute(
            "DependsOn",
            [
                "WorkerQueueProcessingTaskDefTaskRoleDefaultPolicy82CD0F9D",
                "WorkerQueueProcessingTaskDefTaskRoleCFC5BD1B",
            ],
        );
    stack.of(cpu).override_attribute(
        "DependsOn",
        [
            "WorkerQueueProcessingTaskDefTaskRoleDefaultPolicy82CD0F9D",
            "WorkerQueueProcessingTaskDefTaskRoleCFC5BD1B",
        ],
    );
    let theworker_queue_processing_fargate_service_task_count_targe_resource = stack.add(
        "WorkerQueueProcessingFargateServiceTaskCountTargetQueueMessagesVisibleScalingLowerPolicy1C73E79B",
        applicationautoscaling::ScalingPolicy::new()
            .policy_name(
                "QueueWorkerQueueProcessingFargateServiceTaskCountTargetQueueMessagesVisibleScalingLowerPolicyAF953B93",
            )
            .policy_type(applicationautoscaling::scaling_policy::PolicyType::StepScaling)
            .scaling_target_id(theworker_queue_processing_fargate_service_task_count_targe)
            .step_scaling_policy_configuration(
                applicationautoscaling::scaling_policy::StepScalingPolicyConfiguration::new()
                    .adjustment_type(
                        applicationautoscaling::scaling_policy::AdjustmentType::ChangeInCapacity,
                    )
                    .metric_aggregation_type(
                        applicationautoscaling::scaling_policy::MetricAggregationType::Maximum,
                    )
                    .step_adjustments([
                        applicationautoscaling::scaling_policy::StepAdjustment::new()
                            .metric_interval_upper_bound(0)
                            .scaling_adjustment(-1),
                    ]),
            ),
    );
    stack
        .of(theworker_queue_processing_fargate_service_task_count_targe_resource)
        .depends_on(theworker_queue_processing_task_def_task_role_default_polic)
        .depends_on(worker_queue_processing_task_def_task_role_cfc5_bd1_b);
    let theworker_queue_processing_fargate_service_task_count_targe_resource_2 = stack.add(
        "WorkerQueueProcessingFargateServiceTaskCountTargetQueueMessagesVisibleScalingLowerAlarmC2990CB9",
        cloudwatch::Alarm::new()
            .alarm_actions([theworker_queue_processing_fargate_service_task_count_targe_resource])
            .alarm_description("Lower threshold scaling alarm")
            .comparison_operator(cloudwatch::alarm::ComparisonOperator::LessThanOrEqualToThreshold)
            .dimensions([cloudwatch::alarm::Dimension::new()
                .name("QueueName")
                .value(jobs_df1_cc2_d4.queue_name())])
            .evaluation_periods(1)
            .metric_name("ApproximateNumberOfMessagesVisible")
            .namespace("AWS/SQS")
            .period(300)
            .statistic(cloudwatch::alarm::Statistic::Maximum)
            .threshold(0),
    );
    stack
        .of(theworker_queue_processing_fargate_service_task_count_targe_resource_2)
        .depends_on(theworker_queue_processing_task_def_task_role_default_polic)
        .depends_on(worker_queue_processing_task_def_task_role_cfc5_bd1_b);
    let theworker_queue_processing_fargate_service_task_count_targe_resource_3 = stack.add(
        "WorkerQueueProcessingFargateServiceTaskCountTargetQueueMessagesVisibleScalingUpperPolicyEFA96444",
        applicationautoscaling::ScalingPolicy::new()
            .policy_name(
                "QueueWorkerQueueProcessingFargateServiceTaskCountTargetQueueMessagesVisibleScalingUpperPolicy35AB465E",
            )
            .policy_type(applicationautoscaling::scaling_policy::PolicyType::StepScaling)
            .scaling_target_id(theworker_queue_processing_fargate_service_task_count_targe)
            .step_scaling_policy_configuration(
                applicationautoscaling::scaling_policy::StepScalingPolicyConfiguration::new()
                    .adjustment_type(
                        applicationautoscaling::scaling_policy::AdjustmentType::ChangeInCapacity,
                    )
                    .metric_aggregation_type(
                        applicationautoscaling::scaling_policy::MetricAggregationType::Maximum,
                    )
                    .step_adjustments([
                        applicationautoscaling::scaling_policy::StepAdjustment::new()
                            .metric_interval_lower_bound(0)
                            .metric_interval_upper_bound(400)
                            .scaling_adjustment(1),
                        applicationautoscaling::scaling_policy::StepAdjustment::new()
                            .metric_interval_lower_bound(400)
                            .scaling_adjustment(5),
                    ]),
            ),
    );
    stack
        .of(theworker_queue_processing_fargate_service_task_count_targe_resource_3)
        .depends_on(theworker_queue_processing_task_def_task_role_default_polic)
        .depends_on(worker_queue_processing_task_def_task_role_cfc5_bd1_b);
    let theworker_queue_processing_fargate_service_task_count_targe_resource_4 = stack.add(
        "WorkerQueueProcessingFargateServiceTaskCountTargetQueueMessagesVisibleScalingUpperAlarm7D8017DC",
        cloudwatch::Alarm::new()
            .alarm_actions([theworker_queue_processing_fargate_service_task_count_targe_resource_3])
            .alarm_description("Upper threshold scaling alarm")
            .comparison_operator(
                cloudwatch::alarm::ComparisonOperator::GreaterThanOrEqualToThreshold,
            )
            .dimensions([cloudwatch::alarm::Dimension::new()
                .name("QueueName")
                .value(jobs_df1_cc2_d4.queue_name())])
            .evaluation_periods(1)
            .metric_name("ApproximateNumberOfMessagesVisible")
            .namespace("AWS/SQS")
            .period(300)
            .statistic(cloudwatch::alarm::Statistic::Maximum)
            .threshold(100),
    );
    stack
        .of(theworker_queue_processing_fargate_service_task_count_targe_resource_4)
        .depends_on(theworker_queue_processing_task_def_task_role_default_polic)
        .depends_on(worker_queue_processing_task_def_task_role_cfc5_bd1_b);

    stack.add(
        "WorkerSQSQueue1B59E312",
        Output::new(jobs_df1_cc2_d4.queue_name()),
    );
    stack.add(
        "WorkerSQSQueueArn20630BCA",
        Output::new(jobs_df1_cc2_d4.arn()),
    );

    stack.pin_ids([
        ("Dead/Policy", "DeadPolicyB5652646"),
        (
            "WorkerQueueProcessingTaskDefTaskRoleCFC5BD1B/Resource",
            "WorkerQueueProcessingTaskDefTaskRoleCFC5BD1B",
        ),
        (
            "WorkerQueueProcessingTaskDefTaskRoleDefaultPolicy82CD0F9D/Resource",
            "WorkerQueueProcessingTaskDefTaskRoleDefaultPolicy82CD0F9D",
        ),
        (
            "WorkerQueueProcessingTaskDefQueueProcessingContainerLogGroupDDE655D4/Resource",
            "WorkerQueueProcessingTaskDefQueueProcessingContainerLogGroupDDE655D4",
        ),
        (
            "WorkerQueueProcessingTaskDefExecutionRole0582E03C/Resource",
            "WorkerQueueProcessingTaskDefExecutionRole0582E03C",
        ),
        (
            "WorkerQueueProcessingTaskDef48FA8152/Resource",
            "WorkerQueueProcessingTaskDef48FA8152",
        ),
        (
            "WorkerQueueProcessingTaskDefExecutionRoleDefaultPolicy15480ECA/Resource",
            "WorkerQueueProcessingTaskDefExecutionRoleDefaultPolicy15480ECA",
        ),
        (
            "WorkerQueueProcessingFargateServiceC55E51B1/Service",
            "WorkerQueueProcessingFargateServiceC55E51B1",
        ),
        (
            "WorkerQueueProcessingFargateServiceC55E51B1/ScalableTarget",
            "WorkerQueueProcessingFargateServiceTaskCountTarget32F233C6",
        ),
        (
            "WorkerQueueProcessingFargateServiceTaskCountTarget32F233C6/Cpu",
            "WorkerQueueProcessingFargateServiceTaskCountTargetCpuScalingC7243423",
        ),
    ]);
}
