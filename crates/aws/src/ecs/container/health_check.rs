use std::time::Duration;

use stackwright_cfn::ecs::task_definition as cfn;
use stackwright_core::{Expr, IntoValue, List, Str, Value};

use crate::units::whole_seconds;

/// A command that ECS runs in a container to see whether it is well.
///
/// The command must be in the image: `node:alpine` has `wget` and no `curl`.
///
/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html>
///
/// ```
/// use stackwright_aws::ecs::HealthCheck;
///
/// let check = HealthCheck::shell("wget -qO- http://localhost:3000/health || exit 1");
/// ```
#[derive(Clone, Debug)]
pub struct HealthCheck {
    command: Value<List<Str>>,
    interval: Duration,
    timeout: Duration,
    retries: u32,
    start_period: Option<Duration>,
}

impl HealthCheck {
    /// A line for the container's shell, every 30 seconds, for 5 at most; three failures in a
    /// row make the container unwell.
    pub fn shell(line: impl IntoValue<Str>) -> Self {
        HealthCheck::of("CMD-SHELL", [line.into_value()])
    }

    /// A program and its arguments, without a shell.
    pub fn command<A: IntoValue<Str>>(arguments: impl IntoIterator<Item = A>) -> Self {
        HealthCheck::of("CMD", arguments.into_iter().map(IntoValue::into_value))
    }

    fn of(kind: &'static str, arguments: impl IntoIterator<Item = Value<Str>>) -> Self {
        let arguments = arguments.into_iter().map(Value::into_expr);
        let command = std::iter::once(Expr::from(kind)).chain(arguments).collect();
        HealthCheck {
            command: Value::from_expr(Expr::List(command)),
            interval: Duration::from_secs(30),
            timeout: Duration::from_secs(5),
            retries: 3,
            start_period: None,
        }
    }

    /// How often it runs: 5 to 300 seconds.
    pub fn every(mut self, interval: Duration) -> Self {
        self.interval = interval;
        self
    }

    /// How long it may take: 2 to 60 seconds.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// How many failures in a row make the container unwell: 1 to 10.
    pub fn retries(mut self, retries: u32) -> Self {
        self.retries = retries;
        self
    }

    /// How long failures do not count after the start: at most 300 seconds.
    pub fn start_period(mut self, period: Duration) -> Self {
        self.start_period = Some(period);
        self
    }

    pub(crate) fn into_property(self) -> cfn::HealthCheck {
        let check = cfn::HealthCheck::new()
            .command(self.command)
            .interval(whole_seconds(self.interval))
            .timeout(whole_seconds(self.timeout))
            .retries(self.retries);
        match self.start_period {
            Some(period) => check.start_period(whole_seconds(period)),
            None => check,
        }
    }
}
