//! Limits on values, evaluated with three outcomes: what is not known decides nothing.

use stackwright_facts::Limits;
use stackwright_template::{Map, Node, Value};

use super::format;
use super::pattern;
use super::violation::What;
use super::walk::{At, Engine, is_dynamic, short, shown};
use crate::Assumption;
use crate::model::{is_broken_call, is_no_value};

/// Whether something holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Truth {
    Yes,
    No,
    Unknown,
}

impl Truth {
    pub(super) fn of(holds: bool) -> Truth {
        match holds {
            true => Truth::Yes,
            false => Truth::No,
        }
    }

    pub(super) fn and(self, other: Truth) -> Truth {
        match (self, other) {
            (Truth::No, _) | (_, Truth::No) => Truth::No,
            (Truth::Yes, Truth::Yes) => Truth::Yes,
            _ => Truth::Unknown,
        }
    }

    /// What a value that is not known comes to: only where nothing is asked of it, that is known.
    fn of_unknown(limits: &Limits) -> Truth {
        match limits.is_empty() {
            true => Truth::Yes,
            false => Truth::Unknown,
        }
    }

    /// What all agree on.
    pub(super) fn agreed(all: &[Truth]) -> Truth {
        match all.first() {
            Some(first) if all.iter().all(|truth| truth == first) => *first,
            _ => Truth::Unknown,
        }
    }
}

impl Engine<'_, '_> {
    /// Reports what does not hold.
    pub(super) fn limits(&mut self, limits: &'static Limits, node: &Node, at: At<'_>) {
        self.evaluate(limits, node, at, true);
    }

    /// Whether limits hold; says why not, if it is to.
    pub(super) fn evaluate(
        &mut self,
        limits: &'static Limits,
        node: &Node,
        at: At<'_>,
        report: bool,
    ) -> Truth {
        // No limits hold for a value that is not known, too; for one that is, the others say so.
        match &node.value {
            Value::Call(_) if !limits.is_empty() => {
                return self.evaluate_call(limits, node, at, report);
            }
            Value::Call(_) => return Truth::Yes,
            Value::Null => return Truth::of_unknown(limits),
            Value::Map(_) if is_broken_call(node) => return Truth::of_unknown(limits),
            // That it is a text is known all the same.
            Value::String(_) if is_dynamic(node) && !self.keeps_its_variable(node) => {
                return match limits.is_any_text() {
                    true => Truth::Yes,
                    false => Truth::of_unknown(limits),
                };
            }
            _ => {}
        }
        let mut truth = self.types(limits, node, at, report);
        if truth == Truth::No {
            return Truth::No;
        }
        truth = truth.and(self.allowed(limits, node, at, report));
        truth = truth.and(match &node.value {
            Value::String(text) => {
                let truth = self.text(limits, text, node, at, report);
                // A number as a text is converted.
                match limits.bounds_numbers().then(|| text.trim().parse::<f64>()) {
                    Some(Ok(number)) if number.is_finite() => {
                        truth.and(self.number(limits, number, node, at, report))
                    }
                    _ => truth,
                }
            }
            Value::Number(number) => self.number(limits, number.as_f64(), node, at, report),
            Value::List(items) => self.list(limits, items, node, at, report),
            Value::Map(map) => self.map(limits, map, node, at, report),
            _ => Truth::Yes,
        });
        // What is said of an object neither holds nor does not for something else.
        if node.as_map().is_none() && !(limits.required.is_empty() && limits.properties.is_empty())
        {
            truth = truth.and(Truth::Unknown);
        }
        truth.and(self.composed(limits, node, at, report))
    }

    fn evaluate_call(
        &mut self,
        limits: &'static Limits,
        node: &Node,
        at: At<'_>,
        report: bool,
    ) -> Truth {
        if is_no_value(node) {
            return Truth::Yes;
        }
        if let Some(if_) = node.as_call().and_then(|call| call.if_()) {
            let mut branches = Vec::new();
            for (holds, branch) in [(true, if_.then), (false, if_.otherwise)] {
                let mut assumed = at.assumed.to_vec();
                assumed.push(Assumption {
                    name: if_.condition,
                    holds,
                });
                if self.model.conditions().possible(&assumed) {
                    branches.push((branch, assumed));
                }
            }
            // Where only one branch is possible it is what the value is.
            let report = report && branches.len() == 1;
            let mut all = Vec::new();
            for (branch, assumed) in &branches {
                let at = At { assumed, ..at };
                all.push(self.evaluate(limits, branch, at, report));
            }
            return Truth::agreed(&all);
        }
        let values = self.model.values(node, at.assumed);
        if !values.complete || values.absent {
            return Truth::Unknown;
        }
        let mut all = Vec::new();
        for value in &values.known {
            all.push(self.evaluate(limits, value, at, false));
        }
        let truth = Truth::agreed(&all);
        if let (Truth::No, true, Some(value)) = (truth, report, values.known.first()) {
            self.evaluate(limits, value, at, true);
        }
        truth
    }

    /// A failure, told if it is to be.
    pub(super) fn fail(
        &mut self,
        report: bool,
        node: &Node,
        at: At<'_>,
        what: impl FnOnce() -> What,
    ) -> Truth {
        if report {
            self.report(at.trail, node.span, what());
        }
        Truth::No
    }

    fn types(&mut self, limits: &Limits, node: &Node, at: At<'_>, report: bool) -> Truth {
        if limits.types.is_empty() {
            return Truth::Yes;
        }
        let fits = limits.types.iter().map(|name| fits(name, node));
        match fits.reduce(|a, b| match (a, b) {
            (Truth::Yes, _) | (_, Truth::Yes) => Truth::Yes,
            (Truth::No, Truth::No) => Truth::No,
            _ => Truth::Unknown,
        }) {
            Some(Truth::No) => self.fail(report, node, at, || What::WrongType {
                expected: or(limits.types.iter().map(|t| json_name(t).to_owned())),
                found: shown(node),
            }),
            other => other.unwrap_or(Truth::Yes),
        }
    }

    fn allowed(&mut self, limits: &Limits, node: &Node, at: At<'_>, report: bool) -> Truth {
        let others = limits.constant.is_some() || !limits.enum_ignore_case.is_empty();
        if limits.one_of_values.is_none() && !others {
            return Truth::Yes;
        }
        let text = self.model.text(node);
        if let (Some(values), Some(text), false) = (&limits.one_of_values, &text, others)
            && values.has_text(text)
        {
            // A major version alone is whichever of those that begin so, deprecated or not.
            let is_major = at.trail.property().ends_with("EngineVersion")
                && begins_one(&values.iter().map(plain).collect::<Vec<_>>(), text);
            return if is_major { Truth::Unknown } else { Truth::Yes };
        }
        let any_case = |value: &serde_json::Value| {
            let (true, Some(value), Some(text)) =
                (limits.ignore_case, value.as_str(), text.as_deref())
            else {
                return false;
            };
            value.eq_ignore_ascii_case(text)
        };
        let same =
            |value: &serde_json::Value| same(value, node, text.as_deref()) || any_case(value);
        let constant = limits.constant.as_ref().filter(|constant| !same(constant));
        let one_of = limits.allowed();
        let none_of = !one_of.is_empty() && !one_of.iter().any(same);
        let ignoring_case = |a: &String| {
            text.as_ref()
                .is_some_and(|text| a.eq_ignore_ascii_case(text))
        };
        let in_any_case = &limits.enum_ignore_case;
        let none_in_any_case = !in_any_case.is_empty() && !in_any_case.iter().any(ignoring_case);
        if constant.is_none() && !none_of && !none_in_any_case {
            return Truth::Yes;
        }
        let allowed = || {
            let mut allowed: Vec<String> = constant.map(plain).into_iter().collect();
            if none_of {
                allowed.extend(one_of.iter().map(plain));
            }
            if none_in_any_case {
                allowed.extend(in_any_case.iter().cloned());
            }
            allowed
        };
        if at.trail.property().ends_with("EngineVersion")
            && let Some(text) = text.as_deref()
        {
            let known = allowed();
            if begins_one(&known, text) {
                return Truth::Unknown;
            }
            if is_later(&known, text) {
                self.fail(report, node, at, || What::Combination {
                    text: format!("{} is later than the versions that are known", shown(node)),
                });
                if let Some(told) = self.found.last_mut().filter(|_| report) {
                    told.advice = true;
                }
                return Truth::Unknown;
            }
        }
        self.fail(report, node, at, || {
            let allowed = allowed();
            let nearest = text.as_deref().and_then(|text| {
                stackwright_facts::nearest(text, allowed.iter().map(String::as_str))
            });
            What::NotAllowed {
                value: shown(node),
                nearest: nearest.map(str::to_owned),
                allowed,
            }
        })
    }

    fn text(
        &mut self,
        limits: &'static Limits,
        text: &str,
        node: &Node,
        at: At<'_>,
        report: bool,
    ) -> Truth {
        let mut truth = Truth::Yes;
        if limits.min_length.is_some() || limits.max_length.is_some() {
            let length = text.chars().count();
            if let Some(bound) = outside(length, limits.min_length, limits.max_length) {
                truth = self.fail(report, node, at, || What::Length {
                    value: shown(node),
                    length,
                    bound,
                });
            }
        }
        let plain = limits
            .pattern
            .as_deref()
            .map(|p| (p, pattern::found(p, text)));
        let ecma = limits.ecma_pattern.as_deref();
        let ecma = ecma.map(|p| (p, pattern::found_ecma(p, text)));
        for (pattern, found) in [plain, ecma].into_iter().flatten() {
            truth = truth.and(match found {
                Some(true) => Truth::Yes,
                Some(false) => self.fail(report, node, at, || What::Pattern {
                    value: shown(node),
                    pattern: pattern.to_owned(),
                }),
                None => Truth::Unknown,
            });
        }
        if let Some(name) = &limits.format {
            truth = truth.and(match format::has(name, text) {
                Some(true) => Truth::Yes,
                Some(false) => self.fail(report, node, at, || What::Format {
                    value: shown(node),
                    format: name.clone(),
                }),
                None => Truth::Unknown,
            });
        }
        truth
    }

    fn number(
        &mut self,
        limits: &Limits,
        number: f64,
        node: &Node,
        at: At<'_>,
        report: bool,
    ) -> Truth {
        let of = |bound: &Option<serde_json::Number>| bound.as_ref().and_then(|n| n.as_f64());
        let mut bound = None;
        if let Some(least) = of(&limits.minimum).filter(|least| number < *least) {
            bound = Some(format!("at least {least}"));
        }
        if let Some(most) = of(&limits.maximum).filter(|most| number > *most) {
            bound = Some(format!("at most {most}"));
        }
        if let Some(least) = of(&limits.exclusive_minimum).filter(|least| number <= *least) {
            bound = Some(format!("above {least}"));
        }
        if let Some(most) = of(&limits.exclusive_maximum).filter(|most| number >= *most) {
            bound = Some(format!("below {most}"));
        }
        if let Some(step) = of(&limits.multiple_of).filter(|step| *step > 0.0) {
            // A tenth has no exact form; what is off by rounding is no multiple all the same.
            let times = number / step;
            if (times - times.round()).abs() > 1e-6 * times.abs().max(1.0) {
                bound = Some(format!("a multiple of {step}"));
            }
        }
        match bound {
            None => Truth::Yes,
            Some(bound) => self.fail(report, node, at, || What::Number {
                name: at.trail.property().to_owned(),
                value: shown(node),
                bound,
            }),
        }
    }

    fn map(
        &mut self,
        limits: &'static Limits,
        map: &Map,
        node: &Node,
        at: At<'_>,
        report: bool,
    ) -> Truth {
        let mut truth = self.presence(limits, map, node, at, report);
        let made = || map.keys().any(|key| key.is_macro());
        if limits.min_properties.is_some() || limits.max_properties.is_some() {
            match outside(map.len(), limits.min_properties, limits.max_properties) {
                Some(bound) if !made() => {
                    truth = self.fail(report, node, at, || What::Entries {
                        text: format!("{} entries, where {bound} are taken", map.len()),
                    });
                }
                _ => {}
            }
        }
        // What is said of a property that is not there is not read.
        for (index, name) in limits.properties.keys().enumerate() {
            if let Some(value) = map.get(name)
                && let Some(limits) = limits.properties.at(index)
            {
                let trail = at.trail.key(name);
                truth = truth.and(self.evaluate(limits, value, at.to(&trail), report));
            }
        }
        if limits.pattern_properties.is_empty() && limits.property_names.is_none() && !limits.closed
        {
            return truth;
        }
        for (key, value) in map.iter().filter(|(key, _)| !key.is_macro()) {
            let name = key.as_str();
            let trail = at.trail.key(name);
            let mut known = limits.properties.contains_key(name);
            for (pattern, limits) in limits.pattern_properties.iter() {
                if pattern::found(pattern, name) != Some(false) {
                    known = true;
                    truth = truth.and(self.evaluate(limits, value, at.to(&trail), report));
                }
            }
            if let Some(names) = limits.property_names.as_deref() {
                let name = Node::new(name.to_owned(), key.span);
                truth = truth.and(self.evaluate(names, &name, at.to(&trail), report));
            }
            if limits.closed && !known && !name.contains("${") {
                if report {
                    let known = limits.properties.keys();
                    let what = What::UnknownProperty {
                        name: name.to_owned(),
                        owner: String::new(),
                        nearest: stackwright_facts::nearest(name, known).map(str::to_owned),
                    };
                    self.report(&trail, key.span, what);
                }
                truth = Truth::No;
            }
        }
        truth
    }
}

/// What limits demand.
trait Demand {
    /// Whether any text will do.
    fn is_any_text(&self) -> bool;
}

impl Demand for Limits {
    fn is_any_text(&self) -> bool {
        let types = vec!["string".to_owned()];
        *self
            == Limits {
                types,
                ..Limits::default()
            }
    }
}

/// How a JSON type is said.
fn json_name(name: &str) -> &str {
    match name {
        "string" => "a string",
        "integer" => "a whole number",
        "number" => "a number",
        "boolean" => "a boolean",
        "object" => "an object",
        "array" => "a list",
        other => other,
    }
}

/// Whether a text is the beginning of a version, which stands for one of those that begin so: of a
/// major version alone Amazon RDS takes its default minor version.
///
/// <https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ModifyDBInstance.html>,
/// <https://github.com/aws-cloudformation/aws-cloudformation-resource-providers-rds/pull/390>
fn begins_one(versions: &[String], text: &str) -> bool {
    let rest = |version: &String| {
        version
            .strip_prefix(text)
            .is_some_and(|rest| rest.starts_with('.'))
    };
    !text.is_empty() && versions.iter().any(rest)
}

/// Whether a version is later than all that are known of its major version, or of all where there are none:
/// services add versions all the time.
///
/// <https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_UpgradeDBInstance.Upgrading.html>
fn is_later(versions: &[String], text: &str) -> bool {
    if !text.starts_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let parts = |text: &str| -> Vec<(u64, String)> {
        let parts = text.split(['.', '-']);
        let parts = parts.map(|part| match part.parse() {
            Ok(number) => (number, String::new()),
            Err(_) => (0, part.to_owned()),
        });
        parts.collect()
    };
    let own = parts(text);
    let known: Vec<_> = versions.iter().map(|version| parts(version)).collect();
    let is_major = |version: &&Vec<(u64, String)>| version.first() == own.first();
    let of_major: Vec<_> = known.iter().filter(is_major).collect();
    match of_major.is_empty() {
        true => known.iter().all(|version| *version < own),
        false => of_major.into_iter().all(|version| *version < own),
    }
}

/// Whether a value is of a JSON type; where CloudFormation converts, that is not known.
fn fits(name: &str, node: &Node) -> Truth {
    let perhaps = |can: bool| match can {
        true => Truth::Unknown,
        false => Truth::No,
    };
    match (name, &node.value) {
        ("string", Value::String(_))
        | ("number", Value::Number(_))
        | ("boolean", Value::Bool(_))
        | ("object", Value::Map(_))
        | ("array", Value::List(_)) => Truth::Yes,
        ("integer", Value::Number(number)) => Truth::of(number.as_i64().is_some()),
        ("string", Value::Number(_) | Value::Bool(_)) => Truth::Unknown,
        ("number", Value::String(text)) => perhaps(text.parse::<f64>().is_ok()),
        ("integer", Value::String(text)) => perhaps(text.parse::<i64>().is_ok()),
        ("boolean", Value::String(text)) => {
            perhaps(text.eq_ignore_ascii_case("true") || text.eq_ignore_ascii_case("false"))
        }
        ("object" | "array", Value::String(text)) => {
            perhaps(text.trim_start().starts_with(['{', '[']))
        }
        _ => Truth::No,
    }
}

/// Whether a value is the one that a limit names; numbers and booleans are compared as texts
/// where one side is a text, because CloudFormation converts them.
fn same(value: &serde_json::Value, node: &Node, text: Option<&str>) -> bool {
    match (value, &node.value) {
        (serde_json::Value::Number(a), Value::Number(b)) => a.as_f64() == Some(b.as_f64()),
        (serde_json::Value::Null, value) => *value == Value::Null,
        (serde_json::Value::Bool(a), Value::String(b)) => b.eq_ignore_ascii_case(&a.to_string()),
        (serde_json::Value::String(a), Value::Bool(b)) => a.eq_ignore_ascii_case(&b.to_string()),
        (serde_json::Value::Array(a), Value::List(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b, b.as_str()))
        }
        (serde_json::Value::Object(a), Value::Map(b)) => {
            let equal = |(key, a): (&String, &serde_json::Value)| {
                b.get(key).is_some_and(|b| same(a, b, b.as_str()))
            };
            a.len() == b.len() && a.iter().all(equal)
        }
        (serde_json::Value::String(value), _) => text == Some(value),
        (value, _) => text.is_some_and(|text| plain(value) == text),
    }
}

/// A value of the facts as a text without quotes.
pub(super) fn plain(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// What a count should have been, if it is outside of its bounds.
pub(super) fn outside(count: usize, least: Option<u64>, most: Option<u64>) -> Option<String> {
    let count = u64::try_from(count).unwrap_or(u64::MAX);
    match (least, most) {
        (Some(least), Some(most)) if count < least || count > most => Some(match least == most {
            true => format!("exactly {least}"),
            false => format!("{least} to {most}"),
        }),
        (Some(least), _) if count < least => Some(format!("at least {least}")),
        (_, Some(most)) if count > most => Some(format!("at most {most}")),
        _ => None,
    }
}

/// A list of names as people write it.
pub(crate) fn or(names: impl IntoIterator<Item = String>) -> String {
    let mut names: Vec<String> = names.into_iter().collect();
    match names.pop() {
        None => String::new(),
        Some(last) if names.is_empty() => last,
        Some(last) => format!("{} or {last}", names.join(", ")),
    }
}

/// What is wrong with a value, as the end of a sentence.
pub(crate) fn in_words(what: &What) -> String {
    match what {
        What::WrongType { expected, .. } => format!("{expected} is expected"),
        What::NotAllowed { allowed, .. } => format!("{} is expected", some_of(allowed)),
        What::Pattern { pattern, .. } => format!("the pattern is `{}`", short(pattern)),
        What::Format { format, .. } => format!("the format is {}", format::said(format)),
        What::Number { bound, .. } => format!("{bound} is expected"),
        What::Length { bound, .. } => format!("{bound} characters are taken"),
        What::Combination { text } => text.clone(),
        What::Identifier { beginning, .. } => format!("{beginning} is expected"),
        _ => "it is not taken".to_owned(),
    }
}

/// Some of many values, for a message.
pub(crate) fn some_of(allowed: &[String]) -> String {
    let shown = allowed
        .iter()
        .take(8)
        .map(|value| format!("`{}`", short(value)));
    let shown = or(shown);
    match allowed.len() {
        count if count > 8 => format!("{} ({} more)", shown.replace(" or ", ", "), count - 8),
        _ => shown,
    }
}
