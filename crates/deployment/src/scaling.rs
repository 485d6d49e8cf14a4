//! What Application Auto Scaling does to the services of a deployment.

use stackwright_template::hash::HashMap;

use super::{Deployment, Property, Service};

const TARGET: &str = "AWS::ApplicationAutoScaling::ScalableTarget";
const POLICY: &str = "AWS::ApplicationAutoScaling::ScalingPolicy";

/// An `AWS::ApplicationAutoScaling::ScalableTarget`.
pub struct ScalableTarget<'d> {
    /// The resource.
    pub properties: Property<'d>,
    /// The service that it scales, where this template has it.
    pub service: Option<&'d Service<'d>>,
    /// The policies that scale it.
    pub policies: Vec<Property<'d>>,
}

impl<'d> Deployment<'d> {
    /// The scalable targets, in order.
    pub fn scalable_targets(&'d self) -> &'d [ScalableTarget<'d>] {
        self.scalable_targets
            .get_or_init(&self.met, || scalable_targets(self))
    }

    /// The scaling policies, in order.
    pub fn scaling_policies(&'d self) -> impl Iterator<Item = Property<'d>> {
        self.resources_of(POLICY)
    }

    /// What scales a service.
    pub fn scalable_target_of(&'d self, service: &Service<'d>) -> Option<&'d ScalableTarget<'d>> {
        let id = service.properties.id();
        let mut targets = self.scalable_targets().iter();
        targets.find(|target| target.service.is_some_and(|own| own.properties.id() == id))
    }
}

impl<'d> ScalableTarget<'d> {
    /// A property of the scalable target.
    pub fn get(&self, way: &'d str) -> Property<'d> {
        self.properties.get(way)
    }
}

fn scalable_targets<'d>(deployment: &'d Deployment<'d>) -> Vec<ScalableTarget<'d>> {
    let services = deployment.services();
    let by_id = services
        .iter()
        .map(|service| (service.properties.id(), service));
    let by_id: HashMap<&str, &Service<'d>> = by_id.collect();
    let by_name = services
        .iter()
        .map(|service| (service.get("ServiceName").shown(), service));
    let by_name: HashMap<String, &Service<'d>> = by_name.collect();
    let mut targets: Vec<ScalableTarget<'d>> = Vec::new();
    let (mut ids, mut resource_ids) = (HashMap::default(), HashMap::default());
    for properties in deployment.resources_of(TARGET) {
        let id = properties.get("ResourceId");
        let last = segments(&id).pop().unwrap_or_default();
        let mut service = None;
        if properties.get("ServiceNamespace").is("ecs") {
            let text = id.symbolic();
            let mut named = text.iter().flat_map(|text| text.names());
            service = named
                .find_map(|name| by_id.get(name))
                .or_else(|| by_name.get(&last));
        }
        ids.insert(properties.id(), targets.len());
        resource_ids.insert(key(&properties), targets.len());
        targets.push(ScalableTarget {
            properties,
            service: service.copied(),
            policies: Vec::new(),
        });
    }
    for policy in deployment.scaling_policies() {
        let target = policy.get("ScalingTargetId");
        let index = match target.is_given() {
            true => target
                .target_of(&[TARGET])
                .and_then(|target| ids.get(target.id())),
            false => resource_ids.get(&key(&policy)),
        };
        if let Some(target) = index.and_then(|index| targets.get_mut(*index)) {
            target.policies.push(policy);
        }
    }
    targets
}

/// What a target and its policies have in common, where these do not refer to it.
fn key(properties: &Property<'_>) -> (String, String) {
    let shown = |way| properties.get(way).shown();
    (shown("ResourceId"), shown("ScalableDimension"))
}

/// The parts of a `ResourceId` such as `service/shop/web`, with `${...}` for what is not known.
pub fn segments(id: &Property<'_>) -> Vec<String> {
    match id.symbolic() {
        Some(text) => text.to_string().split('/').map(str::to_owned).collect(),
        None => Vec::new(),
    }
}
