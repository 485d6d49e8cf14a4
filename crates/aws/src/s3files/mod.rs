//! Amazon S3 Files: the objects of a bucket, as files that tasks share.

mod access_point;
mod file_system;

pub use access_point::{AccessPoint, AccessPointHandle, ImportedAccessPoint};
pub(crate) use file_system::Backing;
pub use file_system::{FileSystem, FileSystemHandle, ImportedFileSystem};
