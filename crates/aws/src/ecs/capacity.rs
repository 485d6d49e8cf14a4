use stackwright_cfn::kind::ecs::CapacityProviderName;
use stackwright_core::{IntoValue, Value};

/// Where tasks run, and which share of them.
///
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-capacity-providers.html>
///
/// ```
/// use stackwright_aws::ecs::CapacityProvider;
///
/// let mix = [CapacityProvider::fargate().weight(1).base(1), CapacityProvider::fargate_spot().weight(4)];
/// ```
#[derive(Clone, Debug)]
pub struct CapacityProvider {
    pub(crate) name: Value<CapacityProviderName>,
    pub(crate) weight: u32,
    pub(crate) base: Option<u32>,
}

impl CapacityProvider {
    /// Fargate: tasks run until they end.
    pub fn fargate() -> Self {
        CapacityProvider::named("FARGATE")
    }

    /// Fargate Spot: up to 70 percent cheaper, and a task may be stopped with two minutes' notice.
    pub fn fargate_spot() -> Self {
        CapacityProvider::named("FARGATE_SPOT")
    }

    /// A capacity provider of one's own.
    pub fn named(name: impl IntoValue<CapacityProviderName>) -> Self {
        CapacityProvider {
            name: name.into_value(),
            weight: 1,
            base: None,
        }
    }

    /// Its share of the tasks, against the weights of the others: 0 to 1,000.
    pub fn weight(mut self, weight: u32) -> Self {
        self.weight = weight;
        self
    }

    /// How many tasks run on it before shares are counted: 0 to 100,000, for one provider of a
    /// strategy.
    pub fn base(mut self, base: u32) -> Self {
        self.base = Some(base);
        self
    }
}
