use std::fmt;
use std::rc::Rc;

use stackwright_core::{Handle, NodeId, Scope};

#[cfg(feature = "ecs-managed-instances")]
use super::DaemonTaskHandle;
use super::TaskHandle;
use crate::ec2::{ConnectExt, Connectable, Port, SecurityGroupHandle};

/// Somewhere that the containers of a task go: kept with the task, so that whoever runs it, as a
/// service, is let there.
#[derive(Clone)]
pub struct Way {
    to: NodeId,
    open: Rc<dyn Fn(Scope<'_>, SecurityGroupHandle)>,
}

impl Way {
    /// To something that a security group guards, on a port.
    pub fn to(target: impl Connectable, port: Port) -> Self {
        Way {
            to: target.node(),
            open: Rc::new(move |scope, group| scope.connect(group, target, port)),
        }
    }

    /// To something that says itself how it is reached.
    pub(crate) fn opened_by(
        to: NodeId,
        open: impl Fn(Scope<'_>, SecurityGroupHandle) + 'static,
    ) -> Self {
        Way {
            to,
            open: Rc::new(open),
        }
    }

    /// Lets who stands behind a group go it.
    #[track_caller]
    pub(crate) fn open(&self, scope: Scope<'_>, group: SecurityGroupHandle) {
        (self.open)(scope, group);
    }
}

impl fmt::Debug for Way {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Way").field("to", &self.to).finish()
    }
}

/// Kept on a task.
struct Ways(Vec<Way>);

/// Keeps with the task of a scope where it goes.
pub(crate) fn keep(ways: Vec<Way>, scope: Scope<'_>) {
    if !ways.is_empty() {
        scope.set_data(Ways(ways));
    }
}

#[track_caller]
pub(crate) fn open(task: impl Handle, scope: Scope<'_>, group: SecurityGroupHandle) {
    if let Some(ways) = scope.data::<Ways>(task) {
        ways.0.iter().for_each(|way| way.open(scope, group));
    }
}

impl TaskHandle {
    /// Opens the ways that its containers go to who runs it behind this group: a service does so
    /// by itself.
    #[track_caller]
    pub fn open_ways(self, scope: Scope<'_>, group: SecurityGroupHandle) {
        open(self, scope, group);
    }
}

#[cfg(feature = "ecs-managed-instances")]
impl DaemonTaskHandle {
    /// Opens the ways that its containers go to the instances behind this group: a daemon does so by
    /// itself, where it is known what guards the instances.
    #[track_caller]
    pub fn open_ways(self, scope: Scope<'_>, group: SecurityGroupHandle) {
        open(self, scope, group);
    }
}
