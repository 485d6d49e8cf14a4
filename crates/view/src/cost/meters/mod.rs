//! What is paid for a resource of a type: a file for what is paid alike.
//!
//! # Files
//!
//! | file | what it answers |
//! |---|---|
//! | `fargate` | services of Amazon ECS, and tasks that something starts |

mod fargate;

use super::estimate::Meter;

/// What says what a resource of a type costs, where that is known.
pub(super) fn of(type_name: &str) -> Option<fn(&mut Meter<'_, '_>)> {
    Some(match type_name {
        "AWS::ECS::Service" => fargate::service,
        _ => return None,
    })
}
