//! A task in the words of Batch, which has most of those of ECS.

use stackwright_codes as codes;
use stackwright_core::{Expr, Props, Scope, Text};

/// What containers of jobs have as those of tasks have it.
const AS_IN_ECS: [&str; 17] = [
    "Command",
    "DependsOn",
    "Environment",
    "Essential",
    "FirelensConfiguration",
    "Image",
    "LinuxParameters",
    "LogConfiguration",
    "MountPoints",
    "Name",
    "Privileged",
    "ReadonlyRootFilesystem",
    "RepositoryCredentials",
    "Secrets",
    "StartTimeout",
    "StopTimeout",
    "Ulimits",
];

/// What is said in another way, or is of no use to a job that nobody calls.
const OTHERWISE: [&str; 4] = ["Cpu", "Memory", "MemoryReservation", "PortMappings"];

/// A task definition as Batch has it.
pub(super) fn task(definition: Props, scope: Scope<'_>) -> Props {
    let mut own = Props::new();
    for (key, value) in definition.iter() {
        match key.as_ref() {
            "ExecutionRoleArn" | "TaskRoleArn" | "EphemeralStorage" | "RuntimePlatform"
            | "PidMode" | "IpcMode" => own.set(key.clone(), value.clone()),
            "Volumes" => own.set("Volumes", volumes(value, scope)),
            _ => {}
        }
    }
    let containers = match definition.get("ContainerDefinitions") {
        Some(Expr::List(containers)) => containers.as_slice(),
        _ => &[],
    };
    let whole = (definition.get("Cpu"), definition.get("Memory"));
    let is_alone = containers.len() == 1;
    let mut written = Vec::with_capacity(containers.len());
    for one in containers {
        let Expr::Map(one) = one else { continue };
        let size = match is_alone {
            true => whole,
            false => (one.get("Cpu"), one.get("Memory")),
        };
        written.push(Expr::Map(container(one, size, scope)));
    }
    own.set("Containers", Expr::List(written));
    own
}

fn container(one: &Props, size: (Option<&Expr>, Option<&Expr>), scope: Scope<'_>) -> Props {
    let mut own = Props::new();
    let name = || {
        one.get("Name")
            .and_then(Expr::as_str)
            .unwrap_or("?")
            .to_owned()
    };
    for (key, value) in one.iter() {
        if AS_IN_ECS.contains(&key.as_ref()) || key.as_ref() == "User" {
            own.set(key.clone(), value.clone());
        } else if !OTHERWISE.contains(&key.as_ref()) {
            let message = format!("container `{}` says `{key}`", name());
            scope.report(codes::BAT101.finding(message));
        }
    }
    match (size.0.and_then(vcpus), size.1.and_then(mebibytes)) {
        (Some(vcpus), Some(memory)) => {
            let of = |kind: &'static str, value: Text| {
                Expr::object([("Type", Expr::from(kind)), ("Value", Expr::Str(value))])
            };
            let both = vec![of("VCPU", vcpus), of("MEMORY", memory)];
            own.set("ResourceRequirements", Expr::List(both));
        }
        _ => {
            let message = format!("container `{}` does not say its CPU and memory", name());
            scope.report(codes::BAT103.finding(message));
        }
    }
    own
}

/// `0.25` of 256 units.
fn vcpus(units: &Expr) -> Option<Text> {
    let units = number(units)?;
    let (whole, rest) = (units / 1024, units % 1024);
    // Fargate has quarters and halves of a vCPU.
    let rest = match rest {
        0 => return Some(whole.to_string().into()),
        rest => format!("{:.3}", f64::from(rest) / 1024.0),
    };
    let rest = rest.trim_start_matches('0').trim_end_matches('0');
    Some(format!("{whole}{rest}").into())
}

fn mebibytes(memory: &Expr) -> Option<Text> {
    Some(number(memory)?.to_string().into())
}

fn number(value: &Expr) -> Option<u32> {
    match value {
        Expr::Int(number) => u32::try_from(*number).ok(),
        Expr::Uint(number) => u32::try_from(*number).ok(),
        Expr::Str(text) => text.parse().ok(),
        _ => None,
    }
}

fn volumes(volumes: &Expr, scope: Scope<'_>) -> Expr {
    let Expr::List(volumes) = volumes else {
        return volumes.clone();
    };
    let mut written = Vec::with_capacity(volumes.len());
    for volume in volumes {
        let Expr::Map(volume) = volume else { continue };
        let mut own = Props::new();
        for (key, value) in volume.iter() {
            match key.as_ref() {
                "Name" | "Host" | "S3FilesVolumeConfiguration" => {
                    own.set(key.clone(), value.clone());
                }
                "EFSVolumeConfiguration" => own.set("EfsVolumeConfiguration", renamed(value)),
                _ => {
                    let name = volume.get("Name").and_then(Expr::as_str).unwrap_or("?");
                    let message = format!("volume `{name}` says `{key}`");
                    scope.report(codes::BAT102.finding(message));
                }
            }
        }
        written.push(Expr::Map(own));
    }
    Expr::List(written)
}

/// A file system, which ECS and Batch spell differently.
fn renamed(value: &Expr) -> Expr {
    let Expr::Map(props) = value else {
        return value.clone();
    };
    let mut own = Props::new();
    for (key, value) in props.iter() {
        let key: Text = match key.as_ref() {
            "FilesystemId" => "FileSystemId".into(),
            "IAM" => "Iam".into(),
            _ => key.clone(),
        };
        own.set(key, renamed(value));
    }
    Expr::Map(own)
}
