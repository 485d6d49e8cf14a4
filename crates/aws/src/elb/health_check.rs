use std::time::Duration;

use stackwright_core::{IntoValue, Str, Text, Value};

use crate::ec2::Port;

/// How a load balancer finds out whether a target is well.
///
/// <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html>
///
/// ```
/// use std::time::Duration;
/// use stackwright_aws::elb::TargetHealthCheck;
///
/// let check = TargetHealthCheck::path("/health").every(Duration::from_secs(15)).codes("200-299");
/// ```
#[derive(Clone, Debug)]
pub struct TargetHealthCheck {
    pub(crate) path: Value<Str>,
    pub(crate) port: Option<Port>,
    pub(crate) interval: Duration,
    pub(crate) timeout: Duration,
    pub(crate) healthy: u32,
    pub(crate) unhealthy: u32,
    pub(crate) codes: Text,
}

impl TargetHealthCheck {
    /// Asks for this path every 30 seconds and waits 5; two answers of 200 make a target well,
    /// three others unwell.
    pub fn path(path: impl IntoValue<Str>) -> Self {
        TargetHealthCheck {
            path: path.into_value(),
            port: None,
            interval: Duration::from_secs(30),
            timeout: Duration::from_secs(5),
            healthy: 2,
            unhealthy: 3,
            codes: Text::Borrowed("200"),
        }
    }

    /// Asks on another port than the one that takes requests.
    pub fn port(mut self, port: Port) -> Self {
        self.port = Some(port);
        self
    }

    /// How often it asks: 5 to 300 seconds.
    pub fn every(mut self, interval: Duration) -> Self {
        self.interval = interval;
        self
    }

    /// How long it waits for an answer: 2 to 120 seconds, less than the interval.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// How many good answers in a row make a target healthy: 2 to 10; 2, if this is not said.
    pub fn healthy_threshold(mut self, answers: u32) -> Self {
        self.healthy = answers;
        self
    }

    /// How many bad answers in a row make a target unhealthy: 2 to 10; 3, if this is not said.
    pub fn unhealthy_threshold(mut self, answers: u32) -> Self {
        self.unhealthy = answers;
        self
    }

    /// Which status codes are good: `200`, `200,204`, `200-299`.
    pub fn codes(mut self, codes: impl Into<Text>) -> Self {
        self.codes = codes.into();
        self
    }
}

impl From<&'static str> for TargetHealthCheck {
    fn from(path: &'static str) -> Self {
        TargetHealthCheck::path(path)
    }
}
