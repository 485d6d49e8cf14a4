use stackwright_core::{Construct, IntoValue, Scope, Str, Value, sub};

use super::{Parts, Service, ServiceHandle};
use crate::ec2::{Guarded, SecurityGroupHandle};
use crate::ecs::ClusterHandle;
use crate::ecs::launch::Launch;

/// A service that exists; see [`Service::imported`].
#[derive(Clone, Debug)]
pub struct ImportedService {
    cluster: ClusterHandle,
    name: Value<Str>,
    group: Option<SecurityGroupHandle>,
}

impl<On: Launch> Service<On> {
    /// A service that exists in this account and region, by its name and its cluster: to scale it,
    /// to watch it, to connect to it.
    pub fn imported(
        cluster: impl Into<ClusterHandle>,
        name: impl IntoValue<Str>,
    ) -> ImportedService {
        ImportedService {
            cluster: cluster.into(),
            name: name.into_value(),
            group: None,
        }
    }
}

impl ImportedService {
    /// The group that guards it, for connections.
    pub fn security_group(mut self, group: impl Into<SecurityGroupHandle>) -> Self {
        self.group = Some(group.into());
        self
    }
}

impl Construct for ImportedService {
    type Handle = ServiceHandle;

    fn build(self, scope: Scope<'_>) -> ServiceHandle {
        let name = self.name.clone();
        let cluster: Value<Str> = self.cluster.reference().assume();
        let arn: Value<Str> = sub!(
            "arn:{AWS::Partition}:ecs:{AWS::Region}:{AWS::AccountId}:service/{cluster}/{name}"
        );
        scope.define("Ref", arn.clone());
        scope.define("ServiceArn", arn);
        scope.define("Name", self.name);
        if let Some(group) = self.group {
            Guarded::by(scope, group);
        }
        scope.set_data(Parts {
            cluster: self.cluster,
            discovery: None,
            attached: None,
        });
        ServiceHandle::new(scope)
    }
}
