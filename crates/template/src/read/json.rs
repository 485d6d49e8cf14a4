//! Strict JSON, with places.
//!
//! Own code, because the maintained readers either know no places or build a tree of their own
//! first and report offsets without what was expected.

use std::borrow::Cow;

use super::room::Room;
use super::{MAX_DEPTH, ReadError, shortened, too_deep, word};
use crate::source::Lines;
use crate::write::plain_length;
use crate::{Key, Map, Node, Number, Position, Span, Value};

/// The root of a JSON template.
pub(super) fn parse(text: &str) -> Result<(Map, Lines), ReadError> {
    let mut reader = Reader {
        text,
        offset: 0,
        depth: 0,
        // To count is a call that is optimized also where generic functions are not.
        ascii: text.chars().count() == text.len(),
        mark: 0,
        at: Position { line: 1, column: 1 },
        lines: vec![0],
        room: Room::default(),
    };
    reader.skip_space();
    let root = match reader.peek() {
        Some(b'{') => {
            let root = reader.object()?;
            reader.room.close_map(root)
        }
        None => return Err(reader.expected("a template, which is an object")),
        Some(_) => return Err(reader.expected("`{`, because a template is an object")),
    };
    reader.skip_space();
    match reader.peek() {
        None => {
            let (starts, ascii) = (reader.lines, reader.ascii);
            Ok((root, Lines { starts, ascii }))
        }
        Some(_) => Err(reader.expected("the end of the file after the template")),
    }
}

struct Reader<'a> {
    text: &'a str,
    offset: usize,
    depth: usize,
    /// Whether every byte is a character.
    ascii: bool,
    /// An offset at or before `offset`, and its place. Places are only counted from here on,
    /// so that a file of one line does not take quadratic time.
    mark: usize,
    at: Position,
    /// The offsets at which the lines start that were come to: in JSON, all lines end between values.
    lines: Vec<usize>,
    room: Room,
}

impl<'a> Reader<'a> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.offset).copied()
    }

    fn eat(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.offset += usize::from(found);
        found
    }

    fn skip_space(&mut self) {
        // Where there is none, as before most commas, nothing is begun.
        if !matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            return;
        }
        let rest = self.text.as_bytes().get(self.offset..);
        let mut ahead = rest.unwrap_or_default().iter();
        while let Some(byte) = ahead.next() {
            match byte {
                b' ' | b'\t' => {}
                b'\n' | b'\r' => {
                    if *byte == b'\n' || ahead.as_slice().first() != Some(&b'\n') {
                        self.mark = self.text.len() - ahead.len();
                        self.at.line += 1;
                        self.at.column = 1;
                        self.lines.push(self.mark);
                    }
                }
                _ => {
                    self.offset = self.text.len() - ahead.len() - 1;
                    return;
                }
            }
        }
        self.offset = self.text.len();
    }

    /// Where the reader is.
    fn position(&mut self) -> Position {
        self.at.column += match self.ascii {
            true => self.offset - self.mark,
            false => {
                let passed = self.text.as_bytes().get(self.mark..self.offset);
                // Every byte but the continuation bytes of UTF-8 starts a character.
                let starts = |byte: &&u8| (**byte & 0b1100_0000) != 0b1000_0000;
                passed.unwrap_or_default().iter().filter(starts).count()
            }
        } as u32;
        self.mark = self.offset;
        self.at
    }

    fn error(&mut self, message: impl Into<String>) -> ReadError {
        ReadError::new(self.position(), message)
    }

    fn expected(&mut self, what: &str) -> ReadError {
        let rest = self.text.get(self.offset..).unwrap_or_default();
        let found = match rest.chars().next() {
            None => "the end of the file".to_owned(),
            Some('/') if rest.starts_with("//") || rest.starts_with("/*") => "a comment".to_owned(),
            Some(c) if c.is_alphanumeric() => {
                let word = rest.split(|c: char| !c.is_alphanumeric()).next();
                format!("`{}`", shortened(word.unwrap_or_default()))
            }
            Some(c) if c.is_control() => format!("the character {c:?}"),
            Some(c) => format!("`{c}`"),
        };
        self.error(format!("found {found}; expected {what}"))
    }

    fn node(&mut self) -> Result<Node, ReadError> {
        self.skip_space();
        let start = self.position();
        let value = match self.peek() {
            Some(b'{') => {
                let map = self.object()?;
                self.room.close_map_or_call(map)
            }
            Some(b'[') => Value::List(self.list()?),
            Some(b'"') => Value::from(self.string()?.into_owned()),
            Some(b'-' | b'0'..=b'9') => Value::Number(self.number()?),
            _ => self.word()?,
        };
        Ok(Node::new(value, Span::new(start, self.position())))
    }

    fn enter(&mut self) -> Result<(), ReadError> {
        if self.depth == MAX_DEPTH {
            return Err(self.error(too_deep()));
        }
        self.depth += 1;
        self.offset += 1;
        self.skip_space();
        Ok(())
    }

    /// The entries of an object, gathered.
    fn object(&mut self) -> Result<Map, ReadError> {
        self.enter()?;
        let mut map = self.room.map();
        if !self.eat(b'}') {
            loop {
                self.entry(&mut map)?;
                self.skip_space();
                if self.eat(b'}') {
                    break;
                }
                if !self.eat(b',') {
                    return Err(self.expected("`,` or `}` after a value"));
                }
                self.skip_space();
            }
        }
        self.depth -= 1;
        Ok(map)
    }

    fn entry(&mut self, map: &mut Map) -> Result<(), ReadError> {
        if self.peek() != Some(b'"') {
            return Err(self.expected("a key in double quotes"));
        }
        let start = self.position();
        let text = self.string()?;
        let key = Key::new(word::key(text), Span::new(start, self.position()));
        self.skip_space();
        if !self.eat(b':') {
            return Err(self.expected("`:` after a key"));
        }
        let value = self.node()?;
        super::insert(map, key, value)
    }

    fn list(&mut self) -> Result<Vec<Node>, ReadError> {
        self.enter()?;
        let mut items = self.room.list();
        if !self.eat(b']') {
            loop {
                items.push(self.node()?);
                self.skip_space();
                if self.eat(b']') {
                    break;
                }
                if !self.eat(b',') {
                    return Err(self.expected("`,` or `]` after a value"));
                }
            }
        }
        self.depth -= 1;
        Ok(self.room.close_list(items))
    }

    fn word(&mut self) -> Result<Value, ReadError> {
        let rest = self.text.get(self.offset..).unwrap_or_default();
        let length = rest
            .find(|c: char| !c.is_alphanumeric())
            .unwrap_or(rest.len());
        let value = match rest.get(..length) {
            Some("true") => Value::Bool(true),
            Some("false") => Value::Bool(false),
            Some("null") => Value::Null,
            _ => return Err(self.expected("a value")),
        };
        self.offset += length;
        Ok(value)
    }

    fn digits(&mut self) -> Result<(), ReadError> {
        if !self.peek().is_some_and(|b| b.is_ascii_digit()) {
            return Err(self.expected("a digit"));
        }
        while self.peek().is_some_and(|b| b.is_ascii_digit()) {
            self.offset += 1;
        }
        Ok(())
    }

    fn number(&mut self) -> Result<Number, ReadError> {
        let place = self.position();
        let start = self.offset;
        self.eat(b'-');
        if self.eat(b'0') {
            if self.peek().is_some_and(|b| b.is_ascii_digit()) {
                return Err(ReadError::new(
                    place,
                    "found a number with a leading zero; expected a string in double quotes, or no zero",
                ));
            }
        } else {
            self.digits()?;
        }
        if self.eat(b'.') {
            self.digits()?;
        }
        if self.eat(b'e') || self.eat(b'E') {
            let _sign = self.eat(b'+') || self.eat(b'-');
            self.digits()?;
        }
        let text = self.text.get(start..self.offset).unwrap_or_default();
        if let Ok(whole) = text.parse() {
            return Ok(Number::Int(whole));
        }
        match text.parse::<f64>() {
            Ok(number) if number.is_finite() => Ok(Number::Float(number)),
            _ => Err(ReadError::new(
                place,
                format!(
                    "found the number {}; expected one below 1.8e308",
                    shortened(text)
                ),
            )),
        }
    }

    fn string(&mut self) -> Result<Cow<'a, str>, ReadError> {
        let opened = self.position();
        self.offset += 1;
        let mut text = String::new();
        loop {
            let rest: &'a str = self.text.get(self.offset..).unwrap_or_default();
            let length = plain_length(rest.as_bytes());
            let Some(stop) = rest.as_bytes().get(length) else {
                return Err(ReadError::new(
                    opened,
                    "found a string without an end; expected `\"`",
                ));
            };
            let plain = rest.get(..length).unwrap_or_default();
            self.offset += length;
            // Most strings have no escape, and stand in the file as they are.
            if *stop == b'"' && text.is_empty() {
                self.offset += 1;
                return Ok(Cow::Borrowed(plain));
            }
            text.push_str(plain);
            match self.peek() {
                Some(b'"') => {
                    self.offset += 1;
                    return Ok(Cow::Owned(text));
                }
                Some(b'\\') => text.push(self.escape()?),
                _ => return Err(self.expected("its escape, as `\\n`, inside a string")),
            }
        }
    }

    fn escape(&mut self) -> Result<char, ReadError> {
        self.offset += 1;
        let character = match self.peek() {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{C}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unicode(),
            _ => return Err(self.expected("one of `\"\\/bfnrtu` after a backslash")),
        };
        self.offset += 1;
        Ok(character)
    }

    fn unicode(&mut self) -> Result<char, ReadError> {
        let place = self.position();
        let first = self.unit()?;
        let code = if (0xD800..0xDC00).contains(&first) && self.eat(b'\\') {
            let second = if self.peek() == Some(b'u') {
                self.unit()?
            } else {
                0
            };
            match second {
                0xDC00..0xE000 => 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00),
                _ => first,
            }
        } else {
            first
        };
        char::from_u32(code).ok_or_else(|| {
            ReadError::new(
                place,
                format!("found half a character, u{first:04X}; expected a pair of them"),
            )
        })
    }

    /// The four digits behind `u`.
    fn unit(&mut self) -> Result<u32, ReadError> {
        self.offset += 1;
        let digits = self.text.get(self.offset..self.offset + 4);
        let is_hex = |digits: &&str| digits.bytes().all(|b| b.is_ascii_hexdigit());
        match digits
            .filter(is_hex)
            .map(|digits| u32::from_str_radix(digits, 16))
        {
            Some(Ok(unit)) => {
                self.offset += 4;
                Ok(unit)
            }
            _ => Err(self.expected("four hexadecimal digits after `\\u`")),
        }
    }
}
