use stackwright_core::{IntoValue, Str, Text};

use super::LogDriver;
use crate::ecs::SecretSource;

/// Makes a driver a type whose options are setters.
macro_rules! drivers {
    ($(
        $(#[$doc:meta])*
        $name:ident $word:literal ($($(#[$must_doc:meta])* $must:ident $must_option:literal),*) {
            $($(#[$option_doc:meta])* $setter:ident $option:literal,)*
        }
    )*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug)]
        #[allow(clippy::new_without_default, reason = "a way to log is no default")]
        pub struct $name(LogDriver);

        #[allow(clippy::new_without_default, reason = "a way to log is no default")]
        impl $name {
            /// With what it needs, and the defaults of Docker.
            pub fn new($($must: impl IntoValue<Str>),*) -> Self {
                let driver = LogDriver::named($word);
                $(let driver = driver.set($must_option, $must.into_value());)*
                $name(driver)
            }

            $(
                $(#[$option_doc])*
                pub fn $setter(mut self, value: impl IntoValue<Str>) -> Self {
                    self.0 = self.0.set($option, value.into_value());
                    self
                }
            )*

            /// Any other option by its name.
            pub fn option(mut self, name: impl Into<Text>, value: impl IntoValue<Str>) -> Self {
                self.0 = self.0.set(name, value.into_value());
                self
            }

            /// An option whose value is a secret: the execution role gets the right to read it.
            pub fn secret(
                mut self,
                name: impl Into<Text>,
                source: impl Into<SecretSource>,
            ) -> Self {
                self.0 = self.0.secret(name, source);
                self
            }
        }

        impl From<$name> for LogDriver {
            fn from(driver: $name) -> Self {
                driver.0
            }
        }
    )*};
}

drivers! {
    /// To the [log router](crate::ecs::LogRouter) of the task, with options for the plugin that
    /// takes output on, as `Name` and `region` of Fluent Bit.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_firelens.html>
    Firelens "awsfirelens" () {
        /// How many lines may wait for the router.
        buffer_limit "log-driver-buffer-limit",
    }

    /// To Fluentd; not on Fargate.
    ///
    /// <https://docs.docker.com/engine/logging/drivers/fluentd/>
    Fluentd "fluentd" () {
        /// Where it is, as `localhost:24224`.
        address "fluentd-address",
        /// Whether the container may start before it is reached.
        asynchronous "fluentd-async",
        /// How many events may wait.
        buffer_limit "fluentd-buffer-limit",
        /// How long it waits to try again.
        retry_wait "fluentd-retry-wait",
        /// How often it tries.
        max_retries "fluentd-max-retries",
        /// Whether times are told to the nanosecond.
        sub_second_precision "fluentd-sub-second-precision",
        /// What events are called.
        tag "tag",
        /// Which labels go with them.
        labels "labels",
        /// Which environment variables go with them.
        env "env",
        /// The same, by a regular expression.
        env_regex "env-regex",
    }

    /// To Graylog, Logstash and what else takes GELF; not on Fargate.
    ///
    /// <https://docs.docker.com/engine/logging/drivers/gelf/>
    Gelf "gelf" (
        address "gelf-address"
    ) {
        /// How events are packed: `gzip`, `zlib`, `none`.
        compression_type "gelf-compression-type",
        /// How hard.
        compression_level "gelf-compression-level",
        /// How often it tries to connect by TCP.
        tcp_max_reconnect "gelf-tcp-max-reconnect",
        /// How many seconds it waits between.
        tcp_reconnect_delay "gelf-tcp-reconnect-delay",
        /// What events are called.
        tag "tag",
        /// Which labels go with them.
        labels "labels",
        /// Which environment variables go with them.
        env "env",
        /// The same, by a regular expression.
        env_regex "env-regex",
    }

    /// To the journal of the machine; not on Fargate.
    ///
    /// <https://docs.docker.com/engine/logging/drivers/journald/>
    Journald "journald" () {
        /// What events are called.
        tag "tag",
        /// Which labels go with them.
        labels "labels",
        /// Which environment variables go with them.
        env "env",
        /// The same, by a regular expression.
        env_regex "env-regex",
    }

    /// To files of JSON on the machine; not on Fargate.
    ///
    /// <https://docs.docker.com/engine/logging/drivers/json-file/>
    JsonFile "json-file" () {
        /// How big a file gets, as `10m`; without it the disk of the machine fills up.
        max_size "max-size",
        /// How many files there are.
        max_file "max-file",
        /// Whether old ones are packed.
        compress "compress",
        /// Which labels go with events.
        labels "labels",
        /// Which environment variables go with them.
        env "env",
        /// The same, by a regular expression.
        env_regex "env-regex",
    }

    /// To the syslog of the machine or of another; not on Fargate.
    ///
    /// <https://docs.docker.com/engine/logging/drivers/syslog/>
    Syslog "syslog" () {
        /// Where it is, as `udp://192.0.2.1:514`.
        address "syslog-address",
        /// The facility, as `daemon`.
        facility "syslog-facility",
        /// The certificate authorities that it trusts.
        tls_ca_cert "syslog-tls-ca-cert",
        /// The certificate that it shows.
        tls_cert "syslog-tls-cert",
        /// The key of that.
        tls_key "syslog-tls-key",
        /// Whether it trusts anybody.
        tls_skip_verify "syslog-tls-skip-verify",
        /// The format, as `rfc5424`.
        format "syslog-format",
        /// What events are called.
        tag "tag",
        /// Which labels go with them.
        labels "labels",
        /// Which environment variables go with them.
        env "env",
        /// The same, by a regular expression.
        env_regex "env-regex",
    }

    /// To Splunk; the token is a secret, so that nobody reads it in the task: say it by
    /// [`token`](Splunk::token).
    ///
    /// <https://docs.docker.com/engine/logging/drivers/splunk/>
    Splunk "splunk" (
        url "splunk-url"
    ) {
        /// Where events come from.
        source "splunk-source",
        /// Of which type that is.
        source_type "splunk-sourcetype",
        /// The index that they go to.
        index "splunk-index",
        /// The certificate authorities that it trusts.
        ca_path "splunk-capath",
        /// What the certificate of Splunk must be of.
        ca_name "splunk-caname",
        /// Whether it trusts anybody.
        insecure_skip_verify "splunk-insecureskipverify",
        /// `inline`, `json` or `raw`.
        format "splunk-format",
        /// Whether it is asked first if Splunk is there.
        verify_connection "splunk-verify-connection",
        /// Whether events are packed.
        gzip "splunk-gzip",
        /// How hard.
        gzip_level "splunk-gzip-level",
        /// What events are called.
        tag "tag",
        /// Which labels go with them.
        labels "labels",
        /// Which environment variables go with them.
        env "env",
        /// The same, by a regular expression.
        env_regex "env-regex",
    }
}

impl Splunk {
    /// The token of the HTTP Event Collector.
    pub fn token(self, source: impl Into<SecretSource>) -> Self {
        self.secret("splunk-token", source)
    }
}
