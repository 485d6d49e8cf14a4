use stackwright_core::{Construct, Scope};

use super::ScalableTargetHandle;
use super::said::{Suspended, What};
use super::target::Scaled;
use crate::ecs::ServiceHandle;

/// Keeps scaling of a service from happening, while it stays as it is: during an incident, a load
/// test, a migration.
///
/// All is suspended, unless a part is named. It adds nothing but a word to the target of the
/// service, which something else has to scale (`ECS195`).
///
/// ```
/// use stackwright_aws::ecs::ServiceHandle;
/// use stackwright_aws::scaling::SuspendedScaling;
/// # fn suspended(stack: stackwright_core::Scope<'_>, api: ServiceHandle) {
/// stack.add("LoadTest", SuspendedScaling::new(api).scale_in());
/// # }
/// ```
///
/// <https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-suspend-resume-scaling.html>
#[derive(Clone, Debug)]
pub struct SuspendedScaling {
    scaled: Scaled,
    parts: Option<Suspended>,
}

impl SuspendedScaling {
    /// Suspends scaling of a service.
    pub fn new(service: impl Into<ServiceHandle>) -> Self {
        SuspendedScaling {
            scaled: Scaled::service(service, None),
            parts: None,
        }
    }

    /// Suspends scaling of what is no service of Amazon ECS.
    pub fn of(target: impl Into<ScalableTargetHandle>) -> Self {
        SuspendedScaling {
            scaled: Scaled::Target(target.into()),
            parts: None,
        }
    }

    /// Takes nothing away by policies.
    pub fn scale_in(mut self) -> Self {
        self.parts.get_or_insert_default().scale_in = true;
        self
    }

    /// Adds nothing by policies.
    pub fn scale_out(mut self) -> Self {
        self.parts.get_or_insert_default().scale_out = true;
        self
    }

    /// Does nothing by schedules.
    pub fn schedules(mut self) -> Self {
        self.parts.get_or_insert_default().schedules = true;
        self
    }
}

impl Construct for SuspendedScaling {
    type Handle = ScalableTargetHandle;

    fn build(self, scope: Scope<'_>) -> ScalableTargetHandle {
        let target = self.scaled.target(None, scope);
        let all = Suspended {
            scale_in: true,
            scale_out: true,
            schedules: true,
        };
        let parts = self.parts.unwrap_or(all);
        target.say(What::Suspended(parts), scope);
        scope.set_primary(target);
        ScalableTargetHandle::new(scope)
    }
}
