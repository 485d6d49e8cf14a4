//! The options of both commands `graph`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use stackwright_view::graph::{Graph, View};

use crate::exit::SUCCESS;
use crate::failure::Failure;
use crate::terminal::Outputs;
use crate::whole;

#[derive(Args, Debug)]
pub(crate) struct GraphArgs {
    /// What is written.
    #[arg(long, value_enum, default_value_t)]
    format: GraphFormat,

    /// What is drawn; html shows it first, and json has all views.
    #[arg(long, value_enum, default_value_t)]
    view: GraphView,

    /// How many levels of constructs are open [default: as many as leave the picture readable].
    #[arg(long, value_name = "LEVELS")]
    depth: Option<usize>,

    /// The file to write to, in place of standard output; a page is not written to a terminal.
    #[arg(long, short, value_name = "FILE")]
    out: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum GraphFormat {
    /// A page with all views, which needs no network.
    #[default]
    Html,
    /// A picture for browsers and documents.
    Svg,
    /// A picture for Markdown, as code hosts show it.
    Mermaid,
    /// A picture for Graphviz.
    Dot,
    /// The model, for scripts.
    Json,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum GraphView {
    /// Resources in their constructs, and who refers to whom.
    #[default]
    Resources,
    /// VPCs, subnets, routes, and who reaches whom.
    Network,
    /// Which role may do what with what.
    Permissions,
    /// What changes, with --base.
    Changes,
}

impl GraphArgs {
    /// Writes the graph.
    pub fn write(&self, graph: &Graph, title: &str, outputs: &mut Outputs<'_>) -> u8 {
        let view = self.view.view();
        if self.view.needs_base() && graph.diagram(view).is_none() {
            return outputs.fail(&Failure::Unreadable(
                "the view `changes` needs --base, to compare with".to_owned(),
            ));
        }
        if matches!(self.format, GraphFormat::Html) && self.out.is_none() && outputs.styles.is_read
        {
            return outputs.fail(&Failure::refused(
                "the page is for a browser, and standard output is a terminal",
                "say `--out graph.html` and open that, or `--format mermaid` for a text",
            ));
        }
        let text = match self.format {
            GraphFormat::Html => graph.to_html(title, view),
            GraphFormat::Svg => graph.to_svg(view, self.depth),
            GraphFormat::Mermaid => graph.to_mermaid(view, self.depth),
            GraphFormat::Dot => graph.to_dot(view, self.depth),
            GraphFormat::Json => graph.to_json(),
        };
        let done = match &self.out {
            None => outputs.print(&text),
            Some(file) => whole::write(file, text).map_err(|error| {
                Failure::Unreadable(format!("cannot write `{}`: {error}", file.display()))
            }),
        };
        outputs.end(done, SUCCESS)
    }
}

impl GraphView {
    fn view(self) -> View {
        match self {
            GraphView::Resources => View::Resources,
            GraphView::Network => View::Network,
            GraphView::Permissions => View::Permissions,
            GraphView::Changes => View::Changes,
        }
    }

    fn needs_base(self) -> bool {
        matches!(self, GraphView::Changes)
    }
}
