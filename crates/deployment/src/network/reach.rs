//! Whether tasks reach what they need outside of their subnet.

use super::{Exits, Network, Subnet, Useless, any};
use crate::{Lookup, Property, Purpose, Registry, Service};

/// What tasks in a subnet cannot do, for want of a way.
#[derive(Default, PartialEq)]
pub struct Stuck<'d> {
    /// What for.
    pub purposes: Vec<Purpose>,
    /// Endpoints that would do: `ecr.api`; none where only the internet would.
    pub endpoints: Vec<&'static str>,
    /// Endpoints that are there and do not serve the subnet: their logical ids, and why.
    pub broken: Vec<(&'d str, Useless)>,
}

/// Why a subnet does not lead to the internet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoWay {
    /// The NAT gateway has no route to an internet gateway.
    Nat {
        /// The NAT gateway: its logical id, or what names it.
        gateway: String,
    },
    /// Tasks have no public address, which the internet gateway would take.
    NoPublicAddress,
    /// No route leads there.
    NoRoute,
}

/// What the image of a container comes through, where it comes from Amazon ECR.
const OF_IMAGES: &[&str] = &["ecr.api", "ecr.dkr", "s3"];

/// Registries that are on the internet, and have no way in from a VPC.
const PUBLIC: &[&str] = &[
    "docker.elastic.co",
    "docker.io",
    "gcr.io",
    "ghcr.io",
    "index.docker.io",
    "k8s.gcr.io",
    "mcr.microsoft.com",
    "nvcr.io",
    "public.ecr.aws",
    "quay.io",
    "registry-1.docker.io",
    "registry.gitlab.com",
    "registry.k8s.io",
    "us-docker.pkg.dev",
];

impl<'d> Service<'d> {
    /// Whether its tasks have public addresses; nothing where that is not known.
    pub fn has_public_addresses(&self) -> Option<bool> {
        let assigned = self.placed.get("AssignPublicIp");
        match assigned.is_absent() {
            true => Some(false),
            false => assigned
                .text()
                .map(|text| text.eq_ignore_ascii_case("ENABLED")),
        }
    }

    /// Whether its tasks in a subnet reach the internet, where that is known.
    pub fn reaches_internet(&self, subnet: &Subnet<'d>) -> Option<bool> {
        let Exits {
            gateway,
            nat,
            others,
            ..
        } = subnet.exits;
        let network = self.properties.deployment().network();
        let by_address = gateway.map(|_| self.has_public_addresses());
        let by_nat = nat.map(|route| network.nat_works(&route));
        any([by_address, by_nat, others.then_some(None)]
            .into_iter()
            .flatten())
    }

    /// What keeps its tasks in a subnet from starting, where that is certain. The subnet is known
    /// not to lead to the internet.
    pub fn stuck(&self, subnet: &Subnet<'d>) -> Stuck<'d> {
        let network = self.properties.deployment().network();
        let mut stuck = Stuck::default();
        for container in self.task.into_iter().flat_map(|task| &task.containers) {
            if let Registry::Internet(host) = container.registry()
                && PUBLIC.contains(&host.as_str())
            {
                stuck.purposes.push(Purpose::Image {
                    container: Some(container.name().shown()),
                    from: Some(host),
                });
            }
        }
        for (purpose, endpoints) in self.wants(false) {
            network.want(subnet, endpoints, purpose, &mut stuck);
        }
        stuck
    }

    /// Whether its tasks certainly use HTTPS to start: nobody but AWS and public registries says
    /// which port they are on.
    pub fn starts_over_https(&self) -> bool {
        let Some(task) = self.task else { return true };
        let over_https = |registry: Registry<'_>| match registry {
            Registry::Ecr(_) | Registry::Unknown => true,
            Registry::Internet(host) => PUBLIC.contains(&host.as_str()),
        };
        task.containers.iter().any(|c| over_https(c.registry())) || !self.wants(true).is_empty()
    }

    /// What its tasks use endpoints for, where there are any: the purpose, and the names. An image
    /// that is not known, and does not come from the internet, comes from Amazon ECR.
    pub fn wants(&self, internet: bool) -> Vec<(Purpose, &'static [&'static str])> {
        let mut wants: Vec<(Purpose, &[&str])> = Vec::new();
        let Some(task) = self.task else {
            if !internet {
                let purpose = Purpose::Image {
                    container: None,
                    from: None,
                };
                wants.push((purpose, OF_IMAGES));
            }
            return wants;
        };
        for container in &task.containers {
            match container.registry() {
                Registry::Ecr(_) => {}
                Registry::Unknown if !internet => {}
                _ => continue,
            }
            wants.push((Purpose::image(container.name().shown()), OF_IMAGES));
        }
        for need in task.needs() {
            let action = need.actions.first().copied().unwrap_or_default();
            let endpoints: &[&str] = match action.split(':').next() {
                Some("logs") => &["logs"],
                Some("secretsmanager") => &["secretsmanager"],
                Some("ssm") => &["ssm"],
                Some("s3") => &["s3"],
                _ => continue,
            };
            wants.push((need.purpose, endpoints));
        }
        wants
    }
}

impl<'d> Network<'d> {
    /// Whether the NAT gateway that a route leads to reaches the internet, where that is known.
    pub fn nat_works(&self, route: &Property<'d>) -> Option<bool> {
        let nat = route.get("NatGatewayId");
        let nat = nat.target_of(&["AWS::EC2::NatGateway"])?;
        let is_plain = ["ConnectivityType", "AvailabilityMode"]
            .iter()
            .all(|name| nat.get(name).is_absent() || nat.get(name).is("public"));
        let subnet = self.subnet(&nat.get("SubnetId"))?;
        subnet.is_public().filter(|_| is_plain)
    }

    /// Notes which of some endpoints are certain not to serve a subnet.
    pub fn want(
        &self,
        subnet: &Subnet<'d>,
        endpoints: &[&'static str],
        purpose: Purpose,
        stuck: &mut Stuck<'d>,
    ) {
        let mut lacking = false;
        for name in endpoints {
            match self.endpoint(subnet, name) {
                Ok(Lookup::Missing) => {
                    lacking = true;
                    if !stuck.endpoints.contains(name) {
                        stuck.endpoints.push(name);
                    }
                }
                Err((endpoint, why)) => {
                    lacking = true;
                    let broken = (endpoint.properties.id(), why);
                    if !stuck.broken.contains(&broken) {
                        stuck.broken.push(broken);
                    }
                }
                Ok(_) => {}
            }
        }
        if lacking && !stuck.purposes.contains(&purpose) {
            stuck.purposes.push(purpose);
        }
    }

    /// Why a subnet does not lead to the internet.
    pub fn why_no_internet(&self, subnet: &Subnet<'d>) -> NoWay {
        if let Some(route) = subnet.exits.nat {
            let gateway = route.get("NatGatewayId").named();
            return NoWay::Nat { gateway };
        }
        match subnet.exits.gateway {
            Some(_) => NoWay::NoPublicAddress,
            None => NoWay::NoRoute,
        }
    }
}
