//! What must hold for the committed facts, whatever release they were distilled from.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "clippy knows tests, but not their helpers"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use serde_json::Value;
use stackwright_facts::{
    Limits, Property, PropertyKind, Reference, ResourceType, Rule, Service, service, service_names,
};

/// All services, parsed once.
fn services() -> &'static [Service] {
    static SERVICES: OnceLock<Vec<Service>> = OnceLock::new();
    SERVICES.get_or_init(|| service_names().map(|name| service(name).unwrap()).collect())
}

/// All types of all services by name.
fn types(services: &[Service]) -> BTreeMap<&str, &ResourceType> {
    services
        .iter()
        .flat_map(|s| &s.types)
        .map(|(name, facts)| (name.as_str(), facts))
        .collect()
}

/// The properties of a type and of its definitions, with their names.
fn properties(facts: &ResourceType) -> impl Iterator<Item = (&str, &Property)> {
    let nested = facts
        .definitions
        .values()
        .flat_map(|definition| definition.properties.iter());
    facts.properties.iter().chain(nested)
}

/// Calls `act` for a property, its elements and its alternatives.
fn visit<'a>(property: &'a Property, act: &mut impl FnMut(&'a Property)) {
    act(property);
    match &property.kind {
        PropertyKind::List(inner) | PropertyKind::Map(inner) => visit(inner, act),
        PropertyKind::Union(kinds) => kinds.iter().for_each(|kind| visit(kind, act)),
        _ => {}
    }
}

/// All properties of all types, with their elements and alternatives, and where they are.
fn every_property<'a>(types: &BTreeMap<&'a str, &'a ResourceType>) -> Vec<(String, &'a Property)> {
    let mut found = Vec::new();
    for (type_name, facts) in types {
        for (name, property) in properties(facts) {
            visit(property, &mut |p| {
                found.push((format!("{type_name} {name}"), p))
            });
        }
    }
    found
}

/// All conditions of a type, the nested ones too.
fn every_limit(facts: &ResourceType) -> Vec<&Limits> {
    fn visit_limits<'a>(limits: &'a Limits, found: &mut Vec<&'a Limits>) {
        found.push(limits);
        let boxes = [
            &limits.property_names,
            &limits.items,
            &limits.contains,
            &limits.not,
            &limits.when,
            &limits.then,
            &limits.otherwise,
        ];
        let boxed = boxes.into_iter().flatten().map(|inner| &**inner);
        let maps = limits
            .properties
            .values()
            .chain(limits.pattern_properties.values());
        let lists = [
            &limits.prefix_items,
            &limits.all_of,
            &limits.any_of,
            &limits.one_of,
        ];
        for inner in boxed.chain(maps).chain(lists.into_iter().flatten()) {
            visit_limits(inner, found);
        }
    }
    let mut outer: Vec<&Limits> = facts.limits.as_deref().into_iter().collect();
    outer.extend(facts.rules.iter().map(|rule: &Rule| &*rule.limits));
    outer.extend(
        facts
            .definitions
            .values()
            .filter_map(|d| d.limits.as_deref()),
    );
    for (_, property) in properties(facts) {
        visit(property, &mut |p| outer.extend(p.limits.as_deref()));
    }
    let mut found = Vec::new();
    outer
        .into_iter()
        .for_each(|limits| visit_limits(limits, &mut found));
    found
}

/// Measured at the pinned releases; a refresh changes them knowingly.
#[test]
fn the_facts_are_as_many_as_were_measured() {
    let services = services();
    let types = types(services);
    let definitions: usize = types.values().map(|t| t.definitions.len()).sum();
    let count: usize = types.values().map(|t| properties(t).count()).sum();
    let attributes: usize = types.values().map(|t| t.attributes.len()).sum();
    let rules: usize = types.values().map(|t| t.rules.len()).sum();
    let all = every_property(&types);
    let wanting = all.iter().filter(|(_, p)| !p.wants.is_empty()).count();
    let perhaps = all
        .iter()
        .filter(|(_, p)| !p.wants_perhaps.is_empty())
        .count();
    let known_ref = types.values().filter(|t| t.reference.is_some()).count();
    assert_eq!(
        format!(
            "{} services, {} types, {definitions} definitions, {count} properties, \
             {attributes} attributes, {rules} rules, {wanting} wants, {perhaps} guesses, \
             {known_ref} known refs",
            services.len(),
            types.len(),
        ),
        "320 services, 1905 types, 11333 definitions, 46729 properties, 6671 attributes, 441 rules, \
         1907 wants, 336 guesses, 1600 known refs"
    );
}

#[test]
fn every_reference_leads_somewhere() {
    let services = services();
    let types = types(services);
    for (place, property) in every_property(&types) {
        for Reference {
            resource_type,
            attribute,
        } in property.wants.iter().chain(&property.wants_perhaps)
        {
            let target = types.get(resource_type.as_str());
            let target = target.unwrap_or_else(|| panic!("{place} wants {resource_type}"));
            match attribute {
                Some(name) => assert!(
                    target.attributes.contains_key(name),
                    "{place} wants {resource_type}.{name}"
                ),
                None => assert!(
                    target.reference.is_some(),
                    "{place} wants {resource_type}.Ref"
                ),
            }
        }
    }
}

#[test]
fn names_inside_of_a_type_lead_somewhere() {
    let services = services();
    for (name, facts) in types(services) {
        let known = |n: &String| {
            let first = n.split('.').next().unwrap_or(n);
            facts.properties.contains_key(first) || facts.attributes.contains_key(n)
        };
        for same in &facts.same_as_ref {
            assert!(facts.attributes.contains_key(same), "{name}: {same}");
        }
        if let Some(reference) = &facts.reference {
            assert!(
                known(&reference.name().to_owned()),
                "{name}: Ref returns {reference:?}"
            );
        }
        if let Some(tags) = &facts.tags {
            assert!(
                facts.properties.contains_key(&tags.property),
                "{name}: {tags:?}"
            );
        }
        let mut used = BTreeSet::new();
        let mut mention = |kind: &PropertyKind| {
            if let PropertyKind::Object(definition) = kind {
                assert!(
                    facts.definitions.contains_key(definition),
                    "{name}: {definition}"
                );
                used.insert(definition.clone());
            }
        };
        for attribute in facts.attributes.values() {
            visit(&Property::new(attribute.kind.clone()), &mut |_| ());
            let mut kind = &attribute.kind;
            while let PropertyKind::List(inner) | PropertyKind::Map(inner) = kind {
                kind = &inner.kind;
            }
            mention(kind);
        }
        for (_, property) in properties(facts) {
            visit(property, &mut |p| mention(&p.kind));
        }
        for definition in facts.definitions.keys() {
            assert!(
                used.contains(definition),
                "{name}: nothing mentions {definition}"
            );
        }
    }
}

#[test]
fn patterns_compile_or_are_kept_apart() {
    let services = services();
    let (mut seen, mut kept) = (BTreeSet::new(), BTreeSet::new());
    for (name, facts) in types(services) {
        for limits in every_limit(facts) {
            if let Some(pattern) = limits.pattern.as_deref()
                && seen.insert(pattern)
            {
                assert!(regex_lite::Regex::new(pattern).is_ok(), "{name}: {pattern}");
            }
            if let Some(pattern) = limits.ecma_pattern.as_deref()
                && kept.insert(pattern)
            {
                assert!(
                    regex_lite::Regex::new(pattern).is_err(),
                    "{name}: {pattern}"
                );
            }
        }
    }
    assert!(
        seen.len() > 2000 && kept.len() < 200,
        "{} and {}",
        seen.len(),
        kept.len()
    );
}

/// The one thing that must never be copied.
#[test]
fn there_is_no_prose() {
    fn texts<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
        match value {
            Value::String(text) => found.push(text),
            Value::Array(values) => values.iter().for_each(|v| texts(v, found)),
            Value::Object(entries) => entries.values().for_each(|v| texts(v, found)),
            _ => {}
        }
    }
    for service in services() {
        let facts = serde_json::to_value(service).unwrap();
        let mut found = Vec::new();
        texts(&facts, &mut found);
        for text in found {
            let is_pattern = text.contains(['^', '\\', '[', '*', '$']);
            let words = text.split_whitespace().filter(|w| w.len() > 1).count();
            assert!(words < 8 || is_pattern, "{}: {text}", service.name);
        }
    }
    let types = stackwright_facts::cross_resource_types();
    for rule in types.flat_map(|name| stackwright_facts::cross_resource_rules(name).unwrap()) {
        assert!(
            !rule.schema.to_string().contains("\"description\""),
            "{}",
            rule.id
        );
    }
}
