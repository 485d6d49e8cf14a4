//! From a JSON Schema to [`Limits`].
//!
//! What the structure of the facts already says (`type`, `properties`, `required`, `items`, `$ref`)
//! is left out at the outside of a node and kept in its branches, where it is a condition.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail};
use serde_json::{Map, Value};
use stackwright_facts::{Lazy, Limits, Named};

use super::node::{Node, Shape, is_structure};
use super::pattern;

/// Formats of texts; all others either name a resource (see `references`) or say nothing.
const FORMATS: [&str; 5] = ["date-time", "json", "ipv4-network", "ipv6-network", "uri"];

/// The conditions that a resource's schema may have at its outside.
const TOGETHER: [&str; 12] = [
    "allOf",
    "anyOf",
    "oneOf",
    "if",
    "then",
    "else",
    "not",
    "requiredXor",
    "requiredOr",
    "dependentRequired",
    "dependentExcluded",
    "dependencies",
];

/// How deep conditions may nest before something is wrong.
const DEEPEST: usize = 24;

/// The conditions on the value at `node`, without those that its kind expresses.
pub fn outside(root: &Value, node: &Node<'_>) -> Result<Limits> {
    let mut keywords = node.merged();
    let mut names = None;
    match node.shape() {
        Shape::Any(_) => {}
        Shape::Union(_) => remove(&mut keywords, &["type", "oneOf", "anyOf"]),
        Shape::Scalar(_) | Shape::Scalars(_) => remove(&mut keywords, &["type"]),
        Shape::List(_) => remove(&mut keywords, &["type", "items"]),
        Shape::Map(_) => {
            if keywords.get("additionalProperties") == Some(&Value::Bool(false)) {
                names = key_pattern(&keywords);
            }
            remove(
                &mut keywords,
                &[
                    "type",
                    "patternProperties",
                    "additionalProperties",
                    "required",
                ],
            );
        }
        Shape::Object => {
            remove(
                &mut keywords,
                &["type", "properties", "required", "additionalProperties"],
            );
        }
    }
    let mut limits = Converter::new(root).keywords(&keywords)?;
    limits.property_names = limits.property_names.or(names);
    Ok(limits)
}

/// The conditions that the properties of a resource must satisfy together. Beside them its schema
/// has keywords of its own, which are read elsewhere.
pub fn of_resource(root: &Value) -> Result<Limits> {
    let mut keywords = root.as_object().cloned().unwrap_or_default();
    keywords.retain(|keyword, _| TOGETHER.contains(&keyword.as_str()));
    Converter::new(root).keywords(&keywords)
}

/// All conditions of a schema.
pub fn whole(root: &Value, schema: &Value) -> Result<Limits> {
    Converter::new(root).schema(schema)
}

fn remove(keywords: &mut Map<String, Value>, names: &[&str]) {
    for name in names {
        keywords.remove(*name);
    }
}

/// The condition on the keys of a map, when its schema gives exactly one pattern.
fn key_pattern(keywords: &Map<String, Value>) -> Option<Lazy<Limits>> {
    let patterns = keywords.get("patternProperties")?.as_object()?;
    let (1, Some(key)) = (patterns.len(), patterns.keys().next()) else {
        return None;
    };
    let mut limits = Limits::default();
    if key != ".*" {
        pattern::set(&mut limits, key);
    }
    (!limits.is_empty()).then(|| limits.into())
}

/// Turns schemas into limits.
#[derive(Clone, Copy)]
struct Converter<'a> {
    root: &'a Value,
    depth: usize,
    /// Whether this is a branch whose properties are also part of the structure, which then checks
    /// them; only what tells the branches apart is kept.
    in_branch: bool,
}

impl<'a> Converter<'a> {
    fn new(root: &'a Value) -> Self {
        Self {
            root,
            depth: 0,
            in_branch: false,
        }
    }

    fn deeper(self) -> Self {
        Self {
            depth: self.depth + 1,
            ..self
        }
    }

    /// A schema inside of another: its `$ref` is replaced by what it leads to.
    fn schema(self, schema: &Value) -> Result<Limits> {
        match schema {
            Value::Bool(true) => Ok(Limits::default()),
            Value::Bool(false) => Ok(Limits {
                not: Some(Limits::default().into()),
                ..Limits::default()
            }),
            Value::Object(_) => self.keywords(&Node::new(self.root, schema).merged()),
            _ => bail!("a schema must be an object or a boolean, not {schema}"),
        }
    }

    fn boxed(self, schema: &Value) -> Result<Option<Lazy<Limits>>> {
        self.deeper()
            .schema(schema)
            .map(|limits| Some(limits.into()))
    }

    /// The same for a condition, which says nothing about the structure.
    fn condition(self, schema: &Value) -> Result<Option<Lazy<Limits>>> {
        Self {
            in_branch: false,
            ..self
        }
        .boxed(schema)
    }

    fn branches(self, schemas: &Value) -> Result<Vec<Limits>> {
        // Extensions have no structure of their own.
        let in_branch = self.root.get("typeName").is_some();
        list(schemas, |schema| {
            Self {
                in_branch,
                ..self.deeper()
            }
            .schema(schema)
        })
    }

    fn keywords(self, keywords: &Map<String, Value>) -> Result<Limits> {
        if self.depth > DEEPEST {
            bail!("conditions nest deeper than {DEEPEST}");
        }
        let mut limits = Limits::default();
        for (keyword, value) in keywords {
            self.keyword(&mut limits, keyword, value)
                .with_context(|| format!("in `{keyword}`"))?;
        }
        // That an object is an object goes without saying where its properties are spoken of.
        let is_object = !(limits.properties.is_empty() && limits.required.is_empty());
        if limits.types == ["object"] && is_object {
            limits.types.clear();
        }
        Ok(limits)
    }

    fn keyword(self, limits: &mut Limits, keyword: &str, value: &Value) -> Result<()> {
        let count = || value.as_u64().filter(|count| *count > 0);
        match keyword {
            "type" => limits.types = names(value)?,
            "enum" => {
                let values = sorted(value)?;
                limits.one_of_values = (!values.is_empty()).then(|| values.into());
            }
            "enumCaseInsensitive" => limits.enum_ignore_case = names(value)?,
            "const" => limits.constant = Some(value.clone()),
            "pattern" => pattern::set(limits, value.as_str().context("not a text")?),
            "format" => {
                let format = value.as_str().context("not a text")?;
                limits.format = FORMATS.contains(&format).then(|| format.to_owned());
            }
            "minimum" => limits.minimum = value.as_number().cloned(),
            "maximum" => limits.maximum = value.as_number().cloned(),
            "exclusiveMinimum" => limits.exclusive_minimum = value.as_number().cloned(),
            "exclusiveMaximum" => limits.exclusive_maximum = value.as_number().cloned(),
            "multipleOf" => limits.multiple_of = value.as_number().cloned(),
            // A minimum of nothing says nothing.
            "minLength" => limits.min_length = count(),
            "minItems" => limits.min_items = count(),
            "minProperties" => limits.min_properties = count(),
            "maxLength" => limits.max_length = value.as_u64(),
            "maxItems" => limits.max_items = value.as_u64(),
            "maxProperties" => limits.max_properties = value.as_u64(),
            "maxUniqueItems" => limits.max_unique_items = value.as_u64(),
            "uniqueItems" => limits.unique = value == true,
            "uniqueKeys" => limits.unique_keys = names(value)?,
            "insertionOrder" => limits.unordered = value == false,
            "required" => limits.required = names(value)?,
            "requiredXor" => limits.required_xor = groups(value)?,
            "requiredOr" => limits.required_or = groups(value)?,
            "dependentRequired" => limits.dependent_required.extend(dependents(value)?),
            "dependentExcluded" => limits.dependent_excluded = dependents(value)?,
            "dependencies" => self.dependencies(limits, value)?,
            "properties" => limits.properties = self.properties(value)?,
            "patternProperties" => limits.pattern_properties = self.properties(value)?,
            "additionalProperties" => limits.closed = value == false,
            "propertyNames" => limits.property_names = self.boxed(value)?,
            "items" => limits.items = self.boxed(value)?,
            "prefixItems" => limits.prefix_items = list(value, |v| self.deeper().schema(v))?,
            "contains" => limits.contains = self.boxed(value)?,
            "not" => limits.not = self.condition(value)?,
            "if" => limits.when = self.condition(value)?,
            "then" => limits.then = self.condition(value)?,
            "else" => limits.otherwise = self.condition(value)?,
            "allOf" => {
                limits.all_of.extend(self.branches(value)?);
                limits.all_of.retain(|branch| !branch.is_empty());
            }
            "anyOf" => limits.any_of = telling(self.branches(value)?),
            "oneOf" => limits.one_of = telling(self.branches(value)?),
            // Said by the structure, or prose, or no condition.
            "$ref" | "$comment" | "arrayType" | "default" | "definitions" | "description"
            | "examples" | "relationshipRef" | "title" => {}
            _ => bail!("this keyword is unknown; teach `conditions.rs` what it means"),
        }
        Ok(())
    }

    /// The old keyword for two things: other properties, or a schema, that a property demands.
    fn dependencies(self, limits: &mut Limits, value: &Value) -> Result<()> {
        for (name, demanded) in value.as_object().context("not an object")? {
            if demanded.is_array() {
                limits
                    .dependent_required
                    .insert(name.clone(), names(demanded)?);
            } else {
                let required = vec![name.clone()];
                limits.all_of.push(Limits {
                    when: Some(Lazy::new(Limits {
                        required,
                        ..Limits::default()
                    })),
                    then: self.condition(demanded)?,
                    ..Limits::default()
                });
            }
        }
        Ok(())
    }

    fn properties(self, value: &Value) -> Result<Named<Limits>> {
        let schemas = value.as_object().context("not an object")?;
        let limits = |schema: &Value| -> Result<Limits> {
            if !(self.in_branch && is_structure(schema)) {
                return self.deeper().schema(schema);
            }
            let mut keywords = Node::new(self.root, schema).merged();
            keywords.retain(|keyword, _| matches!(keyword.as_str(), "const" | "enum"));
            self.keywords(&keywords)
        };
        schemas
            .iter()
            .map(|(name, schema)| Ok((name.clone(), limits(schema)?)))
            .collect()
    }
}

/// Branches, unless one of them demands nothing: then all together demand nothing.
fn telling(branches: Vec<Limits>) -> Vec<Limits> {
    if branches.iter().any(Limits::is_empty) {
        Vec::new()
    } else {
        branches
    }
}

fn list<T>(value: &Value, read: impl Fn(&Value) -> Result<T>) -> Result<Vec<T>> {
    value
        .as_array()
        .context("not a list")?
        .iter()
        .map(read)
        .collect()
}

fn names(value: &Value) -> Result<Vec<String>> {
    if let Some(name) = value.as_str() {
        return Ok(vec![name.to_owned()]);
    }
    let mut names = list(value, |name| {
        Ok(name.as_str().context("not a text")?.to_owned())
    })?;
    names.sort();
    names.dedup();
    Ok(names)
}

/// Values in an order of their own, since the sources' is none to rely on.
fn sorted(value: &Value) -> Result<Vec<Value>> {
    let mut values = value.as_array().context("not a list")?.clone();
    values.sort_by(|a, b| match (a.as_f64(), b.as_f64()) {
        (Some(a), Some(b)) => a.total_cmp(&b),
        _ => a.to_string().cmp(&b.to_string()),
    });
    values.dedup();
    Ok(values)
}

/// `requiredXor` and `requiredOr` are one group or a list of groups.
fn groups(value: &Value) -> Result<Vec<Vec<String>>> {
    match value.as_array().and_then(|groups| groups.first()) {
        Some(Value::Array(_)) => list(value, names),
        _ => Ok(vec![names(value)?]),
    }
}

fn dependents(value: &Value) -> Result<BTreeMap<String, Vec<String>>> {
    let entries = value.as_object().context("not an object")?;
    entries
        .iter()
        .map(|(name, others)| Ok((name.clone(), names(others)?)))
        .collect()
}
