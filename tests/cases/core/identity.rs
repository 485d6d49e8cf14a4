use insta::assert_snapshot;
use stackwright_core::{App, Construct, NodeId, Output, Parameter, Scope, logical_id, sub};

use crate::support::{findings, lines, taggable, template, thing};

struct Service;

impl Construct for Service {
    type Handle = NodeId;

    fn build(self, scope: Scope<'_>) -> NodeId {
        let main = scope.add("Resource", thing());
        scope.set_primary(main);
        scope.scope("Role").add("Policy", thing());
        scope.node()
    }
}

/// The logical ids of the only stack.
fn ids(build: impl FnOnce(Scope<'_>)) -> Vec<String> {
    let app = App::new();
    build(*app.stack("Test"));
    let synthesis = app.synth();
    assert!(
        synthesis.diagnostics.is_empty(),
        "{:?}",
        synthesis.diagnostics
    );
    synthesis.stacks[0]
        .origins
        .keys()
        .map(|id| id.to_string())
        .collect()
}

#[test]
fn ids_are_made_of_the_path_below_the_stack() {
    let got = ids(|stack| {
        stack.add("Name", Parameter::string());
        stack.add("Service", Service);
        stack.scope("Default").add("Queue", thing());
    });
    let expected = [
        "Name".to_owned(),
        logical_id(&["Service", "Resource"]),
        logical_id(&["Service", "Role", "Policy"]),
        "Queue".to_owned(),
    ];
    assert_eq!(got, expected);
    assert_eq!(expected[1], "ServiceDBC79909");
}

#[test]
fn a_pinned_id_is_that_of_the_main_resource_or_of_the_element() {
    let got = ids(|stack| {
        let service = stack.add("Service", Service);
        stack.pin_id(service, "ECSService");
        let part = stack.scope("Part");
        let name = part.add("Name", Parameter::string());
        stack.pin_id(name, "ProjectName");
        let shown = part.add("Shown", Output::new(name));
        stack.pin_id(shown, "Url");
    });
    let policy = logical_id(&["Service", "Role", "Policy"]);
    assert_eq!(got, ["ECSService", &policy, "ProjectName", "Url"]);
}

#[test]
fn ids_are_pinned_by_path() {
    let got = ids(|stack| {
        stack.add("Service", Service);
        stack.pin_ids([
            ("Service", "ECSService"),
            ("Service/Role/Policy", "TaskPolicy"),
        ]);
    });
    assert_eq!(got, ["ECSService", "TaskPolicy"]);

    let missing = findings(|app| {
        let stack = app.stack("Test");
        stack.add("Service", Service);
        stack.pin_ids([
            ("Servcie/Role", "Role"),
            ("Service/Rolle/Policy", "Policy"),
            ("Service/IngressOfA", "Rule"),
            ("Elsewhere", "Thing"),
        ]);
    });
    assert_snapshot!(missing, @r"
    error[APP119]: there is nothing at `Test/Elsewhere`
      at Test
      help: name a construct by its path below this scope, as `Alb/Listener`
    error[APP119]: there is nothing at `Test/Servcie/Role`
      at Test
      help: did you mean `Service`?
    error[APP119]: there is nothing at `Test/Service/IngressOfA`
      at Test
      help: what is there is `Service/Resource`, `Service/Role`
    error[APP119]: there is nothing at `Test/Service/Rolle/Policy`
      at Test
      help: did you mean `Service/Role`?
    ");
}

#[test]
pub(crate) fn what_was_moved_keeps_its_ids_and_those_below_it() {
    let before = ids(|stack| {
        stack.scope("Old").add("Service", Service);
    });
    let after = ids(|stack| {
        let service = stack.scope("New").scope("Home").add("Api", Service);
        stack.moved(service, "Old/Service");
    });
    assert_eq!(before, after);
}

#[test]
pub(crate) fn what_ids_are_made_of_is_known_with_what_was_moved() {
    let app = App::new();
    let stack = app.stack("Test");
    let home = stack.scope("New").scope("Home");
    let api = home.add("Api", Service);
    assert_eq!(home.at(api).identity_path(), "New/Home/Api");
    assert_eq!(stack.identity_path(), "");
    // A text of it waits for the end of the program.
    let text = home.at(api).identity_text(|path| path.replace('/', ":"));
    stack.add("Shown", Output::new(text.clone()));
    stack.add("InText", Output::new(sub!("<{text}>")));
    stack.moved(api, "Old/Service");
    let role = stack.find("New/Home/Api/Role").expect("a scope");
    assert_eq!(app.identity_path(role), "Old/Service/Role");

    let template = &app.synth().stacks[0].template;
    let value = |id: &str| {
        let value = template.at(&format!("Outputs/{id}/Value"));
        value.and_then(|node| node.as_str().map(str::to_owned))
    };
    assert_eq!(value("Shown").as_deref(), Some("Test:Old:Service"));
    assert_eq!(value("InText").as_deref(), Some("<Test:Old:Service>"));
}

#[test]
fn a_clash_says_how_it_came_about() {
    let text = findings(|app| {
        let stack = app.stack("Test");
        stack.scope("Old").add("Thing", thing());
        let moved = stack.add("New", thing());
        stack.moved(moved, "Old/Thing");
        let (one, two) = (stack.add("One", thing()), stack.add("Two", thing()));
        stack.pin_id(one, "Kept");
        stack.pin_id(two, "Kept");
    });
    assert_snapshot!(text, @"
    error[APP105]: `Test/Old/Thing` and `Test/New` have the same logical id `OldThing3A265944`
      at Test/New
      help: what was moved keeps the ids of its old path, where there is something now: give that another id, or take the `moved` out
      lines: 2
    error[APP105]: `Test/One` and `Test/Two` have the same logical id `Kept`
      at Test/Two
      help: the id is pinned for both: pin another for one of them
      lines: 2
    ");
}

#[test]
fn what_is_moved_to_where_it_stands_keeps_nothing() {
    let text = findings(|app| {
        let stack = app.stack("Test");
        let thing = stack.scope("Home").add("Thing", thing());
        stack.moved(thing, "Home/Thing");
    });
    assert_snapshot!(text, @"
    warning[APP142]: `Home/Thing` is where it stands
      at Test/Home/Thing
      help: take the `moved` out, or name the path below the stack where the construct was before
    ");
    // Below what has moved it is another path, whichever is said first.
    let text = findings(|app| {
        let stack = app.stack("Test");
        let service = stack.add("New", Service);
        let role = stack.find("New/Role").expect("a scope");
        stack.moved(role, "New/Role");
        stack.moved(service, "Old");
    });
    assert_eq!(text, "");
}

#[test]
fn a_stack_is_not_moved() {
    let text = findings(|app| app.stack("New").moved(app.stack("Web"), "Old"));
    assert_snapshot!(text, @r#"
    error[APP122]: the stack `Web` is to keep the ids of `Old`
      at Web
      help: to keep the deployed stack, keep its name: `.name("...")`
    "#);
}

#[test]
fn a_scope_becomes_one_thing() {
    let text = findings(|app| {
        let stack = app.stack("Test");
        let meta = stackwright_core::ResourceMeta {
            type_name: "Test::Thing".into(),
            tags: None,
            list_attributes: &[],
            replacing: &[],
        };
        stack.add("Thing", thing());
        stack.become_resource(meta.clone(), Default::default());
        stack
            .at(stack.find("Thing").expect("a thing"))
            .become_resource(meta, Default::default());
    });
    assert_snapshot!(text, @"
    error[APP123]: `Test` is a stack already
      at Test
      help: add the other below it, with an id of its own
    error[APP123]: `Thing` is a resource of the type `Test::Thing` already
      at Test/Thing
      help: add the other below it, with an id of its own
    ");
    // What was there stays.
    let app = App::new();
    let stack = app.stack("Test");
    let thing = stack.add("Thing", thing());
    stack.at(thing).add("Name", Parameter::string());
    assert_eq!(app.synth().stacks.len(), 1);
}

#[test]
fn a_slash_in_an_id_becomes_two_hyphens() {
    let app = App::new();
    let scope = app.stack("Test").scope("a/b");
    assert_eq!(scope.path(), "Test/a--b");
    let got = ids(|stack| {
        stack.scope("a/b").add("c", thing());
    });
    assert_eq!(got, [logical_id(&["a--b", "c"])]);
}

#[test]
fn paths_that_come_to_one_id_are_reported_with_both_lines() {
    let app = App::new();
    let stack = app.stack("Test");
    stack.add("My-Thing", thing());
    stack.add("MyThing", thing());
    let line = line!();
    let pinned = stack.scope("Other").add("Thing", thing());
    stack.pin_id(pinned, "MyThing");
    assert_eq!(
        lines(&app),
        [
            (vec![line - 1, line - 2], "APP105"),
            (vec![line + 1, line - 1], "APP105")
        ]
    );
    let text = findings(|app| {
        let stack = app.stack("Test");
        stack.add("My-Thing", thing());
        stack.add("MyThing", thing());
    });
    assert_snapshot!(text, @"
    error[APP105]: `Test/My-Thing` and `Test/MyThing` have the same logical id `MyThing`
      at Test/MyThing
      help: ids are told apart by letters and digits only: give one of them another id, or fix it with `pin_id`
      lines: 2
    ");
}

#[test]
fn two_of_one_name_and_no_name() {
    let app = App::new();
    let stack = app.stack("Test");
    stack.add("Thing", thing());
    stack.add("Thing", thing());
    let line = line!();
    // The second one was put aside under a name that the program must not run into.
    stack.add("Thing-2", thing());
    stack.add("", thing());
    assert_eq!(
        lines(&app),
        [
            (vec![line - 1, line - 2], "APP101"),
            (vec![line + 2, line - 1], "APP101"),
            (vec![line + 3], "APP102"),
        ]
    );

    let text = findings(|app| {
        let stack = app.stack("Test");
        stack.add("Thing", thing());
        stack.add("Thing", thing());
        stack.scope("Part").add("", thing());
        app.stack("Test");
    });
    assert_snapshot!(text, @"
    error[APP101]: `Test` has two constructs named `Thing`
      at Test
      help: give one of them another id; ids are unique within their scope
      lines: 2
    error[APP102]: a construct has an empty id
      at Test/Part
      help: name it; the id becomes part of its logical id
    error[APP101]: `App` has two constructs named `Test`
      at App
      help: give one of them another id; ids are unique within their scope
      lines: 2
    ");
}

#[test]
fn ids_that_are_none() {
    let text = findings(|app| {
        let stack = app.stack("Test");
        stack.add("--", thing());
        let pinned = stack.add("A", thing());
        stack.pin_id(pinned, "not-an-id");
        let long = stack.add("B", thing());
        stack.pin_id(long, "b".repeat(256));
        let empty = stack.add("C", thing());
        stack.pin_id(empty, "");
    });
    assert_snapshot!(text, @"
    error[APP106]: `` is not a logical id
      at Test/--
      help: a logical id has 1 to 255 letters and digits (A-Z, a-z, 0-9)
    error[APP106]: `not-an-id` is not a logical id
      at Test/A
      help: a logical id has 1 to 255 letters and digits (A-Z, a-z, 0-9)
    error[APP106]: a logical id of 256 characters is too long
      at Test/B
      help: a logical id has 1 to 255 letters and digits (A-Z, a-z, 0-9)
    error[APP106]: `` is not a logical id
      at Test/C
      help: a logical id has 1 to 255 letters and digits (A-Z, a-z, 0-9)
    ");
}

#[test]
fn names_of_stacks() {
    let app = App::new();
    app.stack("Web").name("shop-web");
    let names: Vec<_> = app
        .synth()
        .stacks
        .iter()
        .map(|stack| stack.name.to_string())
        .collect();
    assert_eq!(names, ["shop-web"]);

    let text = findings(|app| {
        app.stack("1st");
        app.stack("my stack");
        app.stack("a".repeat(129));
        app.stack("Web");
        app.stack("Api").name("Web");
    });
    assert_snapshot!(text, @"
    error[APP110]: `1st` is not a stack name
      at 1st
      help: a stack name begins with a letter and has at most 128 letters, digits and hyphens
    error[APP110]: `my stack` is not a stack name
      at my stack
      help: a stack name begins with a letter and has at most 128 letters, digits and hyphens
    error[APP110]: `aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa` is not a stack name
      at aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
      help: a stack name begins with a letter and has at most 128 letters, digits and hyphens
    error[APP111]: two stacks have the name `Web` in one account and region
      at Api
      help: name one of them otherwise, or say where each is deployed with `environment`: what is not said may be the same
      lines: 2
    ");
}

#[test]
pub(crate) fn stacks_of_one_name_in_two_places() {
    let app = App::new();
    for (id, region) in [
        ("WebInFrankfurt", "eu-central-1"),
        ("WebInDublin", "eu-west-1"),
    ] {
        let stack = app.stack(id);
        stack.name("web");
        stack.environment("111122223333", region);
        stack.add("Thing", thing());
    }
    let last = app.stack("Last");
    last.deploy_after(app.stack("WebInParis"));
    let synthesis = app.synth();
    assert_eq!(lines(&app), []);
    let told: Vec<(&str, &str)> = synthesis
        .stacks
        .iter()
        .map(|stack| (stack.id.as_ref(), stack.name.as_ref()))
        .collect();
    let (frankfurt, dublin) = (("WebInFrankfurt", "web"), ("WebInDublin", "web"));
    let (paris, last) = (("WebInParis", "WebInParis"), ("Last", "Last"));
    assert_eq!(told, [frankfurt, dublin, paris, last]);
    // By id, because names do not tell them apart.
    assert_eq!(synthesis.stacks[3].dependencies, ["WebInParis"]);
    let dublin = synthesis.stack("WebInDublin").expect("by its id");
    assert_eq!(dublin.region.as_deref(), Some("eu-west-1"));

    // What is not said may be the same place.
    let text = findings(|app| {
        let one = app.stack("One");
        one.environment("111122223333", "eu-west-1");
        one.name("web");
        app.stack("Two").name("web");
        let three = app.stack("Three");
        three.environment("444455556666", "eu-west-1");
        three.name("web");
    });
    assert_eq!(text.matches("APP111").count(), 2, "{text}");
}

#[test]
fn ids_of_stacks_are_names_of_files() {
    let text = findings(|app| {
        for (number, id) in ["a:b", "..", "we*b", "Größe 1.0-a_b"]
            .into_iter()
            .enumerate()
        {
            app.stack(id).name(format!("web-{number}"));
        }
    });
    assert_snapshot!(text, @"
    error[APP110]: `..` is not the id of a stack
      at ..
      help: its template's file has the id for a name: use letters, digits, `-`, `_` and `.`
    error[APP110]: `a:b` is not the id of a stack
      at a:b
      help: its template's file has the id for a name: use letters, digits, `-`, `_` and `.`
    error[APP110]: `we*b` is not the id of a stack
      at we*b
      help: its template's file has the id for a name: use letters, digits, `-`, `_` and `.`
    ");
}

#[test]
pub(crate) fn what_is_said_of_a_stack_beside_its_template() {
    let app = App::new();
    let web = app.stack("Web");
    web.termination_protection();
    web.stack_tag("owner", "me");
    web.stack_tag("stage", "test");
    web.scope("Part").stack().stack_tag("owner", "platform");
    web.add("Thing", taggable());
    app.stack("Plain");
    let stacks = app.synth().stacks;
    let tags = [("owner", "platform"), ("stage", "test")].map(|(k, v)| (k.into(), v.into()));
    assert_eq!(stacks[0].tags, tags);
    assert!(stacks[0].termination_protection && !stacks[1].termination_protection);
    assert!(stacks[1].tags.is_empty());
    assert!(!stacks[0].template.to_json().contains("platform"));
}

#[test]
fn an_empty_stack_is_a_template_all_the_same() {
    assert_snapshot!(template(|_| {}), @"Resources: {}");
}

/// Each is put aside under an id of its own, which is not to be looked for from the first on.
#[test]
fn eight_thousand_of_one_name() {
    let app = App::new();
    let stack = app.stack("Test");
    let before = std::time::Instant::now();
    (0..8_000).for_each(|_| {
        stack.add("Thing", thing());
    });
    let quick = before.elapsed();
    assert!(app.synth().has_errors());
    assert!(quick.as_secs() < 5, "{quick:?}");
}
