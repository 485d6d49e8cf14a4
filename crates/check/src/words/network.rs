//! What keeps things from each other.

use super::{Called, ticked};
use crate::deployment::Door;
use crate::deployment::network::{NoWay, Stops, Stuck, Useless};

impl Called for NoWay {
    fn called(&self) -> String {
        match self {
            NoWay::Nat { gateway } => {
                format!("the NAT gateway `{gateway}` has no route to an internet gateway")
            }
            NoWay::NoPublicAddress => "they have no public address (`AssignPublicIp`)".to_owned(),
            NoWay::NoRoute => "no route leads to the internet".to_owned(),
        }
    }
}

impl Called for Stops {
    fn called(&self) -> String {
        let stops = match self {
            Stops::Requests => "lets nothing out to TCP port 443",
            Stops::Answers => "lets no answers in to TCP ports from 32768 on",
        };
        stops.to_owned()
    }
}

/// The ports of a door.
pub(crate) fn ports(door: Door) -> String {
    let Door { first, last, .. } = door;
    match door.is_one() {
        true => format!("port {first}"),
        false => format!("the ports {first} to {last}, of which each task gets one"),
    }
}

/// What endpoints have to do with it; nothing where none would help.
pub(crate) fn about_endpoints(stuck: &Stuck<'_>) -> Option<String> {
    let mut parts = Vec::new();
    if !stuck.endpoints.is_empty() {
        let names = ticked(stuck.endpoints.iter().copied());
        parts.push(format!("there is no endpoint for {names}"));
    }
    parts.extend(stuck.broken.iter().map(|(id, why)| match why {
        Useless::NoPrivateDns => format!("private DNS of `{id}` is off"),
        Useless::NotRouted => format!("`{id}` is not in the route table"),
    }));
    (!parts.is_empty()).then(|| parts.join(", "))
}
