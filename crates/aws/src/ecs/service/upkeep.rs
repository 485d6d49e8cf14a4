use stackwright_cfn::ecs as cfn;
use stackwright_cfn::kind::ecs::TaskDefinitionArn;
use stackwright_core::{IntoValue, List, Str, Value, select, split, sub};

use super::{Options, Service};
use crate::ecs::launch::{Fargate, Launch};
use crate::ecs::{Compatibility, TaskHandle};
use crate::units::PercentExt;

/// Who replaces the tasks of a service. A change replaces the service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DeploymentController {
    /// ECS: what there is if this is not said.
    Ecs,
    /// CodeDeploy, by a deployment group that names the service.
    CodeDeploy,
    /// Somebody else, by task sets.
    External,
}

/// Which tags tasks carry.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum PropagateTags {
    /// Those of the service.
    #[default]
    Service,
    /// Those of the task definition.
    TaskDefinition,
    /// None.
    None,
}

/// Which revision of its task definition a service runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TaskRevision {
    /// This one.
    Number(u32),
    /// The latest one that is active, whoever has registered it, as a pipeline outside of
    /// CloudFormation.
    Latest,
}

/// A version of Fargate's platform.
///
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/platform-fargate.html>
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum PlatformVersion {
    /// The latest one: what there is if this is not said.
    Latest,
    /// 1.4.0, of Linux.
    V1_4_0,
    /// 1.0.0, of Windows.
    V1_0_0,
    /// Another one, by its number.
    Other(Value<Str>),
}

impl PlatformVersion {
    pub(crate) fn into_text(self) -> Value<Str> {
        match self {
            PlatformVersion::Latest => "LATEST".into_value(),
            PlatformVersion::V1_4_0 => "1.4.0".into_value(),
            PlatformVersion::V1_0_0 => "1.0.0".into_value(),
            PlatformVersion::Other(version) => version,
        }
    }
}

impl Service<Fargate> {
    /// The version of Fargate's platform; the latest one, if this is not said.
    pub fn platform_version(mut self, version: PlatformVersion) -> Self {
        self.options.platform_version = Some(version.into_text());
        self
    }
}

impl<On: Launch> Service<On> {
    /// Starts all tasks anew whenever this value changes, though nothing else does: 1 to 255
    /// characters, as the version of a parameter, the digest of an image, or a date.
    ///
    /// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-ecs-service-forcenewdeployment.html>
    pub fn redeploy_when(mut self, changes: impl IntoValue<Str>) -> Self {
        self.options.nonce = Some(changes.into_value());
        self
    }

    /// The revision of the task definition; the one that the stack has made, if this is not said.
    pub fn task_revision(mut self, revision: TaskRevision) -> Self {
        self.options.revision = Some(revision);
        self
    }

    /// Who replaces the tasks; ECS, if this is not said. Others take no circuit breaker, and none
    /// is added for them.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-types.html>
    pub fn deployment_controller(mut self, controller: DeploymentController) -> Self {
        self.options.controller = Some(controller);
        self
    }

    /// Leaves tasks where they are when zones come to have more of them than others.
    ///
    /// Unless it is said, ECS evens them out wherever it can: it needs room for more tasks than
    /// are wanted ([`max_running`](Self::max_running)), and does it neither for daemons, nor
    /// elsewhere than on AWS, nor where tasks are placed by something else before zones. Without a word ECS would do so for services that are new, and not
    /// for those of before; so it is said.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-rebalancing.html>
    pub fn without_zone_rebalancing(mut self) -> Self {
        self.options.stays_in_zones = true;
        self
    }

    /// Which tags tasks carry; those of the service, if this is not said.
    pub fn propagate_tags(mut self, from: PropagateTags) -> Self {
        self.options.propagate = from;
        self
    }

    /// Leaves out the tags with the names of cluster and service that ECS gives tasks, by which
    /// costs are told apart.
    pub fn without_managed_tags(mut self) -> Self {
        self.options.lacks_managed_tags = true;
        self
    }

    /// Measures CPU and memory every 20 seconds instead of every minute, which costs money:
    /// scaling by high-resolution metrics needs it.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cloudwatch-metrics.html>
    pub fn fast_metrics(mut self) -> Self {
        self.options.fast = true;
        self
    }
}

impl Options {
    /// Whether ECS is told to even out tasks among zones.
    pub(super) fn rebalancing(
        &self,
        on: Compatibility,
    ) -> Option<cfn::service::AvailabilityZoneRebalancing> {
        use cfn::service::AvailabilityZoneRebalancing as Word;

        let has_room = self.max_running.value() > 100.percent().value();
        let is_of_ecs = matches!(self.controller, None | Some(DeploymentController::Ecs));
        let is_placed = on != Compatibility::External && self.placement.lets_zones_even_out();
        match self.stays_in_zones {
            true => Some(Word::Disabled),
            false if has_room && is_of_ecs && is_placed => Some(Word::Enabled),
            false => None,
        }
    }

    pub(super) fn task_definition(&self, task: TaskHandle) -> Value<TaskDefinitionArn> {
        let Some(revision) = self.revision else {
            return task.into_value();
        };
        // `arn:aws:ecs:...:task-definition/family:7`
        let arn: Value<Str> = IntoValue::<TaskDefinitionArn>::into_value(task).assume();
        let behind: Value<Str> = select(1, split("/", arn));
        let parts: Value<List<Str>> = split(":", behind);
        let family: Value<Str> = select(0, parts);
        let named: Value<Str> = match revision {
            TaskRevision::Latest => family,
            TaskRevision::Number(number) => {
                let number = number.to_string();
                sub!("{family}:{number}")
            }
        };
        named.assume()
    }
}

pub(super) fn fast_metrics() -> cfn::service::MonitoringConfiguration<stackwright_cfn::Set> {
    use cfn::service::MetricNames;

    cfn::service::MonitoringConfiguration::new().metric_configurations([
        cfn::service::MetricConfiguration::new()
            .metric_names([MetricNames::CpuUtilization, MetricNames::MemoryUtilization])
            .resolution_seconds(20),
    ])
}

pub(super) fn controller(controller: DeploymentController) -> cfn::service::DeploymentController {
    use cfn::service::DeploymentControllerType as Type;

    cfn::service::DeploymentController::new().r#type(match controller {
        DeploymentController::Ecs => Type::Ecs,
        DeploymentController::CodeDeploy => Type::CodeDeploy,
        DeploymentController::External => Type::External,
    })
}

pub(super) fn propagated(from: PropagateTags) -> Option<cfn::service::PropagateTags> {
    match from {
        PropagateTags::Service => Some(cfn::service::PropagateTags::Service),
        PropagateTags::TaskDefinition => Some(cfn::service::PropagateTags::TaskDefinition),
        PropagateTags::None => None,
    }
}
