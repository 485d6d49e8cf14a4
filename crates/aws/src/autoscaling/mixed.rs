use stackwright_cfn::autoscaling::auto_scaling_group as cfn;
use stackwright_core::{IntoValue, Str, Value, With};

use crate::ec2::InstanceType;
use crate::units::Percent;

/// Instances of several types, on demand and from spare capacity, in one group.
///
/// Unless said otherwise all are on demand, and spare capacity is taken where it is cheap and
/// least likely to be taken back (`price-capacity-optimized`).
///
/// <https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-mixed-instances-groups.html>
///
/// ```
/// use stackwright_aws::autoscaling::MixedInstances;
/// use stackwright_aws::units::PercentExt;
///
/// let mix = MixedInstances::new(["m7g.large", "m6g.large", "c7g.xlarge"])
///     .on_demand_base(1)
///     .on_demand_above_base(20.percent());
/// ```
#[derive(Clone, Debug)]
pub struct MixedInstances {
    types: Vec<(InstanceType, Option<u32>)>,
    base: Option<u32>,
    above: Option<Percent>,
    allocation: SpotAllocation,
    in_order: bool,
    max_price: Option<Value<Str>>,
}

/// How spare capacity is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SpotAllocation {
    /// By price and by how likely it is to be taken back.
    PriceCapacityOptimized,
    /// By how likely it is to be taken back.
    CapacityOptimized,
    /// The same, in the order of the types where that is possible.
    CapacityOptimizedPrioritized,
    /// By price alone.
    LowestPrice,
}

impl SpotAllocation {
    /// As AWS writes it, as `lowest-price`.
    pub const fn as_str(self) -> &'static str {
        match self {
            SpotAllocation::PriceCapacityOptimized => "price-capacity-optimized",
            SpotAllocation::CapacityOptimized => "capacity-optimized",
            SpotAllocation::CapacityOptimizedPrioritized => "capacity-optimized-prioritized",
            SpotAllocation::LowestPrice => "lowest-price",
        }
    }
}

impl MixedInstances {
    /// Of these types, for the processor of the launch template's image: up to 40.
    pub fn new<T: Into<InstanceType>>(types: impl IntoIterator<Item = T>) -> Self {
        MixedInstances {
            types: types.into_iter().map(|one| (one.into(), None)).collect(),
            base: None,
            above: None,
            allocation: SpotAllocation::PriceCapacityOptimized,
            in_order: false,
            max_price: None,
        }
    }

    /// Adds a type that counts for so many: the size of the group then counts these, not
    /// instances.
    pub fn weighted(mut self, instance_type: impl Into<InstanceType>, weight: u32) -> Self {
        self.types.push((instance_type.into(), Some(weight)));
        self
    }

    /// How many instances are on demand before shares are counted.
    pub fn on_demand_base(mut self, count: u32) -> Self {
        self.base = Some(count);
        self
    }

    /// Which share of those above the base is on demand; all, if this is not said.
    pub fn on_demand_above_base(mut self, share: Percent) -> Self {
        self.above = Some(share);
        self
    }

    /// How spare capacity is chosen.
    pub fn spot_allocation(mut self, allocation: SpotAllocation) -> Self {
        self.allocation = allocation;
        self
    }

    /// Takes types on demand in their order instead of the cheapest.
    pub fn on_demand_in_order(mut self) -> Self {
        self.in_order = true;
        self
    }

    /// At most so many dollars an hour for spare capacity.
    pub fn max_spot_price(mut self, price: impl IntoValue<Str>) -> Self {
        self.max_price = Some(price.into_value());
        self
    }

    /// Whether some of it can be taken back.
    pub(super) fn has_spot(&self) -> bool {
        self.above.is_some_and(|share| share.value() < 100.0)
    }

    pub(super) fn into_property(
        self,
        template: cfn::LaunchTemplateSpecification,
    ) -> cfn::MixedInstancesPolicy {
        let distribution = cfn::InstancesDistribution::new()
            .on_demand_allocation_strategy(match self.in_order {
                true => "prioritized",
                false => "lowest-price",
            })
            .spot_allocation_strategy(self.allocation.as_str())
            .with(self.base, |own, count| own.on_demand_base_capacity(count))
            .with(self.above, |own, share| {
                own.on_demand_percentage_above_base_capacity(share.rounded())
            })
            .with(self.max_price, |own, price| own.spot_max_price(price));
        let overrides = self.types.into_iter().map(|(instance_type, weight)| {
            cfn::LaunchTemplateOverrides::new()
                .instance_type(instance_type.into_value())
                .with(weight, |own, weight| own.weighted_capacity(weight))
        });
        cfn::MixedInstancesPolicy::new()
            .instances_distribution(distribution)
            .launch_template(
                cfn::LaunchTemplate::new()
                    .launch_template_specification(template)
                    .overrides(overrides.collect::<Vec<_>>()),
            )
    }
}
