//! What something is needed for.

/// What a connection is made for, or a right is needed for.
///
/// Containers and secrets are told by their names, as the template writes them, with `${...}` for
/// what is not known.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// To pull the image of a container.
    Image {
        /// The container; nothing where the task definition is not known.
        container: Option<String>,
        /// The host of a public registry; nothing for Amazon ECR.
        from: Option<String>,
    },
    /// To log in to the private registry that the image of a container comes from.
    Login {
        /// The container.
        container: String,
    },
    /// To write the log of a container.
    Log {
        /// The container.
        container: String,
    },
    /// To create the log group of a container.
    LogGroup {
        /// The container.
        container: String,
    },
    /// To read a secret that a container gets.
    Secret {
        /// The variable that holds it.
        name: String,
    },
    /// To read a file of variables.
    EnvironmentFile {
        /// The container.
        container: String,
    },
    /// To send requests to tasks.
    Requests,
    /// To send health checks to tasks.
    HealthChecks,
    /// To run commands in containers, with ECS Exec.
    Exec,
}

impl Purpose {
    /// To pull the image of a container from Amazon ECR.
    pub(crate) fn image(container: String) -> Self {
        Purpose::Image {
            container: Some(container),
            from: None,
        }
    }
}
