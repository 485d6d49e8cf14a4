//! Which feature brings which service.

/// Beginnings of names that services of one family share. They share a feature, because there
/// are more services than the registry allows features. Every other service is its own family.
const FAMILIES: [&str; 41] = [
    "amplify",
    "apigateway",
    "appconfig",
    "arc",
    "bcm",
    "bedrock",
    "billing",
    "cleanrooms",
    "code",
    "connect",
    "devops",
    "docdb",
    "elasticloadbalancing",
    "emr",
    "events",
    "gamelift",
    "greengrass",
    "inspector",
    "iot",
    "ivs",
    "kendra",
    "kinesis",
    "licensemanager",
    "lookout",
    "media",
    "mwaa",
    "neptune",
    "network",
    "notifications",
    "opensearch",
    "opsworks",
    "pcaconnector",
    "pinpoint",
    "redshift",
    "resiliencehub",
    "resource",
    "route53",
    "s3",
    "security",
    "ssm",
    "workspaces",
];

/// The feature that brings a service: `iot` for `iotsitewise`, `ecs` for `ecs`.
pub fn family(service: &str) -> &str {
    FAMILIES
        .into_iter()
        .find(|family| service.starts_with(family))
        .unwrap_or(service)
}
