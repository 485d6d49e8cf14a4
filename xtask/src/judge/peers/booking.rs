//! The system of `examples/booking` as AWS CDK's users write it, in `tests/peers/booking_cdk.ts`: prettier
//! leaves it as it is, the compiler takes it, and it comes to the same kinds of resources, as many of
//! each, with the same values where they matter.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result};
use serde::Deserialize;
use serde_json::Value;

use super::{FIGURES, figures};
use crate::judge::examples::{Example, Stack, read};
use crate::judge::install::{CDK, TYPESCRIPT};
use crate::judge::process;
use crate::judge::resolve::scalar;

const LIMIT: Duration = Duration::from_secs(300);

/// The environment in which both are compared.
const EXAMPLE: &str = "booking-staging";

const OURS: &str = "examples/booking/main.rs";
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

impl Reason {
    fn is_for(&self, kind: &str, value: Option<&str>) -> bool {
        self.kind == kind && self.value.as_deref() == value
    }
}

/// What comes of the comparison.
pub struct Compared {
    /// Differences without a reason, and reasons without a difference.
    pub faults: Vec<String>,
    /// The part of the page.
    pub section: String,
}

/// Compares; why it was not compared, if a kit is not there.
pub fn compare(
    root: &Path,
    folder: &Path,
    examples: &[Example],
) -> Result<Result<Compared, String>> {
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
    let (faults, rows) = differences(&example.stacks, &theirs, &reasons);
    let ours = figures("stackwright", &root.join(OURS), &example.stacks)?;
    let theirs = figures("AWS CDK", &root.join(PROGRAM), &theirs)?;
    let section = section(&[ours, theirs], &rows);
    Ok(Ok(Compared { faults, section }))
}

fn section(figures: &[[String; 4]], rows: &str) -> String {
    let mut text = format!(
        "\n# A whole system by AWS CDK\n\n\
         `{OURS}` and the same system in `{PROGRAM}`, both as their formatters leave them and with\n\
         the settings of staging. What is compared is how many resources there are of each type, and \
         the values\nthat matter. Why there is a difference stands in `{REASONS}`; one without a \
         reason is a finding.\n\n{FIGURES}"
    );
    for row in figures {
        let _ = writeln!(text, "| {} |", row.join(" | "));
    }
    text + "\n| type | what | here | there | why |\n|---|---|---|---|---|\n" + rows
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

/// What is wrong, and the rows of what differs for a reason.
fn differences(ours: &[Stack], theirs: &[Stack], reasons: &[Reason]) -> (Vec<String>, String) {
    let (ours, theirs) = (by_type(ours), by_type(theirs));
    let mut faults = Vec::new();
    let mut rows = String::new();
    let mut used = vec![false; reasons.len()];
    let mut differs = |kind: &str, value: Option<&str>, here: String, there: String| {
        let what = value.unwrap_or("number");
        let known = reasons.iter().zip(&mut used);
        let mut known = known.filter(|(one, _)| one.is_for(kind, value));
        let Some((reason, used)) = known.next() else {
            faults.push(format!(
                "booking: {kind}: {what} is {here} here and {there} there, for no reason in {REASONS}"
            ));
            return;
        };
        *used = true;
        let _ = writeln!(
            rows,
            "| {kind} | {what} | {here} | {there} | {} |",
            reason.why
        );
    };
    let kinds: BTreeSet<&str> = ours.keys().chain(theirs.keys()).copied().collect();
    for kind in kinds {
        let count = |all: &BTreeMap<&str, Vec<&Value>>| all.get(kind).map_or(0, Vec::len);
        let (our, their) = (count(&ours), count(&theirs));
        if our != their {
            differs(kind, None, our.to_string(), their.to_string());
        }
    }
    for (kind, paths) in VALUES {
        for path in paths {
            let our = all_values(ours.get(kind), path);
            let their = all_values(theirs.get(kind), path);
            if our != their {
                differs(kind, Some(path), quoted(&our), quoted(&their));
            }
        }
    }
    let stale = reasons.iter().zip(&used).filter(|(_, used)| !**used);
    faults.extend(stale.map(|(one, _)| {
        let value = one.value.as_deref().unwrap_or("the number");
        format!(
            "{REASONS} explains {value} of {}, which does not differ",
            one.kind
        )
    }));
    (faults, rows)
}

fn quoted(values: &[String]) -> String {
    let values: Vec<String> = values.iter().map(|value| format!("`{value}`")).collect();
    match values.is_empty() {
        true => "-".to_owned(),
        false => values.join(", "),
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use serde_json::json;

    fn stack(resources: Value) -> Vec<Stack> {
        vec![Stack {
            shown: "Web".to_owned(),
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
        let (faults, rows) = differences(&ours, &theirs, &[]);
        assert_eq!(faults.len(), 2, "{faults:?}");
        assert!(faults[0].contains("AWS::IAM::Policy: number is 0 here and 1 there"));
        assert!(faults[1].contains("VisibilityTimeout is `30` here and `60` there"));
        assert_eq!(rows, "");
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
        let (faults, rows) = differences(&ours, &theirs, &reasons);
        assert_eq!(faults.len(), 1, "{faults:?}");
        assert!(faults[0].contains("explains the number of AWS::SQS::Queue"));
        assert_eq!(
            rows,
            "| AWS::IAM::Policy | number | 0 | 1 | because |\n\
             | AWS::SQS::Queue | VisibilityTimeout | `30` | `60` | because |\n"
        );
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
