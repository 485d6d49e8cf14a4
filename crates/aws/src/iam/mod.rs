//! Identity and Access Management: who may do what.

mod grant;
mod managed_policy;
mod policy;
mod principal;
mod role;
mod statement;

pub use grant::{Grant, GrantExt};
pub use managed_policy::ManagedPolicy;
pub use policy::PolicyDocument;
pub use principal::Principal;
pub use role::{ImportedRole, Role, RoleHandle};
pub use statement::{Effect, Statement};

pub(crate) use grant::EncryptedWith;
