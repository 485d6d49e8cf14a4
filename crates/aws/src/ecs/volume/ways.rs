use std::fmt;
use std::rc::Rc;

use stackwright_core::{NodeId, Scope};

use crate::ec2::{ConnectExt, Connectable, Port, SecurityGroupHandle};
use crate::ecs::TaskHandle;

/// Somewhere that the containers of a task go: kept with the task, so that whoever runs it, as a
/// service, is let there.
#[derive(Clone)]
pub struct Way {
    to: NodeId,
    open: Rc<dyn Fn(Scope<'_>, SecurityGroupHandle)>,
}

impl Way {
    /// To something that a group guards, on a port.
    pub fn to(target: impl Connectable, port: Port) -> Self {
        Way {
            to: target.node(),
            open: Rc::new(move |scope, group| scope.connect(group, target, port)),
        }
    }
}

impl fmt::Debug for Way {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Way").field("to", &self.to).finish()
    }
}

/// Kept on a task.
pub(crate) struct Ways(pub Vec<Way>);

impl TaskHandle {
    /// Opens the ways that its containers go to who runs it behind this group: a service does so
    /// by itself.
    #[track_caller]
    pub fn open_ways(self, scope: Scope<'_>, group: SecurityGroupHandle) {
        if let Some(ways) = scope.data::<Ways>(self) {
            ways.0.iter().for_each(|way| (way.open)(scope, group));
        }
    }
}
