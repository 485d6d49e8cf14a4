//! A place in one of cfn-lint's schemas, seen through its `$ref`s.

use serde_json::{Map, Value};

/// How deep a chain of `$ref`s or of branches may be before it counts as endless.
const DEEPEST: usize = 16;

/// A schema together with the schemas that it refers to; the outermost comes first and wins.
pub struct Node<'a> {
    root: &'a Value,
    layers: Vec<&'a Value>,
    /// The definition that the last `$ref` led to.
    pub name: Option<&'a str>,
}

/// The type of the values that a node takes, as far as the schema tells.
pub enum Shape<'a> {
    /// Free-form; the JSON types that are taken, if they are told.
    Any(Vec<&'a str>),
    Scalar(&'a str),
    /// Several scalars are taken.
    Scalars(Vec<&'a str>),
    Object,
    Map(&'a Value),
    List(Option<&'a Value>),
    /// Any one of these schemas.
    Union(&'a [Value]),
}

impl<'a> Node<'a> {
    pub fn new(root: &'a Value, value: &'a Value) -> Self {
        let mut node = Self {
            root,
            layers: Vec::new(),
            name: None,
        };
        let mut next = Some(value);
        while let Some(value) = next {
            node.layers.push(value);
            next = reference(value)
                .filter(|_| node.layers.len() < DEEPEST)
                .and_then(|target| {
                    node.name = target.strip_prefix("#/definitions/");
                    root.pointer(target.strip_prefix('#')?)
                });
        }
        node
    }

    /// The schema at the end of the `$ref`s: the same object for all that refer to it.
    pub fn target(&self) -> Option<&'a Value> {
        self.layers.last().copied()
    }

    pub fn get(&self, keyword: &str) -> Option<&'a Value> {
        self.layers.iter().find_map(|layer| layer.get(keyword))
    }

    /// All keywords of all layers in one map.
    pub fn merged(&self) -> Map<String, Value> {
        let mut all = Map::new();
        for layer in self.layers.iter().rev() {
            for (keyword, value) in layer.as_object().into_iter().flatten() {
                // An `allOf` that only wraps a `$ref` has become a layer.
                if !(keyword == "allOf" && reference(layer).is_some()) {
                    all.insert(keyword.clone(), value.clone());
                }
            }
        }
        all
    }

    /// The names in `required`.
    pub fn requires(&self, property: &str) -> bool {
        self.get("required")
            .and_then(Value::as_array)
            .is_some_and(|names| names.iter().any(|name| name == property))
    }

    /// Whether properties that are not named are taken.
    pub fn is_open(&self) -> bool {
        match self.get("additionalProperties") {
            Some(Value::Bool(open)) => *open,
            Some(_) => true,
            None => self.get("patternProperties").is_some(),
        }
    }

    pub fn shape(&self) -> Shape<'a> {
        let types: Vec<&str> = match self.get("type") {
            Some(Value::String(name)) => vec![name],
            Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).collect(),
            _ => Vec::new(),
        };
        let types: Vec<&str> = types.into_iter().filter(|name| *name != "null").collect();
        match types[..] {
            ["array"] => Shape::List(self.get("items")),
            ["object"] => self.object(),
            [scalar] => Shape::Scalar(scalar),
            [] if self.get("properties").is_some() => self.object(),
            [] if self.get("items").is_some() => Shape::List(self.get("items")),
            [] => self.untyped(),
            _ if types.contains(&"object") || types.contains(&"array") => Shape::Any(types),
            _ => Shape::Scalars(types),
        }
    }

    fn object(&self) -> Shape<'a> {
        if !self.properties().is_empty() {
            return Shape::Object;
        }
        let patterns = self.get("patternProperties").and_then(Value::as_object);
        if let Some(element) = patterns.and_then(|p| p.values().next()) {
            return Shape::Map(element);
        }
        match self.get("additionalProperties") {
            Some(element @ Value::Object(_)) => Shape::Map(element),
            Some(Value::Bool(false)) if self.name.is_some() => Shape::Object,
            _ => Shape::Any(vec!["object"]),
        }
    }

    /// A node without `type`: its branches tell, or the values of its `enum`.
    fn untyped(&self) -> Shape<'a> {
        if let Some(branches) = self.branches() {
            let shapes: Vec<_> = branches
                .iter()
                .map(|branch| Self::new(self.root, branch).shape())
                .collect();
            if shapes.iter().all(|shape| matches!(shape, Shape::Object)) {
                return Shape::Object;
            }
            if !shapes
                .iter()
                .any(|shape| matches!(shape, Shape::Any(types) if types.is_empty()))
            {
                return Shape::Union(branches);
            }
        }
        let is_text = self.get("pattern").is_some()
            || self.get("format").is_some()
            || self
                .get("enum")
                .and_then(Value::as_array)
                .is_some_and(|values| values.iter().all(Value::is_string));
        if is_text {
            Shape::Scalar("string")
        } else {
            Shape::Any(Vec::new())
        }
    }

    fn branches(&self) -> Option<&'a [Value]> {
        let branches = self.get("oneOf").or_else(|| self.get("anyOf"))?;
        branches.as_array().map(Vec::as_slice)
    }

    /// The properties of an object and of its branches, each with the schemas it has there.
    pub fn properties(&self) -> Vec<(&'a str, Vec<&'a Value>)> {
        let mut found = Vec::new();
        self.collect_properties(&mut found, 0);
        found
    }

    fn collect_properties(&self, found: &mut Vec<(&'a str, Vec<&'a Value>)>, depth: usize) {
        for layer in &self.layers {
            for (name, schema) in layer
                .get("properties")
                .and_then(Value::as_object)
                .into_iter()
                .flatten()
            {
                match found.iter_mut().find(|(known, _)| known == name) {
                    // A schema that says nothing only repeats the name.
                    Some((_, schemas)) if !is_structure(schema) || schemas.contains(&schema) => {}
                    Some((_, schemas)) => schemas.push(schema),
                    None => found.push((name, vec![schema])),
                }
            }
            if depth < DEEPEST {
                let branches = ["oneOf", "anyOf", "allOf"]
                    .into_iter()
                    .filter_map(|k| layer.get(k));
                for branch in branches.filter_map(Value::as_array).flatten() {
                    Node::new(self.root, branch).collect_properties(found, depth + 1);
                }
            }
        }
    }
}

/// Whether a schema tells the kind of a value, not only a condition on it.
pub fn is_structure(schema: &Value) -> bool {
    ["type", "$ref", "oneOf", "anyOf", "allOf"]
        .iter()
        .any(|keyword| schema.get(keyword).is_some())
}

/// Where a schema refers to, by `$ref` or by an `allOf` with nothing but a `$ref`.
fn reference(schema: &Value) -> Option<&str> {
    let direct = schema.get("$ref");
    let wrapped = || match schema.get("allOf")?.as_array()?.as_slice() {
        [only] => only.get("$ref"),
        _ => None,
    };
    direct.or_else(wrapped)?.as_str()
}
