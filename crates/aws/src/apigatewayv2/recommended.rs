//! The alarms of an HTTP API.

use stackwright_core::{Handle, NodeId, ResourceHandle, Scope, Text};

use super::HttpApiHandle;
use crate::cloudwatch::{Alarm, MathExpression, MissingData, RecommendedAlarms, Statistic};

impl HttpApiHandle {
    /// The alarms that somebody who has to answer for it wants to have.
    ///
    /// - `Errors`: more than five of a hundred requests failed, 5xx, for five minutes.
    /// - `Latency`: more than two and a half seconds for 95 of a hundred requests, for five minutes.
    ///
    /// Counts of requests mean nothing where there are none.
    ///
    /// <https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Best_Practice_Recommended_Alarms_AWS_Services.html>
    pub fn recommended_alarms(self) -> RecommendedAlarms {
        RecommendedAlarms::of(self.node(), alarms)
    }
}

fn alarms(node: NodeId, _: Scope<'_>) -> Vec<(Text, Alarm)> {
    let api = stackwright_cfn::apigatewayv2::ApiHandle::from_node(node);
    let api = HttpApiHandle::from(api);
    let errors = MathExpression::new("100 * errors / requests")
        .using("errors", api.server_errors())
        .using("requests", api.request_count())
        .label("percent of requests");
    let slowest = api.latency().statistic(Statistic::Percentile(95.0));
    let counted = |alarm: Alarm| alarm.periods(5).missing(MissingData::NotBreaching);
    vec![
        ("Errors".into(), counted(Alarm::above(errors, 5.0))),
        ("Latency".into(), counted(Alarm::above(slowest, 2500.0))),
    ]
}
