use insta::assert_snapshot;
use stackwright_core::{Int, List, Mapping, Parameter, Pseudo, Str, Value};

use crate::support::{findings, template, thing};

#[test]
pub(crate) fn a_table_of_texts_numbers_lists_and_truth_values() {
    let template = template(|stack| {
        let env = stack.add("Env", Parameter::string());
        let sizes = stack.add(
            "Sizes",
            Mapping::new()
                .entry("dev", "Tasks", 1)
                .entry("production", "Tasks", 4)
                .entry("dev", "Name", "small")
                .entry("dev", "Public", true)
                .entry("dev", "Zones", ["a", "b"])
                // Said twice, the last one holds.
                .entry("dev", "Tasks", 2),
        );
        let tasks: Value<Int> = sizes.find(env, "Tasks");
        let zones: Value<List<Str>> = sizes.find("dev", "Zones");
        let region: Value<Str> = sizes.find(Pseudo::Region.value(), "Name");
        stack.add(
            "Thing",
            thing()
                .property("Tasks", tasks)
                .property("Zones", zones)
                .property("Region", region),
        );
    });
    assert_snapshot!(template, @"
    Parameters:
      Env:
        Type: String
    Mappings:
      Sizes:
        dev:
          Tasks: 2
          Name: small
          Public: true
          Zones:
            - a
            - b
        production:
          Tasks: 4
    Resources:
      Thing:
        Type: Test::Thing
        Properties:
          Tasks: !FindInMap [Sizes, !Ref Env, Tasks]
          Zones: !FindInMap [Sizes, dev, Zones]
          Region: !FindInMap [Sizes, !Ref AWS::Region, Name]
    ");
}

#[test]
fn a_default_brings_in_the_transform() {
    let template = template(|stack| {
        let env = stack.add("Env", Parameter::string());
        let sizes = stack.add("Sizes", Mapping::new().entry("dev", "Tasks", 1));
        let tasks: Value<Int> = sizes.find_or(env, "Tasks", 3);
        stack.add("Thing", thing().property("Tasks", tasks));
    });
    assert_snapshot!(template, @"
    Transform: AWS::LanguageExtensions
    Parameters:
      Env:
        Type: String
    Mappings:
      Sizes:
        dev:
          Tasks: 1
    Resources:
      Thing:
        Type: Test::Thing
        Properties:
          Tasks: !FindInMap
            - Sizes
            - !Ref Env
            - Tasks
            - DefaultValue: 3
    ");
}

#[test]
fn a_mapping_holds_in_its_own_stack() {
    let findings = findings(|app| {
        let sizes = app
            .stack("One")
            .add("Sizes", Mapping::new().entry("dev", "Tasks", 1));
        let tasks: Value<Int> = sizes.find("dev", "Tasks");
        app.stack("Two")
            .add("Thing", thing().property("Tasks", tasks));
    });
    assert_snapshot!(findings, @"
    error[APP108]: `One/Sizes` belongs to another stack
      at Two/Thing
      help: conditions, mappings and rules hold in their own stack; declare it here, too
    ");
}
