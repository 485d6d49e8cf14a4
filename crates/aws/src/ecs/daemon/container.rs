use stackwright_cfn::ecs::{daemon_task_definition as cfn, task_definition};
use stackwright_codes as codes;
use stackwright_core::{Expr, IntoValue, Scope, Value};

use crate::ecs::container::Spec;
use crate::logs::LogGroupHandle;

/// What a container of a task may say and one of a daemon may not, and how that is said. What only
/// machines of one's own have does not compile.
///
/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DaemonContainerDefinition.html>
const REFUSED: [(&str, &str); 6] = [
    ("CredentialSpecs", "is a member of a domain"),
    ("DockerLabels", "has labels of Docker"),
    ("PortMappings", "exposes a port"),
    ("ResourceRequirements", "asks for accelerators"),
    ("VersionConsistency", "says which image its tag means"),
    ("VolumesFrom", "mounts what another one has mounted"),
];

/// The container as a daemon's definition has it; reports what that has not.
pub(super) fn property(
    container: Spec,
    logs: Option<LogGroupHandle>,
    scope: Scope<'_>,
) -> Value<cfn::DaemonContainerDefinition> {
    let name = match container.name.expr().as_str() {
        Some(name) => format!("container `{name}`"),
        None => "a container".to_owned(),
    };
    let whole: Value<task_definition::ContainerDefinition> =
        container.into_property(logs).into_value();
    let mut whole = whole.into_expr();
    if let Expr::Map(props) = &mut whole {
        for (property, what) in REFUSED {
            if props.remove(property).is_some() {
                let message = format!("{name} of a daemon {what}");
                scope.report(codes::ECS176.finding(message));
            }
        }
    }
    Value::from_expr(whole)
}
