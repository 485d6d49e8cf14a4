//! YAML, with places.
//!
//! The events come from `granit-parser`, a maintained fork of `saphyr-parser` that bounds
//! nesting itself, knows where a tag stands, and, as PyYAML does, accepts flow lists whose
//! lines are not indented. What nearly all templates are made of is read by `lines`, which gives
//! the same at less cost. This module builds the tree:
//!
//! * A tag stands for the function of its name: `!Sub x` is `Fn::Sub: x`. What stands behind it
//!   as a word is a string, quoted or not, as in AWS's own readers: `!Ref 123` names `123`.
//! * `!!str`, `!!int`, `!!float`, `!!bool`, `!!null`, `!!map` and `!!seq` say what a value is;
//!   every other tag is an error.
//! * A key is the text that stands there. An account id as the key of a mapping keeps its
//!   zeros, `yes` and `on` stay words. A list or a map cannot be a key.
//! * An alias is replaced by a copy of what it names. The copy stands where the alias does;
//!   what is inside it stands where it was written.
//! * `<<` takes over the entries of a map, or of a list of maps, that are not there yet.

mod anchors;
mod entries;
mod lines;
mod message;
mod tag;

use std::borrow::Cow;

use granit_parser::{Event, Marker, Options, Parser, ScalarStyle, StrInput, StructureStyle, Tag};

use self::anchors::{Anchor, Anchors};
use self::entries::Entries;
use self::tag::{Kind, Meaning};
use super::room::Room;
use super::{MAX_DEPTH, ReadError, Scalar, call, resolve, shortened, too_deep};
use crate::{Function, Map, Node, Position, Span, Value};

/// The root of a YAML template.
pub(super) fn parse(text: &str) -> Result<Map, ReadError> {
    match lines::read(text) {
        Some(root) => Ok(root),
        None => parse_any(text),
    }
}

/// The same of any YAML, with what is wrong.
fn parse_any(text: &str) -> Result<Map, ReadError> {
    let mut options = Options::default();
    options.flow_nesting_limit = MAX_DEPTH;
    options.block_nesting_limit = MAX_DEPTH;
    let parser = Parser::new_from_str_with_options(text, options);
    Builder::new(text).run(parser)
}

struct Builder<'a> {
    text: &'a str,
    /// The lists and maps that are not closed yet, the innermost last.
    open: Vec<Open>,
    anchors: Anchors,
    room: Room,
    root: Option<Node>,
}

/// A list or a map that is not closed yet.
struct Open {
    properties: Properties,
    start: Position,
    /// Whether brackets are around it.
    flow: bool,
    /// Where what was last inside it ends.
    end: Position,
    /// How many levels are around it, with its own.
    level: usize,
    /// How many levels are below it.
    height: usize,
    content: Content,
}

enum Content {
    List(Vec<Node>),
    Map(Entries),
}

/// What may stand before a value.
struct Properties {
    meaning: Meaning,
    /// The name of the tag, where it is another tool's.
    foreign: Option<String>,
    /// Where the tag starts, if there is one.
    tag: Option<Position>,
    /// The number that the parser gave the anchor; 0 without one.
    anchor: usize,
}

impl Properties {
    /// Nothing.
    const NONE: Properties = Properties {
        meaning: Meaning::Plain,
        foreign: None,
        tag: None,
        anchor: 0,
    };

    fn read(
        tag: Option<Cow<'_, Tag>>,
        anchor: usize,
        span: &granit_parser::Span,
        kind: Kind,
    ) -> Result<Self, ReadError> {
        let start = span.tag_start().map(position);
        let meaning = match &tag {
            None => Meaning::Plain,
            Some(tag) => tag::meaning(tag, kind).map_err(|message| {
                ReadError::new(start.unwrap_or(position(span.start)), message)
            })?,
        };
        let foreign = tag.filter(|_| matches!(meaning, Meaning::Foreign));
        Ok(Properties {
            meaning,
            foreign: foreign.map(|tag| tag::name(&tag)),
            tag: start,
            anchor,
        })
    }

    fn function(&self) -> Option<Function> {
        match self.meaning {
            Meaning::Call(function) => Some(function),
            _ => None,
        }
    }

    /// How many levels the tag adds: a function is a map in its long form, which JSON has.
    fn levels(&self) -> usize {
        match self.meaning {
            Meaning::Foreign => 3,
            _ => usize::from(self.function().is_some()),
        }
    }

    /// The node that `value` is with the tag before it.
    fn apply(&self, value: Value, span: Span) -> Node {
        let whole = Span::new(self.tag.unwrap_or(span.start), span.end);
        match self.function() {
            Some(function) => Node::new(call::call(function, Node::new(value, span)), whole),
            None => match &self.foreign {
                Some(name) => foreign(name, Node::new(value, span), whole),
                None => Node::new(value, whole),
            },
        }
    }
}

/// What a tag of another tool stands for: what a macro of the same name would make, of which nothing is
/// known either.
fn foreign(name: &str, value: Node, span: Span) -> Node {
    let mut parameters = Map::new();
    parameters.insert("Value", value);
    let mut argument = Map::new();
    argument.insert("Name", Node::new(name.to_owned(), span));
    argument.insert("Parameters", Node::new(parameters, span));
    Node::new(
        call::call(Function::Transform, Node::new(argument, span)),
        span,
    )
}

impl<'a> Builder<'a> {
    fn new(text: &'a str) -> Self {
        Builder {
            text,
            open: Vec::new(),
            anchors: Anchors::default(),
            room: Room::default(),
            root: None,
        }
    }

    fn run(mut self, mut parser: Parser<'a, StrInput<'a>>) -> Result<Map, ReadError> {
        let mut documents = 0;
        while let Some(event) = parser.next_event() {
            let (event, span) = event.map_err(|error| message::of(&error, self.text))?;
            match event {
                Event::DocumentStart(..) => {
                    documents += 1;
                    if documents > 1 {
                        return Err(ReadError::new(
                            position(span.start),
                            "found a second document; expected one template in a file",
                        ));
                    }
                }
                Event::Scalar(text, style, anchor, tag) => {
                    let properties = Properties::read(tag, anchor, &span, Kind::Scalar)?;
                    let place = match style {
                        ScalarStyle::Literal | ScalarStyle::Folded => self.block_place(&span),
                        _ => place(&span),
                    };
                    let is_plain = style == ScalarStyle::Plain;
                    self.scalar(text, is_plain, properties, place)?;
                }
                Event::SequenceStart(style, anchor, tag) => {
                    let properties = Properties::read(tag, anchor, &span, Kind::List)?;
                    let flow = style == StructureStyle::Flow;
                    let content = self.list();
                    self.open(properties, flow, place(&span), content)?;
                }
                Event::MappingStart(style, anchor, tag) => {
                    let properties = Properties::read(tag, anchor, &span, Kind::Map)?;
                    let flow = style == StructureStyle::Flow;
                    let content = self.map();
                    self.open(properties, flow, place(&span), content)?;
                }
                Event::SequenceEnd | Event::MappingEnd => {
                    self.close(Some(position(span.end)))?;
                }
                Event::Alias(anchor) => self.alias(anchor, place(&span))?,
                _ => {}
            }
        }
        self.finish()
    }

    fn finish(self) -> Result<Map, ReadError> {
        let Some(root) = self.root else {
            return Err(ReadError::new(
                Position { line: 1, column: 1 },
                "found an empty file; expected a template, which is a map of sections",
            ));
        };
        match root.value {
            Value::Map(map) => Ok(map),
            Value::Null => Err(ReadError::new(
                root.span.start,
                "found an empty document; expected a template, which is a map of sections",
            )),
            _ => Err(ReadError::new(
                root.span.start,
                format!(
                    "found a {}; expected a template, which is a map of sections",
                    root.kind()
                ),
            )),
        }
    }

    /// A list that is to be opened.
    fn list(&mut self) -> Content {
        Content::List(self.room.list())
    }

    /// A map that is to be opened.
    fn map(&mut self) -> Content {
        Content::Map(Entries::in_room(self.room.map()))
    }

    /// How many levels are around what is read next.
    fn level(&self) -> usize {
        self.open.last().map_or(0, |open| open.level)
    }

    /// The map whose next key is to come, if that is where the reader is.
    fn before_key(&mut self) -> Option<&mut Entries> {
        match self.open.last_mut() {
            Some(Open {
                content: Content::Map(entries),
                ..
            }) if entries.awaits_key() => Some(entries),
            _ => None,
        }
    }

    fn scalar(
        &mut self,
        text: Cow<'_, str>,
        plain: bool,
        properties: Properties,
        span: Span,
    ) -> Result<(), ReadError> {
        let anchor = properties.anchor;
        if let Some(entries) = self.before_key() {
            if properties.function().is_some() {
                return Err(ReadError::new(
                    properties.tag.unwrap_or(span.start),
                    "found a function as a key; expected a string",
                ));
            }
            // The parser shows an absent key as a tilde of no width.
            if plain && span.start == span.end {
                return Err(ReadError::new(
                    span.start,
                    "found no key before `:`; expected one",
                ));
            }
            entries.key(&text, span, plain)?;
            if anchor != 0 {
                let node = Node::new(text.into_owned(), span);
                self.anchors.define(anchor, Anchor::new(&node, 0))?;
            }
            return Ok(());
        }
        let value = match properties.meaning {
            Meaning::Plain if plain => resolved(text),
            Meaning::Resolved(tag) => match resolved(text) {
                Value::String(text) => {
                    return Err(ReadError::new(
                        span.start,
                        format!(
                            "found `{}` behind `!!{tag}`; expected a value of that kind",
                            shortened(&text)
                        ),
                    ));
                }
                value => value,
            },
            _ => Value::from(text.into_owned()),
        };
        let levels = properties.levels();
        if self.level() + levels > MAX_DEPTH {
            return Err(ReadError::new(span.start, too_deep()));
        }
        self.add(properties.apply(value, span), levels, anchor)
    }

    /// Where a literal or folded block stands: its lines, without those that only end it.
    fn block_place(&self, span: &granit_parser::Span) -> Span {
        let start = position(span.start);
        let text = span.slice(self.text).unwrap_or_default().trim_end();
        let mut end = start;
        for (index, line) in text.split('\n').enumerate() {
            let width = line.trim_end_matches('\r').chars().count() as u32;
            end = match index {
                0 => Position {
                    column: start.column + width,
                    ..start
                },
                _ => Position {
                    line: end.line + 1,
                    column: 1 + width,
                },
            };
        }
        Span::new(start, end)
    }

    fn open(
        &mut self,
        properties: Properties,
        flow: bool,
        span: Span,
        content: Content,
    ) -> Result<(), ReadError> {
        let start = span.start;
        let level = self.level() + properties.levels() + 1;
        if level > MAX_DEPTH {
            return Err(ReadError::new(start, too_deep()));
        }
        if self.before_key().is_some() {
            let what = match content {
                Content::List(_) => "a list",
                Content::Map(_) => "a map",
            };
            return Err(ReadError::new(
                start,
                format!("found {what} as a key; expected a string"),
            ));
        }
        self.open.push(Open {
            properties,
            start,
            flow,
            end: span.end,
            level,
            height: 0,
            content,
        });
        Ok(())
    }

    /// Closes what was opened last, which ends there; a block ends with what is in it.
    fn close(&mut self, end: Option<Position>) -> Result<(), ReadError> {
        let Some(open) = self.open.pop() else {
            return Ok(());
        };
        // A block ends, for the parser, where the next thing starts.
        let end = end.filter(|_| open.flow).unwrap_or(open.end);
        let span = Span::new(open.start, end);
        let is_root = self.open.is_empty() && open.properties.function().is_none();
        let value = match open.content {
            Content::List(items) => Value::List(self.room.close_list(items)),
            Content::Map(entries) => match entries.finish() {
                map if is_root => Value::Map(self.room.close_map(map)),
                map => self.room.close_map_or_call(map),
            },
        };
        let node = open.properties.apply(value, span);
        let height = open.height + open.properties.levels() + 1;
        self.add(node, height, open.properties.anchor)
    }

    fn alias(&mut self, anchor: usize, span: Span) -> Result<(), ReadError> {
        let (node, height) = self.anchors.expand(anchor, span)?;
        if self.level() + height > MAX_DEPTH {
            return Err(ReadError::new(span.start, too_deep()));
        }
        match self.before_key() {
            Some(entries) => match node.as_str() {
                Some(text) => entries.key(text, span, false),
                None => Err(ReadError::new(
                    span.start,
                    format!(
                        "found an alias of a {} as a key; expected a string",
                        node.kind()
                    ),
                )),
            },
            None => self.add(node, height, 0),
        }
    }

    /// Puts a finished node where it belongs.
    fn add(&mut self, node: Node, height: usize, anchor: usize) -> Result<(), ReadError> {
        if anchor != 0 {
            self.anchors.define(anchor, Anchor::new(&node, height))?;
        }
        let Some(open) = self.open.last_mut() else {
            self.root = Some(node);
            return Ok(());
        };
        open.height = open.height.max(height);
        open.end = node.span.end;
        match &mut open.content {
            Content::List(items) => {
                items.push(node);
                Ok(())
            }
            Content::Map(entries) => entries.value(node),
        }
    }
}

fn resolved(text: Cow<'_, str>) -> Value {
    match resolve(&text) {
        Scalar::Null => Value::Null,
        Scalar::Bool(b) => Value::Bool(b),
        Scalar::Number(number) => Value::Number(number),
        Scalar::String => Value::from(text.into_owned()),
    }
}

fn place(span: &granit_parser::Span) -> Span {
    Span::new(position(span.start), position(span.end))
}

/// The parser counts lines from 1 and columns from 0.
fn position(marker: Marker) -> Position {
    Position {
        line: marker.line() as u32,
        column: marker.col() as u32 + 1,
    }
}
