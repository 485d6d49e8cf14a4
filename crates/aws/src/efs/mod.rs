//! Elastic File System: files that several tasks share, and that outlive them.

mod access_point;
mod file_system;
mod replica;

pub use access_point::{AccessPoint, AccessPointHandle, ImportedAccessPoint};
pub(crate) use file_system::MountTargets;
pub use file_system::{FileSystem, FileSystemHandle, ImportedFileSystem, Throughput};
pub use replica::Replica;
