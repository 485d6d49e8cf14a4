//! The attributes of load balancers and target groups, as AWS documents them.

use std::fmt;

use super::{Balancer, Property};
use crate::Findings;
use crate::words::Called;

/// What has an attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Holder {
    /// A load balancer of a kind, or a target group behind one.
    Balancer(Balancer),
    /// A target group of functions.
    Lambda,
}

/// The values of an attribute.
#[derive(Clone, Copy, Debug)]
enum Values {
    Any,
    Words(&'static [&'static str]),
    /// A whole number in a range, or the word.
    Number(u32, u32, Option<&'static str>),
}

type Attribute = (&'static str, &'static [Holder], Values);

const APPLICATION: Holder = Holder::Balancer(Balancer::Application);
const NETWORK: Holder = Holder::Balancer(Balancer::Network);
const GATEWAY: Holder = Holder::Balancer(Balancer::Gateway);
const BALANCERS: &[Holder] = &[APPLICATION, NETWORK, GATEWAY];
const FLAG: Values = Values::Words(&["true", "false"]);
const MANY: u32 = u32::MAX;

#[rustfmt::skip]
const OF_LOAD_BALANCERS: &[Attribute] = &[
    ("access_logs.s3.bucket", &[APPLICATION, NETWORK], Values::Any),
    ("access_logs.s3.enabled", &[APPLICATION, NETWORK], FLAG),
    ("access_logs.s3.prefix", &[APPLICATION, NETWORK], Values::Any),
    ("client_keep_alive.seconds", &[APPLICATION], Values::Number(60, 604_800, None)),
    ("connection_logs.s3.bucket", &[APPLICATION], Values::Any),
    ("connection_logs.s3.enabled", &[APPLICATION], FLAG),
    ("connection_logs.s3.prefix", &[APPLICATION], Values::Any),
    ("deletion_protection.enabled", BALANCERS, FLAG),
    ("dns_record.client_routing_policy", &[NETWORK], Values::Words(&[
        "any_availability_zone", "availability_zone_affinity", "partial_availability_zone_affinity",
    ])),
    ("health_check_logs.s3.bucket", &[APPLICATION], Values::Any),
    ("health_check_logs.s3.enabled", &[APPLICATION], FLAG),
    ("health_check_logs.s3.prefix", &[APPLICATION], Values::Any),
    ("idle_timeout.timeout_seconds", &[APPLICATION], Values::Number(1, 4000, None)),
    ("ipv6.deny_all_igw_traffic", &[APPLICATION, NETWORK], FLAG),
    ("load_balancing.cross_zone.enabled", BALANCERS, FLAG),
    ("routing.http.desync_mitigation_mode", &[APPLICATION], Values::Words(&["defensive", "monitor", "strictest"])),
    ("routing.http.drop_invalid_header_fields.enabled", &[APPLICATION], FLAG),
    ("routing.http.preserve_host_header.enabled", &[APPLICATION], FLAG),
    ("routing.http.x_amzn_tls_version_and_cipher_suite.enabled", &[APPLICATION], FLAG),
    ("routing.http.xff_client_port.enabled", &[APPLICATION], FLAG),
    ("routing.http.xff_header_processing.mode", &[APPLICATION], Values::Words(&["append", "preserve", "remove"])),
    ("routing.http2.enabled", &[APPLICATION], FLAG),
    ("waf.fail_open.enabled", &[APPLICATION], FLAG),
    ("zonal_shift.config.enabled", &[APPLICATION, NETWORK], FLAG),
];

#[rustfmt::skip]
const OF_TARGET_GROUPS: &[Attribute] = &[
    ("deregistration_delay.connection_termination.enabled", &[NETWORK], FLAG),
    ("deregistration_delay.timeout_seconds", BALANCERS, Values::Number(0, 3600, None)),
    ("lambda.multi_value_headers.enabled", &[Holder::Lambda], FLAG),
    ("load_balancing.algorithm.anomaly_mitigation", &[APPLICATION], Values::Words(&["off", "on"])),
    ("load_balancing.algorithm.type", &[APPLICATION], Values::Words(&[
        "least_outstanding_requests", "round_robin", "weighted_random",
    ])),
    ("load_balancing.cross_zone.enabled", BALANCERS, Values::Words(&[
        "true", "false", "use_load_balancer_configuration",
    ])),
    ("preserve_client_ip.enabled", &[NETWORK], FLAG),
    ("proxy_protocol_v2.enabled", &[NETWORK], FLAG),
    ("slow_start.duration_seconds", &[APPLICATION], Values::Number(30, 900, Some("0"))),
    ("stickiness.app_cookie.cookie_name", &[APPLICATION], Values::Any),
    ("stickiness.app_cookie.duration_seconds", &[APPLICATION], Values::Number(1, 604_800, None)),
    ("stickiness.enabled", BALANCERS, FLAG),
    ("stickiness.lb_cookie.duration_seconds", &[APPLICATION], Values::Number(1, 604_800, None)),
    ("stickiness.type", &[APPLICATION], Values::Words(&["app_cookie", "lb_cookie"])),
    ("stickiness.type", &[NETWORK], Values::Words(&["source_ip"])),
    ("stickiness.type", &[GATEWAY], Values::Words(&["source_ip_dest_ip", "source_ip_dest_ip_proto"])),
    ("target_failover.on_deregistration", &[GATEWAY], Values::Words(&["no_rebalance", "rebalance"])),
    ("target_failover.on_unhealthy", &[GATEWAY], Values::Words(&["no_rebalance", "rebalance"])),
    ("target_group_health.dns_failover.minimum_healthy_targets.count", &[APPLICATION, NETWORK], Values::Number(1, MANY, Some("off"))),
    ("target_group_health.dns_failover.minimum_healthy_targets.percentage", &[APPLICATION, NETWORK], Values::Number(1, 100, Some("off"))),
    ("target_group_health.unhealthy_state_routing.minimum_healthy_targets.count", &[APPLICATION, NETWORK], Values::Number(1, MANY, None)),
    ("target_group_health.unhealthy_state_routing.minimum_healthy_targets.percentage", &[APPLICATION, NETWORK], Values::Number(1, 100, Some("off"))),
    ("target_health_state.unhealthy.connection_termination.enabled", &[NETWORK], FLAG),
    ("target_health_state.unhealthy.draining_interval_seconds", &[NETWORK], Values::Number(0, 360_000, None)),
];

/// Reports keys of a load balancer's attributes that do not exist or do not belong there, and
/// values that they do not have.
pub(crate) fn of_load_balancer(
    list: &Property<'_>,
    holder: Option<Holder>,
    findings: &mut Findings<'_>,
) {
    report(OF_LOAD_BALANCERS, list, holder, findings);
}

/// The same of a target group.
pub(crate) fn of_target_group(
    list: &Property<'_>,
    holder: Option<Holder>,
    findings: &mut Findings<'_>,
) {
    report(OF_TARGET_GROUPS, list, holder, findings);
}

fn report(
    all: &[Attribute],
    list: &Property<'_>,
    holder: Option<Holder>,
    findings: &mut Findings<'_>,
) {
    for attribute in list.items().known {
        let (key, value) = (attribute.get("Key"), attribute.get("Value"));
        let Some(name) = key.text() else { continue };
        match find(all, &name, holder) {
            Err(why) => {
                findings.report(key.place(), why);
            }
            Ok(Some(values)) if value.all_values(|text| !values.allow(text)) => {
                findings.report(
                    value.place(),
                    format!("`{name}` is {values}, not {}", value.shown()),
                );
            }
            Ok(_) => {}
        }
    }
}

/// The values that an attribute has, where they are known; what is wrong with its key otherwise.
fn find(all: &[Attribute], key: &str, holder: Option<Holder>) -> Result<Option<Values>, String> {
    let mut named = all.iter().filter(|(name, ..)| *name == key).peekable();
    if named.peek().is_none() {
        // AWS adds attributes: what is like none of these may be a new one.
        let nearest = stackwright_facts::nearest(key, all.iter().map(|(name, ..)| *name));
        return match nearest {
            Some(nearest) => Err(format!(
                "there is no attribute `{key}`; did you mean `{nearest}`?"
            )),
            None => Ok(None),
        };
    }
    let Some(holder) = holder else {
        return Ok(None);
    };
    let mut fitting = named.filter(|(_, holders, _)| holders.contains(&holder));
    match fitting.next() {
        Some((_, _, values)) => Ok(Some(*values)),
        None => Err(format!("`{key}` is not for {holder}")),
    }
}

impl Values {
    /// Whether a text is one of the values.
    fn allow(self, text: &str) -> bool {
        match self {
            Values::Any => true,
            Values::Words(words) => words.contains(&text),
            Values::Number(least, most, word) => {
                let number = text
                    .parse()
                    .is_ok_and(|number: u32| (least..=most).contains(&number));
                number || word == Some(text)
            }
        }
    }
}

/// As a message says which values there are.
impl fmt::Display for Values {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Values::Any => f.write_str("any text"),
            Values::Words(words) => f.write_str(&words.join(" or ")),
            Values::Number(least, most, word) => {
                match *most {
                    MANY => write!(f, "a number from {least}")?,
                    most => write!(f, "a number from {least} to {most}")?,
                }
                word.map_or(Ok(()), |word| write!(f, " or {word}"))
            }
        }
    }
}

impl fmt::Display for Holder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Holder::Balancer(kind) => f.write_str(&kind.called()),
            Holder::Lambda => f.write_str("targets of type `lambda`"),
        }
    }
}
