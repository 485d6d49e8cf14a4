//! One template against another.

use std::collections::BTreeMap;

use stackwright_deployment::model::Unrolled;
use stackwright_template::{Resource, Template};

use crate::follow::Follower;
use crate::names::Names;
use crate::side::{Side, construct};
use crate::{
    Around, Change, Effect, Kind, ResourceChange, fate, globals, hazards, moved, notes, resource,
    sections, security,
};

/// What comes when one template takes the place of another.
///
/// `others` are the templates of the other stacks, as they will be: who of them imports what this one
/// exports is known of those alone.
///
/// ```
/// use stackwright_change::{Effect, compare};
/// use stackwright_template::Template;
///
/// let template = |name: &str| Template::from_yaml(&format!(
///     "Resources: {{Jobs: {{Type: AWS::SQS::Queue, Properties: {{QueueName: {name}}}}}}}"
/// ));
/// let change = compare(&template("jobs")?, &template("work")?, &[]);
/// assert_eq!(change.resource("Jobs").map(|jobs| jobs.effect), Some(Effect::Replaces));
/// assert!(change.is_destructive());
/// # Ok::<(), stackwright_template::ReadError>(())
/// ```
pub fn compare(before: &Template, after: &Template, others: &[&Template]) -> Change {
    let around = Around {
        others: others.to_vec(),
        ..Around::default()
    };
    compare_in(before, after, &around)
}

/// What comes when one template takes the place of another, with what is known around both.
///
/// Outputs of stacks in the stack whose templates are not known may change whenever the stack does.
pub fn compare_in(before: &Template, after: &Template, around: &Around<'_>) -> Change {
    // What loops over literal lists make is compared, whoever wrote it out.
    let (one, other) = (Unrolled::of(before), Unrolled::of(after));
    let one = one.as_ref().map_or(before, Unrolled::template);
    let other = other.as_ref().map_or(after, Unrolled::template);
    let written = (globals::written_out(one), globals::written_out(other));
    let one = written.0.as_ref().unwrap_or(one);
    let other = written.1.as_ref().unwrap_or(other);
    let mapped = Names::of_earlier(one, other, &around.parameters);
    let plain = Names::default();
    let earlier = Side::new(one, &mapped);
    let mut later = Side::new(other, &plain);
    later.nested = &around.nested;

    let mut change = Change::default();
    let mut follower = Follower {
        earlier: &earlier,
        later: &later,
        changes: BTreeMap::new(),
    };
    let decisions = decisions_differ(&earlier, &later);
    let is_given = !around.parameters.is_empty();
    for now in later.template.resources() {
        if let Some(was) = earlier.template.resource(now.id()) {
            let changed = resource::compare(&earlier, &later, was, now, decisions, is_given);
            if let Some(changed) = changed {
                follower.changes.insert(now.id().to_owned(), changed);
            }
        }
    }
    let moves = moved::find(&earlier, &later);
    follower.follow();
    let outputs = follower.outputs();
    let mut changes = follower.changes;
    for now in later.template.resources() {
        if let Some(change_of) = changes.remove(now.id()) {
            change.resources.push(change_of);
        } else if earlier.template.resource(now.id()).is_none() {
            let from = moves.get(now.id());
            let from = from.and_then(|from| earlier.template.resource(from));
            change.resources.push(match from {
                Some(was) => {
                    let mut moved = has_moved(was, now);
                    moved.properties = resource::changes(&earlier, &later, was, now, &moves);
                    moved.effect = resource::strongest(&moved);
                    moved
                }
                None => alone(now, Kind::Added),
            });
        }
    }
    for was in earlier.template.resources() {
        let is_gone = later.template.resource(was.id()).is_none();
        if is_gone && !moves.values().any(|from| from == was.id()) {
            let fate = fate::on_deletion(was);
            change.resources.push(alone(was, Kind::Removed(fate)));
        }
    }
    change.entries = sections::compare(&earlier, &later);
    for output in outputs {
        let is_there =
            |own: &crate::EntryChange| own.section == output.section && own.id == output.id;
        if !change.entries.iter().any(is_there) {
            change.entries.push(output);
        }
    }
    sections::loops(one, other, &mut change);
    security::compare(&earlier, &later, &mut change);
    change.hazards = hazards::find(&earlier, &later, &change, &around.others);
    change.notes = notes::find(&earlier, &later, &change);
    change
}

/// Whether a condition or a mapping means something else than before.
fn decisions_differ(earlier: &Side<'_>, later: &Side<'_>) -> bool {
    use stackwright_template::Section;
    let differ = |section| earlier.template.section(section) != later.template.section(section);
    differ(Section::Conditions) || differ(Section::Mappings)
}

fn alone(resource: Resource<'_>, kind: Kind) -> ResourceChange {
    let type_name = resource.resource_type().unwrap_or_default();
    ResourceChange {
        id: resource.id().to_owned(),
        type_name: type_name.to_owned(),
        kind,
        effect: Effect::None,
        properties: Vec::new(),
        attributes: Vec::new(),
        stateful: fate::is_stateful(type_name),
        construct: construct(resource),
    }
}

fn has_moved(was: Resource<'_>, now: Resource<'_>) -> ResourceChange {
    let kind = Kind::Moved {
        from: was.id().to_owned(),
        from_stack: None,
        from_construct: construct(was),
        old: fate::on_deletion(was),
    };
    alone(now, kind)
}
