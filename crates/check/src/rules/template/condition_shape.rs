//! Condition that is none.

use crate::Place;
use crate::model::knots;
use crate::rule::BuiltIn;
use crate::schema::shown;
use crate::{Declaration, Family, Findings, Model};
use stackwright_template::Severity;
use stackwright_template::hash::HashMap;
use stackwright_template::{Call, Condition, Function, Node, Value, Walk};

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "TPL135",
        family: Family::Template,
        severity: Severity::Error,
        title: "condition that is none",
        why: "CloudFormation refuses the template",
        fix: "make the condition of `Fn::Equals`, `Fn::And`, `Fn::Or`, `Fn::Not` and `Condition`",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/conditions-section-structure.html",
        bad: r#"
Conditions:
  IsProd: prod
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Condition: IsProd
"#,
        good: r#"
Conditions:
  IsProd: !Equals [!Ref AWS::Region, eu-central-1]
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Condition: IsProd
"#,
    },
    check,
};

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    let template = model.template();
    let mut names: HashMap<&str, usize> = HashMap::default();
    for (index, condition) in template.conditions().enumerate() {
        names.insert(condition.id(), index);
        let path = format!("Conditions/{}", condition.id());
        part(condition.node(), path, model, findings);
    }
    let conditions: Vec<Condition<'_>> = template.conditions().collect();
    let mut next: Vec<Vec<(usize, ())>> = Vec::new();
    for condition in &conditions {
        let mut named = Vec::new();
        condition.node().walk(|_, node| {
            let name = node.as_call().and_then(Call::condition);
            named.extend(
                name.and_then(|name| names.get(name))
                    .map(|index| (*index, ())),
            );
            Walk::Into
        });
        next.push(named);
    }
    for knot in knots(&next) {
        let names = knot.iter().filter_map(|index| conditions.get(*index));
        let names: Vec<String> = names.map(|c| format!("`{}`", c.id())).collect();
        let first = knot.first().and_then(|index| conditions.get(*index));
        if let Some(first) = first {
            findings
                .report(
                    Place::new(format_args!("Conditions/{}", first.id()), first.span()),
                    format!("conditions need each other: {}", names.join(", ")),
                )
                .help("take one of the references out");
        }
    }
}

/// A condition, or one of those that it is made of.
fn part(node: &Node, path: String, model: &Model<'_>, findings: &mut Findings<'_>) {
    let call = node.as_call();
    let Some(call) = call.filter(|call| {
        matches!(
            call.function,
            Function::And
                | Function::Or
                | Function::Not
                | Function::Equals
                | Function::Condition
                | Function::Transform
        )
    }) else {
        if node.value != Value::Null && !model.is_rewritten() {
            let message = format!("{} is no condition", shown(node));
            findings.report(Place::new(path, node.span), message);
        }
        return;
    };
    if matches!(call.function, Function::And | Function::Or | Function::Not) {
        for (index, item) in call.argument.as_list().into_iter().flatten().enumerate() {
            let path = format!("{path}/{}/{index}", call.function.name());
            part(item, path, model, findings);
        }
    }
}
