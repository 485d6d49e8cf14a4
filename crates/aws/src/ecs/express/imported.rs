use stackwright_core::{Construct, IntoValue, Scope, Str, Value};

use super::ExpressServiceHandle;
use crate::ec2::{Guarded, SecurityGroupHandle};

/// An Express service that exists; see [`ExpressService::imported`](super::ExpressService::imported).
#[derive(Clone, Debug)]
pub struct ImportedExpressService {
    arn: Value<Str>,
    endpoint: Option<Value<Str>>,
    group: Option<SecurityGroupHandle>,
}

impl ImportedExpressService {
    pub(super) fn new(arn: Value<Str>) -> Self {
        ImportedExpressService {
            arn,
            endpoint: None,
            group: None,
        }
    }

    /// The address that it has.
    pub fn endpoint(mut self, endpoint: impl IntoValue<Str>) -> Self {
        self.endpoint = Some(endpoint.into_value());
        self
    }

    /// The group that guards its tasks, to connect them.
    pub fn security_group(mut self, group: impl Into<SecurityGroupHandle>) -> Self {
        self.group = Some(group.into());
        self
    }
}

impl Construct for ImportedExpressService {
    type Handle = ExpressServiceHandle;

    fn build(self, scope: Scope<'_>) -> ExpressServiceHandle {
        scope.define("Ref", self.arn.clone());
        scope.define("ServiceArn", self.arn);
        if let Some(endpoint) = self.endpoint {
            scope.define("Endpoint", endpoint);
        }
        if let Some(group) = self.group {
            Guarded::by(scope, group);
        }
        ExpressServiceHandle::new(scope)
    }
}
