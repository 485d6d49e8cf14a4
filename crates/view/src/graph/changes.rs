//! The picture of a change.

use foldhash::HashMap;
use stackwright_change::{Cause, Change, Effect, Kind, ResourceChange, words};

use super::model::{ArrowKind, Changed, Diagram, Graph, Hazard, Mark, Shape, ShapeKind, View};
use super::names;
use super::network::title;
use super::resources::Arrows;

/// How a changed resource is drawn.
fn mark_of(change: &ResourceChange) -> Mark {
    match (&change.kind, change.effect) {
        _ if change.loses_data() => Mark::Lost,
        (Kind::Added, _) => Mark::Added,
        (Kind::Removed(_) | Kind::Left { .. }, _) => Mark::Removed,
        (Kind::Moved { .. } | Kind::OtherType { .. }, _) | (_, Effect::Replaces) => Mark::Replaced,
        (_, Effect::MayReplace) => Mark::MayReplace,
        _ => Mark::Changed,
    }
}

/// The word for it in a box, where a colour alone would have to be known.
fn word(mark: Mark) -> &'static str {
    match mark {
        Mark::Added => "new",
        Mark::Changed => "changes",
        Mark::MayReplace => "may be replaced",
        Mark::Replaced => "replaced",
        Mark::Removed => "goes",
        Mark::Lost => "data is lost",
    }
}

/// What becomes of a resource, in words.
fn changed(change: &ResourceChange) -> Changed {
    let properties = change.properties.iter().map(|own| {
        let values = match (&own.before, &own.after) {
            (Some(before), Some(after)) => {
                format!("{} -> {}", words::short(before), words::short(after))
            }
            (None, Some(after)) => format!("+ {}", words::short(after)),
            (Some(before), None) => format!("- {}", words::short(before)),
            (None, None) => String::new(),
        };
        match words::reason(own) {
            reason if reason.is_empty() => format!("{}: {values}", own.path),
            reason => format!("{}: {values} ({reason})", own.path),
        }
    });
    let lost = if change.loses_data() {
        ", with its data"
    } else {
        ""
    };
    Changed {
        mark: mark_of(change),
        text: format!("{}{lost}", words::becomes(change)),
        properties: properties.collect(),
    }
}

/// Tells resources what becomes of them, and the graph what goes wrong.
pub(super) fn mark(graph: &mut Graph, changes: &[(&str, &Change)]) {
    for (name, change) in changes {
        let number = graph.stacks.iter().position(|own| own.name == *name);
        for own in &change.resources {
            let mut resources = graph.resources.iter_mut();
            let is_it =
                |there: &&mut super::Resource| Some(there.stack) == number && there.id == own.id;
            if let Some(there) = resources.find(is_it) {
                there.change = Some(changed(own));
            }
        }
        graph
            .hazards
            .extend(change.hazards.iter().map(|hazard| Hazard {
                stack: (*name).to_owned(),
                code: hazard.code().code.to_owned(),
                id: hazard.id().to_owned(),
                message: words::hazard(hazard),
                help: hazard.code().fix.to_owned(),
            }));
    }
}

/// Draws what changes; nothing where nothing is compared.
pub(super) fn draw(graph: &Graph, changes: &[(&str, &Change)]) -> Option<Diagram> {
    changes.first()?;
    let mut diagram = Diagram::new(View::Changes);
    let mut arrows = Arrows::default();
    for (name, change) in changes {
        if !change.resources.is_empty() {
            draw_stack(graph, name, change, &mut diagram, &mut arrows);
        }
    }
    diagram.arrows = arrows.into_all();
    Some(diagram)
}

fn draw_stack(
    graph: &Graph,
    name: &str,
    change: &Change,
    diagram: &mut Diagram,
    arrows: &mut Arrows,
) {
    let count = change.resources.len();
    let subtitle = match count {
        1 => "1 resource changes".to_owned(),
        count => format!("{count} resources change"),
    };
    let mut stack = Shape::new(ShapeKind::Stack, None, name, subtitle);
    stack.says = change.notes.iter().map(words::note).collect();
    let stack = diagram.add(stack);
    let number = graph.stacks.iter().position(|own| own.name == name);
    let mut shapes: HashMap<&str, usize> = HashMap::default();
    for own in &change.resources {
        let told = changed(own);
        let mut resources = graph.resources.iter();
        let resource =
            resources.position(|there| Some(there.stack) == number && there.id == own.id);
        let there = resource.and_then(|at| graph.resources.get(at));
        let named = there.map_or_else(|| own.id.clone(), |there| title(there, name));
        let subtitle = format!("{}: {}", word(told.mark), names::kind(&own.type_name));
        let mut shape = Shape::new(ShapeKind::Resource, Some(stack), named, subtitle);
        shape.mark = Some(told.mark);
        shape.says = std::iter::once(told.text).chain(told.properties).collect();
        shape.resource = resource;
        shapes.insert(&own.id, diagram.add(shape));
    }
    for own in &change.resources {
        for property in &own.properties {
            let Cause::Follows { target, .. } = &property.cause else {
                continue;
            };
            let pair = shapes.get(target.as_str()).zip(shapes.get(own.id.as_str()));
            if let Some((from, to)) = pair.filter(|(from, to)| from != to) {
                let says = format!("{} follows it", property.path);
                let arrow = arrows.add((*from, *to), ArrowKind::Follows, says);
                arrow.label = "so".to_owned();
            }
        }
    }
}
