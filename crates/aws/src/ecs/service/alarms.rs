use stackwright_core::{App, Expr, Fact, NodeId, Props, Recorded, Str, Value};
#[cfg(feature = "cloudwatch")]
use stackwright_core::{Handle, Scope};

#[cfg(feature = "cloudwatch")]
use super::ServiceHandle;
use crate::keyed::sort_by_text;
use crate::mapped;

/// That alarms fail the deployments of a service. One that watches this very service needs it, so
/// that the service must not need the alarm: it says its name as a text then.
pub(super) struct Watched {
    pub service: NodeId,
    /// Alarms beside those that the service has said itself: by their names where they may be in a
    /// stack that needs that of the service, or watch it.
    pub more: Vec<NodeId>,
}

impl Fact for Watched {
    /// Before what is lowered asks who needs whom.
    const NAME: &'static str = "ecs/deployment-alarms";

    fn lower(facts: Vec<Recorded<Self>>, app: &App) {
        let mut facts: Vec<Watched> = mapped(facts, |recorded| recorded.fact);
        let mut more: Vec<(NodeId, NodeId)> = Vec::new();
        for fact in &mut facts {
            more.extend(fact.more.drain(..).map(|alarm| (alarm, fact.service)));
        }
        // In any order of declaration the same.
        sort_by_text(&mut more, |(alarm, _)| app.identity_with_stack(*alarm));
        for (alarm, service) in more {
            let scope = app.scope_of(service);
            let is_beside = app.scope_of(alarm).stack_node() == scope.stack_node();
            // ECS refuses to deploy with an alarm that is not there yet.
            let name = match is_beside && !app.needs(alarm, service) {
                true => Value::<Str>::reference(alarm).into_expr(),
                false => text(app, alarm),
            };
            scope.edit_props(service, |props| add_name(props, name));
        }
        for fact in facts {
            fact.lower(app);
        }
    }
}

#[cfg(feature = "cloudwatch")]
impl ServiceHandle {
    /// Has alarms fail its deployments.
    pub(crate) fn failed_by(self, alarms: &[crate::cloudwatch::AlarmHandle], scope: Scope<'_>) {
        let app = scope.app();
        let Some(service) = app.resource_of(self.node()) else {
            return;
        };
        let more = alarms.iter().map(|alarm| alarm.node());
        scope.record(Watched {
            service,
            more: more.filter_map(|alarm| app.resource_of(alarm)).collect(),
        });
    }
}

/// Adds an alarm to those of a service, by its name.
fn add_name(props: &mut Props, name: Expr) {
    let mut configuration = inner(props, "DeploymentConfiguration").cloned();
    let configuration = configuration.get_or_insert_default();
    let mut alarms = inner(configuration, "Alarms").cloned().unwrap_or_else(|| {
        let mut alarms = Props::default();
        alarms.set("AlarmNames", Expr::List(Vec::new()));
        alarms.set("Enable", Expr::Bool(true));
        alarms.set("Rollback", Expr::Bool(true));
        alarms
    });
    if let Some(Expr::List(names)) = alarms.get("AlarmNames") {
        let mut names = names.clone();
        names.push(name);
        alarms.set("AlarmNames", Expr::List(names));
    }
    configuration.set("Alarms", Expr::Map(alarms));
    props.set("DeploymentConfiguration", Expr::Map(configuration.clone()));
}

impl Watched {
    fn lower(self, app: &App) {
        let names = app.read_props(self.service, |props| names(props).cloned());
        let Some(names) = names.flatten() else {
            return;
        };
        let is_ring = |name: &Expr| {
            let alarm = app.resource_of(referred(name)?)?;
            app.needs(alarm, self.service).then_some(alarm)
        };
        let said: Vec<_> = names
            .iter()
            .map(|name| is_ring(name).map_or_else(|| name.clone(), |alarm| text(app, alarm)))
            .collect();
        if said != names {
            let scope = app.scope_of(self.service);
            scope.edit_props(self.service, |props| set_names(props, said));
        }
    }
}

fn names(props: &Props) -> Option<&Vec<Expr>> {
    let alarms = inner(inner(props, "DeploymentConfiguration")?, "Alarms")?;
    match alarms.get("AlarmNames") {
        Some(Expr::List(items)) => Some(items),
        _ => None,
    }
}

fn set_names(props: &mut Props, names: Vec<Expr>) {
    let Some(mut configuration) = inner(props, "DeploymentConfiguration").cloned() else {
        return;
    };
    let Some(mut alarms) = inner(&configuration, "Alarms").cloned() else {
        return;
    };
    alarms.set("AlarmNames", Expr::List(names));
    configuration.set("Alarms", Expr::Map(alarms));
    props.set("DeploymentConfiguration", Expr::Map(configuration));
}

fn inner<'p>(props: &'p Props, name: &str) -> Option<&'p Props> {
    match props.get(name) {
        Some(Expr::Map(inner)) => Some(inner),
        _ => None,
    }
}

fn referred(name: &Expr) -> Option<NodeId> {
    match name {
        Expr::Get(node, _) => Some(*node),
        _ => None,
    }
}

/// The name of an alarm as a text; one that has none gets it.
fn text(app: &App, alarm: NodeId) -> Expr {
    let named = app.read_props(alarm, |props| props.get("AlarmName").cloned());
    if let Some(name) = named.flatten() {
        return name;
    }
    let path = app.identity_with_stack_name(alarm);
    let path = path.strip_suffix("/Resource").unwrap_or(&path);
    let name = Expr::from(path.replace('/', "-"));
    app.scope_of(alarm)
        .edit_props(alarm, |props| props.set("AlarmName", name.clone()));
    name
}
