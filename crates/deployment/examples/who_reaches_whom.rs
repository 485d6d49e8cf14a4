//! Draws who reaches whom in a template, for Graphviz:
//!
//! ```text
//! cargo run -p stackwright-deployment --example who_reaches_whom -- template.yaml | dot -Tsvg
//! ```
//!
//! An arrow is everything that one side sends to another. It is green where all of that gets
//! through, red where some of it certainly does not, and grey where that is decided at deployment.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::process::ExitCode;

use stackwright_deployment::network::Protocol;
use stackwright_deployment::{Deployments, Door, End, Flow, Model};
use stackwright_template::Template;

fn main() -> ExitCode {
    let Some(file) = std::env::args().nth(1) else {
        eprintln!("which template?");
        return ExitCode::from(2);
    };
    let read = std::fs::read(&file).map_err(|error| format!("{file}: {error}"));
    let template =
        read.and_then(|bytes| Template::read(&bytes, &file).map_err(|error| error.to_string()));
    match template {
        Ok(template) => {
            print!("{}", picture(&template));
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}

/// All that goes from one end to another.
#[derive(Default)]
struct Arrow {
    doors: Vec<String>,
    shut: bool,
    open: bool,
}

/// The picture of a template: of the first way in which its conditions can come out.
pub fn picture(template: &Template) -> String {
    let model = Model::new(template, &[]);
    let deployments = Deployments::of(&model);
    let mut arrows: BTreeMap<(String, String), Arrow> = BTreeMap::new();
    for deployment in deployments.settled().iter().take(1) {
        for flow in deployment.flows() {
            let arrow = arrows.entry((called(&flow.from), called(&flow.to)));
            arrow.or_insert_with(Arrow::unseen).add(flow);
        }
    }
    let mut text = String::from("digraph {\n  rankdir=LR;\n");
    for ((from, to), arrow) in arrows {
        let (doors, colour) = (arrow.doors.join(", "), arrow.colour());
        // Writing to a text does not fail.
        let _ = writeln!(
            text,
            "  \"{from}\" -> \"{to}\" [label=\"{doors}\", color={colour}];"
        );
    }
    text.push_str("}\n");
    text
}

impl Arrow {
    fn unseen() -> Self {
        Arrow {
            open: true,
            ..Arrow::default()
        }
    }

    fn add(&mut self, flow: &Flow<'_>) {
        let door = door(flow.door);
        if !self.doors.contains(&door) {
            self.doors.push(door);
        }
        self.shut |= flow.is_shut();
        self.open &= flow.is_open();
    }

    fn colour(&self) -> &'static str {
        match (self.shut, self.open) {
            (true, _) => "red",
            (false, true) => "green",
            (false, false) => "grey",
        }
    }
}

fn called(end: &End<'_>) -> String {
    let other = match end {
        End::Clients => "clients",
        End::Outside => "AWS and registries",
        _ => "another stack",
    };
    end.id().unwrap_or(other).to_owned()
}

fn door(door: Door) -> String {
    let protocol = match door.protocol {
        Protocol::Tcp => "tcp",
        Protocol::Udp => "udp",
    };
    match door.is_one() {
        true => format!("{protocol} {}", door.first),
        false => format!("{protocol} {}-{}", door.first, door.last),
    }
}
