//! Express services: a web application of an image, with all that surrounds it run by ECS.
//!
//! What the service may say stands in `service`, what its container may say in `container`, when
//! tasks are added in `scaling`; `imported` is one that exists.

mod container;
mod imported;
mod scaling;
mod service;

pub use container::ExpressContainer;
pub use imported::ImportedExpressService;
pub use scaling::ExpressMetric;
pub use service::{ExpressService, ExpressServiceHandle, ExpressTask};
