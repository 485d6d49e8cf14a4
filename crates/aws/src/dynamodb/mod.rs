//! DynamoDB: tables.
//!
//! `table` has tables, new ones; `key` what items are found by, and `index` by what else; `handle` what
//! others may ask of a table: links, rights, metrics; `imported` those that exist.

mod handle;
mod imported;
mod index;
mod key;
mod table;

pub use handle::TableHandle;
pub use imported::ImportedTable;
pub use index::{Index, LocalIndex};
pub use key::TableKey;
pub use table::{StreamView, Table};
