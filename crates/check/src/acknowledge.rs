//! Acknowledgements: what a template's metadata says is known and meant.
//!
//! Below `Metadata` of the template, for all of it or for some of what it holds, and below that
//! of a resource, for it alone:
//!
//! ```yaml
//! Metadata:
//!   Stackwright:
//!     Acknowledge:
//!       - Code: DES105
//!         Reason: the partner's allow-list has this name
//!         Resources: [Queue, Topic]
//! Resources:
//!   Queue:
//!     Type: AWS::SQS::Queue
//!     Metadata:
//!       Stackwright:
//!         Acknowledge: {DES201: what is in it may be lost}
//! ```
//!
//! What cannot be read acknowledges nothing: better a finding too many than one too few.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use stackwright_codes::retired;
use stackwright_deployment::SECTIONS;
use stackwright_template::{Diagnostic, Key, Map, Node, Section, Span, Template, Value};

use crate::schema::short;
use crate::{Model, Place};

const KEY: &str = "Stackwright";
const LIST: &str = "Acknowledge";
const ENTRY: [&str; 3] = ["Code", "Reason", "Resources"];

/// What a template acknowledges, in the order in which it stands there.
#[derive(Default)]
pub(crate) struct Acknowledgements<'a> {
    pub(crate) entries: Vec<Acknowledgement<'a>>,
    /// What stands among them and is none.
    pub(crate) malformed: Vec<Malformed>,
}

/// One code, and what it is acknowledged for.
pub(crate) struct Acknowledgement<'a> {
    pub(crate) code: &'a str,
    /// Where the code stands.
    pub(crate) place: Place,
    pub(crate) has_reason: bool,
    pub(crate) covers: Covers<'a>,
    /// What the rules have found of it; set once they have run.
    pub(crate) outcome: OnceCell<Outcome>,
}

pub(crate) enum Covers<'a> {
    /// Everything in the template.
    Template,
    /// The resource in whose metadata it stands.
    Resource(&'a str),
    /// What has these logical ids.
    Ids(Vec<(&'a str, Place)>),
}

pub(crate) enum Outcome {
    Matched,
    /// Nothing that it covers was found; the same code was found at something else, perhaps.
    Unmatched {
        elsewhere: Option<String>,
    },
}

/// Something where an acknowledgement should be.
pub(crate) struct Malformed {
    pub(crate) place: Place,
    pub(crate) message: String,
    pub(crate) help: Option<String>,
}

impl<'a> Acknowledgements<'a> {
    pub(crate) fn of(template: &'a Template) -> Self {
        let mut all = Acknowledgements::default();
        if let Some(metadata) = template.root().get("Metadata") {
            all.metadata("Metadata", metadata, None);
        }
        for resource in template.resources() {
            if let Some(metadata) = resource.node().get("Metadata") {
                let path = format!("Resources/{}/Metadata", resource.id());
                all.metadata(&path, metadata, Some(resource.id()));
            }
        }
        all
    }

    /// The logical ids that there are to acknowledge something for; nothing if a macro may make
    /// more of them.
    pub(crate) fn declared(model: &Model<'a>) -> Option<BTreeSet<&'a str>> {
        if model.is_rewritten() || model.makes_names_in(Section::Resources) {
            return None;
        }
        let root = model.template().root();
        let sections = SECTIONS.iter().filter_map(|name| root.get(name)?.as_map());
        Some(sections.flat_map(Map::keys).map(Key::as_str).collect())
    }

    /// Puts the findings aside that are acknowledged.
    pub(crate) fn divide(&self, found: Vec<Diagnostic>) -> (Vec<Diagnostic>, Vec<Diagnostic>) {
        let is_covered =
            |found: &mut Diagnostic| self.entries.iter().any(|entry| entry.covers(found));
        let mut left = found;
        let acknowledged: Vec<Diagnostic> = left.extract_if(.., is_covered).collect();
        for entry in &self.entries {
            let outcome = if acknowledged.iter().any(|found| entry.covers(found)) {
                Outcome::Matched
            } else {
                let mut same = left.iter().filter(|found| entry.names(found));
                let elsewhere = same.find_map(|found| found.resource.clone());
                Outcome::Unmatched { elsewhere }
            };
            // The rules run once for a model.
            let _ = entry.outcome.set(outcome);
        }
        (left, acknowledged)
    }

    /// Reads the metadata of the template or of a resource; what is no map belongs to a macro.
    fn metadata(&mut self, path: &str, metadata: &'a Node, resource: Option<&'a str>) {
        let Some((key, node)) = metadata.as_map().and_then(|map| map.get_entry(KEY)) else {
            return;
        };
        let path = format!("{path}/{KEY}");
        let Some(map) = node.as_map() else {
            let message = format!("`{KEY}` in metadata is {}", a(node));
            let help = format!("write an object with the key `{LIST}`");
            return self.malformed(Place::new(path, key.span), message, Some(help));
        };
        for (key, node) in map.iter() {
            let name = key.as_str();
            let path = format!("{path}/{name}");
            if name == LIST {
                self.acknowledge(&path, key.span, node, resource);
            } else {
                let message = format!("`{KEY}` in metadata has no key `{}`", short(name));
                self.malformed(Place::new(path, key.span), message, nearest(name, &[LIST]));
            }
        }
    }

    /// Reads codes and their reasons, as an object or as a list.
    fn acknowledge(&mut self, path: &str, span: Span, node: &'a Node, resource: Option<&'a str>) {
        match &node.value {
            Value::Map(map) if ENTRY.iter().any(|key| map.contains_key(key)) => {
                let message = "one acknowledgement stands where a list of them is expected";
                let help = "make it the item of a list, with a hyphen before it in YAML".to_owned();
                self.malformed(Place::new(path, span), message.to_owned(), Some(help));
            }
            Value::Map(map) => {
                for (key, reason) in map.iter() {
                    let place = Place::new(format_args!("{path}/{}", key.as_str()), key.span);
                    let covers = resource.map_or(Covers::Template, Covers::Resource);
                    self.entry(key.as_str(), place, Some(reason), covers);
                }
            }
            Value::List(items) => {
                for (index, item) in items.iter().enumerate() {
                    let path = format!("{path}/{index}");
                    match item.as_map() {
                        Some(map) => self.item(&path, item.span, map, resource),
                        None => {
                            let message = format!("an item is {}", a(item));
                            let help = "write an object with `Code` and `Reason`".to_owned();
                            self.malformed(Place::new(path, item.span), message, Some(help));
                        }
                    }
                }
            }
            _ => {
                let message = format!("`{LIST}` is {}", a(node));
                self.malformed(Place::new(path, node.span), message, None);
            }
        }
    }

    /// An item of a list: `Code`, `Reason` and, perhaps, `Resources`.
    fn item(&mut self, path: &str, span: Span, map: &'a Map, resource: Option<&'a str>) {
        let mut well = true;
        for key in map.keys().filter(|key| !ENTRY.contains(&key.as_str())) {
            well = false;
            let name = key.as_str();
            let message = format!("acknowledgements have no key `{}`", short(name));
            let place = Place::new(format_args!("{path}/{name}"), key.span);
            self.malformed(place, message, nearest(name, &ENTRY));
        }
        let covers = match (map.get_entry("Resources"), resource) {
            (None, None) => Some(Covers::Template),
            (None, Some(id)) => Some(Covers::Resource(id)),
            (Some((key, _)), Some(id)) => {
                let message = format!("`Resources` stands in the metadata of `{}`", short(id));
                let help = "leave it out, or acknowledge in the metadata of the template";
                let place = Place::new(format_args!("{path}/Resources"), key.span);
                self.malformed(place, message, Some(help.to_owned()));
                None
            }
            (Some((_, node)), None) => self.ids(&format!("{path}/Resources"), node),
        };
        let code = match map.get("Code") {
            Some(node) => {
                let place = Place::new(format_args!("{path}/Code"), node.span);
                let code = node.as_str().map(|code| (code, place.clone()));
                if code.is_none() {
                    let message = format!("the code is {}", a(node));
                    self.malformed(place, message, Some("write it as text".to_owned()));
                }
                code
            }
            None => {
                let message = "an acknowledgement has no `Code`".to_owned();
                let help = "name the code as the finding shows it".to_owned();
                self.malformed(Place::new(path, span), message, Some(help));
                None
            }
        };
        if let (true, Some((code, place)), Some(covers)) = (well, code, covers) {
            self.entry(code, place, map.get("Reason"), covers);
        }
    }

    /// Logical ids: a list, or one.
    fn ids(&mut self, path: &str, node: &'a Node) -> Option<Covers<'a>> {
        let (one, several) = (std::slice::from_ref(node), node.as_list());
        let mut ids = Vec::new();
        for (index, item) in several.unwrap_or(one).iter().enumerate() {
            let place = match several {
                Some(_) => Place::new(format_args!("{path}/{index}"), item.span),
                None => Place::new(path, item.span),
            };
            let Some(id) = item.as_str() else {
                let message = format!("a logical id is {}", a(item));
                self.malformed(place, message, Some("write it as text".to_owned()));
                return None;
            };
            ids.push((id, place));
        }
        Some(Covers::Ids(ids))
    }

    fn entry(&mut self, code: &'a str, place: Place, reason: Option<&Node>, covers: Covers<'a>) {
        let has_reason = match reason.map(|reason| (reason, &reason.value)) {
            None | Some((_, Value::Null)) => false,
            Some((_, Value::String(text))) => !text.trim().is_empty(),
            Some((reason, _)) => {
                let message = format!("the reason is {}", a(reason));
                let help = "write it as text".to_owned();
                let place = Place::new(place.path(), reason.span);
                return self.malformed(place, message, Some(help));
            }
        };
        self.entries.push(Acknowledgement {
            code,
            place,
            has_reason,
            covers,
            outcome: OnceCell::new(),
        });
    }

    fn malformed(&mut self, place: Place, message: String, help: Option<String>) {
        self.malformed.push(Malformed {
            place,
            message,
            help,
        });
    }
}

impl Acknowledgement<'_> {
    /// The codes that it is about: its own, or those that say now what a retired one said.
    pub(crate) fn codes(&self) -> impl Iterator<Item = &str> {
        let successors = retired(self.code).map_or(&[][..], |retired| retired.successors);
        std::iter::once(self.code).chain(successors.iter().copied())
    }

    /// Whether it is about a code, wherever that was found.
    fn names(&self, found: &Diagnostic) -> bool {
        self.codes().any(|code| code == found.code)
    }

    fn covers(&self, found: &Diagnostic) -> bool {
        self.names(found)
            && match &self.covers {
                Covers::Template => true,
                Covers::Resource(id) => found.path.as_deref().is_some_and(|path| {
                    let mut segments = path.split('/');
                    segments.next() == Some("Resources") && segments.next() == Some(id)
                }),
                Covers::Ids(ids) => ids
                    .iter()
                    .any(|(id, _)| found.resource.as_deref() == Some(id)),
            }
    }
}

/// As `a list`.
fn a(node: &Node) -> String {
    match (&node.value, node.kind()) {
        (Value::Null, kind) => kind.to_owned(),
        (Value::Map(_), kind) => format!("an {kind}"),
        (Value::Call(_), kind) => format!("`{kind}`"),
        (_, kind) => format!("a {kind}"),
    }
}

fn nearest(name: &str, known: &[&'static str]) -> Option<String> {
    let nearest = stackwright_facts::nearest(name, known.iter().copied());
    nearest.map(|nearest| format!("did you mean `{nearest}`?"))
}
