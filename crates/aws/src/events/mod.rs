//! Amazon EventBridge: buses of events, and rules that send what matches somewhere.
//!
//! What starts by the clock is a [`ScheduledTask`](crate::scheduler) of EventBridge Scheduler, which knows time zones,
//! windows and retries. Rules had schedules before there was Scheduler, and AWS tells to leave them: they are
//! for what is deployed as such, [`Rule::scheduled`].
//!
//! # Files
//!
//! | file | what it answers |
//! |---|---|
//! | `bus` | buses, new and imported, who may put events on them, archives |
//! | `pattern` | which events match |
//! | `matching` | how a field of an event is compared |
//! | `known` | patterns of what AWS tells: tasks that stop, images, objects |
//! | `rule` | rules, new and imported |
//! | `target` | where what matches goes, and what is said there |
//! | `lowering` | targets as a rule has them, with what lets it reach them |
//! | `api_destination` | pages of others, and how one proves who one is |
//! | `metrics` | what is measured of rules, and the alarms of it |

mod api_destination;
mod bus;
mod known;
mod lowering;
mod matching;
mod metrics;
mod pattern;
mod rule;
mod target;

pub use api_destination::{
    ApiDestination, ApiDestinationHandle, Authorization, Connection, ConnectionHandle, HttpMethod,
    ImportedApiDestination, ImportedConnection,
};
pub use bus::{EventBus, EventBusHandle, ImportedEventBus};
pub use matching::Match;
pub use pattern::EventPattern;
pub use rule::{ImportedRule, Rule, RuleHandle};
pub use target::Target;
