//! Simple Storage Service: buckets.
//!
//! `bucket` has buckets, new ones; `lifecycle` what becomes of objects; `cors` which pages may use them;
//! `notification` who is told of them; `handle` what others may ask of one: links, rights; `imported`
//! those that exist.

mod bucket;
mod cors;
mod handle;
mod imported;
mod lifecycle;
mod notification;

pub use bucket::{Bucket, ObjectLock};
pub use cors::{BucketCors, Method};
pub use handle::{BucketFolder, BucketHandle};
pub use imported::ImportedBucket;
pub use lifecycle::{ObjectRule, StorageClass};
pub use notification::{Notified, ObjectEvent, ObjectEvents};
