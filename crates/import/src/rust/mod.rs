//! Rust under construction: expressions and statements, and the text that rustfmt makes of them.
//!
//! | file | what it answers |
//! |---|---|
//! | `mod` | what expressions there are |
//! | `literal` | texts and numbers as Rust writes them |
//! | `layout` | calls, arrays, and statements in lines, as rustfmt lays them out |
//! | `chain` | chains of methods in lines |
//! | `object` | the lines of `object!`, which rustfmt leaves as they are |

mod chain;
mod layout;
mod literal;
mod object;

pub use layout::{let_statement, statement};
pub use literal::{float, integer, text};

/// An expression.
#[derive(Clone, Debug, PartialEq)]
pub enum Code {
    /// What stands as it is: a name, a literal.
    Atom(String),
    /// `callee(arguments)`
    Call(String, Vec<Code>),
    /// `name!(arguments)`
    Macro(&'static str, Vec<Code>),
    /// `name = value`, an argument of a macro.
    Named(String, Box<Code>),
    /// `root.method(arguments)...`
    Chain(Box<Code>, Vec<Link>),
    /// `[items]`
    Array(Vec<Code>),
    /// `(items)`
    Tuple(Vec<Code>),
    /// `object!({ key: value })`, and the braces alone inside of another.
    Object(Vec<(String, Code)>),
    /// A list inside of an object.
    Items(Vec<Code>),
}

/// A method of a chain.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// What is said above it.
    pub comments: Vec<String>,
    /// The method, with `::<..>` where it takes types.
    pub method: String,
    /// What it is given.
    pub arguments: Vec<Code>,
}

impl Link {
    pub fn new(method: impl Into<String>, arguments: impl Into<Vec<Code>>) -> Self {
        Link {
            comments: Vec::new(),
            method: method.into(),
            arguments: arguments.into(),
        }
    }
}

impl Code {
    pub fn atom(text: impl Into<String>) -> Self {
        Code::Atom(text.into())
    }

    /// A literal text.
    pub fn text(value: &str) -> Self {
        Code::Atom(text(value))
    }

    pub fn call(callee: impl Into<String>, arguments: impl Into<Vec<Code>>) -> Self {
        Code::Call(callee.into(), arguments.into())
    }

    /// The expression with one more method behind it.
    pub fn method(self, method: impl Into<String>, arguments: impl Into<Vec<Code>>) -> Self {
        self.link(Link::new(method, arguments))
    }

    pub fn link(self, link: Link) -> Self {
        match self {
            Code::Chain(root, mut links) => {
                links.push(link);
                Code::Chain(root, links)
            }
            root => Code::Chain(Box::new(root), vec![link]),
        }
    }
}
