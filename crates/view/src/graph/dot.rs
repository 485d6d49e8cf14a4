//! A picture for Graphviz.

use std::fmt::Write;

use foldhash::HashSet;

use super::layout::{Line, lines, place};
use super::model::{ArrowKind, Diagram, Graph, Mark, ShapeKind, Shut, View};
use super::open::open;

impl Graph {
    /// A picture for Graphviz: boxes are open down to a depth, or else as many as leave it readable.
    ///
    /// ```text
    /// stackwright graph template.yaml --format dot | dot -Tsvg
    /// ```
    pub fn to_dot(&self, view: View, depth: Option<usize>) -> String {
        let diagram = self.drawn(view);
        let open = open(&diagram, depth);
        let placed = place(&diagram, &|shape| open.contains(&shape));
        let lines = lines(&diagram, &placed);
        let mut text = String::from(
            "digraph {\n  graph [rankdir=LR, compound=true, fontname=\"sans-serif\"];\n  node [shape=box, \
             style=\"rounded,filled\", fillcolor=\"#ffffff\", fontname=\"sans-serif\"];\n  edge \
             [fontname=\"sans-serif\", fontsize=10];\n",
        );
        for (at, shape) in diagram.shapes.iter().enumerate() {
            if shape.parent.is_none() {
                write_shape(&mut text, &diagram, at, &open, 1);
            }
        }
        for line in &lines {
            write_line(&mut text, &diagram, line, &open);
        }
        text.push_str("}\n");
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
        let _ = writeln!(text, "{space}subgraph cluster_{at} {{");
        let _ = writeln!(
            text,
            "{space}  graph [label=\"{title}\\n{}\", style=rounded, color=\"#888888\"];",
            quoted(&shape.subtitle)
        );
        for (inside, own) in diagram.shapes.iter().enumerate().skip(at + 1) {
            if own.parent == Some(at) {
                write_shape(text, diagram, inside, open, depth + 1);
            }
        }
        let _ = writeln!(text, "{space}}}");
        return;
    }
    let _ = write!(
        text,
        "{space}n{at} [label=\"{title}\\n{}\"",
        quoted(&shape.subtitle)
    );
    let colour = match (shape.mark, shape.kind) {
        (Some(Mark::Added), _) => Some("#d9f2d9"),
        (Some(Mark::Changed | Mark::MayReplace), _) => Some("#fff1cc"),
        (Some(Mark::Replaced | Mark::Removed | Mark::Lost), _) => Some("#fbdada"),
        (None, ShapeKind::Outside) => Some("#eeeeee"),
        (None, _) => None,
    };
    if let Some(colour) = colour {
        let _ = write!(text, ", fillcolor=\"{colour}\"");
    }
    text.push_str("];\n");
}

fn write_line(text: &mut String, diagram: &Diagram, line: &Line, open: &HashSet<usize>) {
    let (from, to) = (
        anchor(diagram, line.from, open),
        anchor(diagram, line.to, open),
    );
    let _ = write!(text, "  n{from} -> n{to} [");
    if !line.label.is_empty() {
        let _ = write!(text, "label=\"{}\", ", quoted(&line.label));
    }
    if from != line.from {
        let _ = write!(text, "ltail=cluster_{}, ", line.from);
    }
    if to != line.to {
        let _ = write!(text, "lhead=cluster_{}, ", line.to);
    }
    match line.shut {
        Some(Shut::To | Shut::Way) => text.push_str("arrowhead=tee, "),
        Some(Shut::From) => text.push_str("dir=both, arrowtail=tee, "),
        None => {}
    }
    if !line.kind.leads() {
        text.push_str("constraint=false, ");
    }
    let style = if line.kind.is_dashed() {
        "dashed"
    } else {
        "solid"
    };
    let _ = writeln!(text, "style={style}, color=\"{}\"];", colour(line.kind));
}

fn colour(kind: ArrowKind) -> &'static str {
    match kind {
        ArrowKind::Open | ArrowKind::Allows => "#1a7f37",
        ArrowKind::Shut | ArrowKind::Lacks | ArrowKind::Denies | ArrowKind::Untold => "#c62828",
        ArrowKind::Unknown | ArrowKind::Route | ArrowKind::Depends => "#888888",
        ArrowKind::Reference | ArrowKind::Uses | ArrowKind::Follows => "#445566",
    }
}

/// A node inside of an open box, where arrows to the box end in Graphviz.
fn anchor(diagram: &Diagram, at: usize, open: &HashSet<usize>) -> usize {
    let mut at = at;
    while open.contains(&at) {
        let mut inside = diagram.shapes.iter().enumerate().skip(at + 1);
        match inside.find(|(_, own)| own.parent == Some(at)) {
            Some((first, _)) => at = first,
            None => break,
        }
    }
    at
}

/// A text within the quotes of a label: Graphviz reads entities and escapes in it.
///
/// <https://graphviz.org/doc/info/attrs.html#k:escString>
fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '&' => quoted.push_str("&amp;"),
            c if c.is_control() => quoted.push(' '),
            c => quoted.push(c),
        }
    }
    quoted
}
