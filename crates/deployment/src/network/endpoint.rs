//! VPC endpoints.

use super::{Groups, Home, Network, Party, Subnet, blocks_of};
use crate::{Answer, Deployment, Lookup, Property};

/// An `AWS::EC2::VPCEndpoint`.
pub struct Endpoint<'d> {
    /// The resource.
    pub properties: Property<'d>,
    home: Option<Home<'d>>,
    /// What of the name of its service is known, behind the region; nothing where that is not.
    service: Option<String>,
}

/// Why an endpoint does not serve a subnet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Useless {
    /// Its name leads to the internet: private DNS is off.
    NoPrivateDns,
    /// The route table of the subnet does not lead to it.
    NotRouted,
}

impl<'d> Endpoint<'d> {
    /// Whether it is one of interfaces.
    pub fn is_interface(&self) -> Answer {
        let of_type = self.properties.get("VpcEndpointType");
        match of_type.text() {
            Some(text) => text.eq_ignore_ascii_case("Interface").into(),
            None if of_type.is_absent() => Answer::No,
            None => Answer::Unknown,
        }
    }

    /// Whether it is for a service such as `ecr.api`.
    pub fn serves(&self, service: &str) -> Answer {
        self.service.as_ref().map(|own| own == service).into()
    }

    /// The name of its service, without the region, where it is known.
    pub fn service(&self) -> Option<&str> {
        self.service.as_deref()
    }

    /// The VPC that it is for.
    pub fn home(&self) -> Option<&Home<'d>> {
        self.home.as_ref()
    }

    /// Its security groups.
    pub fn groups(&self) -> Groups<'d> {
        let vpc = self.home.as_ref();
        Groups::of(self.properties.get("SecurityGroupIds"), vpc)
    }

    /// What it is when it is spoken to.
    pub fn party(&self) -> Party<'d> {
        let subnets = self.properties.get("SubnetIds").items();
        let deployment = self.properties.deployment();
        let home = self.home.as_ref();
        Party {
            groups: self.groups(),
            blocks: blocks_of(deployment, &subnets.known, subnets.complete, home),
        }
    }

    /// Why traffic of a subnet does not go through it; nothing where it does, or may.
    fn useless(&self, subnet: &Subnet<'d>) -> Option<Useless> {
        match self.is_interface() {
            Answer::Yes => {
                let private_dns = self.properties.get("PrivateDnsEnabled");
                return (private_dns.flag() == Some(false)).then_some(Useless::NoPrivateDns);
            }
            Answer::No => {}
            Answer::Unknown => return None,
        }
        // Others have no gateway endpoint, and another rule says so.
        if !matches!(self.service.as_deref(), Some("s3" | "dynamodb")) {
            return None;
        }
        let tables = self.properties.get("RouteTableIds").items();
        let own = match &subnet.table {
            Lookup::Found(table) => Some(table.id()),
            Lookup::Missing => None,
            Lookup::Unknown => return None,
        };
        for table in &tables.known {
            let table = table.target_of(&["AWS::EC2::RouteTable"])?;
            if Some(table.id()) == own {
                return None;
            }
        }
        tables.complete.then_some(Useless::NotRouted)
    }
}

impl<'d> Network<'d> {
    /// The endpoint that serves a subnet; missing, with one that should but does not.
    pub fn endpoint(
        &self,
        subnet: &Subnet<'d>,
        service: &str,
    ) -> Result<Lookup<&Endpoint<'d>>, (&Endpoint<'d>, Useless)> {
        let deployment = subnet.properties.deployment();
        let here = subnet.home.as_ref().and_then(Home::here);
        let mut certain = deployment.sees_all() && here.is_some_and(|vpc| self.is_closed(vpc));
        let mut useless = None;
        for endpoint in &self.endpoints {
            let homes = subnet.home.as_ref().zip(endpoint.home.as_ref());
            let elsewhere = homes.map_or(Answer::Unknown, |(own, other)| own.differs(other));
            if elsewhere.is_yes() {
                continue;
            }
            match endpoint.serves(service) {
                Answer::No => continue,
                Answer::Unknown => certain = false,
                Answer::Yes => match endpoint.useless(subnet) {
                    Some(why) => useless = Some((endpoint, why)),
                    None if elsewhere.is_no() => return Ok(Lookup::Found(endpoint)),
                    None => certain = false,
                },
            }
        }
        match (certain, useless) {
            (false, _) => Ok(Lookup::Unknown),
            (true, None) => Ok(Lookup::Missing),
            (true, Some(useless)) => Err(useless),
        }
    }

    /// Every endpoint, in order.
    pub fn endpoints(&self) -> &[Endpoint<'d>] {
        &self.endpoints
    }
}

pub(super) fn all<'d>(deployment: &'d Deployment<'d>) -> Vec<Endpoint<'d>> {
    let endpoints = deployment.resources_of("AWS::EC2::VPCEndpoint");
    let endpoints = endpoints.map(|properties| Endpoint {
        properties,
        home: deployment.home_of(&properties),
        service: service(&properties.get("ServiceName")),
    });
    endpoints.collect()
}

/// What follows the region in `com.amazonaws.us-east-1.ecr.api`.
fn service(name: &Property<'_>) -> Option<String> {
    let text = name.symbolic()?;
    if !text.is_known() {
        let name = text.end().strip_prefix('.')?;
        return Some(name.to_owned());
    }
    let text = text.known()?;
    let after = text.split_once("com.amazonaws.")?.1;
    Some(after.split_once('.')?.1.to_owned())
}

/// Whether the layers of images may come through an endpoint.
pub fn is_layers(endpoint: &Endpoint<'_>) -> bool {
    !endpoint.serves("s3").is_no()
}
