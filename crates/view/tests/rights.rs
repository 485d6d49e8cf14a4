//! Rights: who may do what with what, by the policies of roles and by those of resources.

#![allow(clippy::unwrap_used, reason = "in helpers of tests, too")]

use stackwright_template::Template;
use stackwright_view::Stack;
use stackwright_view::graph::{ArrowKind, Diagram, Graph, View};

fn drawn(text: &str) -> Diagram {
    let template = Template::from_yaml(text).unwrap();
    let graph = Graph::of(&[Stack::new("Shop", template)]);
    graph.diagram(View::Permissions).unwrap().clone()
}

/// The arrows, as `Role allows Task: ecs:RunTask`.
fn arrows(diagram: &Diagram) -> Vec<String> {
    let title = |at: usize| diagram.shapes[at].title.as_str();
    let arrows = diagram
        .arrows
        .iter()
        .filter(|own| own.kind != ArrowKind::Uses);
    let shown = arrows.map(|own| {
        let kind = format!("{:?}", own.kind).to_lowercase();
        format!(
            "{} {kind} {}: {}",
            title(own.from),
            title(own.to),
            own.label
        )
    });
    shown.collect()
}

#[test]
fn a_part_of_the_arn_of_a_resource_is_that_resource() {
    // As a schedule's role may run every revision of a task.
    let diagram = drawn(
        r#"
Resources:
  Task: {Type: AWS::ECS::TaskDefinition, Properties: {ContainerDefinitions: [{Name: job, Image: nginx}]}}
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: {}
      Policies:
        - PolicyName: Run
          PolicyDocument:
            Statement:
              - Effect: Allow
                Action: ecs:RunTask
                Resource: !Join ["", ["arn:", !Ref AWS::Partition, ":ecs:", !Ref AWS::Region, ":", !Ref AWS::AccountId, ":", !Select [5, !Split [":", !Ref Task]], ":*"]]
"#,
    );
    assert_eq!(arrows(&diagram), ["Role allows Task: ecs:RunTask"]);
}
