use stackwright_core::{Construct, Scope, handle};

use super::later::Later;
use crate::ec2::{Nat, Vpc, VpcHandle};
use crate::ecs::{Cluster, ClusterHandle, Fargate, FargateService, ServiceHandle, TaskOf};
use crate::elb::{ApplicationLoadBalancer, LoadBalancerHandle, Place};

/// A service that nobody reaches from the internet, and that does not reach it either: in a VPC without
/// NAT and without public subnets, where endpoints alone lead to AWS.
///
/// It adds, unless it is given one, `Vpc`, whose endpoints are those that the [tasks
/// need](Vpc::endpoints_for_tasks); `Cluster`, with Container Insights; `Front`, a load balancer inside
/// the VPC; and `Service`. Who is inside is let in by
/// [`connect`](crate::ec2::ConnectExt::connect): `stack.connect(inside, private.front(), Port::http(80))`.
///
/// An image of a registry outside of AWS cannot be pulled there: copy it into a repository, or
/// keep it by a `PullThroughCache`.
///
/// ```
/// use stackwright_aws::ec2::Vpc;
/// use stackwright_aws::ecs::Container;
/// use stackwright_aws::patterns::PrivateService;
/// # fn build(stack: stackwright_core::Scope<'_>, records: stackwright_aws::ecr::RepositoryHandle) {
/// let container = Container::new("records", records.image("v1")).port(8080);
/// let records = PrivateService::new(Vpc::new("10.20.0.0/16").zones(3), container)
///     .place(|place| place.health_check("/health"))
///     .service(|service| service.exec());
/// stack.add("Records", records);
/// # }
/// ```
///
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/vpc-endpoints.html>
#[derive(Clone, Debug)]
pub struct PrivateService {
    network: Network,
    task: TaskOf<Fargate>,
    place: Place,
    cluster: Later<Cluster>,
    front: Later<ApplicationLoadBalancer>,
    service: Later<FargateService>,
}

#[derive(Clone, Debug)]
enum Network {
    New(Box<Vpc>),
    There(VpcHandle),
}

impl PrivateService {
    /// Such a service with a container or a task, in a network of its own.
    pub fn new(vpc: Vpc, task: impl Into<TaskOf<Fargate>>) -> Self {
        PrivateService::of(Network::New(Box::new(vpc)), task.into())
    }

    /// The same in a network that is there, and that has such endpoints.
    pub fn within(vpc: impl Into<VpcHandle>, task: impl Into<TaskOf<Fargate>>) -> Self {
        PrivateService::of(Network::There(vpc.into()), task.into())
    }

    fn of(network: Network, task: TaskOf<Fargate>) -> Self {
        PrivateService {
            network,
            task,
            place: Place::somewhere(),
            cluster: Later::default(),
            front: Later::default(),
            service: Later::default(),
        }
    }

    /// Says more about the place behind the load balancer: its health check, its port.
    pub fn place(mut self, set: impl FnOnce(Place) -> Place) -> Self {
        self.place = set(self.place);
        self
    }

    /// Says more about the cluster.
    pub fn cluster(mut self, set: impl Fn(Cluster) -> Cluster + 'static) -> Self {
        self.cluster.say(set);
        self
    }

    /// Says more about the load balancer: a certificate, or its name.
    pub fn front(
        mut self,
        set: impl Fn(ApplicationLoadBalancer) -> ApplicationLoadBalancer + 'static,
    ) -> Self {
        self.front.say(set);
        self
    }

    /// Says more about the service.
    pub fn service(mut self, set: impl Fn(FargateService) -> FargateService + 'static) -> Self {
        self.service.say(set);
        self
    }
}

impl Construct for PrivateService {
    type Handle = PrivateServiceHandle;

    fn build(self, scope: Scope<'_>) -> PrivateServiceHandle {
        let vpc = match self.network {
            Network::There(vpc) => vpc,
            Network::New(vpc) => {
                let vpc = vpc.nat(Nat::None).without_public().endpoints_for_tasks();
                scope.add("Vpc", vpc)
            }
        };
        let cluster = self.cluster.of(Cluster::new(vpc).container_insights());
        let cluster = scope.add("Cluster", cluster);
        let front = self.front.of(ApplicationLoadBalancer::new(vpc));
        let front = scope.add("Front", front);
        let service = FargateService::new(cluster, self.task);
        let service = service.behind(self.place.behind(front));
        let service = scope.add("Service", self.service.of(service));
        PrivateServiceHandle::new(scope, service, front, cluster, vpc)
    }
}

handle! {
    /// Names a service without a way from or to the internet.
    pub struct PrivateServiceHandle {
        /// The service.
        main service: ServiceHandle,
        /// The load balancer inside the VPC.
        front: LoadBalancerHandle,
        /// The cluster.
        cluster: ClusterHandle,
        /// The VPC.
        vpc: VpcHandle,
    }
}
