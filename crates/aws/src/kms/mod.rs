//! Key Management Service: keys.
//!
//! `key` has keys, new ones; `alias` further names of them; `handle` what others may ask of one: links, rights; `imported` those that
//! exist.

mod alias;
mod handle;
mod imported;
mod key;

pub use alias::{Alias, AliasHandle};
pub use handle::KeyHandle;
pub use imported::ImportedKey;
pub use key::{Key, KeySpec};
