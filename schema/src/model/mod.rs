//! The facts as types: what a service file holds, read with serde.

mod limits;
mod property;
mod resource;
mod side;

pub use limits::Limits;
pub use property::{Access, Property, PropertyKind, Scrutiny, Update};
pub use resource::{
    Attribute, Definition, LifeCycle, RefValue, Reference, ReplacementOrder, ResourceType, Rule,
    Service, TagShape, Tagging,
};
pub use side::{CrossRule, EnumList, Missing, Regions, Runtime};
