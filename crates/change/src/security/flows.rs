//! Who must reach whom, and newly can or no longer can: from the flows of both deployments.

use stackwright_deployment::network::Protocol;
use stackwright_deployment::{Deployments, Door, End, Model};

use crate::Change;
use crate::side::Side;

/// That something that is asked for gets through the network, and did not before, or no longer does.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Reach {
    /// Who opens the connection: a logical id; `clients` of a load balancer.
    pub from: String,
    /// Who is reached: a logical id; `outside` for services of AWS and registries.
    pub to: String,
    /// Where, as `tcp 80`.
    pub door: String,
    /// Whether it newly gets through; it no longer does otherwise.
    pub opens: bool,
}

/// What the network is made of, and what stands in it.
const NETWORK: [&str; 7] = [
    "AWS::EC2::",
    "AWS::ECS::",
    "AWS::ElasticLoadBalancingV2::",
    "AWS::RDS::DB",
    "AWS::ElastiCache::",
    "AWS::EFS::",
    "AWS::AutoScaling::",
];

pub(super) fn compare(earlier: &Side<'_>, later: &Side<'_>, change: &Change) -> Vec<Reach> {
    // The model of a deployment costs more than all the rest, and most changes have nothing to do with it.
    let of_network = |type_name: &str| NETWORK.iter().any(|start| type_name.starts_with(start));
    let mut resources = change.resources.iter();
    if !resources.any(|resource| of_network(&resource.type_name)) {
        return Vec::new();
    }
    let (before, after) = (flows(earlier), flows(later));
    let mut found = Vec::new();
    for (own, other, opens) in [(&after, &before, true), (&before, &after, false)] {
        for flow in own.iter().filter(|flow| flow.open) {
            // What was not asked for before was not shut.
            let mut same = other.iter().filter(|other| other.ends == flow.ends);
            let reach = || {
                let (from, to, door) = flow.ends.clone();
                Reach {
                    from,
                    to,
                    door,
                    opens,
                }
            };
            if same.next().is_none_or(|first| !first.open) && !same.any(|other| other.open) {
                let reach = reach();
                if !found.contains(&reach) {
                    found.push(reach);
                }
            }
        }
    }
    found
}

/// A flow of one of the deployments.
struct Asked {
    ends: (String, String, String),
    open: bool,
}

/// The flows of all ways in which the conditions can come out.
fn flows(side: &Side<'_>) -> Vec<Asked> {
    let model = Model::new(side.template, &[]);
    let deployments = Deployments::of(&model);
    let mut all = Vec::new();
    for deployment in deployments.settled() {
        for flow in deployment.flows() {
            all.push(Asked {
                ends: (end(&flow.from), end(&flow.to), door(&flow.door)),
                open: flow.is_open(),
            });
        }
    }
    all
}

fn end(end: &End<'_>) -> String {
    let name = match end {
        End::Clients => "clients",
        End::Outside => "outside",
        _ => end.id().unwrap_or("a load balancer elsewhere"),
    };
    name.to_owned()
}

fn door(door: &Door) -> String {
    let protocol = match door.protocol {
        Protocol::Tcp => "tcp",
        Protocol::Udp => "udp",
    };
    match door.is_one() {
        true => format!("{protocol} {}", door.first),
        false => format!("{protocol} {}-{}", door.first, door.last),
    }
}
