use super::row::{Area, groups};

/// As many tasks as are needed.
pub(super) const AREA: Area = Area {
    title: "Scaling",
    groups: groups! {
        "scalable target", "`ScalableTargetProps` and `EnableScalingProps`." {
            "minCapacity, maxCapacity", "MinCapacity, MaxCapacity" => yes "TargetTrackingScaling::new", proof = crate::aws::scaling::one_metric;
            "role", "RoleARN" => yes "role", proof = crate::aws::scaling::every_option;
            "resourceId", "ResourceId" => no "not yet: of a service only";
            "scalableDimension", "ScalableDimension" => no "not yet: of a service only";
            "serviceNamespace", "ServiceNamespace" => no "not yet: of a service only";
            "one target, whoever adds policies", "" => no "not yet";
            "suspension (no option of AWS CDK)", "SuspendedState" => no "not yet";
            "fromScalableTargetId", "" => no "not yet";
        }
        "target tracking", "`BaseTargetTrackingProps` and `BasicTargetTrackingScalingPolicyProps`." {
            "policyName", "PolicyName" => yes "policy_name", proof = crate::aws::scaling::every_option;
            "targetValue", "TargetValue" => yes "cpu", proof = crate::aws::scaling::one_metric;
            "disableScaleIn", "DisableScaleIn" => no "not yet";
            "scaleInCooldown", "ScaleInCooldown" => yes "scale_in_cooldown", proof = crate::aws::scaling::every_option;
            "scaleOutCooldown", "ScaleOutCooldown" => yes "scale_out_cooldown", proof = crate::aws::scaling::every_option;
            "predefinedMetric", "PredefinedMetricSpecification.PredefinedMetricType" => yes "cpu, memory, requests_per_target", proof = crate::aws::scaling::every_option;
            "resourceLabel", "PredefinedMetricSpecification.ResourceLabel" => no "not yet: of a balancer of ours only";
            "customMetric", "CustomizedMetricSpecification" => no "not yet";
            "metric maths (which AWS CDK refuses, #34072)", "CustomizedMetricSpecification.Metrics" => no "not yet";
            "metrics at 20 seconds", "PredefinedMetricSpecification.PredefinedMetricType" => no "not yet";
            "messages a task (Copilot's queue_delay)", "CustomizedMetricSpecification.Metrics" => no "not yet";
        }
        "service scaling, methods", "Of `ScalableTaskCount`." {
            "scaleOnCpuUtilization", "" => yes "cpu", proof = crate::aws::scaling::one_metric;
            "scaleOnMemoryUtilization", "" => yes "memory", proof = crate::aws::scaling::every_option;
            "scaleOnRequestCount", "" => better "requests_per_target", "held against what the service stands behind", proof = crate::aws::findings::scaling::ecs123_counting_requests_that_go_elsewhere;
            "scaleToTrackCustomMetric", "" => no "not yet";
            "scaleOnMetric", "" => no "not yet";
            "scaleOnSchedule", "" => no "not yet";
        }
        "step scaling", "`BasicStepScalingPolicyProps` and `ScalingInterval`." {
            "metric", "AWS::CloudWatch::Alarm" => no "not yet";
            "scalingSteps", "StepAdjustments" => no "not yet";
            "adjustmentType", "AdjustmentType" => no "not yet";
            "cooldown", "Cooldown" => no "not yet";
            "minAdjustmentMagnitude", "MinAdjustmentMagnitude" => no "not yet";
            "evaluationPeriods", "AWS::CloudWatch::Alarm.EvaluationPeriods" => no "not yet";
            "datapointsToAlarm", "AWS::CloudWatch::Alarm.DatapointsToAlarm" => no "not yet";
            "metricAggregationType", "MetricAggregationType" => no "not yet";
            "from zero and back", "" => no "not yet";
        }
        "scheduled scaling", "`ScalingSchedule` and `Schedule`." {
            "schedule: cron", "ScheduledActions.Schedule" => no "not yet";
            "schedule: rate", "ScheduledActions.Schedule" => no "not yet";
            "schedule: at", "ScheduledActions.Schedule" => no "not yet";
            "schedule: expression", "ScheduledActions.Schedule" => no "not yet";
            "timeZone", "ScheduledActions.Timezone" => no "not yet";
            "startTime, endTime", "ScheduledActions.StartTime" => no "not yet";
            "minCapacity, maxCapacity", "ScheduledActions.ScalableTargetAction" => no "not yet";
        }
        "predictive scaling", "AWS CDK has no construct for it." {
            "mode", "PredictiveScalingPolicyConfiguration.Mode" => no "not yet";
            "pairs of metrics", "MetricSpecifications.PredefinedMetricPairSpecification" => no "not yet";
            "load and scaling metrics", "MetricSpecifications.PredefinedLoadMetricSpecification" => no "not yet";
            "buffer", "PredictiveScalingPolicyConfiguration.SchedulingBufferTime" => no "not yet";
            "above the maximum", "PredictiveScalingPolicyConfiguration.MaxCapacityBreachBehavior" => no "not yet";
        }
        "aws-applicationautoscaling", "Its constructs." {
            "ScalableTarget", "AWS::ApplicationAutoScaling::ScalableTarget" => no "not yet: of services only";
            "TargetTrackingScalingPolicy", "AWS::ApplicationAutoScaling::ScalingPolicy" => yes "TargetTrackingScaling", proof = crate::aws::scaling::one_metric;
            "StepScalingPolicy", "AWS::ApplicationAutoScaling::ScalingPolicy" => no "not yet";
            "StepScalingAction", "AWS::ApplicationAutoScaling::ScalingPolicy" => no "not yet";
        }
    },
};
