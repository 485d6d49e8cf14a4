use stackwright_cfn::ecs::task_definition as cfn;
use stackwright_core::{IntoValue, Str, Text, Value, sub};

use crate::logs::LogGroupHandle;

/// Where the output of a container goes.
///
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html>
#[derive(Clone, Debug)]
pub struct LogDriver {
    pub(crate) target: Target,
}

#[derive(Clone, Debug)]
pub(crate) enum Target {
    AwsLogs {
        group: LogGroupHandle,
        prefix: Value<Str>,
        non_blocking: bool,
    },
    Other {
        driver: Text,
        options: Vec<(Text, Value<Str>)>,
    },
}

impl LogDriver {
    /// A log group of CloudWatch Logs; streams are named `ecs/<container>/<task>`.
    pub fn awslogs(group: impl Into<LogGroupHandle>) -> Self {
        LogDriver {
            target: Target::AwsLogs {
                group: group.into(),
                prefix: "ecs".into_value(),
                non_blocking: false,
            },
        }
    }

    /// Any other driver that Fargate has: `splunk`, `awsfirelens`.
    pub fn other<N: Into<Text>, V: IntoValue<Str>>(
        driver: impl Into<Text>,
        options: impl IntoIterator<Item = (N, V)>,
    ) -> Self {
        let options = options
            .into_iter()
            .map(|(name, value)| (name.into(), value.into_value()));
        LogDriver {
            target: Target::Other {
                driver: driver.into(),
                options: options.collect(),
            },
        }
    }

    /// What the names of streams begin with; for `awslogs`.
    pub fn stream_prefix(mut self, text: impl IntoValue<Str>) -> Self {
        if let Target::AwsLogs { prefix, .. } = &mut self.target {
            *prefix = text.into_value();
        }
        self
    }

    /// Loses output rather than to hold the container up when CloudWatch is slow; for `awslogs`.
    pub fn non_blocking(mut self) -> Self {
        if let Target::AwsLogs { non_blocking, .. } = &mut self.target {
            *non_blocking = true;
        }
        self
    }
}

impl From<LogGroupHandle> for LogDriver {
    fn from(group: LogGroupHandle) -> Self {
        LogDriver::awslogs(group)
    }
}

/// The driver as the task definition has it.
pub(super) fn log_configuration(driver: LogDriver) -> cfn::LogConfiguration {
    match driver.target {
        Target::AwsLogs {
            group,
            prefix,
            non_blocking,
        } => {
            let mut options = vec![
                (
                    "awslogs-group",
                    IntoValue::<Str>::into_value(group.reference()),
                ),
                ("awslogs-region", sub!("{AWS::Region}")),
                ("awslogs-stream-prefix", prefix),
            ];
            if non_blocking {
                options.push(("mode", "non-blocking".into_value()));
            }
            cfn::LogConfiguration::new()
                .log_driver("awslogs")
                .options(options)
        }
        Target::Other { driver, options } => {
            let configuration = cfn::LogConfiguration::new().log_driver(driver);
            match options.is_empty() {
                true => configuration,
                false => configuration.options(options),
            }
        }
    }
}
