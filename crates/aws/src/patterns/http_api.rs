use stackwright_cfn::apigatewayv2 as cfn;
use stackwright_codes as codes;
use stackwright_core::{Construct, ResourceHandle, Scope, handle};

use super::in_dns;
use super::later::Later;
use crate::apigatewayv2::{
    HttpApi, HttpApiHandle, HttpIntegration, HttpRoute, IntegrationHandle, VpcLink, VpcLinkHandle,
};
use crate::ecs::{Discover, Launch, Service, ServiceHandle};
use crate::elb::{ApplicationLoadBalancer, Place};

/// A service that only an HTTP API reaches: API Gateway takes requests, and passes them through a VPC
/// link to tasks that it finds in Cloud Map, without a load balancer.
///
/// It adds `Service`, which is known in the namespace of its cluster by its id in small letters and by
/// SRV records, which have the port, unless something is said of that; `Api`; `Link`, the way into the
/// VPC, which is opened to the tasks and to nothing else; `Integration`; and `Default`, the route of all
/// requests, unless routes are [added](Self::without_default_route):
/// `HttpRoute::new(orders.api(), "GET /orders", orders.integration())`.
///
/// [Behind a load balancer](Self::through_load_balancer) it stands where a namespace is not to be, or
/// where requests are spread by their number: it then adds `Front` inside the VPC.
///
/// ```
/// use stackwright_aws::apigatewayv2::Cors;
/// use stackwright_aws::ecs::{ClusterHandle, FargateService, FargateTask};
/// use stackwright_aws::patterns::HttpApiService;
/// # fn build(stack: stackwright_core::Scope<'_>, cluster: ClusterHandle, task: FargateTask) {
/// let orders = HttpApiService::new(FargateService::new(cluster, task))
///     .api(|api| api.cors(Cors::origins(["https://shop.example.com"])).throttle(100, 200));
/// let orders = stack.add("Orders", orders);
/// # let _ = orders.api().api_endpoint();
/// # }
/// ```
///
/// # Findings
///
/// - `PAT104`: the VPC of the cluster is not known.
/// - `ECS112`: the cluster has no namespace.
/// - `ECS168`: the task has no one port.
///
/// <https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-private.html>
#[derive(Clone, Debug)]
pub struct HttpApiService<On: Launch> {
    service: Service<On>,
    api: HttpApi,
    link: Later<VpcLink>,
    /// The load balancer, where it is to stand behind one, and its place there.
    front: Option<(Later<ApplicationLoadBalancer>, Place)>,
    has_route: bool,
}

impl<On: Launch> HttpApiService<On> {
    /// Such a service.
    pub fn new(service: Service<On>) -> Self {
        HttpApiService {
            service,
            api: HttpApi::new(),
            link: Later::default(),
            front: None,
            has_route: true,
        }
    }

    /// Says more about the API.
    pub fn api(mut self, set: impl FnOnce(HttpApi) -> HttpApi) -> Self {
        self.api = set(self.api);
        self
    }

    /// Says more about the service.
    pub fn service(mut self, set: impl FnOnce(Service<On>) -> Service<On>) -> Self {
        self.service = set(self.service);
        self
    }

    /// Says more about the way into the VPC.
    pub fn link(mut self, set: impl Fn(VpcLink) -> VpcLink + 'static) -> Self {
        self.link.say(set);
        self
    }

    /// Puts a load balancer inside the VPC before it, at this place, in place of Cloud Map.
    pub fn through_load_balancer(mut self, place: impl FnOnce(Place) -> Place) -> Self {
        self.front = Some((Later::default(), place(Place::somewhere())));
        self
    }

    /// Passes no requests on but those of routes that are added.
    pub fn without_default_route(mut self) -> Self {
        self.has_route = false;
        self
    }
}

impl<On: Launch> Construct for HttpApiService<On> {
    type Handle = HttpApiServiceHandle;

    fn build(self, scope: Scope<'_>) -> HttpApiServiceHandle {
        let cluster = self.service.of_cluster();
        let Some(home) = cluster.home(scope) else {
            let path = scope.at(cluster).path();
            let message = format!("the VPC of `{path}` is not known");
            scope.report(codes::PAT104.finding(message));
            let service = scope.add("Service", self.service);
            // Nothing is written of a program with a mistake.
            let node = scope.node();
            let api = cfn::ApiHandle::from_node(node).into();
            let link = cfn::VpcLinkHandle::from_node(node).into();
            let integration = cfn::IntegrationHandle::from_node(node).into();
            return HttpApiServiceHandle::new(scope, service, api, link, integration);
        };
        let api = scope.add("Api", self.api);
        let link = scope.add("Link", self.link.of(VpcLink::new(home.vpc)));
        let (service, integration) = match self.front {
            None => {
                let name = in_dns(&scope.id());
                let how = || Discover::named(name).srv();
                let service = self.service.discovered_by_default(how);
                let service = scope.add("Service", service);
                (service, link.to_service(service))
            }
            Some((front, place)) => {
                let front = front.of(ApplicationLoadBalancer::new(home.vpc));
                let front = scope.add("Front", front);
                let service = self.service.behind(place.behind(front));
                let service = scope.add("Service", service);
                match front.listener(scope) {
                    Some(listener) => (service, link.to_listener(listener)),
                    None => (service, link.to_service(service)),
                }
            }
        };
        let integration = scope.add("Integration", HttpIntegration::new(api, integration));
        if self.has_route {
            scope.add("Default", HttpRoute::new(api, "$default", integration));
        }
        HttpApiServiceHandle::new(scope, service, api, link, integration)
    }
}

handle! {
    /// Names a service that only an HTTP API reaches.
    pub struct HttpApiServiceHandle {
        /// The service.
        main service: ServiceHandle,
        /// The API.
        api: HttpApiHandle,
        /// The way into the VPC.
        link: VpcLinkHandle,
        /// What routes pass requests to.
        integration: IntegrationHandle,
    }
}
