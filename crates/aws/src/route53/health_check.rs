use std::time::Duration;

use stackwright_cfn::kind::route53::HealthCheckId;
use stackwright_cfn::route53 as cfn;
use stackwright_core::{Construct, IntoValue, Scope, Str, Value, handle};

use crate::units::whole_seconds;

/// Asks something that faces the internet, from many places of the world, whether it is well.
///
/// It asks every 30 seconds, and takes it for unwell after three bad answers in a row, unless something
/// else is said. A change of what it asks, other than the path, replaces it.
///
/// <https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover.html>
///
/// ```
/// use stackwright_aws::route53::{HealthCheck, HostedZone, Record, Routing};
/// # let app = stackwright_core::App::new();
/// # let web = app.stack("Web");
/// let zone = web.add("Zone", HostedZone::imported("Z0123456789ABC", "example.com"));
/// let first = web.add("FirstIsWell", HealthCheck::https("one.example.com", "/healthz"));
/// let record = Record::cname(zone, "shop", "one.example.com").routing(Routing::Primary);
/// web.add("First", record.health_check(first));
/// let second = Record::cname(zone, "shop", "two.example.com").routing(Routing::Secondary);
/// web.add("Second", second);
/// ```
#[derive(Clone, Debug)]
pub struct HealthCheck {
    written: cfn::health_check::HealthCheckConfig,
}

impl HealthCheck {
    /// Asks for a path by HTTPS.
    pub fn https(host: impl IntoValue<Str>, path: impl IntoValue<Str>) -> Self {
        let of = cfn::health_check::HealthCheckConfig::new();
        let of = of.r#type(cfn::health_check::Type::Https).enable_sni(true);
        HealthCheck::at(of, host.into_value(), 443).path(path)
    }

    /// Asks for a path by HTTP.
    pub fn http(host: impl IntoValue<Str>, path: impl IntoValue<Str>) -> Self {
        let of = cfn::health_check::HealthCheckConfig::new();
        let of = of.r#type(cfn::health_check::Type::Http);
        HealthCheck::at(of, host.into_value(), 80).path(path)
    }

    /// Opens a connection to a port.
    pub fn tcp(host: impl IntoValue<Str>, port: u16) -> Self {
        let of = cfn::health_check::HealthCheckConfig::new();
        let of = of.r#type(cfn::health_check::Type::Tcp);
        HealthCheck::at(of, host.into_value(), port)
    }

    /// Is well as long as so many of others are.
    pub fn of_others<H: Into<HealthCheckHandle>>(
        well: u32,
        others: impl IntoIterator<Item = H>,
    ) -> Self {
        let others: Vec<HealthCheckHandle> = others.into_iter().map(Into::into).collect();
        let of = cfn::health_check::HealthCheckConfig::new();
        let of = of.r#type(cfn::health_check::Type::Calculated);
        HealthCheck {
            written: of.health_threshold(well).child_health_checks(others),
        }
    }

    /// One that exists, by its id.
    pub fn imported(id: impl IntoValue<HealthCheckId>) -> ImportedHealthCheck {
        ImportedHealthCheck(id.into_value())
    }

    fn at(of: cfn::health_check::HealthCheckConfig, host: Value<Str>, port: u16) -> Self {
        HealthCheck {
            written: of.fully_qualified_domain_name(host).port(port),
        }
    }

    fn path(mut self, path: impl IntoValue<Str>) -> Self {
        self.written = self.written.resource_path(path);
        self
    }

    /// The port that it asks at.
    pub fn port(mut self, port: u16) -> Self {
        self.written = self.written.port(port);
        self
    }

    /// How often it asks: every 10 or every 30 seconds. It cannot be changed without replacing it.
    pub fn every(mut self, time: Duration) -> Self {
        self.written = self.written.request_interval(whole_seconds(time));
        self
    }

    /// After how many bad answers in a row, or good ones, it changes its mind: 1 to 10.
    pub fn after(mut self, count: u32) -> Self {
        self.written = self.written.failure_threshold(count);
        self
    }

    /// Measures how long answers take.
    pub fn measure_latency(mut self) -> Self {
        self.written = self.written.measure_latency(true);
        self
    }

    /// Takes what is well for unwell, and the other way round.
    pub fn inverted(mut self) -> Self {
        self.written = self.written.inverted(true);
        self
    }
}

impl Construct for HealthCheck {
    type Handle = HealthCheckHandle;

    fn build(self, scope: Scope<'_>) -> HealthCheckHandle {
        let check = cfn::HealthCheck::new().health_check_config(self.written);
        scope.set_primary(scope.add("Resource", check));
        HealthCheckHandle::new(scope)
    }
}

/// A check that exists; see [`HealthCheck::imported`].
#[derive(Clone, Debug)]
pub struct ImportedHealthCheck(Value<HealthCheckId>);

impl Construct for ImportedHealthCheck {
    type Handle = HealthCheckHandle;

    fn build(self, scope: Scope<'_>) -> HealthCheckHandle {
        scope.define("Ref", self.0.clone());
        scope.define("HealthCheckId", self.0);
        HealthCheckHandle::new(scope)
    }
}

handle! {
    /// Names a health check.
    pub struct HealthCheckHandle(cfn::HealthCheckHandle);
}
