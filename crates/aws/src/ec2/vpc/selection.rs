use stackwright_cfn::kind::ec2::SubnetId;
use stackwright_codes as codes;
use stackwright_core::{Expr, IntoValue, List, Scope, Text, Value};

use super::parts::ZonedSubnet;
use super::{Parts, SubnetKind, VpcHandle};
use crate::gathered;

/// Which subnets of a VPC something stands in.
///
/// Services and load balancers take one, and a [`SubnetKind`] alone, or the ids of subnets.
///
/// ```
/// use stackwright_aws::ec2::{SubnetKind, SubnetSelection, Vpc};
/// use stackwright_aws::elb::ApplicationLoadBalancer;
/// use stackwright_core::App;
///
/// let app = App::new();
/// let web = app.stack("Web");
/// let vpc = web.add("Vpc", Vpc::new("10.0.0.0/16").zones(3));
/// let two = SubnetSelection::of(SubnetKind::Private).first_zones(2);
/// web.add("Alb", ApplicationLoadBalancer::new(vpc).subnets(two));
/// ```
///
/// # Findings
///
/// - `EC2117`: the VPC is not known to have such subnets.
#[derive(Clone, Debug)]
pub struct SubnetSelection(Which);

#[derive(Clone, Debug)]
enum Which {
    Ids(Value<List<SubnetId>>),
    Of(SubnetKind, Among),
}

/// Which of a kind.
#[derive(Clone, Debug)]
enum Among {
    All,
    OnePerZone,
    /// The same where the zones are known, and all where they are not.
    OnePerKnownZone,
    First(usize),
    Named(Vec<Text>),
}

impl SubnetSelection {
    /// All subnets of a kind.
    pub fn of(kind: SubnetKind) -> Self {
        SubnetSelection(Which::Of(kind, Among::All))
    }

    /// Those of them in the first zones, so many.
    pub fn first_zones(self, count: usize) -> Self {
        self.among(Among::First(count))
    }

    /// Those of them in these zones, by name, as `eu-central-1a`: for VPCs that
    /// [name their zones](super::Vpc::in_zones).
    pub fn in_zones<Z: Into<Text>>(self, names: impl IntoIterator<Item = Z>) -> Self {
        self.among(Among::Named(gathered(names.into_iter().map(Into::into))))
    }

    /// The first of them in each zone: for a VPC that exists and has several in one. A new one has
    /// one of each kind in a zone anyway.
    pub fn one_per_zone(self) -> Self {
        self.among(Among::OnePerZone)
    }

    pub(crate) fn one_per_known_zone(self) -> Self {
        self.among(Among::OnePerKnownZone)
    }

    fn among(mut self, among: Among) -> Self {
        if let Which::Of(_, all) = &mut self.0 {
            *all = among;
        }
        self
    }

    /// The ids of the subnets in a VPC; what it does not have is reported.
    pub fn resolve(
        self,
        vpc: Option<VpcHandle>,
        scope: Scope<'_>,
    ) -> Option<Value<List<SubnetId>>> {
        let (kind, among) = match self.0 {
            Which::Ids(ids) => return Some(ids),
            Which::Of(kind, among) => (kind, among),
        };
        let Some(vpc) = vpc.filter(|vpc| vpc.has(scope, kind)) else {
            let message = format!("there are no {} subnets to stand in", kind.as_str());
            scope.report(codes::EC2117.finding(message));
            return None;
        };
        if matches!(among, Among::All) {
            return Some(vpc.subnets(kind));
        }
        let parts = scope.data::<Parts>(vpc)?;
        let each = &parts.of_kind(kind)?.each;
        if each.is_empty() && matches!(among, Among::OnePerKnownZone) {
            return Some(vpc.subnets(kind));
        }
        if each.is_empty() {
            let message = format!("the zones of the {} subnets are not known", kind.as_str());
            let found = codes::EC2117.finding(message);
            scope.report(found.help("name them where the VPC is imported, `.in_zones([...])`"));
            return Some(vpc.subnets(kind));
        }
        let found = match among {
            Among::All | Among::OnePerZone | Among::OnePerKnownZone => one_per_zone(each),
            Among::First(count) => {
                let mut zones: Vec<usize> = gathered(each.iter().map(|own| own.zone.place));
                zones.dedup();
                zones.truncate(count);
                let among = |own: &ZonedSubnet| zones.contains(&own.zone.place);
                gathered(each.iter().filter(|own| among(own)))
            }
            Among::Named(names) => {
                let among =
                    |own: &ZonedSubnet, name: &str| own.zone.name.expr().as_str() == Some(name);
                for name in &names {
                    if !each.iter().any(|own| among(own, name)) {
                        let kind = kind.as_str();
                        let message = format!("there is no {kind} subnet in the zone `{name}`");
                        scope.report(codes::EC2117.finding(message));
                    }
                }
                let named = |own: &&ZonedSubnet| names.iter().any(|name| among(own, name));
                gathered(each.iter().filter(named))
            }
        };
        let ids = found.into_iter().map(|own| own.id.expr().clone());
        Some(Value::from_expr(Expr::List(gathered(ids))))
    }

    /// One of them in each zone, with what ids call it, the number of its zone; nothing where they
    /// are not known one by one.
    pub(crate) fn one_by_one(
        self,
        vpc: VpcHandle,
        scope: Scope<'_>,
    ) -> Option<Vec<(String, Value<SubnetId>)>> {
        let known = |kind| {
            let parts = scope.data::<Parts>(vpc)?;
            Some(parts.of_kind(kind)?.each.clone())
        };
        let each = match self.kind() {
            Some(kind) => known(kind)?,
            None => {
                let kinds = [
                    SubnetKind::Private,
                    SubnetKind::Isolated,
                    SubnetKind::Public,
                ];
                gathered(kinds.into_iter().filter_map(known).flatten())
            }
        };
        let ids = self.resolve(Some(vpc), scope)?;
        let mut found: Vec<&ZonedSubnet> = one_per_zone(&each);
        if let Expr::List(ids) = ids.expr() {
            found.retain(|own| ids.contains(own.id.expr()));
        }
        let named = found
            .into_iter()
            .map(|own| (own.zone.number().to_string(), own.id.clone()));
        let named: Vec<_> = named.collect();
        (!named.is_empty()).then_some(named)
    }

    /// In how many zones they are at most, as far as that is known.
    #[cfg(feature = "rds")]
    pub(crate) fn most_zones(&self, vpc: VpcHandle, scope: Scope<'_>) -> Option<usize> {
        if let Some(by_zone) = self.clone().one_by_one(vpc, scope) {
            return Some(by_zone.len());
        }
        let parts = scope.data::<Parts>(vpc);
        let ids = match &self.0 {
            Which::Ids(ids) => ids,
            Which::Of(kind, _) => &parts.as_ref()?.of_kind(*kind)?.ids,
        };
        match ids.expr() {
            Expr::List(ids) => Some(ids.len()),
            _ => None,
        }
    }

    /// The kind, if that is how they were chosen.
    pub(crate) fn kind(&self) -> Option<SubnetKind> {
        match &self.0 {
            Which::Ids(_) => None,
            Which::Of(kind, _) => Some(*kind),
        }
    }
}

fn one_per_zone(each: &[ZonedSubnet]) -> Vec<&ZonedSubnet> {
    let mut found: Vec<&ZonedSubnet> = Vec::new();
    for own in each {
        if found.iter().all(|other| other.zone.place != own.zone.place) {
            found.push(own);
        }
    }
    found
}

/// What says which subnets something stands in: a [`SubnetSelection`], a [`SubnetKind`], or the ids.
pub trait IntoSubnets {
    /// The selection.
    fn into_subnets(self) -> SubnetSelection;
}

impl IntoSubnets for SubnetSelection {
    fn into_subnets(self) -> SubnetSelection {
        self
    }
}

impl IntoSubnets for SubnetKind {
    fn into_subnets(self) -> SubnetSelection {
        SubnetSelection::of(self)
    }
}

impl<T: IntoValue<List<SubnetId>>> IntoSubnets for T {
    fn into_subnets(self) -> SubnetSelection {
        SubnetSelection(Which::Ids(self.into_value()))
    }
}
