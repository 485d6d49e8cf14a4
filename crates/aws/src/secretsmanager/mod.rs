//! Secrets Manager: passwords and tokens.

#[cfg(all(feature = "rds", feature = "secretsmanager-rotation"))]
mod attachment;
#[cfg(feature = "secretsmanager-rotation")]
mod rotation;
mod secret;

#[cfg(all(feature = "rds", feature = "secretsmanager-rotation"))]
pub use attachment::SecretAttachment;
#[cfg(feature = "secretsmanager-rotation")]
pub use rotation::{Rotation, RotationHandle};
pub use secret::{ImportedSecret, Secret, SecretHandle};
