use stackwright_core::{App, Expr};

use super::is_cdk;

/// Names the namespace beside the records, too: to take it from there would replace the service.
pub(super) fn write(app: &App) {
    for service in app.resources_of_type("AWS::ServiceDiscovery::Service") {
        if !is_cdk(app, service) {
            continue;
        }
        app.scope_of(service).edit_props(service, |service| {
            let Some(Expr::Map(records)) = service.get_mut("DnsConfig") else {
                return;
            };
            if records.get("RoutingPolicy").is_none() {
                records.set("RoutingPolicy", Expr::Str("MULTIVALUE".into()));
            }
            if let Some(namespace) = records.get("NamespaceId").cloned() {
                service.set("NamespaceId", namespace);
            }
        });
    }
}
