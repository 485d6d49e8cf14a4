//! CloudWatch Logs: where output goes.

mod log_group;
#[cfg(feature = "logs")]
mod metric_filter;
#[cfg(feature = "logs")]
mod query;
mod retention;
#[cfg(feature = "logs")]
mod subscription_filter;

pub use log_group::{ImportedLogGroup, LogGroup, LogGroupHandle};
#[cfg(feature = "logs")]
pub use metric_filter::{MetricFilter, MetricFilterHandle};
#[cfg(feature = "logs")]
pub use query::{QueryDefinition, QueryDefinitionHandle};
pub use retention::Retention;
#[cfg(feature = "logs")]
pub use subscription_filter::{SubscriptionFilter, SubscriptionFilterHandle};
