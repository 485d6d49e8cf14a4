//! What resources and constructs are to each other: a model, pictures of it, and a page.
//!
//! ```
//! use stackwright_template::Template;
//! use stackwright_view::Stack;
//! use stackwright_view::graph::{Graph, View};
//!
//! let template = Template::from_yaml(
//!     "Resources:
//!   Web:
//!     Type: AWS::ECS::Service
//!     Properties: {Cluster: !Ref Cluster}
//!   Cluster: {Type: AWS::ECS::Cluster}
//! ",
//! )?;
//! let graph = Graph::of(&[Stack::new("Shop", template)]);
//! let dot = graph.to_dot(View::Resources, None);
//! assert!(dot.contains(r#"label="Cluster"#));
//! # Ok::<(), stackwright_template::ReadError>(())
//! ```
//!
//! # Files
//!
//! | file | what it answers |
//! |---|---|
//! | `model` | what it consists of |
//! | `build` | how it is made of templates |
//! | `names` | how types and places are called in pictures |
//! | `tree` | constructs in constructs, by their paths |
//! | `resources` | the picture of resources and references |
//! | `network/` | the picture of VPCs, subnets, routes and flows |
//! | `permissions` | the picture of roles and rights |
//! | `changes` | the picture of a change |
//! | `words` | purposes and barriers in English |
//! | `layout/` | where boxes stand, and how arrows go |
//! | `open` | which boxes are open at first |
//! | `dot`, `mermaid`, `svg` | what is written |
//! | `html` | the page, of what stands in the folder `page`: its style, and what it does |

mod build;
mod changes;
mod dot;
mod html;
mod layout;
mod mermaid;
mod model;
mod names;
mod network;
mod open;
mod permissions;
mod resources;
mod svg;
mod tree;
pub(crate) mod words;

pub use layout::{Layers, Slot, Way};
pub use model::{
    Arrow, ArrowKind, Changed, Cost, Diagram, Finding, Graph, Hazard, Mark, Resource, Shape,
    ShapeKind, Shut, StackFindings, View,
};
