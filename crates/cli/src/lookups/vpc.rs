use serde_json::{Map, Value as Json, json};

use super::Aws;
use super::providers::{list, only};

/// A VPC and its subnets, in groups of one kind and name.
pub(super) fn network(
    aws: &mut Aws,
    region: &str,
    props: &Map<String, Json>,
) -> Result<Json, String> {
    let filters = props.get("filter").and_then(Json::as_object);
    let filters = filters.into_iter().flatten();
    let filters: Vec<String> = filters
        .map(|(name, value)| format!("Name={name},Values={}", value.as_str().unwrap_or_default()))
        .collect();
    let mut words = vec!["ec2", "describe-vpcs", "--filters"];
    words.extend(filters.iter().map(String::as_str));
    let answer = aws.ask(region, &words)?;
    let vpc = only(
        list(&answer, "Vpcs").iter().collect(),
        &format!("VPC with {}", filters.join(" ")),
    )?;
    let id = vpc["VpcId"].as_str().unwrap_or_default();
    let of_it = format!("Name=vpc-id,Values={id}");
    let subnets = aws.ask(region, &["ec2", "describe-subnets", "--filters", &of_it])?;
    let tables = aws.ask(
        region,
        &["ec2", "describe-route-tables", "--filters", &of_it],
    )?;
    let tables = list(&tables, "RouteTables");

    let mut groups: Vec<(String, &str, Vec<Json>)> = Vec::new();
    let mut sorted: Vec<&Json> = list(&subnets, "Subnets").iter().collect();
    let place = |subnet: &Json| {
        [&subnet["AvailabilityZone"], &subnet["SubnetId"]]
            .map(|text| text.as_str().unwrap_or_default().to_owned())
    };
    sorted.sort_by_key(|subnet| place(subnet));
    for subnet in sorted {
        let table = table_of(tables, subnet)
            .ok_or_else(|| format!("the subnet {} has no route table", subnet["SubnetId"]))?;
        let kind = match tag(subnet, "aws-cdk:subnet-type") {
            Some("Public") => "Public",
            Some("Private") => "Private",
            Some("Isolated") => "Isolated",
            _ => kind_of(table),
        };
        let name = tag(subnet, "aws-cdk:subnet-name")
            .unwrap_or(kind)
            .to_owned();
        let found = json!({
            "availabilityZone": subnet["AvailabilityZone"],
            "cidr": subnet["CidrBlock"],
            "routeTableId": table["RouteTableId"],
            "subnetId": subnet["SubnetId"],
        });
        match groups
            .iter_mut()
            .find(|(of, as_, _)| *of == name && *as_ == kind)
        {
            Some((.., subnets)) => subnets.push(found),
            None => groups.push((name, kind, vec![found])),
        }
    }
    let groups = groups
        .into_iter()
        .map(|(name, kind, subnets)| json!({"name": name, "subnets": subnets, "type": kind}));
    Ok(json!({
        "availabilityZones": [],
        "ownerAccountId": vpc["OwnerId"],
        "subnetGroups": groups.collect::<Vec<_>>(),
        "vpcCidrBlock": vpc["CidrBlock"],
        "vpcId": id,
    }))
}

/// The route table of a subnet: its own, or the main one.
fn table_of<'t>(tables: &'t [Json], subnet: &Json) -> Option<&'t Json> {
    let has = |table: &&Json, is_it: &dyn Fn(&Json) -> bool| {
        list(table, "Associations").iter().any(is_it)
    };
    let own = tables
        .iter()
        .find(|table| has(table, &|one| one["SubnetId"] == subnet["SubnetId"]));
    own.or_else(|| {
        tables
            .iter()
            .find(|table| has(table, &|one| one["Main"] == true))
    })
}

/// Of which kind its routes make a subnet. Whether it gives instances public addresses does not count:
/// without a way in nobody reaches them.
fn kind_of(table: &Json) -> &'static str {
    let routes = list(table, "Routes");
    let to_gateway = |route: &Json| {
        route["GatewayId"]
            .as_str()
            .is_some_and(|gateway| gateway.starts_with("igw-"))
    };
    let leads_out = |route: &Json| {
        let is_all = route["DestinationCidrBlock"] == "0.0.0.0/0";
        let ways = [
            "NatGatewayId",
            "TransitGatewayId",
            "NetworkInterfaceId",
            "InstanceId",
        ];
        is_all && ways.iter().any(|way| route[*way].is_string())
    };
    if routes.iter().any(to_gateway) {
        "Public"
    } else if routes.iter().any(leads_out) {
        "Private"
    } else {
        "Isolated"
    }
}

fn tag<'s>(subnet: &'s Json, key: &str) -> Option<&'s str> {
    let mut tags = list(subnet, "Tags").iter();
    tags.find(|tag| tag["Key"] == key)?["Value"].as_str()
}
