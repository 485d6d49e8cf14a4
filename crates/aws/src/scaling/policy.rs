//! What policies of all kinds have in common.

use stackwright_codes as codes;
use stackwright_core::{App, Handle, NodeId, Scope, Settings, Str, Value};

use super::target::Scaled;

/// There is nothing to scale where the service is not there.
pub(super) fn only_with<'a>(
    policy: impl Handle,
    scaled: &Scaled,
    scope: Scope<'a>,
) -> Settings<'a> {
    let policy = scope.of(policy);
    match scaled {
        Scaled::Service(service, _) => policy.only_with(*service),
        Scaled::Target(target) => policy.only_with(*target),
    }
}

/// There is nothing by which to scale.
pub(crate) fn no_metric(message: impl Into<String>, help: &'static str, scope: Scope<'_>) {
    let found = codes::ECS116.finding(message);
    scope.report(found.help(help));
}

/// Steps that take away what a policy that tracks a metric adds again.
pub(crate) fn fights(steps: NodeId, tracking: NodeId, app: &App) {
    let path = app.scope_of(tracking).path();
    let message = format!("steps take away what `{path}` adds again, and the other way round");
    let found = codes::ECS190.finding(message);
    app.scope_of(steps).report(found.help(
        "let one of them take away: steps with `at_least` only, or tracking `.without_scale_in()`",
    ));
}

/// A name for a policy, or for what a schedule does, made of where it is: printable ASCII, at most
/// 256 characters.
pub(super) fn name_of(place: Scope<'_>) -> Value<Str> {
    place.identity_text(|path| {
        let (path, last) = path.rsplit_once('/').unwrap_or(("", path));
        let admitted = |c: char| if matches!(c, ' '..='~') { c } else { '_' };
        let path: String = path.chars().map(admitted).take(240).collect();
        format!("{path}/{last}")
    })
}
