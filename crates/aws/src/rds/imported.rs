use stackwright_core::{Construct, IntoValue, Scope, Str, Text, Value};

use super::access::Access;
use super::engine::EngineKind;
use super::instance::Source;
use super::{
    AuroraHandle, AuroraMySql, AuroraPostgres, DatabaseHandle, DatabaseProxy, DatabaseProxyHandle,
    MySql, Postgres,
};
use crate::ec2::{Guarded, Port, SecurityGroupHandle};
use crate::iam::EncryptedWith;
use crate::secretsmanager::SecretHandle;

/// A database that exists; see [`Postgres::imported`].
///
/// ```
/// use stackwright_aws::ec2::SecurityGroup;
/// use stackwright_aws::rds::Postgres;
/// use stackwright_aws::secretsmanager::Secret;
/// use stackwright_core::App;
///
/// let app = App::new();
/// let data = app.stack("Data");
/// let group = data.add("DbGroup", SecurityGroup::imported("sg-0a1b2c3d"));
/// let arn = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf";
/// let secret = data.add("DbSecret", Secret::imported(arn));
/// let host = "shop.c0ffee.eu-west-1.rds.amazonaws.com";
/// let db = Postgres::imported("shop", host, group).database("shop").secret(secret);
/// let db = data.add("Db", db);
/// ```
#[derive(Clone, Debug)]
pub struct ImportedDatabase {
    name: Value<Str>,
    host: Value<Str>,
    group: SecurityGroupHandle,
    kind: EngineKind,
    port: u16,
    database: Text,
    secret: Option<SecretHandle>,
    resource: Option<Value<Str>>,
}

impl Postgres {
    /// A database that exists, by its name and its endpoint, with the group that guards it, whose
    /// rules are left alone unless it was imported
    /// [open to change](crate::ec2::ImportedSecurityGroup::open_to_change).
    pub fn imported(
        name: impl IntoValue<Str>,
        host: impl IntoValue<Str>,
        group: impl Into<SecurityGroupHandle>,
    ) -> ImportedDatabase {
        let kind = EngineKind::Postgres;
        ImportedDatabase::new(name.into_value(), host.into_value(), group.into(), kind)
    }
}

impl MySql {
    /// A database that exists, by its name and its endpoint, with the group that guards it, whose
    /// rules are left alone unless it was imported
    /// [open to change](crate::ec2::ImportedSecurityGroup::open_to_change).
    pub fn imported(
        name: impl IntoValue<Str>,
        host: impl IntoValue<Str>,
        group: impl Into<SecurityGroupHandle>,
    ) -> ImportedDatabase {
        let kind = EngineKind::MySql;
        ImportedDatabase::new(name.into_value(), host.into_value(), group.into(), kind)
    }
}

impl ImportedDatabase {
    fn new(
        name: Value<Str>,
        host: Value<Str>,
        group: SecurityGroupHandle,
        kind: EngineKind,
    ) -> Self {
        ImportedDatabase {
            name,
            host,
            group,
            port: kind.port(),
            kind,
            database: "app".into(),
            secret: None,
            resource: None,
        }
    }

    /// The port that it listens on; that of its engine, if this is not said.
    pub fn port(mut self, port: u16) -> Self {
        self.port = port;
        self
    }

    /// The database within it, `app`, if this is not said.
    pub fn database(mut self, name: impl Into<Text>) -> Self {
        self.database = name.into();
        self
    }

    /// The secret with the fields `username` and `password`.
    pub fn secret(mut self, secret: impl Into<SecretHandle>) -> Self {
        self.secret = Some(secret.into());
        self
    }

    /// What rights to log in by IAM call it, as `db-ABCDEFGHIJKL01234`.
    pub fn resource_id(mut self, id: impl IntoValue<Str>) -> Self {
        self.resource = Some(id.into_value());
        self
    }
}

impl Construct for ImportedDatabase {
    type Handle = DatabaseHandle;

    fn build(self, scope: Scope<'_>) -> DatabaseHandle {
        scope.define("Ref", self.name.clone());
        scope.define("DBInstanceIdentifier", self.name.clone());
        scope.define("Endpoint.Address", self.host.clone());
        let (kind, port) = (self.kind, self.port);
        self.define_access(scope);
        scope.set_data(Source {
            kind,
            has_managed_password: false,
            instances: Vec::new(),
            storage: None,
            connections: None,
        });
        DatabaseHandle::at(scope, port)
    }
}

impl ImportedDatabase {
    /// Says how it is logged in to, and who guards it.
    fn define_access(self, scope: Scope<'_>) {
        Guarded::by(scope, self.group);
        if let Some(secret) = self.secret
            && let Some(encrypted) = scope.data::<EncryptedWith>(secret)
        {
            scope.set_data(encrypted.again());
        }
        Access {
            host: self.host,
            port: self.port.into_value(),
            database: self.database.into_value(),
            secret: self.secret.map(SecretHandle::arn),
            resource: self.resource,
        }
        .define(scope);
    }
}

/// What is said of a cluster and of a proxy as it is of a database.
macro_rules! set_as_database {
    ($of:ident, $port:literal, $database:literal, $resource_id:literal) => {
        impl $of {
            #[doc = $port]
            pub fn port(mut self, port: u16) -> Self {
                self.database = self.database.port(port);
                self
            }

            #[doc = $database]
            pub fn database(mut self, name: impl Into<Text>) -> Self {
                self.database = self.database.database(name);
                self
            }

            /// The secret with the fields `username` and `password`.
            pub fn secret(mut self, secret: impl Into<SecretHandle>) -> Self {
                self.database = self.database.secret(secret);
                self
            }

            #[doc = $resource_id]
            pub fn resource_id(mut self, id: impl IntoValue<Str>) -> Self {
                self.database = self.database.resource_id(id);
                self
            }
        }
    };
}

/// A cluster of Aurora that exists; see [`AuroraPostgres::imported`].
#[derive(Clone, Debug)]
pub struct ImportedAurora {
    database: ImportedDatabase,
    read_host: Option<Value<Str>>,
}

impl AuroraPostgres {
    /// A cluster that exists, by its name and its endpoint, with the group that guards it, as
    /// [`Postgres::imported`].
    pub fn imported(
        name: impl IntoValue<Str>,
        host: impl IntoValue<Str>,
        group: impl Into<SecurityGroupHandle>,
    ) -> ImportedAurora {
        ImportedAurora::of(Postgres::imported(name, host, group))
    }
}

impl AuroraMySql {
    /// A cluster that exists, by its name and its endpoint, with the group that guards it, as
    /// [`Postgres::imported`].
    pub fn imported(
        name: impl IntoValue<Str>,
        host: impl IntoValue<Str>,
        group: impl Into<SecurityGroupHandle>,
    ) -> ImportedAurora {
        ImportedAurora::of(MySql::imported(name, host, group))
    }
}

impl ImportedAurora {
    fn of(database: ImportedDatabase) -> Self {
        ImportedAurora {
            database,
            read_host: None,
        }
    }

    /// The name in DNS that leads to those of its instances that are read from.
    pub fn read_host(mut self, host: impl IntoValue<Str>) -> Self {
        self.read_host = Some(host.into_value());
        self
    }
}

set_as_database!(
    ImportedAurora,
    "The port that it listens on; that of its engine, if this is not said.",
    "The database within it, `app`, if this is not said.",
    "What rights to log in by IAM call it, as `cluster-ABCDEFGHIJKL01234`."
);

impl Construct for ImportedAurora {
    type Handle = AuroraHandle;

    fn build(self, scope: Scope<'_>) -> AuroraHandle {
        scope.define("DBClusterIdentifier", self.database.name.clone());
        if let Some(host) = self.read_host {
            scope.define("ReadEndpoint.Address", host);
        }
        let port = self.database.port;
        self.database.build(scope);
        AuroraHandle::at(scope, port)
    }
}

/// A proxy that exists; see [`DatabaseProxy::imported`].
#[derive(Clone, Debug)]
pub struct ImportedProxy {
    database: ImportedDatabase,
}

impl DatabaseProxy {
    /// A proxy that exists, by its name and its endpoint, with the group that guards it, whose rules are
    /// left alone unless it was imported
    /// [open to change](crate::ec2::ImportedSecurityGroup::open_to_change). It speaks PostgreSQL, unless
    /// a [port](ImportedProxy::port) is said.
    ///
    /// ```
    /// use stackwright_aws::ec2::SecurityGroup;
    /// use stackwright_aws::ecs::Container;
    /// use stackwright_aws::rds::DatabaseProxy;
    /// # let app = stackwright_core::App::new();
    /// # let data = app.stack("Data");
    /// let group = data.add("ProxyGroup", SecurityGroup::imported("sg-0a1b2c3d"));
    /// let host = "shop.proxy-c0ffee.eu-west-1.rds.amazonaws.com";
    /// let proxy = DatabaseProxy::imported("shop", host, group).resource_id("prx-0a1b2c3d");
    /// let proxy = data.add("Proxy", proxy);
    /// let api = Container::new("api", "public.ecr.aws/nginx/nginx:1.27").link(proxy.iam_login("api"));
    /// ```
    pub fn imported(
        name: impl IntoValue<Str>,
        host: impl IntoValue<Str>,
        group: impl Into<SecurityGroupHandle>,
    ) -> ImportedProxy {
        ImportedProxy {
            database: Postgres::imported(name, host, group),
        }
    }
}

set_as_database!(
    ImportedProxy,
    "The port that it listens on: 5432, if this is not said, as of PostgreSQL; 3306 of MySQL.",
    "The database behind it that clients open, `app`, if this is not said.",
    "What rights to log in by IAM call it, as `prx-0a1b2c3d`: the end of its ARN."
);

impl Construct for ImportedProxy {
    type Handle = DatabaseProxyHandle;

    fn build(self, scope: Scope<'_>) -> DatabaseProxyHandle {
        scope.define("Ref", self.database.name.clone());
        scope.define("Endpoint", self.database.host.clone());
        let port = Port::tcp(self.database.port);
        self.database.define_access(scope);
        DatabaseProxyHandle::of_port(scope, port)
    }
}
