use stackwright_cfn::elasticache as cfn;
use stackwright_core::{IntoValue, NodeId, Scope, Str, Value, sub};

use crate::ecs::SecretSource;
use crate::iam::{Grant, Statement};
use crate::link::Link;
use crate::names;
use crate::secretsmanager::{Secret, SecretHandle};

/// Who may use a cache.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum CacheAccess {
    /// A user of its own, `app`, by a password that is made up, in a secret named `Secret`, and is in
    /// no template. Adds `User` and `UserGroup` as well.
    Password,
    /// A user of its own, by tokens that IAM signs. Adds `User` and `UserGroup`.
    Iam,
    /// Users of a group that exists, by its id. What they log in with is theirs to know.
    UserGroup(Value<Str>),
    /// Everybody who reaches it.
    Everybody,
}

/// The longest id of a user, of a group of such, or name of a cache.
const LONGEST: usize = 40;

/// What a user may do: everything, as nobody else uses the cache.
const EVERYTHING: &str = "on ~* &* +@all";

const HOST: &str = "CacheHost";
const USER: &str = "CacheUser";
const SECRET: &str = "CacheSecretArn";
const USER_ARN: &str = "CacheUserArn";
const ARN: &str = "CacheArn";

/// A name of the cache at a scope, or of one of its parts.
pub(super) fn name(scope: Scope<'_>) -> Value<Str> {
    scope.identity_text(names::small::<LONGEST>)
}

impl CacheAccess {
    /// Adds who may use a cache, and comes to the id of their group.
    pub(super) fn group(self, scope: Scope<'_>) -> Option<Value<Str>> {
        let (secret, iam) = match self {
            CacheAccess::Everybody => return None,
            CacheAccess::UserGroup(id) => return Some(id),
            CacheAccess::Password => (Some(secret(scope)), false),
            CacheAccess::Iam => (None, true),
        };
        let id = name(scope);
        let mode = match secret {
            Some(secret) => cfn::user::AuthenticationMode::new()
                .r#type("password")
                .passwords([secret.value()]),
            None => cfn::user::AuthenticationMode::new().r#type("iam"),
        };
        // Who logs in by IAM is called as his id is.
        let user_name = match iam {
            true => id.clone(),
            false => "app".into_value(),
        };
        let user = cfn::User::new()
            .engine(cfn::user::Engine::Valkey)
            .user_id(id.clone())
            .user_name(user_name.clone())
            .access_string(EVERYTHING)
            .authentication_mode(mode);
        let user = scope.add("User", user);
        let group = cfn::UserGroup::new()
            .engine(cfn::user_group::Engine::Valkey)
            .user_group_id(id.clone())
            .user_ids([id]);
        let group = scope.add("UserGroup", group);
        scope.of(group).depends_on(user);
        scope.define(USER, user_name);
        match secret {
            Some(secret) => scope.define(SECRET, secret.arn()),
            None => scope.define(USER_ARN, user.arn()),
        }
        Some(group.reference().assume())
    }
}

/// The password of a cache's user, which goes with it.
fn secret(scope: Scope<'_>) -> SecretHandle {
    scope.add("Secret", Secret::generated(32).disposable())
}

/// Says what handles of a cache name.
pub(super) fn define(host: Value<Str>, arn: Value<Str>, scope: Scope<'_>) {
    scope.define(HOST, host);
    scope.define(ARN, arn);
}

/// The same of one that exists, as far as it is known who uses it.
pub(super) fn define_user(user: Value<Str>, secret: SecretHandle, scope: Scope<'_>) {
    scope.define(USER, user);
    scope.define(SECRET, secret.arn());
}

/// The same of one who logs in by IAM, by his id, which is his name.
pub(super) fn define_iam_user(id: Value<Str>, scope: Scope<'_>) {
    scope.define(USER_ARN, arn_of("user", id.clone()));
    scope.define(USER, id);
}

pub(super) fn host(node: NodeId) -> Value<Str> {
    Value::attribute(node, HOST)
}

fn password(node: NodeId) -> SecretSource {
    let arn: Value<Str> = Value::attribute(node, SECRET);
    let read = Statement::allow(["secretsmanager:GetSecretValue"]).on([arn.clone()]);
    SecretSource::new(arn, read)
}

/// The right to log in by IAM.
///
/// <https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth-iam.html>
fn connect(node: NodeId) -> Grant {
    let cache: Value<Str> = Value::attribute(node, ARN);
    let user: Value<Str> = Value::attribute(node, USER_ARN);
    Statement::allow(["elasticache:Connect"])
        .on([cache, user])
        .into()
}

/// The ARN of a cache of this account and region.
pub(super) fn arn_of(kind: &'static str, name: Value<Str>) -> Value<Str> {
    sub!("arn:{AWS::Partition}:elasticache:{AWS::Region}:{AWS::AccountId}:{kind}:{name}")
}

/// The port that every cache listens on.
pub(super) const PORT: u16 = 6379;

/// A link that tells where a cache is.
pub(super) fn located(link: Link, node: NodeId) -> Link {
    link.env("HOST", host(node)).env("PORT", PORT)
}

/// The same, for who logs in by the password.
pub(super) fn by_password(link: Link, node: NodeId) -> Link {
    let user: Value<Str> = Value::attribute(node, USER);
    located(link, node)
        .env("USERNAME", user)
        .secret("PASSWORD", password(node))
}

/// The same, for who logs in by IAM.
pub(super) fn by_iam(link: Link, node: NodeId) -> Link {
    let user: Value<Str> = Value::attribute(node, USER);
    located(link, node)
        .env("USERNAME", user)
        .right(connect(node))
}

/// What handles of caches have alike.
macro_rules! cache_handle {
    ($handle:ident, $listens_on:expr) => {
        impl $handle {
            /// The port that it listens on, 6379: what
            /// [`connect`](crate::ec2::ConnectExt::connect) takes.
            pub fn port(self) -> crate::ec2::Port {
                crate::ec2::Port::tcp(crate::elasticache::access::PORT)
            }

            /// The name in DNS that clients connect to, by TLS and by nothing else.
            pub fn host(self) -> stackwright_core::Value<stackwright_core::Str> {
                crate::elasticache::access::host(stackwright_core::Handle::node(self))
            }

            /// A link for who uses it: the way to it, `.._HOST`, `.._PORT`, `.._USERNAME`, and the
            /// secret `.._PASSWORD` with the right to read it. It is spoken to by TLS: `rediss://`.
            pub fn login(self) -> crate::link::Link {
                let node = stackwright_core::Handle::node(self);
                let link = crate::link::Link::to(self).way(self, self.port());
                crate::elasticache::access::by_password(link, node)
            }

            /// A link for who logs in to a cache of [`CacheAccess::Iam`]: the way to it, the right
            /// to, `.._HOST`, `.._PORT`, `.._USERNAME`.
            ///
            /// [`CacheAccess::Iam`]: crate::elasticache::CacheAccess::Iam
            pub fn iam_login(self) -> crate::link::Link {
                let node = stackwright_core::Handle::node(self);
                let link = crate::link::Link::to(self).way(self, self.port());
                crate::elasticache::access::by_iam(link, node)
            }

            /// A link for who knows by himself what to log in with, or needs nothing: the way to it,
            /// `.._HOST` and `.._PORT`.
            pub fn reach(self) -> crate::link::Link {
                let node = stackwright_core::Handle::node(self);
                let link = crate::link::Link::to(self).way(self, self.port());
                crate::elasticache::access::located(link, node)
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
                Some($listens_on)
            }
        }
    };
}

pub(super) use cache_handle;
