//! AWS WAF: which requests are let through.

mod association;
mod managed_rules;
mod web_acl;

pub use association::{WebAclAssociation, WebAclAssociationHandle};
pub use managed_rules::ManagedRules;
pub use web_acl::{ImportedWebAcl, WebAcl, WebAclHandle};
