//! What CloudWatch measures of load balancers and of the targets behind them.
//!
//! <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html>
//! <https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-cloudwatch-metrics.html>

use stackwright_core::{IntoValue, Str, Value};

use super::{LoadBalancerHandle, NetworkLoadBalancerHandle, Target, TargetGroupHandle};
use crate::cloudwatch::Metric;

/// Answers of targets, by their first digit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
#[non_exhaustive]
pub enum HttpCodeTarget {
    Success2xx,
    Redirection3xx,
    ClientError4xx,
    ServerError5xx,
}

/// Answers that a load balancer gives by itself, by their first digit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
#[non_exhaustive]
pub enum HttpCodeElb {
    Redirection3xx,
    ClientError4xx,
    ServerError5xx,
}

impl HttpCodeTarget {
    fn metric(self) -> &'static str {
        match self {
            HttpCodeTarget::Success2xx => "HTTPCode_Target_2XX_Count",
            HttpCodeTarget::Redirection3xx => "HTTPCode_Target_3XX_Count",
            HttpCodeTarget::ClientError4xx => "HTTPCode_Target_4XX_Count",
            HttpCodeTarget::ServerError5xx => "HTTPCode_Target_5XX_Count",
        }
    }
}

impl HttpCodeElb {
    fn metric(self) -> &'static str {
        match self {
            HttpCodeElb::Redirection3xx => "HTTPCode_ELB_3XX_Count",
            HttpCodeElb::ClientError4xx => "HTTPCode_ELB_4XX_Count",
            HttpCodeElb::ServerError5xx => "HTTPCode_ELB_5XX_Count",
        }
    }
}

impl LoadBalancerHandle {
    /// One of its metrics in `AWS/ApplicationELB`, by name, as `ConsumedLCUs`: its average by the
    /// minute, unless the metric says otherwise.
    ///
    /// ```
    /// use stackwright_aws::cloudwatch::Statistic;
    /// use stackwright_aws::ecs::ServiceHandle;
    /// use stackwright_aws::elb::LoadBalancerHandle;
    /// use stackwright_aws::scaling::StepScaling;
    /// # fn scaled(stack: stackwright_core::Scope<'_>, api: ServiceHandle, alb: LoadBalancerHandle) {
    /// let slow = alb.target_response_time().statistic(Statistic::Percentile(99.0));
    /// stack.add("Steps", StepScaling::new(api, 1..=4, slow).at_least(0.5, 1));
    /// # }
    /// ```
    ///
    /// <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html>
    pub fn metric(self, name: impl IntoValue<Str>) -> Metric {
        of_balancer(APPLICATION, name, self)
    }

    /// How many requests it took; where there were none, there are no values.
    pub fn request_count(self) -> Metric {
        self.metric(REQUESTS).sum()
    }

    /// How long targets take to answer, in seconds.
    pub fn target_response_time(self) -> Metric {
        self.metric(RESPONSE_TIME)
    }

    /// How often targets answered like that.
    pub fn http_code_target(self, code: HttpCodeTarget) -> Metric {
        self.metric(code.metric()).sum()
    }

    /// How often it answered like that by itself, as with 503 where there is no target.
    pub fn http_code_elb(self, code: HttpCodeElb) -> Metric {
        self.metric(code.metric()).sum()
    }

    /// How many connections there are, of callers and to targets.
    pub fn active_connection_count(self) -> Metric {
        self.metric("ActiveConnectionCount").sum()
    }

    /// How many connections it refused because it had as many as it can.
    pub fn rejected_connection_count(self) -> Metric {
        self.metric("RejectedConnectionCount").sum()
    }

    /// What is measured of the targets of a group behind it.
    pub fn targets(self, group: impl Into<TargetGroupHandle>) -> TargetMetrics {
        TargetMetrics {
            namespace: APPLICATION,
            balancer: self,
            group: group.into(),
        }
    }
}

impl NetworkLoadBalancerHandle {
    /// One of its metrics in `AWS/NetworkELB`, by name, as `PeakPacketsPerSecond`.
    ///
    /// <https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-cloudwatch-metrics.html>
    pub fn metric(self, name: impl IntoValue<Str>) -> Metric {
        of_balancer(NETWORK, name, self.as_balancer())
    }

    /// How many connections there are.
    pub fn active_flow_count(self) -> Metric {
        self.metric("ActiveFlowCount")
    }

    /// How many connections came.
    pub fn new_flow_count(self) -> Metric {
        self.metric("NewFlowCount").sum()
    }

    /// How many bytes went through.
    pub fn processed_bytes(self) -> Metric {
        self.metric("ProcessedBytes").sum()
    }

    /// What is measured of the targets of a group behind it; that of requests has no values.
    pub fn targets(self, group: impl Into<TargetGroupHandle>) -> TargetMetrics {
        TargetMetrics {
            namespace: NETWORK,
            balancer: self.as_balancer(),
            group: group.into(),
        }
    }
}

impl Target {
    /// What is measured of the targets of its group.
    pub fn targets(self) -> TargetMetrics {
        self.balancer.targets(self.group)
    }
}

/// What is measured of the targets of a group behind a load balancer: CloudWatch tells both.
///
/// ```
/// use stackwright_aws::cloudwatch::Metric;
/// use stackwright_aws::elb::{LoadBalancerHandle, TargetGroupHandle};
///
/// fn sick(alb: LoadBalancerHandle, group: TargetGroupHandle) -> Metric {
///     alb.targets(group).unhealthy_host_count()
/// }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct TargetMetrics {
    namespace: &'static str,
    balancer: LoadBalancerHandle,
    group: TargetGroupHandle,
}

impl TargetMetrics {
    /// The group.
    #[cfg(feature = "cloudwatch")]
    pub(crate) fn group(self) -> TargetGroupHandle {
        self.group
    }

    /// Whether it is behind a load balancer for HTTP.
    #[cfg(feature = "cloudwatch")]
    pub(crate) fn is_of_http(self) -> bool {
        self.namespace == APPLICATION
    }

    /// One of them by name.
    pub fn metric(self, name: impl IntoValue<Str>) -> Metric {
        let group: Value<Str> = self.group.target_group_full_name().assume();
        of_balancer(self.namespace, name, self.balancer).dimension("TargetGroup", group)
    }

    /// How many are well: the least in a minute.
    pub fn healthy_host_count(self) -> Metric {
        self.metric("HealthyHostCount").minimum()
    }

    /// How many are not: the most in a minute.
    pub fn unhealthy_host_count(self) -> Metric {
        self.metric("UnHealthyHostCount").maximum()
    }

    /// How many requests they took.
    pub fn request_count(self) -> Metric {
        self.metric(REQUESTS).sum()
    }

    /// How many requests each took. It is a mean by itself, of which AWS has the sum.
    pub fn request_count_per_target(self) -> Metric {
        self.metric("RequestCountPerTarget").sum()
    }

    /// How long they take to answer, in seconds.
    pub fn target_response_time(self) -> Metric {
        self.metric(RESPONSE_TIME)
    }

    /// How often they answered like that.
    pub fn http_code_target(self, code: HttpCodeTarget) -> Metric {
        self.metric(code.metric()).sum()
    }
}

const APPLICATION: &str = "AWS/ApplicationELB";
const NETWORK: &str = "AWS/NetworkELB";
const REQUESTS: &str = "RequestCount";
const RESPONSE_TIME: &str = "TargetResponseTime";

fn of_balancer(
    namespace: &'static str,
    name: impl IntoValue<Str>,
    balancer: LoadBalancerHandle,
) -> Metric {
    let full_name: Value<Str> = balancer.load_balancer_full_name().assume();
    Metric::new(namespace, name).dimension("LoadBalancer", full_name)
}
