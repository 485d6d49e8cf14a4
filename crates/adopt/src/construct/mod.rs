//! The constructs, by the resources that they are made of: a file each.
//!
//! # Files
//!
//! | file | what it answers |
//! |---|---|
//! | `alarm` | an alarm on one metric |
//! | `bucket` | a bucket with the policy that keeps TLS |
//! | `cluster` | a cluster in the only VPC |
//! | `elb/` | load balancers, listeners, rules and target groups |
//! | `key` | a key with its alias |
//! | `log_group` | a group of logs |
//! | `policy` | a policy beside a role |
//! | `queue` | a queue with the policy that keeps TLS |
//! | `repository` | a repository of images |
//! | `role` | a role of one principal, with the policies in it |
//! | `scaling` | what is scaled, and the policies that track its metrics |
//! | `secret` | a secret that AWS makes up |
//! | `security_group` | a group with the rules in it |
//! | `service` | a service of a task |
//! | `table` | a table with its indexes |
//! | `task/` | a task definition with its containers |
//! | `topic` | a topic, and who subscribes to it |
//! | `vpc` | a VPC with its subnets and ways |

mod alarm;
mod bucket;
mod cluster;
mod elb;
mod key;
mod log_group;
mod policy;
mod queue;
mod repository;
mod role;
mod scaling;
mod secret;
mod security_group;
mod service;
mod table;
mod task;
mod topic;
mod vpc;

use stackwright_template::{Node, Resource};

use crate::found::{Found, Writing};
use crate::said::Drafted;
use crate::why::Why;

/// A construct, and which resources it stands for.
pub struct Matcher {
    /// What it is called, as `LogGroup`.
    pub construct: &'static str,
    /// The type of its main resource.
    pub type_name: &'static str,
    /// Where its resources stand below the construct, with their logical ids, the main one first; `/Service/Target` is
    /// the target below what stands for the resource `Service`.
    pub parts: fn(Found<'_>) -> Vec<(String, String)>,
    /// The construct of the resources.
    pub write: fn(&Writing<'_>) -> Result<Drafted, Why>,
}

/// All of them.
pub static ALL: [&Matcher; 24] = [
    &alarm::ALARM,
    &bucket::BUCKET,
    &cluster::CLUSTER,
    &elb::BALANCER,
    &elb::LISTENER,
    &elb::RULE,
    &elb::TARGET_GROUP,
    &key::KEY,
    &log_group::LOG_GROUP,
    &policy::POLICY,
    &queue::QUEUE,
    &repository::REPOSITORY,
    &role::ROLE,
    &scaling::SERVICE_SCALING,
    &scaling::SCALABLE_TARGET,
    &scaling::TRACKING,
    &secret::SECRET,
    &security_group::SECURITY_GROUP,
    &service::SERVICE,
    &table::TABLE,
    &task::TASK,
    &topic::SUBSCRIPTION,
    &topic::TOPIC,
    &vpc::VPC,
];

/// The main resource alone.
fn alone(found: Found<'_>) -> Vec<(String, String)> {
    vec![("Resource".to_owned(), found.resource.id().to_owned())]
}

/// The policy of a resource that refuses what is not over TLS, and says nothing else, as a part; `of` is whose
/// a policy is.
fn tls_policy<'f>(
    found: Found<'f>,
    type_name: &'static str,
    of: impl Fn(Resource<'f>) -> Option<&'f str>,
) -> Option<(String, String)> {
    let policy = found.of_type(type_name).find(|own| {
        of(*own) == Some(found.resource.id())
            && own.property("PolicyDocument").is_some_and(keeps_tls)
    });
    Some(("Policy".to_owned(), policy?.id().to_owned()))
}

/// Whether a policy refuses what is not over TLS, and says nothing else.
fn keeps_tls(document: &Node) -> bool {
    let Some([statement]) = document.get("Statement").and_then(Node::as_list) else {
        return false;
    };
    let condition = statement.get("Condition").and_then(|own| own.get("Bool"));
    let secure = condition.and_then(|own| own.get("aws:SecureTransport"));
    statement.get("Effect").and_then(Node::as_str) == Some("Deny")
        && secure.is_some_and(|own| own.as_str() == Some("false") || own.as_bool() == Some(false))
}
