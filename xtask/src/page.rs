//! `cargo xtask page`: the pages that `graph --format html` writes, opened in Chromium.
//!
//! Pages of the example, of `examples/booking`, of a change and of 500 services are written below
//! `target/page/`, and `tests/page/page.mjs` does there what people do: search, click, filter, go about by the
//! keyboard; it holds places against those of the SVG, looks for labels that cover something, and measures.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::Duration;

use anyhow::{Context, Result};

use crate::judge::install::{Kit, Registry};
use crate::judge::process;

const LIMIT: Duration = Duration::from_secs(900);

/// What drives Chromium, and what draws Mermaid.
const KIT: Kit = Kit {
    name: "page",
    registry: Registry::Npm,
    packages: &["puppeteer-core@24.43.1", "mermaid@12.3.0"],
};

/// Options of `cargo xtask page`.
#[derive(clap::Args)]
pub struct Args {
    /// Fail if Chromium or what drives it cannot be installed.
    #[arg(long)]
    require: bool,
    /// Take the pictures for the README anew.
    #[arg(long)]
    shots: bool,
}

/// Writes the pages and opens them.
pub fn run(args: &Args, root: &Path) -> Result<ExitCode> {
    let folder = root.join("target/page");
    fs::create_dir_all(&folder)?;
    let ready = chromium().and_then(|chromium| Ok((chromium, KIT.ready(&folder)?)));
    let (chromium, kit) = match ready {
        Ok(ready) => ready,
        Err(why) => {
            eprintln!("SKIPPED: the page in a browser: {why}");
            return Ok(ExitCode::from(u8::from(args.require)));
        }
    };
    let pages = folder.join("pages");
    fs::create_dir_all(&pages)?;
    write(root, &pages).context("cannot write the pages")?;
    let mut node = Command::new("node");
    node.arg(root.join("tests/page/page.mjs"));
    node.args([&kit, &chromium, &pages]);
    if args.shots {
        let shots = root.join("docs/images");
        fs::create_dir_all(&shots)?;
        node.arg(shots);
    }
    let said = process::run(&mut node, LIMIT)?;
    println!("{}", said.all());
    Ok(ExitCode::from(u8::from(!said.succeeded())))
}

/// A Chromium, which is installed where that is possible and there is none.
fn chromium() -> Result<PathBuf, String> {
    let found = || {
        let path = std::env::var_os("PATH").unwrap_or_default();
        let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
        let names = ["chromium", "chromium-browser", "google-chrome"];
        let all = names
            .iter()
            .flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
        all.into_iter().find(|file| file.is_file())
    };
    if let Some(there) = found() {
        return Ok(there);
    }
    let apt = |args: &[&str]| process::succeed(Command::new("apt-get").args(args), LIMIT);
    apt(&["update"])
        .and_then(|_| apt(&["install", "--yes", "--no-install-recommends", "chromium"]))
        .map_err(|error| format!("chromium cannot be installed: {error:#}"))?;
    found().ok_or_else(|| "chromium was installed and is not found".to_owned())
}

/// Names that are something else to Mermaid, if they are not escaped.
const HOSTILE: &str = r#"
Resources:
  Web:
    Type: 'Custom::"]; end {a|b} <b>&amp;#35; \N %% `x`'
    Metadata:
      aws:cdk:path: "S/end/\"]--> n9[/<script>alert(1)</script>/&lt;b&gt;\\n\\/{x|y}\u2028;#quot;"
    Properties: {Other: !Ref Other}
  Other:
    Type: AWS::SQS::Queue
    Metadata: {aws:cdk:path: "S/subgraph/style click"}
"#;

fn write(root: &Path, pages: &Path) -> Result<()> {
    let cargo = |args: &[&str]| {
        let mut cargo = Command::new("cargo");
        process::succeed(cargo.current_dir(root).args(args), LIMIT)
    };
    // One build for all, so that features are those of all.
    cargo(&[
        "build",
        "--quiet",
        "--package=stackwright-cli",
        "--package=stackwright-bench",
        "--package=stackwright-examples",
        "--features=stackwright-examples/graph",
        "--bin=stackwright",
        "--bin=platform",
        "--example=ecs-fargate",
        "--example=booking",
    ])?;
    let built = root.join("target/debug");
    let run = |command: &mut Command| process::succeed(command, LIMIT);
    let out = |name: &str| pages.join(name);
    let example = built.join("examples/ecs-fargate");
    let booking = built.join("examples/booking");
    let tool = built.join("stackwright");
    let data = root.join("crates/cli/tests/data/graph");
    let views = ["resources", "network", "permissions", "changes"];

    let draw = |name: &str, program: &Path, args: &[&str], views: &[&str]| -> Result<()> {
        let graph = |more: &[&str], file: &str| {
            let mut command = Command::new(program);
            command
                .current_dir(root)
                .env("CARGO_MANIFEST_DIR", root.join("examples"))
                .arg("graph")
                .args(args)
                .args(more)
                .arg("--out")
                .arg(out(file));
            run(&mut command)
        };
        graph(&[], &format!("{name}.html"))?;
        for view in views {
            let view = ["--view", view];
            graph(
                &[&view[..], &["--format", "svg"]].concat(),
                &format!("{name}-{}.svg", view[1]),
            )?;
            graph(
                &[&view[..], &["--format", "mermaid"]].concat(),
                &format!("{name}-{}.mmd", view[1]),
            )?;
        }
        Ok(())
    };
    draw("ecs-fargate", &example, &[], &views[..3])?;
    let production = root.join("examples/booking/production.yaml");
    let production = production.to_string_lossy();
    draw(
        "booking",
        &booking,
        &["--settings", &production],
        &views[..3],
    )?;
    let (before, after) = (data.join("before.yaml"), data.join("shop.yaml"));
    let (before, after) = (before.to_string_lossy(), after.to_string_lossy());
    draw("change", &tool, &[&after, "--base", &before], &views)?;

    fs::write(out("hostile.yaml"), HOSTILE)?;
    let mut hostile = Command::new(&tool);
    hostile.arg("graph").arg(out("hostile.yaml"));
    hostile.args(["--format", "mermaid", "--out"]);
    run(hostile.arg(out("hostile.mmd")))?;

    let mut many = Command::new(built.join("platform"));
    many.env("SERVICES", "500").args(["graph", "--out"]);
    run(many.arg(out("500.html")))?;
    Ok(())
}
