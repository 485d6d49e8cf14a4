//! `Globals` of the Serverless Application Model, written out in the resources that take them.

use stackwright_template::{Map, Node, Section, Template, Value};

const TRANSFORM: &str = "AWS::Serverless-2016-10-31";
const TYPES: &str = "AWS::Serverless::";

/// A template with what is global for a kind of resources in each of them; nothing where nothing is.
///
/// <https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy-globals.html>
pub(crate) fn written_out(template: &Template) -> Option<Template> {
    let globals = template.section(Section::Globals)?.as_map()?;
    if !template.has_transform(TRANSFORM) {
        return None;
    }
    let mut written = template.clone();
    let resources = written.root_mut().get_mut(Section::Resources.name())?;
    let Value::Map(resources) = &mut resources.value else {
        return None;
    };
    for (_, resource) in resources.iter_mut() {
        let type_name = resource.get("Type").and_then(Node::as_str);
        let kind = type_name.and_then(|name| name.strip_prefix(TYPES));
        let global = kind.and_then(|kind| globals.get(kind));
        let Some(global) = global.and_then(|global| global.as_map()) else {
            continue;
        };
        let global = Node::from(taken(global, resource.get("IgnoreGlobals")));
        if let Value::Map(own) = &mut resource.value {
            let merged = match own.get("Properties") {
                Some(properties) => merged(&global, properties.clone()),
                None => global,
            };
            own.insert("Properties", merged);
        }
    }
    Some(written)
}

/// What a resource takes: all but what it says that it ignores, which can be everything.
fn taken(global: &Map, ignored: Option<&Node>) -> Map {
    let names = ignored.and_then(Node::as_list).unwrap_or_default();
    let is_ignored = |name: &str| {
        ignored.and_then(Node::as_str) == Some("*")
            || names.iter().any(|own| own.as_str() == Some(name))
    };
    let mut taken = Map::with_capacity(global.len());
    for (key, value) in global.iter().filter(|(key, _)| !is_ignored(key.as_str())) {
        taken.insert(key.clone(), value.clone());
    }
    taken
}

/// Maps are merged, lists stand behind the global ones, and any other value is the resource's own.
fn merged(global: &Node, own: Node) -> Node {
    match (&global.value, own.value) {
        (Value::Map(global), Value::Map(own)) => {
            let mut all = global.clone();
            for (key, value) in own {
                let value = match global.get(key.as_str()) {
                    Some(global) => merged(global, value),
                    None => value,
                };
                all.insert(key, value);
            }
            Node::from(all)
        }
        (Value::List(global), Value::List(own)) => {
            let mut all = global.clone();
            all.extend(own);
            Node::from(all)
        }
        (_, own) => Node::from(own),
    }
}
