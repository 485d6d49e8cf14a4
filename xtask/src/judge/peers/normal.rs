//! Templates in a form in which what AWS makes of them can be compared: expressions as text,
//! imports as what was exported, and what may stand inside a resource or beside it, inside.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use crate::judge::examples::Stack;
use crate::judge::resolve::scalar;

/// A resource of one side.
#[derive(Clone, Debug)]
pub struct Resource {
    pub stack: String,
    pub id: String,
    pub kind: String,
    /// The properties and the attributes beside them, in which resources are named by
    /// [`mark`]s.
    pub body: Value,
}

/// Types that only add to another resource, which can say the same by itself.
struct Part {
    kind: &'static str,
    /// The property that names the other resource.
    of: &'static str,
    /// The list there that it adds an item to; without one, it adds its properties.
    list: Option<&'static str>,
}

const PARTS: &[Part] = &[
    Part {
        kind: "AWS::EC2::SecurityGroupEgress",
        of: "GroupId",
        list: Some("SecurityGroupEgress"),
    },
    Part {
        kind: "AWS::EC2::SecurityGroupIngress",
        of: "GroupId",
        list: Some("SecurityGroupIngress"),
    },
    Part {
        kind: "AWS::ECS::ClusterCapacityProviderAssociations",
        of: "Cluster",
        list: None,
    },
    Part {
        kind: "AWS::IAM::Policy",
        of: "Roles",
        list: Some("Policies"),
    },
];

/// How a resource is named inside of text, until it is known what it is called.
pub fn mark(stack: &str, id: &str) -> String {
    format!("\u{1}{stack}/{id}\u{2}")
}

/// The resources of all stacks of one side.
pub fn resources(stacks: &[Stack]) -> Vec<Resource> {
    let mut exports = BTreeMap::new();
    for stack in stacks {
        let writer = Writer {
            stack,
            exports: &BTreeMap::new(),
        };
        let outputs = stack
            .template
            .pointer("/Outputs")
            .and_then(Value::as_object);
        for output in outputs.into_iter().flat_map(Map::values) {
            if let (Some(name), Some(value)) = (output.pointer("/Export/Name"), output.get("Value"))
            {
                exports.insert(scalar(&writer.write(name)), writer.write(value));
            }
        }
    }
    let mut all = Vec::new();
    for stack in stacks {
        let writer = Writer {
            stack,
            exports: &exports,
        };
        let resources = stack.template.pointer("/Resources");
        for (id, resource) in resources.and_then(Value::as_object).into_iter().flatten() {
            all.push(writer.resource(id, resource));
        }
    }
    fold(all)
}

/// Puts parts into what they are part of.
fn fold(all: Vec<Resource>) -> Vec<Resource> {
    let (parts, mut whole): (Vec<Resource>, Vec<Resource>) = all
        .into_iter()
        .partition(|resource| PARTS.iter().any(|part| part.kind == resource.kind));
    for resource in parts {
        let Some(part) = PARTS.iter().find(|part| part.kind == resource.kind) else {
            continue;
        };
        let of = match resource.body.get(part.of) {
            Some(Value::Array(items)) => items.first().map(scalar),
            Some(one) => Some(scalar(one)),
            None => None,
        };
        let target = whole
            .iter_mut()
            .find(|whole| of.as_deref() == Some(&mark(&whole.stack, &whole.id)))
            .and_then(|whole| whole.body.as_object_mut());
        let (Some(target), Value::Object(mut body)) = (target, resource.body.clone()) else {
            whole.push(resource);
            continue;
        };
        body.remove(part.of);
        body.remove("DependsOn");
        match part.list {
            Some(list) => {
                let list = target.entry(list).or_insert_with(|| json!([]));
                if let Some(list) = list.as_array_mut() {
                    list.push(Value::Object(body));
                }
            }
            None => target.extend(body),
        }
        // What waits for a part waits for the whole.
        let (old, new) = (mark(&resource.stack, &resource.id), of.unwrap_or_default());
        for other in &mut whole {
            rename(&mut other.body, &old, &new);
            if let Some(Value::Array(depends)) = other.body.get_mut("DependsOn") {
                let mut seen = BTreeSet::new();
                depends.retain(|one| seen.insert(scalar(one)));
            }
        }
    }
    whole
}

/// Replaces text in all strings.
pub fn rename(value: &mut Value, old: &str, new: &str) {
    match value {
        Value::String(text) if text.contains(old) => *text = text.replace(old, new),
        Value::Array(items) => items.iter_mut().for_each(|item| rename(item, old, new)),
        Value::Object(map) => map.values_mut().for_each(|item| rename(item, old, new)),
        _ => {}
    }
}

/// Writes expressions of a stack as text.
struct Writer<'a> {
    stack: &'a Stack,
    exports: &'a BTreeMap<String, Value>,
}

impl Writer<'_> {
    fn resource(&self, id: &str, resource: &Value) -> Resource {
        let empty = json!({});
        let properties = resource.get("Properties").unwrap_or(&empty);
        let mut body = self.write(properties);
        if let Some(body) = body.as_object_mut() {
            for name in ["Condition", "DeletionPolicy", "UpdateReplacePolicy"] {
                if let Some(value) = resource.get(name) {
                    body.insert(name.to_owned(), value.clone());
                }
            }
            let depends: Vec<Value> = match resource.get("DependsOn") {
                Some(Value::Array(items)) => items.clone(),
                Some(one) => vec![one.clone()],
                None => Vec::new(),
            };
            if !depends.is_empty() {
                let depends = depends.iter().map(|id| mark(&self.stack.name, &scalar(id)));
                body.insert("DependsOn".to_owned(), depends.collect());
            }
        }
        Resource {
            stack: self.stack.name.clone(),
            id: id.to_owned(),
            kind: resource.get("Type").map(scalar).unwrap_or_default(),
            body,
        }
    }

    /// A value without expressions.
    fn write(&self, value: &Value) -> Value {
        match value {
            Value::Array(items) => items.iter().map(|item| self.write(item)).collect(),
            Value::Object(map) => {
                let mut entries = map.iter();
                if let (Some((name, argument)), None) = (entries.next(), entries.next())
                    && (name == "Ref" || name.starts_with("Fn::"))
                {
                    return self.function(name, argument);
                }
                let written = map
                    .iter()
                    .map(|(key, value)| (key.clone(), self.write(value)));
                Value::Object(written.collect())
            }
            // Documents inside of text, spaced as each likes.
            Value::String(text) => match serde_json::from_str(text) {
                Ok(Value::Object(inner)) => Value::Object(inner),
                _ => value.clone(),
            },
            Value::Null | Value::Bool(_) | Value::Number(_) => json!(scalar(value)),
        }
    }

    fn function(&self, name: &str, argument: &Value) -> Value {
        let parts = argument.as_array().map(Vec::as_slice).unwrap_or_default();
        match (name, parts) {
            ("Ref", _) => json!(self.reference(&scalar(argument))),
            ("Fn::GetAtt", [resource, attribute]) => {
                json!(self.attribute(&scalar(resource), &scalar(attribute)))
            }
            ("Fn::Sub", [text, names]) => {
                let names = names.as_object().cloned().unwrap_or_default();
                json!(self.substitute(&scalar(text), &names))
            }
            ("Fn::Sub", _) => json!(self.substitute(&scalar(argument), &Map::new())),
            ("Fn::Join", [separator, Value::Array(items)]) => {
                let items: Vec<String> = items.iter().map(|item| self.text(item)).collect();
                json!(items.join(&scalar(separator)))
            }
            ("Fn::ImportValue", _) => {
                let export = self.text(argument);
                let value = self.exports.get(&export).cloned();
                value.unwrap_or_else(|| json!(format!("${{import {export}}}")))
            }
            (name, parts) => {
                let parts: Vec<String> = parts.iter().map(|part| self.text(part)).collect();
                let name = name.trim_start_matches("Fn::");
                json!(format!("${{{name}({})}}", parts.join(", ")))
            }
        }
    }

    fn text(&self, value: &Value) -> String {
        scalar(&self.write(value))
    }

    fn reference(&self, name: &str) -> String {
        if name == "AWS::StackName" {
            return self.stack.name.clone();
        }
        let resources = self.stack.template.pointer("/Resources");
        if resources.is_some_and(|resources| resources.get(name).is_some()) {
            return mark(&self.stack.name, name);
        }
        format!("${{{name}}}")
    }

    fn attribute(&self, resource: &str, attribute: &str) -> String {
        let mark = mark(&self.stack.name, resource);
        // These are what `Ref` gives, too.
        if matches!(attribute, "GroupId" | "Id") {
            return mark;
        }
        format!("{mark}.{attribute}")
    }

    fn substitute(&self, text: &str, names: &Map<String, Value>) -> String {
        let mut filled = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("${") {
            let Some((name, after)) = after.split_once('}') else {
                break;
            };
            filled.push_str(before);
            rest = after;
            let value = match (names.get(name), name.split_once('.')) {
                (Some(value), _) => self.text(value),
                (None, Some((resource, attribute))) => self.attribute(resource, attribute),
                (None, None) => self.reference(name),
            };
            filled.push_str(&value);
        }
        filled.push_str(rest);
        filled
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stack(name: &str, template: Value) -> Stack {
        Stack {
            shown: name.to_owned(),
            name: name.to_owned(),
            file: "".into(),
            template,
        }
    }

    #[test]
    fn the_same_text_is_the_same_however_it_is_written() {
        let stack = stack(
            "Web",
            json!({"Resources": {"R": {"Type": "A::B::C", "Properties": {
                "Sub": {"Fn::Sub": "${P}-${R.Arn}:${AWS::StackName}"},
                "Join": {"Fn::Join": ["", [{"Ref": "P"}, "-", {"Fn::GetAtt": ["R", "Arn"]}, ":Web"]]},
                "Text": "{\"a\": 1}",
                "Number": 80,
            }}}}),
        );
        let all = resources(&[stack]);
        let expected = format!("${{P}}-{}.Arn:Web", mark("Web", "R"));
        assert_eq!(all[0].body["Sub"], json!(expected));
        assert_eq!(all[0].body["Join"], json!(expected));
        assert_eq!(all[0].body["Text"], json!({"a": 1}));
        assert_eq!(all[0].body["Number"], json!("80"));
    }

    #[test]
    fn an_import_is_what_was_exported() {
        let registry = stack(
            "Registry",
            json!({
                "Resources": {"Repo": {"Type": "AWS::ECR::Repository"}},
                "Outputs": {"Uri": {
                    "Value": {"Fn::GetAtt": ["Repo", "RepositoryUri"]},
                    "Export": {"Name": {"Fn::Sub": "${AWS::StackName}-Uri"}},
                }},
            }),
        );
        let web = stack(
            "Web",
            json!({"Resources": {"Task": {"Type": "A::B::C", "Properties": {
                "Image": {"Fn::ImportValue": "Registry-Uri"},
            }}}}),
        );
        let all = resources(&[registry, web]);
        let expected = format!("{}.RepositoryUri", mark("Registry", "Repo"));
        assert_eq!(all[1].body["Image"], json!(expected));
    }

    #[test]
    fn a_rule_beside_a_group_is_one_inside_of_it() {
        let web = stack(
            "Web",
            json!({"Resources": {
                "Group": {"Type": "AWS::EC2::SecurityGroup", "Properties": {}},
                "Rule": {"Type": "AWS::EC2::SecurityGroupEgress", "Properties": {
                    "GroupId": {"Fn::GetAtt": ["Group", "GroupId"]}, "FromPort": 1,
                }},
                "Other": {"Type": "A::B::C", "DependsOn": ["Rule", "Group"]},
            }}),
        );
        let all = resources(&[web]);
        assert_eq!(all.len(), 2);
        assert_eq!(
            all[0].body,
            json!({"SecurityGroupEgress": [{"FromPort": "1"}]})
        );
        assert_eq!(all[1].body, json!({"DependsOn": [mark("Web", "Group")]}));
    }
}
