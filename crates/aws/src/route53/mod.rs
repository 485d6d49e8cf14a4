//! Route 53: names in DNS.
//!
//! `zone` is where names are kept, `record` a name, `alias` what a name leads to without an address of
//! its own, `routing` which of several records is answered with, `health_check` who is asked whether he is
//! well.

mod alias;
mod health_check;
mod record;
mod routing;
mod zone;

pub use alias::Alias;
pub use health_check::{HealthCheck, HealthCheckHandle, ImportedHealthCheck};
pub use record::{Record, RecordHandle};
pub use routing::{Place, Routing};
#[cfg(feature = "certificatemanager")]
pub(crate) use zone::Zone;
pub use zone::{HostedZone, HostedZoneHandle, ImportedHostedZone};
