use super::row::{Area, groups};

/// Who is told, and what is to be seen.
pub(super) const AREA: Area = Area {
    title: "Alarms and dashboards",
    groups: groups! {
        "aws-cloudwatch, alarms", "`AlarmProps`, `AnomalyDetectionAlarmProps`, `CompositeAlarmProps`, `AlarmMuteRuleProps`." {
            "metric, createAlarm", "AWS::CloudWatch::Alarm" => yes "Alarm::above", proof = crate::aws::alarms::an_alarm_of_a_metric_in_one_line;
            "comparisonOperator, threshold", "ComparisonOperator, Threshold" => better "above, at_least, below, at_most", "the operator is in the name: AWS CDK takes >= where nothing is said", proof = crate::aws::alarms::which_way_a_number_is_wrong_stands_in_the_name;
            "evaluationPeriods, datapointsToAlarm", "EvaluationPeriods, DatapointsToAlarm" => yes "periods, datapoints", proof = crate::aws::alarms::every_option_of_an_alarm;
            "treatMissingData", "TreatMissingData" => better "missing", "always written down", proof = crate::aws::alarms::an_alarm_of_a_metric_in_one_line;
            "addAlarmAction, addOkAction, addInsufficientDataAction, SnsAction, LambdaAction, SsmAction", "AlarmActions, OKActions, InsufficientDataActions" => yes "notify, notify_ok, notify_missing, action", proof = crate::aws::alarms::every_option_of_an_alarm;
            "actionsEnabled, alarmName, alarmDescription", "ActionsEnabled, AlarmName, AlarmDescription" => yes "muted, name, describe", proof = crate::aws::alarms::every_option_of_an_alarm;
            "MathExpression", "Metrics" => yes "MathExpression", proof = crate::aws::alarms::an_alarm_of_a_formula;
            "AnomalyDetectionAlarm", "ThresholdMetricId" => yes "unusual, unusually_high", proof = crate::aws::alarms::an_alarm_of_what_is_unusual;
            "PromQLAlarm", "EvaluationCriteria.PromQLCriteria" => yes "prom_ql", proof = crate::aws::alarms::an_alarm_of_prom_ql;
            "warm-up (no option of AWS CDK)", "WarmUpConfiguration" => yes "warm_up", proof = crate::aws::alarms::every_option_of_an_alarm;
            "CompositeAlarm, AlarmRule.anyOf, allOf, fromString", "AWS::CloudWatch::CompositeAlarm" => yes "CompositeAlarm::any, all, rule", proof = crate::aws::alarms::one_call_for_many_alarms;
            "actionsSuppressor", "ActionsSuppressor" => yes "silent_while", proof = crate::aws::alarms::one_call_for_many_alarms;
            "AlarmRule.atLeast, AtLeastThreshold", "AlarmRule" => no "`CompositeAlarm::rule` takes the text";
            "AlarmMuteRule", "AWS::CloudWatch::AlarmMuteRule" => yes "MuteRule", proof = crate::aws::alarms::alarms_tell_nobody_while_something_is_done_on_purpose;
            "AlarmMuteRule.fromAlarmMuteRuleArn, fromAlarmMuteRuleName", "" => no "nothing is done with a rule that exists: it names its alarms, and no alarm names it";
            "fromAlarmArn, fromAlarmName", "" => yes "Alarm::imported", proof = crate::aws::alarms::one_call_for_many_alarms;
            "PromQLAlarm.fromPromQLAlarmArn, AnomalyDetectionAlarm.fromAnomalyDetectionAlarmName", "" => yes "Alarm::imported", proof = crate::aws::alarms::one_call_for_many_alarms;
            "EvaluateLowSampleCountPercentile, SearchExpression", "" => no "`edit` writes them";
        }
        "alarms of what there is", "What AWS CDK leaves to its user." {
            "of a service", "AWS::CloudWatch::Alarm" => better "ServiceHandle::recommended_alarms", "one line; what nobody measures is not watched", proof = crate::aws::recommended::the_alarms_that_a_service_wants_to_have;
            "of a service without load balancer or Container Insights", "" => better "ServiceHandle::recommended_alarms", "an alarm on a metric that nobody emits never goes off", proof = crate::aws::recommended::no_alarm_watches_what_nobody_measures;
            "left out, changed", "" => yes "without, change", proof = crate::aws::recommended::recommended_alarms_are_left_out_and_changed;
            "enableDeploymentAlarms with alarms of the service", "DeploymentConfiguration.Alarms" => better "fail_deployments_of", "no ring, in one stack or in two", proof = crate::aws::recommended::alarms_of_a_service_fail_its_deployments_without_a_ring;
            "onEvent for failed deployments (no construct of AWS CDK)", "AWS::Events::Rule" => better "DeploymentFailures", "one service, and a topic that lets this one rule publish", proof = crate::aws::alarms::who_is_told_of_a_deployment_that_fails;
            "SlackChannelConfiguration of aws-chatbot", "AWS::Chatbot::SlackChannelConfiguration" => better "SlackChannel", "bounded to looking, where AWS bounds it by an administrator's rights", proof = crate::aws::alarms::a_channel_of_slack_looks_and_does_nothing;
            "of network load balancers and HTTP APIs", "" => better "recommended_alarms", "one line each", proof = crate::aws::recommended::alarms_of_what_is_in_front_of_services;
            "CompositeAlarm.fromCompositeAlarmArn, fromCompositeAlarmName", "" => yes "CompositeAlarm::imported", proof = crate::aws::alarms::an_alarm_about_others_that_exists;
            "of queues, databases, caches, load balancers", "" => better "recommended_alarms", "one line each", proof = crate::aws::recommended::the_alarms_that_queues_databases_caches_and_load_balancers_want_to_have;
        }
        "aws-cloudwatch-actions", "Its seven classes." {
            "SnsAction", "AlarmActions" => yes "notify, notify_ok", proof = crate::aws::alarms::every_option_of_an_alarm;
            "LambdaAction, SsmAction, SsmIncidentAction, InvestigationGroupAction", "AlarmActions" => no "`notify` takes any ARN that an alarm may call; the rights of a function are its own";
            "ApplicationScalingAction, AutoScalingAction", "AlarmActions" => better "StepScaling", "the policy and its alarm are one construct, so that neither is without the other", proof = crate::aws::scaling::steps::steps_up_and_down_from_their_alarms;
            "Ec2Action", "AlarmActions" => no "it stops and ends single instances, which run no services";
        }
        "aws-cloudwatch, dashboards", "`DashboardProps` and its widgets." {
            "widgets, GraphWidget, SingleValueWidget, TextWidget, AlarmStatusWidget, LogQueryWidget", "DashboardBody" => yes "Widget::graph, number, bars, text, alarms, logs", proof = crate::aws::dashboards::widgets_stand_in_rows_that_share_the_width;
            "Dashboard, dashboardName, start, addWidgets", "AWS::CloudWatch::Dashboard" => yes "name, start, row", proof = crate::aws::dashboards::widgets_stand_in_rows_that_share_the_width;
            "of a service (no option of AWS CDK)", "DashboardBody" => better "ServiceHandle::dashboard", "one line", proof = crate::aws::dashboards::a_dashboard_of_a_service;
            "AlarmWidget, Row, Column, Spacer", "DashboardBody" => yes "Widget::graph, row", proof = crate::aws::dashboards::widgets_stand_in_rows_that_share_the_width;
            "Metric, Stats, Color", "" => yes "Metric, Statistic", proof = crate::aws::alarms::every_option_of_an_alarm;
            "Metric.grantPutMetricData", "" => no "`Statement` says it in a line; CloudWatch knows no narrower right than a namespace";
            "TableWidget, GaugeWidget, CustomWidget, DashboardVariable, defaultInterval, periodOverride", "DashboardBody" => no "the typed resource takes any body";
        }
        "aws-logs", "`LogGroupProps`, `MetricFilterProps`, `SubscriptionFilterProps`." {
            "retention", "RetentionInDays" => better "retention", "a month unless said, and no custom resource", proof = crate::aws::logs::events_are_never_kept_for_ever;
            "logGroupClass", "LogGroupClass" => yes "infrequent_access", proof = crate::aws::dashboards::logs_that_cost_less_are_protected_or_hide_what_should_not_be_there;
            "dataProtectionPolicy", "DataProtectionPolicy" => better "mask", "what is told is hidden as well, which CloudWatch Logs wants", proof = crate::aws::dashboards::logs_that_cost_less_are_protected_or_hide_what_should_not_be_there;
            "deletionProtectionEnabled", "DeletionProtectionEnabled" => yes "protected", proof = crate::aws::dashboards::logs_that_cost_less_are_protected_or_hide_what_should_not_be_there;
            "MetricFilter, addMetricFilter, defaultValue, dimensions, unit", "AWS::Logs::MetricFilter" => better "MetricFilter", "zero where nothing fits, so that alarms are not in the dark", proof = crate::aws::dashboards::a_metric_of_what_is_written_to_logs;
            "SubscriptionFilter, KinesisDestination, distribution", "AWS::Logs::SubscriptionFilter" => better "SubscriptionFilter::to_stream, to_firehose, to_destination", "the right to one stream", proof = crate::aws::dashboards::logs_are_sent_on_with_the_right_to_one_stream;
            "FirehoseDestination", "AWS::Logs::SubscriptionFilter" => yes "SubscriptionFilter::to_firehose", proof = crate::aws::dashboards::logs_are_sent_on_with_the_right_to_one_stream;
            "LambdaDestination", "AWS::Lambda::Permission" => better "SubscriptionFilter::to_function", "the permission is for one group, and is there before CloudWatch Logs asks for it", proof = crate::aws::dashboards::a_function_lets_one_log_group_before_it_gets_what_is_written;
            "LogGroup: logGroupName, encryptionKey, removalPolicy", "LogGroupName, KmsKeyId, DeletionPolicy" => yes "name, encrypted_with, removal_policy, retain", proof = crate::aws::logs::every_option_of_a_log_group;
            "LogGroup.fromLogGroupName, fromLogGroupArn", "" => yes "LogGroup::imported", proof = crate::aws::imported::everything_imported;
            "grantWrite, grant", "" => better "write", "taken along by what writes there", proof = crate::aws::exec::commands_are_kept_in_a_group_and_the_task_role_may_write_it;
            "grantRead", "" => no "who reads logs is a person, who has a role of the organization";
            "fieldIndexPolicies, FieldIndexPolicy", "FieldIndexPolicies" => yes "index", proof = crate::aws::dashboards::a_query_is_kept_and_fields_are_indexed;
            "QueryDefinition, QueryString", "AWS::Logs::QueryDefinition" => yes "QueryDefinition", proof = crate::aws::dashboards::a_query_is_kept_and_fields_are_indexed;
            "ResourcePolicy, addToResourcePolicy", "AWS::Logs::ResourcePolicy" => better "log group as a target of rules", "one policy for all that services may do, where an account has ten", proof = crate::aws::started::rules::a_log_group_gets_one_policy_for_all_rules;
            "FilterPattern, JsonPattern, SpaceDelimitedTextPattern", "FilterPattern" => no "patterns are texts, as the console shows and tries them";
            "DataIdentifier", "DataProtectionPolicy" => yes "mask", proof = crate::aws::dashboards::logs_that_cost_less_are_protected_or_hide_what_should_not_be_there;
            "CustomDataIdentifier, findings of DataProtectionPolicy to buckets and streams", "DataProtectionPolicy" => no "`edit` writes the document; what is masked needs no place to be told to";
            "MetricFilter, SubscriptionFilter: filterName, applyOnTransformedLogs, emitSystemFields", "FilterName, ApplyOnTransformedLogs" => no "names of filters are read by nobody; there are no transformers here";
            "extractMetric, metric", "" => yes "MetricFilterHandle::metric", proof = crate::aws::dashboards::a_metric_of_what_is_written_to_logs;
            "LogStream", "AWS::Logs::LogStream" => no "log drivers make their own";
            "CrossAccountDestination", "AWS::Logs::Destination" => no "it stands in the account that collects; what is sent there is `SubscriptionFilter::to_destination`";
            "Transformer and its nine processors", "AWS::Logs::Transformer" => no "containers of one's own write JSON; the typed resource has it";
            "LogRetention", "" => no "a custom resource with a function: groups that are made here have a retention";
        }
    },
};
