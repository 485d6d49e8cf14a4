//! Logical ids as a file of them says that they must be.

use std::collections::BTreeMap;
use std::fmt;

use crate::{Move, Standing};

/// The logical ids of resources by the paths of their constructs: what a file `ids.lock` holds, which has a
/// line a resource, sorted: path, type, logical id, and the stack's name where several stacks are in one file.
///
/// ```
/// use stackwright_change::Lock;
///
/// let before = Lock::parse("Web/Jobs AWS::SQS::Queue Jobs0F0A32D0\n");
/// let mut now = Lock::default();
/// now.add("Web/Jobs", "AWS::SQS::Queue", "JobsE26E4D0A", None);
/// assert_eq!(before.differences(&now)[0].to_string(),
///     "Web/Jobs: was AWS::SQS::Queue Jobs0F0A32D0, is AWS::SQS::Queue JobsE26E4D0A");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lock {
    lines: BTreeMap<String, Locked>,
}

/// What is said of one resource.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Locked {
    /// Its type.
    pub type_name: String,
    /// Its logical id.
    pub id: String,
    /// The name of its stack, where the file says it.
    pub stack: Option<String>,
}

/// Something that is other than a lock says.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum LockDifference {
    /// A resource has another id, type or stack.
    Changed {
        /// The path of its construct.
        path: String,
        /// What it was.
        was: Locked,
        /// What it is.
        is: Locked,
    },
    /// A resource is gone.
    Gone {
        /// The path of its construct.
        path: String,
        /// What it was.
        was: Locked,
    },
    /// A resource is not locked yet.
    New {
        /// The path of its construct.
        path: String,
        /// What it is.
        is: Locked,
    },
}

impl Lock {
    /// Reads what a lock is written as. Lines that are none are left out.
    pub fn parse(text: &str) -> Self {
        let mut lock = Lock::default();
        for line in text.lines() {
            let mut words = line.split(' ').filter(|word| !word.is_empty());
            if let (Some(path), Some(of_type), Some(id)) =
                (words.next(), words.next(), words.next())
            {
                lock.add(path, of_type, id, words.next());
            }
        }
        lock
    }

    /// Adds a resource.
    pub fn add(&mut self, path: &str, type_name: &str, id: &str, stack: Option<&str>) {
        let locked = Locked {
            type_name: type_name.to_owned(),
            id: id.to_owned(),
            stack: stack.map(str::to_owned),
        };
        self.lines.insert(path.to_owned(), locked);
    }

    /// The resources by the paths of their constructs, sorted.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Locked)> {
        self.lines
            .iter()
            .map(|(path, locked)| (path.as_str(), locked))
    }

    /// What is said of the resource at a path.
    pub fn get(&self, path: &str) -> Option<&Locked> {
        self.lines.get(path)
    }

    /// What is other now: changed and gone first, then new.
    pub fn differences(&self, now: &Lock) -> Vec<LockDifference> {
        let mut all = Vec::new();
        for (path, was) in &self.lines {
            let path = path.clone();
            let was = was.clone();
            match now.lines.get(&path) {
                Some(is) if was.is_same(is) => {}
                Some(is) => all.push(LockDifference::Changed {
                    path,
                    was,
                    is: is.clone(),
                }),
                None => all.push(LockDifference::Gone { path, was }),
            }
        }
        let new = now
            .lines
            .iter()
            .filter(|(path, _)| !self.lines.contains_key(*path));
        all.extend(new.map(|(path, is)| LockDifference::New {
            path: path.clone(),
            is: is.clone(),
        }));
        all
    }

    /// What becomes what: a resource at the same path under another id or in another stack, and what `moved`
    /// says, as pairs of an old and a new path, also of all that is below them.
    pub fn moves(&self, now: &Lock, moved: &[(String, String)]) -> Vec<Move> {
        let mut all = Vec::new();
        for (path, was) in &self.lines {
            let renamed = moved.iter().find_map(|(from, to)| {
                let below = path.strip_prefix(from.as_str())?;
                (below.is_empty() || below.starts_with('/')).then(|| format!("{to}{below}"))
            });
            let renamed = renamed.as_ref().unwrap_or(path);
            let Some(is) = now.lines.get(renamed) else {
                continue;
            };
            let stands = |path: &str, own: &Locked| {
                let first = path.split('/').next().unwrap_or_default();
                Standing::new(own.stack.as_deref().unwrap_or(first), &own.id)
            };
            let (from, to) = (stands(path, was), stands(renamed, is));
            if was.type_name == is.type_name && from != to {
                all.push(Move {
                    type_name: is.type_name.clone(),
                    from,
                    to,
                    changes: false,
                });
            }
        }
        all
    }
}

impl Locked {
    /// Whether nothing is other that both say.
    fn is_same(&self, other: &Locked) -> bool {
        let stacks = self.stack.as_ref().zip(other.stack.as_ref());
        self.type_name == other.type_name
            && self.id == other.id
            && stacks.is_none_or(|(one, other)| one == other)
    }
}

impl fmt::Display for Locked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.type_name, self.id)?;
        match &self.stack {
            Some(stack) => write!(f, " {stack}"),
            None => Ok(()),
        }
    }
}

impl fmt::Display for Lock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut lines = self.lines.iter();
        lines.try_for_each(|(path, locked)| writeln!(f, "{path} {locked}"))
    }
}

impl fmt::Display for LockDifference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LockDifference::Changed { path, was, is } => write!(f, "{path}: was {was}, is {is}"),
            LockDifference::Gone { path, was } => write!(f, "{path}: {was} is gone"),
            LockDifference::New { path, is } => write!(f, "{path}: {is} is new"),
        }
    }
}
