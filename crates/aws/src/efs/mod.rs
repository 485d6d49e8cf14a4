//! Elastic File System: files that several tasks share, and that outlive them.

mod access_point;
mod file_system;
mod folder;
mod mount_targets;
mod replica;

pub use access_point::{AccessPoint, AccessPointHandle, ImportedAccessPoint};
pub use file_system::{FileSystem, FileSystemHandle, ImportedFileSystem, Throughput};
pub use replica::Replica;

#[cfg(feature = "s3files")]
pub(crate) use folder::{Folder, folder_setters};
pub(crate) use mount_targets::MountTargets;
#[cfg(feature = "s3files")]
pub(crate) use mount_targets::one_in_each_zone;
