use stackwright_cfn::ec2 as cfn;
use stackwright_cfn::ec2::placement_group::{SpreadLevel, Strategy};
use stackwright_core::{Construct, IntoValue, Scope, Str, Value, With, handle};

/// Where instances stand to each other: close together, or on hardware of their own.
///
/// ```
/// use stackwright_aws::ec2::PlacementGroup;
/// use stackwright_core::App;
///
/// let app = App::new();
/// let stack = app.stack("Fleet");
/// let close = stack.add("Close", PlacementGroup::cluster());
/// ```
///
/// Every option replaces it.
///
/// <https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/placement-groups.html>
#[derive(Clone, Debug)]
pub struct PlacementGroup {
    strategy: Strategy,
    level: Option<SpreadLevel>,
    partitions: Option<u8>,
}

impl PlacementGroup {
    /// Close together within a zone, for the fastest network between them.
    pub fn cluster() -> Self {
        PlacementGroup::of(Strategy::Cluster)
    }

    /// Each on a rack of its own: at most seven in a zone.
    pub fn spread() -> Self {
        PlacementGroup::of(Strategy::Spread)
    }

    /// Each on a host of its own, on an Outpost.
    pub fn spread_over_hosts() -> Self {
        PlacementGroup {
            level: Some(SpreadLevel::Host),
            ..PlacementGroup::spread()
        }
    }

    /// A group that exists, by its name.
    pub fn imported(name: impl IntoValue<Str>) -> ImportedPlacementGroup {
        ImportedPlacementGroup(name.into_value())
    }

    /// In so many parts that share no rack: at most seven in a zone.
    pub fn partitions(count: u8) -> Self {
        PlacementGroup {
            partitions: Some(count),
            ..PlacementGroup::of(Strategy::Partition)
        }
    }

    fn of(strategy: Strategy) -> Self {
        PlacementGroup {
            strategy,
            level: None,
            partitions: None,
        }
    }
}

impl Construct for PlacementGroup {
    type Handle = PlacementGroupHandle;

    fn build(self, scope: Scope<'_>) -> PlacementGroupHandle {
        let group = cfn::PlacementGroup::new()
            .strategy(self.strategy)
            .with(self.level, |group, level| group.spread_level(level))
            .with(self.partitions, |group, count| group.partition_count(count));
        scope.set_primary(scope.add("Resource", group));
        PlacementGroupHandle::new(scope)
    }
}

/// A group that exists; see [`PlacementGroup::imported`].
#[derive(Clone, Debug)]
pub struct ImportedPlacementGroup(Value<Str>);

impl Construct for ImportedPlacementGroup {
    type Handle = PlacementGroupHandle;

    fn build(self, scope: Scope<'_>) -> PlacementGroupHandle {
        scope.define("Ref", self.0.clone());
        scope.define("GroupName", self.0);
        PlacementGroupHandle::new(scope)
    }
}

handle! {
    /// Names a placement group.
    pub struct PlacementGroupHandle(cfn::PlacementGroupHandle);
}
