//! Why something may be done, or may not.

use stackwright_deployment::{
    Actor, Answer, Deployment, Need, Permit, Role, Target, TaskDefinition,
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
    reasons
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
        let has = match action.strip_suffix('*') {
            // Asked for all actions of a beginning: those that a statement names.
            Some(_) => {
                let named = grant.allowed_actions().iter();
                let mut named = named.filter_map(|own| own.text());
                named.any(|own| is_action(&own, action)).into()
            }
            None => grant.has(action),
        };
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
