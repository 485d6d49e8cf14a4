//! The statements of a program, in order.

use std::collections::{BTreeSet, HashMap};

use stackwright_template::{Key, Map, Node, Section, Template};

use crate::comments::{self, Comments};
use crate::element::{self, Made};
use crate::names::{Taken, is_id};
use crate::order::{named_by_condition, named_by_resource, sorted};
use crate::rust::{Code, Link};
use crate::statement::Statement;
use crate::value::{Binding, Names, What};
use crate::{Note, NoteKind};

/// The sections that hold elements with names.
const OF_ELEMENTS: [Section; 6] = [
    Section::Parameters,
    Section::Mappings,
    Section::Conditions,
    Section::Rules,
    Section::Resources,
    Section::Outputs,
];

/// A program under construction.
pub struct Builder<'t> {
    template: &'t Template,
    names: Names<'t>,
    taken: Taken,
    comments: Comments,
    /// Where what belongs to an element ends: at the beginning of the next.
    ends: HashMap<u32, (u32, u32)>,
    pub statements: Vec<Statement>,
    /// What is included as it stands.
    left: Map,
    pub features: BTreeSet<String>,
    pub notes: Vec<Note>,
    /// The condition of each resource that has one.
    conditions: HashMap<&'t str, &'t str>,
}

impl<'t> Builder<'t> {
    pub fn new(template: &'t Template, is_yaml: bool) -> Self {
        let comments = Comments::of(template, is_yaml);
        let ends = ends(template, &comments);
        let names = Names {
            has_extensions: template.has_transform("AWS::LanguageExtensions"),
            ..Names::default()
        };
        Builder {
            template,
            names,
            taken: Taken::new(),
            comments,
            ends,
            statements: Vec::new(),
            left: Map::new(),
            features: BTreeSet::new(),
            notes: Vec::new(),
            conditions: HashMap::new(),
        }
    }

    /// Writes everything; `stack` is what makes the stack.
    pub fn build(&mut self, stack: Code) {
        let about_all = self.about_all(stack);
        for section in OF_ELEMENTS {
            self.section(section);
        }
        self.include_the_rest();
        let rest = self.comments.take(0, u32::MAX);
        if !rest.is_empty() {
            self.statements.push(Statement::comments(rest));
        }
        self.statements.insert(0, about_all);
    }

    /// What is said of the template as a whole.
    fn about_all(&mut self, stack: Code) -> Statement {
        let mut code = stack;
        let mut comments = Vec::new();
        for (key, node) in self.template.root().iter() {
            let section = Section::from_name(key.as_str());
            let is_of_elements = section.is_some_and(|section| OF_ELEMENTS.contains(&section));
            if is_of_elements && node.as_map().is_some() {
                continue;
            }
            comments.extend(self.comments_of(key));
            match section {
                Some(Section::FormatVersion) => {
                    if node.as_str() != Some("2010-09-09") {
                        self.note(NoteKind::Dropped, key.as_str(), "the version of templates");
                    }
                }
                Some(Section::Description) if node.as_str().is_some() => {
                    let text = Code::text(node.as_str().unwrap_or_default());
                    code = code.method("describe", [text]);
                }
                Some(Section::Transform) => match transforms(node) {
                    Some(links) => code = links.into_iter().fold(code, Code::link),
                    None => self.leave(None, key, node),
                },
                Some(Section::Metadata) if node.as_map().is_some() => {
                    for (key, value) in node.as_map().into_iter().flat_map(Map::iter) {
                        let arguments = [Code::text(key.as_str()), self.names.json(value).0];
                        code = code.method("metadata", arguments);
                    }
                }
                _ => self.leave(None, key, node),
            }
        }
        Statement::binding("stack", code, comments)
    }

    fn section(&mut self, section: Section) {
        let Some((key, node)) = self.template.root().get_entry(section.name()) else {
            return;
        };
        let Some(map) = node.as_map() else { return };
        let above = self.comments_of(key);
        let first = self.statements.len();
        let order = match section {
            Section::Resources => self.resources(map),
            Section::Conditions => in_order(map, named_by_condition),
            _ => map.iter().collect(),
        };
        // A macro alone would be all of the section: it is left with something beside it.
        let beside = map
            .contains_key("Fn::Transform")
            .then(|| map.keys().find(|key| !key.is_macro()))
            .flatten();
        for (key, node) in order {
            let is_written = beside != Some(key)
                && is_id(key.as_str())
                && !key.is_macro()
                && self.element(section, key, node);
            if !is_written {
                let comments = self.comments_of(key);
                self.leave(Some(section), key, node);
                if !comments.is_empty() {
                    self.statements.push(Statement::comments(comments));
                }
            }
        }
        if let Some(statement) = self.statements.get_mut(first) {
            statement.begin_section(above);
        } else if !above.is_empty() {
            self.statements.push(Statement::comments(above));
        }
    }

    fn resources(&mut self, map: &'t Map) -> Vec<(&'t Key, &'t Node)> {
        for (key, node) in map.iter() {
            let condition = node.get("Condition").and_then(Node::as_str);
            if let Some(condition) = condition {
                self.conditions.insert(key.as_str(), condition);
            }
        }
        in_order(map, named_by_resource)
    }

    /// Writes an element; whether it has a form.
    fn element(&mut self, section: Section, key: &'t Key, node: &'t Node) -> bool {
        let id = key.as_str();
        match section {
            Section::Parameters => {
                let Some((code, kind, feature)) = element::parameter(node, &self.names) else {
                    return false;
                };
                self.features.extend(feature);
                let name = self.add(key, "parameter", code, &[]);
                let what = What::Parameter(kind);
                self.names.bound.insert(id, Binding { name, what });
            }
            Section::Mappings => {
                let Some(code) = element::mapping(node) else {
                    return false;
                };
                let name = self.add(key, "mapping", code, &[]);
                self.names.mappings.insert(id, name);
            }
            Section::Conditions => {
                let code = self.names.condition(node);
                let name = self.add(key, "condition", code, &[]);
                self.names.conditions.insert(id, name);
            }
            Section::Rules => {
                let Some(code) = element::rule(node, &self.names) else {
                    return false;
                };
                self.add(key, "rule", code, &[]);
            }
            Section::Outputs => {
                let Some(code) = element::output(node, &self.names) else {
                    return false;
                };
                self.add(key, "output", code, &[]);
            }
            _ => {
                let Some(made) = element::made(node, &self.names) else {
                    return false;
                };
                self.resource(key, node, made);
            }
        }
        true
    }

    fn resource(&mut self, key: &'t Key, node: &'t Node, made: Made) {
        let id = key.as_str();
        match &made.what {
            What::Resource(typed) => {
                self.features.insert(typed.feature.clone());
            }
            _ => self.note(
                NoteKind::Raw,
                id,
                node.get("Type").and_then(Node::as_str).unwrap_or_default(),
            ),
        }
        let settings = element::settings(id, node, &self.names, &self.conditions);
        let name = self.add(key, "resource", made.code, &made.lines);
        let mut of = Code::atom("stack").method("of", [Code::atom(name.clone())]);
        let is_said = !settings.is_empty() || !made.past_types.is_empty();
        for link in settings {
            of = of.link(link);
        }
        for (property, value) in made.past_types {
            self.note(NoteKind::PastTypes, id, &property);
            let pointer = Code::text(&format!("/{property}"));
            of = of.link(Link::new("override_property", [pointer, value]));
        }
        if is_said {
            self.statements.push(Statement::plain(of));
        }
        let binding = Binding {
            name,
            what: made.what,
        };
        self.names.bound.insert(id, binding);
    }

    /// Adds a construct to the stack; the variable that it has where it is named.
    fn add(&mut self, key: &Key, kind: &str, code: Code, lines: &[u32]) -> String {
        let id = key.as_str();
        let name = self.taken.variable(id, kind);
        let suffix = stackwright_facts::rust::pascal(kind);
        let (path, is_pinned) = self.taken.id(id, &suffix);
        let mut code = code;
        let comments = self.comments_within(key, &mut code, lines);
        let add = Code::atom("stack").method("add", [Code::text(&path), code]);
        self.statements
            .push(Statement::binding(&name, add, comments));
        if is_pinned {
            let pin = [Code::atom(name.clone()), Code::text(id)];
            let pin = Code::atom("stack").method("pin_id", pin);
            self.statements.push(Statement::plain(pin));
        }
        name
    }

    /// The comments of an element: those of its properties stand above the methods that set them, the
    /// others above the statement.
    fn comments_within(&mut self, key: &Key, code: &mut Code, lines: &[u32]) -> Vec<String> {
        let Some((begin, end)) = self.range(key) else {
            return Vec::new();
        };
        let mut above = self.comments.take(begin, key.span.start.line + 1);
        if let Code::Chain(_, links) = code {
            // The root of a chain is no method: its links are the properties, in their order.
            for (link, line) in links.iter_mut().zip(lines) {
                link.comments = self.comments.take(begin, line + 1);
            }
        }
        above.extend(self.comments.take(begin, end));
        above
    }

    /// All comments about what has this key.
    fn comments_of(&mut self, key: &Key) -> Vec<String> {
        match self.range(key) {
            Some((begin, end)) => self.comments.take(begin, end),
            None => Vec::new(),
        }
    }

    fn range(&self, key: &Key) -> Option<(u32, u32)> {
        self.ends.get(&key.span.start.line).copied()
    }

    /// Leaves something to be included as it stands.
    fn leave(&mut self, section: Option<Section>, key: &Key, node: &Node) {
        let section = section.map(Section::name);
        let path = match section {
            Some(section) => format!("{section}/{}", key.as_str()),
            None => key.as_str().to_owned(),
        };
        self.note(NoteKind::Included, &path, "");
        match section {
            Some(section) => {
                self.left
                    .map_mut(section)
                    .insert(key.as_str().to_owned(), node.clone());
            }
            None => {
                self.left.insert(key.as_str().to_owned(), node.clone());
            }
        }
    }

    fn include_the_rest(&mut self) {
        if self.left.is_empty() {
            return;
        }
        let rest = Template::from(std::mem::take(&mut self.left));
        let text = raw_text(&rest.to_yaml());
        let code = Code::atom("stack").method("include", [Code::Atom(text)]);
        let about = comments::written("What has no form of its own here is included as it stands.");
        let mut statement = Statement::raw(code, vec![about]);
        statement.begin_section(Vec::new());
        self.statements.push(statement);
    }

    fn note(&mut self, kind: NoteKind, place: &str, what: &str) {
        self.notes.push(Note {
            kind,
            place: place.to_owned(),
            what: what.to_owned(),
        });
    }
}

/// A text over several lines, as it stands.
fn raw_text(text: &str) -> String {
    let is_plain = |c: char| {
        c == '\n' || !c.is_control() && !matches!(c, '\u{200b}'..='\u{206f}' | '\u{feff}')
    };
    if !text.chars().all(is_plain) {
        return crate::rust::text(text);
    }
    let mut fence = String::from("#");
    while text.contains(&format!("\"{fence}")) {
        fence.push('#');
    }
    format!("r{fence}\"\n{text}\"{fence}")
}

fn transforms(node: &Node) -> Option<Vec<Link>> {
    let names: Vec<&str> = match node.as_list() {
        Some(items) => items.iter().map(Node::as_str).collect::<Option<_>>()?,
        None => vec![node.as_str()?],
    };
    let links = names
        .iter()
        .map(|name| Link::new("transform", [Code::text(name)]));
    Some(links.collect())
}

fn in_order<'t>(
    map: &'t Map,
    named: impl Fn(&'t Node) -> Vec<&'t str>,
) -> Vec<(&'t Key, &'t Node)> {
    let elements: Vec<(&str, &Node)> = map.iter().map(|(key, node)| (key.as_str(), node)).collect();
    let order = sorted(&elements, named).into_iter();
    order.filter_map(|(id, _)| map.get_entry(id)).collect()
}

/// The lines of comments about each key of a section or an element, by the line of the key.
fn ends(template: &Template, comments: &Comments) -> HashMap<u32, (u32, u32)> {
    let mut keys = Vec::new();
    for (key, node) in template.root().iter() {
        keys.push(key.span.start);
        let section = Section::from_name(key.as_str());
        if section.is_some_and(|section| OF_ELEMENTS.contains(&section)) {
            let inner = node.as_map().into_iter().flat_map(Map::keys);
            keys.extend(inner.map(|key| key.span.start));
        }
    }
    keys.sort_unstable_by_key(|at| at.line);
    let begins = keys.iter().map(|at| comments.begin(at.line, at.column));
    let begins: Vec<u32> = begins.collect();
    let mut ends = HashMap::new();
    for (index, at) in keys.iter().enumerate() {
        let begin = begins.get(index).copied().unwrap_or(at.line);
        let end = begins.get(index + 1).copied().unwrap_or(u32::MAX);
        ends.entry(at.line).or_insert((begin, end));
    }
    ends
}
