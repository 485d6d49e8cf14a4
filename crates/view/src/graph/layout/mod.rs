//! Where boxes stand: in columns, so that arrows lead from left to right.
//!
//! What decides how a picture looks is worked out once, for each box that others are in: which column
//! each of those is in, and in which order ([`Layers`]). Coordinates follow from that by sums ([`place`]),
//! for whatever boxes are open; so a page can open a box without a library, and a picture for print comes to
//! the same places.
//!
//! | file | what it answers |
//! |---|---|
//! | `layers` | the columns of the boxes in one box |
//! | `order` | the order within columns: few crossings |
//! | `lift` | the arrows between the boxes in one box, whatever inside of them they are at |
//! | `place` | coordinates of the boxes that are to be seen |
//! | `route` | the way of an arrow |

mod layers;
mod lift;
mod order;
mod place;
mod route;

pub use layers::{Layers, Slot, Way};
pub(super) use lift::{arrange, siblings};
pub(super) use place::{Placed, Rect, SUBTITLE, TITLE, place};
pub(super) use route::{Line, lines};
