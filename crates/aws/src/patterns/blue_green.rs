use stackwright_core::{Construct, Scope, handle};

use super::later::Later;
use crate::cloudwatch::{RecommendedAlarms, RecommendedAlarmsHandle};
use crate::ecs::{Launch, Service, ServiceHandle};
use crate::elb::Place;

/// A service whose new version runs beside the old one before it gets requests, all at once, and goes
/// back as fast when it turns out to be worse.
///
/// It is a service with [`behind`](Service::behind) and [`blue_green`](Service::blue_green), no more; and
/// what people forget with them: the alarms that notice. It adds `Service`, and `Alarms`, those that are
/// [recommended](ServiceHandle::recommended_alarms) of it, which fail its deployments and bring the old
/// version back, as long as that is there: for ten minutes after the shift, unless
/// [`bake`](Service::bake) says something else.
///
/// AWS CDK has none: its patterns know CodeDeploy, or nothing
/// (<https://github.com/aws/aws-cdk/issues/35674>).
///
/// ```
/// use stackwright_aws::ecs::{ClusterHandle, FargateService, FargateTask};
/// use stackwright_aws::elb::LoadBalancerHandle;
/// use stackwright_aws::patterns::BlueGreenService;
/// # fn build(stack: stackwright_core::Scope<'_>, cluster: ClusterHandle, task: FargateTask, front: LoadBalancerHandle, topic: &'static str) {
/// let shop = FargateService::new(cluster, task).test_header("x-shop-version", "next");
/// let shop = BlueGreenService::new(shop, front.path("/*").health_check("/healthz"))
///     .alarms(move |alarms| alarms.notify(topic));
/// stack.add("Shop", shop);
/// # }
/// ```
///
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-blue-green.html>
#[derive(Clone, Debug)]
pub struct BlueGreenService<On: Launch> {
    service: Service<On>,
    place: Place,
    alarms: Later<RecommendedAlarms>,
}

/// How long the old version stays, if nothing is said, in seconds.
const BAKE: u64 = 600;

impl<On: Launch> BlueGreenService<On> {
    /// Such a service at a place behind a load balancer.
    pub fn new(service: Service<On>, place: impl Into<Place>) -> Self {
        BlueGreenService {
            service: service.blue_green().baked_by_default(BAKE),
            place: place.into(),
            alarms: Later::default(),
        }
    }

    /// Says more about the alarms that fail its deployments: whom they tell, and which there are.
    pub fn alarms(
        mut self,
        set: impl Fn(RecommendedAlarms) -> RecommendedAlarms + 'static,
    ) -> Self {
        self.alarms.say(set);
        self
    }
}

impl<On: Launch> Construct for BlueGreenService<On> {
    type Handle = BlueGreenServiceHandle;

    fn build(self, scope: Scope<'_>) -> BlueGreenServiceHandle {
        let service = scope.add("Service", self.service.behind(self.place));
        let alarms = self.alarms.of(service.recommended_alarms());
        let alarms = scope.add("Alarms", alarms.fail_deployments_of(service));
        BlueGreenServiceHandle::new(scope, service, alarms)
    }
}

handle! {
    /// Names a service whose new version runs beside the old one.
    pub struct BlueGreenServiceHandle {
        /// The service.
        main service: ServiceHandle,
        /// The alarms that fail its deployments.
        alarms: RecommendedAlarmsHandle,
    }
}
