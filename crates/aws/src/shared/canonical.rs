use stackwright_core::{App, Expr, NodeId, Scope};

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

/// Kept on a node that was imported: what it was imported by.
pub(crate) struct ImportedBy(
    #[cfg_attr(
        not(feature = "ecs-gateway"),
        allow(dead_code, reason = "asked by what joins two that may be imported")
    )]
    pub Expr,
);

/// What is meant, whichever handle was used: what was imported twice, or imported beside what the
/// program adds, is one. A name to compare, and a node that stands for it.
#[cfg(feature = "ecs-gateway")]
pub(crate) fn meant(app: &App, node: NodeId) -> (String, NodeId) {
    let node = canonical(app, node);
    let by = app.data::<ImportedBy>(node);
    match by.as_ref().map(|by| &by.0) {
        Some(Expr::Str(name)) => (format!("{name} (imported)"), node),
        Some(Expr::Get(other, _)) if *other != node => meant(app, *other),
        _ => (app.identity_with_stack(node), node),
    }
}
