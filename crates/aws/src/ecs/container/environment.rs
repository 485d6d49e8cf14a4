//! What a container is told, and what it is linked to.

use stackwright_core::{IntoValue, Str, Text};

use super::{Container, EnvironmentFile, SecretSource};
use crate::link::IntoLink;

impl<N> Container<N> {
    /// Sets an environment variable. Everybody who may look at the task can read it; see
    /// [`secret`](Self::secret).
    #[track_caller]
    pub fn env(mut self, name: impl IntoValue<Str>, value: impl IntoValue<Str>) -> Self {
        let (name, value) = (name.into_value(), value.into_value());
        self.spec.variables.plain(name, value);
        self
    }

    /// Environment variables from a file in Amazon S3, which the execution role may read; said
    /// again, from another one, too.
    pub fn environment_file(mut self, file: EnvironmentFile) -> Self {
        self.spec.environment_files.push(file);
        self
    }

    /// Sets an environment variable to a secret when the container starts.
    #[track_caller]
    pub fn secret(mut self, name: impl IntoValue<Str>, source: impl Into<SecretSource>) -> Self {
        let (name, source) = (name.into_value(), source.into());
        self.spec.variables.secret(name, source);
        self
    }

    /// Links it to something, as `.link(jobs.consume())`: the task role gets the rights, whoever runs
    /// the task the way through the network, the container environment variables and secrets. The
    /// names of these begin with the id of what is linked to, in capitals: `JOBS_URL` of a queue
    /// that was added as `Jobs`. See [`Link`](crate::link::Link).
    ///
    /// # Findings
    ///
    /// - `ECS140`: a variable is given another value by something else.
    /// - `ECS141`: the link has no part that was to be named.
    #[track_caller]
    pub fn link(mut self, link: impl IntoLink) -> Self {
        self.spec.variables.link(None, link.into_link());
        self
    }

    /// The same, with names that begin with this: `QUEUE_URL`, if it is `QUEUE`.
    #[track_caller]
    pub fn link_as(mut self, prefix: impl Into<Text>, link: impl IntoLink) -> Self {
        self.spec
            .variables
            .link(Some(prefix.into()), link.into_link());
        self
    }
}
