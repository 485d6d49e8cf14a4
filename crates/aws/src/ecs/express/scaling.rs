use std::ops::RangeInclusive;

use stackwright_cfn::ecs::express_gateway_service as cfn;
use stackwright_codes as codes;
use stackwright_core::Scope;

use crate::units::Percent;

/// What the number of tasks of an Express service follows.
///
/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ExpressGatewayScalingTarget.html>
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum ExpressMetric {
    /// The mean use of CPU, as `ExpressMetric::Cpu(60.percent())`.
    Cpu(Percent),
    /// The mean use of memory.
    Memory(Percent),
    /// The requests that a task gets in a minute.
    RequestsPerTarget(u32),
}

/// What is kept near what, between which numbers of tasks.
#[derive(Clone, Debug)]
pub(super) struct Scaling {
    pub metric: ExpressMetric,
    pub tasks: RangeInclusive<u32>,
}

impl Scaling {
    pub fn into_property(self, scope: Scope<'_>) -> cfn::ExpressGatewayScalingTarget {
        use cfn::AutoScalingMetric as Metric;

        let (least, most) = (*self.tasks.start(), *self.tasks.end());
        if least > most {
            let message = format!("an Express service scales between {least} and {most} tasks");
            scope.report(codes::ECS164.finding(message));
        }
        let (metric, target) = match self.metric {
            ExpressMetric::Cpu(share) => (Metric::AverageCpu, share.rounded()),
            ExpressMetric::Memory(share) => (Metric::AverageMemory, share.rounded()),
            ExpressMetric::RequestsPerTarget(count) => {
                (Metric::RequestCountPerTarget, i64::from(count))
            }
        };
        cfn::ExpressGatewayScalingTarget::new()
            .auto_scaling_metric(metric)
            .auto_scaling_target_value(target)
            .min_task_count(least)
            .max_task_count(most)
    }
}
