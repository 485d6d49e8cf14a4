//! What both commands `plan` share: of an app, and of files.

use clap::{Args, ValueEnum};
use stackwright_plan::{Client, Given, Options, Plan, Spread, Stacks};

use super::{JsonPlan, to_markdown, to_text};
use crate::exit::{ERRORS, SUCCESS};
use crate::failure::Failure;
use crate::terminal::Outputs;

#[derive(Args, Debug)]
pub(crate) struct PlanArgs {
    /// How the plan is shown.
    #[arg(long, value_enum, default_value_t)]
    format: PlanFormat,

    /// Whose commands are said [default: both].
    #[arg(long, value_enum, value_name = "CLIENT", value_delimiter = ',')]
    with: Vec<ClientName>,

    /// What a parameter is given, as [STACK:]NAME=VALUE; may be repeated.
    #[arg(long, value_name = "PARAMETER", value_parser = given)]
    parameter: Vec<Given>,

    /// Accounts that have the stacks as stack sets, which they let in by a role.
    #[arg(
        long,
        value_name = "ACCOUNT",
        value_delimiter = ',',
        requires = "regions"
    )]
    accounts: Vec<String>,

    /// Units of an organization whose accounts have the stacks as stack sets.
    #[arg(
        long,
        value_name = "UNIT",
        value_delimiter = ',',
        requires = "regions",
        conflicts_with = "accounts"
    )]
    units: Vec<String>,

    /// The regions of the stack sets.
    #[arg(long, value_name = "REGION", value_delimiter = ',')]
    regions: Vec<String>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum PlanFormat {
    /// For people.
    #[default]
    Text,
    /// For scripts.
    Json,
    /// For the description of a pull request.
    Markdown,
    /// The commands alone, as a script of the shell: those of AWS, unless --with says cdk.
    Shell,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ClientName {
    /// The command line of AWS CDK, which deploys assemblies.
    Cdk,
    /// The command line of AWS.
    Aws,
}

fn given(text: &str) -> Result<Given, String> {
    Given::parse(text).ok_or_else(|| "it is not of the form [STACK:]NAME=VALUE".to_owned())
}

impl PlanArgs {
    /// Prints what it takes; the exit code says whether it can be deployed as it is.
    pub fn report(
        &self,
        stacks: &Stacks,
        before: Option<&Stacks>,
        outputs: &mut Outputs<'_>,
    ) -> Result<u8, Failure> {
        let plan = Plan::of(stacks, &self.options(before)?);
        let text = match self.format {
            PlanFormat::Text => to_text(&plan, outputs.styles.stdout),
            PlanFormat::Json => JsonPlan::from(&plan).to_json(),
            PlanFormat::Markdown => to_markdown(&plan),
            PlanFormat::Shell => plan.script(),
        };
        outputs.print(&text)?;
        Ok(if plan.is_stuck() { ERRORS } else { SUCCESS })
    }

    fn options<'o>(&self, before: Option<&'o Stacks>) -> Result<Options<'o>, Failure> {
        let mut options = Options::default();
        options.before = before;
        options.given.clone_from(&self.parameter);
        let clients = self.with.iter().map(|name| match name {
            ClientName::Cdk => Client::Cdk,
            ClientName::Aws => Client::Aws,
        });
        options.clients = clients.collect();
        // One after the other they would deploy twice.
        if self.format == PlanFormat::Shell && options.clients != [Client::Cdk] {
            options.clients = vec![Client::Aws];
        }
        if self.accounts.is_empty() && self.units.is_empty() {
            if !self.regions.is_empty() {
                let message = "--regions are those of a stack set: say --accounts or --units, too";
                return Err(Failure::Unreadable(message.to_owned()));
            }
            return Ok(options);
        }
        let mut spread = Spread::default();
        spread.accounts.clone_from(&self.accounts);
        spread.units.clone_from(&self.units);
        spread.regions.clone_from(&self.regions);
        options.spread = Some(spread);
        Ok(options)
    }
}
