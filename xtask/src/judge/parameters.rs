//! What the parameters of a stack are given, by what they are for.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::compare::at;
use super::moto::Moto;
use super::resolve::scalar;

/// What a parameter wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Want {
    Certificate,
    HostedZone,
    SecurityGroup,
    Subnet,
    Vpc,
    Zone,
}

/// Values by parameter, as a client passes them.
pub type Given = BTreeMap<String, String>;

/// Values for the parameters that have no default, made where needed.
pub fn given(moto: &Moto, template: &Value) -> Result<Given> {
    let mut given = Given::new();
    let parameters = template.pointer("/Parameters").and_then(Value::as_object);
    for (name, parameter) in parameters.into_iter().flatten() {
        let kind = parameter
            .pointer("/Type")
            .and_then(Value::as_str)
            .unwrap_or("String");
        let default = parameter.pointer("/Default");
        if let Some(kind) = stored(kind) {
            // What is stored has to be there before a stack reads it.
            let key = default.map_or_else(|| format!("/judge/{name}"), scalar);
            let value = value(moto, template, name, parameter, kind)?;
            let list = if is_list(kind) {
                "StringList"
            } else {
                "String"
            };
            let put = ["ssm", "put-parameter", "--overwrite", "--name", &key];
            moto.ask(put.into_iter().chain(["--type", list, "--value", &value]))?;
            given.insert(name.clone(), key);
        } else if default.is_none() {
            given.insert(name.clone(), value(moto, template, name, parameter, kind)?);
        }
    }
    Ok(given)
}

/// What the parameters of a stack are worth once they are given.
pub fn worth(moto: &Moto, template: &Value, given: &Given) -> Result<BTreeMap<String, Value>> {
    let mut worth = BTreeMap::new();
    let parameters = template.pointer("/Parameters").and_then(Value::as_object);
    for (name, parameter) in parameters.into_iter().flatten() {
        let kind = parameter
            .pointer("/Type")
            .and_then(Value::as_str)
            .unwrap_or("String");
        let text = match given.get(name) {
            Some(text) => text.clone(),
            None => parameter
                .pointer("/Default")
                .map(scalar)
                .with_context(|| format!("the parameter {name} has no value"))?,
        };
        let (text, kind) = match stored(kind) {
            Some(kind) => {
                let answer = moto.ask(["ssm", "get-parameter", "--name", &text])?;
                let value = answer.pointer("/Parameter/Value").map(scalar);
                (value.context("an empty stored parameter")?, kind)
            }
            None => (text, kind),
        };
        let value = if is_list(kind) {
            json!(text.split(',').map(str::trim).collect::<Vec<_>>())
        } else {
            json!(text)
        };
        worth.insert(name.clone(), value);
    }
    Ok(worth)
}

/// The type of the value that a parameter of Systems Manager holds.
fn stored(kind: &str) -> Option<&str> {
    kind.strip_prefix("AWS::SSM::Parameter::Value<")?
        .strip_suffix('>')
}

fn is_list(kind: &str) -> bool {
    kind.starts_with("List<") || kind == "CommaDelimitedList"
}

fn value(
    moto: &Moto,
    template: &Value,
    name: &str,
    parameter: &Value,
    kind: &str,
) -> Result<String> {
    if let Some(allowed) = parameter.pointer("/AllowedValues/0") {
        return Ok(scalar(allowed));
    }
    let want = wanted(kind).or_else(|| uses(template, name));
    let values = match want {
        Some(want) => of(moto, want).with_context(|| format!("for the parameter {name}"))?,
        None if kind.contains("Number") => {
            let least = parameter.pointer("/MinValue");
            vec![least.map_or_else(|| "1".to_owned(), scalar)]
        }
        None => vec!["judge".to_owned()],
    };
    Ok(if is_list(kind) {
        values.join(",")
    } else {
        values.into_iter().next().unwrap_or_default()
    })
}

/// What a type of a parameter is for.
fn wanted(kind: &str) -> Option<Want> {
    let kind = kind.strip_prefix("List<").unwrap_or(kind);
    Some(match kind.trim_end_matches('>') {
        "AWS::EC2::VPC::Id" => Want::Vpc,
        "AWS::EC2::Subnet::Id" => Want::Subnet,
        "AWS::EC2::SecurityGroup::Id" => Want::SecurityGroup,
        "AWS::EC2::AvailabilityZone::Name" => Want::Zone,
        "AWS::Route53::HostedZone::Id" => Want::HostedZone,
        _ => return None,
    })
}

/// What a plain parameter is for: the property that refers to it says so.
fn uses(value: &Value, parameter: &str) -> Option<Want> {
    match value {
        Value::Object(map) => map.iter().find_map(|(key, inner)| {
            if inner.get("Ref").and_then(Value::as_str) == Some(parameter) {
                let want = match key.as_str() {
                    "CertificateArn" => Some(Want::Certificate),
                    "HostedZoneId" => Some(Want::HostedZone),
                    "SecurityGroups" | "SecurityGroupIds" => Some(Want::SecurityGroup),
                    "Subnets" | "SubnetIds" | "SubnetId" => Some(Want::Subnet),
                    "VpcId" | "Vpc" => Some(Want::Vpc),
                    _ => None,
                };
                if want.is_some() {
                    return want;
                }
            }
            uses(inner, parameter)
        }),
        Value::Array(items) => items.iter().find_map(|item| uses(item, parameter)),
        _ => None,
    }
}

/// Two of what is wanted, in two zones, if there can be two; made if need be.
fn of(moto: &Moto, want: Want) -> Result<Vec<String>> {
    let (words, path): (&[&str], _) = match want {
        Want::Certificate => (
            &[
                "acm",
                "request-certificate",
                "--domain-name",
                "shop.example.com",
            ],
            "/CertificateArn",
        ),
        Want::HostedZone => (
            &[
                "route53",
                "create-hosted-zone",
                "--name",
                "shop.example.com",
                "--caller-reference",
                "judge",
            ],
            "/HostedZone/Id",
        ),
        Want::SecurityGroup => (
            &["ec2", "describe-security-groups"],
            "/SecurityGroups/*/GroupId",
        ),
        Want::Subnet => (&["ec2", "describe-subnets"], "/Subnets/*/SubnetId"),
        Want::Vpc => (&["ec2", "describe-vpcs"], "/Vpcs/*/VpcId"),
        Want::Zone => (
            &["ec2", "describe-availability-zones"],
            "/AvailabilityZones/*/ZoneName",
        ),
    };
    let answer = moto.ask(words)?;
    let values = match at(&answer, path) {
        Some(Value::Array(items)) => items.iter().take(2).map(scalar).collect(),
        Some(one) => vec![scalar(&one).replace("/hostedzone/", "")],
        None => Vec::new(),
    };
    Ok(values)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_parameter_wants_what_its_type_or_its_use_says() {
        assert_eq!(wanted("List<AWS::EC2::Subnet::Id>"), Some(Want::Subnet));
        assert_eq!(wanted("AWS::EC2::VPC::Id"), Some(Want::Vpc));
        assert_eq!(wanted("String"), None);
        let template = json!({"Resources": {"L": {"Properties": {
            "Other": {"Ref": "Cert"},
            "Certificates": [{"CertificateArn": {"Ref": "Cert"}}],
            "Name": {"Ref": "Plain"},
        }}}});
        assert_eq!(uses(&template, "Cert"), Some(Want::Certificate));
        assert_eq!(uses(&template, "Plain"), None);
    }

    #[test]
    fn stored_parameters_hold_another_type() {
        assert_eq!(
            stored("AWS::SSM::Parameter::Value<List<String>>"),
            Some("List<String>")
        );
        assert_eq!(stored("String"), None);
        assert!(is_list("CommaDelimitedList"));
    }
}
