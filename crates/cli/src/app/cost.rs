use clap::Args;
use stackwright_core::{StackTemplate, Synthesis};
use stackwright_view::Stack;

use super::select::select;
use super::unless_wrong;
use crate::cost::args::CostArgs;
use crate::exit::SUCCESS;
use crate::progress::Progress;
use crate::terminal::Outputs;
use crate::views;

/// Say what the stacks cost a month, and what would cost less.
///
/// By prices of AWS's list, each with its source and its date, without asking AWS. What scales is a
/// range; what is paid by use is taken from --usage, or for what the output says. What is not known is
/// listed and never counted as nothing. Stages are shown side by side. Writes no files. The exit code is
/// 0, and 1 with --budget if it costs more.
#[derive(Args, Debug)]
pub(super) struct Cost {
    #[command(flatten)]
    args: CostArgs,

    /// Only these stacks.
    #[arg(value_name = "STACK")]
    stacks: Vec<String>,
}

impl Cost {
    pub fn run(&self, synthesis: Synthesis, outputs: &mut Outputs<'_>) -> (u8, Synthesis) {
        let mut code = SUCCESS;
        let ended = unless_wrong(&synthesis, false, outputs, |outputs| {
            let selected = select(&synthesis, &self.stacks)?;
            let columns = columns(&selected, &outputs.progress());
            code = self.args.report(columns, outputs);
            Ok(())
        });
        (ended.max(code), synthesis)
    }
}

/// The stages, where all stacks are in some and there are several; otherwise all stacks in one.
fn columns(selected: &[&StackTemplate], progress: &Progress) -> Vec<(String, Vec<Stack>)> {
    let stage = |stack: &StackTemplate| {
        let stage = stack.origin.path.rsplit_once('/');
        stage.map(|(stage, _)| stage.to_owned())
    };
    let mut stages: Vec<(Option<String>, Vec<&StackTemplate>)> = Vec::new();
    for stack in selected {
        let own = stage(stack);
        match stages.iter_mut().find(|(known, _)| *known == own) {
            Some((_, stacks)) => stacks.push(stack),
            None => stages.push((own, vec![stack])),
        }
    }
    let all_in_stages = stages.iter().all(|(stage, _)| stage.is_some());
    if !all_in_stages || stages.len() < 2 {
        return vec![("app".to_owned(), stacks(selected, progress))];
    }
    let columns = stages.into_iter().map(|(stage, stacks)| {
        let name = stage.unwrap_or_default().replace('/', "-");
        (name, self::stacks(&stacks, progress))
    });
    columns.collect()
}

fn stacks(selected: &[&StackTemplate], progress: &Progress) -> Vec<Stack> {
    let all = views::of_app(selected.iter().copied(), progress);
    all.into_iter().map(|(_, stack)| stack).collect()
}
