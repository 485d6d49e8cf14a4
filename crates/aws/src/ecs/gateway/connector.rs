use stackwright_cfn::ecs::service as cfn;
use stackwright_core::{Scope, Text, With};

use super::construct::Facing;
use super::{GatewayAccess, GatewayHandle};
use crate::elb::{How, TargetHealthCheck};
use crate::units::whole_seconds;

/// The way of a service's requests through a gateway: made by [`GatewayHandle::port`], taken by
/// [`through`](super::super::Service::through).
///
/// ECS connects a service to every gateway of its cluster that fits. So that none comes upon it
/// which it did not name, it says which kind it wants, public or private: that of the gateways that
/// it names.
///
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/gateway-connect-service.html>
#[derive(Clone, Debug)]
pub struct GatewayConnector {
    pub(crate) gateway: GatewayHandle,
    pub(crate) port: Text,
    pub(crate) health_check: Option<TargetHealthCheck>,
}

impl GatewayConnector {
    pub(super) fn new(gateway: GatewayHandle, port: Text) -> Self {
        GatewayConnector {
            gateway,
            port,
            health_check: None,
        }
    }

    /// How it is found out whether a task is well; as ECS does, if this is not said.
    pub fn health_check(mut self, check: impl Into<TargetHealthCheck>) -> Self {
        self.health_check = Some(check.into());
        self
    }

    /// From where its gateway can be reached, if that is known.
    pub(crate) fn access(&self, scope: Scope<'_>) -> Option<GatewayAccess> {
        Some(scope.data::<Facing>(self.gateway)?.access)
    }

    /// As the service has it, for gateways of these kinds.
    pub(crate) fn into_property(self, access: Vec<GatewayAccess>) -> cfn::GatewayConnector {
        let filters = (!access.is_empty()).then(|| {
            let types = access.into_iter().map(|access| match access {
                GatewayAccess::Private => cfn::AccessTypes::Private,
                GatewayAccess::Public => cfn::AccessTypes::Public,
            });
            cfn::GatewayConnectorFilters::new().access_types(types.collect::<Vec<_>>())
        });
        let check = self.health_check.map(into_property);
        cfn::GatewayConnector::new()
            .port_name(self.port)
            .with(filters, |connector, filters| connector.filters(filters))
            .with(check, |connector, check| connector.health_check(check))
    }
}

fn into_property(check: TargetHealthCheck) -> cfn::GatewayConnectorHealthCheck {
    use crate::ec2::ApplicationProtocol;

    let protocol = check
        .port
        .and_then(|port| port.application())
        .map(|protocol| match protocol {
            ApplicationProtocol::Https => cfn::HealthCheckProtocol::Https,
            _ => cfn::HealthCheckProtocol::Http,
        });
    let good = cfn::GatewayConnectorHealthCheckMatcher::new;
    let (path, matcher) = match check.how.clone() {
        How::Http(path, codes) => (Some(path), Some(good().http_code(codes))),
        How::Grpc(method, codes) => (Some(method), Some(good().grpc_code(codes))),
        How::Tcp | How::Nothing => (None, None),
    };
    cfn::GatewayConnectorHealthCheck::new()
        .with(path, |check, path| check.health_check_path(path))
        .with(protocol, |check, protocol| {
            check.health_check_protocol(protocol)
        })
        .with(check.port.and_then(|port| port.number()), |check, port| {
            check.health_check_port(port)
        })
        .health_check_interval_seconds(whole_seconds(check.interval))
        .health_check_timeout_seconds(whole_seconds(check.timeout))
        .healthy_threshold_count(check.healthy)
        .unhealthy_threshold_count(check.unhealthy)
        .with(matcher, |check, matcher| check.matcher(matcher))
}
