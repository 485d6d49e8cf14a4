//! The network of a deployment: VPCs, subnets and their routes, endpoints, security groups.
//!
//! Every answer is yes, no, or not known. What stands in the template is known; what parameters,
//! imports or other stacks decide is not, and neither is what other stacks, custom resources or
//! modules can reach: they may add routes, endpoints and rules of their own.
//!
//! # Files
//!
//! | file | what it answers |
//! |---|---|
//! | `vpc` | internet gateways of a VPC, and whether names are found in it |
//! | `subnet` | subnets, their routes, and whether they are public |
//! | `zone` | which Availability Zone a subnet is in |
//! | `blocks` | which addresses a VPC or a subnet has |
//! | `home` | which VPC something is in |
//! | `group` | security groups and their rules: who lets whom through |
//! | `acl` | which network ACL stops what |
//! | `endpoint` | VPC endpoints: which service they are for, which subnets they serve |
//! | `reach` | what tasks reach outside of their subnet, and what they are stuck for |
//! | `task` | in which subnets and behind which groups the tasks of a service are |
//! | `balancer` | the same for load balancers |
//! | `files` | the same for file systems of Amazon EFS |
//! | `foreign` | ids of what this template does not make |
//! | `strangers` | what others may change |

mod acl;
mod balancer;
mod blocks;
mod endpoint;
mod files;
mod foreign;
mod group;
mod home;
mod reach;
mod strangers;
mod subnet;
mod task;
mod vpc;
mod zone;

use stackwright_template::hash::HashMap;

use strangers::HandedOut;

use super::{Deployment, Property};
pub use acl::{Stops, stopped_by_acl};
pub use balancer::{party_of_balancer, subnets_of_balancer};
pub use blocks::{block, blocks_of, blocks_of_vpc, is_private};
pub use endpoint::{Endpoint, Useless, is_layers};
pub use files::{mount_targets, party_of_mount_target, volumes};
pub use group::{
    Direction, Group, GroupId, Groups, Party, Peer, Permission, Ports, Protocol, every_permission,
};
pub use home::Home;
pub use reach::{NoWay, Stuck, Want};
pub use subnet::{Exits, Subnet, TARGETS};
pub use vpc::{attachments, dns_missing};
pub use zone::{Zone, all_in_one, none_is};

/// The network, indexed by logical ids.
pub struct Network<'d> {
    subnets: HashMap<&'d str, Subnet<'d>>,
    /// That of a VPC under the id of the VPC.
    groups: HashMap<&'d str, Group<'d>>,
    endpoints: Vec<Endpoint<'d>>,
    handed_out: HandedOut<'d>,
}

impl<'d> Deployment<'d> {
    /// The network.
    pub fn network(&'d self) -> &'d Network<'d> {
        self.network.get_or_init(&self.met, || {
            let handed_out = HandedOut::of(self);
            Network {
                subnets: subnet::all(self, &handed_out),
                groups: group::all(self, &handed_out),
                endpoints: endpoint::all(self),
                handed_out,
            }
        })
    }
}

impl<'d> Network<'d> {
    /// The subnet that a property refers to, where this template has it.
    pub fn subnet(&self, named: &Property<'d>) -> Option<&Subnet<'d>> {
        let subnet = named.target_of(&["AWS::EC2::Subnet"])?;
        self.subnets.get(subnet.id())
    }

    /// The subnet with a logical id.
    pub fn subnet_of(&self, id: &str) -> Option<&Subnet<'d>> {
        self.subnets.get(id)
    }

    /// The security group with an id, where this template has it.
    pub fn group(&self, id: &GroupId<'d>) -> Option<&Group<'d>> {
        match id {
            GroupId::Here(id) | GroupId::DefaultOf(id) => self.groups.get(id),
            GroupId::Named(_) => None,
        }
    }

    /// Whether nobody but this template can have changed what a resource holds.
    pub fn is_closed(&self, id: &str) -> bool {
        !self.handed_out.has(id)
    }
}
