//! What `Fn::ForEach` makes, where the list that it goes through is known.

use std::collections::BTreeMap;

use stackwright_template::hash::HashSet;
use stackwright_template::{Map, Node, Path, Section, Segment, Span, Value};

use super::names::Target;
use super::{Model, ParameterType};

/// How many names are made; of loops that make more only the number is told.
const MANY: usize = 4096;

/// The sections of which loops can make entries.
const SECTIONS: [Section; 3] = [Section::Conditions, Section::Resources, Section::Outputs];

/// The entries that loops make in the sections of a template.
#[derive(Default)]
pub struct Loops<'a> {
    made: Vec<Made<'a>>,
    /// How many entries each section comes to, plain ones and made ones, as far as that is known.
    counts: BTreeMap<&'static str, usize>,
    /// The names of resources that loops make whatever the parameters are, and with their defaults.
    names: HashSet<String>,
    names_by_default: HashSet<String>,
    /// Keys of resources of which it is not known what they come to, and of those that parameters
    /// with a default decide about.
    open: Vec<&'a str>,
    open_by_default: Vec<&'a str>,
    /// What the loops of a section go through.
    loops: BTreeMap<(&'static str, &'a str), (&'a str, Members)>,
}

/// An entry that a loop makes.
pub struct Made<'a> {
    /// The section that it stands in.
    pub section: &'static str,
    /// The way to the key, behind the section.
    pub way: String,
    /// How the key is written.
    pub key: &'a str,
    /// Where the key stands.
    pub span: Span,
    /// What it comes to.
    pub name: String,
    /// Whether that holds for the defaults of parameters only.
    pub by_default: bool,
}

/// What a loop goes through.
#[derive(Clone, Default)]
struct Members {
    /// The texts, which may hold the variables of loops around it; nothing where they are not known.
    texts: Option<Vec<String>>,
    by_default: bool,
}

/// The variables of the loops around something, and what each is.
#[derive(Clone, Default)]
struct Bound<'a> {
    variables: Vec<(&'a str, String)>,
    by_default: bool,
    /// Whether a loop around goes through what is not known.
    open: bool,
}

impl<'a> Loops<'a> {
    pub(super) fn of(model: &Model<'a>) -> Self {
        let mut loops = Loops::default();
        let template = model.template();
        for section in SECTIONS {
            let name = section.name();
            if let Some(map) = template.section(section).and_then(Node::as_map) {
                loops.counts.insert(name, count(model, map));
                loops.expand(model, name, map, "", &Bound::default());
            }
        }
        loops
    }

    /// What loops make, in order.
    pub fn made(&self) -> &[Made<'a>] {
        &self.made
    }

    /// How many entries a section comes to, at least.
    pub fn count(&self, section: Section) -> Option<usize> {
        self.counts.get(section.name()).copied()
    }

    /// Whether loops make a resource of this name.
    pub(super) fn target(&self, name: &str) -> Target {
        let is_one = |keys: &[&str]| keys.iter().any(|key| is_made(key, name));
        if self.names.contains(name) || self.names_by_default.contains(name) || is_one(&self.open) {
            return Target::Perhaps;
        }
        match is_one(&self.open_by_default) {
            true => Target::Otherwise,
            false => Target::Nothing,
        }
    }

    /// What a name in which variables stand comes to, for each member of the loops around it;
    /// nothing where that is not known, or there are no loops.
    pub fn names_at(&self, path: &Path<'_>, name: &str) -> Option<Vec<String>> {
        if self.loops.is_empty() {
            return None;
        }
        let [Segment::Key(section), ..] = path.segments() else {
            return None;
        };
        let section = SECTIONS
            .iter()
            .map(|known| known.name())
            .find(|known| known == section)?;
        let mut all = vec![Bound::default()];
        for segment in path.segments() {
            let Segment::Key(key) = segment else {
                continue;
            };
            let Some((variable, members)) = self.loops.get(&(section, *key)) else {
                continue;
            };
            if members.by_default {
                return None;
            }
            let texts = members.texts.as_ref()?;
            let each = |bound: &Bound<'a>| -> Vec<Bound<'a>> {
                texts
                    .iter()
                    .map(|text| bound.with(variable, text))
                    .collect()
            };
            all = all.iter().flat_map(each).collect();
            if all.len() > MANY {
                return None;
            }
        }
        let names: Vec<String> = all.iter().map(|bound| bound.fill(name)).collect();
        let whole = |name: &String| !has_variable(name);
        names.iter().all(whole).then_some(names)
    }

    fn expand(
        &mut self,
        model: &Model<'a>,
        section: &'static str,
        map: &'a Map,
        way: &str,
        bound: &Bound<'a>,
    ) {
        for (key, value) in map.iter() {
            let written = key.as_str();
            if !written.starts_with("Fn::ForEach::") {
                if !bound.variables.is_empty() && !key.is_macro() {
                    let way = format!("{way}{written}");
                    self.add(section, way, (written, key.span), bound);
                }
                continue;
            }
            let Some((variable, members, body)) = parts(model, value) else {
                continue;
            };
            let way = format!("{way}{written}/2/");
            let texts = members.texts.clone();
            self.loops
                .insert((section, written), (variable, members.clone()));
            let mut inner = bound.clone();
            inner.by_default |= members.by_default;
            let Some(texts) = texts.filter(|_| self.made.len() < MANY) else {
                inner.open = true;
                inner.variables.push((variable, format!("${{{variable}}}")));
                self.expand(model, section, body, &way, &inner);
                continue;
            };
            for text in texts {
                self.expand(model, section, body, &way, &inner.with(variable, &text));
            }
        }
    }

    fn add(
        &mut self,
        section: &'static str,
        way: String,
        (key, span): (&'a str, Span),
        bound: &Bound<'a>,
    ) {
        let name = bound.fill(key);
        let open = bound.open || has_variable(&name);
        if section == Section::Resources.name() {
            match (open, bound.by_default) {
                (true, _) => self.open.push(key),
                (false, true) => {
                    self.open_by_default.push(key);
                    self.names_by_default.insert(name.clone());
                }
                (false, false) => {
                    self.names.insert(name.clone());
                }
            }
        }
        if !open && self.made.len() < MANY {
            self.made.push(Made {
                section,
                way,
                key,
                span,
                name,
                by_default: bound.by_default,
            });
        }
    }
}

impl<'a> Bound<'a> {
    /// With the variable of one more loop.
    fn with(&self, variable: &'a str, text: &str) -> Self {
        let mut bound = self.clone();
        bound.variables.push((variable, self.fill(text)));
        bound
    }

    /// A text with its variables filled in: `${Name}` by what it is, `&{Name}` by its letters and
    /// digits.
    fn fill(&self, text: &str) -> String {
        let mut filled = text.to_owned();
        for (variable, value) in &self.variables {
            filled = filled.replace(&format!("${{{variable}}}"), value);
            let short = format!("&{{{variable}}}");
            if filled.contains(&short) {
                let kept: String = value.chars().filter(char::is_ascii_alphanumeric).collect();
                filled = filled.replace(&short, &kept);
            }
        }
        filled
    }
}

fn has_variable(text: &str) -> bool {
    text.contains("${") || text.contains("&{")
}

/// The variable of a loop, what it goes through, and what it repeats.
fn parts<'a>(model: &Model<'a>, value: &'a Node) -> Option<(&'a str, Members, &'a Map)> {
    let [variable, values, body] = value.as_list()? else {
        return None;
    };
    Some((variable.as_str()?, members(model, values), body.as_map()?))
}

fn members(model: &Model<'_>, values: &Node) -> Members {
    if let Value::List(items) = &values.value {
        let texts = items
            .iter()
            .map(|item| Some(model.text(item)?.into_owned()));
        let texts: Option<Vec<String>> = texts.collect();
        return Members {
            texts: texts.filter(|texts| !texts.iter().any(|text| text.contains("{{resolve:"))),
            by_default: false,
        };
    }
    let parameter = values.as_call().and_then(|call| call.reference());
    let parameter = parameter.and_then(|name| model.template().parameter(name));
    let texts = parameter.and_then(|parameter| {
        let of_type = ParameterType::parse(parameter.parameter_type()?)?;
        let default = model.text(parameter.default()?)?;
        let texts = default.split(',').map(|text| text.trim().to_owned());
        // Nothing at all is what a default says that is not meant to be used.
        (of_type.list && !of_type.stored && !default.trim().is_empty()).then(|| texts.collect())
    });
    Members {
        by_default: texts.is_some(),
        texts,
    }
}

/// How many entries a map comes to. What is known by default only, or not at all, does not count.
fn count<'a>(model: &Model<'a>, map: &'a Map) -> usize {
    let each = map.iter().map(|(key, value)| {
        if !key.as_str().starts_with("Fn::ForEach::") {
            return usize::from(!key.is_macro());
        }
        let Some((_, members, body)) = parts(model, value) else {
            return 0;
        };
        let texts = members.texts.filter(|_| !members.by_default);
        let times = texts.map_or(0, |texts| texts.len());
        times.saturating_mul(count(model, body))
    });
    each.fold(0, usize::saturating_add)
}

/// Whether a loop can make `name` of `Topic${Name}`: the fixed parts must stand in order.
fn is_made(pattern: &str, name: &str) -> bool {
    let mut rest = name;
    let mut pattern = pattern;
    let mut first = true;
    loop {
        let opens = pattern.find("${").or_else(|| pattern.find("&{"));
        let (fixed, after) = match opens {
            Some(at) => {
                let (fixed, after) = pattern.split_at(at);
                (fixed, after.split_once('}').map(|(_, after)| after))
            }
            None => (pattern, None),
        };
        let at = match first {
            true => rest.starts_with(fixed).then_some(0),
            false if after.is_none() => rest
                .len()
                .checked_sub(fixed.len())
                .filter(|at| rest.is_char_boundary(*at) && rest.ends_with(fixed)),
            false => rest.find(fixed),
        };
        let Some(at) = at else { return false };
        rest = rest.get(at + fixed.len()..).unwrap_or_default();
        first = false;
        match after {
            Some(after) => pattern = after,
            None => return true,
        }
    }
}
