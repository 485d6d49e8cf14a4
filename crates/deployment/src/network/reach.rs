//! Whether tasks reach what they need outside of their subnet.

use super::{Exits, Network, Subnet, Useless};
use crate::{Answer, Lookup, Property, Purpose, Registry, Service};

/// Something that tasks do through endpoints, where there are any.
pub struct Want<'d> {
    /// What it is.
    pub purpose: Purpose,
    /// The endpoints, all of which it takes: `ecr.api`.
    pub endpoints: &'static [&'static str],
    /// What in the template asks for it.
    pub because: Property<'d>,
}

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
    /// Whether its tasks have public addresses.
    pub fn has_public_addresses(&self) -> Answer {
        let assigned = self.placed.get("AssignPublicIp");
        match assigned.is_absent() {
            true => Answer::No,
            false => assigned
                .text()
                .map(|text| text.eq_ignore_ascii_case("ENABLED"))
                .into(),
        }
    }

    /// Whether its tasks in a subnet reach the internet.
    pub fn reaches_internet(&self, subnet: &Subnet<'d>) -> Answer {
        let Exits {
            gateway,
            nat,
            others,
            ..
        } = subnet.exits;
        let network = self.properties.deployment().network();
        let by_address = gateway.map(|_| self.has_public_addresses());
        let by_nat = nat.map(|route| network.nat_works(&route));
        let others = others.then_some(Answer::Unknown);
        Answer::any([by_address, by_nat, others].into_iter().flatten())
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
        for want in self.wants(false) {
            network.want(subnet, want.endpoints, want.purpose, &mut stuck);
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

    /// What its tasks use endpoints for, where there are any. An image that is not known, and does
    /// not come from the internet, comes from Amazon ECR.
    pub fn wants(&self, internet: bool) -> Vec<Want<'d>> {
        let mut wants = Vec::new();
        let Some(task) = self.task else {
            if !internet {
                let purpose = Purpose::Image {
                    container: None,
                    from: None,
                };
                wants.push(Want {
                    purpose,
                    endpoints: OF_IMAGES,
                    because: self.definition,
                });
            }
            return wants;
        };
        for container in &task.containers {
            match container.registry() {
                Registry::Ecr(_) => {}
                Registry::Unknown if !internet => {}
                _ => continue,
            }
            wants.push(Want {
                purpose: Purpose::image(container.name().shown()),
                endpoints: OF_IMAGES,
                because: container.get("Image"),
            });
        }
        for right in task.rights() {
            let action = right.actions.first().copied().unwrap_or_default();
            let endpoints: &[&str] = match action.split(':').next() {
                Some("logs") => &["logs"],
                Some("secretsmanager") => &["secretsmanager"],
                Some("ssm") => &["ssm"],
                Some("s3") => &["s3"],
                _ => continue,
            };
            wants.push(Want {
                purpose: right.purpose,
                endpoints,
                because: right.because,
            });
        }
        wants
    }
}

impl<'d> Network<'d> {
    /// Whether the NAT gateway that a route leads to reaches the internet.
    pub fn nat_works(&self, route: &Property<'d>) -> Answer {
        let nat = route.get("NatGatewayId");
        let Some(nat) = nat.target_of(&["AWS::EC2::NatGateway"]) else {
            return Answer::Unknown;
        };
        let is_plain = ["ConnectivityType", "AvailabilityMode"]
            .iter()
            .all(|name| nat.get(name).is_absent() || nat.get(name).is("public"));
        match self.subnet(&nat.get("SubnetId")) {
            Some(subnet) if is_plain => subnet.is_public(),
            _ => Answer::Unknown,
        }
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
