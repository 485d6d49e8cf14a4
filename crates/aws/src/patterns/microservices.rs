use stackwright_cfn::ecs as cfn;
use stackwright_codes as codes;
use stackwright_core::{Construct, Handle, ResourceHandle, Scope, Text, handle};

use super::{AnyService, in_dns};
use crate::ecs::ServiceHandle;
use crate::elb::{ApplicationLoadBalancer, LoadBalancerHandle, Place};
use crate::gathered;

/// Several services behind one load balancer, told apart by host and path, which call each other by
/// name.
///
/// It adds `Front`, the load balancer, and each service under its id. A service that is
/// [called](Self::calls) by another is known by its id in the namespace of its cluster, in small letters,
/// `orders` or `order-files`, unless something is said of that; who calls it is linked to it: gets
/// its URL, as `ORDERS_URL`, and the way. Who is called is made before who calls.
///
/// ```
/// use stackwright_aws::ecs::{ClusterHandle, FargateService, FargateTask};
/// use stackwright_aws::elb::ApplicationLoadBalancer;
/// use stackwright_aws::patterns::Microservices;
/// # use stackwright_aws::ec2::VpcHandle;
/// # fn build(stack: stackwright_core::Scope<'_>, vpc: VpcHandle, cluster: ClusterHandle, web: FargateTask, orders: FargateTask, prices: FargateTask) {
/// let shop = Microservices::new(ApplicationLoadBalancer::new(vpc).internet_facing())
///     .service("Web", FargateService::new(cluster, web), |place| place)
///     .service("Orders", FargateService::new(cluster, orders), |place| {
///         place.path("/orders/*").health_check("/orders/health")
///     })
///     .internal("Prices", FargateService::new(cluster, prices))
///     .calls("Web", "Prices")
///     .calls("Orders", "Prices");
/// stack.add("Shop", shop);
/// # }
/// ```
///
/// # Findings
///
/// - `PAT103`: a call between services of which one is not there, or a ring of calls.
/// - `ECS112`: a service is called, and its cluster has no namespace.
/// - `ECS145`: a service is called that listens on no port, or on several.
///
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/interconnecting-services.html>
#[derive(Clone, Debug)]
pub struct Microservices {
    front: ApplicationLoadBalancer,
    services: Vec<Part>,
    calls: Vec<(Text, Text)>,
}

#[derive(Clone, Debug)]
struct Part {
    id: Text,
    service: AnyService,
    place: Option<Place>,
}

impl Microservices {
    /// No services yet, behind a load balancer.
    pub fn new(front: ApplicationLoadBalancer) -> Self {
        Microservices {
            front,
            services: Vec::new(),
            calls: Vec::new(),
        }
    }

    /// A service that gets the requests of a place: all that no other gets, unless the place says more.
    pub fn service(
        mut self,
        id: impl Into<Text>,
        service: impl Into<AnyService>,
        place: impl FnOnce(Place) -> Place,
    ) -> Self {
        self.services.push(Part {
            id: id.into(),
            service: service.into(),
            place: Some(place(Place::somewhere())),
        });
        self
    }

    /// A service that only others call.
    pub fn internal(mut self, id: impl Into<Text>, service: impl Into<AnyService>) -> Self {
        self.services.push(Part {
            id: id.into(),
            service: service.into(),
            place: None,
        });
        self
    }

    /// Lets a service call another one, by their ids.
    pub fn calls(mut self, from: impl Into<Text>, to: impl Into<Text>) -> Self {
        self.calls.push((from.into(), to.into()));
        self
    }

    /// Whether a service is called by another one.
    fn is_called(&self, id: &Text) -> bool {
        self.calls.iter().any(|(_, to)| to == id)
    }

    /// Those whom a service calls.
    fn called_by<'a>(&'a self, id: &'a Text) -> impl Iterator<Item = &'a Text> {
        let own = self.calls.iter().filter(move |(from, _)| from == id);
        own.map(|(_, to)| to)
    }

    /// Says which calls have an end that is not there.
    fn check(&self, scope: Scope<'_>) {
        let is_there = |id: &Text| self.services.iter().any(|part| part.id == *id);
        for (from, to) in &self.calls {
            for id in [from, to].into_iter().filter(|id| !is_there(id)) {
                let message = format!("`{from}` calls `{to}`, and there is no service `{id}`");
                let found = codes::PAT103.finding(message);
                let names = gathered(self.services.iter().map(|part| part.id.as_ref()));
                scope.report(found.help(format!("the pattern has `{}`", names.join("`, `"))));
            }
        }
    }
}

impl Construct for Microservices {
    type Handle = MicroservicesHandle;

    fn build(mut self, scope: Scope<'_>) -> MicroservicesHandle {
        self.check(scope);
        let front = scope.add("Front", self.front.clone());
        let mut waiting = std::mem::take(&mut self.services);
        let mut made: Vec<(Text, ServiceHandle)> = Vec::new();
        while !waiting.is_empty() {
            let is_made = |id: &Text| made.iter().any(|(own, _)| own == id);
            let waits = |id: &Text| waiting.iter().any(|part| part.id == *id);
            let next = waiting.iter().position(|part| {
                let mut called = self.called_by(&part.id);
                called.all(|id| is_made(id) || !waits(id))
            });
            if next.is_none() {
                let ring: Vec<&str> = gathered(waiting.iter().map(|part| part.id.as_ref()));
                let message = format!("a ring of calls: `{}`", ring.join("`, `"));
                let found = codes::PAT103.finding(message);
                scope.report(
                    found.help(
                        "give one of them the URL by hand, and connect the two with `connect`",
                    ),
                );
            }
            let mut part = waiting.remove(next.unwrap_or_default());
            let mut called = gathered(self.called_by(&part.id).filter_map(|to| {
                let (_, service) = made.iter().find(|(id, _)| id == to)?;
                Some(*service)
            }));
            // A task that was added elsewhere is told nothing any more, and goes the way.
            called.retain(|called| !part.service.link(called.node(), called.call()));
            let service = match part.place {
                Some(place) => part.service.behind(place.behind(front)),
                None => part.service,
            };
            let service = match self.is_called(&part.id) {
                true => service.discovered_as(in_dns(&part.id)),
                false => service,
            };
            let service = service.add(part.id.clone(), scope);
            for called in called {
                called.open_to(service, scope);
            }
            made.push((part.id, service));
        }
        MicroservicesHandle::new(scope, front)
    }
}

handle! {
    /// Names several services behind one load balancer.
    pub struct MicroservicesHandle {
        /// The load balancer.
        main front: LoadBalancerHandle,
    }
}

impl MicroservicesHandle {
    /// One of the services, by its id.
    pub fn service(self, scope: Scope<'_>, id: &str) -> Option<ServiceHandle> {
        let node = scope.at(self.node).find(id)?;
        Some(cfn::ServiceHandle::from_node(node).into())
    }
}
