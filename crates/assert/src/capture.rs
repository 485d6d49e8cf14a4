//! Values that a match brings out.

use std::cell::RefCell;
use std::rc::Rc;

use serde_json::Value;

use crate::matcher::{Kind, Matcher, any};

/// Remembers the values at its place in a matcher, once all of the matcher fits.
///
/// ```
/// use stackwright_assert::{Capture, Template, like};
/// use stackwright_core::{App, RawResource};
///
/// let app = App::new();
/// app.stack("Web").add("Topic", RawResource::new("AWS::SNS::Topic").property("TopicName", "orders"));
/// let synthesis = app.synth();
///
/// let name = Capture::new();
/// Template::of(&synthesis.stacks[0])
///     .has_resource_properties("AWS::SNS::Topic", like!({ "TopicName": name.any() }));
/// assert_eq!(name.text(), "orders");
/// ```
#[derive(Clone, Debug, Default)]
pub struct Capture {
    values: Rc<RefCell<Vec<Value>>>,
}

impl Capture {
    /// One that has no value yet.
    pub fn new() -> Self {
        Capture::default()
    }

    /// Matches any value, and remembers it.
    pub fn any(&self) -> Matcher {
        self.matching(any())
    }

    /// Matches what another matcher does, and remembers it.
    pub fn matching(&self, matcher: impl Into<Matcher>) -> Matcher {
        Matcher(Kind::Capture(self.clone(), Box::new(matcher.into())))
    }

    /// All values so far, in the order of the template: one of every resource that fits, where the
    /// assertion is about all of them.
    pub fn values(&self) -> Vec<Value> {
        self.values.borrow().clone()
    }

    /// The last value, as a text.
    ///
    /// # Panics
    /// When there is no value yet, or it is no text.
    #[track_caller]
    pub fn text(&self) -> String {
        match self.value() {
            Value::String(text) => text,
            other => panic!("what was captured is no text: {other}"),
        }
    }

    /// The last value.
    ///
    /// # Panics
    /// When there is none yet.
    #[track_caller]
    pub fn value(&self) -> Value {
        match self.values.borrow().last() {
            Some(value) => value.clone(),
            None => panic!("nothing was captured"),
        }
    }

    pub(crate) fn remember(&self, value: Value) {
        self.values.borrow_mut().push(value);
    }
}
