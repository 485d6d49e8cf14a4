//! Networks: VPCs, security groups, and who may talk to whom; how instances are launched.
//!
//! # Files
//!
//! | file | what it answers |
//! |---|---|
//! | `vpc/` | VPCs and their subnets, a file a question: addresses, zones, NAT, what is known of them |
//! | `endpoint/` | ways to services of AWS: gateways, interfaces, and what tasks need |
//! | `placed` | what stands in a subnet, and waits for its way out |
//! | `security_group` | security groups, new and imported |
//! | `admitted` | which addresses a group lets in for the sake of others |
//! | `ground` | where what keeps data stands, and what guards it |
//! | `flow_log` | records of who talked to whom |
//! | `network_acl` | rules around subnets |
//! | `key_pair` | keys to log in to instances |
//! | `placement_group` | where instances stand to each other |
//! | `peer` | which addresses a rule is for |
//! | `prefix_list` | blocks of addresses under one id |
//! | `port` | which ports a rule is for |
//! | `connection` | how a connection is asked for, and whose group it opens |
//! | `rules` | which rules the connections come to, and where they stand |
//! | `written` | which rules the program has written itself |
//! | `launch_template` | how instances are launched |
//! | `instance_type` | which processor a type of instances has |
//! | `machine_image` | what instances start from, and when that is chosen |
//! | `block_device` | volumes of instances |
//! | `instances` | where instances stand, and which groups guard them |

mod admitted;
#[cfg(feature = "autoscaling")]
mod block_device;
mod connection;
mod endpoint;
mod flow_log;
#[cfg(any(feature = "elasticache", feature = "rds"))]
mod ground;
#[cfg(feature = "autoscaling")]
mod instance_type;
#[cfg(any(feature = "autoscaling", feature = "ecs-managed-instances"))]
pub(crate) mod instances;
#[cfg(feature = "autoscaling")]
mod key_pair;
#[cfg(feature = "autoscaling")]
mod launch_template;
#[cfg(feature = "autoscaling")]
mod machine_image;
#[cfg(feature = "ec2-network")]
mod network_acl;
mod peer;
mod placed;
#[cfg(feature = "autoscaling")]
mod placement_group;
mod port;
#[cfg(feature = "ec2-network")]
mod prefix_list;
mod rules;
mod security_group;
mod vpc;
mod written;

#[cfg(feature = "autoscaling")]
pub use block_device::{BlockDevice, VolumeType};
pub(crate) use connection::StartsInOrder;
pub use connection::{ConnectExt, Connectable, Guarded};
pub use endpoint::{
    EndpointAddresses, GatewayEndpoint, GatewayEndpointHandle, GatewayService, InterfaceEndpoint,
    InterfaceEndpointHandle, InterfaceService, TaskEndpoints, TaskEndpointsHandle,
};
#[cfg(feature = "ec2-network")]
pub use endpoint::{VpcEndpointService, VpcEndpointServiceHandle};
pub use flow_log::{FlowLog, FlowLogDestination, FlowLogHandle, Traffic};
#[cfg(any(feature = "elasticache", feature = "rds"))]
pub(crate) use ground::Ground;
#[cfg(feature = "rds")]
pub(crate) use ground::no_subnets;
#[cfg(feature = "autoscaling")]
pub use instance_type::InstanceType;
#[cfg(feature = "autoscaling")]
pub use key_pair::{ImportedKeyPair, KeyPair, KeyPairHandle};
#[cfg(feature = "autoscaling")]
pub use launch_template::{
    ImportedLaunchTemplate, LaunchTemplate, LaunchTemplateHandle, SpotOptions, Tenancy,
};
#[cfg(feature = "autoscaling")]
pub use machine_image::MachineImage;
#[cfg(feature = "ec2-network")]
pub use network_acl::{AclRule, NetworkAcl, NetworkAclHandle};
pub use peer::Peer;
pub use placed::PlaceExt;
#[cfg(feature = "autoscaling")]
pub use placement_group::{ImportedPlacementGroup, PlacementGroup, PlacementGroupHandle};
pub use port::{ApplicationProtocol, Port};
#[cfg(feature = "ec2-network")]
pub use prefix_list::{ImportedPrefixList, PrefixList, PrefixListHandle};
pub use security_group::{ImportedSecurityGroup, SecurityGroup, SecurityGroupHandle};
pub(crate) use vpc::PartOf;
pub use vpc::{
    ImportedVpc, IntoSubnets, Nat, SubnetKind, SubnetSelection, Subnets, Vpc, VpcHandle,
};

#[cfg(feature = "autoscaling")]
pub(crate) use instance_type::Accelerator;
#[cfg(feature = "autoscaling")]
pub(crate) use launch_template::Joins;
#[cfg(feature = "autoscaling")]
pub(crate) use machine_image::System;
