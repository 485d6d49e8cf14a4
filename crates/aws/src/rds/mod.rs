//! Relational Database Service: PostgreSQL and MySQL, in a VPC, for tasks to log in to.
//!
//! # Files
//!
//! | file | what it answers |
//! |---|---|
//! | `access` | what is needed to log in, and the right to |
//! | `cluster` | clusters of Aurora |
//! | `credentials` | where the password of the first user is |
//! | `engine` | engines, and their versions |
//! | `ground` | in which subnets a database stands, in two zones at least |
//! | `instance` | a database of one instance, or of one and a standby |
//! | `instance_options` | what else an instance can have |
//! | `imported` | databases that exist |
//! | `metrics` | what is measured of them |
//! | `options` | groups of options |
//! | `parameters` | groups of parameters |
//! | `proxy` | what keeps connections before a database |
//! | `recommended` | the alarms of a database |
//! | `replica` | copies that are read from |
//! | `setters` | what is said of single databases and clusters alike |
//! | `size` | classes of instances |

mod access;
mod cluster;
mod credentials;
mod engine;
mod ground;
mod imported;
mod instance;
mod instance_options;
mod metrics;
mod options;
mod parameters;
mod proxy;
#[cfg(feature = "cloudwatch")]
mod recommended;
mod replica;
mod setters;
mod size;

pub use cluster::{AuroraCluster, AuroraHandle, AuroraMySql, AuroraPostgres};
pub use credentials::Credentials;
pub use engine::{
    AuroraMySqlVersion, AuroraPostgresVersion, DatabaseEngine, MySqlEngine, MySqlLog, MySqlVersion,
    PostgresEngine, PostgresLog, PostgresVersion,
};
pub use imported::{ImportedAurora, ImportedDatabase, ImportedProxy};
pub use instance::{DatabaseHandle, DatabaseInstance, MySql, Postgres};
pub use options::MySqlOption;
pub use proxy::{DatabaseProxy, DatabaseProxyHandle};
pub use replica::ReadReplica;
pub use size::DbSize;
