//! Capacity: what tasks run on, made and chosen.

mod placement;
mod strategy;

pub use placement::{PlacementConstraint, PlacementStrategy};
pub use strategy::{CapacityFor, CapacityProvider};

pub(crate) use placement::Placement;
pub(crate) use strategy::Share;
