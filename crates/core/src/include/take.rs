use std::collections::HashMap;
use std::mem;

use foldhash::fast::RandomState;
use stackwright_codes as codes;
use stackwright_template::{Key, Node, Section, SourceLine, SubPart, Template, Text, Walk};

use super::read::Reader;
use super::{Element, Include, Included, meant_instead, report};
use crate::element::{ConditionData, MappingData, ParameterData};
use crate::graph::{Kind, StackData};
use crate::resource::{ResourceData, ResourceMeta};
use crate::value::{Expr, Props};
use crate::{NodeId, Scope};

/// What stands in an included template and has no other kind: an output, a rule, a hook, a loop.
pub(crate) struct Written {
    pub section: Section,
    pub value: Expr,
}

/// Of a resource in an included template, what has no place of its own in the graph.
pub(crate) struct Kept {
    /// Attributes as they stand: `DependsOn`, and what is not known.
    pub attributes: Props,
    /// What texts of the resource name.
    pub named: Vec<NodeId>,
}

/// The sections whose entries have names.
const OF_ELEMENTS: [Section; 7] = [
    Section::Parameters,
    Section::Mappings,
    Section::Conditions,
    Section::Rules,
    Section::Hooks,
    Section::Resources,
    Section::Outputs,
];

pub fn take<'a>(scope: Scope<'a>, mut include: Include, source: SourceLine) -> Included<'a> {
    let group = "Include".into();
    let group = scope
        .app()
        .graph_mut()
        .add_free(scope.node(), group, source);
    let mut included = Included {
        scope: scope.at(group),
        elements: Vec::new().into(),
    };
    let template = match &mut include.template {
        Ok(template) => mem::take(template),
        Err(error) => {
            let message = format!("the included template cannot be read: {error}");
            report(included.scope, &codes::APP139, &message, None, source);
            scope.app().graph_mut().refused.push(group);
            return included;
        }
    };
    let elements = add_elements(included.scope, &template, &include, source);
    let mut reader = Reader {
        nodes: by_name(&elements, is_referable),
        given: &include.given,
        named: Vec::new(),
    };
    let conditions = by_name(&elements, is_condition);
    let mut kinds = Vec::with_capacity(elements.len());
    for (element, node) in &elements {
        kinds.push(kind(element, node, &mut reader, &conditions));
    }
    let own = match include.only {
        None => own(&template, &mut reader),
        Some(_) => StackData::default(),
    };
    let mut graph = scope.app().graph_mut();
    for ((element, _), kind) in elements.iter().zip(kinds) {
        graph.has_conditions |= matches!(kind, Kind::Condition(_));
        if let Some(node) = graph.get_mut(element.node) {
            node.kind = kind;
        }
        graph.admit(element.node, source);
    }
    drop(graph);
    add_own(scope, own, source);
    for (name, _) in &include.given {
        if template.parameter(name).is_none() {
            let message = format!("the included template has no parameter `{name}`");
            let names = template.parameters().map(|parameter| parameter.id());
            let help = meant_instead(name, names);
            report(included.scope, &codes::APP140, &message, help, source);
        }
    }
    for id in include.left_out.iter().chain(include.only.iter().flatten()) {
        if template.resource(id).is_none() && template.output(id).is_none() {
            let message = format!("the included template has no resource or output `{id}`");
            let ids = template.resources().map(|resource| resource.id());
            let help = meant_instead(id, ids);
            report(included.scope, &codes::APP141, &message, help, source);
        }
    }
    let elements: Vec<Element> = elements.into_iter().map(|(element, _)| element).collect();
    included.elements = elements.into();
    included
}

/// A node for everything that has a name, with nothing in it yet: each may refer to all.
fn add_elements<'t>(
    group: Scope<'_>,
    template: &'t Template,
    include: &Include,
    source: SourceLine,
) -> Vec<(Element, &'t Node)> {
    let meant = include.only.as_ref().map(|ids| meant(template, ids));
    let mut graph = group.app().graph_mut();
    let mut elements = Vec::new();
    for section in OF_ELEMENTS {
        let entries = template.section(section).and_then(Node::as_map);
        for (key, node) in entries.into_iter().flat_map(|map| map.iter()) {
            let id = key.as_str();
            let is_out = match section {
                Section::Parameters => include.given.iter().any(|(name, _)| name == id),
                Section::Resources => include.left_out.iter().any(|own| own == id),
                _ => false,
            };
            if is_out
                || meant
                    .as_ref()
                    .is_some_and(|meant| !meant.contains(&(section, id)))
            {
                continue;
            }
            let id = Text::Owned(id.to_owned());
            let made = graph.add_free(group.node(), id.clone(), source);
            if let Some(made) = graph.get_mut(made) {
                made.pinned = Some(id.clone());
            }
            let element = Element {
                section,
                id,
                type_name: type_name(section, key, node),
                node: made,
            };
            elements.push((element, node));
        }
    }
    elements
}

/// Some resources, and what they name of what is no resource.
fn meant<'t>(template: &'t Template, ids: &[Text]) -> Vec<(Section, &'t str)> {
    let resources = template.resources();
    let resources = resources.filter(|resource| ids.iter().any(|id| id == resource.id()));
    let mut open: Vec<&Node> = Vec::new();
    let mut meant = Vec::new();
    for resource in resources {
        meant.push((Section::Resources, resource.id()));
        open.push(resource.node());
    }
    for output in template.outputs() {
        if ids.iter().any(|id| id == output.id()) {
            meant.push((Section::Outputs, output.id()));
            open.push(output.node());
        }
    }
    while let Some(node) = open.pop() {
        node.walk(|_, inner| {
            for name in names(inner) {
                for section in [Section::Parameters, Section::Mappings, Section::Conditions] {
                    let entries = template.section(section).and_then(Node::as_map);
                    let found = entries.and_then(|entries| entries.get_entry(name));
                    if let Some((key, value)) = found
                        && !meant.contains(&(section, key.as_str()))
                    {
                        meant.push((section, key.as_str()));
                        open.push(value);
                    }
                }
            }
            Walk::Into
        });
    }
    meant
}

/// What a value itself may name: more is taken for a name than is one.
fn names(node: &Node) -> Vec<&str> {
    let mut names: Vec<&str> = node.as_str().into_iter().collect();
    if let Some(sub) = node.as_call().and_then(|call| call.sub()) {
        names.extend(sub.parts().into_iter().filter_map(|part| match part {
            SubPart::Variable(variable) => Some(variable.target()),
            SubPart::Literal(_) => None,
        }));
    }
    names
}

fn type_name(section: Section, key: &Key, node: &Node) -> Option<Text> {
    let is_resource = section == Section::Resources && !key.is_macro();
    let name = is_resource.then(|| node.get("Type")?.as_str())??;
    Some(name.to_owned().into())
}

/// The nodes of some elements by their names.
fn by_name<'t>(
    elements: &'t [(Element, &'t Node)],
    is_meant: impl Fn(&Element) -> bool,
) -> HashMap<&'t str, NodeId, RandomState> {
    let all = elements.iter().map(|(element, _)| element);
    let named = all.filter(|element| is_meant(element));
    named.map(|element| (&*element.id, element.node)).collect()
}

/// Whether `Ref` and `Fn::GetAtt` can name an element.
fn is_referable(element: &Element) -> bool {
    match element.section {
        Section::Resources => element.type_name.is_some(),
        section => section == Section::Parameters && !is_macro(&element.id),
    }
}

fn is_condition(element: &Element) -> bool {
    element.section == Section::Conditions && !is_macro(&element.id)
}

/// Whether a macro puts others in the place of an entry.
fn is_macro(id: &str) -> bool {
    Key::from(id.to_owned()).is_macro()
}

/// What an entry is in the graph.
fn kind<'t>(
    element: &Element,
    node: &'t Node,
    reader: &mut Reader<'t>,
    conditions: &HashMap<&str, NodeId, RandomState>,
) -> Kind {
    let is_macro = is_macro(&element.id);
    match (element.section, &element.type_name) {
        (Section::Resources, Some(type_name)) => {
            let data = resource(type_name, node, reader, conditions);
            Kind::Resource(Box::new(data))
        }
        (Section::Parameters, _) if !is_macro => Kind::Parameter(Box::new(parameter(node, reader))),
        (Section::Conditions, _) if !is_macro => Kind::Condition(Box::new(ConditionData {
            expr: reader.expr(node),
        })),
        (Section::Mappings, _) if !is_macro && node.as_map().is_some() => {
            Kind::Mapping(Box::new(MappingData {
                table: reader.props(node),
            }))
        }
        (section, _) => Kind::Written(Box::new(Written {
            section,
            value: reader.expr(node),
        })),
    }
}

fn parameter<'t>(node: &'t Node, reader: &mut Reader<'t>) -> ParameterData {
    let ty = node.get("Type").and_then(Node::as_str).unwrap_or("String");
    ParameterData {
        ty: ty.to_owned().into(),
        is_list: ParameterData::is_list(ty),
        default: node.get("Default").map(|default| reader.expr(default)),
        fields: Vec::new(),
        written: Some(reader.expr(node)),
    }
}

fn resource<'t>(
    type_name: &Text,
    node: &'t Node,
    reader: &mut Reader<'t>,
    conditions: &HashMap<&str, NodeId, RandomState>,
) -> ResourceData {
    let meta = ResourceMeta::untyped(type_name.clone());
    reader.named.clear();
    let mut data = ResourceData::new(meta, Props::new());
    let mut attributes = Props::new();
    for (key, value) in node.as_map().into_iter().flat_map(|map| map.iter()) {
        let is_filled = value.as_map().is_some_and(|map| !map.is_empty());
        match key.as_str() {
            "Type" => {}
            "Properties" if is_filled => data.props = reader.props(value),
            "Metadata" if is_filled => data.metadata = reader.props(value),
            "CreationPolicy" => data.creation_policy = Some(reader.expr(value)),
            "UpdatePolicy" => data.update_policy = Some(reader.expr(value)),
            "DeletionPolicy" => data.deletion_policy = Some(reader.expr(value)),
            "UpdateReplacePolicy" => data.update_replace_policy = Some(reader.expr(value)),
            other => {
                let condition = value.as_str().and_then(|name| conditions.get(name));
                match (other, condition) {
                    ("Condition", Some(condition)) => data.condition = Some(*condition),
                    _ => attributes.set(other.to_owned(), reader.expr(value)),
                }
            }
        }
    }
    data.kept = Some(Box::new(Kept {
        attributes,
        named: mem::take(&mut reader.named),
    }));
    data
}

/// What is said of the template as a whole.
fn own<'t>(template: &'t Template, reader: &mut Reader<'t>) -> StackData {
    let mut own = StackData::default();
    for (key, node) in template.root().iter() {
        match Section::from_name(key.as_str()) {
            Some(Section::FormatVersion) => {}
            Some(Section::Description) if node.as_str().is_some() => {
                let text = node.as_str().unwrap_or_default();
                own.description = Some(text.to_owned().into());
            }
            Some(Section::Transform) => match node.as_list() {
                Some(items) => own
                    .transforms
                    .extend(items.iter().map(|it| reader.expr(it))),
                None => own.transforms.push(reader.expr(node)),
            },
            Some(Section::Metadata) if node.as_map().is_some() => {
                own.metadata = reader.props(node).into_iter().collect();
            }
            Some(section) if OF_ELEMENTS.contains(&section) && node.as_map().is_some() => {}
            _ => own
                .sections
                .push((key.as_str().to_owned().into(), reader.expr(node))),
        }
    }
    own
}

/// Says of the stack what is said of the template. What the program has said goes before.
fn add_own(scope: Scope<'_>, own: StackData, source: SourceLine) {
    let mut graph = scope.app().graph_mut();
    let Some(stack) = graph.stack_of(scope.node()) else {
        return;
    };
    if let Some(Kind::Stack(data)) = graph.get_mut(stack).map(|node| &mut node.kind) {
        if data.description.is_none() {
            data.description = own.description;
        }
        for transform in own.transforms {
            if !data.transforms.contains(&transform) {
                data.transforms.push(transform);
            }
        }
        data.metadata.extend(own.metadata);
        data.sections.extend(own.sections);
    }
    graph.admit(stack, source);
}
