//! A picture for Mermaid, as code hosts show it in Markdown.

use std::fmt::Write;

use foldhash::HashSet;

use super::layout::{lines, place};
use super::model::{ArrowKind, Diagram, Graph, Mark, View};
use super::open::open;

impl Graph {
    /// A picture for Mermaid: boxes are open down to a depth, or else as many as leave it readable.
    pub fn to_mermaid(&self, view: View, depth: Option<usize>) -> String {
        let diagram = self.drawn(view);
        let open = open(&diagram, depth);
        let placed = place(&diagram, &|shape| open.contains(&shape));
        let lines = lines(&diagram, &placed);
        let mut text = String::from("flowchart LR\n");
        for (at, shape) in diagram.shapes.iter().enumerate() {
            if shape.parent.is_none() {
                write_shape(&mut text, &diagram, at, &open, 1);
            }
        }
        let mut red = Vec::new();
        for (number, line) in lines.iter().enumerate() {
            let arrow = if line.kind.is_dashed() { "-.->" } else { "-->" };
            let arrow = match line.shut {
                Some(_) => "-.-x",
                None => arrow,
            };
            let label = match line.label.as_str() {
                "" => String::new(),
                label => format!("|\"{}\"|", quoted(label)),
            };
            let (from, to) = (line.from, line.to);
            // Writing to a text does not fail.
            let _ = writeln!(text, "  n{from} {arrow}{label} n{to}");
            let is_wrong = matches!(
                line.kind,
                ArrowKind::Shut | ArrowKind::Lacks | ArrowKind::Denies | ArrowKind::Untold
            );
            if is_wrong {
                red.push(number.to_string());
            }
        }
        if !red.is_empty() {
            let _ = writeln!(text, "  linkStyle {} stroke:#c62828", red.join(","));
        }
        let marks = [
            ("added", "#d9f2d9", &[Mark::Added][..]),
            ("changed", "#fff1cc", &[Mark::Changed, Mark::MayReplace]),
            (
                "gone",
                "#fbdada",
                &[Mark::Replaced, Mark::Removed, Mark::Lost],
            ),
        ];
        for (class, colour, marks) in marks {
            let own = placed.shown.iter().filter(|(at, _)| {
                let mark = diagram.shapes.get(*at).and_then(|own| own.mark);
                mark.is_some_and(|mark| marks.contains(&mark))
            });
            let own: Vec<String> = own.map(|(at, _)| format!("n{at}")).collect();
            if !own.is_empty() {
                let _ = writeln!(text, "  classDef {class} fill:{colour},color:#000");
                let _ = writeln!(text, "  class {} {class}", own.join(","));
            }
        }
        text
    }
}

fn write_shape(
    text: &mut String,
    diagram: &Diagram,
    at: usize,
    open: &HashSet<usize>,
    depth: usize,
) {
    let Some(shape) = diagram.shapes.get(at) else {
        return;
    };
    let space = "  ".repeat(depth);
    let title = quoted(&shape.title);
    // Writing to a text does not fail.
    if open.contains(&at) {
        let _ = writeln!(text, "{space}subgraph n{at}[\"{title}\"]");
        for (inside, own) in diagram.shapes.iter().enumerate().skip(at + 1) {
            if own.parent == Some(at) {
                write_shape(text, diagram, inside, open, depth + 1);
            }
        }
        let _ = writeln!(text, "{space}end");
        return;
    }
    let subtitle = quoted(&shape.subtitle);
    let _ = match subtitle.is_empty() {
        true => writeln!(text, "{space}n{at}[\"{title}\"]"),
        false => writeln!(text, "{space}n{at}[\"{title}<br/>{subtitle}\"]"),
    };
}

/// A text within the quotes of a label: what Mermaid, Markdown and HTML read as more than a letter is
/// written as a number.
///
/// <https://mermaid.js.org/syntax/flowchart.html#entity-codes-to-escape-characters>
fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            c if c.is_control() => quoted.push(' '),
            c if c.is_alphanumeric() || " -.,/:()_=+".contains(c) => quoted.push(c),
            c => {
                let _ = write!(quoted, "#{};", u32::from(c));
            }
        }
    }
    quoted
}
