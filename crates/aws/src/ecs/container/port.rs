use stackwright_cfn::ecs::task_definition as cfn;
use stackwright_core::{Text, With};

use crate::ec2::{ApplicationProtocol, Port};

/// A port that a container listens on, and by what name it is known.
///
/// A [`Port`] alone is one, too.
///
/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html>
///
/// ```
/// use stackwright_aws::ec2::Port;
/// use stackwright_aws::ecs::{Container, PortMapping};
///
/// let api = Container::new("api", "api:1").expose(PortMapping::new(Port::tcp(50051)).named("api").grpc());
/// ```
#[derive(Clone, Debug)]
pub struct PortMapping {
    pub(crate) port: Port,
    pub(crate) name: Option<Text>,
    protocol: Option<cfn::AppProtocol>,
    pub(crate) host: Option<u16>,
}

impl PortMapping {
    /// A port, or a range of ports, of TCP or UDP.
    pub fn new(port: Port) -> Self {
        PortMapping {
            port,
            name: None,
            protocol: None,
            host: None,
        }
    }

    /// The name by which Service Connect, gateways and VPC Lattice know it: small letters,
    /// digits, `_` and `-`.
    pub fn named(mut self, name: impl Into<Text>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Service Connect speaks HTTP/2 with it.
    pub fn http2(mut self) -> Self {
        self.protocol = Some(cfn::AppProtocol::Http2);
        self
    }

    /// Service Connect speaks gRPC with it.
    pub fn grpc(mut self) -> Self {
        self.protocol = Some(cfn::AppProtocol::Grpc);
        self
    }

    /// The port of the instance that leads to it, for tasks in bridge mode; one that is free, if
    /// this is not said. Two tasks with the same one cannot run on one instance.
    pub fn host_port(mut self, port: u16) -> Self {
        self.host = Some(port);
        self
    }

    pub(super) fn into_property(self) -> cfn::PortMapping {
        let protocol = match self.port.protocol() {
            "udp" => cfn::Protocol::Udp,
            _ => cfn::Protocol::Tcp,
        };
        // Service Connect speaks the protocol of a named port; to what is encrypted it is TCP.
        let is_http = self.port.application() == Some(ApplicationProtocol::Http);
        let of_port = (self.name.is_some() && is_http).then_some(cfn::AppProtocol::Http);
        let application = self.protocol.or(of_port);
        let (port, range) = match self.port.bounds() {
            Some((first, last)) if first != last => (None, Some(format!("{first}-{last}"))),
            bounds => (bounds.map(|(first, _)| first), None),
        };
        cfn::PortMapping::new()
            .with(self.name, |mapping, name| mapping.name(name))
            .with(port, |mapping, port| mapping.container_port(port))
            .with(range, |mapping, range| mapping.container_port_range(range))
            .with(self.host, |mapping, port| {
                mapping.host_port(u32::from(port))
            })
            .protocol(protocol)
            .with(application, |mapping, protocol| {
                mapping.app_protocol(protocol)
            })
    }
}

impl From<Port> for PortMapping {
    fn from(port: Port) -> Self {
        PortMapping::new(port)
    }
}
