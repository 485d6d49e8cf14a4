use stackwright_cfn::rds as cfn;
use stackwright_core::{Props, Scope};

use super::engine::Engine;

/// A group of parameters of a database's own, so that each of them can be changed later without
/// changing the group, which would need a restart.
pub(super) fn parameter_group(
    engine: &Engine,
    parameters: Props,
    scope: Scope<'_>,
) -> cfn::DbParameterGroupHandle {
    let group = cfn::DbParameterGroup::new()
        .description(scope.identity_text(str::to_owned))
        .family(engine.family.clone())
        .parameters(parameters);
    scope.add("ParameterGroup", group)
}
