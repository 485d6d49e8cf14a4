//! What the commands `cost` share: of an app, and of files.

use std::fs;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use stackwright_check::nearest_region;
use stackwright_view::Stack;
use stackwright_view::cost::{Comparison, Estimate, Options, Usage, estimate};

use super::{JsonCost, beside, text};
use crate::exit::{ERRORS, SUCCESS};
use crate::failure::Failure;
use crate::terminal::Outputs;

/// What is said about a deployment beside its templates.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct UsageArgs {
    /// How much is used of what is paid by use: a file in YAML or JSON.
    ///
    /// Under `every` stands what each resource uses, under `resources` what one uses, by its logical id or
    /// by the path of a construct: `resources: {Shop/Web: {log-gb: 40}}`. What it does not say is taken for
    /// used as the output tells.
    #[arg(long, value_name = "FILE")]
    usage: Option<PathBuf>,

    /// The region of stacks that name none, as eu-central-1.
    #[arg(long, value_name = "REGION", value_parser = region)]
    region: Option<String>,

    /// The value of a parameter, as Count=3; may be repeated.
    #[arg(long = "parameter", value_name = "NAME=VALUE", value_parser = parameter)]
    parameters: Vec<(String, String)>,
}

#[derive(Args, Debug)]
pub(crate) struct CostArgs {
    /// How it is shown.
    #[arg(long, value_enum, default_value_t)]
    format: CostFormat,

    /// What each line is about.
    #[arg(long, value_enum, value_name = "WHAT", default_value_t)]
    by: By,

    #[command(flatten)]
    usage: UsageArgs,

    /// Fail with the exit code 1 where the usual month costs more dollars.
    #[arg(long, value_name = "DOLLARS", value_parser = budget)]
    budget: Option<f64>,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum CostFormat {
    /// For people.
    #[default]
    Text,
    /// For scripts.
    Json,
}

/// What a line is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum By {
    /// A stack.
    Stack,
    /// A construct, with all that is in it.
    Construct,
    /// A resource.
    #[default]
    Resource,
    /// What is paid for, with its arithmetic and its price.
    Line,
}

fn region(name: &str) -> Result<String, String> {
    match nearest_region(name) {
        Ok(()) => Ok(name.to_owned()),
        Err(Some(near)) => Err(format!("there is no such region; did you mean `{near}`?")),
        Err(None) => Err("there is no such region".to_owned()),
    }
}

fn parameter(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((name, value)) if !name.is_empty() => Ok((name.to_owned(), value.to_owned())),
        _ => Err("say it as NAME=VALUE".to_owned()),
    }
}

fn budget(text: &str) -> Result<f64, String> {
    let number = text.trim_start_matches('$').parse::<f64>().ok();
    let number = number.filter(|number| number.is_finite() && *number >= 0.0);
    number.ok_or_else(|| "say a number of dollars, as 100".to_owned())
}

impl UsageArgs {
    /// What the estimate is asked for.
    pub fn options(&self) -> Result<Options, Failure> {
        let usage = match &self.usage {
            None => Usage::default(),
            Some(path) => {
                let name = path.display().to_string();
                let bytes = fs::read(path).map_err(|error| {
                    Failure::Unreadable(format!("cannot read `{name}`: {error}"))
                })?;
                Usage::read(&bytes, &name)
                    .map_err(|error| Failure::Unreadable(format!("{name}: {error}")))?
            }
        };
        Ok(Options {
            region: self.region.clone(),
            parameters: self.parameters.clone(),
            usage,
        })
    }
}

impl CostArgs {
    /// Prints what stacks cost: one estimate, or several side by side. The exit code says whether it is
    /// more than it may be.
    pub fn report(&self, columns: Vec<(String, Vec<Stack>)>, outputs: &mut Outputs<'_>) -> u8 {
        let options = match self.usage.options() {
            Ok(options) => options,
            Err(failure) => return outputs.fail(&failure),
        };
        let estimates: Vec<(String, Estimate)> = columns
            .into_iter()
            .map(|(name, stacks)| (name, estimate(&stacks, &options)))
            .collect();
        let style = outputs.styles.stdout;
        let shown = match (self.format, estimates.as_slice()) {
            (CostFormat::Json, estimates) => JsonCost::of(estimates).to_text(),
            (CostFormat::Text, [(_, one)]) => text::estimate(one, self.by, style),
            (CostFormat::Text, several) => {
                let all = beside::table(&Comparison::of(several), style);
                several.iter().fold(all, |mut all, (name, one)| {
                    all.push_str(&text::remarks(one, Some(name), style));
                    all
                }) + &text::about(several.iter().map(|(_, one)| one), style)
            }
        };
        let done = outputs.print(&shown);
        let is_more = |most: f64| {
            let mut amounts = estimates.iter().map(|(_, one)| one.amount().usual);
            amounts.any(|amount| amount > most)
        };
        let code = if self.budget.is_some_and(is_more) {
            ERRORS
        } else {
            SUCCESS
        };
        outputs.end(done, code)
    }
}
