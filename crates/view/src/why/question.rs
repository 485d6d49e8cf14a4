//! What is asked.

use stackwright_deployment::{Deployment, Deployments, Model};
use stackwright_facts::nearest;

use super::answer::{Answer, Reason, Seen};
use super::{order, permission, port, resource};
use crate::Stack;
use crate::together::{Links, together};

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoAnswer {
    /// What is not understood.
    pub what: String,
    /// What may have been meant.
    pub meant: Vec<String>,
}

/// What a word means.
#[derive(Clone, Debug)]
enum Word {
    /// Resources: each with the position of its stack.
    Resources(Vec<(usize, String)>),
    Permission(String),
    Port(u32),
}

/// Says why something is so.
///
/// # Errors
/// When a word means nothing in these stacks; with what may have been meant.
pub fn why(stacks: &[Stack], words: &[&str]) -> Result<Answer, NoAnswer> {
    let words: Vec<Word> = words
        .iter()
        .map(|word| understood(stacks, word))
        .collect::<Result<_, _>>()?;
    let mut reasons = Vec::new();
    let links = Links::of(stacks);
    for whole in together(stacks, &links) {
        let regions: Vec<String> = whole.region().map(str::to_owned).into_iter().collect();
        let model = Model::new(whole.template(), &regions);
        let deployments = Deployments::of(&model);
        let Some(deployment) = deployed(&deployments) else {
            continue;
        };
        let seen = Seen {
            whole: &whole,
            deployment,
        };
        for reason in answered(seen, &words) {
            // Several resources of one construct may have the same to say.
            if !reasons.contains(&reason) {
                reasons.push(reason);
            }
        }
    }
    Ok(Answer { reasons })
}

/// With the defaults of parameters, or else in the first way in which the conditions come out.
fn deployed<'d>(deployments: &'d Deployments<'d>) -> Option<&'d Deployment<'d>> {
    deployments
        .of_defaults()
        .or_else(|| deployments.settled().first())
}

fn answered(seen: Seen<'_>, words: &[Word]) -> Vec<Reason> {
    let here = |all: &[(usize, String)]| -> Vec<String> {
        let own = all.iter();
        own.filter_map(|(stack, id)| seen.whole.id_of(*stack, id))
            .collect()
    };
    let mut reasons = Vec::new();
    match words {
        [Word::Permission(action)] => reasons.extend(permission::why(seen, None, action)),
        [Word::Port(number)] => reasons.extend(port::why(seen, None, *number)),
        [Word::Resources(all)] => {
            for id in here(all) {
                reasons.extend(resource::why(seen, &id));
            }
        }
        [Word::Resources(all), Word::Permission(action)]
        | [Word::Permission(action), Word::Resources(all)] => {
            for id in here(all) {
                reasons.extend(permission::why(seen, Some(&id), action));
            }
        }
        [Word::Resources(all), Word::Port(number)] | [Word::Port(number), Word::Resources(all)] => {
            for id in here(all) {
                reasons.extend(port::why(seen, Some(&id), *number));
            }
        }
        [Word::Resources(one), Word::Resources(other)] => {
            for id in here(one) {
                for on in here(other) {
                    reasons.extend(order::why(seen, &id, &on));
                }
            }
        }
        _ => {}
    }
    reasons
}

fn understood(stacks: &[Stack], word: &str) -> Result<Word, NoAnswer> {
    let number = word.rsplit(['/', ' ']).next().unwrap_or(word);
    if let Ok(port) = number.parse::<u32>() {
        return match port {
            0..=65535 => Ok(Word::Port(port)),
            _ => Err(NoAnswer {
                what: format!("`{word}` is no port: ports go to 65535"),
                meant: Vec::new(),
            }),
        };
    }
    let found = named(stacks, word);
    if !found.is_empty() {
        return Ok(Word::Resources(found));
    }
    if let Some((service, _)) = word
        .split_once(':')
        .filter(|(_, rest)| !rest.starts_with(':'))
    {
        return permission_word(word, service);
    }
    let mut names: Vec<&str> = Vec::new();
    for stack in stacks {
        for resource in stack.template.resources() {
            let path = stack.construct(resource.id()).map(shortened);
            let last = path.and_then(|path| path.rsplit('/').next());
            names.extend([Some(resource.id()), path, last].into_iter().flatten());
        }
    }
    // A name that is written in small letters is that name.
    if let Some(name) = names.iter().find_map(|own| ending(own, word)) {
        return Ok(Word::Resources(named(stacks, name)));
    }
    // The last part of a path, or a part of a name, is what people remember.
    let near = nearest(word, names.iter().copied()).or_else(|| {
        let lower = word.to_lowercase();
        let mut holding = names
            .iter()
            .filter(|name| name.to_lowercase().contains(&lower));
        holding.next().copied().filter(|_| !lower.is_empty())
    });
    Err(NoAnswer {
        what: format!("there is no resource, construct, permission or port `{word}`"),
        meant: near.into_iter().map(str::to_owned).collect(),
    })
}

/// An action of IAM: told with its service.
fn permission_word(word: &str, service: &str) -> Result<Word, NoAnswer> {
    if stackwright_facts::is_iam_service(service) {
        return Ok(Word::Permission(word.to_owned()));
    }
    let near = nearest(service, stackwright_facts::iam_services());
    let rest = word.split_once(':').map_or("", |(_, rest)| rest);
    Err(NoAnswer {
        what: format!("there is no service `{service}` that has permissions"),
        meant: near
            .into_iter()
            .map(|near| format!("{near}:{rest}"))
            .collect(),
    })
}

/// The end of a path, or all of it, that is a word in whatever letters.
fn ending<'p>(path: &'p str, word: &str) -> Option<&'p str> {
    let start = path.len().checked_sub(word.len())?;
    let (before, end) = (path.get(..start)?, path.get(start..)?);
    let is_whole = before.is_empty() || before.ends_with('/');
    (is_whole && !end.is_empty() && end.eq_ignore_ascii_case(word)).then_some(end)
}

fn shortened(path: &str) -> &str {
    path.strip_suffix("/Resource").unwrap_or(path)
}

/// The resources of that name: by the logical id, or by the path of the construct, all of it or its end. Of a construct
/// that is made of several resources those are meant that are its own; without such all that are in it.
fn named(stacks: &[Stack], word: &str) -> Vec<(usize, String)> {
    let mut ids = Vec::new();
    let mut own = Vec::new();
    let mut inside = Vec::new();
    for (at, stack) in stacks.iter().enumerate() {
        for resource in stack.template.resources() {
            let id = resource.id();
            if id == word {
                ids.push((at, id.to_owned()));
            }
            let Some(path) = stack.construct(id).map(shortened) else {
                continue;
            };
            let ends = path == word || path.ends_with(&format!("/{word}"));
            if ends {
                own.push((at, id.to_owned()));
            } else if path.starts_with(&format!("{word}/")) || path.contains(&format!("/{word}/")) {
                inside.push((at, id.to_owned()));
            }
        }
    }
    [ids, own, inside]
        .into_iter()
        .find(|all| !all.is_empty())
        .unwrap_or_default()
}
