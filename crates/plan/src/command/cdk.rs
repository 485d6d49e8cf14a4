//! What the AWS CDK command line is told.

use crate::plan::{Options, Planned};
use crate::{Command, Purpose, Stack, Word};

use super::parameters;

/// Deploys the stacks of an assembly: neighbours in one account and region by one call, which orders them
/// as well.
pub(super) fn commands(
    assembly: &str,
    planned: &[(&Stack, Planned)],
    options: &Options<'_>,
) -> Vec<Command> {
    let mut commands = Vec::new();
    bootstraps(assembly, planned, &mut commands);
    let stays: Vec<&(&Stack, Planned)> = planned.iter().filter(|(_, one)| !one.goes).collect();
    let is_whole = |group: &[&(&Stack, Planned)]| group.len() == stays.len();
    let groups = planned.chunk_by(|(one, a), (other, b)| {
        !a.goes && !b.goes && one.account == other.account && one.region == other.region
    });
    for group in groups {
        let own: Vec<&(&Stack, Planned)> = group.iter().filter(|(_, one)| !one.goes).collect();
        if own.is_empty() {
            for (stack, _) in group {
                commands.extend(deletes(stack, options));
            }
            continue;
        }
        let mut words = vec![Word::text("cdk"), Word::text("deploy")];
        words.extend([Word::text("--app"), Word::text(assembly)]);
        match is_whole(&own) {
            true => words.push(Word::text("--all")),
            // What they wait for was deployed before, maybe elsewhere.
            false => {
                words.push(Word::text("--exclusively"));
                words.extend(own.iter().map(|(stack, _)| Word::text(&stack.shown)));
            }
        }
        for (stack, _) in &own {
            for (name, value) in parameters(stack, options) {
                let word = Word::text(format!("{}:{name}=", stack.name)).then(value);
                words.extend([Word::text("--parameters"), word]);
            }
        }
        commands.push(Command {
            purpose: Purpose::Deploy {
                stacks: own.iter().map(|(stack, _)| stack.id.clone()).collect(),
                account: own.first().and_then(|(stack, _)| stack.account.clone()),
            },
            words,
        });
    }
    commands
}

/// Once for each account and region with assets, or with roles.
fn bootstraps(assembly: &str, planned: &[(&Stack, Planned)], commands: &mut Vec<Command>) {
    for (stack, one) in planned {
        let needs = !one.assets.is_empty() || stack.deploy_role.is_some();
        let purpose = Purpose::Bootstrap {
            account: stack.account.clone(),
            region: stack.region.clone(),
        };
        if !needs || one.goes || commands.iter().any(|own| own.purpose == purpose) {
            continue;
        }
        let mut words: Vec<Word> = ["cdk", "bootstrap"].map(Word::text).into();
        match (&stack.account, &stack.region) {
            (Some(account), Some(region)) => {
                words.push(Word::text(format!("aws://{account}/{region}")));
            }
            _ => words.extend(["--app", assembly].map(Word::text)),
        }
        commands.push(Command { purpose, words });
    }
}

/// A stack that is in the assembly no more, but in the one that was there before.
fn deletes(stack: &Stack, options: &Options<'_>) -> Vec<Command> {
    let before = options.before.and_then(|before| before.assembly.as_deref());
    let Some(assembly) = before else {
        return super::aws::deletes(stack);
    };
    let words = ["cdk", "destroy", "--app", assembly, "--exclusively"];
    let words = words.into_iter().chain([stack.shown.as_str()]);
    vec![Command {
        purpose: Purpose::Delete {
            stack: stack.id.clone(),
        },
        words: words.map(Word::text).collect(),
    }]
}
