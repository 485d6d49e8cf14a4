//! AWS WAF: which requests are let through.
//!
//! # Files
//!
//! | file | what it answers |
//! |---|---|
//! | `web_acl` | which requests are let through |
//! | `rule` | what is done with requests of a kind |
//! | `rate_limit` | how many requests one caller may send |
//! | `statement` | what a request is like |
//! | `part` | which part of it is looked at |
//! | `managed_rules` | rules that others keep |
//! | `rule_group` | rules that are shared |
//! | `ip_set` | addresses |
//! | `regex_pattern_set` | regular expressions |
//! | `reach` | what all of these can be for |
//! | `association` | what a web ACL protects |

mod association;
mod ip_set;
mod managed_rules;
mod part;
mod rate_limit;
mod reach;
mod regex_pattern_set;
mod rule;
mod rule_group;
mod statement;
mod web_acl;

pub use association::{WebAclAssociation, WebAclAssociationHandle};
pub use ip_set::{ImportedIpSet, IpSet, IpSetHandle};
pub use managed_rules::{ManagedRuleGroup, ManagedRules};
pub use part::Part;
pub use rate_limit::RateLimit;
pub use regex_pattern_set::{ImportedRegexPatternSet, RegexPatternSet, RegexPatternSetHandle};
pub use rule::Rule;
pub use rule_group::{ImportedRuleGroup, RuleGroup, RuleGroupHandle};
pub use statement::{Caller, Statement};
pub use web_acl::{ImportedWebAcl, WebAcl, WebAclHandle};
