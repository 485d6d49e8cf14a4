//! Typed views of the sections.
//!
//! A view borrows the nodes it shows and is `Copy`. It never fails: where a node is absent or
//! has the wrong shape, the accessor gives nothing, and the node itself is there to say why.
//! Entries that macros expand (`Fn::ForEach::Name`, `Fn::Transform`) are not shown as resources,
//! outputs and so on; they are in the section's [`Map`], and [`Key::is_macro`] tells them apart.
//!
//! # Files
//!
//! | file | what it answers |
//! |---|---|
//! | `parameters` | the type, the default and the constraints of a parameter |
//! | `rules` | when a rule applies, and what it asserts |
//! | `mappings` | the rows of a mapping, and what `Fn::FindInMap` finds in it |
//! | `conditions` | what a condition is computed from |
//! | `transforms` | which macros rewrite the template |
//! | `hooks` | the type and the properties of a hook |
//! | `resources` | the type, the properties and the attributes of a resource |
//! | `outputs` | the value, the export and the condition of an output |

mod conditions;
mod hooks;
mod mappings;
mod outputs;
mod parameters;
mod resources;
mod rules;
mod transforms;

use crate::model::Entries;
use crate::{Key, Map, Node, Template, Value};

pub use conditions::Condition;
pub use hooks::Hook;
pub use mappings::Mapping;
pub use outputs::Output;
pub use parameters::Parameter;
pub use resources::Resource;
pub use rules::{Assertion, Rule};
pub use transforms::Transform;

/// A section of a template.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html>
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Section {
    /// `AWSTemplateFormatVersion`
    FormatVersion,
    /// `Description`
    Description,
    /// `Transform`
    Transform,
    /// `Metadata`
    Metadata,
    /// `Parameters`
    Parameters,
    /// `Mappings`
    Mappings,
    /// `Conditions`
    Conditions,
    /// `Rules`
    Rules,
    /// `Hooks`
    Hooks,
    /// `Globals`, of the transform `AWS::Serverless`.
    Globals,
    /// `Resources`
    Resources,
    /// `Outputs`
    Outputs,
}

impl Section {
    /// Every section, in the order in which templates are usually written.
    pub const ALL: [Section; 12] = [
        Section::FormatVersion,
        Section::Description,
        Section::Transform,
        Section::Metadata,
        Section::Parameters,
        Section::Mappings,
        Section::Conditions,
        Section::Rules,
        Section::Hooks,
        Section::Globals,
        Section::Resources,
        Section::Outputs,
    ];

    /// The key of the section.
    pub const fn name(self) -> &'static str {
        match self {
            Section::FormatVersion => "AWSTemplateFormatVersion",
            Section::Description => "Description",
            Section::Transform => "Transform",
            Section::Metadata => "Metadata",
            Section::Parameters => "Parameters",
            Section::Mappings => "Mappings",
            Section::Conditions => "Conditions",
            Section::Rules => "Rules",
            Section::Hooks => "Hooks",
            Section::Globals => "Globals",
            Section::Resources => "Resources",
            Section::Outputs => "Outputs",
        }
    }

    /// The section with this key.
    pub fn from_name(name: &str) -> Option<Self> {
        Section::ALL
            .into_iter()
            .find(|section| section.name() == name)
    }
}

impl Key {
    /// Whether a macro puts other entries in the place of this one: `Fn::ForEach::Name` or
    /// `Fn::Transform`.
    pub fn is_macro(&self) -> bool {
        self.as_str() == "Fn::Transform" || self.as_str().starts_with("Fn::ForEach::")
    }
}

impl Template {
    /// A section as it stands.
    pub fn section(&self, section: Section) -> Option<&Node> {
        self.root().get(section.name())
    }

    /// The map of a section, to add to it. It is created where the section is absent or, for
    /// instance `null`, no map.
    pub fn section_mut(&mut self, section: Section) -> &mut Map {
        self.root_mut().map_mut(section.name())
    }

    /// Puts a section in place.
    pub fn set(&mut self, section: Section, node: impl Into<Node>) {
        self.root_mut().insert(section.name(), node);
    }

    /// `AWSTemplateFormatVersion`, which is `2010-09-09` or absent.
    pub fn format_version(&self) -> Option<&str> {
        self.section(Section::FormatVersion)?.as_str()
    }

    /// What the template is for.
    pub fn description(&self) -> Option<&str> {
        self.section(Section::Description)?.as_str()
    }

    /// Data about the template, for tools.
    pub fn metadata(&self) -> Option<&Map> {
        self.section(Section::Metadata)?.as_map()
    }

    /// The entries of a section that no macro makes, seen as what they are there.
    fn views<'t, V>(&'t self, section: Section, view: View<'t, V>) -> Views<'t, V> {
        let map = self.section(section).and_then(Node::as_map);
        Views {
            entries: Entries::of(map.map_or(&[], Map::entries)),
            view,
        }
    }

    fn entry(&self, section: Section, id: &str) -> Option<(&Key, &Node)> {
        self.section(section)?
            .as_map()?
            .get_entry(id)
            .filter(|(key, _)| !key.is_macro())
    }
}

type View<'t, V> = fn((&'t Key, &'t Node)) -> V;

/// What a section shows, in order. A type with a name for the reason that [`Entries`] has.
struct Views<'t, V> {
    entries: Entries<'t>,
    view: View<'t, V>,
}

impl<V> Iterator for Views<'_, V> {
    type Item = V;

    fn next(&mut self) -> Option<V> {
        loop {
            let (key, node) = self.entries.next()?;
            if !key.is_macro() {
                return Some((self.view)((key, node)));
            }
        }
    }
}

/// The strings or other nodes that stand where one or many may.
fn one_or_many(node: Option<&Node>) -> &[Node] {
    match node {
        None => &[],
        Some(node) => match &node.value {
            Value::List(items) => items,
            _ => std::slice::from_ref(node),
        },
    }
}

/// Declares a view of a section's entry, and how a template shows it.
macro_rules! view {
    ($(#[$doc:meta])* $view:ident in $section:ident: $all:ident, $one:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub struct $view<'a> {
            key: &'a crate::Key,
            node: &'a crate::Node,
        }

        impl<'a> $view<'a> {
            /// The name: the entry's key.
            pub fn id(self) -> &'a str {
                self.key.as_str()
            }

            /// The key, with its place.
            pub fn key(self) -> &'a crate::Key {
                self.key
            }

            /// All of what stands behind the key.
            pub fn node(self) -> &'a crate::Node {
                self.node
            }

            /// Where the name stands, which is where a finding about the whole belongs.
            pub fn span(self) -> crate::Span {
                self.key.span
            }

            /// What stands below `key`, whatever it is.
            pub fn get(self, key: &str) -> Option<&'a crate::Node> {
                self.node.get(key)
            }
        }

        impl crate::Template {
            #[doc = concat!("The entries of `", stringify!($section), "`, in order.")]
            pub fn $all(&self) -> impl Iterator<Item = $view<'_>> {
                self.views(crate::Section::$section, |(key, node)| $view { key, node })
            }

            #[doc = concat!("The entry of `", stringify!($section), "` with this name.")]
            pub fn $one(&self, id: &str) -> Option<$view<'_>> {
                self.entry(crate::Section::$section, id)
                    .map(|(key, node)| $view { key, node })
            }
        }
    };
}
use view;
