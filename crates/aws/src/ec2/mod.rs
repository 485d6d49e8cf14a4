//! Networks: VPCs, security groups, and who may talk to whom.
//!
//! # Files
//!
//! | file | what it answers |
//! |---|---|
//! | `vpc/` | VPCs and their subnets, a file a question: addresses, zones, NAT, what is known of them |
//! | `endpoint/` | ways to services of AWS: gateways, interfaces, and what tasks need |
//! | `placed` | what stands in a subnet, and waits for its way out |
//! | `security_group` | security groups, new and imported |
//! | `peer` | which addresses a rule is for |
//! | `port` | which ports a rule is for |
//! | `connection` | how a connection is asked for, and whose group it opens |
//! | `rules` | which rules the connections come to, and where they stand |
//! | `written` | which rules the program has written itself |

mod connection;
mod endpoint;
mod peer;
mod placed;
mod port;
mod rules;
mod security_group;
mod vpc;
mod written;

pub use connection::{ConnectExt, Connectable, Guarded};
pub use endpoint::{
    EndpointAddresses, GatewayEndpoint, GatewayEndpointHandle, GatewayService, InterfaceEndpoint,
    InterfaceEndpointHandle, InterfaceService, TaskEndpoints, TaskEndpointsHandle,
};
pub use peer::Peer;
pub use placed::PlaceExt;
pub use port::{ApplicationProtocol, Port};
pub use security_group::{ImportedSecurityGroup, SecurityGroup, SecurityGroupHandle};
pub use vpc::{
    ImportedVpc, IntoSubnets, Nat, SubnetKind, SubnetSelection, Subnets, Vpc, VpcHandle,
};
