//! Every node of a template in one list, so that rules need not walk the tree.

use stackwright_template::{Call, Function, Map, Node, Path, Segment, Template, Value};

use crate::Place;

/// How many steps most ways have at most.
const DEEP: usize = 8;

/// How many bytes of a file are a node, at least, in nearly all files.
const BYTES: usize = 20;

/// The nodes of a template, in order, parents first.
pub struct Nodes<'a> {
    all: Vec<Entry<'a>>,
    calls: Vec<(usize, &'a Call)>,
    function_maps: Vec<(usize, &'a Map)>,
    nulls: Vec<usize>,
    texts: Vec<(usize, &'a str)>,
    braced_texts: Vec<(usize, &'a str)>,
    branches: bool,
    broken_calls: bool,
}

struct Entry<'a> {
    node: &'a Node,
    step: Segment<'a>,
    /// What it stands in; itself for a section.
    parent: usize,
}

/// A node of the template, which knows where it stands.
#[derive(Clone, Copy)]
pub struct Spot<'m, 'a> {
    nodes: &'m Nodes<'a>,
    entry: &'m Entry<'a>,
}

impl<'a> Nodes<'a> {
    pub(super) fn of(template: &'a Template) -> Self {
        let text = template.source().map_or(0, |source| source.text().len());
        let mut nodes = Nodes {
            all: Vec::with_capacity(text / BYTES),
            calls: Vec::new(),
            function_maps: Vec::new(),
            nulls: Vec::new(),
            texts: Vec::new(),
            braced_texts: Vec::new(),
            branches: false,
            broken_calls: false,
        };
        for (key, node) in template.root().iter() {
            let index = nodes.all.len();
            nodes.add(node, Segment::Key(key.as_str()), index);
        }
        nodes
    }

    fn add(&mut self, node: &'a Node, step: Segment<'a>, parent: usize) {
        let index = self.all.len();
        self.all.push(Entry { node, step, parent });
        match &node.value {
            Value::Bool(_) | Value::Number(_) => {}
            Value::Null => self.nulls.push(index),
            Value::String(text) => {
                self.texts.push((index, text));
                if text.as_bytes().contains(&b'{') {
                    self.braced_texts.push((index, text));
                }
            }
            Value::List(items) => {
                for (at, item) in items.iter().enumerate() {
                    self.add(item, Segment::Index(at), index);
                }
            }
            Value::Map(map) => {
                let (before, mut has_functions) = (self.function_maps.len(), false);
                for (key, value) in map.entries() {
                    let name = key.as_str();
                    match name.as_bytes() {
                        b"Ref" => self.broken_calls = true,
                        [b'F', b'n', b':', b':', ..] => has_functions = true,
                        _ => {}
                    }
                    self.add(value, Segment::Key(name), index);
                }
                if has_functions {
                    self.broken_calls = true;
                    self.function_maps.insert(before, (index, map));
                }
            }
            Value::Call(call) => {
                self.branches |= call.function == Function::If;
                self.calls.push((index, call));
                self.add(&call.argument, Segment::Key(call.function.name()), index);
            }
        }
    }

    /// Whether conditions decide about values: there is an `Fn::If`.
    pub fn has_branches(&self) -> bool {
        self.branches
    }

    /// Whether there may be a [broken call](super::is_broken_call).
    pub fn has_broken_calls(&self) -> bool {
        self.broken_calls
    }

    /// Calls of functions.
    pub fn calls(&self) -> impl Iterator<Item = (Spot<'_, 'a>, &'a Call)> {
        self.spots(&self.calls)
    }

    /// Maps with keys that begin with `Fn::`: loops, macros, and functions that are none.
    pub fn function_maps(&self) -> impl Iterator<Item = (Spot<'_, 'a>, &'a Map)> {
        self.spots(&self.function_maps)
    }

    /// Every `null`.
    pub fn nulls(&self) -> impl Iterator<Item = Spot<'_, 'a>> {
        self.nulls.iter().filter_map(|index| self.spot(*index))
    }

    /// Every text.
    pub fn texts(&self) -> impl Iterator<Item = (Spot<'_, 'a>, &'a str)> {
        self.spots(&self.texts)
    }

    /// Texts that may hold `${Name}` or `{{resolve:...}}`.
    pub fn braced_texts(&self) -> impl Iterator<Item = (Spot<'_, 'a>, &'a str)> {
        self.spots(&self.braced_texts)
    }

    fn spots<'m, T: Copy>(
        &'m self,
        list: &'m [(usize, T)],
    ) -> impl Iterator<Item = (Spot<'m, 'a>, T)> {
        let spot = |(index, what): &(usize, T)| Some((self.spot(*index)?, *what));
        list.iter().filter_map(spot)
    }

    fn spot(&self, index: usize) -> Option<Spot<'_, 'a>> {
        let entry = self.all.get(index)?;
        Some(Spot { nodes: self, entry })
    }
}

impl<'a> Spot<'_, 'a> {
    /// The node.
    pub fn node(self) -> &'a Node {
        self.entry.node
    }

    /// The function that it calls.
    pub fn call(self) -> Option<&'a Call> {
        self.entry.node.as_call()
    }

    /// What it stands in; nothing for a section.
    pub fn parent(self) -> Option<Self> {
        let entry = self.nodes.all.get(self.entry.parent)?;
        let spot = Spot { entry, ..self };
        (!std::ptr::eq(entry, self.entry)).then_some(spot)
    }

    /// The section of the template that it stands in.
    pub fn section(self) -> &'a str {
        let mut spot = self;
        while let Some(parent) = spot.parent() {
            spot = parent;
        }
        match spot.step() {
            Segment::Key(section) => section,
            Segment::Index(_) => "",
        }
    }

    /// The last step to it.
    pub fn step(self) -> Segment<'a> {
        self.entry.step
    }

    /// The way to it.
    pub fn path(self) -> Path<'a> {
        let mut steps = Vec::with_capacity(DEEP);
        let mut around = Some(self);
        while let Some(spot) = around {
            steps.push(spot.step());
            around = spot.parent();
        }
        steps.reverse();
        steps.into()
    }

    /// Where something about it is reported.
    pub fn place(self) -> Place {
        Place::new(self.path(), self.entry.node.span)
    }
}
