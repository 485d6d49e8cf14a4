use stackwright_cfn::vpclattice as cfn;
use stackwright_core::{Construct, IntoValue, Scope, Str, Value, With, handle};

use super::{LatticeAction, LatticeServiceHandle};
use crate::ec2::{ApplicationProtocol, Port};

/// A port on which a service of VPC Lattice listens, and what becomes of requests that no
/// [rule](super::LatticeRule) sends elsewhere.
///
/// It speaks HTTP on `Port::http(80)`, HTTPS on `Port::https(443)`; what says neither is passed through
/// as TLS. A change of the service, the port or the protocol replaces it.
///
/// <https://docs.aws.amazon.com/vpc-lattice/latest/ug/listeners.html>
#[derive(Clone, Debug)]
pub struct LatticeListener {
    service: LatticeServiceHandle,
    port: Port,
    action: LatticeAction,
    name: Option<Value<Str>>,
}

impl LatticeListener {
    /// Listens on a port for a service.
    pub fn new(
        service: impl Into<LatticeServiceHandle>,
        port: Port,
        otherwise: LatticeAction,
    ) -> Self {
        LatticeListener {
            service: service.into(),
            port,
            action: otherwise,
            name: None,
        }
    }

    /// Names it: 3 to 63 small letters, digits and hyphens. A change replaces it.
    pub fn name(mut self, name: impl IntoValue<Str>) -> Self {
        self.name = Some(name.into_value());
        self
    }
}

/// What rules need to know of a listener.
pub(super) struct Listens {
    pub service: LatticeServiceHandle,
}

impl Construct for LatticeListener {
    type Handle = LatticeListenerHandle;

    fn build(self, scope: Scope<'_>) -> LatticeListenerHandle {
        use cfn::listener::Protocol;

        let protocol = match self.port.application() {
            Some(ApplicationProtocol::Https) => Protocol::Https,
            Some(_) => Protocol::Http,
            None => Protocol::TlsPassthrough,
        };
        let listener = cfn::Listener::new()
            .service_identifier(self.service.arn())
            .protocol(protocol)
            .default_action(self.action.of_listener())
            .with(self.port.number(), |listener, port| listener.port(port))
            .with(self.name, |listener, name| listener.name(name));
        scope.set_primary(scope.add("Resource", listener));
        scope.set_data(Listens {
            service: self.service,
        });
        LatticeListenerHandle::new(scope)
    }
}

handle! {
    /// Names a listener of VPC Lattice.
    pub struct LatticeListenerHandle(cfn::ListenerHandle);
}
