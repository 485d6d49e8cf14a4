use super::row::{Area, groups};

/// What starts tasks: by time, by events, one after the other, from a queue; and secrets.
pub(super) const AREA: Area = Area {
    title: "Events, schedules, state machines, jobs, secrets",
    groups: groups! {
        "running a task without a service", "What `EcsTask`, `EcsRunFargateTask`, `EcsRunEc2Task` and aws-stepfunctions-tasks' `EcsRunTask` say, each in options of its own." {
            "grantRun", "" => better "TaskHandle::run, run_in", "any revision, both roles passed to ECS alone, tags allowed (aws-cdk 16181, 22673, 30368); in one cluster, where that is known", proof = crate::aws::started::schedules::the_role_runs_any_revision_in_this_cluster_and_passes_both_roles;
            "securityGroups", "NetworkConfiguration.AwsvpcConfiguration.SecurityGroups" => better "RunTask::security_group", "one for all tasks that a construct runs, which can be connected, where AWS CDK makes one for each target", proof = crate::aws::started::rules::tasks_of_a_rule_share_a_role_and_a_group;
            "ways of a task's links (no option of AWS CDK)", "" => better "Container::link", "whoever runs the task gets them", proof = crate::aws::started::schedules::a_link_of_the_task_opens_the_way_to_a_database_for_the_schedule;
            "subnetSelection, vpcSubnets, assignPublicIp", "NetworkConfiguration.AwsvpcConfiguration" => yes "subnets, public_ip, without_public_ip", proof = crate::aws::started::schedules::a_given_group_and_subnets_are_used;
            "platformVersion", "PlatformVersion" => yes "platform_version", proof = crate::aws::started::schedules::a_given_group_and_subnets_are_used;
            "capacityProviderStrategies, launchType", "CapacityProviderStrategy, LaunchType" => better "on, capacity_of_cluster", "the launch type follows from what the task is made for; instances take a provider (aws-cdk 20013, 30171)", proof = crate::aws::started::schedules::a_task_runs_on_spot_or_where_the_cluster_says;
            "placementConstraints, placementStrategies", "PlacementConstraints, PlacementStrategy" => yes "placement_constraint, placement_strategies", proof = crate::aws::started::schedules::a_task_for_instances_runs_on_instances;
            "taskCount, group", "TaskCount, Group" => yes "count, group", proof = crate::aws::started::schedules::a_task_for_instances_runs_on_instances;
            "containerOverrides", "Input" => better "ContainerOverride", "command, environment and sizes, of containers that the task has (OPS442, ECS142)", proof = crate::aws::started::schedules::containers_are_started_with_another_command_environment_or_size;
            "cpu, memory, ephemeralStorage", "Input" => better "size, ephemeral_storage", "sizes that Fargate has", proof = crate::aws::started::schedules::containers_are_started_with_another_command_environment_or_size;
            "EventField, TaskInput.fromJsonPathAt in an environment", "InputTransformer" => better "env_from", "one word for events and for state machines", proof = crate::aws::started::rules::a_task_takes_parts_of_the_event_into_its_environment;
            "enableExecuteCommand", "EnableExecuteCommand" => better "exec", "with the rights that it takes", proof = crate::aws::started::schedules::a_shell_needs_rights_of_the_task;
            "propagateTags, enableEcsManagedTags", "PropagateTags, EnableECSManagedTags" => better "without_tags", "on unless said, and allowed", proof = crate::aws::started::schedules::a_task_is_started_by_the_clock_of_a_zone;
            "tags", "Tags" => no "tasks carry those of their definition, which stacks and scopes tag";
            "what cannot run (no check of AWS CDK)", "" => better "ECS143, ECS144", "told with its line", proof = crate::aws::started::schedules::a_schedule_without_a_time_and_what_cannot_run_are_told;
        }
        "aws-scheduler", "`ScheduleProps`, `ScheduleGroupProps`." {
            "schedule", "ScheduleExpression, ScheduleExpressionTimezone" => better "at, every, once", "a time by the clock has to say its zone, where AWS takes UTC", proof = crate::aws::started::schedules::a_task_is_started_again_and_again_or_once;
            "timeWindow", "FlexibleTimeWindow" => yes "flexible", proof = crate::aws::started::schedules::every_option_of_a_schedule;
            "retryAttempts, maxEventAge", "RetryPolicy" => yes "retries, max_age", proof = crate::aws::started::schedules::every_option_of_a_schedule;
            "deadLetterQueue", "DeadLetterConfig" => better "dead_letters_to", "with the right to send there, and that of its key", proof = crate::aws::started::schedules::every_option_of_a_schedule;
            "start, end, enabled, description, scheduleName, key", "StartDate, EndDate, State, KmsKeyArn" => yes "starting, ending, disabled, describe, name, encrypted_with", proof = crate::aws::started::schedules::every_option_of_a_schedule;
            "role", "RoleArn" => better "role", "one of its own is taken on for this account alone", proof = crate::aws::started::schedules::a_role_of_ones_own_is_used_and_an_imported_one_left_alone;
            "ScheduleGroup, scheduleGroup, fromScheduleGroupName", "AWS::Scheduler::ScheduleGroup" => yes "ScheduleGroup, group", proof = crate::aws::started::schedules::every_option_of_a_schedule;
            "metric..", "" => better "recommended_alarms, metrics of groups", "an alarm of what was given up", proof = crate::aws::started::schedules::the_alarm_counts_what_the_group_gave_up;
            "ScheduleTargetInput, ContextAttribute", "Target.Input" => better "ContainerOverride", "typed: what a task is started with", proof = crate::aws::started::schedules::containers_are_started_with_another_command_environment_or_size;
        }
        "aws-scheduler-targets", "Its fourteen classes." {
            "EcsRunFargateTask, EcsRunEc2Task", "Target.EcsParameters" => better "ScheduledTask", "one for all kinds of capacity", proof = crate::aws::started::schedules::a_task_for_instances_runs_on_instances;
            "StepFunctionsStartExecution", "Target" => yes "ScheduledTask::of", proof = crate::aws::started::state_machines::who_starts_it_gets_its_arn_and_the_right;
            "LambdaInvoke, SqsSendMessage, SnsPublish, KinesisStreamPutRecord, FirehosePutRecord, EventBridgePutEvents", "Target" => no "this is for tasks; the typed resource has them";
            "CodeBuildStartBuild, CodePipelineStartPipelineExecution, InspectorStartAssessmentRun, SageMakerStartPipelineExecution, Universal", "Target" => no "no part of a system on ECS; the typed resource has them";
        }
        "aws-events", "Its six constructs." {
            "EventBus, eventBusName", "AWS::Events::EventBus" => better "EventBus::new, name", "named after stack and path, where AWS wants a name", proof = crate::aws::started::buses::other_accounts_put_events_by_the_policy_of_the_bus;
            "eventSourceName, description, kmsKey, deadLetterQueue", "EventSourceName, KmsKeyIdentifier, DeadLetterConfig" => better "partner, describe, encrypted_with, dead_letters_to", "the key and the queue let the bus", proof = crate::aws::started::buses::every_option_of_a_bus;
            "logConfig", "LogConfig" => no "a level alone writes nowhere: it takes deliveries of CloudWatch Logs, which are typed resources";
            "EventBusPolicy, grantPutEventsTo", "Policy" => better "put, stack.grant(Principal, bus.put())", "a link with the name in the environment; other accounts stand in the one policy of the bus", proof = crate::aws::started::buses::who_puts_events_gets_the_name_and_the_right;
            "Archive, archive", "AWS::Events::Archive" => better "archive, archive_for_ever, archive_only", "with the key of the bus; it stays when it leaves the stack", proof = crate::aws::started::buses::every_option_of_a_bus;
            "fromEventBusArn, fromEventBusName, grantAllPutEvents", "" => yes "EventBus::imported, of_account", proof = crate::aws::started::rules::every_option_of_a_rule;
            "Rule, ruleName, description, enabled, eventBus, role", "AWS::Events::Rule" => yes "Rule", proof = crate::aws::started::rules::every_option_of_a_rule;
            "eventPattern, Match", "EventPattern" => yes "EventPattern, Match", proof = crate::aws::started::rules::patterns_say_what_aws_can_compare;
            "schedule of a rule", "ScheduleExpression" => no "Scheduler is for that: it knows zones, windows and retries, and AWS tells to leave rules for it";
            "onImageScanCompleted, onCloudTrailImagePushed, onEvent of buckets and clusters", "EventPattern" => better "EventPattern::scanned_images, pushed_images, created_objects, stopped_tasks", "events that AWS sends itself, without a trail", proof = crate::aws::started::rules::what_aws_tells_is_a_pattern_of_a_construct;
            "RuleTargetInput.fromObject, fromEventPath, fromText", "Input, InputPath, InputTransformer" => better "input, part, path, template", "what a template names and no path is called is told (EVT104)", proof = crate::aws::started::rules::targets_are_told_a_constant_a_part_or_a_template;
            "fromEventRuleArn", "" => yes "Rule::imported", proof = crate::aws::started::rules::the_alarms_of_a_rule_know_its_bus;
            "Connection, Authorization", "AWS::Events::Connection" => better "Connection", "what is secret comes from a secret, in no template", proof = crate::aws::started::buses::pages_of_others_are_called_with_what_a_secret_has;
            "bodyParameters, headerParameters, queryStringParameters", "InvocationHttpParameters" => no "by `edit` of the typed resource";
            "ApiDestination", "AWS::Events::ApiDestination" => yes "ApiDestination", proof = crate::aws::started::buses::pages_of_others_are_called_with_what_a_secret_has;
            "alarms of a rule (no option of AWS CDK)", "" => better "recommended_alarms", "with the bus, by which rules of one's own buses are counted", proof = crate::aws::started::rules::the_alarms_of_a_rule_know_its_bus;
        }
        "aws-events-targets", "Its eighteen classes." {
            "SqsQueue", "Targets" => better "to(queue)", "its one policy lets the rule, and its key", proof = crate::aws::started::rules::a_queue_lets_the_rule_in_and_no_role_is_made;
            "SnsTopic, LambdaFunction, KinesisStream, EventBus", "Targets" => better "to(topic), Target::function, stream, to(bus)", "one role for all that need one", proof = crate::aws::started::rules::each_target_has_what_it_needs_and_the_rule_one_role;
            "CloudWatchLogGroup", "AWS::Logs::ResourcePolicy" => better "to(log_group)", "one policy for all rules, and no custom resource", proof = crate::aws::started::rules::a_log_group_gets_one_policy_for_all_rules;
            "EcsTask", "Targets.EcsParameters" => better "to(RunTask)", "a role and a group for all tasks of the rule", proof = crate::aws::started::rules::tasks_of_a_rule_share_a_role_and_a_group;
            "SfnStateMachine", "Targets" => yes "to(machine)", proof = crate::aws::started::state_machines::who_starts_it_gets_its_arn_and_the_right;
            "ApiDestination", "Targets" => yes "to(page)", proof = crate::aws::started::buses::pages_of_others_are_called_with_what_a_secret_has;
            "deadLetterQueue, retryAttempts, maxEventAge, messageGroupId", "DeadLetterConfig, RetryPolicy" => yes "dead_letters_to, retries, max_age, message_group", proof = crate::aws::started::rules::targets_are_told_a_constant_a_part_or_a_template;
            "FirehoseDeliveryStream, KinesisFirehoseStream, ApiGateway, CodeBuildProject, CodePipeline", "Targets" => yes "Target::other", proof = crate::aws::started::rules::every_option_of_a_rule;
            "BatchJob", "Targets.BatchParameters" => no "a pipeline of one job is waited for, and tells when it fails: `to(pipeline)`";
            "AppSync, RedshiftQuery", "Targets" => no "no part of a system on ECS; the typed resource has them";
            "AwsApi", "" => no "a function that makes calls of AWS behind a custom resource; Step Functions makes them without";
        }
        "aws-stepfunctions", "Its eleven constructs." {
            "StateMachine, definitionBody, stateMachineName, timeout, comment", "AWS::StepFunctions::StateMachine" => better "OneOffTask", "a chain of steps that can only be right", proof = crate::aws::started::state_machines::a_task_is_run_and_waited_for;
            "logs, tracingEnabled, encryptionConfiguration, role", "LoggingConfiguration, TracingConfiguration, EncryptionConfiguration" => yes "logs, traced, encrypted_with, role", proof = crate::aws::started::state_machines::every_option_of_a_one_off_task;
            "Wait, Fail, addRetry, addCatch", "DefinitionString" => better "after, retries, on_failure", "what fails is told with its cause", proof = crate::aws::started::state_machines::steps_follow_each_other_and_failures_are_told;
            "grantStartExecution", "" => better "start", "a link: the right, and the ARN in the environment", proof = crate::aws::started::state_machines::who_starts_it_gets_its_arn_and_the_right;
            "grantRead, grantTaskResponse, grantExecution", "" => no "who looks at executions is a person; the statement is one line";
            "fromStateMachineArn, fromStateMachineName", "" => yes "OneOffTask::imported", proof = crate::aws::started::state_machines::who_starts_it_gets_its_arn_and_the_right;
            "metricFailed, metricTimedOut, ..", "" => better "recommended_alarms, metric", "the alarms in one word", proof = crate::aws::started::state_machines::no_finding_about_a_one_off_task_by_default;
            "Choice, Parallel, Map, DistributedMap, Pass, Succeed, CustomState, StateMachineFragment, Activity", "DefinitionString" => no "this is tasks one after the other; what branches is a definition of its own, by the typed resource";
            "StateMachineType.EXPRESS", "StateMachineType" => no "express machines do not wait for tasks";
            "StateMachineVersion, StateMachineAlias (no construct of AWS CDK)", "AWS::StepFunctions::StateMachineAlias" => no "typed resources";
            "JsonPath, Data, Context, TaskInput, Result, Errors, Condition", "DefinitionString" => no "the words of definitions with branches, for the typed resource";
            "DefinitionBody.fromFile, fromString, definitionSubstitutions", "DefinitionString" => no "a definition of one's own is a property of the typed resource";
        }
        "aws-stepfunctions-tasks", "Of its forty-eight tasks those that run containers." {
            "EcsRunTask, IntegrationPattern.RUN_JOB", "ecs:runTask.sync" => better "Step::new", "who waits may stop tasks of the cluster, not of the account", proof = crate::aws::started::state_machines::the_role_has_the_rights_of_waiting_and_no_others;
            "BatchSubmitJob", "batch:submitJob.sync" => better "Step::job", "this job alone (aws-cdk 37214), and it is stopped with the machine", proof = crate::aws::started::jobs::jobs_follow_each_other_and_stop_with_their_pipeline;
            "SnsPublish", "sns:publish" => yes "on_failure", proof = crate::aws::started::state_machines::steps_follow_each_other_and_failures_are_told;
            "the other 45", "" => no "no part of running containers; the typed resource has them";
        }
        "aws-batch", "Its fourteen constructs." {
            "FargateComputeEnvironment", "AWS::Batch::ComputeEnvironment" => better "ComputeEnvironment::fargate, fargate_spot", "changed in place; a group that gets the ways of its jobs", proof = crate::aws::started::jobs::an_environment_is_changed_in_place;
            "vpcSubnets, securityGroups, maxvCpus, spot, enabled, computeEnvironmentName", "ComputeResources" => yes "subnets, security_group, disabled, name", proof = crate::aws::started::jobs::every_option_of_environments_and_queues;
            "JobQueue, computeEnvironments, priority, enabled, jobQueueName", "AWS::Batch::JobQueue" => yes "JobQueue", proof = crate::aws::started::jobs::every_option_of_environments_and_queues;
            "jobStateTimeLimitActions", "JobStateTimeLimitActions" => no "by `edit` of the typed resource";
            "EcsJobDefinition, EcsFargateContainerDefinition", "AWS::Batch::JobDefinition" => better "JobDefinition", "takes a task of ECS, and repeats none of its options", proof = crate::aws::started::jobs::a_job_is_a_task_of_ecs;
            "retryAttempts, retryStrategies, timeout, parameters, propagateTags", "RetryStrategy, Timeout, Parameters" => yes "attempts, not_after_exit, timeout, parameter", proof = crate::aws::started::jobs::every_option_of_a_job;
            "several containers (no option of AWS CDK)", "EcsProperties.TaskProperties" => better "JobDefinition", "those of the task", proof = crate::aws::started::jobs::several_containers_of_a_job_share_its_size;
            "ways of a job's links (no option of AWS CDK)", "" => better "on", "opened to where its queues run it", proof = crate::aws::started::jobs::the_ways_of_a_job_are_opened_to_where_its_queue_runs_it;
            "grantSubmitJob", "" => better "submit", "a link: this job in any revision, in this queue, and both ARNs in the environment", proof = crate::aws::started::jobs::who_submits_may_submit_this_job_to_this_queue_in_any_revision;
            "jobs one after the other (no construct of AWS CDK)", "AWS::StepFunctions::StateMachine" => better "BatchPipeline", "waited for, stopped with it, told when one fails", proof = crate::aws::started::jobs::jobs_follow_each_other_and_stop_with_their_pipeline;
            "fromFargateComputeEnvironmentArn, fromJobQueueArn, fromJobDefinitionArn", "" => yes "imported", proof = crate::aws::started::jobs::who_submits_may_submit_this_job_to_this_queue_in_any_revision;
            "what Batch has no word for (no check of AWS CDK)", "" => better "BAT101, BAT102, BAT103", "told with its line", proof = crate::aws::started::jobs::what_batch_has_no_word_for_is_told;
            "ManagedEc2EcsComputeEnvironment, EcsEc2ContainerDefinition, LinuxParameters", "ComputeResources" => no "instances of one's own; the typed resource has them, and Fargate has no instances to keep";
            "FairshareSchedulingPolicy", "AWS::Batch::SchedulingPolicy" => no "for many teams in one queue; the typed resource has it";
            "UnmanagedComputeEnvironment, MultiNodeJobDefinition", "" => no "no part of a system on ECS; typed resources";
            "EksJobDefinition, EksContainerDefinition, ManagedEc2EksComputeEnvironment", "" => no "Kubernetes";
            "ConsumableResource", "AWS::Batch::ConsumableResource" => no "for licences that jobs count down; the typed resource has it";
            "EcsVolume, EfsVolume, HostVolume", "ContainerProperties.Volumes" => yes "Container::mount", proof = crate::aws::started::jobs::a_job_is_a_task_of_ecs;
            "replaceComputeEnvironment, updateTimeout, terminateOnUpdate, serviceRole", "ReplaceComputeEnvironment, UpdatePolicy" => better "ComputeEnvironment::fargate", "never replaced: what Fargate changes it changes in place", proof = crate::aws::started::jobs::an_environment_is_changed_in_place;
        }
        "aws-secretsmanager", "Its five constructs." {
            "Secret, generateSecretString, passwordLength, secretStringTemplate, generateStringKey", "GenerateSecretString" => better "Secret::generated, in_json", "without punctuation, so that it can be part of a URL", proof = crate::aws::started::rotation::what_takes_an_attached_secret_waits_for_the_database;
            "excludeLowercase, excludeNumbers, excludeUppercase, includeSpace, requireEachIncludedType", "GenerateSecretString" => no "by `edit` of the typed resource";
            "secretObjectValue, secretStringValue", "SecretString" => no "what is in a template is no secret";
            "replicaRegions", "ReplicaRegions" => yes "replica_in", proof = crate::aws::started::rotation::a_secret_is_there_in_other_regions_too;
            "RotationSchedule, rotationLambda, automaticallyAfter", "AWS::SecretsManager::RotationSchedule" => better "Rotation::by_function", "the function is let, for this account alone, and the schedule is made after that", proof = crate::aws::started::rotation::a_function_that_is_let_changes_a_secret_every_month;
            "rotateImmediatelyOnUpdate", "RotateImmediatelyOnUpdate" => yes "not_at_once", proof = crate::aws::started::rotation::every_option_of_a_rotation;
            "duration, by the clock (no option of AWS CDK)", "RotationRules" => better "window, at_utc", "every four hours at most is told (SEC101)", proof = crate::aws::started::rotation::times_that_are_none_are_told;
            "rotation that the service manages (no option of AWS CDK)", "RotationRules" => better "Rotation::managed", "for passwords that RDS keeps", proof = crate::aws::started::rotation::every_option_of_a_rotation;
            "HostedRotation", "HostedRotationLambda" => no "a transform that puts a function into a stack of its own, behind the user's back; RDS rotates what it manages";
            "SecretRotation, SecretRotationApplication", "AWS::Serverless::Application" => no "the same by an application of the repository, which needs a transform";
            "SecretTargetAttachment, attach", "AWS::SecretsManager::SecretTargetAttachment" => yes "SecretAttachment", proof = crate::aws::started::rotation::what_takes_an_attached_secret_waits_for_the_database;
            "ResourcePolicy, addToResourcePolicy", "AWS::SecretsManager::ResourcePolicy" => better "stack.grant(Principal, secret.read())", "one policy, whoever is granted something", proof = crate::aws::grants::principals_are_written_to_the_policy_of_what_they_are_granted;
            "grantRead", "" => better "read", "with the key's right, and taken along where a container has it", proof = crate::aws::rights::keys_go_with_what_they_encrypt;
            "grantWrite", "" => better "rotate", "what changes it, with its key", proof = crate::aws::started::rotation::every_option_of_a_rotation;
            "fromSecretCompleteArn", "" => yes "Secret::imported", proof = crate::aws::started::buses::pages_of_others_are_called_with_what_a_secret_has;
            "fromSecretPartialArn, fromSecretNameV2", "" => no "a partial ARN is refused by ECS, and matches other secrets (aws-cdk 20744)";
            "removalPolicy", "DeletionPolicy" => better "retain, disposable", "it stays unless said", proof = crate::aws::rights::a_secret_stays_unless_it_is_disposable;
            "SecretStringValueBeta1, HostedRotationType", "SecretString" => no "what is in a template is no secret, and no function is hidden";
        }
    },
};
