use stackwright_cfn::kind::ecs::CapacityProviderName;
use stackwright_codes as codes;
use stackwright_core::{IntoValue, Scope, Value};

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

/// Says what ECS would refuse of a strategy.
pub(crate) fn check(strategy: &[CapacityProvider], scope: Scope<'_>) {
    let report = |message: String, help: &str| {
        scope.report(codes::ECS119.finding(message).help(help));
    };
    let bases = strategy.iter().filter(|provider| provider.base.is_some());
    if bases.count() > 1 {
        let message = "a capacity strategy with more than one base".to_owned();
        report(message, "give `.base(...)` to one provider");
    }
    if !strategy.is_empty() && strategy.iter().all(|provider| provider.weight == 0) {
        let message = "a capacity strategy in which every weight is 0".to_owned();
        report(message, "give one provider a weight of 1 or more");
    }
    for (index, provider) in strategy.iter().enumerate() {
        let before = strategy.get(..index).unwrap_or_default();
        if before.iter().any(|other| other.name == provider.name) {
            let name = provider.name.expr().as_str().unwrap_or("a provider");
            let message = format!("a capacity strategy that names `{name}` twice");
            report(message, "name each provider once");
        }
        if provider.weight > 1000 {
            let message = format!("a capacity provider with a weight of {}", provider.weight);
            report(message, "a weight is 0 to 1,000");
        }
    }
}
