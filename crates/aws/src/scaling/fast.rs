use std::collections::{BTreeMap, BTreeSet};

use stackwright_core::{App, Expr, NodeId};

/// That a service publishes one of its metrics every 20 seconds.
pub(super) struct Fast {
    pub service: NodeId,
    pub metric: &'static str,
}

const EVERY: i64 = 20;

impl Fast {
    /// Writes it into the services, beside what is said there already.
    pub(super) fn lower(facts: Vec<Fast>, app: &App) {
        let mut services: BTreeMap<String, (NodeId, BTreeSet<String>)> = BTreeMap::new();
        for fact in facts {
            let path = app.identity_with_stack(fact.service);
            let (_, metrics) = services
                .entry(path)
                .or_insert((fact.service, BTreeSet::new()));
            metrics.insert(fact.metric.to_owned());
        }
        for (service, metrics) in services.into_values() {
            lower(service, metrics, app);
        }
    }
}

fn lower(service: NodeId, mut fast: BTreeSet<String>, app: &App) {
    let said = app.read_props(service, |props| match props.get("Monitoring") {
        Some(Expr::Map(said)) => match said.get("MetricConfigurations") {
            Some(Expr::List(items)) => items.clone(),
            _ => Vec::new(),
        },
        _ => Vec::new(),
    });
    let mut slow = BTreeSet::new();
    for item in said.unwrap_or_default() {
        let Expr::Map(item) = &item else { continue };
        let is_fast = matches!(item.get("ResolutionSeconds"), Some(Expr::Int(EVERY)));
        let Some(Expr::List(names)) = item.get("MetricNames") else {
            continue;
        };
        let names = names.iter().filter_map(|name| match name {
            Expr::Str(name) => Some(name.to_string()),
            _ => None,
        });
        match is_fast {
            true => fast.extend(names),
            false => slow.extend(names),
        }
    }
    slow.retain(|name| !fast.contains(name));
    let one = |names: BTreeSet<String>, seconds: i64| {
        let names = names.into_iter().map(|name| Expr::Str(name.into()));
        Expr::object([
            ("MetricNames", Expr::List(names.collect())),
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
