use stackwright_core::{App, Expr, NodeId};

use crate::keyed::{Keyed, Names};

/// That a service publishes one of its metrics every 20 seconds.
pub(super) struct Fast {
    pub service: NodeId,
    pub metric: &'static str,
}

const EVERY: i64 = 20;

impl Fast {
    /// Writes it into the services, beside what is said there already.
    pub(super) fn lower(facts: Vec<Fast>, app: &App) {
        let mut services: Keyed<String, (NodeId, Names)> = Keyed::default();
        for fact in facts {
            let path = app.identity_with_stack(fact.service);
            let (_, metrics) = services.entry(path, || (fact.service, Names::default()));
            metrics.insert(fact.metric.into());
        }
        for (service, metrics) in services.into_things() {
            lower(service, metrics, app);
        }
    }
}

fn lower(service: NodeId, mut fast: Names, app: &App) {
    let said = app.read_props(service, |props| match props.get("Monitoring") {
        Some(Expr::Map(said)) => match said.get("MetricConfigurations") {
            Some(Expr::List(items)) => items.clone(),
            _ => Vec::new(),
        },
        _ => Vec::new(),
    });
    let mut slow = Names::default();
    for item in said.unwrap_or_default() {
        let Expr::Map(item) = &item else { continue };
        let is_fast = matches!(item.get("ResolutionSeconds"), Some(Expr::Int(EVERY)));
        let Some(Expr::List(names)) = item.get("MetricNames") else {
            continue;
        };
        let all = if is_fast { &mut fast } else { &mut slow };
        for name in names {
            if let Expr::Str(name) = name {
                all.insert(name.clone());
            }
        }
    }
    slow.without(&fast);
    let one = |names: Names, seconds: i64| {
        Expr::object([
            ("MetricNames", names.into_list()),
            ("ResolutionSeconds", Expr::Int(seconds)),
        ])
    };
    let mut all = vec![one(fast, EVERY)];
    if !slow.is_empty() {
        all.push(one(slow, 60));
    }
    app.scope_of(service).edit_props(service, |props| {
        props.set(
            "Monitoring",
            Expr::object([("MetricConfigurations", Expr::List(all))]),
        );
    });
}
