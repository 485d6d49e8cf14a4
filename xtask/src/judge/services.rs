//! The awscli makes every stack in moto; then each service is asked for each resource on its own
//! API, and what it says is held against the template. That a stack is complete proves nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use super::compare::compare;
use super::examples::{Example, Stack};
use super::moto::Moto;
use super::parameters;
use super::questions::{Answers, Questions};
use super::resolve::{self, scalar};
use super::table::Verdict;

/// What moto forgot, by type: seen, so that the page can tell.
pub type Forgotten = BTreeMap<String, BTreeSet<String>>;

/// Makes the stacks of an example and asks about each of their resources.
pub fn judge(
    moto: &mut Moto,
    questions: &Questions,
    example: &Example,
    forgotten: &mut Forgotten,
) -> Verdict {
    let mut total = Total::default();
    let result = moto.reset().and_then(|()| {
        example.stacks.iter().try_for_each(|stack| {
            one(moto, questions, stack, &mut total).with_context(|| stack.name.clone())
        })
    });
    if let Err(error) = result {
        total.wrong.push(format!("{error:#}"));
    }
    for (kind, properties) in std::mem::take(&mut total.forgotten) {
        forgotten.entry(kind).or_default().extend(properties);
    }
    match total.wrong.is_empty() {
        true => Verdict::Good(total.to_string()),
        false => Verdict::Bad(total.wrong),
    }
}

/// What was seen of stacks.
#[derive(Default)]
pub struct Total {
    resources: usize,
    values: usize,
    pub wrong: Vec<String>,
    forgotten: Forgotten,
}

impl fmt::Display for Total {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} resources, {} values", self.resources, self.values)
    }
}

fn one(moto: &Moto, questions: &Questions, stack: &Stack, total: &mut Total) -> Result<()> {
    let given = parameters::given(moto, &stack.template)?;
    create(moto, stack, &given)?;
    inspect(moto, questions, stack, &given, total)
}

/// Asks about each resource of a stack that is there, whoever made it.
pub fn inspect(
    moto: &Moto,
    questions: &Questions,
    stack: &Stack,
    given: &parameters::Given,
    total: &mut Total,
) -> Result<()> {
    let mut deployed = deployed(moto, stack)?;
    deployed.parameters = parameters::worth(moto, &stack.template, given)?;

    let resources = stack.template.pointer("/Resources");
    let resources = resources.and_then(Value::as_object);
    let mut answers = Answers::new();
    let mut asked = Vec::new();
    for (id, resource) in resources.into_iter().flatten() {
        let condition = resource.pointer("/Condition").and_then(Value::as_str);
        if condition.is_some_and(|condition| !deployed.holds(condition)) {
            continue;
        }
        let kind = resource.pointer("/Type").map(scalar).unwrap_or_default();
        let place = format!("{}/{id} ({kind})", stack.name);
        let Some(reference) = deployed.references.get(id).cloned() else {
            total.wrong.push(format!("{place} was not made"));
            continue;
        };
        let Some(question) = questions.get(&kind) else {
            total.wrong.push(format!(
                "{place}: nobody knows how to ask for it: tests/judge/questions.json"
            ));
            continue;
        };
        let properties = resource.get("Properties").cloned();
        let properties = properties.unwrap_or_else(|| json!({}));
        // Words need only what can be resolved without other answers.
        let words = deployed.resolve(&properties).unwrap_or_default();
        match question.put(moto, &mut answers, &reference, &words) {
            Ok(answer) => {
                for (name, value) in question.attributes(&answer) {
                    deployed.attributes.insert(format!("{id}.{name}"), value);
                }
                asked.push((place, kind, question, properties, answer));
            }
            Err(error) => total.wrong.push(format!("{place}: {error:#}")),
        }
    }
    // All attributes are known only now.
    for (place, kind, question, properties, answer) in asked {
        let properties = deployed.resolve(&properties).unwrap_or_default();
        let compared = compare(&question.spelling(), &properties, &answer);
        let wrong = compared.wrong.iter();
        total
            .wrong
            .extend(wrong.map(|wrong| format!("{place}: {wrong}")));
        if compared.unknown > 0 {
            total.wrong.push(format!(
                "{place}: {} values could not be worked out; an attribute is missing in \
                 tests/judge/questions.json",
                compared.unknown
            ));
        }
        if !compared.forgotten.is_empty() {
            let forgotten = total.forgotten.entry(kind).or_default();
            forgotten.extend(compared.forgotten);
        }
        total.resources += 1;
        total.values += compared.agree;
    }
    Ok(())
}

/// Makes a stack.
fn create(moto: &Moto, stack: &Stack, given: &parameters::Given) -> Result<()> {
    let template = format!("file://{}", stack.file.display());
    let mut words: Vec<String> = ["cloudformation", "create-stack", "--stack-name"]
        .map(str::to_owned)
        .to_vec();
    words.extend([stack.name.clone(), "--template-body".to_owned(), template]);
    words.extend(["--capabilities", "CAPABILITY_NAMED_IAM"].map(str::to_owned));
    if !given.is_empty() {
        let parameters: Vec<Value> = given
            .iter()
            .map(|(key, value)| json!({"ParameterKey": key, "ParameterValue": value}))
            .collect();
        words.extend(["--parameters".to_owned(), json!(parameters).to_string()]);
    }
    moto.ask(&words).map(drop)
}

/// Reads what became of a stack.
fn deployed(moto: &Moto, stack: &Stack) -> Result<resolve::Stack> {
    let name = stack.name.as_str();
    let answer = moto.ask(["cloudformation", "describe-stacks", "--stack-name", name])?;
    let status = answer.pointer("/Stacks/0/StackStatus").map(scalar);
    if status.as_deref() != Some("CREATE_COMPLETE") {
        bail!("the stack is {}", status.unwrap_or_default());
    }
    let mut deployed = resolve::Stack {
        name: name.to_owned(),
        id: answer
            .pointer("/Stacks/0/StackId")
            .map(scalar)
            .unwrap_or_default(),
        template: stack.template.clone(),
        ..resolve::Stack::default()
    };
    let answer = moto.ask([
        "cloudformation",
        "describe-stack-resources",
        "--stack-name",
        name,
    ])?;
    for resource in list(&answer, "/StackResources") {
        let part = |name| resource.get(name).map(scalar);
        if let (Some(logical), Some(physical)) =
            (part("LogicalResourceId"), part("PhysicalResourceId"))
        {
            deployed.references.insert(logical, physical);
        }
    }
    let answer = moto.ask(["cloudformation", "list-exports"])?;
    for export in list(&answer, "/Exports") {
        let part = |name| export.get(name).map(scalar);
        if let (Some(name), Some(value)) = (part("Name"), part("Value")) {
            deployed.exports.insert(name, value);
        }
    }
    Ok(deployed)
}

fn list<'a>(answer: &'a Value, path: &str) -> impl Iterator<Item = &'a Value> {
    answer
        .pointer(path)
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
}
