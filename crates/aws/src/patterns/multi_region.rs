use stackwright_codes as codes;
use stackwright_core::{App, Construct, IntoValue, Scope, Stack, Stage, Text, handle};

use crate::certificatemanager::{Certificate, CertificateHandle};
use crate::elb::LoadBalancerHandle;
use crate::gathered;
use crate::route53::{
    HealthCheck, HealthCheckHandle, HostedZoneHandle, ImportedHostedZone, Record, RecordHandle,
    Routing,
};

/// One service in several regions, under one name: who asks is led to the first region as long as it
/// is well ([`failover`](Self::failover)), or to the one that answers soonest
/// ([`latency`](Self::latency)).
///
/// A function builds the service in a region's stack, and says which load balancer it stands behind; it
/// is called once for each region, with the [region](Region): its stack, the zone, and a certificate for
/// the name there. A stack is named after the id and its region, as `Shop-eu-west-1`. Beside what the
/// function adds, each has `Zone`, `Certificate`, and `InRegion` with `HealthCheck` and `Record`.
///
/// A region is answered with while its load balancer has healthy targets, and while the health check
/// gets an answer from it: Route 53 asks by HTTPS, every 30 seconds, from many places of the world, by the
/// load balancer's own name. So the load balancers face the internet, and the path that is asked for has
/// to be answered whatever the host is.
///
/// ```
/// use stackwright_aws::ec2::Vpc;
/// use stackwright_aws::ecs::{Cluster, Container, FargateService};
/// use stackwright_aws::elb::ApplicationLoadBalancer;
/// use stackwright_aws::patterns::MultiRegion;
/// use stackwright_aws::route53::HostedZone;
/// use stackwright_core::App;
///
/// let app = App::new();
/// let zone = HostedZone::imported("Z0123456789ABC", "example.com");
/// MultiRegion::failover("shop.example.com", zone, "111122223333", ["eu-west-1", "eu-central-1"])
///     .health_check("/healthz")
///     .build(&app, "Shop", |region| {
///         let stack = region.stack;
///         let vpc = stack.add("Vpc", Vpc::new("10.0.0.0/16"));
///         let cluster = stack.add("Cluster", Cluster::new(vpc));
///         let front = ApplicationLoadBalancer::new(vpc).internet_facing();
///         let front = stack.add("Front", front.certificate(region.certificate));
///         let shop = Container::new("shop", "public.ecr.aws/nginx/nginx:1.27").port(80);
///         stack.add("Service", FargateService::new(cluster, shop).behind(front));
///         front
///     });
/// ```
///
/// # Findings
///
/// - `PAT105`: fewer than two regions, or one twice.
///
/// <https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-configuring.html>
#[derive(Clone, Debug)]
pub struct MultiRegion {
    name: Text,
    zone: ImportedHostedZone,
    account: Text,
    regions: Vec<Text>,
    fails_over: bool,
    path: Text,
}

/// A region that a service is built in.
#[derive(Clone, Copy)]
pub struct Region<'a> {
    /// The stack of the region.
    pub stack: Stack<'a>,
    /// Whether it is the one that answers while all is well; of records by latency each is.
    pub is_first: bool,
    /// The zone that the name is in.
    pub zone: HostedZoneHandle,
    /// The certificate for the name, in this region.
    pub certificate: CertificateHandle,
}

impl MultiRegion {
    /// A service under a name that leads to the first of these regions, and to the second when the
    /// first is not well. Route 53 knows two: a third one is never answered with.
    pub fn failover<R: Into<Text>>(
        name: impl Into<Text>,
        zone: ImportedHostedZone,
        account: impl Into<Text>,
        regions: [R; 2],
    ) -> Self {
        MultiRegion::over(name.into(), zone, account.into(), regions, true)
    }

    /// A service under a name that leads to the one of these regions that answers soonest, of those that
    /// are well.
    pub fn latency<R: Into<Text>>(
        name: impl Into<Text>,
        zone: ImportedHostedZone,
        account: impl Into<Text>,
        regions: impl IntoIterator<Item = R>,
    ) -> Self {
        MultiRegion::over(name.into(), zone, account.into(), regions, false)
    }

    fn over<R: Into<Text>>(
        name: Text,
        zone: ImportedHostedZone,
        account: Text,
        regions: impl IntoIterator<Item = R>,
        fails_over: bool,
    ) -> Self {
        MultiRegion {
            name,
            zone,
            account,
            regions: gathered(regions.into_iter().map(Into::into)),
            fails_over,
            path: Text::Borrowed("/"),
        }
    }

    /// The path that Route 53 asks for, to find out whether a region is well; `/`, if this is not said.
    pub fn health_check(mut self, path: impl Into<Text>) -> Self {
        self.path = path.into();
        self
    }

    /// Builds the service in a stack for each region.
    #[track_caller]
    pub fn build<'a>(
        self,
        app: &'a App,
        id: &str,
        service: impl FnMut(Region<'a>) -> LoadBalancerHandle,
    ) -> Vec<InRegionHandle> {
        self.each(&|name| app.stack(name), id, service)
    }

    /// Builds the service in stacks of a stage.
    #[track_caller]
    pub fn build_in<'a>(
        self,
        stage: Stage<'a>,
        id: &str,
        service: impl FnMut(Region<'a>) -> LoadBalancerHandle,
    ) -> Vec<InRegionHandle> {
        self.each(&|name| stage.stack(name), id, service)
    }

    #[track_caller]
    fn each<'a>(
        self,
        stack: &dyn Fn(String) -> Stack<'a>,
        id: &str,
        mut service: impl FnMut(Region<'a>) -> LoadBalancerHandle,
    ) -> Vec<InRegionHandle> {
        let mut made = Vec::new();
        for (place, region) in self.regions.iter().enumerate() {
            let stack = stack(format!("{id}-{region}"));
            if place == 0 {
                self.check(*stack);
            }
            stack.environment(self.account.clone(), region.clone());
            let zone = stack.add("Zone", self.zone.clone());
            let name = zone.name_of(&self.name.clone().into_value(), *stack);
            let certificate = Certificate::new(name, zone);
            let certificate = stack.add("Certificate", certificate);
            let is_first = place == 0 || !self.fails_over;
            let front = service(Region {
                stack,
                is_first,
                zone,
                certificate,
            });
            let routing = match (self.fails_over, is_first) {
                (false, _) => Routing::latency(region.clone()),
                (true, true) => Routing::Primary,
                (true, false) => Routing::Secondary,
            };
            let leads = InRegion {
                name: self.name.clone(),
                region: region.clone(),
                path: self.path.clone(),
                zone,
                routing,
                front,
            };
            made.push(stack.add("InRegion", leads));
        }
        made
    }

    fn check(&self, scope: Scope<'_>) {
        let mut regions = self.regions.iter().enumerate();
        let again = regions.find(|(place, region)| self.regions[..*place].contains(region));
        let message = match (again, self.regions.len()) {
            (Some((_, region)), _) => format!("`{region}` is said twice"),
            (None, 0 | 1) => format!("`{}` is in one region", self.name),
            _ => return,
        };
        scope.report(codes::PAT105.finding(message));
    }
}

/// The record that leads a name to a region as long as that is well, and the check that says so; of
/// [`MultiRegion`].
#[derive(Clone, Debug)]
struct InRegion {
    name: Text,
    region: Text,
    path: Text,
    zone: HostedZoneHandle,
    routing: Routing,
    front: LoadBalancerHandle,
}

impl Construct for InRegion {
    type Handle = InRegionHandle;

    fn build(self, scope: Scope<'_>) -> InRegionHandle {
        let host = self.front.dns_name();
        let check = HealthCheck::https(host, self.path);
        let check = scope.add("HealthCheck", check);
        let record = Record::alias(self.zone, self.name, self.front)
            .routing(self.routing)
            .set_id(self.region)
            .health_check(check);
        let record = scope.add("Record", record);
        InRegionHandle::new(scope, record, check)
    }
}

handle! {
    /// Names what leads to a region.
    pub struct InRegionHandle {
        /// The record.
        main record: RecordHandle,
        /// What says whether the region is well.
        health_check: HealthCheckHandle,
    }
}
