//! Changes with what they do, written by hand from AWS's pages, against what is said of them.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "in helpers of tests, too"
)]

use std::collections::BTreeSet;

use stackwright_change::{Effect, Kind, compare};
use stackwright_template::{Map, Node, Template};

const TABLE: &str = include_str!("data/changes.yaml");

/// How many rows there have to be.
const ROWS: usize = 120;

/// A template with one resource of a type.
fn template_of(type_name: &str, properties: &Node) -> Template {
    let mut resource = Map::new();
    resource.insert("Type", type_name.to_owned());
    resource.insert("Properties", properties.clone());
    let mut resources = Map::new();
    resources.insert("R", resource);
    let mut root = Map::new();
    root.insert("Resources", resources);
    Template::from(root)
}

fn word(effect: Effect) -> &'static str {
    match effect {
        Effect::None => "none",
        Effect::InPlace => "in place",
        Effect::Interrupts => "interrupts",
        Effect::MayReplace => "may replace",
        Effect::Replaces => "replaces",
        _ => "?",
    }
}

/// What is said of a resource.
fn said(before: &Template, after: &Template, id: &str) -> &'static str {
    let change = compare(before, after, &[]);
    let Some(resource) = change.resource(id) else {
        return "none";
    };
    match resource.kind {
        _ if resource.is_refused() => "refused",
        Kind::Added => "added",
        Kind::Removed(_) => "removed",
        Kind::Moved { .. } => "moved",
        Kind::OtherType { .. } => "refused",
        _ => word(resource.effect),
    }
}

#[test]
fn every_change_does_what_its_page_says() {
    let table = Template::from_yaml(TABLE).unwrap();
    let rows = table.root().get("Changes").and_then(Node::as_list).unwrap();
    let mut wrong = Vec::new();
    let mut names = BTreeSet::new();
    for row in rows {
        let text = |key: &str| row.get(key).and_then(Node::as_str);
        let what = text("what").unwrap_or_else(|| panic!("a row has no `what`"));
        assert!(names.insert(what), "{what}: there twice");
        let page = text("page").unwrap_or_default();
        assert!(page.starts_with("https://"), "{what}: no page");
        let (before, after) = (row.get("before").unwrap(), row.get("after").unwrap());
        match text("type") {
            Some(type_name) => {
                let (one, other) = (
                    template_of(type_name, before),
                    template_of(type_name, after),
                );
                let expected = text("effect").unwrap();
                let found = said(&one, &other, "R");
                if found != expected {
                    wrong.push(format!("{what}: {found}, and {page} says {expected}"));
                }
            }
            None => {
                let whole = |node: &Node| Template::from(node.as_map().unwrap().clone());
                let (one, other) = (whole(before), whole(after));
                for (id, expected) in row.get("effects").and_then(Node::as_map).unwrap().iter() {
                    let expected = expected.as_str().unwrap();
                    let found = said(&one, &other, id.as_str());
                    if found != expected {
                        let id = id.as_str();
                        wrong.push(format!("{what}: {id} {found}, and {page} says {expected}"));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(rows.len() >= ROWS, "{} rows", rows.len());
}

/// What does not change says nothing, whichever row it is.
#[test]
fn nothing_changes_against_itself() {
    let table = Template::from_yaml(TABLE).unwrap();
    for row in table.root().get("Changes").and_then(Node::as_list).unwrap() {
        for side in ["before", "after"] {
            let node = row.get(side).unwrap();
            let template = match row.get("type").and_then(Node::as_str) {
                Some(type_name) => template_of(type_name, node),
                None => Template::from(node.as_map().unwrap().clone()),
            };
            let change = compare(&template, &template, &[]);
            assert!(
                change.is_empty() && change.hazards.is_empty(),
                "{:?}: {change:#?}",
                row.get("what")
            );
        }
    }
}

#[test]
fn a_policy_that_says_what_is_so_by_itself_is_no_change() {
    let template = |text: &str| Template::from_yaml(text).unwrap();
    let plain = |ty: &str| template(&format!("Resources: {{A: {{Type: {ty}}}}}"));
    let deleted = |ty: &str| {
        let policies = "DeletionPolicy: Delete, UpdateReplacePolicy: Delete";
        template(&format!("Resources: {{A: {{Type: {ty}, {policies}}}}}"))
    };
    let queue = "AWS::SQS::Queue";
    assert!(compare(&plain(queue), &deleted(queue), &[]).is_empty());
    assert!(compare(&deleted(queue), &plain(queue), &[]).is_empty());
    // What is kept as a snapshot by itself is deleted.
    let database = "AWS::RDS::DBInstance";
    let change = compare(&plain(database), &deleted(database), &[]);
    let attributes = change.resource("A").map(|own| own.attributes.len());
    assert_eq!(attributes, Some(1));
}
