//! A template with its loops written out, where what they go through is written in it.

use stackwright_template::hash::HashMap;
use stackwright_template::{Function, Key, Map, Node, Section, Template, Value};

/// How many entries are written out; a template with more has reached other limits before.
const MANY: usize = 4096;

/// The transform that writes loops out.
const TRANSFORM: &str = "AWS::LanguageExtensions";

/// A template in which loops over literal lists are written out, and where its resources came from.
///
/// Places in it are those of the template as it is written, so that a line is right for each member.
/// Loops over what is known at deployment only stay what they are.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-foreach.html>
pub struct Unrolled {
    template: Template,
    /// The way to each entry that a loop made, by its way now.
    ways: HashMap<String, String>,
}

impl Unrolled {
    /// Writes the loops of a template out; nothing where there is none to write out.
    pub fn of(template: &Template) -> Option<Self> {
        if !template.has_transform(TRANSFORM) {
            return None;
        }
        let mut work = Work::default();
        let mut unrolled = template.clone();
        for section in [Section::Conditions, Section::Resources, Section::Outputs] {
            let name = section.name();
            let Some(node) = unrolled.root_mut().get_mut(name) else {
                continue;
            };
            if let Value::Map(map) = &node.value {
                node.value = Value::Map(work.map(map, &Bound::default(), Some((name, name))));
            }
        }
        (work.written > 0 && work.written <= MANY).then_some(Unrolled {
            template: unrolled,
            ways: work.ways,
        })
    }

    /// The template as it is deployed.
    pub fn template(&self) -> &Template {
        &self.template
    }

    /// The way, in the template as it is written, to what stands at a way in the one that is deployed.
    pub fn written(&self, path: &str) -> Option<String> {
        // A name that a loop makes may hold what parts ways: it is told then that it cannot.
        let ends = path.match_indices('/').map(|(at, _)| at).skip(1);
        ends.chain([path.len()]).find_map(|end| {
            let (entry, below) = path.split_at_checked(end)?;
            Some(format!("{}{below}", self.ways.get(entry)?))
        })
    }
}

/// The variables of the loops around something, and what each is.
#[derive(Clone, Default)]
struct Bound(Vec<(String, String)>);

impl Bound {
    fn with(&self, variable: &str, text: &str) -> Self {
        let mut bound = self.clone();
        bound.0.push((variable.to_owned(), text.to_owned()));
        bound
    }

    fn get(&self, variable: &str) -> Option<&str> {
        let of_it = self.0.iter().rev().find(|(name, _)| name == variable);
        of_it.map(|(_, text)| text.as_str())
    }

    /// A text with its variables filled in: `${Name}` by what it is, `&{Name}` by its letters and
    /// digits.
    fn fill(&self, text: &str) -> String {
        let mut filled = text.to_owned();
        for (variable, value) in self.0.iter().rev() {
            if !filled.contains('{') {
                break;
            }
            filled = filled.replace(&format!("${{{variable}}}"), value);
            let kept: String = value.chars().filter(char::is_ascii_alphanumeric).collect();
            filled = filled.replace(&format!("&{{{variable}}}"), &kept);
        }
        filled
    }
}

#[derive(Default)]
struct Work {
    written: usize,
    ways: HashMap<String, String>,
}

impl Work {
    /// A map with its loops written out. `at` is where it stands, as it was written and as it is
    /// deployed, for maps whose entries have names.
    fn map(&mut self, map: &Map, bound: &Bound, at: Option<(&str, &str)>) -> Map {
        let mut made = Map::with_capacity(map.len());
        self.entries(map, bound, at, &mut made);
        made
    }

    fn entries(&mut self, map: &Map, bound: &Bound, at: Option<(&str, &str)>, made: &mut Map) {
        for (key, value) in map.iter() {
            let way =
                at.map(|(written, deployed)| (format!("{written}/{}", key.as_str()), deployed));
            let known = key.as_str().starts_with("Fn::ForEach::");
            if let Some((variable, texts, body)) = known.then(|| parts(value, bound)).flatten() {
                let way = way.map(|(way, deployed)| (format!("{way}/2"), deployed));
                let way = way
                    .as_ref()
                    .map(|(way, deployed)| (way.as_str(), *deployed));
                for text in texts {
                    self.written += 1;
                    if self.written > MANY {
                        return;
                    }
                    self.entries(body, &bound.with(variable, &text), way, made);
                }
                continue;
            }
            let name = bound.fill(key.as_str());
            if let Some((way, deployed)) = way.filter(|_| !bound.0.is_empty()) {
                self.ways.insert(format!("{deployed}/{name}"), way);
            }
            let node = self.node(value, bound);
            made.insert(Key::new(name, key.span), node);
        }
    }

    fn node(&mut self, node: &Node, bound: &Bound) -> Node {
        let value = match &node.value {
            Value::String(text) => Value::String(bound.fill(text).into()),
            Value::List(items) => {
                Value::List(items.iter().map(|item| self.node(item, bound)).collect())
            }
            Value::Map(map) => Value::Map(self.map(map, bound, None)),
            Value::Call(call) => {
                if let Some(text) = call.reference().and_then(|name| bound.get(name)) {
                    return Node::new(text.to_owned(), node.span);
                }
                let argument = self.node(&call.argument, bound);
                // What was for a variable of a loop alone is a text.
                let is_text = argument.as_str().is_some_and(|text| !text.contains("${"));
                if call.function == Function::Sub && is_text && argument != call.argument {
                    return Node::new(argument.value, node.span);
                }
                let mut made = Node::call(call.function, argument);
                made.span = node.span;
                return made;
            }
            other => other.clone(),
        };
        Node::new(value, node.span)
    }
}

/// The variable of a loop, what it goes through, and what it repeats; nothing where that is not
/// written in the template.
fn parts<'a>(value: &'a Node, bound: &Bound) -> Option<(&'a str, Vec<String>, &'a Map)> {
    let [variable, values, body] = value.as_list()? else {
        return None;
    };
    let texts: Option<Vec<String>> = values
        .as_list()?
        .iter()
        .map(|item| text(item, bound))
        .collect();
    let is_known = |text: &String| !text.contains("${") && !text.contains("{{resolve:");
    let texts = texts.filter(|texts| texts.iter().all(is_known))?;
    Some((variable.as_str()?, texts, body.as_map()?))
}

fn text(item: &Node, bound: &Bound) -> Option<String> {
    if let Some(name) = item.as_call().and_then(|call| call.reference()) {
        return bound.get(name).map(str::to_owned);
    }
    match &item.value {
        Value::String(text) => Some(bound.fill(text)),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(yes) => Some(yes.to_string()),
        _ => None,
    }
}
