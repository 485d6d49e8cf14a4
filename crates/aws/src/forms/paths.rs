use stackwright_core::{App, NodeId};

/// Says of each resource in these scopes which construct made it.
pub(super) fn write(app: &App, scopes: impl Iterator<Item = NodeId>) {
    for scope in scopes {
        let resources = app.resources_below(scope).into_iter();
        for resource in resources.filter(|resource| !app.is_included(*resource)) {
            let path = app.identity_with_stack_name(resource);
            app.scope_of(resource)
                .of(resource)
                .metadata("aws:cdk:path", path);
        }
    }
}
