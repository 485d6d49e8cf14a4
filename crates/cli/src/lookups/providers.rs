use serde_json::{Map, Value as Json, json};

use super::{Aws, vpc};

/// What is asked, with the account and the region.
type Props = Map<String, Json>;

/// The kinds of look-ups, by the names that AWS CDK gives them, and who answers.
type Answer = fn(&mut Aws, &str, &Props) -> Result<Json, String>;
const PROVIDERS: [(&str, Answer); 7] = [
    ("availability-zones", zones),
    ("vpc-provider", vpc::network),
    ("hosted-zone", hosted_zone),
    ("ssm", parameter),
    ("ami", image),
    ("load-balancer", load_balancer),
    ("load-balancer-listener", listener),
];

/// Whether a key of the context is one of a look-up.
pub(crate) fn is_known(key: &str) -> bool {
    key.split_once(':')
        .is_some_and(|(provider, _)| PROVIDERS.iter().any(|(name, _)| *name == provider))
}

/// Asks, in the form in which the AWS CDK command line keeps answers.
pub(crate) fn look_up(aws: &mut Aws, provider: &str, props: &Props) -> Result<Json, String> {
    let (_, answer) = PROVIDERS
        .iter()
        .find(|(name, _)| *name == provider)
        .ok_or_else(|| format!("there is no look-up of the kind `{provider}`"))?;
    let region = text(props, "region");
    aws.be_of(text(props, "account"), region)?;
    answer(aws, region, props)
}

pub(super) fn text<'p>(props: &'p Props, name: &str) -> &'p str {
    props.get(name).and_then(Json::as_str).unwrap_or_default()
}

pub(super) fn list<'a>(answer: &'a Json, name: &str) -> &'a [Json] {
    answer[name].as_array().map_or(&[], Vec::as_slice)
}

/// The one that there is.
pub(super) fn only<'a>(mut found: Vec<&'a Json>, what: &str) -> Result<&'a Json, String> {
    match found.len() {
        1 => Ok(found.remove(0)),
        0 => Err(format!("there is no {what}")),
        count => Err(format!(
            "there are {count} of {what}: say more of the one that is meant"
        )),
    }
}

fn zones(aws: &mut Aws, region: &str, _: &Props) -> Result<Json, String> {
    let answer = aws.ask(region, &["ec2", "describe-availability-zones"])?;
    // Local Zones and Wavelength Zones that were opted into are listed, too.
    let is_meant = |zone: &&Json| {
        zone["State"] == "available"
            && zone["ZoneType"]
                .as_str()
                .is_none_or(|kind| kind == "availability-zone")
    };
    let zones = list(&answer, "AvailabilityZones").iter().filter(is_meant);
    let mut names: Vec<&str> = zones.filter_map(|zone| zone["ZoneName"].as_str()).collect();
    names.sort_unstable();
    Ok(json!(names))
}

fn hosted_zone(aws: &mut Aws, region: &str, props: &Props) -> Result<Json, String> {
    let name = text(props, "domainName");
    let dotted = format!("{}.", name.trim_end_matches('.'));
    let is_private = props.get("privateZone") == Some(&Json::Bool(true));
    let vpc = text(props, "vpcId");
    let words = ["route53", "list-hosted-zones-by-name", "--dns-name", name];
    let answer = aws.ask(region, &words)?;
    let mut found = Vec::new();
    for zone in list(&answer, "HostedZones") {
        if zone["Name"] != dotted || zone["Config"]["PrivateZone"] != is_private {
            continue;
        }
        if !vpc.is_empty() {
            let id = zone["Id"].as_str().unwrap_or_default();
            let whole = aws.ask(region, &["route53", "get-hosted-zone", "--id", id])?;
            if !list(&whole, "VPCs").iter().any(|own| own["VPCId"] == vpc) {
                continue;
            }
        }
        found.push(zone);
    }
    let zone = only(found, &format!("hosted zone `{name}`"))?;
    Ok(json!({"Id": zone["Id"], "Name": zone["Name"]}))
}

fn parameter(aws: &mut Aws, region: &str, props: &Props) -> Result<Json, String> {
    let name = text(props, "parameterName");
    let answer = aws.ask(region, &["ssm", "get-parameter", "--name", name])?;
    match &answer["Parameter"]["Value"] {
        Json::String(value) => Ok(json!(value)),
        _ => Err(format!("the parameter `{name}` has no value")),
    }
}

/// The newest one that is not deprecated.
fn image(aws: &mut Aws, region: &str, props: &Props) -> Result<Json, String> {
    let filters = props.get("filters").and_then(Json::as_object);
    let filters = filters.into_iter().flatten().map(|(name, values)| {
        let values: Vec<&str> = values
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Json::as_str)
            .collect();
        format!("Name={name},Values={}", values.join(","))
    });
    let filters: Vec<String> = filters.collect();
    let mut words = vec!["ec2", "describe-images"];
    let owners = props.get("owners").and_then(Json::as_array);
    if let Some(owners) = owners {
        words.push("--owners");
        words.extend(owners.iter().filter_map(Json::as_str));
    }
    if !filters.is_empty() {
        words.push("--filters");
        words.extend(filters.iter().map(String::as_str));
    }
    let answer = aws.ask(region, &words)?;
    let images = list(&answer, "Images").iter();
    let of_date = |image: &&Json| {
        image["CreationDate"]
            .as_str()
            .unwrap_or_default()
            .to_owned()
    };
    match images.max_by_key(of_date).map(|image| &image["ImageId"]) {
        Some(Json::String(id)) => Ok(json!(id)),
        _ => Err("there is no image that is like this".to_owned()),
    }
}

fn load_balancer(aws: &mut Aws, region: &str, props: &Props) -> Result<Json, String> {
    let balancers = balancers(aws, region, props)?;
    let balancer = only(
        balancers.iter().collect(),
        "load balancer that is like this",
    )?;
    Ok(json!({
        "ipAddressType": balancer["IpAddressType"],
        "loadBalancerArn": balancer["LoadBalancerArn"],
        "loadBalancerCanonicalHostedZoneId": balancer["CanonicalHostedZoneId"],
        "loadBalancerDnsName": balancer["DNSName"],
        "securityGroupIds": list(balancer, "SecurityGroups"),
        "vpcId": balancer["VpcId"],
    }))
}

fn listener(aws: &mut Aws, region: &str, props: &Props) -> Result<Json, String> {
    let arn = text(props, "listenerArn");
    let of = |balancer: &Json, listener: &Json| {
        json!({
            "listenerArn": listener["ListenerArn"],
            "listenerPort": listener["Port"],
            "securityGroupIds": list(balancer, "SecurityGroups"),
        })
    };
    if !arn.is_empty() {
        let words = ["elbv2", "describe-listeners", "--listener-arns", arn];
        let answer = aws.ask(region, &words)?;
        let listener = only(
            list(&answer, "Listeners").iter().collect(),
            "listener of this ARN",
        )?;
        let balancer = listener["LoadBalancerArn"].as_str().unwrap_or_default();
        let words = [
            "elbv2",
            "describe-load-balancers",
            "--load-balancer-arns",
            balancer,
        ];
        let answer = aws.ask(region, &words)?;
        let balancer = only(
            list(&answer, "LoadBalancers").iter().collect(),
            "load balancer of it",
        )?;
        return Ok(of(balancer, listener));
    }
    let mut found = Vec::new();
    for balancer in balancers(aws, region, props)? {
        let arn = balancer["LoadBalancerArn"].as_str().unwrap_or_default();
        let answer = aws.ask(
            region,
            &["elbv2", "describe-listeners", "--load-balancer-arn", arn],
        )?;
        let is_meant = |listener: &&Json| {
            ["listenerPort", "listenerProtocol"]
                .iter()
                .zip(["Port", "Protocol"])
                .all(|(asked, name)| {
                    props
                        .get(*asked)
                        .is_none_or(|asked| *asked == listener[name])
                })
        };
        let listeners = list(&answer, "Listeners").iter().filter(is_meant);
        found.extend(listeners.map(|listener| of(&balancer, listener)));
    }
    only(found.iter().collect(), "listener that is like this").cloned()
}

/// Those of an ARN, or of tags.
fn balancers(aws: &mut Aws, region: &str, props: &Props) -> Result<Vec<Json>, String> {
    let arn = text(props, "loadBalancerArn");
    let mut words = vec!["elbv2", "describe-load-balancers"];
    if !arn.is_empty() {
        words.extend(["--load-balancer-arns", arn]);
    }
    let answer = aws.ask(region, &words)?;
    let kind = text(props, "loadBalancerType");
    let of_kind = list(&answer, "LoadBalancers").iter();
    let mut found: Vec<Json> = of_kind
        .filter(|balancer| kind.is_empty() || balancer["Type"] == kind)
        .cloned()
        .collect();
    let tags = props.get("loadBalancerTags").and_then(Json::as_array);
    if let Some(tags) = tags.filter(|_| !found.is_empty()) {
        let mut tagged = Vec::new();
        for balancer in found {
            let arn = balancer["LoadBalancerArn"].as_str().unwrap_or_default();
            let answer = aws.ask(region, &["elbv2", "describe-tags", "--resource-arns", arn])?;
            let said = list(&answer, "TagDescriptions").iter();
            let said: Vec<&Json> = said.flat_map(|one| list(one, "Tags")).collect();
            let has = |tag: &Json| {
                said.iter()
                    .any(|own| own["Key"] == tag["key"] && own["Value"] == tag["value"])
            };
            if tags.iter().all(has) {
                tagged.push(balancer);
            }
        }
        found = tagged;
    }
    Ok(found)
}
