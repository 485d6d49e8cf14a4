use stackwright_core::{App, Attribute, Expr, Str, Value, sub};

use super::is_cdk;

/// Ends names with a dot, and leads to load balancers by the names that have addresses of both kinds.
pub(super) fn write(app: &App) {
    let balancers = app.resources_of_type("AWS::ElasticLoadBalancingV2::LoadBalancer");
    let balancers: Vec<_> = balancers.into_iter().collect();
    for record in app.resources_of_type("AWS::Route53::RecordSet") {
        if !is_cdk(app, record) {
            continue;
        }
        app.scope_of(record).edit_props(record, |record| {
            let name = record.get("Name").and_then(Expr::as_str);
            if let Some(name) = name.filter(|name| !name.ends_with('.')) {
                let name = format!("{name}.");
                record.set("Name", Expr::from(name));
            }
            let Some(Expr::Map(alias)) = record.get_mut("AliasTarget") else {
                return;
            };
            let Some(target @ Expr::Get(node, Attribute::Named(_))) = alias.get("DNSName") else {
                return;
            };
            let resource = app.resource_of(*node).unwrap_or(*node);
            if balancers.contains(&resource) {
                let target: Value<Str> = Value::from_expr(target.clone());
                alias.set("DNSName", sub!("dualstack.{target}").into_expr());
            }
        });
    }
}
