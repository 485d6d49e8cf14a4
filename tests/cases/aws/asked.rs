//! The lines that asked for rights: what `why` and `graph` show of them.

use stackwright::prelude::*;
use stackwright_cli::run_args;

/// A worker with rights of three kinds to a queue: by a link, by two grants that are merged with it.
fn build(app: &App) -> [u32; 4] {
    let stack = app.stack("Shop");
    let vpc = Vpc::imported("vpc-0123456789abcdef0").private(["subnet-0123456789abcdef0"]);
    let vpc = stack.add("Vpc", vpc);
    let cluster = stack.add("Cluster", Cluster::new(vpc));
    let jobs = stack.add("Jobs", Queue::new());
    let more = stack.add("More", Queue::new());
    let login = stack.add("Login", Secret::generated(20));
    let container = Container::new("worker", "example/worker:1")
        .secret("PASSWORD", login)
        .link(jobs.consume());
    let linked = line!() - 1;
    let task = FargateTask::new(TaskSize::Quarter(QuarterMemory::Mib512)).container(container);
    let worker = stack.add("Worker", FargateService::new(cluster, task));
    stack.grant(worker, jobs.send());
    let first = line!() - 1;
    stack.grant(worker, more.send());
    let second = line!() - 1;
    let send = Statement::allow(["sqs:SendMessage"]).on([jobs.arn()]);
    stack.grant(Principal::service("events.amazonaws.com"), send);
    [linked - 1, linked, first, second]
}

fn said(words: &[&str]) -> (String, [u32; 4]) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut lines = [0; 4];
    let args = ["app"].iter().chain(words);
    let code = run_args(args, &mut out, &mut err, |app: &App| lines = build(app));
    let text = |bytes| String::from_utf8(bytes).expect("text");
    assert_eq!(code, 0, "{}{}", text(err), text(out));
    (text(out), lines)
}

/// The lines of the program that are told of each statement that is quoted.
fn told(out: &str) -> Vec<Vec<u32>> {
    let quotes = out.lines().filter(|line| line.contains("the statement: "));
    let lines = |quote: &str| {
        let told = quote
            .split(", ")
            .filter_map(|part| part.split_once("asked.rs:"));
        let mut lines: Vec<u32> = told
            .map(|(_, at)| {
                at.split(':')
                    .next()
                    .expect("a line")
                    .parse()
                    .expect("a number")
            })
            .collect();
        lines.sort_unstable();
        lines
    };
    quotes.map(lines).collect()
}

#[test]
pub(crate) fn why_of_a_right_shows_the_lines_that_asked_for_that_action() {
    let (out, [secret, linked, first, second]) = said(&["why", "Worker", "sqs:ReceiveMessage"]);
    assert_eq!(told(&out), [vec![linked]], "{out}");
    let (out, _) = said(&["why", "Worker", "sqs:SendMessage"]);
    let mut all = told(&out);
    all.sort();
    // To the first queue it may do more, so that the right stands in a statement of its own.
    assert_eq!(all, [vec![first], vec![second]], "{out}");
    let (out, _) = said(&["why", "Worker", "secretsmanager:GetSecretValue"]);
    assert_eq!(told(&out), [vec![secret]], "{out}");
}

#[test]
pub(crate) fn the_permission_view_has_the_line_of_each_grant() {
    let (out, [_, linked, first, second]) = said(&["graph", "--format", "json"]);
    let graph: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    let diagrams = graph["diagrams"].as_array().expect("a list");
    let rights = diagrams.iter().find(|own| own["view"] == "permissions");
    let arrows = rights.expect("the view")["arrows"]
        .as_array()
        .expect("a list");
    let says: Vec<&str> = arrows
        .iter()
        .filter(|arrow| arrow["kind"] == "allows")
        .flat_map(|arrow| arrow["says"].as_array().expect("a list"))
        .filter_map(serde_json::Value::as_str)
        .filter(|says| says.contains("sqs:"))
        .collect();
    let with = |lines: &[u32]| {
        let mut says = says.iter().filter(|own| {
            let has = |line: &u32| own.contains(&format!("asked.rs:{line}:"));
            lines.iter().all(has)
        });
        says.next().is_some()
    };
    assert!(with(&[linked, first]), "{says:#?}");
    assert!(with(&[second]), "{says:#?}");
    assert!(!with(&[first, second]), "{says:#?}");
}
