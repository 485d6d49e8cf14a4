//! How the services are asked what became of a resource: `tests/judge/questions.json`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context, Result};
use serde::Deserialize;
use serde_json::{Value, json};

use super::compare::{Spelling, at, place};
use super::moto::Moto;
use super::resolve::scalar;

/// Questions by resource type.
pub type Questions = BTreeMap<String, Question>;

/// How a service is asked about a resource of one type, and how it words its answer.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Which answers, put together, describe the resource.
    asks: Vec<Ask>,
    /// Where the answer has an attribute, as [`place`] reads it.
    #[serde(default)]
    attributes: BTreeMap<String, String>,
    /// Where the answer has a property, if not under its own name.
    #[serde(default)]
    names: BTreeMap<String, String>,
    /// Properties that the service takes and does not tell, or that moto does not keep.
    #[serde(default)]
    forgotten: BTreeSet<String>,
}

/// One call.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Ask {
    /// Words for the command line; `{ref}` is what `Ref` gives, `{Name}` a property, `{Name/0}` a
    /// part of one, `{/Path}` a part of the answers so far, as [`place`] reads it.
    words: String,
    /// Where the answer has what is wanted.
    #[serde(default)]
    at: String,
    /// What an item has to have, where the answer is a list.
    #[serde(default, rename = "where")]
    filter: BTreeMap<String, String>,
    /// Whether all items that fit are wanted, rather than the first.
    #[serde(default)]
    all: bool,
    /// The name under which this is added to what the other calls say.
    #[serde(default)]
    name: Option<String>,
}

/// Reads the questions.
pub fn read(root: &Path) -> Result<Questions> {
    let file = root.join("tests/judge/questions.json");
    let text = std::fs::read_to_string(&file)
        .with_context(|| format!("cannot read {}", file.display()))?;
    serde_json::from_str(&text).with_context(|| file.display().to_string())
}

/// Between words where they are a key; values may have spaces.
const SEPARATOR: &str = "\u{1f}";

/// Answers by words, so that one list serves all resources of a stack.
pub type Answers = BTreeMap<String, Value>;

impl Question {
    /// What the service says of a resource.
    pub fn put(
        &self,
        moto: &Moto,
        answers: &mut Answers,
        reference: &str,
        properties: &Value,
    ) -> Result<Value> {
        let mut whole = json!({});
        for ask in &self.asks {
            let known = Known {
                reference,
                properties,
                answer: &whole,
            };
            let words = known.fill(&ask.words)?.join(SEPARATOR);
            if !answers.contains_key(&words) {
                let answer = moto
                    .ask(words.split(SEPARATOR))
                    .with_context(|| ask.words.clone())?;
                answers.insert(words.clone(), answer);
            }
            let answer = answers.get(&words).cloned().unwrap_or_default();
            let part = ask
                .pick(&answer, &known)?
                .with_context(|| format!("`aws {}` does not have it", ask.words))?;
            match (&ask.name, whole.as_object_mut(), part) {
                (Some(name), Some(whole), part) => {
                    whole.insert(name.clone(), part);
                }
                (None, Some(whole), Value::Object(part)) => whole.extend(part),
                _ => {}
            }
        }
        Ok(whole)
    }

    /// The attributes that an answer tells.
    pub fn attributes(&self, answer: &Value) -> impl Iterator<Item = (&String, Value)> {
        let attributes = self.attributes.iter();
        attributes.filter_map(|(name, path)| Some((name, place(answer, path)?)))
    }

    /// How answers are compared with templates.
    pub fn spelling(&self) -> Spelling {
        Spelling {
            names: self.names.clone(),
            forgotten: self.forgotten.clone(),
            asked: self.asked(),
        }
    }

    /// The properties that stand in the question: who finds the resource by them has proved them.
    fn asked(&self) -> BTreeSet<String> {
        let texts = self.asks.iter().flat_map(|ask| {
            let filter = ask.filter.values();
            filter.chain([&ask.words])
        });
        texts
            .flat_map(|text| text.split('{').skip(1))
            .filter_map(|rest| rest.split(['}', '/']).next())
            .filter(|name| !name.is_empty() && *name != "ref")
            .map(str::to_owned)
            .collect()
    }
}

impl Ask {
    /// What is wanted of an answer.
    fn pick(&self, answer: &Value, known: &Known) -> Result<Option<Value>> {
        let Some(found) = at(answer, &self.at) else {
            return Ok(self.all.then(|| json!([])));
        };
        if self.filter.is_empty() && !self.all {
            return Ok(Some(found));
        }
        let mut wanted = Vec::new();
        for (path, value) in &self.filter {
            wanted.push((path, known.fill(value)?.join(" ")));
        }
        let items = found.as_array().cloned().unwrap_or_default();
        let mut fitting = items.into_iter().filter(|item| {
            wanted
                .iter()
                .all(|(path, value)| at(item, path).is_some_and(|found| scalar(&found) == *value))
        });
        Ok(if self.all {
            Some(fitting.collect())
        } else {
            fitting.next()
        })
    }
}

/// What words can be filled with.
struct Known<'a> {
    reference: &'a str,
    properties: &'a Value,
    answer: &'a Value,
}

impl Known<'_> {
    /// The words, filled.
    fn fill(&self, words: &str) -> Result<Vec<String>> {
        words
            .split(' ')
            .map(|word| {
                let Some((before, rest)) = word.split_once('{') else {
                    return Ok(word.to_owned());
                };
                let (name, after) = rest.split_once('}').context("a brace is not closed")?;
                let value = match name {
                    "ref" => Some(self.reference.to_owned()),
                    path if path.starts_with('/') => place(self.answer, path).as_ref().map(scalar),
                    path => at(self.properties, &format!("/{path}"))
                        .as_ref()
                        .map(scalar),
                };
                let value = value
                    .with_context(|| format!("the question is about {name}, which is not known"))?;
                Ok(format!("{before}{value}{after}"))
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn root() -> std::path::PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
    }

    #[test]
    fn the_questions_are_well_formed_and_about_types_that_exist() {
        for name in read(&root()).unwrap().keys() {
            stackwright_facts::resource_type(name).unwrap();
        }
    }

    #[test]
    fn words_are_filled_and_may_have_spaces() {
        let known = Known {
            reference: "r 1",
            properties: &json!({"Name": "a b", "List": ["y"]}),
            answer: &json!({"Zone": {"Id": "z"}, "Arn": "arn:aws:sqs:::jobs"}),
        };
        assert_eq!(
            known
                .fill("x --id {ref} --name {Name} {/Zone/Id} {/Arn#:} {List/0}")
                .unwrap(),
            ["x", "--id", "r 1", "--name", "a b", "z", "jobs", "y"]
        );
        assert!(known.fill("{Nothing}").is_err());
    }

    #[test]
    fn an_answer_is_picked_by_what_it_has() {
        let ask: Ask = serde_json::from_value(json!({
            "words": "", "at": "/Rules", "where": {"/Group": "{ref}"}, "all": true
        }))
        .unwrap();
        let answer = json!({"Rules": [{"Group": "a", "N": 1}, {"Group": "b"}]});
        let known = Known {
            reference: "a",
            properties: &json!({}),
            answer: &json!({}),
        };
        let picked = ask.pick(&answer, &known).unwrap();
        assert_eq!(picked, Some(json!([{"Group": "a", "N": 1}])));
    }

    #[test]
    fn what_a_question_names_is_asked() {
        let question: Question = serde_json::from_value(json!({
            "asks": [{"words": "x {A} {/Path} {ref}", "where": {"/Id": "{B/0}"}}]
        }))
        .unwrap();
        let asked: Vec<String> = question.asked().into_iter().collect();
        assert_eq!(asked, ["A", "B"]);
    }

    #[test]
    fn attributes_are_found_in_answers() {
        let question: Question = serde_json::from_value(json!({
            "asks": [], "attributes": {"Arn": "/Arn", "FullName": "/Arn#:", "Other": "/Other"}
        }))
        .unwrap();
        let answer = json!({"Arn": "a:b:c/d"});
        let attributes: Vec<_> = question.attributes(&answer).collect();
        assert_eq!(attributes.len(), 2);
        assert_eq!(attributes[1].1, json!("c/d"));
    }
}
