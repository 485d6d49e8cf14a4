//! What a value should be.

use regex_lite::Regex;
use serde_json::Value;

use crate::Capture;

/// What a value should be; [`like!`](crate::like) writes one.
///
/// A plain value stands for itself: objects may have more entries than they show, at every depth,
/// lists have exactly the items that they show, numbers are equal as numbers. [`exact`] asks for all
/// entries, [`array_with`] for some of the items.
#[derive(Clone, Debug)]
pub struct Matcher(pub(crate) Kind);

#[derive(Clone, Debug)]
pub(crate) enum Kind {
    /// This word: neither an object nor a list.
    Exact(Value),
    /// An object with at least these entries.
    Object(Vec<(String, Matcher)>),
    /// An object with these entries and no others.
    Closed(Vec<(String, Matcher)>),
    /// A list of these items.
    List(Vec<Matcher>),
    /// A list that has these items in this order, with others between.
    ListWith(Vec<Matcher>),
    Any,
    Absent,
    Not(Box<Matcher>),
    /// A text that holds JSON.
    Json(Box<Matcher>),
    Regex(Regex),
    Capture(Capture, Box<Matcher>),
}

/// Any value, as long as there is one.
pub fn any() -> Matcher {
    Matcher(Kind::Any)
}

/// No value: the property is not there.
pub fn absent() -> Matcher {
    Matcher(Kind::Absent)
}

/// This and nothing beside it: the objects that it shows have no other entries, at any depth. What is
/// inside another matcher is not meant: that says itself what it takes.
///
/// ```
/// use stackwright_assert::{any, exact, like};
///
/// let tag = exact(like!({ "Key": "Team", "Value": any() })); // and no third entry
/// ```
pub fn exact(matcher: impl Into<Matcher>) -> Matcher {
    Matcher(match matcher.into().0 {
        Kind::Object(entries) | Kind::Closed(entries) => {
            let entries = entries.into_iter();
            Kind::Closed(entries.map(|(key, inner)| (key, exact(inner))).collect())
        }
        Kind::List(items) => Kind::List(items.into_iter().map(exact).collect()),
        other => other,
    })
}

/// Anything but this, also nothing.
pub fn not(matcher: impl Into<Matcher>) -> Matcher {
    Matcher(Kind::Not(Box::new(matcher.into())))
}

/// A list that has these items in this order; others may stand before, between and behind.
pub fn array_with<M: Into<Matcher>>(items: impl IntoIterator<Item = M>) -> Matcher {
    let items = items.into_iter().map(Into::into);
    Matcher(Kind::ListWith(items.collect()))
}

/// A text that holds JSON, as dashboards and definitions of state machines do.
pub fn serialized_json(matcher: impl Into<Matcher>) -> Matcher {
    Matcher(Kind::Json(Box::new(matcher.into())))
}

/// A text in which the pattern is found.
///
/// # Panics
/// When the pattern is none; the message says what is wrong with it.
#[track_caller]
pub fn regex(pattern: &str) -> Matcher {
    match Regex::new(pattern) {
        Ok(regex) => Matcher(Kind::Regex(regex)),
        Err(error) => panic!("`{pattern}` is no pattern: {error}"),
    }
}

impl Matcher {
    /// An object with at least these entries; [`like!`](crate::like) is shorter.
    pub fn object(entries: impl IntoIterator<Item = (String, Matcher)>) -> Self {
        Matcher(Kind::Object(entries.into_iter().collect()))
    }

    /// A list of these items; [`like!`](crate::like) is shorter.
    pub fn list(items: impl IntoIterator<Item = Matcher>) -> Self {
        Matcher(Kind::List(items.into_iter().collect()))
    }
}

impl From<Value> for Matcher {
    fn from(value: Value) -> Self {
        match value {
            Value::Object(map) => {
                Matcher::object(map.into_iter().map(|(key, value)| (key, value.into())))
            }
            Value::Array(items) => Matcher::list(items.into_iter().map(Matcher::from)),
            value => Matcher(Kind::Exact(value)),
        }
    }
}

/// A list of exactly these items.
impl<M: Into<Matcher>> From<Vec<M>> for Matcher {
    fn from(items: Vec<M>) -> Self {
        Matcher::list(items.into_iter().map(Into::into))
    }
}

/// Plain values stand for themselves.
macro_rules! plain {
    ($($of:ty),*) => {
        $(impl From<$of> for Matcher {
            fn from(value: $of) -> Self {
                Matcher(Kind::Exact(value.into()))
            }
        })*
    };
}
plain!(&str, String, bool, i32, i64, u8, u16, u32, u64, usize, f64);

/// A value as JSON writes it, with matchers in it: a [`Matcher`](crate::Matcher).
///
/// ```
/// use stackwright_assert::{any, array_with, like, regex};
///
/// let service = like!({
///     "Type": "AWS::ECS::Service",
///     "Properties": {
///         "Cluster": any(),
///         "DesiredCount": 2,
///         "LoadBalancers": [{ "ContainerName": regex("^web"), "ContainerPort": 80 }],
///         "Tags": array_with([like!({ "Key": "Team" })]),
///     },
/// });
/// ```
#[macro_export]
macro_rules! like {
    (@entries $entries:ident) => {};
    (@entries $entries:ident $key:literal : { $($inner:tt)* } $(, $($rest:tt)*)?) => {
        $entries.push(($key.to_owned(), $crate::like!({ $($inner)* })));
        $($crate::like!(@entries $entries $($rest)*);)?
    };
    (@entries $entries:ident $key:literal : [ $($inner:tt)* ] $(, $($rest:tt)*)?) => {
        $entries.push(($key.to_owned(), $crate::like!([ $($inner)* ])));
        $($crate::like!(@entries $entries $($rest)*);)?
    };
    (@entries $entries:ident $key:literal : $value:expr $(, $($rest:tt)*)?) => {
        $entries.push(($key.to_owned(), $crate::Matcher::from($value)));
        $($crate::like!(@entries $entries $($rest)*);)?
    };
    (@items $items:ident) => {};
    (@items $items:ident { $($inner:tt)* } $(, $($rest:tt)*)?) => {
        $items.push($crate::like!({ $($inner)* }));
        $($crate::like!(@items $items $($rest)*);)?
    };
    (@items $items:ident [ $($inner:tt)* ] $(, $($rest:tt)*)?) => {
        $items.push($crate::like!([ $($inner)* ]));
        $($crate::like!(@items $items $($rest)*);)?
    };
    (@items $items:ident $value:expr $(, $($rest:tt)*)?) => {
        $items.push($crate::Matcher::from($value));
        $($crate::like!(@items $items $($rest)*);)?
    };
    ({ $($inner:tt)* }) => {{
        #[allow(unused_mut, clippy::vec_init_then_push)]
        let entries = {
            let mut entries: Vec<(String, $crate::Matcher)> = Vec::new();
            $crate::like!(@entries entries $($inner)*);
            entries
        };
        $crate::Matcher::object(entries)
    }};
    ([ $($inner:tt)* ]) => {{
        #[allow(unused_mut, clippy::vec_init_then_push)]
        let items = {
            let mut items: Vec<$crate::Matcher> = Vec::new();
            $crate::like!(@items items $($inner)*);
            items
        };
        $crate::Matcher::list(items)
    }};
    ($value:expr) => {
        $crate::Matcher::from($value)
    };
}
