//! What an expression of a template is worth in a deployed stack.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

/// Stands for a value that only the service knows.
const UNKNOWN: &str = "?";

/// What is known of a deployed stack.
#[derive(Default)]
pub struct Stack {
    pub name: String,
    pub id: String,
    pub parameters: BTreeMap<String, Value>,
    /// What `Ref` gives, by logical id.
    pub references: BTreeMap<String, String>,
    /// What `Fn::GetAtt` gives, by `LogicalId.Attribute`.
    pub attributes: BTreeMap<String, Value>,
    pub exports: BTreeMap<String, String>,
    pub template: Value,
}

impl Stack {
    /// The value of an expression; `None` is no value.
    pub fn resolve(&self, value: &Value) -> Option<Value> {
        match value {
            Value::Array(items) => Some(Value::Array(
                items.iter().filter_map(|item| self.resolve(item)).collect(),
            )),
            Value::Object(map) => {
                let mut entries = map.iter();
                if let (Some((name, argument)), None) = (entries.next(), entries.next())
                    && (name == "Ref" || name.starts_with("Fn::"))
                {
                    return self.function(name, argument);
                }
                let resolved = map
                    .iter()
                    .filter_map(|(key, value)| Some((key.clone(), self.resolve(value)?)));
                Some(Value::Object(resolved.collect()))
            }
            scalar => Some(scalar.clone()),
        }
    }

    /// Whether a condition holds; one that is not known counts as holding.
    pub fn holds(&self, condition: &str) -> bool {
        self.template
            .pointer("/Conditions")
            .and_then(|conditions| conditions.get(condition))
            .is_none_or(|condition| self.test(condition))
    }

    fn test(&self, condition: &Value) -> bool {
        let Some((name, argument)) = condition.as_object().and_then(|map| map.iter().next()) else {
            return true;
        };
        let parts = argument.as_array().map(Vec::as_slice).unwrap_or_default();
        match (name.as_str(), parts) {
            ("Condition", _) => argument.as_str().is_none_or(|name| self.holds(name)),
            ("Fn::Equals", [left, right]) => {
                let text = |value| self.resolve(value).map(|value| scalar(&value));
                text(left) == text(right)
            }
            ("Fn::Not", [inner]) => !self.test(inner),
            ("Fn::And", parts) => parts.iter().all(|part| self.test(part)),
            ("Fn::Or", parts) => parts.iter().any(|part| self.test(part)),
            _ => true,
        }
    }

    fn function(&self, name: &str, argument: &Value) -> Option<Value> {
        let parts = argument.as_array().map(Vec::as_slice).unwrap_or_default();
        Some(match (name, parts) {
            ("Ref", _) => return self.reference(argument.as_str()?),
            ("Fn::GetAtt", [resource, attribute]) => {
                self.attribute(&format!("{}.{}", scalar(resource), scalar(attribute)))
            }
            ("Fn::GetAtt", _) => self.attribute(argument.as_str()?),
            ("Fn::ImportValue", _) => {
                let export = scalar(&self.resolve(argument)?);
                self.exports
                    .get(&export)
                    .map_or_else(unknown, |value| json!(value))
            }
            ("Fn::If", [condition, yes, no]) => {
                let branch = if self.holds(condition.as_str()?) {
                    yes
                } else {
                    no
                };
                return self.resolve(branch);
            }
            ("Fn::Join", [separator, list]) => self.join(separator.as_str()?, list)?,
            ("Fn::Select", [index, list]) => {
                let index: usize = scalar(&self.resolve(index)?).parse().ok()?;
                match self.resolve(list)? {
                    Value::Array(items) => items.get(index)?.clone(),
                    other => other,
                }
            }
            ("Fn::Split", [separator, text]) => match self.resolve(text)? {
                Value::String(text) => text.split(separator.as_str()?).collect(),
                other => other,
            },
            ("Fn::Sub", [text, names]) => self.substitute(text.as_str()?, names.as_object())?,
            ("Fn::Sub", _) => self.substitute(argument.as_str()?, None)?,
            ("Fn::FindInMap", [map, first, second]) => {
                let key = |value| self.resolve(value).map(|value| scalar(&value));
                self.template
                    .pointer("/Mappings")?
                    .get(key(map)?)?
                    .get(key(first)?)?
                    .get(key(second)?)?
                    .clone()
            }
            ("Fn::GetAZs", _) => {
                let zones = ["a", "b", "c", "d", "e", "f"];
                zones
                    .map(|zone| format!("{}{zone}", super::moto::REGION))
                    .into()
            }
            _ => unknown(),
        })
    }

    fn reference(&self, name: &str) -> Option<Value> {
        Some(match name {
            "AWS::NoValue" => return None,
            "AWS::AccountId" => json!(super::moto::ACCOUNT),
            "AWS::Partition" => json!("aws"),
            "AWS::Region" => json!(super::moto::REGION),
            "AWS::StackId" => json!(self.id),
            "AWS::StackName" => json!(self.name),
            "AWS::URLSuffix" => json!("amazonaws.com"),
            _ => match (self.parameters.get(name), self.references.get(name)) {
                (Some(value), _) => value.clone(),
                (None, Some(id)) => json!(id),
                (None, None) => unknown(),
            },
        })
    }

    fn attribute(&self, name: &str) -> Value {
        self.attributes.get(name).cloned().unwrap_or_else(unknown)
    }

    fn join(&self, separator: &str, list: &Value) -> Option<Value> {
        let list = self.resolve(list)?;
        let Some(items) = list.as_array().filter(|_| !has_unknown(&list)) else {
            return Some(unknown());
        };
        let items: Vec<String> = items.iter().map(scalar).collect();
        Some(json!(items.join(separator)))
    }

    fn substitute(&self, text: &str, names: Option<&Map<String, Value>>) -> Option<Value> {
        let mut filled = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("${") {
            let (name, after) = after.split_once('}')?;
            filled.push_str(before);
            rest = after;
            if let Some(literal) = name.strip_prefix('!') {
                filled.push_str(&format!("${{{literal}}}"));
                continue;
            }
            let value = match names.and_then(|names| names.get(name)) {
                Some(value) => self.resolve(value)?,
                None if name.contains('.') => self.attribute(name),
                None => self.reference(name)?,
            };
            if has_unknown(&value) {
                return Some(unknown());
            }
            filled.push_str(&scalar(&value));
        }
        filled.push_str(rest);
        Some(json!(filled))
    }
}

/// A value that only the service knows.
pub fn unknown() -> Value {
    json!({ UNKNOWN: null })
}

/// Whether a value is one that only the service knows.
pub fn is_unknown(value: &Value) -> bool {
    value.get(UNKNOWN).is_some()
}

fn has_unknown(value: &Value) -> bool {
    is_unknown(value)
        || value
            .as_array()
            .is_some_and(|items| items.iter().any(is_unknown))
}

/// A scalar as CloudFormation writes it into text.
pub fn scalar(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stack() -> Stack {
        Stack {
            name: "Web".to_owned(),
            parameters: BTreeMap::from([
                ("Env".to_owned(), json!("dev")),
                ("Ids".to_owned(), json!(["a", "b"])),
            ]),
            references: BTreeMap::from([("Group".to_owned(), "sg-1".to_owned())]),
            attributes: BTreeMap::from([("Role.Arn".to_owned(), json!("arn:role"))]),
            exports: BTreeMap::from([("Other:Uri".to_owned(), "uri".to_owned())]),
            template: json!({
                "Conditions": {
                    "Dev": {"Fn::Equals": [{"Ref": "Env"}, "dev"]},
                    "Prod": {"Fn::Not": [{"Condition": "Dev"}]},
                },
                "Mappings": {"Sizes": {"dev": {"Cpu": 256}}},
            }),
            ..Stack::default()
        }
    }

    fn resolves(expression: Value, expected: Value) {
        assert_eq!(stack().resolve(&expression), Some(expected), "{expression}");
    }

    #[test]
    fn functions_have_the_value_that_cloudformation_gives_them() {
        resolves(json!({"Ref": "Env"}), json!("dev"));
        resolves(json!({"Ref": "Group"}), json!("sg-1"));
        resolves(json!({"Fn::GetAtt": ["Role", "Arn"]}), json!("arn:role"));
        resolves(json!({"Fn::GetAtt": "Role.Arn"}), json!("arn:role"));
        resolves(
            json!({"Fn::ImportValue": {"Fn::Sub": "Other:Uri"}}),
            json!("uri"),
        );
        resolves(
            json!({"Fn::Join": ["-", ["x", {"Ref": "Env"}]]}),
            json!("x-dev"),
        );
        resolves(json!({"Fn::Join": ["-", {"Ref": "Ids"}]}), json!("a-b"));
        resolves(json!({"Fn::Select": ["1", {"Ref": "Ids"}]}), json!("b"));
        resolves(json!({"Fn::Split": [",", "a,b"]}), json!(["a", "b"]));
        resolves(
            json!({"Fn::FindInMap": ["Sizes", {"Ref": "Env"}, "Cpu"]}),
            json!(256),
        );
        resolves(json!({"Fn::If": ["Prod", 1, 2]}), json!(2));
        resolves(
            json!({"Fn::Select": [0, {"Fn::GetAZs": ""}]}),
            json!("us-east-1a"),
        );
        resolves(
            json!({"Fn::Sub": ["${Env}/${Mine}/${Role.Arn}/${!Kept}", {"Mine": {"Ref": "Group"}}]}),
            json!("dev/sg-1/arn:role/${Kept}"),
        );
    }

    #[test]
    fn no_value_is_left_out() {
        resolves(
            json!({"A": {"Fn::If": ["Prod", 1, {"Ref": "AWS::NoValue"}]}, "B": [{"Ref": "AWS::NoValue"}]}),
            json!({"B": []}),
        );
    }

    #[test]
    fn what_the_service_alone_knows_stays_unknown() {
        for expression in [
            json!({"Fn::GetAtt": ["Role", "Other"]}),
            json!({"Fn::Sub": "x ${Role.Other}"}),
            json!({"Fn::Join": ["", ["x", {"Ref": "Nobody"}]]}),
            json!({"Fn::Cidr": ["10.0.0.0/16", 2, 8]}),
        ] {
            resolves(expression, unknown());
        }
    }
}
