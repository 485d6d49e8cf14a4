//! The same program gives the same bytes, whatever it is.

use proptest::collection::vec;
use proptest::prelude::*;
use stackwright_core::{
    App, Condition, Handle, Output, Parameter, RawHandle, Scope, Str, Value, if_, json_string, sub,
};
use stackwright_template::Template;

use crate::support::{taggable, thing};

/// One step of a program; numbers pick among what is there.
#[derive(Clone, Debug)]
enum Step {
    Scope(usize, String),
    Parameter(usize, String),
    Resource(usize, String, Vec<usize>),
    Output(usize, String, usize),
    After(usize, usize),
    Tag(usize, String),
    Override(usize, usize),
    Conditional(usize),
}

fn step() -> impl Strategy<Value = Step> {
    // Few names, so that they meet often; some that come to the same letters.
    let name = prop_oneof![
        Just("A"),
        Just("B"),
        Just("Resource"),
        Just("Default"),
        Just("a-b"),
        Just("ab"),
        Just("é"),
    ]
    .prop_map(str::to_owned);
    let any = 0..64_usize;
    prop_oneof![
        (any.clone(), name.clone()).prop_map(|(at, id)| Step::Scope(at, id)),
        (any.clone(), name.clone()).prop_map(|(at, id)| Step::Parameter(at, id)),
        (any.clone(), name.clone(), vec(any.clone(), 0..4))
            .prop_map(|(at, id, to)| Step::Resource(at, id, to)),
        (any.clone(), name.clone(), any.clone()).prop_map(|(at, id, to)| Step::Output(at, id, to)),
        (any.clone(), any.clone()).prop_map(|(a, b)| Step::After(a, b)),
        (any.clone(), name).prop_map(|(at, key)| Step::Tag(at, key)),
        (any.clone(), any.clone()).prop_map(|(a, b)| Step::Override(a, b)),
        any.prop_map(Step::Conditional),
    ]
}

/// Runs a program in an app of three stacks. With `unique`, no two siblings have one id.
fn run(app: &App, steps: &[Step], unique: bool) {
    let stacks = ["One", "Two", "Three"].map(|name| app.stack(name));
    let conditions = stacks.map(|stack| stack.add("Is0", Condition::equals("a", "b")));
    let mut scopes: Vec<Scope<'_>> = stacks.iter().map(|stack| **stack).collect();
    let mut things: Vec<RawHandle> = stacks.iter().map(|s| s.add("First1", thing())).collect();
    let mut values: Vec<Value<Str>> = things.iter().map(|thing| thing.reference()).collect();
    for (number, step) in steps.iter().enumerate() {
        let scope = |at: &usize| scopes[at % scopes.len()];
        let thing_at = |at: &usize| things[at % things.len()];
        let named = |id: &String| {
            if unique {
                format!("{id}{}x", number + 2)
            } else {
                id.clone()
            }
        };
        match step {
            Step::Scope(at, id) => scopes.push(scope(at).scope(named(id))),
            Step::Parameter(at, id) => {
                values.push(scope(at).add(named(id), Parameter::string()).value());
            }
            Step::Resource(at, id, to) => {
                let mut made = taggable();
                for (position, to) in to.iter().enumerate() {
                    let value = values[to % values.len()].clone();
                    made = match position {
                        0 => made.property("Plain", value),
                        1 => made.property("Text", sub!("{value}/{AWS::Region}/${{x}}")),
                        _ => made.property("Json", json_string(sub!("{value}\""))),
                    };
                }
                let made = scope(at).add(named(id), made);
                values.push(made.attribute("Arn"));
                things.push(made);
            }
            Step::Output(at, id, to) => {
                let value = values[to % values.len()].clone();
                scope(at).add(named(id), Output::new(value));
            }
            Step::After(a, b) => {
                stacks[0].of(thing_at(a)).depends_on(thing_at(b));
            }
            Step::Tag(at, key) => scope(at).tag(key.clone(), "value"),
            Step::Override(at, to) => {
                let value = values[to % values.len()].clone();
                stacks[0].override_property(thing_at(at), "/Over/0/Ridden", value);
            }
            Step::Conditional(at) => {
                let thing = thing_at(at);
                let stack = app.scope_of(thing.node()).stack_node();
                let index = stacks.iter().position(|s| Some(s.node()) == stack);
                let Some(index) = index else { continue };
                let value = if_::<Str>(conditions[index], "yes", "no");
                stacks[0].of(thing).metadata("Maybe", value);
            }
        }
    }
}

fn bytes(steps: &[Step], unique: bool) -> (String, Vec<&'static str>) {
    let app = App::new();
    run(&app, steps, unique);
    let synthesis = app.synth();
    let mut text = String::new();
    for stack in &synthesis.stacks {
        let template = &stack.template;
        let (json, yaml) = (template.to_json(), template.to_yaml());
        // What is written can be read, and says the same.
        assert_eq!(Template::from_json(json.as_str()).as_ref(), Ok(template));
        assert_eq!(Template::from_yaml(yaml.as_str()).as_ref(), Ok(template));
        text += &json;
        text += &yaml;
    }
    for found in &synthesis.diagnostics {
        text += &format!("{found}\n");
    }
    (
        text,
        synthesis
            .diagnostics
            .iter()
            .map(|found| found.code)
            .collect(),
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_program_gives_the_same_bytes_twice(steps in vec(step(), 0..80)) {
        prop_assert_eq!(bytes(&steps, false), bytes(&steps, false));
    }

    /// With unique ids nothing is wrong but rings between stacks, which such programs may have.
    #[test]
    fn unique_ids_never_clash(steps in vec(step(), 0..80)) {
        let (text, codes) = bytes(&steps, true);
        prop_assert!(codes.iter().all(|code| *code == "APP112"), "{text}");
    }
}
