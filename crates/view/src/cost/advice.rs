//! What would cost less, with the amount.

use std::collections::BTreeSet;

use stackwright_deployment::{Deployment, Need, Registry, Service};
use stackwright_facts::price;
use stackwright_template::Segment;

use super::meters::{FIRST_YEAR, months};
use super::usage::{LOG_GB, SPOT_SHARE};
use super::{Line, ResourceCost, StackCost, hours_of_a_month};

/// Something that would cost less.
#[derive(Clone, Debug, PartialEq)]
pub struct Advice {
    /// The resource that it is about.
    pub id: String,
    /// What is advised.
    pub kind: AdviceKind,
    /// The dollars a month that it saves, of what is usual.
    pub saves: f64,
    /// How the amount is computed.
    pub how: String,
}

/// What is advised.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum AdviceKind {
    /// All tasks but one run on Fargate Spot.
    Spot,
    /// Tasks run on ARM.
    Arm,
    /// Nothing runs at night and at weekends.
    NightsOff,
    /// Endpoints for these services take the place of NAT gateways.
    EndpointsForNat {
        /// What is reached, as `ecr.api`.
        services: Vec<String>,
        /// The zones that the tasks run in.
        zones: usize,
    },
    /// A NAT gateway, which there is anyway, takes the place of an interface endpoint.
    NatForEndpoint,
    /// A load balancer that sends to nothing goes.
    IdleBalancer,
    /// Logs are deleted after a month.
    Retention,
}

impl Advice {
    /// What is advised, as a sentence.
    pub fn words(&self) -> String {
        match &self.kind {
            AdviceKind::Spot => "run all tasks but one on Fargate Spot, if they may be interrupted".to_owned(),
            AdviceKind::Arm => "run its tasks on ARM, if its images are built for it".to_owned(),
            AdviceKind::NightsOff => {
                "scale it to nothing outside of 12 hours on 5 days, where nobody works at night".to_owned()
            }
            AdviceKind::EndpointsForNat { services, zones } => format!(
                "endpoints for {} in {zones} zone{} in place of the NAT gateways, if nothing else on the \
                 internet is called; those of s3 and dynamodb cost nothing",
                services.join(", "),
                if *zones == 1 { "" } else { "s" },
            ),
            AdviceKind::NatForEndpoint => {
                "leave the endpoint out: the NAT gateway that there is anyway costs less for so little".to_owned()
            }
            AdviceKind::IdleBalancer => "it sends to nothing: leave it out".to_owned(),
            AdviceKind::Retention => "delete its logs after 30 days".to_owned(),
        }
    }
}

/// The hours of a week in which something runs that is off at night and at weekends.
const WORKING: f64 = 60.0;
const WEEK: f64 = 168.0;

/// What is advised for a stack; what saves most first.
pub(super) fn of<'d>(deployment: &'d Deployment<'d>, cost: &StackCost) -> Vec<Advice> {
    let mut all = Vec::new();
    for own in &cost.resources {
        match own.type_name.as_str() {
            "AWS::ECS::Service" => {
                let mut services = deployment.services().iter();
                if let Some(service) = services.find(|known| known.properties.id() == own.id) {
                    spot(own, &mut all);
                    arm(own, &cost.region, &mut all);
                    nights(deployment, service, own, &mut all);
                }
            }
            "AWS::Logs::LogGroup" => retention(own, &mut all),
            "AWS::ElasticLoadBalancingV2::LoadBalancer" => balancer(deployment, own, &mut all),
            _ => {}
        }
    }
    endpoints(deployment, cost, &mut all);
    // What comes to less than a cent is no advice.
    all.retain(|advice| advice.saves >= 0.01);
    all.sort_by(|one, other| other.saves.total_cmp(&one.saves));
    all
}

/// The lines of tasks on demand.
fn tasks(own: &ResourceCost) -> impl Iterator<Item = &Line> {
    let of_tasks = |line: &&Line| {
        line.price.service == "Fargate"
            && line.factors.first().is_some_and(|own| own.unit == "tasks")
    };
    own.lines.iter().filter(of_tasks)
}

fn spot(own: &ResourceCost, all: &mut Vec<Advice>) {
    let Some(share) = SPOT_SHARE.default else {
        return;
    };
    let is_linux = |line: &&Line| line.price.item.starts_with("Linux");
    let lines: Vec<&Line> = tasks(own).filter(is_linux).collect();
    let count = lines.first().and_then(|line| line.factors.first());
    let Some(count) = count
        .map(|own| own.number.usual)
        .filter(|count| *count >= 2.0)
    else {
        return;
    };
    let amount: f64 = lines.iter().map(|line| line.amount().usual).sum();
    all.push(Advice {
        id: own.id.clone(),
        kind: AdviceKind::Spot,
        saves: amount * (count - 1.0) / count * (1.0 - share),
        how: format!(
            "{} of {count} tasks x ${amount:.2} x {:.0} % less than on demand",
            count - 1.0,
            (1.0 - share) * 100.0
        ),
    });
}

fn arm(own: &ResourceCost, region: &str, all: &mut Vec<Advice>) {
    let mut saves = 0.0;
    let mut how = Vec::new();
    for line in own
        .lines
        .iter()
        .filter(|line| line.price.service == "Fargate")
    {
        let Some(rest) = line.price.item.strip_prefix("Linux x86 ") else {
            continue;
        };
        let Some(arm) = price("Fargate", &format!("Linux ARM {rest}"), region) else {
            return;
        };
        let usual = line.quantity().usual;
        saves += usual * (line.price.price - arm.price);
        how.push(format!(
            "{usual:.1} {} x (${} - ${})",
            line.price.unit, line.price.price, arm.price
        ));
    }
    all.push(Advice {
        id: own.id.clone(),
        kind: AdviceKind::Arm,
        saves,
        how: how.join(" + "),
    });
}

fn nights<'d>(
    deployment: &'d Deployment<'d>,
    service: &Service<'d>,
    own: &ResourceCost,
    all: &mut Vec<Advice>,
) {
    let target = deployment.scalable_target_of(service);
    if target.is_some_and(|target| !target.get("ScheduledActions").is_absent()) {
        return;
    }
    let amount: f64 = tasks(own).map(|line| line.amount().usual).sum();
    all.push(Advice {
        id: own.id.clone(),
        kind: AdviceKind::NightsOff,
        saves: amount * (WEEK - WORKING) / WEEK,
        how: format!(
            "${amount:.2} x {} of {WEEK} hours of a week",
            WEEK - WORKING
        ),
    });
}

fn retention(own: &ResourceCost, all: &mut Vec<Advice>) {
    let kept = own.lines.iter().find(|line| line.what == "kept");
    let Some((line, months_kept)) = kept.and_then(|line| Some((line, line.factors.get(1)?))) else {
        return;
    };
    if months_kept.number.usual < FIRST_YEAR {
        return;
    }
    let gb = line.factors.first().map_or(0.0, |own| own.number.usual);
    let less = FIRST_YEAR - months(30.0);
    all.push(Advice {
        id: own.id.clone(),
        kind: AdviceKind::Retention,
        saves: gb * less * line.price.price,
        how: format!(
            "{gb} {} a month x ({FIRST_YEAR} - {:.2}) months x ${}, after the first year",
            LOG_GB.unit,
            months(30.0),
            line.price.price
        ),
    });
}

fn balancer<'d>(deployment: &'d Deployment<'d>, own: &ResourceCost, all: &mut Vec<Advice>) {
    let model = deployment.model();
    let is_handed_out = model.references().iter().any(|reference| {
        let first = reference.path.segments().first();
        reference.target == own.id && first == Some(&Segment::Key("Outputs"))
    });
    let balancing = deployment.balancing();
    let of_it = balancing.rules.iter().filter(|rule| {
        let balancer = rule.load_balancer.map(|balancer| balancer.id());
        balancer == Some(own.id.as_str())
    });
    // What only answers by itself or sends elsewhere still does something.
    let does_nothing = of_it.clone().all(|rule| {
        let actions = rule.actions();
        actions.complete && actions.known.is_empty()
    });
    if is_handed_out || !does_nothing || !deployment.sees_all() {
        return;
    }
    all.push(Advice {
        id: own.id.clone(),
        kind: AdviceKind::IdleBalancer,
        saves: own.amount().usual,
        how: "all that it costs".to_owned(),
    });
}

/// Whether NAT gateways or endpoints are the cheaper way to the services of AWS.
fn endpoints<'d>(deployment: &'d Deployment<'d>, cost: &StackCost, all: &mut Vec<Advice>) {
    let of_type = |name: &'static str| {
        cost.resources
            .iter()
            .filter(move |own| own.type_name == name)
    };
    let gateways: Vec<&ResourceCost> = of_type("AWS::EC2::NatGateway").collect();
    let Some(first) = gateways.first() else {
        return;
    };
    let is_of_gateway = |line: &&Line| line.what == "NAT gateway" || line.what == "data through it";
    let lines = gateways
        .iter()
        .flat_map(|own| own.lines.iter().filter(is_of_gateway));
    let paid: f64 = lines.clone().map(|line| line.amount().usual).sum();
    let data = || lines.clone().filter(|line| line.what == "data through it");
    let gb: f64 = data().map(|line| line.quantity().usual).sum();
    let region = cost.region.as_str();
    let hour = price("VPC", "interface endpoint, per zone", region);
    let each_gb = price("VPC", "interface endpoint data processed, first PB", region);
    let (Some(hour), Some(each_gb)) = (hour, each_gb) else {
        return;
    };
    if let Some((services, zones)) = reached(deployment) {
        let (services, gateway): (Vec<String>, Vec<String>) = services
            .into_iter()
            .partition(|service| !matches!(service.as_str(), "s3" | "dynamodb"));
        let count = u32::try_from(services.len() * zones).map_or(0.0, f64::from);
        let month = hours_of_a_month();
        let other = count * month * hour.price + gb * each_gb.price;
        if other < paid {
            let mut services = services;
            services.extend(gateway);
            all.push(Advice {
                id: first.id.clone(),
                kind: AdviceKind::EndpointsForNat { services, zones },
                saves: paid - other,
                how: format!(
                    "${paid:.2} of NAT gateways - ({count} endpoints and zones x {month} h x ${} + {gb} GB x ${})",
                    hour.price, each_gb.price
                ),
            });
            return;
        }
    }
    let Some(by_nat) = data().next().map(|line| line.price.price) else {
        return;
    };
    for endpoint in of_type("AWS::EC2::VPCEndpoint") {
        let amount = endpoint.amount().usual;
        let own = endpoint
            .lines
            .iter()
            .filter(|line| line.what == "data through it");
        let own: f64 = own.map(|line| line.quantity().usual).sum();
        if endpoint.gaps.is_empty() && !endpoint.lines.is_empty() {
            all.push(Advice {
                id: endpoint.id.clone(),
                kind: AdviceKind::NatForEndpoint,
                saves: amount - own * by_nat,
                how: format!("${amount:.2} - {own} GB x ${by_nat} through the NAT gateway"),
            });
        }
    }
}

/// The services of AWS that tasks are known to reach, and the zones that they run in; nothing where
/// something else is reached as well.
fn reached<'d>(deployment: &'d Deployment<'d>) -> Option<(BTreeSet<String>, usize)> {
    let foreign = deployment
        .containers()
        .any(|(_, container)| !matches!(container.registry(), Registry::Ecr(_)));
    if foreign {
        return None;
    }
    let mut services = BTreeSet::new();
    for action in deployment
        .needs()
        .iter()
        .flat_map(|need: &Need<'_>| need.actions)
    {
        match action.split(':').next() {
            Some("ecr") => services.extend(["ecr.api", "ecr.dkr", "s3"].map(str::to_owned)),
            // Not what tasks do, but what starts them.
            Some("iam" | "ecs" | "elasticloadbalancing") | None => {}
            Some(other) => {
                services.insert(other.to_owned());
            }
        }
    }
    let zones = deployment.services().iter().map(|service| {
        let subnets = service.subnets();
        subnets.known.len()
    });
    let zones = zones.max().filter(|zones| *zones > 0)?;
    (!services.is_empty()).then_some((services, zones))
}
