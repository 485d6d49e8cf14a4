use super::row::{Area, groups};

/// As many tasks as are needed.
pub(super) const AREA: Area = Area {
    title: "Scaling",
    groups: groups! {
        "scalable target", "`ScalableTargetProps` and `EnableScalingProps`." {
            "minCapacity, maxCapacity", "MinCapacity, MaxCapacity" => yes "TargetTrackingScaling::new", proof = crate::aws::scaling::one_metric;
            "role", "RoleARN" => yes "role", proof = crate::aws::scaling::every_option;
            "resourceId", "ResourceId" => yes "ScalableTarget::new", proof = crate::aws::scaling::targets::what_is_no_service_is_scaled_by_its_dimension;
            "scalableDimension", "ScalableDimension" => yes "ScalableTarget::new", proof = crate::aws::scaling::targets::what_is_no_service_is_scaled_by_its_dimension;
            "serviceNamespace", "ServiceNamespace" => better "ScalableTarget::new", "follows from the dimension, so that the two cannot differ", proof = crate::aws::scaling::targets::what_is_no_service_is_scaled_by_its_dimension;
            "one target, whoever adds policies", "" => better "TargetTrackingScaling, StepScaling, ScheduledScaling, PredictiveScaling, SuspendedScaling", "in any order of declaration, and two that differ are told (ECS191)", proof = crate::aws::scaling::targets::one_target_whoever_scales;
            "suspension (no option of AWS CDK)", "SuspendedState" => yes "SuspendedScaling", proof = crate::aws::scaling::targets::scaling_is_suspended_in_parts_or_as_a_whole;
            "fromScalableTargetId", "" => yes "ScalableTarget::imported", proof = crate::aws::scaling::targets::an_imported_target_takes_policies;
        }
        "target tracking", "`BaseTargetTrackingProps` and `BasicTargetTrackingScalingPolicyProps`." {
            "policyName", "PolicyName" => yes "policy_name", proof = crate::aws::scaling::every_option;
            "targetValue", "TargetValue" => yes "cpu", proof = crate::aws::scaling::one_metric;
            "disableScaleIn", "DisableScaleIn" => yes "without_scale_in", proof = crate::aws::scaling::only_adding_tasks;
            "scaleInCooldown", "ScaleInCooldown" => yes "scale_in_cooldown", proof = crate::aws::scaling::every_option;
            "scaleOutCooldown", "ScaleOutCooldown" => yes "scale_out_cooldown", proof = crate::aws::scaling::every_option;
            "predefinedMetric", "PredefinedMetricSpecification.PredefinedMetricType" => yes "cpu, memory, requests_per_target", proof = crate::aws::scaling::every_option;
            "resourceLabel", "PredefinedMetricSpecification.ResourceLabel" => yes "requests_of", proof = crate::aws::scaling::a_resource_label_by_hand;
            "customMetric", "CustomizedMetricSpecification" => better "metric", "with every statistic, percentiles among them", proof = crate::aws::scaling::a_percentile_is_tracked;
            "metric maths (which AWS CDK refuses, #34072)", "CustomizedMetricSpecification.Metrics" => better "metric(MathExpression::new(..))", "AWS CDK refuses it", proof = crate::aws::scaling::metric_maths_that_aws_cdk_refuses;
            "metrics at 20 seconds", "PredefinedMetricSpecification.PredefinedMetricType" => better "fast", "the service publishes what the policy looks at", proof = crate::aws::scaling::fast_is_said_on_both_sides;
            "messages a task (Copilot's queue_delay)", "CustomizedMetricSpecification.Metrics" => better "backlog_per_task", "no formula, no Lambda function; comes back from no task", proof = crate::aws::scaling::backlog::visible_messages_for_each_running_task;
        }
        "service scaling, methods", "Of `ScalableTaskCount`." {
            "scaleOnCpuUtilization", "" => yes "cpu", proof = crate::aws::scaling::one_metric;
            "scaleOnMemoryUtilization", "" => yes "memory", proof = crate::aws::scaling::every_option;
            "scaleOnRequestCount", "" => better "requests_per_target", "held against what the service stands behind", proof = crate::aws::findings::scaling::ecs123_counting_requests_that_go_elsewhere;
            "scaleToTrackCustomMetric", "" => yes "metric", proof = crate::aws::scaling::a_metric_of_ones_own;
            "scaleOnMetric", "" => yes "StepScaling::new", proof = crate::aws::scaling::steps::steps_up_and_down_from_their_alarms;
            "scaleOnSchedule", "" => yes "ScheduledScaling::new", proof = crate::aws::scaling::schedules::minute_and_time_zone_are_always_said;
        }
        "step scaling", "`BasicStepScalingPolicyProps` and `ScalingInterval`." {
            "metric", "AWS::CloudWatch::Alarm" => yes "StepScaling::new", proof = crate::aws::scaling::steps::steps_up_and_down_from_their_alarms;
            "scalingSteps", "StepAdjustments" => better "at_least, at_most", "steps can neither overlap nor leave gaps, and alarms go off at a value, not beyond it", proof = crate::aws::scaling::steps::steps_up_and_down_from_their_alarms;
            "adjustmentType", "AdjustmentType" => yes "adjustment", proof = crate::aws::scaling::steps::every_option_of_steps;
            "cooldown", "Cooldown" => yes "cooldown", proof = crate::aws::scaling::steps::every_option_of_steps;
            "minAdjustmentMagnitude", "MinAdjustmentMagnitude" => yes "min_adjustment_magnitude", proof = crate::aws::scaling::steps::every_option_of_steps;
            "evaluationPeriods", "AWS::CloudWatch::Alarm.EvaluationPeriods" => yes "evaluation_periods", proof = crate::aws::scaling::steps::every_option_of_steps;
            "datapointsToAlarm", "AWS::CloudWatch::Alarm.DatapointsToAlarm" => yes "datapoints_to_alarm", proof = crate::aws::scaling::steps::every_option_of_steps;
            "metricAggregationType", "MetricAggregationType" => yes "aggregation", proof = crate::aws::scaling::steps::every_option_of_steps;
            "policies that fight (no option of AWS CDK)", "" => better "", "told (ECS190), where AWS CDK's queue services make them (#20706)", proof = crate::aws::findings::scaling::ecs190_steps_that_fight_with_tracking;
            "from zero and back", "" => better "backlog_per_task, between 0 and n", "the first message brings the first task back (#4719, copilot-cli 3376)", proof = crate::aws::scaling::backlog::the_first_message_brings_the_first_task_back;
        }
        "scheduled scaling", "`ScalingSchedule` and `Schedule`." {
            "schedule: cron", "ScheduledActions.Schedule" => better "Cron::daily", "the minute is always said: left out it is every minute in AWS CDK", proof = crate::aws::scaling::schedules::minute_and_time_zone_are_always_said;
            "schedule: rate", "ScheduledActions.Schedule" => yes "Schedule::rate", proof = crate::aws::scaling::schedules::rates_moments_and_other_zones;
            "schedule: at", "ScheduledActions.Schedule" => yes "Schedule::at", proof = crate::aws::scaling::schedules::rates_moments_and_other_zones;
            "schedule: expression", "ScheduledActions.Schedule" => yes "Cron::new", proof = crate::aws::scaling::schedules::schedules_as_aws_reads_them;
            "timeZone", "ScheduledActions.Timezone" => better "action(.., TimeZone::EUROPE_BERLIN, ..)", "always said, where AWS CDK takes UTC", proof = crate::aws::scaling::schedules::minute_and_time_zone_are_always_said;
            "startTime, endTime", "ScheduledActions.StartTime" => yes "from_until", proof = crate::aws::scaling::schedules::rates_moments_and_other_zones;
            "nothing at night (no option of AWS CDK)", "ScheduledActions" => better "off_at_night", "in the morning the bounds are those of the rest", proof = crate::aws::scaling::schedules::off_at_night_beside_tracking;
            "minCapacity, maxCapacity", "ScheduledActions.ScalableTargetAction" => yes "action(.., 2..=10)", proof = crate::aws::scaling::schedules::minute_and_time_zone_are_always_said;
        }
        "predictive scaling", "AWS CDK has no construct for it." {
            "mode", "PredictiveScalingPolicyConfiguration.Mode" => yes "forecast_and_scale", proof = crate::aws::scaling::targets::every_option_of_a_forecast;
            "pairs of metrics", "MetricSpecifications.PredefinedMetricPairSpecification" => yes "PredictiveScaling::cpu", proof = crate::aws::scaling::targets::a_forecast_only_unless_it_is_told_to_scale;
            "load and scaling metrics", "MetricSpecifications.PredefinedLoadMetricSpecification" => yes "metrics", proof = crate::aws::scaling::targets::a_forecast_by_metrics_of_ones_own;
            "buffer", "PredictiveScalingPolicyConfiguration.SchedulingBufferTime" => yes "scheduling_buffer", proof = crate::aws::scaling::targets::every_option_of_a_forecast;
            "above the maximum", "PredictiveScalingPolicyConfiguration.MaxCapacityBreachBehavior" => yes "above_maximum", proof = crate::aws::scaling::targets::every_option_of_a_forecast;
        }
        "aws-applicationautoscaling", "Its constructs." {
            "ScalableTarget", "AWS::ApplicationAutoScaling::ScalableTarget" => yes "ScalableTarget", proof = crate::aws::scaling::targets::what_is_no_service_is_scaled_by_its_dimension;
            "TargetTrackingScalingPolicy", "AWS::ApplicationAutoScaling::ScalingPolicy" => yes "TargetTrackingScaling", proof = crate::aws::scaling::one_metric;
            "StepScalingPolicy", "AWS::ApplicationAutoScaling::ScalingPolicy" => yes "StepScaling", proof = crate::aws::scaling::steps::steps_up_and_down_from_their_alarms;
            "StepScalingAction", "AWS::ApplicationAutoScaling::ScalingPolicy" => no "half a policy without its alarm; `StepScaling` has both";
        }
    },
};
