use insta::assert_snapshot;
use stackwright_core::{Condition, Output, Parameter, Str, if_, no_value};

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
        let bucket = stack.add(
            "Bucket",
            thing()
                .property("Size", if_::<Str>(production, "large", "small"))
                .property("Backup", if_::<Str>(production, "daily", no_value::<Str>())),
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
