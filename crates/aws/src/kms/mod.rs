//! Key Management Service: keys.
//!
//! `key` has keys, new ones; `handle` what others may ask of one: links, rights; `imported` those that
//! exist.

mod handle;
mod imported;
mod key;

pub use handle::KeyHandle;
pub use imported::ImportedKey;
pub use key::{Key, KeySpec};
