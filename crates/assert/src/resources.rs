//! Resources of a template, by type.

use serde_json::Value;

use crate::compare::Comparison;
use crate::matcher::Matcher;
use crate::template::{Found, Template, there_are};

impl Template {
    /// There is a resource of this type that is like this: `Type`, `Properties`, `DependsOn`, ...
    ///
    /// # Panics
    /// When there is none; the message shows the closest one, and how it differs.
    #[track_caller]
    pub fn has_resource(&self, type_name: &str, matcher: impl Into<Matcher>) {
        let matcher = matcher.into();
        let resources = self.resources(type_name);
        if resources.is_empty() {
            panic!("{}: {}", self.name, self.no_resource(type_name));
        }
        if let Err(closest) = one_is(&resources, &matcher) {
            panic!("{}: no {type_name} is as expected; {closest}", self.name);
        }
    }

    /// There is a resource of this type with properties like these.
    ///
    /// # Panics
    /// As [`has_resource`](Self::has_resource).
    #[track_caller]
    pub fn has_resource_properties(&self, type_name: &str, matcher: impl Into<Matcher>) {
        self.has_resource(type_name, properties(matcher));
    }

    /// There are that many resources of this type.
    ///
    /// # Panics
    /// When there are more or fewer; the message names them.
    #[track_caller]
    pub fn resource_count_is(&self, type_name: &str, count: usize) {
        self.count_is(&self.resources(type_name), type_name, count);
    }

    /// There are that many resources of this type with properties like these; others do not count.
    ///
    /// # Panics
    /// When there are more or fewer; the message names them.
    #[track_caller]
    pub fn resource_properties_count_is(
        &self,
        type_name: &str,
        matcher: impl Into<Matcher>,
        count: usize,
    ) {
        let found = self.find_resources(type_name, properties(matcher));
        self.count_is(&found, &format!("{type_name} like that"), count);
    }

    /// Every resource of this type is like this, and there is one.
    ///
    /// # Panics
    /// When one is not; the message shows how each of those differs.
    #[track_caller]
    pub fn all_resources(&self, type_name: &str, matcher: impl Into<Matcher>) {
        let matcher = matcher.into();
        let resources = self.resources(type_name);
        if resources.is_empty() {
            panic!("{}: {}", self.name, self.no_resource(type_name));
        }
        let mut wrong = String::new();
        let mut fitting = Vec::new();
        for found in &resources {
            let comparison = Comparison::of(&matcher, Some(&found.value));
            match comparison.fits() {
                true => fitting.push(comparison),
                false => wrong.push_str(&format!("\n`{}`:{comparison}", found.id)),
            }
        }
        if !wrong.is_empty() {
            panic!("{}: not every {type_name} is as expected{wrong}", self.name);
        }
        fitting.into_iter().for_each(Comparison::remember);
    }

    /// Every resource of this type has properties like these, and there is one.
    ///
    /// # Panics
    /// As [`all_resources`](Self::all_resources).
    #[track_caller]
    pub fn all_resources_properties(&self, type_name: &str, matcher: impl Into<Matcher>) {
        self.all_resources(type_name, properties(matcher));
    }

    /// The resources of this type that are like this, in order; with [`any`](crate::any) all of them.
    pub fn find_resources(&self, type_name: &str, matcher: impl Into<Matcher>) -> Vec<Found> {
        let matcher = matcher.into();
        let mut found = self.resources(type_name);
        found.retain(|found| Comparison::of(&matcher, Some(&found.value)).fits());
        found
    }

    fn resources(&self, type_name: &str) -> Vec<Found> {
        let resources = self.section("Resources").into_iter().flatten();
        let of_type = resources.filter(|(_, value)| type_of(value) == Some(type_name));
        let found = of_type.map(|(id, value)| Found {
            id: id.clone(),
            value: value.clone(),
        });
        found.collect()
    }

    fn no_resource(&self, type_name: &str) -> String {
        let resources = self.section("Resources").into_iter().flatten();
        let types = there_are(resources.filter_map(|(_, value)| type_of(value)));
        format!("there is no {type_name}; {types}")
    }

    #[track_caller]
    fn count_is(&self, found: &[Found], what: &str, count: usize) {
        if found.len() != count {
            let ids: Vec<&str> = found.iter().map(|found| found.id.as_str()).collect();
            let ids = match ids.is_empty() {
                true => "none".to_owned(),
                false => format!("{}: {}", ids.len(), ids.join(", ")),
            };
            panic!("{}: expected {count} of {what}, found {ids}", self.name);
        }
    }
}

/// One of them is like that, or how the closest one differs.
pub(crate) fn one_is(found: &[Found], matcher: &Matcher) -> Result<(), String> {
    let compared = found.iter();
    let compared = compared.map(|found| (found, Comparison::of(matcher, Some(&found.value))));
    match compared.min_by_key(|(_, comparison)| comparison.distance()) {
        Some((_, comparison)) if comparison.fits() => {
            comparison.remember();
            Ok(())
        }
        Some((closest, comparison)) => Err(match found {
            [_] => format!("`{}` differs:{comparison}", closest.id),
            _ => format!(
                "of {}, `{}` comes closest:{comparison}",
                found.len(),
                closest.id
            ),
        }),
        None => Err("there are none".to_owned()),
    }
}

fn type_of(resource: &Value) -> Option<&str> {
    resource.get("Type").and_then(Value::as_str)
}

fn properties(matcher: impl Into<Matcher>) -> Matcher {
    Matcher::object([("Properties".to_owned(), matcher.into())])
}
