//! A picture as SVG, with nothing around it.

use std::fmt::Write;

use super::layout::{Line, Rect, SUBTITLE, TITLE, lines, place};
use super::model::{ArrowKind, Diagram, Graph, Mark, Shape, ShapeKind, Shut, View};
use super::open::open;

const MARGIN: f64 = 16.0;
const LEGEND: f64 = 30.0;

/// Colours of both modes. `page/page.css` has the same for the page.
const STYLE: &str = "\
svg{--paper:#fff;--ink:#1c2733;--soft:#56677a;--line:#5b6b7c;--box:#fff;--edge:#8796a5;--frame:#f3f6f9;--good:#1a7f37;--bad:#c62828;--add:#e0f4e2;--alter:#fff3d1;--gone:#fde3e1}
@media(prefers-color-scheme:dark){svg{--paper:#12181f;--ink:#e8eef4;--soft:#a5b4c3;--line:#93a3b3;--box:#1f2933;--edge:#5f7080;--frame:#18212a;--good:#57c774;--bad:#ff8a80;--add:#173d22;--alter:#453811;--gone:#4d1f1d}}
text{font-family:system-ui,-apple-system,'Segoe UI',Roboto,'DejaVu Sans',sans-serif;fill:var(--ink)}
.t{font-size:13px;font-weight:600}.s{font-size:11px;fill:var(--soft)}.l{font-size:11px;paint-order:stroke;stroke:var(--paper);stroke-width:4px;stroke-linejoin:round;text-anchor:middle}
.b{fill:var(--box);stroke:var(--edge)}.g{fill:var(--frame);stroke:var(--edge)}.o{stroke-dasharray:2 3}
.add{fill:var(--add)}.alter{fill:var(--alter)}.gone{fill:var(--gone)}
.w{fill:none;stroke:var(--line);stroke-width:1.4}.good{stroke:var(--good)}.bad{stroke:var(--bad);stroke-width:2}.dim{stroke:var(--edge)}.dash{stroke-dasharray:6 4}
.m{fill:var(--line)}.m.good{fill:var(--good);stroke:none}.m.bad{fill:var(--bad);stroke:none}.m.dim{fill:var(--edge);stroke:none}.x{stroke:var(--bad);stroke-width:2;fill:var(--paper)}";

impl Graph {
    /// A picture as SVG: boxes are open down to a depth, or else as many as leave it readable.
    pub fn to_svg(&self, view: View, depth: Option<usize>) -> String {
        let diagram = self.drawn(view);
        let open = open(&diagram, depth);
        let placed = place(&diagram, &|shape| open.contains(&shape));
        let lines = lines(&diagram, &placed);
        let (width, height) = placed.size;
        let (width, height) = (
            width.max(260.0) + 2.0 * MARGIN,
            height + 2.0 * MARGIN + LEGEND,
        );
        let title = heading(view);
        let mut text = String::new();
        // Writing to a text does not fail.
        let _ = write!(
            text,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.0} {height:.0}\" width=\"{width:.0}\" \
             height=\"{height:.0}\" role=\"img\" aria-labelledby=\"title desc\"><title id=\"title\">{title}</title>\
             <desc id=\"desc\">{} boxes and {} arrows</desc><style>{STYLE}</style><defs>",
            placed.shown.len(),
            lines.len(),
        );
        for class in ["", "good", "bad", "dim"] {
            let _ = write!(
                text,
                "<marker id=\"a{class}\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"8\" markerHeight=\"8\" \
                 markerUnits=\"userSpaceOnUse\" orient=\"auto\"><path class=\"m {class}\" d=\"M0 0L8 4L0 8z\"/></marker>"
            );
        }
        let _ = write!(
            text,
            "</defs><rect width=\"100%\" height=\"100%\" style=\"fill:var(--paper)\"/><text class=\"s\" x=\"{MARGIN}\" \
             y=\"{:.0}\">{}</text><g transform=\"translate({MARGIN} {MARGIN})\">",
            height - 12.0,
            legend(view),
        );
        for (at, rect) in placed.shown.iter().filter(|(at, _)| open.contains(at)) {
            if let Some(shape) = diagram.shapes.get(*at) {
                frame(&mut text, shape, *rect);
            }
        }
        for line in &lines {
            way(&mut text, &diagram, line);
        }
        for (at, rect) in placed.shown.iter().filter(|(at, _)| !open.contains(at)) {
            if let Some(shape) = diagram.shapes.get(*at) {
                leaf(&mut text, shape, *rect);
            }
        }
        for line in &lines {
            let Some((x, y)) = line.at else { continue };
            let label = escaped(&line.label);
            let _ = write!(
                text,
                "<text class=\"l\" x=\"{x:.1}\" y=\"{:.1}\">{label}</text>",
                y + 4.0
            );
        }
        text.push_str("</g></svg>\n");
        text
    }
}

fn heading(view: View) -> &'static str {
    match view {
        View::Resources => "Resources and who refers to whom",
        View::Network => "Network: who reaches whom",
        View::Permissions => "Permissions: which role may do what",
        View::Changes => "What changes",
    }
}

fn legend(view: View) -> &'static str {
    match view {
        View::Resources => {
            "arrow: refers to; dashed: depends on; red dashed: has to wait, and CloudFormation is not told"
        }
        View::Network => {
            "green: gets through; red dashed: shut, \u{2715} where; grey: route, or decided at deployment"
        }
        View::Permissions => "green: may; red: may not; red dashed: needs it and may not",
        View::Changes => "green: added; yellow: changed; red: replaced, removed or lost",
    }
}

fn frame(text: &mut String, shape: &Shape, rect: Rect) {
    let Rect {
        x,
        y,
        width,
        height,
    } = rect;
    let title = escaped(&fitting(&shape.title, width - 24.0, TITLE));
    #[allow(clippy::cast_precision_loss, reason = "texts are short")]
    let left = width - 36.0 - title.chars().count() as f64 * TITLE;
    let subtitle = escaped(&fitting(&shape.subtitle, left, SUBTITLE));
    let _ = write!(
        text,
        "<rect class=\"g\" x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" rx=\"8\"/><text x=\"{:.1}\" \
         y=\"{:.1}\"><tspan class=\"t\">{title}</tspan><tspan class=\"s\" dx=\"8\">{subtitle}</tspan></text>",
        x + 12.0,
        y + 21.0,
    );
}

fn leaf(text: &mut String, shape: &Shape, rect: Rect) {
    let Rect {
        x,
        y,
        width,
        height,
    } = rect;
    let class = match (shape.mark, shape.kind) {
        (Some(Mark::Added), _) => "b add",
        (Some(Mark::Changed | Mark::MayReplace), _) => "b alter",
        (Some(Mark::Replaced | Mark::Removed | Mark::Lost), _) => "b gone",
        (None, ShapeKind::Outside) => "b o",
        (None, _) => "b",
    };
    let more = if shape.layers.is_some() { 22.0 } else { 0.0 };
    let title = escaped(&fitting(&shape.title, width - 22.0 - more, TITLE));
    let subtitle = escaped(&fitting(&shape.subtitle, width - 22.0 - more, SUBTITLE));
    let _ = write!(
        text,
        "<g><title>{} ({})</title><rect class=\"{class}\" x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" \
         height=\"{height:.1}\" rx=\"6\"/><text class=\"t\" x=\"{:.1}\" y=\"{:.1}\">{title}</text><text class=\"s\" \
         x=\"{:.1}\" y=\"{:.1}\">{subtitle}</text>",
        escaped(&shape.title),
        escaped(&shape.subtitle),
        x + 11.0,
        y + 20.0,
        x + 11.0,
        y + 36.0,
    );
    if more > 0.0 {
        let _ = write!(
            text,
            "<text class=\"s\" x=\"{:.1}\" y=\"{:.1}\">+</text>",
            x + width - 18.0,
            y + 20.0
        );
    }
    text.push_str("</g>");
}

/// The class of an arrow, which `page/page.js` has too.
fn class(kind: ArrowKind) -> &'static str {
    match kind {
        ArrowKind::Open | ArrowKind::Allows => "good",
        ArrowKind::Shut | ArrowKind::Lacks | ArrowKind::Denies | ArrowKind::Untold => "bad",
        ArrowKind::Unknown | ArrowKind::Route | ArrowKind::Depends | ArrowKind::Uses => "dim",
        ArrowKind::Reference | ArrowKind::Follows => "",
    }
}

fn way(text: &mut String, diagram: &Diagram, line: &Line) {
    let class = class(line.kind);
    let dash = if line.kind.is_dashed() { " dash" } else { "" };
    let named = |at: usize| {
        let title = diagram.shapes.get(at).map_or("", |shape| &shape.title);
        escaped(title)
    };
    let said = line.arrows.iter().filter_map(|at| diagram.arrows.get(*at));
    let said: Vec<&str> = said
        .flat_map(|arrow| &arrow.says)
        .map(String::as_str)
        .collect();
    let said = escaped(&said.join("; "));
    let _ = write!(
        text,
        "<path class=\"w {class}{dash}\" d=\"{}\" marker-end=\"url(#a{class})\"><title>{} to {}: {said}</title></path>",
        line.path,
        named(line.from),
        named(line.to),
    );
    let [from, to] = line.ends;
    let toward = |end: (f64, f64), other: (f64, f64)| {
        let step = if other.0 > end.0 { 14.0 } else { -14.0 };
        (end.0 + step, end.1)
    };
    let (x, y) = match line.shut {
        None => return,
        Some(Shut::From) => toward(from, to),
        Some(Shut::To) => toward(to, from),
        Some(Shut::Way) => ((from.0 + to.0) / 2.0, (from.1 + to.1) / 2.0),
    };
    let _ = write!(
        text,
        "<g class=\"x\"><circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"7\"/><path d=\"M{:.1} {:.1}l6 6m0 -6l-6 6\"/></g>",
        x - 3.0,
        y - 3.0,
    );
}

/// A text that fits into a width.
fn fitting(text: &str, width: f64, each: f64) -> String {
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a number of letters"
    )]
    let most = (width / each).floor().max(0.0) as usize;
    if text.chars().count() <= most {
        return text.to_owned();
    }
    if most < 3 {
        return String::new();
    }
    let begin: String = text.chars().take(most - 1).collect();
    format!("{begin}\u{2026}")
}

/// A text in XML, without what XML has no way to say.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}
