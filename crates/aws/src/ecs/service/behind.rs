use stackwright_core::{App, Expr, Fact, NodeId, Recorded};

use crate::conditional::{beyond, where_all_hold};

/// That a service stands behind load balancers, or is discovered: its list of these leaves out
/// what is not there.
pub(super) struct Behind {
    pub service: NodeId,
    /// Whether the grace period is there for the load balancers only.
    pub has_default_period: bool,
}

impl Fact for Behind {
    const NAME: &'static str = "ecs/behind";

    fn lower(facts: Vec<Recorded<Self>>, app: &App) {
        for Recorded { fact, .. } in facts {
            fact.lower(app);
        }
    }
}

impl Behind {
    fn lower(self, app: &App) {
        let balancers = self.leave_out(app, "LoadBalancers");
        self.leave_out(app, "ServiceRegistries");
        // What differs from one to another has no one condition; the period does no harm then.
        if let (Some((first, rest)), true) = (balancers.split_first(), self.has_default_period)
            && !first.is_empty()
            && rest.iter().all(|when| when == first)
        {
            let scope = app.scope_of(self.service);
            scope.edit_props(self.service, |props| {
                let name = "HealthCheckGracePeriodSeconds";
                if let Some(period) = props.remove(name) {
                    props.set(name, where_all_hold(first, period));
                }
            });
        }
    }

    /// Puts what may not be there into `Fn::If`, and says under which conditions each item is.
    fn leave_out(&self, app: &App, property: &'static str) -> Vec<Vec<NodeId>> {
        let items = app.read_props(self.service, |props| match props.get(property) {
            Some(Expr::List(items)) => items.clone(),
            _ => Vec::new(),
        });
        let items = items.unwrap_or_default();
        let when: Vec<_> = items
            .iter()
            .map(|item| beyond(app, [item], self.service))
            .collect();
        if when.iter().any(|when| !when.is_empty()) {
            let items = items.into_iter().zip(&when);
            let items = items
                .map(|(item, when)| where_all_hold(when, item))
                .collect();
            let scope = app.scope_of(self.service);
            scope.edit_props(self.service, |props| props.set(property, Expr::List(items)));
        }
        when
    }
}
