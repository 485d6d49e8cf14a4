use stackwright_core::{IntoValue, Str, sub};

use super::Container;
use crate::ec2::Port;
use crate::iam::{Grant, Statement};
use crate::units::Size;

/// A container that serves the others of its task, with what it may do.
///
/// The versions of images are yours to say: what runs beside a program changes when the program
/// says so, and not by itself.
///
/// ```
/// use stackwright_aws::ecs::{Container, FargateTask, QuarterMemory, Sidecar, TaskSize};
///
/// let task = FargateTask::new(TaskSize::Quarter(QuarterMemory::Gib1))
///     .container(Container::new("web", "web:1").port(80))
///     .sidecar(Sidecar::open_telemetry("v0.43.3"));
/// ```
#[derive(Clone, Debug)]
pub struct Sidecar {
    pub(super) container: Container,
    pub(super) rights: Grant,
}

impl Sidecar {
    /// Any container. The task goes on when it ends.
    pub fn new(container: Container) -> Self {
        Sidecar {
            container: container.non_essential(),
            rights: Grant::default(),
        }
    }

    /// Gives the task role rights that it needs.
    pub fn granting(mut self, rights: impl Into<Grant>) -> Self {
        self.rights = self.rights.and(rights);
        self
    }

    /// What else is to be said of the container.
    pub fn with_container(mut self, change: impl FnOnce(Container) -> Container) -> Self {
        self.container = change(self.container);
        self
    }

    /// The daemon of AWS X-Ray in this version, which takes segments at port 2000 of UDP; it is
    /// named `xray-daemon`.
    ///
    /// <https://docs.aws.amazon.com/xray/latest/devguide/xray-daemon-ecs.html>
    pub fn x_ray(version: impl IntoValue<Str>) -> Self {
        let version = version.into_value();
        let image = sub!("public.ecr.aws/xray/aws-xray-daemon:{version}");
        let daemon = Container::new("xray-daemon", image)
            .expose(Port::udp(2000))
            .memory_reservation(Size::mib(64));
        Sidecar::new(daemon).granting(traces())
    }

    /// The collector of the AWS Distro for OpenTelemetry in this version, as `v0.43.3`, with the
    /// configuration for ECS that its image has: it takes OTLP at ports 4317 and 4318, passes
    /// traces to X-Ray and metrics to CloudWatch; it is named `aws-otel-collector`.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/trace-data-containerdefinitions.html>
    pub fn open_telemetry(version: impl IntoValue<Str>) -> Self {
        let version = version.into_value();
        let image = sub!("public.ecr.aws/aws-observability/aws-otel-collector:{version}");
        let collector = Container::new("aws-otel-collector", image)
            .command(["--config=/etc/ecs/ecs-default-config.yaml"])
            .port(4317)
            .port(4318)
            .memory_reservation(Size::mib(128));
        Sidecar::new(collector)
            .granting(traces())
            .granting(metrics())
    }

    /// The agent of CloudWatch in this version, configured by the text of a JSON object; it is named
    /// `cloudwatch-agent`, and takes metrics of StatsD at port 8125 of UDP where the configuration
    /// says so.
    ///
    /// <https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/deploy_servicelens_CloudWatch_agent_deploy_ECS.html>
    pub fn cloudwatch_agent(
        version: impl IntoValue<Str>,
        configuration: impl IntoValue<Str>,
    ) -> Self {
        let version = version.into_value();
        let image = sub!("public.ecr.aws/cloudwatch-agent/cloudwatch-agent:{version}");
        let agent = Container::new("cloudwatch-agent", image)
            .env("CW_CONFIG_CONTENT", configuration)
            .expose(Port::udp(8125))
            .memory_reservation(Size::mib(64));
        Sidecar::new(agent).granting(metrics()).granting(traces())
    }
}

/// What X-Ray takes; these know no resource.
fn traces() -> Statement {
    Statement::allow([
        "xray:GetSamplingRules",
        "xray:GetSamplingStatisticSummaries",
        "xray:GetSamplingTargets",
        "xray:PutTelemetryRecords",
        "xray:PutTraceSegments",
    ])
    .on_all()
}

/// Metrics, by themselves and as events in the groups that agents make for them.
fn metrics() -> Grant {
    let groups = sub!("arn:{AWS::Partition}:logs:{AWS::Region}:{AWS::AccountId}:log-group:*");
    Grant::from([
        Statement::allow(["cloudwatch:PutMetricData"]).on_all(),
        Statement::allow([
            "logs:CreateLogGroup",
            "logs:CreateLogStream",
            "logs:DescribeLogGroups",
            "logs:DescribeLogStreams",
            "logs:PutLogEvents",
        ])
        .on([groups]),
    ])
}
