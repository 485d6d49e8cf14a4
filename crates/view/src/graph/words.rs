//! Purposes and barriers in English.

use stackwright_deployment::network::{GroupId, Groups, NoWay, Protocol, Stops};
use stackwright_deployment::{Barrier, Door, Purpose, Side};

use crate::together::By;

/// What something is for: `to read the secret "TOKEN"`.
pub(crate) fn purpose(purpose: &Purpose) -> String {
    let named = |what: &str, name: &str| format!("{what} \"{name}\"");
    match purpose {
        Purpose::Image {
            container: None, ..
        } => "to pull an image".to_owned(),
        Purpose::Image {
            container: Some(container),
            from: None,
        } => named("to pull the image of", container),
        Purpose::Image {
            container: Some(container),
            from: Some(host),
        } => format!("to pull the image of \"{container}\" from {host}"),
        Purpose::Login { container } => named("to log in to the registry of", container),
        Purpose::Log { container } => named("to write the log of", container),
        Purpose::LogGroup { container } => named("to create the log group of", container),
        Purpose::Secret { name } => named("to read the secret", name),
        Purpose::EnvironmentFile { container } => {
            named("to read the environment file of", container)
        }
        Purpose::Start => "to start tasks".to_owned(),
        Purpose::Files => "to read and write files".to_owned(),
        Purpose::Join => "to join the cluster".to_owned(),
        Purpose::Requests => "requests".to_owned(),
        Purpose::HealthChecks => "health checks".to_owned(),
        Purpose::Exec => "to run commands in containers".to_owned(),
        Purpose::Sidecar { container } => named("for the container", container),
        Purpose::Talk {
            container,
            variable,
        } => format!("container \"{container}\" is told of it by `{variable}`"),
        Purpose::StartTask { definition } => named("to start the task", definition),
        Purpose::PassRole { role, is_execution } => {
            let which = if *is_execution {
                "execution role"
            } else {
                "task role"
            };
            format!("to give tasks their {which} {role}")
        }
        Purpose::TagTask => "to tag the tasks that it starts".to_owned(),
        Purpose::Instances { role } => format!("to give instances the role {role}"),
        Purpose::Volume { name } => named("to make the volume", name),
        Purpose::Lattice => "to register tasks with VPC Lattice".to_owned(),
        Purpose::DeadLetters { queue } => format!("to send what cannot be delivered to {queue}"),
        Purpose::ShiftTraffic => "to change load balancers over to new tasks".to_owned(),
    }
}

/// A door: `tcp 443`.
pub(crate) fn door(door: Door) -> String {
    let protocol = match door.protocol {
        Protocol::Tcp => "tcp",
        Protocol::Udp => "udp",
    };
    match door.is_one() {
        true => format!("{protocol} {}", door.first),
        false => format!("{protocol} {}-{}", door.first, door.last),
    }
}

/// What keeps a connection from going through.
pub(crate) fn barrier(barrier: &Barrier<'_>) -> String {
    match barrier {
        Barrier::Groups { side, groups } => {
            let groups = groups_named(groups);
            match side {
                Side::From => format!("shut where it begins: no rule of {groups} lets it out"),
                Side::To => format!("shut where it ends: no rule of {groups} lets it in"),
            }
        }
        Barrier::Acl { subnet, acl, stops } => {
            let (acl, subnet) = (acl.id(), subnet.id());
            match stops {
                Stops::Requests => {
                    format!("shut on the way: the network ACL {acl} of {subnet} stops tcp 443")
                }
                Stops::Answers => {
                    format!("shut on the way: the network ACL {acl} of {subnet} stops the answers")
                }
            }
        }
        Barrier::NoWay { subnet, why, .. } => {
            let subnet = subnet.id();
            match why {
                NoWay::Nat { gateway } => format!(
                    "no way: {subnet} leads to the NAT gateway {gateway}, which leads nowhere"
                ),
                NoWay::NoPublicAddress => {
                    format!("no way: {subnet} is public, and tasks have no public address")
                }
                NoWay::NoRoute => {
                    format!("no way: no route and no endpoint leads out of {subnet}")
                }
            }
        }
    }
}

fn groups_named(groups: &Groups<'_>) -> String {
    let named = groups.known.iter().map(|group| match group {
        GroupId::Here(id) => (*id).to_owned(),
        GroupId::DefaultOf(vpc) => format!("the default group of {vpc}"),
        GroupId::Named(_) => "a group of another stack".to_owned(),
    });
    let named: Vec<String> = named.collect();
    match named.is_empty() {
        true => "its security groups".to_owned(),
        false => named.join(", "),
    }
}

/// How something comes from another stack.
pub(crate) fn by(by: By) -> &'static str {
    match by {
        By::Import => "by an import",
        By::Read => "by an output that is read",
        By::Given => "is given it by the stack around",
        By::Nested => "by an output of the nested stack",
        By::Stored => "by a parameter of Systems Manager",
    }
}
