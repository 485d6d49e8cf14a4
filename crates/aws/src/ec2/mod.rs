//! Networks: VPCs, security groups, and who may talk to whom.

mod connection;
mod peer;
mod placed;
mod port;
mod rules;
mod security_group;
mod vpc;
mod written;

pub use connection::{ConnectExt, Connectable, Guarded};
pub use peer::Peer;
pub use placed::PlaceExt;
pub use port::{ApplicationProtocol, Port};
pub use security_group::{ImportedSecurityGroup, SecurityGroup, SecurityGroupHandle};
pub use vpc::{ImportedVpc, SubnetKind, Subnets, Vpc, VpcHandle};
