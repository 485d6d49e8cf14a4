//! Names of exports, of which parts may be known at deployment only.

use stackwright_template::{Call, Function, Node, SubPart, Template, Value, Walk};

/// A name of which the beginning and the end are known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamePattern {
    beginning: String,
    end: String,
    /// Whether there is something unknown between the two.
    open: bool,
}

impl NamePattern {
    /// The name that a node gives.
    pub fn of(node: &Node) -> Self {
        let mut pattern = NamePattern {
            beginning: String::new(),
            end: String::new(),
            open: false,
        };
        pattern.add(node);
        pattern
    }

    fn add(&mut self, node: &Node) {
        match &node.value {
            Value::String(text) => self.push(text),
            Value::Number(number) => self.push(&number.to_string()),
            Value::Call(call) => self.add_call(call),
            _ => self.leave_open(),
        }
    }

    fn add_call(&mut self, call: &Call) {
        if let Some(sub) = call.sub() {
            for part in sub.parts() {
                match part {
                    SubPart::Literal(text) => self.push(text),
                    SubPart::Variable(_) => self.leave_open(),
                }
            }
            return;
        }
        match call
            .join()
            .map(|join| (join.delimiter, join.values.as_list()))
        {
            Some((delimiter, Some(items))) => {
                for (index, item) in items.iter().enumerate() {
                    if index > 0 {
                        self.push(delimiter);
                    }
                    self.add(item);
                }
            }
            _ => self.leave_open(),
        }
    }

    fn push(&mut self, text: &str) {
        match self.open {
            true => self.end.push_str(text),
            false => self.beginning.push_str(text),
        }
    }

    fn leave_open(&mut self) {
        self.open = true;
        self.end.clear();
    }

    /// Whether two names may be the same one.
    pub fn may_be(&self, other: &NamePattern) -> bool {
        if !self.open && !other.open {
            return self.beginning == other.beginning;
        }
        let (one, two) = (&self.beginning, &other.beginning);
        let begins = one.starts_with(two.as_str()) || two.starts_with(one.as_str());
        // All of a known name is its beginning and its end.
        let end = |pattern: &'_ NamePattern| match pattern.open {
            true => pattern.end.clone(),
            false => pattern.beginning.clone(),
        };
        let (one, two) = (end(self), end(other));
        begins && (one.ends_with(&two) || two.ends_with(&one))
    }
}

/// What a template imports.
pub fn imports(template: &Template) -> Vec<NamePattern> {
    let mut imports = Vec::new();
    template.walk(|_, node| {
        if let Value::Call(call) = &node.value
            && call.function == Function::ImportValue
        {
            imports.extend(call.import_value().map(NamePattern::of));
        }
        Walk::Into
    });
    imports
}

#[cfg(test)]
mod tests {
    use super::NamePattern;
    use stackwright_template::{Function, Node};

    #[test]
    fn names_are_compared_as_far_as_they_are_known() {
        let known = |text: &str| NamePattern::of(&Node::from(text.to_owned()));
        let sub = |text: &str| NamePattern::of(&Node::call(Function::Sub, text.to_owned()));
        for (one, other, may_be) in [
            (known("a"), known("a"), true),
            (known("a"), known("b"), false),
            (sub("${Stack}-vpc"), known("network-vpc"), true),
            (sub("${Stack}-vpc"), known("network-subnet"), false),
            (sub("${Stack}-vpc"), sub("${Other}-vpc"), true),
            (sub("prod-${Stack}"), sub("test-${Stack}"), false),
            (sub("${Stack}"), known("x"), true),
        ] {
            assert_eq!(one.may_be(&other), may_be, "{one:?} {other:?}");
            assert_eq!(other.may_be(&one), may_be, "{other:?} {one:?}");
        }
    }
}
