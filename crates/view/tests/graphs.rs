//! Graphs of every template that the checker's tests have, wrong ones too.

#![allow(clippy::unwrap_used, reason = "in helpers of tests, too")]

use std::fs;
use std::path::{Path, PathBuf};

use stackwright_template::Template;
use stackwright_view::Stack;
use stackwright_view::graph::{Diagram, Graph, Layers, Slot, View};

const VIEWS: [View; 3] = [View::Resources, View::Network, View::Permissions];

fn templates() -> Vec<(PathBuf, Template)> {
    let mut open: Vec<PathBuf> = ["data", "good"]
        .iter()
        .map(|own| {
            Path::new(env!("CARGO_MANIFEST_DIR"))
                .join("../check/tests")
                .join(own)
        })
        .collect();
    let mut all = Vec::new();
    while let Some(path) = open.pop() {
        if path.is_dir() {
            let entries = fs::read_dir(&path).unwrap();
            open.extend(entries.map(|entry| entry.unwrap().path()));
        } else if let Ok(bytes) = fs::read(&path)
            && let Ok(template) = Template::read(&bytes, "template.yaml")
        {
            all.push((path, template));
        }
    }
    all.sort_by(|one, other| one.0.cmp(&other.0));
    all
}

/// Every box that is in another one, or in none, has its place among those beside it.
fn is_laid_out(diagram: &Diagram, around: Option<usize>, layers: Option<&Layers>) {
    let inside = diagram.shapes.iter().enumerate();
    let inside = inside.filter(|(_, shape)| shape.parent == around);
    let mut inside: Vec<usize> = inside.map(|(at, _)| at).collect();
    let slots = layers
        .into_iter()
        .flat_map(|own| own.columns.iter().flatten());
    let boxes = slots.filter_map(|slot| match slot {
        Slot::Box(at) => Some(*at),
        Slot::Lane(_) => None,
    });
    let mut placed: Vec<usize> = boxes.collect();
    placed.extend(layers.into_iter().flat_map(|own| &own.rest));
    placed.sort_unstable();
    inside.sort_unstable();
    assert_eq!(placed, inside);
}

#[test]
fn every_template_can_be_drawn() {
    let templates = templates();
    assert!(templates.len() > 1000, "{}", templates.len());
    for (path, template) in templates {
        let count = template.resources().count();
        let graph = Graph::of(&[Stack::new("Stack", template)]);
        let name = path.display();
        assert_eq!(graph.resources.len(), count, "{name}");
        let drawn = graph.diagram(View::Resources).unwrap();
        let mut shown: Vec<usize> = drawn.shapes.iter().filter_map(|own| own.resource).collect();
        shown.sort_unstable();
        assert_eq!(shown, (0..count).collect::<Vec<_>>(), "{name}");
        for diagram in &graph.diagrams {
            for (at, shape) in diagram.shapes.iter().enumerate() {
                assert!(shape.parent.is_none_or(|parent| parent < at), "{name}");
                is_laid_out(diagram, Some(at), shape.layers.as_ref());
            }
            is_laid_out(diagram, None, Some(&diagram.layers));
            let count = diagram.shapes.len();
            let mut ends = diagram.arrows.iter().flat_map(|own| [own.from, own.to]);
            assert!(ends.all(|end| end < count), "{name}");
        }
        for view in VIEWS {
            for depth in [None, Some(0), Some(9)] {
                let (dot, svg) = (graph.to_dot(view, depth), graph.to_svg(view, depth));
                assert_eq!(
                    dot.matches("subgraph").count() + 1,
                    dot.matches("\n}").count() + dot.matches(" }\n").count(),
                    "{name}\n{dot}"
                );
                assert!(
                    svg.ends_with("</svg>\n") && !svg.contains("NaN") && !svg.contains("inf "),
                    "{name}"
                );
                assert!(graph.to_mermaid(view, depth).starts_with("flowchart LR\n"));
            }
        }
        assert!(graph.to_html("x", View::Resources).ends_with("</html>\n"));
    }
}

#[test]
fn an_import_leads_to_the_stack_that_exports() {
    let of = |text: &str| Template::from_yaml(text).unwrap();
    let data = of("Resources:
  Queue: {Type: AWS::SQS::Queue}
Outputs:
  Url: {Value: !Ref Queue, Export: {Name: !Sub '${AWS::StackName}:Url'}}
");
    let web = of("Resources:
  Name: {Type: AWS::SSM::Parameter, Properties: {Type: String, Value: !ImportValue 'Data:Url'}}
");
    let graph = Graph::of(&[Stack::new("Data", data), Stack::new("Web", web)]);
    let diagram = graph.diagram(View::Resources).unwrap();
    let [arrow] = diagram.arrows.as_slice() else {
        panic!("{:?}", diagram.arrows)
    };
    let title = |at: usize| diagram.shapes[at].title.as_str();
    assert_eq!((title(arrow.from), title(arrow.to)), ("Name", "Queue"));
}

#[test]
fn many_resources_without_constructs_stand_with_their_services() {
    let mut text = String::from("Resources:\n");
    for number in 0..40 {
        let kind = ["AWS::SQS::Queue", "AWS::SNS::Topic"][number % 2];
        text.push_str(&format!("  R{number}: {{Type: {kind}}}\n"));
    }
    let graph = Graph::of(&[Stack::new("Flat", Template::from_yaml(&text).unwrap())]);
    let diagram = graph.diagram(View::Resources).unwrap();
    let outer = diagram.shapes.iter().filter(|own| own.parent == Some(0));
    let titles: Vec<&str> = outer.map(|own| own.title.as_str()).collect();
    assert_eq!(titles, ["SQS", "SNS"]);
}
