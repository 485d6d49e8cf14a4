use stackwright_core::{NodeId, Scope, Text};

use crate::ecs::{Discover, Ec2Service, FargateService, ManagedInstancesService, ServiceHandle};
use crate::elb::Place;
use crate::link::Link;

/// A service on any capacity of AWS: a [`FargateService`], an [`Ec2Service`] or a
/// [`ManagedInstancesService`] stands where one is wanted.
#[derive(Clone, Debug)]
pub struct AnyService(Kind);

#[derive(Clone, Debug)]
enum Kind {
    Fargate(Box<FargateService>),
    Ec2(Box<Ec2Service>),
    Managed(Box<ManagedInstancesService>),
}

impl From<FargateService> for AnyService {
    fn from(service: FargateService) -> Self {
        AnyService(Kind::Fargate(Box::new(service)))
    }
}

impl From<Ec2Service> for AnyService {
    fn from(service: Ec2Service) -> Self {
        AnyService(Kind::Ec2(Box::new(service)))
    }
}

impl From<ManagedInstancesService> for AnyService {
    fn from(service: ManagedInstancesService) -> Self {
        AnyService(Kind::Managed(Box::new(service)))
    }
}

/// The same said of whichever it is.
macro_rules! whichever {
    ($any:expr, $service:ident => $what:expr) => {
        match $any.0 {
            Kind::Fargate($service) => AnyService::from($what),
            Kind::Ec2($service) => AnyService::from($what),
            Kind::Managed($service) => AnyService::from($what),
        }
    };
}

impl AnyService {
    pub(super) fn behind(self, place: Place) -> Self {
        whichever!(self, service => service.behind(place))
    }

    /// Makes it known by a name, unless something is said of that.
    pub(super) fn discovered_as(self, name: Text) -> Self {
        let how = || Discover::named(name);
        whichever!(self, service => service.discovered_by_default(how))
    }

    /// Links its first container to something; says whether there is one to be linked.
    #[track_caller]
    pub(super) fn link(&mut self, target: NodeId, link: Link) -> bool {
        let container = match &mut self.0 {
            Kind::Fargate(service) => service.first_container(),
            Kind::Ec2(service) => service.first_container(),
            Kind::Managed(service) => service.first_container(),
        };
        let Some(container) = container else {
            return false;
        };
        if !container.variables.links_to(target) {
            container.variables.link(None, link);
        }
        true
    }

    pub(super) fn add(self, id: Text, scope: Scope<'_>) -> ServiceHandle {
        match self.0 {
            Kind::Fargate(service) => scope.add(id, *service),
            Kind::Ec2(service) => scope.add(id, *service),
            Kind::Managed(service) => scope.add(id, *service),
        }
    }
}
