//! What is published beside templates: files, archives and images.
//!
//! # Files
//!
//! | file | what it answers |
//! |---|---|
//! | `published` | what an asset is, and how a construct has it published |
//! | `image` | how an image is built |
//! | `bootstrap` | where assets go, and who publishes and deploys |

mod bootstrap;
mod image;
mod published;

pub use bootstrap::Bootstrap;
pub use image::{CacheOption, ImageBuild};
pub use published::{Asset, Contents, Form, Published};

pub(crate) use bootstrap::expr as settled_later;
pub(crate) use published::resolve;
