//! What stands is not touched: not by an addition, not by the order of declaration, not by a move.
//! What each construct keeps that is moved is in `aws/moved.rs`.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use stackwright::prelude::*;
use stackwright::template::{Node, Template};
use stackwright_core::Synthesis;

use crate::programs::{Added, Ground, Program, Site, Style, Thing, build, program, thing};

/// One more line of a program, about two of its services.
#[derive(Clone, Debug)]
struct Line {
    verb: Verb,
    one: prop::sample::Index,
    other: prop::sample::Index,
    port: u16,
}

#[derive(Clone, Debug)]
enum Verb {
    Connect,
    Grant,
    Show,
    /// Another stack shows it, which makes an export.
    ShowElsewhere,
    Secret,
    Thing(Box<Thing>),
}

fn line() -> impl Strategy<Value = Line> {
    let verb = prop_oneof![
        2 => Just(Verb::Connect),
        2 => Just(Verb::Grant),
        1 => Just(Verb::Show),
        1 => Just(Verb::ShowElsewhere),
        1 => Just(Verb::Secret),
        4 => thing().prop_map(|plan| Verb::Thing(Box::new(plan))),
    ];
    let index = any::<prop::sample::Index>;
    (verb, index(), index(), 80..83_u16).prop_map(|(verb, one, other, port)| Line {
        verb,
        one,
        other,
        port,
    })
}

fn say(line: &Line, grounds: &[Ground<'_>], services: &[Added<'_>]) {
    let ground = line.one.get(grounds);
    let id = "Line";
    match &line.verb {
        Verb::Secret => ground.secret(id),
        Verb::Thing(plan) => {
            ground.add(id.to_owned(), plan, 9);
        }
        _ if services.is_empty() => {}
        verb => say_of_services(verb, line, services),
    }
}

fn say_of_services(verb: &Verb, line: &Line, services: &[Added<'_>]) {
    let (one, other) = (line.one.get(services), line.other.get(services));
    let id = "Line";
    match verb {
        Verb::Connect => one.call(*other, line.port),
        Verb::Grant => {
            let right = Statement::allow(["sts:GetCallerIdentity"]).on_all();
            if let Some(task) = one.task {
                one.scope.grant(task.task_role(), right);
            }
        }
        Verb::Show => {
            one.scope.add(id, Output::new(one.service.name()));
        }
        Verb::ShowElsewhere => {
            // The later stack uses what the earlier one has, so that there is no ring.
            let (first, last) = (
                line.one.index(services.len()),
                line.other.index(services.len()),
            );
            let (first, last) = (first.min(last), first.max(last));
            let name = services[first].service.name();
            services[last].scope.add(id, Output::new(name));
        }
        Verb::Secret | Verb::Thing(_) => {}
    }
}

fn synthesis(program: &Program, style: Style, more: Option<&Line>) -> Synthesis {
    let site = Site::new();
    let (grounds, services) = build(program, &site, style);
    if let Some(line) = more {
        say(line, &grounds, &services);
    }
    site.app.synth()
}

/// Everything in the templates, by stack, section and id.
fn elements(synthesis: &Synthesis) -> BTreeMap<String, Node> {
    let mut elements = BTreeMap::new();
    for stack in synthesis.templates() {
        for section in ["Parameters", "Conditions", "Resources", "Outputs"] {
            let entries = stack.template.at(section).and_then(Node::as_map);
            for (id, node) in entries.into_iter().flat_map(|entries| entries.iter()) {
                elements.insert(format!("{}/{section}/{}", stack.id, id.text), node.clone());
            }
        }
    }
    elements
}

/// What several things say together, as is documented: the rights of a role, the capacity of a
/// cluster, the gateways of one, the addresses that a group lets in.
const MERGED: [(&str, &str); 7] = [
    ("AWS::IAM::Policy", "PolicyDocument"),
    ("AWS::IAM::Role", "Policies"),
    ("AWS::ECS::Cluster", "CapacityProviders"),
    ("AWS::ECS::Cluster", "DefaultCapacityProviderStrategy"),
    (
        "AWS::ECS::ClusterCapacityProviderAssociations",
        "CapacityProviders",
    ),
    ("AWS::EC2::SecurityGroup", "SecurityGroupIngress"),
    ("AWS::EC2::SecurityGroup", "SecurityGroupEgress"),
];

/// The same without what merges, and without what waits for that.
fn without_merges(mut node: Node) -> Node {
    let ty = node.get("Type").and_then(Node::as_str).map(str::to_owned);
    if let Some(map) = node.as_map_mut() {
        for (of, property) in MERGED {
            let props = map.get_mut("Properties").and_then(Node::as_map_mut);
            if let (true, Some(props)) = (ty.as_deref() == Some(of), props) {
                props.remove(property);
            }
        }
        map.remove("DependsOn");
        // The same of what may not be there: it is the only metadata of these programs.
        map.remove("Metadata");
    }
    node
}

/// Both, as a person reads them.
fn change(before: &Node, after: Option<&Node>) -> String {
    let text = |node: &Node| {
        let mut template = Template::new();
        template.root_mut().insert("Element", node.clone());
        template.to_yaml()
    };
    format!(
        "{}\nand then\n{}",
        text(before),
        after.map(text).unwrap_or_default()
    )
}

/// What is said of a program, without the lines: those differ.
fn findings(synthesis: &Synthesis) -> BTreeSet<String> {
    let text = |found: &stackwright_core::Diagnostic| {
        let mut found = found.clone();
        found.source.clear();
        found.to_string()
    };
    synthesis.diagnostics.iter().map(text).collect()
}

fn texts(synthesis: &Synthesis) -> Vec<String> {
    let templates = synthesis.templates();
    templates.map(|stack| stack.template.to_json()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_addition_changes_nothing_else(program in program(2, 3), line in line()) {
        let before = synthesis(&program, Style::default(), None);
        let after = synthesis(&program, Style::default(), Some(&line));
        prop_assert_eq!(findings(&before), BTreeSet::new());
        let after = elements(&after);
        for (id, element) in elements(&before) {
            let same = after.get(&id).map(|after| without_merges(after.clone()));
            prop_assert!(same == Some(without_merges(element.clone())), "{id}: {}", change(&element, after.get(&id)));
        }
    }

    #[test]
    fn a_move_changes_no_byte(program in program(2, 3)) {
        let here = synthesis(&program, Style::default(), None);
        let moved = synthesis(&program, Style { moved: true, ..Style::default() }, None);
        prop_assert_eq!(findings(&moved), BTreeSet::new());
        prop_assert_eq!(texts(&moved), texts(&here));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 250, failure_persistence: None, ..ProptestConfig::default() })]

    /// Compared are the elements of every section by id, with all that they say, and the findings of
    /// synthesis. The order of the elements is that of declaration, which a template keeps so that a
    /// person finds things where the program has them.
    #[test]
    fn the_order_of_declaration_changes_nothing(
        program in program(2, 3),
        orders in prop::array::uniform8(1..u64::MAX),
        line in line(),
    ) {
        let declared = synthesis(&program, Style::default(), Some(&line));
        let (elements_declared, said) = (elements(&declared), findings(&declared));
        for order in orders {
            let style = Style { order, ..Style::default() };
            let other = synthesis(&program, style, Some(&line));
            prop_assert_eq!(&elements(&other), &elements_declared);
            prop_assert_eq!(&findings(&other), &said);
        }
    }
}
