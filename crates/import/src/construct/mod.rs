//! Constructs in the place of groups of resources.
//!
//! Which resources are a construct is not known here: who does brings descriptions, and the program is
//! written with them.
//!
//! | file | what it answers |
//! |---|---|
//! | `mod` | what is said of a construct |
//! | `expression` | expressions that know of templates what is in them, and of variables nothing |

mod expression;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use stackwright_template::{Node, Section, Template};

pub use expression::{Expression, Path, Place};

/// A construct that stands for resources of a template.
#[derive(Clone, Debug)]
pub struct Construct {
    /// The logical id of its main resource: it stands where that stood, and is called after it.
    pub id: String,
    /// What it is added to the stack under.
    pub name: String,
    /// The construct.
    pub code: Expression,
    /// What it is told of that makes no resource, as a VPC that is imported: it stands before it, once for all who
    /// are told of it.
    pub aids: Vec<Aid>,
    /// The resources that it makes, the main one first.
    pub parts: Vec<Part>,
    /// What is written past it.
    pub laid: Vec<Laid>,
    /// Whether it is written in the forms of AWS CDK.
    pub has_forms: bool,
    /// The condition under which all of it is there.
    pub condition: Option<String>,
}

/// A construct without resources that others are told of.
#[derive(Clone, Debug, PartialEq)]
pub struct Aid {
    /// What [`Expression::Named`] calls it: no logical id.
    pub id: String,
    /// What it is added to the stack under.
    pub name: String,
    /// The construct.
    pub code: Expression,
}

/// A resource that a construct makes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its path below the stack.
    pub path: String,
    /// The logical id that it keeps.
    pub id: String,
    /// Whether it would have another one by itself.
    pub is_pinned: bool,
}

/// Something of a resource that a construct makes, written past it.
#[derive(Clone, Debug, PartialEq)]
pub struct Laid {
    /// The path of the resource below the stack.
    pub path: String,
    /// What is written.
    pub past: Past,
    /// The value; nothing where it is taken out.
    pub value: Option<Node>,
}

/// What is written past a construct.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Past {
    /// A property, as a JSON pointer below the properties.
    Property(String),
    /// What a resource has beside its properties, as `DependsOn`.
    Attribute(String),
}

/// The constructs that programs name: names by their module, as `logs` has `LogGroup`.
pub type Constructs = BTreeMap<&'static str, BTreeSet<&'static str>>;

/// The logical ids of a template's resources in the order in which its program has them. What stands for
/// several is there by its main one, which `mains` has for each of them.
pub fn order<'t>(template: &'t Template, mains: &HashMap<&str, &'t str>) -> Vec<&'t str> {
    let section = template.root().get(Section::Resources.name());
    let map = section.and_then(Node::as_map);
    map.map_or_else(Vec::new, |map| crate::order::resources(map, mains))
}
