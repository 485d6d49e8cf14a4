//! Files and directories that are published beside templates: what belongs to them, a hash of it,
//! and a copy.
//!
//! Nothing here knows a construct, a stack or AWS. [`Files`] is what a directory comes to once an
//! [`Ignore`] has had its say; [`Files::digest`] is the same on every machine for the same content,
//! and [`Files::copy_to`] writes exactly what was hashed.
//!
//! ```
//! use stackwright_assets::{Files, Ignore, MOST};
//!
//! # let temp = tempfile::tempdir().unwrap();
//! # let dir = temp.path();
//! std::fs::write(dir.join("app.js"), "serve()")?;
//! std::fs::write(dir.join(".env"), "PASSWORD=x")?;
//! let ignore = Ignore::parse(".env\n")?;
//! let files = Files::below(dir, &ignore, MOST)?;
//! let names: Vec<&str> = files.iter().map(|file| file.path()).collect();
//! assert_eq!(names, ["app.js"]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Files
//!
//! | file | what it answers |
//! |---|---|
//! | `files` | what a directory holds, in which order, and what is refused |
//! | `context` | what Docker is sent of a directory: the Dockerfile and its list of what is ignored |
//! | `ignore/` | what a list as `.dockerignore` leaves out: its lines, and one pattern |
//! | `digest` | the hash of all that |
//! | `copy` | how it is copied |
//! | `place` | where a relative path leads |
//! | `error` | why there is no asset |

mod context;
mod copy;
mod digest;
mod error;
mod files;
mod ignore;
mod place;

pub use context::Context;
pub use copy::{copy_file, copy_link};
pub use digest::{Digest, Hasher};
pub use error::Error;
pub use files::{File, Files, MOST, one_file};
pub use ignore::{BadPattern, Ignore};
pub use place::resolve;
