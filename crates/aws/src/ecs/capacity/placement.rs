use crate::{filled, mapped};
use stackwright_cfn::ecs as cfn;
#[cfg(feature = "ecs-run")]
use stackwright_core::Json;
use stackwright_core::{Expr, IntoValue, Str, Value, With};

/// Which instances a task is put on first, of those that have room for it.
///
/// Several are followed in order: those that the first finds equal are told apart by the next.
///
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-placement-strategies.html>
///
/// ```
/// use stackwright_aws::ecs::PlacementStrategy;
///
/// let order = [PlacementStrategy::spread_across_zones(), PlacementStrategy::packed_by_memory()];
/// ```
#[derive(Clone, Debug)]
pub struct PlacementStrategy {
    kind: cfn::service::PlacementStrategyType,
    field: Option<Value<Str>>,
}

impl PlacementStrategy {
    /// As many tasks in one Availability Zone as in another.
    pub fn spread_across_zones() -> Self {
        PlacementStrategy::spread_across("attribute:ecs.availability-zone")
    }

    /// As many tasks on one instance as on another.
    pub fn spread_across_instances() -> Self {
        PlacementStrategy::spread_across("instanceId")
    }

    /// As many tasks at one value of an attribute as at another, as
    /// `attribute:ecs.instance-type`.
    pub fn spread_across(field: impl IntoValue<Str>) -> Self {
        PlacementStrategy {
            kind: cfn::service::PlacementStrategyType::Spread,
            field: Some(field.into_value()),
        }
    }

    /// The instance with the least CPU left: as few instances as possible.
    pub fn packed_by_cpu() -> Self {
        PlacementStrategy::packed_by("cpu")
    }

    /// The instance with the least memory left: as few instances as possible.
    pub fn packed_by_memory() -> Self {
        PlacementStrategy::packed_by("memory")
    }

    fn packed_by(field: &'static str) -> Self {
        PlacementStrategy {
            kind: cfn::service::PlacementStrategyType::Binpack,
            field: Some(field.into_value()),
        }
    }

    /// Any.
    pub fn randomly() -> Self {
        PlacementStrategy {
            kind: cfn::service::PlacementStrategyType::Random,
            field: None,
        }
    }
}

/// Which instances a task may be put on.
///
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-placement-constraints.html>
#[derive(Clone, Debug)]
pub struct PlacementConstraint {
    kind: cfn::service::PlacementConstraintType,
    expression: Option<Value<Str>>,
}

impl PlacementConstraint {
    /// No two tasks of a service on one instance.
    pub fn distinct_instances() -> Self {
        PlacementConstraint {
            kind: cfn::service::PlacementConstraintType::DistinctInstance,
            expression: None,
        }
    }

    /// Only instances that an expression of the cluster query language holds for, as
    /// `attribute:ecs.instance-type =~ g5.*`; at most 2,000 characters.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cluster-query-language.html>
    pub fn member_of(expression: impl IntoValue<Str>) -> Self {
        PlacementConstraint {
            kind: cfn::service::PlacementConstraintType::MemberOf,
            expression: Some(expression.into_value()),
        }
    }
}

/// What a service says of the instances that its tasks run on.
#[derive(Clone, Debug, Default)]
pub(crate) struct Placement {
    pub strategies: Vec<PlacementStrategy>,
    pub constraints: Vec<PlacementConstraint>,
    pub is_daemon: bool,
}

impl Placement {
    /// Whether ECS may move tasks to even out zones: it takes a service that spreads them across
    /// zones before anything else, or says nothing of placement, and names no zone.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-rebalancing.html>
    pub fn lets_zones_even_out(&self) -> bool {
        const ZONE: &str = "attribute:ecs.availability-zone";

        let says = |value: &Option<Value<Str>>, zone: &dyn Fn(&str) -> bool| match value {
            Some(value) => matches!(value.expr(), Expr::Str(text) if zone(text)),
            None => false,
        };
        let first = self.strategies.first();
        let spreads = first.is_none_or(|first| says(&first.field, &|field| field == ZONE));
        let mut constraints = self.constraints.iter();
        let names_zone = constraints.any(|one| says(&one.expression, &|text| text.contains(ZONE)));
        !self.is_daemon && spreads && !names_zone
    }

    pub fn apply(self, service: cfn::Service) -> cfn::Service {
        let strategies = filled(mapped(self.strategies, |strategy| {
            cfn::service::PlacementStrategy::new()
                .r#type(strategy.kind)
                .with(strategy.field, |property, field| property.field(field))
        }));
        let constraints = filled(mapped(self.constraints, |constraint| {
            cfn::service::PlacementConstraint::new()
                .r#type(constraint.kind)
                .with(constraint.expression, |property, text| {
                    property.expression(text)
                })
        }));
        let daemon = self
            .is_daemon
            .then_some(cfn::service::SchedulingStrategy::Daemon);
        service
            .with(strategies, |service, items| {
                service.placement_strategies(items)
            })
            .with(constraints, |service, items| {
                service.placement_constraints(items)
            })
            .with(daemon, |service, kind| service.scheduling_strategy(kind))
    }
}

#[cfg(feature = "ecs-run")]
impl PlacementStrategy {
    /// As whoever runs a task without a service has it.
    pub(crate) fn written(self) -> Expr {
        written(
            IntoValue::<Json>::into_value(self.kind).into_expr(),
            "Field",
            self.field,
        )
    }
}

#[cfg(feature = "ecs-run")]
impl PlacementConstraint {
    /// As whoever runs a task without a service has it.
    pub(crate) fn written(self) -> Expr {
        written(
            IntoValue::<Json>::into_value(self.kind).into_expr(),
            "Expression",
            self.expression,
        )
    }
}

#[cfg(feature = "ecs-run")]
fn written(kind: Expr, key: &'static str, value: Option<Value<Str>>) -> Expr {
    let mut props = stackwright_core::Props::new();
    props.set("Type", kind);
    if let Some(value) = value {
        props.set(key, value.into_expr());
    }
    Expr::Map(props)
}
