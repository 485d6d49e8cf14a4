//! Files, directories and images of this machine, which are published when a stack is deployed.
//!
//! A relative path is one from the package that cargo runs: `Image::directory("api")` is `api`
//! beside the `Cargo.toml` of the program, wherever `cargo run` is called. A program that is started
//! without cargo takes it from the current directory; a path of
//! `concat!(env!("CARGO_MANIFEST_DIR"), "/api")` is right in both.
//!
//! # Files
//!
//! | file | what it answers |
//! |---|---|
//! | `image` | images that are built of a directory, or were saved to a file |
//! | `build` | what a build is told: secrets, caches, platforms |
//! | `published` | where an image is once it is published, and who may pull it |
//! | `object` | files and archives in a bucket |

mod build;
mod image;
mod object;
mod published;

pub use build::{BuildCache, BuildSecret, Platform};
pub use image::Image;
pub use object::{AssetHandle, DirectoryAsset, FileAsset};

pub(crate) use image::{PlatformOf, here};
pub(crate) use published::Pulled;
