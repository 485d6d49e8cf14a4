//! What is inside a node: typed views of calls, walks, references.

mod calls;
mod path;
mod references;
mod sub;
mod walk;

pub use calls::{Cidr, FindInMap, GetAtt, If, Join, Select, Split};
pub use path::{Path, Segment};
pub use references::Reference;
pub use sub::{Sub, SubPart, Variable};
pub use walk::Walk;
