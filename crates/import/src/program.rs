//! The statements of a program, in order.

use std::collections::{BTreeSet, HashMap};

use stackwright_template::{Key, Map, Node, Section, Template};

use crate::comments::{self, Comments};
use crate::construct::{Aid, Construct, Constructs, Laid, Past};
use crate::element::{self, Made};
use crate::names::{Taken, is_id};
use crate::order::{named_by_condition, sorted};
use crate::rust::{Code, Link};
use crate::statement::Statement;
use crate::types::Typed;
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

/// So many columns the call may have that gives the handle of a part, and its path.
const ONE_LINE: usize = 78;

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
    /// The construct of each resource that one stands for.
    constructs: HashMap<&'t str, &'t Construct>,
    /// The logical ids that constructs keep, by the paths of their resources.
    pins: Vec<Code>,
    /// What of constructs is named.
    pub imports: Constructs,
    /// The statements of each resource, and of each construct by its main one.
    pub spans: Vec<(&'t str, std::ops::Range<usize>)>,
}

impl<'t> Builder<'t> {
    pub fn new(template: &'t Template, is_yaml: bool, constructs: &'t [Construct]) -> Self {
        let comments = Comments::of(template, is_yaml);
        let ends = ends(template, &comments);
        let names = Names {
            has_extensions: template.has_transform("AWS::LanguageExtensions"),
            ..Names::default()
        };
        let constructs = constructs.iter().flat_map(|construct| {
            let parts = construct.parts.iter();
            parts.map(move |part| (part.id.as_str(), construct))
        });
        Builder {
            template,
            constructs: constructs.collect(),
            pins: Vec::new(),
            imports: Constructs::new(),
            spans: Vec::new(),
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
        self.pin();
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
            Section::Conditions => conditions(map),
            _ => map.iter().collect(),
        };
        // A macro alone would be all of the section: it is left with something beside it.
        let beside = map
            .contains_key("Fn::Transform")
            .then(|| map.keys().find(|key| !key.is_macro()))
            .flatten();
        for (key, node) in order {
            let begin = self.statements.len();
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
            if section == Section::Resources {
                self.spans
                    .push((key.as_str(), begin..self.statements.len()));
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
        let mains = self.constructs.iter();
        let mains = mains.map(|(id, construct)| (*id, construct.id.as_str()));
        let order = crate::order::resources(map, &mains.collect()).into_iter();
        order.filter_map(|id| map.get_entry(id)).collect()
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
            _ if let Some(construct) = self.constructs.get(id).copied() => {
                self.construct(construct, key);
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

    /// Writes a construct in the place of its resources.
    fn construct(&mut self, construct: &'t Construct, key: &'t Key) {
        construct.aids.iter().for_each(|aid| self.aid(aid));
        let name = self.taken.variable(key.as_str(), "construct");
        let mut comments = self.comments_of(key);
        let resources = self.template.root().get(Section::Resources.name());
        for part in construct.parts.iter().skip(1) {
            let part = resources.and_then(|all| all.as_map()?.get_entry(&part.id));
            comments.extend(part.into_iter().flat_map(|(key, _)| self.comments_of(key)));
        }
        construct.code.imports(&mut self.imports);
        let code = construct.code.code(&self.names);
        let stack = || Code::atom("stack");
        let add = stack().method("add", [Code::text(&construct.name), code]);
        self.statements
            .push(Statement::binding(&name, add, comments));
        if let Some(condition) = &construct.condition
            && let Some(condition) = self.names.conditions.get(condition.as_str())
        {
            let at = stack().method("at", [Code::atom(name.clone())]);
            let when = at.method("when", [Code::atom(condition.clone())]);
            self.statements.push(Statement::plain(when));
        }
        if construct.has_forms {
            for name in ["Forms", "FormsExt"] {
                self.imports.entry("forms").or_default().insert(name);
            }
            let at = stack().method("at", [Code::atom(name.clone())]);
            let forms = Code::call("Forms::aws_cdk", []).method("without_paths", []);
            self.statements
                .push(Statement::plain(at.method("forms", [forms])));
        }
        let properties = construct.laid.iter().filter_map(|laid| self.laid(laid));
        let properties: Vec<Statement> = properties.map(Statement::plain).collect();
        self.statements.extend(properties);
        let pinned = construct.parts.iter().filter(|part| part.is_pinned);
        self.pins.extend(
            pinned.map(|part| Code::Tuple(vec![Code::text(&part.path), Code::text(&part.id)])),
        );
        self.bind_parts(construct, &name);
        for part in &construct.parts {
            let of_part = |own: &&Laid| own.path == part.path;
            let links = construct.laid.iter().filter(of_part);
            let links: Vec<Link> = links.filter_map(|own| self.attribute(own)).collect();
            let Some(binding) = self.names.bound.get(part.id.as_str()) else {
                continue;
            };
            if !links.is_empty() {
                let of = stack().method("of", [Code::atom(binding.name.clone())]);
                let all = links.into_iter().fold(of, Code::link);
                self.statements.push(Statement::plain(all));
            }
        }
    }

    /// Writes what constructs are told of, once.
    fn aid(&mut self, aid: &'t Aid) {
        if self.names.bound.contains_key(aid.id.as_str()) {
            return;
        }
        aid.code.imports(&mut self.imports);
        let name = self.taken.variable(&aid.name, "construct");
        let code = aid.code.code(&self.names);
        let add = Code::atom("stack").method("add", [Code::text(&aid.name), code]);
        self.statements
            .push(Statement::binding(&name, add, Vec::new()));
        let what = What::Raw;
        self.names.bound.insert(&aid.id, Binding { name, what });
    }

    /// Makes what a construct stands for known to what refers to it.
    fn bind_parts(&mut self, construct: &'t Construct, name: &str) {
        if construct.parts.len() > 1 {
            self.names.several.insert(&construct.id);
        }
        for part in &construct.parts {
            let node = self.template.resource(&part.id);
            let typed = node
                .and_then(|resource| resource.resource_type())
                .and_then(Typed::of);
            let Some(typed) = typed else { continue };
            let mut name = name.to_owned();
            if part.id != construct.id {
                let method = format!("resource_at::<{}Handle>", typed.path);
                let says =
                    |laid: &Laid| laid.path == part.path && matches!(laid.past, Past::Attribute(_));
                // What does not fit in a line stays without a variable, and is named as JSON names it.
                if method.len() + part.path.len() > ONE_LINE && !construct.laid.iter().any(says) {
                    continue;
                }
                let path = part.path.strip_suffix("/Resource").unwrap_or(&part.path);
                let own = path.replace('/', "_").replace("_Resource", "");
                let last = path.rsplit('/').next().unwrap_or(path);
                // In one line with the call.
                let own = match own.len() + method.len() > ONE_LINE {
                    true => last,
                    false => own.as_str(),
                };
                name = self.taken.variable(own, "resource");
                let handle = Code::atom("stack").method(method, [Code::text(&part.path)]);
                self.statements.push(Statement::optional(&name, handle));
                self.features.insert(typed.feature.clone());
            }
            let what = What::Resource(typed);
            let binding = Binding { name, what };
            self.names.bound.insert(&part.id, binding);
        }
    }

    /// A property that is written past a construct, by the path of its resource.
    fn laid(&self, laid: &Laid) -> Option<Code> {
        let Past::Property(pointer) = &laid.past else {
            return None;
        };
        let mut arguments = vec![Code::text(&laid.path), Code::text(pointer)];
        let method = match &laid.value {
            Some(value) => {
                arguments.push(self.names.json(value).0);
                "override_at"
            }
            None => "remove_at",
        };
        Some(Code::atom("stack").method(method, arguments))
    }

    /// What is written past a construct beside properties, as a method of `stack.of(..)`.
    fn attribute(&self, laid: &Laid) -> Option<Link> {
        let Past::Attribute(name) = &laid.past else {
            return None;
        };
        let name = Code::text(name);
        Some(match &laid.value {
            Some(value) => Link::new("override_attribute", [name, self.names.json(value).0]),
            None => Link::new("remove_attribute", [name]),
        })
    }

    /// Keeps the ids of what constructs make.
    fn pin(&mut self) {
        if self.pins.is_empty() {
            return;
        }
        let pins = Code::Array(std::mem::take(&mut self.pins));
        let code = Code::atom("stack").method("pin_ids", [pins]);
        let mut statement = Statement::plain(code);
        statement.begin_section(Vec::new());
        self.statements.push(statement);
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

fn conditions(map: &Map) -> Vec<(&Key, &Node)> {
    let elements: Vec<(&str, &Node)> = map.iter().map(|(key, node)| (key.as_str(), node)).collect();
    let order = sorted(&elements, |_, node| named_by_condition(node)).into_iter();
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
