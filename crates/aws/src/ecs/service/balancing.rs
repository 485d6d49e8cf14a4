use stackwright_cfn::ecs as cfn;
use stackwright_codes as codes;
use stackwright_core::{Diagnostic, Expr, Scope, Str, Value};

use super::ServiceHandle;
use crate::ec2::{ConnectExt, Port};
use crate::ecs::TaskHandle;
use crate::ecs::task::Exposed;
use crate::elb::{Receives, Target};

/// Registers the container that the load balancer's targets are to be.
pub(super) fn attach(
    target: Target,
    task: TaskHandle,
    scope: Scope<'_>,
) -> Option<cfn::service::LoadBalancer> {
    let receives = scope.data::<Receives>(target.group)?;
    let port = receives.port;
    let exposed = scope.data::<Exposed>(task)?;
    let Some((name, number)) = listening(&exposed, port) else {
        scope.report(not_exposed(&exposed, port));
        return None;
    };
    let service = ServiceHandle::new(scope);
    scope.connect(target.balancer, service, Port::tcp(number));
    if let Some(health) = receives.health_port {
        scope.connect(target.balancer, service, health);
    }
    Some(
        cfn::service::LoadBalancer::new()
            .container_name(Value::<Str>::from_expr(name))
            .container_port(u32::from(number))
            .target_group_arn(target.group),
    )
}

/// The container that listens on a port.
fn listening(exposed: &Exposed, port: Port) -> Option<(Expr, u16)> {
    let number = port.single_tcp()?;
    let mut containers = exposed.containers.iter();
    let (name, _) =
        containers.find(|(_, ports)| ports.iter().any(|port| port.single_tcp() == Some(number)))?;
    Some((name.clone(), u16::try_from(number).ok()?))
}

fn not_exposed(exposed: &Exposed, port: Port) -> Diagnostic {
    let number = port.number().unwrap_or_default();
    let exposed: Vec<String> = exposed
        .containers
        .iter()
        .flat_map(|(_, ports)| ports)
        .filter_map(|port| port.single_tcp())
        .map(|port| port.to_string())
        .collect();
    let help = match exposed.is_empty() {
        true => format!("expose it with `.port({number})`"),
        false => format!(
            "expose it with `.port({number})`, or send traffic to {}",
            exposed.join(" or ")
        ),
    };
    let message = format!("container port {number} is not exposed by any container of the task");
    codes::ECS104.finding(message).help(help)
}
