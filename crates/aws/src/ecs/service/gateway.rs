use stackwright_cfn::ecs as cfn;
use stackwright_codes as codes;
use stackwright_core::{Diagnostic, Scope};

use super::{Options, ServiceHandle};
use crate::ec2::{ConnectExt, Guarded};
use crate::ecs::gateway::Through;
use crate::ecs::task::Exposed;
use crate::ecs::{ClusterHandle, GatewayConnector, TaskHandle};

impl Options {
    /// The connector of this service, with what it needs: the association of the cluster, and the way
    /// from the gateway to its tasks.
    pub(super) fn gateway_connectors(
        &self,
        task: TaskHandle,
        scope: Scope<'_>,
    ) -> Option<Vec<cfn::service::GatewayConnector>> {
        let first = self.gateways.first()?;
        for other in &self.gateways {
            if other.port != first.port {
                scope.report(two_ports(first, other));
            }
            self.go_through(other, task, self.cluster, scope);
        }
        let kinds = self
            .gateways
            .iter()
            .map(|connector| connector.access(scope));
        // Of a gateway that is no construct it is not known: any will do.
        let mut kinds = kinds.collect::<Option<Vec<_>>>().unwrap_or_default();
        kinds.sort();
        kinds.dedup();
        Some(vec![first.clone().into_property(kinds)])
    }

    fn go_through(
        &self,
        connector: &GatewayConnector,
        task: TaskHandle,
        cluster: ClusterHandle,
        scope: Scope<'_>,
    ) {
        let gateway = connector.gateway;
        if !scope.is_of_this_app(gateway) {
            return;
        }
        scope.record(Through {
            service: scope.node(),
            gateway,
            cluster,
        });
        // ECS asks for the gateway when the service is made, and nothing in the service refers to it.
        let stack = scope.at(gateway).stack();
        if Some(stack.node()) != scope.stack_node() {
            scope.stack().deploy_after(stack);
        }
        let Some(exposed) = scope.data::<Exposed>(task) else {
            return;
        };
        let named = exposed
            .named
            .iter()
            .find(|(name, _)| *name == connector.port);
        let Some((_, port)) = named else {
            scope.report(no_such_port(connector, &exposed));
            return;
        };
        if Guarded::group(scope, gateway).is_some() {
            let service = ServiceHandle::new(scope);
            scope.connect(gateway, service, *port);
            let health = connector.health_check.as_ref().and_then(|check| check.port);
            if let Some(health) = health {
                scope.connect(gateway, service, health);
            }
        }
    }
}

fn no_such_port(connector: &GatewayConnector, exposed: &Exposed) -> Diagnostic {
    let names: Vec<&str> = exposed
        .named
        .iter()
        .map(|(name, _)| name.as_ref())
        .collect();
    let help = match names.is_empty() {
        true => format!("name it with `.named_port(\"{}\", ...)`", connector.port),
        false => format!("the named ports of the task are {}", names.join(", ")),
    };
    let message = format!(
        "no container of the task has a port with the name `{}`",
        connector.port
    );
    codes::ECS162.finding(message).help(help)
}

fn two_ports(first: &GatewayConnector, other: &GatewayConnector) -> Diagnostic {
    let message = format!(
        "this service is reached on the ports `{}` and `{}` through gateways",
        first.port, other.port
    );
    codes::ECS163.finding(message)
}
