use stackwright_core::{IntoValue, Str, Text, Value};

/// Which of several records of one name is answered with.
///
/// <https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy.html>
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Routing {
    /// By weight: 0 to 255 of what all of them have together.
    Weighted(u8),
    /// What is in the region that answers soonest: this one, `eu-west-1`.
    Latency(Value<Str>),
    /// The first, as long as it is well.
    Primary,
    /// What takes over.
    Secondary,
    /// For who asks from a place.
    From(Place),
    /// Several at once, of those that are well.
    Multivalue,
}

impl Routing {
    /// What is in a region, for who is nearest to it.
    pub fn latency(region: impl IntoValue<Str>) -> Self {
        Routing::Latency(region.into_value())
    }
}

/// Where somebody asks from.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Place {
    /// A continent, by its two letters: `EU`.
    Continent(Text),
    /// A country, by its two letters: `DE`.
    Country(Text),
    /// A state of a country: `US`, `WA`.
    Subdivision(Text, Text),
    /// Any other place: what is answered where no other record fits.
    Anywhere,
}
