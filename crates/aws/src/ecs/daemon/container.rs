use stackwright_cfn::ecs::{daemon_task_definition as cfn, task_definition};
use stackwright_codes as codes;
use stackwright_core::{Expr, IntoValue, Props, Scope, Value};

use crate::ecs::container::Spec;
use crate::logs::LogGroupHandle;

/// What a container of a task may say and one of a daemon may not, and how that is said.
///
/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DaemonContainerDefinition.html>
const REFUSED: [(&str, &str); 13] = [
    ("CredentialSpecs", "is a member of a domain"),
    ("DisableNetworking", "has no network"),
    ("DnsSearchDomains", "looks names up in domains of its own"),
    ("DnsServers", "has name servers of its own"),
    ("DockerLabels", "has labels of Docker"),
    ("DockerSecurityOptions", "has security options of Docker"),
    ("ExtraHosts", "has hosts of its own"),
    ("Hostname", "has a host name of its own"),
    ("Links", "is linked to others"),
    ("PortMappings", "exposes a port"),
    ("ResourceRequirements", "asks for accelerators"),
    ("VersionConsistency", "says which image its tag means"),
    ("VolumesFrom", "mounts what another one has mounted"),
];

/// The same, of what it says of Linux.
const REFUSED_OF_LINUX: [(&str, &str); 3] = [
    ("MaxSwap", "has swap"),
    ("SharedMemorySize", "has shared memory of its own"),
    ("Swappiness", "has swap"),
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
        let mut told = taken(props, &REFUSED);
        if let Some(Expr::Map(linux)) = props.get_mut("LinuxParameters") {
            told.extend(taken(linux, &REFUSED_OF_LINUX));
        }
        told.dedup();
        for what in told {
            let message = format!("{name} of a daemon {what}");
            scope.report(codes::ECS176.finding(message));
        }
    }
    Value::from_expr(whole)
}

/// Takes out what is refused, and says what that was.
fn taken(props: &mut Props, refused: &[(&str, &'static str)]) -> Vec<&'static str> {
    let refused = refused.iter();
    let told = refused.filter_map(|(property, what)| props.remove(property).map(|_| *what));
    told.collect()
}
