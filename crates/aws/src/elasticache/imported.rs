use stackwright_core::{Construct, IntoValue, Scope, Str, Value};

use super::{ValkeyHandle, ValkeyNodes, ValkeyNodesHandle, access};
use crate::ec2::{Guarded, SecurityGroupHandle};
use crate::secretsmanager::SecretHandle;

/// A serverless cache that exists; see [`Valkey::imported`](super::Valkey::imported).
#[derive(Clone, Debug)]
pub struct ImportedValkey {
    name: Value<Str>,
    host: Value<Str>,
    group: SecurityGroupHandle,
    login: Option<Login>,
}

/// A user of a cache that exists.
#[derive(Clone, Debug)]
enum Login {
    Password(Value<Str>, SecretHandle),
    Iam(Value<Str>),
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
        self.login = Some(Login::Password(name.into_value(), password.into()));
        self
    }

    /// A user of it who logs in by tokens that IAM signs, by his id, which is his name.
    pub fn iam_user(mut self, id: impl IntoValue<Str>) -> Self {
        self.login = Some(Login::Iam(id.into_value()));
        self
    }

    /// Says what handles of a cache name.
    fn define(self, kind: &'static str, scope: Scope<'_>) {
        Guarded::by(scope, self.group);
        scope.define("Ref", self.name.clone());
        let arn = access::arn_of(kind, self.name);
        scope.define("ARN", arn.clone());
        access::define(self.host, arn, scope);
        match self.login {
            Some(Login::Password(user, password)) => access::define_user(user, password, scope),
            Some(Login::Iam(user)) => access::define_iam_user(user, scope),
            None => {}
        }
    }
}

impl Construct for ImportedValkey {
    type Handle = ValkeyHandle;

    fn build(self, scope: Scope<'_>) -> ValkeyHandle {
        scope.define("Endpoint.Address", self.host.clone());
        self.define("serverlesscache", scope);
        ValkeyHandle::new(scope)
    }
}

/// A cache of nodes that exists; see [`ValkeyNodes::imported`].
#[derive(Clone, Debug)]
pub struct ImportedValkeyNodes {
    cache: ImportedValkey,
    read_host: Option<Value<Str>>,
}

impl ValkeyNodes {
    /// A cache of nodes that exists, by its name and the endpoint that is written to, with the group
    /// that guards it.
    ///
    /// ```
    /// use stackwright_aws::ec2::SecurityGroup;
    /// use stackwright_aws::ecs::Container;
    /// use stackwright_aws::elasticache::ValkeyNodes;
    /// # let app = stackwright_core::App::new();
    /// # let data = app.stack("Data");
    /// let group = data.add("CacheGroup", SecurityGroup::imported("sg-0a1b2c3d"));
    /// let host = "master.shop.c0ffee.euw1.cache.amazonaws.com";
    /// let cache = data.add("Cache", ValkeyNodes::imported("shop", host, group).iam_user("api"));
    /// let api = Container::new("api", "public.ecr.aws/nginx/nginx:1.27").link(cache.iam_login());
    /// ```
    pub fn imported(
        name: impl IntoValue<Str>,
        host: impl IntoValue<Str>,
        group: impl Into<SecurityGroupHandle>,
    ) -> ImportedValkeyNodes {
        ImportedValkeyNodes {
            cache: ImportedValkey::new(name.into_value(), host.into_value(), group.into()),
            read_host: None,
        }
    }
}

impl ImportedValkeyNodes {
    /// A user of it, and the secret that has nothing but his password.
    pub fn user(mut self, name: impl IntoValue<Str>, password: impl Into<SecretHandle>) -> Self {
        self.cache = self.cache.user(name, password);
        self
    }

    /// A user of it who logs in by tokens that IAM signs, by his id, which is his name.
    pub fn iam_user(mut self, id: impl IntoValue<Str>) -> Self {
        self.cache = self.cache.iam_user(id);
        self
    }

    /// The name in DNS that leads to copies, to read from.
    pub fn read_host(mut self, host: impl IntoValue<Str>) -> Self {
        self.read_host = Some(host.into_value());
        self
    }
}

impl Construct for ImportedValkeyNodes {
    type Handle = ValkeyNodesHandle;

    fn build(self, scope: Scope<'_>) -> ValkeyNodesHandle {
        let host = self.cache.host.clone();
        scope.define("PrimaryEndPoint.Address", host.clone());
        scope.define("ConfigurationEndPoint.Address", host);
        if let Some(host) = self.read_host {
            scope.define("ReaderEndPoint.Address", host);
        }
        self.cache.define("replicationgroup", scope);
        ValkeyNodesHandle::new(scope)
    }
}
