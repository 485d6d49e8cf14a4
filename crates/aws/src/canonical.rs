use stackwright_core::{App, NodeId, Scope};

/// The one node that stands for a resource, whichever of its handles was used: the construct around
/// it, or the resource where there is none. What has no resource stands for itself.
pub(crate) fn canonical(app: &App, node: NodeId) -> NodeId {
    let Some(resource) = app.resource_of(node) else {
        return node;
    };
    let parent = app.scope_of(resource).parent().map(Scope::node);
    parent
        .filter(|parent| app.resource_of(*parent) == Some(resource))
        .unwrap_or(resource)
}
