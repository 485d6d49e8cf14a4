use stackwright_cfn::ecs::task_definition as cfn;
use stackwright_codes as codes;
use stackwright_core::{IntoValue, Scope, Str, Text, Value, sub};

use super::{Compatibility, Container, ContainerImage};
use crate::iam::{Grant, Statement};
use crate::units::Size;

/// The container that takes on the output of the others: FireLens. It is named `log_router`, keeps
/// 50 MiB for itself, and its own output goes where that of other containers goes that say nothing.
/// What its plugins do at the destination is up to the task role: grant it.
///
/// Fluent Bit is the image that AWS builds, in a version that has to be said, as that of
/// [sidecars](super::Sidecar): what `stable` means, AWS changes. Name an image of yours with
/// [`image`](Self::image).
///
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_firelens.html>
///
/// ```
/// use stackwright_aws::ecs::{Container, FargateTask, Firelens, LogRouter, QuarterMemory, TaskSize};
///
/// let task = FargateTask::new(TaskSize::Quarter(QuarterMemory::Mib512))
///     .log_router(LogRouter::fluent_bit("2.34.3"))
///     .container(Container::new("web", "web:1").logs(Firelens::new().option("Name", "stdout")));
/// ```
///
/// # Findings
///
/// - `ECS136`: on Fargate, the configuration is in a bucket.
#[derive(Clone, Debug)]
pub struct LogRouter {
    kind: cfn::FirelensConfigurationType,
    container: Container,
    options: Vec<(Text, Value<Str>)>,
    /// The file in a bucket.
    reads: Option<Grant>,
}

impl LogRouter {
    /// Fluent Bit, as AWS builds it, in this version, as `2.34.3`.
    ///
    /// <https://github.com/aws/aws-for-fluent-bit>
    pub fn fluent_bit(version: impl IntoValue<Str>) -> Self {
        let version = version.into_value();
        let image = sub!("public.ecr.aws/aws-observability/aws-for-fluent-bit:{version}");
        LogRouter::new(cfn::FirelensConfigurationType::Fluentbit, image.into())
    }

    /// Fluentd, of an image with the plugins that it needs.
    pub fn fluentd(image: impl Into<ContainerImage>) -> Self {
        LogRouter::new(cfn::FirelensConfigurationType::Fluentd, image.into())
    }

    fn new(kind: cfn::FirelensConfigurationType, image: ContainerImage) -> Self {
        let container = Container::new("log_router", image);
        LogRouter {
            kind,
            container: container.memory_reservation(Size::mib(50)),
            options: Vec::new(),
            reads: None,
        }
    }

    /// Another image.
    pub fn image(mut self, image: impl Into<ContainerImage>) -> Self {
        self.container = self.container.with_image(image.into());
        self
    }

    /// What else is to be said of the container.
    pub fn with_container(mut self, change: impl FnOnce(Container) -> Container) -> Self {
        self.container = change(self.container);
        self
    }

    /// Leaves out of events which cluster, task and container they are of.
    pub fn without_ecs_metadata(self) -> Self {
        self.option("enable-ecs-log-metadata", "false")
    }

    /// Takes in a file of its image, as `/extra.conf`.
    pub fn config_file(self, path: impl IntoValue<Str>) -> Self {
        self.option("config-file-type", "file")
            .option("config-file-value", path)
    }

    /// Takes in a file in a bucket, by the bucket's ARN; the execution role gets the right to read
    /// it. Not on Fargate.
    pub fn config_in_bucket(
        mut self,
        bucket_arn: impl IntoValue<Str>,
        key: impl IntoValue<Str>,
    ) -> Self {
        let (bucket, key) = (bucket_arn.into_value(), key.into_value());
        let file = sub!("{bucket}/{key}");
        self.reads = Some(Grant::from([
            Statement::allow(["s3:GetObject"]).on([file.clone()]),
            Statement::allow(["s3:GetBucketLocation"]).on([bucket]),
        ]));
        self.option("config-file-type", "s3")
            .option("config-file-value", file)
    }

    fn option(mut self, name: &'static str, value: impl IntoValue<Str>) -> Self {
        self.options.push((name.into(), value.into_value()));
        self
    }

    pub(super) fn into_container(self, on: Compatibility, scope: Scope<'_>) -> Container {
        if self.reads.is_some() && on == Compatibility::Fargate {
            let message = "a log router on Fargate reads its configuration from a bucket";
            scope.report(codes::ECS136.finding(message));
        }
        let mut firelens = cfn::FirelensConfiguration::new().r#type(self.kind);
        if !self.options.is_empty() {
            firelens = firelens.options(self.options);
        }
        self.container.routing(firelens, self.reads)
    }
}
