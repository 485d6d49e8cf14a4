//! What something is needed for.

use super::{Called, container_named};
use crate::deployment::Purpose;

impl Called for Purpose {
    fn called(&self) -> String {
        match self {
            Purpose::Image {
                container: None, ..
            } => "pull an image".to_owned(),
            Purpose::Image {
                container: Some(container),
                from: None,
            } => format!("pull the image of \"{container}\""),
            Purpose::Image {
                container: Some(container),
                from: Some(host),
            } => format!("pull the image of \"{container}\" from {host}"),
            Purpose::Login { container } => format!("log in to the registry of \"{container}\""),
            Purpose::Log { container } => format!("write the log of \"{container}\""),
            Purpose::LogGroup { container } => format!("create the log group of \"{container}\""),
            Purpose::Secret { name } => format!("read the secret \"{name}\""),
            Purpose::EnvironmentFile { container } => {
                format!("read the environment file of \"{container}\"")
            }
            Purpose::Requests => "requests".to_owned(),
            Purpose::HealthChecks => "health checks".to_owned(),
            Purpose::Start => "start".to_owned(),
            Purpose::Files => "read and write files".to_owned(),
            Purpose::Join => "join a cluster".to_owned(),
            Purpose::Sidecar { container } => format!("run {}", container_named(container)),
            Purpose::Talk { variable, .. } => format!("talk to what `{variable}` names"),
            Purpose::StartTask { definition } => format!("start `{definition}`"),
            Purpose::PassRole {
                role,
                is_execution: true,
            } => format!("the execution role `{role}`"),
            Purpose::PassRole {
                role,
                is_execution: false,
            } => format!("the task role `{role}`"),
            Purpose::TagTask => "tag tasks".to_owned(),
            Purpose::Instances { role } => format!("the role `{role}` of instances"),
            Purpose::Volume { name } => format!("the volume \"{name}\""),
            Purpose::Lattice => "VPC Lattice".to_owned(),
            Purpose::DeadLetters { queue } => format!("send dead letters to `{queue}`"),
            Purpose::ShiftTraffic => "change load balancers over".to_owned(),
            Purpose::Exec => "run commands".to_owned(),
        }
    }
}
