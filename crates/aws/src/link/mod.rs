//! Links: what talks to what, as values.
//!
//! A target makes a link, as a queue does with `jobs.consume()`; a container takes it, with
//! [`Container::link`](crate::ecs::Container::link). `names` has the names of variables, `taken` what
//! becomes of the links of a task.

mod names;
mod taken;

use stackwright_core::{Handle, IntoValue, NodeId, Str, Text, Value};

pub(crate) use self::taken::{Taken, Variables};
use crate::ec2::{Connectable, Port};
use crate::ecs::{SecretSource, Way};
use crate::iam::Grant;

/// All that a container needs to talk to something: rights of its task, a way through the network,
/// environment variables, secrets.
///
/// What a link brings is named after what it is to: of a queue that was added as `Jobs` the variable
/// `JOBS_URL`, of `OrderFiles` the variable `ORDER_FILES_BUCKET`. The name before the part is the
/// construct's own id, or what [`link_as`](crate::ecs::Container::link_as) says; each whole name can
/// be [said](Self::named) as well.
///
/// The rights alone, for who is no container, are those of the link:
/// [`scope.grant(role, jobs.send())`](crate::iam::GrantExt::grant).
///
/// # A link of one's own
///
/// A construct of a user's makes links as ours do, in a method of its handle:
///
/// ```
/// use stackwright_aws::ec2::{Port, SecurityGroupHandle};
/// use stackwright_aws::iam::Statement;
/// use stackwright_aws::link::Link;
/// use stackwright_aws::secretsmanager::SecretHandle;
/// use stackwright_core::handle;
///
/// handle! {
///     /// Names a search domain.
///     pub struct SearchHandle {
///         /// User and password.
///         main login: SecretHandle,
///         /// What guards it.
///         group: SecurityGroupHandle,
///     }
/// }
///
/// impl SearchHandle {
///     /// A link for who searches: `.._HOST`, `.._PORT` and the secret `.._PASSWORD`.
///     pub fn search(self) -> Link {
///         Link::to(self)
///             .right(Statement::allow(["es:ESHttpGet"]).on(["arn:aws:es:eu-west-1:111122223333:domain/shop"]))
///             .way(self.group(), Port::https(443))
///             .env("HOST", "search.example.com")
///             .env("PORT", "443")
///             .secret("PASSWORD", self.login().field("password"))
///     }
/// }
/// ```
#[derive(Clone, Debug)]
pub struct Link {
    target: NodeId,
    rights: Grant,
    ways: Vec<Way>,
    parts: Vec<Part>,
    /// Parts that were to be named and are none.
    misnamed: Vec<Text>,
}

/// What a container can be linked to: a [`Link`], which says what the container does there.
#[diagnostic::on_unimplemented(
    message = "a container is not linked to `{Self}` itself, but to what it does there",
    label = "say what the container does with it",
    note = "a method of the handle makes the link: `queue.send()`, `queue.consume()`, `topic.publish()`, `bucket.read()`, `bucket.write()`, `table.read_write()`, `database.login()`, `cache.login()`, `key.decrypt()`, `service.call()`"
)]
pub trait IntoLink {
    /// The link.
    fn into_link(self) -> Link;
}

impl IntoLink for Link {
    fn into_link(self) -> Link {
        self
    }
}

/// One environment variable.
#[derive(Clone, Debug)]
struct Part {
    part: Text,
    /// Its whole name, where that is said.
    name: Option<Text>,
    given: Given,
}

/// What a variable is set to.
#[derive(Clone, Debug)]
pub(crate) enum Given {
    Plain(Value<Str>),
    Secret(SecretSource),
}

impl Link {
    /// A link to something, which brings nothing yet.
    pub fn to(target: impl Handle) -> Self {
        Link {
            target: target.node(),
            rights: Grant::default(),
            ways: Vec::new(),
            parts: Vec::new(),
            misnamed: Vec::new(),
        }
    }

    /// Brings rights, to the role of the task.
    pub fn right(mut self, rights: impl Into<Grant>) -> Self {
        self.rights = self.rights.and(rights);
        self
    }

    /// Brings a way to something that a security group guards, on a port: for whoever runs the task,
    /// be it added before or after what it leads to.
    pub fn way(self, to: impl Connectable, port: Port) -> Self {
        self.on_way(Way::to(to, port))
    }

    pub(crate) fn on_way(mut self, way: Way) -> Self {
        self.ways.push(way);
        self
    }

    /// Brings an environment variable, by what comes after the name of the target in its name, as
    /// `URL`; nothing comes after it where this is empty.
    pub fn env(self, part: impl Into<Text>, value: impl IntoValue<Str>) -> Self {
        self.part(part.into(), Given::Plain(value.into_value()))
    }

    /// Brings a secret as an environment variable, with the right of ECS to read it.
    pub fn secret(self, part: impl Into<Text>, source: impl Into<SecretSource>) -> Self {
        self.part(part.into(), Given::Secret(source.into()))
    }

    /// Gives the variable of a part another name, as `.named("URL", "CELERY_BROKER")`; `ECS141`, if
    /// there is no such part.
    pub fn named(mut self, part: impl Into<Text>, name: impl Into<Text>) -> Self {
        let (part, name) = (part.into(), name.into());
        let mut named = self.parts.iter_mut().filter(|own| own.part == part);
        match named.next() {
            Some(own) => own.name = Some(name),
            None => self.misnamed.push(part),
        }
        self
    }

    fn part(mut self, part: Text, given: Given) -> Self {
        self.parts.push(Part {
            part,
            name: None,
            given,
        });
        self
    }
}

impl From<Link> for Grant {
    /// The rights of a link.
    fn from(link: Link) -> Self {
        link.rights
    }
}
