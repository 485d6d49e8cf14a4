//! Application Auto Scaling: as many tasks as are needed.

mod target_tracking;

pub use target_tracking::{ScalableTargetHandle, TargetTrackingScaling};
