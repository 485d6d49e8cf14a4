//! JSON, packed: words that say how values are made of each other, and one text that has all texts.
//!
//! A value is known by the word at which it begins. Its first word has its kind in the low three
//! bits, and above them how many items, entries or bytes it has; then follow, for a number, its two
//! halves, for a text, where it begins in the text of all texts, for a list, its items, and for a
//! map, keys and values in turn. What is equal stands once. `src/packed.rs` reads it.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::{BuildHasherDefault, Hasher};

/// Where a value begins.
pub type At = u32;

const NULL: u32 = 0;
const FALSE: u32 = 1;
const TRUE: u32 = 2;
const INTEGER: u32 = 3;
const FLOAT: u32 = 4;
const TEXT: u32 = 5;
const LIST: u32 = 6;
const MAP: u32 = 7;

/// What has been packed so far.
#[derive(Default)]
pub struct Packer<'j> {
    words: Vec<u32>,
    all_texts: String,
    values: HashMap<Vec<u32>, At, BuildHasherDefault<Words>>,
    texts: HashMap<&'j str, At, BuildHasherDefault<Words>>,
}

/// A hash of words: a build script is not optimized, and that of the standard library takes most of its time.
#[derive(Default)]
struct Words(u64);

impl Hasher for Words {
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks();
        for word in words {
            self.write_u32(u32::from_le_bytes(*word));
        }
        for byte in rest {
            self.write_u32(u32::from(*byte));
        }
    }

    fn write_u32(&mut self, word: u32) {
        let mixed = (self.0 ^ u64::from(word)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.0 = mixed ^ (mixed >> 29);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

impl<'j> Packer<'j> {
    /// Packs a document.
    pub fn json(&mut self, text: &'j str) -> Result<At, String> {
        let mut rest = text;
        let at = self.value(&mut rest)?;
        match rest.trim_start() {
            "" => Ok(at),
            rest => Err(format!("nothing is expected at {:?}", start_of(rest))),
        }
    }

    /// A text, which stands once.
    pub fn text(&mut self, text: &'j str) -> Result<At, String> {
        if let Some(at) = self.texts.get(text) {
            return Ok(*at);
        }
        let begins = word(self.all_texts.len())?;
        self.all_texts.push_str(text);
        let at = self.put(TEXT, text.len(), &[begins])?;
        self.texts.insert(text, at);
        Ok(at)
    }

    /// A list of what has been packed.
    pub fn list(&mut self, items: &[At]) -> Result<At, String> {
        self.put(LIST, items.len(), items)
    }

    /// A map of what has been packed.
    pub fn map(&mut self, entries: &[(At, At)]) -> Result<At, String> {
        let words: Vec<u32> = entries
            .iter()
            .flat_map(|(key, value)| [*key, *value])
            .collect();
        self.put(MAP, entries.len(), &words)
    }

    /// The keys and values of a map.
    fn entries(&self, map: At) -> Vec<(At, At)> {
        let words = self.items(map, 2);
        words.chunks(2).map(|entry| (entry[0], entry[1])).collect()
    }

    /// The keys and values of the map that a map has by this name.
    pub fn entries_in(&self, map: At, key: &str) -> Vec<(At, At)> {
        self.value_in(map, key)
            .map_or_else(Vec::new, |map| self.entries(map))
    }

    /// The items of the list that a map has by this name.
    pub fn list_in(&self, map: At, key: &str) -> &[At] {
        self.value_in(map, key)
            .map_or(&[], |list| self.items_of(list))
    }

    fn value_in(&self, map: At, key: &str) -> Option<At> {
        let mut entries = self.entries(map).into_iter();
        entries.find_map(|(name, value)| (self.text_of(name) == key).then_some(value))
    }

    /// The items of a list.
    pub fn items_of(&self, list: At) -> &[At] {
        self.items(list, 1)
    }

    fn items(&self, at: At, each: usize) -> &[u32] {
        let at = at as usize;
        let count = (self.words[at] >> 3) as usize;
        &self.words[at + 1..at + 1 + count * each]
    }

    /// What a text says.
    pub fn text_of(&self, at: At) -> &str {
        let (at, begins) = (at as usize, self.words[at as usize + 1] as usize);
        &self.all_texts[begins..begins + (self.words[at] >> 3) as usize]
    }

    /// The words and the text of all texts, for a document that is all of this.
    pub fn finish(mut self, root: At) -> (Vec<u8>, String) {
        self.words.push(root);
        let bytes = self.words.iter().flat_map(|word| word.to_le_bytes());
        (bytes.collect(), self.all_texts)
    }

    fn put(&mut self, kind: u32, count: usize, rest: &[u32]) -> Result<At, String> {
        let mut words = Vec::with_capacity(rest.len() + 1);
        words.push(word(count << 3)? | kind);
        words.extend_from_slice(rest);
        match self.values.entry(words) {
            Entry::Occupied(known) => Ok(*known.get()),
            Entry::Vacant(new) => {
                let at = word(self.words.len())?;
                self.words.extend_from_slice(new.key());
                new.insert(at);
                Ok(at)
            }
        }
    }

    fn value(&mut self, rest: &mut &'j str) -> Result<At, String> {
        skip(rest);
        match rest.as_bytes().first() {
            Some(b'{') => {
                let mut words = Vec::new();
                while next(rest, '{', '}', words.is_empty())? {
                    let key = text(rest)?;
                    words.push(self.text(key)?);
                    take(rest, ":")?;
                    words.push(self.value(rest)?);
                }
                self.put(MAP, words.len() / 2, &words)
            }
            Some(b'[') => {
                let mut words = Vec::new();
                while next(rest, '[', ']', words.is_empty())? {
                    words.push(self.value(rest)?);
                }
                self.put(LIST, words.len(), &words)
            }
            Some(b'"') => {
                let text = text(rest)?;
                self.text(text)
            }
            _ => {
                let end = rest.find([',', '}', ']', '\n', ' ']).unwrap_or(rest.len());
                let (word, after) = rest.split_at(end);
                *rest = after;
                self.scalar(word)
            }
        }
    }

    fn scalar(&mut self, word: &str) -> Result<At, String> {
        let (kind, bits) = match word {
            "null" => return self.put(NULL, 0, &[]),
            "false" => return self.put(FALSE, 0, &[]),
            "true" => return self.put(TRUE, 0, &[]),
            _ => match (word.parse::<i64>(), word.parse::<f64>()) {
                (Ok(number), _) => (INTEGER, number.cast_unsigned()),
                (_, Ok(number)) => (FLOAT, number.to_bits()),
                _ => return Err(format!("no value: {:?}", start_of(word))),
            },
        };
        self.put(kind, 0, &[bits as u32, (bits >> 32) as u32])
    }
}

/// Whether there is another item of a list or a map, which is then what comes next.
fn next(rest: &mut &str, open: char, close: char, first: bool) -> Result<bool, String> {
    skip(rest);
    if first {
        *rest = rest.strip_prefix(open).unwrap_or(rest);
        skip(rest);
    }
    if let Some(after) = rest.strip_prefix(close) {
        *rest = after;
        return Ok(false);
    }
    if !first {
        take(rest, ",")?;
    }
    Ok(true)
}

/// Passes over white space: `trim_start` takes a fifth of a build script's time, not being optimized.
fn skip(rest: &mut &str) {
    let bytes = rest.as_bytes();
    let mut at = 0;
    while let Some(b' ' | b'\n' | b'\r' | b'\t') = bytes.get(at) {
        at += 1;
    }
    *rest = &rest[at..];
}

fn take(rest: &mut &str, what: &str) -> Result<(), String> {
    skip(rest);
    *rest = rest
        .strip_prefix(what)
        .ok_or_else(|| format!("`{what}` is missing at {:?}", start_of(rest)))?;
    Ok(())
}

/// A text between quotation marks.
fn text<'j>(rest: &mut &'j str) -> Result<&'j str, String> {
    take(rest, "\"")?;
    let mut end = 0;
    loop {
        let found = rest[end..].find('"');
        let found = end + found.ok_or("a text has no end")?;
        let text = &rest[..found];
        let before = text.len() - text.trim_end_matches('\\').len();
        if before.is_multiple_of(2) {
            *rest = &rest[found + 1..];
            return match text.contains('\\') {
                true => unescaped(text),
                false => Ok(text),
            };
        }
        end = found + 1;
    }
}

/// A text without its escapes. A build script ends soon, so that nothing needs to be freed.
fn unescaped(text: &str) -> Result<&'static str, String> {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, escape)) = rest.split_once('\\') {
        plain.push_str(before);
        let (kind, after) = escape.split_at(1);
        rest = after;
        plain.push(match kind {
            "n" => '\n',
            "t" => '\t',
            "r" => '\r',
            "b" => '\u{8}',
            "f" => '\u{c}',
            "u" => {
                let (digits, after) = rest.split_at(4);
                rest = after;
                let code = u32::from_str_radix(digits, 16).ok();
                let char = code.and_then(char::from_u32);
                char.ok_or_else(|| format!("no character: {text:?}"))?
            }
            _ => kind.chars().next().unwrap_or('\\'),
        });
    }
    plain.push_str(rest);
    Ok(plain.leak())
}

fn start_of(text: &str) -> String {
    text.chars().take(40).collect()
}

fn word(number: usize) -> Result<u32, String> {
    u32::try_from(number).map_err(|_| "there are too many facts".to_owned())
}
