//! The network of a deployment, and what rules about it have in common.

mod report;

pub(crate) use report::{DOORS, WAYS, report_missing, report_stopped};
pub(crate) use stackwright_deployment::network::*;
