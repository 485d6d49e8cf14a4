use stackwright_core::{IntoValue, Str, Value, sub};

use super::{Container, Sidecar};
use crate::iam::Grant;

/// The agent of a load balancer that runs beside a program and says how many requests it can take
/// at once (target optimizer). Requests go to the agent and from there to the program. It is named
/// `target-control-agent`, and the task ends with it, because nothing comes through without it.
///
/// The target group has the [control port](crate::elb::TargetGroup::one_request_at_a_time), and sends
/// requests to the port of the agent; that of the program needs no `.port(...)`.
///
/// ```
/// use stackwright_aws::ec2::Port;
/// use stackwright_aws::ecs::{
///     ClusterHandle, Container, FargateService, FargateTask, QuarterMemory, TargetOptimizer, TaskSize,
/// };
/// use stackwright_aws::elb::LoadBalancerHandle;
///
/// fn render(cluster: ClusterHandle, front: LoadBalancerHandle) -> FargateService {
///     let task = FargateTask::new(TaskSize::Quarter(QuarterMemory::Gib1))
///         .container(Container::new("render", "render:1"))
///         .sidecar(TargetOptimizer::new("latest", 80, 8080).at_once(4));
///     let place = front.path("/render/*").port(Port::http(80));
///     FargateService::new(cluster, task)
///         .behind(place.target_group(|group| group.one_request_at_a_time(3000)))
/// }
/// ```
///
/// <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-register-targets.html#register-targets-target-optimizer>
#[derive(Clone, Debug)]
pub struct TargetOptimizer {
    version: Value<Str>,
    listens: u16,
    forwards: u16,
    control: u16,
    at_once: u16,
}

impl TargetOptimizer {
    /// The agent in this version, which takes requests on one port and passes them on to the program on
    /// the other one: `TargetOptimizer::new("latest", 80, 8080)`.
    pub fn new(version: impl IntoValue<Str>, listens: u16, forwards_to: u16) -> Self {
        TargetOptimizer {
            version: version.into_value(),
            listens,
            forwards: forwards_to,
            control: 3000,
            at_once: 1,
        }
    }

    /// The control port of the target group; 3000, if this is not said.
    pub fn control_port(mut self, port: u16) -> Self {
        self.control = port;
        self
    }

    /// How many requests the program takes at once: at most 1000; one, if this is not said, as AWS has
    /// it.
    pub fn at_once(mut self, requests: u16) -> Self {
        self.at_once = requests;
        self
    }
}

impl From<TargetOptimizer> for Sidecar {
    fn from(agent: TargetOptimizer) -> Self {
        let version = agent.version;
        let image = sub!("public.ecr.aws/aws-elb/target-optimizer/target-control-agent:{version}");
        let everywhere = |port: u16| format!("0.0.0.0:{port}");
        let container = Container::new("target-control-agent", image)
            .port(agent.listens)
            .port(agent.control)
            .env("TARGET_CONTROL_DATA_ADDRESS", everywhere(agent.listens))
            .env("TARGET_CONTROL_CONTROL_ADDRESS", everywhere(agent.control))
            .env(
                "TARGET_CONTROL_DESTINATION_ADDRESS",
                format!("127.0.0.1:{}", agent.forwards),
            )
            .env("TARGET_CONTROL_MAX_CONCURRENCY", agent.at_once.to_string());
        Sidecar {
            container,
            rights: Grant::default(),
        }
    }
}
