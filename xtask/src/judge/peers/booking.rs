//! The system of `examples/booking` as AWS CDK's users write it, in `tests/peers/booking_cdk.ts`: prettier
//! leaves it as it is, the compiler takes it, and it comes to the same kinds of resources, as many of
//! each, with the same values where they matter.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result};
use serde::Deserialize;
use serde_json::Value;

use crate::judge::examples::{Example, Stack, read};
use crate::judge::install::{CDK, TYPESCRIPT};
use crate::judge::process;
use crate::judge::resolve::scalar;

const LIMIT: Duration = Duration::from_secs(300);

/// The environment in which both are compared.
const EXAMPLE: &str = "booking-staging";

const PROGRAM: &str = "tests/peers/booking_cdk.ts";
const REASONS: &str = "tests/peers/booking.json";

/// Values that are to be the same, by type. `*` is every item of a list.
const VALUES: [(&str, &[&str]); 22] = [
    (
        "AWS::ApplicationAutoScaling::ScalableTarget",
        &["MinCapacity", "MaxCapacity"],
    ),
    (
        "AWS::CertificateManager::Certificate",
        &["DomainName", "ValidationMethod"],
    ),
    (
        "AWS::EC2::SecurityGroupIngress",
        &["IpProtocol", "FromPort"],
    ),
    ("AWS::EC2::VPC", &["CidrBlock"]),
    ("AWS::EC2::VPCEndpoint", &["VpcEndpointType"]),
    ("AWS::ECS::Cluster", &["ClusterSettings/*/Value"]),
    (
        "AWS::ECS::Service",
        &[
            "LaunchType",
            "DeploymentConfiguration/DeploymentCircuitBreaker/Rollback",
            "DeploymentConfiguration/MinimumHealthyPercent",
            "HealthCheckGracePeriodSeconds",
            "NetworkConfiguration/AwsvpcConfiguration/AssignPublicIp",
            "PropagateTags",
        ],
    ),
    (
        "AWS::ECS::TaskDefinition",
        &[
            "Cpu",
            "Memory",
            "RuntimePlatform/CpuArchitecture",
            "ContainerDefinitions/*/Name",
            "ContainerDefinitions/*/Environment/*/Name",
            "ContainerDefinitions/*/Secrets/*/Name",
            "ContainerDefinitions/*/PortMappings/*/ContainerPort",
            "ContainerDefinitions/*/HealthCheck/Command/*",
            "ContainerDefinitions/*/StopTimeout",
        ],
    ),
    (
        "AWS::ElastiCache::ServerlessCache",
        &["Engine", "MajorEngineVersion"],
    ),
    (
        "AWS::ElastiCache::User",
        &[
            "Engine",
            "UserName",
            "AccessString",
            "AuthenticationMode/Type",
        ],
    ),
    (
        "AWS::ElasticLoadBalancingV2::Listener",
        &["Port", "Protocol", "SslPolicy"],
    ),
    (
        "AWS::ElasticLoadBalancingV2::ListenerRule",
        &["Conditions/*/HostHeaderConfig/Values/*"],
    ),
    (
        "AWS::ElasticLoadBalancingV2::LoadBalancer",
        &["Scheme", "Type"],
    ),
    (
        "AWS::ElasticLoadBalancingV2::TargetGroup",
        &["Port", "Protocol", "HealthCheckPath", "TargetType"],
    ),
    (
        "AWS::RDS::DBInstance",
        &[
            "Engine",
            "EngineVersion",
            "DBInstanceClass",
            "DBName",
            "AllocatedStorage",
            "MaxAllocatedStorage",
            "StorageEncrypted",
            "BackupRetentionPeriod",
            "DeletionProtection",
        ],
    ),
    ("AWS::Route53::RecordSet", &["Name", "Type"]),
    ("AWS::S3::Bucket", &["VersioningConfiguration/Status"]),
    ("AWS::SNS::Subscription", &["Protocol", "Endpoint"]),
    (
        "AWS::SQS::Queue",
        &[
            "VisibilityTimeout",
            "MessageRetentionPeriod",
            "RedrivePolicy/maxReceiveCount",
        ],
    ),
    (
        "AWS::Scheduler::Schedule",
        &["ScheduleExpression", "ScheduleExpressionTimezone"],
    ),
    ("AWS::ServiceDiscovery::PrivateDnsNamespace", &["Name"]),
    ("AWS::ServiceDiscovery::Service", &["Name"]),
];

/// Why there is a difference: in the number of resources of a type, or in a value of theirs.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Reason {
    #[serde(rename = "type")]
    kind: String,
    /// Nothing stands for how many there are.
    value: Option<String>,
    why: String,
}

/// Differences without a reason, reasons without a difference, and what else is wrong; why it was not
/// compared, if a kit is not there.
pub fn compare(
    root: &Path,
    folder: &Path,
    examples: &[Example],
) -> Result<Result<Vec<String>, String>> {
    let (cdk, typescript) = match (CDK.ready(folder), TYPESCRIPT.ready(folder)) {
        (Ok(cdk), Ok(typescript)) => (cdk, typescript),
        (Err(why), _) | (_, Err(why)) => return Ok(Err(why)),
    };
    let example = examples
        .iter()
        .find(|example| example.name == EXAMPLE)
        .with_context(|| format!("there is no example {EXAMPLE}"))?;
    let theirs = synthesized(root, &folder.join("peers/booking"), [&cdk, &typescript])?;
    let reasons: Vec<Reason> = serde_json::from_value(read(&root.join(REASONS))?)?;
    Ok(Ok(differences(&example.stacks, &theirs, &reasons)))
}

/// Formats, compiles and runs the program.
fn synthesized(root: &Path, place: &Path, kits: [&Path; 2]) -> Result<Vec<Stack>> {
    if place.exists() {
        fs::remove_dir_all(place)?;
    }
    let modules = place.join("node_modules");
    fs::create_dir_all(&modules)?;
    for kit in kits {
        for package in fs::read_dir(kit.join("node_modules"))? {
            let package = package?;
            let link = modules.join(package.file_name());
            if !link.exists() {
                symlink(package.path(), link)?;
            }
        }
    }
    let program = place.join("booking_cdk.ts");
    fs::copy(root.join(PROGRAM), &program)?;
    let node = |words: &[&str]| -> Result<()> {
        let mut command = Command::new("node");
        command
            .current_dir(place)
            .args(words)
            .env("CDK_OUTDIR", place.join("cdk.out"))
            .env("SETTINGS", root.join("examples/booking/staging.yaml"))
            .env("IMAGES", root.join("examples/booking"));
        process::succeed(&mut command, LIMIT)
            .map(drop)
            .with_context(|| PROGRAM)
    };
    node(&[
        "node_modules/prettier/bin/prettier.cjs",
        "--check",
        "booking_cdk.ts",
    ])?;
    node(&[
        "node_modules/typescript/bin/tsc",
        "--strict",
        "--skipLibCheck",
        "--target",
        "es2022",
        "--module",
        "commonjs",
        "--types",
        "node",
        "booking_cdk.ts",
    ])?;
    node(&["booking_cdk.js"])?;
    crate::judge::examples::stacks(&place.join("cdk.out/assembly-Staging"))
}

/// Resources by type.
fn by_type(stacks: &[Stack]) -> BTreeMap<&str, Vec<&Value>> {
    let mut all: BTreeMap<&str, Vec<&Value>> = BTreeMap::new();
    let resources = stacks
        .iter()
        .filter_map(|stack| stack.template.pointer("/Resources"));
    for resource in resources
        .filter_map(Value::as_object)
        .flat_map(|all| all.values())
    {
        if let Some(kind) = resource.pointer("/Type").and_then(Value::as_str) {
            all.entry(kind).or_default().push(resource);
        }
    }
    all
}

/// What stands at a path, as texts.
fn values(value: &Value, path: &str, found: &mut Vec<String>) {
    let (first, rest) = match path.split_once('/') {
        Some((first, rest)) => (first, Some(rest)),
        None => (path, None),
    };
    let below: Vec<&Value> = match first {
        "*" => value.as_array().into_iter().flatten().collect(),
        name => value.get(name).into_iter().collect(),
    };
    for value in below {
        match rest {
            Some(rest) => values(value, rest, found),
            None => found.push(scalar(value)),
        }
    }
}

fn all_values(resources: Option<&Vec<&Value>>, path: &str) -> Vec<String> {
    let mut found = Vec::new();
    for resource in resources.into_iter().flatten() {
        if let Some(properties) = resource.get("Properties") {
            values(properties, path, &mut found);
        }
    }
    found.sort();
    found
}

fn differences(ours: &[Stack], theirs: &[Stack], reasons: &[Reason]) -> Vec<String> {
    let (ours, theirs) = (by_type(ours), by_type(theirs));
    let mut wrong = Vec::new();
    let mut used = vec![false; reasons.len()];
    let mut differs = |kind: &str, value: Option<&str>, text: String| {
        let known = reasons
            .iter()
            .position(|one| one.kind == kind && one.value.as_deref() == value);
        match known.and_then(|index| used.get_mut(index)) {
            Some(used) => *used = true,
            None => wrong.push(format!(
                "booking: {kind}: {text}, for no reason in {REASONS}"
            )),
        }
    };
    for kind in ours.keys().chain(theirs.keys()) {
        let count = |all: &BTreeMap<&str, Vec<&Value>>| all.get(kind).map_or(0, Vec::len);
        let (our, their) = (count(&ours), count(&theirs));
        if our != their {
            differs(kind, None, format!("{our} here, {their} there"));
        }
    }
    for (kind, paths) in VALUES {
        for path in paths {
            let our = all_values(ours.get(kind), path);
            let their = all_values(theirs.get(kind), path);
            if our != their {
                differs(
                    kind,
                    Some(path),
                    format!("{path} is {our:?} here, {their:?} there"),
                );
            }
        }
    }
    let stale = reasons.iter().zip(&used).filter(|(_, used)| !**used);
    wrong.extend(stale.map(|(one, _)| {
        let value = one.value.as_deref().unwrap_or("the number");
        format!(
            "{REASONS} explains {value} of {}, which does not differ",
            one.kind
        )
    }));
    wrong
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use serde_json::json;

    fn stack(resources: Value) -> Vec<Stack> {
        vec![Stack {
            name: "S".to_owned(),
            file: PathBuf::new(),
            template: json!({"Resources": resources}),
        }]
    }

    #[test]
    fn what_differs_has_a_reason_and_what_has_one_differs() {
        let queue = |seconds: u32| json!({"Type": "AWS::SQS::Queue", "Properties": {"VisibilityTimeout": seconds}});
        let ours = stack(json!({"A": queue(30)}));
        let theirs = stack(json!({"B": queue(60), "C": {"Type": "AWS::IAM::Policy"}}));
        let wrong = differences(&ours, &theirs, &[]);
        assert_eq!(wrong.len(), 2, "{wrong:?}");
        assert!(wrong[0].contains("AWS::IAM::Policy: 0 here, 1 there"));
        assert!(wrong[1].contains(r#"VisibilityTimeout is ["30"] here, ["60"] there"#));
        let reason = |kind: &str, value: Option<&str>| Reason {
            kind: kind.to_owned(),
            value: value.map(str::to_owned),
            why: "because".to_owned(),
        };
        let reasons = [
            reason("AWS::IAM::Policy", None),
            reason("AWS::SQS::Queue", Some("VisibilityTimeout")),
            reason("AWS::SQS::Queue", None),
        ];
        let wrong = differences(&ours, &theirs, &reasons);
        assert_eq!(wrong.len(), 1, "{wrong:?}");
        assert!(wrong[0].contains("explains the number of AWS::SQS::Queue"));
    }

    #[test]
    fn every_reason_is_a_sentence() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let reasons: Vec<Reason> =
            serde_json::from_value(read(&root.join(REASONS)).unwrap()).unwrap();
        for one in reasons {
            assert!(one.why.len() > 20 && one.why.ends_with('.'), "{}", one.kind);
        }
    }
}
