use stackwright_core::{NodeId, Scope};

use super::{GatewayService, InterfaceService};
use crate::ec2::VpcHandle;

/// Kept on a VPC: the endpoints that the program gives it.
#[derive(Clone, Default)]
pub(super) struct Known {
    gateways: Vec<(GatewayService, NodeId)>,
    interfaces: Vec<(InterfaceService, NodeId)>,
}

impl Known {
    /// Notes that the construct of a scope is a gateway endpoint of a VPC.
    pub fn add_gateway(vpc: VpcHandle, service: GatewayService, scope: Scope<'_>) {
        Known::change(vpc, scope, |known| {
            known.gateways.push((service, scope.node()))
        });
    }

    /// Notes that it is one that the name of a service leads to.
    pub fn add_interface(vpc: VpcHandle, service: InterfaceService, scope: Scope<'_>) {
        Known::change(vpc, scope, |known| {
            known.interfaces.push((service, scope.node()))
        });
    }

    fn change(vpc: VpcHandle, scope: Scope<'_>, change: impl FnOnce(&mut Known)) {
        let known = scope.data::<Known>(vpc);
        let mut known = known.map_or_else(Known::default, |known| (*known).clone());
        change(&mut known);
        scope.at(vpc).set_data(known);
    }

    pub fn gateway(&self, service: GatewayService) -> Option<NodeId> {
        let mut all = self.gateways.iter();
        Some(all.find(|(own, _)| *own == service)?.1)
    }

    pub fn interface(&self, service: &InterfaceService) -> Option<NodeId> {
        let mut all = self.interfaces.iter();
        Some(all.find(|(own, _)| own == service)?.1)
    }
}
