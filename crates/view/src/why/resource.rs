//! Why there is a resource, and what it has to do with others.

use super::answer::{Reason, Seen, State};
use super::order;

/// Who made it, who names it, and what it has to wait for.
pub(super) fn why<'d>(seen: Seen<'d>, id: &str) -> Vec<Reason> {
    let deployment = seen.deployment;
    let Some(resource) = deployment.resource(id) else {
        let what = format!("{id} is not deployed: its condition does not hold");
        return vec![seen.reason(id, what, State::No)];
    };
    let what = match seen.construct(id) {
        Some(path) => format!("{id} is {}, made by {path}", resource.resource_type()),
        None => format!("{id} is {}", resource.resource_type()),
    };
    let mut reasons = vec![
        seen.reason(id, what, State::Yes)
            .because(seen.quote("made by", &resource)),
    ];
    for edge in deployment.edges() {
        let way = edge.way(deployment.model());
        let what = match (edge.from == id, edge.to == id) {
            (true, _) if way == "DependsOn" => format!("{id} depends on {}", edge.to),
            (true, _) => format!("{id} refers to {} in {way}", edge.to),
            (_, true) if way == "DependsOn" => format!("{} depends on {id}", edge.from),
            (_, true) => format!("{} refers to {id} in {way}", edge.from),
            _ => continue,
        };
        let reason = seen.reason(edge.from, what, State::Yes);
        reasons.push(match order::quote(seen, edge) {
            Some(quote) => reason.because(quote),
            None => reason,
        });
    }
    for wait in deployment
        .waits()
        .iter()
        .filter(|wait| wait.what.id() == id)
    {
        reasons.push(order::of_wait(seen, wait));
    }
    reasons
}
