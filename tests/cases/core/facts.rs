//! Relations are recorded while the program runs and lowered once, when it is over.

use insta::assert_snapshot;
use stackwright_core::{
    App, Construct, Diagnostic, Expr, Fact, Handle, NodeId, Output, RawHandle, Recorded, Scope, Str,
};

use crate::support::{lines, template, thing};

/// Adds a name to the list `Names` of a resource.
struct Name {
    of: NodeId,
    name: &'static str,
}

impl Fact for Name {
    const NAME: &'static str = "name";

    fn lower(facts: Vec<Recorded<Self>>, app: &App) {
        // All of them at once: sorted, whoever came first.
        let mut facts = facts;
        facts.sort_by_key(|recorded| recorded.fact.name);
        for Recorded { fact, .. } in facts {
            app.scope_of(fact.of).edit_props(fact.of, |props| {
                if let Expr::List(names) = props.get_or_insert("Names", Expr::List(Vec::new())) {
                    names.push(Expr::from(fact.name));
                }
            });
        }
    }
}

/// Comes before `name`, and records two of them.
struct Both(NodeId);

impl Fact for Both {
    const NAME: &'static str = "both";

    fn lower(facts: Vec<Recorded<Self>>, app: &App) {
        for Recorded { fact: Both(of), .. } in facts {
            for name in ["left", "right"] {
                app.scope_of(of).record(Name { of, name });
            }
        }
    }
}

/// Adds a resource beside another, and says something about it.
struct Beside(NodeId);

impl Fact for Beside {
    const NAME: &'static str = "beside";

    fn lower(facts: Vec<Recorded<Self>>, app: &App) {
        for Recorded {
            fact: Beside(of),
            source,
        } in facts
        {
            let scope = app.scope_of(of);
            scope.add("Unnamed", thing());
            scope.report(Diagnostic::warning("TST100", "about the construct"));
            app.on_line(source, || {
                scope.add("Beside", thing());
                scope.override_property(of, "bad", "x");
            });
        }
    }
}

#[test]
fn facts_see_everything_and_are_lowered_in_the_order_of_their_names() {
    let build = |stack: Scope<'_>, late: bool| {
        let thing: RawHandle = stack.add("Thing", thing());
        let of = thing.node();
        let record = || {
            stack.record(Name { of, name: "middle" });
            stack.record(Both(of));
            stack.record(Name { of, name: "a" });
        };
        if !late {
            record();
        }
        stack.add("Shown", Output::new(thing.reference::<Str>()));
        if late {
            record();
        }
    };
    let early = template(|stack| build(stack, false));
    assert_eq!(early, template(|stack| build(stack, true)));
    assert_snapshot!(early, @"
    Resources:
      Thing:
        Type: Test::Thing
        Properties:
          Names:
            - a
            - left
            - middle
            - right
    Outputs:
      Shown:
        Value: !Ref Thing
    ");
}

#[test]
fn facts_are_lowered_once() {
    let app = App::new();
    let stack = app.stack("Test");
    let of = stack.add("Thing", thing()).node();
    stack.record(Name { of, name: "once" });
    let first = crate::support::templates(&app);
    assert_eq!(first, crate::support::templates(&app));
    assert_eq!(first.matches("once").count(), 1);
}

#[test]
fn what_a_fact_adds_counts_as_a_line_of_the_users() {
    struct Library;

    impl Construct for Library {
        type Handle = NodeId;

        fn build(self, scope: Scope<'_>) -> NodeId {
            scope.add("Main", thing()).node()
        }
    }

    let inner = line!() - 4;
    let app = App::new();
    let stack = app.stack("Test");
    let made = line!() + 1;
    let main = stack.add("Library", Library);
    let recorded = line!() + 1;
    stack.record(Beside(main));
    assert_eq!(
        lines(&app),
        [
            (vec![made, inner], "TST100"),
            (vec![recorded, made, inner], "APP114")
        ]
    );
    let synthesis = app.synth();
    let origins = &synthesis.stacks[0].origins;
    let line = |id: &str| {
        let origin = origins.iter().find(|(_, origin)| origin.path.ends_with(id));
        origin.map(|(_, origin)| origin.source.line)
    };
    assert_eq!(line("Main/Unnamed"), Some(made));
    assert_eq!(line("Main/Beside"), Some(recorded));
}

#[test]
fn two_types_of_one_name_stay_apart() {
    struct Twin;

    impl Fact for Twin {
        const NAME: &'static str = Name::NAME;

        fn lower(facts: Vec<Recorded<Self>>, app: &App) {
            assert_eq!(facts.len(), 1);
            app.stack("Made");
        }
    }

    let app = App::new();
    let stack = app.stack("Test");
    let of = stack.add("Thing", thing()).node();
    stack.record(Twin);
    stack.record(Name { of, name: "x" });
    assert_eq!(app.synth().stacks.len(), 2);
}

#[test]
fn what_facts_add_can_be_pinned() {
    let app = App::new();
    let stack = app.stack("Test");
    let of = stack.add("Thing", thing()).node();
    stack.pin_ids([("Thing/Beside", "KeptFromBefore")]);
    stack.record(Beside(of));
    // It does not matter what is said first.
    let other = stack.add("Other", thing()).node();
    stack.record(Beside(other));
    stack.pin_ids([("Other/Unnamed", "KeptAsWell"), ("Other/Nothing", "Lost")]);
    let synthesis = app.synth();
    let ids: Vec<&str> = synthesis.stacks[0]
        .origins
        .keys()
        .map(|id| id.as_ref())
        .collect();
    assert!(
        ids.contains(&"KeptFromBefore") && ids.contains(&"KeptAsWell"),
        "{ids:?}"
    );
    let missing = synthesis
        .diagnostics
        .iter()
        .filter(|found| found.code == "APP119");
    let messages: Vec<&str> = missing.map(|found| found.message.as_ref()).collect();
    assert_eq!(messages, ["there is nothing at `Test/Other/Nothing`"]);
}
