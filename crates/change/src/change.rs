//! What changes: the answers, as types.

use stackwright_template::Node;

use crate::{Effect, Exposure, Hazard, Note, Opening, Path, Reach, Right, Standing, Why};

/// What comes when one template takes the place of another.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Change {
    /// The resources that come, go, move or change: in the order of the later template, then those that go.
    pub resources: Vec<ResourceChange>,
    /// What changes in the other sections.
    pub entries: Vec<EntryChange>,
    /// What goes wrong, or is lost, while the change is deployed.
    pub hazards: Vec<Hazard>,
    /// What is worth knowing and no fault.
    pub notes: Vec<Note>,
    /// The rights that somebody gets or loses.
    pub rights: Vec<Right>,
    /// The ways into and out of security groups that open or close.
    pub openings: Vec<Opening>,
    /// Who newly reaches whom, or no more, of those who have to: what the ways come to.
    pub reaches: Vec<Reach>,
    /// What becomes public, or is it no more.
    pub exposures: Vec<Exposure>,
}

/// What becomes of one resource.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ResourceChange {
    /// Its logical id; the later one, of what has moved.
    pub id: String,
    /// Its type; the later one, where it changes.
    pub type_name: String,
    /// What becomes of it.
    pub kind: Kind,
    /// What that does to it; of what has moved, what it would if that stayed where it was. Nothing for
    /// what comes or goes.
    pub effect: Effect,
    /// What changes of its properties.
    pub properties: Vec<PropertyChange>,
    /// What changes beside its properties: `DependsOn`, `Condition`, policies, metadata.
    pub attributes: Vec<AttributeChange>,
    /// Whether it holds data that is lost with it.
    pub stateful: bool,
    /// The construct that made it, where the template's metadata says so.
    pub construct: Option<String>,
}

/// What becomes of a resource.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kind {
    /// It comes.
    Added,
    /// It goes.
    Removed(Fate),
    /// It stays, and something of it changes.
    Changed {
        /// What becomes of the old one if it is replaced.
        old: Fate,
    },
    /// It stands under another logical id, or in another stack, so CloudFormation makes a new one and deletes
    /// the old one.
    Moved {
        /// The logical id that it had.
        from: String,
        /// The stack that it was in, where that is another one.
        from_stack: Option<String>,
        /// Its former construct, where the metadata says so.
        from_construct: Option<String>,
        /// What becomes of the one under the old id.
        old: Fate,
    },
    /// It goes here and comes in another stack.
    Left {
        /// Where it comes.
        to: Standing,
        /// What becomes of the one that is here.
        old: Fate,
    },
    /// Its type changes under the same id, which CloudFormation refuses.
    OtherType {
        /// The type that it had.
        from: String,
    },
}

/// What becomes of a resource that leaves the stack or is replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fate {
    /// It is deleted.
    Deleted,
    /// It stays, and no stack has it any more.
    Retained,
    /// It is deleted after a snapshot has been taken.
    Snapshot,
}

/// What changes of one property, or inside of one.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct PropertyChange {
    /// Where, below the properties.
    pub path: Path,
    /// The value that it had, in the common form; nothing if it had none.
    pub before: Option<Node>,
    /// The value that it gets, in the common form.
    pub after: Option<Node>,
    /// What that does to the resource.
    pub effect: Effect,
    /// Why it does that.
    pub why: Why,
    /// What makes it change.
    pub cause: Cause,
}

/// What makes a property change.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Cause {
    /// Something else is written.
    Written,
    /// The same is written, and what it refers to gets another value.
    Follows {
        /// The resource that it refers to.
        target: String,
        /// The attribute that it takes of it; nothing for `Ref`.
        attribute: Option<String>,
        /// Whether the value changes for certain.
        surely: bool,
    },
    /// The value was known before the deployment, and is known only while it runs: CloudFormation plans
    /// as if it changed.
    Weakened,
}

/// What changes of a resource beside its properties.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct AttributeChange {
    /// Where: `DependsOn`, `Condition`, `DeletionPolicy`, `Metadata.x`.
    pub path: Path,
    /// What it was.
    pub before: Option<Node>,
    /// What it becomes.
    pub after: Option<Node>,
}

/// What changes in another section than `Resources`.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct EntryChange {
    /// The section.
    pub section: String,
    /// The entry; nothing where the section has none, as `Description`.
    pub id: Option<String>,
    /// Where inside of the entry; empty for all of it.
    pub path: Path,
    /// What it was.
    pub before: Option<Node>,
    /// What it becomes.
    pub after: Option<Node>,
    /// What makes it change.
    pub cause: Cause,
}

impl Change {
    /// Whether nothing changes at all.
    pub fn is_empty(&self) -> bool {
        self.resources.is_empty() && self.entries.is_empty()
    }

    /// The change of the resource with this logical id.
    pub fn resource(&self, id: &str) -> Option<&ResourceChange> {
        self.resources.iter().find(|change| change.id == id)
    }

    /// Whether something that there is goes, or is or may be replaced.
    pub fn is_destructive(&self) -> bool {
        self.resources.iter().any(ResourceChange::is_destructive)
    }

    /// Whether somebody gets a right, reaches something newly, or something becomes public.
    pub fn is_broadening(&self) -> bool {
        self.rights.iter().any(Right::is_broader)
            || self.openings.iter().any(|opening| opening.opens)
            || self.exposures.iter().any(|exposure| exposure.becomes)
    }
}

impl ResourceChange {
    /// Whether the resource that there is goes, or is or may be replaced.
    pub fn is_destructive(&self) -> bool {
        match self.kind {
            Kind::Added => false,
            Kind::Removed(_) | Kind::Moved { .. } | Kind::Left { .. } | Kind::OtherType { .. } => {
                true
            }
            Kind::Changed { .. } => self.effect >= Effect::MayReplace || self.may_go(),
        }
    }

    /// Whether it is made under another condition than before, so that it may go.
    pub fn may_go(&self) -> bool {
        let mut attributes = self.attributes.iter();
        attributes.any(|own| own.path.first() == Some("Condition") && own.after.is_some())
    }

    /// Whether it stays, and AWS does not support the update of one of its properties.
    pub fn is_refused(&self) -> bool {
        let mut properties = self.properties.iter();
        matches!(self.kind, Kind::Changed { .. })
            && self.effect < Effect::Replaces
            && properties.any(|own| matches!(own.why, Why::Refused { .. }))
    }

    /// What becomes of the resource that there is, where it goes or is or may be replaced.
    pub fn fate(&self) -> Option<Fate> {
        match self.kind {
            Kind::Removed(fate) | Kind::Moved { old: fate, .. } | Kind::Left { old: fate, .. } => {
                Some(fate)
            }
            Kind::Changed { old } if self.is_destructive() => Some(old),
            _ => None,
        }
    }

    /// Whether data is or may be lost: the resource holds some, and nothing keeps it.
    pub fn loses_data(&self) -> bool {
        self.stateful && self.fate() == Some(Fate::Deleted)
    }
}

impl PropertyChange {
    /// Whether one of both values is made by a function: of a resource in two stacks they may be the same,
    /// as a reference and an import.
    pub(crate) fn is_made(&self) -> bool {
        let values = [self.before.as_ref(), self.after.as_ref()];
        values
            .into_iter()
            .flatten()
            .any(|value| value.as_call().is_some())
    }
}
