//! Identity and Access Management: who may do what.

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

pub use grant::{EncryptedWith, Grant, GrantExt, Grantee};
pub use managed_policy::ManagedPolicy;
pub use policy::PolicyDocument;
pub use principal::Principal;
pub use resource_policy::ResourcePolicy;
pub use role::{ImportedRole, Role, RoleHandle};
pub use statement::{Effect, Statement};
