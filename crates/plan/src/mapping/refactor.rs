//! Which resource of some stacks becomes which of others, without being made anew.

use serde_json::{Map, Value, json};
use stackwright_change::{Lock, Move, Standing, moves};

use crate::{Command, Purpose, Stacks, Word};

use super::import::written;

/// The resources that get another logical id or another stack and stay what they are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Refactoring {
    /// The resources; stacks by the names that CloudFormation has for them.
    pub moves: Vec<Move>,
}

impl Refactoring {
    /// What becomes what when some stacks take the place of others: what says the same under another id, or in
    /// another stack.
    pub fn between(before: &Stacks, after: &Stacks) -> Self {
        let named = |stacks: &'_ Stacks| -> Vec<(String, stackwright_template::Template)> {
            let all = stacks.stacks.iter();
            all.map(|stack| (stack.name.clone(), stack.template.clone()))
                .collect()
        };
        let (before, after) = (named(before), named(after));
        fn borrowed(
            all: &[(String, stackwright_template::Template)],
        ) -> Vec<(&str, &stackwright_template::Template)> {
            all.iter().map(|(name, own)| (name.as_str(), own)).collect()
        }
        Refactoring {
            moves: moves(&borrowed(&before), &borrowed(&after)),
        }
    }

    /// What becomes what from one lock of logical ids to another; `moved` are pairs of an old and a new path.
    pub fn of_locks(before: &Lock, after: &Lock, moved: &[(String, String)]) -> Self {
        Refactoring {
            moves: before.moves(after, moved),
        }
    }

    /// The same backwards, which takes it back.
    #[must_use]
    pub fn reversed(mut self) -> Self {
        for one in &mut self.moves {
            std::mem::swap(&mut one.from, &mut one.to);
        }
        self
    }

    /// What `aws cloudformation create-stack-refactor --resource-mappings` reads: a list.
    ///
    /// <https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateStackRefactor.html>
    pub fn to_aws(&self) -> String {
        let place = |standing: &Standing| json!({"StackName": standing.stack, "LogicalResourceId": standing.id});
        let all = self.moves.iter();
        let all = all.map(|one| json!({"Source": place(&one.from), "Destination": place(&one.to)}));
        written(&all.collect())
    }

    /// What `cdk refactor --override-file` reads: of one account and region.
    pub fn to_cdk(&self, account: &str, region: &str) -> String {
        let place = |standing: &Standing| format!("{}.{}", standing.stack, standing.id);
        let all = self.moves.iter();
        let all = all.map(|one| (place(&one.from), Value::from(place(&one.to))));
        written(&json!({
            "environments": [{
                "account": account,
                "region": region,
                "resources": all.collect::<Map<_, _>>(),
            }],
        }))
    }

    /// What makes the refactoring known to CloudFormation; `file` has the mappings. It is looked at
    /// and executed by the other calls of the same name.
    pub fn command(&self, after: &Stacks, file: &str) -> Command {
        let mut words = ["aws", "cloudformation", "create-stack-refactor"]
            .map(Word::text)
            .to_vec();
        words.push(Word::text("--stack-definitions"));
        let touched = |name: &String| {
            let mut all = self.moves.iter();
            all.any(|one| one.from.stack == *name || one.to.stack == *name)
        };
        for stack in after.stacks.iter().filter(|stack| touched(&stack.name)) {
            let body = format!(
                "StackName={},TemplateBody@=file://{}",
                stack.name, stack.file
            );
            words.push(Word::text(body));
        }
        words.push(Word::text("--resource-mappings"));
        words.push(Word::text(format!("file://{file}")));
        words.push(Word::text("--enable-stack-creation"));
        Command {
            purpose: Purpose::Refactor,
            words,
        }
    }
}
