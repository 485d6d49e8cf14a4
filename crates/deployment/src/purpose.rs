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
    /// To start tasks: for their images, logs and secrets.
    Start,
    /// To read and write files on a file system.
    Files,
    /// To join a cluster, as container instances do.
    Join,
    /// To send requests.
    Requests,
    /// To send health checks to tasks.
    HealthChecks,
    /// To run commands in containers, with ECS Exec.
    Exec,
    /// To do what a container of AWS's does beside the application: send traces, route logs.
    Sidecar {
        /// The container.
        container: String,
    },
    /// To talk to something that the environment of a container names, as a queue.
    Talk {
        /// The container.
        container: String,
        /// The variable that names it.
        variable: String,
    },
    /// To start a task.
    StartTask {
        /// What names its task definition.
        definition: String,
    },
    /// To give a role to the tasks that are started.
    PassRole {
        /// The logical id of the role.
        role: String,
        /// Whether it is the execution role, not the task role.
        is_execution: bool,
    },
    /// To tag the tasks that are started.
    TagTask,
    /// To give a role to the instances that are started.
    Instances {
        /// The logical id of the role.
        role: String,
    },
    /// To make a volume for each task.
    Volume {
        /// The volume.
        name: String,
    },
    /// To register tasks with Amazon VPC Lattice.
    Lattice,
    /// To send on what could not be delivered.
    DeadLetters {
        /// The logical id of the queue.
        queue: String,
    },
    /// To change load balancers over from old tasks to new ones.
    ShiftTraffic,
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
