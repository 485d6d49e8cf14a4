use stackwright_cfn::vpclattice as cfn;
use stackwright_core::{Construct, IntoValue, Scope, Str, Value, With, handle};

use super::LatticeAuth;

/// What services and VPCs are associated with, so that the ones reach the others.
///
/// It adds `AuthPolicy`, where [`auth`](Self::auth) is said. A change of its name replaces it.
///
/// <https://docs.aws.amazon.com/vpc-lattice/latest/ug/service-networks.html>
///
/// ```
/// use stackwright_aws::ec2::{Peer, Port, Vpc};
/// use stackwright_aws::vpclattice::{
///     LatticeAction, LatticeListener, LatticeService, LatticeTargetGroup, ServiceNetwork,
///     ServiceNetworkServiceAssociation, ServiceNetworkVpcAssociation,
/// };
/// use stackwright_core::App;
///
/// let app = App::new();
/// let web = app.stack("Web");
/// let vpc = web.add("Vpc", Vpc::imported("vpc-1").private(["subnet-1", "subnet-2"]));
/// let network = web.add("Network", ServiceNetwork::new());
/// web.add("Callers", ServiceNetworkVpcAssociation::new(network, vpc));
/// let orders = web.add("Orders", LatticeService::new());
/// web.add("OrdersInNetwork", ServiceNetworkServiceAssociation::new(network, orders));
/// // The id of `com.amazonaws.REGION.vpc-lattice` in this region.
/// let lattice = Peer::prefix_list("pl-0721453c7ac4ec009");
/// let tasks = web.add("Tasks", LatticeTargetGroup::new(vpc, Port::http(8080), lattice));
/// web.add("Http", LatticeListener::new(orders, Port::http(80), LatticeAction::forward(tasks)));
/// ```
#[derive(Clone, Debug, Default)]
pub struct ServiceNetwork {
    name: Option<Value<Str>>,
    auth: Option<LatticeAuth>,
}

impl ServiceNetwork {
    /// A network whose services everybody may call who reaches them.
    pub fn new() -> Self {
        ServiceNetwork::default()
    }

    /// A network that exists, perhaps shared by another account, by its ARN. It is left alone.
    pub fn imported(arn: impl IntoValue<Str>) -> ImportedServiceNetwork {
        ImportedServiceNetwork(arn.into_value())
    }

    /// Names it: 3 to 63 small letters, digits and hyphens. A change replaces it.
    pub fn name(mut self, name: impl IntoValue<Str>) -> Self {
        self.name = Some(name.into_value());
        self
    }

    /// Who may call its services; everybody, if this is not said.
    pub fn auth(mut self, auth: LatticeAuth) -> Self {
        self.auth = Some(auth);
        self
    }
}

impl Construct for ServiceNetwork {
    type Handle = ServiceNetworkHandle;

    fn build(self, scope: Scope<'_>) -> ServiceNetworkHandle {
        use cfn::service_network::AuthType;

        let kind = match self.auth {
            Some(_) => AuthType::AwsIam,
            None => AuthType::None,
        };
        let network = cfn::ServiceNetwork::new()
            .with(self.name, |network, name| network.name(name))
            .auth_type(kind);
        let network = scope.add("Resource", network);
        scope.set_primary(network);
        if let Some(auth) = self.auth {
            auth.attach(network.arn().assume(), scope);
        }
        ServiceNetworkHandle::new(scope)
    }
}

/// A network that exists; see [`ServiceNetwork::imported`].
#[derive(Clone, Debug)]
pub struct ImportedServiceNetwork(Value<Str>);

impl Construct for ImportedServiceNetwork {
    type Handle = ServiceNetworkHandle;

    fn build(self, scope: Scope<'_>) -> ServiceNetworkHandle {
        scope.define("Ref", self.0.clone());
        scope.define("Arn", self.0);
        ServiceNetworkHandle::new(scope)
    }
}

handle! {
    /// Names a service network.
    pub struct ServiceNetworkHandle(cfn::ServiceNetworkHandle);
}
