//! Names of exports, of which parts may be known at deployment only.

use stackwright_template::{Call, Node, SubPart, Template, Value};

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

/// An export of one of several templates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Export {
    /// Its name, see [`shared_name`].
    pub name: String,
    /// Which of the templates has it, counted from 0.
    pub template: usize,
    /// The file that the template was read from.
    pub file: Option<String>,
    /// Whether a condition decides if it is there.
    pub conditional: bool,
}

/// Something that one of several templates imports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    /// The name, see [`shared_name`].
    pub name: String,
    /// Which of the templates imports it, counted from 0.
    pub template: usize,
}

/// What templates import under names that are the same for every stack of an account and a region.
pub fn imported<'t>(templates: impl IntoIterator<Item = &'t Template>) -> Vec<Import> {
    let mut imports = Vec::new();
    for (template, own) in templates.into_iter().enumerate() {
        for call in own.calls() {
            if let Some(name) = call.import_value().and_then(shared_name) {
                imports.push(Import { name, template });
            }
        }
    }
    imports
}

/// What templates export under names that are the same for every stack of an account and a region.
pub fn exports<'t>(templates: impl IntoIterator<Item = &'t Template>) -> Vec<Export> {
    let mut exports = Vec::new();
    for (index, template) in templates.into_iter().enumerate() {
        let file = template.source().and_then(|source| source.name());
        let named = template.outputs().filter_map(|output| {
            let name = shared_name(output.export_name()?)?;
            Some((name, output.condition().is_some()))
        });
        exports.extend(named.map(|(name, conditional)| Export {
            name,
            template: index,
            file: file.map(str::to_owned),
            conditional,
        }));
    }
    exports
}

/// The name of an export, where every stack of an account and a region gives it the same one: what
/// the two decide stands in it as `${AWS::Region}`.
pub fn shared_name(node: &Node) -> Option<String> {
    let mut name = String::new();
    add_shared(node, &mut name)?;
    (!name.is_empty()).then_some(name)
}

fn add_shared(node: &Node, name: &mut String) -> Option<()> {
    let call = match &node.value {
        Value::String(text) if text.contains("{{resolve:") => return None,
        Value::String(text) => {
            name.push_str(text);
            return Some(());
        }
        Value::Number(number) => {
            name.push_str(&number.to_string());
            return Some(());
        }
        Value::Call(call) => call,
        _ => return None,
    };
    if let Some(pseudo) = call.reference() {
        return add_pseudo(pseudo, name);
    }
    if let Some(sub) = call.sub() {
        for part in sub.parts() {
            match part {
                SubPart::Literal(text) => name.push_str(text),
                SubPart::Variable(variable) => {
                    match sub.variables.and_then(|own| own.get(variable.name)) {
                        Some(own) => add_shared(own, name)?,
                        None => add_pseudo(variable.name, name)?,
                    }
                }
            }
        }
        return Some(());
    }
    let join = call.join()?;
    for (index, item) in join.values.as_list()?.iter().enumerate() {
        if index > 0 {
            name.push_str(join.delimiter);
        }
        add_shared(item, name)?;
    }
    Some(())
}

/// What is the same for every stack of an account and a region.
fn add_pseudo(pseudo: &str, name: &mut String) -> Option<()> {
    const SHARED: [&str; 4] = [
        "AWS::AccountId",
        "AWS::Partition",
        "AWS::Region",
        "AWS::URLSuffix",
    ];
    SHARED.contains(&pseudo).then(|| {
        name.push_str("${");
        name.push_str(pseudo);
        name.push('}');
    })
}

/// What a template imports.
pub fn imports(template: &Template) -> Vec<NamePattern> {
    let calls = template.calls().into_iter();
    let names = calls.filter_map(Call::import_value);
    names.map(NamePattern::of).collect()
}

#[cfg(test)]
mod tests {
    use super::{NamePattern, shared_name};
    use stackwright_template::{Function, Node};

    #[test]
    fn names_are_shared_where_no_stack_decides_them() {
        let sub = |text: &str| shared_name(&Node::call(Function::Sub, text.to_owned()));
        assert_eq!(
            shared_name(&Node::from("a".to_owned())),
            Some("a".to_owned())
        );
        assert_eq!(sub("a-${AWS::Region}"), Some("a-${AWS::Region}".to_owned()));
        assert_eq!(sub("${AWS::StackName}-a"), None);
        assert_eq!(sub("${Stage}-a"), None);
    }

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
