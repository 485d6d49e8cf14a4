//! Calls, arrays and statements in lines, as rustfmt lays them out.
//!
//! rustfmt tries a layout within a width and takes another where it does not fit; what is here are its
//! rules for the few forms of expressions that are written, with its default widths.

use std::cell::RefCell;
use std::collections::HashMap;

use super::chain;
use super::object::object;
use super::{Code, Link};

/// The columns of a line.
pub const MAX: usize = 100;
/// What the arguments of a call may have in one line; the same for the items of an array.
const LIST: usize = 60;

/// Where an expression stands and which width it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Shape {
    /// The columns from here on.
    pub width: usize,
    /// How far the line is indented.
    pub indent: usize,
    /// How far behind that the expression begins.
    pub offset: usize,
    /// Whether chains have to be in one line, but for the arguments of their last method.
    pub is_one_line: bool,
    /// Whether lines may be longer than lines are, because a text is.
    pub is_free: bool,
}

impl Shape {
    /// In a line with this indentation, from this column on, with so many columns to be kept free.
    pub fn at(indent: usize, column: usize, free: usize) -> Self {
        Shape {
            width: MAX.saturating_sub(column + free),
            indent,
            offset: column.saturating_sub(indent),
            is_one_line: false,
            is_free: false,
        }
    }

    pub fn used(self) -> usize {
        self.indent + self.offset
    }

    pub fn narrower(self, by: usize) -> Option<Self> {
        let width = match self.is_free {
            true => self.width.saturating_sub(by),
            false => self.width.checked_sub(by)?,
        };
        Some(Shape { width, ..self })
    }

    pub fn behind(self, columns: usize) -> Option<Self> {
        Some(Shape {
            offset: self.offset + columns,
            ..self.narrower(columns)?
        })
    }

    /// One level further in, with the width of the line.
    pub fn block(self) -> Self {
        let indent = self.indent + 4;
        Shape {
            width: MAX.saturating_sub(indent),
            indent,
            offset: 0,
            is_one_line: self.is_one_line,
            is_free: self.is_free,
        }
    }

    /// How many columns are kept free behind the expression.
    pub fn kept_free(self) -> usize {
        MAX.saturating_sub(self.used() + self.width)
    }
}

/// `let name = value;`
pub fn let_statement(name: &str, value: &Code, indent: usize) -> String {
    WRITTEN.with_borrow_mut(HashMap::clear);
    let margin = " ".repeat(indent);
    let head = format!("{margin}let {name} =");
    let beside = Shape::at(indent, head.chars().count() + 1, 1);
    let below = Shape::at(indent + 4, indent + 4, 1);
    let first = rewrite(value, beside).filter(|text| fits(text, beside));
    if let Some(text) = first.as_ref().filter(|text| !text.contains('\n')) {
        return format!("{head} {text};");
    }
    let second = rewrite(value, below).filter(|text| fits(text, below));
    let text = match (first, second) {
        (Some(first), Some(second)) if is_better_below(&first, &second) => {
            return format!("{head}\n{margin}    {second};");
        }
        (None, Some(second)) => return format!("{head}\n{margin}    {second};"),
        (Some(first), _) => first,
        (None, None) => expression(value, beside),
    };
    format!("{head} {text};")
}

/// Whether the value is better off in a line of its own.
fn is_better_below(beside: &str, below: &str) -> bool {
    let first = |text: &str| text.lines().next().unwrap_or_default().to_owned();
    let opens = |with: char| first(beside).ends_with(with) && !first(below).ends_with(with);
    !below.contains('\n')
        || newlines(beside) > newlines(below) + 1
        || opens('(')
        || opens('{')
        || opens('[')
}

/// `value;`
pub fn statement(value: &Code, indent: usize) -> String {
    WRITTEN.with_borrow_mut(HashMap::clear);
    let margin = " ".repeat(indent);
    format!(
        "{margin}{};",
        expression(value, Shape::at(indent, indent, 1))
    )
}

/// The expression in lines; where a line has to be longer than it may be, in any.
pub fn expression(code: &Code, shape: Shape) -> String {
    rewrite(code, shape).unwrap_or_else(|| {
        // A text is longer than a line. rustfmt leaves that alone.
        let free = Shape {
            is_one_line: false,
            is_free: true,
            ..shape
        };
        rewrite(code, free).unwrap_or_default()
    })
}

thread_local! {
    /// What was written of the statement at hand: layouts are tried one within the other, so that each
    /// expression is asked for again and again. Expressions are told apart by where they are.
    static WRITTEN: RefCell<HashMap<(usize, Shape), Option<String>>> = RefCell::default();
}

/// The expression in lines, if they fit.
pub fn rewrite(code: &Code, shape: Shape) -> Option<String> {
    if matches!(code, Code::Atom(_)) {
        return rewrite_new(code, shape);
    }
    let key = (std::ptr::from_ref(code).addr(), shape);
    if let Some(known) = WRITTEN.with_borrow(|written| written.get(&key).cloned()) {
        return known;
    }
    let text = rewrite_new(code, shape);
    WRITTEN.with_borrow_mut(|written| written.insert(key, text.clone()));
    text
}

fn rewrite_new(code: &Code, shape: Shape) -> Option<String> {
    match code {
        Code::Atom(text) => fits(text, shape).then(|| text.clone()),
        Code::Call(callee, arguments) => {
            List::new(callee, arguments, ("(", ")"), shape).rewrite(shape)
        }
        Code::Macro(name, arguments) => {
            let mut list = List::new(name, arguments, ("(", ")"), shape);
            list.is_macro = true;
            list.rewrite(shape)
        }
        Code::Named(name, value) => {
            let head = format!("{name} = ");
            let text = rewrite(value, shape.behind(head.len())?)?;
            Some(head + &text)
        }
        Code::Chain(root, links) => chain::rewrite(root, links, shape),
        Code::Array(items) => List::new("", items, ("[", "]"), shape).rewrite(shape),
        Code::Tuple(items) => List::new("", items, ("(", ")"), shape).rewrite(shape),
        Code::Object(entries) => Some(object(entries, shape.indent)),
        Code::Items(items) => List::new("", items, ("[", "]"), shape).rewrite(shape),
    }
}

/// A method with its arguments.
pub fn link(link: &Link, shape: Shape) -> Option<String> {
    let callee = format!(".{}", link.method);
    List::new(&callee, &link.arguments, ("(", ")"), shape).rewrite(shape)
}

/// Whether all lines fit.
pub fn fits(text: &str, shape: Shape) -> bool {
    if shape.is_free {
        return true;
    }
    let mut lines = text.lines();
    let first = lines.next().unwrap_or_default();
    if columns(first) > shape.width {
        return false;
    }
    let mut last = None;
    for line in lines {
        if columns(line) > MAX {
            return false;
        }
        last = Some(line);
    }
    last.is_none_or(|last| columns(last) <= shape.used() + shape.width)
}

pub fn columns(text: &str) -> usize {
    text.chars().count()
}

pub fn newlines(text: &str) -> usize {
    text.bytes().filter(|byte| *byte == b'\n').count()
}

/// Items between parentheses or brackets.
struct List<'c> {
    callee: &'c str,
    items: &'c [Code],
    around: (&'static str, &'static str),
    is_macro: bool,
    /// The width that is there for the items in one line.
    one_line: usize,
    nested: Shape,
    beside: Shape,
}

/// How the items stand.
#[derive(Clone, Copy, PartialEq)]
enum Lines {
    Horizontal,
    Vertical,
    /// As many in a line as fit.
    Mixed,
}

impl<'c> List<'c> {
    fn new(
        callee: &'c str,
        items: &'c [Code],
        around: (&'static str, &'static str),
        shape: Shape,
    ) -> Self {
        let used = columns(callee);
        let beside = shape.behind(used + 1).and_then(|shape| shape.narrower(1));
        let nested = shape.block();
        List {
            callee,
            items,
            around,
            is_macro: false,
            one_line: shape.width.saturating_sub(used + 2),
            nested: Shape {
                width: nested.width.saturating_sub(1),
                ..nested
            },
            beside: beside.unwrap_or(Shape { width: 0, ..shape }),
        }
    }

    fn rewrite(&self, shape: Shape) -> Option<String> {
        let mut texts = Vec::with_capacity(self.items.len());
        for item in self.items {
            texts.push(rewrite(item, self.nested));
        }
        let lines = self.lines(&mut texts);
        let texts: Vec<String> = texts.into_iter().collect::<Option<_>>()?;
        let body = match lines {
            Lines::Horizontal => texts.join(", "),
            Lines::Vertical => {
                let margin = format!(",\n{}", " ".repeat(self.nested.indent));
                let mut body = texts.join(&margin);
                if !self.is_macro {
                    body.push(',');
                }
                body
            }
            Lines::Mixed => self.mixed(&texts),
        };
        Some(self.wrap(&body, shape, lines == Lines::Horizontal))
    }

    fn wrap(&self, body: &str, shape: Shape, is_extendable: bool) -> String {
        let width = shape.width.saturating_sub(columns(self.callee));
        let first = match body.is_empty() {
            true => 2,
            false => columns(body.lines().next().unwrap_or_default()) + 1,
        };
        let (open, close) = self.around;
        let callee = self.callee;
        if is_extendable && first <= width {
            return format!("{callee}{open}{body}{close}");
        }
        let (inner, outer) = (self.nested.indent, shape.indent);
        let body = match body.is_empty() {
            true => String::new(),
            false => format!("\n{}{body}", " ".repeat(inner)),
        };
        format!("{callee}{open}{body}\n{}{close}", " ".repeat(outer))
    }

    /// Decides how the items stand, and writes the last as it stands then.
    fn lines(&self, texts: &mut [Option<String>]) -> Lines {
        let Some(last) = self.items.last() else {
            return Lines::Horizontal;
        };
        let is_single = self.items.len() == 1;
        let is_combined = is_single && self.callee.len() < 4;
        let overflows = is_combined || is_single && can_overflow(last);
        let placeholder = overflows
            .then(|| self.overflow(last, is_combined))
            .flatten();

        let index = texts.len() - 1;
        if let Some(text) = &placeholder {
            let first = text.lines().next().unwrap_or_default().to_owned();
            texts[index] = Some(first);
        }
        let lines = self.limited(texts);
        if let (Lines::Horizontal, Some(text)) = (lines, placeholder) {
            let flat = (newlines(&text) == 1)
                .then(|| rewrite(last, self.nested))
                .flatten();
            texts[index] = Some(match flat {
                Some(flat) if !flat.contains('\n') => flat,
                _ => text,
            });
            return lines;
        }
        texts[index] = rewrite(last, self.nested);
        if is_single
            && self.one_line != 0
            && let Some(text) = &texts[index]
            && !text.contains('\n')
            && columns(text) <= self.one_line
        {
            return Lines::Horizontal;
        }
        match self.limited(texts) {
            Lines::Vertical if self.is_simple(texts) => Lines::Mixed,
            lines => lines,
        }
    }

    /// The single item as it stands when it begins in the line of the callee.
    fn overflow(&self, item: &Code, is_combined: bool) -> Option<String> {
        let mut shape = self.beside;
        if matches!(
            item,
            Code::Call(..) | Code::Macro(..) | Code::Object(_) | Code::Items(_)
        ) {
            shape.width = shape.width.min(LIST);
        }
        if !is_combined && matches!(item, Code::Chain(..)) {
            shape.is_one_line = true;
        }
        rewrite(item, shape)
    }

    /// In one line, where that is not too long.
    fn limited(&self, texts: &[Option<String>]) -> Lines {
        let mut total = 2 * texts.len().saturating_sub(1);
        for text in texts {
            let text = text.as_deref().unwrap_or_default();
            if text.contains('\n') {
                return Lines::Vertical;
            }
            total += columns(text);
        }
        match total <= self.one_line.min(LIST) {
            true => Lines::Horizontal,
            false => Lines::Vertical,
        }
    }

    /// Whether all items are short literals or names.
    fn is_simple(&self, texts: &[Option<String>]) -> bool {
        let items = self.items.iter().zip(texts);
        items.into_iter().all(|(item, text)| {
            let is_short = text.as_ref().is_some_and(|text| text.len() <= 10);
            is_short && matches!(item, Code::Atom(atom) if !atom.contains("::"))
        })
    }

    fn mixed(&self, texts: &[String]) -> String {
        let mut body = String::new();
        let mut line = 0;
        for (index, text) in texts.iter().enumerate() {
            let is_last = index + 1 == texts.len();
            let width = columns(text) + 1;
            if line > 0 && line + 1 + width > self.nested.width {
                body.push('\n');
                body.push_str(&" ".repeat(self.nested.indent));
                line = 0;
            } else if line > 0 {
                body.push(' ');
                line += 1;
            }
            body.push_str(text);
            if !(is_last && self.is_macro) {
                body.push(',');
            }
            line += width;
        }
        body
    }
}

/// Whether an only argument may begin in the line of its call and go on in others.
fn can_overflow(item: &Code) -> bool {
    !matches!(item, Code::Atom(_) | Code::Named(..))
}
