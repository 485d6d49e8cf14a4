use stackwright_codes as codes;
use stackwright_core::{NodeId, Scope, Str, Value, sub};

use super::instance::Source;
use crate::ec2::{ConnectExt, Connectable, Port};
use crate::ecs::Way;
use crate::iam::{Grant, Statement};
use crate::link::Link;

/// What somebody needs to log in to a database, defined at its scope for its handle to name.
pub(super) struct Access {
    pub host: Value<Str>,
    pub port: Value<Str>,
    pub database: Value<Str>,
    /// The ARN of the secret, if there is one.
    pub secret: Option<Value<Str>>,
    /// What rights to log in by IAM call it, if that is known.
    pub resource: Option<Value<Str>>,
}

const HOST: &str = "LoginHost";
const PORT: &str = "LoginPort";
const DATABASE: &str = "LoginDatabase";
const SECRET: &str = "LoginSecretArn";
const RESOURCE: &str = "LoginResourceId";

impl Access {
    pub fn define(self, scope: Scope<'_>) {
        scope.define(HOST, self.host);
        scope.define(PORT, self.port);
        scope.define(DATABASE, self.database);
        if let Some(resource) = self.resource {
            scope.define(RESOURCE, resource);
        }
        if let Some(secret) = self.secret {
            scope.define(SECRET, secret);
        }
    }
}

pub(super) fn host(node: NodeId) -> Value<Str> {
    Value::attribute(node, HOST)
}

pub(super) fn port(node: NodeId) -> Value<Str> {
    Value::attribute(node, PORT)
}

pub(super) fn database(node: NodeId) -> Value<Str> {
    Value::attribute(node, DATABASE)
}

pub(super) fn secret(node: NodeId) -> Value<Str> {
    Value::attribute(node, SECRET)
}

pub(super) fn resource(node: NodeId) -> Value<Str> {
    Value::attribute(node, RESOURCE)
}

/// The way of who logs in by IAM; reports a database that takes no such logins.
pub(super) fn way_by_iam(to: impl Connectable, port: Port) -> Way {
    let node = to.node();
    Way::opened_by(node, move |scope, group| {
        if takes_iam(node, scope) == Some(false) {
            let path = scope.at(node).path();
            let message = format!("a login by IAM at `{path}`, which takes none");
            scope.report(codes::RDS103.finding(message));
        }
        scope.connect(group, to, port);
    })
}

/// Kept on a proxy: whether it takes logins by IAM.
pub(super) struct TakesIam(pub bool);

/// Whether a database or a proxy takes logins by IAM, where the program says it.
fn takes_iam(node: NodeId, scope: Scope<'_>) -> Option<bool> {
    if let Some(proxy) = scope.app().data::<TakesIam>(node) {
        return Some(proxy.0);
    }
    scope.app().data::<Source>(node)?;
    let said = scope.app().read_props(node, |props| {
        let takes = props.get("EnableIAMDatabaseAuthentication").is_some();
        // A copy takes what the database takes that it is of.
        (takes || props.get("SourceDBInstanceIdentifier").is_none()).then_some(takes)
    });
    said.flatten()
}

/// The right to log in by IAM as a user.
///
/// <https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.IAMPolicy.html>
pub(super) fn as_user(node: NodeId, user: Value<Str>) -> Grant {
    let database = resource(node);
    let arn =
        sub!("arn:{AWS::Partition}:rds-db:{AWS::Region}:{AWS::AccountId}:dbuser:{database}/{user}");
    Statement::allow(["rds-db:connect"]).on([arn]).into()
}

/// The right to read the secret that [`secret`] names.
pub(super) fn read_secret(node: NodeId) -> Grant {
    let read = Statement::allow(["secretsmanager:GetSecretValue"]);
    read.on([secret(node)]).into()
}

/// A link that tells where a database is.
pub(super) fn located(link: Link, node: NodeId) -> Link {
    link.env("HOST", host(node))
        .env("PORT", port(node))
        .env("NAME", database(node))
}

/// What handles of databases have alike.
macro_rules! logged_in_to {
    ($handle:ident) => {
        impl $handle {
            /// A link for who logs in as the first user: the way to it, `.._HOST`, `.._PORT`,
            /// `.._NAME`, and from its secret `.._USERNAME` and `.._PASSWORD`, with the right to read
            /// it.
            ///
            /// A container has the password of the moment when it was started: what RDS keeps it
            /// also changes, every week, and who connects anew after that has to read the secret
            /// again, or to be started again.
            pub fn login(self) -> crate::link::Link {
                let node = stackwright_core::Handle::node(self);
                crate::rds::access::located(crate::link::Link::to(self), node)
                    .way(self, self.port())
                    .secret("USERNAME", self.secret_field("username"))
                    .secret("PASSWORD", self.secret_field("password"))
            }

            /// A link for who logs in as a user by tokens that IAM signs, in place of a password: the
            /// [right](Self::log_in_as) to, the way to it, `.._HOST`, `.._PORT`, `.._NAME` and
            /// `.._USERNAME`.
            ///
            /// - `RDS103`: the database takes no such logins.
            pub fn iam_login(
                self,
                user: impl stackwright_core::IntoValue<stackwright_core::Str>,
            ) -> crate::link::Link {
                let node = stackwright_core::Handle::node(self);
                let user = user.into_value();
                crate::rds::access::located(crate::link::Link::to(self), node)
                    .on_way(crate::rds::access::way_by_iam(self, self.port()))
                    .env("USERNAME", user.clone())
                    .right(crate::rds::access::as_user(node, user))
            }

            /// The name in DNS that clients connect to.
            pub fn host(self) -> stackwright_core::Value<stackwright_core::Str> {
                crate::rds::access::host(stackwright_core::Handle::node(self))
            }

            /// The name of the database within it that clients open.
            pub fn database(self) -> stackwright_core::Value<stackwright_core::Str> {
                crate::rds::access::database(stackwright_core::Handle::node(self))
            }

            /// The ARN of the secret that has its first user's name and password.
            pub fn secret_arn(self) -> stackwright_core::Value<stackwright_core::Str> {
                crate::rds::access::secret(stackwright_core::Handle::node(self))
            }

            /// One field of that secret, for a container: `username`, `password`.
            pub fn secret_field(
                self,
                name: impl stackwright_core::IntoValue<stackwright_core::Str>,
            ) -> crate::ecs::SecretSource {
                let read = self.read_secret();
                crate::ecs::SecretSource::secret(self.secret_arn(), Some(name.into_value()), read)
                    .of(self)
            }

            /// The right to read that secret, and to decrypt it if a key of one's own encrypts it.
            pub fn read_secret(self) -> crate::iam::Grant {
                crate::rds::access::read_secret(stackwright_core::Handle::node(self))
                    .decrypting(self)
            }

            /// The right to log in as a user without a password, by a token that IAM signs: for
            /// databases with
            /// [`iam_authentication`](crate::rds::DatabaseInstance::iam_authentication). The user has
            /// to be made in the database, and be told to log in so.
            ///
            /// <https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.DBAccounts.html>
            pub fn log_in_as(
                self,
                user: impl stackwright_core::IntoValue<stackwright_core::Str>,
            ) -> crate::iam::Grant {
                crate::rds::access::as_user(stackwright_core::Handle::node(self), user.into_value())
            }
        }

        impl crate::ec2::Connectable for $handle {
            fn guarded_by(
                self,
                scope: stackwright_core::Scope<'_>,
            ) -> Option<crate::ec2::SecurityGroupHandle> {
                crate::ec2::Guarded::group(scope, self)
            }

            fn listens_on(self) -> Option<crate::ec2::Port> {
                Some(self.port())
            }
        }
    };
}

pub(super) use logged_in_to;
