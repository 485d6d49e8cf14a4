//! Simple Notification Service: topics, and who is told of what is published to them.
//!
//! `topic` has topics, new ones; `subscription` who is told; `handle` what others may ask of a topic:
//! links, rights, metrics; `imported` those that exist.

mod handle;
mod imported;
mod subscription;
mod topic;

pub use handle::TopicHandle;
pub use imported::ImportedTopic;
pub use subscription::{Subscription, SubscriptionHandle};
pub use topic::Topic;
