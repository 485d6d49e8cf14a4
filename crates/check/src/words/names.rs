//! Resources and their parts.

use super::Called;
use crate::deployment::network::{GroupId, Groups, Home};
use crate::deployment::{Balancer, Container, Property};

impl Called for Property<'_> {
    /// What the property names.
    fn called(&self) -> String {
        format!("`{}`", self.named())
    }
}

impl Called for Container<'_> {
    fn called(&self) -> String {
        container_named(&self.name().shown())
    }
}

/// How messages call the container of a name.
pub(crate) fn container_named(name: &str) -> String {
    format!("the container \"{name}\"")
}

impl Called for Balancer {
    fn called(&self) -> String {
        let name = match self {
            Balancer::Application => "an application load balancer",
            Balancer::Network => "a network load balancer",
            Balancer::Gateway => "a gateway load balancer",
        };
        name.to_owned()
    }
}

impl Called for GroupId<'_> {
    fn called(&self) -> String {
        match self {
            GroupId::Here(id) => format!("`{id}`"),
            GroupId::DefaultOf(vpc) => format!("the default security group of `{vpc}`"),
            GroupId::Named(id) => format!("`{id}`"),
        }
    }
}

impl Called for Groups<'_> {
    fn called(&self) -> String {
        let known: Vec<String> = self.known.iter().map(Called::called).collect();
        known.join(", ")
    }
}

impl Called for Home<'_> {
    fn called(&self) -> String {
        match self {
            Home::Here(id) => format!("`{id}`"),
            Home::Default => "the account's default VPC".to_owned(),
            Home::Named(id) => format!("`{id}`"),
        }
    }
}
