use stackwright_core::{App, Expr, Props};

use super::is_cdk;

/// Kept on a resource of which the program does not say something that constructs then say by themselves.
pub(crate) struct Unsaid;

/// Writes what AWS CDK writes where nothing is said.
pub(super) fn write(app: &App) {
    for cluster in app.resources_of_type("AWS::ECS::Cluster") {
        if is_cdk(app, cluster) && app.data::<Unsaid>(cluster).is_some() {
            let take = |cluster: &mut Props| drop(cluster.remove("CapacityProviders"));
            app.scope_of(cluster).edit_props(cluster, take);
        }
    }
    for group in app.resources_of_type("AWS::Logs::LogGroup") {
        if is_cdk(app, group) && app.data::<Unsaid>(group).is_some() {
            app.scope_of(group).of(group).retain();
        }
    }
    for service in app.resources_of_type("AWS::ECS::Service") {
        if is_cdk(app, service) {
            app.scope_of(service).edit_props(service, |service| {
                if service.get("DeploymentController").is_none() {
                    let controller = Expr::object([("Type", Expr::Str("ECS".into()))]);
                    service.set("DeploymentController", controller);
                }
            });
        }
    }
}
