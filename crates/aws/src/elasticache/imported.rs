use stackwright_core::{Construct, IntoValue, Scope, Str, Value};

use super::{ValkeyHandle, access};
use crate::ec2::{Guarded, SecurityGroupHandle};
use crate::secretsmanager::SecretHandle;

/// A serverless cache that exists; see [`Valkey::imported`](super::Valkey::imported).
#[derive(Clone, Debug)]
pub struct ImportedValkey {
    name: Value<Str>,
    host: Value<Str>,
    group: SecurityGroupHandle,
    login: Option<(Value<Str>, SecretHandle)>,
}

impl ImportedValkey {
    pub(super) fn new(name: Value<Str>, host: Value<Str>, group: SecurityGroupHandle) -> Self {
        ImportedValkey {
            name,
            host,
            group,
            login: None,
        }
    }

    /// A user of it, and the secret that has nothing but his password.
    pub fn user(mut self, name: impl IntoValue<Str>, password: impl Into<SecretHandle>) -> Self {
        self.login = Some((name.into_value(), password.into()));
        self
    }
}

impl Construct for ImportedValkey {
    type Handle = ValkeyHandle;

    fn build(self, scope: Scope<'_>) -> ValkeyHandle {
        Guarded::by(scope, self.group);
        scope.define("Ref", self.name.clone());
        scope.define("Endpoint.Address", self.host.clone());
        let arn = access::arn_of("serverlesscache", self.name);
        scope.define("ARN", arn.clone());
        access::define(self.host, arn, scope);
        if let Some((user, password)) = self.login {
            access::define_user(user, password, scope);
        }
        ValkeyHandle::new(scope)
    }
}
