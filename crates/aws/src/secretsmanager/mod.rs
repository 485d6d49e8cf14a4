//! Secrets Manager: passwords and tokens.

mod secret;

pub use secret::{ImportedSecret, Secret, SecretHandle};
