//! What changes, for scripts.

use serde::Serialize;
use stackwright_change::{Cause, Effect, Fate, Kind, PropertyChange, ResourceChange, Why, words};
use stackwright_template::Node;

use super::{Alike, Difference, StackDifference, State};

/// What `diff --format json` prints.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct JsonDiff {
    /// The stacks, also those of which nothing changes.
    pub stacks: Vec<JsonStack>,
    /// Stacks that go and that come, and have most of their resources in common.
    pub alike: Vec<JsonAlike>,
    /// How much changes in all of them.
    pub summary: JsonSummary,
    /// What a month costs before and after, and the resources that do not cost the same; only where that is
    /// asked for.
    #[cfg(feature = "cost")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cost: Option<crate::cost::JsonComparison>,
}

/// A stack that goes and one that comes, which have most of their resources in common.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct JsonAlike {
    /// The one that goes.
    pub before: String,
    /// The one that comes.
    pub after: String,
    /// How many resources of the former the latter has, under the same logical ids.
    pub common: usize,
    /// How many the former has.
    pub of: usize,
}

/// One stack.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct JsonStack {
    /// Its name: in an assembly that of the stack, of a file that of the file.
    pub name: String,
    /// Whether it comes or goes as a whole.
    pub state: JsonState,
    /// The resources that come, go, move or change.
    pub resources: Vec<JsonResource>,
    /// What changes in the other sections.
    pub entries: Vec<JsonEntry>,
    /// What goes wrong, or is lost, while the change is deployed.
    pub hazards: Vec<JsonHazard>,
    /// The rights that somebody gets or loses.
    pub rights: Vec<JsonRight>,
    /// The ways into and out of security groups that open or close.
    pub openings: Vec<JsonOpening>,
    /// Who newly reaches whom, or no more, of those who have to, in words.
    pub reaches: Vec<String>,
    /// What becomes public, or is it no more, in words.
    pub exposures: Vec<String>,
    /// What is worth knowing and no fault, in words.
    pub notes: Vec<String>,
}

/// Whether a stack comes or goes as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum JsonState {
    /// It is in both.
    Stays,
    /// It comes.
    Added,
    /// It goes.
    Removed,
}

/// One resource.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct JsonResource {
    /// Its logical id; the later one, of what has moved.
    pub id: String,
    /// Its type.
    #[serde(rename = "type")]
    pub type_name: String,
    /// What becomes of it.
    pub kind: JsonKind,
    /// What that does to it.
    pub effect: JsonEffect,
    /// The logical id that it had, where it has moved.
    pub moved_from: Option<String>,
    /// The stack that it was in, where it has moved from another one.
    pub moved_from_stack: Option<String>,
    /// Where it comes, where it has left for another stack.
    pub moved_to: Option<JsonStanding>,
    /// The line of a program that keeps it, where it has moved, or the command, from one stack to another.
    pub keep: Option<String>,
    /// What becomes of the one that there is: `deleted`, `retained` or `snapshot`; null where it stays.
    pub fate: Option<String>,
    /// Whether data is or may be lost.
    pub loses_data: bool,
    /// The construct that made it, where the template's metadata says so.
    pub construct: Option<String>,
    /// What changes of its properties.
    pub properties: Vec<JsonProperty>,
    /// What changes beside its properties.
    pub attributes: Vec<JsonAttribute>,
}

/// What becomes of a resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum JsonKind {
    /// It comes.
    Added,
    /// It goes.
    Removed,
    /// It stays, and something of it changes.
    Changed,
    /// It stands under another logical id, or came from another stack.
    Moved,
    /// It goes here and comes in another stack.
    Left,
    /// Its type changes under the same id, which CloudFormation refuses.
    OtherType,
}

/// Where a resource stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct JsonStanding {
    /// The stack.
    pub stack: String,
    /// The logical id.
    pub id: String,
}

/// What a change does to a resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum JsonEffect {
    /// Nothing.
    None,
    /// It is changed in place.
    InPlace,
    /// It is changed in place and does not work meanwhile.
    Interrupts,
    /// It may be replaced.
    MayReplace,
    /// It is replaced.
    Replaces,
}

/// What changes of one property, or inside of one.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct JsonProperty {
    /// Where, below the properties, as `ContainerDefinitions/0/Image`.
    pub path: String,
    /// The same as people say it, as `ContainerDefinitions[web].Image`.
    pub name: String,
    /// The value that it had.
    pub before: Option<serde_json::Value>,
    /// The value that it gets.
    pub after: Option<serde_json::Value>,
    /// What that does to the resource.
    pub effect: JsonEffect,
    /// The resource, and its attribute, whose change it follows, as `Task` or `Role.Arn`; null where something else is written.
    pub follows: Option<String>,
    /// Why it does that, where it is not a fact of the property alone.
    pub because: Option<String>,
    /// AWS's page on that.
    pub url: Option<String>,
}

/// What changes of a resource beside its properties.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct JsonAttribute {
    /// Where, as `DependsOn/0`.
    pub path: String,
    /// What it was.
    pub before: Option<serde_json::Value>,
    /// What it becomes.
    pub after: Option<serde_json::Value>,
}

/// What changes in another section than `Resources`.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct JsonEntry {
    /// The section.
    pub section: String,
    /// The entry; null where the section has none.
    pub id: Option<String>,
    /// Where inside of the entry; empty for all of it.
    pub path: String,
    /// What it was.
    pub before: Option<serde_json::Value>,
    /// What it becomes.
    pub after: Option<serde_json::Value>,
    /// The resource whose change it follows; null where something else is written.
    pub follows: Option<String>,
}

/// What goes wrong, or is lost, while the change is deployed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct JsonHazard {
    /// The stable code, as `CHG101`.
    pub code: String,
    /// The logical id of what it is about.
    pub id: String,
    /// What goes wrong.
    pub message: String,
    /// What to do instead.
    pub help: String,
    /// AWS's page on it.
    pub url: String,
}

/// Rights that somebody gets or loses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct JsonRight {
    /// Who: a logical id, or a principal.
    pub who: String,
    /// Whether they are given; refused otherwise.
    pub allows: bool,
    /// Whether they come; they go otherwise.
    pub comes: bool,
    /// Whether somebody may do more than before.
    pub broader: bool,
    /// The actions.
    pub actions: Vec<String>,
    /// What they are for.
    pub on: String,
    /// Under which conditions; empty for none.
    pub when: String,
}

/// A way into or out of a security group that opens or closes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct JsonOpening {
    /// The group.
    pub group: String,
    /// Whether it is for what comes in; for what goes out otherwise.
    pub inwards: bool,
    /// The protocol.
    pub protocol: String,
    /// The ports; empty where there are none.
    pub ports: String,
    /// Who is at the other end.
    pub peer: String,
    /// The blocks inside of it that stay open, or were open before.
    pub but: Vec<String>,
    /// Whether it opens; it closes otherwise.
    pub opens: bool,
}

/// How much changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct JsonSummary {
    /// How many resources come.
    pub added: usize,
    /// How many are changed in place.
    pub changed: usize,
    /// How many may be replaced.
    pub perhaps_replaced: usize,
    /// How many are replaced.
    pub replaced: usize,
    /// How many stand under another id.
    pub moved: usize,
    /// How many go.
    pub removed: usize,
    /// How many hazards there are.
    pub hazards: usize,
    /// Whether something that there is goes, or is or may be replaced.
    pub destructive: bool,
    /// Whether somebody gets a right, reaches something newly, or something becomes public.
    pub broadening: bool,
}

impl JsonDiff {
    /// The JSON Schema of what [`Difference::to_json`] gives.
    #[cfg(feature = "schema")]
    pub fn schema() -> schemars::Schema {
        crate::json::schema::<JsonDiff>()
    }
}

impl Difference {
    /// What changes as JSON, indented by two spaces, with a line end at its end.
    pub fn to_json(&self) -> String {
        crate::json::pretty(&JsonDiff::from(self))
    }
}

impl From<&Alike> for JsonAlike {
    fn from(alike: &Alike) -> Self {
        JsonAlike {
            before: alike.before.clone(),
            after: alike.after.clone(),
            common: alike.common,
            of: alike.of,
        }
    }
}

impl From<&Difference> for JsonDiff {
    fn from(difference: &Difference) -> Self {
        let counts = difference.counts();
        JsonDiff {
            stacks: difference.stacks.iter().map(JsonStack::from).collect(),
            alike: difference.alike.iter().map(JsonAlike::from).collect(),
            summary: JsonSummary {
                added: counts.added,
                changed: counts.changed,
                perhaps_replaced: counts.perhaps,
                replaced: counts.replaced,
                moved: counts.moved,
                removed: counts.removed,
                hazards: counts.hazards,
                destructive: difference.is_destructive(),
                broadening: difference.is_broadening(),
            },
            #[cfg(feature = "cost")]
            cost: difference
                .cost
                .as_ref()
                .map(crate::cost::JsonComparison::of),
        }
    }
}

impl From<&StackDifference> for JsonStack {
    fn from(stack: &StackDifference) -> Self {
        let change = &stack.change;
        JsonStack {
            name: stack.name.clone(),
            state: match stack.state {
                State::Stays => JsonState::Stays,
                State::Added => JsonState::Added,
                State::Removed => JsonState::Removed,
            },
            resources: change.resources.iter().map(JsonResource::from).collect(),
            entries: change
                .entries
                .iter()
                .map(|entry| JsonEntry {
                    section: entry.section.clone(),
                    id: entry.id.clone(),
                    path: entry.path.pointer(),
                    before: entry.before.as_ref().map(value),
                    after: entry.after.as_ref().map(value),
                    follows: follows(&entry.cause),
                })
                .collect(),
            hazards: change
                .hazards
                .iter()
                .map(|hazard| JsonHazard {
                    code: hazard.code().code.to_owned(),
                    id: hazard.id().to_owned(),
                    message: words::hazard(hazard),
                    help: hazard.code().fix.to_owned(),
                    url: hazard.code().page.to_owned(),
                })
                .collect(),
            rights: change
                .rights
                .iter()
                .map(|right| JsonRight {
                    who: words::holder(&right.holder).to_owned(),
                    allows: right.allows,
                    comes: right.comes,
                    broader: right.is_broader(),
                    actions: right.actions.clone(),
                    on: right.on.clone(),
                    when: right.when.clone(),
                })
                .collect(),
            openings: change
                .openings
                .iter()
                .map(|opening| JsonOpening {
                    group: opening.group.clone(),
                    inwards: opening.inwards,
                    protocol: opening.protocol.clone(),
                    ports: opening.ports.clone(),
                    peer: opening.peer.clone(),
                    but: opening.but.clone(),
                    opens: opening.opens,
                })
                .collect(),
            reaches: change.reaches.iter().map(words::reach).collect(),
            exposures: change.exposures.iter().map(words::exposure).collect(),
            notes: change.notes.iter().map(words::note).collect(),
        }
    }
}

impl From<&ResourceChange> for JsonResource {
    fn from(resource: &ResourceChange) -> Self {
        let fate = resource.fate().map(|fate| match fate {
            Fate::Retained => "retained",
            Fate::Snapshot => "snapshot",
            _ => "deleted",
        });
        let kind = match &resource.kind {
            Kind::Added => JsonKind::Added,
            Kind::Removed(_) => JsonKind::Removed,
            Kind::Moved { .. } => JsonKind::Moved,
            Kind::Left { .. } => JsonKind::Left,
            Kind::OtherType { .. } => JsonKind::OtherType,
            _ => JsonKind::Changed,
        };
        let (moved_from, moved_from_stack) = match &resource.kind {
            Kind::Moved {
                from, from_stack, ..
            } => (Some(from.clone()), from_stack.clone()),
            _ => (None, None),
        };
        let moved_to = match &resource.kind {
            Kind::Left { to, .. } => Some(JsonStanding {
                stack: to.stack.clone(),
                id: to.id.clone(),
            }),
            _ => None,
        };
        JsonResource {
            id: resource.id.clone(),
            type_name: resource.type_name.clone(),
            kind,
            effect: effect(resource.effect),
            moved_from,
            moved_from_stack,
            moved_to,
            keep: words::keeps(resource),
            fate: fate.map(str::to_owned),
            loses_data: resource.loses_data(),
            construct: resource.construct.clone(),
            properties: resource.properties.iter().map(JsonProperty::from).collect(),
            attributes: resource
                .attributes
                .iter()
                .map(|attribute| JsonAttribute {
                    path: attribute.path.pointer(),
                    before: attribute.before.as_ref().map(value),
                    after: attribute.after.as_ref().map(value),
                })
                .collect(),
        }
    }
}

impl From<&PropertyChange> for JsonProperty {
    fn from(property: &PropertyChange) -> Self {
        let because = words::reason(property);
        JsonProperty {
            path: property.path.pointer(),
            name: property.path.to_string(),
            before: property.before.as_ref().map(value),
            after: property.after.as_ref().map(value),
            effect: effect(property.effect),
            follows: follows(&property.cause),
            because: (!because.is_empty()).then_some(because),
            url: match &property.why {
                Why::Law { page, .. } => Some((*page).to_owned()),
                Why::Interruption { page } | Why::Refused { page } => Some(page.clone()),
                _ => None,
            },
        }
    }
}

fn effect(effect: Effect) -> JsonEffect {
    match effect {
        Effect::InPlace => JsonEffect::InPlace,
        Effect::Interrupts => JsonEffect::Interrupts,
        Effect::MayReplace => JsonEffect::MayReplace,
        Effect::Replaces => JsonEffect::Replaces,
        _ => JsonEffect::None,
    }
}

fn follows(cause: &Cause) -> Option<String> {
    match cause {
        Cause::Follows {
            target, attribute, ..
        } => Some(match attribute {
            Some(attribute) => format!("{target}.{attribute}"),
            None => target.clone(),
        }),
        _ => None,
    }
}

/// A value as a template has it.
fn value(node: &Node) -> serde_json::Value {
    serde_json::from_str(&words::json(node)).unwrap_or_default()
}
