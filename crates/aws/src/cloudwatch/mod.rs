//! CloudWatch: what is measured, what is computed of that, and who is told when it is not as it should
//! be.
//!
//! # Files
//!
//! | file | what it answers |
//! |---|---|
//! | `metric` | something that is measured |
//! | `math` | what is computed of several |
//! | `formula` | what is wrong with that |
//! | `statistic` | what becomes of the values of a period |
//! | `watch` | how an alarm is told of these |
//! | `alarm` | alarms |
//! | `composite` | alarms that go by others |
//! | `dashboard` | what is to be seen at a glance |
//! | `mute` | when alarms tell nobody |
//! | `recommended` | the alarms that somebody wants to have of something |

#[cfg(feature = "cloudwatch")]
mod alarm;
#[cfg(feature = "cloudwatch")]
mod composite;
#[cfg(feature = "cloudwatch")]
mod dashboard;
mod formula;
mod math;
mod metric;
#[cfg(feature = "cloudwatch")]
mod mute;
#[cfg(feature = "cloudwatch")]
mod recommended;
mod statistic;
mod watch;

#[cfg(feature = "cloudwatch")]
pub use alarm::{Alarm, AlarmHandle, ImportedAlarm, MissingData};
#[cfg(feature = "cloudwatch")]
pub use composite::{CompositeAlarm, CompositeAlarmHandle, ImportedCompositeAlarm};
#[cfg(feature = "cloudwatch")]
pub use dashboard::{Dashboard, DashboardHandle, Widget};
pub use math::{MathExpression, Measure};
pub use metric::Metric;
#[cfg(feature = "cloudwatch")]
pub use mute::{MuteRule, MuteRuleHandle};
#[cfg(feature = "cloudwatch")]
pub use recommended::{RecommendedAlarms, RecommendedAlarmsHandle};
pub use statistic::{Statistic, Unit};

pub(crate) use formula::report as report_formula;
pub(crate) use math::{Query, Source};
