//! How types and places are called in pictures.

/// Names of services that are long, and what people say.
const SHORT: [(&str, &str); 7] = [
    ("ApplicationAutoScaling", "App Scaling"),
    ("AutoScaling", "Auto Scaling"),
    ("CertificateManager", "ACM"),
    ("CloudFormation", "CFN"),
    ("ElasticLoadBalancingV2", "ELB"),
    ("SecretsManager", "Secrets Manager"),
    ("ServiceDiscovery", "Cloud Map"),
];

/// The service of a type, as people call it: `ECS` of `AWS::ECS::Service`.
pub(super) fn service(type_name: &str) -> &str {
    let mut parts = type_name.split("::");
    let first = parts.next().unwrap_or_default();
    let service = match (first, parts.next()) {
        ("AWS", Some(service)) => service,
        _ => first,
    };
    let short = SHORT.iter().find(|(own, _)| *own == service);
    short.map_or(service, |(_, short)| short)
}

/// A type, short: `ECS Service`.
pub(super) fn kind(type_name: &str) -> String {
    match last(type_name) {
        "" => service(type_name).to_owned(),
        last => format!("{} {last}", service(type_name)),
    }
}

/// What a type calls its resources: `Service` of `AWS::ECS::Service`.
pub(super) fn last(type_name: &str) -> &str {
    let mut parts = type_name.rsplit("::");
    let last = parts.next().unwrap_or_default();
    if parts.next().is_some() { last } else { "" }
}

/// How many names of a construct's path are that of its stack: as many as make the name of the stack, in which
/// those of stages stand, and else one.
pub(super) fn of_stack(path: &str, stack: &str) -> usize {
    let names: Vec<&str> = path.split('/').collect();
    let is_stack = |count: &usize| {
        let own = names.get(..*count).unwrap_or_default();
        own.join("-") == stack || own.join("/") == stack
    };
    (1..names.len()).find(is_stack).unwrap_or(1)
}
