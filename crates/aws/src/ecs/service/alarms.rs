use stackwright_core::{App, Expr, Fact, NodeId, Props, Recorded};

/// That alarms fail the deployments of a service. One that watches this very service needs it, so
/// that the service must not need the alarm: it says its name as a text then.
pub(super) struct Watched {
    pub service: NodeId,
}

impl Fact for Watched {
    /// Before what is lowered asks who needs whom.
    const NAME: &'static str = "ecs/deployment-alarms";

    fn lower(facts: Vec<Recorded<Self>>, app: &App) {
        for Recorded { fact, .. } in facts {
            fact.lower(app);
        }
    }
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
