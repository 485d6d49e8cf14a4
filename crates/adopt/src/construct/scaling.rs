//! What Application Auto Scaling does: a service with all that tracks a metric of it, other targets, and what tracks a
//! metric of these.

use std::ops::RangeInclusive;

use stackwright_aws::ecs::ServiceHandle;
use stackwright_aws::scaling::{
    Bounds, PredefinedMetric, ScalableDimension, ScalableTargetHandle, TargetTrackingScaling,
};
use stackwright_cfn::applicationautoscaling as cfn;
use stackwright_core::{Int, IntoValue, Str, Value};
use stackwright_import::construct::{Expression, Place};
use stackwright_template::{Node, Resource, SubPart};

use super::service::percent;
use super::{Matcher, alone};
use crate::found::{Found, Writing, integer, is_true, number, refers_to, seconds};
use crate::said::{Draft, Drafted, Said, draft, say, variant};
use crate::why::Why;

const TARGET: &str = "AWS::ApplicationAutoScaling::ScalableTarget";
const POLICY: &str = "AWS::ApplicationAutoScaling::ScalingPolicy";

/// A service that is scaled, with the policies that track its own metrics: the target stands below the service.
pub static SERVICE_SCALING: Matcher = Matcher {
    construct: "TargetTrackingScaling",
    type_name: TARGET,
    parts: of_service,
    write: write_service,
};

/// What is scaled and is no service of Amazon ECS.
pub static SCALABLE_TARGET: Matcher = Matcher {
    construct: "ScalableTarget",
    type_name: TARGET,
    parts: alone,
    write: write_target,
};

/// A policy that tracks a metric of what is no service.
pub static TRACKING: Matcher = Matcher {
    construct: "TargetTrackingScaling",
    type_name: POLICY,
    parts: |found| match metric(found.resource) {
        Some(metric) => vec![(metric.id().to_owned(), found.resource.id().to_owned())],
        None => Vec::new(),
    },
    write: write_policy,
};

/// The metric that a policy tracks.
#[derive(Clone, Copy)]
enum Tracked<'f> {
    Cpu,
    Memory,
    Requests(&'f Node),
    Other(&'f str),
}

impl Tracked<'_> {
    /// What the policy stands under below its construct.
    fn id(&self) -> &'static str {
        match self {
            Tracked::Cpu => "Cpu",
            Tracked::Memory => "Memory",
            Tracked::Requests(_) => "Requests",
            Tracked::Other(_) => "Predefined",
        }
    }
}

/// How a policy tracks its metric, where that is one that AWS knows by name.
fn configuration<'f>(policy: Resource<'f>) -> Option<&'f Node> {
    policy.property("TargetTrackingScalingPolicyConfiguration")
}

fn metric<'f>(policy: Resource<'f>) -> Option<Tracked<'f>> {
    let metric = configuration(policy)?.get("PredefinedMetricSpecification")?;
    Some(match metric.get("PredefinedMetricType")?.as_str()? {
        "ECSServiceAverageCPUUtilization" => Tracked::Cpu,
        "ECSServiceAverageMemoryUtilization" => Tracked::Memory,
        "ALBRequestCountPerTarget" => Tracked::Requests(metric.get("ResourceLabel")?),
        other => Tracked::Other(other),
    })
}

/// The service that a target scales.
fn service(found: Found<'_>) -> Option<&str> {
    let dimension = found.get("ScalableDimension")?.as_str()?;
    (dimension == "ecs:service:DesiredCount").then_some(())?;
    let named = named(found.get("ResourceId")?);
    let mut named = named.into_iter().filter_map(|id| {
        let resource = found.template.resource(id)?;
        (resource.resource_type() == Some("AWS::ECS::Service")).then(|| resource.id())
    });
    named.next()
}

/// All resources that a text names.
fn named(node: &Node) -> Vec<&str> {
    let Some(call) = node.as_call() else {
        return Vec::new();
    };
    if let Some(sub) = call.sub() {
        let parts = sub.parts();
        let named = parts.iter().filter_map(|part| match part {
            SubPart::Variable(variable) => Some(variable.target()),
            SubPart::Literal(_) => None,
        });
        return named.collect();
    }
    let values = call.join().and_then(|join| join.values.as_list());
    values.into_iter().flatten().filter_map(refers_to).collect()
}

/// The policies of a target that track a metric of a service, the first for each.
fn tracks<'f>(found: Found<'f>) -> Vec<(Tracked<'f>, Resource<'f>)> {
    let mut tracks: Vec<(Tracked<'f>, Resource<'f>)> = Vec::new();
    let all = found.of_type(POLICY).filter(|own| {
        own.property("ScalingTargetId").and_then(refers_to) == Some(found.resource.id())
    });
    for policy in all {
        let of_service = metric(policy).filter(|metric| !matches!(metric, Tracked::Other(_)));
        if let Some(metric) = of_service
            && tracks.iter().all(|(own, _)| own.id() != metric.id())
        {
            tracks.push((metric, policy));
        }
    }
    tracks
}

fn of_service(found: Found<'_>) -> Vec<(String, String)> {
    let tracks = tracks(found);
    let Some(service) = service(found).filter(|_| !tracks.is_empty()) else {
        return Vec::new();
    };
    // Below the service, whatever that is added under.
    let target = (
        format!("/{service}/ScalableTarget"),
        found.resource.id().to_owned(),
    );
    let policies = tracks.into_iter().map(|(metric, policy)| {
        let id = metric.id().to_owned();
        (id, policy.id().to_owned())
    });
    std::iter::once(target).chain(policies).collect()
}

fn write_service(target: &Writing<'_>) -> Result<Drafted, Why> {
    let id = service(**target).ok_or(Why::NoWord("what it scales"))?;
    let service = target.made::<ServiceHandle>(id);
    let service = service.ok_or(Why::NoWord("a service that is no construct"))?;
    let tracks = tracks(**target);
    let mut draft = match range(target) {
        Some(range) => draft!(scaling::TargetTrackingScaling::new(service, range)),
        None => {
            let bounds = bounds(target)?;
            draft!(scaling::TargetTrackingScaling::new(service, bounds))
        }
    };
    for (metric, policy) in &tracks {
        draft = tracked(draft, target, *metric, *policy)?;
    }
    // What is not the same for all of them is written past it.
    let policies: Vec<Resource<'_>> = tracks.into_iter().map(|(_, policy)| policy).collect();
    Ok(paced(draft, target, &policies).into())
}

fn write_target(target: &Writing<'_>) -> Result<Drafted, Why> {
    let word = target.get("ScalableDimension").and_then(Node::as_str);
    let dimension = word
        .and_then(dimension)
        .ok_or(Why::NoWord("what it scales"))?;
    let id = target
        .text("ResourceId")
        .ok_or(Why::NoWord("what it scales"))?;
    let mut draft = match range(target) {
        Some(range) => draft!(scaling::ScalableTarget::new(dimension, id, range)),
        None => {
            let bounds = bounds(target)?;
            draft!(scaling::ScalableTarget::new(dimension, id, bounds))
        }
    };
    say!(draft.role?(target.reference(
        "RoleARN",
        "AWS::IAM::Role",
        Some("Arn")
    )));
    Ok(draft.into())
}

fn write_policy(policy: &Writing<'_>) -> Result<Drafted, Why> {
    let target = policy.get("ScalingTargetId");
    let target: Option<Said<ScalableTargetHandle>> =
        target.and_then(|own| policy.handle::<_, cfn::ScalableTargetHandle>(own, TARGET));
    let target = target.ok_or(Why::NoWord("what it scales"))?;
    let metric = metric(policy.resource).ok_or(Why::NoWord("its metric"))?;
    let draft = draft!(scaling::TargetTrackingScaling::of(target));
    let draft = tracked(draft, policy, metric, policy.resource)?;
    Ok(paced(draft, policy, &[policy.resource]).into())
}

/// Follows the metric of a policy.
fn tracked(
    mut draft: Draft<TargetTrackingScaling>,
    writing: &Writing<'_>,
    metric: Tracked<'_>,
    policy: Resource<'_>,
) -> Result<Draft<TargetTrackingScaling>, Why> {
    let near = configuration(policy).and_then(|own| own.get("TargetValue"));
    let near = near.ok_or(Why::NoWord("what it keeps its metric near"))?;
    let near = near
        .as_number()
        .map(|number| number.as_f64())
        .ok_or(Why::NoWord("a target that is known at deployment only"))?;
    let whole = (near.fract() == 0.0).then_some(near as i64);
    let share = || {
        whole
            .and_then(percent)
            .ok_or(Why::NoWord("a part of a percent"))
    };
    match metric {
        Tracked::Cpu => {
            let share = share()?;
            say!(draft.cpu(share));
        }
        Tracked::Memory => {
            let share = share()?;
            say!(draft.memory(share));
        }
        Tracked::Requests(label) => {
            let count = whole.and_then(|count| u32::try_from(count).ok());
            let count = count
                .map(number)
                .ok_or(Why::NoWord("a part of a request"))?;
            let label: Said<Value<Str>> = writing.value(label, Place::Text);
            say!(draft.requests_of(label, count));
        }
        Tracked::Other(word) => {
            let metric = predefined(word).ok_or(Why::NoWord("its metric"))?;
            let near = Said {
                value: near,
                code: Expression::Literal(format!("{near:?}")),
            };
            say!(draft.predefined(metric, near));
        }
    }
    Ok(draft)
}

/// The name and the pace of policies, where all say the same.
fn paced(
    mut draft: Draft<TargetTrackingScaling>,
    writing: &Writing<'_>,
    policies: &[Resource<'_>],
) -> Draft<TargetTrackingScaling> {
    let (Some(first), rest) = (policies.first().copied(), policies.get(1..)) else {
        return draft;
    };
    let rest = rest.unwrap_or_default();
    if rest.is_empty()
        && let Some(name) = first.property("PolicyName")
    {
        let name: Said<Value<Str>> = writing.value(name, Place::Text);
        say!(draft.policy_name(name));
    }
    let of = |policy: Resource<'_>, name: &str| integer(configuration(policy)?.get(name)?);
    let same = |name: &str| {
        let own = of(first, name)?;
        let is_same = rest.iter().all(|other| of(*other, name) == Some(own));
        is_same.then(|| seconds(u64::try_from(own).ok()?)).flatten()
    };
    say!(draft.scale_in_cooldown?(same("ScaleInCooldown")));
    say!(draft.scale_out_cooldown?(same("ScaleOutCooldown")));
    let keeps = |policy: &Resource<'_>| {
        let own = configuration(*policy).and_then(|own| own.get("DisableScaleIn"));
        own.is_some_and(is_true)
    };
    if policies.iter().all(keeps) {
        say!(draft.without_scale_in());
    }
    draft
}

/// Literal bounds, as `2..=10`.
fn range(target: &Writing<'_>) -> Option<Said<RangeInclusive<u32>>> {
    let bound = |name: &str| u32::try_from(target.integer(name)?).ok();
    let (min, max) = (bound("MinCapacity")?, bound("MaxCapacity")?);
    Some(Said {
        value: min..=max,
        code: Expression::Literal(format!("{min}..={max}")),
    })
}

/// Bounds that are known at deployment only.
fn bounds(target: &Writing<'_>) -> Result<Said<Bounds>, Why> {
    let bound = |name: &str| {
        let bound = target
            .get(name)
            .ok_or(Why::NoWord("a target without bounds"))?;
        Ok(target.value::<Int>(bound, Place::Integer))
    };
    let (min, max) = (bound("MinCapacity")?, bound("MaxCapacity")?);
    Ok(draft!(scaling::Bounds::of(min, max)).said())
}

/// The word of an enum for a text, where there is one.
fn dimension(word: &str) -> Option<Said<ScalableDimension>> {
    let all = [
        ScalableDimension::DynamodbTableReadCapacityUnits,
        ScalableDimension::DynamodbTableWriteCapacityUnits,
        ScalableDimension::DynamodbIndexReadCapacityUnits,
        ScalableDimension::DynamodbIndexWriteCapacityUnits,
        ScalableDimension::LambdaFunctionProvisionedConcurrency,
        ScalableDimension::RdsClusterReadReplicaCount,
        ScalableDimension::EcsServiceDesiredCount,
    ];
    let own = all.into_iter().find(|own| is_word(own, word))?;
    Some(variant("scaling", "ScalableDimension", own))
}

fn predefined(word: &str) -> Option<Said<PredefinedMetric>> {
    let all = [
        PredefinedMetric::DynamoDbReadCapacityUtilization,
        PredefinedMetric::DynamoDbWriteCapacityUtilization,
        PredefinedMetric::LambdaProvisionedConcurrencyUtilization,
        PredefinedMetric::RdsReaderAverageCpuUtilization,
        PredefinedMetric::RdsReaderAverageDatabaseConnections,
    ];
    let own = all.into_iter().find(|own| is_word(own, word))?;
    Some(variant("scaling", "PredefinedMetric", own))
}

/// Whether a variant of an enum is written so.
fn is_word<E: Clone + IntoValue<E>>(own: &E, word: &str) -> bool {
    own.clone().into_value().expr().as_str() == Some(word)
}
