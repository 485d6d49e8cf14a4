use std::time::Duration;

use stackwright_cfn::codedeploy as cfn;
use stackwright_core::{Construct, IntoValue, Scope, Str, Value, With, handle};

use crate::units::{Percent, whole_seconds};

/// How traffic goes from the old tasks of a service to the new ones. A change of anything replaces it.
///
/// What CodeDeploy has itself needs no construct: [`EcsDeploymentConfigName`].
///
/// <https://docs.aws.amazon.com/codedeploy/latest/userguide/deployment-configurations.html>
#[derive(Clone, Debug)]
pub struct EcsDeploymentConfig {
    shift: Shift,
    name: Option<Value<Str>>,
}

/// In which steps traffic is shifted. Shares are whole percents, times whole minutes.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum Shift {
    /// All of it.
    AllAtOnce,
    /// First a share, and after a while the rest.
    Canary(Percent, Duration),
    /// A share again and again, with a while in between.
    Linear(Percent, Duration),
}

impl EcsDeploymentConfig {
    /// Traffic is shifted so, as `Shift::Canary(5.percent(), 10.minutes())`.
    pub fn new(shift: Shift) -> Self {
        EcsDeploymentConfig { shift, name: None }
    }

    /// A configuration that exists, by its name. It is left alone.
    pub fn imported(name: impl IntoValue<Str>) -> ImportedEcsDeploymentConfig {
        ImportedEcsDeploymentConfig(name.into_value())
    }

    /// Names it: at most 100 letters, digits and `+=,.@_-`. A change replaces it.
    pub fn name(mut self, name: impl IntoValue<Str>) -> Self {
        self.name = Some(name.into_value());
        self
    }
}

impl Construct for EcsDeploymentConfig {
    type Handle = EcsDeploymentConfigHandle;

    fn build(self, scope: Scope<'_>) -> EcsDeploymentConfigHandle {
        use cfn::deployment_config::{
            ComputePlatform, TimeBasedCanary, TimeBasedLinear, TrafficRoutingConfig,
            TrafficRoutingConfigType as Type,
        };

        let routing = match self.shift {
            Shift::AllAtOnce => TrafficRoutingConfig::new().r#type(Type::AllAtOnce),
            Shift::Canary(share, wait) => TrafficRoutingConfig::new()
                .r#type(Type::TimeBasedCanary)
                .time_based_canary(
                    TimeBasedCanary::new()
                        .canary_percentage(share.rounded())
                        .canary_interval(minutes(wait)),
                ),
            Shift::Linear(share, wait) => TrafficRoutingConfig::new()
                .r#type(Type::TimeBasedLinear)
                .time_based_linear(
                    TimeBasedLinear::new()
                        .linear_percentage(share.rounded())
                        .linear_interval(minutes(wait)),
                ),
        };
        let config = cfn::DeploymentConfig::new()
            .compute_platform(ComputePlatform::Ecs)
            .traffic_routing_config(routing)
            .with(self.name, |config, name| {
                config.deployment_config_name(name)
            });
        scope.set_primary(scope.add("Resource", config));
        EcsDeploymentConfigHandle::new(scope)
    }
}

/// A time in the minutes that CodeDeploy counts.
pub(super) fn minutes(time: Duration) -> i64 {
    whole_seconds(time) / 60
}

/// A configuration that exists; see [`EcsDeploymentConfig::imported`].
#[derive(Clone, Debug)]
pub struct ImportedEcsDeploymentConfig(Value<Str>);

impl Construct for ImportedEcsDeploymentConfig {
    type Handle = EcsDeploymentConfigHandle;

    fn build(self, scope: Scope<'_>) -> EcsDeploymentConfigHandle {
        scope.define("Ref", self.0);
        EcsDeploymentConfigHandle::new(scope)
    }
}

handle! {
    /// Names a deployment configuration of CodeDeploy.
    pub struct EcsDeploymentConfigHandle(cfn::DeploymentConfigHandle);
}

/// The name of a deployment configuration: one of CodeDeploy's own, or a construct.
#[derive(Clone, Debug)]
pub struct EcsDeploymentConfigName(pub(super) Value<Str>);

impl EcsDeploymentConfigName {
    /// All traffic at once.
    pub fn all_at_once() -> Self {
        EcsDeploymentConfigName::own("AllAtOnce")
    }

    /// A tenth, and the rest 5 minutes later.
    pub fn canary_10_percent_5_minutes() -> Self {
        EcsDeploymentConfigName::own("Canary10Percent5Minutes")
    }

    /// A tenth, and the rest 15 minutes later.
    pub fn canary_10_percent_15_minutes() -> Self {
        EcsDeploymentConfigName::own("Canary10Percent15Minutes")
    }

    /// A tenth every minute.
    pub fn linear_10_percent_every_1_minute() -> Self {
        EcsDeploymentConfigName::own("Linear10PercentEvery1Minutes")
    }

    /// A tenth every 3 minutes.
    pub fn linear_10_percent_every_3_minutes() -> Self {
        EcsDeploymentConfigName::own("Linear10PercentEvery3Minutes")
    }

    fn own(name: &str) -> Self {
        EcsDeploymentConfigName(format!("CodeDeployDefault.ECS{name}").into_value())
    }
}

impl From<EcsDeploymentConfigHandle> for EcsDeploymentConfigName {
    fn from(config: EcsDeploymentConfigHandle) -> Self {
        EcsDeploymentConfigName(config.reference().assume())
    }
}
