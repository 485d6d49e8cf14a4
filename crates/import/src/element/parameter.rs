use stackwright_facts::{Reference, rust};
use stackwright_template::{Map, Node, Number, Value};

use crate::rust::{Code, Link};
use crate::types::Kind;
use crate::value::Names;

/// The types of parameters that say which resource is meant, by what is asked for.
const OF_RESOURCES: [&str; 7] = [
    "AWS::EC2::Instance",
    "AWS::EC2::KeyPair",
    "AWS::EC2::SecurityGroup",
    "AWS::EC2::Subnet",
    "AWS::EC2::VPC",
    "AWS::EC2::Volume",
    "AWS::Route53::HostedZone",
];

/// A parameter, what it is of, and the feature that brings that.
pub fn parameter(node: &Node, names: &Names<'_>) -> Option<(Code, Kind, Option<String>)> {
    let map = node.as_map()?;
    let (code, kind, feature) = of_type(map.get("Type")?.as_str()?);
    let mut code = code;
    for (key, value) in map.iter() {
        if key.as_str() != "Type" {
            code = code.link(field(key.as_str(), value, &kind, names)?);
        }
    }
    Some((code, kind, feature))
}

fn of_type(ty: &str) -> (Code, Kind, Option<String>) {
    let plain = |name: &str| Code::call(format!("Parameter::{name}"), []);
    match ty {
        "String" => return (plain("string"), Kind::Text, None),
        "Number" => return (plain("number"), Kind::Float, None),
        "CommaDelimitedList" => {
            return (plain("comma_delimited_list"), Kind::list(Kind::Text), None);
        }
        "List<Number>" => {
            let code = Code::call("Parameter::list_of::<Float>", []);
            return (code, Kind::list(Kind::Float), None);
        }
        _ => {}
    }
    let item = ty.strip_prefix("List<").and_then(|ty| ty.strip_suffix('>'));
    if let Some((path, kind, feature)) = of_resource(item.unwrap_or(ty)) {
        let (method, kind) = match item {
            Some(_) => ("list_of", Kind::list(kind)),
            None => ("of", kind),
        };
        let code = Code::call(format!("Parameter::{method}::<{path}>"), []);
        return (code, kind, Some(feature));
    }
    let is_list = ty.contains("List<") || ty.contains("CommaDelimitedList");
    let (path, kind) = match is_list {
        true => ("List<Str>", Kind::list(Kind::Text)),
        false => ("Str", Kind::Text),
    };
    let code = Code::call(format!("Parameter::of_type::<{path}>"), [Code::text(ty)]);
    (code, kind, None)
}

/// The path of the kind that a type of parameters stands for.
fn of_resource(ty: &str) -> Option<(String, Kind, String)> {
    let reference = OF_RESOURCES.iter().find_map(|resource| {
        let reference = Reference {
            resource_type: (*resource).to_owned(),
            attribute: None,
        };
        (rust::parameter_type(&reference) == Some(ty)).then_some(reference)
    })?;
    let service = stackwright_facts::service_of(&reference.resource_type)?;
    let name = rust::kind_names(service).ok()?.get(&reference)?.clone();
    let path = format!("cfn::kind::{}::{name}", rust::module(service));
    let feature = rust::feature(service, &reference.resource_type).to_owned();
    Some((path, Kind::Reference(reference), feature))
}

fn field(key: &str, value: &Node, kind: &Kind, names: &Names<'_>) -> Option<Link> {
    let is_list = matches!(kind, Kind::List(_));
    let item = match kind {
        Kind::List(item) => item,
        kind => kind,
    };
    let text = |method: &str| {
        value
            .as_str()
            .map(|text| Link::new(method, [Code::text(text)]))
    };
    let length = |method: &str| match value.as_number()? {
        Number::Int(length) => {
            let length = u32::try_from(length).ok()?;
            Some(Link::new(method, [Code::atom(length.to_string())]))
        }
        Number::Float(_) => None,
    };
    let link = match key {
        "Default" if !is_literal(value) => return None,
        "Default" if is_list && value.as_str().is_some() => text("default_text"),
        "Default" => Some(Link::new("default", [names.value(value, kind, None).0])),
        "AllowedValues" => {
            let values = value.as_list()?;
            let divided = |value: &Node| value.as_str().is_some_and(|text| text.contains(','));
            if !values.iter().all(is_literal) || is_list && values.iter().any(divided) {
                return None;
            }
            let list = Kind::list(item.clone());
            match names.value(value, &list, None).0 {
                Code::Array(values) => Some(Link::new("allowed_values", [Code::Array(values)])),
                _ => None,
            }
        }
        "Description" => text("describe"),
        "AllowedPattern" => text("allowed_pattern"),
        "ConstraintDescription" => text("constraint_description"),
        "MinLength" => length("min_length"),
        "MaxLength" => length("max_length"),
        "MinValue" | "MaxValue" if is_literal(value) => {
            let method = match key {
                "MinValue" => "min_value",
                _ => "max_value",
            };
            let value = names.value(value, &Kind::Float, None).0;
            Some(Link::new(method, [value]))
        }
        "NoEcho" if value.as_bool() == Some(true) => Some(Link::new("no_echo", [])),
        _ => None,
    };
    match link {
        Some(link) => Some(link),
        None if key == "MinValue" || key == "MaxValue" => None,
        None if is_object(value) => None,
        None => {
            let value = names.json(value).0;
            Some(Link::new("override_field", [Code::text(key), value]))
        }
    }
}

fn is_literal(node: &Node) -> bool {
    matches!(
        node.value,
        Value::String(_) | Value::Number(_) | Value::Bool(_)
    )
}

/// Whether a map without entries would be left out.
fn is_object(node: &Node) -> bool {
    node.as_map().is_some_and(Map::is_empty)
}
