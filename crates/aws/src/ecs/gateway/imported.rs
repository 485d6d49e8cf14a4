use stackwright_core::{Construct, Scope, Str, Value};

use super::construct::Facing;
use super::{GatewayAccess, GatewayHandle};
use crate::ImportedBy;
use crate::ec2::{Guarded, SecurityGroupHandle};

/// A gateway that exists; see [`Gateway::imported`](super::Gateway::imported).
#[derive(Clone, Debug)]
pub struct ImportedGateway {
    arn: Value<Str>,
    access: GatewayAccess,
    group: Option<SecurityGroupHandle>,
}

impl ImportedGateway {
    pub(super) fn new(arn: Value<Str>, access: GatewayAccess) -> Self {
        ImportedGateway {
            arn,
            access,
            group: None,
        }
    }

    /// The group that guards it, so that services let it in. Without it, they let in whom they are
    /// told.
    pub fn security_group(mut self, group: impl Into<SecurityGroupHandle>) -> Self {
        self.group = Some(group.into());
        self
    }
}

impl Construct for ImportedGateway {
    type Handle = GatewayHandle;

    fn build(self, scope: Scope<'_>) -> GatewayHandle {
        scope.set_data(ImportedBy(self.arn.expr().clone()));
        scope.define("Ref", self.arn.clone());
        scope.define("Arn", self.arn);
        if let Some(group) = self.group {
            Guarded::by(scope, group);
        }
        scope.set_data(Facing {
            access: self.access,
        });
        GatewayHandle::new(scope)
    }
}
