//! Why something may be done, or may not.

use stackwright_deployment::{
    Actor, Answer, Deployment, Grant, Guard, Need, Permit, Principals, Role, Target, TaskDefinition,
};

use super::answer::{Reason, Seen, State};
use crate::graph::words;

/// Why an action is allowed, and who needs it: to a role, or to what uses roles; to all without one.
pub(super) fn why<'d>(seen: Seen<'d>, of: Option<&str>, action: &str) -> Vec<Reason> {
    let deployment = seen.deployment;
    let ids = of.map(|id| roles_of(deployment, id));
    let is_meant = |id: &str| {
        ids.as_ref()
            .is_none_or(|ids| ids.iter().any(|own| own == id))
    };
    let mut reasons = Vec::new();
    for need in deployment.needs() {
        let role = need.role.map(|role| role.properties.id());
        let asked = of.is_none_or(|of| role.is_some_and(is_meant) || need.because.id() == of);
        if asked && need.actions.iter().any(|own| is_action(own, action)) {
            reasons.push(of_need(seen, need, action));
        }
    }
    for role in deployment.roles() {
        if is_meant(role.properties.id()) {
            reasons.extend(of_role(seen, role, action));
        }
    }
    for guard in deployment.guards() {
        let own = guard.of.iter().any(|own| Some(own.id()) == of);
        for grant in &guard.policy.grants {
            let named = || names(grant).any(|id| is_meant(&id));
            if own || of.is_none() || named() {
                reasons.extend(of_guard(seen, &guard, grant, action));
            }
        }
    }
    reasons
}

/// The resources of the template that a statement of the policy of a resource names as those who may.
fn names(grant: &Grant<'_>) -> impl Iterator<Item = String> {
    let named = match grant.principals() {
        Principals::Only(named) => named,
        Principals::All | Principals::Unknown => Vec::new(),
    };
    named.into_iter().filter_map(|own| match own.target() {
        Target::Resource(resource, _) => Some(resource.id().to_owned()),
        _ => None,
    })
}

/// What a statement of the policy of a resource says of an action.
fn of_guard<'d>(
    seen: Seen<'d>,
    guard: &Guard<'d>,
    grant: &Grant<'d>,
    action: &str,
) -> Option<Reason> {
    let has = is_about(grant, action);
    if has == Answer::No {
        return None;
    }
    let statement = grant.place;
    let of: Vec<&str> = guard.of.iter().map(|own| own.id()).collect();
    let of = match of.is_empty() {
        true => "what it names".to_owned(),
        false => of.join(", "),
    };
    let who = match grant.principals() {
        Principals::All if grant.allows() => "everybody".to_owned(),
        Principals::All => "nobody".to_owned(),
        Principals::Only(named) => {
            let named: Vec<String> = named.iter().map(|own| own.named()).collect();
            named.join(", ")
        }
        Principals::Unknown => "whom the statement means".to_owned(),
    };
    let is_nobody = !grant.allows() && matches!(grant.principals(), Principals::All);
    let may = match grant.allows() || is_nobody {
        true => "may",
        false => "may never",
    };
    let condition = match grant.is_conditional() {
        true => ", under a condition",
        false => "",
    };
    let what = format!("{who} {may} {action} on {of}{condition}: its own policy says so");
    let state = match has {
        Answer::Yes => State::Yes,
        _ => State::Unknown,
    };
    let mut quote = seen.quote("the statement", &statement);
    let asked = seen.whole.asked(&statement, |_| true, |_| true);
    if !asked.is_empty() {
        quote.lines = asked;
    }
    let about = guard.of.first().map_or(statement.id(), |own| own.id());
    let reason = seen.reason(about, what, state).because(quote);
    Some(guard.of.iter().fold(reason, |reason, own| {
        reason.because(seen.quote("the resource", own))
    }))
}

/// Whether a statement is about an action, or, of one that ends in `*`, about some that begin so.
fn is_about(grant: &Grant<'_>, action: &str) -> Answer {
    match action.strip_suffix('*') {
        // Asked for all actions of a beginning: those that a statement names.
        Some(_) => {
            let named = grant.named_actions().iter();
            let mut named = named.filter_map(|own| own.text());
            named.any(|own| is_action(&own, action)).into()
        }
        None => grant.has(action),
    }
}

/// Whether an action is the one that is asked for, which may end in `*`.
fn is_action(own: &str, asked: &str) -> bool {
    match asked.strip_suffix('*') {
        Some(beginning) => own
            .get(..beginning.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(beginning)),
        None => own.eq_ignore_ascii_case(asked),
    }
}

/// The roles that a resource is or uses: of a service those of its task.
fn roles_of<'d>(deployment: &'d Deployment<'d>, id: &str) -> Vec<String> {
    let mut all = vec![id.to_owned()];
    let mut of_task = |task: &TaskDefinition<'_>| {
        for name in ["TaskRoleArn", "ExecutionRoleArn"] {
            if let Target::Resource(role, _) = task.get(name).target() {
                all.push(role.id().to_owned());
            }
        }
    };
    let model = deployment.model();
    let edges = model.edges().iter().filter(|edge| edge.from == id);
    let mut used: Vec<String> = edges.map(|edge| edge.to.to_owned()).collect();
    used.push(id.to_owned());
    for task in deployment.tasks() {
        if used.iter().any(|own| own == task.properties.id()) {
            of_task(task);
        }
    }
    all
}

fn of_need<'d>(seen: Seen<'d>, need: &Need<'d>, action: &str) -> Reason {
    let named = need.role.map_or_else(
        || need.named.named(),
        |role| role.properties.id().to_owned(),
    );
    let who = match need.by {
        Actor::Agent(task) => format!("Amazon ECS, for the task {},", task.properties.id()),
        Actor::Containers(task) => format!("the containers of {}", task.properties.id()),
        Actor::Starter(starter) => starter.target.id().to_owned(),
        Actor::CodeDeploy(group) => group.id().to_owned(),
        Actor::Ecs(service) => format!("Amazon ECS, for {},", service.properties.id()),
        Actor::Infrastructure => "Amazon ECS".to_owned(),
    };
    let actions: Vec<&str> = need
        .actions
        .iter()
        .copied()
        .filter(|own| is_action(own, action))
        .collect();
    let purpose = words::purpose(&need.purpose);
    let are_several = matches!(need.by, Actor::Containers(_));
    let verb = if are_several { "need" } else { "needs" };
    let (state, verdict) = match &need.verdict {
        Permit::Allowed => (State::Yes, "which is allowed"),
        Permit::Denied(_) => (State::No, "which no policy allows"),
        Permit::Unknown => (State::Unknown, "which is decided elsewhere"),
    };
    let what = format!(
        "{who} {verb} {} with {named}, {purpose}, {verdict}",
        actions.join(", ")
    );
    let reason = seen.reason(need.because.id(), what, state);
    let reason = reason.because(seen.quote("asked for by", &need.because));
    match need.role {
        Some(role) => reason.because(seen.quote("the role", &role.properties)),
        None => reason,
    }
}

fn of_role<'d>(seen: Seen<'d>, role: &'d Role<'d>, action: &str) -> Vec<Reason> {
    let id = role.properties.id();
    let mut reasons = Vec::new();
    for grant in &role.grants {
        let has = is_about(grant, action);
        if has == Answer::No {
            continue;
        }
        let statement = grant.place;
        let of_aws = statement.get("Effect").text().is_none();
        let on = match of_aws {
            true => String::new(),
            false => {
                let on = statement.get("Resource").items().known;
                let on: Vec<String> = on.iter().map(|own| own.named()).collect();
                format!(" on {}", on.join(", "))
            }
        };
        let condition = if grant.is_conditional() {
            ", under a condition"
        } else {
            ""
        };
        let may = if grant.allows() { "may" } else { "may never" };
        let (what, role_of) = match of_aws {
            true => (
                format!(
                    "{id} may {action}: AWS's policy {} allows it",
                    statement.shown()
                ),
                "the policy",
            ),
            false => (
                format!(
                    "{id} {may} {action}{on}{condition}: a statement of {} says so",
                    statement.id()
                ),
                "the statement",
            ),
        };
        let state = match has {
            Answer::Yes => State::Yes,
            _ => State::Unknown,
        };
        let mut quote = seen.quote(role_of, &statement);
        let asked = |is: &dyn Fn(&str) -> bool| seen.whole.asked(&statement, |_| true, is);
        let of_action = asked(&|own| is_action(own, action) || is_action(action, own));
        // Of a pattern with more in it than an end, it is not known which of them has the action.
        let lines = match of_action.is_empty() {
            true => asked(&|_| true),
            false => of_action,
        };
        if !lines.is_empty() {
            quote.lines = lines;
        }
        let reason = seen.reason(id, what, state).because(quote);
        reasons.push(reason.because(seen.quote("the role", &role.properties)));
    }
    reasons
}
