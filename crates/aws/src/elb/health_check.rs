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
    pub(crate) how: How,
    pub(crate) port: Option<Port>,
    pub(crate) interval: Duration,
    pub(crate) timeout: Duration,
    pub(crate) healthy: u32,
    pub(crate) unhealthy: u32,
    pub(super) said: Said,
}

/// What is written of a check.
#[derive(Clone, Copy, Debug)]
pub(super) struct Said {
    pub interval: bool,
    pub timeout: bool,
    pub healthy: bool,
    pub unhealthy: bool,
    pub codes: bool,
}

impl Said {
    const fn all(is_said: bool) -> Self {
        Said {
            interval: is_said,
            timeout: is_said,
            healthy: is_said,
            unhealthy: is_said,
            codes: is_said,
        }
    }
}

/// What is asked for.
#[derive(Clone, Debug)]
pub(crate) enum How {
    /// A path, with the codes that are good.
    Http(Value<Str>, Text),
    /// A method, with the codes that are good.
    Grpc(Value<Str>, Text),
    /// A connection.
    Tcp,
    /// Nothing: every target counts as well.
    Nothing,
}

impl TargetHealthCheck {
    /// Asks for this path every 30 seconds and waits 5; two answers of 200 make a target well,
    /// three others unwell.
    pub fn path(path: impl IntoValue<Str>) -> Self {
        TargetHealthCheck::of(How::Http(path.into_value(), Text::Borrowed("200")))
    }

    /// Calls this method, as `/grpc.health.v1.Health/Check`, of targets that [speak
    /// gRPC](super::TargetGroup::grpc); code 0 is good, which is OK.
    pub fn grpc(method: impl IntoValue<Str>) -> Self {
        TargetHealthCheck::of(How::Grpc(method.into_value(), Text::Borrowed("0")))
    }

    /// Whether a connection can be made; for targets of network load balancers.
    pub fn tcp() -> Self {
        TargetHealthCheck::of(How::Tcp)
    }

    /// Does not look: for functions, whose calls are paid for.
    pub fn disabled() -> Self {
        TargetHealthCheck::of(How::Nothing)
    }

    pub(crate) fn of(how: How) -> Self {
        TargetHealthCheck {
            how,
            port: None,
            interval: Duration::from_secs(30),
            timeout: Duration::from_secs(5),
            healthy: 2,
            unhealthy: 3,
            said: Said::all(true),
        }
    }

    /// Writes what is said from here on, and leaves all else to AWS, which takes five good answers in a row where
    /// nothing is said, and two bad ones: for target groups of load balancers that are deployed so.
    ///
    /// <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html>
    pub fn without_defaults(mut self) -> Self {
        self.said = Said::all(false);
        self
    }

    /// The path that it asks for over HTTP, and the codes that are good.
    #[cfg(feature = "vpclattice")]
    pub(crate) fn http(&self) -> Option<(Value<Str>, Text)> {
        match &self.how {
            How::Http(path, codes) => Some((path.clone(), codes.clone())),
            _ => None,
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
        self.said.interval = true;
        self
    }

    /// How long it waits for an answer: 2 to 120 seconds, less than the interval.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self.said.timeout = true;
        self
    }

    /// How many good answers in a row make a target healthy: 2 to 10; 2, if this is not said.
    pub fn healthy_threshold(mut self, answers: u32) -> Self {
        self.healthy = answers;
        self.said.healthy = true;
        self
    }

    /// How many bad answers in a row make a target unhealthy: 2 to 10; 3, if this is not said.
    pub fn unhealthy_threshold(mut self, answers: u32) -> Self {
        self.unhealthy = answers;
        self.said.unhealthy = true;
        self
    }

    /// Which status codes are good: `200`, `200,204`, `200-299`; of gRPC, `0`, `0,12`, `0-99`.
    pub fn codes(mut self, good: impl Into<Text>) -> Self {
        if let How::Http(_, codes) | How::Grpc(_, codes) = &mut self.how {
            *codes = good.into();
        }
        self.said.codes = true;
        self
    }
}

impl From<&str> for TargetHealthCheck {
    fn from(path: &str) -> Self {
        TargetHealthCheck::path(path.to_owned())
    }
}

impl From<&String> for TargetHealthCheck {
    fn from(path: &String) -> Self {
        TargetHealthCheck::path(path.clone())
    }
}
