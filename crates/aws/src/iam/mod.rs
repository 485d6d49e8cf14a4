//! Identity and Access Management: who may do what.
//!
//! # Files
//!
//! | file | what it answers |
//! |---|---|
//! | `role` | roles, new and imported |
//! | `principal` | who a policy speaks of |
//! | `policy` | policy documents |
//! | `statement` | statements of them |
//! | `managed_policy` | policies with an ARN of their own |
//! | `attached` | policies beside the roles that have them |
//! | `boundary` | the most that all roles of a scope can be given |
//! | `grant` | how rights are given |
//! | `called` | which services who has a role calls |
//! | `told` | who is told of something and has no right to it |
//! | `rights` | where a right is written: inside a role, or beside it where that would close a ring |
//! | `merge` | where rights that say the same are merged and sorted |
//! | `shares` | how the rights of a role are shared out among policies that are not too long |
//! | `role_policies` | the policies that hold what a role was granted, and how many it may have |
//! | `resource_policy` | the policy of a resource, where those have rights that have no role |

mod attached;
mod boundary;
mod called;
mod grant;
mod managed_policy;
mod merge;
mod policy;
mod principal;
mod resource_policy;
mod rights;
mod role;
mod role_policies;
mod shares;
mod statement;
mod told;

pub use attached::{Policy, PolicyHandle};
pub use boundary::BoundaryExt;
pub(crate) use called::called_by;
pub(crate) use grant::{ActsBy, NoRole};
pub use grant::{EncryptedWith, Grant, GrantExt, Grantee};
pub use managed_policy::ManagedPolicy;
pub use policy::PolicyDocument;
pub use principal::Principal;
pub use resource_policy::ResourcePolicy;
pub use role::{ImportedRole, Role, RoleHandle};
pub use statement::{Effect, Statement};
pub(crate) use told::{Told, told_in};
