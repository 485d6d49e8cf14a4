use std::time::Duration;

use stackwright_cfn::route53 as cfn;
use stackwright_core::{Construct, IntoValue, List, Scope, Str, Text, Value, With, handle};

use super::{Alias, HealthCheckHandle, HostedZoneHandle, Place, Routing};
use crate::units::whole_seconds;

/// A name in a zone, and what it is answered with.
///
/// The name is what comes before the domain, as `shop`; or a whole name of the zone, as
/// `shop.example.com`; or nothing, for the domain itself. Answers may be kept for five minutes unless
/// [`ttl`](Self::ttl) is said (AWS CDK takes half an hour); those of an [`Alias`] as long as its target
/// says.
///
/// A change of the name or the zone replaces it. Another record of the same name and type is refused by
/// Route 53 until the first is gone: keep the id of a construct whose name is to stay.
///
/// - `R53101`: the name is a whole one, of another domain than the zone's.
///
/// ```
/// use stackwright_aws::elb::LoadBalancerHandle;
/// use stackwright_aws::route53::{HostedZone, Record};
/// # fn build(web: stackwright_core::Scope<'_>, front: LoadBalancerHandle) {
/// let zone = web.add("Zone", HostedZone::imported("Z0123456789ABC", "example.com"));
/// web.add("Shop", Record::alias(zone, "shop", front).dual_stack());
/// web.add("Old", Record::cname(zone, "old", "shop.example.com"));
/// # }
/// ```
///
/// <https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/ResourceRecordTypes.html>
#[derive(Clone, Debug)]
pub struct Record {
    zone: HostedZoneHandle,
    name: Value<Str>,
    kind: Text,
    answer: Answer,
    ttl: Duration,
    routing: Option<(Routing, Option<Value<Str>>)>,
    health: Option<HealthCheckHandle>,
    comment: Option<Value<Str>>,
    dual_stack: bool,
}

#[derive(Clone, Debug)]
enum Answer {
    Values(Value<List<Str>>),
    Alias(Alias),
}

/// The most characters of a piece of a text.
const PIECE: usize = 255;

impl Record {
    /// A record of a type by its name, as `SRV`, with its values as DNS writes them.
    pub fn new<V: IntoValue<Str>>(
        zone: impl Into<HostedZoneHandle>,
        name: impl IntoValue<Str>,
        kind: impl Into<Text>,
        values: impl IntoIterator<Item = V>,
    ) -> Self {
        let values: Vec<Value<Str>> = values.into_iter().map(IntoValue::into_value).collect();
        let values = values.into_value();
        Record::of(
            zone.into(),
            name.into_value(),
            kind.into(),
            Answer::Values(values),
        )
    }

    /// `A`: addresses of IPv4.
    pub fn a<V: IntoValue<Str>>(
        zone: impl Into<HostedZoneHandle>,
        name: impl IntoValue<Str>,
        addresses: impl IntoIterator<Item = V>,
    ) -> Self {
        Record::new(zone, name, "A", addresses)
    }

    /// `AAAA`: addresses of IPv6.
    pub fn aaaa<V: IntoValue<Str>>(
        zone: impl Into<HostedZoneHandle>,
        name: impl IntoValue<Str>,
        addresses: impl IntoIterator<Item = V>,
    ) -> Self {
        Record::new(zone, name, "AAAA", addresses)
    }

    /// `A`, without an address of its own: it leads to a load balancer, a distribution, an API.
    pub fn alias(
        zone: impl Into<HostedZoneHandle>,
        name: impl IntoValue<Str>,
        to: impl Into<Alias>,
    ) -> Self {
        let answer = Answer::Alias(to.into());
        Record::of(zone.into(), name.into_value(), "A".into(), answer)
    }

    /// `CNAME`: another name. The domain itself cannot have one; it has an [alias](Self::alias).
    pub fn cname(
        zone: impl Into<HostedZoneHandle>,
        name: impl IntoValue<Str>,
        to: impl IntoValue<Str>,
    ) -> Self {
        Record::new(zone, name, "CNAME", [to])
    }

    /// `TXT`: texts, which are put into quotes and, where they are long, cut into pieces.
    pub fn txt<V: Into<Text>>(
        zone: impl Into<HostedZoneHandle>,
        name: impl IntoValue<Str>,
        texts: impl IntoIterator<Item = V>,
    ) -> Self {
        let quoted = texts.into_iter().map(|text| quoted(&text.into()));
        Record::new(zone, name, "TXT", quoted.collect::<Vec<_>>())
    }

    /// `MX`: who takes mail, the one with the lowest number first.
    pub fn mx<V: Into<Text>>(
        zone: impl Into<HostedZoneHandle>,
        name: impl IntoValue<Str>,
        servers: impl IntoIterator<Item = (u16, V)>,
    ) -> Self {
        let servers = servers.into_iter();
        let written = servers.map(|(priority, server)| format!("{priority} {}", server.into()));
        Record::new(zone, name, "MX", written.collect::<Vec<_>>())
    }

    /// `CAA`: who may make certificates for the domain and what is below it, as `amazon.com`, and
    /// nobody else.
    ///
    /// <https://docs.aws.amazon.com/acm/latest/userguide/setup-caa.html>
    pub fn caa<V: Into<Text>>(
        zone: impl Into<HostedZoneHandle>,
        name: impl IntoValue<Str>,
        authorities: impl IntoIterator<Item = V>,
    ) -> Self {
        let all = authorities.into_iter();
        let written = all.map(|authority| format!("0 issue \"{}\"", authority.into()));
        Record::new(zone, name, "CAA", written.collect::<Vec<_>>())
    }

    /// `NS`: who answers for a name of the zone that is a zone itself, as `dev`. Without it nobody finds
    /// what is in that.
    ///
    /// ```
    /// use stackwright_aws::route53::{HostedZone, Record};
    /// # fn build(web: stackwright_core::Scope<'_>) {
    /// let zone = web.add("Zone", HostedZone::imported("Z0123456789ABC", "example.com"));
    /// let dev = web.add("DevZone", HostedZone::new("dev.example.com"));
    /// web.add("Dev", Record::delegation(zone, dev));
    /// # }
    /// ```
    ///
    /// <https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-routing-traffic-for-subdomains.html>
    pub fn delegation(zone: impl Into<HostedZoneHandle>, to: impl Into<HostedZoneHandle>) -> Self {
        let to = to.into();
        let servers = Answer::Values(to.name_servers().assume());
        Record::of(zone.into(), to.zone_name(), "NS".into(), servers)
    }

    fn of(zone: HostedZoneHandle, name: Value<Str>, kind: Text, answer: Answer) -> Self {
        Record {
            zone,
            name,
            kind,
            answer,
            ttl: Duration::from_secs(300),
            routing: None,
            health: None,
            comment: None,
            dual_stack: false,
        }
    }

    /// For how long an answer may be kept.
    pub fn ttl(mut self, ttl: Duration) -> Self {
        self.ttl = ttl;
        self
    }

    /// Answers over IPv6, too: adds the same alias as `AAAA`, named `Ipv6`. For targets that have
    /// addresses of IPv6.
    pub fn dual_stack(mut self) -> Self {
        self.dual_stack = true;
        self
    }

    /// Is one of several records of the name; it is told from the others by its path.
    pub fn routing(mut self, routing: Routing) -> Self {
        let id = self.routing.take().and_then(|(_, id)| id);
        self.routing = Some((routing, id));
        self
    }

    /// Tells it from the others of the name by this instead of its path.
    pub fn set_id(mut self, id: impl IntoValue<Str>) -> Self {
        if let Some((_, own)) = &mut self.routing {
            *own = Some(id.into_value());
        }
        self
    }

    /// Is left out of answers while this finds it unwell.
    pub fn health_check(mut self, check: impl Into<HealthCheckHandle>) -> Self {
        self.health = Some(check.into());
        self
    }

    /// Says what it is for.
    pub fn describe(mut self, text: impl IntoValue<Str>) -> Self {
        self.comment = Some(text.into_value());
        self
    }

    fn resource(&self, kind: Text, scope: Scope<'_>) -> cfn::RecordSet {
        use cfn::record_set as part;

        let record = cfn::RecordSet::new()
            .hosted_zone_id(self.zone.reference())
            .name(self.zone.name_of(&self.name, scope))
            .r#type(kind)
            .with(self.comment.clone(), |record, text| record.comment(text))
            .with(self.health, |record, check| {
                record.health_check_id(check.reference())
            });
        let record = match &self.answer {
            Answer::Values(values) => record
                .resource_records(values.clone())
                .ttl(whole_seconds(self.ttl)),
            Answer::Alias(to) => {
                let target = part::AliasTarget::new()
                    .dns_name(to.name.clone())
                    .hosted_zone_id(to.zone.clone())
                    .evaluate_target_health(to.evaluates);
                record.alias_target(target)
            }
        };
        let Some((routing, id)) = self.routing.clone() else {
            return record;
        };
        let id = id.unwrap_or_else(|| scope.identity_text(str::to_owned));
        let record = record.set_identifier(id);
        match routing {
            Routing::Weighted(weight) => record.weight(u32::from(weight)),
            Routing::Latency(region) => record.region(region),
            Routing::Primary => record.failover(part::Failover::Primary),
            Routing::Secondary => record.failover(part::Failover::Secondary),
            Routing::Multivalue => record.multi_value_answer(true),
            Routing::From(place) => {
                let of = part::GeoLocation::new();
                record.geo_location(match place {
                    Place::Continent(code) => of.continent_code(code),
                    Place::Country(code) => of.country_code(code),
                    Place::Subdivision(country, code) => {
                        of.country_code(country).subdivision_code(code)
                    }
                    Place::Anywhere => of.country_code("*"),
                })
            }
        }
    }
}

/// A text as DNS has it: in quotes, in pieces of 255 characters.
fn quoted(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('"', "\\\"");
    let characters: Vec<char> = escaped.chars().collect();
    let pieces = characters.chunks(PIECE).map(|piece| {
        let piece: String = piece.iter().collect();
        format!("\"{piece}\"")
    });
    match characters.is_empty() {
        true => "\"\"".to_owned(),
        false => pieces.collect::<Vec<_>>().join(" "),
    }
}

impl Construct for Record {
    type Handle = RecordHandle;

    fn build(self, scope: Scope<'_>) -> RecordHandle {
        self.zone.check_name(&self.name, scope);
        let record = self.resource(self.kind.clone(), scope);
        scope.set_primary(scope.add("Resource", record));
        if self.dual_stack {
            scope.add("Ipv6", self.resource("AAAA".into(), scope));
        }
        RecordHandle::new(scope)
    }
}

handle! {
    /// Names a record.
    pub struct RecordHandle(cfn::RecordSetHandle);
}
