use stackwright_cfn::vpclattice as cfn;
use stackwright_core::{Construct, Scope, handle};

use super::{LatticeServiceHandle, ServiceNetworkHandle};

/// Puts a service into a network, so that the VPCs of the network reach it. A change replaces it.
///
/// <https://docs.aws.amazon.com/vpc-lattice/latest/ug/service-network-associations.html>
#[derive(Clone, Copy, Debug)]
pub struct ServiceNetworkServiceAssociation {
    network: ServiceNetworkHandle,
    service: LatticeServiceHandle,
}

impl ServiceNetworkServiceAssociation {
    /// Puts this service into that network.
    pub fn new(
        network: impl Into<ServiceNetworkHandle>,
        service: impl Into<LatticeServiceHandle>,
    ) -> Self {
        ServiceNetworkServiceAssociation {
            network: network.into(),
            service: service.into(),
        }
    }
}

impl Construct for ServiceNetworkServiceAssociation {
    type Handle = ServiceNetworkServiceAssociationHandle;

    fn build(self, scope: Scope<'_>) -> ServiceNetworkServiceAssociationHandle {
        let association = cfn::ServiceNetworkServiceAssociation::new()
            .service_network_identifier(self.network.arn())
            .service_identifier(self.service.arn());
        scope.set_primary(scope.add("Resource", association));
        ServiceNetworkServiceAssociationHandle::new(scope)
    }
}

handle! {
    /// Names the association of a service with a service network.
    pub struct ServiceNetworkServiceAssociationHandle(cfn::ServiceNetworkServiceAssociationHandle);
}
