//! Why something waits for something else.

use std::collections::{HashMap, VecDeque};

use stackwright_deployment::model::Edge;
use stackwright_deployment::{Answer, Reason as Why, Wait};

use super::answer::{Quote, Reason, Seen, State};
use super::port;

/// The chain of references and dependencies from one resource to another, why the one needs the other, and whether the
/// one has to reach the other.
pub(super) fn why<'d>(seen: Seen<'d>, id: &str, on: &str) -> Vec<Reason> {
    let mut reasons = Vec::new();
    reasons.extend(chain(seen, id, on));
    for wait in seen.deployment.waits() {
        if wait.what.id() == id && wait.on.iter().any(|own| own.id() == on) {
            reasons.push(of_wait(seen, wait));
        }
    }
    for flow in seen.deployment.flows() {
        let ends = [flow.from.id(), flow.to.id()];
        if ends == [Some(id), Some(on)] || ends == [Some(on), Some(id)] {
            reasons.push(port::of_flow(seen, flow));
        }
    }
    if reasons.is_empty()
        && let Some(other) = chain(seen, on, id)
    {
        let text = format!(
            "{id} does not wait for {on}, but the other way round: {}",
            other.what
        );
        reasons.push(Reason {
            what: text,
            ..other
        });
    }
    reasons
}

/// The shortest chain.
fn chain<'d>(seen: Seen<'d>, id: &str, on: &str) -> Option<Reason> {
    let mut edges: HashMap<&str, Vec<&'d Edge<'d>>> = HashMap::new();
    for edge in seen.deployment.edges() {
        edges.entry(edge.from).or_default().push(edge);
    }
    let mut by: HashMap<&str, &'d Edge<'d>> = HashMap::new();
    let mut open: VecDeque<&str> = VecDeque::from([id]);
    while let Some(next) = open.pop_front() {
        if next == on {
            break;
        }
        for edge in edges.get(next).into_iter().flatten() {
            if edge.to != id && !by.contains_key(edge.to) {
                by.insert(edge.to, edge);
                open.push_back(edge.to);
            }
        }
    }
    let mut way: Vec<&'d Edge<'d>> = Vec::new();
    let mut at = on;
    while at != id {
        let edge = by.get(at)?;
        way.push(edge);
        at = edge.from;
    }
    way.reverse();
    let steps: Vec<String> = way
        .iter()
        .enumerate()
        .map(|(step, edge)| {
            let (way, to) = (edge.way(seen.deployment.model()), edge.to);
            let who = if step == 0 { "it" } else { edge.from };
            let what = if step == 0 && to == on { "it" } else { to };
            match way.as_str() {
                "DependsOn" => format!("{who} depends on {what}"),
                way => format!("{who} refers to {what} in {way}"),
            }
        })
        .collect();
    let text = format!("{id} waits for {on}: {}", steps.join(", "));
    let reason = seen.reason(id, text, State::Yes);
    let quotes = way.iter().filter_map(|edge| quote(seen, edge));
    Some(quotes.fold(reason, Reason::because))
}

/// Where one resource names another.
pub(super) fn quote<'d>(seen: Seen<'d>, edge: &Edge<'d>) -> Option<Quote> {
    let resource = seen.deployment.resource(edge.from)?;
    let way = edge.way(seen.deployment.model());
    let mut quote = seen.quote("said by", &resource);
    let (_, own) = seen.whole.owner(edge.from);
    quote.place = format!("Resources/{own}/{way}");
    if let Some(line) = seen.line(edge.from, edge.span) {
        quote.lines = vec![line];
    }
    Some(quote)
}

pub(super) fn of_wait<'d>(seen: Seen<'d>, wait: &Wait<'d>) -> Reason {
    let on: Vec<&str> = wait.on.iter().map(|own| own.id()).collect();
    let (what, on) = (wait.what.id(), on.join(" or "));
    let why = match &wait.reason {
        Why::Attached { gateway } => format!(
            "a route leads to {}, which has to be attached",
            gateway.id()
        ),
        Why::Internet => "a NAT gateway needs the internet gateway of its VPC".to_owned(),
        Why::Forwards { group } => format!(
            "{} has to belong to a load balancer before tasks are registered",
            group.id()
        ),
        Why::Cluster => "it runs in the cluster that it names".to_owned(),
        Why::CapacityProviders => "it runs on what the cluster is given".to_owned(),
        Why::LogGroup => "its tasks write to the log group".to_owned(),
        Why::Files => "its tasks reach their files by a mount target".to_owned(),
        Why::ScalableTarget => "it scales what is registered there".to_owned(),
        Why::Scales => "it registers the service".to_owned(),
    };
    let (state, verdict) = match wait.verdict {
        Answer::Yes => (State::Yes, "and does"),
        Answer::No => (State::No, "and CloudFormation is not told"),
        Answer::Unknown => (State::Unknown, "which is decided at deployment"),
    };
    let reason = seen.reason(
        what,
        format!("{what} has to wait for {on}: {why}, {verdict}"),
        state,
    );
    reason.because(seen.quote("asked for by", &wait.because))
}
