use insta::assert_snapshot;
use serde_json::json;
use stackwright_core::{
    App, Condition, Expr, Handle, Int, IntoValue, Json, NodeId, Parameter, Props, Resource,
    ResourceHandle, ResourceMeta, Str, if_, join,
};

use crate::support::{findings, template, thing};

/// A typed resource, as the generated crate makes them.
struct Queue {
    props: Props,
}

impl Queue {
    fn new() -> Self {
        Queue {
            props: Props::new(),
        }
    }

    fn delay(mut self, seconds: impl IntoValue<Int>) -> Self {
        self.props
            .set("DelaySeconds", seconds.into_value().into_expr());
        self
    }
}

impl Resource for Queue {
    const META: ResourceMeta = ResourceMeta {
        type_name: std::borrow::Cow::Borrowed("AWS::SQS::Queue"),
        tags: None,
        list_attributes: &[],
        replacing: &[],
    };

    type Handle = QueueHandle;

    fn into_props(self) -> Props {
        self.props
    }

    fn from_props(props: Props) -> Self {
        Queue { props }
    }
}

#[derive(Clone, Copy)]
struct QueueHandle(NodeId);

impl Handle for QueueHandle {
    fn node(self) -> NodeId {
        self.0
    }
}

impl ResourceHandle for QueueHandle {
    type Resource = Queue;

    fn from_node(node: NodeId) -> Self {
        QueueHandle(node)
    }
}

#[test]
pub(crate) fn editing_typed_and_untyped() {
    let template = template(|stack| {
        let queue = stack.add("Queue", Queue::new().delay(1));
        stack.edit(queue, |queue| queue.delay(5));
        stack.edit_props(queue, |props| props.set("FifoQueue", Expr::Bool(true)));
    });
    assert_snapshot!(template, @"
    Resources:
      Queue:
        Type: AWS::SQS::Queue
        Properties:
          DelaySeconds: 5
          FifoQueue: true
    ");
}

/// The closure is the user's: it may use any scope, also to add something that it refers to.
#[test]
fn the_graph_is_free_while_the_edit_runs() {
    let template = template(|stack| {
        let queue = stack.add("Queue", Queue::new());
        stack.edit(queue, |queue| {
            let other = stack.add("Other", thing());
            stack.of(other).retain();
            queue.delay(other.attribute::<Int>("Delay"))
        });
        stack.edit_props(queue, |props| props.set("Path", stack.path().into()));
    });
    assert_snapshot!(template, @"
    Resources:
      Queue:
        Type: AWS::SQS::Queue
        Properties:
          DelaySeconds: !GetAtt Other.Delay
          Path: Test
      Other:
        Type: Test::Thing
        DeletionPolicy: Retain
        UpdateReplacePolicy: Retain
    ");
}

#[test]
fn a_handle_of_another_type_is_reported() {
    let text = findings(|app| {
        let stack = app.stack("Test");
        let thing = stack.add("Thing", thing());
        stack.edit(QueueHandle::from_node(thing.node()), |queue| queue.delay(5));
        stack.edit(QueueHandle::from_node(stack.node()), |queue| queue.delay(5));
    });
    assert_snapshot!(text, @"
    error[APP115]: `Test/Thing` is a `Test::Thing`, not a `AWS::SQS::Queue`
      at Test/Thing
      help: edit it through the handle that adding it returned
    error[APP104]: `Test` has no resource that could be changed
      at Test
      help: an imported construct belongs to somebody else; change it where it is made
    ");
}

#[test]
pub(crate) fn properties_written_past_the_types() {
    let template = template(|stack| {
        let other = stack.add("Other", thing());
        let balanced = json!([{"Name": "a", "Port": 1}, {"Name": "b"}]);
        let service = stack.add(
            "Service",
            thing()
                .property("Balancers", balanced)
                .property("Gone", "x")
                .property("Kept", "y"),
        );
        stack.override_property(service, "/New", json!(3));
        stack.override_property(service, "/Deep/Path/Here", "made");
        stack.override_property(service, "/Balancers/0/Name", other.reference::<Str>());
        stack.override_property(service, "/Balancers/2", json!({"Name": "c"}));
        stack.override_property(service, "/Balancers/-/Name", "d");
        stack.override_property(service, "/Made/0/Name", "first");
        stack.override_property(service, "/Slash~1Tilde~0", "s");
        stack.override_property(service, "/Kept", "z");
        stack
            .of(service)
            .remove_property("/Gone")
            .remove_property("/Balancers/1")
            .remove_property("/Not/There");
    });
    assert_snapshot!(template, @"
    Resources:
      Other:
        Type: Test::Thing
      Service:
        Type: Test::Thing
        Properties:
          Balancers:
            - Name: !Ref Other
              Port: 1
            - Name: c
            - Name: d
          Kept: z
          New: 3
          Deep:
            Path:
              Here: made
          Made:
            - Name: first
          Slash/Tilde~: s
    ");
}

#[test]
fn bad_pointers_are_reported() {
    let text = findings(|app| {
        let stack = app.stack("Test");
        let service = stack.add(
            "Service",
            thing().property("List", json!([1])).property("Text", "x"),
        );
        for pointer in [
            "",
            "/",
            "List",
            "/List/7",
            "/List/x",
            "/Text/Inner",
            "/List/0/Inner",
        ] {
            stack.override_property(service, pointer, "value");
        }
        stack
            .of(service)
            .remove_property("/List/x")
            .remove_property("/Text/Inner/More");
        stack.override_property(service, "/List/00", "value");
        stack.override_property(service, "/A".repeat(10_000), "value");
    })
    .replace(&"/A".repeat(10_000), "/A/A...");
    assert_snapshot!(text, @"
    error[APP114]: the override of `/List/0/Inner` fails: there is no object above `Inner`
      at Test/Service
      help: a pointer names properties and list positions from 0, as `/LoadBalancers/0/ContainerName`
      lines: 2
    error[APP114]: the override of `/List/7` fails: there is no position `7` in a list of 1
      at Test/Service
      help: a pointer names properties and list positions from 0, as `/LoadBalancers/0/ContainerName`
      lines: 2
    error[APP114]: the override of `/List/x` fails: there is no position `x` in a list of 1
      at Test/Service
      help: a pointer names properties and list positions from 0, as `/LoadBalancers/0/ContainerName`
      lines: 2
    error[APP114]: the override of `/Text/Inner` fails: there is no object above `Inner`
      at Test/Service
      help: a pointer names properties and list positions from 0, as `/LoadBalancers/0/ContainerName`
      lines: 2
    error[APP114]: the override of `/` fails: a pointer begins with `/` and names a property
      at Test/Service
      help: a pointer names properties and list positions from 0, as `/LoadBalancers/0/ContainerName`
      lines: 2
    error[APP114]: the override of `List` fails: a pointer begins with `/` and names a property
      at Test/Service
      help: a pointer names properties and list positions from 0, as `/LoadBalancers/0/ContainerName`
      lines: 2
    error[APP114]: the override of `` fails: a pointer begins with `/` and names a property
      at Test/Service
      help: a pointer names properties and list positions from 0, as `/LoadBalancers/0/ContainerName`
      lines: 2
    error[APP114]: the override of `/List/x` fails: there is no position `x` in a list of 1
      at Test/Service
      help: a pointer names properties and list positions from 0, as `/LoadBalancers/0/ContainerName`
      lines: 2
    error[APP114]: the override of `/Text/Inner/More` fails: there is no object above `Inner`
      at Test/Service
      help: a pointer names properties and list positions from 0, as `/LoadBalancers/0/ContainerName`
      lines: 2
    error[APP114]: the override of `/List/00` fails: there is no position `00` in a list of 1
      at Test/Service
      help: a pointer names properties and list positions from 0, as `/LoadBalancers/0/ContainerName`
      lines: 2
    error[APP114]: the override of `/A/A...` fails: it has 10000 steps; 150 are allowed
      at Test/Service
      help: a pointer names properties and list positions from 0, as `/LoadBalancers/0/ContainerName`
      lines: 2
    ");
}

/// As in AWS CDK: what a function is given can be changed, too.
#[test]
fn overrides_reach_into_functions() {
    let template = template(|stack| {
        let env = stack.add("Env", Parameter::string());
        let is = stack.add("Is", Condition::equals(env, "x"));
        let choice = if_::<Json>(is, json!({"a": 1, "b": [1, 2]}), "none");
        let service = stack.add(
            "Service",
            thing()
                .property("If", choice)
                .property("Join", join("-", ["a", "b", "c"])),
        );
        stack.override_property(service, "/If/Fn::If/1/a", 2);
        stack.override_property(service, "/Join/Fn::Join/1/-", "d");
        stack.override_property(service, "/New/Fn::GetAtt", "Other.Arn");
        stack.override_property(service, "/Deep/0/Ref", "Env");
        stack
            .of(service)
            .remove_property("/If/Fn::If/1/b/0")
            .remove_property("/Join/Fn::Join/1/0")
            // What is not there is out already, in a list as in an object.
            .remove_property("/Join/Fn::Join/1/7")
            .remove_property("/If/Fn::If/1/c");
    });
    assert_snapshot!(template, @"
    Parameters:
      Env:
        Type: String
    Conditions:
      Is: !Equals [!Ref Env, x]
    Resources:
      Service:
        Type: Test::Thing
        Properties:
          If: !If
            - Is
            - a: 2
              b:
                - 2
            - none
          Join: !Join ['-', [b, c, d]]
          New: !GetAtt Other.Arn
          Deep:
            - !Ref Env
    ");

    let text = findings(|app| {
        let stack = app.stack("Test");
        let service = stack.add("Service", thing().property("Join", join("-", ["a", "b"])));
        stack.override_property(service, "/Join/Fn::Sub", "x");
        stack.of(service).remove_property("/Join/Fn::Join");
    });
    assert_snapshot!(text, @"
    error[APP114]: the override of `/Join/Fn::Sub` fails: there is `Fn::Join`, which nothing can stand beside
      at Test/Service
      help: a pointer names properties and list positions from 0, as `/LoadBalancers/0/ContainerName`
      lines: 2
    error[APP114]: the override of `/Join/Fn::Join` fails: `Fn::Join` is all that there is; take out what holds it
      at Test/Service
      help: a pointer names properties and list positions from 0, as `/LoadBalancers/0/ContainerName`
      lines: 2
    ");
}

/// A property may have the name of a function.
#[test]
fn the_only_property_is_no_call() {
    let template = template(|stack| {
        let thing = stack.add("Thing", thing());
        stack.override_property(thing, "/Condition", "x");
    });
    assert_snapshot!(template, @"
    Resources:
      Thing:
        Type: Test::Thing
        Properties:
          Condition: x
    ");
}

#[test]
fn an_app_is_given_back_its_stack() {
    let app = App::new();
    let stack = app.stack("Test");
    assert_eq!(stack.scope("A").stack_node(), Some(stack.node()));
    assert_eq!(stack.id(), "Test");
}

#[test]
fn an_edit_within_an_edit_of_the_same_resource_is_no_edit() {
    let app = App::new();
    let stack = app.stack("Test");
    let (one, two) = (stack.add("One", thing()), stack.add("Two", thing()));
    let line = line!() + 3;
    stack.edit_props(one, |props| {
        props.set("Outer", "kept".into());
        stack.edit_props(one, |props| props.set("Inner", "lost".into()));
        stack.edit_props(two, |props| props.set("Other", "kept".into()));
        // What is not a property can be set meanwhile.
        stack.override_property(one, "/Past", "kept");
    });
    // And it is over when it is over.
    stack.edit_props(one, |props| props.set("Later", "kept".into()));
    let synthesis = app.synth();
    let found = &synthesis.diagnostics[0];
    assert_eq!(found.source[0].line, line);
    assert_eq!(
        found.to_string().lines().next(),
        Some("error[APP124]: `Test/One` is edited within an edit of it")
    );
    assert_snapshot!(crate::support::yaml(&synthesis.stacks[0]), @"
    Resources:
      One:
        Type: Test::Thing
        Properties:
          Outer: kept
          Later: kept
          Past: kept
      Two:
        Type: Test::Thing
        Properties:
          Other: kept
    ");
}
