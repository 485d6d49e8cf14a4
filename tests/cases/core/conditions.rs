use insta::assert_snapshot;
use stackwright_core::{
    Condition, Construct, NodeId, Output, Parameter, Scope, Str, Value, if_, no_value,
};

use crate::support::{findings, template, thing};

#[test]
fn equals_not_and_or_and_each_other() {
    let template = template(|stack| {
        let env = stack.add("Env", Parameter::string());
        let size = stack.add("Size", Parameter::string());
        let production = stack.add("IsProduction", Condition::equals(env, "production"));
        let large = stack.add("IsLarge", Condition::equals(size, "large"));
        stack.add("IsNot", production.not());
        stack.add("IsBoth", production.and(large));
        stack.add("IsEither", production.or(large.not()));
        stack.add("IsMany", Condition::all([production, large, production]));
        stack.add("IsAny", Condition::any([production, large]));
        stack.add(
            "IsNested",
            Condition::equals(env, size).not().and(production.or(large)),
        );
        stack.add("IsSame", Condition::from(production));
    });
    assert_snapshot!(template, @"
    Parameters:
      Env:
        Type: String
      Size:
        Type: String
    Conditions:
      IsProduction: !Equals [!Ref Env, production]
      IsLarge: !Equals [!Ref Size, large]
      IsNot: !Not [!Condition IsProduction]
      IsBoth: !And [!Condition IsProduction, !Condition IsLarge]
      IsEither: !Or [!Condition IsProduction, !Not [!Condition IsLarge]]
      IsMany: !And
        - !Condition IsProduction
        - !Condition IsLarge
        - !Condition IsProduction
      IsAny: !Or [!Condition IsProduction, !Condition IsLarge]
      IsNested: !And
        - !Not [!Equals [!Ref Env, !Ref Size]]
        - !Or [!Condition IsProduction, !Condition IsLarge]
      IsSame: !Condition IsProduction
    Resources: {}
    ");
}

#[test]
fn on_resources_properties_and_outputs() {
    let template = template(|stack| {
        let env = stack.add("Env", Parameter::string());
        let production = stack.add("IsProduction", Condition::equals(env, "production"));
        // What is on the other side of `no_value()` need not be said where the place says it.
        let text: Value<Str> = if_(production, "a", no_value());
        let bucket = stack.add(
            "Bucket",
            thing()
                .property("Size", if_::<Str>(production, "large", "small"))
                .property("Backup", if_::<Str>(production, "daily", no_value()))
                .property("Plain", production.choose("daily", no_value()))
                .property(
                    "Nested",
                    production.choose(1, production.choose(true, text)),
                ),
        );
        stack.of(bucket).condition(production);
        stack.add(
            "Arn",
            Output::new(bucket.attribute::<Str>("Arn")).condition(production),
        );
    });
    assert_snapshot!(template, @"
    Parameters:
      Env:
        Type: String
    Conditions:
      IsProduction: !Equals [!Ref Env, production]
    Resources:
      Bucket:
        Type: Test::Thing
        Condition: IsProduction
        Properties:
          Size: !If [IsProduction, large, small]
          Backup: !If [IsProduction, daily, !Ref AWS::NoValue]
          Plain: !If [IsProduction, daily, !Ref AWS::NoValue]
          Nested: !If
            - IsProduction
            - 1
            - !If [IsProduction, true, !If [IsProduction, a, !Ref AWS::NoValue]]
    Outputs:
      Arn:
        Condition: IsProduction
        Value: !GetAtt Bucket.Arn
    ");
}

#[test]
fn a_condition_holds_in_its_own_stack() {
    let findings = findings(|app| {
        let production = app
            .stack("One")
            .add("IsProduction", Condition::equals("a", "a"));
        let two = app.stack("Two");
        let thing = two.add(
            "Thing",
            thing().property("A", if_::<Str>(production, "b", "c")),
        );
        two.of(thing).condition(production);
        two.add("Shown", Output::new("x").condition(production));
        two.add("Not", production.not());
    });
    assert_snapshot!(findings, @"
    error[APP108]: `One/IsProduction` belongs to another stack
      at Two/Thing
      help: conditions, mappings and rules hold in their own stack; declare it here, too
    error[APP108]: `One/IsProduction` belongs to another stack
      at Two/Shown
      help: conditions, mappings and rules hold in their own stack; declare it here, too
    error[APP108]: `One/IsProduction` belongs to another stack
      at Two/Not
      help: conditions, mappings and rules hold in their own stack; declare it here, too
    ");
}

/// A construct of two resources and an output.
struct Pair;

impl Construct for Pair {
    type Handle = NodeId;

    fn build(self, scope: Scope<'_>) -> Self::Handle {
        let one = scope.add("One", thing());
        scope.set_primary(one);
        scope.add("Two", thing().property("One", one.reference::<Str>()));
        scope.add("Shown", Output::new(one.reference::<Str>()));
        scope.add("Size", Parameter::string());
        scope.node()
    }
}

#[test]
pub(crate) fn a_whole_construct_is_conditional() {
    let build = |swapped: bool| {
        template(|stack| {
            let is_live = stack.add("IsLive", Condition::equals("a", "b"));
            let is_big = stack.add("IsBig", Condition::equals("a", "c"));
            let part = stack.scope("Part");
            let pair = part.add("Pair", Pair);
            let (outer, inner) = if swapped {
                (is_big, is_live)
            } else {
                (is_live, is_big)
            };
            part.when(outer);
            // What is added later is, too, and once is enough.
            stack.at(pair).when(inner);
            stack.at(pair).when(inner);
            part.add("Late", thing());
            stack.of(pair).condition(inner);
            stack.add("Beside", thing());
            let rule = stack.add("Rule", thing());
            stack.of(rule).only_with(pair);
        })
    };
    assert_snapshot!(build(false), @"
    Parameters:
      PartPairSizeE629F127:
        Type: String
    Conditions:
      IsLive: !Equals [a, b]
      IsBig: !Equals [a, c]
      AllIsBigIsLiveF8C6ED4A: !And [!Condition IsBig, !Condition IsLive]
    Resources:
      PartPairOne87DB7B9D:
        Type: Test::Thing
        Condition: AllIsBigIsLiveF8C6ED4A
      PartPairTwo4593DE94:
        Type: Test::Thing
        Condition: AllIsBigIsLiveF8C6ED4A
        Properties:
          One: !Ref PartPairOne87DB7B9D
      PartLate9492411A:
        Type: Test::Thing
        Condition: IsLive
      Beside:
        Type: Test::Thing
      Rule:
        Type: Test::Thing
        Condition: AllIsBigIsLiveF8C6ED4A
    Outputs:
      PartPairShown0E2D44C9:
        Condition: AllIsBigIsLiveF8C6ED4A
        Value: !Ref PartPairOne87DB7B9D
    ");
    // The same conditions are one, whoever names them first.
    let all = |text: &str| {
        text.lines()
            .find(|line| line.contains("AllIs"))
            .map(str::to_owned)
    };
    assert_eq!(all(&build(false)), all(&build(true)));
}

#[test]
fn more_conditions_than_one_function_takes() {
    let text = template(|stack| {
        let mut scope = stack;
        for number in 0..12 {
            let is = stack.add(format!("Is{number:02}"), Condition::equals("a", "b"));
            scope = scope.scope("A");
            scope.when(is);
        }
        scope.add("Thing", thing());
    });
    assert_eq!(text.matches("!And").count(), 3, "{text}");
}

#[test]
fn a_condition_of_another_stack_makes_nothing_conditional() {
    let text = findings(|app| {
        let elsewhere = app
            .stack("Elsewhere")
            .add("Is", Condition::equals("a", "b"));
        let stack = app.stack("Test");
        let part = stack.scope("Part");
        part.add("Thing", thing());
        part.add("Other", thing());
        part.when(elsewhere);
    });
    assert_snapshot!(text, @"
    error[APP108]: `Elsewhere/Is` belongs to another stack
      at Test/Part
      help: conditions, mappings and rules hold in their own stack; declare it here, too
    ");
}
