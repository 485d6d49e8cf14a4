use stackwright_cfn::applicationautoscaling as cfn;
use stackwright_cfn::kind::iam::RoleArn;
use stackwright_codes as codes;
use stackwright_core::{
    Construct, Expr, Handle, IntoValue, ResourceHandle, Scope, Str, Value, handle, sub,
};

use super::Bounds;
use super::said::{Said, What};
use crate::ecs::ServiceHandle;
use crate::{as_written, canonical};

pub use cfn::scalable_target::ScalableDimension;

/// The id of the scalable target below the service that it scales.
const TARGET: &str = "ScalableTarget";

/// Something that Application Auto Scaling scales and that is no service of Amazon ECS: those are
/// scaled by their handle, and share one target, whatever scales them.
///
/// The dimension says which service of AWS it is of, so the two cannot differ. What scales it takes
/// the handle: [`TargetTrackingScaling::of`](super::TargetTrackingScaling::of),
/// [`StepScaling::of`](super::StepScaling::of), and so on. A change of dimension or resource id
/// replaces it.
///
/// ```
/// use stackwright_aws::scaling::{
///     PredefinedMetric, ScalableDimension, ScalableTarget, TargetTrackingScaling,
/// };
/// # let app = stackwright_core::App::new();
/// # let stack = app.stack("Shop");
/// let dimension = ScalableDimension::DynamodbTableReadCapacityUnits;
/// let reads = stack.add("Reads", ScalableTarget::new(dimension, "table/orders", 5..=100));
/// let metric = PredefinedMetric::DynamoDbReadCapacityUtilization;
/// stack.add("Scaling", TargetTrackingScaling::of(reads).predefined(metric, 70.0));
/// ```
///
/// <https://docs.aws.amazon.com/autoscaling/application/userguide/what-is-application-auto-scaling.html>
#[derive(Clone, Debug)]
pub struct ScalableTarget {
    dimension: ScalableDimension,
    resource_id: Value<Str>,
    bounds: Bounds,
    role: Option<Value<RoleArn>>,
}

impl ScalableTarget {
    /// What is scaled of a resource, as `table/orders`, and between which numbers.
    pub fn new(
        dimension: ScalableDimension,
        resource_id: impl IntoValue<Str>,
        bounds: impl Into<Bounds>,
    ) -> Self {
        ScalableTarget {
            dimension,
            resource_id: resource_id.into_value(),
            bounds: bounds.into(),
            role: None,
        }
    }

    /// A target that exists, by its id, as `service/shop/web|ecs:service:DesiredCount|ecs`.
    pub fn imported(id: impl IntoValue<Str>) -> ImportedScalableTarget {
        ImportedScalableTarget(id.into_value())
    }

    /// The role that changes the resource. Leave it out: AWS makes and uses one of its own, linked
    /// to the service.
    pub fn role(mut self, arn: impl IntoValue<RoleArn>) -> Self {
        self.role = Some(arn.into_value());
        self
    }
}

impl Construct for ScalableTarget {
    type Handle = ScalableTargetHandle;

    fn build(self, scope: Scope<'_>) -> ScalableTargetHandle {
        let dimension: Value<ScalableDimension> = self.dimension.into_value();
        let namespace = match dimension.expr() {
            Expr::Str(text) => text.split(':').next().unwrap_or_default().to_owned(),
            _ => String::new(),
        };
        let target = cfn::ScalableTarget::new()
            .service_namespace(cfn::scalable_target::ServiceNamespace::Other(
                namespace.into(),
            ))
            .resource_id(self.resource_id)
            .scalable_dimension(dimension)
            .min_capacity(self.bounds.min.clone())
            .max_capacity(self.bounds.max.clone());
        let target = scope.add("Resource", target);
        scope.set_primary(target);
        let handle = ScalableTargetHandle::new(scope);
        handle.say(What::Bounds(self.bounds), scope);
        if let Some(role) = self.role {
            handle.say(What::Role(role), scope);
        }
        handle
    }
}

/// A scalable target that exists; see [`ScalableTarget::imported`].
#[derive(Clone, Debug)]
pub struct ImportedScalableTarget(Value<Str>);

impl Construct for ImportedScalableTarget {
    type Handle = ScalableTargetHandle;

    fn build(self, scope: Scope<'_>) -> ScalableTargetHandle {
        scope.define("Id", self.0.clone());
        scope.define("Ref", self.0);
        ScalableTargetHandle::new(scope)
    }
}

handle! {
    /// Names what is scaled.
    pub struct ScalableTargetHandle(cfn::ScalableTargetHandle);
}

impl ScalableTargetHandle {
    /// Says something of the target: `by` is the construct that does.
    pub(super) fn say(self, what: What, by: Scope<'_>) {
        let target = canonical(by.app(), self.node());
        let by_node = by.node();
        by.record(Said {
            target,
            by: by_node,
            what,
        });
    }
}

/// What a construct scales.
#[derive(Clone, Debug)]
pub(super) enum Scaled {
    Service(ServiceHandle, Option<Bounds>),
    Target(ScalableTargetHandle),
}

impl Scaled {
    pub(super) fn service(service: impl Into<ServiceHandle>, bounds: Option<Bounds>) -> Self {
        Scaled::Service(service.into(), bounds)
    }

    /// The service of Amazon ECS, if it is one.
    pub(super) fn as_service(&self) -> Option<ServiceHandle> {
        match self {
            Scaled::Service(service, _) => Some(*service),
            Scaled::Target(_) => None,
        }
    }

    pub(super) fn bounds(&self) -> Option<&Bounds> {
        match self {
            Scaled::Service(_, bounds) => bounds.as_ref(),
            Scaled::Target(_) => None,
        }
    }

    /// The one target of what is scaled, made where it is not there yet.
    pub(super) fn target(
        &self,
        role: Option<&Value<RoleArn>>,
        by: Scope<'_>,
    ) -> ScalableTargetHandle {
        let target = match self {
            Scaled::Target(target) => *target,
            Scaled::Service(service, bounds) => {
                let target = target_of(*service, by);
                if let Some(bounds) = bounds {
                    target.say(What::Bounds(bounds.clone()), by);
                }
                target
            }
        };
        if let Some(role) = role {
            target.say(What::Role(role.clone()), by);
        }
        target
    }
}

/// The target below a service. Its bounds are written when all is said.
fn target_of(service: ServiceHandle, by: Scope<'_>) -> ScalableTargetHandle {
    let place = by.at(canonical(by.app(), service.node()));
    if let Some(there) = place.find(TARGET) {
        return cfn::ScalableTargetHandle::from_node(there).into();
    }
    if let Some(there) = as_written::scalable_target(by.app(), place.node()) {
        return there;
    }
    let name = service.name();
    let cluster = service.cluster(by).map(|cluster| cluster.reference());
    let resource_id = match &cluster {
        Some(cluster) => sub!("service/{cluster}/{name}"),
        None => sub!("service/{name}"),
    };
    let target = cfn::ScalableTarget::new()
        .service_namespace(cfn::scalable_target::ServiceNamespace::Ecs)
        .resource_id(resource_id)
        .scalable_dimension(ScalableDimension::EcsServiceDesiredCount)
        .min_capacity(0)
        .max_capacity(0);
    let target = place.add(TARGET, target);
    by.of(target).only_with(service);
    if cluster.is_none() {
        let path = place.path();
        let message = format!("`{path}` is to be scaled, and its cluster is not known");
        let found = codes::ECS114.finding(message);
        by.at(target)
            .report(found.help("scale a service that was added as `FargateService`"));
    }
    target.into()
}
