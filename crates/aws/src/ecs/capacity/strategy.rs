use std::marker::PhantomData;

use stackwright_cfn::ecs as cfn;
use stackwright_cfn::kind::ecs::CapacityProviderName;
use stackwright_core::{IntoValue, NodeId, Value, With};

use crate::ecs::launch::{Compatibility, Fargate, Launch};

/// Where tasks run, and which share of them: an item of a strategy.
///
/// Its type says of which kind the capacity is. AWS refuses a strategy of several kinds; here
/// it does not compile. The providers that constructs make turn into one:
/// `CapacityProvider::from(instances).weight(3)`.
///
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-capacity-providers.html>
///
/// ```
/// use stackwright_aws::ecs::CapacityProvider;
///
/// let mix = [CapacityProvider::fargate().weight(1).base(1), CapacityProvider::fargate_spot().weight(4)];
/// ```
///
/// Fargate and instances have no strategy together:
///
/// ```compile_fail,E0308
/// use stackwright_aws::ecs::{CapacityProvider, Ec2};
///
/// let mix = [CapacityProvider::fargate(), CapacityProvider::<Ec2>::named("gpu")];
/// ```
#[derive(Clone, Debug)]
pub struct CapacityProvider<On: Launch> {
    share: Share,
    on: PhantomData<On>,
}

/// The same, whatever the kind.
#[derive(Clone, Debug)]
pub(crate) struct Share {
    pub name: Value<CapacityProviderName>,
    pub weight: u32,
    pub base: Option<u32>,
    /// Whether its provider knows its cluster by itself, and stands in no list.
    pub is_managed: bool,
    /// The construct that it stands for, which knows what guards its instances.
    pub construct: Option<NodeId>,
}

impl CapacityProvider<Fargate> {
    /// Fargate: tasks run until they end.
    pub fn fargate() -> Self {
        CapacityProvider::named("FARGATE")
    }

    /// Fargate Spot: up to 70 percent cheaper, and a task may be stopped with two minutes' notice.
    pub fn fargate_spot() -> Self {
        CapacityProvider::named("FARGATE_SPOT")
    }
}

impl<On: Launch> CapacityProvider<On> {
    /// A capacity provider that exists, of the kind that its type says:
    /// `CapacityProvider::<Ec2>::named("gpu")`.
    pub fn named(name: impl IntoValue<CapacityProviderName>) -> Self {
        CapacityProvider {
            share: Share {
                name: name.into_value(),
                weight: 1,
                base: None,
                is_managed: On::COMPATIBILITY == Compatibility::ManagedInstances,
                construct: None,
            },
            on: PhantomData,
        }
    }

    /// One that a construct of this kind stands for.
    #[cfg(any(feature = "autoscaling", feature = "ecs-managed-instances"))]
    pub(super) fn of(
        provider: impl stackwright_core::Handle + IntoValue<CapacityProviderName>,
    ) -> Self {
        let construct = Some(provider.node());
        let mut made = CapacityProvider::named(provider);
        made.share.construct = construct;
        made
    }

    /// Its share of the tasks, against the weights of the others: 0 to 1,000; 1, if this is not
    /// said.
    pub fn weight(mut self, weight: u32) -> Self {
        self.share.weight = weight;
        self
    }

    /// How many tasks run on it before shares are counted: 0 to 100,000, for one provider of a
    /// strategy.
    pub fn base(mut self, base: u32) -> Self {
        self.share.base = Some(base);
        self
    }

    pub(crate) fn into_share(self) -> Share {
        self.share
    }
}

/// What a service of this kind can be put [on](crate::ecs::Service::on): a capacity provider
/// that a construct made, or a strategy of several.
pub trait CapacityFor<On: Launch> {
    /// The items of the strategy.
    fn strategy(self) -> Vec<CapacityProvider<On>>;
}

impl<On: Launch> CapacityFor<On> for CapacityProvider<On> {
    fn strategy(self) -> Vec<CapacityProvider<On>> {
        vec![self]
    }
}

impl<On: Launch> CapacityFor<On> for Vec<CapacityProvider<On>> {
    fn strategy(self) -> Vec<CapacityProvider<On>> {
        self
    }
}

impl<On: Launch, const N: usize> CapacityFor<On> for [CapacityProvider<On>; N] {
    fn strategy(self) -> Vec<CapacityProvider<On>> {
        self.into()
    }
}

impl Share {
    pub fn of_service(self) -> cfn::service::CapacityProviderStrategyItem {
        cfn::service::CapacityProviderStrategyItem::new()
            .capacity_provider(self.name)
            .with(self.base, |item, base| item.base(base))
            .weight(self.weight)
    }

    pub fn of_cluster(self) -> cfn::cluster::CapacityProviderStrategyItem {
        cfn::cluster::CapacityProviderStrategyItem::new()
            .capacity_provider(self.name)
            .with(self.base, |item, base| item.base(base))
            .weight(self.weight)
    }

    pub fn of_association(
        self,
    ) -> cfn::cluster_capacity_provider_associations::CapacityProviderStrategy {
        cfn::cluster_capacity_provider_associations::CapacityProviderStrategy::new()
            .capacity_provider(self.name)
            .with(self.base, |item, base| item.base(base))
            .weight(self.weight)
    }
}
