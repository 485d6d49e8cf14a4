//! What stands is not touched: not by an addition, not by the order of declaration. What a move leaves
//! alone is in `aws/moved.rs`.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use stackwright::aws::ec2::VpcHandle;
use stackwright::aws::ecs::{ClusterHandle, ServiceHandle, TaskHandle};
use stackwright::prelude::*;
use stackwright::template::Node;
use stackwright_core::Synthesis;

const IMAGE: &str = "public.ecr.aws/nginx/nginx:1.27";
const STACKS: usize = 2;
const SERVICES: usize = 2 * STACKS;

/// What a program may say besides what it is made of.
#[derive(Clone, Copy, Debug)]
enum Verb {
    Connect,
    Grant,
    Show,
    Add,
    /// Another stack shows it, which makes an export.
    ShowElsewhere,
}

/// One line of a program, about two of its services.
#[derive(Clone, Debug)]
struct Line {
    verb: Verb,
    one: usize,
    other: usize,
    number: u16,
    /// Tells what it adds apart from what other lines do, in whatever order they come.
    id: String,
}

fn lines() -> impl Strategy<Value = Vec<Line>> {
    let verb = prop::sample::select(vec![
        Verb::Connect,
        Verb::Connect,
        Verb::Grant,
        Verb::Show,
        Verb::Add,
        Verb::ShowElsewhere,
    ]);
    let line = (verb, 0..SERVICES, 0..SERVICES, 80..83_u16);
    prop::collection::vec(line, 2..7).prop_map(|lines| {
        let lines = lines.into_iter().enumerate();
        let line = |(position, (verb, one, other, number))| Line {
            verb,
            one,
            other,
            number,
            id: format!("Line{position}"),
        };
        lines.map(line).collect()
    })
}

#[derive(Clone, Copy)]
struct Service<'a> {
    scope: Scope<'a>,
    task: TaskHandle,
    service: ServiceHandle,
}

fn services(app: &App) -> Vec<Service<'_>> {
    let mut services = Vec::with_capacity(SERVICES);
    for number in 0..STACKS {
        let stack = *app.stack(format!("Stack{number}"));
        let vpc = vpc(stack);
        let cluster = stack.add("Cluster", Cluster::new(vpc));
        for id in ["One", "Two"] {
            services.push(service(stack.scope(id), cluster));
        }
    }
    services
}

fn vpc(scope: Scope<'_>) -> VpcHandle {
    let vpc = Vpc::imported("vpc-0123456789abcdef0")
        .public(["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"])
        .private(["subnet-0123456789abcdef2", "subnet-0123456789abcdef3"]);
    scope.add("Vpc", vpc)
}

fn task(container: Container) -> FargateTask {
    FargateTask::new(TaskSize::Quarter(QuarterMemory::Mib512)).container(container)
}

fn service(scope: Scope<'_>, cluster: ClusterHandle) -> Service<'_> {
    let task = scope.add("Task", task(Container::new("main", IMAGE).port(80)));
    let service = scope.add("Service", FargateService::new(cluster, task));
    Service {
        scope,
        task,
        service,
    }
}

fn say(line: &Line, services: &[Service<'_>]) {
    let (one, other) = (services[line.one], services[line.other]);
    match line.verb {
        Verb::Connect => {
            let port = Port::tcp(line.number);
            one.scope.connect(one.service, other.service, port);
        }
        Verb::Grant => {
            let action = match line.number {
                80 => "s3:ListAllMyBuckets",
                81 => "sts:GetCallerIdentity",
                _ => "ec2:DescribeVpcs",
            };
            let right = Statement::allow([action]).on_all();
            one.scope.grant(one.task.task_role(), right);
        }
        Verb::Show => {
            one.scope
                .add(line.id.clone(), Output::new(one.service.name()));
        }
        Verb::Add => {
            one.scope.add(line.id.clone(), Secret::generated(32));
        }
        Verb::ShowElsewhere => {
            // The later stack uses what the earlier one has, so that there is no ring.
            let (first, last) = (line.one.min(line.other), line.one.max(line.other));
            let name = services[first].service.name();
            services[last].scope.add(line.id.clone(), Output::new(name));
        }
    }
}

fn synthesis<'l>(lines: impl IntoIterator<Item = &'l Line>) -> Synthesis {
    let app = App::new();
    let services = services(&app);
    for line in lines {
        say(line, &services);
    }
    app.synth()
}

/// Everything in the templates, by stack, section and id.
fn elements(synthesis: &Synthesis) -> BTreeMap<String, Node> {
    let mut elements = BTreeMap::new();
    for stack in &synthesis.stacks {
        for section in ["Parameters", "Conditions", "Resources", "Outputs"] {
            let entries = stack.template.at(section).and_then(Node::as_map);
            for (id, node) in entries.into_iter().flat_map(|entries| entries.iter()) {
                elements.insert(format!("{}/{section}/{}", stack.id, id.text), node.clone());
            }
        }
    }
    elements
}

/// The same without what merges, as is documented: the policy of the rights of a role, and what
/// waits for it.
fn without_merges(mut node: Node) -> Node {
    let ty = node.get("Type").and_then(Node::as_str).map(str::to_owned);
    if let Some(map) = node.as_map_mut() {
        match ty.as_deref() {
            Some("AWS::IAM::Policy") => {
                map.remove("Properties");
            }
            Some("AWS::IAM::Role") => {
                if let Some(props) = map.get_mut("Properties").and_then(Node::as_map_mut) {
                    props.remove("Policies");
                }
            }
            _ => {}
        }
        map.remove("DependsOn");
    }
    node
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

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_addition_changes_nothing_else(lines in lines()) {
        let Some((_, before)) = lines.split_last() else { return Ok(()) };
        let (before, after) = (synthesis(before), synthesis(&lines));
        prop_assert_eq!(findings(&before), BTreeSet::new());
        let after = elements(&after);
        for (id, element) in elements(&before) {
            let same = after.get(&id).map(|after| without_merges(after.clone()));
            prop_assert_eq!(same, Some(without_merges(element)), "{}", id);
        }
    }

    #[test]
    fn the_order_of_declaration_changes_nothing(
        (lines, shuffled) in lines().prop_flat_map(|lines| {
            let four = std::array::from_fn::<_, 4, _>(|_| Just(lines.clone()).prop_shuffle());
            (Just(lines), four)
        })
    ) {
        let declared = synthesis(&lines);
        let (elements_declared, said) = (elements(&declared), findings(&declared));
        for lines in shuffled {
            let other = synthesis(&lines);
            prop_assert_eq!(&elements(&other), &elements_declared);
            prop_assert_eq!(&findings(&other), &said);
        }
    }
}
