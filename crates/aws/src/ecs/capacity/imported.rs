use std::marker::PhantomData;

use stackwright_core::{Construct, IntoValue, Scope, Str, Value};

#[cfg(feature = "autoscaling")]
use super::{AsgCapacityProvider, AsgCapacityProviderHandle};
#[cfg(feature = "ecs-managed-instances")]
use super::{ManagedInstancesCapacityProvider, ManagedInstancesCapacityProviderHandle};
use crate::ec2::{Guarded, SecurityGroupHandle};

/// A capacity provider that exists; see `AsgCapacityProvider::imported` and
/// `ManagedInstancesCapacityProvider::imported`.
#[derive(Clone, Debug)]
pub struct ImportedCapacityProvider<H> {
    name: Value<Str>,
    group: Option<SecurityGroupHandle>,
    handle: PhantomData<fn() -> H>,
}

impl<H> ImportedCapacityProvider<H> {
    fn new(name: Value<Str>) -> Self {
        ImportedCapacityProvider {
            name,
            group: None,
            handle: PhantomData,
        }
    }

    /// The group that guards its instances: what is in front of tasks without an interface of their
    /// own is let in there.
    pub fn security_group(mut self, group: impl Into<SecurityGroupHandle>) -> Self {
        self.group = Some(group.into());
        self
    }

    fn define(self, scope: Scope<'_>) {
        scope.define("Ref", self.name);
        if let Some(group) = self.group {
            Guarded::by(scope, group);
        }
    }
}

#[cfg(feature = "autoscaling")]
impl AsgCapacityProvider {
    /// A provider that exists in this account and region, by its name, which stands in the list of
    /// its cluster. It is left alone.
    pub fn imported(
        name: impl IntoValue<Str>,
    ) -> ImportedCapacityProvider<AsgCapacityProviderHandle> {
        ImportedCapacityProvider::new(name.into_value())
    }
}

#[cfg(feature = "ecs-managed-instances")]
impl ManagedInstancesCapacityProvider {
    /// A provider that exists in this account and region, by its name. It is left alone.
    pub fn imported(
        name: impl IntoValue<Str>,
    ) -> ImportedCapacityProvider<ManagedInstancesCapacityProviderHandle> {
        ImportedCapacityProvider::new(name.into_value())
    }
}

#[cfg(feature = "autoscaling")]
impl Construct for ImportedCapacityProvider<AsgCapacityProviderHandle> {
    type Handle = AsgCapacityProviderHandle;

    fn build(self, scope: Scope<'_>) -> AsgCapacityProviderHandle {
        self.define(scope);
        AsgCapacityProviderHandle::new(scope)
    }
}

#[cfg(feature = "ecs-managed-instances")]
impl Construct for ImportedCapacityProvider<ManagedInstancesCapacityProviderHandle> {
    type Handle = ManagedInstancesCapacityProviderHandle;

    fn build(self, scope: Scope<'_>) -> ManagedInstancesCapacityProviderHandle {
        self.define(scope);
        ManagedInstancesCapacityProviderHandle::new(scope)
    }
}
