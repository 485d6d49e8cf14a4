//! Where the output of containers goes: `awslogs` stands here, `drivers` has the others, an option
//! a setter.

mod drivers;

use crate::{filled, mapped};
use stackwright_cfn::ecs::task_definition as cfn;
use stackwright_cfn::kind::ecs::ParameterNameOrParameterArnOrSecretId as ValueFrom;
use stackwright_core::{IntoValue, Str, Text, Value, With, sub};

pub use self::drivers::{Firelens, Fluentd, Gelf, Journald, JsonFile, Splunk, Syslog};
use super::SecretSource;
use crate::logs::LogGroupHandle;
use crate::units::Size;

/// Where the output of a container goes.
///
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html>
///
/// ```
/// use stackwright_aws::ecs::{Container, Firelens};
///
/// let web = Container::new("web", "web:1").logs(Firelens::new().option("Name", "datadog"));
/// ```
#[derive(Clone, Debug)]
pub struct LogDriver {
    driver: Text,
    /// The group that is written to.
    pub(crate) group: Option<LogGroupHandle>,
    options: Vec<(Text, Value<Str>)>,
    pub(crate) secrets: Vec<(Text, SecretSource)>,
}

impl LogDriver {
    /// A log group of CloudWatch Logs; streams are named `ecs/<container>/<task>`.
    pub fn awslogs(group: impl Into<LogGroupHandle>) -> Self {
        let group = group.into();
        LogDriver {
            group: Some(group),
            ..LogDriver::named("awslogs")
        }
        .set(
            "awslogs-group",
            IntoValue::<Str>::into_value(group.reference()),
        )
        .set("awslogs-region", sub!("{AWS::Region}"))
        .set("awslogs-stream-prefix", "ecs".into_value())
    }

    /// Any other driver by its name and its options.
    pub fn other<N: Into<Text>, V: IntoValue<Str>>(
        driver: impl Into<Text>,
        options: impl IntoIterator<Item = (N, V)>,
    ) -> Self {
        let mut made = LogDriver::named(driver);
        for (name, value) in options {
            made = made.set(name, value.into_value());
        }
        made
    }

    /// Any driver by its name, without options: each is [said](Self::option).
    ///
    /// ```
    /// use stackwright_aws::ecs::LogDriver;
    ///
    /// let driver = LogDriver::named("awslogs")
    ///     .option("awslogs-group", "/web")
    ///     .option("awslogs-region", "eu-west-1");
    /// ```
    pub fn named(driver: impl Into<Text>) -> Self {
        LogDriver {
            driver: driver.into(),
            group: None,
            options: Vec::new(),
            secrets: Vec::new(),
        }
    }

    /// An option by its name, in place of what was said of it before.
    pub fn option(self, name: impl Into<Text>, value: impl IntoValue<Str>) -> Self {
        self.set(name, value.into_value())
    }

    fn set(mut self, name: impl Into<Text>, value: Value<Str>) -> Self {
        let name = name.into();
        match self.options.iter_mut().find(|(said, _)| *said == name) {
            Some((_, said)) => *said = value,
            None => self.options.push((name, value)),
        }
        self
    }

    /// An option for `awslogs`, and nothing for another.
    fn set_aws(self, name: &'static str, value: impl IntoValue<Str>) -> Self {
        match self.group {
            Some(_) => self.set(name, value.into_value()),
            None => self,
        }
    }

    /// An option whose value is a secret: the execution role gets the right to read it.
    pub fn secret(mut self, name: impl Into<Text>, source: impl Into<SecretSource>) -> Self {
        self.secrets.push((name.into(), source.into()));
        self
    }

    /// What the names of streams begin with; for `awslogs`.
    pub fn stream_prefix(self, text: impl IntoValue<Str>) -> Self {
        self.set_aws("awslogs-stream-prefix", text)
    }

    /// The region of the group, where it is another one; for `awslogs`.
    pub fn region(self, name: impl IntoValue<Str>) -> Self {
        self.set_aws("awslogs-region", name)
    }

    /// Loses output rather than to hold the container up when CloudWatch is slow; for `awslogs`.
    pub fn non_blocking(self) -> Self {
        self.set_aws("mode", "non-blocking")
    }

    /// The same, with so much memory for what waits, as `25.mib()`; AWS takes 10 MiB.
    pub fn buffered(self, most: Size) -> Self {
        let size = format!("{}m", most.as_mib());
        self.non_blocking().set_aws("max-buffer-size", size)
    }

    /// A line that begins with a time of this form begins an event, as `%Y-%m-%d %H:%M:%S`; for
    /// `awslogs`. It takes the place of a [pattern](Self::multiline_pattern): ECS has one of both.
    pub fn datetime_format(self, format: impl IntoValue<Str>) -> Self {
        self.unset("awslogs-multiline-pattern")
            .set_aws("awslogs-datetime-format", format)
    }

    /// A line that this regular expression matches begins an event; for `awslogs`. It takes the place
    /// of a [time](Self::datetime_format): ECS has one of both.
    pub fn multiline_pattern(self, pattern: impl IntoValue<Str>) -> Self {
        self.unset("awslogs-datetime-format")
            .set_aws("awslogs-multiline-pattern", pattern)
    }

    fn unset(mut self, name: &'static str) -> Self {
        self.options.retain(|(said, _)| said != name);
        self
    }

    pub(crate) fn into_property(self) -> cfn::LogConfiguration {
        let options = (!self.options.is_empty()).then_some(self.options);
        let secrets = filled(mapped(self.secrets, |(name, source)| {
            cfn::Secret::new()
                .name(name)
                .value_from(source.value_from().assume::<ValueFrom>())
        }));
        cfn::LogConfiguration::new()
            .log_driver(self.driver)
            .with(options, |logs, options| logs.options(options))
            .with(secrets, |logs, secrets| logs.secret_options(secrets))
    }
}

impl From<LogGroupHandle> for LogDriver {
    fn from(group: LogGroupHandle) -> Self {
        LogDriver::awslogs(group)
    }
}
